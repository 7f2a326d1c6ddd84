"""``tracker serve``: who is let in, that it only looks, and the page in a real browser."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.tui.chromium import PATIENCE_S, browser_page, find_browser
from tracker.cli.app import MISTAKE, run
from tracker.ledger import open_ledger
from tracker.services.items import list_items
from tracker.services.views import ItemFilter
from tracker.tui.serving import is_loopback, same_origin

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="the server is ended with SIGINT here")


@pytest.mark.parametrize(
    "host, here",
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("::", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, here: bool) -> None:
    assert is_loopback(host) is here


@pytest.mark.parametrize(
    "origin, host, only_here, let_in",
    [
        (None, "127.0.0.1:8765", True, True),
        ("http://127.0.0.1:8765", "127.0.0.1:8765", True, True),
        ("http://localhost:8765", "localhost:8765", True, True),
        ("http://evil.example", "127.0.0.1:8765", True, False),
        ("http://127.0.0.1:9000", "127.0.0.1:8765", True, False),
        ("http://evil.example:8765", "evil.example:8765", True, False),
        ("null", "127.0.0.1:8765", True, False),
        ("http://office.lan:8765", "office.lan:8765", False, True),
        ("http://evil.example", "office.lan:8765", False, False),
    ],
)
def test_pages_from_elsewhere_are_not_let_in(origin: str | None, host: str, only_here: bool, let_in: bool) -> None:
    assert same_origin(origin, host, only_here=only_here) is let_in


def test_others_are_let_in_only_where_that_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["serve", "--host", "0.0.0.0", "--db", str(tmp_path / "没有.db")]) == MISTAKE
    assert "没有登录" in capsys.readouterr().err
    assert run(["serve", "--db", str(tmp_path / "没有.db")]) == MISTAKE
    assert "还没有台账" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@dataclass(frozen=True)
class Served:
    """A server at work."""

    port: int
    file: Path
    said: Path
    process: subprocess.Popen[bytes]

    def status(self, path: str = "/", **headers: str) -> int:
        """The status that it answers with."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


def listens(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def served(filled_ledger_file: Path, tmp_path: Path, root: Path) -> Iterator[Served]:
    """``tracker serve`` as a person starts it."""
    file = tmp_path / "台账.db"
    shutil.copy(filled_ledger_file, file)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = tmp_path / "said.txt"
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    environment.pop("TRACKER_ACTOR", None)
    with said.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "serve", "--db", str(file), "--port", str(port)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    try:
        # It says where it is just before it listens.
        while "http://" not in said.read_text("utf-8") or not listens(port):
            assert process.poll() is None, said.read_text("utf-8")
            time.sleep(0.05)
        yield Served(port, file, said, process)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) in (0, 130, -signal.SIGKILL)


@NOT_ON_WINDOWS
def test_the_server_says_where_it_is_and_turns_strangers_away(served: Served) -> None:
    said = served.said.read_text("utf-8")
    assert f"http://127.0.0.1:{served.port}/" in said
    assert "只看不改" in said
    assert "没有登录" not in said
    assert served.status() == 200
    assert served.status(Host="evil.example") == 403
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert served.status("/ws", Origin="http://evil.example", **upgrade) == 403
    taken = subprocess.run(
        [sys.executable, "-m", "tracker", "serve", "--db", str(served.file), "--port", str(served.port)],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert taken.returncode == MISTAKE
    assert "--port" in taken.stderr.decode()


@NOT_ON_WINDOWS
async def test_the_page_shows_the_worklist_in_a_real_browser(served: Served, tmp_path: Path) -> None:
    program = find_browser()
    if program is None:
        pytest.skip("needs Chromium or Chrome")
    with open_ledger(str(served.file), only_looking=True) as ledger:
        first = list_items(ledger, ItemFilter(), limit=1).rows[0]
        before = list_items(ledger, ItemFilter()).rows
    async with browser_page(program, tmp_path / "browser") as page:
        await page.open(f"http://127.0.0.1:{served.port}/?fontsize=14")
        shown = page.received
        await page.until(lambda: first.number.encode() in shown and first.title[:8].encode() in shown)
        await page.until(lambda: "只读".encode() in shown)
        while "-first-byte" not in await page.value("document.body.className"):  # noqa: ASYNC110 - the browser's
            await asyncio.sleep(0.05)
        await page.click(300, 200)
        await page.press("s")
        await page.until(lambda: "这里只看不改".encode() in shown)
        picture = await page.picture()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 30_000, "an empty page is smaller"
        elsewhere = [one for one in page.requested if f"127.0.0.1:{served.port}" not in one]
        assert elsewhere == []
    with open_ledger(str(served.file), only_looking=True) as ledger:
        assert list_items(ledger, ItemFilter()).rows == before


def programs_of(server: int) -> set[int]:
    """The processes that a server has started, and those that they have."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(own): int(parent) for own, parent in map(str.split, told.splitlines())}
    found = {server}
    while more := {own for own, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {server}


def at_work(processes: set[int]) -> set[int]:
    """Those that have not ended; one that nobody has asked how it ended has."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    return processes & {int(own) for own, state in map(str.split, told.splitlines()) if not state.startswith("Z")}


@NOT_ON_WINDOWS
@pytest.mark.skipif(shutil.which("ps") is None, reason="needs ps")
@pytest.mark.parametrize("what", ["tab closed", "browser gone", "server ended", "server killed"])
async def test_the_program_of_a_tab_ends_with_it(served: Served, what: str) -> None:
    async with ClientSession() as session, asyncio.timeout(PATIENCE_S):
        tab = await session.ws_connect(f"http://127.0.0.1:{served.port}/ws?width=80&height=24")
        seen = b""
        while "待确认".encode() not in seen:
            seen += await tab.receive_bytes()
        programs = programs_of(served.process.pid)
        assert at_work(programs)
        match what:
            case "tab closed":
                await tab.close()
            case "browser gone":
                connection = tab._response.connection
                assert connection is not None
                assert connection.transport is not None
                connection.transport.abort()
            case "server ended":
                served.process.send_signal(signal.SIGTERM)
                while not (await tab.receive()).type.name.startswith("CLOS"):  # a browser answers that it has heard
                    pass
                await asyncio.to_thread(served.process.wait)
            case _:
                served.process.kill()
                served.process.wait()
        while at_work(programs):  # noqa: ASYNC110 - nobody tells when they have ended
            await asyncio.sleep(0.1)
    assert (served.process.poll() is None) is (not what.startswith("server"))
    assert "Traceback" not in served.said.read_text("utf-8")
