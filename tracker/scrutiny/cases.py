"""What the checks are told of an item, and what they tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.checks import Check, Weight
from tracker.domain.kinds import ItemKind, Origin, Status, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A piece of evidence."""

    title: str
    dated: date
    """The day it says it is of."""
    round: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the checks want to know of one item."""

    number: str
    unit: str
    kind: ItemKind
    title: str
    status: Status
    round: int = 1
    origin: Origin | None = None
    year: int | None = None
    """In which it was raised."""
    found_on: date | None = None
    """The day of 反馈."""
    opened_on: date | None = None
    """The day the present round began."""
    closed_on: date | None = None
    """The day the present round ended."""
    self_verified: bool = False
    measures: str = ""
    leader: str = ""
    person: str = ""
    """The person or the post that answers for it."""
    long_term: bool = False
    """长期整改: it has no deadline, but reviews."""
    due_on: date | None = None
    promised_on: date | None = None
    """The last of the days by which the report says it will be done."""
    review_on: date | None = None
    closing: tuple[str, ...] = ()
    """What was said when it was reported done and when it was verified."""
    proofs: tuple[Proof, ...] = ()
    """Of all rounds."""
    verdict: Verdict | None = None
    """What the next report says of it."""
    verdict_year: int | None = None
    vague: bool = False
    """For a commitment: nothing in it could be checked."""
    linked: bool = True
    """For a problem: the report has a commitment that answers it. For a commitment: it answers a problem."""
    from_report: bool = True

    @property
    def proofs_of_round(self) -> tuple[Proof, ...]:
        """The evidence of the present round."""
        return tuple(proof for proof in self.proofs if proof.round == self.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an office tolerates."""

    today: date
    similar: int = 90
    """Likeness (0 to 100) from which texts are called copies."""
    similar_length: int = 12
    same_day: int = 5
    same_day_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found."""

    numbers: tuple[str, ...]
    """The items concerned, in the order given."""
    why: str
    """One Chinese sentence with the facts."""
    mend: str = ""
    """What to do about it where that is other than the rule says."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding as it is shown."""

    check: Check
    weight: Weight
    numbers: tuple[str, ...]
    why: str
    mend: str
    """What to do about it."""
