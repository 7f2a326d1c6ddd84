"""The tables of the files that reports came in: the file itself and where its pages and paragraphs start."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table

from tracker.ledger.base import metadata
from tracker.ledger.types import PlainString

document_layout = Table(
    "document_layout",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("format", PlainString, nullable=False),
    # Where pages start in the text, code points parted by commas.
    Column("pages", PlainString, nullable=False),
    # The same of paragraphs.
    Column("paragraphs", PlainString, nullable=False),
)
"""What a report was before it was text. Plain text has no row."""


original = Table(
    "original",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    # Where it stood when it was imported, absolute.
    Column("path", PlainString, nullable=False),
    # True where ``content`` is compressed by zlib.
    Column("packed", Boolean, nullable=False),
    # ``None`` where it was too large to be kept. Last, so that SQLite need not read it to reach the other
    # columns.
    Column("content", LargeBinary),
)
"""The file a report came in, once for each content. Never changed, never deleted."""
