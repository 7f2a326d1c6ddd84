"""The matters of a paragraph that counts nothing: told apart by how its sentences begin.

先…再…还要…最后, 要…。要…。要…, 有的…。有的…, or a short sentence that says what it is about and then what there is
to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.stretches import Stretch, trim
from tracker.extraction.tone import tone_in
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_MARK = compiled("[。！？\n“”]")


def sentences(text: str, start: int, end: int) -> list[Stretch]:
    """The sentences of a stretch, each with its stop; what is quoted is not parted."""
    found: list[Stretch] = []
    at, quoted = start, False
    for mark in _MARK.finditer(text, start, end):
        char = mark.group()
        if char in "“”":
            quoted = char == "“"
        elif not quoted or char == "\n":
            found.append(Stretch(at, mark.end()))
            at, quoted = mark.end(), False
    found.append(Stretch(at, end))
    return [one for one in (Stretch(*trim(text, *one)) for one in found) if one.start < one.end]


_ANNOUNCING = compiled(
    r"(?:几|[两三四五六七八九])[条桩件个点笔句样项处步招](?!月)|个方面|摊开|不护短|不回避|不藏|藏着掖着|不瞒|不客气|当然有|也?不少|也有|还有很多"
    r"|自己身上|不踏实|说说|讲讲|谈谈|说道|挑刺|本账|有数|有个?谱|排了排|想了想|合计|商量|怎么[改办干做弄走]|[如怎]何?样?改|这[样么][干做办]"
    r"|(?:存在|还有|仍有|尚有)[^，。]{0,16}(?:问题|不足|短板|差距|环节|弱项|欠缺)[。：]?$|[如以]下|主要[是有]|数一数|摆一摆|亮一亮|晒一晒|交个底|照照?镜子|心里有愧|有了主意|主意|使劲|发力|采取[^，。]{0,6}(?:措施|办法|对策)。?$"
    r"|[下这]面?这?些(?:事|工作)"
)
_ANNOUNCED_MAX = 34


def announces(text: str, sentence: Stretch) -> bool:
    """Whether a sentence only says that something comes: 有三笔欠账，也得跟大家摊开说。"""
    short = sentence.end - sentence.start <= _ANNOUNCED_MAX
    return (
        short
        and bool(_ANNOUNCING.search(text, sentence.start, sentence.end))
        and not _BEGINS_AT_ONCE.search(text, sentence.start, sentence.end)
        and not _LACKS_ITSELF.search(text, sentence.start, sentence.end)
    )


_BEGINS_AT_ONCE = compiled("，(?:首先|先)?[把将]|，(?:首先|先)(?=[^，。说讲谈])")
"""来年商量好了，先把路修了。: the announcement and the first matter in one."""


_LACKS_ITSELF = compiled("(?:不(?:够[^，。]{1,3}|到位|及时|深入|规范|扎实|明显|强|高|严|实)|滞后|弱化|缺失)，")
"""落实部署不够到位，项目推进还有短板。: two faults, and no word of more to come."""

_FIRST = compiled("(?:先(?!进|后|锋|期|生|天|烈)|眼下|当务之急|第一步)(?:是|要|得|把|，)*?")
_GOES_ON = compiled(
    r"(?P<word>再就?是?|还要|还得|还有|还想|还打算|也要|也得|另外|然后|接着|接下来|同时|此外|最后|末了)(?:，|还?要|还?得|就是|也要|再)?"
)
_TOPIC = compiled("[^，。；：]{1,8}(?:的事|这件事|这一?块|这头)，|[^，。；：在]{1,5}上，")
_MUST = compiled("[^，。；：要]{1,6}要(?!求)[^，。；：]{1,8}，")
_ALIKE = (
    _TOPIC,
    _MUST,
    compiled("要(?!不|么|求|是|点|素|闻|说|强|紧)"),
    compiled("有的(?!放矢)"),
    compiled("有些"),
    compiled("(?:再|又|还)?(?:比如|比方|譬如|例如)(?:说)?，?"),
    compiled("对[^，。]{2,10}，"),
)
"""Beginnings that more than one sentence shares where each tells another matter."""
_HEAD_MAX = 16
_NO_HEAD = compiled("[，：；“”0-9？]|[一二两三四五六七八九十百千万]{2}")


_SOME = compiled("(?:有的|有些)(?!放矢)(?<=[，。；：][一-鿿]{2})")
_ADMITTING = compiled("(?:问题|不足|差距|短板|现象|欠缺|薄弱环节)[，：。]$")
_ADMITTING_MAX = 90


def some(text: str, start: int, end: int) -> list[Stretch]:
    """还存在一些问题，有的A；有的B；有的C。特别是D。: what some do or leave undone, in the sentence that admits it."""
    begins = [hit.start() for hit in _SOME.finditer(text, start, end)]
    begins = [at for number, at in enumerate(begins) if not number or text[at - 1] in "；。"]
    if len(begins) < 2 or begins[0] - start > _ADMITTING_MAX or text.find("\n", start, end) >= 0:
        return []
    if not _ADMITTING.search(text, start, begins[0]):
        return []
    stop = text.find("。", begins[-1], end)
    rest = stop + 1 if 0 <= stop < end - 1 and text.startswith(("特别是", "尤其是"), stop + 1) else end
    begins += [rest] if rest < end else []
    return [Stretch(*trim(text, a, b)) for a, b in zip(begins, [*begins[1:], end], strict=True)]


_ADMITS = lazily(
    r"(?=[^。]{0,50}(?:看到|清醒|认识|仍|还|存在|但|不过|同时|对照|相比))[^。！？]{4,60}(?:不足|问题|差距|短板|薄弱环节)[^，。；：]{0,8}[。：]$"
)
_PRAISED = 3
"""How many sentences may praise before the problems begin."""
_PRAISES = 1.0
"""How many words of lacking in a hundred characters praise may hold."""


def behind_praise(text: str, start: int, end: int) -> int:
    """Where the problems begin: behind 成绩有目共睹。肯定成绩的同时，也看到不足。; ``start`` without such praise."""
    first = text.find("\n", start + 1, end)
    told = sentences(text, start, first if first >= 0 else end)
    for number, one in enumerate(told[1 : _PRAISED + 1], 1):
        if one.end < end - 1 and _ADMITS().match(text, *one):
            praise = all(tone_in(text, *before).lacking < _PRAISES for before in told[:number])
            return one.end if praise else start
    return start


def matters(text: str, start: int, end: int) -> list[Stretch]:
    """The matters of one paragraph, behind the word that each begins with; none where nothing tells them apart."""
    told = sentences(text, start, end)
    if len(told) < 2:
        return []
    announced = announces(text, told[0])
    return (
        _chained(text, told)
        or _alike(text, told, announced=announced)
        or _headed(text, told[announced:])
        or _same_beginning(text, told[announced:])
        or (_numbered(text, told) if announced else [])
        or _lacking(text, told[announced:], least=2 if announced else _SHARED)
    )


def _chained(text: str, told: Sequence[Stretch]) -> list[Stretch]:
    """先把A…。再把B…。还要C…。最后D…。"""
    begins: list[tuple[int, int]] = []
    for number, sentence in enumerate(told):
        if not begins:
            if number > 1:
                return []
            if at := _first_of(text, sentence):
                begins.append((sentence.start, at))
            continue
        if match := _GOES_ON.match(text, sentence.start, sentence.end):
            begins.append((sentence.start, match.end()))
        elif _TOPIC.match(text, sentence.start, sentence.end):
            begins.append((sentence.start, sentence.start))
    if len(begins) < 2 or (len(begins) == 2 and len(told) > 3):
        return []
    ends = [*(start for start, _ in begins[1:]), told[-1].end]
    return [Stretch(*trim(text, at, end)) for (_, at), end in zip(begins, ends, strict=True)]


def _first_of(text: str, sentence: Stretch) -> int | None:
    """Where the first matter begins: at the head of a sentence or behind its lead-in (来年商量好了，先把…)."""
    heads = [sentence.start, *(comma.end() for comma in re.finditer("，", text[sentence.start : sentence.end]))]
    for place in (heads[0], *(sentence.start + head for head in heads[1:3])):
        if match := _FIRST.match(text, place, sentence.end):
            return match.end()
    return None


def _alike(text: str, told: Sequence[Stretch], *, announced: bool) -> list[Stretch]:
    """要…。要…。要…: sentences that begin alike."""
    for pattern in _ALIKE:
        begins = [(one.start, match.end()) for one in told if (match := pattern.match(text, one.start, one.end))]
        first = begins and begins[0][0] == told[1 if announced else 0].start
        if first and len(begins) > 1 and 2 * len(begins) >= len(told) - announced:
            kept = pattern in (_TOPIC, _MUST) or text[begins[0][0]] == "有"
            ends = [*(start for start, _ in begins[1:]), told[-1].end]
            places = [start if kept else behind for start, behind in begins]
            return [Stretch(*trim(text, at, end)) for at, end in zip(places, ends, strict=True)]
    return []


def _headed(text: str, told: Sequence[Stretch]) -> list[Stretch]:
    """稿子里会议多、百姓少。… 人才进得来留不住。…: short sentences, each above what there is to say of it."""
    short = [number for number, one in enumerate(told) if _is_head(text, one)]
    heads: list[int] = []
    for number in short:
        # What stands right below a headline is its body, however short.
        if not heads or heads[-1] != number - 1:
            heads.append(number)
    if len(heads) < 2 or heads[0] != 0 or heads[-1] == len(told) - 1 or len(short) == len(told):
        return []
    ends = [*(told[number].start for number in heads[1:]), told[-1].end]
    return [Stretch(*trim(text, told[n].start, end)) for n, end in zip(heads, ends, strict=True)]


def _is_head(text: str, sentence: Stretch) -> bool:
    return (
        4 <= sentence.end - sentence.start <= _HEAD_MAX
        and text[sentence.end - 1] == "。"
        and not _NO_HEAD.search(text, sentence.start, sentence.end)
    )


_BEGINS = "在将要把让对为抓用从向以给"
_SHARED = 3
"""How many sentences must begin alike where no word is known that parts them."""


def _same_beginning(text: str, told: Sequence[Stretch]) -> list[Stretch]:
    """在思想上，…。在队伍上，…。在作用上，…: the first may have its lead-in before it."""
    if len(told) < _SHARED:
        return []
    last = told[-1]
    for length in (2, 1):
        word = text[last.start : last.start + length]
        if word[:1] not in _BEGINS:
            return []
        begins = [one.start for one in told[1:] if text.startswith(word, one.start)]
        lead = text.find(word, told[0].start, told[0].end)
        if lead >= 0 and len(begins) >= _SHARED - 1 and 3 * len(begins) >= 2 * (len(told) - 1):
            at = lead if lead == told[0].start or text[lead - 1] in "，我们部委组将要出" else told[0].start
            ends = [*begins, last.end]
            return [Stretch(*trim(text, a, b)) for a, b in zip([at, *begins], ends, strict=True)]
    return []


_GOES_WITH = compiled(
    "[这那他她它我您你]|大家|有一[回次年]|有的|有些|有人|甚至|尤其|特别|结果|所以|因此|于是|而且|并且|同时|但|不过|可|虽|即使|比如|例如|譬如|如|就是|其中|因为|由于"
    "|原因|究其|说到底|归根|当时|后来|再|还|也|都|以至|导致|致使|问起|会上|群众|今年|去年|全年|[0-9一二三四五六七八九十]"
)
"""Beginnings of a sentence that goes on with the matter of the one before."""
_FIRST_CLAUSE = 20
_NOT = compiled("[不没难少缺慢差弱乱散]")


def _lacking(text: str, told: Sequence[Stretch], *, least: int) -> list[Stretch]:
    """青工队伍不稳，…。库区垃圾没人管，…。: sentences each of which begins a new matter that is not well."""
    if not least <= len(told) <= _MANY:
        return []
    for one in told:
        comma = text.find("，", one.start, one.end)
        begins = 4 <= (comma if comma >= 0 else one.end) - one.start <= _FIRST_CLAUSE
        ill = tone_in(text, one.start, one.end).lacking or _NOT.search(text, one.start, one.end)
        if not begins or _GOES_WITH.match(text, one.start) or not ill:
            return []
    return list(told)


_MANY = 6
_HOW_MANY = compiled("(?:(?P<many>[几两三四五六七八九])[件条桩样项点]|[下这]面?这?些(?:事|工作))")


def _numbered(text: str, told: Sequence[Stretch]) -> list[Stretch]:
    """我想做这样三件事。甲。乙。丙。: as many sentences as it announces."""
    said = _HOW_MANY.search(text, told[0].start, told[0].end)
    rest = told[1:]
    if said is None or not 2 <= len(rest) <= 8:
        return []
    many = said["many"]
    return list(rest) if many in (None, "几") or _VALUES.get(many) == len(rest) else []


_VALUES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_INNER_HEAD = 26
_SPEAKS_FOR_ALL = compiled(
    "问题|不足|差距|短板|以下|如下|主要|方面|打算|工作|表现|几|[一二三四五六七八九两][个点条]|："
)


def own_headline(text: str, start: int, before: int) -> bool:
    """Whether a paragraph begins with a headline of its own, so that a list inside it tells parts of one matter."""
    return begins_with_headline(text, start, before) and text.find("。", start, before) + 1 >= before - 40


def begins_with_headline(text: str, start: int, end: int) -> bool:
    """Whether a paragraph's first sentence is a headline of its own, however much follows."""
    stop = text.find("。", start, end)
    return start < stop <= start + _INNER_HEAD and not _SPEAKS_FOR_ALL.search(text, start, stop)


def announces_lines(sentence: str) -> bool:
    """Whether a sentence ends by saying that lines follow: 主要是下面几个方面。 我一件一件说。"""
    return bool(_LINES_COME().search(sentence))


_LINES_COME = lazily(
    r"(?:主要|大致|无非|归纳|想来|说来|看来|集中|具体|体现|表现|反映|这么|这样|以下|下面|下列|如下|还有|就是|准备|打算|抓好|做好|办好|干好)"
    r"[^，。；]{0,10}?(?:几|[两二三四五六七八九])(?:个|条|点|件|样|桩|项|笔|块|处)?(?:大)?(?:方面|地方|问题|短板|不足|事情?|毛病|难处|差距)?(?:[必需要值亟有][^，。；]{1,6})?[。：]$"
    r"|(?:以下|下面|如下|下列)(?:几[项个件点方面]{1,2})?(?:的?(?:重点|具体|主要)?(?:工作|措施|举措|办法|对策|不足|问题|短板|差距)|任务|事情)[。：]$"
    r"|(?:[一逐挨][件条样个桩](?:一[件条样个桩])?)地?(?:说|讲|摆|过|数|亮|报|来)[^，。；]{0,4}[。：]$"
)
