"""Heights of rows with wrapped text, given as Excel gives them to rows that fit themselves.

XlsxWriter marks every height as set by hand: such a row no longer grows while people fill it in. Without any height
only Excel lays the row out when it opens the file; LibreOffice and the preview of many programs cut the text off. So
heights are estimated and written without the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from math import ceil
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile

LINE = 13.5
"""Points of a line of 10-point text."""

HIGHEST = 409.0
"""Points; Excel has no higher row."""

_PADDING = 4.5
_PIXELS_PER_DIGIT = 7.0
_PIXELS_PER_HALF = 7.0
"""Pixels of half a Chinese character of 10 points."""

_ROW = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """Points that a row needs.

    Args:
        cells: each cell's text and the width of its column in digits.
    """
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(lines * LINE + _PADDING, HIGHEST)


def _lines(text: str, width: float) -> int:
    room = max(width * _PIXELS_PER_DIGIT, 2 * _PIXELS_PER_HALF)
    return sum(max(ceil(_halves(line) * _PIXELS_PER_HALF / room), 1) for line in text.split("\n"))


def _halves(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def growing(workbook: bytes, *, below: int) -> bytes:
    """The workbook with the rows of its first sheet below row ``below`` (from 1) free to fit themselves."""

    def unmark(found: re.Match[bytes]) -> bytes:
        return found[1] if int(found[2]) > below else found[0]

    target = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for entry in source.infolist():
            content = source.read(entry)
            first = entry.filename == "xl/worksheets/sheet1.xml"
            made.writestr(entry, _ROW.sub(unmark, content) if first else content, ZIP_DEFLATED)
    return target.getvalue()
