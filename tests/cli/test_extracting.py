"""``tracker extract`` and ``compare``: the contract's documents on standard output, and the same for people."""

from __future__ import annotations

from pathlib import Path

import pytest

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
