"""The report as PDF: the Word file, laid out by LibreOffice where it is installed."""

from __future__ import annotations

from datetime import date

from tracker.domain.errors import UsageError
from tracker.reading import office
from tracker.reading.limits import limits_from
from tracker.reporting.blocks import Document
from tracker.reporting.word import docx_bytes


def pdf_bytes(document: Document, *, made_on: date) -> bytes:
    """A composed report as the bytes of a PDF file.

    Raises:
        UsageError: LibreOffice is not installed, or did not manage it in time.
    """
    if office.program() is None:
        raise UsageError(
            "出 PDF 要用 LibreOffice，这台机器上没有找到", "请装上 LibreOffice，或先出 docx，用 Word 另存为 PDF"
        )
    made = office.convert(docx_bytes(document, made_on=made_on), "docx", "pdf", limits=limits_from())
    if made is None:
        raise UsageError("LibreOffice 没有转成 PDF", "请先出 docx，用 Word 或 LibreOffice 打开另存为 PDF")
    return made
