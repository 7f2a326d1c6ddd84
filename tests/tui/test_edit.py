"""Columns, deadline and notes of one item, and taking it all back."""

from __future__ import annotations

import asyncio
import threading
from datetime import date

import pytest
from textual.events import Paste
from textual.widgets import Input, Select, TextArea

from tests.tui.fakes import NOW, PATIENCE, FakeGateway, clock, make_app, opened, press, screen_of, screen_text, settled
from tracker.domain.fields import Field
from tracker.domain.kinds import Origin, Status, Term
from tracker.domain.status import Given, WorkflowRules
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.filling import fill_in
from tracker.services.items import item_detail, item_ids, show_item
from tracker.services.undoing import Progress, Toggled, undo
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.bars import HintBar
from tracker.tui.form import Form
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.edit import DateScreen, EditScreen, NoteScreen
from tracker.tui.screens.worklist import WorklistScreen

LENIENT = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)


@pytest.fixture
def number(filled_ledger: Ledger) -> str:
    """The item under the cursor at first."""
    return item_detail(filled_ledger, item_ids(filled_ledger, ItemFilter())[0]).row.number


def there(ledger: Ledger, number: str, *targets: Status) -> None:
    for target in targets:
        move_item(ledger, number, target, note="办了", given=Given(), actor="李红", now=NOW, rules=LENIENT)


def asked(app: TrackerApp) -> list[str]:
    return [row.ask.label for row in app.screen.query_one(Form).rows]


def put(app: TrackerApp, **typed: str) -> None:
    for name, text in typed.items():
        app.screen.query_one(f"#{name}", Input).value = text


async def test_only_what_was_changed_is_written(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    fill_in(filled_ledger, [number], {Field.GOAL: "原来\n两行", Field.PERSON: "赵六"}, actor="李红", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e")
        screen_of(app, EditScreen)
        assert asked(app) == [*(field.label for field in Field), "为什么改"]
        assert app.screen.query_one("#goal", TextArea).text == "原来\n两行"
        assert app.screen.query_one(".form-body").scroll_y == 0
        put(app, leader="赵一", lead_unit="组织部", due_on="6月底", why="照清单填")
        app.screen.query_one("#origin", Select).value = Origin.INSPECTION
        app.screen.query_one("#term", Select).value = Term.AT_ONCE
        await press(pilot, "ctrl+s")
        detail = show_item(filled_ledger, number)
        fields = detail.fields
        assert (fields.leader, fields.lead_unit, fields.due_on) == ("赵一", "组织部", date(2024, 6, 30))
        assert (fields.origin, fields.term, fields.goal) == (Origin.INSPECTION, Term.AT_ONCE, "原来\n两行")
        event = detail.events[-1]
        assert (event.what, event.note) == ("填写台账", "照清单填")
        assert {one.label for one in event.changes} == {"来源", "整改类型", "责任领导", "牵头单位", "整改时限"}
        assert f"{number} 已保存。u 撤销" in screen_text(app)
        await press(pilot, "e")
        put(app, person="")
        app.screen.query_one("#term", Select).clear()
        await press(pilot, "ctrl+s")
        fields = show_item(filled_ledger, number).fields
        assert (fields.person, fields.term) == ("", None)


async def test_nothing_changed_and_a_title_that_must_stay(real_app: TrackerApp, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e", "ctrl+s")
        assert "没有改动任何一栏" in screen_text(app)
        put(app, title=" ", found_on="那天")
        await press(pilot, "ctrl+s")
        assert "要写问题" in screen_text(app)
        assert app.screen.query_one("#found_on", Input).value == "那天"
        await press(pilot, "escape", "escape")
        screen_of(app, WorklistScreen)


async def test_another_changed_the_same_column(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e")
        put(app, person="王五", leader="赵一")
        fill_in(filled_ledger, [number], {Field.PERSON: "钱七"}, actor="李红", now=NOW)
        await press(pilot, "ctrl+s")
        assert "“责任人”刚被别人改过" in screen_text(app)
        assert app.screen.query_one("#person", Input).value == "王五"
        assert show_item(filled_ledger, number).fields.person == "钱七"
        await press(pilot, "ctrl+s")
        assert show_item(filled_ledger, number).fields.person == "王五"


async def test_what_is_being_judged_takes_notes_alone(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    there(filled_ledger, number, Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e")
        assert asked(app) == ["备注", "为什么改"]
        assert "“待审核”的事项不能改" in screen_text(app)
        await press(pilot, "escape", "a", "=补一句", "enter")
        assert show_item(filled_ledger, number).fields.notes == "补一句"
        await press(pilot, "d")
        assert "“待审核”的事项不能改整改时限" in screen_text(app)


async def test_a_deadline_is_set_then_put_off(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "d")
        screen_of(app, DateScreen)
        assert asked(app) == ["整改时限", "说明"]
        await press(pilot, "=6月底", "ctrl+s")
        assert show_item(filled_ledger, number).row.due_on == date(2024, 6, 30)
        there(filled_ledger, number, Status.OPEN, Status.IN_PROGRESS)
        await press(pilot, "d")
        assert "现在的时限是 2024-06-30" in screen_text(app)
        assert asked(app) == ["延到哪天", "延期理由", "谁批准的"]
        await press(pilot, "=5月底", "ctrl+s")
        assert "要写延期理由" in screen_text(app)
        await press(pilot, "=汛期停工", "enter", "=县委", "enter")
        assert "延到 2024-05-31 不是延期" in screen_text(app)
        put(app, to="9月底")
        await press(pilot, "ctrl+s")
        detail = show_item(filled_ledger, number)
        assert (detail.row.due_on, detail.row.due_original) == (date(2024, 9, 30), date(2024, 6, 30))
        assert [(one.reason, one.approved_by) for one in detail.extensions] == [("汛期停工", "县委")]
        await press(pilot, "d")
        assert "现在的时限是 2024-09-30，原定 2024-06-30" in screen_text(app)


async def test_notes_go_below_one_another(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    fill_in(filled_ledger, [number], {Field.NOTES: "先记的[/b]"}, actor="李红", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "f5")
        screen_of(app, NoteScreen)
        assert "已有：先记的[/b]" in screen_text(app)
        await press(pilot, "enter")
        assert "要写备注" in screen_text(app)
        assert "还有没填好的" in screen_text(app)
        await press(pilot, "=后记的")
        assert "要写备注" not in screen_text(app)
        assert "还有没填好的" not in screen_text(app)
        await press(pilot, "enter")
        assert show_item(filled_ledger, number).fields.notes == "先记的[/b]\n后记的"


async def test_hostile_contents_are_edited_as_text(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    hostile = "[b]粗[/] \x1b[31m红\u202e" + "长" * 300
    values = {Field.LEADER: hostile, Field.MEASURES: f"{hostile}\n第二行", Field.CHANNEL: "一\n二"}
    fill_in(filled_ledger, [number], values, actor="李红", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e")
        assert app.screen.query_one("#leader", Input).value.startswith("[b]粗[/] ␛[31m红长")
        assert "\x1b" not in screen_text(app)
        put(app, person="王五")
        await press(pilot, "ctrl+s")
        fields = show_item(filled_ledger, number).fields
        assert (fields.person, fields.leader, fields.channel) == ("王五", hostile, "一\n二")


async def test_undo_says_who_built_on_it(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "a", "=记一笔", "enter")
        fill_in(filled_ledger, [number], {Field.NOTES: "改了"}, actor="李红", now=NOW)
        await press(pilot, "u")
        assert "李红 又在上面做了第" in screen_text(app)
        assert show_item(filled_ledger, number).fields.notes == "改了"
        undo(filled_ledger, actor="李红", now=NOW)
        await press(pilot, "u")
        assert "已撤销第" in screen_text(app)
        assert show_item(filled_ledger, number).fields.notes == ""
        await press(pilot, "ctrl+y")
        assert "已重做第" in screen_text(app)
        assert show_item(filled_ledger, number).fields.notes == "记一笔"


async def test_with_nothing_done_there_is_nothing_to_undo(filled_ledger: Ledger) -> None:
    app = TrackerApp(LedgerGateway(filled_ledger, actor="新来的", clock=clock), clock=clock)
    async with opened(app) as pilot:
        await press(pilot, "u")
        assert "没有“新来的”做过、可以撤销的" in screen_text(app)
        await press(pilot, "U")
        assert "没有“新来的”撤销过" in screen_text(app)
        assert "按 5 看历史，光标放到要的一次上按 x" in screen_text(app)
        assert "tracker redo" not in screen_text(app)


async def test_without_an_item_the_keys_say_so() -> None:
    app = make_app(FakeGateway())
    async with opened(app) as pilot:
        for key in ("s", "e", "d", "a", "E"):
            app.screen.query_one(HintBar).tell("")
            await press(pilot, key)
            assert "先把光标放到一项上" in screen_text(app)


async def test_the_palette_does_it_too(real_app: TrackerApp, filled_ledger: Ledger, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "colon", "=加备注", "enter")
        screen_of(app, NoteScreen)
        await press(pilot, "=从命令里", "enter", "colon", "=全部标出", "enter")
        assert len(screen_of(app, WorklistScreen).marked()) == len(item_ids(filled_ledger, ItemFilter()))
        await press(pilot, "colon", "=撤销", "enter")
        assert show_item(filled_ledger, number).fields.notes == ""


class SlowToUndo(LedgerGateway):
    """Takes its time until it is let go."""

    calls = 0
    go_on = threading.Event()

    def undo(self, progress: Progress | None = None) -> Toggled:
        type(self).calls += 1
        self.go_on.wait(5)
        return super().undo(progress)


async def test_pressing_twice_takes_back_one_command(filled_ledger: Ledger, number: str) -> None:
    app = TrackerApp(SlowToUndo(filled_ledger, actor="周宁", clock=clock), clock=clock)
    async with opened(app) as pilot:
        await press(pilot, "a", "=一", "enter", "a", "=二", "enter")
        await pilot.press("u", "u")
        assert "还在撤销，请稍等" in screen_text(app)
        SlowToUndo.go_on.set()
        await settled(pilot)
        assert SlowToUndo.calls == 1
        assert show_item(filled_ledger, number).fields.notes == "一"


class HeldInTheMiddle(LedgerGateway):
    """Undoes the first entries and then waits until it is let go."""

    go_on = threading.Event()

    def undo(self, progress: Progress | None = None) -> Toggled:
        assert progress is not None

        def held(done: int, of: int) -> None:
            if done > 3:
                self.go_on.wait(30)
            progress(done, of)

        return super().undo(held)


async def test_undoing_many_says_how_far_it_is_and_can_be_stopped(
    filled_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.undoing._TOLD_EVERY", 1)
    monkeypatch.setattr("tracker.tui.screens.base.QUIET", 0.0)
    app = TrackerApp(HeldInTheMiddle(filled_ledger, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    total = len(item_ids(filled_ledger, ItemFilter()))
    async with opened(app, (110, 34)) as pilot:
        await press(pilot, "ctrl+a", "a", "=一起记", "ctrl+s", "enter")
        before = log(filled_ledger, limit=1)[0]
        assert before.items == total
        await pilot.press("u")
        async with asyncio.timeout(60):
            while f"正在撤销 3 / {total}" not in screen_text(app):
                await pilot.pause(0.02)
        await pilot.press("escape")
        assert "正在停下" in screen_text(app)
        HeldInTheMiddle.go_on.set()
        await settled(pilot)
        assert "已经停下，什么也没有撤销" in screen_text(app)
        assert log(filled_ledger, limit=1)[0] == before
        await press(pilot, "u")
        assert f"已撤销第 {before.number} 号" in screen_text(app)
        assert log(filled_ledger, limit=1)[0].items == total


async def test_pasted_control_characters_do_not_reach_the_terminal(real_app: TrackerApp, number: str) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "e")
        goal = app.screen.query_one("#goal", TextArea)
        goal.focus()
        await settled(pilot)
        app.screen.post_message(Paste("一\x1b[31m二\n三"))
        await settled(pilot)
        assert goal.text == "一␛[31m二\n三"
        leader = app.screen.query_one("#leader", Input)
        leader.value = "赵\x1b[2J一\x9b"
        leader.focus()
        # The form is scrolled to the field once that has been painted.
        async with asyncio.timeout(PATIENCE):
            while "赵" not in screen_text(app):
                await pilot.pause()
        assert "赵␛[2J一␦" in screen_text(app)
        assert "\x1b" not in screen_text(app)
