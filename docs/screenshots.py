"""Make the pictures of the terminal UI for README and docs: a worked ledger of ``seeds/``, the app unseen, SVG.

Run it from the root of the project: ``python -m docs.screenshots``. The pictures name no font that has to be fetched;
they ask for what the viewer has, Latin letters first, then a Chinese font. Days and hands are made up and fixed, so
that the same program makes the same pictures again.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from docs.samples import YEAR, sample_ledger
from tracker.domain.kinds import Verdict
from tracker.ledger.store import Ledger
from tracker.services.accepting import accept_verdicts
from tracker.services.comparing import year_on_year
from tracker.services.judging import judge
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.preferences import PreferencesFile

ROOT = Path(__file__).resolve().parent.parent
SIZE, NARROW = (120, 34), (80, 24)
NOW = datetime(2024, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ACTOR = "王敏"
SCHOOL = "化学与材料工程学院党总支"
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


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: which keys lead there. What begins with ``=`` is typed."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = SIZE
    dark: bool = True


HERE = ("slash", "=@云溪 2022 #问题", "enter")
STOPS = (
    Stop("worklist", ("slash", "=@云溪", "enter", "j", "j", "j", "j")),
    Stop("worklist-narrow", ("slash", "=@云溪 #未办结", "enter", "j"), NARROW, dark=False),
    Stop("source", (*HERE, "o")),
    Stop("move", (*HERE, "s")),
    Stop("documents", ("2", "j", "j")),
    Stop("review", ("2", "slash", "=白鹭 2023", "enter", "r", "j")),
    Stop("year-on-year", ("3", "p", "=化学", "down", "enter", *["j"] * 7)),
    Stop("judge", ("3", "p", "=栗树", "enter", "j", "minus")),
    Stop("year", ("4",)),
    Stop("year-light", ("4", "p", "=云溪", "enter"), SIZE, dark=False),
    Stop("history", ("5", "j")),
    Stop("help", ("3", "question_mark")),
)


async def settled(pilot: Pilot[None], app: TrackerApp) -> None:
    """Wait until the app shows what there is to show."""
    for _ in range(1000):
        await pilot.pause(0.01)
        if app.at_rest:
            await pilot.pause(0.05)
            if app.at_rest:
                return
    raise TimeoutError


async def take(app: TrackerApp, stop: Stop, folder: Path) -> Path:
    """Walk to a stop and save its picture."""
    app.animation_level = "none"
    async with app.run_test(size=stop.size) as pilot:
        await settled(pilot, app)
        for key in stop.keys:
            for stroke in key[1:] if len(key) > 1 and key[0] == "=" else [key]:
                name = _character_to_key(stroke) if len(stroke) == 1 else stroke
                app.post_message(Key(name, stroke if len(stroke) == 1 else None))
                await pilot.pause(0)
            await settled(pilot, app)
        path = folder / f"{stop.name}.svg"
        path.write_text(mend(app.export_screenshot(title="tracker 整改跟踪")), encoding="utf-8", newline="\n")
    return path


def decide(ledger: Ledger) -> None:
    """Hold some of what the program proposes of one organisation, and something else of one item."""
    found = year_on_year(ledger, unit=SCHOOL, year=YEAR)
    rows = [row.number for row, _ in found.items]
    accept_verdicts(ledger, dict.fromkeys(rows[:2]), year=YEAR, actor=ACTOR, now=NOW - timedelta(hours=2))
    judge(
        ledger,
        rows[2],
        Verdict.EVIDENCED,
        note="电话问过，只开了会，还没有动手",
        actor=ACTOR,
        now=NOW - timedelta(hours=1),
        year=YEAR,
    )


def main(folder: Path, wanted: tuple[str, ...] = ()) -> None:
    """Take the pictures on a ledger of its own; all, or those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sample_ledger() as ledger:
        decide(ledger)
        gateway = LedgerGateway(ledger, actor=ACTOR, clock=lambda: NOW)
        kept = PreferencesFile(Path(scratch) / "terminal.json")
        for stop in STOPS:
            if not wanted or stop.name in wanted:
                app = TrackerApp(gateway, clock=lambda: NOW, preferences=kept, dark=stop.dark)
                path = asyncio.run(take(app, stop, folder))
                print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images", tuple(sys.argv[2:]))
