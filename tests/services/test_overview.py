from __future__ import annotations

from datetime import date

from sqlalchemy import update

from tests.ledger.samples import NOW, counted_queries, plan, store
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.reporting.html import html_page
from tracker.reporting.overview import compose_overview
from tracker.services.overview import overview
from tracker.services.workflow import move_item

TODAY = date(2024, 1, 10)


def test_units_stand_side_by_side(ledger: Ledger) -> None:
    for unit in ("青石镇党委", "赤水乡党委"):
        store(
            ledger,
            plan(unit, 2022, ["学习不够深入：流于形式", "阵地条件较差"], ["改善阵地条件较差"]),
            plan(unit, 2023, ["学习不够深入：还是老样子"], ["建立考核制度"]),
        )
    store(ledger, plan("白河村支部", 2023, ["阵地条件较差"], []))
    move_item(ledger, "01-2022-02", Status.REJECTED, note="不是本单位的事", actor="甲", now=NOW)
    told: list[tuple[int, str]] = []
    found = overview(ledger, year=2023, today=TODAY, progress=lambda done, name: told.append((done, name)))
    assert told == [(1, "青石镇党委"), (2, "赤水乡党委")]
    assert {line.unit: line.due for line in found.lines} == {
        "青石镇党委": ("01-2022-01",),
        "赤水乡党委": ("02-2022-01", "02-2022-02"),
    }
    assert found.all_of("came_back") == ("02-2022-01", "01-2022-01") or found.all_of("came_back") == (
        "01-2022-01",
        "02-2022-01",
    )
    assert "青石镇党委" in html_page(compose_overview(found))


def test_what_goes_on_is_overdue_by_its_review(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2022, ["学习不够深入", "阵地条件较差"], []))
    with ledger.write() as session:
        ours = update(t.item).where(t.item.c.sequence == 1)
        session.execute(ours.values(status=Status.CONTINUING, due_on=date(2023, 6, 30), review_on=date(2024, 6, 30)))
    assert not overview(ledger, year=2023, today=TODAY).all_of("overdue")
    assert overview(ledger, year=2023, today=date(2024, 7, 1)).all_of("overdue") == ("01-2022-01",)


def test_a_unit_more_costs_no_query_more(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2022, ["学习不够深入"], []))
    with counted_queries() as few:
        overview(ledger, year=2023, today=TODAY)
    for number in range(5):
        store(ledger, plan(f"第{number}乡", 2022, ["学习不够深入", "阵地条件较差"], []))
    with counted_queries() as more:
        overview(ledger, year=2023, today=TODAY)
    assert len(few) == len(more)
