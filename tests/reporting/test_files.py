from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tracker.domain.errors import UsageError
from tracker.reporting.files import free_path, is_folder, target, write_whole

LONG = "县" * 81


def test_a_file_is_written_whole_and_replaces_yesterdays(tmp_path: Path) -> None:
    for content in (b"yesterday", b"today"):
        write_whole(content, tmp_path / "报告.docx")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("报告.docx", b"today")]


def test_a_ledger_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "台账.docx"
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE unit (name TEXT)")
    raw.close()
    before = file.read_bytes()
    with pytest.raises(UsageError, match="没有覆盖"):
        write_whole(b"report", file)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("台账.docx", before)]


def test_a_name_that_is_just_short_enough_is_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'a' * 250}.docx"
    write_whole(b"report", file)
    assert file.read_bytes() == b"report"


def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / f"{LONG}2022年度.docx"
    for refused in (lambda: write_whole(b"", file), lambda: is_folder(file), lambda: target(file, "", ".docx")):
        with pytest.raises(UsageError, match="文件名"):
            refused()


def test_a_free_name_is_cut_in_its_middle_and_stays_free(tmp_path: Path) -> None:
    stem = f"{LONG}2022年度整改情况报告（公开）"
    for _ in range(2):
        path = free_path(tmp_path, stem, ".docx")
        write_whole(b"report", path)
    first, second = sorted(tmp_path.iterdir(), key=lambda one: len(one.name))
    assert first.name.startswith("县县县")
    assert first.name.endswith("2022年度整改情况报告（公开）.docx")
    assert second.name.endswith("（2）.docx")
    assert all(len(one.name.encode()) <= 220 for one in (first, second))
    assert free_path(tmp_path, "甲/乙", ".md") == tmp_path / "甲_乙.md"


def test_where_a_file_goes(tmp_path: Path) -> None:
    assert target(tmp_path, "清单", ".xlsx") == tmp_path / "清单.xlsx"
    assert target(tmp_path / "我的.XLSX", "清单", ".xlsx") == tmp_path / "我的.XLSX"
    for other in ("我的.txt", "我的", "我的.db"):
        with pytest.raises(UsageError, match=r"用 \.xlsx 结尾"):
            target(tmp_path / other, "清单", ".xlsx")
