"""Which items each figure of a year counts: the one place where that is decided.

The ledger counts by these cuts and finds the items by them. Reports tell the same of items one by one
(``overview.unit_line``, ``over_years.standing_parts``); a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.domain.cuts import Cut
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import CountingRule
from tracker.reporting.over_years import REST, parts_of

CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCuts:
    """The cuts of one year's figures."""

    year: int
    """The year reported on."""
    base_year: int
    """Of the reports whose problems the rates are of."""
    rule: CountingRule
    owner: int | None = None
    """Code of the one unit that is counted; ``None`` for all."""

    @property
    def problems(self) -> Cut:
        """All problems raised before the year that have to be put right."""
        return Cut(
            statuses=frozenset(Status).difference(self.rule.left_out),
            kind=ItemKind.PROBLEM,
            last_year=self.year - 1,
            told_up_to=self.year,
            owner=self.owner,
        )

    @property
    def due(self) -> Cut:
        """Those of the report before."""
        return self._of_year(self.problems, self.base_year)

    @property
    def returned(self) -> Cut:
        """Those of them that are there again."""
        return replace(self.due, verdicts=CAME_BACK)

    @property
    def claimed(self) -> Cut:
        """Those of them that a report calls put right and nobody has closed."""
        return self._still_open(Verdict.RECTIFIED)

    @property
    def silent(self) -> Cut:
        """Those of them that are open and that no report mentions."""
        return self._still_open(Verdict.SILENT)

    @property
    def older(self) -> Cut:
        """Problems of reports further back that are still open."""
        return replace(self.problems, statuses=OUTSTANDING, last_year=self.base_year - 1)

    @property
    def waiting(self) -> Cut:
        """What is not finished, of all years up to this one."""
        return Cut(statuses=OUTSTANDING, last_year=self.year, told_up_to=self.year, owner=self.owner)

    @property
    def late(self) -> Cut:
        """What of it is overdue."""
        return replace(self.waiting, late=True)

    def done(self, of: Cut) -> Cut:
        """What the rule counts as done of a cut."""
        return replace(of, statuses=of.statuses.intersection(self.rule.done))

    def left(self, of: Cut) -> Cut:
        """What the rule does not count as done of a cut."""
        return replace(of, statuses=of.statuses.difference(self.rule.done))

    def of_origin(self, origin: Origin) -> Cut:
        """What is due that somebody raised."""
        return replace(self.due, origins=frozenset({origin}))

    def of_theme(self, theme: Theme | None) -> Cut:
        """What is due that is about something."""
        return replace(self.due, themes=frozenset({theme}))

    def of_unit(self, owner: int) -> Cut:
        """What is due of one unit."""
        return replace(self.due, owner=owner)

    def of_status(self, status: Status) -> Cut:
        """What waits in one state."""
        return replace(self.waiting, statuses=frozenset({status}))

    def of_year(self, year: int) -> Cut:
        """What one year raised that has to be put right."""
        return self._of_year(self.problems, year)

    def standings(self, year: int) -> tuple[tuple[str, Cut], ...]:
        """Where that stands: see ``over_years.standing_parts``."""
        whole = self.of_year(year)
        left = self.left(whole)
        parts = parts_of(self.rule)
        rest: frozenset[Verdict | None] = frozenset({*Verdict, None}).difference(*(some for _, some in parts))
        return (
            (self.rule.done_label, self.done(whole)),
            *((label, replace(left, verdicts=frozenset[Verdict | None](verdicts))) for label, verdicts in parts),
            (REST, replace(left, verdicts=rest)),
        )

    def _of_year(self, cut: Cut, year: int) -> Cut:
        return replace(cut, first_year=year, last_year=min(year, cut.last_year))

    def _still_open(self, verdict: Verdict) -> Cut:
        open_ = self.due.statuses.difference({Status.CLOSED}, NOT_DUE)
        return replace(self.due, statuses=open_, verdicts=frozenset({verdict}))
