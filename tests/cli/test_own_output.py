"""What the program has written is never taken for a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import FIRST_YEAR, Tracker
from tracker.services.own_output import is_own_output


@pytest.mark.parametrize(
    "command",
    [
        ("report", "closure", "--year", 2022, "--format", "md"),
        ("report", "closure", "--year", 2022, "--format", "docx"),
        ("report", "closure", "--year", 2022, "--format", "html"),
        ("report", "overview", "--format", "md"),
        ("report", "common", "--year", 2022, "--format", "md"),
        ("form", "notice"),
        ("form", "supervise"),
        ("form", "application", "01-2022-01"),
    ],
    ids=lambda command: " ".join(map(str, command)),
)
def test_own_documents_in_a_folder_are_left_out(
    two_years: Tracker, tmp_path: Path, command: tuple[object, ...]
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    assert two_years("confirm", "--above", "0", "--org", "青石", "--year", 2021, "--yes").code == 0
    assert two_years(*command, "--output", folder).code == 0
    written = list(folder.iterdir())
    assert written
    before = two_years("list", "--json").out

    result = two_years("import", folder)
    assert result.code == 2
    assert result.err.count("是本程序写出的文件") == len(written)
    assert two_years("list", "--json").out == before


def test_what_was_read_shown_as_a_page_is_left_out(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    page = tmp_path / "读出什么.html"
    page.write_text(tracker("extract", reports / "2022.txt", "--format", "html").out, encoding="utf-8")

    assert "是本程序写出的文件" in tracker("import", page).err


def test_reports_are_no_output_of_ours(root: Path) -> None:
    assert not is_own_output(FIRST_YEAR)
    assert not any(is_own_output(file.read_text(encoding="utf-8")) for file in root.glob("seeds/*/*.txt"))
