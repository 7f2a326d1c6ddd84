from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from tests.ledger.samples import NOW, counted_queries, plan, store
from tests.reporting.conftest import passage
from tracker.domain.kinds import Status, Theme
from tracker.ledger.store import Ledger
from tracker.reporting.as_json import render_common_json
from tracker.reporting.blocks import Heading, Table
from tracker.reporting.markdown import markdown
from tracker.reporting.masking import masked
from tracker.reporting.model import CountingRule, StateNames
from tracker.reporting.shared_problems import CommonReport, Group, Raised, Shared, compose_common
from tracker.reporting.shared_problems_sheet import common_workbook
from tracker.services.shared_problems import common_in, common_report
from tracker.services.workflow import move_item

TODAY = date(2024, 1, 10)


def shared(number: str, unit: str, year: int, status: Status, text: str, likeness: float) -> Shared:
    return Shared(number, unit, year, text[:10], status, passage(year, 100, text), likeness)


GROUPS = (
    Group(
        "村级后备力量不足",
        Theme.TEAM,
        ("后备", "年轻人"),
        (
            shared("01-2022-01", "甲镇", 2022, Status.CLOSED, "村级后备力量不足，年轻人不愿回村。", 1.0),
            shared("02-2022-03", "乙镇", 2022, Status.OPEN, "=HYPERLINK(后备力量青黄不接)", 0.6),
            shared("02-2023-01", "乙镇", 2023, Status.CONTINUING, "后备力量还是不足，由张三同志负责。", 0.5),
        ),
    ),
    Group(
        "学习不够深入",
        None,
        (),
        (
            shared("01-2023-02", "甲镇", 2023, Status.OPEN, "学习不够深入。", 1.0),
            shared("03-2023-01", "丙镇", 2023, Status.OPEN, "学习不深不透。", 0.7),
        ),
    ),
)
REPORT = CommonReport(
    year=None,
    outstanding=False,
    at_least=2,
    made_on=TODAY,
    raised=(
        *(Raised(one.number, one.unit, one.year, one.status, group.theme) for group in GROUPS for one in group.items),
        Raised("04-2023-01", "丁镇", 2023, Status.OPEN, Theme.STUDY),
    ),
    groups=GROUPS,
    ledger_hash="c0ffee" + "0" * 58,
)


@pytest.fixture
def three_towns(ledger: Ledger) -> Ledger:
    for unit in ("青石镇党委", "赤水乡党委", "白河镇党委"):
        store(
            ledger,
            plan(unit, 2022, ["村级后备力量不足：年轻人不愿回村任职", f"{unit}的污水管网没有接通"], []),
            plan(unit, 2023, ["村级后备力量不足：青黄不接"], []),
        )
    return ledger


def test_the_document_goes_by_theme_and_by_problem_with_every_quote() -> None:
    document = compose_common(REPORT)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "一、总体情况",
        f"二、{Theme.TEAM.label}",
        "共性问题1　村级后备力量不足",
        "三、未归类",
        "共性问题2　学习不够深入",
    ]
    told = markdown(document)
    for group in GROUPS:
        for one in group.items:
            assert one.number in told
            assert one.status.label in told
    assert (
        "4个单位的历年报告提出问题6个，2个以上单位都有的归为2类，涉及单位3个、问题5个，其中已销号1个、未办结4个。"
        in told
    )
    assert "2个单位3条：2022年度2条，2023年度1条。都说到后备、年轻人。待整改1条，持续整改1条，已销号1条。" in told
    assert "计数口径" in told
    assert "归类口径" in told


def test_themes_are_counted_over_all_problems_and_years_apart() -> None:
    tables = [block for block in compose_common(REPORT).blocks if isinstance(block, Table)]
    themes = {row[0][0][0].text: [cell[0][0].text for cell in row[1:]] for row in tables[0].rows}
    assert themes == {
        Theme.TEAM.label: ["2", "3", "2", "1", "3"],
        Theme.STUDY.label: ["1", "1", "1", "0", "0"],
        "未归类": ["2", "2", "2", "1", "2"],
    }
    years = {row[0][0][0].text: [cell[0][0].text for cell in row[1:]] for row in tables[1].rows}
    assert years == {"2022年度": ["2", "2", "1", "1", "2"], "2023年度": ["4", "4", "4", "2", "3"]}


def test_it_is_counted_and_named_as_the_office_does() -> None:
    rule = CountingRule((Status.CLOSED, Status.CONTINUING), (Status.REJECTED,), "持续整改计为完成。")
    own = replace(REPORT, counting=rule, names=StateNames(((Status.OPEN, "待办"),)))
    told = markdown(compose_common(own))
    assert "其中计为完成2个、未办结4个" in told
    assert "持续整改计为完成。" in told
    assert "待办1条" in told
    assert "待整改" not in told


def test_nothing_in_common_is_said() -> None:
    told = markdown(compose_common(replace(REPORT, groups=())))
    assert "没有2个以上单位共有的问题" in told


def test_the_workbook_has_each_quote_in_a_row_and_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(common_workbook(REPORT)))
    assert book.sheetnames == ["共性问题", "各单位原文"]
    rows = list(book["各单位原文"].iter_rows(min_row=3, values_only=True))
    assert [row[3] for row in rows] == ["01-2022-01", "02-2022-03", "02-2023-01", "01-2023-02", "03-2023-01"]
    assert rows[1][7] == "=HYPERLINK(后备力量青黄不接)"
    assert all(cell.data_type != "f" for row in book["各单位原文"].iter_rows() for cell in row)
    groups = list(book["共性问题"].iter_rows(min_row=3, values_only=True))
    assert groups[0][5:] == (2, 3, 2, "乙镇、甲镇")
    assert book["各单位原文"].print_title_rows == "$2:$2"


def test_the_workbook_is_the_same_every_time() -> None:
    with ZipFile(BytesIO(common_workbook(REPORT))) as one, ZipFile(BytesIO(common_workbook(REPORT))) as other:
        assert [one.read(name) for name in one.namelist()] == [other.read(name) for name in other.namelist()]


def test_names_are_masked_in_a_copy_for_publication() -> None:
    copy, found = masked(compose_common(REPORT))
    assert [one.text for one in found if one.rule == "人名"] == ["张三"]
    assert "张三" not in markdown(copy)
    assert "02-2023-01" in markdown(copy)


def test_the_report_holds_what_the_command_finds(three_towns: Ledger) -> None:
    move_item(three_towns, "01-2022-01", Status.REJECTED, note="不是本单位的事", actor="甲", now=NOW)
    told: list[tuple[int, int]] = []
    report = common_report(three_towns, today=TODAY, progress=lambda done, steps: told.append((done, steps)))
    found = common_in(three_towns)
    assert told
    assert all(0 <= done <= steps for done, steps in told)
    assert report.units == ("白河镇党委", "赤水乡党委", "青石镇党委")
    assert "01-2022-01" not in {one.number for one in report.raised}
    assert found.problems == len(report.raised)
    assert [group.title for group in report.groups] == [group.title for group in found.groups]
    assert [[one.number for one in group.items] for group in report.groups] == [
        [row.number for row, _, _ in group.items] for group in found.groups
    ]
    assert {one.quote.text for one in report.groups[0].items} == {quote.text for _, quote, _ in found.groups[0].items}
    assert str(report.ledger_hash) in render_common_json(report)


def test_only_one_year_and_only_what_is_open(three_towns: Ledger) -> None:
    of_year = common_report(three_towns, today=TODAY, year=2023)
    assert {one.year for one in of_year.items} == {2023}
    assert json.loads(render_common_json(of_year))["year"] == 2023
    assert common_report(three_towns, today=TODAY, units=4).groups == ()


def test_a_unit_more_costs_no_query_more(three_towns: Ledger) -> None:
    with counted_queries() as few:
        common_report(three_towns, today=TODAY)
    for number in range(5):
        store(three_towns, plan(f"第{number}乡", 2022, ["村级后备力量不足：年轻人少"], []))
    with counted_queries() as more:
        common_report(three_towns, today=TODAY)
    assert len(few) == len(more)
