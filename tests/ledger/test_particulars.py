"""What items say of themselves, in the ledger: stored, corrected, filtered, and kept through a migration."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.ledger.migrating import to_revision
from tests.ledger.samples import NOW
from tracker.domain.kinds import ItemKind, Missing, PassageKind, Severity, Theme
from tracker.ledger import open_ledger
from tracker.ledger import tables as t
from tracker.ledger.engine import connect, find_place
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


def test_down_and_up_again_keeps_the_items(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    with open_ledger(place) as ledger:
        bring_in(ledger, tmp_path)
    engine = connect(find_place(place))
    items = text("SELECT id, title, quote FROM item ORDER BY id")
    try:
        with engine.connect() as connection:
            before = connection.execute(items).all()
        to_revision(engine, "0002")
        with engine.connect() as connection:
            assert connection.execute(items).all() == before
        to_revision(engine, "0003")
        with engine.connect() as connection:
            assert connection.execute(select(t.item.c.missing)).scalars().all() == [""] * len(before)
            assert connection.execute(select(t.item.c.theme)).scalars().all() == [None] * len(before)
    finally:
        engine.dispose()
