"""Every text can be read on what it stands on, in both sets of colours; without colours signs say the same."""

from __future__ import annotations

from typing import Any

import pytest
from rich.style import Style
from textual.color import Color
from textual.screen import ModalScreen
from textual.strip import Strip

from tests.tui.fakes import FakeGateway, make_app, opened, press, settled
from tracker.tui.app import DARK, LIGHT, TrackerApp
from tracker.tui.labels import Tone
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import VirtualList

LEAST = 4.5
"""What WCAG 2.1 asks of text."""


def brightness(colour: Color) -> float:
    """The relative luminance of WCAG 2.1."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    darker, brighter = sorted((brightness(one), brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast(Color.parse("#FFF"), Color.parse("#000")), 1) == 21.0
    assert round(contrast(Color.parse("#767676"), Color.parse("#FFF")), 2) == 4.54


def pale(style: Style) -> float | None:
    """The contrast of a style where it is too low."""
    assert style.color is not None
    assert style.bgcolor is not None
    found = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
    return found if found < LEAST else None


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_every_tone_can_be_read_wherever_it_stands(theme: str) -> None:
    app = make_app(FakeGateway.sample())
    found: dict[str, Any] = {}
    async with opened(app, (110, 34)) as pilot:
        app.theme = theme
        for keys in ((), ("2",), ("3",), ("4",), ("5",), ("1", "s"), ("escape", "question_mark"), ("escape", "ctrl+p")):
            await press(pilot, *keys)
            await settled(pilot)
            for kind in (TextView, VirtualList):
                for widget in app.screen.query(kind):
                    for tone in Tone:
                        found[f"{widget!r} {tone}"] = pale(widget.tone_style(tone))
                    if isinstance(widget, VirtualList):
                        for part in ("list--cursor", "list--cursor-blurred"):
                            found[f"{widget!r} {part}"] = pale(widget.get_component_rich_style(part))
            for shown in app.screen.query("*"):
                if shown.visible and shown.size.area:
                    found[repr(shown)] = pale(shown.rich_style)
    assert len(found) > 200
    assert {name: round(low, 2) for name, low in found.items() if low} == {}


def in_front(app: TrackerApp) -> list[Strip]:
    """What is drawn, without what a dialog lies over: that is veiled on purpose."""
    strips = app.screen._compositor.render_strips()
    if not isinstance(app.screen, ModalScreen):
        return strips
    region = app.screen.query_one(".dialog").region
    return [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_what_is_drawn_can_be_read(theme: str) -> None:
    """The strips themselves: whatever text there is, in whatever way it came by its colours."""
    app = make_app(FakeGateway.sample())
    async with opened(app, (110, 34)) as pilot:
        app.theme = theme
        for keys in (("1",), ("s",), ("escape", "o"), ("escape", "2"), ("enter",), ("escape", "3"), ("4",), ("5",)):
            await press(pilot, *keys)
            low = {
                segment.text.strip(): round(ratio, 2)
                for strip in in_front(app)
                for segment in strip
                if any(character.isalnum() for character in segment.text)
                and segment.style is not None
                and segment.style.color is not None
                and segment.style.bgcolor is not None
                and not segment.style.dim
                and (ratio := pale(segment.style)) is not None
            }
            assert low == {}, keys


async def test_without_colours_every_mark_in_a_text_looks_different(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(FakeGateway.sample())
    async with opened(app, (110, 34)):
        view = app.screen.query_one(TextView)
        looks = {}
        for tone in (Tone.PLAIN, Tone.LIT, Tone.MARKED, Tone.PROBLEM, Tone.PROMISE, Tone.UNPLACED, Tone.EDGE):
            style = view.tone_style(tone)
            reversed_by_colours = style.bgcolor != view.rich_style.bgcolor
            looks[tone] = (style.bold, style.italic, style.underline, bool(style.reverse) or reversed_by_colours)
    same = {tone: look for tone, look in looks.items() if list(looks.values()).count(look) > 1}
    # What is marked never stands beside what is told apart by kind; both are underlined.
    assert set(same) <= {Tone.MARKED, Tone.PROBLEM}
    assert looks[Tone.LIT] != looks[Tone.MARKED]
    assert looks[Tone.EDGE] != looks[Tone.PROBLEM]
