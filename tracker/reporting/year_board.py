"""One year for whoever leads: rates by origin, unit and theme, the years side by side, what returns, what waits.

A figure is a number with the cut of the ledger that it counts: its items are looked up when somebody opens it. The
figures are those of the overview of all units and, for a single unit, those of its closure report: problems of the
report before the year, by the office's rule of counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cuts import Cut
from tracker.reporting.counting import Rate
from tracker.reporting.model import CountingRule

Which = Cut | Sequence[int]
"""The items of a figure: those of a cut, or those with certain ids."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure with what it counts."""

    label: str
    count: int
    which: Which


@dataclass(frozen=True, slots=True)
class Share:
    """What is done of what has to be put right."""

    label: str
    due: Part
    done: Part
    left: Part
    """What is due and not done."""

    @property
    def rate(self) -> Rate:
        """What is done in proportion to what is due."""
        return Rate(self.done.count, self.due.count)


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the problems of one year stand: the parts exclude one another and add up to the whole."""

    year: int
    whole: Part
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Returning:
    """A matter that stands in several reports."""

    title: str
    """In the words of the last report."""
    unit: str
    years: tuple[int, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBoard:
    """All that the screen of a year shows."""

    year: int
    unit: str
    """The one unit; empty for all."""
    base_year: int
    """The year of the reports whose problems the rates are of."""
    made_on: date
    counting: CountingRule
    figures: tuple[Part, ...]
    """The whole in a few figures; the first two are what is due and what is done of it."""
    origins: tuple[Share, ...]
    units: tuple[Share, ...]
    """In order of rank; empty for a single unit."""
    themes: tuple[Share, ...]
    years: tuple[Stack, ...]
    """The years before, the first one first."""
    times: tuple[Part, ...]
    """What returns, by the number of reports it stands in: the items of its last report."""
    returning: tuple[Returning, ...]
    """What returns most often, by name."""
    waiting: tuple[Part, ...]
    """What is not finished today, by state, of all years up to this one; then what is overdue."""

    @property
    def rate(self) -> Rate:
        """Of the whole."""
        due, done = self.figures[:2]
        return Rate(done.count, due.count)

    @property
    def empty(self) -> bool:
        """True where there is nothing to count."""
        return not any(part.count for part in (*self.figures, *self.waiting)) and not self.years
