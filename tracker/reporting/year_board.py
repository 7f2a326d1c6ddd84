"""One year for whoever leads: rates by origin, unit and theme, the years side by side, what returns, what waits.

Counted unit by unit as the items come, so that a county is never in memory as a whole; of an item only its id is kept,
and every figure keeps those it was counted from. The figures are those of the overview of all units and, for a single
unit, those of its closure report: problems of the report before the year, by the office's rule of counting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.chains import chains
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.counting import NOT_DUE, Rate
from tracker.reporting.model import CountingRule
from tracker.reporting.over_years import standing_parts

_CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})
_MOST_TIMES = 5
"""Matters that stand in this many reports or more are counted together."""
_NAMED = 10
"""How many of what returns most often are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One item, as far as a year is counted by it."""

    id: int
    number: str
    """Needed only of what is the same as another."""
    kind: ItemKind
    year: int
    """Of the report that raised it."""
    title: str
    status: Status
    verdict: Verdict | None
    """What weighs most of what reports up to the year say of it."""
    theme: Theme | None = None
    origin: Origin | None = None
    late: bool = False
    """True where it should have been done before today."""
    again_as: str | None = None
    """Number of the later item, up to the year, that is the same again."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure with the ids of the items that make it up."""

    label: str
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Share:
    """What is done of what has to be put right."""

    label: str
    done: tuple[int, ...]
    due: tuple[int, ...]

    @property
    def rate(self) -> Rate:
        """The one in proportion to the other."""
        return Rate(len(self.done), len(self.due))


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the problems of one year stand: the parts exclude one another."""

    year: int
    parts: tuple[Part, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(one for part in self.parts for one in part.ids)


@dataclass(frozen=True, slots=True)
class Returning:
    """A matter that stands in several reports."""

    title: str
    """In the words of the last report."""
    unit: str
    years: tuple[int, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBoard:
    """All that the screen of a year shows."""

    year: int
    unit: str
    """The one unit; empty for all."""
    base_year: int
    """The year of the reports whose problems the rates are of."""
    made_on: date
    counting: CountingRule
    figures: tuple[Part, ...]
    """The whole in a few figures; the first two are what is due and what is done of it."""
    origins: tuple[Share, ...]
    units: tuple[Share, ...]
    """In order of rank; empty for a single unit."""
    themes: tuple[Share, ...]
    years: tuple[Stack, ...]
    """The years before, the first one first."""
    times: tuple[Part, ...]
    """What returns, by the number of reports it stands in: the items of its last report."""
    returning: tuple[Returning, ...]
    """What returns most often, by name."""
    waiting: tuple[Part, ...]
    """What is not finished today, by state, of all years up to this one; then what is overdue."""

    @property
    def rate(self) -> Rate:
        """Of the whole."""
        due, done = self.figures[:2]
        return Rate(done.count, due.count)

    @property
    def empty(self) -> bool:
        """True where there is nothing to count."""
        return not any(part.ids for part in (*self.figures, *self.waiting)) and not self.years


class BoardCounter:
    """Counts unit by unit."""

    def __init__(
        self, *, year: int, today: date, rule: CountingRule, unit: str = "", base_year: int | None = None
    ) -> None:
        """Begin with nothing.

        Args:
            year: the year reported on.
            today: the day it is made.
            rule: the office's rule of counting.
            unit: the one unit that is counted; empty for all.
            base_year: of the reports whose problems the rates are of; the year before unless told.
        """
        self._year = year
        self._today = today
        self._rule = rule
        self._unit = unit
        self._base = year - 1 if base_year is None else base_year
        self._figures: dict[str, list[int]] = defaultdict(list)
        self._origins: dict[Origin, _Tally] = defaultdict(_Tally)
        self._themes: dict[Theme | None, _Tally] = defaultdict(_Tally)
        self._units: list[tuple[str, _Tally, int, int]] = []
        self._stacks: dict[int, dict[str, list[int]]] = defaultdict(dict)
        self._times: dict[int, list[int]] = defaultdict(list)
        self._returning: list[Returning] = []
        self._waiting: dict[Status, list[int]] = defaultdict(list)
        self._overdue: list[int] = []

    def take(self, unit: str, matters: Sequence[Matter]) -> None:
        """Count in all items of one unit that were raised up to the year."""
        before = [one for one in matters if one.year < self._year]
        problems = [one for one in before if one.kind is ItemKind.PROBLEM]
        due = [one for one in problems if one.status not in self._rule.left_out]
        base = [one for one in due if one.year == self._base]
        mine = _Tally()
        for one in base:
            done = one.status in self._rule.done
            for tally in (self._origins[one.origin or Origin.SELF_REVIEW], self._themes[one.theme], mine):
                tally.take(one.id, done=done)
        back = self._count("再次出现", base, lambda one: one.verdict in _CAME_BACK)
        left = [one for one in base if one.status is not Status.CLOSED and one.status not in NOT_DUE]
        self._count("称已整改未销号", left, lambda one: one.verdict is Verdict.RECTIFIED)
        silent = self._count("未提及未办结", left, lambda one: one.verdict is Verdict.SILENT)
        self._count("更早未办结", problems, lambda one: one.year < self._base and one.status in OUTSTANDING)
        self._figures["due"] += mine.due
        self._figures["done"] += mine.done
        self._units.append((unit, mine, back, silent))
        self._take_years(due)
        self._take_chains(unit, matters)
        for one in matters:
            if one.status in OUTSTANDING:
                self._waiting[one.status].append(one.id)
                if one.late:
                    self._overdue.append(one.id)

    def _count(self, name: str, matters: Iterable[Matter], belongs: Callable[[Matter], bool]) -> int:
        found = [one.id for one in matters if belongs(one)]
        self._figures[name] += found
        return len(found)

    def _take_years(self, due: Sequence[Matter]) -> None:
        for year in {one.year for one in due}:
            of_year = [one for one in due if one.year == year]
            for label, some in standing_parts(of_year, self._rule):
                self._stacks[year].setdefault(label, []).extend(one.id for one in some)

    def _take_chains(self, unit: str, matters: Sequence[Matter]) -> None:
        by_last: dict[int, list[Matter]] = {}
        later = {one.again_as for one in matters if one.again_as is not None}
        linked = [one for one in matters if one.again_as is not None or one.number in later] if later else []
        for chain in chains(linked):  # those that return as one and the same item are one matter here
            if chain[-1].status not in NOT_DUE:
                by_last.setdefault(chain[-1].id, []).extend(chain)
        for members in by_last.values():
            last = max(members, key=lambda one: one.year)
            years = tuple(sorted({one.year for one in members}))
            ids = tuple(dict.fromkeys(one.id for one in sorted(members, key=lambda one: one.year)))
            self._times[min(len(years), _MOST_TIMES)].append(last.id)
            self._returning.append(Returning(last.title, unit, years, ids))
        if len(self._returning) > 20 * _NAMED:
            self._returning = self._most_often()

    def _most_often(self) -> list[Returning]:
        return sorted(self._returning, key=lambda one: (-len(one.years), -one.years[-1], one.ids))[:_NAMED]

    def board(self, states: Mapping[Status, str] | None = None) -> YearBoard:
        """What has been counted.

        Args:
            states: what the office calls the states; the usual names unless told.
        """
        named = states or {}
        rule = self._rule
        names = ("再次出现", "称已整改未销号", "未提及未办结", "更早未办结")
        return YearBoard(
            year=self._year,
            unit=self._unit,
            base_year=self._base,
            made_on=self._today,
            counting=rule,
            figures=(
                Part("应整改", tuple(self._figures["due"])),
                Part(rule.done_label, tuple(self._figures["done"])),
                *(Part(name, tuple(self._figures[name])) for name in names),
            ),
            origins=tuple(self._origins[origin].share(origin.label) for origin in Origin if origin in self._origins),
            units=() if self._unit else tuple(tally.share(name) for name, tally, _, _ in self._ranked()),
            themes=tuple(
                tally.share(theme.label if theme else "未归类")
                for theme, tally in sorted(self._themes.items(), key=lambda one: -len(one[1].due))
            ),
            years=tuple(
                Stack(year, tuple(Part(label, tuple(ids)) for label, ids in self._stacks[year].items()))
                for year in sorted(self._stacks)
            ),
            times=tuple(
                Part(f"{times} 个年度" + ("以上" if times == _MOST_TIMES else ""), tuple(ids))
                for times, ids in sorted(self._times.items())
            ),
            returning=tuple(self._most_often()),
            waiting=(
                *(
                    Part(named.get(status, status.label), tuple(self._waiting[status]))
                    for status in Status
                    if status in OUTSTANDING
                ),
                Part("其中逾期", tuple(self._overdue)),
            ),
        )

    def _ranked(self) -> list[tuple[str, _Tally, int, int]]:
        def place(one: tuple[str, _Tally, int, int]) -> tuple[bool, float, int, int, str]:
            name, tally, back, silent = one
            share = len(tally.done) / len(tally.due) if tally.due else 0.0
            return (not tally.due, -share, back, silent, name)

        return sorted(self._units, key=place)


class _Tally:
    """What is due and what is done of it."""

    __slots__ = ("done", "due")

    def __init__(self) -> None:
        self.done: list[int] = []
        self.due: list[int] = []

    def take(self, item: int, *, done: bool) -> None:
        self.due.append(item)
        if done:
            self.done.append(item)

    def share(self, label: str) -> Share:
        return Share(label, tuple(self.done), tuple(self.due))
