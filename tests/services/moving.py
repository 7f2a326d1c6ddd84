"""Moving items where a test is about something else: whatever a move may need is given along, and nothing is asked for."""

from __future__ import annotations

from datetime import date, datetime

from tests.ledger.samples import NOW
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import CheckMethod, Status
from tracker.domain.status import Given, WorkflowRules
from tracker.ledger.store import Ledger
from tracker.services.views import ItemRow
from tracker.services.workflow import move_item

LENIENT = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)
"""An office that asks for no columns, no evidence and no long refusals."""

_LONG_RUN: dict[Field, FieldValue] = {
    Field.STAGE_GOAL: "先改一半",
    Field.REVIEW_ON: date(2024, 9, 30),
    Field.EXPECTED_ON: date(2025, 6, 30),
}


def move(
    ledger: Ledger,
    number: str,
    target: Status,
    *,
    note: str = "说明",
    actor: str = "张三",
    now: datetime = NOW,
    into: str | None = None,
) -> ItemRow:
    given = Given(
        basis="回头看通报",
        methods=(CheckMethod.ON_SITE,),
        approved_by="县委",
        fields=_LONG_RUN if target is Status.CONTINUING else {},
    )
    return move_item(ledger, number, target, note=note, actor=actor, now=now, into=into, given=given, rules=LENIENT)
