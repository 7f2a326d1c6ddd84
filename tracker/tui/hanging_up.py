"""What the drivers of Textual leave out: that whoever looks may go away without a word.

A terminal that was taken away reads as empty for ever, and no signal need come: a program between the terminal and this
one may keep it to itself. A browser that has gone leaves pipes that end. Either way the app is left as by its key.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from textual.app import App

_SIGNALS = ("SIGHUP", "SIGTERM")
_AT_LAST = 60.0
"""Seconds that the app has to end in once nobody is there: what it has begun is done by then, or undone."""


def status_of(signal_name: str) -> int:
    """The exit status that a shell gives to what a signal has ended; 1 where this system has no such signal."""
    number = getattr(signal, signal_name, None)
    return 1 if number is None else 128 + int(number)


def leave(app: App[Any], loop: asyncio.AbstractEventLoop, signal_name: str = "SIGHUP") -> None:
    """Leave the app because nobody is there any more. From any thread, as often as one likes.

    Args:
        app: the app.
        loop: the loop that it runs in.
        signal_name: what the exit status tells of.
    """

    def go() -> None:
        if app.return_code is None:
            app.exit(return_code=status_of(signal_name))

    with suppress(RuntimeError):  # the loop is closed: it has been left
        loop.call_soon_threadsafe(go)


def end_at_last(*, after: float = _AT_LAST, end: Callable[[int], object] = os._exit) -> threading.Timer:
    """See to it that the process ends, though something in it should wait for what will never come.

    The database undoes what is half done; nobody could do anything else about it.

    Args:
        after: seconds from now.
        end: ends the process with a status.
    """
    timer = threading.Timer(after, end, (status_of("SIGHUP"),))
    timer.daemon = True
    timer.start()
    return timer


def nobody_there(app: App[Any], loop: asyncio.AbstractEventLoop) -> None:
    """Leave the app for good: there is neither anybody to see it nor anything to read from or write to."""
    end_at_last()
    leave(app, loop)


def leave_on_signals(app: App[Any], loop: asyncio.AbstractEventLoop) -> None:
    """Let a signal that asks to end leave the app in order: the screen is put back, the ledger closed.

    A signal that is ignored, as under nohup, stays so.
    """
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:
            continue
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(number, leave, app, loop, name)


class LastingStream:
    """A stream that goes quiet once it cannot be written to: what would be drawn is for nobody.

    Textual writes in a thread; were it to end in an error, the app would wait for it for ever.
    """

    def __init__(self, stream: IO[str], broken: Callable[[], None]) -> None:
        """Write to a stream.

        Args:
            stream: what is written to.
            broken: called where that fails for the first time.
        """
        self._stream = stream
        self._broken: Callable[[], None] | None = broken

    def write(self, text: str) -> int:
        """Write, or throw away."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush, or throw away."""
        self._try(self._stream.flush)

    def fileno(self) -> int:
        """That of the stream."""
        return self._stream.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self._broken is None:
            return
        try:
            act()
        except (OSError, ValueError):
            broken, self._broken = self._broken, None
            broken()


def deaf_from_now_on() -> None:
    """The app has been left because its terminal went: what comes after it must not be cut short by a late signal."""
    number = getattr(signal, "SIGHUP", None)
    if number is not None and sys.platform != "win32":
        with suppress(ValueError):
            signal.signal(number, signal.SIG_IGN)
