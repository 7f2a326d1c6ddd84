"""Reads one report: cleaned view, enumerators, sections, and then each finder in turn."""

from __future__ import annotations

from bisect import bisect_right

from tracker.domain.kinds import ClosureStatus, Origin, SectionKind, Where
from tracker.domain.report import Action, Closure, Commitment, Extraction, PlainText, Problem, Section
from tracker.extraction.bullets import bullet_marks
from tracker.extraction.candidates import Found
from tracker.extraction.closures import find_closures
from tracker.extraction.commitments import FoundCommitment, list_commitments
from tracker.extraction.evidence import confidence
from tracker.extraction.identity import identify
from tracker.extraction.links import link
from tracker.extraction.metrics import find_metrics
from tracker.extraction.open_matters import LEFT_OVER, inline_problems, outside
from tracker.extraction.outline import find_openers
from tracker.extraction.problems import list_problems
from tracker.extraction.scope import Scope
from tracker.extraction.scoping import find_scopes
from tracker.extraction.speech import find_markers
from tracker.extraction.tallies import find_tallies
from tracker.extraction.traditional import as_written
from tracker.extraction.view import View, view_of


def extract(source: PlainText, *, org: str | None = None, year: int | None = None) -> Extraction:
    """All that the report yields; every span points into ``source.text``.

    ``org`` and ``year`` given by the caller outrank what text, file name and folder say.
    """
    view = view_of(source)
    identity = identify(source, view, org=org, year=year)
    text = view.text
    markers = find_markers(text)
    openers = find_openers(text, markers, year=identity.year)
    scopes = find_scopes(text, openers)
    parting = sorted([*markers, *bullet_marks(view, source.text)], key=lambda marker: marker.start)
    listed, merged = list_problems(text, parting, scopes)
    commitments = list_commitments(text, parting, scopes, merged, year=identity.year)
    closures = find_closures(view, scopes, year=identity.year)
    inline = _still_open(view, outside(inline_problems(text, scopes, listed), listed), closures)
    problems, ids = _problems(view, source, listed, inline)
    return Extraction(
        identity=identity,
        sections=tuple(_section(view, scope) for scope in scopes if scope.start < scope.end),
        problems=problems,
        commitments=_commitments(view, source, commitments, listed, inline, ids),
        closures=closures,
        tallies=find_tallies(view, scopes, year=identity.year, closures=closures),
        metrics=find_metrics(view, scopes),
        warnings=(
            *source.warnings,
            *_warnings(scopes, problems, commitments),
            *_long_past(text, commitments, identity.year),
        ),
    )


def _still_open(view: View, inline: list[Found], closures: tuple[Closure, ...]) -> list[Found]:
    """The open matters without what a statement tells of: 多年悬而未决的…画上句号, 解决3个，还有2个没有."""
    if not inline or not closures:
        return inline
    ordered = sorted((*view.range(said.span), at) for at, said in enumerate(closures))
    kept = []
    for matter in inline:
        before = bisect_right(ordered, (matter.start, len(view.text), len(closures)))
        near = (closures[at] for *_, at in ordered[max(0, before - _NEAR) : before])
        if not any(_tells_of(view, said, matter) for said in near):
            kept.append(matter)
    return kept


_NEAR = 4
"""Of the statements that begin before a matter so many last ones may tell of it."""


def _tells_of(view: View, said: Closure, matter: Found) -> bool:
    """Whether an open matter is what a statement says, or what its count leaves in the same sentence."""
    low, high = view.range(said.span)
    if low <= matter.start and matter.end <= high:
        known = said.status is ClosureStatus.DONE or said.total is not None or said.origin is Origin.SELF_REVIEW
        names = (view.range(item.span) for item in said.items)
        called = any(start < matter.end and matter.start < end for start, end in names)
        return known or called or LEFT_OVER().match(view.text, matter.start) is not None
    goes_on = high <= matter.start and "。" not in view.text[high : matter.start]
    return goes_on and said.total is not None and LEFT_OVER().search(view.text, matter.start, matter.end) is not None


def _section(view: View, scope: Scope) -> Section:
    start, end = scope.start, scope.end
    while end > start and view.text[end - 1] in " \n":
        end -= 1
    return Section(scope.kind, view.span(start, max(end, start + 1)), scope.heading)


def _words(view: View, source: PlainText, place: tuple[int, int]) -> str:
    """The words of a headline, in the characters of the report."""
    return as_written(view.text[slice(*place)], source.text, view.origin[slice(*place)])


def _problems(
    view: View, source: PlainText, listed: list[Found], inline: list[Found]
) -> tuple[tuple[Problem, ...], dict[int, str]]:
    """Problems in order of place, and the id that each listed or inline candidate was given (by its start)."""
    where = {id(found): Where.LIST for found in listed} | {id(found): Where.INLINE for found in inline}
    ordered = sorted([*listed, *inline], key=lambda found: found.start)
    problems = tuple(
        Problem(
            f"p{number}",
            _words(view, source, found.title),
            view.span(found.start, found.end),
            where[id(found)],
            confidence(found.evidence),
        )
        for number, found in enumerate(ordered, 1)
    )
    return problems, {found.start: f"p{number}" for number, found in enumerate(ordered, 1)}


def _commitments(
    view: View,
    source: PlainText,
    found: list[FoundCommitment],
    listed: list[Found],
    inline: list[Found],
    ids: dict[int, str],
) -> tuple[Commitment, ...]:
    text = view.text
    order = [*listed, *inline]
    answers = link(
        [(text[p.start : p.end], text[slice(*p.title)]) for p in order],
        [(text[c.start : c.end], text[slice(*c.title)]) for c in found],
        listed=len(listed),
    )
    result = []
    for number, (commitment, linked) in enumerate(zip(found, answers, strict=True), 1):
        chosen = {commitment.problem} if commitment.problem is not None else set(linked)
        if named := _named(commitment, listed):
            chosen = named
        result.append(
            Commitment(
                id=f"c{number}",
                title=_words(view, source, commitment.title),
                span=view.span(commitment.start, commitment.end),
                actions=tuple(Action(view.span(a.start, a.end), a.deadline, a.checkable) for a in commitment.actions),
                addresses=tuple(sorted((ids[order[index].start] for index in chosen), key=lambda p: int(p[1:]))),
                confidence=confidence(commitment.evidence),
            )
        )
    return tuple(result)


def _named(commitment: FoundCommitment, listed: list[Found]) -> set[int]:
    """The problems that a commitment calls by their numbers; none where the numbers do not tell them apart."""
    if not commitment.answers:
        return set()
    ordinals = [found.ordinal for found in listed]
    if any(ordinals.count(ordinal) != 1 for ordinal in commitment.answers):
        return set()
    return {ordinals.index(ordinal) for ordinal in commitment.answers}


def _long_past(text: str, commitments: list[FoundCommitment], year: int | None) -> tuple[str, ...]:
    """What is promised by a day before the year reported on: a slip of the pen, or read wrongly."""
    early = [
        (action.deadline, text[slice(*one.title)])
        for one in commitments
        for action in one.actions
        if year is not None and action.deadline is not None and action.deadline.year < year
    ]
    if not early:
        return ()
    day, title = min(early)
    named = f"“{title}”" + (f"等 {len(early)} 处" if len(early) > 1 else "")
    return (f"{named}的时限 {day} 在报告年度 {year} 以前，请核对原文",)


def _warnings(
    scopes: list[Scope], problems: tuple[Problem, ...], commitments: list[FoundCommitment]
) -> tuple[str, ...]:
    kinds = {scope.kind for scope in scopes}
    found = []
    if SectionKind.PROBLEMS not in kinds:
        found.append("没有找到“存在问题”部分")
    elif not problems:
        found.append("有“存在问题”部分，但没有读出问题")
    if not commitments:
        found.append(
            "没有找到“下一步打算”部分" if SectionKind.NEXT_STEPS not in kinds else "有“下一步打算”部分，但没有读出承诺"
        )
    return tuple(found)
