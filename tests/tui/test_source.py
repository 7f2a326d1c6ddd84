"""A report's text with the quote lit and in sight, also where the text is very long."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.fakes import TITLES, FakeGateway, make_app, opened, press, screen_text
from tracker.domain.kinds import DocumentKind
from tracker.domain.spans import Span
from tracker.tui.app import TrackerApp
from tracker.tui.labels import Tone
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.text_view import TextView


def source(app: TrackerApp) -> SourceScreen:
    assert isinstance(app.screen, SourceScreen)
    return app.screen


def lit_text(app: TrackerApp) -> str:
    """What is lit, read off the drawn lines."""
    view = source(app).query_one(TextView)
    style = view.tone_style(Tone.LIT)
    return "".join(
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style and segment.style.bgcolor == style.bgcolor
    )


async def test_the_quote_is_lit_and_in_sight() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "down", "down", "down", "down", "o")
        assert lit_text(app) == fake.quotes[5].text
        assert "清泉镇党委 2021 年报告" in screen_text(app)
        assert f"第 5/9 处\n 01-2021-05 问题 待验收 {TITLES[4]}" in screen_text(app)
        await press(pilot, "n")
        assert lit_text(app) == fake.quotes[6].text
        await press(pilot, "N", "ctrl+up")
        assert lit_text(app) == fake.quotes[4].text
        await press(pilot, "escape")
        assert isinstance(app.screen, WorklistScreen)
        assert app.screen.items.cursor == 4


async def test_the_ends_are_told() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "f6", "N")
        assert "已经是第一处" in screen_text(app)
        await press(pilot, *["n"] * 9)
        assert "已经是最后一处" in screen_text(app)
        assert "第 9/9 处" in screen_text(app)


async def test_a_title_too_long_for_its_line_is_cut() -> None:
    fake = FakeGateway.sample()
    long = "路灯维护不及时群众反映强烈" * 8
    fake.rows[1] = replace(fake.rows[1], title=long)
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "o")
        assert f"01-2021-01 问题 待整改 {long[:20]}" in screen_text(app)
        assert screen_text(app).splitlines()[1].endswith("..")
        await pilot.resize_terminal(120, 30)
        assert f"01-2021-01 问题 待整改 {long[:40]}" in screen_text(app)


async def test_what_was_entered_by_hand_is_no_report() -> None:
    fake = FakeGateway.sample()
    fake.documents[1] = replace(fake.documents[1], kind=DocumentKind.ENTRY)
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        assert "2021 年手工登记的原话" in screen_text(app)
        await press(pilot, "o")
        assert "清泉镇党委 2021 年手工登记  " in screen_text(app)
        assert "2021 年报告" not in screen_text(app)


async def test_the_status_can_be_moved_while_reading(real_app: TrackerApp) -> None:
    async with opened(real_app) as pilot:
        home = real_app.screen
        row = home.current_item() if isinstance(home, WorklistScreen) else None
        assert row is not None
        await press(pilot, "o", "s")
        assert "改状态" in screen_text(real_app)
        await press(pilot, "enter", "=核对过原文", "enter")
        assert f"{row.number} 问题 待整改" in screen_text(real_app)
        await press(pilot, "escape")
        assert f"> {row.number}" in screen_text(real_app)
        assert "待整改" in next(line for line in screen_text(real_app).splitlines() if f"> {row.number}" in line)


async def test_a_book_in_one_line_is_broken_off_the_event_loop() -> None:
    fake = FakeGateway.sample()
    document = fake.documents[1]
    text = "全年的话写成了一行，" * 30_000
    at = 200_000
    fake.texts[1] = text
    for item_id, quote in fake.quotes.items():
        if quote.document_id == document.id:
            span = Span(at + item_id * 100, at + item_id * 100 + 95)
            fake.quotes[item_id] = type(quote)(document.id, span, span.of(text))
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "o")
        assert lit_text(app) == fake.quotes[1].text
        view = source(app).query_one(TextView)
        assert set(view.lines_showing(source(app).passages[0].span)) <= set(view.in_sight)
        before = view.lines_showing(source(app).passages[0].span)
        await pilot.resize_terminal(60, 20)
        await press(pilot, "n")
        assert view.lines_showing(source(app).passages[0].span) != before
        assert lit_text(app) == fake.quotes[2].text


async def test_a_text_that_cannot_be_read() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        fake.texts.clear()
        await press(pilot, "o")
        assert "KeyError" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, WorklistScreen)
