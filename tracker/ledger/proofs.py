"""Holding the files of the evidence against the hashes that were taken when they were added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.numbering import ItemNumber
from tracker.ledger import tables as t
from tracker.ledger.chain import Fault, FaultKind

_CHUNK = 1 << 20


def faults(session: Session) -> Iterator[Fault]:
    """Files of evidence that were changed, removed or put in beside the history.

    A file of which only the place was kept may be out of reach from here; it is told of where it is there and is not
    what it was. Where the place is not said in full, what lies under that name in the present folder is another file.
    """
    sound = dict(_kept(session))
    evidence = _evidence(session)
    for row in evidence:
        place = f"佐证 {row.id}“{row.title}”（{ItemNumber(row.unit_code, row.year, row.sequence)}）"
        if row.kept and row.sha256 not in sound:
            yield Fault(FaultKind.REMOVED, place, "存进台账的文件不在了")
        elif row.kept and not sound[row.sha256]:
            yield Fault(FaultKind.CHANGED, place, "存进台账的文件与附上时不同")
        elif not row.kept and not row.void and row.sha256 is not None and _on_disk(row.path) not in (None, row.sha256):
            yield Fault(FaultKind.CHANGED, place, f"“{row.path}”与附上时不同")
    for sha256 in sorted(sound.keys() - {row.sha256 for row in evidence}):
        yield Fault(FaultKind.INSERTED, f"佐证文件 {sha256[:12]}", "没有哪件佐证用到，不是用程序放进来的")


def _kept(session: Session) -> Iterator[tuple[str, bool]]:
    """Every kept file's hash, and whether its bytes still have it."""
    query = select(t.evidence_file.c.sha256, t.evidence_file.c.size, t.evidence_file.c.content)
    for sha256, size, content in session.execute(query.execution_options(yield_per=1)):
        yield sha256, len(content) == size and hashlib.sha256(content).hexdigest() == sha256


def _evidence(session: Session) -> list[Any]:
    evidence, item = t.evidence.c, t.item.c
    columns = (evidence.id, evidence.title, evidence.path, evidence.sha256, evidence.kept, evidence.void)
    query = select(*columns, item.unit_code, item.year, item.sequence).join(t.item, item.id == evidence.item_id)
    return list(session.execute(query.order_by(evidence.id)).all())


def _on_disk(path: str) -> str | None:
    """The hash of a file; ``None`` where it cannot be read, or its place is not known."""
    if not Path(path).is_absolute():
        return None
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()
