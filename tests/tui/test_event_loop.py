"""Nothing keeps the event loop from the next key: asked of the loop itself, step by step.

Wall clocks say nothing on a busy machine. What is counted is what cannot lie: which thread a database, a file or the
gateway is used from, and the CPU time that each single step of the loop takes, held against a piece of work of the same
interpreter, done just before and after.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.tui.fakes import opened, press, settled
from tests.tui.test_choosing import on_that_day
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.reading import find_reports
from tracker.services.importing import import_reports
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.tidying import PACE

UNIT_MS = 15.0
"""What ``_unit`` takes on the machine where a step of 50 ms was first measured."""
AT_MOST_MS = 50.0


def _unit() -> float:
    start = time.thread_time()
    sum(number * number for number in range(200_000))
    return (time.thread_time() - start) * 1000


@dataclass
class Steps:
    """What the loop did while it was looked at."""

    longest: dict[str, float] = field(default_factory=dict)
    """CPU milliseconds of the longest step, by what was being done."""
    doing: str = ""
    blocked: list[tuple[str, str]] = field(default_factory=list)
    """What was used from the thread of the loop that others have to wait for."""

    def of(self, *names: str) -> float:
        """The longest step of several."""
        return max(self.longest.get(name, 0.0) for name in names)


_watching: list[Callable[[str], None]] = []


def _heard(name: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or name not in ("open", "sqlite3.connect", "subprocess.Popen", "socket.connect"):
        return
    # Modules that are imported when they are first needed and the stylesheet are read from files, too: each once.
    if name == "open" and (not isinstance(arguments[0], str) or arguments[0].endswith((".pyc", ".py", ".so", ".tcss"))):
        return
    for tell in _watching:
        tell(f"{name} {arguments[0] if arguments else ''}")


sys.addaudithook(_heard)


@contextmanager
def watched() -> Iterator[Steps]:
    """Look at every step of the loop in this thread."""
    steps = Steps()
    here = threading.current_thread()
    run = asyncio.events.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        start = time.thread_time()
        run(handle)
        spent = (time.thread_time() - start) * 1000
        steps.longest[steps.doing] = max(steps.longest.get(steps.doing, 0.0), spent)

    def note(what: str) -> None:
        if threading.current_thread() is here and steps.doing:
            steps.blocked.append((steps.doing, what))

    def asked(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        note(statement.split("\n", 1)[0])

    event.listen(Engine, "before_cursor_execute", asked)
    _watching.append(note)
    asyncio.events.Handle._run = timed  # type: ignore[method-assign, assignment]
    thresholds = gc.get_threshold()
    gc.collect()
    gc.set_threshold(*PACE)  # as the program does
    try:
        yield steps
    finally:
        gc.set_threshold(*thresholds)
        asyncio.events.Handle._run = run  # type: ignore[method-assign]
        _watching.remove(note)
        event.remove(Engine, "before_cursor_execute", asked)


class NotFromTheLoop(LedgerGateway):
    """Refuses every question that is asked in the thread that it was made in."""

    _maker = threading.current_thread()

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_") or not callable(value):
            return value

        def asked(*arguments: Any, **named: Any) -> Any:
            assert threading.current_thread() is not NotFromTheLoop._maker, name
            return value(*arguments, **named)

        return asked


@pytest.fixture
def large(large_ledger_file: Path) -> Iterator[Ledger]:
    with open_ledger(str(large_ledger_file)) as ledger:
        yield ledger


def app_on(ledger: Ledger) -> TrackerApp:
    NotFromTheLoop._maker = threading.current_thread()
    app = TrackerApp(NotFromTheLoop(ledger, actor="周宁", clock=on_that_day), clock=on_that_day)
    app.animation_level = "none"
    return app


IN_USE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("scroll", ("j", "j", "k", "pagedown", "pagedown", "pageup", "G", "g", "end", "home")),
    ("filter", ("slash", "=路", "=灯", "enter", "escape", "slash", "=#逾", "tab", "enter", "j", "escape")),
    ("initials", ("slash", "=ldwh", "enter", "G", "escape")),
    ("chips", ("right_square_bracket", "right_square_bracket", "left_square_bracket", "escape", "z", "z", "z")),
    ("refresh", ("ctrl+r",)),
)


async def test_nothing_blocks_the_loop_while_one_works(large: Ledger) -> None:
    with watched() as steps:
        steps.doing = "start"
        async with opened(app_on(large), (120, 40)) as pilot:
            for name, keys in IN_USE:
                steps.doing = name
                await press(pilot, *keys)
            steps.doing = ""
    assert steps.blocked == []
    allowed = AT_MOST_MS * max(min(_unit() for _ in range(5)) / UNIT_MS, 1.0)
    longest = {name: steps.of(name) for name, _keys in IN_USE}
    assert max(longest.values()) <= allowed, (longest, allowed)


OPENED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2", ()),
    ("3", ()),
    ("4", ()),
    ("5", ()),
    ("1", ()),
    ("o", ("escape",)),
    ("s", ("escape",)),
    ("d", ("escape",)),
    ("a", ("escape",)),
    ("E", ("escape",)),
    ("F", ("escape",)),
    ("f", ("escape",)),
    ("question_mark", ("escape",)),
    ("colon", ("escape",)),
    ("e", ("escape",)),
)
"""Keys that open the main screens and the dialogs, and what leaves them again."""
_TRIES = 4


async def test_nothing_blocks_the_loop_while_screens_are_opened_for_the_first_time(large: Ledger) -> None:
    """The least of several apps: what another program takes from the processor at one time is not there at another."""
    least: dict[str, float] = {}
    for _ in range(_TRIES):
        with watched() as steps:
            async with opened(app_on(large), (120, 40)) as pilot:
                for key, leave in OPENED:
                    before = _unit()
                    steps.doing = key
                    await press(pilot, key)
                    steps.doing = ""
                    slow = max(min(before, _unit()) / UNIT_MS, 1.0)
                    least[key] = min(least.get(key, inf), steps.longest[key] / slow)
                    await press(pilot, *leave)
        assert steps.blocked == []
        over = {key: took for key, took in least.items() if took > AT_MOST_MS}
        if not over:
            break
    assert over == {}, least


async def test_nothing_blocks_the_loop_while_reports_are_imported(
    large_ledger_file: Path, tmp_path: Path, seeds: Path
) -> None:
    file = tmp_path / "台账.db"
    file.write_bytes(large_ledger_file.read_bytes())  # noqa: ASYNC240 - before anything is running
    with open_ledger(str(file)) as ledger, open_ledger(str(file)) as other, watched() as steps:
        async with opened(app_on(ledger)) as pilot:
            app = pilot.app
            assert isinstance(app, TrackerApp)

            def work() -> None:
                found = find_reports([seeds / "云溪口镇党委", seeds / "白鹭洼村党支部"])
                outcome = import_reports(other, found, actor="李红", now=on_that_day())
                assert [one.status for one in outcome.files] == ["imported"] * 6

            importing = asyncio.get_running_loop().run_in_executor(None, work)
            steps.doing = "import"
            while not importing.done():
                app.look()
                await press(pilot, "j", "pagedown", "k")
            await importing
            app.look()
            await settled(pilot)
            steps.doing = ""
    assert steps.blocked == []
    allowed = AT_MOST_MS * max(min(_unit() for _ in range(5)) / UNIT_MS, 1.0)
    assert steps.of("import") <= allowed, (steps.longest, allowed)
