"""What each item says of itself: theme, how it is weighed, examples, causes, who, until when, and what a promise omits.

Told on demand from the text and what was found in it, so that reading a report costs nothing of it.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.kinds import Missing, PassageKind
from tracker.domain.report import Action, Commitment, Extraction, Particulars, Passage, PlainText, Problem
from tracker.extraction.inner_passages import FoundPassage, inner_passages, weigh
from tracker.extraction.themes import theme_of
from tracker.extraction.vagueness import missing
from tracker.extraction.view import View, view_of
from tracker.lexicon.compiling import compiled


def with_particulars(source: PlainText, found: Extraction) -> Extraction:
    """The same extraction with the particulars of every item, and with what every action leaves unsaid.

    Nothing else changes; asked twice, the answer is the same.
    """
    view = view_of(source)
    year = found.identity.year
    problems = tuple(replace(problem, particulars=_of_problem(view, problem, year)) for problem in found.problems)
    by_id = {problem.id: problem for problem in problems}
    return replace(
        found,
        problems=problems,
        commitments=tuple(_detailed(view, commitment, by_id, year) for commitment in found.commitments),
    )


def _of_problem(view: View, problem: Problem, year: int | None) -> Particulars:
    start, end = view.range(problem.span)
    title = view.text.find(problem.title, start, end)
    severity, hedges = weigh(view.text, start, end, headline=max(title, start) + len(problem.title))
    passages = [*inner_passages(view.text, start, end, year=year, promised=False), *hedges]
    return Particulars(theme_of(view.text[start:end], problem.title), severity, _passages(view, passages))


def _detailed(view: View, commitment: Commitment, problems: dict[str, Problem], year: int | None) -> Commitment:
    start, end = view.range(commitment.span)
    passages = inner_passages(view.text, start, end, year=year, promised=True)
    theme = theme_of(view.text[start:end], commitment.title)
    if theme is None:
        answered = (problems[name].particulars for name in commitment.addresses if name in problems)
        theme = next((particulars.theme for particulars in answered if particulars and particulars.theme), None)
    unsaid = missing(view.text, start, end)
    if any(passage.kind in _PEOPLE for passage in passages):
        unsaid = tuple(what for what in unsaid if what is not Missing.WHO)
    return replace(
        commitment,
        particulars=Particulars(theme, None, _passages(view, passages), unsaid),
        actions=tuple(replace(action, missing=_left_out(view, action)) for action in commitment.actions),
    )


_ONLY_WHO_OR_WHEN = compiled(
    r"[^，。；]{0,14}(?:前|底|内)?(?:全面|全部|如期|按期)?(?:完成|办结|落实到位)|由?[^，。；]{1,14}(?:牵头|负责|配合)"
)


def _left_out(view: View, action: Action) -> tuple[Missing, ...]:
    """What an action leaves unsaid. Where its clause only says who or when, the clauses beside it say what."""
    start, end = view.range(action.span)
    unsaid = missing(view.text, start, end)
    if _ONLY_WHO_OR_WHEN.fullmatch(view.text, start, end):
        return tuple(what for what in unsaid if what is not Missing.WHAT)
    return unsaid


_PEOPLE = frozenset({PassageKind.LEADER, PassageKind.RESPONSIBLE, PassageKind.LEAD_UNIT, PassageKind.SUPPORT_UNIT})


def _passages(view: View, found: list[FoundPassage]) -> tuple[Passage, ...]:
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    return tuple(
        Passage(
            one.kind,
            view.span(one.start, one.end),
            view.text[one.start : one.end].replace("\n", "").rstrip("。；，"),
            one.deadline,
        )
        for one in ordered
    )
