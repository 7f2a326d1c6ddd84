"""Where files are written to: never over a ledger, another format, or the report that is read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from .conftest import Tracker

WRITING = (
    ("excel", "write", "{}"),
    ("form", "list", "问题清单", "-o", "{}"),
    ("form", "notice", "-o", "{}"),
    ("form", "template", "销号申请单", "-o", "{}"),
    ("due", "--ics", "{}"),
    ("report", "closure", "--format", "md", "-o", "{}"),
    ("report", "paragraph", "--format", "md", "-o", "{}"),
    ("report", "common", "--format", "md", "-o", "{}"),
    ("report", "overview", "--format", "md", "-o", "{}"),
)


@pytest.mark.parametrize("words", WRITING, ids=lambda words: "-".join(words[:2]))
def test_the_ledger_is_not_written_over(two_years: Tracker, db: Path, words: tuple[str, ...]) -> None:
    assert two_years("confirm", "--above", "0", "--org", "青石", "--year", 2021, "--yes").code == 0
    before = two_years("list", "--json").document
    refused = two_years(*(word.format(db) for word in words))
    assert (refused.code, refused.out) == (2, "")
    assert (refused.err.startswith("错误：") and refused.err.count("\n")) == 1
    assert two_years("list", "--json").document == before


@pytest.mark.parametrize("words", WRITING[:5], ids=lambda words: "-".join(words[:2]))
def test_nothing_of_another_format_is_written_over(two_years: Tracker, tmp_path: Path, words: tuple[str, ...]) -> None:
    notes = tmp_path / "笔记.txt"
    notes.write_text("自己的", encoding="utf-8")
    assert two_years("confirm", "--above", "0", "--org", "青石", "--year", 2021, "--yes").code == 0
    refused = two_years(*(word.format(notes) for word in words))
    assert (refused.code, notes.read_text(encoding="utf-8")) == (2, "自己的")
    assert "结尾" in refused.err


def test_a_report_is_not_written_over_what_it_is_read_from(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    page = tmp_path / "2021.html"
    text = (reports / "2021.txt").read_text(encoding="utf-8").replace("\n", "</p><p>")
    page.write_text(f"<meta charset=utf-8><p>{text}</p>", encoding="utf-8")
    before = page.read_bytes()
    for output in (page, tmp_path):
        refused = tracker("extract", page, "--format", "html", "-o", output)
        assert (refused.code, page.read_bytes()) == (2, before)
        assert "没有覆盖" in refused.err
    ledger = tmp_path / "另一本.db"
    shutil.copy(page, ledger)
    ledger.write_bytes(b"SQLite format 3\0" + bytes(84))
    assert tracker("extract", page, "--format", "json", "-o", ledger).code == 2
    assert ledger.read_bytes().startswith(b"SQLite")


def test_names_that_are_too_long(two_years: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "青石镇" * 27
    assert two_years("unit", "rename", "1", name).code == 0
    for words in (("report", "closure", "--format", "docx"), ("report", "closure", "--masked", "--format", "md")):
        written = two_years(*words)
        assert written.code == 0, written.err
    assert all(len(os.fsencode(one.name)) < 250 for one in tmp_path.iterdir())
    longer = name * 2
    for line in ("backup", "excel write", "form notice -o", "report closure -o", "restore"):
        refused = two_years(*line.split(), longer)
        assert (refused.code, refused.out) == (2, "")
        assert "程序的毛病" not in refused.err


IMPORTED = (
    ("extract", "{report}", "--format", "html", "-o", "{target}"),
    ("report", "closure", "--format", "html", "-o", "{target}"),
    ("report", "closure", "--format", "html", "--issue", "-o", "{target}"),
    ("report", "overview", "--format", "html", "-o", "{target}"),
)


@pytest.mark.parametrize("words", IMPORTED, ids=lambda words: "-".join(words[:2]))
def test_an_imported_report_is_not_written_over(
    two_years: Tracker, reports: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    page, copy = tmp_path / "2023.html", tmp_path / "抄件.html"
    text = (reports / "2021.txt").read_text(encoding="utf-8").replace("\n", "</p><p>").replace("2021", "2023")
    page.write_text(f"<meta charset=utf-8><p>{text}</p>", encoding="utf-8")
    assert two_years("import", page).code == 0
    shutil.copy(page, copy)
    before = page.read_bytes()
    for target in (page, copy):
        refused = two_years(*(word.format(report=reports / "2021.txt", target=target) for word in words))
        assert (refused.code, refused.out, target.read_bytes()) == (2, "", before)
        assert (refused.err.startswith("错误：") and refused.err.count("\n")) == 1
        assert "原件，没有覆盖" in refused.err
    assert "还没有印发过" in two_years("report", "issued").out
    copy.write_text("另一份", encoding="utf-8")
    assert two_years("report", "closure", "--format", "html", "-o", copy).code == 0


def test_evidence_is_not_written_over(two_years: Tracker, tmp_path: Path) -> None:
    proof = tmp_path / "台账截图.docx"
    proof.write_bytes("会议记录".encode())
    assert two_years("confirm", "01-2021-01", "--yes").code == 0
    assert two_years("evidence", "add", "01-2021-01", proof, "--date", "2022-05-01").code == 0
    refused = two_years("report", "closure", "--format", "docx", "-o", proof)
    assert (refused.code, proof.read_bytes()) == (2, "会议记录".encode())


@pytest.mark.parametrize("words", ["profile init", "lexicon init"])
def test_why_a_file_cannot_be_begun_is_told_in_chinese(tracker: Tracker, tmp_path: Path, words: str) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    for name, why in ((f"{'长' * 300}.toml", "路径太长"), ("文件/词.toml", "路径中有一段不是文件夹")):
        refused = tracker(*words.split(), tmp_path / name)
        assert (refused.code, refused.out) == (2, "")
        assert f"（{why}）" in refused.err
