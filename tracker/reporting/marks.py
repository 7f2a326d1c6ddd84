"""What was found in a report as marks on its text: where each lies, what is to be said of it, what it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.kinds import LabelledEnum, Missing, PassageKind
from tracker.domain.lines import flat
from tracker.domain.report import (
    UNSURE,
    Closure,
    Commitment,
    Extraction,
    Metric,
    Particulars,
    PlainText,
    Problem,
    Tally,
    Unplaced,
)
from tracker.domain.spans import Span


class MarkKind(LabelledEnum):
    """What a mark stands for."""

    PROBLEM = "problem", "问题"
    COMMITMENT = "commitment", "承诺"
    ACTION = "action", "措施"
    CLOSURE = "closure", "整改说法"
    TALLY = "tally", "清单数"
    METRIC = "metric", "指标"
    INNER = "inner", "例子、原因、责任、时限"
    UNPLACED = "unplaced", "没有归入的句子"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark."""

    kind: MarkKind
    id: str
    """Unique on the page: ``p1``, ``c2``, ``c2-1`` for an action, ``m7`` …"""
    name: str
    """What people call it: 问题 1."""
    span: Span
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """Names with what is to be said under them; empty ones are left out."""
    links: tuple[str, ...] = ()
    """Ids of the marks that it leads to."""
    doubts: tuple[str, ...] = ()
    """Why a person should look at it."""


def marks_of(source: PlainText, found: Extraction, unplaced: Sequence[Unplaced]) -> tuple[Mark, ...]:
    """All marks, kind by kind in the order of ``MarkKind``, each kind in the order of the text."""
    answered: dict[str, list[str]] = {problem.id: [] for problem in found.problems}
    for promise in found.commitments:
        for name in promise.addresses:
            answered.setdefault(name, []).append(promise.id)
    text = source.text
    return (
        *(_problem(problem, tuple(answered[problem.id])) for problem in found.problems),
        *(_commitment(promise) for promise in found.commitments),
        *(mark for promise in found.commitments for mark in _actions(text, promise)),
        *(_closure(text, at, closure) for at, closure in enumerate(found.closures, start=1)),
        *(_tally(text, at, tally) for at, tally in enumerate(found.tallies, start=1)),
        *(_metric(at, metric) for at, metric in enumerate(found.metrics, start=1)),
        *(mark for problem in found.problems for mark in _inner(problem)),
        *(mark for promise in found.commitments for mark in _inner(promise)),
        *(_unplaced(text, at, one) for at, one in enumerate(unplaced, start=1)),
    )


def _problem(problem: Problem, answers: tuple[str, ...]) -> Mark:
    told = problem.particulars or Particulars()
    return Mark(
        MarkKind.PROBLEM,
        problem.id,
        f"问题 {problem.id[1:]}",
        problem.span,
        problem.title,
        (
            ("出处", problem.where.label),
            ("主题", told.theme.label if told.theme else ""),
            ("程度", _weighed(told)),
            *_passages(told),
            ("把握", f"{problem.confidence:.0%}"),
        ),
        answers,
        _unsure(problem.confidence),
    )


def _commitment(promise: Commitment) -> Mark:
    told = promise.particulars or Particulars()
    days = sorted({action.deadline for action in promise.actions if action.deadline})
    return Mark(
        MarkKind.COMMITMENT,
        promise.id,
        f"承诺 {promise.id[1:]}",
        promise.span,
        promise.title,
        (
            ("主题", told.theme.label if told.theme else ""),
            ("措施", f"{len(promise.actions)} 条" if promise.actions else "没有读出措施"),
            ("时限", "、".join(day.isoformat() for day in days)),
            *_passages(told),
            ("没写明", "、".join(what.label for what in told.missing)),
            ("把握", f"{promise.confidence:.0%}"),
        ),
        promise.addresses,
        (*_unsure(promise.confidence), *(("空泛：没写明做到什么",) if told.vague else ())),
    )


def _actions(text: str, promise: Commitment) -> Iterator[Mark]:
    for number, action in enumerate(promise.actions, start=1):
        yield Mark(
            MarkKind.ACTION,
            f"{promise.id}-{number}",
            f"措施 {promise.id[1:]}.{number}",
            action.span,
            flat(action.span.of(text)),
            (("时限", _day(action.deadline)), ("没写明", "、".join(what.label for what in action.missing))),
            (promise.id,),
            ("没写明做到什么",) if Missing.WHAT in action.missing else (),
        )


def _closure(text: str, number: int, closure: Closure) -> Mark:
    named = "；".join(f"{item.title}（{item.status.label}）" for item in closure.items)
    return Mark(
        MarkKind.CLOSURE,
        f"k{number}",
        f"整改说法 {number}",
        closure.span,
        f"{closure.origin.label}：{closure.status.label}{_counted(closure.total, closure.done)}",
        (("点名", named), ("措施", "；".join(flat(span.of(text)) for span in closure.measures))),
    )


def _tally(text: str, number: int, tally: Tally) -> Mark:
    label = tally.label or flat(tally.span.of(text))
    return Mark(
        MarkKind.TALLY, f"t{number}", f"清单数 {number}", tally.span, f"{label}{_counted(tally.total, tally.done)}"
    )


def _metric(number: int, metric: Metric) -> Mark:
    value = f"{'约 ' if metric.approx else ''}{metric.value:,.10g} {metric.unit}"
    return Mark(MarkKind.METRIC, f"m{number}", f"指标 {number}", metric.span, f"{metric.label}：{value}")


def _inner(item: Problem | Commitment) -> Iterator[Mark]:
    for number, passage in enumerate(item.particulars.passages if item.particulars else (), start=1):
        day = f"（{passage.deadline.isoformat()}）" if passage.deadline else ""
        name = f"{passage.kind.label}"
        yield Mark(
            MarkKind.INNER, f"{item.id}-i{number}", name, passage.span, f"{name}：{passage.words}{day}", (), (item.id,)
        )


def _unplaced(text: str, number: int, one: Unplaced) -> Mark:
    return Mark(
        MarkKind.UNPLACED,
        f"u{number}",
        f"没有归入 {number}",
        one.span,
        flat(one.span.of(text)),
        (("在哪里", one.section.label),),
    )


def _passages(told: Particulars) -> Iterator[tuple[str, str]]:
    for kind in PassageKind:
        if kind is not PassageKind.HEDGE:
            yield kind.label, "；".join(passage.words for passage in told.of(kind))


def _weighed(told: Particulars) -> str:
    words = "、".join(dict.fromkeys(passage.words for passage in told.of(PassageKind.HEDGE)))
    return f"{told.severity.label}（{words}）" if told.severity else ""


def _unsure(confidence: float) -> tuple[str, ...]:
    return (f"把握只有 {confidence:.0%}",) if confidence < UNSURE else ()


def _counted(total: int | None, done: int | None) -> str:
    told = [f"共 {total}" if total is not None else "", f"完成 {done}" if done is not None else ""]
    return f"（{'，'.join(part for part in told if part)}）" if any(told) else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
