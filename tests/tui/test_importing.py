"""Taking files of several formats in from the terminal, told file by file, cancelled between two, then reviewed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.reading.page_files import laid_out, pdf
from tests.tui.fakes import NOW, FakeGateway, clock, make_app, opened, press, screen_of, screen_text
from tracker.domain.errors import LexiconError
from tracker.ledger.store import Ledger
from tracker.services.documents import list_documents
from tracker.services.importing import ImportOutcome, ImportStatus, import_reports
from tracker.services.verifying import verify
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.rooms.importing import Progress
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.import_files import ImportFilesScreen, ImportJob
from tracker.tui.screens.importing import ImportingScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.text_view import TextView


@pytest.fixture
def folder(tmp_path: Path, seeds: Path) -> Path:
    """Reports as Word, PDF and text files, one that is none, and a name that would be markup."""
    from docx import Document

    found = tmp_path / "报告"
    texts = [(seeds / "白鹭洼村党支部" / f"{year}.txt").read_text(encoding="utf-8") for year in (2021, 2022, 2023)]
    (found / "白鹭洼村党支部").mkdir(parents=True)
    word = Document()
    for paragraph in filter(None, map(str.strip, texts[0].split("\n"))):
        word.add_paragraph(paragraph)
    word.save(str(found / "白鹭洼村党支部" / "2021.docx"))
    (found / "白鹭洼村党支部" / "2022.pdf").write_bytes(pdf(laid_out(texts[1])))
    (found / "白鹭洼村党支部" / "2023.txt").write_text(texts[2], encoding="gb18030")
    (found / "[b]坏[b=c].txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    return found


def app_on(ledger: Ledger, gateway: type[LedgerGateway] = LedgerGateway) -> TrackerApp:
    app = TrackerApp(gateway(ledger, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    return app


def typed(path: Path) -> str:
    return f"={path}"


def pane(app: TrackerApp) -> str:
    return app.screen.query_one("#detail", TextView).text


async def test_a_folder_of_several_formats_goes_in_and_is_reviewed(sqlite_ledger: Ledger, folder: Path) -> None:
    app = app_on(sqlite_ledger)
    async with opened(app) as pilot:
        await press(pilot, "2")
        assert "按 i 导入报告" in screen_text(app)
        await press(pilot, "i", "ctrl+u", typed(folder), "ctrl+s")
        screen = screen_of(app, ImportingScreen)
        assert screen.outcome is not None
        assert "已导入 3 份，没有导入 1 份" in screen_text(app)
        assert [file.status.value for file in screen.outcome.files] == ["failed", *["imported"] * 3]
        assert "[b]坏[b=c].txt" in screen_text(app)
        assert "已导入" in pane(app)
        assert "u 整个撤销" in screen_text(app)
        await press(pilot, "home")
        assert "原因" in pane(app)
        assert "怎么办" in pane(app)
        assert screen.outcome.files[0].error is not None
        assert screen.outcome.files[0].error in pane(app)
        await press(pilot, "enter")
        assert "没有可以核对的" in screen_text(app)
        await press(pilot, "down", "down", "enter")
        review = screen_of(app, ReviewScreen)
        assert review.found is not None
        assert review.found.document.path.endswith("2022.pdf")
        await press(pilot, "a", "escape")
        assert "已导入 3 份，没有导入 1 份" in screen_text(app)
        assert "整个撤销" not in screen_text(app)  # it would take back the confirmation
        await press(pilot, "escape")
        documents = screen_of(app, DocumentsScreen)
        assert len(documents.rows) == 3
        line = documents.items.current
        assert line is not None
        assert line.document.path.endswith("2021.docx")
    assert verify(sqlite_ledger).sound


async def test_one_file_leads_straight_to_its_review_and_twice_changes_nothing(
    sqlite_ledger: Ledger, folder: Path
) -> None:
    app = app_on(sqlite_ledger)
    file = folder / "白鹭洼村党支部" / "2021.docx"
    async with opened(app) as pilot:
        await press(pilot, "2", "i", "ctrl+u", typed(file), "enter")
        screen_of(app, ReviewScreen)
        assert "2021.docx：已导入" in screen_text(app)
        await press(pilot, "escape", "i", "ctrl+u", typed(file), "enter")
        screen_of(app, ReviewScreen)
        assert "2021.docx：没有变化" in screen_text(app)
    assert len(list_documents(sqlite_ledger)) == 1


async def test_a_correction_is_told_as_the_command_line_tells_it(
    sqlite_ledger: Ledger, folder: Path, seeds: Path, tmp_path: Path
) -> None:
    import_reports(sqlite_ledger, [folder / "白鹭洼村党支部"], actor="周宁", now=NOW)
    corrected = tmp_path / "更正"
    corrected.mkdir()
    text = (seeds / "白鹭洼村党支部" / "2023.txt").read_text(encoding="utf-8")
    (corrected / "更正稿.txt").write_text(text + "\n补充说明。\n", encoding="utf-8")
    (corrected / "云溪口镇党委2022.txt").write_bytes((seeds / "云溪口镇党委" / "2022.txt").read_bytes())
    app = app_on(sqlite_ledger)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "2", "i", "ctrl+u", typed(corrected), "ctrl+s")
        screen = screen_of(app, ImportingScreen)
        assert screen.outcome is not None
        statuses = {file.path.name: file.status for file in screen.outcome.files}
        assert statuses == {
            "更正稿.txt": ImportStatus.CORRECTED,
            "云溪口镇党委2022.txt": ImportStatus.IMPORTED,
        }
        await press(pilot, "end")
        assert "按更正后的报告" in pane(app)


async def test_several_are_marked_and_whose_and_when_is_said(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    for name in ("甲", "乙", "丙"):
        (tmp_path / f"{name}.txt").write_text(
            f"工作报告\n一、存在问题\n（一）{name}学习不够深入。走过场。\n", encoding="utf-8"
        )
    app = app_on(sqlite_ledger)
    async with opened(app) as pilot:
        await press(pilot, "2", "i", "ctrl+u", typed(tmp_path), "=/")
        dialog = screen_of(app, ImportFilesScreen)
        await press(pilot, "=丙", "ctrl+t", "backspace", "=乙", "ctrl+t", "backspace")
        assert list(dialog.marked) == [tmp_path / "丙.txt", tmp_path / "乙.txt"]
        assert "选上了：丙.txt、乙.txt" in screen_text(app)
        await press(pilot, "=乙", "ctrl+t", "tab", "tab", "=某乡党委", "tab", "=今年", "enter")
        assert "不是年度" in screen_text(app)
        await press(pilot, "ctrl+u", "=2022", "enter")
    (document,) = list_documents(sqlite_ledger)
    assert (document.unit, document.year) == ("某乡党委", 2022)
    assert document.path.endswith("丙.txt")


async def test_folders_are_gone_through_and_left(sqlite_ledger: Ledger, folder: Path) -> None:
    app = app_on(sqlite_ledger)
    async with opened(app) as pilot:
        await press(pilot, "2", "i", "ctrl+u", typed(folder), "=/", "enter")
        assert "2022.pdf" in screen_text(app)
        await press(pilot, "ctrl+up", "=没有这样的")
        assert "没有这样的名字" in screen_text(app)
        await press(pilot, "ctrl+u", "=/没有/这里/")
        assert "打不开" in screen_text(app)
        await press(pilot, "escape")
        screen_of(app, DocumentsScreen)


class Halting(LedgerGateway):
    """Stops before the second file is written until it is told to go on."""

    halted = threading.Event()
    go_on = threading.Event()

    def import_reports(
        self,
        paths: Sequence[Path],
        *,
        org: str | None,
        year: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        def told(done: int, total: int, path: Path) -> None:
            progress(done, total, path)
            if done == total // 2 + 1:
                self.halted.set()
                self.go_on.wait(10)

        return super().import_reports(paths, org=org, year=year, progress=told, cancelled=cancelled)


async def test_progress_is_told_and_cancelling_leaves_nothing_half_written(sqlite_ledger: Ledger, folder: Path) -> None:
    Halting.halted.clear()
    Halting.go_on.clear()
    app = app_on(sqlite_ledger, Halting)
    async with opened(app) as pilot:
        await press(pilot, "2")
        screen = ImportingScreen(app.gateway, ImportJob((folder / "白鹭洼村党支部",)))
        app.push_screen(screen)
        while not Halting.halted.is_set():
            await pilot.pause(0.01)
        await pilot.pause(0.05)
        assert "2 / 3 份" in screen_text(app)
        assert "导入：写 白鹭洼村党支部/2021.docx" in screen_text(app)
        await pilot.press("2", "u")
        assert app.screen is screen
        assert "还没有完" in screen_text(app)
        await pilot.press("escape")
        assert "正在取消" in screen_text(app)
        Halting.go_on.set()
        await press(pilot, "home")
        assert "已导入 1 份，取消了 2 份" in screen_text(app)
        assert [one.year for one in list_documents(sqlite_ledger)] == [2021]
        await press(pilot, "end")
        assert "还没有轮到它就取消了" in pane(app)
        await press(pilot, "u")
        assert list_documents(sqlite_ledger) == ()
    assert verify(sqlite_ledger).sound


class Refusing(FakeGateway):
    """Its word list does not hold together."""

    def import_reports(
        self,
        paths: Sequence[Path],
        *,
        org: str | None,
        year: int | None,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportOutcome:
        raise LexiconError("词表第 3 行写错了", "用 tracker lexicon check 查")


async def test_what_stops_everything_is_said(tmp_path: Path) -> None:
    app = make_app(Refusing.sample())
    async with opened(app) as pilot:
        app.push_screen(ImportingScreen(app.gateway, ImportJob((tmp_path,))))
        await press(pilot, "home")
        assert "没有读成" in screen_text(app)
        assert "词表第 3 行写错了" in screen_text(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, ImportingScreen)
