"""``tracker trace`` and ``tracker common`` on a real ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import FIRST_YEAR, SECOND_YEAR, Tracker

THIRD_YEAR = """根据安排，现将青石镇党委2023年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习15次。
二、存在问题
（一）压力传导还是不够深入。少数党支部抓党建的责任没有压实，上热下冷没有根本扭转。
三、下一步打算
（一）严格考核。把党建考核结果和评先评优挂钩。
"""
OTHER_UNIT = """根据安排，现将白石乡党委2021年度抓基层党建工作情况报告如下。
一、主要做法
走访党员40人。
二、存在问题
（一）责任压力传导不够。有的党支部抓党建责任没有压实，上热下冷。
（二）河道采砂监管不严。两处砂场超范围开采。
三、下一步打算
（一）压实责任。每季度开一次例会。
"""


@pytest.fixture
def three_years(two_years: Tracker, tmp_path: Path) -> Tracker:
    file = tmp_path / "2023.txt"
    file.write_text(THIRD_YEAR, encoding="utf-8")
    assert two_years("import", file).code == 0
    return two_years


@pytest.mark.parametrize("number", ["01-2021-01", "01-2022-01", "01-2023-01"])
def test_the_same_matter_from_whichever_number(three_years: Tracker, number: str) -> None:
    told = three_years("trace", number, "--json").document
    assert [item["number"] for item in told["items"]] == ["01-2021-01", "01-2022-01", "01-2023-01"]
    assert (told["number"], told["first_year"], told["age"], told["times"]) == (number, 2021, 3, 3)
    assert told["outstanding"] is True
    assert [(one["year"], one["nth"]) for one in told["years"]] == [(2021, 1), (2022, 2), (2023, 3)]
    for year, text in zip(told["years"], (FIRST_YEAR, SECOND_YEAR, THIRD_YEAR), strict=True):
        for raised in year["raised"]:
            span = raised["quote"]["span"]
            assert text[span["start"] : span["end"]] == raised["quote"]["text"]
    assert [one["verdict"] for year in told["years"] for one in year["said"]] == ["contested", "recurring"]
    claim = told["years"][1]["said"][0]["claim"]
    assert SECOND_YEAR[claim["span"]["start"] : claim["span"]["end"]] == claim["text"]


def test_the_page_tells_it_year_by_year(three_years: Tracker) -> None:
    three_years("move", "01-2021-01", "待整改", "--note", "与原文一致")
    page = three_years("trace", "01-2023-01").out
    assert "2021 年度头一次列出，到 2023 年度是第 3 年，在 3 个年度列出，还没有了结" in page
    assert page.index("2021 年度（第 1 年）") < page.index("2022 年度（第 2 年）") < page.index("2023 年度（第 3 年）")
    assert "称已整改但再次出现" in page
    assert "再次列出 01-2023-01" in page
    assert "说法（" in page
    assert "与原文一致" in page


def test_a_confirming_taken_back_is_told_as_well(two_years: Tracker) -> None:
    assert two_years("confirm", "01-2021-01", "--yes").code == 0
    assert two_years("undo", "--note", "看错了").code == 0
    told = two_years("trace", "01-2021-01", "--json").document["events"]
    assert [one["note"] for one in told][-1] == "看错了"
    assert "撤销" in told[-1]["what"]
    assert "看错了" in two_years("trace", "01-2021-01").out


def test_a_number_that_is_not_there(three_years: Tracker) -> None:
    missing = three_years("trace", "07-2021-01")
    assert (missing.code, missing.out) == (2, "")


def test_what_two_units_have_in_common(one_year: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "2021.txt"
    file.write_text(OTHER_UNIT, encoding="utf-8")
    assert one_year("import", file).code == 0
    told = one_year("common", "--year", "2021", "--json").document
    assert (told["schema"], told["units"], told["problems"]) == ("tracker.common/1", 2, 4)
    (group,) = told["groups"]
    assert group["units"] == ["白石乡党委", "青石镇党委"]
    texts = {1: FIRST_YEAR, 2: OTHER_UNIT}
    for one in group["items"]:
        quote = one["quote"]
        assert texts[quote["document_id"]][quote["span"]["start"] : quote["span"]["end"]] == quote["text"]
    page = one_year("common", "--year", "2021")
    assert "其中 2 个归为 1 类共性问题" in page.out
    assert "青石镇党委" in page.out
    nothing = one_year("common", "--year", "2020")
    assert "没有几个单位共有的问题" in nothing.err
