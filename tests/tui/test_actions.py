"""The action table drives everything, so everything is held against it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

from tests.tui.fakes import FakeGateway, make_app, opened, press, screen_of, screen_text, settled
from tracker.tui.actions import (
    ACTIONS,
    DIALOGS,
    MAIN_SCREENS,
    SCREENS,
    TYPED_IN,
    Action,
    Place,
    actions_of,
    hints_of,
    key_name,
)
from tracker.tui.app import TrackerApp
from tracker.tui.bars import HintBar
from tracker.tui.cells import width_of
from tracker.tui.editing import EDITING_KEYS
from tracker.tui.form import Form
from tracker.tui.inputs import DocumentFilterInput, FilterInput, LineInput
from tracker.tui.marks import MarkingList
from tracker.tui.screens.bounds import BoundsScreen, CutScreen
from tracker.tui.screens.command import CommandScreen
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.dialog import AskScreen
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.help import HelpScreen, help_text
from tracker.tui.screens.history import HistoryScreen
from tracker.tui.screens.import_files import ImportFilesScreen
from tracker.tui.screens.importing import ImportingScreen
from tracker.tui.screens.judge import JudgeScreen
from tracker.tui.screens.modal import Dialog
from tracker.tui.screens.pick import PickScreen
from tracker.tui.screens.pick_file import PickFileScreen
from tracker.tui.screens.pick_filter import PickFilterScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.views import ViewsScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.write_report import WriteReportScreen
from tracker.tui.screens.year import YearScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import VirtualList

CLASSES = {
    screen.KEYS: screen
    for screen in (
        WorklistScreen,
        DetailScreen,
        SourceScreen,
        DocumentsScreen,
        ImportingScreen,
        ReviewScreen,
        BoundsScreen,
        CutScreen,
        YearOnYearScreen,
        YearScreen,
        HistoryScreen,
        CommandScreen,
        AskScreen,
        EvidenceScreen,
        FormScreen,
        JudgeScreen,
        WriteReportScreen,
        PickFilterScreen,
        ConfirmScreen,
        PickScreen,
        ViewsScreen,
        PickFileScreen,
        ImportFilesScreen,
        HelpScreen,
    )
}
WIDGETS = {
    Place.LIST: VirtualList,
    Place.TEXT: TextView,
    Place.FILTER: DocumentFilterInput,
    Place.QUERY: FilterInput,
    Place.MARKS: MarkingList,
    Place.LINE: LineInput,
    Place.FORM: Form,
}
VIEWS = [(screen, place) for screen, keys in SCREENS.items() for place in keys.focused or (keys.always[0],)]


def in_force(screen: str, focused: Place) -> tuple[Action, ...]:
    return SCREENS[screen].in_force(focused)


def test_ids_are_used_once() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1


@pytest.mark.parametrize("screen, focused", [view for view in VIEWS if view[1] not in TYPED_IN])
def test_no_key_is_used_twice_on_a_screen(screen: str, focused: Place) -> None:
    keys = Counter(key for action in in_force(screen, focused) for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_letter_has_a_twin_that_passes_an_input_method(action: Action) -> None:
    letters = [key for key in action.keys if len(key) == 1 and key.isalpha()]
    twins = [key for key in action.keys if len(key) > 1]
    assert twins or not letters


@pytest.mark.parametrize(
    "mark, wide",
    [("slash", "ideographic_comma"), ("question_mark", "fullwidth_question_mark"), ("colon", "fullwidth_colon")],
)
def test_marks_are_bound_with_what_an_input_method_makes_of_them(mark: str, wide: str) -> None:
    assert {wide in action.keys for action in ACTIONS if mark in action.keys} == {True}


@pytest.mark.parametrize("screen, focused", VIEWS)
def test_every_action_can_run(screen: str, focused: Place) -> None:
    for action in in_force(screen, focused):
        target, _, name = action.run.partition("(")[0].rpartition(".")
        owners: list[type] = [TrackerApp] if target == "app" else [CLASSES[screen]]
        if not target and focused in WIDGETS:
            owners += [WIDGETS[focused], LineInput]
        assert any(hasattr(owner, f"action_{name}") for owner in owners), action.id


@pytest.mark.parametrize("screen, focused", VIEWS)
def test_the_footer_has_at_most_seven_hints_that_fit_80_columns(screen: str, focused: Place) -> None:
    hints = hints_of(actions_of(focused) if focused in TYPED_IN else in_force(screen, focused))
    assert (1 if screen == "help" else 2) <= len(hints) <= 7
    assert sum(width_of(key_name(hint.keys[0]) + hint.label) + 3 for hint in hints) <= 80


@pytest.mark.parametrize("screen", SCREENS)
def test_help_tells_every_key(screen: str) -> None:
    text = help_text(screen).text
    keys = SCREENS[screen]
    for action in keys.actions(*keys.always, *keys.focused):
        if action.keys:
            assert action.help in text
            assert key_name(action.keys[0]) in text


@pytest.mark.parametrize("screen", CLASSES)
def test_bindings_are_those_of_the_table(screen: str) -> None:
    keys = SCREENS[screen]
    merged = CLASSES[screen]._merged_bindings
    assert merged is not None
    bound = set(merged.key_to_bindings)
    assert {key for action in keys.actions(*keys.always) for key in action.keys} <= bound


def every_dialog(kind: type[Dialog[object]] = Dialog) -> Iterator[type[Dialog[object]]]:
    for one in kind.__subclasses__():
        yield one
        yield from every_dialog(one)


def test_every_key_of_every_dialog_is_in_the_table() -> None:
    known = {action.id: action for action in ACTIONS}
    found = [dialog for dialog in every_dialog() if hasattr(dialog, "KEYS")]
    assert {dialog.KEYS for dialog in found} == set(DIALOGS)
    for dialog in found:
        keys = DIALOGS[dialog.KEYS]
        own = [one for one in dialog.__dict__["BINDINGS"] if isinstance(one, Binding)]
        assert {one.id for one in own} == {action.id for action in keys.actions(*keys.always)}
        for one in own:
            assert one.id is not None
            action = known[one.id]
            assert (one.key, one.action, one.priority) == (",".join(action.keys), action.run, action.first)
        merged = dialog._merged_bindings
        assert merged is not None
        of_textual = {"tab", "shift+tab", "ctrl+c", "super+c"}  # going on, and copying what is selected
        of_table = {key for action in keys.actions(*keys.always) for key in action.keys}
        assert set(merged.key_to_bindings) - of_textual == of_table - of_textual


def test_nothing_binds_a_key_but_the_table(root: Path) -> None:
    for module in (root / "tracker" / "tui").rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
        made = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Binding"]
        assert not made or module.name == "actions.py", module.name


@pytest.mark.parametrize("name", [name for name, keys in DIALOGS.items() if {Place.LINE, Place.FORM} & {*keys.focused}])
def test_what_a_dialog_does_can_be_done_while_one_types(name: str) -> None:
    only_in_the_list = {"evidence.remove"}
    for action in DIALOGS[name].actions(*DIALOGS[name].always):
        heard = [key for key in action.keys if len(key) > 1 and (action.first or key not in EDITING_KEYS)]
        assert heard or action.id in only_in_the_list, action.id


def test_dialogs_and_screens_have_names_of_their_own() -> None:
    assert not set(MAIN_SCREENS) & set(DIALOGS)


async def test_a_hint_can_be_clicked() -> None:
    app = make_app()
    async with opened(app) as pilot:
        at = "Enter 打开  o 看原文  s 改状态  / 筛选  Esc 返回  ".encode("gbk")
        await pilot.click(HintBar, offset=(len(at) + 3, 0))
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("width", [30, 40, 60, 70])
async def test_the_way_to_the_help_is_told_in_any_width(width: int) -> None:
    app = make_app()
    async with opened(app, (width, 20)) as pilot:
        for key in "12345":
            await press(pilot, key)
            foot = screen_text(app).split("\n")[-1]
            assert "? 帮助" in foot
            assert width_of(foot) <= width


async def test_a_hint_of_a_dialog_can_be_clicked() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "F")
        screen_of(app, ViewsScreen)
        row, line = next((y, line) for y, line in enumerate(screen_text(app).split("\n")) if "Esc 返回" in line)
        await pilot.click(offset=(width_of(line[: line.index("返回")]), row))
        await settled(pilot)
        screen_of(app, WorklistScreen)


async def test_keys_can_be_remapped_by_id() -> None:
    app = make_app(FakeGateway.sample())
    app.set_keymap({"app.help": "x"})
    async with opened(app) as pilot:
        await press(pilot, "x")
        assert isinstance(app.screen, HelpScreen)
