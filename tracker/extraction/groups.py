"""Labels that say where problems lie and not what they are, with the matters that stand below them.

（一）思想认识方面 and then lines that nothing counts: - 学得零散。 - 学用结合不紧。
"""

from __future__ import annotations

from tracker.extraction.stretches import Stretch, lines
from tracker.lexicon.compiling import compiled

_GROUP_TITLE = compiled(
    r"(?:方面|层面|领域|维度)(?:的?(?:问题|不足|差距|短板))?$|^[^，。]{2,10}类$"
    # （一）关于服务群众方面，主要是办法不多：
    r"|^(?:关于|在)[^，。]{2,20}方面，主要[是有][^，。]{2,24}$|^(?:与|和|同|跟|对照|对比)[^，。]{2,16}比(?:较|起来)?[^，。]{0,8}$"
)
_LABEL_MAX = 30
_COME = compiled(
    "[^。；\n]{0,50}(?:以下|如下|下列)[^。；：\n]{0,6}(?:问题|不足|短板|挑战|困难|差距|表现)[^。；：\n]{0,4}："
)
_SEVERAL = 2
_MATTER_MIN, _MATTER_MAX = 8, 90


def is_group_label(title: str) -> bool:
    """Whether a headline says where problems lie and not what they are: 思想认识方面."""
    return len(title) <= _LABEL_MAX and bool(_GROUP_TITLE.search(title))


def announces_below(text: str, start: int, end: int) -> bool:
    """Whether an entry says below its first line that several matters follow: 仍存在以下问题：."""
    first = text.find("\n", start, end)
    return first >= 0 and _COME.match(text, first + 1, end) is not None


def lines_below(text: str, start: int, end: int) -> list[Stretch]:
    """The lines of ``[start, end)`` below the label in its first, where each is a matter by itself; else none."""
    label, *below = [Stretch(*line) for line in lines(text, start, end)]
    if len(below) > _SEVERAL and _COME.fullmatch(text, *below[0]):
        below = below[1:]
    if not all(_MATTER_MIN <= stop - begin <= _MATTER_MAX and text[stop - 1] in "。；" for begin, stop in below):
        return []
    return [] if "。" in text[label.start : label.end - 1] else below
