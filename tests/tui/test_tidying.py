"""Garbage is looked for in small steps, and thoroughly only when nobody is kept waiting."""

from __future__ import annotations

import gc
import time

import pytest

from tests.tui.fakes import make_app, opened, press
from tracker.tui import tidying


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When everything was looked at, by a clock that is set by hand."""
    found: list[float] = []
    monkeypatch.setattr(tidying, "monotonic", lambda: now[0])
    monkeypatch.setattr(gc, "collect", lambda: found.append(now[0]))
    now[0] = 100.0
    return found


now = [0.0]


async def test_everything_is_looked_at_once_after_a_rest(looks: list[float]) -> None:
    app = make_app()
    async with opened(app) as pilot:
        app.tidy()
        assert looks == []
        await press(pilot, "j")
        now[0] += tidying.AT_REST - 1
        app.tidy()
        assert looks == []
        now[0] += 2
        app.tidy()
        app.tidy()
        assert looks == [now[0]]
        await press(pilot, "k")
        now[0] += tidying.AT_REST + 1
        app.tidy()
        assert len(looks) == 2


def _knots(count: int) -> list[list[object]]:
    made: list[list[object]] = [[] for _ in range(count)]
    for one in made:
        one.append(one)
    return made


def test_a_look_at_the_young_is_a_small_part_of_one_at_everything() -> None:
    """The longest look at the pace of the screens, against one at the pace of a command."""
    before, longest, begun = gc.get_threshold(), 0.0, 0.0

    def watch(phase: str, info: dict[str, int]) -> None:
        nonlocal begun, longest
        if phase == "start":
            begun = time.thread_time()
        else:
            longest = max(longest, time.thread_time() - begun)

    gc.collect()
    gc.callbacks.append(watch)
    found: list[float] = []
    try:
        for pace in (tidying.PACE, (200_000, 20, 1_000_000)):
            gc.set_threshold(*pace)
            longest = 0.0
            kept = _knots(201_000)
            found.append(longest)
            assert len(kept) == 201_000
            del kept
    finally:
        gc.callbacks.remove(watch)
        gc.set_threshold(*before)
    small, large = found
    assert 0 < small < large / 2
