"""Days as people type them: ``6月底``, ``2024年6月30日``, ``6.30``, ``年底``, ``30天后``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from tracker.domain.deadlines import months_after
from tracker.domain.fields import parse_day
from tracker.extraction.deadlines import find_deadline

_WIDE = str.maketrans("０１２３４５６７８９．／－　", "0123456789./- ")
_NEAR = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "昨天": -1, "昨日": -1, "前天": -2}
_SHORT = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")
_RUN = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_LATER = re.compile(r"(\d{1,3})\s*(天|个?星期|周|个月)(?:以?后|之后)?")
_MONTH_END = re.compile(r"(本|这个|当|下|下个)?月(?:月?底|末)")
_RELATIVE = {"今年": 0, "本年": 0, "明年": 1, "来年": 1, "次年": 1, "下一年": 1, "后年": 2, "去年": -1}


def typed_day(text: str, today: date) -> date | None:
    """The day that was typed, or ``None`` where it is none.

    What names no year is the next such day from today on; what names a stretch of time is its last day.

    Args:
        text: what was typed.
        today: the day it is.
    """
    words = text.strip().translate(_WIDE)
    if not words:
        return None
    found = parse_day(words) or _counted(words, today)
    return found or _without_year(words, today) or _last_of_stretch(words, today)


def past_day(text: str, today: date) -> date | None:
    """The same where the day is one that has been: what names no year is the last such day up to today."""
    words = text.strip().translate(_WIDE)
    short = _SHORT.fullmatch(words)
    if short is not None:
        here = _day(today.year, short)
        return here if here is None or here <= today else _day(today.year - 1, short)
    return typed_day(text, today)


def _counted(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    run = _RUN.fullmatch(words)
    if run is not None:
        return parse_day("-".join(run.groups()))
    later = _LATER.fullmatch(words)
    if later is None:
        return None
    amount = int(later.group(1))
    if later.group(2) == "天":
        return today + timedelta(days=amount)
    return months_after(today, amount) if "月" in later.group(2) else today + timedelta(weeks=amount)


def _without_year(words: str, today: date) -> date | None:
    short = _SHORT.fullmatch(words)
    if short is None:
        return None
    here = _day(today.year, short)
    return here if here is None or here >= today else _day(today.year + 1, short)


def _day(year: int, short: re.Match[str]) -> date | None:
    return parse_day(f"{year}-{short.group(1)}-{short.group(2)}")


def _last_of_stretch(words: str, today: date) -> date | None:
    month = _MONTH_END.fullmatch(words)
    if month is not None:
        first = today.replace(day=1)
        there = months_after(first, 1) if (month.group(1) or "").startswith("下") else first
        return there.replace(day=monthrange(there.year, there.month)[1])
    for name, years in _RELATIVE.items():
        if words.startswith(name):
            words = f"{today.year + years}年{words.removeprefix(name)}"
            break
    # A month without a year belongs to the year after the one that is handed over.
    here = find_deadline(words, 0, len(words), year=today.year - 1)
    if here is not None and here < today and not re.search(r"\d{4}", words):
        return find_deadline(words, 0, len(words), year=today.year)
    return here
