"""Make the pictures of the terminal UI for README and docs: import ``seeds/``, open the app unseen, save SVG.

Run it from the root of the project: ``python docs/screenshots.py``. The pictures name no font that has to be fetched;
they ask for what the viewer has, Latin letters first, then a Chinese font.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from tracker.ledger import open_ledger
from tracker.reading import find_reports
from tracker.services.importing import import_reports
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway

ROOT = Path(__file__).resolve().parent.parent
SIZE = (120, 34)
NOW = datetime(2024, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ACTOR = "王敏"
FONTS = (
    "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', "
    "'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', monospace"
)
CELL = 12.2
"""Width of a terminal cell in the units of the exported picture."""
WIDE = 22
"""Font size of characters of two cells: those of one cell are drawn at 20, which leaves these too far apart."""

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r'<text class="([^"]*-r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" ([^>]*)>([^<]*)</text>')


def mend(svg: str) -> str:
    """The exported picture with Chinese characters in their two cells and without anything to fetch.

    Rich gives a run of text the length of its characters, not of its cells, which squeezes Chinese into half its room.
    """
    svg = _FONT_FACE.sub("", svg)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")
    svg = svg.replace("font-family: arial;", f"font-family: {FONTS};")
    return _TEXT.sub(lambda found: "".join(_runs(found)), svg)


def _runs(found: re.Match[str]) -> Iterator[str]:
    name, left, top, rest, escaped = found.groups()
    cells = 0
    for wide, run in groupby(html.unescape(escaped), key=lambda character: cell_len(character) == 2):
        text = "".join(run)
        x = float(left) + cells * CELL
        cells += cell_len(text)
        if not text.strip("\xa0"):
            continue
        shown = html.escape(text).replace("\xa0", "&#160;")
        if wide:
            inset = CELL - WIDE / 2
            places = " ".join(f"{x + at * 2 * CELL + inset:g}" for at in range(len(text)))
            yield f'<text class="{name}" x="{places}" y="{top}" font-size="{WIDE}" {rest}>{shown}</text>'
        else:
            yield f'<text class="{name}" x="{x:g}" y="{top}" textLength="{len(text) * CELL:g}" {rest}>{shown}</text>'


async def settled(pilot: Pilot[None], app: TrackerApp) -> None:
    """Wait until the app shows what there is to show."""
    for _ in range(1000):
        await pilot.pause(0.01)
        if app.at_rest:
            await pilot.pause(0.05)
            if app.at_rest:
                return
    raise TimeoutError


async def take(app: TrackerApp, folder: Path) -> None:
    """Walk through the app and save a picture at each stop."""
    stops = {
        "worklist": ["down"] * 7,
        "source": ["o"],
        "year-on-year": ["escape", "3", "p", "栗", "树", "enter"],
    }
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot, app)
        for name, keys in stops.items():
            for key in keys:
                await pilot.press(key)
                await settled(pilot, app)
            path = folder / f"{name}.svg"
            path.write_text(mend(app.export_screenshot(title="tracker 整改跟踪")), encoding="utf-8")
            print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def main(folder: Path) -> None:
    """Import the sample reports into a ledger of its own and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        ledger = open_ledger(str(Path(scratch) / "pictures.db"))
        import_reports(ledger, find_reports([ROOT / "seeds"]), actor=ACTOR, now=NOW)
        gateway = LedgerGateway(ledger, actor=ACTOR, clock=lambda: NOW)
        asyncio.run(take(TrackerApp(gateway, clock=lambda: NOW), folder))
        ledger.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
