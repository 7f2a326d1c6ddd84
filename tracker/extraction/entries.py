"""The entries of a section: which enumerator counts them, where each begins and ends, and what its headline is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.enumerations import Entry, counted_on, from_markers, series
from tracker.extraction.groups import announces_below, is_group_label, lines_below
from tracker.extraction.markers import Family, Marker, between
from tracker.extraction.prose import announces, begins_with_headline, matters, own_headline, sentences, some
from tracker.extraction.stops import stop_in
from tracker.extraction.stretches import lines, trim
from tracker.extraction.summed_up import summed_up
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import lazily


def entries(text: str, markers: list[Marker], start: int, end: int) -> list[Entry]:
    """The separate matters of the section that stands in ``[start, end)``."""
    if formula := summed_up(text, start, end):
        return [Entry(*matter, how="card") for matter in formula]
    inside = [marker for marker in between(markers, start, end) if marker.end < end]
    bullets = [marker for marker in inside if marker.family is Family.BULLET]
    inside = [marker for marker in inside if marker.family is not Family.BULLET] if bullets else inside
    run = series(inside)
    if len(bullets) > 1 and not (run and run[0].opens_paragraph):
        return from_markers(text, bullets, end)
    if run and not _of_one_paragraph(text, run, start, end):
        listed = from_markers(text, run, end)
        return _ungroup(text, inside, listed)
    begin, stop = trim(text, start, end)
    if begin == stop:
        return []
    return (
        _by_cards(text, begin, stop)
        or [Entry(*matter, how="sentence") for matter in some(text, begin, stop)]
        or _by_semicolons(text, begin, stop)
        or _by_naming(text, begin, stop)
        or _by_sentences(text, begin, stop)
        or _by_titles(text, begin, stop)
        or _by_beginnings(text, begin, stop)
        or _by_paragraphs(text, begin, stop)
    )


def _of_one_paragraph(text: str, run: Sequence[Marker], start: int, end: int) -> bool:
    """Whether an enumeration tells the parts of one of several paragraphs that are the entries themselves."""
    first, last = run[0].start, run[-1].start
    begin = max(start, text.rfind("\n", 0, first) + 1)
    line_end = text.find("\n", first, end)
    if run[0].opens_paragraph or line_end < last:
        return False
    others = [line for line in lines(text, start, end) if line[0] != begin]
    if _WHY_BEFORE.search(text, begin, first):
        # …究其缘由，一是教室只有八间，二是…: why one of several matters is so.
        return bool(others)
    if not own_headline(text, begin, first):
        return False
    return any(begins_with_headline(text, *line) for line in others)


def with_one_more(text: str, listed: list[Entry], end: int) -> list[Entry]:
    """The entries of a list, and behind them what is added to it: 四是…。另外，卫生院的事，继续往县里跑。

    ``end`` is where the section ends: what stands on a line of its own is no part of the last entry.
    """
    last = listed[-1] if len(listed) > 1 else None
    if last is None or last.marker is None:
        return listed
    if line := _LINE_ADDED.match(text, last.end, end):
        stop = text.find("\n", line.end(), end)
        place = trim(text, line.end(), stop if stop >= 0 else end)
        return [*listed, Entry(*place)] if place[1] - place[0] >= _ADDED_MIN else listed
    added = _ADDED.search(text, last.start, last.end)
    in_line = not last.marker.opens_paragraph and added is not None and text.find("。", added.end(), last.end - 1) < 0
    if added is None or not (in_line or text[added.start() - 1] == "\n") or last.end - added.end() < _ADDED_MIN:
        return listed
    kept = trim(text, last.start, added.start())
    return [*listed[:-1], last._replace(start=kept[0], end=kept[1]), Entry(*trim(text, added.end(), last.end))]


_BESIDES = "(?:另外|此外|除此之外|除此以外)，"
_LINE_ADDED = compiled(rf"\n(?:与此)?同时，|\n?{_BESIDES}")
_ADDED = compiled(rf"(?<=[。；！\n]){_BESIDES}")
"""Behind a list in one paragraph; 同时 goes on with an entry there."""
_ADDED_MIN = 12
"""Fewer characters are no matter of their own."""
_WHY_BEFORE = compiled("(?:缘由|原因|根源|根子|症结|因为|究其|说到底)[^，。；]{0,8}[，：]?$")


def _by_beginnings(text: str, start: int, end: int) -> list[Entry]:
    """先…。再…。还要…: one paragraph whose sentences begin so that they part it."""
    if "\n" in text[start:end]:
        return []
    return [Entry(*matter, how="sentence") for matter in matters(text, start, end)]


def _ungroup(text: str, markers: list[Marker], listed: list[Entry]) -> list[Entry]:
    """Entries that are mere group labels (思想认识方面) give way to their own titled children.

    A sentence between label and children speaks for the group: 能够坚持学习，但与要求相比仍有差距.
    """
    result: list[Entry] = []
    labels = [text[slice(*headline(text, entry.start, entry.end))] for entry in listed]
    grouping = [
        is_group_label(label) or announces_below(text, entry.start, entry.end)
        for label, entry in zip(labels, listed, strict=True)
    ]
    below = {
        entry: lines_below(text, entry.start, entry.end)
        for entry, groups in zip(listed, grouping, strict=True)
        if groups
    }
    # - 学得零散。 below 思想建设方面, with nothing that counts them: in one of the groups there are several.
    by_line = len(below) > 1 and max(map(len, below.values())) > 1
    run: list[Marker] = []
    for entry, groups in zip(listed, grouping, strict=True):
        inside = [marker for marker in markers if entry.start <= marker.start < entry.end] if groups else []
        run = series(inside) or (_going_on(inside, run[-1]) if run else [])
        if len(run) > (0 if sum(grouping) > 1 else 1):
            result += from_markers(text, run, entry.end)
        elif by_line and groups and below[entry]:
            result += [Entry(*line, how="card") for line in below[entry]]
        else:
            result.append(entry)
    return result


def _going_on(markers: list[Marker], last: Marker) -> list[Marker]:
    """The entries that count on from the group before: （一） 1. 2. （二） 3."""
    family = [marker for marker in markers if marker.family is last.family]
    return counted_on(family) if family and family[0].ordinal == last.ordinal + 1 else []


_WHY = compiled(
    "(?:究其|分析|深究)[^。；]{0,8}(?:原因|根源)|(?:产生|造成|出现|存在|对照|梳理)?(?:以上|上述|这些|上面)[^。；]{0,12}(?:问题|不足|差距|短板|几[条点])"
    "|[^。；]{0,4}原因|归根|说到底|根子"
)
_SEEN = compiled("[^；。：]{0,20}(?:发现|看到|认识到|感到|意识到|表现在|清楚)，")
"""但在工作中，我们也发现，: what comes before the first of a list."""


_SUCH_AS = compiled("(?:比如|例如|譬如|如(?!何|果|期|今|实|同|此|常))(?:说)?[：，]?")
"""存在的问题：如甲；乙；丙: no word of the first."""


def _by_semicolons(text: str, start: int, end: int) -> list[Entry]:
    """``主要表现在：A；B；C。``: the clauses of one sentence, each with its semicolon."""
    colon = text.find("：", start, end)
    stop = text.find("。", colon if colon >= 0 else start, end)
    stop = end if stop < 0 else stop + 1
    begin = start if colon < 0 or text.find("；", colon, stop) < 0 or "。" in text[start:colon] else colon + 1
    behind, _ = trim(text, stop, end)
    if text.count("；", begin, stop) < 1 or (stop < end - 4 and not _WHY.match(text, behind, end)):
        return []
    if begin == start and (seen := _SEEN.match(text, start, stop) or _LEAD_IN.match(text, start, stop)):
        begin = seen.end()
    if instance := _SUCH_AS.match(text, begin, stop):
        begin = instance.end()
    found, at = [], begin
    for match in re.finditer("；", text[begin:stop]):
        cut = begin + match.end()
        found.append(Entry(*trim(text, at, cut), how="semicolon"))
        at = cut
    if at < stop:
        found.append(Entry(*trim(text, at, stop), how="semicolon"))
    return found if all(entry.end - entry.start >= 6 for entry in found) else []


_CARD = lazily(
    r"[【〔（]?(?:存在(?:的)?|主要|具体|突出)?(?:问题|不足|短板|差距|毛病)(?:表现|描述|表述)?(?:[】〕）]：?|：)(?=[^\n]{4})"
)


def _by_cards(text: str, start: int, end: int) -> list[Entry]:
    """问题：… 原因：… 措施：… once more for each: every label begins an entry."""
    labels = [
        label
        for label in _CARD().finditer(text, start, end)
        if label.start() == start or text[label.start() - 1] == "\n"
    ]
    if len(labels) < 2 or labels[0].start() > start:
        return []
    ends = [*(label.start() for label in labels[1:]), end]
    return [Entry(*trim(text, label.end(), stop), how="card") for label, stop in zip(labels, ends, strict=True)]


_TITLE_MAX = 26
_BELOW_MIN = 12


def _by_titles(text: str, start: int, end: int) -> list[Entry]:
    """A headline on a line of its own above each matter, none of them counted."""
    lines = [(line.start() + start, line.end() + start) for line in re.finditer(r"[^\n]+", text[start:end])]
    heads = [number for number, line in enumerate(lines) if _is_title(text, *line)]
    if len(heads) < 2 or heads[0] != 0:
        return []
    below = [following - head for head, following in zip(heads, [*heads[1:], len(lines)], strict=True)]
    matter = all(
        lines[head + 1][1] - lines[head + 1][0] >= _BELOW_MIN
        for head, count in zip(heads, below, strict=True)
        if count > 1
    )
    if min(below) < 2 or not matter:
        return []
    ends = [*(lines[number][0] for number in heads[1:]), end]
    return [Entry(*trim(text, lines[head][0], stop), how="title") for head, stop in zip(heads, ends, strict=True)]


def _is_title(text: str, start: int, end: int) -> bool:
    return 4 <= end - start <= _TITLE_MAX and text[end - 1] not in "。！？；：，、" and "。" not in text[start:end]


_NAMING = lazily(
    r"(?:存在|还有|仍有|尚有|有着)(?:着|以下|一些)?(?P<list>[^。；：\n]{8,200}?)等(?:[^，。、]{0,6})(?:问题|不足|现象|情况|短板|差距|薄弱环节)"
)


_SUCH_NAMED = lazily(
    r"(?:存在|还有|仍有|尚有)(?:着|以下|一些|不少)*(?:问题|不足|短板|差距)，?(?:比如|例如|如)[：，]?(?P<list>[^。；：\n]{8,200}?)等+(?=[，。])"
)
"""还存在一些问题如甲，乙，丙等等，有待改进。"""


def _by_naming(text: str, start: int, end: int) -> list[Entry]:
    """``还存在A、B、C等问题。``: the matters that one sentence names."""
    if text.count("。", start, end) > 2 or "\n" in text[start:end]:
        return []
    match = _NAMING().search(text, start, end) or _SUCH_NAMED().search(text, start, end)
    if match is None:
        return []
    found, at = [], match.start("list")
    for cut in [
        *(m.start() for m in re.finditer("[、，]", text[: match.end("list")]) if m.start() > at),
        match.end("list"),
    ]:
        found.append(Entry(*trim(text, at, cut), how="named"))
        at = cut + 1
    return found if len(found) > 1 and all(entry.end - entry.start >= 4 for entry in found) else []


@derived
def _deficit() -> re.Pattern[str]:
    return compiled(load("problems").pattern("deficit.words"))


def _by_sentences(text: str, start: int, end: int) -> list[Entry]:
    """``学习钻研不够，…。深入基层不够，…。``: one paragraph in which every sentence begins with what is lacking."""
    if "\n" in text[start:end]:
        return []
    found, at = [], start
    while at < end:
        stop = stop_in(text, at, end, "。")
        begin, until = trim(text, at, min(stop + 1, end))
        if begin < until:
            found.append(Entry(begin, until, how="sentence"))
        at = stop + 1
    first_clauses = (text[entry.start : stop_in(text, entry.start, entry.end, "，。")] for entry in found)
    lacking = [bool(len(clause) <= 20 and _deficit().search(clause)) for clause in first_clauses]
    return found if len(found) > 1 and all(lacking) else []


def _by_paragraphs(text: str, start: int, end: int) -> list[Entry]:
    found = [Entry(*line, how="paragraph") for line in lines(text, start, end) if line[1] - line[0] >= 6]
    if found and (first := sentences(text, found[0].start, found[0].end)) and announces(text, first[0]):
        # 要说缺点，我不护短。班组学习缺斤短两。: what only says that something comes is no headline.
        found = [found[0]._replace(start=first[1].start), *found[1:]] if len(first) > 1 else found[len(found) > 1 :]
    if len(found) > 1 and text[found[0].end - 1] == "：":
        found = found[1:]
    # 乙局党组存在的主要问题： heads what stands below it.
    found = [one for one in found if text[one.end - 1] != "：" or not _HEADS.search(text, *one[:2])] or found
    return [Entry(start, end, how="whole")] if len(found) == 1 else found


_HEADS = compiled("(?:存在|发现|查摆|检视)[^，。；：]{0,10}(?:问题|不足|短板|差距)：$")
_LEAD_IN = compiled(
    r"在?(?:20[0-9]{2}年|下一步|下步|今后|以后|明年|当前|目前|接下来|新的一年|总的来看|回顾一年来?[^，]{0,6})(?:的?工作)?(?:里|中)?"
    r"(?:，(?:我(?:们|[省市县区镇乡局院校厂村处所司集])?|本人|支部|党支部|[^，。]{0,6}党[委组])?(?:将|要|还)?|(?:我们?|本人)(?:将|要))"
)


_ANNOUNCED = compiled(
    "[^。；：\n]{4,90}(?:存在|还有|仍有)[^。；：\n]{0,12}(?:问题|不足|差距|短板)(?:：|，?(?:比如|例如|如)[：，]?)(?:存在)?"
)
"""肯定成绩的同时，还存在一些突出问题：机构不健全，…: a headline says what, not that something comes."""


def headline(text: str, entry_start: int, entry_end: int, *, how: str = "marker") -> tuple[int, int]:
    """The range of the headline clause: the first sentence where it is a headline of its own, else the first clause."""
    if how not in ("marker", "card", "title"):
        # 2024年，我们将… : prose is introduced, entries of a list are not.
        lead = _LEAD_IN.match(text, entry_start, entry_end)
        entry_start = lead.end() if lead else entry_start
    if how == "whole" and (announced := _ANNOUNCED.match(text, entry_start, entry_end)):
        entry_start = announced.end()
    sentence_end = stop_in(text, entry_start, entry_end, "。！？：；\n")
    clause_end = stop_in(text, entry_start, sentence_end, "，")
    if clause_end == sentence_end:
        return _bare(text, entry_start, sentence_end)
    alone = sentence_end >= entry_end - 1
    clauses = text[entry_start:sentence_end].split("，")
    short = sentence_end - entry_start <= 36 and len(clauses) == 2
    slogan = len(clauses) <= 4 and all(len(clause) <= 12 for clause in clauses)
    if re.search("[0-9]|每", text[entry_start:sentence_end]):
        # A headline counts nothing: where it does, the clauses are matter already.
        short = slogan = False
        pair = _PAIR.match(text, entry_start, clause_end + 16)
        if pair and len(clauses) > 2 and stop_in(text, clause_end + 1, sentence_end, "，") == pair.end():
            return _bare(text, entry_start, pair.end())
    if how not in ("semicolon", "named") and not alone and (short or slogan):
        return _bare(text, entry_start, sentence_end)
    return _bare(text, entry_start, clause_end)


_PAIR = compiled(
    "[抓强重聚促优建严固树育][一-龥]{2}，(?:提升|激发|打通|改进|理顺|推动|增强|筑牢|夯实|凝聚|锻造|激活|建强|配强|扛牢|压实|补齐|提高|优化|强化"
    "|深化|拓展|壮大|擦亮|树立|营造|健全|完善|做实|做强|消除|破解|规范|稳定|汇聚|释放|厚植|净化|转变|赋能|巩固|扩大|延伸|畅通)[^，。；：0-9“每]{3,12}(?=，)"
)
"""抓融合，激发支部创新动能，4月底前出台…: a catchword and what it is for, before what will be done."""
_LABEL = compiled(
    r"(?:(?:20[0-9]{2}年|明年|来年)?(?:第?[一二三四]季度|[上下]半年|[0-9]{1,2}(?:[-—至到][0-9]{1,2})?月份?|年[初底]|全年)"
    r"|(?:先|再|还要?|最后|接着|其次)(?:来|要)?[说讲谈有是][^，。：；\n]{1,6}|在?[^，。：；\n]{1,16}(?:方面|层面|领域|维度))[。：](?:(?:主要|集中|具体|突出)?(?:表现|体现|反映)(?:为|在|是)?[：，]?)?"
    r"(?:一是|（[一1]）|1[.、]|①)?"
)
"""在队伍建设方面。主要表现为： and 一季度： say where or when; what stands behind them says what."""


_IN_WHAT = compiled(r"在[^，。：；\n]{2,10}(?:上|方面|中)，(?=[^，。：；\n]{4})")


def headline_behind_label(text: str, start: int, end: int, *, how: str) -> tuple[int, int]:
    """The range of the headline, behind a label that only says where or when."""
    if how == "sentence" and (where := _IN_WHAT.match(text, start, end)):
        # 在队伍建设上，党员年龄偏大: what parted the sentences is no headline.
        return headline(text, where.end(), end)
    label = _LABEL.match(text, start, end) if how in ("marker", "paragraph") else None
    if label is None or end - label.end() < 4 or text[label.end() : label.end() + 1] == "\n":
        return headline(text, start, end, how=how)
    return headline(text, label.end(), end)


_DUTY = compiled("（(?:责任|牵头|整改时限|完成时限|完成时间|整改期限|配合)[^（）]{0,60}）")
"""学习不深（责任领导：张三；整改时限：3月底）: who answers for it is no part of the headline."""


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = trim(text, start, end)
    duty = _DUTY.search(text, start, end)
    end = duty.start() if duty and duty.start() - start >= 4 else end
    while end > start and text[end - 1] in "。！？：；，、":
        end -= 1
    return (start, end) if end > start else (start, start + 1)
