"""Whether the copies of evidence that the ledger keeps are still what was added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.numbering import ItemNumber
from tracker.ledger import tables as t
from tracker.ledger.chain import Fault, FaultKind


def changed_files(session: Session) -> Iterator[Fault]:
    """What is wrong with the kept copies, by the evidence and the items that they stand for."""
    item, evidence = t.item.c, t.evidence.c
    query = (
        select(evidence.id, evidence.title, evidence.sha256, item.unit_code, item.year, item.sequence)
        .join(t.item, item.id == evidence.item_id)
        .where(evidence.kept)
        .order_by(evidence.id)
    )
    state: dict[str, FaultKind | None] = {}
    for row in session.execute(query).all():
        if row.sha256 not in state:
            state[row.sha256] = _state(session, row.sha256)
        kind = state[row.sha256]
        if kind is not None:
            number = ItemNumber(row.unit_code, row.year, row.sequence)
            what = "留存的文件没有了" if kind is FaultKind.REMOVED else "留存的文件和附上时不同"
            yield Fault(kind, f"{number} 的佐证 {row.id}“{row.title}”", what)


def _state(session: Session, sha256: str) -> FaultKind | None:
    # One file at a time: they may be large.
    file = t.evidence_file.c
    content = session.execute(select(file.content).where(file.sha256 == sha256)).scalar_one_or_none()
    if content is None:
        return FaultKind.REMOVED
    return None if hashlib.sha256(content).hexdigest() == sha256 else FaultKind.CHANGED
