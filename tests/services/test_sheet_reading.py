"""Filled in offline and read back, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import FIRST_YEAR
from tests.ledger.samples import broken_links
from tracker.domain.errors import SheetError
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile, parse
from tracker.profile.model import Profile
from tracker.services.filling import fill_in
from tracker.services.importing import import_reports
from tracker.services.items import show_item
from tracker.services.sheet_reading import ReadBack, read_sheet
from tracker.services.sheets import export_sheet
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.sheets.comparing import Finding

NOW = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)
HEADER = 3
ALL = default_profile()
EXTRA = parse(
    "".join(
        f'[[columns]]\nfield = "{name}"\n'
        for name in (
            "number",
            "title",
            "quote",
            "origin",
            "found_on",
            "due_on",
            "person",
            "status",
            "move_note",
            "notes",
        )
    ),
    name="x",
    base=ALL,
)


@pytest.fixture
def filled(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger with one report."""
    report = tmp_path / "2021.txt"
    report.write_text(FIRST_YEAR, encoding="utf-8")
    import_reports(ledger, [report], actor="张三", now=NOW)
    return ledger


def exported(ledger: Ledger, path: Path, profile: Profile = EXTRA) -> Path:
    made = export_sheet(ledger, ItemFilter(), profile=profile, choice="", actor="张三", now=NOW)
    path.write_bytes(made.content)
    return path


def fill(path: Path, changes: Mapping[tuple[str, str], Any]) -> None:
    """Fill in cells by number and title."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[HEADER]}
    rows = {sheet.cell(row, titles["编号"]).value: row for row in range(HEADER + 1, sheet.max_row + 1)}
    for (number, title), value in changes.items():
        cell = sheet.cell(rows[number], titles[title])
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(path)


def read(ledger: Ledger, path: Path, profile: Profile = EXTRA, *, dry_run: bool = False) -> ReadBack:
    return read_sheet(ledger, path, profile=profile, actor="李四", now=NOW, dry_run=dry_run)


def columns(ledger: Ledger, number: str) -> dict[Field, Any]:
    fields = show_item(ledger, number).fields
    return {
        field: fields.of(field) for field in (Field.PERSON, Field.DUE_ON, Field.NOTES, Field.ORIGIN, Field.FOUND_ON)
    }


def test_untouched_it_changes_nothing(filled: Ledger, tmp_path: Path) -> None:
    found = read(filled, exported(filled, tmp_path / "a.xlsx"))
    assert (found.taken, found.refused, found.command, found.clean) == ((), (), None, True)
    assert found.comparison.untouched == 4


def test_what_was_filled_in_is_taken_as_one_command(filled: Ledger, tmp_path: Path) -> None:
    file = exported(filled, tmp_path / "a.xlsx")
    fill(
        file,
        {
            ("01-2021-01", "责任人"): "王五",
            ("01-2021-01", "整改时限"): "2022年6月30日",
            ("01-2021-01", "来源"): "巡视巡察",
            ("01-2021-02", "备注"): "=1+1",
            ("01-2021-02", "反馈日期"): datetime(2022, 1, 10),  # noqa: DTZ001 - Excel knows no zones
        },
    )
    rehearsed = read(filled, file, dry_run=True)
    assert (len(rehearsed.taken), rehearsed.command, rehearsed.dry_run) == (5, None, True)
    assert columns(filled, "01-2021-01")[Field.PERSON] == ""
    found = read(filled, file)
    assert (len(found.taken), found.clean) == (5, True)
    first, second = columns(filled, "01-2021-01"), columns(filled, "01-2021-02")
    assert first[Field.PERSON] == "王五"
    assert str(first[Field.DUE_ON]) == "2022-06-30"
    assert first[Field.ORIGIN].label == "巡视巡察"
    assert second[Field.NOTES] == "=1+1"
    assert str(second[Field.FOUND_ON]) == "2022-01-10"
    events = [show_item(filled, number).events[-1] for number in ("01-2021-01", "01-2021-02")]
    assert {event.command for event in events} == {found.command}
    assert {(event.actor, event.note) for event in events} == {("李四", "Excel 读回")}
    again = read(filled, file)
    assert (again.taken, again.command) == ((), None)
    assert len(again.comparison.of(Finding.SAME)) == 5
    with filled.read() as session:
        assert broken_links(session) == []


def test_a_conflict_is_shown_and_nothing_overwritten(filled: Ledger, tmp_path: Path) -> None:
    file = exported(filled, tmp_path / "a.xlsx")
    fill(file, {("01-2021-01", "责任人"): "王五", ("01-2021-01", "备注"): "表里写的"})
    fill_in(filled, ["01-2021-01"], {Field.PERSON: "赵六"}, actor="张三", now=NOW)
    found = read(filled, file)
    (conflict,) = found.comparison.of(Finding.CONFLICT)
    assert (conflict.before, conflict.filled, conflict.present) == ("", "王五", "赵六")
    assert not found.clean
    assert columns(filled, "01-2021-01")[Field.PERSON] == "赵六"
    assert columns(filled, "01-2021-01")[Field.NOTES] == "表里写的"


def test_moves_obey_the_rules_row_by_row(filled: Ledger, tmp_path: Path) -> None:
    file = exported(filled, tmp_path / "a.xlsx")
    fill(
        file,
        {
            ("01-2021-01", "状态"): "待整改",
            ("01-2021-01", "变更说明"): "与原文一致",
            ("01-2021-01", "责任人"): "王五",
            ("01-2021-02", "状态"): "已销号",
            ("01-2021-02", "变更说明"): "已经改好了",
            ("01-2021-02", "责任人"): "赵六",
            ("01-2021-03", "状态"): "改好了",
            ("01-2021-04", "变更说明"): "只写了说明",
            ("01-2021-04", "整改时限"): "月底",
        },
    )
    found = read(filled, file)
    assert {(cell.number, cell.column.label) for cell in found.taken} == {
        ("01-2021-01", "状态"),
        ("01-2021-01", "变更说明"),
        ("01-2021-01", "责任人"),
        ("01-2021-02", "责任人"),
    }
    assert [(refusal.number, refusal.message) for refusal in found.refused] == [
        ("01-2021-02", "不能从“待确认”直接改为“已销号”"),
        ("01-2021-03", "没有“改好了”这个状态"),
        ("01-2021-04", "“整改时限”要写日期，“月底”不是日期"),
        ("01-2021-04", "写了变更说明，状态没有改"),
    ]
    assert all(refusal.hint for refusal in found.refused)
    statuses = [show_item(filled, f"01-2021-0{n}").row.status for n in (1, 2, 3)]
    assert statuses == [Status.OPEN, Status.PROPOSED, Status.PROPOSED]
    moved = show_item(filled, "01-2021-01").events[-1]
    assert (moved.what, moved.note) == ("确认纳入", "与原文一致")
    assert columns(filled, "01-2021-02")[Field.PERSON] == "赵六"


def test_a_move_without_words_is_refused(filled: Ledger, tmp_path: Path) -> None:
    file = exported(filled, tmp_path / "a.xlsx")
    fill(file, {("01-2021-01", "状态"): "待整改"})
    (refusal,) = read(filled, file).refused
    assert "要写说明" in refusal.message


def test_the_fields_of_a_row_come_before_the_move_that_needs_them(filled: Ledger, tmp_path: Path) -> None:
    move_item(filled, "01-2021-01", Status.OPEN, note="与原文一致", actor="张三", now=NOW)
    file = exported(filled, tmp_path / "a.xlsx", ALL)
    plan = {
        "整改目标": "清单建成",
        "整改措施": "制定清单",
        "责任领导": "李四",
        "责任人": "王五",
        "整改时限": "2022-12-31",
    }
    fill(file, {("01-2021-01", title): text for title, text in plan.items()})
    fill(file, {("01-2021-01", "状态"): "整改中", ("01-2021-01", "变更说明"): "方案已定"})
    found = read(filled, file, ALL)
    assert found.clean, found.refused
    assert show_item(filled, "01-2021-01").row.status is Status.IN_PROGRESS


def test_local_names_of_states_are_read_back(filled: Ledger, tmp_path: Path) -> None:
    local = parse('[states]\nopen = "已立账"', name="x", base=ALL)
    file = exported(filled, tmp_path / "a.xlsx", local)
    fill(file, {("01-2021-01", "状态"): "已立账", ("01-2021-01", "变更说明"): "属实"})
    assert read(filled, file, local).clean
    assert show_item(filled, "01-2021-01").row.status is Status.OPEN


def test_a_sheet_of_another_ledger_is_refused(filled: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.sheet_rows.scrutiny.first_seal", lambda _: "other")
    file = exported(filled, tmp_path / "a.xlsx")
    monkeypatch.undo()
    with pytest.raises(SheetError, match="另一个台账"):
        read(filled, file)
