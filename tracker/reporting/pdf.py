"""The report as PDF: the Word file, laid out by LibreOffice where it is installed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tracker.domain.errors import UsageError
from tracker.reading import office
from tracker.reading.limits import limits_from
from tracker.reporting.blocks import Document
from tracker.reporting.fonts import first_present
from tracker.reporting.official_layout import SUBSTITUTES
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
    word = for_libreoffice(docx_bytes(document, made_on=made_on))
    made = office.convert(word, "docx", "pdf", limits=limits_from())
    if made is None:
        raise UsageError("LibreOffice 没有转成 PDF", "请先出 docx，用 Word 或 LibreOffice 打开另存为 PDF")
    return made


_STRETCHED, _FLUSH = '<w:jc w:val="both"/>', '<w:jc w:val="left"/>'
_FONT = re.compile(r'(?<=")(?:' + "|".join(map(re.escape, SUBSTITUTES)) + r')(?=")')


def for_libreoffice(word: bytes) -> bytes:
    """The same Word file with what LibreOffice needs.

    Fonts that the machine lacks are replaced by the best it has: LibreOffice does not look at the substitutes that the
    font table names, and takes one font for all of them. Lines are not stretched to the edge: where a mark hangs over
    it LibreOffice loses the mark.
    """
    made = BytesIO()
    with ZipFile(BytesIO(word)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/styles.xml":
                content = _FONT.sub(_at_hand, content.decode()).replace(_STRETCHED, _FLUSH).encode()
            target.writestr(part, content)
    return made.getvalue()


def _at_hand(name: re.Match[str]) -> str:
    return first_present((name[0], *SUBSTITUTES[name[0]].split(","))) or name[0]
