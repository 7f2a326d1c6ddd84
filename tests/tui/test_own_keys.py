"""Keys as a person wants them: read, held against all screens, in force everywhere they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.fakes import FakeGateway, clock, opened, press, screen_text
from tracker.domain.errors import UsageError
from tracker.tui.actions import ACTIONS, key_name
from tracker.tui.app import TrackerApp
from tracker.tui.own_keys import OwnKeys, clashes_of, parse_key, read_own_keys
from tracker.tui.screens.help import HelpScreen
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
