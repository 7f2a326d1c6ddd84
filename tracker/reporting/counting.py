"""How the report counts. One rule for each figure; every figure keeps the items it was counted from.

Closure rate = 已销号 ÷ 应整改数. 应整改数 is every item but those merged, split or not taken up; 持续整改 is done only
where the office's counting rule says so, and what a report claims never is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding, Origin, Status, Verdict
from tracker.reporting.model import (
    FOLDED,
    USUAL_NAMES,
    Action,
    ClosureReport,
    CountingRule,
    EarlierItem,
    Item,
    NewItem,
    StateNames,
)

NOT_DUE = frozenset(CountingRule().left_out)
"""States whose items nobody has to put right, whatever the rule of counting."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with the numbers of the items that make it up."""

    label: str
    numbers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class Rate:
    """A proportion of counted items."""

    part: int
    whole: int

    def __str__(self) -> str:
        """Percentage to two places; all of them is 100%, nearly all never is, and nothing of nothing has no rate."""
        if not self.whole:
            return "—"
        hundredths = (self.part * 20000 + self.whole) // (2 * self.whole)
        if self.part < self.whole:
            hundredths = min(hundredths, 9999)
        if self.part:
            hundredths = max(hundredths, 1)
        return f"{hundredths // 100}.{hundredths % 100:02d}%"


@dataclass(frozen=True, slots=True)
class Picture:
    """The counts over the items of one kind. The figures of either breakdown add up to ``total``."""

    total: Figure
    """Items that count for themselves: neither merged into another nor split into others."""
    by_verdict: tuple[Figure, ...]
    """One figure for every verdict in the order of precedence, then one for items not held against the report."""
    by_status: tuple[Figure, ...]
    """One figure for every status in the order of the workflow."""
    due: Figure
    """Items that have to be put right: all but those that the rule leaves out."""
    closed: Figure
    """Items that the rule counts as done."""
    self_verified: Figure
    """Closed items that were verified by whoever applied for it."""
    folded: tuple[Figure, ...]
    """Items merged or split, by state; they are in none of the other figures."""

    @property
    def closure_rate(self) -> Rate:
        """Closed items in proportion to those that have to be put right."""
        return Rate(self.closed.count, self.due.count)


@dataclass(frozen=True, slots=True)
class Carried:
    """An outstanding item that goes on into the next year with its number."""

    item: Item | EarlierItem
    age: int
    """1 in the year it was raised, one more for each year after."""


@dataclass(frozen=True, slots=True)
class OriginFigures:
    """What the report of the year states of problems that came from one place."""

    origin: Origin
    statements: int
    claimed_total: int | None
    """Sum of the totals stated; ``None`` where no statement gives one."""
    claimed_done: int | None
    covered: Figure
    """Items of the ledger whose claim stands in one of these statements."""
    stated: Figure
    """Names of the statements, by which the report lists them."""


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """Last year's problems that came from one place."""

    origin: Origin
    total: Figure
    due: Figure
    closed: Figure
    """Those that the rule counts as done."""
    outstanding: Figure

    @property
    def closure_rate(self) -> Rate:
        """Closed ones in proportion to those that have to be put right."""
        return Rate(self.closed.count, self.due.count)


@dataclass(frozen=True, slots=True)
class ActionPicture:
    """The single things that commitments said would be done. Figures hold their names: item and place in it."""

    total: Figure
    by_standing: tuple[Figure, ...]
    """One figure for every standing, then one for what has not been held against the report; they add up to
    ``total``."""
    late: Figure
    """Those whose day has passed while the report does not say that they are done."""


def picture(items: Sequence[Item], rule: CountingRule, names: StateNames = USUAL_NAMES) -> Picture:
    """The counts over ``items``, which are of one kind, by the office's rule."""
    standing = [item for item in items if item.status not in FOLDED]

    def figure(label: str, belongs: Callable[[Item], bool]) -> Figure:
        return Figure(label, tuple(item.number for item in standing if belongs(item)))

    verdicts: tuple[Verdict | None, ...] = (*Verdict, None)
    return Picture(
        total=figure("总数", lambda _: True),
        by_verdict=tuple(
            figure(verdict.label if verdict else "未对照", partial(_has_verdict, verdict)) for verdict in verdicts
        ),
        by_status=tuple(figure(names.of(status), partial(_has_status, status)) for status in Status),
        due=figure("应整改数", lambda item: item.status not in rule.left_out),
        closed=figure(rule.done_label, lambda item: item.status in rule.done),
        self_verified=figure(
            "其中自验",
            lambda item: (
                item.status is Status.CLOSED and item.verification is not None and item.verification.self_verified
            ),
        ),
        folded=folded(items, names),
    )


def folded(items: Sequence[Item | NewItem], names: StateNames = USUAL_NAMES) -> tuple[Figure, ...]:
    """The items merged or split, by state; no figure for a state that has none."""
    figures = (
        Figure(names.of(status), tuple(item.number for item in items if item.status is status))
        for status in Status
        if status in FOLDED
    )
    return tuple(figure for figure in figures if figure.count)


def pictures(report: ClosureReport) -> tuple[Picture, Picture]:
    """The counts over last year's problems and over its commitments."""
    return (
        picture(report.problems, report.counting, report.names),
        picture(report.commitments, report.counting, report.names),
    )


def action_name(number: str, place: int) -> str:
    """What the so-manieth thing (from 1) is called that a commitment said would be done."""
    return f"{number}第{place}条"


def late(item: Item, action: Action, *, on: date) -> bool:
    """True where an outstanding commitment's action should have been done before a day and is not said to be."""
    return item.outstanding and overdue(action.standing or ActionStanding.NO_TRACE, action.deadline, today=on)


def actions_picture(report: ClosureReport) -> ActionPicture:
    """The counts over all actions of last year's commitments but those that nobody has to keep."""
    named = [
        (action_name(item.number, place), item, action)
        for item in report.commitments
        if item.status not in NOT_DUE
        for place, action in enumerate(item.actions, start=1)
    ]
    return ActionPicture(
        total=Figure("承诺事项", tuple(name for name, _, _ in named)),
        by_standing=tuple(
            Figure(standing_label(standing), tuple(name for name, _, one in named if one.standing is standing))
            for standing in (*ActionStanding, None)
        ),
        late=Figure("已过期限", tuple(name for name, item, one in named if late(item, one, on=report.made_on))),
    )


def standing_label(standing: ActionStanding | None) -> str:
    """How an action stands as people read it."""
    return standing.label if standing else "未对照"


def _has_verdict(verdict: Verdict | None, item: Item) -> bool:
    return item.verdict is verdict


def _has_status(status: Status, item: Item) -> bool:
    return item.status is status


def carried_over(report: ClosureReport) -> tuple[Carried, ...]:
    """Every outstanding item, the oldest first; none drops out by being left unmentioned."""
    outstanding: list[Item | EarlierItem] = [*report.earlier, *(item for item in report.items if item.outstanding)]
    carried = [Carried(item, report.year - item.year + 1) for item in outstanding]
    return tuple(sorted(carried, key=lambda one: -one.age))


def by_origin(report: ClosureReport) -> tuple[OriginFigures, ...]:
    """What the report of the year states, by whose problems it speaks of; origins it does not name are left out."""
    figures = []
    for origin in Origin:
        named = [(statement_name(n), one) for n, one in enumerate(report.statements, start=1) if one.origin is origin]
        statements = [one for _, one in named]
        covered = tuple(item.number for item in report.items if item.claim is not None and item.claim_origin is origin)
        if statements or covered:
            totals = [one.total for one in statements if one.total is not None]
            done = [one.done for one in statements if one.done is not None]
            figures.append(
                OriginFigures(
                    origin=origin,
                    statements=len(statements),
                    claimed_total=sum(totals) if totals else None,
                    claimed_done=sum(done) if done else None,
                    covered=Figure(origin.label, covered),
                    stated=Figure(origin.label, tuple(name for name, _ in named)),
                )
            )
    return tuple(figures)


def by_source(report: ClosureReport) -> tuple[SourceFigures, ...]:
    """Last year's problems by who raised them; nobody who raised none."""
    found = []
    for origin in Origin:
        items = [item for item in report.problems if item.origin is origin]
        if items:
            counts = picture(items, report.counting, report.names)
            left = Figure("未办结", tuple(item.number for item in items if item.outstanding))
            found.append(SourceFigures(origin, counts.total, counts.due, counts.closed, left))
    return tuple(found)


def statement_name(place: int) -> str:
    """What the so-manieth closure statement (from 1) of the report of the year is called."""
    return f"表述{place}"


def claimed_elsewhere(report: ClosureReport) -> Figure:
    """Items whose claim stands outside every closure statement."""
    return Figure(
        "整改表述以外",
        tuple(item.number for item in report.items if item.claim is not None and item.claim_origin is None),
    )
