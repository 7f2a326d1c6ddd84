"""What stands in the sections of problems and plans and is no part of anything that was found.

Headings, enumerators and the sentences that only announce a list are left out: they have nothing to place.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.kinds import SectionKind
from tracker.domain.report import Extraction, PlainText, Section, Unplaced
from tracker.extraction.speech import find_markers
from tracker.extraction.view import View, clean
from tracker.lexicon.compiling import compiled

_LOOKED_AT = (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS)
_SENTENCE = compiled(r"[^。！？；\n]*(?:[。！？；]|\n|$)")
_CHINESE = compiled(r"[\u4e00-\u9fff]")
_LEAST = 6
"""How many Chinese characters make a statement; fewer are a label or what is left of one."""
_MARKS = "。！？；：，、 \n\u3000（）()【】"
_ANNOUNCES = compiled(
    r"：$|^[^，]{2,12}[方层][面次]$|以下|如下|几个方面|[一二两三四五六七八九十0-9几]+个?方面(?:的)?(?:问题|不足|工作|差距|短板|情况)?$"
    r"|(?:主要|集中|突出)(?:表现|体现|反映)(?:在|为|是)?$|[一二两三四五六七八九十0-9几]+(?:项|点|件|条|个)(?:重点)?(?:工作|事情|事|问题|不足|短板)?$"
)


def uncovered(source: PlainText, found: Extraction) -> tuple[Unplaced, ...]:
    """The stretches of problems and plans that nothing found covers, in order of place; sentence by sentence."""
    if not any(section.kind in _LOOKED_AT for section in found.sections):
        return ()
    view = clean(source.text)
    covered = sorted(
        view.range(one.span)
        for group in (found.problems, found.commitments, found.closures, found.tallies)
        for one in group
    )
    covered += [(marker.start, marker.end) for marker in find_markers(view.text)]
    covered.sort()
    return tuple(
        Unplaced(section.kind, view.span(start, end))
        for section in found.sections
        if section.kind in _LOOKED_AT
        for start, end in _left(view, section, covered)
    )


def _left(view: View, section: Section, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    text = view.text
    start, end = view.range(section.span)
    start = _behind_heading(text, start, end, section.heading)
    inside = [(a, b) for a, b in covered if a < end and b > start]
    first = 0
    for sentence in _SENTENCE.finditer(text, start, end):
        at = sentence.start()
        if at == start and not section.heading and inside and inside[0][0] > at:
            # What opens a section in place of a heading announces it; what has to be placed begins behind it.
            at = min(inside[0][0], sentence.end())
        while first < len(inside) and inside[first][1] <= at:
            first += 1
        for index in range(first, len(inside)):
            begin, stop = inside[index]
            if begin >= sentence.end():
                break
            if begin > at and (piece := _statement(text, at, begin)):
                yield piece
            at = max(at, stop)
        if at < sentence.end() and (piece := _statement(text, at, sentence.end())):
            yield piece


def _behind_heading(text: str, start: int, end: int, heading: str) -> int:
    """Where the matter of a section begins: behind its heading, where it has one."""
    at = text.find(heading, start, min(end, start + len(heading) + 12)) if heading else -1
    if at < 0:
        return start
    at += len(heading)
    while at < end and text[at] in _MARKS:
        at += 1
    return at


def _statement(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without marks around it; ``None`` where it says nothing that could be placed."""
    while start < end and text[start] in _MARKS:
        start += 1
    stop = end
    while stop > start and text[stop - 1] in _MARKS.replace("：", ""):
        stop -= 1
    words = text[start:stop]
    if len(_CHINESE.findall(words)) < _LEAST or (len(words) <= 80 and _ANNOUNCES.search(words)):
        return None
    return start, stop
