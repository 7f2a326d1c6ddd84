"""Commitments: the entries of the next-steps section and the measures that merged sections hold beside a problem."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.kinds import SectionKind
from tracker.extraction.actions import FoundAction, find_actions
from tracker.extraction.entries import Entry, entries, headline
from tracker.extraction.markers import Marker
from tracker.extraction.problems import MergedMeasures
from tracker.extraction.scope import Scope

_BY_HOW = {"marker": 0.97, "semicolon": 0.85, "named": 0.65, "sentence": 0.7, "paragraph": 0.75, "whole": 0.6}


@dataclass(frozen=True, slots=True)
class FoundCommitment:
    """A commitment in the view."""

    start: int
    end: int
    title: tuple[int, int]
    actions: tuple[FoundAction, ...]
    confidence: float
    problem: int | None = None
    """Index of the listed problem whose entry it stands in, for merged sections."""


def list_commitments(
    text: str,
    markers: list[Marker],
    scopes: list[Scope],
    merged: list[MergedMeasures],
    *,
    year: int | None,
) -> list[FoundCommitment]:
    """All commitments in order of place."""
    found: list[FoundCommitment] = []
    for scope in scopes:
        if scope.kind is SectionKind.NEXT_STEPS:
            found += [
                _commitment(text, entry, _BY_HOW[entry.how] - (0 if scope.explicit else 0.03), year)
                for entry in entries(text, markers, scope.matter, scope.end)
            ]
    for measures in merged:
        inner = entries(text, markers, measures.start, measures.end)
        if len(inner) < 2 or inner[0].how != "marker":
            inner = [Entry(measures.start, measures.end)]
        found += [_commitment(text, entry, 0.95, year, measures.problem) for entry in inner]
    return sorted(found, key=lambda commitment: commitment.start)


def _commitment(text: str, entry: Entry, sure: float, year: int | None, problem: int | None = None) -> FoundCommitment:
    title = headline(text, entry.start, entry.end, how=entry.how)
    actions = find_actions(text, entry.start, entry.end, year=year, title=title)
    return FoundCommitment(entry.start, entry.end, title, tuple(actions), round(sure, 2), problem)
