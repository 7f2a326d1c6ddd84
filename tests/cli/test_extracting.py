"""``tracker extract`` and ``compare``: the contract's documents on standard output, and the same for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reading.page_files import laid_out, pdf

from .conftest import FIRST_YEAR, SECOND_YEAR, Tracker


def test_extract_as_json_keeps_the_contract(tracker: Tracker, reports: Path, db: Path) -> None:
    result = tracker("extract", "--format", "json", reports / "2021.txt")
    document = result.document
    assert result.code == 0
    assert document["schema"] == "tracker.extract/1"
    assert document["report"]["org"] == "青石镇党委"
    assert document["report"]["year"] == 2021
    assert [problem["title"] for problem in document["problems"]] == ["压力传导不够深入", "阵地建设不够完善"]
    for kind in ("sections", "problems", "commitments", "closures", "tallies", "metrics"):
        for found in document[kind]:
            assert FIRST_YEAR[found["span"]["start"] : found["span"]["end"]] == found["text"]
    assert not db.exists()


def test_extract_takes_organisation_and_year(tracker: Tracker, reports: Path) -> None:
    document = tracker(
        "extract", "--format", "json", "--org", "赤水乡", "--year", "1999", reports / "2021.txt"
    ).document
    assert (document["report"]["org"], document["report"]["year"]) == ("赤水乡", 1999)


def test_extract_for_people(tracker: Tracker, reports: Path) -> None:
    result = tracker("extract", reports / "2022.txt")
    assert result.code == 0
    assert result.out.startswith(
        f"青石镇党委  2022 年度\n文件 {reports / '2022.txt'}，{len(SECOND_YEAR)} 字，编码 gb18030\n"
    )
    for part in ("问题（1）", "承诺（1）", "整改说法（", "指标（", "压力传导不够深入", "（时限 2023-06-30）"):
        assert part in result.out


def test_compare_as_json_keeps_the_contract(tracker: Tracker, reports: Path, db: Path) -> None:
    result = tracker("compare", "--format", "json", reports / "2021.txt", reports / "2022.txt")
    document = result.document
    assert result.code == 0
    assert document["schema"] == "tracker.compare/1"
    assert (document["old"]["year"], document["new"]["year"]) == (2021, 2022)
    first = document["items"][0]
    assert (first["verdict"], first["recurs_as"]) == ("contested", "p1")
    item, claim = first["item"], first["claim"]
    assert FIRST_YEAR[item["span"]["start"] : item["span"]["end"]] == item["text"]
    assert SECOND_YEAR[claim["span"]["start"] : claim["span"]["end"]] == claim["text"]
    assert not db.exists()


def test_compare_for_people(tracker: Tracker, reports: Path) -> None:
    result = tracker("compare", reports / "2021.txt", reports / "2022.txt")
    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[2] == "！数目对不上：新报告说述职查摆问题有 3 个，旧报告列出 2 个"
    assert lines[3].startswith("共 4 项：")
    assert any(line.startswith("p1    问题  称已整改但再次出现  压力传导不够深入") for line in lines)


@pytest.mark.parametrize("command", [["extract"], ["compare", __file__]])
def test_a_file_that_cannot_be_read(tracker: Tracker, tmp_path: Path, command: list[str]) -> None:
    result = tracker(*command, tmp_path / "无.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"错误：读不了“{tmp_path / '无.txt'}”：没有这个文件。请检查路径和文件名。\n"


def test_extract_as_a_page(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    printed = tracker("extract", "--format", "html", reports / "2021.txt")
    assert printed.code == 0
    assert printed.out.startswith("<!DOCTYPE html>")
    written = tracker("extract", "--format", "html", "-o", tmp_path, reports / "2021.txt")
    assert (tmp_path / "2021.html").read_text(encoding="utf-8") == printed.out
    assert written.out == f"已写出 {tmp_path / '2021.html'}\n"
    assert tracker("extract", "--format", "html", reports / "2021.txt").out == printed.out


def test_a_table_goes_to_the_screen_only(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    result = tracker("extract", "-o", tmp_path / "x.txt", reports / "2021.txt")
    assert (result.code, result.out) == (2, "")
    assert "--format html" in result.err


def test_extract_as_json_to_a_file(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    assert tracker("extract", "--format", "json", "-o", tmp_path / "x.json", reports / "2021.txt").code == 0
    document = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert document["schema"] == "tracker.extract/1"


UNPLACED = """青石镇党委2023年工作报告
一、主要工作
组织中心组学习12次。
二、存在问题
村里的账目一直没有公开过。
（一）个别支部理论学习不够深入。比如，河口支部半年没有研讨过一次。主要原因：考核不严。
（二）村集体经济薄弱。两个村没有增收产业。
三、下一步打算
（一）抓好理论学习。由组织办牵头，6月底前制定学习计划1份。
（二）壮大集体经济。进一步拓宽思路，不断增强发展后劲。
"""


@pytest.fixture
def unplaced(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(UNPLACED, encoding="utf-8")
    return path


def test_what_items_say_of_themselves_is_added_to_the_document(tracker: Tracker, unplaced: Path) -> None:
    document = tracker("extract", "--format", "json", unplaced).document
    first, _ = document["problems"]
    assert (first["theme"], first["severity"]) == ("study", "limited")
    assert [(one["kind"], one["words"]) for one in first["passages"]] == [
        ("hedge", "个别"),
        ("hedge", "不够"),
        ("example", "河口支部半年没有研讨过一次"),
        ("cause", "考核不严"),
    ]
    one, other = document["commitments"]
    assert (one["vague"], one["missing"]) == (False, [])
    assert (other["vague"], other["missing"]) == (True, ["who", "when", "what"])
    assert [action["missing"] for action in one["actions"]][-1] == ["who"]
    (left,) = document["uncovered"]
    assert (left["section"], left["text"]) == ("problems", "村里的账目一直没有公开过")
    for found in (*first["passages"], left):
        assert UNPLACED[found["span"]["start"] : found["span"]["end"]] == found["text"]


def test_extract_for_people_tells_what_was_not_placed(tracker: Tracker, unplaced: Path) -> None:
    out = tracker("extract", unplaced).out
    for part in (
        "没有归入的句子（1）",
        "村里的账目一直没有公开过",
        "举例：河口支部半年没有研讨过一次",
        "牵头单位：组织办",
    ):
        assert part in out
    assert "！空泛：没写明谁来做、何时完成、做到什么" in out


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_table_fits_the_screen(
    tracker: Tracker, unplaced: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.cli.layout import width_of

    monkeypatch.setenv("COLUMNS", str(columns))
    lines = tracker("extract", unplaced).out.splitlines()
    assert max(width_of(line) for line in lines if "报告.txt" not in line) <= max(columns, 48)


def test_import_puts_what_to_look_at_first(tracker: Tracker, unplaced: Path) -> None:
    result = tracker("import", unplaced)
    assert "先核对这 1 项" in result.out
    assert "壮大集体经济" in result.out.partition("先核对")[2]
    assert "有 1 句没有归入任何一项" in result.err
    assert "壮大集体经济" in tracker("list", "--vague").out
    assert "抓好理论学习" in tracker("list", "--theme", "理论学习").out
    assert "壮大集体经济" not in tracker("list", "--theme", "study").out
    assert tracker("list", "--theme", "不存在").code == 2
    shown = tracker("show", "01-2023-04").out
    assert "没写明谁来做、何时完成、做到什么" in shown
    told = tracker("show", "01-2023-01", "--json").document
    assert [passage["words"] for passage in told["passages"]][2:] == ["河口支部半年没有研讨过一次", "考核不严"]


def test_import_as_json_tells_what_to_look_at(tracker: Tracker, unplaced: Path) -> None:
    (file,) = tracker("import", "--json", unplaced).document["files"]
    (doubt,) = file["doubtful"]
    assert doubt["why"] == "没写明谁来做、何时完成、做到什么"
    assert doubt["item"]["title"] == "壮大集体经济"


def test_where_there_is_no_encoding_none_is_named(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "报告.pdf"
    file.write_bytes(pdf(laid_out(FIRST_YEAR)))

    assert "编码" not in tracker("extract", file).out
    assert "编码" not in tracker("extract", file, "--format", "html").out


def test_a_deadline_before_the_year_reported_on_is_told_of(tracker: Tracker, tmp_path: Path) -> None:
    report = tmp_path / "2021.txt"
    report.write_text(f"{FIRST_YEAR}（三）强化督查。2019年6月底前建成督查平台。\n", encoding="utf-8")
    for command in ("extract", "import"):
        told = tracker(command, report)
        assert told.code == 0
        assert "“强化督查”的时限 2019-06-30 在报告年度 2021 以前，请核对原文" in told.err
