"""Textual's driver for browsers, with an end where the server is gone."""

from __future__ import annotations

from typing import Any

from textual.drivers.web_driver import WebDriver
from textual.message import Message

from tracker.tui.hanging_up import nobody_there
from tracker.tui.in_order import wait_until_taken


class BrowserDriver(WebDriver):
    """Talks to the server through pipes, until the app is left or they end."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        write = self._write

        def write_or_leave(data: bytes) -> int:
            try:
                return write(data)
            except OSError:
                nobody_there(self._app, self._loop)
                return len(data)

        self._write = write_or_leave  # type: ignore[assignment]

    def process_message(self, message: Message) -> None:
        super().process_message(message)
        wait_until_taken(self._app, self._loop, message, self.exit_event)

    def run_input_thread(self) -> None:
        """Hand on what the server sends. Textual's own ends with the pipe, and leaves the app running for nobody."""
        try:
            super().run_input_thread()
        finally:
            if not self.exit_event.is_set():
                nobody_there(self._app, self._loop)
