"""Everything that has a last day: items with their own, and the steps that a source asks for, by urgency.

Nothing of this is stored. A deadline written in the ledger is somebody's decision and goes before the term of the
source; where it is later than that term the reason says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.deadlines import Light, Milestone, Regime, Slip, light_of, schedule, slip_of
from tracker.domain.kinds import LabelledEnum, Origin, Status
from tracker.domain.status import OUTSTANDING, TO_BE_DONE, is_overdue
from tracker.profile.model import Profile


class DueKind(LabelledEnum):
    """What has a last day."""

    ITEM = "item", "事项时限"
    REVIEW = "review", "复核"
    STEP = "step", "来源时限"
    REMINDER = "reminder", "只提醒"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What is known of one item here."""

    number: str
    unit: str
    title: str
    year: int
    """Of the report that raised it, or of its entry."""
    status: Status
    origin: Origin | None = None
    found_on: date | None = None
    due_on: date | None = None
    due_original: date | None = None
    promised_on: date | None = None
    """The last of the days by which the report says it will be done."""
    review_on: date | None = None
    responsible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that has to be done by a day."""

    kind: DueKind
    what: str
    """What has to be done, in words for people."""
    unit: str
    origin: Origin
    """Whose findings they are."""
    numbers: tuple[str, ...]
    """The items that wait for it."""
    due: date
    """The last day on which it is in time."""
    days_left: int
    """Negative where the day has passed."""
    light: Light | None
    slip: Slip | None
    """The level of 督办单 that the rules ask for today."""
    reason: str
    """Why it is due on this day: one Chinese sentence."""
    responsible: str = ""
    """Who answers for it, in words for people; empty where nobody is named."""
    key: str = ""
    """Tells it from all others, today and tomorrow."""
    overdue: bool = False
    """True for an item that is 逾期; a step of a source never is, however many items wait for it."""
    passed: bool = False
    """True for what is overdue, and for a step that confirmed items have not done by its last day."""


def due_list(items: Sequence[Tracked], profile: Profile, *, today: date) -> tuple[Due, ...]:
    """Everything due, the most urgent first."""
    found = [due for item in items for due in _of_item(item, profile, today)]
    found += _of_sources(items, profile, today)
    return tuple(sorted(found, key=lambda due: (due.due, due.kind is DueKind.REMINDER, due.unit, due.numbers)))


def feedback_of(item: Tracked, profile: Profile) -> tuple[Regime, date, bool] | None:
    """The regime of an item, the day it counts from, and whether that day is only assumed; ``None`` without a day."""
    regime = profile.regimes[item.origin or Origin.SELF_REVIEW]
    if item.found_on is not None:
        return regime, item.found_on, False
    if regime.assumed is None:
        return None
    return regime, date(item.year, *regime.assumed), True


def term_of(item: Tracked, profile: Profile) -> tuple[date | None, date] | None:
    """From when (``None``: not known) and until when an item has time; ``None`` where it has no last day.

    ``tracker.ledger.dueness`` tells the same in SQL.
    """
    if item.status is Status.CONTINUING:
        return (None, item.review_on) if item.review_on is not None else None
    due = item.due_on or item.promised_on
    if due is None or item.status not in OUTSTANDING:
        return None
    counted = feedback_of(item, profile)
    return (counted[1] if counted else None, due)


def _of_item(item: Tracked, profile: Profile, today: date) -> Iterator[Due]:
    term = term_of(item, profile)
    if term is None:
        return
    start, due = term
    if item.status is Status.CONTINUING:
        yield _due(
            profile,
            today,
            kind=DueKind.REVIEW,
            what=f"复核：{item.title}",
            items=(item,),
            start=start,
            due=due,
            reason=f"持续整改，定在 {due} 复核",
            key=f"review-{item.number}",
        )
        return
    reason = f"报告承诺的时限 {due}" if due == item.promised_on else f"台账写的整改时限 {due}"
    if item.due_on and item.due_original and item.due_original != due:
        reason += f"，原定 {item.due_original}，已延期"
    counted = feedback_of(item, profile)
    if counted and not counted[2]:
        last = schedule(counted[0], counted[1], profile.calendar)[-1]
        if last.due < due:
            reason += f"；比{counted[0].name}规定的 {last.due} 晚"
    if due < today and item.status not in TO_BE_DONE:
        reason += "；还没有确认，不算逾期"
    yield _due(
        profile,
        today,
        kind=DueKind.ITEM,
        what=item.title,
        items=(item,),
        start=start,
        due=due,
        reason=reason,
        key=f"item-{item.number}",
    )


def _of_sources(items: Sequence[Tracked], profile: Profile, today: date) -> Iterator[Due]:
    batches: dict[tuple[str, Origin, date, bool], list[Tracked]] = defaultdict(list)
    regimes: dict[Origin, Regime] = {}
    for item in items:
        if item.status in OUTSTANDING and (counted := feedback_of(item, profile)):
            regime, feedback, assumed = counted
            regimes[regime.origin] = regime
            batches[item.unit, regime.origin, feedback, assumed].append(item)
    for (unit, origin, feedback, assumed), batch in batches.items():
        for milestone in schedule(regimes[origin], feedback, profile.calendar):
            waiting = _waiting(milestone, batch)
            reminder = not milestone.step.waits_in
            if not waiting or (reminder and milestone.due < today):
                continue
            yield _due(
                profile,
                today,
                kind=DueKind.REMINDER if reminder else DueKind.STEP,
                what=milestone.step.name,
                items=waiting,
                start=milestone.start,
                due=milestone.due,
                reason=_why(regimes[origin], milestone, feedback, assumed=assumed, waiting=len(waiting)),
                key=f"{origin.value}-{milestone.step.key}-{feedback:%Y%m%d}-{unit}",
                assumed=assumed,
            )


def _waiting(milestone: Milestone, batch: Sequence[Tracked]) -> tuple[Tracked, ...]:
    """The items of a batch that have not done a step. One with a deadline of its own is closed by that."""
    waits_in = milestone.step.waits_in
    if not waits_in:
        return tuple(batch)
    to_the_end = Status.IN_VERIFICATION in waits_in
    return tuple(item for item in batch if item.status in waits_in and not (to_the_end and item.due_on))


def _why(regime: Regime, milestone: Milestone, feedback: date, *, assumed: bool, waiting: int) -> str:
    step = milestone.step
    start = f"{feedback} 起" + ("（台账没有写反馈日，按年度推算）" if assumed else "")
    names: Mapping[str, str] = {other.key: other.name for other in regime.steps}
    after = f"“{names[step.after]}”截止后 " if step.after else ""
    basis = f"，依据：{step.basis}" if step.basis else ""
    state = f"{waiting} 项还没有做到" if step.waits_in else "台账看不出做没做，只提醒"
    return f"{regime.name} {start}，{after}{step.term}内{basis}；{state}"


def _due(
    profile: Profile,
    today: date,
    *,
    kind: DueKind,
    what: str,
    items: Sequence[Tracked],
    start: date | None,
    due: date,
    reason: str,
    key: str,
    assumed: bool = False,
) -> Due:
    # Nobody is sent a slip for a day that the program made up, or for what it cannot see or nobody has confirmed.
    confirmed = any(item.status in TO_BE_DONE for item in items)
    counts = kind is not DueKind.REMINDER and not assumed and confirmed
    overdue = kind in {DueKind.ITEM, DueKind.REVIEW} and any(is_overdue(one.status, due, today=today) for one in items)
    return Due(
        kind=kind,
        what=what,
        unit=items[0].unit,
        origin=items[0].origin or Origin.SELF_REVIEW,
        numbers=tuple(item.number for item in items),
        due=due,
        days_left=(due - today).days,
        light=light_of(profile.lights, start=start, due=due, today=today, confirmed=confirmed),
        slip=slip_of(profile.slips, start=start, due=due, today=today) if counts else None,
        reason=reason,
        responsible=_responsible(items),
        key=key,
        overdue=overdue,
        passed=overdue or (kind is DueKind.STEP and confirmed and due < today),
    )


def _responsible(items: Sequence[Tracked]) -> str:
    """Who answers for all of them; where it is not the same for all, for how many somebody does."""
    if len({frozenset(item.responsible.split("、")) for item in items}) == 1:
        return items[0].responsible
    return f"{len(items)} 项中 {sum(bool(item.responsible) for item in items)} 项写了，见各项"
