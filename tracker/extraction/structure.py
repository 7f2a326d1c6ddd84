"""Sections whose headings and opening sentences no list of words foresees: told by their place and how they sound.

A heading is one because it stands in line with others: the same enumerator, counted on, or a short line of its own
above a paragraph. A list is one of problems because its entries tell of what is lacking. The words of openers are tried
first (outline.py); what follows here fills what they leave open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.kinds import SectionKind
from tracker.extraction.entries import counted_on
from tracker.extraction.markers import Family, Marker
from tracker.extraction.sections import Opener, Paragraph, measures_label, paragraphs
from tracker.extraction.tone import tone_of

_HEADING_MAX = 40
_LINE_MAX = 24
_BODY_MIN = 36
"""How long the paragraph below a line must be for the line to be its heading."""
_STOP = re.compile("[。！？；\n]")
_TOLD = frozenset({SectionKind.PROBLEMS, SectionKind.NEXT_STEPS})
_OUTER = (Family.CHAPTER, Family.CHINESE, Family.BRACKETED, Family.ORDINAL, Family.ARABIC)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a heading: where it begins and where what stands below it does."""

    start: int
    body: int
    heading: str


def more_headings(text: str, markers: Sequence[Marker], headings: Sequence[Opener]) -> list[Opener]:
    """The headings in line with known ones, and lone short lines: what they open is told by its tone."""
    known = {opener.start: opener for opener in headings}
    lines = {line.start: line for line in _in_line(text, markers, known) or _on_their_own(text, markers, known)}
    told = {opener.kind for opener in headings}
    found: list[Opener] = []
    under: SectionKind | None = SectionKind.ACHIEVEMENTS
    for start, end in pairwise([*sorted({*known, *lines}), len(text)]):
        if start in known:
            under = known[start].kind
            continue
        line = lines[start]
        kind = _kind_of(text, line, end, under, told)
        if kind is not under:
            found.append(Opener(kind, line.start, line.body, line.heading, explicit=True))
            under = kind
    return found


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
    if kind is not None and not (kind in _TOLD and kind in told):
        return kind
    # What follows the problems under a heading of its own and is no plan belongs to neither.
    return None if under in _TOLD or under is None else SectionKind.ACHIEVEMENTS


def _in_line(text: str, markers: Sequence[Marker], known: dict[int, Opener]) -> list[_Line]:
    """The headings that count on with the known ones: 四、 between 三、存在问题 and 五、下一步打算."""
    found: list[_Line] = []
    for family in _OUTER:
        run = [marker for marker in markers if marker.family is family and marker.opens_paragraph]
        anchors = [marker for marker in run if marker.start in known]
        if not anchors:
            continue
        for marker in run:
            if marker.start in known or not _between(marker, anchors, run):
                continue
            stop = _STOP.search(text, marker.end)
            end = stop.start() if stop else len(text)
            if 2 <= end - marker.end <= _HEADING_MAX:
                body = min(end + 1, len(text))
                found.append(_Line(marker.start, body, text[marker.end : end]))
        break
    return found


def _between(marker: Marker, anchors: Sequence[Marker], run: Sequence[Marker]) -> bool:
    before = max((one for one in anchors if one.start < marker.start), key=lambda one: one.start, default=None)
    after = min((one for one in anchors if one.start > marker.start), key=lambda one: one.start, default=None)
    if after is not None and marker.ordinal >= after.ordinal:
        return False
    if before is None:
        return True
    # A list inside the section before begins anew.
    restarted = any(one.ordinal == 1 and before.start < one.start <= marker.start for one in run)
    return marker.ordinal > before.ordinal and not restarted


def _on_their_own(text: str, markers: Sequence[Marker], known: dict[int, Opener]) -> list[_Line]:
    """Short lines without a mark at their end, each above a paragraph, in a report that has no other headings."""
    numbered = {marker.start for marker in markers if marker.opens_paragraph}
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


def _list_of(kind: SectionKind, text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> list[Opener]:
    """The list that sounds most like a kind of section, with the sentence before it."""
    plans = [opener.start for opener in openers if opener.kind is SectionKind.NEXT_STEPS]
    problems = [opener.start for opener in openers if opener.kind is SectionKind.PROBLEMS]
    best: tuple[float, Marker] | None = None
    for first, end in _lists(text, markers, openers):
        if kind is SectionKind.PROBLEMS and plans and first.start > plans[-1]:
            continue
        if kind is SectionKind.NEXT_STEPS and problems and first.start < problems[-1]:
            continue
        tone = tone_of(text, first.start, end)
        if tone is None or tone.kind is not kind or tone.explains:
            continue
        if kind is SectionKind.NEXT_STEPS and measures_label(text, first.start, end):
            # Each problem has its measures below it: the list is one of problems.
            continue
        much = tone.lacking if kind is SectionKind.PROBLEMS else float(first.start)
        if best is None or much > best[0]:
            best = much, first
    if best is None:
        return []
    first = best[1]
    start = max(text.rfind(mark, 0, first.start) + 1 for mark in "。！？\n")
    if first.opens_paragraph and start:
        line = text.rfind("\n", 0, start - 1) + 1
        start = line if start - line <= _LEAD_MAX else start
    return [Opener(kind, start, first.start, "", explicit=False)]


def _lists(text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> Iterable[tuple[Marker, int]]:
    """Each enumeration of two or more, by its first marker, and where it ends."""
    limits = sorted({*(opener.start for opener in openers), len(text)})
    by_family: dict[Family, list[Marker]] = {}
    for marker in markers:
        by_family.setdefault(marker.family, []).append(marker)
    for family in by_family.values():
        begins = [number for number, marker in enumerate(family) if marker.ordinal == 1]
        for begin, stop in zip(begins, [*begins[1:], len(family)], strict=True):
            limit = limits[min(bisect_right(limits, family[begin].start), len(limits) - 1)]
            run = counted_on([marker for marker in family[begin:stop] if marker.start < limit])
            if len(run) > 1:
                line_end = text.find("\n", run[-1].start)
                yield run[0], min(line_end if line_end >= 0 else len(text), limit)
