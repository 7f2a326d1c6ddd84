"""What the services hand to the fronts: frozen values, no ORM object ever leaves the ledger room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.fields import ItemFields
from tracker.domain.kinds import (
    ActionStanding,
    ClosureStatus,
    DocumentKind,
    ItemKind,
    Missing,
    Origin,
    PassageKind,
    Severity,
    Status,
    Term,
    Theme,
    Verdict,
    Where,
)
from tracker.domain.lines import flat, listed
from tracker.domain.record import EvidenceRecord, Extension, Round
from tracker.domain.spans import Span


@dataclass(frozen=True, slots=True)
class UnitRow:
    """An organisation in the ledger."""

    code: int
    name: str
    placeholder: bool
    """True where the organisation is unknown and the name was made up; to be renamed or merged."""
    years: tuple[int, ...] = ()
    """The years for which a report is in the ledger, ascending."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One report in the ledger."""

    id: int
    unit: str
    unit_code: int
    year: int
    path: str
    sha256: str
    encoding: str
    chars: int
    imported_at: datetime
    problems: int
    commitments: int
    kind: DocumentKind = DocumentKind.REPORT


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a document: ``document text[span.start:span.end] == text``, always."""

    document_id: int
    span: Span
    text: str
    score: float | None = None
    """0 to 1 for evidence, ``None`` elsewhere."""
    page: int | None = None
    """The page of the file it begins on, from 1; ``None`` where the file fixes no pages or nobody asked."""
    paragraph: int | None = None
    """The paragraph it begins in, from 1 and without empty ones; ``None`` where the file knows none or nobody asked."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the worklist."""

    id: int
    number: str
    unit: str
    year: int
    """Year of the report that raised it."""
    kind: ItemKind
    title: str
    status: Status
    round: int
    self_verified: bool
    """True where the closure was verified by the person who applied for it (自验)."""
    where: Where | None
    """For problems; ``None`` for commitments."""
    confidence: float
    verdict: Verdict | None
    """What the next report in the ledger says of it; ``None`` where there is none yet."""
    verdict_year: int | None
    """Year of that report."""
    theme: Theme | None = None
    severity: Severity | None = None
    """How the report weighs a problem; ``None`` for commitments and where it does not."""
    missing: tuple[Missing, ...] = ()
    """For commitments: what they leave unsaid."""

    @property
    def vague(self) -> bool:
        """True for a promise with nothing in it that could be checked."""
        return Missing.WHAT in self.missing

    origin: Origin | None = None
    found_on: date | None = None
    term: Term | None = None
    due_on: date | None = None
    """The deadline in force."""
    due_original: date | None = None
    """The first deadline; differs from ``due_on`` where that was extended."""
    review_on: date | None = None
    leader: str = ""
    lead_unit: str = ""
    post: str = ""
    person: str = ""
    void: bool = False
    """True where entering it was undone: only asking for its number shows it."""
    promised_on: date | None = None
    """For commitments: the last of the days by which the report says it will be done."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """One thing a commitment says will be done."""

    quote: Quote
    deadline: date | None
    checkable: bool
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageView:
    """A stretch inside an item that tells something of it."""

    kind: PassageKind
    quote: Quote
    words: str
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class ActionFollowUpView:
    """What a newer report says of one thing that a commitment said would be done."""

    standing: ActionStanding
    quote: Quote | None
    """The passage that says so, with its score; ``None`` where there is no trace."""


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What a person holds of what a report says of an item."""

    verdict: Verdict
    on: Verdict | None
    """What the program proposed when it was judged."""
    note: str
    by: str
    at: datetime
    """UTC, aware."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a person saw before deciding: another's decision in between shows by it."""

    proposed: Verdict | None
    """What the program proposed."""
    judged_at: datetime | None
    """When somebody had judged it, UTC and aware; ``None`` where nobody had."""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What a newer report says of an item."""

    year: int
    document: DocumentRow
    verdict: Verdict
    """What is held of it: the judgement of a person, else what the program proposes."""
    reason: str
    """Why the program proposes what it proposes."""
    claim: Quote | None
    evidence: tuple[Quote, ...]
    recurs_as: str | None
    """Number of the newer problem that is the same one."""
    repeated_as: str | None
    """Number of the newer commitment that promises the same again."""
    proposed: Verdict | None = None
    """What the program proposes."""
    score: float | None = None
    """0 to 1: how sure the program is; ``None`` where that is not told."""
    actions: tuple[ActionFollowUpView, ...] = ()
    """For a commitment: one for each of its actions, in their order."""
    judgement: JudgementView | None = None
    """``None`` while nobody has judged it."""

    @property
    def held(self) -> Held:
        """What there is to see of it when somebody decides."""
        return Held(self.proposed, self.judgement.at if self.judgement else None)

    @property
    def outdated(self) -> bool:
        """True where the report was corrected and the program now proposes other than what was judged."""
        return self.judgement is not None and self.judgement.on is not None and self.judgement.on is not self.proposed


@dataclass(frozen=True, slots=True)
class EventView:
    """One entry of the history."""

    at: datetime
    """UTC, aware."""
    actor: str
    what: str
    """Chinese name of what happened, such as 导入 or 验收销号."""
    source: Status | None
    target: Status | None
    note: str
    id: int = 0
    """Its place in the history, counted from 1."""
    command: int | None = None
    """The command it is part of: what ``tracker undo`` takes."""
    changes: tuple[FieldChange, ...] = ()
    """The ledger's columns that it changed."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A column of the ledger before and after, as people read it; empty where there is nothing."""

    label: str
    before: str
    after: str

    @property
    def in_lines(self) -> tuple[str, str]:
        """Both as one line each: points that a person wrote one to a line are parted, lines of a report are joined."""
        join = flat if self.label == QUOTE_LABEL else listed
        return join(self.before), join(self.after)


QUOTE_LABEL = "原文"
"""The column that holds words of the report."""


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """All that is known of one item."""

    row: ItemRow
    document: DocumentRow
    quote: Quote
    actions: tuple[ActionView, ...]
    addresses: tuple[ItemRow, ...]
    """For a commitment: the same report's problems that it answers. For a problem: the commitments that answer it."""
    previous: tuple[ItemRow, ...]
    """Older items of which this one is the return or the repetition."""
    follow_ups: tuple[FollowUpView, ...]
    """Oldest newer report first."""
    events: tuple[EventView, ...]
    merged_into: str | None = None
    passages: tuple[PassageView, ...] = ()
    """Examples, causes, who answers for it and until when, in the order of the text."""
    fields: ItemFields = field(default_factory=ItemFields)
    rounds: tuple[Round, ...] = ()
    """First one first; none before the item is taken up."""
    evidence: tuple[EvidenceRecord, ...] = ()
    """Of all rounds, oldest entry first."""
    extensions: tuple[Extension, ...] = ()
    parent: str | None = None
    """Number of the item that it was split from."""
    parts: tuple[ItemRow, ...] = ()
    """The items that it was split into."""
    merged_here: tuple[ItemRow, ...] = ()
    """The items that were merged into it."""


@dataclass(frozen=True, slots=True)
class ClosureView:
    """A closure statement of a report."""

    origin: Origin
    status: ClosureStatus
    total: int | None
    done: int | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    """A claimed count held against the ledger's."""

    origin: Origin
    claimed_total: int
    ledger_total: int

    @property
    def match(self) -> bool:
        """True where both counts agree."""
        return self.claimed_total == self.ledger_total


@dataclass(frozen=True, slots=True)
class OriginClaim:
    """What the newer report claims by number of the problems of one origin, with the older items it speaks of."""

    origin: Origin
    total: int | None
    """The totals stated, added up; ``None`` where no statement gives one."""
    numbers: tuple[str, ...]
    """Numbers of the items whose claim stands in one of these statements."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an older item says itself."""

    quote: Quote
    actions: tuple[ActionView, ...] = ()
    """For a commitment: what it says will be done."""


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """One report held against the one before it."""

    unit: str
    older: DocumentRow
    newer: DocumentRow
    items: tuple[tuple[ItemRow, FollowUpView], ...]
    """Every item of the older report with what the newer one says of it."""
    closures: tuple[ClosureView, ...]
    reconciliation: tuple[ReconciliationView, ...]
    carried: tuple[tuple[ItemRow, FollowUpView], ...] = ()
    """What the newer report says of items of still older reports that are open, and of those that stand in none."""
    claims: tuple[OriginClaim, ...] = ()
    """By origin what the newer report states with a number; origins of which it says nothing are left out."""


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What to list. ``None`` and the empty string mean: no matter."""

    unit: str | None = None
    year: int | None = None
    kind: ItemKind | None = None
    status: Status | None = None
    verdict: Verdict | None = None
    outstanding: bool = False
    """Only items that are not finished."""
    text: str = ""
    """Words that the title or the quote must contain, all of them."""
    theme: Theme | None = None
    vague: bool = False
    """Only promises with nothing in them that could be checked."""
    light: str = ""
    """Only what shows the light of this name today, as the office's profile has it."""
    overdue: bool = False
    """Only what should have been done before today."""
    returned: bool = False
    """Only what a newer report shows again."""
    waiting: bool = False
    """Only what waits for a person's word: unsure proposals, and what was handed in to be checked."""
