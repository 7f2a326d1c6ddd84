"""Headings in mid-paragraph, where a file has lost its line ends: 【存在问题】…, 四、存在的不足对照要求…."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from tracker.domain.kinds import SectionKind
from tracker.extraction.headings import HEADING_MAX, classify_heading
from tracker.extraction.markers import Family, Marker
from tracker.extraction.sections import FRAMED, SENTENCE_STOP, Opener
from tracker.lexicon.loader import derived, load

_SECTION_FAMILIES = frozenset({Family.CHAPTER, Family.CHINESE})


def glued_headings(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    """Headings in mid-paragraph: 二、存在的问题（一）…, where a file has lost its line ends."""
    for marker, following in pairwise(markers):
        if marker.opens_paragraph or marker.family not in _SECTION_FAMILIES or following.ordinal != 1:
            continue
        heading = text[marker.end : following.start].strip("。：； ")
        if following.start - marker.end > HEADING_MAX or SENTENCE_STOP.search(heading):
            continue
        told = classify_heading(heading, year=year)
        if told is not None:
            yield Opener(told[0], marker.start, following.start, heading, True, told[1], marker)
    yield from _run_together(text, markers, year)


def _run_together(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    """Headings in mid-paragraph that nothing parts from their text: 【存在问题】…, 四、存在的不足对照要求….

    The second only where no line begins with such a number: then the file has lost its line ends.
    """
    frames = [*FRAMED.finditer(text)]
    counted = Counter(framed["heading"] for framed in frames)
    for framed in frames:
        glued = text[framed.start() - 1 : framed.start()] != "\n" and counted[framed["heading"]] == 1
        told = classify_heading(framed["heading"], year=year) if glued else None
        if told is not None and told[0] is not None:
            yield Opener(told[0], framed.start(), framed.end(), framed["heading"], True, told[1])
    counting = [marker for marker in markers if marker.family is Family.CHINESE]
    if sum(marker.opens_paragraph for marker in counting) > 1:
        return
    for marker in counting:
        stop = SENTENCE_STOP.search(text, marker.end)
        longest = min(HEADING_MAX, (stop.start() if stop else len(text)) - marker.end)
        for length in range(longest - 1, 3, -1):
            heading = text[marker.end : marker.end + length]
            told = classify_heading(heading, year=year)
            if told is not None and told[0] in _GLUED_KINDS and heading.endswith(_heading_ends()):
                yield Opener(told[0], marker.start, marker.end + length, heading, True, told[1], marker)
                break


_GLUED_KINDS = frozenset({SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.RECTIFICATION})


@derived
def _heading_ends() -> tuple[str, ...]:
    words = load("sections").table("heading")
    return tuple(word for name, group in words.items() if name != "filler" for word in group)
