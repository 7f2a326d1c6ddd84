"""What a form asks for, and what the answers mean. Pure: no widget, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain.errors import UsageError
from tracker.domain.fields import CHOICES, DATES, Field, parse_value, shown_value
from tracker.tui.cells import drawn
from tracker.tui.days import past_day, typed_day


class Kind(StrEnum):
    """How something is typed in."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    DAY = "day"
    """A day ahead, or any."""
    PAST_DAY = "past_day"
    """A day that has been."""
    CHOICE = "choice"
    SEVERAL = "several"
    """Any of the choices."""
    YES = "yes"
    """Yes or no."""
    FILE = "file"
    STEP = "step"
    """Nothing is typed: a button leads to another dialog."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked for."""

    id: str
    """Name among the answers; letters, digits and ``-``."""
    label: str
    kind: Kind = Kind.LINE
    needed: bool = False
    hint: str = ""
    """What to write, shown while nothing is typed."""
    choices: tuple[tuple[str, Any], ...] = ()
    """Label and value of each, for ``CHOICE`` and ``SEVERAL``."""
    known: Any = None
    """What stands there at first: text, or a value of the choices, or ``True``."""
    least: int = 0
    """How many characters a text has at the least."""


_LONG = frozenset({Field.CAUSE, Field.GOAL, Field.MEASURES, Field.STAGE_GOAL, Field.PROGRESS, Field.NOTES})
"""Columns that hold more than a line."""

_HINTS = {
    Field.MEASURES: "一条写一行",
    Field.PERSON: "姓名；没有定人的写责任岗位",
    Field.SUPPORT_UNITS: "几个用、隔开",
    Field.CHANNEL: "如 县委第二巡察组",
    Field.GOAL: "改到什么样算改好",
}

DAY_HINT = "如 2024-06-30、6月底、年底"


def ask_of_field(field: Field, *, needed: bool = False, known: object = None) -> Ask:
    """What a form asks for to fill in a column."""
    shown = "" if known is None else shown_value(known)  # type: ignore[arg-type]
    if field in DATES:
        kind = Kind.PAST_DAY if field is Field.FOUND_ON else Kind.DAY
        return Ask(field.value, field.label, kind, needed, DAY_HINT, known=shown)
    if field in CHOICES:
        words = tuple((word.label, word) for word in CHOICES[field])
        return Ask(field.value, field.label, Kind.CHOICE, needed, choices=words, known=known)
    kind = Kind.TEXT if field in _LONG else Kind.LINE
    return Ask(field.value, field.label, kind, needed, _HINTS.get(field, ""), known=shown)


def typeable(text: str) -> str:
    """A text from the ledger as it may stand in an input: nothing in it that a terminal would obey."""
    return "\n".join(drawn(line) for line in text.replace("\r\n", "\n").split("\n"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, and what it means."""

    value: Any = None
    trouble: str = ""
    """Why it cannot be taken; empty where it can."""
    told: str = ""
    """What it was understood as, where that is worth saying."""


def understand(ask: Ask, typed: Any, today: date) -> Answer:
    """What was typed means this.

    Args:
        ask: what was asked.
        typed: text of an input, a chosen value or ``None``, a tuple of chosen values, or a truth.
        today: the day it is.
    """
    match ask.kind:
        case Kind.DAY | Kind.PAST_DAY:
            return _understand_day(ask, str(typed).strip(), today)
        case Kind.CHOICE:
            return Answer(typed, _missing(ask) if typed is None else "")
        case Kind.SEVERAL:
            return Answer(tuple(typed), "" if typed else _missing(ask))
        case Kind.YES:
            return Answer(typed)
        case Kind.STEP:
            return Answer(None, f"还没有{ask.label}" if ask.needed else "")
        case Kind.LINE | Kind.TEXT | Kind.FILE:
            return _understand_text(ask, str(typed).strip())


def _missing(ask: Ask) -> str:
    chosen = ask.kind in (Kind.CHOICE, Kind.SEVERAL)
    return f"要{'选' if chosen else '写'}{ask.label}" if ask.needed else ""


def _understand_day(ask: Ask, text: str, today: date) -> Answer:
    if not text:
        return Answer(None, _missing(ask))
    day = past_day(text, today) if ask.kind is Kind.PAST_DAY else typed_day(text, today)
    if day is None:
        return Answer(None, f"看不出“{text}”是哪一天，{DAY_HINT}")
    return Answer(day, told="" if day.isoformat() == text else f"= {day}")


def _understand_text(ask: Ask, text: str) -> Answer:
    if not text:
        return Answer("", _missing(ask))
    if len(text) < ask.least:
        return Answer(text, f"至少写 {ask.least} 个字，现在 {len(text)} 个")
    field = next((one for one in Field if one.value == ask.id), None)
    if field is None:
        return Answer(text)
    try:
        return Answer(parse_value(field, text))
    except UsageError as error:
        return Answer(text, error.message)
