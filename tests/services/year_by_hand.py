"""A year counted a second way: every item is read and looked at, one unit after the other. Slow, and easy to check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from tracker.domain.chains import chains
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.ledger import comparisons, reports, worklist
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import CountingRule
from tracker.reporting.over_years import standing_parts
from tracker.reporting.year_board import Part, Returning, Share, Stack, YearBoard
from tracker.services.closing import counting_rule
from tracker.services.items import Occasion, query_of
from tracker.services.units import resolve_unit
from tracker.services.views import ItemFilter

_CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One item, as far as a year is counted by it."""

    id: int
    number: str
    kind: ItemKind
    year: int
    title: str
    status: Status
    verdict: Verdict | None
    theme: Theme | None = None
    origin: Origin | None = None
    late: bool = False
    again_as: str | None = None


def year_by_hand(ledger: Ledger, *, year: int, occasion: Occasion, org: str | None = None) -> YearBoard:
    """The page of a year. Every figure names its items."""
    profile = occasion.profile
    rule = counting_rule(profile.counting if profile.path is not None else None, profile.states)
    with ledger.read() as session:
        owner = resolve_unit(session, org) if org else None
        base = None
        if owner is not None:
            before = [known for _, known in reports.current_years(session, owner.code) if known < year]
            base = max(before, default=None)
        late = frozenset(worklist.ids(session, query_of(session, ItemFilter(org, overdue=True), occasion=occasion)))
        verdicts = comparisons.foremost_up_to(year)
        rows = session.execute(
            select(t.item, t.unit.c.name, verdicts.c.verdict)
            .join(t.unit, t.unit.c.code == t.item.c.owner_code)
            .outerjoin(verdicts, verdicts.c.item_id == t.item.c.id)
            .where(t.item.c.year <= year, ~t.item.c.void)
            .order_by(t.item.c.owner_code, t.item.c.year, t.item.c.unit_code, t.item.c.sequence)
        ).all()
        again: dict[int, int] = {}
        recurs, repeated = comparisons.recurs_as_id, comparisons.repeated_as_id
        told = comparisons.told(
            t.follow_up.c.item_id, recurs.label("recurs_as_id"), repeated.label("repeated_as_id"), t.document.c.year
        )
        for one in session.execute(told.order_by(t.document.c.year)):
            later = one.recurs_as_id if one.recurs_as_id is not None else one.repeated_as_id
            if later is not None and one.year <= year:
                again.setdefault(one.item_id, later)
    counter = ByHand(
        year=year, today=occasion.today, rule=rule, unit=owner.name if owner is not None else "", base_year=base
    )
    wanted = [row for row in rows if owner is None or row.owner_code == owner.code]
    for (_, name), some in groupby(wanted, key=lambda row: (row.owner_code, row.name)):
        counter.take(name, _matters(list(some), again, late))
    return counter.board(profile.states)


def _matters(rows: Sequence[Any], again: Mapping[int, int], late: frozenset[int]) -> list[Matter]:
    here = {row.id for row in rows}
    return [
        Matter(
            id=row.id,
            number=str(row.id),
            kind=row.kind,
            year=row.year,
            title=row.title,
            status=row.status,
            verdict=row.verdict,
            theme=row.theme,
            origin=row.origin,
            late=row.id in late,
            again_as=str(again[row.id]) if again.get(row.id) in here else None,
        )
        for row in rows
    ]


class ByHand:
    """Counts unit by unit."""

    def __init__(
        self, *, year: int, today: date, rule: CountingRule, unit: str = "", base_year: int | None = None
    ) -> None:
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
        for year in {one.year for one in due}:
            of_year = [one for one in due if one.year == year]
            for label, some in standing_parts(of_year, self._rule):
                self._stacks[year].setdefault(label, []).extend(one.id for one in some)
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

    def _take_chains(self, unit: str, matters: Sequence[Matter]) -> None:
        by_last: dict[int, list[Matter]] = {}
        for chain in chains(matters):
            if chain[-1].status not in NOT_DUE:
                by_last.setdefault(chain[-1].id, []).extend(chain)
        for members in by_last.values():
            last = max(members, key=lambda one: one.year)
            years = tuple(sorted({one.year for one in members}))
            ids = tuple(dict.fromkeys(one.id for one in sorted(members, key=lambda one: (one.year, one.id))))
            self._times[min(len(years), 5)].append(last.id)
            self._returning.append(Returning(last.title, unit, years, ids))

    def board(self, states: Mapping[Status, str] | None = None) -> YearBoard:
        """What has been counted."""
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
                _part("应整改", self._figures["due"]),
                _part(rule.done_label, self._figures["done"]),
                *(_part(name, self._figures[name]) for name in names),
            ),
            origins=tuple(self._origins[origin].share(origin.label) for origin in Origin if origin in self._origins),
            units=() if self._unit else tuple(tally.share(name) for name, tally, _, _ in self._ranked()),
            themes=tuple(
                sorted(
                    (
                        self._themes[theme].share(theme.label if theme else "未归类")
                        for theme in (*Theme, None)
                        if theme in self._themes
                    ),
                    key=lambda one: -one.due.count,
                )
            ),
            years=tuple(
                Stack(
                    year,
                    _part(str(year), [one for ids in self._stacks[year].values() for one in ids]),
                    tuple(_part(label, ids) for label, ids in self._stacks[year].items()),
                )
                for year in sorted(self._stacks)
            ),
            times=tuple(
                _part(f"{times} 个年度" + ("以上" if times == 5 else ""), ids)
                for times, ids in sorted(self._times.items())
            ),
            returning=tuple(sorted(self._returning, key=lambda one: (-len(one.years), -one.years[-1], one.ids))[:10]),
            waiting=(
                *(
                    _part(named.get(status, status.label), self._waiting[status])
                    for status in Status
                    if status in OUTSTANDING
                ),
                _part("其中逾期", self._overdue),
            ),
        )

    def _ranked(self) -> list[tuple[str, _Tally, int, int]]:
        def place(one: tuple[str, _Tally, int, int]) -> tuple[bool, float, int, int, str]:
            name, tally, back, silent = one
            share = len(tally.done) / len(tally.due) if tally.due else 0.0
            return (not tally.due, -share, back, silent, name)

        return sorted(self._units, key=place)


def _part(label: str, ids: Sequence[int]) -> Part:
    return Part(label, len(ids), tuple(sorted(ids)))


class _Tally:
    """What is due and what is done of it."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.due: list[int] = []

    def take(self, item: int, *, done: bool) -> None:
        self.due.append(item)
        if done:
            self.done.append(item)

    def share(self, label: str) -> Share:
        left = sorted(set(self.due) - set(self.done))
        return Share(label, _part("应整改", self.due), _part("已办结", self.done), _part("没有办结", left))
