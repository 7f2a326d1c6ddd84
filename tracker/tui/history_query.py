"""The line people type to filter the history.

An item's number, ``@`` and a person, a day (``2024-03-04``, ``3月4日``, 今天, 昨天), a month (``2024-03``, 本月), a
year.
A person's name may be shortened while it still says who is meant; without ``@`` it is understood as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tracker.domain.numbering import parse_number
from tracker.services.histories import HistoryFilter
from tracker.tui.query import UNCHANGED

_WIDE = {ord("＠"): "@", ord("－"): "-", ord("／"): "/", ord("\u3000"): " "}
_WIDE |= {ord("０") + digit: str(digit) for digit in range(10)}
_DAY = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})(?:-|/|月)(\d{1,2})日?")
_SHORT_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})月?")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_NAMED = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """What a filter line asks for."""

    wanted: HistoryFilter
    trouble: str = ""
    """One Chinese sentence about the first part that is not understood; empty where all is well."""

    def following(self, before: HistoryQuery) -> HistoryQuery:
        """The same, or where it is not understood what was asked ``before``, with the reason."""
        return replace(before, trouble=f"{self.trouble}，{UNCHANGED}") if self.trouble else self


def parse_history(line: str, *, actors: Sequence[str], now: datetime) -> HistoryQuery:
    """Understand a filter line.

    Args:
        line: what was typed.
        actors: everybody who has given a command.
        now: the present moment, aware; days are those of its time zone.
    """
    wanted = HistoryFilter()
    trouble = ""
    for word in line.translate(_WIDE).split():
        number = None if word.startswith("@") else parse_number(word)
        days = None if number or word.startswith("@") else _days(word, now.date())
        if number is not None:
            wanted = replace(wanted, number=str(number))
        elif days is not None:
            since, until = (datetime.combine(day, time.min, now.tzinfo) for day in days)
            wanted = replace(wanted, since=since, until=until)
        else:
            who, unclear = _person(word.removeprefix("@"), actors)
            wanted = replace(wanted, actor=who)
            trouble = trouble or unclear
    return HistoryQuery(wanted, trouble)


def _days(word: str, today: date) -> tuple[date, date] | None:
    """The first day meant and the first day after; ``None`` where no day is meant."""
    if word in _NAMED:
        day = today - timedelta(days=_NAMED[word])
        return day, day + timedelta(days=1)
    if word == "本月":
        return _month(today.year, today.month)
    try:
        if found := _DAY.fullmatch(word):
            day = date(*map(int, found.groups()))
        elif found := _SHORT_DAY.fullmatch(word):
            day = date(today.year, *map(int, found.groups()))
        elif found := _MONTH.fullmatch(word):
            return _month(int(found[1]), int(found[2]))
        elif found := _YEAR.fullmatch(word):
            return date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1)
        else:
            return None
        return day, day + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _person(word: str, actors: Sequence[str]) -> tuple[str, str]:
    """The person meant, and what is unclear about it."""
    if not word:
        return "", "@ 后面写经办人"
    if word in actors:
        return word, ""
    fits = [name for name in actors if word in name]
    if len(fits) == 1:
        return fits[0], ""
    if fits:
        return "", f"@{word} 可以是{'、'.join(fits[:4])}{'等' if len(fits) > 4 else ''}"
    return "", f"没有“{word}”这个经办人、编号或日期"
