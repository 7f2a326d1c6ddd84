"""What others do meanwhile, on real ledgers: their changes, a ledger that goes away, one that is only looked at."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import OwnServer
from tests.ledger.samples import plan, store
from tests.tui.fakes import NOW, clock, opened, press, screen_of, screen_text, settled
from tracker.domain.kinds import Status
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.services.items import item_ids, list_items, show_item
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.bars import TopBar
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.move import MoveScreen
from tracker.tui.screens.worklist import WorklistScreen


def worklist(app: TrackerApp) -> WorklistScreen:
    return screen_of(app, WorklistScreen)


def carry(source: Path, target: Path) -> list[str]:
    """Move a ledger with what lies beside it; the names of the files."""
    parts = sorted(source.glob("台账.db*"))
    for part in parts:
        part.rename(target / part.name)
    return [part.name for part in parts]


async def look(pilot: Pilot[None]) -> None:
    """What happens every two seconds."""
    assert isinstance(pilot.app, TrackerApp)
    pilot.app.look()
    await settled(pilot)


@pytest.fixture
def somebody(filled_ledger: Ledger, tmp_path: Path) -> Iterator[Ledger]:
    """The same ledger in another program."""
    with open_ledger(str(tmp_path / "台账.db")) as ledger:
        yield ledger


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers give up at once."""
    monkeypatch.setattr("tracker.ledger.engine._BUSY_TIMEOUT_MS", 30)


async def test_a_state_that_somebody_changes_appears_by_itself(real_app: TrackerApp, somebody: Ledger) -> None:
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        row = worklist(app).current_item()
        assert row is not None
        assert f"> {row.number}" in screen_text(app)
        move_item(somebody, row.number, Status.OPEN, note="别人先核对了", actor="李红", now=NOW)
        await look(pilot)
        line = next(line for line in screen_text(app).split("\n") if line.startswith("> "))
        assert "待整改" in line
        assert "别人先核对了" in worklist(app).detail.text


async def test_the_cursor_stays_on_its_item_and_its_line_when_rows_come_in_above(
    real_app: TrackerApp, somebody: Ledger
) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "pagedown", "pagedown", "up", "up", "up")
        screen = worklist(app)
        here, line = screen.current_id(), screen.items.cursor - round(screen.items.scroll_y)
        before = len(screen.rows)
        store(somebody, plan("云溪口镇党委", 2024, ["新的一件事", "又一件事"], ["抓好新的"]))
        await look(pilot)
        assert list(screen.rows.ids) == item_ids(somebody, ItemFilter())
        assert len(screen.rows) == before + 3
        assert (screen.current_id(), screen.items.cursor - round(screen.items.scroll_y)) == (here, line)


async def test_what_one_is_typing_is_left_alone(real_app: TrackerApp, somebody: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "slash", "=学习")
        store(somebody, plan("丙局", 2024, ["学习抓得不紧"], []))
        await look(pilot)
        line = worklist(app).filter_line
        assert (line.value, line.has_focus, line.cursor_position) == ("学习", True, 2)
        assert list(worklist(app).rows.ids) == item_ids(somebody, ItemFilter(text="学习"))


async def test_a_ledger_that_goes_away_and_comes_back(real_app: TrackerApp, tmp_path: Path) -> None:
    app = real_app
    away = tmp_path / "拔掉的盘"
    away.mkdir()
    async with opened(app) as pilot:
        row = worklist(app).current_item()
        assert row is not None
        moved = carry(tmp_path, away)
        await look(pilot)
        assert "不见了" in screen_text(app).replace("\n", "")
        assert "连不上台账" in app.screen.query_one(TopBar).render().plain
        assert f"> {row.number}" in screen_text(app)
        for key in ("j", "k", "pagedown", "home"):
            await press(pilot, key)
        await press(pilot, "ctrl+r")
        assert "没有读成" in screen_text(app)
        assert carry(tmp_path, away) == []
        assert carry(away, tmp_path) == moved
        await look(pilot)
        assert "又连上台账了" in screen_text(app)
        assert "连不上台账" not in screen_text(app)
        assert f"> {row.number}" in screen_text(app)


@pytest.mark.usefixtures("patient")
async def test_a_ledger_that_somebody_keeps_is_told_and_nothing_typed_is_lost(
    real_app: TrackerApp, filled_ledger: Ledger, tmp_path: Path
) -> None:
    app = real_app
    with closing(sqlite3.connect(tmp_path / "台账.db", isolation_level=None)) as other:
        async with opened(app) as pilot:
            number = worklist(app).current_item().number  # type: ignore[union-attr]
            await press(pilot, "a", "=记一笔，明天去看")
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "ctrl+s")
            text = screen_text(app)
            assert "台账正被别的程序占用" in text.replace("\n", "")
            assert "记一笔，明天去看" in text
            other.execute("ROLLBACK")
            await press(pilot, "ctrl+s")
            assert show_item(filled_ledger, number).fields.notes.endswith("记一笔，明天去看")


async def test_a_ledger_that_is_only_looked_at(filled_ledger_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "看.db"
    shutil.copy(filled_ledger_file, file)
    with open_ledger(str(file), only_looking=True) as ledger:
        app = TrackerApp(LedgerGateway(ledger, actor="领导", clock=clock), clock=clock)
        app.animation_level = "none"
        async with opened(app, (100, 30)) as pilot:
            assert app.screen.query_one(TopBar).render().plain.rstrip().endswith("项")
            assert "只读" in screen_text(app)
            for key in ("s", "e", "u", "d"):
                await press(pilot, key)
                worklist(app)
                assert "这里只看不改" in screen_text(app)
            await press(pilot, "j", "o")
            assert not isinstance(app.screen, WorklistScreen), screen_text(app)
            await press(pilot, "escape", "colon", "=改状态", "enter")
            assert "没有这样的命令" in screen_text(app)
            await press(pilot, "escape")
            worklist(app)


async def until(pilot: Pilot[None], told: Callable[[], bool]) -> None:
    """Wait for what comes by itself; nothing is measured by how long it takes."""
    async with asyncio.timeout(60):
        while not told():
            await pilot.pause(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="there only the clock tells when to look")
async def test_on_a_server_what_others_do_is_called_out(
    empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.looking.EVERY", 3600.0)  # not by the clock
    with open_ledger(empty_postgres_url) as here, open_ledger(empty_postgres_url) as other:
        store(other, plan("甲镇", 2021))
        app = TrackerApp(LedgerGateway(here, actor="周宁", clock=clock), clock=clock)
        app.animation_level = "none"
        async with opened(app) as pilot:
            await until(pilot, lambda: "甲镇" in screen_text(app))
            assert "乙村" not in screen_text(app)
            await asyncio.to_thread(store, other, plan("乙村", 2021))
            await until(pilot, lambda: "乙村" in screen_text(app))
            number = list_items(other, ItemFilter()).rows[0].number
            await asyncio.to_thread(move_item, other, number, Status.OPEN, note="属实", actor="吴会计", now=NOW)
            await until(pilot, lambda: "待整改" in screen_text(app))


@pytest.mark.skipif(sys.platform == "win32", reason="the server is stopped by its socket here")
async def test_a_server_that_goes_away_is_told_and_found_again(
    own_postgres: OwnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.looking.EVERY", 0.2)
    with open_ledger(own_postgres.url) as here:
        store(here, plan("甲镇", 2021))
        app = TrackerApp(LedgerGateway(here, actor="周宁", clock=clock), clock=clock)
        app.animation_level = "none"
        async with opened(app) as pilot:
            await until(pilot, lambda: "甲镇" in screen_text(app))
            await asyncio.to_thread(own_postgres.stop)
            await until(pilot, lambda: "正在重试" in screen_text(app))
            assert "连不上台账" in screen_text(app)
            assert "甲镇" in screen_text(app)  # what was read stays
            await press(pilot, "down", "s")
            await until(pilot, lambda: "请检查" in screen_text(app))
            await asyncio.to_thread(own_postgres.start)
            await until(pilot, lambda: "又连上台账了" in screen_text(app))
            with open_ledger(own_postgres.url) as other:
                await asyncio.to_thread(store, other, plan("乙村", 2021))
            await until(pilot, lambda: "乙村" in screen_text(app))
            await press(pilot, "s")
            assert isinstance(app.screen, MoveScreen)
