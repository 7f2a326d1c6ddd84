"""How each screen looks: the main ones in all their states, both themes, narrow and wide; the others once.

``pytest tests/tui/test_snapshots.py --snapshot-update`` draws them again. Look at what has changed before it is
committed: ``snapshot_report.html`` shows old and new side by side for those of ``test_screen``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from tests.tui.fake_years import JUDGED_AT
from tests.tui.fakes import FakeGateway, make_app, press, settled
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.spans import Span
from tracker.services.views import JudgementView
from tracker.tui.app import DARK, LIGHT, TrackerApp

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are drawn on Python 3.11; others round colours otherwise"
)

Compare = Callable[..., bool]

NARROW, WIDE = (80, 24), (120, 40)


def sample() -> FakeGateway:
    """A ledger with markup, an emoji and a control character among its titles."""
    fake = FakeGateway.sample()
    document = fake.documents[1]
    fake.add_item(document, 10, ItemKind.PROBLEM, "[b]方括号[/] 👩‍🏫 \x1b[31m和控制字符", Span(0, 9))
    rows = sorted(fake.rows.values(), key=lambda row: (row.number[:2], -row.year, row.number))
    fake.rows = {row.id: row for row in rows}
    return fake


def in_the_middle() -> FakeGateway:
    """Some of the verdicts have been decided."""
    fake = sample()
    fake.judged["01-2021-01"] = JudgementView(Verdict.RECURRING, Verdict.RECURRING, "", "周宁", JUDGED_AT)
    fake.judged["01-2021-02"] = JudgementView(Verdict.SILENT, Verdict.IN_PROGRESS, "查无此事", "李红", JUDGED_AT)
    return fake


def empty() -> FakeGateway:
    return FakeGateway()


def broken() -> FakeGateway:
    return FakeGateway(broken="打不开台账：数据库文件不在原来的地方")


def slow() -> FakeGateway:
    fake = FakeGateway.sample()
    fake.gate = threading.Event()
    return fake


def with_an_idle_unit() -> FakeGateway:
    """The last unit has nothing to follow up and nothing to count."""
    fake = sample()
    idle = {row.id for row in fake.documents.values() if row.unit == IDLE and row.year == 2021}
    fake.quotes = {item: quote for item, quote in fake.quotes.items() if quote.document_id not in idle}
    for item, row in fake.rows.items():
        if row.unit == IDLE:
            fake.rows[item] = replace(row, status=Status.REJECTED)
    return fake


IDLE = "县水文站党支部"
MAIN = {"worklist": "1", "documents": "2", "year-on-year": "3", "year": "4", "history": "5"}
"""The main screens with the keys that lead to them."""
NOTHING = ("slash", "=没有这样的词", "enter")
NEVER = ("slash", "=1999", "enter")
NOBODY = ("p", "=水文", "enter")
STATES: dict[str, tuple[Callable[[], FakeGateway], dict[str, tuple[str, ...]]]] = {
    "full": (
        in_the_middle,
        {
            "worklist": ("j", "j"),
            "documents": ("j",),
            "year-on-year": ("j",),
            "year": ("j", "j"),
            "history": ("j", "j"),
        },
    ),
    "empty": (empty, {}),
    "hidden": (
        with_an_idle_unit,
        {"worklist": NOTHING, "documents": NOTHING, "year-on-year": NOBODY, "year": NOBODY, "history": NEVER},
    ),
    "loading": (slow, {}),
    "failed": (broken, {}),
}
"""What each main screen is shown in: the ledger, and the keys that bring it into the state."""
LOOKS = (
    ("narrow-dark", NARROW, DARK),
    ("wide-dark", WIDE, DARK),
    ("wide-light", WIDE, LIGHT),
    ("narrow-light", NARROW, LIGHT),
)


@pytest.mark.parametrize("state", STATES)
async def test_main_screens(state: str, snapshot: SnapshotAssertion) -> None:
    """All in one app: starting it and changing its colours is what takes time."""
    make, into = STATES[state]
    fake = make()
    app = make_app(fake)
    drawn = snapshot.use_extension(SVGImageExtension)
    async with app.run_test(size=NARROW) as pilot:
        for look, size, theme in LOOKS:
            app.theme = theme
            await pilot.resize_terminal(*size)
            for screen, key in MAIN.items():
                if fake.gate is not None:
                    await pilot.press(key)
                    await until_it_says_so(pilot, app)
                else:
                    await settled(pilot)
                    await press(pilot, key, *(into.get(screen, ()) if look == LOOKS[0][0] else ()))
                await laid_out(pilot, app, size)
                assert app.export_screenshot(title="整改跟踪") == drawn(name=f"{screen}-{look}")
        if fake.gate is not None:
            fake.gate.set()
            await settled(pilot)


async def laid_out(pilot: Pilot[None], app: TrackerApp, size: tuple[int, int]) -> None:
    """Wait until the screen stands as its size wants it: a screen that was not shown hears of a new size later."""
    before: list[str] = []
    kind = "-wide" if size == WIDE else "-narrow"
    for _ in range(200):
        await pilot.pause(0.03)
        now = [strip.text for strip in app.screen._compositor.render_strips()]
        if now == before and len(now) == size[1] and app.screen.has_class(kind):
            return
        before = now
    raise AssertionError(f"the screen is not laid out for {size}")


async def until_it_says_so(pilot: Pilot[None], app: TrackerApp) -> None:
    """Wait until the screen says that it is reading."""
    for _ in range(200):
        await pilot.pause(0.02)
        if "正在读取" in "".join(strip.text for strip in app.screen._compositor.render_strips()):
            await pilot.pause()
            return
    raise AssertionError("the screen does not say that it is reading")


OTHERS: dict[str, tuple[Callable[[], FakeGateway], tuple[int, int], tuple[str, ...]]] = {
    "worklist-filtered": (sample, NARROW, ("slash", "=@清泉 #问题 2021")),
    "worklist-filter-unclear": (sample, NARROW, ("slash", "=#待")),
    "worklist-only": (sample, NARROW, ("4", "j", "enter")),
    "detail-narrow": (sample, NARROW, ("end", "enter")),
    "source-narrow": (sample, NARROW, ("end", "o")),
    "source-wide-light": (sample, WIDE, ("colon", "=深浅", "enter", "j", "o", "n")),
    "review": (sample, WIDE, ("2", "enter", "j")),
    "judge": (sample, NARROW, ("3", "minus")),
    "accept-origin": (sample, NARROW, ("3", "plus")),
    "year-part": (sample, WIDE, ("4", "tab", "o")),
    "write-report": (sample, NARROW, ("4", "w")),
    "command": (sample, NARROW, ("5", "enter")),
    "undo-command": (sample, NARROW, ("5", "x")),
    "move": (sample, NARROW, ("end", "s")),
    "move-refused": (sample, WIDE, ("end", "s", "enter", "enter")),
    "pick-filter": (sample, NARROW, ("f",)),
    "pick-pair": (sample, NARROW, ("3", "p", "=水文")),
    "palette": (sample, NARROW, ("colon",)),
    "help": (sample, WIDE, ("question_mark",)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_screen(name: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")  # a dialog offers the folder one is in
    make, size, keys = OTHERS[name]

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    assert snap_compare(make_app(make()), terminal_size=size, run_before=walk)


def test_screen_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cursor, lit quote and verdicts can be told apart where there are no colours."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def walk(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, "j", "o")

    assert snap_compare(make_app(sample()), terminal_size=NARROW, run_before=walk)
