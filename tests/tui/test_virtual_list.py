"""A list of 20,000 items reads the pages in sight and draws the lines in sight, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.strip import Strip

from tests.tui.fakes import FakeGateway, make_app, opened, press, screen_text, settled
from tracker.domain.kinds import ItemKind
from tracker.domain.spans import Span
from tracker.services.views import ItemRow
from tracker.tui.rows import PAGE_SIZE
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.virtual_list import Column, fit

MANY = 20_000


@pytest.fixture(scope="module")
def crowd() -> dict[int, ItemRow]:
    fake = FakeGateway()
    document = fake.add_report(0, 2021)
    while len(fake.rows) < MANY:
        at = len(fake.rows) + 1
        fake.add_item(document, at, ItemKind.PROBLEM, f"第 {at} 项", Span(0, 5))
    return fake.rows


def many(crowd: dict[int, ItemRow]) -> FakeGateway:
    fake = FakeGateway()
    fake.add_report(0, 2021)
    fake.rows = crowd
    return fake


async def test_twenty_thousand_items_cost_a_page_a_look(crowd: dict[int, ItemRow]) -> None:
    fake = many(crowd)
    app = make_app(fake)
    async with opened(app) as pilot:
        assert "20,000 项" in screen_text(app)
        assert fake.calls["first_rows"] == 1
        assert fake.calls["item_ids"] == 1
        assert fake.calls["rows_by_id"] == 0
        await press(pilot, "G")
        assert "第 20000 项" in screen_text(app)
        assert fake.calls["rows_by_id"] == 1
        assert fake.asked_ids == list(range(MANY - PAGE_SIZE + 1, MANY + 1))
        await press(pilot, "g")
        assert fake.calls["rows_by_id"] == 1
        await press(pilot, *["pagedown"] * 12)
        assert fake.calls["rows_by_id"] == 2
        screen = app.screen
        assert isinstance(screen, WorklistScreen)
        screen.items.cursor = 10_100
        await settled(pilot)
        assert "第 10101 项" in screen_text(app)
        assert fake.calls["rows_by_id"] == 3
        assert fake.calls["item_ids"] == 1


async def test_only_lines_in_sight_are_drawn(crowd: dict[int, ItemRow], monkeypatch: pytest.MonkeyPatch) -> None:
    fake = many(crowd)
    app = make_app(fake)
    async with opened(app) as pilot:
        screen = app.screen
        assert isinstance(screen, WorklistScreen)
        items = screen.items
        drawn: list[int] = []
        draw = items.render_line

        def counted(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        monkeypatch.setattr(items, "render_line", counted)
        await press(pilot, "G")
        assert 0 < len(set(drawn)) <= 20
        assert len(drawn) <= 20 * 4


def column(title: str, width: int, rank: int = 0) -> Column[ItemRow]:
    return Column(title, lambda row: row.title, width, rank)


def test_columns_give_way_in_the_order_of_their_rank() -> None:
    columns = [column("编号", 10), column("单位", 16, 2), column("状态", 8, 1), column("标题", 20)]
    shown = {width: [one.title for one, _room in fit(columns, width)] for width in (60, 56, 45, 30, 20, 5)}
    assert shown == {
        60: ["编号", "单位", "状态", "标题"],
        56: ["编号", "状态", "标题"],
        45: ["编号", "状态", "标题"],
        30: ["标题"],
        20: ["标题"],
        5: ["标题"],
    }
    columns.insert(2, replace(column("类别", 4, 3), returns=True))
    shown = {width: [one.title for one, _room in fit(columns, width)] for width in (62, 61, 45, 44, 24)}
    assert shown == {
        62: ["编号", "单位", "类别", "状态", "标题"],
        61: ["编号", "单位", "状态", "标题"],
        45: ["编号", "类别", "状态", "标题"],
        44: ["编号", "状态", "标题"],
        24: ["标题"],
    }
    for width in range(1, 80):
        assert sum(room + 1 for _column, room in fit(columns, width)) == width + 1
