from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.ledger.samples import NOW, follow, plan, store
from tests.services.moving import move
from tests.services.telling import assert_sound
from tracker.domain.errors import AmbiguousError, MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field
from tracker.domain.kinds import DocumentKind, ItemKind, Origin, Status
from tracker.ledger.store import Ledger
from tracker.services.documents import list_documents
from tracker.services.entering import EntryDraft, add_items, split_item
from tracker.services.filling import fill_in
from tracker.services.items import list_items, show_item
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter, ItemRow
from tracker.services.withdrawing import change_year, to_withdraw, withdraw_report

ITEM, OTHER = "01-2022-01", "01-2022-02"


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2022, ["学习不深、考核缺位：两样都差", "账目不清"], ["修路"]))
    return ledger


def add(ledger: Ledger, *drafts: EntryDraft, unit: str = "甲", **given: Any) -> tuple[ItemRow, ...]:
    return add_items(
        ledger, drafts, **{"unit": unit, "year": 2022, "note": "巡察反馈", "actor": "张三", "now": NOW, **given}
    )


def split(ledger: Ledger, *parts: str, number: str = ITEM, note: str = "两件事") -> tuple[ItemRow, ...]:
    return split_item(ledger, number, parts, note=note, actor="张三", now=NOW)


def test_an_item_by_hand_takes_the_next_number_and_the_same_rules(stocked: Ledger) -> None:
    (row,) = add(
        stocked,
        EntryDraft(
            title="议事决策不规范",
            words="第三条：𠮷镇重大事项没有集体研究。",
            fields={Field.ORIGIN: Origin.INSPECTION, Field.DUE_ON: date(2024, 6, 1)},
        ),
        path="县委巡察反馈意见",
    )
    assert (row.number, row.status, row.unit, row.due_original) == ("01-2022-04", Status.OPEN, "甲", date(2024, 6, 1))
    detail = show_item(stocked, row.number)
    assert (detail.quote.text, detail.document.kind) == ("第三条：𠮷镇重大事项没有集体研究。", DocumentKind.ENTRY)
    assert (detail.document.path, detail.fields.origin) == ("县委巡察反馈意见", Origin.INSPECTION)
    assert [(one.number, one.opened_by) for one in detail.rounds] == [(1, "张三")]
    assert [(event.what, event.note) for event in detail.events] == [("登记", "巡察反馈")]
    assert move(stocked, row.number, Status.IN_PROGRESS).status is Status.IN_PROGRESS
    assert [document.year for document in list_documents(stocked)] == [2022]
    assert_sound(stocked)
    assert verify(stocked).faults == ()


def test_several_entries_share_their_text(stocked: Ledger) -> None:
    rows = add(
        stocked,
        EntryDraft(title="甲问题", words="原话一"),
        EntryDraft(title="乙承诺", kind=ItemKind.COMMITMENT),
        source=DocumentKind.SHEET,
        confirmed=False,
    )
    assert [(row.number, row.kind, row.status) for row in rows] == [
        ("01-2022-04", ItemKind.PROBLEM, Status.PROPOSED),
        ("01-2022-05", ItemKind.COMMITMENT, Status.PROPOSED),
    ]
    quotes = [show_item(stocked, row.number).quote for row in rows]
    assert [quote.text for quote in quotes] == ["原话一", "乙承诺"]
    assert quotes[0].document_id == quotes[1].document_id


def test_entries_do_not_take_part_in_following_up(stocked: Ledger) -> None:
    add(stocked, EntryDraft(title="议事决策不规范"))
    store(
        stocked,
        plan("甲", 2022, ["议事决策不规范", "账目不清"], ["修路"], opening="改"),
        plan("甲", 2023, ["账目不清"]),
    )
    assert show_item(stocked, "01-2022-04").row.title == "议事决策不规范"
    assert show_item(stocked, "01-2022-04").events[-1].what == "登记"
    assert_sound(stocked)


def test_a_unit_is_made_only_when_asked_for(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError):
        add(stocked, EntryDraft(title="甲问题"), unit="丙")
    (row,) = add(stocked, EntryDraft(title="甲问题"), unit="丙", new_unit=True)
    assert (row.number, row.unit) == ("02-2022-01", "丙")
    assert verify(stocked).faults == ()


@pytest.mark.parametrize("draft, note", [(EntryDraft(title=" "), "依据"), (EntryDraft(title="甲"), " ")])
def test_an_entry_says_what_and_on_what_ground(stocked: Ledger, draft: EntryDraft, note: str) -> None:
    with pytest.raises(UsageError):
        add(stocked, draft, note=note)
    with pytest.raises(UsageError):
        add(stocked)


# --------------------------------------------------------------------------------------------------------------- split


def test_a_part_in_the_words_of_the_report_is_tied_to_its_place(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM], {Field.LEADER: "赵书记", Field.DUE_ON: date(2024, 6, 1)}, actor="张三", now=NOW)
    move(stocked, ITEM, Status.OPEN)
    first, second = split(stocked, "考核缺位", "抓学习的制度没有")
    assert [first.number, second.number] == ["01-2022-04", "01-2022-05"]
    assert (first.status, first.leader, first.due_original) == (Status.OPEN, "赵书记", date(2024, 6, 1))
    whole, part = show_item(stocked, ITEM), show_item(stocked, first.number)
    assert part.quote.text == "考核缺位"
    assert whole.quote.span.covers(part.quote.span)
    assert show_item(stocked, second.number).quote.span == whole.quote.span
    assert (whole.row.status, [row.number for row in whole.parts]) == (Status.SPLIT, [first.number, second.number])
    assert (part.parent, part.events[-1].note) == (ITEM, f"由 {ITEM} 拆分：两件事")
    assert [one.number for one in part.rounds] == [1]
    assert_sound(stocked)
    assert verify(stocked).faults == ()


def test_a_split_item_is_gone_through_by_its_parts(stocked: Ledger) -> None:
    split(stocked, "学习", "考核")
    assert [row.number for row in list_items(stocked, ItemFilter(outstanding=True)).rows] == [
        "01-2022-02",
        "01-2022-03",
        "01-2022-04",
        "01-2022-05",
    ]
    with pytest.raises(MoveError, match="已拆分"):
        split(stocked, "学习", "考核")
    with pytest.raises(MoveError):
        move(stocked, ITEM, Status.OPEN)
    with pytest.raises(MoveError, match="不再单独办理"):
        move(stocked, OTHER, Status.MERGED, into=ITEM)


def test_parts_stay_as_they_are_when_the_report_is_corrected(stocked: Ledger) -> None:
    split(stocked, "考核缺位", "学习不深")
    store(stocked, plan("甲", 2022, ["考核缺位", "账目不清"], ["修路"], opening="改"), plan("甲", 2023, ["考核缺位"]))
    assert show_item(stocked, "01-2022-04").row.status is Status.PROPOSED
    assert show_item(stocked, "01-2022-04").quote.text == "考核缺位"
    assert_sound(stocked)
    assert verify(stocked).faults == ()


@pytest.mark.parametrize(
    "parts, note", [(("学习",), "两件事"), (("学习", " ", "学习"), "两件事"), (("学习", "考核"), "")]
)
def test_a_split_says_into_what_and_why(stocked: Ledger, parts: tuple[str, ...], note: str) -> None:
    with pytest.raises(MoveError):
        split(stocked, *parts, note=note)
    assert show_item(stocked, ITEM).row.status is Status.PROPOSED


# ------------------------------------------------------------------------------------------------------------ withdraw


def test_a_report_is_taken_out_with_its_items(stocked: Ledger) -> None:
    store(stocked, plan("甲", 2023, ["账目不清"]))
    move(stocked, OTHER, Status.OPEN)
    told = to_withdraw(stocked, "甲", 2022)
    assert (told.numbers, told.worked_on) == ((ITEM, OTHER, "01-2022-03"), (OTHER,))
    done = withdraw_report(stocked, "甲", 2022, note="导错了单位", actor="李四", now=NOW, follow=follow)
    assert done == told
    assert [row.number for row in list_items(stocked, ItemFilter()).rows] == ["01-2023-01", "01-2023-02"]
    assert show_item(stocked, ITEM).events[-1].what == "随报告撤下"
    assert [document.year for document in list_documents(stocked)] == [2023]
    (outcome,) = store(stocked, plan("甲", 2022, ["账目不清"]))
    assert outcome.document is not None
    assert list_items(stocked, ItemFilter(year=2022)).rows[0].number == "01-2022-04"
    assert_sound(stocked)
    assert verify(stocked).faults == ()


def test_a_report_that_others_lean_on_stays(stocked: Ledger) -> None:
    store(stocked, plan("乙", 2022, ["账目不清"]))
    move(stocked, "02-2022-01", Status.MERGED, into=OTHER)
    with pytest.raises(MoveError, match="02-2022-01"):
        withdraw_report(stocked, "甲", 2022, note="导错了", actor="李四", now=NOW)
    assert show_item(stocked, OTHER).merged_here[0].number == "02-2022-01"


def test_taking_out_says_which_and_why(stocked: Ledger) -> None:
    for unit, year, note, error in (
        ("甲", 2022, " ", UsageError),
        ("甲", 2020, "导错了", NotFoundError),
        ("丁", 2022, "导错了", NotFoundError),
    ):
        with pytest.raises(error):
            withdraw_report(stocked, unit, year, note=note, actor="李四", now=NOW)


def test_a_report_is_put_under_its_right_year(stocked: Ledger) -> None:
    document = change_year(stocked, "甲", 2022, 2021, note="认错了年度", actor="李四", now=NOW, follow=follow)
    assert (document.year, document.problems, document.commitments) == (2021, 2, 1)
    assert [row.number for row in list_items(stocked, ItemFilter()).rows] == ["01-2021-01", "01-2021-02", "01-2021-03"]
    store(stocked, plan("甲", 2022, ["账目不清"]))
    assert show_item(stocked, "01-2021-02").row.verdict is not None
    assert_sound(stocked)
    assert verify(stocked).faults == ()


def test_a_year_is_not_changed_under_the_hands_of_others(stocked: Ledger) -> None:
    for to, error in ((2022, UsageError), (2023, AmbiguousError)):
        store(stocked, plan("甲", 2023))
        with pytest.raises(error):
            change_year(stocked, "甲", 2022, to, note="认错了", actor="李四", now=NOW)
    fill_in(stocked, [ITEM], {Field.NOTES: "看过"}, actor="张三", now=NOW)
    with pytest.raises(MoveError, match=ITEM):
        change_year(stocked, "甲", 2022, 2020, note="认错了", actor="李四", now=NOW)


def test_what_another_moved_meanwhile_is_not_split(stocked: Ledger) -> None:
    move(stocked, ITEM, Status.OPEN)
    seen = {"note": "两件事", "actor": "张三", "now": NOW}
    with pytest.raises(MoveError, match="这一项刚被别人改为“待整改”"):
        split_item(stocked, ITEM, ["甲", "乙"], expected=Status.PROPOSED, **seen)  # type: ignore[arg-type]
    assert len(split_item(stocked, ITEM, ["甲", "乙"], expected=Status.OPEN, **seen)) == 2  # type: ignore[arg-type]
