"""Checks of dates and evidence.

Source: what inspections found and published: rules dated before the problem was raised, papers printed for an old day,
closures without any proof, a whole list closed on one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain.kinds import Status
from tracker.domain.status import is_overdue
from tracker.scrutiny.cases import Case, Hit, Limits

REPORTED_DONE = frozenset({Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED})
"""The states of an item that somebody said is done."""

UNDER_WAY = frozenset({Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION})

_NAMED = 3
"""Titles named in one sentence."""


def evidence_too_early(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Evidence dated before the day of 反馈, or before the year in which it was raised where that day is not known."""
    for case in cases:
        since = case.found_on or (date(case.year, 1, 1) if case.year else None)
        early = [proof for proof in case.proofs_of_round if since and proof.dated < since]
        if early:
            raised = f"{_day(case.found_on)} 才反馈" if case.found_on else f"{case.year} 年度才提出"
            listed = "、".join(f"“{proof.title}”（{_day(proof.dated)}）" for proof in early[:_NAMED])
            yield Hit((case.number,), f"{raised}，{listed}却在这之前")


def evidence_outside_round(cases: Sequence[Case], limits: Limits) -> Iterator[Hit]:
    """Evidence dated before its round began, after it ended, or after today."""
    for case in cases:
        for proof in case.proofs_of_round:
            what = f"“{proof.title}”（{_day(proof.dated)}）"
            if proof.dated > limits.today:
                yield Hit((case.number,), f"{what}的日期还没有到")
            elif case.closed_on and proof.dated > case.closed_on:
                yield Hit((case.number,), f"{_day(case.closed_on)} 已经销号，{what}在这之后")
            elif case.round > 1 and case.opened_on and proof.dated < case.opened_on:
                yield Hit((case.number,), f"第 {case.round} 轮 {_day(case.opened_on)} 才重新打开，{what}是上一轮的")


def same_evidence(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """One file, byte for byte, as evidence of several items."""
    users: dict[str, list[tuple[Case, str]]] = defaultdict(list)
    for case in cases:
        for sha256, title in {proof.sha256: proof.title for proof in case.proofs if proof.sha256}.items():
            users[sha256].append((case, title))
    for used in users.values():
        if len(used) > 1:
            units = {case.unit for case, _ in used}
            where = f"{len(units)} 个单位的 {len(used)} 项" if len(units) > 1 else f"{len(used)} 项"
            yield Hit(tuple(case.number for case, _ in used), f"同一个文件“{used[0][1]}”用在{where}")


def no_evidence(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Said to be done, closed even, without any evidence in this round."""
    for case in cases:
        if case.status in REPORTED_DONE and not case.proofs_of_round:
            earlier = "，上一轮的不算" if case.proofs else ""
            yield Hit((case.number,), f"已经是“{case.status.label}”，本轮没有一份佐证{earlier}")


def same_day(cases: Sequence[Case], limits: Limits) -> Iterator[Hit]:
    """A large part of a unit's closures on one day."""
    closed: dict[str, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        if case.status is Status.CLOSED and case.closed_on:
            closed[case.unit][case.closed_on].append(case.number)
    for unit, days in closed.items():
        total = sum(map(len, days.values()))
        for day, numbers in sorted(days.items()):
            if len(numbers) >= limits.same_day and len(numbers) >= total * limits.same_day_share:
                yield Hit(tuple(numbers), f"{unit}销号 {total} 项，{len(numbers)} 项都在 {_day(day)} 这一天")


def overdue(cases: Sequence[Case], limits: Limits) -> Iterator[Hit]:
    """Past its deadline and not done; 持续整改 has days of its own."""
    for case in cases:
        due = None if case.status is Status.CONTINUING else case.due_on or case.promised_on
        if due is not None and is_overdue(case.status, due, today=limits.today):
            days = (limits.today - due).days
            yield Hit((case.number,), f"时限 {_day(due)}，已过 {days} 天，还是“{case.status.label}”")


def review_overdue(cases: Sequence[Case], limits: Limits) -> Iterator[Hit]:
    """持续整改 without a next review, or with one that has passed."""
    for case in cases:
        if case.status is not Status.CONTINUING:
            continue
        if case.review_on is None:
            yield Hit((case.number,), "没有下次复核日")
        elif case.review_on < limits.today:
            yield Hit(
                (case.number,), f"应在 {_day(case.review_on)} 复核，已过 {(limits.today - case.review_on).days} 天"
            )


def no_deadline(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Under way without a deadline."""
    for case in cases:
        if case.status in UNDER_WAY and case.due_on is None and not case.long_term:
            yield Hit((case.number,), f"已经是“{case.status.label}”，没有写整改时限")


def no_person(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Under way or continuing and nobody answers for it."""
    for case in cases:
        if case.status in UNDER_WAY | {Status.CONTINUING}:
            missing = [
                name for name, value in (("责任领导", case.leader), ("责任人", case.person)) if not value.strip()
            ]
            if missing:
                yield Hit((case.number,), f"已经是“{case.status.label}”，没有写{'和'.join(missing)}")


def self_verified(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Closed by whoever had applied for it."""
    for case in cases:
        if case.status is Status.CLOSED and case.self_verified:
            yield Hit((case.number,), "申请和验收是同一个人")


def _day(day: date) -> str:
    return day.isoformat()
