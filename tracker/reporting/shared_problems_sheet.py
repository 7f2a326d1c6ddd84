"""The problems that several units have as a workbook: one sheet by problem, one with every quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from tracker.reporting.particulars import place_of
from tracker.reporting.shared_problems import CommonReport, Group, open_items, theme_label, title_of
from tracker.reporting.wording import chinese_date, flowing

_Columns = Sequence[tuple[str, float]]
"""Title and width, in digits."""
_GROUPS: _Columns = (
    ("序号", 6), ("共性问题", 36), ("主题", 14), ("都说到", 20), ("年度", 12), ("单位数", 8), ("问题数", 8),
    ("未办结数", 10), ("单位", 50),
)  # fmt: skip
_ITEMS: _Columns = (
    ("序号", 6), ("共性问题", 30), ("主题", 14), ("编号", 13), ("单位", 24), ("年度", 8), ("问题", 30), ("原文", 60),
    ("位置", 20), ("状态", 10), ("相似度", 8),
)  # fmt: skip


def common_workbook(report: CommonReport) -> bytes:
    """The report as the bytes of an xlsx file. The same report always gives the same bytes.

    Texts are written as texts: none can become a formula.
    """
    saved = BytesIO()
    with xlsxwriter.Workbook(saved, {"in_memory": True}) as book:
        book.set_properties({"title": title_of(report), "created": datetime.combine(report.made_on, time())})
        _sheet(book, report, "共性问题", _GROUPS, (_group(rank, one) for rank, one in _ranked(report)))
        _sheet(
            book,
            report,
            "各单位原文",
            _ITEMS,
            (row for rank, one in _ranked(report) for row in _items(report, rank, one)),
        )
    return saved.getvalue()


def _ranked(report: CommonReport) -> Iterable[tuple[int, Group]]:
    return enumerate(report.groups, start=1)


def _group(rank: int, group: Group) -> tuple[object, ...]:
    return (
        rank,
        group.title,
        theme_label(group.theme),
        "、".join(group.words),
        "、".join(map(str, group.years)),
        len(group.units),
        len(group.items),
        len(open_items(group.items)),
        "、".join(group.units),
    )


def _items(report: CommonReport, rank: int, group: Group) -> Iterable[tuple[object, ...]]:
    for one in group.items:
        yield (
            rank,
            group.title,
            theme_label(group.theme),
            one.number,
            one.unit,
            one.year,
            one.title,
            one.quote.text,
            place_of(one.quote),
            report.names.of(one.status),
            one.likeness,
        )


def _sheet(book: Any, report: CommonReport, name: str, columns: _Columns, rows: Iterable[tuple[object, ...]]) -> None:
    """A sheet for A4 across, with its head on every page."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    body = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    last = len(columns) - 1
    sheet.merge_range(0, 0, 0, last, f"{title_of(report)}（截至{chinese_date(report.made_on)}）", title)
    for place, (label, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(1, place, label, head)
    count = 1
    for count, row in enumerate(rows, start=2):
        for place, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(count, place, value, body)
            else:
                sheet.write_string(count, place, flowing(str(value)), body)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, max(count, 1), last)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
