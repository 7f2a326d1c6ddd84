"""Statements that go on from one problem called by name to the next: “甲”已整改，“乙”正在推进."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_draft import ITEM_STATUS, Draft, Item
from tracker.extraction.closure_names import measures_in
from tracker.extraction.closure_origin import by_analogy
from tracker.extraction.closure_outcome import read_outcome
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_BY_NAME = lazily(r"“(?P<title>[^”\n]{2,80})”的?(?:问题|不足|短板|毛病)?")
_FURTHER = compiled(r"[^，。；：]{3,40}?(?:问题|不足|短板|毛病|隐患)$")


def before_another(text: str, tail: list[Stretch]) -> list[Stretch]:
    """The clauses that speak of a problem called by name: those before another one is, “甲”已整改，“乙”正在推进."""
    another = (
        number
        for number, part in enumerate(tail)
        if (number and _BY_NAME().match(text, *part)) or by_analogy(text, part.start, *part)
    )
    return tail[: next(another, len(tail))]


def add_further_items(text: str, draft: Draft, rest: Sequence[Stretch]) -> None:
    """A问题，通过…，已整改销号；B问题，通过…，已整改销号: one statement of one origin that names two problems."""
    for number, clause in enumerate(rest):
        named = _BY_NAME().match(text, *clause)
        further = text[clause.start - 1] == "；" and _FURTHER.match(text, *clause)
        if clause.start < draft.end or not (named or further):
            continue
        title, tail = clause, list(rest[number + 1 :])
        if named is not None:
            title = Stretch(*named.span("title"))
            tail = ([Stretch(named.end(), clause.end)] if named.end() < clause.end else []) + tail
            tail = before_another(text, tail)
        outcome = read_outcome(text, tail, None)
        if outcome is None or not outcome.hard or outcome.status is None:
            return
        draft.items.append(Item(title, ITEM_STATUS[outcome.status]))
        draft.measures.extend(measures_in(text, [part for part in tail if part.start < outcome.end]))
        draft.end = outcome.end
        if outcome.status is not draft.status:
            draft.status = ClosureStatus.PARTIAL
