"""Evidence: found, added, listed, taken back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Checkbox, Input

from tests.tui.fakes import NOW, opened, press, screen_of, screen_text
from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.status import WorkflowRules
from tracker.ledger.store import Ledger
from tracker.services.items import item_detail, item_ids, show_item
from tracker.services.proving import add_evidence, list_evidence
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.paths import Entry, completed, entries_of, size_words, typed_path
from tracker.tui.screens.evidence import EvidenceScreen, ReasonScreen
from tracker.tui.screens.pick_file import PickFileScreen

LENIENT = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)


@pytest.fixture
def number(filled_ledger: Ledger) -> str:
    """The item under the cursor at first, taken up."""
    found = item_detail(filled_ledger, item_ids(filled_ledger, ItemFilter())[0]).row.number
    move_item(filled_ledger, found, Status.OPEN, note="确认", actor="李红", now=NOW, rules=LENIENT)
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files, in which the program is."""
    here = tmp_path / "材 料"
    (here / "照片").mkdir(parents=True)
    (here / "照片" / "改后[red].jpg").write_bytes(b"jpg" * 500)
    (here / "学习会议纪要.txt").write_text("纪要", encoding="utf-8")
    (here / "空的.txt").touch()
    (here / ".隐藏").touch()
    monkeypatch.chdir(here)
    return here


async def test_a_file_is_found_added_and_taken_back(
    real_app: TrackerApp, filled_ledger: Ledger, number: str, folder: Path
) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "E", "ctrl+o")
        screen_of(app, PickFileScreen)
        assert ".隐藏" not in screen_text(app)
        await press(pilot, "=照", "enter")
        assert "改后[red].jpg" in screen_text(app)
        await press(pilot, "ctrl+up")
        assert "学习会议纪要.txt" in screen_text(app)
        await press(pilot, "=照片/改后[red].jpg", "enter")
        assert app.screen.query_one("#file", Input).value == str(folder / "照片" / "改后[red].jpg")
        await press(pilot, "=昨天", "tab", "=路灯亮了", "ctrl+s")
        (piece,) = list_evidence(filled_ledger, number)
        assert (piece.title, piece.dated, piece.kind) == ("改后[red]", date(2024, 1, 14), EvidenceKind.PHOTO)
        assert (piece.note, piece.kept, piece.size) == ("路灯亮了", True, 1500)
        assert "改后[red]（路灯亮了）" in screen_text(app)
        screen_of(app, EvidenceScreen)
        await press(pilot, "shift+tab", "delete")
        screen_of(app, ReasonScreen)
        await press(pilot, "=附错了", "enter")
        assert list_evidence(filled_ledger, number) == ()
        assert "已撤下：改后[red]" in screen_text(app)
        await press(pilot, "escape")
        assert f"{number} 的佐证已更新" in screen_text(app)
        assert "附错了" in show_item(filled_ledger, number).events[-1].note
        await press(pilot, "u", "u")
        assert list_evidence(filled_ledger, number) == ()


async def test_what_the_ledger_refuses_is_said_in_place(
    real_app: TrackerApp, filled_ledger: Ledger, number: str, folder: Path
) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "E", "ctrl+s")
        assert "要写文件" in screen_text(app)
        await press(pilot, "=没有这个.txt", "tab", "=1.2", "ctrl+s")
        assert "读不了“没有这个.txt”" in screen_text(app)
        assert "去掉“留存”只记位置" in screen_text(app)
        line = app.screen.query_one("#file", Input)
        line.value = "空的.txt"
        await press(pilot, "ctrl+s")
        assert "“空的.txt”是空的" in screen_text(app)
        line.value = "'学习会议纪要.txt'"
        app.screen.query_one("#dated", Input).value = "明天"
        await press(pilot, "ctrl+s")
        assert "佐证的日期 2024-01-16 在将来" in screen_text(app)
        app.screen.query_one("#dated", Input).value = "今天"
        await press(pilot, "ctrl+s")
        assert list_evidence(filled_ledger, number)[0].dated == date(2024, 1, 15)
        app.screen.query_one("#file", Input).value = "//server/共享/纪要.doc"
        app.screen.query_one("#dated", Input).value = "2024年3月1日"
        await press(pilot, "ctrl+s")
        assert "佐证的日期 2024-03-01 在将来" in screen_text(app)
        app.screen.query_one("#dated", Input).value = "去年12月底"
        app.screen.query_one(Checkbox).value = False
        await press(pilot, "ctrl+s")
        piece = list_evidence(filled_ledger, number)[-1]
        assert (piece.kept, piece.sha256, piece.dated) == (False, None, date(2023, 12, 31))
        app.screen.query_one("#file", Input).value = "还没附"
        await press(pilot, "escape")
        assert "再按 Esc 就放弃" in screen_text(app)


async def test_while_others_judge_the_evidence_only_shows(
    real_app: TrackerApp, filled_ledger: Ledger, number: str, folder: Path
) -> None:
    file = folder / "学习会议纪要.txt"
    add_evidence(filled_ledger, [number], file, dated=date(2024, 1, 2), actor="李红", now=NOW)
    for target in (Status.IN_PROGRESS, Status.IN_REVIEW):
        move_item(filled_ledger, number, target, note="办了", actor="李红", now=NOW, rules=LENIENT)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "E")
        assert "“待审核”的事项不能再附佐证" in screen_text(app)
        assert "会议记录" in screen_text(app)
        await press(pilot, "delete", "=错了", "enter")
        assert "不能撤下" in screen_text(app)
        assert len(list_evidence(filled_ledger, number)) == 1


async def test_a_folder_that_cannot_be_read(real_app: TrackerApp, number: str, folder: Path) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "E", "ctrl+o", "=没有/", "enter")
        screen_of(app, PickFileScreen)
        assert "打不开" in screen_text(app)
        await press(pilot, "escape")
        screen_of(app, EvidenceScreen)


def test_what_stands_in_a_folder(folder: Path) -> None:
    (folder / "断了的").symlink_to(folder / "没有")
    names = [entry.name for entry in entries_of(folder)]
    assert names == ["照片", "学习会议纪要.txt", "空的.txt"] or set(names) >= {"照片", "空的.txt"}
    assert entries_of(folder)[0] == Entry("照片", folder=True)


def test_paths_are_completed(folder: Path) -> None:
    assert completed(str(folder / "照")) == str(folder / "照片") + os.sep
    assert completed("学") == "学习会议纪要.txt"
    assert completed(str(folder / "照片") + os.sep + "改") == str(folder / "照片" / "改后[red].jpg")
    assert completed("没有") is None
    assert completed(str(folder / "没有" / "x")) is None
    assert completed("") is None


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("'/a/b c.txt' ", "/a/b c.txt"),
        ('"/a/b.txt"', "/a/b.txt"),
        ("file:///a/b.txt", "/a/b.txt"),
        ("/a/b\\ c\\[1\\].txt", "/a/b c[1].txt"),
    ],
)
@pytest.mark.skipif(os.sep != "/", reason="paths of another kind")
def test_paths_come_as_terminals_give_them(typed: str, meant: str) -> None:
    assert typed_path(typed) == Path(meant)


@given(st.integers(0, 2**50))
def test_sizes_are_short(size: int) -> None:
    assert len(size_words(size)) <= 10


async def test_one_file_proves_several_items(
    real_app: TrackerApp, filled_ledger: Ledger, number: str, folder: Path
) -> None:
    other = item_detail(filled_ledger, item_ids(filled_ledger, ItemFilter())[1]).row.number
    file = str(folder / "学习会议纪要.txt")
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "space", "space", "E")
        assert "标出的 2 项" in screen_text(app)
        app.screen.query_one("#file", Input).value = file
        app.screen.query_one("#dated", Input).value = "1.2"
        await press(pilot, "ctrl+s")
        assert "2 项里有 1 项不行，都没有改" in screen_text(app)
        assert list_evidence(filled_ledger, number) == ()
        move_item(filled_ledger, other, Status.OPEN, note="确认", actor="李红", now=NOW, rules=LENIENT)
        await press(pilot, "ctrl+s")
        assert "2 项各一份" in screen_text(app)
        await press(pilot, "escape")
        assert "2 项的佐证已更新" in screen_text(app)
        assert [len(list_evidence(filled_ledger, one)) for one in (number, other)] == [1, 1]
        await press(pilot, "u")
        assert [len(list_evidence(filled_ledger, one)) for one in (number, other)] == [0, 0]


async def test_what_nobody_has_confirmed_is_confirmed_first(real_app: TrackerApp) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "E")
        dialog = screen_of(app, EvidenceScreen)
        assert dialog.row.status is Status.PROPOSED
        text = screen_text(app)
        assert "先确认纳入这一项（离开以后按 s 改状态），再附佐证" in text
        assert "ctrl+s" not in text
