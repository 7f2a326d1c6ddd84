"""Where clauses and sentences of a report begin and end, for a person who moves the bounds of an item over its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.report import PlainText
from tracker.domain.spans import Span
from tracker.extraction.speech import find_markers
from tracker.extraction.view import View, view_of
from tracker.lexicon.compiling import compiled


class Step(StrEnum):
    """How far a bound moves at once."""

    CHARACTER = "character"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Edge(StrEnum):
    """Which bound moves."""

    START = "start"
    END = "end"


_SENTENCE = compiled(r"[。！？；\n]+[”’」』）》]*")
_CLAUSE = compiled(r"[，：。！？；\n]+[”’」』）》]*")
_BLANK = " \n\u3000\t\r"
_KEPT = "。！？”’」』）》"
"""Marks that stand inside the bounds of what they close; a comma, a colon and a semicolon part two matters."""


class Bounds(NamedTuple):
    """The places of one stored text, code points, ascending: where something may begin and where it may end."""

    length: int
    """Of the text."""
    starts: dict[Step, tuple[int, ...]]
    ends: dict[Step, tuple[int, ...]]

    def place(self, at: int, edge: Edge, step: Step, by: int) -> int:
        """The next (``by`` 1) or the one before (-1) of the places where something may begin or end.

        At the edge of the text the place stays.
        """
        if step is Step.CHARACTER:
            return max(0, min(self.length, at + by))
        places = (self.starts if edge is Edge.START else self.ends)[step]
        where = bisect_right(places, at) if by > 0 else bisect_left(places, at) - 1
        return places[where] if 0 <= where < len(places) else at

    def moved(self, span: Span, edge: Edge, step: Step, by: int) -> Span:
        """The span with one bound moved; never empty, and the same where the bound cannot move that way."""
        if edge is Edge.START:
            start = self.place(span.start, edge, step, by)
            return Span(start, span.end) if start < span.end else span
        end = self.place(span.end, edge, step, by)
        return Span(span.start, end) if end > span.start else span

    def inside(self, span: Span, step: Step = Step.CLAUSE) -> tuple[int, ...]:
        """Where an item may be parted: the places inside its span where something begins."""
        places = self.starts[step]
        return places[bisect_right(places, span.start) : bisect_left(places, span.end)]


def bounds_of(source: PlainText) -> Bounds:
    """The places of a report, told from its cleaned view: the end of a broken line inside a sentence is none."""
    view = view_of(source)
    openings = [marker.end for marker in find_markers(view.text)]
    starts, ends = {}, {}
    for step, mark in ((Step.CLAUSE, _CLAUSE), (Step.SENTENCE, _SENTENCE)):
        begins, stops = _pieces(view.text, mark)
        starts[step] = _stored_starts(view, sorted({*begins, *(at for at in openings if at < len(view.text))}))
        ends[step] = tuple(view.origin[stop - 1] + 1 for stop in stops)
    return Bounds(len(source.text), starts, ends)


def _stored_starts(view: View, places: Sequence[int]) -> tuple[int, ...]:
    return tuple(view.origin[at] for at in places)


def _pieces(text: str, mark: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where the pieces between marks begin and end."""
    begins, stops, at = [], [], 0
    for match in [*mark.finditer(text), None]:
        stop = match.start() if match else len(text)
        behind = match.end() if match else len(text)
        while at < stop and text[at] in _BLANK:
            at += 1
        if at < stop:
            begins.append(at)
            kept = stop
            while kept < behind and text[kept] in _KEPT:
                kept += 1
            stops.append(kept)
        at = behind
    return begins, stops
