"""Checks over the years and between problems and commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.scrutiny.cases import Case, Hit, Limits

_TAKEN_UP = frozenset(Status) - {Status.MERGED, Status.REJECTED}

_NOT_CLOSED = "实地看一看改没改；没有改好就接着整改，不要销号"


def came_back(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Said to be put right, or closed here, and there again in the next report."""
    for case in cases:
        if case.verdict is Verdict.CONTESTED:
            mend = "" if case.status is Status.CLOSED else _NOT_CLOSED
            yield Hit((case.number,), f"{case.verdict_year} 年度报告说改好了，同一份报告又列了出来", mend)
        elif case.verdict is Verdict.RECURRING and case.status is Status.CLOSED:
            yield Hit((case.number,), f"这里已经销号，{case.verdict_year} 年度报告又列了出来")


def no_commitment(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """A problem that no commitment of its report answers, and for which no measures were written since."""
    for case in cases:
        unanswered = case.kind is ItemKind.PROBLEM and case.from_report and not case.linked
        if unanswered and case.status in _TAKEN_UP and not case.measures.strip():
            yield Hit((case.number,), f"报告里没有一条打算针对它：{case.title}")


def no_problem(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """A commitment that answers none of the report's problems."""
    for case in cases:
        if case.kind is ItemKind.COMMITMENT and case.from_report and not case.linked and case.status in _TAKEN_UP:
            yield Hit((case.number,), f"没有针对报告里的哪个问题：{case.title}")
