"""The terminal UI as a page in a browser: textual-serve with a page of our own, which fetches nothing from elsewhere.

Each tab starts the program once more. There is no login: whoever reaches the port sees the ledger. So the port is that
of this machine alone unless somebody says otherwise, and pages from elsewhere, which a browser would let connect to it,
are turned away by where they come from.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from tracker.domain.errors import UsageError, reason_of

_PAGE = Path(__file__).with_name("page")
_LAST_MOMENTS = 5
"""Seconds that the programs of open tabs have to end in once the server is to end."""


def is_loopback(host: str) -> bool:
    """True where only programs of this machine reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def same_origin(origin: str | None, host: str, *, only_here: bool) -> bool:
    """True where a connection may be let in.

    Args:
        origin: the page that asks for it; browsers always tell, other programs need not.
        host: the name that the server was asked under.
        only_here: the server is for this machine alone, so any other name is one that somebody made point here.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if only_here and not is_loopback(name):
        return False
    return origin is None or urlsplit(origin).netloc == host


class BrowserServer(Server):
    """Serves the terminal UI."""

    def __init__(self, command: Sequence[str], *, host: str, port: int, title: str, ready: Callable[[], None]) -> None:
        """Make the server.

        Args:
            command: starts the terminal UI.
            host: the address to listen at.
            port: the port.
            title: of the page.
            ready: called once pages can be opened.
        """
        line = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
        super().__init__(line, host=host, port=port, title=title, templates_path=_PAGE)
        self._ready = ready
        self._looking: set[asyncio.Task[Any]] = set()
        """One for each tab that is open."""

    def initialize_logging(self) -> None:
        """Only what goes wrong is told."""
        logging.basicConfig(level="ERROR")

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 - as the base class has it
        """The port is open."""
        self._ready()

    async def handle_index(self, request: web.Request) -> Any:
        """The page, under the name that it was asked for by."""
        self._let_in(request)
        self.public_url = f"http://{request.host}"
        response = await super().handle_index(request)
        response.headers["Content-Security-Policy"] = (
            "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
            " img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none';"
            f" connect-src 'self' ws://{request.host}"
        )
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """What the page shows and what is typed into it."""
        self._let_in(request)
        task = asyncio.current_task()
        assert task is not None
        self._looking.add(task)
        try:
            return await super().handle_websocket(request)
        finally:
            self._looking.discard(task)

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as the base class has it
        """Let the programs end whose tabs are still open; the web server itself would wait a minute for each."""
        for task in self._looking:
            task.cancel()
        if self._looking:
            await asyncio.wait(self._looking, timeout=_LAST_MOMENTS)

    def _let_in(self, request: web.Request) -> None:
        if not same_origin(request.headers.get("Origin"), request.host, only_here=is_loopback(self.host)):
            raise web.HTTPForbidden(text="只能从这台机器上打开的页面连接")


def serve(command: Sequence[str], *, host: str, port: int, title: str, ready: Callable[[], None]) -> None:
    """Serve until somebody ends it with ctrl+c. See ``BrowserServer``.

    Raises:
        UsageError: the port cannot be had.
    """
    try:
        BrowserServer(command, host=host, port=port, title=title, ready=ready).serve()
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise UsageError(f"{host}:{port} 用不了（{reason_of(error)}）", "请用 --port 换一个端口") from error
        raise
