"""The file that a report came in, written where only this person can read it and handed to the desktop."""

from __future__ import annotations

import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reading.page_files import laid_out, pdf
from tests.tui.fakes import NOW, clock, opened, press, screen_of, screen_text
from tracker.domain.errors import LedgerError
from tracker.ledger.store import Ledger
from tracker.services.importing import import_reports
from tracker.services.originals import OriginalFile, original_of_document
from tracker.tui.app import TrackerApp
from tracker.tui.desktop import file_name, hand_over, open_file, opener
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.source import SourceScreen


@pytest.fixture
def original(sqlite_ledger: Ledger, tmp_path: Path) -> OriginalFile:
    file = tmp_path / "甲镇党委2022.txt"
    file.write_text("甲镇党委2022年述职报告\n存在问题：\n1.学习不深。\n", encoding="utf-8")
    import_reports(sqlite_ledger, [file], actor="周宁", now=NOW)
    return original_of_document(sqlite_ledger, 1)[0]


@pytest.mark.parametrize(
    "name, form, expected",
    [
        ("甲镇党委2022.docx", "docx", "甲镇党委2022.docx"),
        ("报告.desktop", "txt", "报告.txt"),
        ("报告.exe", "pdf", "报告.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        ('a<b>:"c|d?*.txt', "txt", "abcd.txt"),
        ("\x1b[31m红\u202e.txt", "txt", "[31m红.txt"),
        (" .- .txt", "txt", "报告.txt"),
        ("长" * 300 + ".pdf", "pdf", "长" * 60 + ".pdf"),
        ("-rf.txt", "txt", "rf.txt"),
    ],
)
def test_a_name_that_nothing_minds(original: OriginalFile, name: str, form: str, expected: str) -> None:
    assert file_name(replace(original, name=name, format=form)) == expected


@pytest.mark.parametrize(
    "environment, platform, expected",
    [
        ({}, "linux", None),
        ({"DISPLAY": ":0", "PATH": "/nowhere"}, "linux", None),
        ({}, "win32", ()),
        ({}, "darwin", ("open",)),
        ({"SSH_CONNECTION": "1"}, "darwin", None),
    ],
)
def test_what_opens_a_file(environment: dict[str, str], platform: str, expected: tuple[str, ...] | None) -> None:
    assert opener(environment, platform) == expected


def test_without_a_desktop_the_place_of_the_copy_is_told(original: OriginalFile) -> None:
    said = hand_over(original, "第 3 页", {})
    assert "没有桌面" in said
    assert "看第 3 页" in said
    path = Path(said.partition("已写到 ")[2].partition("，")[0])
    assert path.read_bytes() == original.content
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_desktops_program_is_given_the_copy(original: OriginalFile, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncp "$1" "{seen}.part" && mv "{seen}.part" "{seen}"\n', encoding="utf-8")
    program.chmod(0o755)
    said = hand_over(original, "", {"DISPLAY": ":9", "PATH": str(program.parent)})
    assert said.startswith("已打开原件。")
    for _ in range(500):
        if seen.exists():
            break
        time.sleep(0.02)
    assert seen.read_bytes() == original.content


def test_a_program_that_cannot_be_started(original: OriginalFile, tmp_path: Path) -> None:
    program = tmp_path / "xdg-open"
    program.write_text("no program", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(LedgerError, match="打不开"):
        hand_over(original, "", {"WAYLAND_DISPLAY": "w", "PATH": str(tmp_path)})
    assert not open_file(program, {})


async def test_from_the_text_to_the_page_of_the_file(
    sqlite_ledger: Ledger, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (seeds / "白鹭洼村党支部" / "2022.txt").read_text(encoding="utf-8")
    file = tmp_path / "白鹭洼村党支部2022.pdf"
    file.write_bytes(pdf(laid_out(text)))
    import_reports(sqlite_ledger, [file], actor="周宁", now=NOW)
    handed: list[tuple[bytes, str]] = []

    def hand(original: OriginalFile, place: str) -> str:
        handed.append((original.content, place))
        return f"已打开原件，看{place}"

    monkeypatch.setattr("tracker.tui.screens.source.hand_over", hand)
    app = TrackerApp(LedgerGateway(sqlite_ledger, actor="周宁", clock=clock), clock=clock)
    async with opened(app, (100, 30)) as pilot:
        await press(pilot, "o")
        source = screen_of(app, SourceScreen)
        await press(pilot, "O")
        assert handed[0][0] == file.read_bytes()
        chosen = source.passages[source.chosen or 0].span.start
        expected = original_of_document(sqlite_ledger, 1, at=chosen)[1]
        assert handed[0][1] == expected
        assert expected.startswith("第 ")
        assert expected.endswith(" 页")
        assert f"看{expected}" in screen_text(app)
        file.unlink()
        await press(pilot, "f18")
        assert len(handed) == 2
