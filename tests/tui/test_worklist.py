"""The worklist as a person uses it: moving, filtering, reading, and its four empty states."""

from __future__ import annotations

import threading
from collections.abc import Callable

from textual.events import Key, Paste
from textual.widgets import Input

from tests.tui.fakes import TITLES, FakeGateway, make_app, opened, press, screen_of, screen_text, settled
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.services.views import ItemRow
from tracker.tui.app import TrackerApp
from tracker.tui.bars import TopBar
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.pick import PickScreen
from tracker.tui.screens.pick_filter import PickFilterScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen

NARROW, WIDE = (80, 24), (120, 40)


def worklist(app: TrackerApp) -> WorklistScreen:
    assert isinstance(app.screen, WorklistScreen)
    return app.screen


def count(app: TrackerApp) -> str:
    return app.screen.query_one(TopBar).words


def lines(app: TrackerApp) -> list[str]:
    return screen_text(app).split("\n")


async def test_the_list_is_there_at_every_size() -> None:
    app = make_app()
    async with opened(app) as pilot:
        for size in (NARROW, WIDE, (100, 30), (300, 100)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            text = screen_text(app)
            assert "> 01-2021-01" in text
            assert TITLES[0] in text
            assert "54 项" in text
            assert worklist(app).detail.display == (size[0] >= 100)
            assert ("类别" in text.split("\n")[2]) is (size[0] >= 120)


async def test_columns_stay_straight_with_chinese() -> None:
    app = make_app()
    async with opened(app):
        header, *rows = lines(app)[2:22]
        at = [len(header[: header.index(title)].encode("gbk")) for title in ("编号", "单位", "状态", "时限", "标题")]
        assert at == [2, 14, 31, 40, 58]
        for row in rows:
            cells = row.encode("gbk")
            assert all(cells[place - 1 : place] == b" " and cells[place : place + 1] != b" " for place in at), row


async def test_moving_with_letters_and_arrows() -> None:
    app = make_app()
    async with opened(app) as pilot:
        items = worklist(app).items
        walk = [("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("G", 53), ("down", 53), ("g", 0)]
        walk += [("end", 53), ("home", 0), ("pagedown", 20), ("ctrl+d", 40), ("pageup", 20), ("ctrl+u", 0)]
        for key, place in walk:
            await press(pilot, key)
            assert items.cursor == place, key
        await press(pilot, "G")
        assert "> 03-2022-09" in screen_text(app)


async def test_the_mouse_moves_opens_and_scrolls() -> None:
    app = make_app()
    async with opened(app) as pilot:
        items = worklist(app).items
        await pilot.click(items, offset=(20, 4))
        await settled(pilot)
        assert items.cursor == 4
        items.scroll_down(animate=False)
        await settled(pilot)
        assert (items.cursor, round(items.scroll_y)) == (4, 1)
        await pilot.click(items, offset=(20, 3))
        await settled(pilot)
        assert isinstance(app.screen, DetailScreen)
        assert "01-2021-05" in screen_text(app)


async def test_the_tabs_can_be_clicked() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await pilot.click(TopBar, offset=(20, 0))
        await settled(pilot)
        assert isinstance(app.screen, YearOnYearScreen)
        await pilot.click(TopBar, offset=(1, 0))
        await settled(pilot)
        assert worklist(app).items.has_focus


async def test_the_detail_follows_the_cursor_beside_the_list() -> None:
    app = make_app()
    async with opened(app, WIDE) as pilot:
        assert worklist(app).detail.text.startswith(TITLES[0])
        await press(pilot, "down", "down")
        shown = worklist(app).detail.text
        assert shown.startswith(TITLES[2])
        for said in (
            "2021 年报告原文",
            "2022 年报告的说法",
            "称已整改",
            "，相关度 82%）",
            "2023-03-01 09:00",
            "导入",
        ):
            assert said in shown
        await press(pilot, "enter")
        assert worklist(app).detail.has_focus
        await press(pilot, "escape")
        assert worklist(app).items.has_focus


async def test_only_the_item_where_the_cursor_rests_is_read() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, WIDE) as pilot:
        assert fake.calls["item_detail"] == 1
        for _ in range(5):  # faster than any machine is slow: the cursor rests nowhere in between
            app.post_message(Key("down", None))
        await settled(pilot)
        assert fake.calls["item_detail"] == 2
        assert worklist(app).detail.text.startswith(TITLES[5])


async def test_a_narrow_terminal_opens_the_detail_on_its_own_screen() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, DetailScreen)
        assert TITLES[1] in lines(app)[0]
        await press(pilot, "n")
        assert TITLES[2] in lines(app)[0]
        await press(pilot, "N", "N")
        assert TITLES[0] in lines(app)[0]
        await press(pilot, "N")
        assert "已经是第一项" in screen_text(app)
        await press(pilot, "escape")
        assert worklist(app).items.cursor == 0


async def test_growing_wider_shows_the_detail() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert worklist(app).detail.text.startswith(TITLES[0])


async def test_filtering_as_one_types() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "slash", "路", "灯")
        assert count(app) == "12 / 54 项"
        assert isinstance(app.focused, Input)
        await press(pilot, "enter")
        assert worklist(app).items.has_focus
        assert count(app) == "12 / 54 项"
        await press(pilot, "down", "escape")
        assert count(app) == "54 项"
        assert worklist(app).filter_line.value == ""


async def test_every_key_that_opens_the_filter() -> None:
    app = make_app()
    async with opened(app) as pilot:
        for key in ("slash", "ctrl+f", "ideographic_comma"):
            await press(pilot, key)
            assert worklist(app).filter_line.has_focus
            await press(pilot, "down")
            assert worklist(app).items.has_focus


FILTERS: tuple[tuple[str, Callable[[ItemRow], bool]], ...] = (
    ("@清泉", lambda row: row.unit == "清泉镇党委"),
    ("#已销号", lambda row: row.status is Status.CLOSED),
    ("#承诺", lambda row: row.kind is ItemKind.COMMITMENT),
    ("!再次出现", lambda row: row.verdict is Verdict.RECURRING),
    ("2022", lambda row: row.year == 2022),
    ("@水文 2021 学习", lambda row: row.unit.startswith("县") and row.year == 2021 and "学习" in row.title),
)


async def test_signs_filter_by_what_they_stand_for() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        for line, fits in FILTERS:
            worklist(app).filter_line.value = line
            await settled(pilot)
            wanted = [row.id for row in fake.rows.values() if fits(row)]
            assert list(worklist(app).rows.ids) == wanted, line
            assert 0 < len(wanted) < 54


async def test_what_a_sign_might_mean_is_shown_while_typing() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "slash", "#", "待")
        assert "#待 可以是待确认、待整改、待审核、待验收" in screen_text(app)
        await press(pilot, "确")
        assert "可以是" not in screen_text(app)
        assert count(app).endswith("/ 54 项")


async def test_a_filter_that_is_not_understood_leaves_the_list_as_it_was() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "slash", "=路灯")
        before = list(worklist(app).rows.ids)
        assert 0 < len(before) < 54
        await press(pilot, "= #没有的")
        assert "没有叫“没有的”的状态或类别，列表没变" in screen_text(app)
        assert list(worklist(app).rows.ids) == before
        worklist(app).filter_line.value = "!没有的"
        await settled(pilot)
        assert "没有叫“没有的”的对账结论，列表没变" in screen_text(app)
        assert list(worklist(app).rows.ids) == before
        await press(pilot, "escape")
        assert count(app) == "54 项"


async def test_late_answers_are_dropped() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        screen = worklist(app)
        slow = fake.gate = threading.Event()
        screen.filter_line.value = "路灯"
        screen.load()
        fake.gate = None
        screen.filter_line.value = "活动室"
        screen.load()
        await pilot.pause(0.05)
        slow.set()
        await settled(pilot)
        assert {row.title for row in (screen.rows.row(at) for at in range(len(screen.rows))) if row} == {
            "党员活动室闲置",
            "活动室每周开放两天",
        }


async def test_a_filter_keeps_the_cursor_on_its_item() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "down", "slash", "路", "灯", "enter")
        assert "> 01-2021-02" in screen_text(app)
        await press(pilot, "down", "down", "escape")
        row = worklist(app).current_item()
        assert row is not None
        assert (row.number, worklist(app).items.cursor) == ("01-2022-02", 10)


async def test_only_what_is_outstanding() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "t")
        assert worklist(app).filter_line.value == "#未办结"
        assert count(app) == "45 / 54 项"
        await press(pilot, "t")
        assert count(app) == "54 项"


async def test_choosing_conditions_from_lists() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "f")
        assert isinstance(app.screen, PickFilterScreen)
        await press(pilot, "enter", "down", "down", "enter")
        await press(pilot, "tab", "enter", "down", "enter", "ctrl+s")
        assert worklist(app).filter_line.value == "@东岭街道党工委 2022"
        assert count(app) == "9 / 54 项"
        await press(pilot, "f8", "escape")
        assert count(app) == "9 / 54 项"


async def test_an_empty_ledger_tells_how_to_begin() -> None:
    app = make_app(FakeGateway())
    async with opened(app, WIDE) as pilot:
        text = screen_text(app)
        assert "台账里还没有内容" in text
        assert "tracker import report.txt" in text
        for key in ("enter", "o", "s", "y", "j", "G", "escape"):
            await press(pilot, key)
        assert "先把光标放到一项上" in screen_text(app)


async def test_a_filter_that_hides_all_says_so() -> None:
    app = make_app()
    async with opened(app, WIDE) as pilot:
        await press(pilot, "slash", "=没有这样的词")
        text = screen_text(app)
        assert "没有符合筛选条件的" in text
        assert text.count("没有这样的词") == 2
        assert "按 Esc 清除筛选" in text
        assert "tracker import" not in text
        assert count(app) == "0 / 54 项"
        await press(pilot, "escape")
        assert "> 01-2021-01" in screen_text(app)


async def test_reading_for_long_is_said() -> None:
    fake = FakeGateway.sample()
    fake.gate = threading.Event()
    app = make_app(fake)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        assert "正在读取" in screen_text(app)
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        fake.gate.set()
        await settled(pilot)
        assert "> 01-2021-01" in screen_text(app)
        assert "正在读取" not in screen_text(app)


async def test_a_failure_tells_why_and_what_next() -> None:
    fake = FakeGateway.sample()
    fake.broken = "数据库[/]打不开"
    app = make_app(fake)
    async with opened(app) as pilot:
        text = screen_text(app)
        assert "没有读成" in text
        assert "原因：数据库[/]打不开。" in text
        assert "怎么办：检查数据库文件还在不在，再按 ctrl+r。" in text
        fake.broken = ""
        await press(pilot, "ctrl+r")
        assert "> 01-2021-01" in screen_text(app)


async def test_an_error_nobody_foresaw_is_named() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, WIDE) as pilot:
        fake.quotes.clear()
        await press(pilot, "down")
        assert "KeyError" in worklist(app).detail.text


async def test_refreshing_shows_what_others_did_and_keeps_the_place() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "down", "down")
        del fake.rows[1]
        await press(pilot, "ctrl+r")
        assert count(app) == "53 项"
        assert "> 01-2021-03" in screen_text(app)


async def test_help_palette_and_quit() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "f1")
        assert "边输边筛" in screen_text(app)
        await press(pilot, "escape", "fullwidth_colon")
        assert isinstance(app.screen, PickScreen)
        await press(pilot, "对", "账", "enter")
        assert isinstance(app.screen, YearOnYearScreen)
        await press(pilot, "ctrl+p", "=没有", "enter", "escape", "1")
        worklist(app)
        await pilot.press("q")
    assert app.return_code == 0
    assert app._exit


async def test_the_palette_runs_what_is_chosen() -> None:
    app = make_app()
    async with opened(app) as pilot:
        assert app.theme == "textual-dark"
        await press(pilot, "colon", "=深浅", "enter")
        assert app.theme == "textual-light"
        await press(pilot, "colon", "=未办结", "enter")
        assert worklist(app).filter_line.value == "#未办结"


async def test_copying_number_and_quote() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "y")
        assert app.clipboard.startswith("01-2021-01 理论学习不够深入。")
        assert "已复制 01-2021-01" in screen_text(app)


async def test_control_c_tells_how_to_leave() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "ctrl+c")
        assert "要退出，按 q" in screen_text(app)


async def test_an_answer_about_another_item_is_not_shown() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, WIDE) as pilot:
        slow = fake.gate = threading.Event()
        await pilot.press("down")
        await pilot.pause(0.2)
        fake.gate = None
        await pilot.press("up")
        slow.set()
        await settled(pilot)
        assert worklist(app).items.cursor == 0
        assert worklist(app).detail.text.startswith(TITLES[0])


async def test_a_paste_brings_no_control_characters() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "slash")
        app.post_message(Paste("路\x1b[31m灯"))
        await settled(pilot)
        assert "\x1b" not in worklist(app).filter_line.value


async def test_the_cursor_comes_back_to_its_item_however_fast_a_filter_is_typed() -> None:
    app = make_app()
    async with opened(app) as pilot:
        screen = screen_of(app, WorklistScreen)
        await press(pilot, "j", "j", "j")
        there = screen.current_id()
        await press(pilot, "slash", "=没有", "=的词")
        assert screen.current_id() is None
        await press(pilot, *["backspace"] * 4)
        assert screen.current_id() == there
        await press(pilot, "=@东岭")
        first = screen.current_id()
        assert first != there
        await press(pilot, "escape")
        assert screen.current_id() == there
        await press(pilot, "slash", "=@东岭", "enter", "escape")
        assert screen.current_id() == first
