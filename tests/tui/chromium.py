"""A real browser without a window, spoken to by its own protocol."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_S = 60


def find_browser() -> str | None:
    """The program, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Page:
    """One tab."""

    socket: ClientWebSocketResponse
    asked: int = 0
    requested: list[str] = field(default_factory=list)
    """The addresses that the page has fetched or connected to."""
    received: bytearray = field(default_factory=bytearray)
    """What came in through web sockets."""
    _answers: dict[int, Any] = field(default_factory=dict)

    async def ask(self, method: str, **parameters: Any) -> Any:
        """One command of the protocol, with its answer."""
        self.asked += 1
        number = self.asked
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        await self.until(lambda: number in self._answers)
        return self._answers.pop(number)

    async def until(self, told: Callable[[], bool]) -> None:
        """Listen until something is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not told():
                self._take(await self.socket.receive_json())

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message.get("result", message.get("error"))
            return
        told = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(told["request"]["url"])
            case "Network.webSocketCreated":
                self.requested.append(told["url"])
            case "Network.webSocketFrameReceived":
                payload = told["response"]["payloadData"]
                binary = told["response"]["opcode"] == 2
                self.received += base64.b64decode(payload) if binary else payload.encode()
            case _:
                pass

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.ask("Network.enable")
        await self.ask("Page.enable")
        await self.ask("Page.navigate", url=address)

    async def press(self, key: str) -> None:
        """Press a key of one letter."""
        for kind in ("keyDown", "keyUp"):
            code = f"Key{key.upper()}"
            await self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                text=key if kind == "keyDown" else "",
                key=key,
                code=code,
                windowsVirtualKeyCode=ord(key.upper()),
            )

    async def click(self, x: int, y: int) -> None:
        """Click somewhere."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def value(self, expression: str) -> Any:
        """What an expression is worth in the page."""
        answer = await self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    async def picture(self) -> bytes:
        """What the page looks like, as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def browser_page(program: str, folder: Path) -> AsyncIterator[Page]:
    """A tab in a browser of its own, which is ended afterwards."""
    process = await asyncio.create_subprocess_exec(
        program,
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--enable-unsafe-swiftshader",
        "--no-first-run",
        "--disable-background-networking",
        "--window-size=1200,800",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port_file = folder / "DevToolsActivePort"
        async with asyncio.timeout(3 * PATIENCE_S), ClientSession() as session:
            while not port_file.exists() or not port_file.read_text().strip():  # noqa: ASYNC110 - made by another program
                await asyncio.sleep(0.05)
            port = port_file.read_text().split()[0]
            tabs = await (await session.get(f"http://127.0.0.1:{port}/json")).json()
            address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.wait()
