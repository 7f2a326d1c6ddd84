"""The ledger counts a year as somebody does who reads every item: over random ledgers, on both databases."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from tests.ledger.samples import tampering
from tests.services.year_by_hand import year_by_hand
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.profile.model import Counting
from tracker.reporting.year_board import Part, YearBoard
from tracker.services.items import Occasion
from tracker.services.year_board import items_of, year_board

UNITS = ((1, "甲镇"), (2, "乙乡"), (3, "丙村"))
YEARS = range(2020, 2025)
WHEN = datetime(2025, 1, 8, tzinfo=UTC)
TODAY = date(2024, 6, 1)
DAYS = st.none() | st.sampled_from([date(2024, 5, 31), TODAY, date(2024, 6, 2)])


@dataclass(frozen=True)
class Told:
    """What a later report, and perhaps a person, says of an item."""

    year: int
    verdict: Verdict
    again: int | None
    judged: Verdict | None
    judged_again: int | None


@dataclass(frozen=True)
class One:
    """An item and what is told of it."""

    unit: int
    owner: int
    year: int
    kind: ItemKind
    status: Status
    theme: Theme | None
    origin: Origin | None
    due_on: date | None
    review_on: date | None
    promised: date | None
    void: bool
    told: list[Told]


told = st.builds(
    Told,
    st.sampled_from(YEARS[1:]),
    st.sampled_from(Verdict),
    st.none() | st.integers(0, 20),
    st.none() | st.sampled_from(Verdict),
    st.none() | st.integers(0, 20),
)
one = st.builds(
    One,
    unit=st.sampled_from([1, 2]),
    owner=st.sampled_from([1, 2, 2, 3]),
    year=st.sampled_from(YEARS),
    kind=st.sampled_from([ItemKind.PROBLEM, ItemKind.PROBLEM, ItemKind.COMMITMENT]),
    status=st.sampled_from(Status),
    theme=st.none() | st.sampled_from([Theme.STUDY, Theme.SITE]),
    origin=st.none() | st.sampled_from([Origin.SELF_REVIEW, Origin.AUDIT]),
    due_on=DAYS,
    review_on=DAYS,
    promised=DAYS,
    void=st.sampled_from([False, False, False, True]),
    told=st.lists(told, max_size=3, unique_by=lambda one: one.year),
)
rules = st.none() | st.builds(
    Counting,
    st.frozensets(st.sampled_from(Status), max_size=4),
    st.frozensets(st.sampled_from(Status), max_size=4),
    st.just("本县口径"),
)

_KEPT = (t.follow_up, t.judgement, t.item_action, t.item, t.document, t.unit_name, t.unit)


def _fill(ledger: Ledger, items: list[One]) -> None:
    document = {(code, year): code * 100 + year for code, _ in UNITS for year in YEARS}
    rows: dict[str, list[dict[str, Any]]] = {"follow_up": [], "judgement": [], "item_action": [], "item": []}
    for number, each in enumerate(items, start=1):
        rows["item"].append(
            {
                "id": number,
                "unit_code": each.unit,
                "year": each.year,
                "sequence": number,
                "owner_code": each.owner,
                "kind": each.kind,
                "title": f"第{number}项",
                "confidence": 0.9,
                "status": each.status,
                "round": 1,
                "self_verified": False,
                "document_id": document[each.unit, each.year],
                "source_id": f"p{number}",
                "position": number,
                "in_source": True,
                "span_start": 0,
                "span_end": 1,
                "quote": "字",
                "theme": each.theme,
                "origin": each.origin,
                "due_on": each.due_on,
                "review_on": each.review_on,
                "void": each.void,
            }
        )
        if each.promised is not None:
            action = {"position": 0, "deadline": each.promised, "checkable": True, "span_start": 0, "span_end": 1}
            rows["item_action"].append({"item_id": number, **action})
        for what in each.told:
            again = what.again % len(items) + 1 if what.again is not None else None
            problem = each.kind is ItemKind.PROBLEM
            rows["follow_up"].append(
                {
                    "item_id": number,
                    "document_id": document[each.unit, what.year],
                    "verdict": what.verdict,
                    "reason": "",
                    "recurs_as_id": again if problem else None,
                    "repeated_as_id": None if problem else again,
                    "foremost": False,
                }
            )
            if what.judged is not None:
                again = what.judged_again % len(items) + 1 if what.judged_again is not None else None
                held = {"verdict": what.judged, "proposed": what.verdict, "again_id": again, "at": WHEN, "by": "甲"}
                rows["judgement"].append({"item_id": number, "year": what.year, **held})
    with tampering(ledger) as session:
        for table in _KEPT:
            session.execute(table.delete())
        session.execute(insert(t.unit), [{"code": code, "name": name, "placeholder": False} for code, name in UNITS])
        session.execute(insert(t.unit_name), [{"name": name, "unit_code": code} for code, name in UNITS])
        made = [
            {
                "id": id_,
                "unit_code": code,
                "year": year,
                "sha256": f"{id_:064x}",
                "path": "报告.txt",
                "encoding": "utf-8",
                "chars": 1,
                "imported_at": WHEN,
                "text": "字",
            }
            for (code, year), id_ in document.items()
            if code != 3
        ]
        session.execute(insert(t.document), made)
        for table in reversed(_KEPT[:4]):
            if rows[table.name]:
                session.execute(insert(table), rows[table.name])


def _by_label(ledger: Ledger, board: YearBoard, occasion: Occasion) -> dict[str, Any]:
    """All that stands on a page, with the items behind each figure."""

    def opened(part: Part) -> tuple[str, int, list[int]]:
        ids = sorted(items_of(ledger, part.which, occasion=occasion))
        assert len(ids) == part.count
        return part.label, part.count, ids

    shares = {
        name: [(one.label, opened(one.due), opened(one.done), opened(one.left)) for one in getattr(board, name)]
        for name in ("origins", "units", "themes")
    }
    parts = {name: list(map(opened, getattr(board, name))) for name in ("figures", "times", "waiting")}
    years = [(stack.year, opened(stack.whole), list(map(opened, stack.parts))) for stack in board.years]
    rest = (board.year, board.unit, board.base_year, board.counting, str(board.rate), board.empty)
    return {**shares, **parts, "years": years, "returning": [asdict(one) for one in board.returning], "rest": rest}


@settings(max_examples=60)
@given(items=st.lists(one, min_size=1, max_size=14), rule=rules, year=st.sampled_from(YEARS), code=st.integers(0, 3))
def test_what_the_ledger_counts_is_what_is_there(
    ledger: Ledger, items: list[One], rule: Counting | None, year: int, code: int
) -> None:
    _fill(ledger, items)
    profile = default_profile() if rule is None else replace(default_profile(), counting=rule, path=Path("本地.toml"))
    occasion = Occasion(profile, TODAY)
    org = str(code) if code else None
    counted = year_board(ledger, year=year, occasion=occasion, org=org)
    by_hand = year_by_hand(ledger, year=year, occasion=occasion, org=org)
    assert _by_label(ledger, counted, occasion) == _by_label(ledger, by_hand, occasion)
