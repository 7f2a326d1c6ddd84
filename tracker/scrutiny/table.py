"""All checks as one table, and running them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.checks import Check, Weight
from tracker.scrutiny import evidence, links, texts
from tracker.scrutiny.cases import Case, Hit, Limits, Warned


@dataclass(frozen=True, slots=True)
class Rule:
    """One check."""

    check: Check
    weight: Weight
    find: Callable[[Sequence[Case], Limits], Iterable[Hit]]
    mend: str
    """What to do about what it finds."""


RULES: tuple[Rule, ...] = (
    Rule(
        Check.EVIDENCE_TOO_EARLY,
        Weight.ALARM,
        evidence.evidence_too_early,
        "换成整改期间形成的佐证；确实是以前就有的制度，说明这次怎么落实的",
    ),
    Rule(
        Check.EVIDENCE_OUTSIDE_ROUND,
        Weight.ALARM,
        evidence.evidence_outside_round,
        "核对日期；补上本轮整改期间的佐证",
    ),
    Rule(
        Check.CAME_BACK,
        Weight.ALARM,
        links.came_back,
        "实地看一看改没改；没有改好就重新打开，写明依据，进入下一轮",
    ),
    Rule(
        Check.COPIED_TEXT,
        Weight.ALARM,
        texts.copied_text,
        "逐项核对，请责任单位按各自的问题写做了什么、成效怎样",
    ),
    Rule(Check.SAME_DAY, Weight.ALARM, evidence.same_day, "抽几项看佐证和现场，确认不是突击销号"),
    Rule(Check.SAME_EVIDENCE, Weight.HINT, evidence.same_evidence, "一份材料能证明几项的，写明分别证明什么"),
    Rule(Check.NO_EVIDENCE, Weight.GAP, evidence.no_evidence, "补上佐证；拿不出的，退回或者重新打开"),
    Rule(Check.MEETINGS_ONLY, Weight.ALARM, texts.meetings_only, "加上看得见、查得着的措施：做什么、做到什么程度"),
    Rule(Check.VAGUE_MEASURES, Weight.HINT, texts.vague_measures, "写明谁、什么时候、做到什么"),
    Rule(Check.OVERDUE, Weight.GAP, evidence.overdue, "抓紧办；确需延期的，写明理由报批"),
    Rule(Check.REVIEW_OVERDUE, Weight.GAP, evidence.review_overdue, "安排复核，写明阶段结果和下次复核日"),
    Rule(Check.NO_DEADLINE, Weight.GAP, evidence.no_deadline, "写明整改时限；一时改不完的，转持续整改"),
    Rule(Check.NO_PERSON, Weight.GAP, evidence.no_person, "写明责任领导和责任人（或责任岗位）"),
    Rule(Check.SELF_VERIFIED, Weight.HINT, evidence.self_verified, "请没有参与整改的人再验一次"),
    Rule(Check.NO_COMMITMENT, Weight.GAP, links.no_commitment, "补上整改措施、责任人和时限"),
    Rule(Check.NO_PROBLEM, Weight.HINT, links.no_problem, "看看是不是漏列了问题，或者只是常规工作"),
)


def scrutinise(
    cases: Sequence[Case],
    limits: Limits,
    *,
    off: Collection[Check] = (),
    only: Collection[Check] = (),
) -> tuple[Warned, ...]:
    """What the checks find, in the order of the table.

    Args:
        cases: the items.
        limits: today, and what the office tolerates.
        off: checks that are left out.
        only: the checks that are made; none for all.
    """
    return tuple(
        Warned(rule.check, rule.weight, hit.numbers, hit.why, hit.mend or rule.mend)
        for rule in RULES
        if rule.check not in off and (not only or rule.check in only)
        for hit in rule.find(cases, limits)
    )
