"""Moving an item to another state: lawful targets only, a note always, errors in place."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.fakes import FakeGateway, make_app, opened, press, screen_text
from tracker.domain.kinds import Status
from tracker.domain.status import moves_from
from tracker.tui.screens.move import MoveScreen
from tracker.tui.screens.worklist import WorklistScreen


@pytest.mark.parametrize("key", ["s", "f3"])
async def test_a_move_with_its_note(key: str) -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, key)
        text = screen_text(app)
        assert "现在是“待整改”，改为：" in text
        assert "写明整改方案是怎么定的：" in text
        await press(pilot, "enter", "=王某负责，六月完成", "enter")
        assert isinstance(app.screen, WorklistScreen)
        assert fake.moves == [("01-2021-01", Status.IN_PROGRESS, "王某负责，六月完成", None)]
        assert "> 01-2021-01  清泉镇党委       问题 整改中" in screen_text(app)
        assert "01-2021-01 已改为“整改中”" in screen_text(app)


async def test_the_detail_beside_the_list_follows_a_move() -> None:
    app = make_app()
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "s", "enter", "=开始整改", "enter")
        screen = app.screen
        assert isinstance(screen, WorklistScreen)
        assert "整改中" in screen.detail.text
        assert "开始整改" in screen.detail.text


async def test_only_lawful_states_are_offered() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        for row in list(fake.rows.values())[:9]:
            await press(pilot, "s")
            screen = app.screen
            assert isinstance(screen, MoveScreen)
            offered = [screen._list.rows.row(at) for at in range(len(screen._list.rows))]
            assert tuple(offered) == tuple(move for move in moves_from(row.status) if not move.needs_parts)
            await press(pilot, "escape", "down")


async def test_what_is_missing_is_said_and_what_is_typed_stays() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "s", "ctrl+s")
        assert "“启动整改”要写明整改方案是怎么定的。" in screen_text(app)
        await press(pilot, "=被退回", "enter")
        assert "台账不收这条说明。换一个说法" in screen_text(app)
        assert app.screen.query_one("#note", Input).value == "被退回"
        assert fake.moves == []
        fake.broken = "数据库[b]打不开"
        await press(pilot, "backspace", "enter")
        assert "数据库[b]打不开" in screen_text(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, WorklistScreen)
        assert fake.moves == []


async def test_merging_asks_for_the_other_item() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, *["down"] * 8, "s")
        assert not app.screen.query_one("#into").display
        await press(pilot, "down", "enter")
        assert app.screen.query_one("#into").has_focus
        await press(pilot, "enter", "=是同一件事", "enter")
        assert "“并入”要写明并入哪一项。" in screen_text(app)
        await press(pilot, "=01-2021-02", "enter", "enter")
        assert fake.moves == [("01-2021-09", Status.MERGED, "是同一件事", "01-2021-02")]


async def test_the_mouse_chooses_the_state() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "down", "s")
        screen = app.screen
        assert isinstance(screen, MoveScreen)
        await pilot.click("#moves", offset=(4, 1))
        await press(pilot)
        assert "写明一时改不完的原因：" in screen_text(app)
        await pilot.click("#moves", offset=(4, 1))
        await press(pilot, "=年底复核", "enter")
        assert fake.moves == [("01-2021-02", Status.CONTINUING, "年底复核", None)]
