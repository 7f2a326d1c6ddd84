"""What an action is and where it works. The table of them is ``action_table``; screens import from ``actions``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a key works. Several places are in force on each screen, see ``SCREENS``."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    TEXT = "text"
    ITEM = "item"
    MARKS = "marks"
    WORKLIST = "worklist"
    FILTER = "filter"
    QUERY = "query"
    DETAIL = "detail"
    SOURCE = "source"
    DOCUMENTS = "documents"
    REVIEW = "review"
    BOUNDS = "bounds"
    CUT = "cut"
    YEAR_ON_YEAR = "year_on_year"
    YEAR = "year"
    HISTORY = "history"
    DIALOG = "dialog"
    LINE = "line"
    FORM = "form"
    CHOOSE = "choose"
    ANSWER = "answer"
    OFFER = "offer"
    CONFIRM = "confirm"
    EVIDENCE = "evidence"
    FOLDER = "folder"
    IMPORT = "import"
    VIEWS = "views"
    HELP = "help"


PLACE_TITLES = {
    Place.EVERYWHERE: "任何地方",
    Place.LIST: "在列表里",
    Place.TEXT: "在正文里",
    Place.ITEM: "对选中的一项，或标出的几项",
    Place.MARKS: "标出几项一起办",
    Place.WORKLIST: "台账",
    Place.FILTER: "输入报告或历史的筛选时",
    Place.QUERY: "输入台账的筛选时",
    Place.DETAIL: "一项的详情",
    Place.SOURCE: "报告原文",
    Place.DOCUMENTS: "报告",
    Place.REVIEW: "核对一份报告",
    Place.BOUNDS: "移动起止",
    Place.CUT: "选在哪里拆开",
    Place.YEAR_ON_YEAR: "逐年对账",
    Place.YEAR: "年度",
    Place.HISTORY: "历史",
    Place.DIALOG: "在对话框里",
    Place.LINE: "在对话框里输入一行时",
    Place.FORM: "在表单里",
    Place.CHOOSE: "边输边找的列表",
    Place.ANSWER: "要填写的对话框",
    Place.OFFER: "有常用的话可填时",
    Place.CONFIRM: "几项一起办，请确认",
    Place.EVIDENCE: "佐证",
    Place.FOLDER: "找文件",
    Place.IMPORT: "选要导入的报告",
    Place.VIEWS: "存下的筛选",
    Place.HELP: "帮助",
}

TYPED_IN = frozenset({Place.FILTER, Place.QUERY})
"""Places where letters are typed: only the keys of the place itself are told there."""


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
    writes: bool = False
    """True where it changes the ledger or leads to that alone: it is not offered where that is only looked at."""
    at_terminal: bool = False
    """True where it has to do with files of the machine that the person sits at: not offered in a browser."""
    first: bool = False
    """True where its keys come to it before the line that is being typed in sees them."""


def movement(name: str, place: Place, keys: tuple[str, ...], run: str, label: str) -> Action:
    """Plain movement: help shows it, the palette does not."""
    return Action(name, place, keys, run, label, f"{label}。", palette=False)
