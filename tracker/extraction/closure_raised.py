"""The mention of problems that somebody raised: 上级书记点评指出的3个问题, 反馈问题32个, 查摆的骨干流失问题."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.kinds import Origin
from tracker.extraction.closure_clauses import clauses, last_match, without_enumerator
from tracker.extraction.closure_origin import (
    OWN_LISTS,
    by_analogy,
    context_of,
    cues,
    has_cue,
    origin_of,
    origin_words,
    points_back,
    superior_in,
)
from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily

_COUNTING = f"[0-9{NUMERAL}Xx×*＊#某_]"
COUNT = f"(?:[0-9]{{1,5}}|[{NUMERAL}]{{1,5}}|[Xx×*＊#某_]{{1,5}})"
"""A number of problems, or what stands in for one. Digits and characters side by side are two words: 单一2个问题."""
PIECE = "[个条项件点处类宗起笔样桩块]"
"""The classifiers that problems are counted with."""

_THING = 4
"""From so many characters on what stands between a number behind 等 and 问题 is itself what is counted."""
_LEAD_MAX = 40
"""How far before its count a statement may begin."""
_TITLE_NEAR = 12
"""How far behind the verb a quoted problem may stand."""
_NOUNLESS = compiled(
    rf"[的了过出下]“?{COUNT}(?:[个条项件点]|[句笔本][话旧老欠账亏])|[们我院局镇乡村校行处所]{COUNT}(?:[条点]|句话)|[评摆查馈视计导察留办交出][0-9]{{1,3}}项(?:[，；（、]|$)"
)
_NO_COUNT = "不[落漏少剩留拖]|个|线|腿|接一|一[个条项件点]"
"""一个不落, 一条一条: behind the piece these tell that it is no count."""
_COUNTED = compiled(rf"{_COUNTING}(?:余|多)?(?:{PIECE}|大|方面|句话)")


class Raised(NamedTuple):
    """The mention of problems raised by somebody: 针对去年查摆的4个问题."""

    origin: Origin
    start: int
    end: int
    """Behind the noun and its count, where what became of the problems begins."""
    total: int | None
    counted: bool
    """True where a number stands there, be it a placeholder."""
    fused: bool
    """True where they were found and put right in one breath: 检视整改问题12个."""
    title_start: int
    """Where the words begin that may name the problems; they end at ``noun_start``."""
    noun_start: int


@derived
def _noun_patterns() -> Patterns:
    bare = load("closures").pattern("raised.nouns")
    noun = load("closures").pattern("raised.letters", "raised.nouns")
    none = "(?![稿箱书表库]|导向|意识|清单|线索|台账)"
    division = rf"(?:{COUNT}(?:个|大|项|个大)?(?:方面|大类|类别|类|层面)的?[、，]?)*"
    return Patterns(
        # 问题4个方面17条: the divisions are no count of problems.
        behind=(
            rf"(?P<noun>{noun})(?P<list>清单)?(?:线索)?(?:：(?=共|总|合|[0-9]))?(?:共计|合计|总计|累计|计|共|有){{0,2}}"
            rf"{division}(?P<n>{COUNT})(?:余|多)?{PIECE}(?!方面|层面|{_NO_COUNT})"
        ),
        before=(
            rf"(?P<n>{COUNT})(?:余|多)?(?:{PIECE}|大类|大(?!”)|(?=方面的?(?:主要|突出)?(?:{noun})))(?!{_NO_COUNT})(?:大|方面|层面|类|具体|突出|主要|共性|个性)*的?"
            rf"(?P<between>[^，。；：0-9]{{0,24}}?)(?P<noun>{noun})"
        ),
        any=rf"{bare}{none}|{load('closures').pattern('raised.letters')}",
        # 征求意见稿, 问题导向 and the like speak of no problem.
        bare=bare + none,
        # 点评的两条，… and 反馈问题中去年未完成的3个，… leave the noun out.
        nounless=(
            rf"(?P<noun>(?:{load('closures').pattern('raised.verbs')}(?:出来|出)?"
            r"|(?:未|没|没有)(?:整改|改|完成|销号|办结|解决|到位|办)(?:完成|到位|销号|完|好)?|剩下|余下|结转|剩余)的"
            r"|(?:[说讲提谈摆认](?:到|过|起|出|下)?|欠下?|承认|写下?)的|(?<=[领书][导记])[点提说讲](?:出|到|过)?的"
            r"|[点提指摆亮找挑说讲认揭](?:出了?|到了?|下了?|了)|(?:反馈|查摆|检视|检讨|反思)(?:出了?|了|过)"
            # 点评我院的2条, 说了我们三句话: whom they were told to stands between.
            r"|(?:点评|批评|提醒|[说提讲])(?:了|过)?(?:我们?|咱们?|我[院局镇乡村校行处所])的?"
            # 集团党委述职点评3项：销号3项 in a ledger.
            r"|(?P<ledger>(?:点评|查摆|自查|反馈|检视|审计|督查|督导|检查|巡察|巡视|遗留|交办|移交|指出)(?=[0-9]{1,3}项(?:[，；（、]|$))))"
            rf"“?(?P<n>{COUNT})(?:(?:[个条项件点]|[件桩]事|句话|[笔本](?:旧|老|欠)?账|笔亏空|件没[做办干]好的事)(?=[，；：、（]|已|均|都|全|也|和|目前|现|今年|$)|个[不有缺少欠][^”，。；]{{0,4}}”(?!的?[0-9{NUMERAL}]))"
        ),
    )


def number(word: str) -> int | None:
    """The value of a count; ``None`` for a placeholder."""
    return int(word) if word.isdigit() and word.isascii() else chinese_number(word)


def raised_in(
    text: str,
    sentence: int,
    start: int,
    end: int,
    *,
    year: int | None,
    rectifying: bool,
    fallback: Origin | None,
) -> list[Raised]:
    """The mentions of raised problems in one clause, in order; several where it lists them: 点评的2个、查摆的3个问题.

    ``sentence`` is where the sentence begins, ``fallback`` the origin that a heading gives to mentions without one.
    """
    found: list[Raised] = []
    if _noun_patterns().any.search(text, start, end) or _NOUNLESS.search(text, start, end):
        low = start
        for match in _counted_nouns(text, start, end):
            if not rectifying and match.groupdict().get("ledger"):
                continue
            mention = _counted(text, sentence, low, match, year=year, rectifying=rectifying, fallback=fallback)
            if mention is not None:
                found.append(mention)
                low = match.end()
    elif text.find("“", start, end) < 0 and text.find("几", start, end) < 0:
        return []
    return found or _uncounted(text, sentence, start, end, year=year, rectifying=rectifying)


_COUNT_ALONE = lazily(rf"(?:共计|合计|总计|一?共|总数)?有?{COUNT}{PIECE}")
_MATTER = lazily(r"(?:问题|意见|建议|不足)(?:整改)?$")


def mention_end(text: str, parts: Sequence[Stretch], index: int) -> int:
    """Where a clause ends that may raise problems, with the count behind its colon: 巡察反馈问题：共14个."""
    clause, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
    if following is None or text[clause.end] != "：" or not _COUNT_ALONE().fullmatch(text, *following):
        return clause.end
    return following.end if _MATTER().search(text, *clause) else clause.end


def raises_others(text: str, sentence: Stretch, *, year: int | None) -> bool:
    """Whether a sentence is about an origin of its own: 一是上级点评的2个问题."""
    start = without_enumerator(text, *sentence)
    by_others = origin_words().by_others
    if not (has_cue(text, start, sentence.end) or by_others.search(text, start, sentence.end)):
        return False
    parts = clauses(text, start, sentence.end)
    return any(
        has_cue(text, raised.start, raised.end)
        or (
            raised.counted
            and by_others.search(text, raised.start, raised.end)
            and points_back(text, start, raised.end, year)
        )
        for index, clause in enumerate(parts)
        for raised in raised_in(
            text, start, clause.start, mention_end(text, parts, index), year=year, rectifying=True, fallback=None
        )
    )


_FUSED = lazily(
    r"(?:检视|查摆|发现|查找|剖析|自查|排查)出?(?:并|和|、)?(?:全部|推动|督促|立即|及时)?(?:整改|解决)(?:完成|到位|了)?[^，。；0-9]{0,6}$"
)
_ACHIEVED = compiled(
    r"(?:已|全面|全部|扎实|按期|如期|已经|共|累计|逐项|督促)*(?:完成|整改|销号|办结)(?:落实|完成|了|对)?(?!率|方案|措施|工作)"
)


@derived
def _letters() -> frozenset[str]:
    return frozenset(load("closures")["raised.letters"])


_OVERSEERS = (Origin.SUPERVISION, Origin.INSPECTION, Origin.AUDIT)
_OCCASIONS = (Origin.DEMOCRATIC_LIFE, Origin.THEME_EDUCATION)
_OF_THE_REPORT = compiled("述职|去年|上年|上一年|20[0-9]{2}")
_PROPOSALS = ("建议", "意见建议", "意见")
_PROPOSED = ("监察", "纪检监察", "检察", "司法", "审计", "纪律检查", "督察")
_TOLD = compiled(r"[^、“]{0,20}?(?:已|均|都|全|完成|正在)[^、“]{0,16}、")
"""已整改2个、民主生活会查摆的8个问题: what became of the ones before belongs to them."""


def _counted(
    text: str,
    sentence: int,
    low: int,
    match: re.Match[str],
    *,
    year: int | None,
    rectifying: bool,
    fallback: Origin | None,
) -> Raised | None:
    at = match.start()
    told = _TOLD.match(text, low, at) if low > sentence and text[low - 1] not in "，；：。\n" else None
    low = told.end() if told else low
    if by_analogy(text, sentence, low, match.end()):
        return None
    origin = origin_of(text, sentence, low, match.end(), year=year, rectifying=rectifying) or fallback
    if origin is Origin.SELF_REVIEW and fallback in _OCCASIONS and not _OF_THE_REPORT.search(text, low, match.end()):
        # （三）民主生活会查摆问题。班子查摆的14个问题 : the heading says on which occasion.
        origin = fallback
    if origin is None or not _speaks_of_raising(text, low, match, rectifying=rectifying):
        return None
    if match["noun"] in ("事项", "任务") and text.endswith("承诺", low, match.start("noun")):
        # 去年承诺事项4件，落实3件 counts promises.
        return None
    proposal = match["noun"] in _PROPOSALS and match.start("noun") < match.start("n")
    if proposal and text.endswith(_PROPOSED, low, match.start("noun")):
        # 提出监察建议11条 is what the organisation itself proposes.
        return None
    if origin not in _OVERSEERS and match["noun"] in _letters():
        return None
    if origin in OWN_LISTS and match.groupdict().get("list"):
        # 主题教育问题清单16条（全部销号） is a list that the organisation keeps, and so a tally.
        return None
    return Raised(
        origin=origin,
        start=_statement_start(text, sentence, low, match.end()),
        end=match.end(),
        total=number(match.group("n")),
        counted=True,
        fused=bool(_FUSED().search(text, low, at) or _ACHIEVED.match(text, low, at)),
        title_start=low,
        noun_start=at,
    )


def _statement_start(text: str, sentence: int, start: int, end: int) -> int:
    """Where a mention begins: with the clause that names its origin, 区委巡察组开展了常规巡察，反馈问题32个."""
    if start > sentence and text[start - 1] not in "，；：。\n":
        # The second of two in one clause begins behind the joint: 点评的2个、查摆的3个问题.
        while start < end and text[start] in "、和及与以":
            start += 1
        return start
    if text.startswith(("这", "上述", "以上"), start):
        return context_of(text, sentence, start)
    if text.startswith(("对", "针对", "就"), start) or has_cue(text, start, end):
        return start
    low = context_of(text, sentence, start)
    cue = next(cues(text, low, start), None)
    if cue is None:
        return start
    begin = max(low, *(text.rfind(mark, low, cue[0]) + 1 for mark in "，。；："))
    return begin if start - begin <= _LEAD_MAX else start


_SOME_OF_THEM = lazily(rf"{COUNT}{PIECE}(?:问题|不足|意见|短板|毛病)(?:中|里)?，?(?:已?有){COUNT}{PIECE}$")
_AS = ("作为", "当作", "当成", "列为", "作为当前", "作为首要", "是", "是当前", "作为年度", "作为全年")
_PIECES = tuple(PIECE.strip("[]"))
_COUNTABLE = ("问题", "意见建议", "意见", "建议", "事项", "任务")
_LEFT_FROM = ("结转的", "遗留的", "剩余的", "剩下的", "余下的", "未完成的", "未销号的")
_THESE = ("上述", "以上", "这")


def _counted_nouns(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Counted nouns of a clause, 问题N个 before N个问题, without overlaps, in order."""
    nouns, words = _noun_patterns(), origin_words()
    if not _COUNTED.search(text, start, end):
        # A placeholder such as XX个 is counted as well.
        return []
    # 去年查摆的3个问题有两个彻底解决: two is how many of them.
    found = [
        one for one in nouns.behind.finditer(text, start, end) if not _SOME_OF_THEM().search(text, start, one.end())
    ]
    for match in nouns.before.finditer(text, start, end):
        between = match.group("between")
        if "”" in between and text.rfind("“", start, match.start()) > text.rfind("”", start, match.start()):
            # “三项制度改革进展偏慢”问题 counts no problems.
            continue
        if "、" in between and match["noun"] not in _COUNTABLE:
            # 四个党小组有冷有热、中层干部担当不足 counts groups.
            continue
        if text.endswith("第", start, match.start()):
            # 第三项问题已整改到位 counts nothing.
            continue
        if (match["n"] == "一" and text.endswith(_AS, start, match.start())) or between in _PIECES:
            # 作为当前一项重要任务 counts nothing; of 10个方面个问题 the number is lost.
            continue
        if len(between) >= _THING and text.endswith("等", start, match.start()):
            # 麻石巷等3条街巷积水问题 counts lanes.
            continue
        if text.endswith(_LEFT_FROM, start, match.start()) and words.cue.match(between):
            # 去年结转的3个巡察反馈林地权属问题
            found.append(match)
            continue
        if text.endswith(_THESE, start, match.start()):
            found.append(match)
            continue
        if words.verb.fullmatch(between) is None and (
            words.verb.search(between) or any(cue.end() < len(between) for cue in words.cue.finditer(between))
        ):
            # 对9个社区开展巡察反馈问题12个: nine is no count of problems.
            continue
        if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
            found.append(match)
    for match in nouns.nounless.finditer(text, start, end) if _NOUNLESS.search(text, start, end) else ():
        low = max(_lead_of(text, start), match.start() - _LEAD_MAX)
        if all(match.end() <= other.start() or other.end() <= match.start() for other in found) and (
            has_cue(text, low, match.end())
            or points_back(text, low, match.start(), None)
            or superior_in(text, low, match.start()) is not None
        ):
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def _speaks_of_raising(text: str, low: int, match: re.Match[str], *, rectifying: bool) -> bool:
    """Whether a counted noun is what somebody raised, not what a meeting studied or a team solved."""
    words = origin_words()
    if words.verb.search(text, low, match.end()) or words.cue.search(text, low, match.end()):
        return True
    return rectifying or text.startswith("这", low) or points_back(text, low, match.start(), None)


def _lead_of(text: str, start: int) -> int:
    """Where a clause begins together with a short one before it that says when: 去年这个时候，我检讨了三件."""
    if text[start - 1 : start] != "，":
        return start
    low = max(0, start - _LEAD_MOST)
    before = max(text.rfind(mark, low, start - 1) for mark in "，。；：\n")
    return before + 1 if before >= 0 else start


_LEAD_MOST = 15
_OF_SOME_TIME = lazily(
    "(?:年度?|会|组|巡[视察]|审计|教育|评议|督查|检查)的?(?=问题(?:整改(?:完成|到位)?率|，?(?:已|均|都|全部|全都|悉数)))"
)
"""上年度问题整改率100%: problems that no verb raises, where the words behind them say what became of them."""
_EVERYBODYS = compiled("各(?:个?渠道|类|级|方面|条线|领域)")
"""把各渠道反馈的问题统一建账 speaks of nobody's problems."""
_NOBODYS = ("典型", "共性", "普遍性")
"""上级通报的典型问题 are those of others."""
_QUOTED = compiled(r"“(?!再?回头看”)[^”\n]{2,160}”(?:等?(?:方面|的)?问题)?")


def _uncounted(text: str, sentence: int, start: int, end: int, *, year: int | None, rectifying: bool) -> list[Raised]:
    """上年度查摆的青年骨干人才流失问题, 县委书记点评我乡“集体经济薄弱”: problems that are named, or not even that."""
    words = origin_words()
    verb = None
    for verb in words.verb.finditer(text, start, end):
        before = verb.start()
        if words.verb.match(text, verb.end(), end) and words.by_others.match(text, verb.end(), end):
            # 专项检查指出的…问题: the second verb says that others found it.
            continue
        if (
            has_cue(text, start, verb.end())
            or points_back(text, start, before, year)
            or (words.by_others.fullmatch(verb.group()) and superior_in(text, start, before) is not None)
        ):
            break
    else:
        verb = _OF_SOME_TIME().search(text, start, end)
        if verb is None or not (has_cue(text, start, verb.end()) or points_back(text, start, verb.end(), year)):
            return []
    target = _named(text, verb.end(), end)
    if target is None or _EVERYBODYS.search(text, start, verb.end()) or by_analogy(text, sentence, start, end):
        return []
    if text.endswith(_NOBODYS, start, target[1]):
        return []
    origin = origin_of(text, sentence, start, verb.end(), year=year, rectifying=rectifying)
    if origin is None:
        return []
    title, noun, behind = target
    if origin is Origin.SELF_REVIEW and _IS_A_TASK().match(text, verb.end(), behind):
        # 去年述职时提出的支部达标、委员轮训等任务 were promised, and are no problems.
        return []
    return [Raised(origin, start, behind, None, False, False, title, noun)]


_IS_A_TASK = lazily(
    "(?:出|到|了|过)?的?(?:[^，。；：]{0,10}《|(?![^，。；：]*整改)[^，。；：“]{2,40}(?:任务|事项)$"
    "|“(?:再|新|改|重新)?(?:建|办|设|开|制定|修订|编|打造|培养|选派|组建|开展|举办|完成|推进|启动|引进)(?![^”]*[不没缺难少差])[^”]+”$)"
)
_MATTERS = lazily("的?问题(?!清单|线索|台账)")
_A_FEW = lazily("(?:(?:过|到|了|出来?|下)?的)?那?几(?:[条点]|[件样桩]事?)(?=，|$)")
"""去年我检讨的几条，…"""
_LEADING = lazily("出的|(?:强烈|突出|集中|较多|最多|比较多|普遍)的|[出的到了]")


def _named(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Where behind a verb the title begins, where its noun stands or it ends, and where the mention ends."""
    quoted = _QUOTED.search(text, start, end)
    if quoted is not None and quoted.start() - start <= _TITLE_NEAR:
        while (more := _QUOTED.match(text, quoted.end(), end)) is not None:
            quoted = more
        return start, quoted.end(), quoted.end()
    noun = _noun_patterns().bare.match(text, start, end) or last_match(_noun_patterns().bare, text, start, end)
    noun = noun or _A_FEW().match(text, start, end)
    if noun is None:
        return None
    if more := _MATTERS().match(text, noun.end(), end):
        # 存在短板的问题
        noun = more
    while (more := _LEADING().match(text, start, end)) is not None:
        start = more.end()
    return min(start, noun.start()), noun.start(), noun.end()
