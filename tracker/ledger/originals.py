"""The files that reports came in, kept by the hash of their bytes, and where pages and paragraphs start."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.report import Layout
from tracker.ledger import tables as t
from tracker.ledger.chain import Fault, FaultKind
from tracker.ledger.keys import put_once

_WORTH_PACKING = 0.9
"""A file that does not get smaller than this share of itself, as .docx and .pdf do not, is kept as it is."""


class StoredOriginal(NamedTuple):
    """A file as it was kept."""

    sha256: str
    size: int
    path: str
    """Where it stood when it was imported."""
    content: bytes | None
    """``None`` where only its place was kept, or what is kept cannot be unpacked."""
    kept: bool
    """True where the ledger holds its bytes."""

    @property
    def sound(self) -> bool:
        """True where the bytes are those that were imported."""
        return self.content is not None and hashlib.sha256(self.content).hexdigest() == self.sha256


def keep(session: Session, *, sha256: str, size: int, path: str, content: bytes | None) -> None:
    """Keep a file, or its place alone; what is kept already stays as it is."""
    if session.execute(select(t.original.c.sha256).where(t.original.c.sha256 == sha256)).first() is not None:
        return
    packed = zlib.compress(content) if content is not None else None
    smaller = packed is not None and len(packed) < _WORTH_PACKING * size
    row = {
        "sha256": sha256,
        "size": size,
        "path": path,
        "packed": smaller,
        "content": packed if smaller else content,
    }
    put_once(session, t.original, row)


def fetch(session: Session, sha256: str) -> StoredOriginal | None:
    """The file whose bytes have that hash; ``None`` where none was kept."""
    row = session.execute(select(t.original).where(t.original.c.sha256 == sha256)).first()
    return None if row is None else _stored(row)


def is_source(session: Session, sha256: str) -> bool:
    """True where a report in the ledger came in a file of those bytes, or one was added as evidence."""
    columns = t.original.c.sha256, t.document.c.sha256, t.evidence.c.sha256
    return any(session.execute(select(one).where(one == sha256).limit(1)).first() is not None for one in columns)


def faults(session: Session) -> Iterator[Fault]:
    """Files kept in the ledger whose bytes are not those that were imported."""
    for sha256 in session.execute(select(t.original.c.sha256).order_by(t.original.c.sha256)).scalars().all():
        found = fetch(session, sha256)
        if found is not None and found.kept and not found.sound:
            yield Fault(FaultKind.CHANGED, f"原件 {found.path}", "存在台账里的原件和导入时的校验码对不上")


def _stored(row: Any) -> StoredOriginal:
    sha256, size, path, packed, content = row
    if content is not None and packed:
        machine = zlib.decompressobj()
        try:
            content = machine.decompress(content, size + 1)
        except zlib.error:
            return StoredOriginal(sha256, size, path, None, kept=True)
        return StoredOriginal(sha256, size, path, content, kept=True)
    return StoredOriginal(sha256, size, path, None if content is None else bytes(content), kept=content is not None)


# --------------------------------------------------------------------------------------------------- pages, paragraphs


def keep_layout(session: Session, document_id: int, layout: Layout) -> None:
    """Keep what a report was before it was text."""
    if layout == Layout():
        return
    row = {
        "document_id": document_id,
        "format": layout.format,
        "pages": ",".join(map(str, layout.pages)),
        "paragraphs": ",".join(map(str, layout.paragraphs)),
    }
    session.execute(insert(t.document_layout), [row])


def layouts(session: Session, wanted: Iterable[int]) -> dict[int, Layout]:
    """What reports were before they were text, by id; plain text where nothing is kept."""
    ids = sorted(set(wanted))
    table = t.document_layout
    rows = session.execute(select(table).where(table.c.document_id.in_(ids)))
    found = {row.document_id: Layout(row.format, _starts(row.pages), _starts(row.paragraphs)) for row in rows}
    return {number: found.get(number, Layout()) for number in ids}


def sources(session: Session, wanted: Iterable[int]) -> dict[int, tuple[str, Layout]]:
    """The stored texts of reports, by id, with what they were before."""
    document, layout = t.document, t.document_layout
    query = (
        select(document.c.id, document.c.text, layout.c.format, layout.c.pages, layout.c.paragraphs)
        .join(layout, layout.c.document_id == document.c.id, isouter=True)
        .where(document.c.id.in_(sorted(set(wanted))))
    )
    return {
        number: (text, Layout() if form is None else Layout(form, _starts(pages), _starts(paragraphs)))
        for number, text, form, pages, paragraphs in session.execute(query)
    }


def _starts(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()
