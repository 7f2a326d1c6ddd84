"""The same problem in several organisations (共性问题), with the words of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tracker.domain.kinds import ItemKind, Status, Theme
from tracker.ledger import worklist
from tracker.ledger.store import Ledger
from tracker.services.rows import item_quote, item_row
from tracker.services.views import ItemRow, Quote

__all__ = ["CommonProblem", "CommonProblems", "common_in"]

_LEFT_OUT = (Status.MERGED, Status.REJECTED, Status.SPLIT)


@dataclass(frozen=True, slots=True)
class CommonProblem:
    """One problem that several units have."""

    title: str
    """The title of the item that all others are like."""
    theme: Theme | None
    """What most of its items are about."""
    words: tuple[str, ...]
    """What tells most of it: words that most of its items share."""
    units: tuple[str, ...]
    items: tuple[tuple[ItemRow, Quote, float], ...]
    """Its items with their own words, and how like each is to the first (0 to 1)."""


@dataclass(frozen=True, slots=True)
class CommonProblems:
    """What the units of a ledger have in common in one year."""

    year: int | None
    units: int
    """How many units have problems at all."""
    problems: int
    """How many problems they have."""
    groups: tuple[CommonProblem, ...]
    """The widest first."""


def common_in(ledger: Ledger, *, year: int | None = None, outstanding: bool = False, units: int = 2) -> CommonProblems:
    """Which problems at least so many units have in common.

    Args:
        ledger: the ledger.
        year: only problems raised in this year; of all years where ``None``, each unit counting once.
        outstanding: only problems that are not finished.
        units: how many units have to have a problem.

    Raises:
        LedgerError: the database fails.
    """
    from tracker.followup.shared_problems import Raised, common_problems  # noqa: PLC0415 - loads the segmenter

    with ledger.read() as session:
        query = worklist.ItemQuery(year=year, kind=ItemKind.PROBLEM, outstanding=outstanding)
        rows = {row.id: row for row in worklist.rows(session, query) if row.status not in _LEFT_OUT}
    groups = common_problems(
        (Raised(row.id, row.owner_code, row.title, row.quote, row.theme) for row in rows.values()), units=units
    )
    found = []
    for group in groups:
        members = [(rows[one.id], one.score) for one in group.members]
        themes = Counter(row.theme for row, _ in members if row.theme is not None)
        most = max(themes.values(), default=0)
        found.append(
            CommonProblem(
                title=members[0][0].title,
                theme=next((theme for theme in Theme if themes[theme] == most), None) if most else None,
                words=group.words,
                units=tuple(sorted({row.unit_name for row, _ in members})),
                items=tuple((item_row(row), item_quote(row), score) for row, score in members),
            )
        )
    return CommonProblems(
        year=year, units=len({row.owner_code for row in rows.values()}), problems=len(rows), groups=tuple(found)
    )
