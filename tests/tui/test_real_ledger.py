"""The daily walk on a real SQLite ledger with the sample reports in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.fakes import NOW, clock, opened, press, screen_of, screen_text
from tracker.domain.kinds import ItemKind, Status
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile, parse
from tracker.services.importing import import_reports
from tracker.services.items import item_detail, item_ids, show_item
from tracker.services.views import ItemFilter
from tracker.tui.app import TrackerApp, run_app
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen
from tracker.tui.text_view import TextView


def worklist(app: TrackerApp) -> WorklistScreen:
    return screen_of(app, WorklistScreen)


def pane(app: TrackerApp, name: str) -> str:
    return app.screen.query_one(f"#{name}", TextView).text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_daily_walk(real_app: TrackerApp, filled_ledger: Ledger, size: tuple[int, int]) -> None:
    app = real_app
    async with opened(app, size) as pilot:
        ids = item_ids(filled_ledger, ItemFilter())
        assert list(worklist(app).rows.ids) == ids
        assert f"{len(ids)} 项" in screen_text(app)

        await press(pilot, "slash", "=@白鹭 2021 #问题 路灯", "enter")
        wanted = ItemFilter(unit="白鹭洼村党支部", year=2021, kind=ItemKind.PROBLEM, text="路灯")
        assert list(worklist(app).rows.ids) == item_ids(filled_ledger, wanted) != []
        row = worklist(app).current_item()
        assert row is not None

        await press(pilot, "o")
        detail = item_detail(filled_ledger, row.id)
        source = screen_of(app, SourceScreen)
        chosen = source.passages[source.chosen or 0]
        view = app.screen.query_one(TextView)
        assert chosen.span.of(view.text) == detail.quote.text
        assert set(view.lines_showing(chosen.span)) <= set(view.in_sight)

        await press(pilot, "escape", "s", "enter", "=已核对原文，情况属实", "enter")
        moved = show_item(filled_ledger, row.number)
        assert moved.row.status is Status.OPEN
        last = moved.events[-1]
        assert (last.actor, last.note, last.at) == ("周宁", "已核对原文，情况属实", NOW)
        assert f"{row.number} 已改为“待整改”" in screen_text(app)
        now = worklist(app).current_item()
        assert now is not None
        assert (now.number, now.status) == (row.number, Status.OPEN)

        await press(pilot, "escape", "3", "p", "=白鹭 2021", "enter")
        year = screen_of(app, YearOnYearScreen)
        assert year.found is not None
        for old, follow_up in year.found.comparison.items:
            current = year.current_item()
            assert current is not None
            assert current.number == old.number
            assert item_detail(filled_ledger, old.id).quote.text in pane(app, "old")
            new = pane(app, "new")
            assert follow_up.verdict.label in new
            assert follow_up.reason in new
            assert all(quote.text in new for quote in follow_up.evidence)
            await press(pilot, "j")
        await pilot.press("q")
    assert app._exit


async def test_a_ledger_that_breaks_under_ones_feet(real_app: TrackerApp, tmp_path: Path) -> None:
    app = real_app
    with closing(sqlite3.connect(tmp_path / "台账.db", isolation_level=None)) as other:
        async with opened(app) as pilot:
            other.execute(f"ALTER TABLE {t.item.name} RENAME TO gone")
            await press(pilot, "ctrl+r")
            assert "没有读成" in screen_text(app)
            assert "怎么办：" in screen_text(app)
            other.execute(f"ALTER TABLE gone RENAME TO {t.item.name}")
            await press(pilot, "ctrl+r")
            assert "> 01-2023-01" in screen_text(app)
    other.close()


async def test_an_item_that_a_correction_left_out_is_lit_in_the_report_it_came_from(
    real_app: TrackerApp, filled_ledger: Ledger, seeds: Path, tmp_path: Path
) -> None:
    text = (seeds / "白鹭洼村党支部" / "2023.txt").read_text(encoding="utf-8")
    ids = item_ids(filled_ledger, ItemFilter(unit="白鹭洼村党支部", year=2023, kind=ItemKind.PROBLEM))
    left_out = item_detail(filled_ledger, ids[-1])
    corrected = tmp_path / "2023.txt"
    corrected.write_text(text.replace(left_out.quote.text, ""), encoding="utf-8")
    import_reports(filled_ledger, [corrected], org="白鹭洼村党支部", year=2023, actor="周宁", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        worklist(app).items.cursor = list(worklist(app).rows.ids).index(left_out.row.id)
        await press(pilot, "o")
        source = screen_of(app, SourceScreen)
        assert source.current_item() == left_out.row
        assert source.passages[source.chosen or 0].span.of(source.query_one(TextView).text) == left_out.quote.text


async def test_an_empty_real_ledger(sqlite_ledger: Ledger) -> None:
    app = TrackerApp(LedgerGateway(sqlite_ledger, actor="周宁", clock=clock), clock=clock)
    async with opened(app) as pilot:
        assert "tracker import report.txt" in screen_text(app)
        await press(pilot, "3")
        assert "还没有可以对账的报告" in screen_text(app)


def test_run_app_opens_on_the_ledger(filled_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_apps: list[TrackerApp] = []

    def run(app: TrackerApp) -> None:
        opened_apps.append(app)

    monkeypatch.setattr(TrackerApp, "run", run)
    run_app(filled_ledger, actor="周宁", clock=clock)
    assert len(opened_apps) == 1
    assert [row.number for row in opened_apps[0].gateway.first_rows(ItemFilter(), 1)] == ["01-2023-01"]


async def test_states_bear_the_names_of_the_office(filled_ledger: Ledger) -> None:
    own = parse('[states]\nproposed = "待核"\n', name="本单位的", base=default_profile())
    app = TrackerApp(LedgerGateway(filled_ledger, actor="周宁", clock=clock, profile=own), clock=clock, profile=own)
    async with opened(app, (120, 40)) as pilot:
        assert "待核" in screen_text(app)
        assert "待确认" not in screen_text(app)
        await press(pilot, "3")
        assert "待核" in screen_text(app)
