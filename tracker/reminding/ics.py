"""Deadlines as an iCalendar file (RFC 5545), for the calendar of a computer or phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from tracker.reminding.due import Due

_NAMESPACE = UUID("6f0f4f5e-5a39-4f5c-9a55-1d2b6f6b7c11")
_REMIND_BEFORE = timedelta(days=7)
_NUMBERS_AT_MOST = 50


def calendar_file(dues: Sequence[Due], *, name: str, ledger: str, now: datetime) -> bytes:
    """The calendar of those deadlines: one day-long event each, with a reminder a week before.

    An event keeps its identity from export to export, so a calendar that takes the file again moves it.

    Args:
        dues: what is due.
        name: what the calendar is called.
        ledger: what tells this ledger from any other.
        now: the instant of the export, aware.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - heavy

    calendar = Calendar()
    calendar.add("prodid", "-//tracker//整改跟踪//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for due in dues:
        event = Event()
        event.add("uid", f"{uuid5(_NAMESPACE, f'{ledger}/{due.key}')}@tracker")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", due.due)
        if due.due < date.max:  # without an end an event lasts that one day
            event.add("dtend", due.due + timedelta(days=1))
        event.add("summary", f"{due.unit}：{due.what}")
        event.add("description", _told(due))
        event.add("transp", "TRANSPARENT")
        if due.light is not None:
            event.add("categories", [due.light.name])
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{due.unit}：{due.what}")
        alarm.add("trigger", -_REMIND_BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _told(due: Due) -> str:
    numbers = "、".join(due.numbers[:_NUMBERS_AT_MOST])
    more = f" 等 {len(due.numbers)} 项" if len(due.numbers) > _NUMBERS_AT_MOST else ""
    lines = [due.reason, f"事项：{numbers}{more}"]
    return "\n".join([*lines, f"责任人：{due.responsible}"] if due.responsible else lines)
