"""Ledgers of other layouts taken in, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.services.telling import assert_sound
from tests.sheets.making import written
from tests.sheets.test_layouts import SIMPLE, TWO_ROWS, TWO_ROWS_MERGED, workbook
from tracker.domain.columns import LedgerColumn as C
from tracker.domain.errors import NotFoundError, SheetError, UsageError
from tracker.domain.fields import Field
from tracker.domain.kinds import ItemKind, Origin, Status, Term
from tracker.ledger.store import Ledger
from tracker.services.filling import fill_in
from tracker.services.foreign import look_into
from tracker.services.foreign_import import Imported, Wanted, import_foreign, plan
from tracker.services.items import list_items, show_item
from tracker.services.views import ItemFilter

NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
FOUND = Wanted(unit="青石镇党委", origin=Origin.INSPECTION, found_on=date(2026, 3, 10), new_units=True)


def take(ledger: Ledger, path: Path, wanted: Wanted = FOUND, *, dry_run: bool = False, **looking: Any) -> Imported:
    items = plan(look_into(path, **looking), wanted)
    return import_foreign(ledger, items, wanted, path=path.name, actor="张三", now=NOW, dry_run=dry_run)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "老台账.xlsx", {"台账": TWO_ROWS}, TWO_ROWS_MERGED)


def test_the_items_of_a_sheet_are_entered_with_their_words(ledger: Ledger, book: Path) -> None:
    found = take(ledger, book)
    assert found.numbers == ("01-2026-01", "01-2026-02", "01-2026-03")
    detail = show_item(ledger, "01-2026-01")
    assert (detail.row.title, detail.row.status) == ("压力传导不够：支部书记不履责", Status.PROPOSED)
    assert detail.quote.text == "压力传导不够\n支部书记不履责"
    fields = detail.fields
    assert (fields.origin, fields.found_on, fields.term) == (Origin.INSPECTION, date(2026, 3, 10), Term.AT_ONCE)
    assert (fields.measures, fields.person, fields.leader) == ("制定清单\n每季例会", "王五、赵六", "李四")
    assert fields.category == "一、党的建设方面"
    assert [(event.what, event.note, event.command) for event in detail.events] == [
        ("登记", "自 老台账.xlsx 导入", found.command)
    ]
    assert show_item(ledger, "01-2026-03").row.title == "会议多"
    assert_sound(ledger)


def test_the_same_file_twice_changes_nothing(ledger: Ledger, book: Path) -> None:
    take(ledger, book)
    again = take(ledger, book)
    assert (again.numbers, len(again.known), again.command) == ((), 3, None)
    assert list_items(ledger, ItemFilter()).total == 3


def test_a_longer_file_brings_what_is_new(ledger: Ledger, tmp_path: Path) -> None:
    short = workbook(tmp_path / "a.xlsx", {"台账": SIMPLE[:3]})
    long = workbook(tmp_path / "b.xlsx", {"台账": [*SIMPLE[:4], [3, "压力传导不够深入", "重复的一行"]]})
    assert take(ledger, short).numbers == ("01-2026-01",)
    found = take(ledger, long)
    assert found.numbers == ("01-2026-02",)
    assert [item.lines for item in found.known] == [(3,), (5,)]


def test_a_dry_run_writes_nothing(ledger: Ledger, book: Path) -> None:
    found = take(ledger, book, dry_run=True)
    assert (len(found.numbers), found.command, found.dry_run) == (3, None, True)
    assert list_items(ledger, ItemFilter()).total == 0


def test_several_units_and_sheets_are_one_command(ledger: Ledger, tmp_path: Path) -> None:
    header = ["单位", "存在问题", "整改措施", "责任人"]
    sheets: dict[str, Sequence[Sequence[Any]]] = {
        "一季度": [header, ["青石镇党委", "甲", "改", "李四"], ["赤水乡党委", "乙", "改", "王五"]],
        "二季度": [header, ["青石镇党委", "丙", "改", "李四"]],
        "说明": [["填表说明"], ["各单位按季度填报"]],
    }
    book = workbook(tmp_path / "a.xlsx", sheets)
    looked = look_into(book)
    assert ([sheet.name for sheet in looked.sheets], looked.passed_over) == (["一季度", "二季度"], ("说明",))
    found = take(ledger, book, Wanted(year=2026, new_units=True, confirmed=True, kind=ItemKind.COMMITMENT))
    assert found.numbers == ("01-2026-01", "02-2026-01", "01-2026-02")
    commands = {event.command for number in found.numbers for event in show_item(ledger, number).events}
    assert commands == {found.command}
    row = show_item(ledger, "02-2026-01").row
    assert (row.unit, row.status, row.kind) == ("赤水乡党委", Status.OPEN, ItemKind.COMMITMENT)
    only = look_into(book, sheets=["二季度"])
    assert [sheet.name for sheet in only.sheets] == ["二季度"]


def test_long_problems_get_a_short_title_and_keep_their_words(ledger: Ledger, tmp_path: Path) -> None:
    problem = "个别支部组织生活不经常。" + "有的支部半年没有开过党员大会，有的会议记录是补的，" * 5
    book = workbook(tmp_path / "a.xlsx", {"台账": [["问题", "措施", "责任人"], [problem, "改", "李四"]]})
    take(ledger, book)
    detail = show_item(ledger, "01-2026-01")
    assert detail.row.title == "个别支部组织生活不经常"
    assert detail.quote.text == problem


def test_a_day_beyond_all_days_is_kept_as_words(ledger: Ledger, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["问题", "整改时限", "反馈日期"],
        ["台账不全", date(9999, 12, 31), "9999-12-31"],
        ["档案不全", "长期", "2026.3.1"],
    ]
    far, near = take(ledger, workbook(tmp_path / "远.xlsx", {"台账": rows})).numbers
    fields = show_item(ledger, far).fields
    assert (fields.due_on, fields.found_on) == (None, date(2026, 3, 10))
    assert fields.notes == "原表“整改时限”：9999-12-31\n原表“反馈日期”：9999-12-31"
    assert show_item(ledger, near).fields.found_on == date(2026, 3, 1)


def test_an_edited_title_is_still_known(ledger: Ledger, book: Path) -> None:
    take(ledger, book)
    fill_in(ledger, ["01-2026-03"], {Field.TITLE: "文山会海"}, actor="张三", now=NOW)
    assert take(ledger, book).numbers == ()


def test_what_cannot_be_known_is_asked_for_and_nothing_written(ledger: Ledger, book: Path) -> None:
    with pytest.raises(UsageError, match="看不出是哪个单位"):
        take(ledger, book, Wanted(year=2026))
    with pytest.raises(UsageError, match="看不出年度"):
        take(ledger, book, Wanted(unit="青石镇党委"))
    with pytest.raises(NotFoundError, match="台账里没有单位“青石镇党委”") as caught:
        take(ledger, book, Wanted(unit="青石镇党委", year=2026))
    assert "--new-units" in caught.value.hint
    assert list_items(ledger, ItemFilter()).total == 0


def test_columns_may_be_given(ledger: Ledger, book: Path) -> None:
    take(ledger, book, wishes=[(C.PROGRESS, []), (C.NOTES, ["I"])])
    fields = show_item(ledger, "01-2026-01").fields
    assert (fields.progress, fields.notes.split("\n")[0]) == ("", "已完成")


def test_workbooks_that_are_no_foreign_ledgers(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="tracker excel read"):
        look_into(written(tmp_path / "own.xlsx"))
    nothing = workbook(tmp_path / "a.xlsx", {"通讯录": [["姓名", "电话"], ["张三", "1"]]})
    with pytest.raises(SheetError, match="没有认得出的台账"):
        look_into(nothing)
    with pytest.raises(SheetError, match="没有工作表“台账”"):
        look_into(nothing, sheets=["台账"])
