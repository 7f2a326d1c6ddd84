"""Reports made of parts: a text, what is found in it, and a plain rule for following up, so that no reader is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tracker.domain.following import Evidence, FollowUp, ItemFollowUp, Reconciliation
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, ItemKind, Origin, SectionKind, Verdict, Where
from tracker.domain.report import (
    Action,
    Closure,
    ClosureItem,
    Commitment,
    Extraction,
    Identity,
    Metric,
    PlainText,
    Problem,
    Section,
    Tally,
)
from tracker.domain.spans import Span
from tracker.ledger import guards
from tracker.ledger.chain import Chain, links
from tracker.ledger.store import Ledger
from tracker.services.importing import FileOutcome, Plan, store_plans

NOW = datetime(2024, 1, 8, 9, 30, tzinfo=UTC)


class Writer:
    """Appends to a text and says where it went."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def plan(
    org: str | None,
    year: int | None,
    problems: Sequence[str] = ("学习不够深入", "考核制度没有建立"),
    commitments: Sequence[str] = ("建立考核制度",),
    *,
    opening: str = "",
    claimed: int | None = None,
    path: str | None = None,
) -> Plan:
    """A report with those problems (``title`` or ``title：body``) and commitments; ``𠮷`` keeps everybody honest."""
    write = Writer()
    head = write(f"𠮷{opening}{org or '本单位'}{year or ''}年工作报告。\n")
    closures: tuple[Closure, ...] = ()
    if claimed is not None:
        statement = write(f"去年查摆的{claimed}个问题全部完成整改，坚持每月督导。\n")
        measure = Span(statement.end - 8, statement.end - 2)
        named = ClosureItem("督导", ClosureItemStatus.PARTIAL, measure)
        closures = (
            Closure(Origin.SELF_REVIEW, ClosureStatus.DONE, statement, claimed, claimed, (measure,), (named,)),
            Closure(Origin.INSPECTION, ClosureStatus.NOT_APPLICABLE, measure),
        )
    counted = write("问题清单28条（销号19个），培训10余次。\n")
    sections = [Section(SectionKind.OPENING, head), Section(SectionKind.PROBLEMS, write("存在问题：\n"), "存在问题")]
    found_problems = []
    for number, problem in enumerate(problems, start=1):
        write(f"{number}.")
        where = Where.INLINE if problem.startswith("仍") else Where.LIST
        found_problems.append(Problem(f"p{number}", problem.partition("：")[0], write(f"{problem}。"), where, 0.9))
        write("\n")
    write("下一步：\n")
    found_commitments = []
    for number, commitment in enumerate(commitments, start=1):
        write(f"{number}.")
        span = write(f"{commitment}，6月底前完成。")
        actions = (
            Action(Span(span.start, span.start + len(commitment)), date(2024, 6, 30), checkable=True),
            Action(Span(span.start + len(commitment) + 1, span.end - 1), None, checkable=False),
        )
        addresses = tuple(p.id for p in found_problems if commitment[-4:] in p.title or p.title[:4] in commitment)
        found_commitments.append(Commitment(f"c{number}", commitment.partition("：")[0], span, actions, addresses, 0.8))
        write("\n")
    name = path or f"{org or '无名'}/{year or '某年'}.txt"
    source = PlainText(write.text, "utf-8", hashlib.sha256(write.text.encode()).hexdigest(), name)
    extraction = Extraction(
        identity=Identity(org, year, org, None, f"{org or '本单位'}工作报告"),
        sections=tuple(sections),
        problems=tuple(found_problems),
        commitments=tuple(found_commitments),
        closures=closures,
        tallies=(Tally("问题清单", Span(counted.start, counted.start + 14), 28, 19),),
        metrics=(Metric("培训", 10.0, "次", Span(counted.end - 8, counted.end - 2), approx=True),),
        warnings=("有一处读不准",),
    )
    return Plan(Path(name), source, extraction)


def follow(older: PlainText, found: Extraction, newer: PlainText, newly: Extraction) -> FollowUp:
    """A rule simple enough to check by eye: the same title again is a return, a shared word is evidence."""
    claimed = next((c for c in newly.closures if c.origin is found.raised_by and c.total is not None), None)
    listed_in, told_in = found.identity.year, newly.identity.year
    if listed_in is not None and told_in is not None and told_in - listed_in != 1:
        claimed = None
    items: list[ItemFollowUp] = []
    for problem in found.problems:
        again = next((p.id for p in newly.problems if p.title == problem.title), None)
        claim = claimed.span if claimed and problem.where is Where.LIST else None
        verdict = (Verdict.CONTESTED if claim else Verdict.RECURRING) if again else Verdict.RECTIFIED
        if not again and not claim:
            verdict = Verdict.SILENT
        items.append(ItemFollowUp(problem.id, ItemKind.PROBLEM, verdict, f"按“{problem.title}”判断", claim, (), again))
    for commitment in found.commitments:
        at = newer.text.find(commitment.title[:2])
        evidence = (Evidence(Span(at, at + 2), 0.5), Evidence(Span(0, 1), 0.25)) if at >= 0 else ()
        again = next((c.id for c in newly.commitments if c.title == commitment.title), None)
        verdict = Verdict.EVIDENCED if evidence else Verdict.SILENT
        items.append(ItemFollowUp(commitment.id, ItemKind.COMMITMENT, verdict, "按字面", None, evidence, None, again))
    counts: tuple[Reconciliation, ...] = ()
    if claimed is not None and claimed.total is not None:
        listed = sum(problem.where is Where.LIST for problem in found.problems)
        counts = (Reconciliation(claimed.origin, claimed.total, listed),)
    return FollowUp(tuple(items), counts)


def store(
    ledger: Ledger, *plans: Plan, actor: str = "张三", now: datetime = NOW, rule: Callable[..., FollowUp] = follow
) -> list[FileOutcome]:
    """Write the reports into the ledger, following up by ``rule``."""
    return list(store_plans(ledger, plans, actor=actor, now=now, follow=rule))


@contextmanager
def tampering(ledger: Ledger) -> Iterator[Session]:
    """A writing session of somebody who has taken the guards of the history down, and who looks past what refers."""
    with ledger.write() as session, guards.lifted(session.connection()):
        if session.get_bind().dialect.name == "sqlite":
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield session


def broken_links(session: Session) -> list[str]:
    """Where the chain of the history does not hold."""
    chain = Chain()
    for link in links(session):
        chain.take(link)
    return [fault.place for fault in chain.faults]


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Collects every SQL statement that is run meanwhile, by any engine."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
