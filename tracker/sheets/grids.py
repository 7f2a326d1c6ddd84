"""The sheets of a workbook, in a process of its own: ``python -m tracker.sheets.grids`` with the path.

A workbook of a kilobyte can have cells in two corners that span seventeen thousand million: the reader lays out a whole
sheet before anybody can ask how large it is, and ends its process where there is no room.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from tracker.domain.errors import reason_of
from tracker.reading.apart import bound

SECONDS = 120
"""How long reading may take."""

_MEMORY = 1024**3
"""How many bytes the process may take; a hundred thousand rows of twenty columns full of words take three quarters."""

_CELLS = 5_000_000

_KINDS = {datetime: "datetime", date: "date", time: "time", timedelta: "timedelta"}
"""What JSON has no form for."""


def grids_of(path: str) -> dict[str, Any]:
    """All sheets of a workbook, or why it is refused.

    Returns:
        ``{"grids": [{"name", "rows", "merged", "hidden"}]}``, cells as ``cell_told`` takes them, or ``{"refused":
        "password" | "damaged" | "cut" | "closed" | "large"}`` with what there is to say of it.
    """
    from python_calamine import (  # noqa: PLC0415 - a compiled module
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_path(path)
    except OSError as error:
        return {"refused": "closed", "why": reason_of(error)}
    except PasswordError:
        return {"refused": "password"}
    except (CalamineError, ValueError):
        return {"refused": "damaged"}
    grids = []
    try:
        for at, meta in enumerate(book.sheets_metadata):
            if "WorkSheet" not in str(meta.typ):
                continue
            sheet = book.get_sheet_by_index(at)
            if sheet.total_height * sheet.total_width > _CELLS:
                return {
                    "refused": "large", "sheet": meta.name, "height": sheet.total_height, "width": sheet.total_width
                }  # fmt: skip
            grids.append(
                {
                    "name": meta.name,
                    "rows": sheet.to_python(skip_empty_area=False),
                    "merged": [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()],
                    "hidden": meta.visible != SheetVisibleEnum.Visible,
                }
            )
    except (CalamineError, ValueError):
        return {"refused": "cut"}
    finally:
        book.close()
    return {"grids": grids}


def cell_told(cell: Any) -> Any:
    """A cell as it was before it was written as JSON."""
    if not isinstance(cell, dict):
        return cell
    ((kind, words),) = cell.items()
    match kind:
        case "datetime":
            return datetime.fromisoformat(words)
        case "date":
            return date.fromisoformat(words)
        case "time":
            return time.fromisoformat(words)
        case _:
            return timedelta(days=words[0], seconds=words[1], microseconds=words[2])


def _written(cell: Any) -> dict[str, Any]:
    if isinstance(cell, timedelta):
        return {"timedelta": [cell.days, cell.seconds, cell.microseconds]}
    return {_KINDS[type(cell)]: cell.isoformat()}


def main() -> None:
    """Read the workbook that the argument names, and write its sheets to standard output."""
    bound(_MEMORY, SECONDS)
    found = grids_of(sys.argv[1])
    sys.stdout.buffer.write(json.dumps(found, default=_written).encode("ascii"))


if __name__ == "__main__":
    main()
