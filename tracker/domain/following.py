"""What following up gives: for each older item what the newer report says of it. A proposal, never a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.kinds import ActionStanding, ItemKind, Origin, Verdict
from tracker.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the newer report that answers an older item."""

    span: Span
    score: float
    """0 to 1: how surely the passage speaks of the item."""


@dataclass(frozen=True, slots=True)
class ActionFollowUp:
    """What the newer report says of one thing that a commitment said would be done."""

    standing: ActionStanding
    span: Span | None = None
    """The passage of the newer report that says so; ``None`` where there is no trace."""
    score: float | None = None
    """0 to 1: how surely the passage speaks of it; ``None`` where there is none."""


def overdue(standing: ActionStanding, deadline: date | None, *, today: date) -> bool:
    """True where the day by which a thing was to be done has passed and no report says that it is done."""
    return standing is not ActionStanding.DONE and deadline is not None and deadline < today


def statement_around(claim: Span, statements: Sequence[Span]) -> int | None:
    """Place of the closure statement that shares most with a claim; ``None`` where none shares anything."""
    shared = [claim.overlap(statement) for statement in statements]
    most = max(shared, default=0)
    return shared.index(most) if most else None


def measures_of(
    claim: Span, measures: Sequence[Span], others: Sequence[Span], *, several: bool
) -> tuple[tuple[Span, ...], bool]:
    """Which of a closure statement's measures may be those of a claim in it, and whether others share them.

    Args:
        claim: the claim of one item.
        measures: those that the statement names.
        others: the claims of other items in the same statement.
        several: whether the statement counts more than one problem.
    """
    inside = tuple(one for one in measures if one.overlap(claim))
    own = inside or tuple(one for one in measures if not any(one.overlap(other) for other in others))
    if others:
        return own, not inside or any(one.overlap(other) for one in own for other in others)
    return own, several and len(own) == len(measures)


@dataclass(frozen=True, slots=True)
class ItemFollowUp:
    """What became of one problem or commitment of the older report, judged from the newer report alone."""

    item_id: str
    """Id of the older report's problem (``p1``) or commitment (``c1``)."""
    kind: ItemKind
    verdict: Verdict
    reason: str
    """One Chinese sentence that tells a person why."""
    claim: Span | None = None
    """Where the newer report says that it is put right or under way."""
    evidence: tuple[Evidence, ...] = ()
    recurs_as: str | None = None
    """Id of the newer report's problem that is the same one."""
    repeated_as: str | None = None
    """Id of the newer report's commitment that promises the same again."""
    actions: tuple[ActionFollowUp, ...] = ()
    """For a commitment: one for each of its actions, in their order."""
    score: float | None = None
    """0 to 1: how sure the verdict is; ``None`` where that is not told."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A count claimed by the newer report held against what the older report listed."""

    origin: Origin
    claimed_total: int
    ledger_total: int

    @property
    def match(self) -> bool:
        """True where both counts agree."""
        return self.claimed_total == self.ledger_total


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The newer report held against the whole older one."""

    items: tuple[ItemFollowUp, ...]
    """One for every problem, then one for every commitment, in the older report's order."""
    reconciliation: tuple[Reconciliation, ...] = ()
