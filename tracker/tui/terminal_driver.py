"""Textual's driver for terminals, with an end where the terminal is gone."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import Any, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tracker.tui.hanging_up import LastingStream, leave_on_signals, nobody_there
from tracker.tui.in_order import wait_until_taken

_TICK = 0.1
"""Seconds until a lone Esc is a key and not the beginning of another."""
_ROOM = 4096


class TerminalDriver(LinuxDriver):
    """Reads keys and draws, until the app is left or nobody is there."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._file = cast("Any", LastingStream(cast("Any", self._file), self._gone))

    def _gone(self) -> None:
        nobody_there(self._app, self._loop)

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        leave_on_signals(self._app, self._loop)
        if self.input_tty and not os.isatty(self.fileno):
            self._gone()  # before it was begun; nothing reads then

    def write(self, data: str) -> None:
        if self._writer_thread is not None:
            super().write(data)

    def process_message(self, message: Message) -> None:
        super().process_message(message)
        wait_until_taken(self._app, self._loop, message, self.exit_event)

    def run_input_thread(self) -> None:
        """Hand on what is typed. Textual's own takes the end of input for nothing typed, and asks again at once."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK):
                    typed = self._read()
                    if typed == b"":
                        self._gone()
                        return
                    if text := decode(typed or b""):
                        for event in parser.feed(text):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes | None:
        """What was typed; empty where nothing will ever be, ``None`` where there is nothing yet."""
        try:
            return os.read(self.fileno, _ROOM)
        except BlockingIOError:
            return None
        except OSError:
            return b""
