"""The history on a real ledger: found again, read in full, taken back."""

from __future__ import annotations

import asyncio
import threading

import pytest

from tests.tui.fakes import NOW, FakeGateway, clock, make_app, opened, press, screen_of, screen_text, settled
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.filling import fill_in
from tracker.services.items import show_item
from tracker.services.undoing import Progress, Toggled
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.command import CommandScreen
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.history import HistoryScreen
from tracker.tui.text_view import TextView

ITEM, OTHER = "01-2023-01", "01-2023-02"


def pane(app: TrackerApp, name: str) -> str:
    return app.screen.query_one(f"#{name}", TextView).text


async def test_who_did_what_and_when_and_taking_it_back(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    move_item(filled_ledger, ITEM, Status.OPEN, note="与原文一致", actor="李红", now=NOW)
    fill_in(filled_ledger, [ITEM, OTHER], {Field.PERSON: "王委员"}, actor="周宁", now=NOW)
    app = real_app
    async with opened(app, (130, 40)) as pilot:
        await press(pilot, "5")
        screen = screen_of(app, HistoryScreen)
        lines = screen_text(app).split("\n")
        assert "3 次操作" in lines[0]
        assert "周宁" in lines[3]
        assert ITEM in lines[3]
        assert f"{ITEM}、{OTHER}" in pane(app, "detail")
        assert "责任人 \t王委员" in pane(app, "detail")

        await press(pilot, "slash", f"=@李 {ITEM} 今天", "enter")
        assert len(screen.rows) == 1
        assert "待确认 → 待整改" in pane(app, "detail")
        await press(pilot, "x")
        assert "撤销第" in screen_text(app)
        await press(pilot, "enter")
        assert "不能单独撤销" in screen_text(app)
        assert show_item(filled_ledger, ITEM).row.status is Status.OPEN
        await press(pilot, "escape", "escape")

        await press(pilot, "home", "delete", "=填错了人", "enter")
        assert show_item(filled_ledger, ITEM).row.person == ""
        assert "已撤销第" in screen_text(app)
        assert "4 次操作" in screen_text(app)
        await press(pilot, "home", "j")
        assert "已撤销，按 x 可以重做" in pane(app, "detail")
        await press(pilot, "x", "enter")
        assert show_item(filled_ledger, OTHER).row.person == "王委员"


async def test_a_command_in_full(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "5", "end", "enter")
        screen = screen_of(app, CommandScreen)
        assert "导入报告" in screen_text(app)
        assert len(screen.rows) > 50
        assert pane(app, "entry").startswith(("新增单位", "导入报告"))
        await press(pilot, "enter")
        assert "这一条不是某一项的" in screen_text(app)
        await press(pilot, "end")
        entry = screen.items.current
        assert entry is not None
        assert entry.number in pane(app, "entry")
        await press(pilot, "enter")
        screen_of(app, DetailScreen)
        assert entry.number in screen_text(app)
        await press(pilot, "escape", "tab", "escape", "escape")
        screen_of(app, HistoryScreen)


async def test_a_long_history_is_read_by_the_page() -> None:
    fake = FakeGateway.sample()
    fake.add_report(0, 2023, titles=[f"第{number}个问题" for number in range(900)])
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "5")
        screen = screen_of(app, HistoryScreen)
        assert f"{len(fake.rows):,} 次操作" in screen_text(app)
        before = fake.calls["commands_by_number"]
        await press(pilot, "end")
        assert screen.items.current is not None
        assert screen.items.current.number == 1
        assert fake.calls["commands_by_number"] == before + 1
        await press(pilot, "f", "=李", "enter")
        assert screen.filter_line.value == "@李红"
        assert screen.items.current.actor == "李红"


async def test_what_is_refused_stays_in_the_dialog() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "5", "enter", "x", "=不行", "enter")
        assert "不能单独撤销" in screen_text(app)
        assert fake.undone == set()
        await press(pilot, "escape")
        screen_of(app, CommandScreen)


async def test_what_took_something_back_leads_to_what_it_took_back(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app, (100, 30)) as pilot:
        await press(pilot, "a", "=记一笔", "enter", "u", "5")
        toggle, given = log(filled_ledger, limit=2)
        assert toggle.of == given.number
        assert given.of is None
        assert f"{given.number} " in screen_text(app)
        assert "已撤：填写台账" in screen_text(app)
        await press(pilot, "enter", "x")
        assert f"请到第 {given.number} 号上按 x" in screen_text(app)
        await press(pilot, "escape", "x")
        assert f"光标已在第 {given.number} 号上，再按 x" in screen_text(app)
        assert screen_of(app, HistoryScreen).items.current == given
        await press(pilot, "x", "enter")
        assert f"已重做第 {given.number} 号" in screen_text(app)


class HeldInTheMiddle(LedgerGateway):
    """Undoes the first entries of a command and then waits until it is let go."""

    go_on = threading.Event()

    def undo_command(self, number: int, *, note: str, progress: Progress | None = None) -> Toggled:
        assert progress is not None

        def held(done: int, of: int) -> None:
            if done > 3:
                self.go_on.wait(30)
            progress(done, of)

        return super().undo_command(number, note=note, progress=held)


async def test_undoing_many_says_how_far_it_is_and_can_be_stopped(
    filled_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.undoing._TOLD_EVERY", 1)
    app = TrackerApp(HeldInTheMiddle(filled_ledger, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    async with opened(app, (110, 34)) as pilot:
        await press(pilot, "ctrl+a", "a", "=一起记", "ctrl+s", "enter")
        before = log(filled_ledger, limit=1)[0]
        await press(pilot, "5", "x", "=重来")
        await pilot.press("enter")
        async with asyncio.timeout(60):
            while f"正在撤销 3 / {before.items}……  Esc 停下" not in screen_text(app):
                await pilot.pause(0.02)
        await pilot.press("escape")
        assert "正在停下" in screen_text(app)
        HeldInTheMiddle.go_on.set()
        await settled(pilot)
        assert "已经停下，什么也没有撤销" in screen_text(app)
        assert log(filled_ledger, limit=1)[0] == before
        await press(pilot, "enter")
        assert f"已撤销第 {before.number} 号" in screen_text(app)
        assert "U 重做" in screen_text(app)
        assert log(filled_ledger, limit=1)[0].items == before.items


async def test_the_states_of_the_history() -> None:
    fake = FakeGateway()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "5")
        assert "还没有做过什么" in screen_text(app)
        for key in ("x", "enter", "f", "escape", "escape"):
            await press(pilot, key)
        fake.add_report(0, 2021)
        fake.broken = "数据库被别人占用"
        await press(pilot, "ctrl+r")
        assert "原因：数据库被别人占用。" in screen_text(app)
        fake.broken = ""
        await press(pilot, "ctrl+r", "slash", "=赵六")
        assert "没有“赵六”这个经办人、编号或日期，列表没变" in screen_text(app)
        assert len(screen_of(app, HistoryScreen).rows)
        await press(pilot, "escape")
        assert "> " in screen_text(app)
