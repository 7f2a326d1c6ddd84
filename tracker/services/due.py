"""What is due in the ledger, and the same as a calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.deadlines import Light, light_of
from tracker.domain.kinds import Status
from tracker.domain.status import TO_BE_DONE
from tracker.ledger import scrutiny
from tracker.ledger.store import Ledger
from tracker.profile.model import Profile
from tracker.reminding.due import Due, Tracked, due_list, term_of
from tracker.reminding.ics import calendar_file
from tracker.services.items import list_items
from tracker.services.views import ItemFilter, ItemRow


def what_is_due(
    ledger: Ledger, wanted: ItemFilter, *, profile: Profile, today: date, confirmed: bool = False
) -> tuple[Due, ...]:
    """Everything that the items wanted are due for, the most urgent first.

    Args:
        ledger: the ledger.
        wanted: the items.
        profile: the office's deadlines.
        today: the day that counts.
        confirmed: leave out what the machine proposes and nobody has confirmed.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    rows = list_items(ledger, wanted).rows
    items = [tracked(row) for row in rows if not (confirmed and row.status is Status.PROPOSED)]
    return due_list(items, profile, today=today)


@dataclass(frozen=True, slots=True)
class Left:
    """How much time an item has left."""

    due: date
    days: int
    """Negative where the day has passed."""
    light: Light | None


def time_left(row: ItemRow, profile: Profile, *, today: date) -> Left | None:
    """How much time an item has left; ``None`` where it is done or has no last day."""
    term = term_of(tracked(row), profile)
    if term is None:
        return None
    start, due = term
    return Left(
        due,
        (due - today).days,
        light_of(profile.lights, start=start, due=due, today=today, confirmed=row.status in TO_BE_DONE),
    )


def due_calendar(ledger: Ledger, dues: tuple[Due, ...], *, name: str, now: datetime) -> bytes:
    """Those deadlines as an iCalendar file.

    Args:
        ledger: the ledger they are of.
        dues: what goes into the file.
        name: what the calendar is called.
        now: the instant of the export, aware.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        seal = scrutiny.first_seal(session)
    return calendar_file(dues, name=name, ledger=seal, now=now)


def tracked(row: ItemRow) -> Tracked:
    """What the rules of deadlines want to know of an item."""
    return Tracked(
        number=row.number,
        unit=row.unit,
        title=row.title,
        year=row.year,
        status=row.status,
        origin=row.origin,
        found_on=row.found_on,
        due_on=row.due_on,
        due_original=row.due_original,
        promised_on=row.promised_on,
        review_on=row.review_on,
        responsible=row.person or row.post or (f"{row.leader}（责任领导）" if row.leader else ""),
    )
