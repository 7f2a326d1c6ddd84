"""The same problem in several organisations (共性问题), with the words of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.kinds import ItemKind, Status, Theme
from tracker.domain.numbering import ItemNumber
from tracker.domain.report import Layout
from tracker.domain.spans import Span
from tracker.ledger import originals, worklist, year_end
from tracker.ledger.store import Ledger
from tracker.profile.model import Counting
from tracker.reporting.model import Passage
from tracker.reporting.shared_problems import CommonReport, Group, Raised, Shared
from tracker.services.closing import counting_rule, state_names
from tracker.services.rows import item_quote, item_row
from tracker.services.views import ItemRow, Quote

__all__ = ["CommonProblem", "CommonProblems", "common_in", "common_report"]

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
    with ledger.read() as session:
        rows = _rows(session, year, outstanding=outstanding)
    found = []
    for words, members in _grouped(rows, units):
        found.append(
            CommonProblem(
                title=members[0][0].title,
                theme=_theme(members),
                words=words,
                units=tuple(sorted({row.unit_name for row, _ in members})),
                items=tuple((item_row(row), item_quote(row), score) for row, score in members),
            )
        )
    return CommonProblems(
        year=year, units=len({row.owner_code for row in rows.values()}), problems=len(rows), groups=tuple(found)
    )


def common_report(
    ledger: Ledger,
    *,
    today: date,
    year: int | None = None,
    outstanding: bool = False,
    units: int = 2,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CommonReport:
    """What the units have in common, as the report of it: every problem with its words and where they stand.

    Args:
        ledger: the ledger.
        today: the day it is made; states are those of this day.
        year: only problems raised in this year; of all years where ``None``.
        outstanding: only problems that are not finished.
        units: how many units have to have a problem.
        counting: the office's rule of counting; the usual one unless told.
        states: what the office calls the states; the usual names unless told.
        progress: told now and then how many steps are done, and of how many.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        rows = _rows(session, year, outstanding=outstanding)
        groups = _grouped(rows, units, progress)
        wanted = {row.document_id for _, members in groups for row, _ in members}
        layouts = originals.layouts(session, wanted)
        last_hash = year_end.last_hash(session)
    return CommonReport(
        year=year,
        outstanding=outstanding,
        at_least=units,
        made_on=today,
        raised=tuple(Raised(_number(row), row.unit_name, row.year, row.status, row.theme) for row in rows.values()),
        groups=tuple(
            Group(
                members[0][0].title,
                _theme(members),
                words,
                tuple(_shared(row, layouts[row.document_id], score) for row, score in members),
            )
            for words, members in groups
        ),
        counting=counting_rule(counting, states),
        names=state_names(states),
        ledger_hash=last_hash,
    )


_Members = list[tuple[Any, float]]
"""Rows with how like each is to the first."""


def _rows(session: Session, year: int | None, *, outstanding: bool) -> dict[int, Any]:
    query = worklist.ItemQuery(year=year, kind=ItemKind.PROBLEM, outstanding=outstanding)
    return {row.id: row for row in worklist.rows(session, query) if row.status not in _LEFT_OUT}


def _grouped(
    rows: Mapping[int, Any], units: int, progress: Callable[[int, int], None] | None = None
) -> list[tuple[tuple[str, ...], _Members]]:
    """The words and the members of each group, the widest first."""
    from tracker.followup import shared_problems  # noqa: PLC0415 - loads the segmenter

    raised = (shared_problems.Raised(row.id, row.owner_code, row.title, row.quote, row.theme) for row in rows.values())
    groups = shared_problems.common_problems(raised, units=units, progress=progress)
    return [(group.words, [(rows[one.id], one.score) for one in group.members]) for group in groups]


def _theme(members: _Members) -> Theme | None:
    """What most of them are about."""
    themes = Counter(row.theme for row, _ in members if row.theme is not None)
    most = max(themes.values(), default=0)
    return next((theme for theme in Theme if themes[theme] == most), None) if most else None


def _shared(row: Any, layout: Layout, score: float) -> Shared:
    span = Span(row.span_start, row.span_end)
    page, paragraph = layout.page_at(span.start), layout.paragraph_at(span.start)
    quote = Passage(row.year, span, row.quote, page=page, paragraph=paragraph)
    return Shared(_number(row), row.unit_name, row.year, row.title, row.status, quote, score)


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))
