from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.cli.reports import _told_so_far
from tracker.reading import office, read_report


@pytest.mark.parametrize(
    "command, form, opening",
    [
        ("closure", "md", "# 青石镇党委2022年度整改情况报告"),
        ("closure", "html", "<!DOCTYPE html>"),
        ("closure", "json", "{"),
        ("paragraph", "md", "# 青石镇党委上年问题整改情况（草稿）"),
        ("paragraph", "html", "<!DOCTYPE html>"),
        ("paragraph", "json", "{"),
    ],
)
def test_what_is_text_goes_to_the_screen(two_years: Tracker, command: str, form: str, opening: str) -> None:
    result = two_years("report", command, "--format", form, "-o", "-")
    assert result.code == 0
    assert result.out.startswith(opening)
    assert result.err == ""


def test_figures_in_json_hold_their_items(two_years: Tracker) -> None:
    found = two_years("report", "closure", "--format", "json", "-o", "-").document
    assert found["form"] == "tracker-closure-report/1"
    assert found["figures"]["problems"]["total"] == {
        "label": "总数",
        "count": 2,
        "items": ["01-2021-01", "01-2021-02"],
    }


def test_each_sentence_of_the_draft_names_its_items(two_years: Tracker) -> None:
    found = two_years("report", "paragraph", "--format", "json", "-o", "-").document
    assert found["sentences"][0]["numbers"] == ["01-2021-01", "01-2021-02", "01-2021-03", "01-2021-04"]
    assert any(sentence["gap"] for sentence in found["sentences"])


def test_word_files_take_a_free_name(two_years: Tracker, tmp_path: Path) -> None:
    for _ in range(2):
        assert two_years("report", "paragraph", "--format", "docx", "-o", tmp_path).code == 0
    made = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert made == ["青石镇党委2022年度上年问题整改情况草稿.docx", "青石镇党委2022年度上年问题整改情况草稿（2）.docx"]
    assert (tmp_path / made[0]).read_bytes() == (tmp_path / made[1]).read_bytes()


def test_word_does_not_go_to_the_screen(two_years: Tracker) -> None:
    result = two_years("report", "paragraph", "--format", "docx", "-o", "-")
    assert (result.code, result.out) == (2, "")
    assert "Word" in result.err


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_pdf_says_what_word_says(two_years: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "报告.pdf"
    assert two_years("report", "closure", "-o", file).code == 0
    text = "".join(read_report(file).text.split())
    assert "青石镇党委2022年度整改情况报告" in text
    assert "台账校验码" in text


def test_pdf_without_libreoffice_is_one_clear_line(
    two_years: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_OFFICE", "")
    result = two_years("report", "closure", "-o", tmp_path / "报告.pdf")
    assert (result.code, result.out) == (2, "")
    assert "LibreOffice" in result.err
    assert not (tmp_path / "报告.pdf").exists()


def test_a_masked_copy_comes_with_the_list_of_what_was_masked(two_years: Tracker, tmp_path: Path) -> None:
    result = two_years("report", "closure", "--masked", "--format", "html", "-o", tmp_path)
    assert result.code == 0
    assert sorted(path.name for path in tmp_path.glob("青石镇*")) == [
        "青石镇党委2022年度整改情况报告（公开）.html",
        "青石镇党委2022年度整改情况报告（公开）脱敏清单.md",
    ]
    assert "内部留存" in result.out


def test_a_masked_copy_does_not_go_to_the_screen(two_years: Tracker) -> None:
    result = two_years("report", "closure", "--masked", "-o", "-")
    assert (result.code, result.out) == (2, "")
    assert "脱敏" in result.err


def test_issued_reports_are_listed_made_again_and_compared(two_years: Tracker, tmp_path: Path) -> None:
    issued = two_years("report", "closure", "--issue", "--format", "html", "-o", tmp_path)
    assert issued.code == 0
    assert "已印发第1期" in issued.err
    assert "没有变化，不另出一期" in two_years("report", "closure", "--issue", "-o", "-").err
    assert "2022 年度  第1期" in two_years("report", "issued").out
    assert "没有变化" in two_years("report", "diff").out
    assert two_years("move", "01-2021-01", "待整改", "--note", "核对过").code == 0
    changed = two_years("report", "diff", "--format", "json").document
    assert {"number": "01-2021-01", "what": "台账状态", "before": "待确认", "after": "待整改"} in changed["changes"]
    again = two_years("report", "closure", "--issued", "1", "--format", "html", "-o", "-").out
    assert again == (tmp_path / "青石镇党委2022年度整改情况报告（第1期）.html").read_text(encoding="utf-8")
    assert two_years("report", "closure", "--issued", "3", "-o", "-").code == 2
    assert two_years("report", "closure", "--issued", "1", "--issue", "-o", "-").code == 2


def test_common_problems_come_in_every_format(two_years: Tracker, tmp_path: Path) -> None:
    for form in ("docx", "md", "html", "json", "xlsx"):
        result = two_years("report", "common", "--units", "2", "-o", tmp_path / f"共性问题.{form}")
        assert (result.code, result.err) == (0, "")
        assert (tmp_path / f"共性问题.{form}").stat().st_size > 100
    assert two_years("report", "common", "--format", "json", "-o", "-").document["form"] == "tracker-common/1"


def test_a_workbook_neither_goes_to_the_screen_nor_holds_another_report(two_years: Tracker, tmp_path: Path) -> None:
    on_screen = two_years("report", "common", "--format", "xlsx", "-o", "-")
    assert (on_screen.code, on_screen.out) == (2, "")
    assert "Excel" in on_screen.err
    other = two_years("report", "overview", "-o", tmp_path / "汇总.xlsx")
    assert other.code == 2
    assert "tracker excel write" in other.err
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_file_that_cannot_be_is_refused_with_those_that_can(two_years: Tracker, tmp_path: Path) -> None:
    nameless = two_years("report", "overview", "-o", tmp_path / "汇总.txt")
    assert ".html 或 .json 结尾" in nameless.err
    workbook = two_years("report", "common", "-o", tmp_path / "共性问题.txt")
    assert ".json 或 .xlsx 结尾" in workbook.err
    nowhere = two_years("report", "overview", "-o", tmp_path / "没有" / "汇总.md")
    assert nowhere.code == 2
    assert "（没有这个路径）" in nowhere.err


def test_a_masked_copy_of_common_problems_comes_with_its_list(two_years: Tracker, tmp_path: Path) -> None:
    assert two_years("report", "common", "--masked", "--format", "md", "-o", tmp_path).code == 0
    assert sorted(path.name for path in tmp_path.glob("历年*")) == [
        "历年共性问题分析（公开）.md",
        "历年共性问题分析（公开）脱敏清单.md",
    ]
    assert two_years("report", "common", "--masked", "-o", tmp_path / "公开.xlsx").code == 2


def test_how_far_it_has_got_is_told_where_a_person_looks_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for looks_on, said in ((True, "正在归类 50%"), (False, "")):
        monkeypatch.setattr("sys.stderr.isatty", lambda looks_on=looks_on: looks_on)
        with _told_so_far("正在归类") as told:
            told("50%")
        found = capsys.readouterr()
        assert found.out == ""
        assert (said in found.err) if said else (found.err == "")


def test_an_application_without_evidence_is_written_with_a_warning(two_years: Tracker, tmp_path: Path) -> None:
    written = two_years("form", "application", "01-2022-01", "-o", tmp_path)
    assert written.code == 0
    assert "01-2022-01 还是“待确认”，本轮没有佐证" in written.err
    assert "佐证" not in written.out
    assert (tmp_path / "销号申请单01-2022-01.docx").exists()
