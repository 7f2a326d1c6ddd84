"""The unit over the years: what each year raised and where it stands, how old what is open has become, what returns.

Counted from ``ClosureReport.records``; every figure keeps the items it was counted from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tracker.domain.chains import chains as domain_chains
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.counting import NOT_DUE, Figure
from tracker.reporting.model import USUAL_COUNTING, ClosureReport, CountingRule, Record


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the problems of one report stand: the parts exclude one another and add up to all that are due."""

    year: int
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """What is outstanding and in its so-manieth year, which is 1 in the year it was raised."""

    years: int
    problems: Figure
    commitments: Figure


@dataclass(frozen=True, slots=True)
class Chain:
    """An item that stands again, in other words, in later reports: the first one first."""

    records: tuple[Record, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers of the items, one a report."""
        return tuple(record.number for record in self.records)


class _Stands(Protocol):
    @property
    def status(self) -> Status: ...

    @property
    def verdict(self) -> Verdict | None: ...


StandsT = TypeVar("StandsT", bound=_Stands)

REST = "未提及或未对照"
"""Where all other problems stand."""


def parts_of(rule: CountingRule) -> tuple[tuple[str, frozenset[Verdict]], ...]:
    """Where a problem that is not done stands, by what a report says of it."""
    return (
        ("再次出现", frozenset({Verdict.CONTESTED, Verdict.RECURRING})),
        (rule.claimed_label, frozenset({Verdict.RECTIFIED})),
        ("在推进或有工作", frozenset({Verdict.IN_PROGRESS, Verdict.EVIDENCED})),
    )


def standing_parts(
    due: Sequence[StandsT], rule: CountingRule = USUAL_COUNTING
) -> tuple[tuple[str, tuple[StandsT, ...]], ...]:
    """Where problems stand, each by the first that is true of it: what people decided goes before what a report says.

    Args:
        due: problems that have to be put right.
        rule: what counts as done.
    """
    found = [(rule.done_label, tuple(one for one in due if one.status in rule.done))]
    left = [one for one in due if one.status not in rule.done]
    for label, verdicts in parts_of(rule):
        found.append((label, tuple(one for one in left if one.verdict in verdicts)))
        left = [one for one in left if one.verdict not in verdicts]
    return (*found, (REST, tuple(left)))


def standings(report: ClosureReport) -> tuple[Standing, ...]:
    """Where the problems raised before the year stand, year by year, the first year first."""
    due = [
        record
        for record in report.records
        if record.kind is ItemKind.PROBLEM and record.year < report.year and record.status not in NOT_DUE
    ]
    found = []
    for year in sorted({record.year for record in due}):
        of_year = [record for record in due if record.year == year]
        parts = (
            Figure(label, tuple(one.number for one in some)) for label, some in standing_parts(of_year, report.counting)
        )
        found.append(Standing(year, tuple(parts)))
    return tuple(found)


def ages(report: ClosureReport) -> tuple[Age, ...]:
    """What is outstanding from before the year, by age, the youngest first; no age between is left out."""
    open_ = [record for record in report.records if record.year < report.year and record.status in OUTSTANDING]
    if not open_:
        return ()
    years = range(2, report.year - min(record.year for record in open_) + 2)
    return tuple(Age(one, *(_of_age(open_, report.year - one + 1, kind) for kind in ItemKind)) for one in years)


def _of_age(records: Sequence[Record], year: int, kind: ItemKind) -> Figure:
    return Figure(kind.label, tuple(record.number for record in records if record.year == year and record.kind is kind))


def chains(report: ClosureReport) -> tuple[Chain, ...]:
    """Every item that returned up to the year, from its first report on; the longest chains first.

    Items that return as one and the same later item have a chain each.
    """
    found = (Chain(chain) for chain in domain_chains(report.records))
    return tuple(sorted(found, key=lambda chain: (-len(chain.records), chain.records[0].kind is not ItemKind.PROBLEM)))
