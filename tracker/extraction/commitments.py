"""Commitments: the entries of the next-steps section and the measures that merged sections hold beside a problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.kinds import ItemKind, SectionKind
from tracker.extraction.actions import FoundAction, find_actions
from tracker.extraction.entries import Entry, entries, headline
from tracker.extraction.evidence import evidence_of
from tracker.extraction.markers import Marker
from tracker.extraction.problems import MergedMeasures
from tracker.extraction.scope import Basis, Scope


@dataclass(frozen=True, slots=True)
class FoundCommitment:
    """A commitment in the view."""

    start: int
    end: int
    title: tuple[int, int]
    actions: tuple[FoundAction, ...]
    evidence: str
    """What speaks for it; see evidence.py."""
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
            found += _commitments(text, entries(text, markers, scope.matter, scope.end), scope.basis, year)
    for measures in merged:
        inner = entries(text, markers, measures.start, measures.end)
        if len(inner) < 2 or inner[0].how != "marker":
            inner = [Entry(measures.start, measures.end)]
        found += _commitments(text, inner, Basis.HEADING, year, measures.problem)
    return sorted(found, key=lambda commitment: commitment.start)


def _commitments(
    text: str, listed: list[Entry], basis: Basis, year: int | None, problem: int | None = None
) -> Iterator[FoundCommitment]:
    for which, entry in enumerate(listed):
        title = headline(text, entry.start, entry.end, how=entry.how)
        actions = tuple(find_actions(text, entry.start, entry.end, year=year, title=title))
        evidence = evidence_of(ItemKind.COMMITMENT, basis, listed, which, text, title=title)
        yield FoundCommitment(entry.start, entry.end, title, actions, evidence, problem)
