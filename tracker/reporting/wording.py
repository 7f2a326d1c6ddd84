"""How values become words that may stand in an official document, whatever was in the file they came from."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.lines import flat

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML forbids, what UTF-8 cannot hold, and what would turn the reading direction of a signed page."""

_DIGITS = "零一二三四五六七八九"


def flowing(text: str) -> str:
    """``text`` as one line that any document can hold.

    Lines are joined as the lines of a passage are; a character that XML or UTF-8 cannot hold, or that would change the
    reading direction, is replaced by U+FFFD.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", flat(text).replace("\t", " "))


def shortened(text: str, limit: int) -> str:
    """``text`` as one line of at most ``limit`` code points, an ellipsis standing for what is left out."""
    line = flowing(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def chinese_number(number: int) -> str:
    """``number`` (0 to 99) in Chinese numerals as enumerators write it: 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def chinese_date(day: date) -> str:
    """A day as official documents write it: 2024年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
