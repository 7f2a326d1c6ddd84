"""Reading an item where a person says that one stands: the person sets the bounds, the rest is told from the words."""

from __future__ import annotations

from tracker.domain.errors import UsageError
from tracker.domain.kinds import ItemKind, Where
from tracker.domain.report import Action, Commitment, Extraction, Identity, PlainText, Problem
from tracker.domain.spans import Span
from tracker.extraction.actions import find_actions
from tracker.extraction.entries import headline
from tracker.extraction.particulars import with_particulars
from tracker.extraction.view import view_of

SURE = 1.0
"""What a person has marked out needs no guess."""


def read_at(
    source: PlainText,
    kind: ItemKind,
    span: Span,
    *,
    id: str,  # noqa: A002 - what it is called everywhere
    year: int | None,
    where: Where = Where.LIST,
    confidence: float = SURE,
) -> Problem | Commitment:
    """The problem or commitment that stands in ``span`` of the stored text, with its headline, actions and particulars.

    Args:
        source: the report.
        kind: which of both it is.
        span: its place, taken as it is.
        id: its id within the report.
        year: the year reported on, for deadlines.
        where: for a problem: in the list of problems, or told elsewhere.
        confidence: of the item.

    Raises:
        UsageError: there are no words in that place.
    """
    view = view_of(source)
    start, end = view.range(span)
    if start >= end or not any(character.isalnum() for character in view.text[start:end]):
        raise UsageError("这一段里没有文字", "请选有文字的一段")
    title = headline(view.text, start, end)
    words = view.text[slice(*title)]
    identity = Identity(None, year)
    if kind is ItemKind.PROBLEM:
        problem = Problem(id, words, span, where, confidence)
        return with_particulars(source, Extraction(identity, problems=(problem,))).problems[0]
    actions = tuple(
        Action(view.span(action.start, action.end), action.deadline, action.checkable)
        for action in find_actions(view.text, start, end, year=year, title=title)
    )
    commitment = Commitment(id, words, span, actions, confidence=confidence)
    return with_particulars(source, Extraction(identity, commitments=(commitment,))).commitments[0]
