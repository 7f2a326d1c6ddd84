"""Which actions are in force on which screen, and what is made of them: bindings, hints, names of keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding

from tracker.tui.action_table import ACTIONS
from tracker.tui.action_types import PLACE_TITLES, TYPED_IN, Action, Place

__all__ = [
    "ACTIONS",
    "DIALOGS",
    "DIALOG_PLACES",
    "KEY_NAMES",
    "MAIN_SCREENS",
    "PLACE_TITLES",
    "SCREENS",
    "TYPED_IN",
    "WIDE_MARKS",
    "Action",
    "Place",
    "ScreenKeys",
    "actions_of",
    "bindings",
    "hints_of",
    "key_name",
]


@dataclass(frozen=True, slots=True)
class ScreenKeys:
    """Which places are in force on a screen."""

    always: tuple[Place, ...]
    """Those of the screen itself, its own first."""
    focused: tuple[Place, ...]
    """Those of its widgets; only the one that has the focus counts."""
    without: frozenset[str] = frozenset()
    """Ids of actions of these places that have no sense here."""
    unhinted: frozenset[str] = frozenset()
    """Ids of actions that work here but give their room in the footer to others."""

    def actions(self, *places: Place) -> tuple[Action, ...]:
        """The actions of some of its places, place by place, each in the order of the table."""
        return tuple(
            replace(action, hint=0) if action.id in self.unhinted else action
            for action in actions_of(*places)
            if action.id not in self.without
        )

    def in_force(self, focused: Place | None = None) -> tuple[Action, ...]:
        """The actions that work while a widget of one of its places has the focus."""
        there = () if focused is None else _TOGETHER.get(focused, (focused,))
        return self.actions(*dict.fromkeys((*self.always, *there)))


_MODES = frozenset(action.id for action in ACTIONS if action.run.startswith("app.show_mode("))

_NOT_WHILE_MOVING = frozenset({"app.next-pane", "app.undo", "app.redo"})

MAIN_SCREENS: dict[str, ScreenKeys] = {
    "worklist": ScreenKeys(
        (Place.WORKLIST, Place.ITEM, Place.EVERYWHERE), (Place.LIST, Place.TEXT, Place.QUERY, Place.MARKS)
    ),
    "detail": ScreenKeys((Place.DETAIL, Place.ITEM, Place.EVERYWHERE), (Place.TEXT,)),
    "source": ScreenKeys((Place.SOURCE, Place.ITEM, Place.EVERYWHERE), (Place.TEXT,), frozenset({"item.source"})),
    "documents": ScreenKeys(
        (Place.DOCUMENTS, Place.EVERYWHERE),
        (Place.LIST, Place.TEXT, Place.FILTER),
        unhinted=frozenset({"list.open"}),  # it is what 核对 does
    ),
    "review": ScreenKeys(
        (Place.REVIEW, Place.ITEM, Place.EVERYWHERE),
        (Place.LIST, Place.TEXT),
        frozenset({"list.open", "item.edit", "item.deadline", "item.note", "item.evidence"}),
        frozenset({"item.source", "item.move"}),
    ),
    "importing": ScreenKeys((Place.EVERYWHERE,), (Place.LIST, Place.TEXT), _MODES | {"app.refresh"}),
    "bounds": ScreenKeys((Place.BOUNDS, Place.EVERYWHERE), (), _NOT_WHILE_MOVING),
    "cut": ScreenKeys((Place.CUT, Place.EVERYWHERE), (), _NOT_WHILE_MOVING),
    "year_on_year": ScreenKeys(
        (Place.YEAR_ON_YEAR, Place.ITEM, Place.EVERYWHERE),
        (Place.LIST, Place.TEXT),
        unhinted=frozenset({"item.source", "item.move"}),
    ),
    "year": ScreenKeys((Place.YEAR, Place.EVERYWHERE), (Place.LIST,)),
    "history": ScreenKeys((Place.HISTORY, Place.EVERYWHERE), (Place.LIST, Place.TEXT, Place.FILTER)),
    "command": ScreenKeys(
        (Place.HISTORY, Place.EVERYWHERE), (Place.LIST, Place.TEXT), frozenset({"history.filter", "history.person"})
    ),
}
"""The main screens."""

_ON_SCREENS = frozenset(place for keys in MAIN_SCREENS.values() for place in (*keys.always, *keys.focused))
_NO_TAB = frozenset({"dialog.next"})

DIALOGS: dict[str, ScreenKeys] = {
    "ask": ScreenKeys((Place.ANSWER, Place.DIALOG), (Place.FORM, Place.LIST), unhinted=frozenset({"list.open"})),
    "evidence": ScreenKeys(
        (Place.EVIDENCE, Place.ANSWER, Place.DIALOG), (Place.FORM, Place.LIST), unhinted=frozenset({"list.open"})
    ),
    "form": ScreenKeys((Place.OFFER, Place.ANSWER, Place.DIALOG), (Place.LINE,), unhinted=_NO_TAB),
    "judge": ScreenKeys((Place.ANSWER, Place.DIALOG), (Place.LIST, Place.LINE), unhinted=_NO_TAB),
    "write": ScreenKeys((Place.ANSWER, Place.DIALOG), (Place.LIST, Place.LINE), unhinted=_NO_TAB),
    "pick_filter": ScreenKeys((Place.ANSWER, Place.DIALOG), ()),
    "confirm": ScreenKeys((Place.CONFIRM, Place.DIALOG), (Place.TEXT,), unhinted=_NO_TAB),
    "pick": ScreenKeys((Place.CHOOSE, Place.DIALOG), (Place.LINE,), unhinted=_NO_TAB),
    "views": ScreenKeys((Place.VIEWS, Place.CHOOSE, Place.DIALOG), (Place.LINE,), unhinted=_NO_TAB),
    "pick_file": ScreenKeys((Place.FOLDER, Place.CHOOSE, Place.DIALOG), (Place.LINE,), unhinted=_NO_TAB),
    "import_files": ScreenKeys(
        (Place.IMPORT, Place.FOLDER, Place.CHOOSE, Place.DIALOG), (Place.LINE,), unhinted=_NO_TAB
    ),
    "help": ScreenKeys((Place.HELP,), (Place.TEXT,)),
}
"""The dialogs."""

SCREENS = MAIN_SCREENS | DIALOGS

DIALOG_PLACES = frozenset(
    place
    for keys in DIALOGS.values()
    for place in (*keys.always, *keys.focused, Place.LINE)
    if place not in _ON_SCREENS
)
"""The places that only dialogs have."""

_TOGETHER = {Place.FORM: (Place.FORM, Place.LINE)}
"""What else is in force where such a widget has the focus."""

KEY_NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "alt+up": "alt+↑",
    "enter": "Enter",
    "space": "空格",
    "delete": "Del",
    "insert": "Ins",
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "ctrl+down": "ctrl+↓",
    "ctrl+up": "ctrl+↑",
    "ctrl+left": "ctrl+←",
    "ctrl+right": "ctrl+→",
    "left": "←",
    "right": "→",
    "fullwidth_question_mark": "？",
    "fullwidth_colon": "：",
    "ideographic_comma": "、",
    "equals_sign": "=",
    "fullwidth_equals_sign": "＝",
    "minus": "-",
    "fullwidth_hyphen_minus": "－",
    "plus": "+",
    "fullwidth_plus_sign": "＋",
    "left_square_bracket": "[",
    "left_black_lenticular_bracket": "【",
    "right_square_bracket": "]",
    "right_black_lenticular_bracket": "】",
}

WIDE_MARKS = {
    "slash": "ideographic_comma",
    "question_mark": "fullwidth_question_mark",
    "colon": "fullwidth_colon",
    "equals_sign": "fullwidth_equals_sign",
    "minus": "fullwidth_hyphen_minus",
    "plus": "fullwidth_plus_sign",
    "left_square_bracket": "left_black_lenticular_bracket",
    "right_square_bracket": "right_black_lenticular_bracket",
}
"""What a Chinese input method sends in the place of a mark."""


def actions_of(*places: Place) -> tuple[Action, ...]:
    """The actions of some places, place by place, each in the order of the table."""
    return tuple(action for place in places for action in ACTIONS if action.place is place)


def bindings(actions: Iterable[Action]) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The key bindings of some actions, for ``BINDINGS`` of a screen or widget."""
    return [
        Binding(",".join(action.keys), action.run, action.label, show=False, id=action.id, priority=action.first)
        for action in actions
        if action.keys
    ]


def key_name(key: str) -> str:
    """What people call a key: ``/`` for ``slash``, ``F3`` for ``f3``."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    *with_keys, last = key.split("+")
    return "+".join([*with_keys, last.upper() if last[0] == "f" and last[1:].isdigit() else last])


def hints_of(actions: Iterable[Action], limit: int = 7) -> tuple[Action, ...]:
    """The actions that the footer shows: at most ``limit``, by rank. The way to the help is never left out."""
    ranked = sorted((action for action in actions if action.hint), key=lambda action: action.hint)
    helps = [action for action in ranked[limit:] if action.id == "app.help"]
    return (*ranked[: limit - len(helps)], *helps)
