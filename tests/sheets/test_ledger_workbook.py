"""The exported ledger, opened by other programs and read back."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.making import ROWS, present, written
from tracker.domain.columns import LedgerColumn as C
from tracker.domain.errors import SheetError
from tracker.profile.loading import default_profile, parse
from tracker.sheets.cells import LONGEST, fitting, text_of
from tracker.sheets.comparing import CellFinding, Finding, compare
from tracker.sheets.model import SheetRow
from tracker.sheets.reading import read_filled

HEADER = 3
"""The row of the titles as Excel counts."""


def column_of(sheet: Any, title: str) -> int:
    return next(int(cell.column) for cell in sheet[HEADER] if cell.value == title)


def edit(path: Path, changes: dict[tuple[int, str], Any]) -> None:
    """Fill in cells as somebody would: rows count from 1 below the header."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for (row, title), value in changes.items():
        sheet.cell(HEADER + row, column_of(sheet, title)).value = value
    book.save(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "台账.xlsx")


def test_what_excel_shows(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    assert sheet.title == "整改台账"
    assert sheet["A1"].value == "整改台账"
    assert "2026-11-22 10:00 导出" in sheet["A2"].value
    titles = [column.title for column in default_profile().sheet.columns]
    assert [cell.value for cell in sheet[HEADER]] == titles
    due = sheet.cell(HEADER + 1, column_of(sheet, "整改时限"))
    assert (due.value, due.is_date, due.number_format) == (
        datetime.combine(date(2026, 6, 30), time()),
        True,
        "yyyy-mm-dd",
    )
    quote = sheet.cell(HEADER + 1, column_of(sheet, "具体表现"))
    assert quote.value == ROWS[0].cells[C.QUOTE]
    assert quote.alignment.wrap_text
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:T5"
    assert [book[name].sheet_state for name in book.sheetnames[1:]] == ["veryHidden"]


def test_no_text_becomes_a_formula_or_a_link(file: Path) -> None:
    sheet = openpyxl.load_workbook(file).worksheets[0]
    cell = sheet.cell(HEADER + 1, column_of(sheet, "备注"))
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", '=HYPERLINK("http://x","点我")', True)
    assert cell.hyperlink is None
    plain = sheet.cell(HEADER + 1, column_of(sheet, "问题"))
    assert not plain.quotePrefix


def test_drop_downs_and_days_are_checked_while_filling_in(file: Path) -> None:
    sheet = openpyxl.load_workbook(file).worksheets[0]
    found = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter
    states = found[f"{letter(column_of(sheet, '状态'))}4:{letter(column_of(sheet, '状态'))}5"]
    assert states == ("list", '"' + ",".join(default_profile().states.values()) + '"')
    assert found[f"{letter(column_of(sheet, '整改时限'))}4:{letter(column_of(sheet, '整改时限'))}5"][0] == "date"


def test_printing_is_set_up(file: Path) -> None:
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert "第 &P 页" in sheet.oddFooter.center.text


def test_local_names_colours_and_columns(tmp_path: Path) -> None:
    own = parse(
        '[states]\nin_progress = "推进"\nopen="'
        + "很长的叫法" * 60
        + '"\n[ledger]\ntitle = "问题/任务"\npaper = "A4"\n'
        'landscape = false\n[[columns]]\nfield = "number"\n[[columns]]\nfield = "status"\ntitle = "进度"\n'
        '[colours]\nin_progress = "00FF00"',
        name="x",
        base=default_profile(),
    )
    book = openpyxl.load_workbook(written(tmp_path / "a.xlsx", profile=own))
    sheet = book.worksheets[0]
    assert sheet.title == "问题 任务"
    assert [cell.value for cell in sheet[HEADER]] == ["编号", "进度"]
    assert sheet.page_setup.orientation == "portrait"
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1.startswith("_choices"), "more than Excel takes as a list of words"
    listed = book[rule.formula1.split("!")[0]]
    assert [row[0].value for row in listed.rows][2] == "推进"
    formulas = [rule.formula for rules in sheet.conditional_formatting for rule in rules.rules]
    assert ['"推进"'] in formulas


def test_one_column_and_no_row_still_make_a_workbook(tmp_path: Path) -> None:
    own = parse('[[columns]]\nfield = "number"', name="x", base=default_profile())
    path = written(tmp_path / "a.xlsx", rows=(), profile=own)
    assert read_filled(path).rows == ()


def test_untouched_it_says_nothing(file: Path) -> None:
    found = compare(read_filled(file), present())
    assert (found.cells, found.troubles, found.missing, found.untouched) == ((), (), (), 2)


def test_what_was_filled_in_is_found_by_number_whatever_the_order(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.insert_rows(1)  # a heading of the office above ours
    for above, below in zip(sheet[HEADER + 2], sheet[HEADER + 3], strict=True):
        above.value, below.value = below.value, above.value
        for cell in (above, below):
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    sheet.cell(HEADER + 3, 9).value = "王五"
    sheet.delete_cols(10, 2)
    book.save(file)
    filled = read_filled(file)
    assert filled.lost == ("牵头单位", "配合单位")
    found = compare(filled, present())
    assert found.cells == (CellFinding(6, "01-2021-01", C.LEADER, Finding.CHANGE, "李四", "王五", "李四"),)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("2026.7.31", "2026-07-31"),
        ("2026年7月31日", "2026-07-31"),
        ("２０２６－７－３１", "2026-07-31"),
        (datetime.combine(date(2026, 7, 31), time()), "2026-07-31"),
        (date(2026, 7, 31), "2026-07-31"),
        (46234, "2026-07-31"),
        ("7月底", "7月底"),
        ("9999.12.31", "9999.12.31"),
        (None, ""),
    ],
)
def test_days_as_people_type_them(file: Path, typed: Any, meant: str) -> None:
    edit(file, {(1, "整改时限"): typed})
    assert [cell.filled for cell in compare(read_filled(file), present()).cells] == [meant]


def test_numbers_typed_into_text_are_text(file: Path) -> None:
    edit(file, {(2, "责任人"): 12, (2, "备注"): 1.5, (1, "备注"): True})
    assert [cell.filled for cell in compare(read_filled(file), present()).cells] == ["是", "12", "1.5"]


def test_three_ways(file: Path) -> None:
    edit(
        file,
        {
            (1, "责任领导"): "王五",
            (1, "整改措施"): "甲",
            (1, "备注"): "丙",
            (1, "问题"): "改了标题",
            (2, "责任人"): "赵六",
            (2, "具体表现"): "改不得",
        },
    )
    now = present()
    now["01-2021-01"] = {**now["01-2021-01"], C.MEASURES: "乙", C.NOTES: "丙", C.STATUS: "待审核"}
    found = {(cell.number, cell.column): cell for cell in compare(read_filled(file), now).cells}
    assert {key: cell.finding for key, cell in found.items()} == {
        ("01-2021-01", C.LEADER): Finding.CHANGE,
        ("01-2021-01", C.MEASURES): Finding.CONFLICT,
        ("01-2021-01", C.NOTES): Finding.SAME,
        ("01-2021-01", C.TITLE): Finding.CHANGE,
        ("01-2021-02", C.PERSON): Finding.CHANGE,
        ("01-2021-02", C.QUOTE): Finding.LOCKED,
    }
    conflict = found["01-2021-01", C.MEASURES]
    assert (conflict.before, conflict.filled, conflict.present) == ("1. 制定责任清单\n2. 每季度召开例会", "甲", "乙")


@pytest.mark.parametrize(
    "state_now, finding", [("整改中", Finding.CHANGE), ("待审核", Finding.SAME), ("持续整改", Finding.CONFLICT)]
)
def test_the_words_of_a_move_share_its_fate(file: Path, state_now: str, finding: Finding) -> None:
    edit(file, {(1, "状态"): "待审核", (1, "变更说明"): "逐条完成"})
    now = present()
    now["01-2021-01"] = {**now["01-2021-01"], C.STATUS: state_now}
    assert [cell.finding for cell in compare(read_filled(file), now).cells] == [finding, finding]


def test_rows_that_cannot_be_taken_are_told(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.append([3, "09-2021-01", "青石镇党委"])
    sheet.append([4, None, "青石镇党委", None, "新问题"])
    sheet.append([5, "1-2021-2"])
    sheet.append([6, None])
    book.save(file)
    found = compare(read_filled(file), {**present(), "09-2021-01": {}})
    assert [(trouble.line, trouble.number) for trouble in found.troubles] == [
        (5, "01-2021-02"),
        (6, "09-2021-01"),
        (7, ""),
        (8, "01-2021-02"),
    ]
    assert "不知道以哪一行为准" in found.troubles[0].why
    assert "导出时没有" in found.troubles[1].why
    assert "没有编号" in found.troubles[2].why
    assert "台账里没有编号 01-2021-02" in compare(read_filled(written(file)), {}).troubles[1].why


def test_rows_that_were_deleted_are_told_and_nothing_is_done_to_them(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    book.worksheets[0].delete_rows(HEADER + 1)
    book.save(file)
    found = compare(read_filled(file), present())
    assert (found.missing, found.cells) == (("01-2021-01",), ())


def test_files_that_are_no_exported_ledger(tmp_path: Path, file: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(SheetError, match="不是 tracker 导出的"):
        read_filled(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("整改台账", encoding="utf-8")
    with pytest.raises(SheetError, match="不是 Excel 表格"):
        read_filled(tmp_path / "text.xlsx")
    (tmp_path / "cut.xlsx").write_bytes(file.read_bytes()[:3000])
    with pytest.raises(SheetError, match="不是 Excel 表格"):
        read_filled(tmp_path / "cut.xlsx")
    with pytest.raises(SheetError, match="打不开"):
        read_filled(tmp_path / "none.xlsx")
    with pytest.raises(SheetError):
        read_filled(tmp_path)


def test_a_base_that_was_changed_is_not_trusted(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    kept = book["_tracker"]
    kept["A3"].value = kept["A3"].value.replace("01-2021-01", "01-2021-09")
    book.save(file)
    with pytest.raises(SheetError, match="被改动过"):
        read_filled(file)


def test_a_header_that_was_renamed_is_told(file: Path) -> None:
    edit(file, {(0, "编号"): "号码"})
    with pytest.raises(SheetError, match="找不到表头“编号”"):
        read_filled(file)


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("\n\r\t =+-@_x\x00\x01\ufffe，。😀_x0041_"), max_size=60)


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_exported(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    rows = tuple(
        SheetRow(number, {C.NUMBER: number, C.TITLE: text, C.NOTES: text, C.PERSON: text})
        for number, text in ((f"01-2021-{at:02d}", text) for at, text in enumerate(texts, start=1))
    )
    file = written(tmp_path_factory.mktemp("x") / "a.xlsx", rows)
    found = compare(read_filled(file), present(rows))
    assert (found.cells, found.troubles, found.untouched) == ((), (), len(rows))


def test_text_too_long_for_a_cell_is_cut_and_still_compares_as_untouched(tmp_path: Path) -> None:
    long = "长😀" * 20_000
    rows = (SheetRow("01-2021-01", {C.NUMBER: "01-2021-01", C.NOTES: long}),)
    assert len(fitting(long).encode("utf-16-le")) // 2 <= LONGEST
    assert fitting(long).endswith("…")
    found = compare(read_filled(written(tmp_path / "a.xlsx", rows)), present(rows))
    assert [cell.finding for cell in found.cells] in ([], [Finding.SAME])


@pytest.mark.parametrize("text, said", [("a\r\nb ", "a\nb"), (" a\rb", "a\nb"), ("\x00", "\ufffd"), ("", "")])
def test_one_way_to_write_a_text(text: str, said: str) -> None:
    assert text_of(text) == said


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_changing_anything(file: Path, tmp_path: Path) -> None:
    edit(file, {(1, "责任人"): "王五"})
    folder = tmp_path / "again"
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    subprocess.run(
        [*convert, "--convert-to", "xlsx", "--outdir", str(folder), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = compare(read_filled(folder / file.name), present())
    assert [(cell.column, cell.filled) for cell in found.cells] == [(C.PERSON, "王五")]
