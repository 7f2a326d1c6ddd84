"""What is asked while one goes through a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.domain.errors import UsageError
from tracker.services.review_views import ReviewItem
from tracker.services.views import ItemRow
from tracker.tui.cells import one_line
from tracker.tui.review_rows import ReviewRow, sure_enough
from tracker.tui.screens.form import Blank, FormScreen, Values

REFUSALS = ("说的是成绩或工作部署，不是问题", "和别的一项重复", "不归本单位", "是泛泛的表态，不是一条承诺")
ONE_MATTER, SEVERAL = "说的是同一件事", "一段里说了几件事"
_SCORES = (0.95, 0.9, 0.8, 0.7)
_USUAL = 0.9

Do = Callable[[str], ItemRow]
"""Does it, with what was typed."""


def score_of(words: str) -> float:
    """How sure, from 0 to 1: ``90%``, ``90`` or ``0.9``.

    Raises:
        UsageError: it is no such number.
    """
    plain = words.strip().replace("％", "%")
    try:
        number = float(plain.removesuffix("%"))
    except ValueError:
        number = -1.0
    if plain.endswith("%") or number > 1:
        number /= 100
    if not 0 <= number <= 1:
        raise UsageError(f"“{words}”不是把握", "写成 90% 或 0.9")
    return number


def accept_above_form(
    rows: Sequence[ReviewRow], take_up: Callable[[Sequence[ReviewItem]], Sequence[ItemRow]]
) -> FormScreen[Sequence[ItemRow]]:
    """From which score on to confirm, with how many items that would be."""

    def act(values: Values) -> Sequence[ItemRow]:
        found = sure_enough(rows, score_of(values["score"]))
        if not found:
            raise UsageError("没有把握这么高、还待确认的事项", "把把握写低一些，或逐项确认")
        return take_up(found)

    by_count = {len(sure_enough(rows, score)): score for score in reversed(_SCORES)}  # the highest score of each count
    counts = "，".join(f"到 {score:.0%} 的 {count} 项" for count, score in reversed(by_count.items()))
    offered = tuple(f"{score:.0%}" for score in _SCORES)
    standing = f"{by_count[len(sure_enough(rows, _USUAL))]:.0%}"  # one of those told
    blank = Blank("score", "把握到多少就确认", standing, needed="写一个把握，如 90%。", offered=offered)
    return FormScreen(
        "成批确认",
        (blank,),
        act,
        explained=f"待确认的事项里，把握{counts}。确认就是纳入台账，经过里记“已对照原文核对”。",
    )


def title_form(item: ReviewItem, do: Do) -> FormScreen[ItemRow]:
    """Another title."""
    return FormScreen(
        "改标题",
        (Blank("title", "标题", item.row.title, needed="标题不能空着。"),),
        lambda values: do(values["title"]),
        about=f"{item.row.number}  {item.row.kind.label}",
        explained=one_line(item.quote.text, 300),
    )


def refuse_form(item: ReviewItem, do: Do) -> FormScreen[ItemRow]:
    """Why it is no item."""
    blank = Blank("note", "理由", needed="写明为什么不纳入。", offered=REFUSALS)
    return FormScreen(
        "不纳入",
        (blank,),
        lambda values: do(values["note"]),
        about=f"{item.row.number}  {item.row.title}",
        explained="编号留着，不再办理；以后可以恢复。",
    )


def join_form(item: ReviewItem, other: ReviewItem, do: Do) -> FormScreen[ItemRow]:
    """Why two are one matter."""
    gone = f"{other.row.number}“{one_line(other.row.title, 60)}”"
    return FormScreen(
        "和下一项合成一项",
        (Blank("note", "为什么是一回事", ONE_MATTER, needed="写明为什么是一回事。"),),
        lambda values: do(values["note"]),
        about=f"{item.row.number}  {item.row.title}",
        explained=f"{gone}并入 {item.row.number}，原文连成一段。",
    )


def cut_form(item: ReviewItem, parts: int, do: Callable[[str], Sequence[ItemRow]]) -> FormScreen[Sequence[ItemRow]]:
    """Why it is split."""
    offered = (SEVERAL, "责任单位不同", "时限不同")
    return FormScreen(
        "拆开",
        (Blank("note", "为什么拆", SEVERAL, needed="写明为什么拆。", offered=offered),),
        lambda values: do(values["note"]),
        about=f"{item.row.number}  {item.row.title}",
        explained=f"拆成 {parts} 项，各有新编号；{item.row.number} 留着，指向拆出的各项。",
    )
