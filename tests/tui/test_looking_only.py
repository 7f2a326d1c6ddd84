"""What changes the ledger is marked so, is offered nowhere where the ledger is only looked at, and what a browser is
not given."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from textual.pilot import Pilot

from tests.tui.fakes import clock, opened, press, screen_of, screen_text, settled
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.tui.actions import ACTIONS, DIALOG_PLACES, MAIN_SCREENS, Action
from tracker.tui.app import TrackerApp
from tracker.tui.form import Form
from tracker.tui.inputs import LineInput
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.pick import PickScreen
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.text_view import TextView

WAY_TO: dict[str, tuple[str, ...]] = {
    "worklist": ("1",),
    "detail": ("1", "enter"),
    "source": ("1", "o"),
    "documents": ("2",),
    "review": ("2", "enter"),
    "bounds": ("2", "enter", "b"),
    "cut": ("2", "enter", "c"),
    "year_on_year": ("3",),
    "year": ("4",),
    "history": ("5",),
    "command": ("5", "enter"),
}
"""The keys to each screen. Importing is a command under way: there is nothing to do there but to wait."""


def app_on(ledger: Ledger) -> TrackerApp:
    app = TrackerApp(LedgerGateway(ledger, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    return app


@pytest.fixture
async def walk(filled_ledger: Ledger) -> AsyncIterator[Pilot[None]]:
    async with opened(app_on(filled_ledger), (90, 34)) as pilot:
        yield pilot


@asynccontextmanager
async def looking_at(file: Path) -> AsyncIterator[tuple[Pilot[None], Ledger]]:
    with open_ledger(str(file), only_looking=True) as ledger:
        async with opened(app_on(ledger), (90, 34)) as pilot:
            yield pilot, ledger


async def go(pilot: Pilot[None], screen: str) -> TrackerScreen:
    await leave(pilot)
    mode, *further = WAY_TO[screen]
    await press(pilot, mode)
    main = app_of(pilot).screen
    for line in main.query("#filter").results(LineInput):
        line.value = ""
    main.set_focus(main.query_one("#items"))
    await press(pilot, *further)
    here = screen_of(app_of(pilot), TrackerScreen)
    assert screen == here.KEYS
    return here


async def leave(pilot: Pilot[None]) -> None:
    """Shut whatever lies over the main screen."""
    app = app_of(pilot)
    app.action_show_mode("worklist")
    await settled(pilot)
    screen_of(app, WorklistScreen).show_only(None)


def app_of(pilot: Pilot[None]) -> TrackerApp:
    assert isinstance(pilot.app, TrackerApp)
    return pilot.app


def all_actions(screen: str) -> list[Action]:
    keys = MAIN_SCREENS[screen]
    return list(dict.fromkeys(keys.actions(*keys.always, *keys.focused)))


def everything_done(ledger: Ledger) -> list[tuple[object, ...]]:
    return [(one.number, one.what, one.undone) for one in log(ledger, limit=1000)]


def test_every_screen_is_gone_to() -> None:
    assert set(WAY_TO) | {"importing"} == set(MAIN_SCREENS)


async def test_what_is_not_marked_as_writing_writes_nothing(walk: Pilot[None], filled_ledger: Ledger) -> None:
    """Each method that an unmarked action runs is run once, wherever the screens have it."""
    app = app_of(walk)
    before = everything_done(filled_ledger)
    ran: set[tuple[str, object]] = set()
    for screen in WAY_TO:
        here = await go(walk, screen)
        for action in all_actions(screen):
            if action.writes or action.run == "app.quit":
                continue
            name = f"action_{action.run.partition('(')[0].rpartition('.')[2]}"
            focused = here.focused if action.place in MAIN_SCREENS[screen].focused else None
            owner = next((one for one in (focused, here) if hasattr(one, name)), None)
            method = (action.id, getattr(type(owner or app), name, None))
            if method in ran or method[1] is None:
                continue
            ran.add(method)
            await app.run_action(action.run, owner)
            await settled(walk)
            if app.screen is not here and action.id != "app.palette":
                await press(walk, "enter", "ctrl+s")  # what it has opened is agreed to, as far as that goes
            while here in app.screen_stack and app.screen is not here:
                await app.pop_screen()
            if app.screen is not here:
                here = await go(walk, screen)
        assert everything_done(filled_ledger) == before, screen
    every = {action.id for action in ACTIONS if not action.writes and action.place not in DIALOG_PLACES}
    missing = every - {name for name, _method in ran}
    assert missing == {"app.quit"}


async def test_where_it_is_only_looked_at_nothing_that_writes_is_offered(
    filled_ledger_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "台账.db"
    shutil.copy(filled_ledger_file, file)
    writing = [action for action in ACTIONS if action.writes]
    async with looking_at(file) as (pilot, ledger):
        app, before = app_of(pilot), everything_done(ledger)
        for screen in WAY_TO:
            if screen in ("bounds", "cut"):
                continue  # only what writes leads there
            here = await go(pilot, screen)
            assert not [action.id for action in here.actions_now() if action.writes]
            await press(pilot, "f1")
            told = screen_of(app, HelpScreen).query_one(TextView).text
            assert not [action.id for action in writing if action.help in told]
            await press(pilot, "escape", "ctrl+p")
            offered = screen_of(app, PickScreen)._choices
            assert offered
            assert not [one.label for one in offered if isinstance(one.value, Action) and one.value.writes]
            await press(pilot, "escape")
            for action in all_actions(screen):
                if action.writes:
                    await app.run_action(action.run, here)
                    await settled(pilot)
                    assert app.screen is here, action.id
                    assert "这里只看不改" in screen_text(app), action.id
        assert everything_done(ledger) == before


@pytest.fixture
def in_browser(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """The app believes that it is shown in a browser; what it gives for downloading is kept."""
    given: list[tuple[str, bytes]] = []

    def deliver(self: TrackerApp, file: BinaryIO, *, save_filename: str, **_more: Any) -> None:
        given.append((save_filename, file.read()))

    monkeypatch.setattr(TrackerApp, "is_web", property(lambda _self: True))
    monkeypatch.setattr(TrackerApp, "deliver_binary", deliver)
    return given


async def test_a_browser_is_not_shown_the_folders_of_the_server(
    in_browser: list[tuple[str, bytes]], walk: Pilot[None]
) -> None:
    app = app_of(walk)
    for screen, key, what in (("documents", "i", "导入"), ("year", "w", "出报告"), ("worklist", "y", "复制")):
        here = await go(walk, screen)
        assert what not in [action.label for action in here.actions_now()]
        await press(walk, key)
        assert app.screen is here
        assert f"在浏览器里不能{what}" in screen_text(app)
    await press(walk, "E")
    dialog = screen_of(app, EvidenceScreen)
    assert len(dialog.query_one(Form).rows) == 0
    assert "在浏览器里附不了" in screen_text(app) or "先确认纳入这一项" in screen_text(app)
    await press(walk, "ctrl+o")
    assert app.screen is dialog
    assert in_browser == []


async def test_the_original_goes_to_the_browser_that_asks_for_it(
    in_browser: list[tuple[str, bytes]], walk: Pilot[None], seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bool:
        raise AssertionError("opened on the server's desktop")

    monkeypatch.setattr("tracker.tui.desktop.open_file", never)
    here = await go(walk, "source")
    assert isinstance(here, SourceScreen)
    await press(walk, "O")
    ((name, content),) = in_browser
    assert content == (seeds / here.document.unit / f"{here.document.year}.txt").read_bytes()
    assert name.endswith(".txt")
    assert not set(name) & set(' ;"')
    assert "交给浏览器下载" in screen_text(app_of(walk))


def test_marks_are_told_apart() -> None:
    """The methods of a marked action are those of no other that is not marked, as they are told apart by name."""
    names: dict[str, set[bool]] = {}
    for action in ACTIONS:
        names.setdefault(action.run.partition("(")[0], set()).add(action.writes)
    assert [name for name, marks in names.items() if len(marks) > 1] == []
