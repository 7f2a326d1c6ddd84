"""Problems: the entries of the problems section; open matters told anywhere else are read by open_matters.py."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.kinds import ItemKind, SectionKind
from tracker.extraction.candidates import Found
from tracker.extraction.entries import entries, headline, headline_behind_label, with_one_more
from tracker.extraction.entry_labels import own_labels
from tracker.extraction.enumerations import Entry
from tracker.extraction.evidence import evidence_of
from tracker.extraction.markers import Marker, between
from tracker.extraction.prose import behind_praise
from tracker.extraction.scope import Basis, Scope
from tracker.extraction.sections import measures_label
from tracker.extraction.stretches import trim
from tracker.extraction.tables import Row, rows
from tracker.extraction.tone import tone_in
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily


class MergedMeasures(NamedTuple):
    """The measures of a section that holds problems and measures together."""

    start: int
    end: int
    problem: int | None
    """Index of the problem in the list they were found with; ``None`` for an entry that only says what will be done."""
    due: tuple[int, int] | None = None
    """The cell of a table that says until when."""


_BARE = 4
"""Fewer characters say nothing."""


def list_problems(text: str, markers: list[Marker], scopes: list[Scope]) -> tuple[list[Found], list[MergedMeasures]]:
    """The problems sections' entries, and the measures that merged sections hold beside them."""
    found: list[Found] = []
    measures: list[MergedMeasures] = []
    for scope in scopes:
        if scope.kind is not SectionKind.PROBLEMS:
            continue
        if table := rows(text, scope.start, scope.end):
            _from_table(text, table, found, measures)
            continue
        end = _before_demands(text, markers, scope.matter, _before_speakers(text, scope.matter, scope.end))
        listed = _without_causes(text, entries(text, markers, behind_praise(text, scope.matter, end), end))
        longer = with_one_more(text, listed, end)
        added = longer[-1] if len(longer) > len(listed) else None
        if added and _tells_lack(text, added):
            listed, added = longer, None
        labels = [measures_label(text, entry.start, entry.end) for entry in listed]
        if not any(labels):
            labels = own_labels(text, listed)
        if scope.merged and not any(labels):
            labels = [measures_label(text, entry.start, entry.end, merged=True) for entry in listed]
        for which, (entry, label) in enumerate(zip(listed, labels, strict=True)):
            plan = _only_plans(text, entry) if label is None and labels.count(None) == 1 < which else None
            if plan is not None:
                measures.append(plan)
                continue
            start, end = trim(text, entry.start, label.start() if label else entry.end)
            bare = end - start < _BARE
            if not bare:
                if _is_empty_remark(text[start:end]):
                    continue
                title = _title(text, start, end, entry)
                evidence = evidence_of(ItemKind.PROBLEM, scope.basis, listed, which, text, title=title)
                found.append(Found(start, end, title, evidence, entry.marker.ordinal if entry.marker else 0))
            # 对策：… in a paragraph of its own belongs to the problem above.
            if label and found:
                begin, stop = trim(text, label.end(), entry.end)
                if stop - begin >= _BARE:
                    measures.append(MergedMeasures(begin, stop, len(found) - 1))
        if added and scope.merged and any(labels):
            measures.append(MergedMeasures(added.start, added.end, None))
    return found, measures


def _tells_lack(text: str, entry: Entry) -> bool:
    """Whether what is added to a list tells of what is lacking, and not of what will be done."""
    tone = tone_in(text, entry.start, entry.end)
    return tone.lacking > tone.ahead


_DEMANDED = lazily(
    "(?:提出|明确|强调|要求|希望)[^。；：]{0,24}(?:要求|希望|努力方向|工作方向|意见|建议|几点|做到|要)?[^。；：]{0,6}[：，]$"
)
_BY_OTHERS = lazily(
    "(?:书记|主任|局长|院长|主席|部长|组长|同志|领导|会议|他|她)[^。；]{0,30}(?:指出|强调|要求|希望|提出)"
)


def _before_demands(text: str, markers: list[Marker], start: int, end: int) -> int:
    """Where a section of problems ends: before what somebody tells others to do, 书记对各支部提出要求：一是…；二是…."""
    inside = (marker for marker in between(markers, start + 1, end) if marker.ordinal == 1)
    first = next(inside, None)
    if first is None or first.opens_paragraph:
        return end
    begin = max(start, *(text.rfind(mark, start, first.start) + 1 for mark in "。！？\n"))
    demanded = _DEMANDED().search(text, begin, first.start) and _BY_OTHERS().search(text, start, first.start)
    return begin if demanded else end


_SPEAKS = lazily(
    "(?<=\n)(?![对与同和跟按根面距离比从就针])[^，。；：\n]{2,10}(?<![的一二三四五六七八九十0-9])(?:强调|表示)，[^\n]{0,60}(?:要|应|将|必须|充分)"
)


def _before_speakers(text: str, start: int, end: int) -> int:
    """Where a section of problems ends: before the line that somebody else speaks in, 副市长李青强调，…要压实责任."""
    speaks = _SPEAKS().search(text, start, end)
    return speaks.start() if speaks is not None else end


def _from_table(text: str, table: list[Row], found: list[Found], measures: list[MergedMeasures]) -> None:
    """The problems of a table's rows; a row without one holds further measures of the problem above."""
    cells = [Entry(*row.problem, how="card") for row in table if row.problem]
    which = 0
    for row in table:
        if row.problem:
            title = headline(text, *row.problem, how="card")
            evidence = evidence_of(ItemKind.PROBLEM, Basis.HEADING, cells, which, text, title=title)
            which += 1
            found.append(Found(*row.problem, title, evidence, which))
        if row.measures and which:
            measures.append(MergedMeasures(*row.measures, len(found) - 1, row.due))


def _only_plans(text: str, entry: Entry) -> MergedMeasures | None:
    """另外还有一件去年没了的事要接着办：… among problems that each say what will be done: this one only says that."""
    ahead = _TO_BE_DONE().search(text, entry.start, entry.end)
    if ahead is None:
        return None
    urge = _URGES().match(text, entry.start, entry.end)
    tone = tone_in(text, urge.end() if urge else entry.start, entry.end)
    if tone.lacking if urge else tone.ahead <= 2 * tone.lacking:
        return None
    start = ahead.end() if text[ahead.end() - 1] == "：" else entry.start
    return MergedMeasures(*trim(text, start, entry.end), None)


_TO_BE_DONE = lazily(
    "(?:要|得|继续|接着)(?:接着|继续|抓紧|赶紧|早日)?[办干做抓建修拆改推落][^，。；：]{0,8}[：，]|[底月日](?:之|以)?前"
)

_URGES = lazily("把[^，。；：]{2,24}?(?:起来|到位|下去|落地|补上|[办做修建改][好成完掉])[。：，]")
"""A headline that urges: whatever it names as lacking is what will be done, 把去年没顾上的食堂改造抓起来."""

_ALL_OF_THEM = lazily(
    r"(?<=[。；！？\n])(?:"
    r"(?:之所以|产生|造成|出现|存在|导致)(?:出现|存在|产生|有)?(?:以上|上述|这些|这样|那些)[^，。；]{0,14}(?:问题|不足|差距|短板|情况|现象)"
    r"|(?:以上|上述|这些)[^，。；]{0,4}(?:问题|不足|差距|短板|现象)[^。；]{0,24}(?:原因|根源|根子|在于|主要是|说到底|归根|症结|责任在我|我(?:作为|负有))"
    r"|(?P<own>(?:究其|分析|剖析|反思|深究|追根)[^，。；]{0,8}(?:原因|根源|溯源|究底)|归根[结到]底|说到底|根子[在上还])"
    r"|最后，[^，。；]{2,8}(?:强调|要求|指出|希望)，"
    r")"
)
"""Where the last entry ends and the causes of them all begin."""


def _without_causes(text: str, listed: list[Entry]) -> list[Entry]:
    """The entries of a list, the last one without what tells why all of them came about: 之所以存在这些问题，…."""
    if len(listed) < 2 or listed[-1].how == "paragraph":
        return listed
    last = listed[-1]
    causes = _ALL_OF_THEM().search(text, last.start, last.end)
    if causes is None or causes.start() - last.start < 6 or measures_label(text, causes.start(), last.end):
        return listed
    if causes["own"] and any(_ALL_OF_THEM().search(text, entry.start, entry.end) for entry in listed[:-1]):
        return listed
    start, end = trim(text, last.start, causes.start())
    return [*listed[:-1], last._replace(start=start, end=end)]


_LABELLED = compiled(r"(?:问题|存在问题|问题表现|具体问题|主要问题)：")


def _title(text: str, start: int, end: int, entry: Entry) -> tuple[int, int]:
    label = _LABELLED.match(text, start, end)
    return headline_behind_label(text, label.end() if label else start, end, how=entry.how)


_OF_THEM_ALL = lazily(
    r"(?:[^。；]{0,40}[。，])?(?:产生|造成|出现|存在|对照)?(?:以上|上述|上面|这些|这几)[^，。；]{0,6}(?:[条点个]|问题|不足|差距|短板)，?"
    r"[^。]{0,12}(?:责任|根子|根源|原因|归根|说到底|毛病|怪)"
)
"""上面几条，根子都在我身上: who answers for them all."""


_EMPTY_REMARK = lazily(
    "(?:但是?|同时|当然|我们?|自身|本人|班子|单位|各方面|各项|工作|方面|与[^，。；]{2,8}相比|中|上|里|还|也|仍然?|依然|都|确实|客观上|，){0,8}"
    "(?:存在|有)着?(?:一些|不少|许多|诸多|一定|较大|很大)?的?(?:不足|问题|差距)(?:之处)?[。；]?"
)
"""工作中还存在不少问题; 司法作风还有差距 is a problem."""


def _is_empty_remark(sentence: str) -> bool:
    if _OF_THEM_ALL().match(sentence):
        return True
    return _EMPTY_REMARK().fullmatch(sentence) is not None
