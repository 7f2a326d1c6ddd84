"""Keys that come together do what they would do one by one.

Over a slow line, or where somebody types ahead, several keys arrive at once. Textual hands each to the field that has
the focus when it arrives, and only then looks whether the one before was to move the focus or to open a dialog: what
follows a Tab stands in the field before it. So the next key is not handed on until the last has been taken.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

PATIENCE = 0.5
"""Seconds after which the next key is handed on though the last is still being seen to."""
_GLANCE = 0.05
"""Seconds between two looks whether the app is being left: it waits for the thread that waits here."""

_SOON = 0.005
"""Seconds between two looks whether something in a thread is done."""
_LEADING = frozenset(("look", "act", "do", "source", "toggle"))
"""What keys ask the ledger for in order to open a dialog, or do there; the next key is meant for what comes of it."""


def wait_until_taken(app: App[Any], loop: asyncio.AbstractEventLoop, message: Message, leaving: Event) -> None:
    """Wait in the thread that reads keys until one of them has been taken, if the next might be meant for elsewhere.

    Args:
        app: the app that has been handed the key.
        loop: the loop that it runs in.
        message: what was handed on; anything but a key is not waited for, nor a character that only is written down.
        leaving: set where nothing is to be waited for any more.
    """
    if not isinstance(message, events.Key) or (message.is_printable and _written_down(app)):
        return
    taken = asyncio.run_coroutine_threadsafe(_taken(app), loop)
    until = monotonic() + PATIENCE
    while not leaving.is_set() and monotonic() < until:
        with suppress(TimeoutError):
            taken.result(_GLANCE)
            return
    taken.cancel()


def _written_down(app: App[Any]) -> bool:
    return isinstance(app.screen_stack[-1].focused if app.screen_stack else None, Input | TextArea)


async def _taken(app: App[Any]) -> None:
    """Come back once a key has gone the way of keys: down to the focused widget, up from parent to parent, and into the
    screen that it has opened.
    """
    await _reached(app)
    if not app.screen_stack:
        return
    before = app.screen
    for pump in (before.focused or before).ancestors_with_self:
        await _reached(pump)
    while any(one.group in _LEADING and not one.is_finished for one in app.workers):  # noqa: ASYNC110 - as below
        await asyncio.sleep(_SOON)
    await _reached(before)
    if app.screen_stack and app.screen is not before:
        while not app.screen.is_mounted:  # noqa: ASYNC110 - whoever waits has no patience beyond half a second
            await asyncio.sleep(_SOON)
        await _reached(app.screen)


async def _reached(pump: MessagePump) -> None:
    """Come back once all that lies in a queue has been handled."""
    there = asyncio.Event()
    if pump.is_running and pump.call_later(there.set):
        await there.wait()
