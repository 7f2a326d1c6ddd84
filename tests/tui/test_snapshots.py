"""How each screen looks in its states. ``pytest tests/tui/test_snapshots.py --snapshot-update`` draws them again.

Look at what has changed before it is committed: ``snapshot_report.html`` shows old and new side by side.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.fakes import FakeGateway, make_app, press, settled
from tracker.domain.kinds import ItemKind
from tracker.domain.spans import Span

Compare = Callable[..., bool]

NARROW, WIDE = (80, 24), (120, 40)


def sample() -> FakeGateway:
    """A ledger with markup, an emoji and a control character among its titles."""
    fake = FakeGateway.sample()
    document = fake.documents[1]
    fake.add_item(document, 10, ItemKind.PROBLEM, "[b]方括号[/] 👩‍🏫 \x1b[31m和控制字符", Span(0, 9))
    rows = sorted(fake.rows.values(), key=lambda row: (row.number[:2], -row.year, row.number))
    fake.rows = {row.id: row for row in rows}
    return fake


def empty() -> FakeGateway:
    return FakeGateway()


def broken() -> FakeGateway:
    return FakeGateway(broken="打不开台账：数据库文件不在原来的地方")


LIGHT = ("colon", "=深浅", "enter")

STATES: dict[str, tuple[Callable[[], FakeGateway], tuple[int, int], tuple[str, ...]]] = {
    "worklist-narrow": (sample, NARROW, ("j", "j")),
    "worklist-wide": (sample, WIDE, ("j", "j", "j", "j", "j", "j", "j", "j", "j", "j")),
    "worklist-light": (sample, WIDE, (*LIGHT, "j")),
    "worklist-filtered": (sample, NARROW, ("slash", "=@清泉 #问题 2021")),
    "worklist-filter-unclear": (sample, NARROW, ("slash", "=#待")),
    "worklist-hidden": (sample, NARROW, ("slash", "=没有这样的词")),
    "worklist-empty": (empty, NARROW, ()),
    "worklist-failed": (broken, NARROW, ()),
    "detail-narrow": (sample, NARROW, ("end", "enter")),
    "source-narrow": (sample, NARROW, ("end", "o")),
    "source-wide-light": (sample, WIDE, (*LIGHT, "j", "o", "n")),
    "year-on-year-narrow": (sample, NARROW, ("3", "j")),
    "year-on-year-wide": (sample, WIDE, ("3", "j", "j")),
    "year-on-year-empty": (empty, NARROW, ("3",)),
    "move": (sample, NARROW, ("end", "s")),
    "move-refused": (sample, WIDE, ("end", "s", "enter", "enter")),
    "pick-filter": (sample, NARROW, ("f",)),
    "pick-pair": (sample, NARROW, ("3", "p", "=水文")),
    "palette": (sample, NARROW, ("colon",)),
    "help": (sample, WIDE, ("question_mark",)),
}


@pytest.mark.parametrize("name", STATES)
def test_screen(name: str, snap_compare: Compare) -> None:
    make, size, keys = STATES[name]

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(make_app(make()), terminal_size=size, run_before=walk)


def test_screen_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cursor, lit quote and verdicts can be told apart where there are no colours."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, "j", "o")

    assert snap_compare(make_app(sample()), terminal_size=NARROW, run_before=walk)
