"""The tables of the files that reports came in: the file itself and where its pages and paragraphs start."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.base import Base


class DocumentLayout(Base):
    """What a report was before it was text. Plain text has no row."""

    __tablename__ = "document_layout"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    format: Mapped[str]
    pages: Mapped[str]
    """Where pages start in the text, code points parted by commas."""
    paragraphs: Mapped[str]
    """The same of paragraphs."""


class Original(Base):
    """The file a report came in, once for each content. Never changed, never deleted."""

    __tablename__ = "original"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    path: Mapped[str]
    """Where it stood when it was imported, absolute."""
    packed: Mapped[bool]
    """True where ``content`` is compressed by zlib."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """``None`` where it was too large to be kept. Last, so that SQLite need not read it to reach the other columns."""
