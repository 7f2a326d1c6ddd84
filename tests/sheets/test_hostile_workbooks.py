"""Workbooks made to exhaust memory are refused in one line, and what cells hold comes through as it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from tracker.domain.errors import SheetError
from tracker.sheets.reading import read_grids

_X = "http://schemas.openxmlformats.org"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def _xlsx(path: Path, rows: str, shared: int = 0) -> Path:
    """A workbook with one sheet, and so many shared strings of a million characters."""
    strings = f'<Relationship Id="r2" Type="{_X}/officeDocument/2006/relationships/sharedStrings" Target="s.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_X}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{_X}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_X}/spreadsheetml/2006/main" xmlns:r="{_X}/officeDocument/2006/relationships">'
            '<sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_X}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{_X}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
            f"{strings if shared else ''}</Relationships>",
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_X}/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>',
        )
        if shared:
            with book.open("xl/s.xml", "w") as part:
                part.write(f'<sst xmlns="{_X}/spreadsheetml/2006/main">'.encode())
                for _ in range(shared):
                    part.write(b"<si><t>" + b"a" * 1_000_000 + b"</t></si>")
                part.write(b"</sst>")
    return path


def _corners(folder: Path) -> Path:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _xlsx(folder / "台账.xlsx", cells)


def _strings(folder: Path) -> Path:
    return _xlsx(folder / "台账.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=1_200)


def _repeated(folder: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    with zipfile.ZipFile(folder / "台账.ods", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>')
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_ODS}:office:1.0" xmlns:table="{_ODS}:table:1.0"><office:body>'
            '<office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
            f"{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return folder / "台账.ods"


@pytest.mark.parametrize("make", [_corners, _strings, _repeated])
def test_a_workbook_that_takes_all_memory_is_refused(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    assert path.stat().st_size < 20_000_000
    with pytest.raises(SheetError, match=r"反常|太大|损坏") as refused:
        read_grids(path)
    assert str(path) in str(refused.value)


def test_a_sheet_with_too_many_cells_is_refused_with_its_size(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="ZZ9000"><v>1</v></c></row>'
    with pytest.raises(SheetError, match=r"“台账”有 \d+ 行 \d+ 列，太大"):
        read_grids(_xlsx(tmp_path / "a.xlsx", rows))


def test_cells_come_through_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    forms = {
        datetime(2026, 7, 31, 9, 30): "yyyy-mm-dd hh:mm",  # noqa: DTZ001 - a workbook knows no zones
        date(2026, 7, 31): "yyyy-mm-dd",
        time(9, 30): "hh:mm",
        timedelta(hours=30): "[hh]:mm:ss",
    }
    for at, (value, form) in enumerate(forms.items()):
        sheet.write_datetime(0, at, value, book.add_format({"num_format": form}))
    for at, plain in enumerate(("“𠮷”\n", 1.5, 3)):
        sheet.write(1, at, plain)
    sheet.write_boolean(1, 3, boolean=True)
    sheet.merge_range("A3:B4", "合并")
    book.add_worksheet("藏").hide()
    book.close()
    shown, hidden = read_grids(path)
    assert shown.rows[:2] == (tuple(forms), ("“𠮷”\n", 1.5, 3, True))
    assert [type(cell) for cell in shown.rows[0]] == [datetime, date, time, timedelta]
    assert (shown.merged, hidden.name, hidden.hidden) == (((2, 0, 3, 1),), "藏", True)


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut short"])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(SheetError, match="不是 Excel 表格"):
        read_grids(path)
    with pytest.raises(SheetError, match="打不开"):
        read_grids(tmp_path / "没有.xlsx")
