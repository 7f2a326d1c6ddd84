"""What a figure of a year is counted from, as data: the database counts by it, and by it finds the items again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Certain items of a ledger: those that meet all that is told. Items whose entering was undone are in none."""

    statuses: frozenset[Status]
    last_year: int
    """Of the report that raised them, as ``first_year``."""
    told_up_to: int
    """The last year whose reports count for ``verdicts``."""
    first_year: int | None = None
    kind: ItemKind | None = None
    owner: int | None = None
    """Code of the unit that answers for them today."""
    verdicts: frozenset[Verdict | None] | None = None
    """What weighs most of what reports say of them; ``None`` in it stands for nothing being said."""
    themes: frozenset[Theme | None] | None = None
    origins: frozenset[Origin] | None = None
    """What nobody else has raised is 述职查摆."""
    late: bool = False
    """Only what is overdue today."""


class By(StrEnum):
    """What the items of a cut are told apart by when they are counted."""

    OWNER = "owner"
    YEAR = "year"
    KIND = "kind"
    STATUS = "status"
    VERDICT = "verdict"
    THEME = "theme"
    ORIGIN = "origin"
