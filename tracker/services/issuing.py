"""Issuing a closure report: what left the building is kept as it left it, and never changes again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, NotFoundError
from tracker.domain.kinds import Status
from tracker.ledger import history, issues, year_end
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.profile.model import Counting
from tracker.reporting.as_json import render_json
from tracker.reporting.blocks import Document
from tracker.reporting.differences import difference_document, differences
from tracker.reporting.model import ClosureReport
from tracker.reporting.stored import freeze, thaw, thaw_json
from tracker.services.closing import closure_report
from tracker.services.units import resolve_unit

__all__ = ["Compared", "Issue", "IssuedReport", "compare_issues", "issue_report", "issued_report", "list_issues"]


@dataclass(frozen=True, slots=True)
class Issue:
    """An issued report, without what it says."""

    unit: str
    """The unit's present name."""
    year: int
    number: int
    made_on: date
    issued_at: datetime
    issued_by: str
    sha256: str
    """Of the stored content, in hexadecimal."""

    @property
    def name(self) -> str:
        """What people call it."""
        return f"第{self.number}期"


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """An issued report with its data and its words."""

    issue: Issue
    report: ClosureReport
    document: Document
    as_json: str
    """The same as JSON, as it was issued."""
    repeated: bool = False
    """True where nothing had changed since this issue, so that no new one was made."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two issues, or an issue and what the ledger would say today, held against each other."""

    before: ClosureReport
    after: ClosureReport
    names: tuple[str, str]

    @property
    def document(self) -> Document:
        """What changed, as a document."""
        return difference_document(self.before, self.after, names=self.names)

    @property
    def same(self) -> bool:
        """True where nothing changed."""
        return not differences(self.before, self.after)


def issue_report(
    ledger: Ledger,
    *,
    org: str,
    year: int,
    today: date,
    actor: str,
    now: datetime,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
) -> IssuedReport:
    """Freeze the closure report of a unit's year under the next number.

    Where it says just what the last issue says there is no new one: that issue is given back.

    Raises:
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    report = closure_report(ledger, org=org, year=year, today=today, counting=counting, states=states)
    content = freeze(report)
    sha256 = _sha256(content)
    with ledger.write() as session:
        unit = resolve_unit(session, org)
        if year_end.last_hash(session) != report.ledger_hash:
            raise LedgerError("出报告的时候台账有了新的变动，这一期没有印发", "请再运行一次")
        before = issues.of_unit(session, unit.code, year)
        if before and _says_the_same(_open(session, before[-1])[0], report):
            return IssuedReport(_issue(unit.name, before[-1]), *_open(session, before[-1]), repeated=True)
        number = issues.add(
            session,
            {
                "unit_code": unit.code,
                "year": year,
                "made_on": today,
                "issued_at": now,
                "issued_by": actor,
                "sha256": sha256,
                "content": content,
            },
        )
        payload = {"year": year, "number": number, "sha256": sha256, "made_on": today.isoformat()}
        history.append(
            session,
            [Entry(at=now, actor=actor, kind=EventKind.REPORT_ISSUED, unit_code=unit.code, payload=payload)],
        )
    issue = Issue(unit.name, year, number, today, now, actor, sha256)
    return IssuedReport(issue, report, thaw(content)[1], thaw_json(content) or render_json(report))


def list_issues(ledger: Ledger, *, org: str) -> tuple[Issue, ...]:
    """The issues of a unit, the oldest first.

    Raises:
        NotFoundError: no such unit.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        unit = resolve_unit(session, org)
        return tuple(_issue(unit.name, row) for row in issues.of_unit(session, unit.code))


def issued_report(ledger: Ledger, *, org: str, year: int, number: int | None = None) -> IssuedReport:
    """An issue as it left the building; the last one unless told.

    Raises:
        NotFoundError: no such unit or issue.
        AmbiguousError: several units fit the name.
        LedgerError: what is stored is not what was issued, or the database fails.
    """
    with ledger.read() as session:
        unit = resolve_unit(session, org)
        row = _row(session, unit, year, number)
        return IssuedReport(_issue(unit.name, row), *_open(session, row))


def compare_issues(
    ledger: Ledger,
    *,
    org: str,
    year: int,
    today: date,
    before: int | None = None,
    after: int | None = None,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
) -> Compared:
    """An issue held against a later one, or against what the ledger would say today.

    Args:
        ledger: the ledger.
        org: the unit.
        year: the year reported on.
        today: the day that a report of today would be made on.
        before: number of the earlier issue; the last one, or the one before ``after``, unless told.
        after: number of the later issue; today's state of the ledger unless told.
        counting: the office's rule of counting, for a report of today; the usual one unless told.
        states: what the office calls the states, for a report of today; the usual names unless told.

    Raises:
        NotFoundError: no such unit or issue.
        AmbiguousError: several units fit the name.
        LedgerError: what is stored is not what was issued, or the database fails.
    """
    if before is None and after is not None:
        before = after - 1
    earlier = issued_report(ledger, org=org, year=year, number=before)
    if after is None:
        later = closure_report(ledger, org=org, year=year, today=today, counting=counting, states=states)
        name = "现在"
    else:
        issued = issued_report(ledger, org=org, year=year, number=after)
        later, name = issued.report, issued.issue.name
    return Compared(earlier.report, later, (earlier.issue.name, name))


def _row(session: Session, unit: Any, year: int, number: int | None) -> Any:
    rows = issues.of_unit(session, unit.code, year)
    if not rows:
        raise NotFoundError(
            f"“{unit.name}”{year}年度的报告还没有印发过", "先印发：tracker report closure --issue，写明 --org 和 --year"
        )
    if number is None:
        return rows[-1]
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise NotFoundError(f"“{unit.name}”{year}年度的报告没有第{number}期", f"现有第1期至第{len(rows)}期")
    return found


def _issue(unit: str, row: Any) -> Issue:
    return Issue(unit, row.year, row.number, row.made_on, row.issued_at, row.issued_by, row.sha256)


def _open(session: Session, row: Any) -> tuple[ClosureReport, Document, str]:
    content = issues.content(session, row.id)
    if _sha256(content) != row.sha256:
        raise LedgerError(
            f"{row.year}年度第{row.number}期报告的存档和印发时的校验值对不上，可能被改动过",
            "请运行 tracker verify，或从备份恢复",
        )
    report, document = thaw(content)
    return report, document, thaw_json(content) or render_json(report)


def _says_the_same(one: ClosureReport, other: ClosureReport) -> bool:
    """Whether two reports differ in nothing but the day they were made on and the state of other units' items."""
    return replace(one, made_on=other.made_on, ledger_hash=other.ledger_hash) == other


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
