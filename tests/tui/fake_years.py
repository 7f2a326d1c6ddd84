"""Two years of a ledger in memory held against each other, for the screens of years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tracker.domain.errors import MoveError
from tracker.domain.kinds import ClosureStatus, ItemKind, Origin, Verdict
from tracker.services.judging import Accepted, Confirmed
from tracker.services.views import (
    ActionView,
    ClosureView,
    DocumentRow,
    FollowUpView,
    Held,
    ItemRow,
    JudgementView,
    OriginClaim,
    OwnWords,
    Quote,
    ReconciliationView,
    UnitRow,
    YearOnYear,
)
from tracker.tui.rooms.years import InFull, Pair

JUDGED_AT = datetime(2024, 1, 15, 1, 30, tzinfo=UTC)


class FakeYears:
    """The part of the gateway that asks for two years and decides about them."""

    rows: dict[int, ItemRow]
    documents: dict[int, DocumentRow]
    quotes: dict[int, Quote]
    judged: dict[str, JudgementView]
    units: Callable[[], Sequence[UnitRow]]
    document_items: Callable[[int], Sequence[tuple[ItemRow, Quote]]]
    _check: Callable[[str], None]
    _follow_up: Callable[[ItemRow], FollowUpView]

    def pairs(self) -> Sequence[Pair]:
        self._check("pairs")
        return [
            (unit, older, newer)
            for unit in self.units()
            for older in self.documents.values()
            for newer in self.documents.values()
            if older.unit == newer.unit == unit.name and older.year + 1 == newer.year
        ]

    def year_on_year(self, unit: str, year: int) -> InFull:
        self._check("year_on_year")
        _unit, older, newer = next(pair for pair in self.pairs() if pair[0].name == unit and pair[2].year == year)
        items = [row for row, _quote in self.document_items(older.id)]
        found = YearOnYear(
            unit=unit,
            older=older,
            newer=newer,
            items=tuple((row, self._told(row)) for row in items),
            closures=(
                ClosureView(Origin.SELF_REVIEW, ClosureStatus.DONE, 6, 6, self.quotes[1]),
                ClosureView(Origin.SELF_REVIEW, ClosureStatus.DONE, 6, 6, self.quotes[2]),
                ClosureView(Origin.INSPECTION, ClosureStatus.NOT_APPLICABLE, None, None, self.quotes[1]),
            ),
            reconciliation=(
                ReconciliationView(Origin.SELF_REVIEW, 6, 6),
                ReconciliationView(Origin.SUPERIOR_REVIEW, 5, 3),
            ),
            claims=(OriginClaim(Origin.SELF_REVIEW, 6, tuple(row.number for row in items[:4])),),
        )
        return found, {row.id: self._words(row) for row in items}

    def _words(self, row: ItemRow) -> OwnWords:
        quote = self.quotes[row.id]
        promised = row.kind is ItemKind.COMMITMENT
        return OwnWords(quote, (ActionView(quote, None, checkable=True),) if promised else ())

    def _told(self, row: ItemRow) -> FollowUpView:
        told = self._follow_up(row)
        judgement = self.judged.get(row.number)
        return replace(
            told,
            proposed=told.verdict,
            verdict=judgement.verdict if judgement else told.verdict,
            judgement=judgement,
        )

    def _row(self, number: str) -> ItemRow:
        return next(row for row in self.rows.values() if row.number == number)

    def _refuse_changed(self, number: str, held: Held) -> None:
        if held != self._told(self._row(number)).held:
            raise MoveError(f"{number} 刚由{self.judged[number].by}认定", "看过再定")

    def accept_verdicts(self, chosen: Mapping[str, Held], *, year: int, note: str) -> Confirmed:
        self._check("accept_verdicts")
        accepted = []
        for number, held in chosen.items():
            self._refuse_changed(number, held)
        for number in chosen:
            proposed = self._told(self._row(number)).proposed
            assert proposed is not None
            self.judged[number] = JudgementView(proposed, proposed, note, "周宁", JUDGED_AT)
            accepted.append(Accepted(self._row(number), year, proposed))
        return Confirmed((), tuple(accepted))

    def judge(
        self, number: str, verdict: Verdict, *, year: int, note: str, again: str | None, expected: Held
    ) -> ItemRow:
        self._check("judge")
        self._refuse_changed(number, expected)
        told = self._told(self._row(number))
        self.judged[number] = JudgementView(verdict, told.proposed, note, "周宁", JUDGED_AT)
        return self._row(number)

    def withdraw_judgement(self, number: str, *, year: int, expected: Held) -> ItemRow:
        self._check("withdraw_judgement")
        self._refuse_changed(number, expected)
        del self.judged[number]
        return self._row(number)
