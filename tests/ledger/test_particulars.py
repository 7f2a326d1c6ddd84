"""What items say of themselves, in the ledger: stored, corrected, filtered, and kept through a migration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledger.samples import NOW, broken_links
from tracker.domain.kinds import ItemKind, Missing, PassageKind, Severity, Theme
from tracker.ledger import tables as t
from tracker.ledger.particulars import as_text, of_text
from tracker.ledger.store import Ledger
from tracker.services.importing import import_reports
from tracker.services.items import list_items, show_item
from tracker.services.views import ItemFilter

REPORT = """根据安排，现将青石镇党委2022年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习12次。
二、存在问题
（一）个别支部理论学习不够深入。有的照本宣科。比如，河口支部半年没有研讨过一次。主要原因：考核不严。
（二）村集体经济薄弱。两个村没有增收产业。
三、下一步打算
（一）抓好理论学习。由组织办牵头，6月底前制定学习计划1份。
（二）壮大集体经济。进一步拓宽思路，不断增强发展后劲。
"""


def bring_in(ledger: Ledger, folder: Path, report: str = REPORT) -> None:
    file = folder / "2022.txt"
    file.write_text(report, encoding="utf-8")
    outcome = import_reports(ledger, [file], actor="张三", now=NOW)
    assert not outcome.failed


def test_what_an_item_says_is_kept_and_shown(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path)
    rows = list_items(ledger, ItemFilter()).rows
    assert [(row.theme, row.severity) for row in rows] == [
        (Theme.STUDY, Severity.LIMITED),
        (Theme.COLLECTIVE, None),
        (Theme.STUDY, None),
        (Theme.COLLECTIVE, None),
    ]
    first = show_item(ledger, rows[0].number)
    assert [(passage.kind, passage.words) for passage in first.passages] == [
        (PassageKind.HEDGE, "个别"),
        (PassageKind.HEDGE, "不够"),
        (PassageKind.EXAMPLE, "河口支部半年没有研讨过一次"),
        (PassageKind.CAUSE, "考核不严"),
    ]
    assert all(REPORT[slice(p.quote.span.start, p.quote.span.end)] == p.quote.text for p in first.passages)
    third = show_item(ledger, rows[2].number)
    assert [(passage.kind, passage.words) for passage in third.passages] == [(PassageKind.LEAD_UNIT, "组织办")]
    assert (rows[2].missing, rows[2].vague) == ((), False)
    assert (rows[3].missing, rows[3].vague) == ((Missing.WHO, Missing.WHEN, Missing.WHAT), True)


@pytest.mark.parametrize(
    "wanted, places",
    [
        (ItemFilter(theme=Theme.STUDY), [1, 3]),
        (ItemFilter(theme=Theme.STUDY, kind=ItemKind.PROBLEM), [1]),
        (ItemFilter(theme=Theme.IDEOLOGY), []),
        (ItemFilter(vague=True), [4]),
        (ItemFilter(vague=True, theme=Theme.STUDY), []),
    ],
)
def test_the_list_is_filtered_by_theme_and_vagueness(
    ledger: Ledger, tmp_path: Path, wanted: ItemFilter, places: list[int]
) -> None:
    bring_in(ledger, tmp_path)
    page = list_items(ledger, wanted)
    assert [int(row.number[-2:]) for row in page.rows] == places
    assert page.total == len(places)


def test_a_corrected_report_says_it_anew(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path)
    bring_in(
        ledger,
        tmp_path,
        REPORT.replace("比如，河口支部半年没有研讨过一次。", "").replace("进一步拓宽", "年底前办成合作社2家，"),
    )
    rows = list_items(ledger, ItemFilter()).rows
    assert [row.vague for row in rows] == [False] * 4
    kinds = [passage.kind for passage in show_item(ledger, rows[0].number).passages]
    assert PassageKind.EXAMPLE not in kinds
    assert PassageKind.CAUSE in kinds


@pytest.mark.parametrize("missing", [(), (Missing.WHAT,), tuple(Missing)])
def test_what_is_missing_comes_back_from_its_column(missing: tuple[Missing, ...]) -> None:
    assert of_text(as_text(missing)) == missing


LABELLED = """根据安排，现将青石镇党委2022年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习12次。
二、存在问题
（一）理论学习不够深入。主要原因：考核不严。责任领导：王副书记；责任单位：组织办；责任人：李小山；完成时限：2023年6月底。
（二）阵地滞后。两个村没有活动室。
三、下一步打算
（一）抓好理论学习。由支部书记负责落实，3月底前制定计划1份，9月底前轮训党员1遍。
"""


def test_what_the_text_gives_begins_the_columns_and_people_go_on(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path, LABELLED)
    rows = list_items(ledger, ItemFilter()).rows
    first, second, promise = (show_item(ledger, row.number).fields for row in rows)
    assert (first.cause, first.leader, first.lead_unit, first.person) == ("考核不严", "王副书记", "组织办", "李小山")
    assert (first.due_on, first.due_original) == (date(2023, 6, 30), date(2023, 6, 30))
    assert (second.cause, second.lead_unit, second.due_on) == ("", "", None)
    assert (promise.post, promise.person, promise.due_on) == ("支部书记", "", date(2023, 9, 30))
    with ledger.write() as session:
        session.execute(t.item.update().where(t.item.c.id == rows[0].id).values(lead_unit="宣传办"))
    bring_in(ledger, tmp_path, LABELLED.replace("责任单位：组织办", "责任单位：党政办"))
    assert show_item(ledger, rows[0].number).fields.lead_unit == "宣传办"


def test_a_ledger_written_before_is_told_when_the_report_comes_again(ledger: Ledger, tmp_path: Path) -> None:
    bring_in(ledger, tmp_path)
    before = [(row.theme, row.severity, row.missing) for row in list_items(ledger, ItemFilter()).rows]
    with ledger.write() as session:
        session.execute(t.item.update().values(theme=None, severity=None, missing=""))
        session.execute(t.item_action.update().values(missing=""))
        session.execute(t.item_passage.delete())
    file = tmp_path / "2022.txt"
    (outcome,) = import_reports(ledger, [file], actor="张三", now=NOW).files
    assert outcome.status == "unchanged"
    rows = list_items(ledger, ItemFilter()).rows
    assert [(row.theme, row.severity, row.missing) for row in rows] == before
    assert [passage.words for passage in show_item(ledger, rows[0].number).passages][2:] == [
        "河口支部半年没有研讨过一次",
        "考核不严",
    ]
    with ledger.read() as session:
        assert broken_links(session) == []
