"""The yearly closure report: what became, in one year, of what the ledger carried before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, timezone
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import NotFoundError
from tracker.domain.following import measures_of, statement_around
from tracker.domain.kinds import ItemKind, Origin, Status, Where
from tracker.domain.numbering import ItemNumber
from tracker.domain.report import Layout
from tracker.domain.spans import Span
from tracker.domain.status import OUTSTANDING
from tracker.ledger import comparisons, originals, reports, worklist, year_end
from tracker.ledger.store import Ledger
from tracker.profile.model import Counting
from tracker.reporting.model import (
    USUAL_COUNTING,
    Action,
    ClosureReport,
    CountCheck,
    CountingRule,
    EarlierItem,
    Item,
    Judgement,
    Linked,
    NewItem,
    Passage,
    Record,
    Source,
    Statement,
    StateNames,
    Verification,
)
from tracker.services.units import resolve_unit

__all__ = ["closure_report"]

BEIJING = timezone(timedelta(hours=8), "北京时间")
"""The legal time of the offices that sign: the day an item was closed on is a day there."""


def closure_report(
    ledger: Ledger,
    *,
    org: str,
    year: int,
    today: date,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
) -> ClosureReport:
    """The closure report of a unit for a year, from one state of the ledger and with a fixed number of queries.

    The report of ``year`` is held against the last one before it in the ledger. Where there is none before it the
    report holds only what the report of ``year`` raises, and says so.

    Args:
        ledger: the ledger.
        org: name, former name, part of a name, or code of the unit.
        year: the year reported on.
        today: the day the report is made.
        counting: the office's rule of counting; the usual one unless told.
        states: what the office calls the states; the usual names unless told.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        unit = resolve_unit(session, org)
        documents = {row.year: row for row in reports.current(session, unit_code=unit.code)}
        newer = documents.get(year)
        if newer is None:
            raise _no_report(unit.name, year, sorted(documents))
        older = documents.get(max((one for one in documents if one < year), default=0))
        facts = _gather(session, unit.code, newer)
        before = 0 if older is None else older.year
        return ClosureReport(
            unit=unit.name,
            placeholder=unit.placeholder,
            year=year,
            made_on=today,
            newer=_source(newer),
            older=None if older is None else _source(older),
            items=tuple(facts.item(row) for row in facts.rows if older is not None and row.year == older.year),
            earlier=tuple(
                facts.earlier_item(row)
                for row in facts.rows
                if row.year < year and (older is None or row.year != older.year) and row.status in OUTSTANDING
            ),
            new_items=tuple(facts.new_item(row) for row in facts.rows if row.year == year),
            statements=facts.statements(),
            count_checks=tuple(
                CountCheck(row.origin, row.claimed_total, row.ledger_total, facts.counted(row, before))
                for row in reports.reconciliations(session, newer.id)
            ),
            records=tuple(facts.record(row) for row in facts.rows if row.year <= year),
            counting=counting_rule(counting, states),
            names=state_names(states),
            ledger_hash=year_end.last_hash(session),
        )


def counting_rule(counting: Counting | None, states: Mapping[Status, str] | None = None) -> CountingRule:
    """The rule of a profile as reports keep it, the usual one where there is none."""
    rule = USUAL_COUNTING
    if counting is not None:
        rule = CountingRule(
            tuple(one for one in Status if one in counting.done),
            tuple(one for one in Status if one in counting.left_out),
            counting.statement,
        )
    return replace(rule, closed_name=state_names(states).closed)


def state_names(states: Mapping[Status, str] | None) -> StateNames:
    """The names of a profile as reports keep them: those that are its own."""
    return StateNames(tuple((one, name) for one, name in (states or {}).items() if name != one.label))


def _no_report(unit: str, year: int, years: Sequence[int]) -> NotFoundError:
    if not years:
        return NotFoundError(f"台账里没有“{unit}”的报告", "请先用 tracker import 导入报告")
    known = "、".join(f"{one}年" for one in years)
    return NotFoundError(
        f"台账里没有“{unit}”{year}年度的报告",
        f"现有{known}的报告；请换一个年度，或先用 tracker import 导入{year}年度的报告",
    )


def _source(row: Any) -> Source:
    """A report as source, by its file's name alone: folders say nothing about it and much about a machine."""
    name = PureWindowsPath(row.path).name if "\\" in row.path else PurePosixPath(row.path).name
    return Source(year=row.year, name=name or "（没有文件名）", sha256=row.sha256)


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))


def _gather(session: Session, owner_code: int, newer: Any) -> _Facts:
    """Everything about the unit's items, read in one go."""
    rows = worklist.rows(session, worklist.ItemQuery(owner_code=owner_code))
    actions = year_end.actions_of_unit(session, owner_code)
    by_id = {row.id: row for row in rows}
    by_id |= worklist.rows_by_id(session, {row.merged_into_id for row in rows} - by_id.keys() - {None})
    facts = _Facts(
        newer=newer,
        rows=sorted(rows, key=lambda row: (row.year, row.kind is not ItemKind.PROBLEM, row.unit_code, row.sequence)),
        by_id=by_id,
        texts=reports.texts(session, {newer.id, *(by_id[action.item_id].document_id for action in actions)}),
        layouts=originals.layouts(session, {newer.id, *(row.document_id for row in by_id.values())}),
        actions=_grouped(actions, "item_id"),
        standings=_grouped(comparisons.actions_in_document(session, newer.id), "item_id"),
        follow_ups={row.item_id: row for row in comparisons.of_document(session, newer.id)},
        evidence=_grouped(comparisons.evidence_in_document(session, newer.id), "item_id"),
        closings={row.item_id: row for row in year_end.closings_in_unit(session, owner_code)},
        closures=reports.closures(session, newer.id),
        measures=_grouped(year_end.measures(session, newer.id), "closure_position"),
        returns={row.item_id: row for row in year_end.returns_in_unit(session, owner_code)},
    )
    for item_id, found in facts.follow_ups.items():
        if found.claim_start is not None:
            claim = Span(found.claim_start, found.claim_end)
            facts.claims[facts.statement_around(claim)].append((item_id, claim))
    for commitment, problem in year_end.answers_in_unit(session, owner_code):
        facts.answers[commitment].append(problem)
        facts.answers[problem].append(commitment)
    for row in facts.returns.values():
        for again in (row.recurs_as_id, row.repeated_as_id):
            if again is not None:
                facts.came_from[again].append(row.item_id)
    return facts


def _judgement(found: Any) -> Judgement | None:
    if found.judged is None:
        return None
    return Judgement(found.judged_by, found.judged_at.astimezone(BEIJING).date(), found.judged_note, found.proposed)


def _grouped(rows: Iterable[Any], key: str) -> Mapping[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """Rows of the ledger about one unit, by what they are looked up with."""

    newer: Any
    rows: Sequence[Any]
    by_id: Mapping[int, Any]
    texts: Mapping[int, str]
    layouts: Mapping[int, Layout]
    actions: Mapping[int, list[Any]]
    standings: Mapping[int, list[Any]]
    follow_ups: Mapping[int, Any]
    evidence: Mapping[int, list[Any]]
    closings: Mapping[int, Any]
    closures: Sequence[Any]
    measures: Mapping[int, list[Any]]
    returns: Mapping[int, Any]
    answers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    came_from: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int | None, list[tuple[int, Span]]] = field(default_factory=lambda: defaultdict(list))
    """By closure statement: the items that are claimed in it, and where."""

    def statement_around(self, claim: Span) -> int | None:
        """Place of the closure statement that a claim stands in."""
        return statement_around(claim, [Span(row.span_start, row.span_end) for row in self.closures])

    def item(self, row: Any) -> Item:
        """A problem or commitment of the previous report with what became of it."""
        found = self.follow_ups.get(row.id)
        claim = None
        statement = None
        if found is not None and found.claim_start is not None:
            claim = self._said(found.claim_start, found.claim_end)
            statement = self.statement_around(claim.span)
        measures, shared = ((), False) if claim is None or statement is None else self._measures(row, claim, statement)
        return Item(
            number=_number(row),
            kind=row.kind,
            year=row.year,
            title=row.title,
            quote=self._own_words(row),
            where=row.where,
            status=row.status,
            round=row.round,
            verdict=None if found is None else found.verdict,
            reason="" if found is None else found.reason,
            linked=self._linked(row),
            actions=self._actions(row),
            claim=claim,
            claim_origin=None if statement is None else self.closures[statement].origin,
            measures=tuple(self._said(one.start, one.end) for one in measures),
            measures_shared=bool(measures) and shared,
            evidence=tuple(
                self._said(one.span_start, one.span_end, one.score) for one in self.evidence.get(row.id, ())
            ),
            recurs_as=None if found is None else self._again(found.recurs_as_id),
            repeated_as=None if found is None else self._again(found.repeated_as_id),
            verification=self._verification(row),
            merged_into=self._number_of(row.merged_into_id),
            in_source=row.in_source,
            origin=row.origin or Origin.SELF_REVIEW,
            judgement=None if found is None else _judgement(found),
        )

    def earlier_item(self, row: Any) -> EarlierItem:
        """An outstanding item of a report before the previous one."""
        again = self.returns.get(row.id)
        return EarlierItem(
            number=_number(row),
            kind=row.kind,
            year=row.year,
            title=row.title,
            status=row.status,
            verdict=row.verdict,
            verdict_year=row.verdict_year,
            recurs_as=None if again is None else self._again(again.recurs_as_id),
            repeated_as=None if again is None else self._again(again.repeated_as_id),
        )

    def new_item(self, row: Any) -> NewItem:
        """A problem or commitment that the report of the year raises."""
        return NewItem(
            number=_number(row),
            kind=row.kind,
            title=row.title,
            quote=self._own_words(row),
            where=row.where,
            status=row.status,
            linked=self._linked(row),
            actions=self._actions(row),
            returns=tuple(number for one in self.came_from.get(row.id, ()) if (number := self._number_of(one))),
            in_source=row.in_source,
        )

    def record(self, row: Any) -> Record:
        """Any item, as far as it is followed over the years up to the year reported on."""
        seen = row.verdict_year is not None and row.verdict_year <= self.newer.year
        return Record(
            number=_number(row),
            kind=row.kind,
            year=row.year,
            title=row.title,
            status=row.status,
            verdict=row.verdict if seen else None,
            again_as=self._again_as(row.id),
        )

    def _again_as(self, item_id: int) -> str | None:
        returned = self.returns.get(item_id)
        if returned is None:
            return None
        again = self.by_id.get(returned.recurs_as_id or returned.repeated_as_id)
        return None if again is None or again.year > self.newer.year else _number(again)

    def counted(self, check: Any, year: int) -> tuple[str, ...]:
        """The problems of a year that a count was held against, where they are still as many."""
        problems = [row for row in self.rows if row.year == year and row.kind is ItemKind.PROBLEM]
        listed = [row for row in problems if row.where is not Where.INLINE]
        of_origin = [row for row in listed if row.origin is check.origin]
        fitting = (some for some in (of_origin, listed, problems) if len(some) == check.ledger_total)
        return tuple(_number(row) for row in next(fitting, ()))

    def statements(self) -> tuple[Statement, ...]:
        """The closure statements of the report of the year, in the order of the text."""
        return tuple(
            Statement(row.origin, row.status, row.total, row.done, self._said(row.span_start, row.span_end))
            for row in self.closures
        )

    def _said(self, start: int, end: int, score: float | None = None) -> Passage:
        span = Span(start, end)
        layout = self.layouts[self.newer.id]
        page, paragraph = layout.page_at(start), layout.paragraph_at(start)
        return Passage(self.newer.year, span, span.of(self.texts[self.newer.id]), score, page, paragraph)

    def _own_words(self, row: Any) -> Passage:
        layout = self.layouts.get(row.document_id, Layout())
        span = Span(row.span_start, row.span_end)
        page, paragraph = layout.page_at(span.start), layout.paragraph_at(span.start)
        return Passage(row.year, span, row.quote, page=page, paragraph=paragraph)

    def _measures(self, row: Any, claim: Passage, statement: int) -> tuple[tuple[Span, ...], bool]:
        around = self.closures[statement]
        return measures_of(
            claim.span,
            [Span(one.span_start, one.span_end) for one in self.measures.get(statement, ())],
            [
                span
                for item_id, span in self.claims.get(statement, ())
                if item_id != row.id and (other := self.by_id.get(item_id)) is not None and other.kind is row.kind
            ],
            several=around.total is not None and around.total > 1,
        )

    def _linked(self, row: Any) -> tuple[Linked, ...]:
        return tuple(
            Linked(_number(other), other.title)
            for one in self.answers.get(row.id, ())
            if (other := self.by_id.get(one)) is not None
        )

    def _again(self, item_id: int | None) -> Linked | None:
        other = None if item_id is None else self.by_id.get(item_id)
        return None if other is None else Linked(_number(other), other.title, self._own_words(other))

    def _actions(self, row: Any) -> tuple[Action, ...]:
        text = self.texts.get(row.document_id, "")
        standings = {one.position: one for one in self.standings.get(row.id, ())}
        return tuple(
            self._action(Span(one.span_start, one.span_end).of(text), one.deadline, standings.get(one.position))
            for one in self.actions.get(row.id, ())
        )

    def _action(self, words: str, deadline: date | None, found: Any) -> Action:
        if found is None:
            return Action(words, deadline)
        said = None if found.span_start is None else self._said(found.span_start, found.span_end, found.score)
        return Action(words, deadline, found.standing, said)

    def _verification(self, row: Any) -> Verification | None:
        done = self.closings.get(row.id)
        if done is None or row.status is not Status.CLOSED:
            return None
        return Verification(
            by=done.actor, on=done.at.astimezone(BEIJING).date(), note=done.note, self_verified=row.self_verified
        )

    def _number_of(self, item_id: int | None) -> str | None:
        other = None if item_id is None else self.by_id.get(item_id)
        return None if other is None else _number(other)
