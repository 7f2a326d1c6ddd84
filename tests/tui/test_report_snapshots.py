"""How going through a report and importing look. See ``test_snapshots`` for the main screens and how to draw anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.fakes import make_app, press, settled
from tests.tui.test_snapshots import sample
from tracker.tui.screens.import_files import ImportJob
from tracker.tui.screens.importing import ImportingScreen

Compare = Callable[..., bool]

NARROW, WIDE = (80, 24), (120, 40)
LIGHT = ("colon", "=深浅", "enter")

STATES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "documents-put-right": (NARROW, ("2", "e")),
    "review-narrow": (NARROW, ("2", "enter", "j")),
    "review-wide": (WIDE, ("2", "enter", "j")),
    "review-light": (WIDE, (*LIGHT, "2", "enter", "end")),
    "review-refuse": (NARROW, ("2", "enter", "x", "ctrl+n")),
    "bounds": (NARROW, ("2", "enter", "b", "left")),
    "cut": (WIDE, ("2", "enter", "c", "space", "right")),
}


@pytest.mark.parametrize("name", STATES)
def test_screen(name: str, snap_compare: Compare) -> None:
    size, keys = STATES[name]

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(make_app(sample()), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_what_became_of_each_file(size: tuple[int, int], snap_compare: Compare) -> None:
    gateway = sample()

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.app.push_screen(ImportingScreen(gateway, ImportJob((Path("报告"),))))
        await settled(pilot)

    assert snap_compare(make_app(gateway), terminal_size=size, run_before=walk)


def test_a_review_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems, promises, what is lit and what is left out can be told apart where there are no colours."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, "2", "enter", "j")

    assert snap_compare(make_app(sample()), terminal_size=NARROW, run_before=walk)
