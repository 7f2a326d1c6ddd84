"""Sections whose headings and opening sentences no list of words foresees: told by their place and how they sound.

A heading is one because it stands in line with others: the same enumerator, counted on, or a short line of its own
above a paragraph. A list is one of problems because its entries tell of what is lacking. The words of openers are tried
first (outline.py); what follows here fills what they leave open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.domain.kinds import SectionKind
from tracker.extraction.entries import headline
from tracker.extraction.enumerations import counted_on
from tracker.extraction.groups import is_group_label
from tracker.extraction.leads import deeds_come, demanded, explain, told_faults
from tracker.extraction.markers import Family, Marker
from tracker.extraction.put_right import is_notice
from tracker.extraction.scope import Basis
from tracker.extraction.sections import Opener, Paragraph, measures_label, paragraphs
from tracker.extraction.tone import Tone, tells_each, tone_in, tone_of
from tracker.extraction.turns import mends
from tracker.lexicon.compiling import compiled

_HEADING_MAX = 40
_LINE_MAX = 24
_BODY_MIN = 36
"""How long the paragraph below a line must be for the line to be its heading."""
_STOP = compiled("[。！？；\n]")
_TOLD = frozenset({SectionKind.PROBLEMS, SectionKind.NEXT_STEPS})
_OUTER = (Family.CHAPTER, Family.ROMAN, Family.CHINESE, Family.BRACKETED, Family.ORDINAL, Family.ARABIC)
"""Families of enumerators that count sections, the outermost first."""


def counts_on(opener: Opener, other: Opener) -> bool:
    """Whether a heading is counted on an outer level than an earlier one, or on the same level behind it."""
    level, before = _level(opener.marker), _level(other.marker)
    if level is None or before is None or opener.marker is None or other.marker is None:
        return False
    return level < before or (level == before and opener.marker.ordinal > other.marker.ordinal)


def _level(marker: Marker | None) -> int | None:
    return _OUTER.index(marker.family) if marker is not None and marker.family in _OUTER else None


class _Line(NamedTuple):
    """A line that may be a heading: where it begins and where what stands below it does."""

    start: int
    body: int
    heading: str
    marker: Marker | None = None


def more_headings(text: str, markers: Sequence[Marker], headings: Sequence[Opener]) -> list[Opener]:
    """The headings in line with known ones, and lone short lines: what they open is told by its tone."""
    known = {opener.start: opener for opener in headings}
    counted = _in_line(text, markers, known)
    lines = {line.start: line for line in counted or _on_their_own(text, markers, known)}
    # What is counted on an inner level stands inside what these lines open.
    outer = _level(counted[0].marker) if counted else None
    known = {start: one for start, one in known.items() if outer is None or (_level(one.marker) or 0) <= outer}
    told = {opener.kind for opener in known.values()}
    found: list[Opener] = []
    under: SectionKind | None = SectionKind.ACHIEVEMENTS
    for start, end in pairwise([*sorted({*known, *lines}), len(text)]):
        if start in known:
            under = known[start].kind
            continue
        line = lines[start]
        kind = _kind_of(text, line, end, under, told)
        # Under a line of its own the deeds go on; but a sentence between may open the problems, which end there.
        if kind is not under or (kind is SectionKind.ACHIEVEMENTS and not counted):
            found.append(Opener(kind, line.start, line.body, line.heading, True, False, line.marker, Basis.PLACE))
            under = kind
    return found


def confirmed(text: str, headings: Sequence[Opener]) -> list[Opener]:
    """The headings, each with the kind that the text below bears out.

    Where it tells what became of problems, these are last year's; where a heading such as 检视剖析 promises causes and
    the text tells what is lacking, they are this year's. Behind the problems 工作举措 opens plans, if none else does.
    """
    result = []
    problems = any(opener.kind is SectionKind.PROBLEMS for opener in headings)
    first = next((one.start for one in headings if one.kind is SectionKind.PROBLEMS), len(text))
    planned = any(one.kind is SectionKind.NEXT_STEPS or one.merged for one in headings)
    ends = [*(other.start for other in headings), len(text)][1:]
    for opener, end in zip(headings, ends, strict=True):
        kind = opener.kind
        doubtful = kind is SectionKind.PROBLEMS and not opener.merged
        tone = tone_of(text, opener.body, end) if doubtful or (kind is None and not problems) else None
        if tone is not None and doubtful and tone.kind is SectionKind.RECTIFICATION:
            # 存在的问题 may be that little was put right: 整改抓得不紧，巡察反馈的问题还有三个没有销号.
            mostly = tone.settled > _MOSTLY * tone.lacking and _SETTLED.search(text, opener.body, end)
            left = not _RAISED.search(opener.heading) and not mostly
            kind = kind if left else SectionKind.RECTIFICATION
        elif tone is not None and not doubtful and not tone.explains and tone.kind is SectionKind.PROBLEMS:
            kind = SectionKind.PROBLEMS
        elif kind is SectionKind.ACHIEVEMENTS and not planned and opener.start > first:
            ahead = tone_of(text, opener.body, end)
            kind = SectionKind.NEXT_STEPS if ahead is not None and ahead.kind is SectionKind.NEXT_STEPS else kind
        result.append(opener if kind is opener.kind else opener._replace(kind=kind, basis=Basis.PLACE))
    return result


_RAISED = compiled("去年|上年|上一年|20[0-9]{2}|查摆|反馈|点评|指出|评议|巡|审计|督|检视")
"""Words of a heading whose problems somebody raised before."""
_MOSTLY = 1.5
"""How much more a stretch must tell of what was put right than of what is lacking."""
_SETTLED = compiled(
    "(?:已|全部|均|都)[^，。；]{0,6}(?:整改|解决|完成)|完成整改|整改(?:到位|完毕|完成)|销号|得到[^，。；]{0,4}解决"
)
_EXAMINES = compiled("(?:自我|检视|党性|对照|深刻|自我检视)(?:检视|检查)?剖析$")


def examined(headings: Sequence[Opener]) -> list[Opener]:
    """The headings; where none names the problems, 自我剖析 opens them. Behind them it opens their causes."""
    if any(opener.kind is SectionKind.PROBLEMS for opener in headings):
        return [*headings]
    first = next((one for one in headings if one.kind is None and _EXAMINES.search(one.heading)), None)
    if first is None:
        return [*headings]
    # What stands right below it only says once more what it says.
    others = [one for one in headings if one is not first and (one.kind is not None or one.start > first.body + 1)]
    return sorted([first._replace(kind=SectionKind.PROBLEMS, basis=Basis.PLACE), *others], key=lambda one: one.start)


def lists_by_tone(text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> list[Opener]:
    """For problems and plans that nothing opens yet: the list that sounds like them, with the sentence before it."""
    found: list[Opener] = []
    for kind in (SectionKind.NEXT_STEPS, SectionKind.PROBLEMS):
        known = [*openers, *found]
        if not any(opener.kind is kind or (opener.merged and kind is SectionKind.NEXT_STEPS) for opener in known):
            found += _list_of(kind, text, markers, known)
    return found


def _kind_of(
    text: str, line: _Line, end: int, under: SectionKind | None, told: set[SectionKind | None]
) -> SectionKind | None:
    """What stands below a heading that says nothing of itself; ``None`` for causes and whatever is no section."""
    tone = tone_of(text, line.body, end)
    if tone is not None and tone.explains:
        return None
    kind = tone.kind if tone else None
    last = end == len(text) and under in (SectionKind.PROBLEMS, None) and SectionKind.NEXT_STEPS not in told
    if kind is None and tone is not None and last:
        # Behind the problems and their causes, at the end: what a report closes with are its plans.
        return SectionKind.NEXT_STEPS
    if kind is not None and not (kind in _TOLD and kind in told):
        return kind
    # What follows the problems under a heading of its own and is no plan belongs to neither.
    return None if under in _TOLD or under is None else SectionKind.ACHIEVEMENTS


def _in_line(text: str, markers: Sequence[Marker], known: dict[int, Opener]) -> list[_Line]:
    """The headings that count on with the known ones: 四、 between 三、存在问题 and 五、下一步打算.

    Where the words of none are known, all that the outermost enumerators count are looked at.
    """
    for family in _OUTER:
        run = [marker for marker in markers if marker.family is family and marker.opens_paragraph]
        anchors = [marker for marker in run if marker.start in known]
        if anchors:
            between = (marker for marker in run if marker.start not in known and _between(marker, anchors, run))
            return [line for marker in between if (line := _heading(text, marker)) is not None]
        outermost = counted_on(run) if run and run[0].ordinal == 1 else []
        lines = [line for marker in outermost if (line := _heading(text, marker)) is not None]
        whole = all(text[line.body - 1] == "\n" for line in lines)
        if len(lines) >= _SECTIONS_MIN and len(lines) == len(outermost) and whole and _is_outline(text, lines):
            return lines
    return []


def _is_outline(text: str, lines: Sequence[_Line]) -> bool:
    """Whether of the stretches below some lines just one sounds like problems, and at most one behind it like plans."""
    tones = [tone_of(text, line.body, end) for line, end in zip(lines, _ends(lines, len(text)), strict=True)]
    kinds = [tone.kind if tone else None for tone in tones]
    if kinds.count(SectionKind.PROBLEMS) != 1:
        return False
    return SectionKind.NEXT_STEPS not in kinds[: kinds.index(SectionKind.PROBLEMS)]


_SECTIONS_MIN = 3
"""How many headings a report must have at least for them to be its sections without a word that says so."""


def _heading(text: str, marker: Marker) -> _Line | None:
    """The words behind an enumerator where they are short enough for a heading."""
    stop = _STOP.search(text, marker.end)
    end = stop.start() if stop else len(text)
    if not 2 <= end - marker.end <= _HEADING_MAX:
        return None
    return _Line(marker.start, min(end + 1, len(text)), text[marker.end : end], marker)


def _between(marker: Marker, anchors: Sequence[Marker], run: Sequence[Marker]) -> bool:
    before = max((one for one in anchors if one.start < marker.start), key=lambda one: one.start, default=None)
    after = min((one for one in anchors if one.start > marker.start), key=lambda one: one.start, default=None)
    if after is not None and marker.ordinal >= after.ordinal:
        return False
    # A list inside the section before begins anew.
    floor = before.start if before is not None else run[0].start
    restarted = any(one.ordinal == 1 and floor < one.start <= marker.start for one in run)
    return not restarted and (before is None or marker.ordinal > before.ordinal)


def _on_their_own(text: str, markers: Sequence[Marker], known: dict[int, Opener]) -> list[_Line]:
    """Short lines without a mark at their end, each above a paragraph, in a report that has no other headings."""
    # 问题1 stands on a line of its own: the next one is what it counts.
    numbered = {marker.start for marker in markers if marker.opens_paragraph}
    numbered |= {marker.end + 1 for marker in markers if text[marker.end : marker.end + 1] == "\n"}
    if any(start in numbered for start in known):
        return []
    lines = [line for line in paragraphs(text) if line.start < line.end]
    first = next((number for number, line in enumerate(lines) if "。" in text[line.start : line.end]), len(lines))
    found = [
        _Line(line.start, line.end, text[line.start : line.end])
        for line, below in zip(lines[first:], lines[first + 1 :], strict=False)
        if _is_short(text, line) and line.start not in numbered and line.start not in known
        if below.end - below.start >= _BODY_MIN
    ]
    return found if len(found) + len(known) > 1 else []


def _is_short(text: str, line: Paragraph) -> bool:
    return 2 <= line.end - line.start <= _LINE_MAX and text[line.end - 1] not in "。！？；：，、”）"


_LEAD_MAX = 90
_LITTLE = 1.5
"""Words of lacking in a hundred characters that may stand in plans."""


def _list_of(kind: SectionKind, text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> list[Opener]:
    """The list that sounds most like a kind of section, with the sentence before it."""
    plans = [opener.start for opener in openers if opener.kind is SectionKind.NEXT_STEPS]
    problems = [opener.start for opener in openers if opener.kind is SectionKind.PROBLEMS]
    # What a sentence announces is its own list.
    announced = {
        place
        for one in openers
        if one.kind in _TOLD or (one.kind is None and not one.explicit)
        for place in (one.body, one.body + 1)
    }
    # A paper on rectification lists what was done about each problem.
    notice = is_notice(text)
    best: tuple[float, Marker] | None = None
    for run, end in _lists(text, markers, openers):
        first = run[0]
        if first.start in announced or (notice and _under(openers, first.start) is SectionKind.RECTIFICATION):
            continue
        if kind is SectionKind.PROBLEMS and ((plans and first.start > plans[-1]) or _told_why(text, first.start)):
            continue
        if (
            demanded(text, first)
            or deeds_come(text, first)
            or (kind is SectionKind.NEXT_STEPS and told_faults(text, first))
        ):
            continue
        if kind is SectionKind.NEXT_STEPS and problems and first.start < problems[-1]:
            continue
        if kind is SectionKind.PROBLEMS and tells_each(text, first.start, end):
            continue
        if kind is SectionKind.PROBLEMS and explain(text, [marker.end for marker in run]):
            continue
        tone = tone_of(text, first.start, end)
        if tone is None or tone.explains:
            continue
        if kind is SectionKind.NEXT_STEPS and _tells_deeds(text, first.start, end, tone):
            continue
        # A list that begins anew behind the problems and tells of nothing that is lacking holds the plans.
        anew = kind is SectionKind.NEXT_STEPS and bool(problems) and tone.kind is None and tone.lacking < _LITTLE
        if not anew and (tone.kind is not kind or not _agree(kind, text, run, end)):
            continue
        if kind is SectionKind.NEXT_STEPS and measures_label(text, first.start, end):
            # Each problem has its measures below it: the list is one of problems.
            continue
        much = tone.lacking if kind is SectionKind.PROBLEMS else float(first.start)
        if best is None or much > best[0]:
            best = much, first
    if best is None:
        return []
    first = _area_around(text, markers, openers, best[1]) if kind is SectionKind.PROBLEMS else best[1]
    start = max(text.rfind(mark, 0, first.start) + 1 for mark in "。！？\n")
    if first.opens_paragraph and start:
        line = text.rfind("\n", 0, start - 1) + 1
        is_entry = any(marker.start == line for marker in markers)
        start = line if start - line <= _LEAD_MAX and not is_entry else start
    return [Opener(kind, start, first.start, "", explicit=False, basis=Basis.TONE)]


def _under(openers: Sequence[Opener], at: int) -> SectionKind | None:
    """The kind of the section that a place stands in, as headings tell it."""
    above = [one for one in openers if one.explicit and one.start <= at]
    return max(above, key=lambda one: one.start).kind if above else None


def _area_around(text: str, markers: Sequence[Marker], openers: Sequence[Opener], first: Marker) -> Marker:
    """The first of a list of areas (1、学习方面： 2、作风方面：) that a list stands in, else the list's own first."""
    for run, end in _lists(text, markers, openers):
        until = min((one.start for one in openers if one.start > run[-1].start), default=len(text))
        around = run[0].start < first.start < until
        heads = (
            text[slice(*headline(text, marker.end, stop))] for marker, stop in zip(run, _ends(run, end), strict=True)
        )
        if around and all(is_group_label(head) for head in list(heads)[:2]):
            return run[0]
    return first


_DEEDS = compiled(
    "[立定成到善展实取发召开办建组修绩署订化作强领导进]了|已经?(?=[^，。；]{2})|先后|全年|今年以来|一年来"
)
_DONE_OFTEN = 0.6


def _tells_deeds(text: str, start: int, end: int, tone: Tone) -> bool:
    """Whether a list tells more of what was done than of what will be: 成立了领导组，制定完善了五项制度."""
    done = len(_DEEDS.findall(text, start, end)) / max(end - start, 1) * 100
    return done >= _DONE_OFTEN and done >= tone.ahead


_WHY = compiled("(?:原因|根源|根子|症结)[^，。；：]{0,8}：?$")


def _told_why(text: str, start: int) -> bool:
    """Whether the words before the first of a list say that it tells causes: 存在这些不足的原因在于：一是."""
    stop = max(text.rfind(mark, 0, start) + 1 for mark in "。！？\n")
    return _WHY.search(text, stop, start) is not None


def paragraphs_by_tone(text: str, openers: Sequence[Opener]) -> list[Opener]:
    """For problems that nothing else opens: the paragraphs before the plans, or at the end, that sound like them."""
    plans = [opener.start for opener in openers if opener.kind is SectionKind.NEXT_STEPS]
    limit = plans[-1] if plans else len(text)
    floor = max((opener.body for opener in openers if opener.start < limit), default=0)
    begin: int | None = None
    for line in reversed([line for line in paragraphs(text) if floor < line.start < limit and line.start < line.end]):
        tone = tone_of(text, line.start, line.end)
        told = tone is not None and tone.kind is SectionKind.PROBLEMS and not tone.explains
        if mends(text, line.start, line.end) or explain(text, [line.start]):
            break
        if not told or _ends_well(text, line):
            if begin is not None or line.end - line.start > _LEAD_MAX:
                break
            continue
        begin = line.start
    if begin is None or limit - begin < _ENOUGH_PROSE:
        return []
    return [Opener(SectionKind.PROBLEMS, begin, begin, "", explicit=False, basis=Basis.PROSE)]


_SOLVED = compiled(
    "解决了|得到(?:了|圆满|妥善|彻底|有效)*(?:解决|整改)|根除|办成了|修好了|谋了?[^，。]{0,2}福|好评|称赞|赢得|点赞|重铺|焕然一新"
)


def _ends_well(text: str, line: Paragraph) -> bool:
    """Whether a paragraph ends by telling that the trouble it began with is over."""
    return _SOLVED.search(text, line.start + (line.end - line.start) // 2, line.end) is not None


_ENOUGH_PROSE = 80
"""How many characters must sound like problems where nothing else says that they are."""


def _agree(kind: SectionKind, text: str, run: Sequence[Marker], end: int) -> bool:
    """Whether most entries of a list sound alike: one with a sad story among deeds is no list of problems."""
    tones = [tone_in(text, marker.end, stop) for marker, stop in zip(run, _ends(run, end), strict=True)]
    least = 1.5 if kind is SectionKind.PROBLEMS else 0.5
    sounding = [(tone.lacking if kind is SectionKind.PROBLEMS else tone.ahead) >= least for tone in tones]
    return 3 * sum(sounding) >= 2 * len(run)


def _ends(run: Sequence[Marker] | Sequence[_Line], end: int) -> list[int]:
    """Where each of a run ends: where the next begins."""
    return [*(one.start for one in run[1:]), end]


def _lists(text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> Iterable[tuple[list[Marker], int]]:
    """Each enumeration of two or more, and where it ends."""
    limits = sorted({*(opener.start for opener in openers), len(text)})
    by_family: dict[Family, list[Marker]] = {}
    for marker in markers:
        by_family.setdefault(marker.family, []).append(marker)
    for family in by_family.values():
        # A text that was cut off may begin with the fourth of a list.
        begins = [number for number, marker in enumerate(family) if marker.ordinal == 1 or not marker.start]
        for begin, stop in pairwise([*begins, len(family)]):
            limit = limits[min(bisect_right(limits, family[begin].start), len(limits) - 1)]
            run = counted_on([marker for marker in family[begin:stop] if marker.start < limit])
            if len(run) > 1:
                line_end = text.find("\n", run[-1].start)
                yield run, min(line_end if line_end >= 0 else len(text), limit)
