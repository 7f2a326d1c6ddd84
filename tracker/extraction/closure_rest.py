"""What a sentence behind a count says of the problems that are left: …已完成整改3个。剩余1个，即队伍老化，正在推进。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extraction.closure_clauses import clauses
from tracker.extraction.closure_draft import Draft
from tracker.extraction.closure_raised import COUNT, PIECE, number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.patterns import lazily

_LEFT = lazily(
    rf"(?:目前|现在?|但|还|另|尚|仍|其余|剩余|余下|剩下|其中|未完成|未销号|没有?改完|没有?办结|没有?完成|的|有){{0,3}}(?P<n>{COUNT}){PIECE}"
    r"(?:问题|事项)?(?P<said>[^，。；：]*)"
)
_NAMED = lazily(r"(?:即|就是|是|为|主要是|涉及)：?“?(?P<title>[^，。；：“”]{3,40}?)”?(?:的?问题)?")
_UNDONE = lazily("未|没|尚|仍|还|正|待|推进|剩|余|基本|需")


class Rest(NamedTuple):
    """The sentence that tells what is left."""

    end: int
    titles: tuple[Stretch, ...]
    """What it calls the problems that are left."""


def rest_behind(text: str, draft: Draft, following: Sequence[Stretch]) -> Rest | None:
    """What the next sentence of the line says of as many problems as a count leaves undone."""
    if draft.total is None or draft.done is None or draft.done >= draft.total or not following:
        return None
    sentence = following[0]
    if "。" not in text[draft.end : sentence.start] or "\n" in text[draft.end : sentence.start]:
        return None
    left = _LEFT().match(text, *sentence)
    if left is None or number(left["n"]) != draft.total - draft.done or not _UNDONE().search(text, *sentence):
        return None
    parts = clauses(text, *sentence)
    told = (_NAMED().fullmatch(text, *part) for part in (Stretch(left.start("said"), parts[0].end), *parts[1:]))
    return Rest(sentence.end, tuple(Stretch(*named.span("title")) for named in told if named is not None))


_POINTS_ON = lazily(r"(?:具体|逐[项条个]|分项|分述|各项)(?:整改)?(?:情况|来说|来看)?(?:是|为|如下|说来)?：?")


def points_on(text: str, draft: Draft, following: Sequence[Stretch]) -> int | None:
    """Where a sentence ends that only says that the problems follow one by one: 具体是："""
    if draft.total is None or not following or "\n" in text[draft.end : following[0].start]:
        return None
    sentence = following[0]
    return sentence.end if _POINTS_ON().fullmatch(text, sentence.start, sentence.end) else None
