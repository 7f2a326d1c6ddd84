"""Keys as a person wants them: read, held against all screens, in force everywhere they are told."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.fakes import FakeGateway, clock, opened, press, screen_of, screen_text, settled
from tracker.domain.errors import UsageError
from tracker.ledger.store import Ledger
from tracker.tui.actions import ACTIONS, DIALOGS, key_name
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.own_keys import OwnKeys, clashes_of, parse_key, read_own_keys
from tracker.tui.screens.edit import NoteScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.modal import Dialog
from tracker.tui.screens.pick import PickScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.review_forms import REFUSALS
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.states import (
    empty_ledger,
    hidden_by_filter,
    no_documents,
    no_items,
    no_pairs,
    no_years,
    nothing_before,
)
from tracker.tui.text_view import TextView


def written(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "word, key",
    [
        ("s", "s"),
        ("S", "S"),
        ("F3", "f3"),
        ("f12", "f12"),
        ("?", "question_mark"),
        ("、", "ideographic_comma"),
        ("空格", "space"),
        ("Enter", "enter"),
        ("ctrl+x", "ctrl+x"),
        ("Ctrl+X", "ctrl+x"),
        ("ctrl+↓", "ctrl+down"),
        ("shift+F8", "shift+f8"),
        ("pagedown", "pagedown"),
        ("F99", None),
        ("猫", "猫"),
        ("nothing", None),
        ("ctrl+", None),
        ("", None),
    ],
)
def test_keys_are_written_as_people_call_them(word: str, key: str | None) -> None:
    assert parse_key(word) == key


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_what_the_screens_call_a_key_is_understood(action: object) -> None:
    keys = getattr(action, "keys")  # noqa: B009 - parametrized as an object
    assert [parse_key(key_name(key)) for key in keys] == list(keys)


def test_the_keys_as_they_are_do_not_clash() -> None:
    every = OwnKeys({action.id: action.keys for action in ACTIONS})
    assert clashes_of(every) == []


@pytest.mark.parametrize(
    "text, said",
    [
        ('[keys]\n"item.mvoe" = "s"', "“item.mvoe”不是一个动作"),
        ('[keys]\n"item.move" = "F99"', "“F99”不是一个键"),
        ('[keys]\n"item.move" = 3', "要写成文字"),
        ('[keys]\n"item.move" = "o"', "o 既是“改状态”（item.move） 和 “看原文”（item.source）"),
        ('[keys]\n"item.move" = "j"', "既是"),
        ("[keys\n", "读不了"),
        ("[other]\na = 1", "只能有 [keys] 一节"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_own_keys(written(tmp_path, text))
    assert said in caught.value.message
    assert caught.value.hint


def test_keys_can_change_places(tmp_path: Path) -> None:
    own = read_own_keys(written(tmp_path, '[keys]\n"item.move" = ["o", "F6"]\n"item.source" = ["s", "F3"]\n'))
    assert own.keys == {"item.move": ("o", "f6"), "item.source": ("s", "f3")}
    assert read_own_keys(tmp_path / "none.toml") == OwnKeys()


async def test_own_keys_work_and_are_told_everywhere(tmp_path: Path) -> None:
    own = read_own_keys(
        written(tmp_path, '[keys]\n"app.help" = ["ctrl+t", "F24"]\n"worklist.filter" = "ctrl+g"\n"item.source" = []\n')
    )
    app = TrackerApp(FakeGateway.sample(), clock=clock, own_keys=own)
    app.animation_level = "none"
    async with opened(app) as pilot:
        assert "ctrl+t 帮助" in screen_text(app)
        assert "ctrl+g 筛选" in screen_text(app)
        assert "o 看原文" not in screen_text(app)
        await press(pilot, "question_mark", "slash")
        assert not isinstance(app.screen, HelpScreen)
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, HelpScreen)
        assert "F24" in app.screen.query_one(TextView).text
        await press(pilot, "escape", "ctrl+g", "=路灯", "enter")
        assert "12 / 54 项" in screen_text(app)


def test_what_no_palette_lists_keeps_a_key(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="总要有一个键"):
        read_own_keys(written(tmp_path, '[keys]\n"app.back" = []\n'))


def test_an_action_without_a_key_is_told_by_its_name() -> None:
    own = OwnKeys({"item.deadline": (), "app.undo": ("f24",)})
    assert own.press("item.deadline") == "用命令“定时限”"
    assert own.hint("item.deadline") == "命令“定时限”"
    assert (own.press("app.undo"), own.hint("app.undo", "一起撤销")) == ("按 F24", "F24 一起撤销")


NEW_KEYS = {action.id: (f"ctrl+alt+{chr(0x4E00 + at)}",) for at, action in enumerate(ACTIONS)}
"""A key for each action that it cannot be mistaken by."""

OWN_NAMES = {name: key_name(keys[0]) for name, keys in NEW_KEYS.items()}


def old_names(text: str) -> list[str]:
    """The sentences of a screen that name a key of the table, such as 按 u or u 撤销."""
    labels = "|".join({action.label for action in ACTIONS} | {"一起撤销", "回到年度", "修改", "换一对"})
    named = "|".join(sorted({re.escape(key_name(key)) for action in ACTIONS for key in action.keys}, key=len)[::-1])
    told = re.compile(rf"(?:按|再按) ?(?:{named})(?![\w+])|(?<![\w+])(?:{named}) (?:{labels})")
    return told.findall(text)


async def test_every_sentence_that_names_a_key_names_the_person_s_own(filled_ledger: Ledger) -> None:
    own = OwnKeys(NEW_KEYS)
    gateway = LedgerGateway(filled_ledger, actor="周宁", clock=clock)
    app = TrackerApp(gateway, clock=clock, own_keys=own)
    app.animation_level = "none"
    named = OWN_NAMES.__getitem__
    async with opened(app, (160, 40)) as pilot:

        async def do(*names: str) -> str:
            """Do something by the person's own key and read what then stands there."""
            for name in names:
                (key,) = NEW_KEYS[name]
                pilot.app.post_message(Key(key, None))
                await settled(pilot)
            text = screen_text(app)
            assert old_names(text) == []
            return text

        text = screen_text(app)
        assert old_names(text) == []
        assert f"{named('app.help')} 帮助" in text  # the footer
        assert f"按 {named('worklist.filter')} 筛选" in text
        assert f"{named('app.history')} 历史" in text  # the tabs
        assert named("item.move") in await do("app.help")
        await do("app.help")
        assert named("item.move") in await do("app.palette")  # the palette
        await do("dialog.leave", "item.note")  # a dialog
        await press(pilot, "=看过")
        await do("answer.apply")
        assert f"{named('app.undo')} 撤销" in screen_text(app)
        assert f"{named('app.redo')} 重做" in await do("app.undo")
        await do("worklist.filter")
        await press(pilot, "=zzzz")
        assert f"按 {named('app.back')} 清除筛选，按 {named('worklist.filter')} 修改" in screen_text(app)
        assert old_names(screen_text(app)) == []
        await do("query.clear")
        for name in ("app.documents", "app.year-on-year", "app.year", "app.history"):
            await do(name)
        assert f"按 {named('history.toggle')} 可以重做" in await do("list.down")
        text = await do("app.documents")
        assert f"按 {named('documents.review')} 逐项核对" in text
        assert f"{named('app.undo')} 撤销" in await do("documents.review", "review.accept")
        await do("review.bounds", "app.back", "review.cut", "app.back")
        assert f"按 {named('pair.next-open')} 到下一个" in await do(
            "app.year-on-year", "pair.accept", "list.up", "pair.accept"
        )
        app.action_help_quit()
        await settled(pilot)
        assert f"按 {named('app.quit')}" in screen_text(app)


OPENED_BY: dict[str, tuple[str, ...]] = {
    "ask": ("item.note",),
    "evidence": ("item.evidence",),
    "form": ("app.history", "history.toggle"),
    "judge": ("app.year-on-year", "pair.override"),
    "write": ("app.year", "year.write"),
    "pick_filter": ("app.worklist", "worklist.pick-filter"),
    "pick": ("app.palette",),
    "views": ("worklist.views",),
    "import_files": ("app.documents", "documents.import"),
    "help": ("app.help",),
}
"""The dialogs with what leads to each, one after another."""


async def test_every_dialog_goes_by_the_person_s_own_keys(filled_ledger: Ledger, tmp_path: Path) -> None:
    app = TrackerApp(LedgerGateway(filled_ledger, actor="周宁", clock=clock), clock=clock, own_keys=OwnKeys(NEW_KEYS))
    app.animation_level = "none"
    async with opened(app, (160, 40)) as pilot:

        async def do(*names: str) -> str:
            for name in names:
                pilot.app.post_message(Key(NEW_KEYS[name][0], None))
                await settled(pilot)
            text = screen_text(app)
            assert old_names(text) == []
            return text

        async def goes_by_own_keys(name: str) -> None:
            dialog = app.screen
            assert isinstance(dialog, Dialog)
            assert name == dialog.KEYS
            leave = "help.close" if name == "help" else "dialog.leave"
            keys = DIALOGS[name]
            told = {action.id for action in keys.actions(*keys.always, *keys.focused) if action.hint}
            line = dialog.query_one(".dialog").border_subtitle or ""
            named = [one for one in told if OWN_NAMES[one] in line]
            assert leave in named
            assert len(named) == len(line.split("  "))
            await press(pilot, "escape", "ctrl+s", "f1")
            assert app.screen is dialog
            if name != "help":
                help_lines = await do("dialog.help")
                assert OWN_NAMES[leave] in help_lines
                await do("dialog.help")
                assert app.screen is dialog
            await do(leave)
            assert not isinstance(app.screen, Dialog)

        for name, ways in OPENED_BY.items():
            await do(*ways)
            await goes_by_own_keys(name)
        assert set(OPENED_BY) == set(DIALOGS) - {"confirm", "pick_file"}
        await do("app.worklist", "marks.all", "item.note")
        await press(pilot, "=一起记")
        text = await do("answer.apply")
        assert f"{OWN_NAMES['confirm.agree']} 就这样办" in text
        assert f"{OWN_NAMES['dialog.leave']} 不办" in text
        await do("dialog.leave", "dialog.leave")
        assert f"再按 {OWN_NAMES['dialog.leave']} 就放弃；{OWN_NAMES['answer.apply']} 保存" in screen_text(app)
        await do("dialog.leave", "documents.import")


async def test_keys_of_dialogs_do_what_they_are_for(real_app: TrackerApp, tmp_path: Path) -> None:
    own = read_own_keys(
        written(
            tmp_path,
            '[keys]\n"line.enter" = "F12"\n"answer.apply" = "ctrl+t"\n"offer.next" = "F9"\n'
            '"dialog.leave" = "F11"\n"choose.down" = "ctrl+j"\n',
        )
    )
    real_app.own_keys = own
    real_app.set_keymap(own.keymap)
    app = real_app
    async with opened(app, (110, 34)) as pilot:
        await press(pilot, "a")
        assert "ctrl+t 保存" in screen_text(app)
        await press(pilot, "=记一笔", "enter")
        screen_of(app, NoteScreen)
        await press(pilot, "f12")
        screen_of(app, WorklistScreen)
        await press(pilot, "2", "enter", "x")
        assert "F12 确定  F9 常用的话  F11 取消" in screen_text(app)
        await press(pilot, "f9")
        assert REFUSALS[0] in screen_text(app)
        await press(pilot, "f11", "colon", "ctrl+j", "escape")
        assert screen_of(app, PickScreen)._list.cursor == 1
        await press(pilot, "f11")
        screen_of(app, ReviewScreen)


@pytest.mark.parametrize(
    "text, said",
    [
        ('"answer.apply" = "s"', "“办理”（answer.apply）的键是 s，打字时它就按不着了"),
        ('"dialog.leave" = ["q", "home"]', "的键是 q、Home，打字时它就按不着了"),
        ('"answer.apply" = "Esc"', "Esc 既是"),
        ('"choose.down" = "ctrl+s"', "ctrl+s 既是"),
        ('"line.enter" = "↓"', "↓ 既是"),
        ('"dialog.leave" = []', "dialog.leave 没有键"),
    ],
)
def test_a_dialog_is_never_without_its_keys(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_own_keys(written(tmp_path, f"[keys]\n{text}\n"))
    assert said in caught.value.message


def test_empty_states_name_the_person_s_own_keys() -> None:
    own = OwnKeys(NEW_KEYS)
    for write in (empty_ledger, no_documents, no_pairs, no_years):
        lines = " ".join(write(own, writable=True).lines)
        assert f"按 {OWN_NAMES['documents.import']} 导入" in lines
        assert old_names(lines) == []
        looking = " ".join(write(own, writable=False).lines)
        assert "导入。" not in looking
        assert "只看不改" in looking
    for note in (no_items(own), nothing_before(2022, own), hidden_by_filter("路灯", "history.filter", own)):
        assert old_names(" ".join(note.lines)) == []
        assert any(name in " ".join(note.lines) for name in OWN_NAMES.values())


def test_no_sentence_in_the_program_names_a_key_by_itself(root: Path) -> None:
    """Keys stand in sentences by ``press`` and ``hint`` alone."""
    letters = re.compile(
        r"按 ?[a-zA-Z/\[\]=+\-?:](?![\w+])|[^\w+][a-zA-Z] (?:撤销|重做|改|返回|看|导入|筛选)"
        r"|(?:Enter|Esc|Delete|Tab|ctrl\+.|[^\w]F\d+)(?=[ ，。；）]*[\u4e00-\u9fff])"
    )
    modules = [*(root / "tracker" / "tui").rglob("*.py")]
    assert len(modules) > 60
    for module in modules:
        if module.name in ("action_table.py", "dialog_actions.py", "review_actions.py"):
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not letters.search(node.value), f"{module.name}:{node.lineno} {node.value}"
