from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import StatementError

from tests.ledger.samples import NOW, plan, store
from tracker.ledger import storing, units
from tracker.ledger import tables as t
from tracker.ledger.loading import load
from tracker.ledger.store import Ledger
from tracker.ledger.types import storable
from tracker.services.importing import import_reports

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=4, max_size=20).filter(lambda t: t.strip())


@settings(max_examples=25)
@given(
    problems=st.lists(WORDS, max_size=5, unique=True),
    commitments=st.lists(WORDS, max_size=4, unique=True),
    claimed=st.none() | st.integers(0, 2**62),
)
def test_a_report_comes_back_as_it_was_stored(
    sqlite_ledger: Ledger, problems: list[str], commitments: list[str], claimed: int | None
) -> None:
    check_round_trip(sqlite_ledger, problems, commitments, claimed)


def test_a_report_comes_back_on_either_engine(ledger: Ledger) -> None:
    check_round_trip(ledger, ["学习：不深入", "仍未解决𠮷的事"], ["建立𠮷制度"], 3)


def check_round_trip(ledger: Ledger, problems: list[str], commitments: list[str], claimed: int | None) -> None:
    made = plan("青石镇", 2022, problems, commitments, claimed=claimed)
    with ledger.write() as session:
        code = units.add(session, f"甲{len(units.standing(session))}", placeholder=False)
        document = storing.add_document(session, made.source, made.extraction, unit_code=code, year=2022, at=NOW)
        drafts = storing.drafts(made.source, made.extraction)
        storing.put_items(session, drafts, document_id=document, unit_code=code, year=2022, known={})
    with ledger.read() as session:
        assert load(session, document) == (made.source, made.extraction)
        for row in storing.items_of_year(session, unit_code=code, year=2022):
            assert made.source.text[row.span_start : row.span_end] == row.quote


def test_nul_and_lone_surrogates_are_replaced_one_for_one(ledger: Ledger) -> None:
    made = plan("甲\x00镇", 2022, path="坏\udcff名.txt")
    store(ledger, made)
    with ledger.read() as session:
        path, org = session.execute(select(t.document.c.path, t.document.c.org)).one()
    assert path == "坏\ufffd名.txt"
    assert org == "甲\ufffd镇"


@pytest.mark.parametrize("given_text, kept", [("a\x00b", "a\ufffdb"), ("\ud800", "\ufffd"), ("𠮷\n", "𠮷\n"), ("", "")])
def test_storable(given_text: str, kept: str) -> None:
    assert storable(given_text) == kept
    assert len(storable(given_text)) == len(given_text)


def test_instants_come_back_in_utc(ledger: Ledger) -> None:
    beijing = NOW.astimezone(timezone(timedelta(hours=8)))
    (outcome,) = store(ledger, plan("甲", 2022), now=beijing)
    assert outcome.document is not None
    assert outcome.document.imported_at == NOW
    assert outcome.document.imported_at.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_a_mistake(sqlite_ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="time zone"):
        import_reports(sqlite_ledger, [], actor="张三", now=NOW.replace(tzinfo=None))
    with sqlite_ledger.write() as session, pytest.raises(StatementError, match="time zone"):
        session.execute(update(t.document).values(superseded_at=NOW.replace(tzinfo=None)))
