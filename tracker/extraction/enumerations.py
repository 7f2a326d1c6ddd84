"""Enumerations: which markers count on with one another, and the entries that they part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extraction.markers import LAST, Family, Marker
from tracker.extraction.stops import stop_in
from tracker.extraction.stretches import trim


class Entry(NamedTuple):
    """One entry of a list in the view: ``[start, end)`` behind its enumerator, blanks at the end left out."""

    start: int
    end: int
    marker: Marker | None = None
    """``None`` where the entries are told apart without enumerators."""
    how: str = "marker"
    """``marker``, ``card``, ``title``, ``semicolon``, ``named``, ``sentence``, ``paragraph`` or ``whole``."""


def series(markers: list[Marker]) -> list[Marker]:
    """The outermost enumeration of a stretch: markers of one family that count upwards from where it begins."""
    for first in markers:
        if first.ordinal not in (1, 2) and not first.opens_paragraph:
            continue
        family = [marker for marker in markers if marker.family is first.family and marker.start >= first.start]
        if first.opens_paragraph:
            at_line = [marker for marker in family if marker.opens_paragraph]
            if len(at_line) > 1 or first.family not in _ALOUD:
                family = at_line if len(at_line) > 1 else family
        run = counted_on(family)
        if len(run) > 1 or first.ordinal == 1:
            return run
    return []


_ALOUD = frozenset({Family.SPOKEN, Family.FIRSTLY, Family.COME})


def counted_on(family: Sequence[Marker]) -> list[Marker]:
    """Of markers of one family those that count upwards from the first."""
    run = [family[0]]
    for position, marker in enumerate(family[1:], 1):
        last = run[-1]
        if marker.ordinal == LAST:
            run.append(marker)
            continue
        again = marker.ordinal == last.ordinal and family[position - 1] is last
        if again and (marker.opens_paragraph or (marker.family is Family.SPOKEN and marker.ordinal > 1)):
            # 1. 2. 2.: mistyped.
            run.append(marker)
            continue
        if marker.ordinal <= last.ordinal:
            continue
        if marker.ordinal > last.ordinal + 1 and any(
            later.ordinal == last.ordinal + 1 for later in family[position + 1 :]
        ):
            continue
        if marker.ordinal > last.ordinal + 3:
            continue
        run.append(marker)
    return run


def from_markers(text: str, run: list[Marker], end: int) -> list[Entry]:
    """The entries that some markers part, the last one ending at ``end`` or where every other ends with its lines."""
    found = []
    for marker, following in zip(run, [*run[1:], None], strict=True):
        begin, stop = trim(text, marker.end, following.start if following else end)
        if begin < stop:
            found.append(Entry(begin, stop, marker))
    return _cut_tail(text, found)


def _cut_tail(text: str, found: list[Entry]) -> list[Entry]:
    """The last entry ends with its line where every other does: what follows speaks of the whole list."""
    if len(found) < 2:
        return found
    last = found[-1]
    heights = {text.count("\n", entry.start, entry.end) for entry in found[:-1]}
    if heights != {0}:
        return _cut_below(text, found, heights.pop()) if len(heights) == 1 and len(found) > _ALIKE else found
    ends = [text.find("\n", last.start, last.end)]
    if all(text[entry.end - 1] == "；" and "。" not in text[entry.start : entry.end] for entry in found[:-1]):
        # 一是…；二是…；三是…。究其原因，…: the list is one sentence.
        ends.append(stop_in(text, last.start, last.end, "。") + 1)
    end = min((end for end in ends if last.start < end < last.end), default=last.end)
    return [*found[:-1], last._replace(end=end)]


_ALIKE = 2
"""How many entries must at least be of as many lines each for the last to be held to it."""


def _cut_below(text: str, found: list[Entry], height: int) -> list[Entry]:
    """The last entry without the lines beyond those that every other has: a problem, its measures, and then the end."""
    last, end = found[-1], found[-1].start - 1
    for _ in range(height + 1):
        end = text.find("\n", end + 1, last.end)
        if end < 0:
            return found
    return [*found[:-1], last._replace(end=end)]
