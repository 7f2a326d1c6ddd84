"""The page of a year put together from counts: no item is looked at, however many there are."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from tracker.domain.chains import chains
from tracker.domain.cuts import Cut
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.reporting.over_years import standing_parts
from tracker.reporting.year_board import Part, Returning, Share, Stack, YearBoard
from tracker.reporting.year_cuts import YearCuts

_MOST_TIMES = 5
"""Matters that stand in this many reports or more are counted together."""
_NAMED = 10
"""How many of what returns most often are named."""


class Alike(NamedTuple):
    """So many items that are alike in what is told of them here."""

    number: int
    status: Status
    kind: ItemKind = ItemKind.PROBLEM
    year: int = 0
    owner: int = 0
    origin: Origin | None = None
    theme: Theme | None = None
    verdict: Verdict | None = None


class Matter(NamedTuple):
    """What stands in several reports."""

    years: tuple[int, ...]
    ids: tuple[int, ...]
    """By year; the last one is the last report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """All that is counted for a year. Told of each: what the cut of that name (``YearCuts``) leaves open."""

    units: Sequence[tuple[int, str]]
    """Code and name of all units that have items."""
    due: Sequence[Alike]
    """By owner, status and verdict."""
    raised: Sequence[Alike]
    """What is due, by origin, theme and status."""
    done: Sequence[Alike]
    """What is done of the problems of all years before, by year and status."""
    left: Sequence[Alike]
    """What is not done of them, by year, status and verdict."""
    waiting: Sequence[Alike]
    """By kind, year and status."""
    late: int
    times: Mapping[int, Sequence[int]]
    """Ids of the last items of what stands in so many reports."""
    returning: Sequence[tuple[Matter, str, str]]
    """What stands in the most of them, with title and unit."""


def board(
    counted: Counted, cuts: YearCuts, *, today: date, unit: str = "", states: Mapping[Status, str] | None = None
) -> YearBoard:
    """The page of a year.

    Args:
        counted: what the ledger has counted.
        cuts: what it has been counted by.
        today: the day it is made.
        unit: the one unit that is counted; empty for all.
        states: what the office calls the states; the usual names unless told.
    """
    named = states or {}
    due = cuts.due
    back, claimed, silent = (
        Part("再次出现", _among(counted.due, cuts.returned), cuts.returned),
        Part(cuts.rule.claimed_label, _among(counted.due, cuts.claimed), cuts.claimed),
        Part("未提及未办结", _among(counted.due, cuts.silent), cuts.silent),
    )
    older = Part("更早未办结", _among(counted.waiting, cuts.older), cuts.older)
    whole = _share("", counted.due, due, cuts)
    present = {cell.origin or Origin.SELF_REVIEW for cell in counted.raised}
    themes = [
        _share(
            theme.label if theme else "未归类",
            [cell for cell in counted.raised if cell.theme is theme],
            cuts.of_theme(theme),
            cuts,
        )
        for theme in (*Theme, None)
    ]
    return YearBoard(
        year=cuts.year,
        unit=unit,
        base_year=cuts.base_year,
        made_on=today,
        counting=cuts.rule,
        figures=(
            whole.due,
            Part(cuts.rule.done_label, whole.done.count, whole.done.which),
            back,
            claimed,
            silent,
            older,
        ),
        origins=tuple(
            _share(
                origin.label,
                [cell for cell in counted.raised if (cell.origin or Origin.SELF_REVIEW) is origin],
                cuts.of_origin(origin),
                cuts,
            )
            for origin in Origin
            if origin in present
        ),
        units=() if unit else _ranked(counted, cuts),
        themes=tuple(sorted((one for one in themes if one.due.count), key=lambda one: -one.due.count)),
        years=_stacks(counted, cuts),
        times=tuple(
            Part(f"{times} 个年度" + ("以上" if times == _MOST_TIMES else ""), len(ids), ids)
            for times, ids in sorted(counted.times.items())
        ),
        returning=tuple(
            Returning(title, owner, matter.years, matter.ids) for matter, title, owner in counted.returning
        ),
        waiting=(
            *(
                Part(
                    named.get(status, status.label),
                    _among(counted.waiting, cuts.of_status(status)),
                    cuts.of_status(status),
                )
                for status in Status
                if status in cuts.waiting.statuses
            ),
            Part("其中逾期", counted.late, cuts.late),
        ),
    )


def _share(label: str, cells: Iterable[Alike], due: Cut, cuts: YearCuts) -> Share:
    cells = list(cells)
    done, left = cuts.done(due), cuts.left(due)
    return Share(
        label,
        Part("应整改", _among(cells, due), due),
        Part("已办结", _among(cells, done), done),
        Part("没有办结", _among(cells, left), left),
    )


def _among(cells: Iterable[Alike], cut: Cut) -> int:
    """How many of some items are in a cut, as far as they are told apart: by state, verdict, kind and year."""
    statuses, verdicts = cut.statuses, cut.verdicts
    return sum(
        cell.number
        for cell in cells
        if cell.status in statuses
        and (verdicts is None or cell.verdict in verdicts)
        and (cut.kind is None or cell.kind is cut.kind)
        and (not cell.year or (cut.first_year or 0) <= cell.year <= cut.last_year)
    )


def _ranked(counted: Counted, cuts: YearCuts) -> tuple[Share, ...]:
    """The units by their rates, then by what came back, then by what went unmentioned; those with nothing due last."""
    of_unit: dict[int, list[Alike]] = defaultdict(list)
    for cell in counted.due:
        of_unit[cell.owner].append(cell)
    lines = []
    for owner, name in counted.units:
        cells = of_unit.get(owner, [])
        share = _share(name, cells, cuts.of_unit(owner), cuts)
        rate = share.done.count / share.due.count if share.due.count else 0.0
        place = (not share.due.count, -rate, _among(cells, cuts.returned), _among(cells, cuts.silent), name)
        lines.append((place, share))
    return tuple(share for _, share in sorted(lines, key=lambda line: line[0]))


def _stacks(counted: Counted, cuts: YearCuts) -> tuple[Stack, ...]:
    of_year: dict[int, list[Alike]] = defaultdict(list)
    for cell in (*counted.done, *counted.left):
        of_year[cell.year].append(cell)
    found = []
    for year, cells in sorted(of_year.items()):
        named = dict(cuts.standings(year))
        parts = tuple(
            Part(label, sum(cell.number for cell in some), named[label])
            for label, some in standing_parts(cells, cuts.rule)
        )
        whole = cuts.of_year(year)
        found.append(Stack(year, Part(str(year), sum(part.count for part in parts), whole), parts))
    return tuple(found)


class Link(NamedTuple):
    """An item with the later one that it returns as."""

    item: int
    year: int
    later: int
    later_year: int
    counted: bool
    """False where nobody has to put the later one right."""


class _Stands(NamedTuple):
    number: str
    year: int
    again_as: str | None


class Returns:
    """What stands in several reports, taken in unit by unit. Of each matter the id of its last item is kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.times: dict[int, array[int]] = defaultdict(lambda: array("q"))
        """By number of reports: the last items."""
        self._most_often: list[Matter] = []

    def take(self, links: Collection[Link]) -> None:
        """Count in what returns within one unit."""
        again = {link.item: link.later for link in links}
        years = {link.later: link.later_year for link in links} | {link.item: link.year for link in links}
        passed_over = {link.later for link in links if not link.counted}
        standing = [_Stands(str(one), year, str(again[one]) if one in again else None) for one, year in years.items()]
        members: dict[int, set[int]] = defaultdict(set)
        for chain in chains(standing):  # those that return as one and the same item are one matter here
            last = int(chain[-1].number)
            if last not in passed_over:
                members[last].update(int(one.number) for one in chain)
        found = []
        for last, all_ in members.items():
            ids = tuple(sorted(all_, key=lambda one: (years[one], one)))
            found.append(Matter(tuple(sorted({years[one] for one in ids})), ids))
            self.times[min(len(found[-1].years), _MOST_TIMES)].append(last)
        self._most_often = self._foremost([*self._most_often, *found])

    @property
    def most_often(self) -> Sequence[Matter]:
        """What stands in the most reports."""
        return self._most_often

    @staticmethod
    def _foremost(matters: Iterable[Matter]) -> list[Matter]:
        return nsmallest(_NAMED, matters, key=lambda one: (-len(one.years), -one.years[-1], one.ids))
