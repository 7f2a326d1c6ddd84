"""Imported text is data: whatever stands in it, the screens show it and stay whole."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.fakes import UNITS, FakeGateway, make_app, opened, press, screen_text
from tracker.domain.kinds import ItemKind
from tracker.domain.spans import Span
from tracker.tui.app import TrackerApp
from tracker.tui.screens.source import SourceScreen

HOSTILE = (
    "闭合[/]和[/b]",
    "[b]加粗[/b] [red]红[/] a[b=c]d",
    "[@click=app.quit]点我[/]",
    "\x1b[31m红\x1b[0m\x07\x00\x9b2J",
    "左\u202e右到左\u2066里\u2069",
    "👩\u200d👩\u200d👧 家庭 ❤\ufe0f 🇨🇳 ①②",
    "e\u0301\u0301\u0301 合并记号 \u200b零宽\ufeff",
    "很长" * 20_000,
    "一行\n两行\r\n三行\t列\x0b\x0c\x85\u2028末",
    "%s {x} \\n $primary :smile: {{}}",
)


def assert_whole(app: TrackerApp) -> None:
    """Every line of the screen is as wide as the screen and sends nothing a terminal would obey."""
    width, _height = app.size
    for strip in app.screen._compositor.render_strips():
        assert strip.cell_length == width
        assert cell_len(strip.text) == width
        assert all(character.isprintable() or character == " " for character in strip.text), repr(strip.text)


def hostile_ledger() -> FakeGateway:
    fake = FakeGateway()
    for year in (2021, 2022):
        fake.add_report(0, year, HOSTILE, filler=1)
    return fake


@pytest.mark.parametrize(
    "size, keys",
    [
        (
            (80, 24),
            ["enter", *["n"] * 9, "escape", "o", *["N"] * 9, "escape", "s", "escape", "y", "2", "j", "3", *["j"] * 9],
        ),
        ((120, 40), [*["k"] * 9, "s", "escape", "y", "o", "escape", "2", "j", "3", *["j"] * 9, "c"]),
        (
            (20, 6),
            ["s", "escape", "o", "n", "escape", "enter", "n", "escape", "2", "j", "3", "j", "j", "question_mark"],
        ),
    ],
)
async def test_every_screen_stands(size: tuple[int, int], keys: list[str]) -> None:
    app = make_app(hostile_ledger())
    async with opened(app, size) as pilot:
        if size == (120, 40):
            await press(pilot, "end")
        for key in keys:
            assert_whole(app)
            await press(pilot, key)
        assert_whole(app)
        await pilot.resize_terminal(300, 100)
        for main in ("5", "4", "3", "2", "1"):
            await press(pilot, "escape", "escape", main)
            assert app.size == (300, 100)
            assert_whole(app)


async def test_markup_is_shown_as_it_stands() -> None:
    app = make_app(hostile_ledger())
    async with opened(app, (200, 40)) as pilot:
        text = screen_text(app)
        for title in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[9]):
            assert title in text
        assert "␛[31m红" in text
        await press(pilot, "o")
        assert isinstance(app.screen, SourceScreen)
        assert HOSTILE[0] in screen_text(app)


async def test_a_filter_line_is_not_read_as_markup() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "slash", "=[/b]没有[@click=app.quit]")
        assert screen_text(app).count("[/b]没有[@click=app.quit]") == 2
        await press(pilot, "escape")
        await press(pilot, "slash", "=#[/]")
        assert "没有叫“[/]”的状态或类别" in screen_text(app)


async def test_names_of_units_are_not_read_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tui.fakes.UNITS", ("[b]甲[/]单位\x1b", *UNITS[1:]))
    app = make_app(FakeGateway.sample())
    async with opened(app) as pilot:
        await press(pilot, "f", "enter")
        assert "[b]甲[/]单位" in screen_text(app)
        assert_whole(app)
        await press(pilot, "down", "enter", "ctrl+s")
        assert screen_text(app).count("[b]甲[/]单位") > 9
        assert_whole(app)
        await press(pilot, "3", "p")
        assert_whole(app)


async def test_a_quote_of_any_length_is_lit_where_it_stands() -> None:
    fake = FakeGateway()
    document = fake.add_report(0, 2022, ("开头",), filler=1)
    text = fake.texts[1] + "\x1b[7m" + "👩\u200d👧" * 200 + "尾"
    fake.texts[1] = text
    span = Span(text.index("\x1b"), len(text))
    row = fake.add_item(document, 99, ItemKind.PROBLEM, "奇怪的一项", span)
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "end", "o")
        screen = app.screen
        assert isinstance(screen, SourceScreen)
        assert screen.current_item() == row
        assert_whole(app)
        assert "␛[7m" in screen_text(app)
