from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.samples import NOW, counted_queries, plan, store
from tests.services.moving import move
from tracker.domain.cuts import Cut
from tracker.domain.errors import LedgerError, NotFoundError
from tracker.domain.kinds import ItemKind, Status
from tracker.domain.status import OUTSTANDING
from tracker.ledger import open_ledger
from tracker.ledger.stopping import Stop
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.profile.model import Counting
from tracker.reading import find_reports
from tracker.reporting.counting import carried_over, picture
from tracker.reporting.over_years import chains, standings
from tracker.reporting.year_board import Part
from tracker.services.closing import closure_report
from tracker.services.importing import import_reports
from tracker.services.items import Occasion, ids_in_order, rows_by_id
from tracker.services.overview import overview
from tracker.services.views import ItemFilter
from tracker.services.year_board import items_of, year_board

TODAY = date(2024, 1, 10)
OCCASION = Occasion(default_profile(), TODAY)
TOWN = "云溪口镇党委"


@pytest.fixture(scope="module")
def sampled(empty_ledger_file: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A real ledger with two organisations of the samples and some of the work done."""
    file = tmp_path_factory.mktemp("board") / "台账.db"
    shutil.copy(empty_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        import_reports(ledger, find_reports([seeds / TOWN, seeds / "白鹭洼村党支部"]), actor="周宁", now=NOW)
        path = (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED)
        for target in path:
            move(ledger, "01-2022-01", target)
        move(ledger, "01-2022-02", Status.REJECTED)
        move(ledger, "01-2022-07", Status.OPEN)
        yield ledger


def numbers(ledger: Ledger, part: Part) -> list[str]:
    found = [row.number for row in rows_by_id(ledger, items_of(ledger, part.which, occasion=OCCASION))]
    assert len(found) == part.count
    return found


def test_one_unit_is_counted_as_its_closure_report_counts(sampled: Ledger) -> None:
    board = year_board(sampled, year=2023, occasion=OCCASION, org="云溪")
    report = closure_report(sampled, org="云溪", year=2023, today=TODAY)
    counts = picture(report.problems, report.counting)
    due, done = board.figures[:2]
    assert (board.unit, board.base_year, board.units) == (TOWN, 2022, ())
    assert sorted(numbers(sampled, due)) == sorted(counts.due.numbers)
    assert numbers(sampled, done) == ["01-2022-01"] == list(counts.closed.numbers)
    assert str(board.rate) == str(counts.closure_rate)
    assert [[sorted(numbers(sampled, part)) for part in year.parts] for year in board.years] == [
        [sorted(part.numbers) for part in year.parts] for year in standings(report)
    ]
    older = [one.item.number for one in carried_over(report) if one.item.year < 2022]
    problems = [one.number for one in report.earlier if one.kind is ItemKind.PROBLEM]
    assert set(numbers(sampled, board.figures[5])) == set(older) & set(problems)
    by_last: dict[str, set[str]] = {}
    for one in chains(report):
        by_last.setdefault(one.numbers[-1], set()).update(one.numbers)
    named = [{row.number for row in rows_by_id(sampled, one.ids)} for one in board.returning]
    assert sorted(map(sorted, named)) == sorted(map(sorted, by_last.values())) != []


def test_all_units_are_counted_as_the_overview_counts(sampled: Ledger) -> None:
    told: list[tuple[int, int]] = []
    board = year_board(sampled, year=2023, occasion=OCCASION, progress=lambda done, of: told.append((done, of)))
    whole = overview(sampled, year=2023, today=TODAY)
    names = ("due", "closed", "came_back", "claimed", "silent", "older")
    for part, name in zip(board.figures, names, strict=True):
        assert sorted(numbers(sampled, part)) == sorted(whole.all_of(name))
    assert [one.label for one in board.units] == [line.unit for line in whole.lines]
    assert told == [(done, told[-1][1]) for done in range(1, told[-1][1] + 1)]


def test_the_rule_of_the_office_is_that_of_its_overview(sampled: Ledger, tmp_path: Path) -> None:
    rule = Counting(frozenset({Status.CLOSED, Status.PROPOSED}), frozenset(), "本县口径")
    own = replace(default_profile(), counting=rule, path=tmp_path / "本地.toml")
    board = year_board(sampled, year=2023, occasion=Occasion(own, TODAY))
    whole = overview(sampled, year=2023, today=TODAY, counting=rule)
    assert [part.count for part in board.figures[:2]] == [len(whole.all_of("due")), len(whole.all_of("closed"))]
    assert board.counting.statement == whole.counting.statement == "本县口径"


def test_what_is_overdue_is_what_the_worklist_calls_so(sampled: Ledger) -> None:
    board = year_board(sampled, year=2023, occasion=OCCASION)
    late = ids_in_order(sampled, ItemFilter(overdue=True), occasion=OCCASION)
    assert sorted(items_of(sampled, board.waiting[-1].which, occasion=OCCASION)) == sorted(late)
    assert len(late) > 0


def test_a_unit_with_a_gap_is_counted_by_its_last_report(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2020, ["学习不够深入"], []), plan("甲镇", 2023, ["阵地条件较差"], []))
    board = year_board(ledger, year=2023, occasion=OCCASION, org="甲镇")
    assert (board.base_year, board.figures[0].count) == (2020, 1)
    assert year_board(ledger, year=2023, occasion=OCCASION).figures[0].count == 0
    assert year_board(ledger, year=2020, occasion=OCCASION, org="甲镇").figures[0].count == 0
    with pytest.raises(NotFoundError):
        year_board(ledger, year=2023, occasion=OCCASION, org="没有这个单位")


def test_a_unit_more_costs_no_query_more(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2022, ["学习不够深入"], []))
    with counted_queries() as few:
        year_board(ledger, year=2023, occasion=OCCASION)
    for number in range(4):
        store(ledger, plan(f"第{number}乡", 2022, ["学习不够深入", "阵地条件较差"], []))
    with counted_queries() as more:
        year_board(ledger, year=2023, occasion=OCCASION)
    assert len(few) == len(more)


def test_counting_is_stopped_in_the_middle(sampled: Ledger) -> None:
    stop = Stop()
    with pytest.raises(LedgerError):
        year_board(sampled, year=2023, occasion=OCCASION, progress=lambda _done, _of: stop.stop(), stop=stop)
    stopped = Stop()
    stopped.stop()
    with pytest.raises(LedgerError):
        items_of(sampled, Cut(statuses=OUTSTANDING, last_year=2023, told_up_to=2023), occasion=OCCASION, stop=stopped)
