"""The year for the leader: figures that open, straight bars, the report written from here."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Size

from tests.tui.fakes import FakeGateway, make_app, opened, press, screen_of, screen_text, settled
from tracker.ledger.store import Ledger
from tracker.reporting.year_board import YearBoard
from tracker.services.delivering import FileForm
from tracker.services.issuing import list_issues
from tracker.services.items import Stop
from tracker.services.overview import overview
from tracker.tui.app import TrackerApp
from tracker.tui.bars import TopBar
from tracker.tui.cells import width_of
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.write_report import WriteReportScreen
from tracker.tui.screens.year import YearScreen

TOWN, VILLAGE = "云溪口镇党委", "白鹭洼村党支部"


def screen(app: TrackerApp) -> YearScreen:
    return screen_of(app, YearScreen)


async def test_the_figures_are_those_of_the_report_and_open_their_items(
    real_app: TrackerApp, filled_ledger: Ledger
) -> None:
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "4")
        whole = overview(filled_ledger, year=2023, today=app.today)
        text = screen_text(app)
        assert "2023 年度  全部 2 个单位" in text
        assert f"销号率 0.00%（0/{len(whole.all_of('due'))}）" in text
        assert "口径：销号率＝已销号÷应整改数" in text
        await press(pilot, "j", "j", "j")
        current = screen(app)._current()
        assert current is not None
        assert current.label == "再次出现"
        await press(pilot, "enter")
        work = screen_of(app, WorklistScreen)
        assert sorted(row.number for row in app.gateway.rows_by_id(work.rows.ids)) == sorted(whole.all_of("came_back"))
        assert f"只看：2023 年度 全部单位 再次出现（{len(work.rows)} 项）" in screen_text(app)
        await press(pilot, "slash", f"=@{VILLAGE}", "enter")
        assert 0 < len(work.rows) < len(whole.all_of("came_back"))
        await press(pilot, "escape", "escape")
        assert screen(app)._current() == current
        assert work.only is None
        await press(pilot, "1")
        assert len(work.rows) > 40


async def test_one_unit_then_another_year_then_back(real_app: TrackerApp) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "4", "p", "=白鹭", "enter")
        assert f"2023 年度  {VILLAGE}" in screen_text(app)
        assert "按单位" not in screen_text(app)
        await press(pilot, "[")
        assert "2022 年度" in screen_text(app)
        await press(pilot, "ctrl+left")
        assert "2021 年度没有可以数的" in screen_text(app) or "2021 年度" in screen_text(app).split("\n")[0]
        await press(pilot, "ctrl+left")
        assert "没有更早的年度了" in screen_text(app)
        await press(pilot, "]", "】", "]")
        assert "没有更晚的年度了" in screen_text(app)
        await press(pilot, "escape")
        assert "全部 2 个单位" in screen_text(app)


@pytest.mark.parametrize("width", [80, 99, 100, 131, 200])
async def test_every_line_is_straight_at_any_width(width: int) -> None:
    app = make_app()
    async with opened(app, (width, 30)) as pilot:
        await press(pilot, "4", "end", "home")
        for line in screen(app).query("BoardList"):
            for y in range(line.size.height):
                assert line.render_line(y).cell_length == line.size.width
        assert all(width_of(line) <= width for line in screen_text(app).split("\n"))
        assert screen(app).more.display is (width >= 100)


async def test_the_cursor_stands_on_figures_only() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "4")
        items = screen(app).items
        seen = set()
        for _ in range(len(items.lines)):
            assert not items.lines[items.cursor].heading
            seen.add(items.cursor)
            await press(pilot, "j")
        assert len(seen) == sum(not line.heading for line in items.lines)
        await press(pilot, "g", "k", "pagedown", "pageup")
        assert not items.lines[items.cursor].heading
        assert items.scroll_y == 0


async def test_a_figure_is_taken_apart() -> None:
    app = make_app()
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "4", "tab")
        assert screen(app).more.has_focus
        await press(pilot, "o")
        assert "列出哪一部分" in screen_text(app)
        await press(pilot, "=没有", "enter")
        assert "没有办结" in screen_text(app)
        screen_of(app, WorklistScreen)
        await press(pilot, "4", "escape", "j", "f6")
        assert "不再细分" in screen_text(app)


async def test_the_report_is_written_from_here(
    real_app: TrackerApp, filled_ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "出"
    out.mkdir()
    monkeypatch.chdir(out)
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "4", "p", "=云溪", "enter", "w")
        dialog = screen_of(app, WriteReportScreen)
        assert f"{TOWN} 2023 年度整改情况报告" in screen_text(app)
        await press(pilot, "end", "enter", "enter")
        assert "第1期" in screen_text(app)
        assert dialog not in app.screen_stack
        written = sorted(path.name for path in out.iterdir())
        assert written == [f"{TOWN}2023年度整改情况报告（第1期）.{kind}" for kind in ("docx", "html")]
        assert [one.number for one in list_issues(filled_ledger, org=TOWN)] == [1]
        assert f"已写出{TOWN}2023年度整改情况报告（第1期）.docx、" in screen_text(app)
        await press(pilot, "escape", "f9", "down", "down", "enter", "enter")
        assert (out / "2023年度问题整改情况汇总.html").exists()
        await press(pilot, "w", "enter", "=没有的", "ctrl+s")
        assert "这个文件夹" in screen_text(app)
        await press(pilot, "escape", "escape")
        screen(app)


async def test_where_only_one_unit_reports_it_is_that_units_year() -> None:
    fake = FakeGateway()
    fake.add_report(0, 2021)
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "4")
        assert screen(app).query_one(TopBar).words == "2021 年度  清泉镇党委"
        await press(pilot, "escape")
        assert screen(app).query_one(TopBar).words == "2021 年度  全部 1 个单位"
        await press(pilot, "ctrl+r")
        assert screen(app).query_one(TopBar).words == "2021 年度  全部 1 个单位"


async def test_the_states_of_a_year(tmp_path: Path) -> None:
    fake = FakeGateway()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "4")
        assert "台账里还没有报告" in screen_text(app)
        for key in ("enter", "o", "w", "[", "p", "escape", "escape"):
            await press(pilot, key)
        fake.add_report(0, 2021)
        fake.broken = "数据库被别人占用"
        await press(pilot, "ctrl+r")
        assert "原因：数据库被别人占用。" in screen_text(app)
        fake.broken = ""
        await press(pilot, "ctrl+r")
        assert "2021 年度" in screen_text(app)
        await press(pilot, "w", "down", "enter", "ctrl+s")
        assert fake.written[0][:3] == (2021, "清泉镇党委", (FileForm.WORD,))
        assert app.size == Size(80, 24)


class SlowGateway(FakeGateway):
    """Counts until it is let go on, or stopped."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.slow = threading.Event()
        self.stopped = 0

    def year_board(
        self, year: int, unit: str | None, *, progress: Callable[[int, int], None], stop: Stop | None = None
    ) -> YearBoard:
        assert stop is not None
        progress(2, 7)
        for _ in range(1000):
            if self.slow.wait(0.01):
                break
            if stop.stopped:
                self.stopped += 1
                stop.go_on()
        return super().year_board(year, unit, progress=progress, stop=stop)


async def until(app: TrackerApp, words: str) -> None:
    for _ in range(2000):
        if words in screen_text(app):
            return
        await asyncio.sleep(0.005)
    raise AssertionError(screen_text(app))


async def test_a_long_count_says_how_far_it_is_and_can_be_stopped() -> None:
    fake = SlowGateway()
    fake.add_report(0, 2021)
    fake.add_report(0, 2022)
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        await pilot.press("4")
        await until(app, "正在数，数完 2/7 步  Esc 停下")
        await pilot.press("escape")
        await until(app, "没有数完就停下了")
        assert "ctrl+r 再数" in screen_text(app)
        fake.slow.set()
        await press(pilot, "ctrl+r")
        assert "2022 年度  清泉镇党委" in screen_text(app)
        assert fake.stopped == 1
        fake.slow.clear()
        await pilot.press("[")
        await until(app, "正在数，数完 2/7 步")
        await pilot.press("escape")
        await until(app, "停下了，还是原来的数")
        await until(app, "2022 年度  清泉镇党委")
        assert screen(app).year == 2022
        await settled(pilot)
        assert fake.stopped == 2
        fake.slow.set()
        await press(pilot, "[")
        assert "2021 年度" in screen_text(app)
