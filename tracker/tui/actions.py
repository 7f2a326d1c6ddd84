"""The one table of what a person can do. Bindings, footer, palette and help are all made from it.

Every letter key has a twin that still arrives while a Chinese input method is on (an arrow, a function key, ctrl with a
letter), and ``/ ? :`` are bound together with the full-width marks that such a method sends instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Place(StrEnum):
    """Where a key works. Several places are in force on each screen, see ``SCREENS``."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    TEXT = "text"
    ITEM = "item"
    WORKLIST = "worklist"
    FILTER = "filter"
    DETAIL = "detail"
    SOURCE = "source"
    YEAR_ON_YEAR = "year_on_year"


PLACE_TITLES = {
    Place.EVERYWHERE: "任何地方",
    Place.LIST: "在列表里",
    Place.TEXT: "在正文里",
    Place.ITEM: "对选中的一项",
    Place.WORKLIST: "台账",
    Place.FILTER: "输入筛选时",
    Place.DETAIL: "一项的详情",
    Place.SOURCE: "报告原文",
    Place.YEAR_ON_YEAR: "逐年对账",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do, with the keys that do it."""

    id: str
    """Stable name; users remap keys by it."""
    place: Place
    keys: tuple[str, ...]
    """Names of keys as Textual knows them; the first two are shown to people. Empty: only the palette has it."""
    run: str
    """The Textual action it runs, such as ``move_item`` for the method ``action_move_item``."""
    label: str
    """Two to four words for footer and palette."""
    help: str
    """One sentence for the help screen."""
    hint: int = 0
    """Rank among the hints of the footer, 1 comes first; 0 is never shown there."""
    palette: bool = True
    """False for plain movement, which nobody looks for in a palette."""


def _move(name: str, place: Place, keys: tuple[str, ...], run: str, label: str) -> Action:
    return Action(name, place, keys, run, label, f"{label}。", palette=False)


# Two lines an action, so that the table can be read as one.
ACTIONS: tuple[Action, ...] = (
    Action("app.help", Place.EVERYWHERE, ("question_mark", "f1", "fullwidth_question_mark"), "app.show_help", "帮助",
           "列出这里能用的全部按键。", hint=8),
    Action("app.palette", Place.EVERYWHERE, ("colon", "ctrl+p", "fullwidth_colon"), "app.show_palette", "命令",
           "按名字找命令，找到就执行。", palette=False),
    Action("app.worklist", Place.EVERYWHERE, ("1",), "app.show_mode('worklist')", "台账",
           "转到台账：全部问题和承诺。"),
    Action("app.year-on-year", Place.EVERYWHERE, ("2",), "app.show_mode('year_on_year')", "对账",
           "转到逐年对账：上一年的每一项，下一年的报告怎么说。"),
    Action("app.next-pane", Place.EVERYWHERE, ("tab",), "app.focus_next", "换窗格",
           "把光标移到下一个窗格；shift+tab 移到上一个。", palette=False),
    Action("app.refresh", Place.EVERYWHERE, ("ctrl+r",), "refresh_all", "刷新",
           "重新读取台账，光标留在原来那一项上。"),
    Action("app.theme", Place.EVERYWHERE, (), "app.switch_theme", "换深浅色",
           "在深色和浅色之间切换。"),
    Action("app.back", Place.EVERYWHERE, ("escape",), "back", "返回",
           "离开眼前的临时状态：先清除筛选，再退回上一个画面。", hint=7, palette=False),
    Action("app.quit", Place.EVERYWHERE, ("q", "ctrl+q"), "app.quit", "退出",
           "退出程序；台账里的改动都已保存。", hint=9),
    _move("list.down", Place.LIST, ("down", "j"), "cursor_down", "下一行"),
    _move("list.up", Place.LIST, ("up", "k"), "cursor_up", "上一行"),
    _move("list.page-down", Place.LIST, ("pagedown", "ctrl+d"), "page_down", "下一页"),
    _move("list.page-up", Place.LIST, ("pageup", "ctrl+u"), "page_up", "上一页"),
    _move("list.first", Place.LIST, ("home", "g"), "first", "第一行"),
    _move("list.last", Place.LIST, ("end", "G"), "last", "最后一行"),
    Action("list.open", Place.LIST, ("enter",), "open", "打开",
           "打开光标所在的一行；再点一下那一行也行。", hint=1, palette=False),
    _move("text.down", Place.TEXT, ("down", "j"), "scroll_down", "下一行"),
    _move("text.up", Place.TEXT, ("up", "k"), "scroll_up", "上一行"),
    _move("text.page-down", Place.TEXT, ("pagedown", "ctrl+d", "space"), "page_down", "下一页"),
    _move("text.page-up", Place.TEXT, ("pageup", "ctrl+u"), "page_up", "上一页"),
    _move("text.first", Place.TEXT, ("home", "g"), "scroll_home", "开头"),
    _move("text.last", Place.TEXT, ("end", "G"), "scroll_end", "结尾"),
    Action("item.move", Place.ITEM, ("s", "f3"), "move_item", "改状态",
           "改这一项的状态，要写明依据；改动连同时间和人一起记入经过。", hint=3),
    Action("item.source", Place.ITEM, ("o", "f6"), "open_source", "看原文",
           "打开报告全文，停在这一项的出处上。", hint=2),
    Action("item.copy", Place.ITEM, ("y", "f7"), "copy_item", "复制",
           "把编号和原文引文复制到剪贴板。"),
    Action("worklist.filter", Place.WORKLIST, ("slash", "ctrl+f", "ideographic_comma"), "filter", "筛选",
           "边输边筛。写文字、@单位、#状态、!对账结论、年份，用空格隔开。", hint=4),
    Action("worklist.pick-filter", Place.WORKLIST, ("f", "f8"), "pick_filter", "选条件",
           "从列表里挑单位、年份、类别、状态和对账结论。"),
    Action("worklist.outstanding", Place.WORKLIST, ("t", "f9"), "toggle_outstanding", "只看未办结",
           "只看还没办结的，再按一次看全部。"),
    Action("filter.done", Place.FILTER, ("enter", "down"), "screen.leave_filter", "回到列表",
           "保留筛选，回到列表。", hint=1, palette=False),
    Action("filter.clear", Place.FILTER, ("escape",), "screen.clear_filter", "清除筛选",
           "清除筛选，回到列表。", hint=2, palette=False),
    Action("detail.next", Place.DETAIL, ("n", "ctrl+down"), "step(1)", "下一项",
           "看台账里的下一项。", hint=1),
    Action("detail.previous", Place.DETAIL, ("N", "ctrl+up"), "step(-1)", "上一项",
           "看台账里的上一项。"),
    Action("source.next", Place.SOURCE, ("n", "ctrl+down"), "step(1)", "下一处",
           "跳到这份报告里的下一处出处。", hint=1),
    Action("source.previous", Place.SOURCE, ("N", "ctrl+up"), "step(-1)", "上一处",
           "跳到这份报告里的上一处出处。", hint=2),
    Action("year.pair", Place.YEAR_ON_YEAR, ("p", "f8"), "pick_pair", "换报告",
           "选哪个单位、哪两年的报告对账。", hint=4),
    Action("year.newer", Place.YEAR_ON_YEAR, ("c", "f9"), "open_newer", "看新报告",
           "打开下一年的报告全文，停在它答复这一项的地方。", hint=5),
    Action("year.next-pair", Place.YEAR_ON_YEAR, ("n", "ctrl+down"), "step_pair(1)", "下一对",
           "换到下一对报告。"),
    Action("year.previous-pair", Place.YEAR_ON_YEAR, ("N", "ctrl+up"), "step_pair(-1)", "上一对",
           "换到上一对报告。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScreenKeys:
    """Which places are in force on a screen."""

    always: tuple[Place, ...]
    """Those of the screen itself, its own first."""
    focused: tuple[Place, ...]
    """Those of its widgets; only the one that has the focus counts."""
    without: frozenset[str] = frozenset()
    """Ids of actions of these places that have no sense here."""

    def actions(self, *places: Place) -> tuple[Action, ...]:
        """The actions of some of its places, place by place, each in the order of the table."""
        return tuple(action for action in actions_of(*places) if action.id not in self.without)


SCREENS: dict[str, ScreenKeys] = {
    "worklist": ScreenKeys((Place.WORKLIST, Place.ITEM, Place.EVERYWHERE), (Place.LIST, Place.TEXT, Place.FILTER)),
    "detail": ScreenKeys((Place.DETAIL, Place.ITEM, Place.EVERYWHERE), (Place.TEXT,)),
    "source": ScreenKeys((Place.SOURCE, Place.ITEM, Place.EVERYWHERE), (Place.TEXT,), frozenset({"item.source"})),
    "year_on_year": ScreenKeys((Place.YEAR_ON_YEAR, Place.ITEM, Place.EVERYWHERE), (Place.LIST, Place.TEXT)),
}

_KEY_NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "escape": "Esc",
    "tab": "Tab",
    "enter": "Enter",
    "space": "空格",
    "down": "↓",
    "up": "↑",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "ctrl+down": "ctrl+↓",
    "ctrl+up": "ctrl+↑",
    "fullwidth_question_mark": "？",
    "fullwidth_colon": "：",
    "ideographic_comma": "、",
}


def actions_of(*places: Place) -> tuple[Action, ...]:
    """The actions of some places, place by place, each in the order of the table."""
    return tuple(action for place in places for action in ACTIONS if action.place is place)


def bindings(actions: Iterable[Action]) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The key bindings of some actions, for ``BINDINGS`` of a screen or widget."""
    return [
        Binding(",".join(action.keys), action.run, action.label, show=False, id=action.id)
        for action in actions
        if action.keys
    ]


def key_name(key: str) -> str:
    """What people call a key: ``/`` for ``slash``, ``F3`` for ``f3``."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def hints_of(actions: Iterable[Action], limit: int = 7) -> tuple[Action, ...]:
    """The actions that the footer shows: at most ``limit``, by rank."""
    return tuple(sorted((action for action in actions if action.hint), key=lambda action: action.hint)[:limit])
