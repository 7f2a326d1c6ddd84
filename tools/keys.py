"""The key tables in ``docs/tui.md``, written from the table of actions that the terminal UI goes by.

Brought up to date with ``python -m tools.keys docs/tui.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tracker.tui.actions import PLACE_TITLES, Action, Place, actions_of, key_name

BEGIN = "<!-- keys: begin -->"
END = "<!-- keys: end -->"

HEAD = "| 键 | 做什么 | 说明 | 改键时的名字 |\n|:--|:--|:--|:--|\n"


def updated(page: str) -> str:
    """The page with what stands between the two marks written anew.

    Raises:
        ValueError: a mark is missing.
    """
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"the page needs {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{tables()}{END}{after}"


def tables() -> str:
    """One table for each place, in the order in which help tells them."""
    return "".join(f"### {PLACE_TITLES[place]}\n\n{HEAD}{_rows(place)}\n" for place in Place if actions_of(place))


def _rows(place: Place) -> str:
    return "".join(_row(action) for action in actions_of(place))


def _row(action: Action) -> str:
    keys = " ".join(f"`{key_name(key)}`" for key in action.keys) or "命令面板（`:`）"
    cells = (keys, action.label, action.help, f"`{action.id}`")
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |\n"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(updated(target.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
