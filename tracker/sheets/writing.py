"""The office's ledger as an Excel workbook, with what was exported kept in a hidden sheet."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tracker.domain.columns import COUNTS, DAYS, FILLED_IN, LedgerColumn
from tracker.domain.kinds import Origin, Term
from tracker.profile.model import Paper, Profile
from tracker.sheets.cells import CellValue, fitting, text_of
from tracker.sheets.heights import growing, height_of
from tracker.sheets.model import SheetRow, Stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BASE_SHEET = "_tracker"
SCHEMA = "tracker.excel/1"

HEADER_ROW = 2
"""Row of the titles, from 0: the ledger's name and a line of advice stand above."""

EARLIEST_YEAR = 1900
"""Before it Excel knows no days; they are written as text."""

_CHUNK = 16_000
"""Characters of the base in one cell."""

_CENTRED = (
    DAYS
    | COUNTS
    | {LedgerColumn.NUMBER, LedgerColumn.STATUS, LedgerColumn.LIGHT, LedgerColumn.KIND, LedgerColumn.SELF_VERIFIED}
)
"""Columns of short words."""

_PAPER = {Paper.A3: 8, Paper.A4: 9}
_DAY_FORMAT = "yyyy-mm-dd"
_STEERING = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula once somebody edits the cell."""


def ledger_workbook(rows: Sequence[SheetRow], profile: Profile, stamp: Stamp, *, at: datetime) -> bytes:
    """The workbook of those rows in the columns of the profile.

    Texts are always written as texts: none can become a formula or a link.

    Args:
        rows: in the order they are written.
        profile: columns, paper, colours and names of states.
        stamp: what the sheet says of itself.
        at: the instant the file gives as its making, aware.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy

    target = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, safe) as book:
        book.set_properties({"title": profile.sheet.title, "created": at.astimezone(UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet(_sheet_name(profile.sheet.title))
        _Writer(book, sheet, profile).write(rows, stamp)
        _write_base(book, rows, profile, stamp)
    return growing(target.getvalue(), below=HEADER_ROW + 1)


class _Writer:
    """Writes the visible sheet."""

    def __init__(self, book: Workbook, sheet: Worksheet, profile: Profile) -> None:
        self._sheet = sheet
        self._profile = profile
        self._columns = profile.sheet.columns
        self._book = book
        self._formats: dict[tuple[bool, bool, bool, bool], Format] = {}

    def write(self, rows: Sequence[SheetRow], stamp: Stamp) -> None:
        """Write title, header, rows and everything that helps filling in and printing."""
        self._head(stamp)
        for at, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, wanted in enumerate(self._columns):
                self._cell(at, column, wanted.field, row.cells.get(wanted.field))
            self._sheet.set_row(at, height_of((text_of(row.cells.get(c.field)), c.width) for c in self._columns))
        last = HEADER_ROW + max(len(rows), 1)
        self._choices(last)
        self._colours(last)
        self._page(last)

    def _head(self, stamp: Stamp) -> None:
        width = len(self._columns) - 1
        title = self._book.add_format({"bold": True, "font_name": "黑体", "font_size": 18, "align": "center"})
        advice = self._book.add_format(
            {"font_name": "宋体", "font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "vcenter"}
        )
        header = self._book.add_format(
            {
                "bold": True,
                "font_name": "黑体",
                "font_size": 11,
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
                "bg_color": "#D9E1F2",
            }
        )
        told = "，".join(part for part in (f"{stamp.exported} 导出", f"导出人 {stamp.by}", stamp.choice) if part)
        figures = f"{stamp.figures}\n" if stamp.figures else ""
        words = (
            f"{figures}{told}。灰底的列由台账写出，改了不算；其余可以填写，填好用 tracker excel read 读回。"
            "可以排序、筛选、隐藏列，不要改编号和表头。"
        )
        if width:
            self._sheet.merge_range(0, 0, 0, width, "", title)
            self._sheet.merge_range(1, 0, 1, width, "", advice)
        self._sheet.write_string(0, 0, self._profile.sheet.title, title)
        self._sheet.write_string(1, 0, fitting(words), advice)
        self._sheet.set_row(0, 30)
        self._sheet.set_row(1, 40)
        self._sheet.set_row(HEADER_ROW, 32)
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(HEADER_ROW, at, column.title, header)

    def _cell(self, row: int, at: int, column: LedgerColumn, value: CellValue) -> None:
        if isinstance(value, str) or (isinstance(value, date) and value.year < EARLIEST_YEAR):
            text = fitting(text_of(value))
            self._sheet.write_string(row, at, text, self._format(column, steering=text.startswith(_STEERING)))
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), self._format(column))  # noqa: DTZ001 - Excel knows no zones
        elif value is None:
            self._sheet.write_blank(row, at, None, self._format(column))
        else:
            self._sheet.write_number(row, at, value, self._format(column))

    def _format(self, column: LedgerColumn, *, steering: bool = False) -> Format:
        key = column in FILLED_IN, column in DAYS, column in _CENTRED, steering
        if key not in self._formats:
            filled_in, day, centred, _ = key
            style: dict[str, Any] = {
                "font_name": "宋体",
                "font_size": 10,
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "border_color": "#808080",
            }
            style |= {} if filled_in else {"bg_color": "#F2F2F2"}
            style |= {"num_format": _DAY_FORMAT} if day else {}
            style |= {"align": "center"} if centred else {}
            style |= {"quote_prefix": True} if steering else {}
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]

    def _choices(self, last: int) -> None:
        """Drop-downs for words, a day for days."""
        lists = {
            LedgerColumn.STATUS: list(self._profile.states.values()),
            LedgerColumn.ORIGIN: [origin.label for origin in Origin],
            LedgerColumn.TERM: [term.label for term in Term],
        }
        for at, column in enumerate(self._columns):
            place = (HEADER_ROW + 1, at, last, at)
            if words := lists.get(column.field):
                self._sheet.data_validation(
                    *place,
                    {
                        "validate": "list",
                        "source": self._listed(words),
                        "error_title": f"没有这个{column.title}"[:32],
                        "error_message": "请从下拉里选",
                    },
                )
            elif column.field in DAYS & FILLED_IN:
                self._sheet.data_validation(
                    *place,
                    {
                        "validate": "date",
                        "criteria": "between",
                        "minimum": date(1949, 10, 1),
                        "maximum": date(2199, 12, 31),
                        "error_title": "不是日期",
                        "error_message": "写成 2026-06-30",
                    },
                )

    def _listed(self, words: Sequence[str]) -> list[str] | str:
        """The source of a drop-down: the words themselves, or cells of a hidden sheet where Excel takes no more."""
        if len(",".join(words)) <= 255 and not any("," in word for word in words):
            return list(words)
        name = f"_choices{len(self._book.worksheets())}"
        sheet = self._book.add_worksheet(name)
        for row, word in enumerate(words):
            sheet.write_string(row, 0, word)
        sheet.very_hidden()
        return f"={name}!$A$1:$A${len(words)}"

    def _colours(self, last: int) -> None:
        """Conditional, so that a state that is changed in the sheet changes its colour."""
        coloured = {
            LedgerColumn.STATUS: {self._profile.states[s]: rgb for s, rgb in self._profile.colours.items()},
            LedgerColumn.LIGHT: {light.name: light.colour for light in self._profile.lights},
        }
        for at, column in enumerate(self._columns):
            for word, rgb in coloured.get(column.field, {}).items():
                quoted = word.replace('"', '""')
                self._sheet.conditional_format(
                    *(HEADER_ROW + 1, at, last, at),
                    {
                        "type": "cell",
                        "criteria": "==",
                        "value": f'"{quoted}"',
                        "format": self._book.add_format({"bg_color": f"#{rgb}"}),
                    },
                )

    def _page(self, last: int) -> None:
        number = next(at for at, c in enumerate(self._columns) if c.field is LedgerColumn.NUMBER)
        self._sheet.freeze_panes(HEADER_ROW + 1, number + 1)
        self._sheet.autofilter(HEADER_ROW, 0, last, len(self._columns) - 1)
        self._sheet.set_paper(_PAPER[self._profile.sheet.paper])
        if self._profile.sheet.landscape:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(HEADER_ROW)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self._sheet.center_horizontally()
        self._sheet.set_footer("&C第 &P 页，共 &N 页")
        self._sheet.print_area(0, 0, last, len(self._columns) - 1)


def _write_base(book: Workbook, rows: Sequence[SheetRow], profile: Profile, stamp: Stamp) -> None:
    content = {
        "schema": SCHEMA,
        "stamp": {
            "ledger": stamp.ledger,
            "exported": stamp.exported,
            "by": stamp.by,
            "choice": stamp.choice,
        },
        "columns": {column.field.value: column.title for column in profile.sheet.columns},
        "rows": {
            row.number: {
                column.field.value: fitting(text_of(row.cells.get(column.field))) for column in profile.sheet.columns
            }
            for row in rows
        },
    }
    # Without characters outside ASCII no spreadsheet program can normalise or re-encode what has to come back exactly.
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    sheet = book.add_worksheet(BASE_SHEET)
    sheet.write_string(0, 0, "tracker excel read 用它认出改过的地方，请勿改动")
    sheet.write_string(1, 0, hashlib.sha256(text.encode()).hexdigest())
    for at, start in enumerate(range(0, len(text), _CHUNK), start=2):
        sheet.write_string(at, 0, text[start : start + _CHUNK])
    sheet.very_hidden()


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet."""
    cleaned = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31].strip()
    return cleaned if cleaned and cleaned != BASE_SHEET else "台账"
