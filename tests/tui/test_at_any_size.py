"""A key press asks the ledger for the same with twenty thousand items as with a thousand."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.ledgers import make
from tests.ledger.samples import counted_queries
from tests.tui.fakes import opened, press
from tests.tui.test_choosing import on_that_day
from tracker.ledger import open_ledger
from tracker.services.views import ItemRow
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.rows import PAGE_SIZE

SMALL = 1_000
MOVING = ("j", "j", "k", "pagedown", "pagedown", "G", "k", "pageup", "g", "end", "home")


USING: tuple[tuple[str, ...], ...] = (
    ("escape",),
    ("slash", "=1-2024-5", "enter"),
    ("escape",),
    ("slash", "=没有这样的", "enter"),
    ("escape",),
    ("slash", "=路灯", "enter"),
    ("ctrl+a",),
    ("ctrl+a",),
    ("escape",),
    ("z",),
    ("z",),
    ("z",),
    ("a", "=记一笔", "enter"),
    ("u",),
    ("4",),
    ("enter",),
    ("escape",),
)
"""Filters put on and taken off, all marked, put in order otherwise, one item changed and put back, the year."""
SOME = 12
"""Statements that the one item under the cursor may take more than another: what it returned as, and what came of that."""


class Counting(LedgerGateway):
    """Counts the rows that are read."""

    rows_read = 0

    def first_rows(self, *arguments: Any, **named: Any) -> Sequence[ItemRow]:
        rows = super().first_rows(*arguments, **named)
        self.rows_read += len(rows)
        return rows

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        rows = super().rows_by_id(ids)
        self.rows_read += len(rows)
        return rows


async def costs(file: Path) -> dict[str, tuple[int, int]]:
    """Statements and rows for the start and for each key press after it."""
    found: dict[str, tuple[int, int]] = {}
    with open_ledger(str(file)) as ledger:
        gateway = Counting(ledger, actor="周宁", clock=on_that_day)
        app = TrackerApp(gateway, clock=on_that_day)
        app.animation_level = "none"
        with counted_queries() as queries:
            async with opened(app, (120, 40)) as pilot:

                def note(name: str) -> None:
                    found[name] = (sum(one.startswith(("SELECT", "WITH")) for one in queries), gateway.rows_read)
                    queries.clear()
                    gateway.rows_read = 0

                note("start")
                for place, key in enumerate(MOVING):
                    await press(pilot, key)
                    note(f"{place} {key}")
                await press(pilot, "slash", "=@1号街道 2020 #已销号", "enter")
                note("filter")
                for place, keys in enumerate(USING):
                    await press(pilot, *keys)
                    note(f"then {place} {' '.join(keys)}")
    return found


async def test_a_key_press_costs_the_same_at_any_size(large_ledger_file: Path, tmp_path: Path) -> None:
    few, many = tmp_path / "少.db", tmp_path / "多.db"
    make(few, SMALL)
    shutil.copy(large_ledger_file, many)
    small, large = await costs(few), await costs(many)
    assert small.keys() == large.keys()
    for name, (statements, rows) in large.items():
        assert rows <= 2 * PAGE_SIZE, name  # what is in sight may lie on two pages
        if name.split()[0].isdigit():
            assert rows == small[name][1], name
        assert statements <= small[name][0] + SOME, name
    plain = [cost for name, cost in large.items() if name.endswith((" j", " k", " g", " home"))]
    assert max(rows for _statements, rows in plain) == 0
