"""How the single things that commitments promise are shown with what a report says of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.cli.layout import Column
from tracker.cli.page import Page
from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding

Row = tuple[str, date | None, ActionStanding, str, float | None]
"""Words of the action, deadline, how it stands, words of the passage that says so (empty for none) and its score."""


def standings_table(page: Page, rows: Iterable[Row], *, today: date) -> None:
    """One line an action: how it stands, by when it was due, its words and, below them, the report's."""
    columns = [
        Column("落实", paint=page.colour_of),
        Column("时限"),
        Column("相关度", right=True),
        Column("措施和新报告的原文"),
    ]
    page.table(columns, [_row(*row, today=today) for row in rows])


def _row(
    action: str, deadline: date | None, standing: ActionStanding, said: str, score: float | None, *, today: date
) -> tuple[str, str, str, str]:
    late = "，已过" if overdue(standing, deadline, today=today) else ""
    return (
        standing.label,
        f"{deadline.isoformat()}{late}" if deadline else "-",
        f"{score:.2f}" if score is not None else "-",
        f"{action}\n  “{said}”" if said else action,
    )
