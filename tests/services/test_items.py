from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.ledger.samples import NOW, counted_queries, plan, store
from tracker.domain.errors import AmbiguousError, LedgerError, NotFoundError, UsageError
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.report import UNSURE
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.services.comparing import all_pairs, year_on_year
from tracker.services.documents import document_items, document_text, list_documents
from tracker.services.items import (
    Occasion,
    Stop,
    first_items,
    id_of_number,
    ids_in_order,
    item_detail,
    item_ids,
    list_items,
    rows_by_id,
    show_item,
)
from tracker.services.units import list_units
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    """Two units and three years: eight items and two."""
    fill(ledger)
    return ledger


def fill(ledger: Ledger) -> None:
    store(
        ledger,
        plan("甲镇", 2021, ["学习不深：100%的人", "考核_缺位"], ["建立考核制度"]),
        plan("甲镇", 2022, ["考核_缺位", "场地不足"], ["扩建场地"], claimed=2),
        plan("甲镇", 2023, ["场地不足", "仍未修路"], []),
        plan("乙村", 2022, ["Party 活动少"], ["扩建场地"]),
    )


def numbers(ledger: Ledger, wanted: ItemFilter, *, limit: int | None = None, offset: int = 0) -> list[str]:
    return [row.number for row in list_items(ledger, wanted, limit=limit, offset=offset).rows]


def test_the_list_is_ordered_by_unit_year_and_number(stocked: Ledger) -> None:
    units = {unit.name: f"{unit.code:02d}" for unit in list_units(stocked)}
    one, two = sorted(units.values())
    assert {one, two} == {"01", "02"}
    listed = numbers(stocked, ItemFilter())
    assert [number for number in listed if number.startswith(units["甲镇"])] == [
        f"{units['甲镇']}-{rest}"
        for rest in ("2023-01", "2023-02", "2022-01", "2022-02", "2022-03", "2021-01", "2021-02", "2021-03")
    ]
    assert [number[:2] for number in listed] == sorted(number[:2] for number in listed)


@pytest.mark.parametrize(
    "wanted, titles",
    [
        (ItemFilter(unit="乙村"), ["Party 活动少", "扩建场地"]),
        (ItemFilter(unit="乙"), ["Party 活动少", "扩建场地"]),
        (ItemFilter(year=2023), ["场地不足", "仍未修路"]),
        (ItemFilter(kind=ItemKind.COMMITMENT, unit="甲镇"), ["扩建场地", "建立考核制度"]),
        (ItemFilter(verdict=Verdict.CONTESTED), ["考核_缺位"]),
        (ItemFilter(verdict=Verdict.RECTIFIED), ["学习不深"]),
        (ItemFilter(text="考核 缺位"), ["考核_缺位", "考核_缺位"]),
        (ItemFilter(text="100%的人"), ["学习不深"]),
        (ItemFilter(text="%"), ["学习不深"]),
        (ItemFilter(text="核_缺"), ["考核_缺位", "考核_缺位"]),
        (ItemFilter(text="核_制"), []),
        (ItemFilter(text="PARTY"), ["Party 活动少"]),
        (ItemFilter(text="路"), ["仍未修路"]),
        (ItemFilter(text="没有的词"), []),
        (ItemFilter(text="深/"), []),
        (ItemFilter(text="\x00"), []),
        (ItemFilter(status=Status.OPEN), ["场地不足"]),
        (ItemFilter(status=Status.REJECTED), ["扩建场地"]),
        (ItemFilter(outstanding=True, unit="乙村"), ["Party 活动少"]),
        (ItemFilter(unit="甲镇", year=2022, kind=ItemKind.PROBLEM, text="场地", outstanding=True), ["场地不足"]),
    ],
)
def test_filters(stocked: Ledger, wanted: ItemFilter, titles: list[str]) -> None:
    code = next(unit.code for unit in list_units(stocked) if unit.name == "甲镇")
    move_item(stocked, f"{code}-2022-02", Status.OPEN, note="属实", actor="张三", now=NOW)
    move_item(stocked, f"{3 - code}-2022-02", Status.REJECTED, note="不是", actor="张三", now=NOW)
    page = list_items(stocked, wanted)
    assert [row.title for row in page.rows] == titles
    assert page.total == len(titles)
    ids = item_ids(stocked, wanted)
    assert ids == [row.id for row in page.rows]
    assert list_items(stocked, wanted, limit=1).total == len(titles)


def test_pages_make_up_the_list(stocked: Ledger) -> None:
    whole = list_items(stocked, ItemFilter())
    pages = [list_items(stocked, ItemFilter(), limit=3, offset=start) for start in range(0, whole.total, 3)]
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert {page.total for page in pages} == {whole.total} == {10}
    assert list_items(stocked, ItemFilter(), limit=3, offset=99).rows == ()
    assert list_items(stocked, ItemFilter(), offset=9).rows == whole.rows[9:]


def test_rows_come_in_the_order_asked_for(stocked: Ledger) -> None:
    ids = item_ids(stocked, ItemFilter())
    assert [row.id for row in rows_by_id(stocked, [*ids[::-1], 999])] == ids[::-1]
    assert rows_by_id(stocked, []) == []


@pytest.mark.parametrize("unit", ["没有", "9", "99"])
def test_an_unknown_unit_is_said_to_be_unknown(stocked: Ledger, unit: str) -> None:
    with pytest.raises(NotFoundError, match=unit) as caught:
        list_items(stocked, ItemFilter(unit=unit))
    assert "甲镇" in caught.value.hint


def test_a_part_of_several_names_is_ambiguous(stocked: Ledger) -> None:
    store(stocked, plan("丙镇", 2022))
    with pytest.raises(AmbiguousError, match="甲镇") as caught:
        item_ids(stocked, ItemFilter(unit="镇"))
    assert "丙镇" in str(caught.value)


@pytest.mark.parametrize("number", ["", "abc", "01-2022", "１-２０２２-99", "88-2022-01"])
def test_an_unknown_number_is_said_to_be_unknown(stocked: Ledger, number: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        show_item(stocked, number)
    assert "tracker list" in caught.value.hint


def test_an_item_with_all_that_is_known_of_it(ledger: Ledger) -> None:
    store(
        ledger,
        plan("甲镇", 2021, ["考核缺位"], ["考核缺位要补上"]),
        plan("甲镇", 2022, ["考核缺位"], ["考核缺位要补上"], claimed=1),
    )
    problem = show_item(ledger, "０１－２０２１－１")
    assert problem == item_detail(ledger, problem.row.id)
    assert (problem.row.number, problem.row.verdict, problem.row.verdict_year) == (
        "01-2021-01",
        Verdict.CONTESTED,
        2022,
    )
    assert problem.document.year == 2021
    assert [row.number for row in problem.addresses] == ["01-2021-02"]
    (said,) = problem.follow_ups
    assert (said.year, said.recurs_as, said.document.year) == (2022, "01-2022-01", 2022)
    assert said.claim is not None
    assert said.claim.span.of(document_text(ledger, said.document.id)) == said.claim.text
    commitment = show_item(ledger, "01-2021-02")
    assert [action.deadline is not None for action in commitment.actions] == [True, False]
    assert commitment.actions[0].quote.text == "考核缺位要补上"
    assert [row.number for row in commitment.addresses] == ["01-2021-01"]
    assert commitment.follow_ups[0].repeated_as == "01-2022-02"
    assert [quote.score for quote in commitment.follow_ups[0].evidence] == [0.5, 0.25]
    assert [row.number for row in show_item(ledger, "01-2022-02").previous] == ["01-2021-02"]
    assert [(event.what, event.actor, event.at) for event in problem.events] == [("导入", "张三", NOW)]


def test_documents(stocked: Ledger) -> None:
    listed = list_documents(stocked)
    assert [(d.unit, d.year) for d in list_documents(stocked, "甲镇")] == [("甲镇", y) for y in (2021, 2022, 2023)]
    assert len(listed) == 4
    assert [(d.problems, d.commitments) for d in listed if d.unit == "甲镇"] == [(2, 1), (2, 1), (2, 0)]
    items = document_items(stocked, next(d.id for d in listed if d.unit == "甲镇"))
    assert [row.kind for row, _ in items] == [ItemKind.PROBLEM, ItemKind.PROBLEM, ItemKind.COMMITMENT]
    for lookup in (document_text, document_items):
        with pytest.raises(NotFoundError):
            lookup(stocked, 999)


def test_a_year_without_a_comparison_says_why(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError, match="更早"):
        year_on_year(stocked, unit="甲镇", year=2021)
    with pytest.raises(NotFoundError, match="2030") as caught:
        year_on_year(stocked, unit="甲镇", year=2030)
    assert "2021、2022、2023" in caught.value.hint


def grow(ledger: Ledger, name: str) -> None:
    many = [f"{name}的问题{number}" for number in range(12)]
    store(ledger, *(plan(name, year, many, [f"解决{one}" for one in many], claimed=3) for year in (2021, 2022)))


READS: dict[str, Callable[[Ledger], Any]] = {
    "list": lambda ledger: list_items(ledger, ItemFilter(text="问题"), limit=50),
    "list of a unit": lambda ledger: list_items(ledger, ItemFilter(unit="甲镇")),
    "ids": lambda ledger: item_ids(ledger, ItemFilter(verdict=Verdict.RECURRING)),
    "rows": lambda ledger: rows_by_id(ledger, range(1, 400)),
    "detail": lambda ledger: show_item(ledger, "01-2021-01"),
    "units": list_units,
    "documents": list_documents,
    "document": lambda ledger: document_items(ledger, list_documents(ledger)[0].id),
    "pair": lambda ledger: year_on_year(ledger, unit="甲镇", year=2022),
    "pairs": all_pairs,
}


@pytest.mark.parametrize("what", READS)
def test_the_number_of_queries_does_not_grow_with_the_ledger(sqlite_ledger: Ledger, what: str) -> None:
    def cost() -> int:
        with counted_queries() as statements:
            READS[what](sqlite_ledger)
        return len(statements)

    store(sqlite_ledger, plan("甲镇", 2021), plan("甲镇", 2022))
    before = cost()
    more = [f"又一个问题{number}" for number in range(20)]
    grow(sqlite_ledger, "乙村")
    store(
        sqlite_ledger,
        plan("甲镇", 2022, ["学习不够深入", *more], ["建立考核制度", *more], claimed=1),
        plan("甲镇", 2021, ["学习不够深入", *more], ["建立考核制度", *more], opening="改"),
    )
    assert cost() == before <= 24


@pytest.mark.parametrize(
    "wanted, index",
    [
        (ItemFilter(unit="甲镇"), "ix_item_worklist"),
        (ItemFilter(), "ix_item_worklist"),
        (ItemFilter(unit="甲镇", year=2021), "ix_item_worklist"),
    ],
)
def test_the_list_is_read_from_an_index_in_its_order(sqlite_ledger: Ledger, wanted: ItemFilter, index: str) -> None:
    fill(sqlite_ledger)
    with counted_queries() as statements:
        item_ids(sqlite_ledger, wanted)
    query = statements[-1]
    with sqlite_ledger.read() as session:
        values = tuple(1 for _ in range(query.count("?")))
        steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
        told = " ".join(str(row[3]) for row in steps)
    assert index in told
    assert "TEMP B-TREE" not in told


@pytest.mark.parametrize(
    "text, found",
    [
        ("xxbs", ["学习不深"]),
        ("KHQW", []),
        ("kh_qw", ["考核_缺位"]),
        ("cd", ["场地不足", "扩建场地"]),
        ("kjcd 2023", []),
        ("party", ["Party 活动少"]),
        ("zzz", []),
    ],
)
def test_titles_are_found_by_the_initials_of_their_pinyin(stocked: Ledger, text: str, found: list[str]) -> None:
    assert sorted({row.title for row in list_items(stocked, ItemFilter(text=text)).rows}) == found


def test_what_came_back_and_what_waits_for_a_person(stocked: Ledger) -> None:
    back = numbers(stocked, ItemFilter(returned=True))
    assert back == [
        row.number
        for row in list_items(stocked, ItemFilter()).rows
        if row.verdict in (Verdict.RECURRING, Verdict.CONTESTED)
    ]
    assert back
    waiting = numbers(stocked, ItemFilter(waiting=True))
    assert waiting == [row.number for row in list_items(stocked, ItemFilter()).rows if row.confidence < UNSURE]


def test_the_first_rows_cost_one_query_of_their_own_and_count_nothing(stocked: Ledger) -> None:
    with counted_queries() as queries:
        rows = first_items(stocked, ItemFilter(), 3)
    assert [row.number for row in rows] == numbers(stocked, ItemFilter())[:3]
    assert len([one for one in queries if one.startswith("SELECT")]) == 1


def test_lights_need_to_know_the_day_and_the_profile(stocked: Ledger) -> None:
    with pytest.raises(UsageError):
        list_items(stocked, ItemFilter(light="逾期"))
    with pytest.raises(NotFoundError, match="没有“红灯”这种提示"):
        list_items(stocked, ItemFilter(light="红灯"), occasion=Occasion(default_profile(), date(2024, 1, 1)))


def test_an_answer_nobody_waits_for_is_let_go(stocked: Ledger) -> None:
    stop = Stop()
    stop.stop()
    with pytest.raises(LedgerError, match="没有读完"):
        ids_in_order(stocked, ItemFilter(), stop=stop)
    assert len(ids_in_order(stocked, ItemFilter(), stop=Stop())) == 10


def test_a_number_leads_to_its_item(stocked: Ledger) -> None:
    number = numbers(stocked, ItemFilter())[2]
    assert item_detail(stocked, id_of_number(stocked, number.lstrip("0"))).row.number == number
    with pytest.raises(NotFoundError):
        id_of_number(stocked, "99-2022-9")
