"""The profile as frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.checks import Check
from tracker.domain.columns import LedgerColumn
from tracker.domain.deadlines import Light, Regime, Slip, WorkCalendar
from tracker.domain.forms import Form
from tracker.domain.kinds import ItemKind, LabelledEnum, Origin, Status
from tracker.domain.status import WorkflowRules


class SelfVerification(LabelledEnum):
    """Whether the person who applied for a closure may verify it."""

    REFUSE = "refuse", "不许自验"
    MARK = "mark", "许可，标明自验"


class Paper(LabelledEnum):
    """The paper that the ledger is printed on."""

    A3 = "A3", "A3"
    A4 = "A4", "A4"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the office's ledger."""

    field: LedgerColumn
    title: str
    width: float
    """About so many digits wide."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the ledger is laid out on paper."""

    title: str
    paper: Paper
    landscape: bool
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list that is drawn from the ledger in columns of its own (问题清单, 任务清单, 责任清单)."""

    name: str
    kind: ItemKind | None
    """Problems or commitments only; ``None`` for both."""
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Counting:
    """The counting rule (口径) of the completion rate."""

    done: frozenset[Status]
    left_out: frozenset[Status]
    """States whose items do not count among those that have to be put right."""
    statement: str
    """The rule in words, printed beside the figures."""

    def figures(self, statuses: Sequence[Status]) -> tuple[int, int]:
        """How many are done, and of how many that have to be."""
        due = [status for status in statuses if status not in self.left_out]
        return sum(status in self.done for status in due), len(due)


@dataclass(frozen=True, slots=True)
class Checks:
    """What ``tracker check`` is told by the office."""

    off: frozenset[Check]
    """Checks that are not made."""
    similar: int
    """From which likeness (0 to 100) two texts are called copies."""
    similar_length: int
    """Texts of fewer characters are not compared."""
    same_day: int
    """From how many closures on one day a unit is asked about them."""
    same_day_share: float
    """... if they are also at least this share (0 to 1) of its closures."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole of an office's way."""

    name: str
    states: Mapping[Status, str]
    """What each state is called here."""
    rules: WorkflowRules
    """What the office set about its workflow."""
    counting: Counting
    calendar: WorkCalendar
    regimes: Mapping[Origin, Regime]
    lights: tuple[Light, ...]
    slips: tuple[Slip, ...]
    sheet: Sheet
    colours: Mapping[Status, str]
    """RRGGBB by state; states without one are not coloured."""
    checks: Checks
    lists: tuple[ListForm, ...]
    templates: Mapping[Form, Path]
    """The office's own Word templates; forms without one have the default."""
    path: Path | None = None
    """The office's own file; ``None`` where the default alone holds."""

    def status_named(self, name: str) -> Status | None:
        """The state that is called so here, or that has this label or identifier; ``None`` where none is."""
        wanted = name.strip()
        for status, local in self.states.items():
            if wanted == local:
                return status
        return next((status for status in Status if wanted in {status.label, status.value}), None)
