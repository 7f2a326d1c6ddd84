"""Checking the ledger for what looks like paper rectification."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.checks import Check
from tracker.domain.fields import ItemFields
from tracker.domain.kinds import ItemKind, Status, Term
from tracker.domain.record import EvidenceRecord, Round
from tracker.ledger import records, scrutiny
from tracker.ledger.store import Ledger
from tracker.profile.model import Profile
from tracker.scrutiny.cases import Case, Limits, Proof, Warned
from tracker.scrutiny.table import scrutinise
from tracker.services.items import list_items
from tracker.services.views import ItemFilter, ItemRow

_REPORTED_DONE = (Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED)


def check_ledger(
    ledger: Ledger,
    wanted: ItemFilter,
    *,
    profile: Profile,
    today: date,
    only: Collection[Check] = (),
) -> tuple[Warned, ...]:
    """What the checks find among the items wanted; a finding between items needs one of them to be wanted.

    Args:
        ledger: the ledger.
        wanted: which items.
        profile: which checks are off and what is tolerated.
        today: the day that deadlines are held against.
        only: the checks to make; none for all that the profile leaves on.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    asked = {row.number for row in list_items(ledger, wanted).rows}
    limits = Limits(
        today=today,
        similar=profile.checks.similar,
        similar_length=profile.checks.similar_length,
        same_day=profile.checks.same_day,
        same_day_share=profile.checks.same_day_share,
    )
    rows = list_items(ledger, ItemFilter()).rows  # copies are looked for across units, whoever asks
    with ledger.read() as session:
        cases = _cases(session, rows)
    found = scrutinise(cases, limits, off=profile.checks.off, only=only)
    return tuple(warned for warned in found if asked.intersection(warned.numbers))


def _cases(session: Session, rows: Sequence[ItemRow]) -> list[Case]:
    ids = [row.id for row in rows]
    fields = records.fields_by_id(session, ids)
    rounds = records.rounds(session, ids)
    evidence = records.evidence(session, ids)
    linked = scrutiny.linked(session)
    words = scrutiny.closing_words(session, ids)
    promised = scrutiny.promised(session, [row.id for row in rows if row.kind is ItemKind.COMMITMENT])
    of_reports = scrutiny.from_reports(session)
    return [
        _case(
            row,
            fields[row.id],
            rounds.get(row.id, ()),
            evidence.get(row.id, ()),
            words.get(row.id, ()),
            promised=promised.get(row.id, ()),
            linked=row.id in linked,
            from_report=row.id in of_reports,
        )
        for row in rows
    ]


def _case(
    row: ItemRow,
    fields: ItemFields,
    rounds: Sequence[Round],
    evidence: Sequence[EvidenceRecord],
    words: Sequence[tuple[int | None, str]],
    *,
    promised: Sequence[str],
    linked: bool,
    from_report: bool,
) -> Case:
    present: Mapping[int, Round] = {one.number: one for one in rounds}
    this_round = present.get(row.round)
    said = [note for number, note in words if number in (None, row.round)]
    done = row.status in _REPORTED_DONE
    told = [*said, this_round.opinion if this_round else "", fields.progress] if done else []
    return Case(
        number=row.number,
        unit=row.unit,
        kind=row.kind,
        title=row.title,
        status=row.status,
        round=row.round,
        origin=row.origin,
        year=row.year,
        found_on=row.found_on,
        opened_on=_day(this_round.opened_at) if this_round else None,
        closed_on=_day(this_round.closed_at) if this_round else None,
        self_verified=row.self_verified,
        measures=fields.measures or "\n".join(promised),
        leader=row.leader,
        person=row.person or row.post,
        long_term=row.term is Term.LONG,
        due_on=row.due_on,
        promised_on=row.promised_on,
        review_on=row.review_on,
        closing=tuple(dict.fromkeys(text for text in told if text.strip())),
        proofs=tuple(Proof(title=one.title, dated=one.dated, round=one.round, sha256=one.sha256) for one in evidence),
        verdict=row.verdict,
        verdict_year=row.verdict_year,
        vague=row.vague and not fields.measures.strip(),
        linked=linked,
        from_report=from_report,
    )


def _day(instant: datetime | None) -> date | None:
    """The day that people here had at that instant."""
    return None if instant is None else instant.astimezone().date()
