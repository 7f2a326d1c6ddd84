"""A terminal window: a pseudo-terminal with a program in it, which can be taken away."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds after which something that does not come is a failure; nothing is measured by it."""

_TAKES_IT_FOR_ITS_OWN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes its standard input the controlling terminal, as a terminal window does, and becomes the command."""


@dataclass
class Window:
    """A terminal window with a program in it."""

    process: subprocess.Popen[bytes]
    master: int
    seen: bytearray = field(default_factory=bytearray)

    def sees(self, words: str) -> None:
        """Read until the words have been drawn."""
        deadline = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            if time.monotonic() > deadline:
                drawn = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", self.seen.decode(errors="replace"))
                pytest.fail(f"{words} did not come: {drawn[-4000:]}")
            os.set_blocking(self.master, False)
            with contextlib.suppress(BlockingIOError):
                self.seen += os.read(self.master, 65536)
                continue
            time.sleep(0.02)

    def close(self) -> None:
        """Take the terminal away."""
        os.close(self.master)
        self.master = -1


@contextmanager
def windows(root: Path, folder: Path) -> Iterator[Callable[..., Window]]:
    """Opens windows with a command in each, and closes them all in the end.

    Args:
        root: the checkout.
        folder: what the programs keep for their user is kept here.
    """
    opened: list[Window] = []

    def open_window(command: Sequence[str], *, own_terminal: bool = True, **environment: str) -> Window:
        master, slave = os.openpty()
        wrapped = [sys.executable, "-c", _TAKES_IT_FOR_ITS_OWN, *command] if own_terminal else list(command)
        process = subprocess.Popen(
            wrapped,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ
            | {
                "PYTHONPATH": str(root),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "XDG_CONFIG_HOME": str(folder / "home"),
                "XDG_STATE_HOME": str(folder / "home"),
                "XDG_CACHE_HOME": str(folder / "cache"),
                "TEXTUAL_ANIMATIONS": "none",
            }
            | environment,
        )
        os.close(slave)
        opened.append(Window(process, master))
        return opened[-1]

    yield open_window
    for window in opened:
        if window.master >= 0:
            os.close(window.master)
        if window.process.poll() is None:
            os.killpg(window.process.pid, signal.SIGKILL)
            window.process.wait(PATIENCE)
