"""The sample reports go through the whole house: import, follow-up, list, closure report, in any order of years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from tracker.domain.kinds import Status
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.services.closing import closure_report
from tracker.services.comparing import all_pairs, year_on_year
from tracker.services.documents import document_text
from tracker.services.importing import ImportOutcome, import_reports
from tracker.services.items import list_items, show_item
from tracker.services.units import list_units
from tracker.services.views import ItemFilter

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def bring_in(ledger: Ledger, paths: Sequence[Path]) -> ImportOutcome:
    return import_reports(ledger, paths, actor="党建办", now=NOW)


@pytest.fixture(scope="module")
def make_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Ledger]]:
    opened: list[Ledger] = []

    def make() -> Ledger:
        opened.append(open_ledger(str(tmp_path_factory.mktemp("ledger") / "ledger.db")))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@pytest.fixture(scope="module")
def filled(make_ledger: Callable[[], Ledger], seeds: Path) -> Ledger:
    ledger = make_ledger()
    outcome = bring_in(ledger, [seeds])
    assert [file.status for file in outcome.files] == ["imported"] * 24
    assert [file.error for file in outcome.files if file.error] == []
    return ledger


def state(ledger: Ledger) -> list[tuple[object, ...]]:
    """What people see of every item, whatever order the reports came in."""
    rows = list_items(ledger, ItemFilter()).rows
    return sorted((r.unit, r.year, str(r.kind), r.title, str(r.status), str(r.verdict), r.verdict_year) for r in rows)


def test_every_organisation_is_recognised(filled: Ledger, seeds: Path) -> None:
    units = list_units(filled)
    assert {unit.name for unit in units} == {folder.name for folder in seeds.iterdir()}
    assert {unit.years for unit in units} == {(2021, 2022, 2023)}
    assert not any(unit.placeholder for unit in units)


def test_every_item_enters_for_a_person_to_confirm(filled: Ledger) -> None:
    page = list_items(filled, ItemFilter())
    assert page.total == len(page.rows) > 150
    assert {row.status for row in page.rows} == {Status.PROPOSED}
    assert len({row.number for row in page.rows}) == page.total


def test_every_quote_is_what_the_stored_text_says(filled: Ledger) -> None:
    texts: dict[int, str] = {}
    for row in list_items(filled, ItemFilter(), limit=40).rows:
        detail = show_item(filled, row.number)
        cited = [detail.quote, *(action.quote for action in detail.actions)]
        for told in detail.follow_ups:
            cited += [*told.evidence, *([told.claim] if told.claim else [])]
        for quote in cited:
            text = texts.setdefault(quote.document_id, document_text(filled, quote.document_id))
            assert quote.span.of(text) == quote.text


def test_every_pair_of_years_is_followed_up(filled: Ledger) -> None:
    pairs = all_pairs(filled)
    assert len(pairs) == 16
    for unit, older, newer in pairs:
        told = year_on_year(filled, unit=unit.name, year=newer.year)
        assert len(told.items) == older.problems + older.commitments
        assert all(follow.reason for _, follow in told.items)


def test_the_same_files_again_change_nothing(filled: Ledger, seeds: Path) -> None:
    before = state(filled)
    outcome = bring_in(filled, [seeds])
    assert {file.status for file in outcome.files} == {"unchanged"}
    assert state(filled) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_years_ends_in_the_same_ledger(
    filled: Ledger, make_ledger: Callable[[], Ledger], seeds: Path, seed: int
) -> None:
    paths = sorted(seeds.glob("*/*.txt"), reverse=True)[:9]
    Random(seed).shuffle(paths)
    ledger = make_ledger()
    for path in paths:
        bring_in(ledger, [path])
    units = {path.parent.name for path in paths}
    assert state(ledger) == [row for row in state(filled) if row[0] in units]


def test_a_closure_report_comes_out_for_every_year(filled: Ledger) -> None:
    followed = {(unit.name, newer.year): older.problems + older.commitments for unit, older, newer in all_pairs(filled)}
    for unit in list_units(filled):
        for year in unit.years:
            report = closure_report(filled, org=unit.name, year=year, today=date(2026, 11, 22))
            assert (report.unit, report.year) == (unit.name, year)
            assert len(report.items) == followed.get((unit.name, year), 0)
