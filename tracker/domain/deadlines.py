"""Deadlines counted from the day of 反馈: terms, working days, the steps of a regime, lights and slips.

Nothing here is stored and nothing reads a clock: whoever asks passes the days in, so 逾期 is always an answer of the
moment. The numbers themselves stand in the profile (``tracker/profile``), because they differ by source and by place.

Counting follows the common rule for terms: the day of 反馈 is not counted; a term in months ends on the day of the same
number, or on the last day of a month that has no such day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.kinds import LabelledEnum, Origin, Status

SATURDAY = 5


class Count(LabelledEnum):
    """What a term is counted in."""

    MONTHS = "months", "个月"
    DAYS = "days", "天"
    WORKING_DAYS = "working_days", "个工作日"


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. Without lists: Monday to Friday."""

    off: frozenset[date] = frozenset()
    """Weekdays that are public holidays."""
    on: frozenset[date] = frozenset()
    """Weekend days that are worked instead (调休)."""

    def worked(self, day: date) -> bool:
        """True where offices are open on ``day``."""
        return day in self.on or (day.weekday() < SATURDAY and day not in self.off)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time such as 6个月 or 15个工作日."""

    amount: int
    count: Count
    rolls: bool = False
    """True where the rule of the source lets a last day that is not worked give way to the next one that is."""

    def __str__(self) -> str:
        return f"{self.amount}{self.count.label}"

    def end(self, start: date, calendar: WorkCalendar) -> date:
        """The last day of the term that begins after ``start``; the last day there is where it would end beyond."""
        try:
            day = self._last(start, calendar)
            while self.rolls and not calendar.worked(day):
                day += timedelta(days=1)
        except (OverflowError, ValueError):
            return date.max
        return day

    def _last(self, start: date, calendar: WorkCalendar) -> date:
        if self.count is Count.MONTHS:
            return months_after(start, self.amount)
        if self.count is Count.DAYS:
            return start + timedelta(days=self.amount)
        day, left = start, self.amount
        while left:
            day += timedelta(days=1)
            left -= calendar.worked(day)
        return day


def months_after(start: date, months: int) -> date:
    """The day ``months`` months after ``start``: of the same number, or the last of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a source asks for within a term."""

    key: str
    name: str
    term: Period
    after: str | None = None
    """The key of the step whose last day this term begins after; ``None`` for the day of 反馈."""
    waits_in: frozenset[Status] = frozenset()
    """The states in which an item has not done this yet. Empty for what the ledger cannot see, such as a report handed
    in: of that people are reminded, and it is never called overdue."""
    basis: str = ""
    """Where the rule comes from, in words for people."""


@dataclass(frozen=True, slots=True)
class Regime:
    """What one kind of source asks for."""

    origin: Origin
    name: str
    steps: tuple[Step, ...]
    """Each step stands behind the one it is counted from."""
    assumed: tuple[int, int] | None = None
    """Month and day of the year reported on that stand for an unknown day of 反馈; ``None`` where none is assumed."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step with its days."""

    step: Step
    start: date
    """The day it is counted from."""
    due: date
    """The last day on which it is in time."""


def schedule(regime: Regime, feedback: date, calendar: WorkCalendar) -> tuple[Milestone, ...]:
    """All days that a regime sets once the day of 反馈 is known."""
    ends: dict[str, date] = {}
    found = []
    for step in regime.steps:
        start = feedback if step.after is None else ends[step.after]
        ends[step.key] = step.term.end(start, calendar)
        found.append(Milestone(step, start, ends[step.key]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Trigger:
    """When a light or slip applies. At most one of the three is given; without any it always does."""

    days_left: int | None = None
    """So many days or fewer are left."""
    share_left: float | None = None
    """This share of the whole term (0 to 1) or less is left."""
    days_over: int | None = None
    """So many days or more have passed since the last day."""

    def meets(self, *, start: date | None, due: date, today: date) -> bool:
        """True where it applies today. A share needs to know when the term began."""
        left = (due - today).days
        if self.days_over is not None:
            return -left >= self.days_over
        if self.days_left is not None:
            return left <= self.days_left
        if self.share_left is None:
            return True
        if start is None or start >= due:
            return left < 0
        return left <= (due - start).days * self.share_left

    def __str__(self) -> str:
        if self.days_over is not None:
            return f"超期 {self.days_over} 天以上" if self.days_over > 1 else "已超期"
        if self.days_left is not None:
            return f"剩 {self.days_left} 天以内"
        return f"剩余时间不足 {self.share_left:.0%}" if self.share_left is not None else "总是"


@dataclass(frozen=True, slots=True)
class Light:
    """A colour that says how near a deadline is. The meaning of colours is local: the name is always printed too."""

    name: str
    colour: str
    """RRGGBB."""
    when: Trigger


@dataclass(frozen=True, slots=True)
class Slip:
    """A level of 督办单."""

    name: str
    when: Trigger
    action: str
    """What is done at this level."""
    answer_days: int
    """Days within which it has to be answered."""


def light_of(
    lights: Sequence[Light], *, start: date | None, due: date, today: date, confirmed: bool = True
) -> Light | None:
    """The last light of the list that applies: lists go from calm to urgent.

    What nobody has ``confirmed`` cannot be overdue: once its day has passed it shows none.
    """
    if due < today and not confirmed:
        return None
    applying = [light for light in lights if light.when.meets(start=start, due=due, today=today)]
    return applying[-1] if applying else None


def slip_of(slips: Sequence[Slip], *, start: date | None, due: date, today: date) -> Slip | None:
    """The highest level that applies."""
    applying = [slip for slip in slips if slip.when.meets(start=start, due=due, today=today)]
    return applying[-1] if applying else None
