"""Marks: one by one, in ranges, all at once; what is done with them is shown first and is one command."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Button, Input

from tests.tui.fakes import NOW, FakeGateway, make_app, opened, press, screen_of, screen_text, settled
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.domain.status import Given
from tracker.ledger.store import Ledger
from tracker.services import doing
from tracker.services.commands import log
from tracker.services.doing import Doing, Done, Progress, Seen
from tracker.services.filling import fill_in
from tracker.services.items import item_detail, item_ids
from tracker.services.views import ItemDetail, ItemFilter, ItemRow
from tracker.services.workflow import move_item
from tracker.tui.actions import Place, actions_of
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.marks import MarkingList
from tracker.tui.rows import PagedRows
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.move import MoveScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import Column
from tracker.tui.words import Words


def worklist(app: TrackerApp) -> WorklistScreen:
    return screen_of(app, WorklistScreen)


def places(app: TrackerApp) -> list[int]:
    """Where in the list the marked items stand."""
    ids = list(worklist(app).rows.ids)
    return sorted(ids.index(one) for one in worklist(app).marked())


def details(ledger: Ledger, *at: int) -> list[ItemDetail]:
    ids = item_ids(ledger, ItemFilter())
    return [item_detail(ledger, ids[one]) for one in at]


def outlook(app: TrackerApp) -> str:
    return screen_of(app, ConfirmScreen).query_one("#outlook", TextView).text


def error(app: TrackerApp) -> str:
    return app.screen.query_one("#error", Words).words


def test_keys_of_marks_are_not_keys_of_lists() -> None:
    keys = [key for place in (Place.LIST, Place.MARKS) for action in actions_of(place) for key in action.keys]
    assert len(keys) == len(set(keys))


async def test_a_very_long_range_and_all_are_marked_without_waiting() -> None:
    items: MarkingList[int] = MarkingList([Column("", str, 10)], id="items")

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield items

    app = Alone()
    async with app.run_test() as pilot:
        rows: PagedRows[ItemRow] = PagedRows(range(1, 300_001), lambda _ids, _deliver: None)
        items.show(rows)  # type: ignore[arg-type]
        items.mark_range()
        items.cursor = 199_999
        assert items.ranging == 200_000
        items.mark_range()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (items.count, items.ranging) == (200_000, 0)
        items.take(items.all_marked(items.ids))
        assert items.count == len(items.marked()) == 300_000


async def test_marking_one_by_one_and_in_ranges() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "space", "space")
        assert places(app) == [0, 1]
        assert "已标 2 项" in screen_text(app)
        assert " *01-2021-01" in screen_text(app)
        assert screen_text(app).splitlines()[-1].split() == [
            *("Esc", "返回", "s", "改状态", "e", "填栏目", "d", "定时限"),
            *("a", "加备注", "E", "佐证", "空格", "标出"),
        ]
        await press(pilot, "up", "space")
        assert places(app) == [0]
        await press(pilot, "shift+down", "shift+down")
        assert "已标 1 项    连选 3 项" in screen_text(app)
        await press(pilot, "down", "down")
        assert places(app) == [0, 2, 3, 4]
        await press(pilot, "v", "j", "j")
        assert "已标 4 项    连选 3 项" in screen_text(app)
        await press(pilot, "k", "v")
        assert places(app) == [0, 2, 3, 4, 6, 7]
        await press(pilot, "v", "G", "escape")
        assert places(app) == [0, 2, 3, 4, 6, 7]
        await press(pilot, "escape")
        assert places(app) == []
        assert "已标" not in screen_text(app)


async def test_all_that_passes_the_filter_is_marked_without_reading_rows() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "slash", "=路灯", "enter")
        read = list(fake.asked_ids)
        await press(pilot, "ctrl+a")
        wanted = set(worklist(app).rows.ids)
        assert set(worklist(app).marked()) == wanted
        assert fake.asked_ids == read
        await press(pilot, "escape")
        assert set(worklist(app).marked()) == wanted
        assert f"已标 {len(wanted)} 项" in screen_text(app)
        await press(pilot, "escape")
        assert places(app) == []
        await press(pilot, "ctrl+a", "ctrl+a")
        assert len(worklist(app).marked()) == 0


async def test_many_are_moved_as_one_command(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    ids = item_ids(filled_ledger, ItemFilter())
    first = item_detail(filled_ledger, ids[0]).row.number
    move_item(filled_ledger, first, Status.OPEN, note="先确认的", actor="李红", now=NOW)
    before = log(filled_ledger)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, *["space"] * 6, "s")
        moves = screen_of(app, MoveScreen)
        assert "标出的 6 项" in screen_text(app)
        assert "现在是“待确认”、“待整改”，改为：" in screen_text(app)
        assert "确认纳入（待确认的 5 项）" in screen_text(app)
        assert moves.one is None
        await press(pilot, "enter", "=一起核对过", "enter")
        text = outlook(app)
        assert "6 项里有 5 项要改" in text
        assert "状态 → \t待整改" in text
        assert text.count("待确认 → 待整改") == 3
        assert f"1 项  现在是“待整改”，不是“待确认”（{first}）" in text
        await press(pilot, "enter")
        assert "5 项已改为“待整改”。u 一起撤销" in screen_text(app)
        assert places(app) == []
        assert {detail.row.status for detail in details(filled_ledger, *range(6))} == {Status.OPEN}
        made = log(filled_ledger)[0]
        assert (len(log(filled_ledger)) - len(before), made.items, made.note) == (1, 5, "一起核对过")
        await press(pilot, "ctrl+z")
        assert {detail.row.status for detail in details(filled_ledger, *range(1, 6))} == {Status.PROPOSED}
        assert "已撤销第" in screen_text(app)
        await press(pilot, "ctrl+y")
        assert {detail.row.status for detail in details(filled_ledger, *range(6))} == {Status.OPEN}


async def test_columns_deadlines_and_notes_of_many(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        number = details(filled_ledger, 1)[0].row.number
        fill_in(filled_ledger, [number], {Field.GOAL: "自己的目标"}, actor="李红", now=NOW)
        await press(pilot, "v", "down", "down", "e")
        assert "只改写了内容的栏目，留空的不动。" in screen_text(app)
        app.screen.query_one("#person", Input).value = "王五"
        await press(pilot, "ctrl+s")
        assert "3 项里有 3 项要改" in outlook(app)
        assert "责任人 → \t王五" in outlook(app)
        await press(pilot, "enter")
        found = details(filled_ledger, 0, 1, 2)
        assert [one.fields.person for one in found] == ["王五"] * 3
        assert found[1].fields.goal == "自己的目标"

        await press(pilot, "up", "up", "v", "down", "down", "d", "=年底", "ctrl+s", "enter")
        assert [one.row.due_on for one in details(filled_ledger, 0, 1, 2)] == [date(2024, 12, 31)] * 3
        await press(pilot, "up", "up", "v", "down", "a", "=已电话催办", "enter", "enter")
        assert [one.fields.notes for one in details(filled_ledger, 0, 1, 2)] == ["已电话催办", "已电话催办", ""]
        await press(pilot, "u", "u", "u")
        assert [one.fields.person for one in details(filled_ledger, 0, 1, 2)] == [""] * 3


async def test_nothing_to_change_and_going_back_to_the_form(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    ids = item_ids(filled_ledger, ItemFilter())
    for one in ids[:2]:
        number = item_detail(filled_ledger, one).row.number
        fill_in(filled_ledger, [number], {Field.NOTES: "一样"}, actor="李红", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "space", "space", "e")
        app.screen.query_one("#leader", Input).value = ""
        await press(pilot, "ctrl+s")
        assert "没有改动任何一栏" in screen_text(app)
        app.screen.query_one("#notes").text = "一样"  # type: ignore[attr-defined]
        await press(pilot, "ctrl+s")
        assert "2 项本来就是这样，不动。" in outlook(app)
        assert error(app) == "没有一项要改。"
        assert app.screen.query_one("#agree", Button).disabled
        await press(pilot, "enter", "escape")
        assert app.screen.query_one("#notes").text == "一样"  # type: ignore[attr-defined]


async def test_another_person_changes_one_while_it_is_confirmed(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "space", "space", "s", "enter", "=核对过", "enter")
        second = details(filled_ledger, 1)[0].row.number
        move_item(filled_ledger, second, Status.OPEN, note="我先", actor="李红", now=NOW)
        await press(pilot, "enter")
        assert f"2 项里有 1 项不行，都没有改：{second}" in error(app)
        assert details(filled_ledger, 0)[0].row.status is Status.PROPOSED
        await press(pilot, "enter")
        assert "2 项里有 1 项要改" in outlook(app)
        await press(pilot, "enter")
        assert details(filled_ledger, 0)[0].row.status is Status.OPEN


class SlowGateway(LedgerGateway):
    """Waits in the middle of its work until it is let go."""

    half = threading.Event()
    go_on = threading.Event()

    def carry_out(self, seen: Mapping[int, Seen], what: Doing, progress: Progress | None = None) -> Done:
        def wait(done: int, of: int) -> None:
            self.half.set()
            self.go_on.wait(5)
            assert progress is not None
            progress(done, of)

        return super().carry_out(seen, what, wait)


async def test_what_is_under_way_can_be_called_off(
    filled_ledger: Ledger, real_app: TrackerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doing, "_CHUNK", 2)
    gateway = SlowGateway(filled_ledger, actor="周宁", clock=lambda: NOW)
    app = TrackerApp(gateway, clock=lambda: NOW)
    async with opened(app) as pilot:
        await press(pilot, "ctrl+a", "a", "=记一笔", "enter")
        total = len(item_ids(filled_ledger, ItemFilter()))
        assert f"{total} 项里有 {total} 项要改" in outlook(app)
        await pilot.press("enter")
        while not (gateway.half.is_set() and "正在办理" in screen_text(app)):
            await pilot.pause(0.01)
        await pilot.press("escape")
        assert "正在停下" in screen_text(app)
        gateway.go_on.set()
        await settled(pilot)
        assert "已经停下，什么也没有改" in error(app)
        assert details(filled_ledger, 0)[0].fields.notes == ""
        await press(pilot, "enter")
        assert f"{total} 项已保存" in screen_text(app)
        assert details(filled_ledger, 0)[0].fields.notes == "记一笔"


async def test_hostile_titles_are_shown_as_they_are_before_many_are_changed(
    real_app: TrackerApp, filled_ledger: Ledger
) -> None:
    title = "[b]方括号[/] \x1b[31m控制" + "长" * 500
    number = details(filled_ledger, 0)[0].row.number
    fill_in(filled_ledger, [number], {Field.TITLE: title}, actor="李红", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "space", "space", "s", "enter", "=[/]核对", "enter")
        assert "[b]方括号[/] ␛[31m控制" in outlook(app)
        await press(pilot, "enter")
        assert details(filled_ledger, 0)[0].row.status is Status.OPEN


def test_what_a_move_from_one_state_refuses(filled_ledger: Ledger) -> None:
    ids = item_ids(filled_ledger, ItemFilter())[:2]
    what = doing.Moving(Status.OPEN, Given(note="核对"), Status.REJECTED)
    found = doing.outlook(filled_ledger, ids, what, actor="周宁")
    assert [one.reason for one in found.refusals] == ["现在是“待确认”，不是“不纳入”"]
