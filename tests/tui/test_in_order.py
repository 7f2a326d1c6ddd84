"""Keys that arrive together, as over a slow line, do what they would do one by one."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from textual.events import Key, MouseMove
from textual.message import Message

from tests.tui.fakes import FakeGateway, make_app, opened
from tests.tui.windows import PATIENCE, Window
from tracker.domain.kinds import Status
from tracker.ledger import open_ledger
from tracker.services.items import list_items, show_item
from tracker.services.views import ItemFilter
from tracker.tui import in_order
from tracker.tui.in_order import wait_until_taken
from tracker.tui.screens.worklist import WorklistScreen


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_forms_filled_in_faster_than_they_open(
    window_with: Callable[..., Window], filled_ledger_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "台账.db"
    shutil.copy(filled_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        number = list_items(ledger, ItemFilter(), limit=1).rows[0].number
    window = window_with([sys.executable, "-m", "tracker", "--db", str(file)])
    window.sees(number)
    os.write(window.master, "s\r与原文一致\x13".encode())
    window.sees("已改为“待整改”")
    fields = ("赵书记", "王委员", "每月集中学习", "2030-06-30", "学懂弄通", "党委会定的")
    os.write(window.master, b"s\r" + "\t".join(fields).encode() + b"\x13")
    window.sees("已改为“整改中”")
    os.write(window.master, b"q")
    assert window.process.wait(PATIENCE) == 0
    with open_ledger(str(file)) as ledger:
        found = show_item(ledger, number)
    assert found.row.status is Status.IN_PROGRESS
    kept = found.fields
    assert (kept.leader, kept.person, kept.goal) == ("赵书记", "王委员", "学懂弄通")
    assert kept.due_on == date(2030, 6, 30)


async def test_a_key_has_done_what_it_does_before_the_next_is_handed_on() -> None:
    app = make_app(FakeGateway.sample())
    async with opened(app):
        loop, leaving = asyncio.get_running_loop(), threading.Event()
        where: list[str | None] = []

        def hand_on(message: Message) -> None:
            loop.call_soon_threadsafe(app.post_message, message)
            wait_until_taken(app, loop, message, leaving)
            focused = app.screen_stack[-1].focused
            where.append(focused.id if focused is not None else None)

        def type_ahead() -> None:
            for key, character in (("slash", "/"), ("a", "a"), ("b", "b"), ("escape", None), ("5", "5")):
                hand_on(Key(key, character))

        await asyncio.to_thread(type_ahead)
        assert where[:3] == ["filter"] * 3
        assert not isinstance(app.screen, WorklistScreen)


async def test_nothing_is_waited_for_where_nothing_could_go_astray() -> None:
    app = make_app(FakeGateway.sample())
    async with opened(app) as pilot:
        await pilot.press("slash")
        loop, leaving = asyncio.new_event_loop(), threading.Event()  # nobody runs it: waiting would be in vain
        before = monotonic()
        try:
            wait_until_taken(app, loop, Key("a", "a"), leaving)
            wait_until_taken(app, loop, MouseMove(None, 0, 0, 0, 0, 0, False, False, False), leaving)
            assert monotonic() - before < in_order.PATIENCE
        finally:
            loop.close()
