"""What the worklist costs with a million items beside what it costs with a hundred, in one run.

    python -m benchmarks.tui                      make both ledgers, measure and print the table
    python -m benchmarks.tui --folder 某处        keep the ledgers there and use them again
    python -m benchmarks.tui --record             also put the table into benchmarks/README.md

Both apps are walked in turn, round by round, so that a slow moment of the machine falls on both. A ratio is one of CPU
time, of the whole process (with the threads that read) and of the loop's own thread, until the app has come to rest.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key

from benchmarks.ledgers import TODAY, make
from tests.ledger.samples import counted_queries
from tracker.ledger import open_ledger
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.preferences import PreferencesFile
from tracker.tui.screens.worklist import WorklistScreen

README = Path(__file__).with_name("README.md")
TABLE_FROM, TABLE_TO = "<!-- tui -->\n", "<!-- /tui -->"
SIZES = (100, 1_000_000)
WIDE = (120, 40)

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("one row down (`j`)", ("j",)),
    ("one page down", ("pagedown",)),
    ("last row (`G`)", ("G",)),
    ("first row (`g`)", ("g",)),
    ("to a number (`/` `1-2024-5` `Enter`)", ("slash", *"1-2024-5", "enter")),
    ("filter `@1号 2020`: unit and year", ("slash", *"@1号 2020", "enter")),
    ("clear it (all items again)", ("escape",)),
    ("filter by a text that nothing has", ("slash", *"没有这样", "enter")),
    ("clear it (all items again) ", ("escape",)),
    ("filter by a word that a tenth has", ("slash", *"路灯", "enter")),
    ("clear it (all items again)  ", ("escape",)),
    ("mark all (`ctrl+a`)", ("ctrl+a",)),
    ("unmark all (`ctrl+a`)", ("ctrl+a",)),
    ("by deadline (`z`)", ("z",)),
    ("by year (`z`)", ("z",)),
    ("by unit again (`z`)", ("z",)),
    ("the form for a note (`a`)", ("a",)),
    ("write it (`ctrl+s`)", (*"已看", "ctrl+s")),
    ("take it back (`u`)", ("u",)),
    ("the year, counted anew (`4`)", ("4",)),
    ("what is due, item by item (`↓` `Enter`)", ("down", "enter")),
    ("all items again", ("escape",)),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took."""

    loop: float
    """CPU seconds of the loop's thread."""
    whole: float
    """CPU seconds of the process."""
    queries: int


def clock() -> datetime:
    """The morning on which these ledgers are looked at."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9).astimezone()


@asynccontextmanager
async def walked(file: Path, folder: Path) -> AsyncIterator[tuple[TrackerApp, Cost]]:
    """The app on a ledger, with what its first paint took."""
    with open_ledger(str(file)) as ledger, counted_queries() as queries:
        loop, whole = time.thread_time(), time.process_time()
        app = TrackerApp(
            LedgerGateway(ledger, actor="周宁", clock=clock),
            clock=clock,
            preferences=PreferencesFile(folder / "terminal.json"),
        )
        app.animation_level = "none"
        async with app.run_test(size=WIDE) as pilot:
            while not (isinstance(app.screen, WorklistScreen) and len(app.screen.rows)):  # noqa: ASYNC110 - the app's own
                await asyncio.sleep(0.002)
            await pilot.pause(0)
            paint = Cost(time.thread_time() - loop, time.process_time() - whole, _asked(queries))
            await at_rest(app)
            yield app, paint


async def at_rest(app: TrackerApp) -> None:
    """Wait until nothing is at work any more, without taking much of the machine oneself: looking costs the loop."""
    quiet, wait = 0, 0.05
    while quiet < 3:
        await asyncio.sleep(wait)
        quiet, wait = (quiet + 1, 0.05) if app.at_rest else (0, min(1.5 * wait, 1.0))


def _asked(queries: Sequence[str]) -> int:
    return sum(one.startswith(("SELECT", "WITH")) for one in queries)


async def step(app: TrackerApp, keys: Sequence[str]) -> Cost:
    """Press some keys and wait until all is shown that they ask for."""
    with counted_queries() as queries:
        loop, whole = time.thread_time(), time.process_time()
        for key in keys:
            # Not ``pilot.press``: it looks fifty times a second whether the whole process idles, in the loop's thread.
            app.post_message(Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None))
            await asyncio.sleep(0.02)
        await at_rest(app)
        return Cost(time.thread_time() - loop, time.process_time() - whole, _asked(queries))


async def measure(files: dict[int, Path], folder: Path, rounds: int) -> dict[str, dict[int, list[Cost]]]:
    """All steps at both sizes, round by round."""
    found: dict[str, dict[int, list[Cost]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(rounds):
        for size, file in files.items():
            async with walked(file, folder) as (app, paint):
                found["first paint"][size].append(paint)
                for name, keys in STEPS:
                    found[name][size].append(await step(app, keys))
    return found


def table(found: dict[str, dict[int, list[Cost]]]) -> str:
    """The table of the ratios."""
    small, large = SIZES
    lines = ["| what | queries | loop | whole |", "|:--|--:|--:|--:|"]
    for name, costs in found.items():
        asked = " : ".join(str(min(cost.queries for cost in costs[size])) for size in (large, small))
        loop, whole = _ratio(costs, "loop"), _ratio(costs, "whole")
        lines.append(f"| {name.strip()} | {asked} | **{loop:.2f}×** | {whole:.2f}× |")
    return "\n".join(lines) + "\n"


def _ratio(costs: dict[int, list[Cost]], part: str) -> float:
    # Other programs only ever add to what something costs.
    small, large = (min(getattr(cost, part) for cost in costs[size]) for size in SIZES)
    return float(large / small)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        files = {size: folder / f"{size}.db" for size in SIZES}
        for size, file in files.items():
            if not file.exists():
                make(file, size)
        found = asyncio.run(measure(files, Path(scratch), options.rounds))
    text = table(found) + f"\n{options.rounds} interleaved rounds, the least of each, 1,000,000 items : 100.\n"
    print(text)
    if options.record:
        readme = README.read_text(encoding="utf-8")
        before, _, rest = readme.partition(TABLE_FROM)
        after = rest.partition(TABLE_TO)[2]
        README.write_text(f"{before}{TABLE_FROM}{text}{TABLE_TO}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
