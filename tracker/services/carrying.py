"""Letting each report answer for more than the report before it: for older items that are still open, and for those of
other origins, which stand in no report.

The chain of an item must not break because one year's report is silent; and a claim that names nothing, made of what
inspectors found, has to have items to be held against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.following import FollowUp
from tracker.domain.kinds import DocumentKind, Origin
from tracker.domain.report import Extraction, PlainText
from tracker.domain.status import OUTSTANDING
from tracker.ledger import answers, carrying, comparisons
from tracker.ledger.loading import source_ids

Read = Callable[[int], tuple[PlainText, Extraction]]
Follow = Callable[[PlainText, Extraction, PlainText, Extraction], FollowUp]
"""Older text and what was found in it, newer text and what was found in it: what became of the older items."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are held against a report together."""

    rows: tuple[Any, ...]
    document_id: int | None = None
    """The older report they stand in; ``None`` for items that stand in none."""
    raised_by: Origin | None = None
    """Whose counts are held against them: see ``Extraction.raised_by``."""

    @property
    def ids(self) -> set[int]:
        """Ids of the items."""
        return {row.id for row in self.rows}


def carry_on(
    session: Session,
    unit_code: int,
    documents: Sequence[tuple[int, int]],
    *,
    org: str,
    fresh: Collection[int],
    read: Read,
    follow: Follow,
) -> None:
    """Hold the carried items of a unit against its reports, where that is not done yet; the neighbours are done.

    Args:
        session: the writing session.
        unit_code: the unit.
        documents: its current reports (id, year), by year.
        org: its name.
        fresh: reports that were just written, or whose items were.
        read: gives a report.
        follow: how to follow up.
    """
    rows = carrying.candidates(session, unit_code)
    returned: set[int] = set()
    for at, (newer, year) in enumerate(documents):
        adjacent = documents[at - 1][0] if at else None
        beside = set(source_ids(session, adjacent).values()) if adjacent is not None else set()
        groups = groups_for(rows, documents[:at], year=year, returned=returned)
        stored = carrying.answered_in(session, newer) - beside
        wanted = {number for group in groups for number in group.ids}
        decided = {row.id for row in rows if row.status not in OUTSTANDING} - returned
        answers.drop_follow_ups(session, newer, stored - wanted - decided)
        counts = {group.raised_by for group in groups} | ({Origin.SELF_REVIEW} if adjacent is not None else set())
        answers.drop_follow_ups(session, newer, (), carrying.counts_in(session, newer) - counts)
        holding = _Holding(session, newer, org, year, carrying.counts_in(session, newer), read, follow)
        stale: list[Group] = []
        for group in groups:
            # What an older list may return as depends on what newer ones return as; those come first.
            follows = group.document_id is not None and bool(stale)
            if follows or {newer, group.document_id} & set(fresh) or not group.ids <= stored:
                stale.append(group)
        answers.drop_follow_ups(session, newer, {number for one in stale for number in one.ids})
        for group in stale:
            holding.hold(group)
        returned |= carrying.returned_in(session, newer)
    comparisons.mark_foremost(session, unit_code)


def groups_for(
    rows: Iterable[Any], before: Sequence[tuple[int, int]], *, year: int, returned: Collection[int]
) -> list[Group]:
    """What a report of ``year`` has to answer for beside what the report before it lists.

    Args:
        rows: the items of the unit, as ``carrying.candidates`` gives them.
        before: the reports (id, year) before it, by year.
        year: its own.
        returned: ids of the items that an earlier report lists again under another number.
    """
    older = {document for document, _ in before[:-1]}
    by_document: dict[int, list[Any]] = defaultdict(list)
    loose: list[Any] = []
    for row in rows:
        listed = row.document_kind is DocumentKind.REPORT and row.parent_id is None
        if row.id in returned:
            continue
        if not listed:
            if _raised(row) <= year:
                loose.append(row)
        elif row.document_id in older and row.in_source and row.status in OUTSTANDING:
            by_document[row.document_id].append(row)
    newest_first = [document for document, _ in reversed(before) if document in by_document]
    groups = [Group(tuple(by_document[document]), document) for document in newest_first]
    return groups + _loose_groups(loose, before, year)


def _loose_groups(loose: Sequence[Any], before: Sequence[tuple[int, int]], year: int) -> list[Group]:
    """The items that stand in no report: the latest list of each origin, and what is open of all the rest."""
    latest: dict[Origin, int] = {}
    for row in loose:
        if row.origin is not None and row.parent_id is None and _countable(row, before, year):
            latest[row.origin] = max(_raised(row), latest.get(row.origin, 0))
    lists: Mapping[Origin | None, list[Any]] = defaultdict(list)
    for row in loose:
        current = (
            row.origin is not None
            and row.parent_id is None
            and _countable(row, before, year)
            and _raised(row) == latest[row.origin]
        )
        if current:
            lists[row.origin].append(row)
        elif row.status in OUTSTANDING and (row.origin is not Origin.SELF_REVIEW or _raised(row) < year):
            lists[None].append(row)
    order = [*(origin for origin in Origin if origin in lists), None]
    return [Group(tuple(lists[origin]), raised_by=origin) for origin in order if origin in lists]


def _raised(row: Any) -> int:
    return row.found_on.year if row.found_on is not None else int(row.year)


def _countable(row: Any, before: Sequence[tuple[int, int]], year: int) -> bool:
    """Whether the report's counts of that origin may mean the item: what the unit found itself it found last year."""
    if row.origin is not Origin.SELF_REVIEW:
        return True
    return _raised(row) == year - 1 and not any(known == year - 1 for _, known in before)


@dataclass(frozen=True, slots=True)
class _Holding:
    """Holds groups of items against one report."""

    session: Session
    newer: int
    org: str
    year: int
    counted: Collection[Origin]
    read: Read
    follow: Follow

    def hold(self, group: Group) -> None:
        """Hold the items of a group against the report and keep what it says of them."""
        newer, newer_found = self.read(self.newer)
        if group.document_id is not None:
            older, found = self.read(group.document_id)
            newer_found = _without(newer_found, carrying.returns_in(self.session, self.newer))
            of_document = source_ids(self.session, group.document_id)
            ids = {name: number for name, number in of_document.items() if number in group.ids}
        else:
            of_year = self.year - 1 if group.raised_by is Origin.SELF_REVIEW else None
            older, found, ids = carrying.as_list(group.rows, org=self.org, year=of_year, raised_by=group.raised_by)
        told = self.follow(older, found, newer, newer_found)
        if group.raised_by is None:
            told = FollowUp(told.items)
        elif group.raised_by in self.counted:
            answers.drop_follow_ups(self.session, self.newer, (), [group.raised_by])
        answers.add_follow_ups(self.session, ids, self.newer, told)


def _without(found: Extraction, taken: Collection[str]) -> Extraction:
    """A report without the items that are the return of newer ones.

    An older item that was held against the report in between and did not return there is another matter than those that
    did; so it cannot be what these return as.
    """
    return replace(
        found,
        problems=tuple(problem for problem in found.problems if problem.id not in taken),
        commitments=tuple(
            replace(one, addresses=tuple(problem for problem in one.addresses if problem not in taken))
            for one in found.commitments
            if one.id not in taken
        ),
    )
