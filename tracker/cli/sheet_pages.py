"""How what came of reading a sheet looks on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.page import Page, say
from tracker.domain.fields import shown_value
from tracker.sheets.comparing import CellFinding, Finding

if TYPE_CHECKING:
    from tracker.services.foreign import ForeignLedger
    from tracker.services.foreign_import import Imported, PlannedItem
    from tracker.services.sheet_reading import ReadBack

_LONGEST = 60


def show(found: ReadBack) -> None:
    """Print what was taken, what was not and why; counts go to standard error."""
    from tracker.cli.layout import Column

    page = Page()
    if found.dry_run:
        page.text("试运行：下面是会有的结果，什么都没有写入")
    if found.taken:
        page.title(f"读进台账 {len(found.taken)} 格")
        page.table(
            [Column("行", right=True), Column("编号"), Column("列"), Column("改成什么")],
            [
                (str(cell.line), cell.number, cell.column.label, f"{_short(cell.before)} → {_short(cell.filled)}")
                for cell in found.taken
            ],
        )
    conflicts = found.comparison.of(Finding.CONFLICT)
    if conflicts:
        page.title(f"冲突 {len(conflicts)} 格：台账在导出以后也改了，没有动")
        page.table(
            [Column("行", right=True), Column("编号"), Column("列"), Column("三方的内容")],
            [(str(cell.line), cell.number, cell.column.label, _three_ways(cell)) for cell in conflicts],
        )
    rows = [
        *((refusal.line, refusal.number, f"{refusal.message}\n  {refusal.hint}") for refusal in found.refused),
        *((trouble.line, trouble.number, trouble.why) for trouble in found.comparison.troubles),
        *(
            (cell.line, cell.number, f"“{cell.column.label}”由台账写出，改了不算：{_short(cell.filled)}")
            for cell in found.comparison.of(Finding.LOCKED)
        ),
    ]
    if rows:
        page.title(f"没有读的 {len(rows)} 处")
        page.table(
            [Column("行", right=True), Column("编号"), Column("缘由和怎么办")],
            [(str(line), number or "-", why.rstrip()) for line, number, why in sorted(rows)],
        )
    _talk(found)


def _talk(found: ReadBack) -> None:
    if found.lost:
        say(f"表里少了这些列，没有读：{'、'.join(found.lost)}", err=True)
    if found.comparison.missing:
        say(f"表里少了 {len(found.comparison.missing)} 行，台账里的没有动", err=True)
    counts = [
        f"读进 {len(found.taken)} 格",
        f"没有改动 {found.comparison.untouched} 行",
        *([f"两边已经一样 {same} 格"] if (same := len(found.comparison.of(Finding.SAME))) else []),
    ]
    say("，".join(counts), err=True)
    if found.command is not None:
        say("要全部撤销：tracker undo", err=True)


def show_layout(foreign: ForeignLedger) -> None:
    """Print how the columns were understood, for a person to confirm."""
    from tracker.cli.layout import Column

    page = Page()
    for sheet in foreign.sheets:
        page.title(f"工作表“{sheet.name}”：{len(sheet.items)} 项")
        page.table(
            [Column("列"), Column("表头", most=24), Column("认作"), Column("例子")],
            [
                (
                    column.letter,
                    column.title or "（空）",
                    column.column.label if column.column else "（不读）",
                    _short(column.example),
                )
                for column in sheet.columns
            ],
        )
    if foreign.passed_over:
        say(f"不像台账、没有读的工作表：{'、'.join(foreign.passed_over)}", err=True)


def warn_of_deadlines(items: Sequence[PlannedItem]) -> None:
    """Tell of deadlines that had passed before the work was asked for: a slip of the pen, or the wrong column."""
    early = [item for item in items if item.long_past]
    if early:
        first = early[0]
        named = f"工作表“{first.sheet}”第 {first.lines[0]} 行" + (f"等 {len(early)} 项" if len(early) > 1 else "")
        say(f"提醒：{named}的整改时限早于反馈日期或年度，请核对", err=True)


def show_import(items: Sequence[PlannedItem], found: Imported) -> None:
    """Print which items were entered, or would be."""
    from tracker.cli.layout import Column

    page = Page()
    known = {id(item) for item in found.known}
    fresh = [item for item in items if id(item) not in known]
    if fresh:
        page.title(f"{'要登记' if found.dry_run else '已登记'} {len(fresh)} 项")
        page.table(
            [Column("编号"), Column("单位", most=24), Column("行"), Column("问题")],
            [
                (number, item.unit, "、".join(map(str, item.lines)), item.draft.title)
                for number, item in zip(found.numbers, fresh, strict=True)
            ],
        )
    if found.known:
        say(f"台账里已经有、没有动的 {len(found.known)} 项", err=True)
    if not fresh:
        say("没有新的事项，台账没有变化", err=True)
    if found.command is not None:
        say("要全部撤销：tracker undo", err=True)


def import_document(foreign: ForeignLedger, items: Sequence[PlannedItem], found: Imported) -> dict[str, Any]:
    """The JSON document of importing a ledger of another layout."""
    known = {id(item) for item in found.known}
    numbers = iter(found.numbers)
    return {
        "schema": "tracker.excel.import/1",
        "written": found.command is not None,
        "command": found.command,
        "sheets": [
            {
                "name": sheet.name,
                "columns": [
                    {
                        "letter": column.letter,
                        "title": column.title,
                        "field": column.column.value if column.column else None,
                        "example": column.example,
                    }
                    for column in sheet.columns
                ],
            }
            for sheet in foreign.sheets
        ],
        "passed_over": list(foreign.passed_over),
        "items": [
            {
                "number": None if id(item) in known else next(numbers),
                "known": id(item) in known,
                "sheet": item.sheet,
                "rows": list(item.lines),
                "unit": item.unit,
                "year": item.year,
                "title": item.draft.title,
                "words": item.draft.words,
                "fields": {field.value: shown_value(value) for field, value in item.draft.fields.items()},
            }
            for item in items
        ],
    }


def document(found: ReadBack) -> dict[str, Any]:
    """The JSON document of reading a sheet."""
    return {
        "schema": "tracker.excel.read/1",
        "dry_run": found.dry_run,
        "command": found.command,
        "taken": [_cell(cell) for cell in found.taken],
        "conflicts": [_cell(cell) for cell in found.comparison.of(Finding.CONFLICT)],
        "same": [_cell(cell) for cell in found.comparison.of(Finding.SAME)],
        "locked": [_cell(cell) for cell in found.comparison.of(Finding.LOCKED)],
        "refused": [
            {
                "row": refusal.line,
                "number": refusal.number,
                "columns": [cell.column.value for cell in refusal.cells],
                "error": refusal.message,
                "hint": refusal.hint,
            }
            for refusal in found.refused
        ],
        "troubles": [
            {"row": trouble.line, "number": trouble.number, "error": trouble.why}
            for trouble in found.comparison.troubles
        ],
        "missing_rows": list(found.comparison.missing),
        "missing_columns": list(found.lost),
        "untouched_rows": found.comparison.untouched,
    }


def _cell(cell: CellFinding) -> dict[str, Any]:
    return {
        "row": cell.line,
        "number": cell.number,
        "column": cell.column.value,
        "exported": cell.before,
        "filled": cell.filled,
        "ledger": cell.present,
    }


def _three_ways(cell: CellFinding) -> str:
    return f"导出时：{_short(cell.before)}\n表里：{_short(cell.filled)}\n台账：{_short(cell.present)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        return "（空）"
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
