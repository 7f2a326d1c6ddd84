"""Choosing what to look at, on a real ledger: quick filters, completions, initials, saved filters, orders, numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.ledgers import TODAY, make
from tests.tui.fakes import BEIJING, opened, press, screen_of, screen_text, settled
from tracker.domain.kinds import Status
from tracker.domain.order import Order
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.services.items import Occasion, ids_in_order, list_items, morning
from tracker.services.units import list_units
from tracker.services.views import ItemFilter
from tracker.tui.app import TrackerApp
from tracker.tui.bars import TopBar
from tracker.tui.chips import ChipBar
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.preferences import FILE_NAME, Preferences, PreferencesFile, SavedView
from tracker.tui.screens.views import ViewsScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.worklist_rows import Only

OCCASION = Occasion(default_profile(), TODAY)
WIDE = (120, 40)


def on_that_day() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 8, 30, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("county") / "台账.db"
    make(file, 900)
    return file


@pytest.fixture
def county(county_file: Path) -> Iterator[Ledger]:
    with open_ledger(str(county_file)) as ledger:
        yield ledger


def app_on(ledger: Ledger, folder: Path, *, dark: bool = True) -> TrackerApp:
    app = TrackerApp(
        LedgerGateway(ledger, actor="周宁", clock=on_that_day),
        clock=on_that_day,
        preferences=PreferencesFile(folder / FILE_NAME),
        dark=dark,
    )
    app.animation_level = "none"
    return app


def worklist(app: TrackerApp) -> WorklistScreen:
    return screen_of(app, WorklistScreen)


def shown_ids(app: TrackerApp) -> list[int]:
    return list(worklist(app).rows.ids)


def chips(app: TrackerApp) -> dict[str, int | None]:
    return {chip.label: chip.count for chip in app.screen.query_one(ChipBar).chips}


async def test_the_morning_stands_in_one_line(county: Ledger, tmp_path: Path) -> None:
    counted = morning(county, OCCASION)
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        shown = chips(app)
        assert shown["逾期"] == counted.overdue > 0
        assert shown["再现"] == counted.returned > 0
        assert shown["待审"] == counted.waiting > 0
        assert "正常" not in shown
        assert f"逾期 {counted.overdue}" in screen_text(app)
        await press(pilot, "right_square_bracket")
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(overdue=True), occasion=OCCASION))
        assert worklist(app).filter_line.value == "#逾期"
        assert f"[逾期 {counted.overdue}]" in screen_text(app)
        assert all("超" in line for line in screen_text(app).split("\n")[3:20])
        await press(pilot, "left_square_bracket")
        assert len(shown_ids(app)) == 900
        await press(pilot, "ctrl+left")
        assert len(shown_ids(app)) == counted.waiting
        await press(pilot, "right_black_lenticular_bracket")
        assert worklist(app).filter_line.value == ""


async def test_the_chips_count_what_they_would_find_beside_the_rest_of_the_filter(
    county: Ledger, tmp_path: Path
) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        whole = chips(app)
        await press(pilot, "slash", "=2023", "enter")
        within = chips(app)
        assert list(within) == list(whole)
        assert within != whole
        for chip in app.screen.query_one(ChipBar).chips:
            wanted = replace(chip.part, year=2023)
            assert chip.count == len(ids_in_order(county, wanted, occasion=OCCASION)), chip.label
        await press(pilot, "right_square_bracket")
        assert chips(app) == within
        assert len(shown_ids(app)) == within["逾期"]
        await press(pilot, "escape")
        assert chips(app) == whole
        worklist(app).show_only(Only("这些", shown_ids(app)[:3]))
        await settled(pilot)
        assert set(chips(app).values()) == {None}


async def test_what_is_typed_behind_a_chip_is_another_word(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "right_square_bracket", "slash", "=2023", "enter")
        assert worklist(app).filter_line.value == "#逾期 2023"
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(year=2023, overdue=True), occasion=OCCASION))


async def test_a_chip_can_be_clicked_and_clicked_away(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app, WIDE) as pilot:
        await press(pilot, "slash", "=2023", "enter")
        at = screen_text(app).split("\n")[1].encode("gbk").index("再现".encode("gbk"))
        await pilot.click(offset=(at, 1))
        await settled(pilot)
        assert worklist(app).filter_line.value == "2023 #再现"
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(year=2023, returned=True)))
        await pilot.click(offset=(at + 2, 1))
        await settled(pilot)
        assert worklist(app).filter_line.value == "2023"


async def test_words_are_completed_while_they_are_typed(county: Ledger, tmp_path: Path) -> None:
    unit = list_units(county)[1]
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "slash", "=@2号")
        assert worklist(app).offers.display
        assert f"@{unit.name}" in screen_text(app)
        await press(pilot, "tab", "=#再")
        assert worklist(app).filter_line.value == f"@{unit.name} #再"
        await press(pilot, "tab")
        assert worklist(app).filter_line.value == f"@{unit.name} #再现 "
        assert not worklist(app).offers.display
        await press(pilot, "enter")
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(unit=unit.name, returned=True)))
        await press(pilot, "escape", "slash", "=！", "down", "down", "enter")
        assert worklist(app).filter_line.value == "!再次出现 "
        assert worklist(app).filter_line.has_focus
        await press(pilot, "down")
        assert worklist(app).items.has_focus


async def test_initials_of_pinyin_find_units_states_and_titles(county: Ledger, tmp_path: Path) -> None:
    unit = list_units(county)[0]
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "slash", "=ldwh", "enter")
        found = list_items(county, ItemFilter(text="ldwh")).rows
        assert shown_ids(app) == [row.id for row in found]
        assert {row.title.partition("（")[0] for row in found} == {"路灯维护不及时"}
        await press(pilot, "escape", "slash", "=@dl1h #yxh", "enter")
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(unit=unit.name, status=Status.CLOSED)))


async def test_a_number_is_gone_to_from_the_filter_and_from_the_palette(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "slash", "=2-2016-3")
        assert "按 Enter 跳到这一项" in screen_text(app)
        await press(pilot, "enter")
        assert "> 02-2016-03" in screen_text(app)
        assert app.screen.query_one(TopBar).words == "900 项"
        assert worklist(app).filter_line.value == ""
        await press(pilot, "slash", "=#待审", "enter", "3", "colon", "=03-2015-04")
        assert "> 03-2015-04 " in screen_text(app)
        await press(pilot, "enter")
        assert "> 03-2015-04" in screen_text(app)
        assert "筛选已清除" in screen_text(app)
        await press(pilot, "slash", "=77-2016-3", "enter")
        assert "没有编号为 77-2016-03 的事项" in screen_text(app)
        await press(pilot, "slash", "=2-2016-3", *["backspace"] * 8)
        assert app.screen.query_one(TopBar).words == "900 项"


async def test_orders_and_the_cursor_stays_on_its_item(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, *["pagedown"] * 12)
        here = worklist(app).current_id()
        for order in (Order.DEADLINE, Order.YEAR, Order.UNIT):
            await press(pilot, "z")
            assert shown_ids(app) == list(ids_in_order(county, ItemFilter(), order=order))
            assert worklist(app).current_id() == here
            assert (order.label in app.screen.query_one(TopBar).words) == (order is not Order.UNIT)


async def test_filters_are_saved_under_names_and_deleted(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "z", "slash", "=#逾期 #承诺", "enter", "F", "=到期的承诺[/]", "ctrl+s")
        assert "已存下“到期的承诺[/]”" in screen_text(app)
        await press(pilot, "escape", "escape", "z", "z")
        assert len(shown_ids(app)) == 900
        await press(pilot, "shift+f8", "=到期", "enter")
        wanted = ItemFilter(kind=worklist(app).query_now.wanted.kind, overdue=True)
        assert worklist(app).query_now.wanted == wanted
        assert shown_ids(app) == list(ids_in_order(county, wanted, order=Order.DEADLINE, occasion=OCCASION))
    again = app_on(county, tmp_path)
    async with opened(again) as pilot:
        await press(pilot, "F")
        assert "到期的承诺[/]" in screen_text(again)
        await press(pilot, "ctrl+s")
        assert "先写一个名称" in screen_text(again)
        await press(pilot, "ctrl+x")
        assert "已删掉" in screen_text(again)
        screen_of(again, ViewsScreen)
    assert PreferencesFile(tmp_path / FILE_NAME).read() == Preferences()


async def test_the_theme_is_remembered(county: Ledger, tmp_path: Path) -> None:
    app = app_on(county, tmp_path)
    async with opened(app) as pilot:
        await press(pilot, "colon", "=深浅", "enter")
        assert app.theme == "textual-light"
    kept = PreferencesFile(tmp_path / FILE_NAME).read()
    assert not kept.dark
    async with opened(app_on(county, tmp_path, dark=kept.dark)) as pilot:
        assert pilot.app.theme == "textual-light"


async def test_what_the_office_calls_its_states_and_lights(county: Ledger, tmp_path: Path) -> None:
    usual = default_profile()
    lights = tuple(
        replace(light, name={"逾期": "红灯", "临期": "黄灯"}.get(light.name, light.name)) for light in usual.lights
    )
    own = replace(usual, states={**usual.states, Status.OPEN: "未动"}, lights=lights)
    app = TrackerApp(
        LedgerGateway(county, actor="周宁", clock=on_that_day, profile=own), clock=on_that_day, profile=own
    )
    async with opened(app, WIDE) as pilot:
        assert list(chips(app))[:2] == ["逾期", "红灯"]
        await press(pilot, "slash", "=#未动", "enter")
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(status=Status.OPEN)))
        await press(pilot, "escape", "slash", "=#红灯", "enter")
        assert shown_ids(app) == list(ids_in_order(county, ItemFilter(overdue=True), occasion=OCCASION))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"views": 3, "dark": 0}', '{"views": [3, {}, {"name": "a"}]}'])
def test_a_file_that_makes_no_sense_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / FILE_NAME
    file.write_text(text, encoding="utf-8")
    assert PreferencesFile(file).read() == Preferences()


def test_what_another_session_saved_meanwhile_stays(tmp_path: Path) -> None:
    one, other = PreferencesFile(tmp_path / "deep" / FILE_NAME), PreferencesFile(tmp_path / "deep" / FILE_NAME)
    one.change(lambda kept: kept.with_view(SavedView("甲", "#逾期")))
    other.change(lambda kept: kept.with_view(SavedView("乙", "#待审", Order.YEAR)))
    one.change(lambda kept: kept.with_view(SavedView("甲", "#再现")))
    assert one.read().views == (SavedView("乙", "#待审", Order.YEAR), SavedView("甲", "#再现"))
    assert [path.name for path in (tmp_path / "deep").iterdir()] == [FILE_NAME]
    assert json.loads((tmp_path / "deep" / FILE_NAME).read_text(encoding="utf-8"))["dark"] is True
