"""What the terminal UI costs with a million items beside what it costs with a hundred, in one run.

    python -m benchmarks.tui                      make both ledgers, measure and print the table
    python -m benchmarks.tui --folder 某处        keep the ledgers there and use them again
    python -m benchmarks.tui --walk 报告          one of the walks only
    python -m benchmarks.tui --record             also put the table into benchmarks/README.md

Both apps are walked in turn, round by round, so that a slow moment of the machine falls on both. A ratio is one of CPU
time, of the whole process (with the threads that read) and of the loop's own thread, until the app has come to rest.
Beside it stands the longest single step of the loop, for which keys have to wait.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from textual.events import Key
from textual.keys import _character_to_key
from textual.widgets import Input

from benchmarks.ledgers import TODAY, make
from benchmarks.speed import NEWER, OLDER
from tests.ledger.samples import counted_queries
from tracker.ledger import open_ledger
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.preferences import PreferencesFile
from tracker.tui.screens import worklist_filter, worklist_rows
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.tidying import PACE

README = Path(__file__).with_name("README.md")
TABLE_FROM, TABLE_TO = "<!-- tui -->\n", "<!-- /tui -->"
SIZES = (100, 1_000_000)
WIDE = (120, 40)

WALKS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "台账": (
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
    ),
    "报告": (
        ("the reports (`2`)", ("2",)),
        ("the dialog for files (`i`)", ("i",)),
        ("bring one in and see what was read (`ctrl+s`)", (f"={OLDER.parent.name}/{OLDER.name}", "ctrl+s")),
        ("accept the first (`a`)", ("a",)),
        ("accept the rest (`A`, confirmed)", ("end", "A", "ctrl+s")),
        ("back to the reports", ("escape",)),
        ("the dialog again (`i`)", ("i",)),
        ("bring in that of the year after", (f"={NEWER.parent.name}/{NEWER.name}", "ctrl+s")),
        ("back to the reports ", ("escape",)),
        ("year on year (`3`)", ("3",)),
        ("pick a pair of reports (`p`)", ("p",)),
        ("the one brought in", (*"云溪口", "enter")),
        ("accept a verdict (`=`)", ("=",)),
        ("hold another (`-`, with a reason)", ("-", "down", "enter", *"已看", "ctrl+s")),
        ("take it back (`u`) ", ("u",)),
        ("take the verdict back (`u`)", ("u",)),
        ("take the newer report back (`u`)", ("u",)),
        ("the history (`5`)", ("5",)),
        ("the worklist again (`1`)", ("1",)),
        ("take the acceptance of some back (`u`)", ("u",)),
        ("take that of the first back (`u`)", ("u",)),
        ("take the older report back (`u`)", ("u",)),
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took."""

    loop: float
    """CPU seconds of the loop's thread."""
    whole: float
    """CPU seconds of the process."""
    queries: int
    longest: float
    """CPU seconds of the longest single step of the loop."""


class Stopwatch:
    """Times every single step of the loop."""

    longest = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """While the body runs."""
        run = asyncio.events.Handle._run  # noqa: SLF001 - there is no other place where single steps can be seen

        def timed(handle: asyncio.Handle) -> None:
            start = time.thread_time()
            run(handle)
            self.longest = max(self.longest, time.thread_time() - start)

        with patch.object(asyncio.events.Handle, "_run", timed):
            yield

    def read(self) -> float:
        """The longest step since this was asked last."""
        longest, self.longest = self.longest, 0.0
        return longest


WATCH = Stopwatch()


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
            paint = Cost(time.thread_time() - loop, time.process_time() - whole, _asked(queries), WATCH.read())
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
        WATCH.read()
        loop, whole = time.thread_time(), time.process_time()
        for key in keys:
            if len(key) > 1 and key[0] == "=" and isinstance(line := app.focused, Input):
                line.value = key[1:]
                continue
            # Not ``pilot.press``: it looks fifty times a second whether the whole process idles, in the loop's thread.
            app.post_message(Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None))
            await asyncio.sleep(0.02)
        await at_rest(app)
        return Cost(time.thread_time() - loop, time.process_time() - whole, _asked(queries), WATCH.read())


async def measure(
    files: dict[int, Path], folder: Path, rounds: int, walks: Sequence[str]
) -> dict[str, dict[int, list[Cost]]]:
    """All steps at both sizes, round by round."""
    found: dict[str, dict[int, list[Cost]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(rounds):
        for walk in walks:
            for size, file in files.items():
                async with walked(file, folder) as (app, paint):
                    found["first paint"][size].append(paint)
                    for name, keys in WALKS[walk]:
                        found[name][size].append(await step(app, keys))
    return found


def table(found: dict[str, dict[int, list[Cost]]]) -> str:
    """The table of the ratios."""
    small, large = SIZES
    lines = ["| what | queries | loop | whole | longest step |", "|:--|--:|--:|--:|--:|"]
    for name, costs in found.items():
        asked = " : ".join(str(min(cost.queries for cost in costs[size])) for size in (large, small))
        loop, whole = _ratio(costs, "loop"), _ratio(costs, "whole")
        steps = " : ".join(f"{1000 * min(cost.longest for cost in costs[size]):.0f}" for size in (large, small))
        lines.append(f"| {name.strip()} | {asked} | **{loop:.2f}×** | {whole:.2f}× | {steps} ms |")
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
    parser.add_argument("--walk", action="append", choices=WALKS)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    gc.set_threshold(*PACE)  # as the program does
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.folder or Path(scratch)).resolve()
        files = {size: folder / f"{size}.db" for size in SIZES}
        for size, file in files.items():
            if not file.exists():
                make(file, size)
        reports = Path(scratch) / "reports"
        shutil.copytree(OLDER.parent, reports / OLDER.parent.name)
        # Nothing that is not urgent rests until later: it belongs to the step that has called for it.
        rests = (patch.object(worklist_rows, "_REST", 0), patch.object(worklist_filter, "_COUNTS_REST", 0))
        with chdir(reports), rests[0], rests[1], WATCH.running():
            found = asyncio.run(measure(files, Path(scratch), options.rounds, options.walk or list(WALKS)))
    text = table(found) + f"\n{options.rounds} interleaved rounds, the least of each, 1,000,000 items : 100.\n"
    print(text)
    if options.record:
        readme = README.read_text(encoding="utf-8")
        before, _, rest = readme.partition(TABLE_FROM)
        after = rest.partition(TABLE_TO)[2]
        README.write_text(f"{before}{TABLE_FROM}{text}{TABLE_TO}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
