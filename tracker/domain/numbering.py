"""Item numbers: unit code – year – sequence, such as ``03-2022-07``. Given once, never reused, never shifted.

Digits and hyphens only, so that a number can be typed while a Chinese input method is on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(\d{1,4})-(\d{4})-(\d{1,4})")
_WIDE = str.maketrans("０１２３４５６７８９－—–", "0123456789---")


@dataclass(frozen=True, slots=True, order=True)
class ItemNumber:
    """The number of one tracked item."""

    unit: int
    """Code of the unit in this ledger, counted from 1."""
    year: int
    """Year of the report that first raised the item."""
    sequence: int
    """Place among the unit's items of that year, counted from 1."""

    def __str__(self) -> str:
        return f"{self.unit:02d}-{self.year:04d}-{self.sequence:02d}"


def parse_number(text: str) -> ItemNumber | None:
    """The number written in ``text`` (full-width digits and missing zeros accepted), or ``None``."""
    found = _NUMBER.fullmatch(text.strip().translate(_WIDE))
    return ItemNumber(*(int(group) for group in found.groups())) if found else None
