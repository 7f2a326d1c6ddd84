from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.kinds import Status, Verdict
from tracker.reporting.blocks import Paragraph, Table
from tracker.reporting.differences import Change, difference_document, differences
from tracker.reporting.model import ClosureReport, Verification


def test_the_day_alone_is_no_change(report: ClosureReport) -> None:
    later = replace(report, made_on=date(2024, 6, 1), ledger_hash="f" * 64)
    assert differences(report, later) == ()
    (only,) = difference_document(report, later, names=("第1期", "现在")).blocks
    assert isinstance(only, Paragraph)


def test_a_closing_shows_in_the_figures_and_at_the_item(report: ClosureReport) -> None:
    done = Verification("李四", date(2024, 2, 1), "看过", self_verified=False)
    closed = replace(report.items[0], status=Status.CLOSED, verification=done, verdict=Verdict.RECTIFIED)
    later = replace(report, items=(closed, *report.items[1:]))
    found = differences(report, later)
    assert Change("", "问题：已销号", "1", "2") in found
    assert Change("", "问题：销号率", "25.00%", "50.00%") in found
    assert Change("03-2022-01", "台账状态", "整改中", "已销号") in found
    assert Change("03-2022-01", "报告说法", "称已整改但再次出现", "称已整改") in found
    assert Change("03-2022-01", "验收", "没有", "李四，2024年2月1日") in found
    table = next(one for one in difference_document(report, later, names=("甲", "乙")).blocks if isinstance(one, Table))
    assert len(table.rows) == len(found)


def test_items_that_come_and_go_are_told(report: ClosureReport) -> None:
    fewer = replace(report, items=report.items[1:])
    assert Change("03-2022-01", "事项", "支部组织生活不够经常", "没有") in differences(report, fewer)
    assert Change("03-2022-01", "事项", "没有", "支部组织生活不够经常") in differences(fewer, report)
