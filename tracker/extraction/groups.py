"""Labels that say where problems lie and not what they are, with the matters that stand below them.

（一）思想认识方面 and then lines that nothing counts: - 学得零散。 - 学用结合不紧。
"""

from __future__ import annotations

from tracker.extraction.stretches import Stretch, lines
from tracker.lexicon.compiling import compiled

_GROUP_TITLE = compiled(
    r"(?:方面|层面|领域|维度)(?:的?(?:问题|不足|差距|短板))?$|^(?:与|和|同|跟|对照|对比)[^，。]{2,16}比(?:较|起来)?[^，。]{0,8}$"
)
_LABEL_MAX = 30
_MATTER_MIN, _MATTER_MAX = 8, 90


def is_group_label(title: str) -> bool:
    """Whether a headline says where problems lie and not what they are: 思想认识方面."""
    return len(title) <= _LABEL_MAX and bool(_GROUP_TITLE.search(title))


def lines_below(text: str, start: int, end: int) -> list[Stretch]:
    """The lines of ``[start, end)`` below the label in its first, where each is a matter by itself; else none."""
    label, *below = [Stretch(*line) for line in lines(text, start, end)]
    if not all(_MATTER_MIN <= stop - begin <= _MATTER_MAX and text[stop - 1] in "。；" for begin, stop in below):
        return []
    return [] if "。" in text[label.start : label.end - 1] else below
