"""What is typed to filter the list of reports, understood."""

from __future__ import annotations

import re

from tracker.services.document_views import DocumentFilter

WAITING = "#待确认"

_YEAR = re.compile(r"(?:19|20)\d\d年?")
_WAITING = frozenset({"#待确认", "#待核对", "#未核对", "#待"})
_WIDE = {ord("＃"): "#", ord("＠"): "@", ord("\u3000"): " "} | {ord("０") + digit: str(digit) for digit in range(10)}


def parse_documents(line: str) -> DocumentFilter:
    """Understand a filter line: years, ``#待确认``, and words that stand in unit, title or path."""
    year: int | None = None
    waiting = False
    words = []
    for word in line.split():
        plain = word.translate(_WIDE)
        if _YEAR.fullmatch(plain):
            year = int(plain[:4])
        elif plain in _WAITING:
            waiting = True
        else:
            words.append(plain.removeprefix("@"))
    return DocumentFilter(year=year, waiting=waiting, text=" ".join(word for word in words if word))


def toggled_waiting(line: str) -> str:
    """The same line with ``#待确认``, or without it."""
    words = line.split()
    kept = [word for word in words if word.translate(_WIDE) not in _WAITING]
    return " ".join(kept if len(kept) < len(words) else [*kept, WAITING])
