"""A form draws its own labels and what is said of an answer, and leaves room for it among the widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Select, TextArea

import tracker.tui
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.domain.status import WorkflowRules, moves_from
from tracker.tui.asks import Ask, Kind, ask_of_field
from tracker.tui.cells import width_of
from tracker.tui.form import Form
from tracker.tui.form_row import LABEL_WIDTH, AskRow, Tick
from tracker.tui.move_form import asks_of_move

TODAY = date(2024, 1, 15)
SIZE = (60, 12)


class Bare(App[None]):
    """A form and nothing else."""

    CSS_PATH = Path(tracker.tui.__file__).with_name("styles.tcss")

    def __init__(self, asks: Sequence[Ask]) -> None:
        super().__init__()
        self.asks = asks

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Form(TODAY)

    @property
    def form(self) -> Form:
        return self.query_one(Form)


def lines(app: Bare) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_what_is_wrong_moves_what_stands_below_it() -> None:
    app = Bare((Ask("one", "第一栏", needed=True), Ask("two", "第二栏", Kind.TEXT), Ask("three", "第三栏")))
    async with app.run_test(size=SIZE) as pilot:
        await app.form.ask(app.asks)
        await pilot.pause()
        assert [lines(app)[at].strip() for at in (1, 2, 5)] == ["第一栏 *", "第二栏", "第三栏"]
        assert app.query_one("#three").region.y == 5
        assert not app.form.check()
        await pilot.pause()
        assert [lines(app)[at].strip() for at in (1, 2, 3, 6)] == ["第一栏 *", "要写第一栏", "第二栏", "第三栏"]
        assert app.query_one("#three").region.y == 6
        assert app.focused is app.query_one("#one")
        app.query_one("#one", Input).value = "写了"
        await pilot.pause()
        assert app.query_one("#three").region.y == 5
        assert app.form.check()


async def test_what_is_wrong_is_broken_into_lines_of_the_present_width() -> None:
    app = Bare((Ask("day", "哪天", Kind.DAY, needed=True), Ask("last", "末栏")))
    async with app.run_test(size=SIZE) as pilot:
        await app.form.ask(app.asks, {"day": "说不清是哪一天也看不出来"})
        app.form.check()
        await pilot.pause()
        trouble = app.form.rows[0].trouble
        heights = []
        for width in (60, 40, 120):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            below = app.query_one("#last").region.y - 2
            said = [line[LABEL_WIDTH:].strip() for line in lines(app)[2 : 2 + below]]
            assert "".join(said).replace(" ", "") == trouble.replace(" ", "")
            assert all(width_of(line) <= width for line in lines(app))
            heights.append(below)
        assert heights[1] > heights[0] > heights[2] == 1


async def test_what_a_day_was_understood_as_stands_beside_it() -> None:
    app = Bare((Ask("day", "哪天", Kind.DAY),))
    async with app.run_test(size=SIZE) as pilot:
        await app.form.ask(app.asks)
        await pilot.pause()
        wide = app.query_one("#day").region.width
        app.query_one("#day", Input).value = "6月底"
        await pilot.pause()
        assert lines(app)[1].endswith("= 2024-06-30")
        assert app.query_one("#day").region.width == wide - len("= 2024-06-30") - 1


async def test_what_was_missing_is_no_longer_said_once_it_is_there() -> None:
    choices = (("查阅资料", 1), ("现场查看", 2))
    app = Bare(
        (
            Ask("text", "经过", Kind.TEXT, needed=True),
            Ask("kind", "种类", Kind.CHOICE, needed=True, choices=choices),
            Ask("ways", "方式", Kind.SEVERAL, needed=True, choices=choices),
        )
    )
    mended: list[Message] = []
    async with app.run_test(size=SIZE, message_hook=lambda one: mended.append(one) if _mended(one) else None) as pilot:
        await app.form.ask(app.asks)
        app.form.check()
        assert [row.trouble for row in app.form.rows] == ["要写经过", "要选种类", "要选方式"]
        app.query_one("#text", TextArea).text = "写了"
        app.query_one("#kind", Select).value = 2
        await pilot.pause()
        assert [row.trouble for row in app.form.rows] == ["", "", "要选方式"]
        assert not mended
        app.query(Tick).first().value = True
        await pilot.pause()
        assert [row.trouble for row in app.form.rows] == ["", "", ""]
        assert mended


def _mended(message: Message) -> bool:
    return isinstance(message, Form.Mended)


async def test_tab_takes_what_is_suggested_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "佐证").mkdir()
    (tmp_path / "佐证" / "照片.jpg").touch()
    app = Bare((Ask("file", "文件", Kind.FILE), Ask("note", "说明")))
    async with app.run_test(size=(120, 12)) as pilot:
        await app.form.ask(app.asks)
        app.form.begin()
        line = app.query_one("#file", Input)
        for begun, whole in ((f"{tmp_path}/佐", "佐证/"), (f"{tmp_path}/佐证/照", "佐证/照片.jpg")):
            line.value = begun
            line.cursor_position = len(begun)
            for _ in range(50):
                await pilot.pause(0.02)
                if line._suggestion:
                    break
            await pilot.press("tab")
            assert line.value == f"{tmp_path}/{whole}"
            assert app.focused is line
        await pilot.press("tab")
        assert app.focused is app.query_one("#note")


async def test_a_label_leads_to_its_line() -> None:
    app = Bare([ask_of_field(field) for field in Field])
    async with app.run_test(size=(80, 60)) as pilot:
        await app.form.ask(app.asks)
        await pilot.pause()
        for row in app.form.rows:
            await pilot.click(Form, offset=(2, row.taker.region.y - app.form.region.y))
            assert app.focused is row.field
        assert len(list(app.form.walk_children())) < 2 * len(app.form.rows)


async def test_what_is_ticked_can_be_told_without_colours() -> None:
    app = Bare((Ask("ways", "方式", Kind.SEVERAL, choices=(("查阅资料", 1), ("现场查看", 2))),))
    async with app.run_test(size=SIZE) as pilot:
        await app.form.ask(app.asks)
        app.form.begin()
        await pilot.press("tab", "space")
        await pilot.pause()
        assert "[ ] 查阅资料" in lines(app)[1]
        assert "[x] 现场查看" in lines(app)[1]
        assert app.form.answers()["ways"].value == (2,)


def test_every_label_has_room() -> None:
    rules = WorkflowRules()
    asks = [ask_of_field(field, needed=True) for field in Field]
    asks += [ask for status in Status for move in moves_from(status) for ask in asks_of_move(move, None, rules)]
    assert len({ask.label for ask in asks}) > 20
    for ask in asks:
        assert width_of(AskRow(ask).label) < LABEL_WIDTH, ask.label
