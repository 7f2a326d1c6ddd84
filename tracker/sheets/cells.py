"""Between values, cells and the one way to write a cell's content as text, which all comparing is done on."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from tracker.domain.fields import YEARS

CellValue = str | int | date | None
"""What is written into a cell."""

LONGEST = 32_767
"""UTF-16 units that a cell of Excel holds."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(7_000, 110_000)
"""Day numbers of Excel from 1919 to 2201: a number in a column of days is one of these or no day at all."""

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_DAY = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s*(?:T|\s)?\s*00?:00(?::00)?(?:\.0+)?)?"
)


def text_of(value: CellValue) -> str:
    """What a cell says: line ends as LF, no space at the ends of lines, days in ISO form, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        cleaned = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value.replace("\r\n", "\n").replace("\r", "\n"))
        return "\n".join(line.strip() for line in cleaned.strip().split("\n"))
    return value.isoformat() if isinstance(value, date) else str(value)


def fitting(text: str) -> str:
    """``text`` cut to what a cell holds, an ellipsis standing for what is left out."""
    units = len(text) + sum(char > "\uffff" for char in text)
    if units <= LONGEST:
        return text
    room, kept = LONGEST - 1, 0
    for char in text:
        room -= 1 + (char > "\uffff")
        if room < 0:
            break
        kept += 1
    return text[:kept] + "…"


def text_of_cell(cell: Any, *, day: bool = False) -> str:
    """What a cell that was read says, written as ``text_of`` does.

    Args:
        cell: as python-calamine gives it: text, number, truth, day, time or nothing.
        day: the column holds days; numbers and words that mean a day are written as one.
    """
    if isinstance(cell, datetime):
        return cell.date().isoformat() if day or not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if day and isinstance(cell, (int, float)) and int(cell) in _SERIALS:
        return (_SERIAL_ZERO + timedelta(days=int(cell))).isoformat()
    text = text_of(cell if isinstance(cell, (str, int, date)) or cell is None else str(cell))
    if day and (found := day_in(text)):
        return found.isoformat()
    return text


def day_in(text: str) -> date | None:
    """The day that ``text`` is, as people write days; ``None`` where it is none within ``YEARS``."""
    found = _DAY.fullmatch(text.strip().translate(_WIDE_DIGITS))
    if found is None or int(found[1]) not in YEARS:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
