"""The yearly closure report as data. Rendering reads these values and nothing else; every figure is counted from them.

What a report says and what the ledger holds stand side by side and are never mixed: ``verdict`` is what the report of
the year says of an item, ``status`` is what people have decided about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.kinds import ActionStanding, ClosureStatus, ItemKind, Origin, Status, Verdict, Where
from tracker.domain.spans import Span
from tracker.domain.status import OUTSTANDING

FOLDED = frozenset({Status.MERGED, Status.SPLIT})
"""States of items that count as another: the one they were merged into, or those they were split into."""


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How the completion rate is counted (口径); an office may set its own."""

    done: tuple[Status, ...] = (Status.CLOSED,)
    """States that count as done."""
    left_out: tuple[Status, ...] = (Status.MERGED, Status.SPLIT, Status.REJECTED)
    """States whose items do not count among those that have to be put right."""
    statement: str = (
        "销号率＝已销号÷应整改数；应整改数不含并入、拆分和不纳入的事项；持续整改不计入已销号；"
        "“称已整改”只是报告的说法，未经验收不计入已销号。"
    )
    """The rule in words, printed beside the figures."""
    closed_name: str = Status.CLOSED.label
    """What the office calls 已销号."""

    @property
    def done_label(self) -> str:
        """What is counted as done is called; 销号 only where it is that and nothing else."""
        return self.closed_name if self.done == (Status.CLOSED,) else "计为完成"

    @property
    def claimed_label(self) -> str:
        """What is called that which a report says is put right, and nobody has closed."""
        return f"称已整改{_not_so(self.closed_name)}"

    @property
    def rate_label(self) -> str:
        """What the rate is called."""
        usual = self.done == (Status.CLOSED,) and self.closed_name == Status.CLOSED.label
        return "销号率" if usual else "完成率"


USUAL_COUNTING = CountingRule()
"""The rule of an office that sets none."""


def _not_so(closed: str) -> str:
    return f"未{closed.removeprefix('已')}"


@dataclass(frozen=True, slots=True)
class StateNames:
    """What an office calls the states."""

    own: tuple[tuple[Status, str], ...] = ()
    """Those that it calls otherwise than others do."""

    def of(self, status: Status) -> str:
        """What a state is called here."""
        return dict(self.own).get(status, status.label)

    @property
    def closed(self) -> str:
        """已销号."""
        return self.of(Status.CLOSED)

    @property
    def not_closed(self) -> str:
        """未销号."""
        return _not_so(self.closed)


USUAL_NAMES = StateNames()


@dataclass(frozen=True, slots=True)
class Source:
    """A report that the closure report rests on."""

    year: int
    """The year reported on."""
    name: str
    """The file's name, without folders."""
    sha256: str
    """Hexadecimal SHA-256 of the file's bytes."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report: ``text`` is exactly what ``span`` cuts out of the stored text of the year's report."""

    year: int
    """Year of the report quoted."""
    span: Span
    text: str
    score: float | None = None
    """0 to 1 for evidence, ``None`` elsewhere."""
    page: int | None = None
    """The page of the file it begins on, from 1; ``None`` where the file fixes no pages."""
    paragraph: int | None = None
    """The paragraph it begins in, from 1 and without empty ones; ``None`` where the file knows lines only."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another item, as far as an item points to it."""

    number: str
    title: str
    passage: Passage | None = None
    """Its own words, where they are shown beside the item's."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a commitment says will be done."""

    text: str
    deadline: date | None = None
    standing: ActionStanding | None = None
    """What the report of the year says of it; ``None`` where it has not been held against it."""
    said: Passage | None = None
    """Where that report says so; ``None`` where there is no trace."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The closing of an item in its present round."""

    by: str
    on: date
    note: str
    self_verified: bool
    """True where the person who applied for the closing also verified it (自验)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person held of what the report of the year says of an item (人工认定)."""

    by: str
    on: date
    note: str
    """Why."""
    proposed: Verdict
    """What the program had proposed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A problem or commitment of the previous report with what became of it."""

    number: str
    kind: ItemKind
    year: int
    """Year of the report that raised it."""
    title: str
    quote: Passage
    where: Where | None
    """For problems; ``None`` for commitments."""
    status: Status
    """State in the ledger on the day of the closure report."""
    round: int
    verdict: Verdict | None
    """What the report of the year says of it; ``None`` where it has not been held against it."""
    reason: str
    """Why the program proposes what it proposes: one Chinese sentence."""
    linked: tuple[Linked, ...] = ()
    """For a problem the commitments of the same report that answer it, for a commitment the problems it answers."""
    actions: tuple[Action, ...] = ()
    """For a commitment: what it said would be done."""
    claim: Passage | None = None
    """Where the report of the year says that it is put right or under way."""
    claim_origin: Origin | None = None
    """Whose problems the closure statement around the claim speaks of; ``None`` where it stands in none."""
    measures: tuple[Passage, ...] = ()
    """The measures that the closure statement around the claim names, without those that it names for other items."""
    measures_shared: bool = False
    """True where the statement names them for several problems together."""
    evidence: tuple[Passage, ...] = ()
    recurs_as: Linked | None = None
    """The problem of the year that is the same one."""
    repeated_as: Linked | None = None
    """The commitment of the year that promises the same again."""
    verification: Verification | None = None
    merged_into: str | None = None
    """Number of the item it was merged into."""
    in_source: bool = True
    """False where a corrected report no longer has it; the quote is then from the report it stood in last."""
    origin: Origin = Origin.SELF_REVIEW
    """Who raised it."""
    judgement: Judgement | None = None
    """``None`` where nobody has held anything of what the program proposes."""

    @property
    def overruled(self) -> bool:
        """True where ``verdict`` is a person's and other than what the program proposes for ``reason``."""
        return self.judgement is not None and self.judgement.proposed is not self.verdict

    @property
    def outstanding(self) -> bool:
        """True where it is not finished: it is carried over with its number and age."""
        return self.status in OUTSTANDING


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """A still outstanding item of a report older than the previous one."""

    number: str
    kind: ItemKind
    year: int
    title: str
    status: Status
    verdict: Verdict | None
    """What the last report it was held against says of it."""
    verdict_year: int | None
    recurs_as: Linked | None = None
    repeated_as: Linked | None = None


@dataclass(frozen=True, slots=True)
class NewItem:
    """A problem or commitment that the report of the year raises."""

    number: str
    kind: ItemKind
    title: str
    quote: Passage
    where: Where | None
    status: Status
    linked: tuple[Linked, ...] = ()
    """For a commitment: the problems of the same report that it answers."""
    actions: tuple[Action, ...] = ()
    returns: tuple[str, ...] = ()
    """Numbers of older items of which it is the return or the repetition."""
    in_source: bool = True
    """False where a corrected report no longer has it."""


@dataclass(frozen=True, slots=True)
class Record:
    """Any item of the unit up to the year, as far as it is followed over the years."""

    number: str
    kind: ItemKind
    year: int
    title: str
    status: Status
    verdict: Verdict | None
    """What the last report up to the year says of it; ``None`` where it has been held against none."""
    again_as: str | None = None
    """Number of the later item up to the year that is the same problem, or promises the same, again."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A closure statement of the report of the year. A claim, not a proof."""

    origin: Origin
    status: ClosureStatus
    total: int | None
    done: int | None
    quote: Passage


@dataclass(frozen=True, slots=True)
class CountCheck:
    """A count claimed by the report of the year held against the ledger's."""

    origin: Origin
    claimed_total: int
    ledger_total: int
    items: tuple[str, ...] = ()
    """Numbers of the problems that ``ledger_total`` counts; empty where they are no longer the same."""

    @property
    def match(self) -> bool:
        """True where both counts agree."""
        return self.claimed_total == self.ledger_total


@dataclass(frozen=True, slots=True)
class ClosureReport:
    """What became, in one year, of what the ledger carried before it."""

    unit: str
    placeholder: bool
    """True where the unit's name was made up because the report does not give it."""
    year: int
    """The year reported on."""
    made_on: date
    """The day the report is made; ledger states are those of this day."""
    newer: Source
    """The report of the year."""
    older: Source | None
    """The last report before it; ``None`` where the ledger has none."""
    items: tuple[Item, ...] = ()
    """Every item of the previous report, each once, problems first, in order of their numbers."""
    earlier: tuple[EarlierItem, ...] = ()
    """Still outstanding items of reports before the previous one, oldest first."""
    new_items: tuple[NewItem, ...] = ()
    statements: tuple[Statement, ...] = ()
    count_checks: tuple[CountCheck, ...] = ()
    records: tuple[Record, ...] = ()
    """Every item of the unit up to the year, the oldest first."""
    counting: CountingRule = CountingRule()
    names: StateNames = USUAL_NAMES
    ledger_hash: str | None = None
    """Hash of the ledger's last event, to which the report is true; ``None`` for a ledger without events."""

    @property
    def problems(self) -> tuple[Item, ...]:
        """The problems of the previous report."""
        return tuple(item for item in self.items if item.kind is ItemKind.PROBLEM)

    @property
    def commitments(self) -> tuple[Item, ...]:
        """The commitments of the previous report."""
        return tuple(item for item in self.items if item.kind is ItemKind.COMMITMENT)

    @property
    def came_back(self) -> tuple[Item, ...]:
        """The items that stand again in the report of the year, whether or not it calls them put right."""
        return tuple(item for item in self._counted if item.verdict in (Verdict.CONTESTED, Verdict.RECURRING))

    @property
    def never_mentioned(self) -> tuple[Item, ...]:
        """The items of which the report of the year says nothing."""
        return tuple(item for item in self._counted if item.verdict is Verdict.SILENT)

    @property
    def _counted(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.status not in FOLDED)
