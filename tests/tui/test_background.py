"""Every screen begins once: Textual runs the handlers of all classes of a screen, whether they call one another or not."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

from textual.signal import Signal

import tracker.tui
from tests.tui.fakes import FakeGateway, make_app, opened, press, settled
from tracker.tui.app import TrackerApp


def classes() -> Iterator[type]:
    for found in pkgutil.walk_packages(tracker.tui.__path__, "tracker.tui."):
        module = importlib.import_module(found.name)
        yield from (one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == found.name)


def test_no_two_classes_of_ours_handle_the_same_message_of_a_widget() -> None:
    twice = [
        f"{one.__name__}.{name} over {base.__name__}"
        for one in classes()
        for name in vars(one)
        if name.startswith(("on_", "_on_"))
        for base in one.__mro__[1:]
        if base.__module__.startswith("tracker.")
        if {name.removeprefix("_"), f"_{name.removeprefix('_')}"} & vars(base).keys()
    ]
    assert twice == []


def subscribed(app: TrackerApp, signal: Signal[object]) -> list[int]:
    """How often each of the screens of the app listens."""
    return [len(heard) for node, heard in signal._subscriptions.items() if node in app.screen_stack]


def ears(app: TrackerApp, signal: Signal[Any]) -> list[int]:
    """How often each screen that is open listens, the one in front last."""
    return [len(signal._subscriptions.get(screen, ())) for screen in app.screen_stack]


AGAIN = Counter({"units": 1, "item_ids": 1, "rows_by_id": 1, "morning": 1})
"""What the worklist asks where it stands there already: all in one go."""


async def test_every_screen_listens_once_and_reads_once_for_one_change() -> None:
    gateway = FakeGateway.sample()
    app = make_app(gateway)

    def read() -> Counter[str]:
        found = Counter(gateway.calls)
        gateway.calls.clear()
        return found

    async with opened(app) as pilot:
        worklist = read()
        assert worklist == {"units": 1, "first_rows": 1, "morning": 1}
        before = AGAIN.copy()
        for keys in (("2",), ("3",), ("4",), ("5",), ("1", "enter")):
            await press(pilot, *keys)
            own = read()
            assert own, keys
            for signal in (app.item_moved, app.much_changed, app.others_wrote):
                assert ears(app, signal) == [1] * len(app.screen_stack), (keys, signal)
            app.much_changed.publish(None)
            await settled(pilot)
            before += own
            assert read() == before, keys
            if keys == ("4",):
                before -= own  # counting a year takes long: it waits until somebody looks again
                year = own
        await press(pilot, "4")
        assert read() == year


async def test_what_others_write_is_read_once() -> None:
    gateway = FakeGateway.sample()
    app = make_app(gateway)
    async with opened(app) as pilot:
        gateway.calls.clear()
        gateway.news = True
        app.look()
        await settled(pilot)
        assert gateway.calls == AGAIN
