"""The list of reports on a real ledger, and its four states."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.tui.fakes import NOW, FakeGateway, clock, make_app, opened, press, screen_of, screen_text
from tracker.domain.kinds import Status
from tracker.domain.status import Given
from tracker.ledger.store import Ledger
from tracker.services.document_views import DocumentFilter
from tracker.services.documents import document_detail, document_ids, document_items, document_lines
from tracker.services.importing import import_reports
from tracker.services.undoing import undo
from tracker.services.workflow import move_items
from tracker.tui.app import TrackerApp
from tracker.tui.document_query import parse_documents, toggled_waiting
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.source import SourceScreen
from tracker.tui.text_view import TextView


@pytest.mark.parametrize(
    "line, wanted",
    [
        ("", DocumentFilter()),
        ("2022", DocumentFilter(year=2022)),
        ("２０２２年 云溪", DocumentFilter(year=2022, text="云溪")),
        ("＃待确认 @白鹭洼", DocumentFilter(waiting=True, text="白鹭洼")),
        ("@", DocumentFilter()),
        ("[b] 1234", DocumentFilter(text="[b] 1234")),
    ],
)
def test_what_is_typed_is_understood(line: str, wanted: DocumentFilter) -> None:
    assert parse_documents(line) == wanted


@pytest.mark.parametrize("line", ["", "2022", "云溪 2021", "甲 乙"])
def test_only_what_waits_and_all_again(line: str) -> None:
    once = toggled_waiting(line)
    assert parse_documents(once).waiting
    assert toggled_waiting(once) == line


def documents(app: TrackerApp) -> DocumentsScreen:
    return screen_of(app, DocumentsScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_tells_what_is_still_to_be_looked_at(
    real_app: TrackerApp, filled_ledger: Ledger, size: tuple[int, int]
) -> None:
    ids = document_ids(filled_ledger, DocumentFilter())
    rows = [row for row, _quote in document_items(filled_ledger, ids[0])]
    given = Given(note="核对过")
    move_items(filled_ledger, [row.number for row in rows], Status.OPEN, given=given, actor="李红", now=NOW)
    async with opened(real_app, size) as pilot:
        await press(pilot, "2")
        screen = documents(real_app)
        assert list(screen.rows.ids) == ids
        lines = document_lines(filled_ledger, ids)
        assert [screen.rows.row(at) for at in range(len(ids))] == lines
        assert (lines[0].waiting, lines[0].lowest) == (0, None)
        assert lines[1].waiting == lines[1].document.problems + lines[1].document.commitments
        shown = screen_text(real_app)
        assert "6 份报告" in shown
        assert f"{lines[1].lowest:.0%}" in shown
        if size[0] > 100:
            assert "都核对过了" in screen.query_one("#detail", TextView).text
            await press(pilot, "j")
            assert f"还有 {lines[1].waiting} 项待确认" in screen.query_one("#detail", TextView).text
            assert lines[1].document.sha256 in screen.query_one("#detail", TextView).text
        await press(pilot, "t")
        assert list(screen.rows.ids) == ids[1:]
        await press(pilot, "slash", "= 2021")
        assert list(screen.rows.ids) == document_ids(filled_ledger, DocumentFilter(year=2021, waiting=True))
        await press(pilot, "enter", "o")
        source = screen_of(real_app, SourceScreen)
        assert len(source.passages) == len(document_items(filled_ledger, source.document.id))
        await press(pilot, "escape", "escape")
        assert list(screen.rows.ids) == ids


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_all_that_is_known_of_a_report_is_read_at_any_width(real_app: TrackerApp, size: tuple[int, int]) -> None:
    async with opened(real_app, size) as pilot:
        await press(pilot, "2", "j")
        screen = documents(real_app)
        line = screen.items.current
        assert line is not None
        assert "d 详情" in screen_text(real_app)
        await press(pilot, "d")
        assert screen.detail.has_focus
        assert f"还有 {line.waiting} 项待确认" in screen_text(real_app)
        await press(pilot, "end")
        await pilot.pause(0.2)
        assert line.document.sha256[-12:] in screen_text(real_app)
        await press(pilot, "o")
        screen_of(real_app, SourceScreen)
        await press(pilot, "escape", "escape")
        assert screen.items.has_focus
        assert screen.items.current == line
        assert "最低把握" in screen_text(real_app)
        await press(pilot, "f4", "/", "=2021")
        assert all(row.document.year == 2021 for row in screen.rows.at_hand(0, 9))
        assert "最低把握" in screen_text(real_app)


async def test_a_year_that_was_read_wrong_is_put_right_and_undone(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    async with opened(real_app, (120, 40)) as pilot:
        await press(pilot, "2", "e")
        screen_of(real_app, FormScreen)
        await press(pilot, "enter", "ctrl+u", "=明年", "ctrl+s")
        assert "不是年度" in screen_text(real_app)
        await press(pilot, "ctrl+u", "=2025", "ctrl+s")
        line = documents(real_app).items.current
        assert line is not None
        assert (line.document.year, line.waiting) == (2025, line.document.problems + line.document.commitments)
        undo(filled_ledger, actor="周宁", now=NOW)
        await press(pilot, "ctrl+r")
        assert 2025 not in [one.document.year for one in document_lines(filled_ledger, documents(real_app).rows.ids)]


async def test_a_unit_is_renamed_and_a_report_withdrawn(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    async with opened(real_app) as pilot:
        await press(pilot, "2", "e", "ctrl+u", "=云溪镇党委", "ctrl+s")
        assert "单位现在是“云溪镇党委”" in screen_text(real_app)
        await press(pilot, "x", "enter")
        assert "写明为什么撤下" in screen_text(real_app)
        await press(pilot, "ctrl+n", "enter")
        assert "已撤下“云溪镇党委”2023 年度的报告" in screen_text(real_app)
        assert "u 撤销" in screen_text(real_app)
        assert "tracker undo" not in screen_text(real_app)
        assert len(document_ids(filled_ledger, DocumentFilter())) == 5


async def test_the_chain_of_corrections_is_told(
    real_app: TrackerApp, filled_ledger: Ledger, seeds: Path, tmp_path: Path
) -> None:
    corrected = tmp_path / "更正稿.txt"
    text = (seeds / "云溪口镇党委" / "2023.txt").read_text(encoding="utf-8")
    corrected.write_text(text + "\n补充说明。\n", encoding="utf-8")
    import_reports(filled_ledger, [corrected], org="云溪口镇党委", year=2023, actor="周宁", now=NOW)
    newest = document_ids(filled_ledger, DocumentFilter())[0]
    detail = document_detail(filled_ledger, newest)
    assert [version.current for version in detail.versions] == [True, False]
    assert detail.line.corrections == 1
    async with opened(real_app, (120, 40)) as pilot:
        await press(pilot, "2")
        shown = documents(real_app).query_one("#detail", TextView).text
        assert "已被更正" in shown
        assert str(corrected) in shown


async def test_no_report_yet(sqlite_ledger: Ledger) -> None:
    app = TrackerApp(LedgerGateway(sqlite_ledger, actor="周宁", clock=clock), clock=clock)
    async with opened(app) as pilot:
        await press(pilot, "2")
        assert "台账里还没有报告" in screen_text(app)


async def test_filtered_to_nothing_loading_and_failed() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "2", "slash", "=没有这样的")
        assert "没有符合筛选条件的" in screen_text(app)
        await press(pilot, "escape")
        assert len(documents(app).rows) == 6
        fake.broken = "数据库文件不在原来的地方"
        await press(pilot, "ctrl+r")
        assert "没有读成" in screen_text(app)
        assert "数据库文件不在原来的地方" in screen_text(app)
        fake.broken = ""
        fake.gate = threading.Event()
        pilot.app.screen.action_refresh_all()  # type: ignore[attr-defined]
        await pilot.pause(0.4)
        assert "正在读取" in screen_text(app)
        fake.gate.set()
