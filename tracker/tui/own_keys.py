"""Keys as a person wants them: one file by the ids of the actions, held against all screens before it is used.

    [keys]
    "item.move" = ["s", "F3"]
    "app.help" = "F1"

The file stands in the user's configuration folder (``keys.toml``), or where ``TRACKER_KEYS`` says.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from textual.keys import Keys, key_to_character

from tracker.domain.errors import UsageError, reason_of
from tracker.tui.actions import (
    ACTIONS,
    DIALOG_PLACES,
    KEY_NAMES,
    PLACE_TITLES,
    SCREENS,
    TYPED_IN,
    Action,
    actions_of,
    key_name,
)
from tracker.tui.editing import EDITING_KEYS

FILE_NAME = "keys.toml"

_BY_ID = {action.id: action for action in ACTIONS}
_BY_NAME = {name.lower(): key for key, name in KEY_NAMES.items()}
_KNOWN = {key.value for key in Keys} | set(KEY_NAMES)
_COMBINED = re.compile(r"((?:ctrl|alt|shift)\+)+")
_FUNCTION = re.compile(r"f([1-9]|1\d|2[0-4])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The keys of the actions that have others than the table says."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By id of the action; an action with no key is found in the palette alone."""

    def applied(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """The actions with the keys that they have for this person."""
        return tuple(
            replace(action, keys=self.keys[action.id]) if action.id in self.keys else action for action in actions
        )

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys of an action, by its id."""
        return self.keys.get(name, _BY_ID[name].keys)

    def press(self, name: str) -> str:
        """How an action is done, to stand in a sentence (press such a key); by its name where it has no key."""
        keys = self.keys_of(name)
        return f"按 {key_name(keys[0])}" if keys else f"用命令“{_BY_ID[name].label}”"

    def hint(self, name: str, label: str = "") -> str:
        """The same at the end of a sentence: key and label.

        Args:
            name: id of the action.
            label: what it does here, where that is not what the table calls it.
        """
        keys = self.keys_of(name)
        return f"{key_name(keys[0])} {label or _BY_ID[name].label}" if keys else f"命令“{_BY_ID[name].label}”"

    @property
    def keymap(self) -> dict[str, str]:
        """The same, for ``App.set_keymap``."""
        return {name: ",".join(keys) for name, keys in self.keys.items()}


def own_keys_of(app: object) -> OwnKeys:
    """The keys in an app: those of the table where it knows of no others."""
    found = getattr(app, "own_keys", None)
    return found if isinstance(found, OwnKeys) else OwnKeys()


def own_keys_file() -> Path:
    """Where a person's keys stand, whether there are any or not."""
    named = os.environ.get("TRACKER_KEYS", "").strip()
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 - only where keys are asked for

    return platformdirs.user_config_path("tracker", appauthor=False) / FILE_NAME


def read_own_keys(path: Path) -> OwnKeys:
    """A person's keys; none where there is no file.

    Raises:
        UsageError: the file makes no sense, names an action or a key that there is not, or gives one key to two
            actions of a screen.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return OwnKeys()
    except OSError as error:
        raise UsageError(f"按键文件“{path}”读不了（{reason_of(error)}）", "请检查路径和权限") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"按键文件“{path}”读不了（{error}）", "改好它，或先挪开它；写法见 tracker keys --help"
        ) from error
    table = data.get("keys", {})
    others = sorted(set(data) - {"keys"})
    if others or not isinstance(table, dict):
        raise UsageError(f"按键文件“{path}”里只能有 [keys] 一节", "写法见 tracker keys --help")
    own = OwnKeys({name: _keys_of(name, value, path) for name, value in table.items()})
    unheard = unheard_of(own)
    if unheard:
        raise UsageError(f"按键文件“{path}”里{unheard[0]}，打字时它就按不着了", "再给一个功能键或 ctrl 组合的键")
    clashes = clashes_of(own)
    if clashes:
        raise UsageError(f"按键文件“{path}”里有冲突：{'；'.join(clashes[:3])}", "每个画面上一个键只能做一件事")
    return own


def clashes_of(own: OwnKeys) -> list[str]:
    """The keys that would do two things in one place, each told in Chinese."""
    found: dict[str, None] = {}
    for keys in SCREENS.values():
        for focused in keys.focused or (keys.always[0],):
            # While letters are typed only the keys of the line itself count.
            actions_here = keys.actions(focused) if focused in TYPED_IN else keys.in_force(focused)
            users: defaultdict[str, list[Action]] = defaultdict(list)
            for action in own.applied(actions_here):
                for key in action.keys:
                    users[key].append(action)
            for key, actions in users.items():
                if len(actions) > 1 and any(action.id in own.keys for action in actions):
                    told = " 和 ".join(f"“{action.label}”（{action.id}）" for action in actions[:2])
                    found[f"{key_name(key)} 既是{told}，在“{PLACE_TITLES[keys.always[0]]}”里"] = None
    return list(found)


def unheard_of(own: OwnKeys) -> list[str]:
    """The actions that could be reached while one types, and cannot by this person's keys, each told in Chinese."""
    return [
        f"“{action.label}”（{name}）的键是 {'、'.join(map(key_name, keys))}"
        for name, keys in own.keys.items()
        if (action := _BY_ID[name]).place in DIALOG_PLACES
        and any(_passes(key, action) for key in action.keys)
        and not any(_passes(key, action) for key in keys)
    ]


def _passes(key: str, action: Action) -> bool:
    """True where a key comes to an action while a line is being typed in, and neither types nor edits."""
    character = key_to_character(key)
    types = character is not None and character.isprintable()
    return not types and (action.first or key not in EDITING_KEYS)


def parse_key(word: str) -> str | None:
    """The key meant by ``?``, ``F3``, ``空格``, ``ctrl+x`` or Textual's own name; ``None`` where there is none."""
    plain = word.strip()
    if _FUNCTION.fullmatch(plain):
        return plain.lower()
    if len(plain) == 1 and plain.isalnum():
        return plain
    if plain.lower() in _BY_NAME:
        return _BY_NAME[plain.lower()]
    if plain in _KNOWN:
        return plain
    combined = _COMBINED.match(plain.lower())
    if combined:
        base = parse_key(plain[combined.end() :])
        return None if base is None else combined[0] + base.lower()
    return None


def _keys_of(name: str, value: object, path: Path) -> tuple[str, ...]:
    if name not in _BY_ID:
        near = difflib.get_close_matches(name, _BY_ID, 1, 0.4)
        hint = f"是不是 {near[0]}？" if near else ""
        raise UsageError(f"按键文件“{path}”里的“{name}”不是一个动作", f"{hint}tracker keys 列出全部动作")
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UsageError(f"按键文件“{path}”里 {name} 的键要写成文字", '例如 "F3"，几个键写成 ["s", "F3"]')
    keys = []
    for word in words:
        key = parse_key(word)
        if key is None:
            raise UsageError(f"按键文件“{path}”里 {name} 的“{word}”不是一个键", "写法如 s、S、F3、ctrl+x、空格、Enter")
        keys.append(key)
    if not keys and not _BY_ID[name].palette:
        raise UsageError(f"按键文件“{path}”里 {name} 没有键", "它不在命令面板里，总要有一个键")
    return tuple(dict.fromkeys(keys))


def listed(own: OwnKeys) -> list[tuple[Action, bool]]:
    """Every action with the keys that it has for this person, and whether these are his own; place by place."""
    return [(action, action.id in own.keys) for place in PLACE_TITLES for action in own.applied(actions_of(place))]
