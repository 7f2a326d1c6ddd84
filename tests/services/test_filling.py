from __future__ import annotations

from datetime import date

import pytest

from tests.ledger.samples import NOW, plan, store
from tests.services.moving import move
from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field
from tracker.domain.kinds import Status, Term
from tracker.ledger.store import Ledger
from tracker.services.filling import extend, fill_in, hand_over, to_hand_over
from tracker.services.items import show_item
from tracker.services.verifying import verify

ITEM, OTHER, THIRD = "01-2022-01", "01-2022-02", "01-2022-03"
DUE, LATER = date(2024, 6, 30), date(2024, 9, 30)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]), plan("申", 2022, ["账目不清"]))
    return ledger


def test_several_items_are_filled_in_alike(stocked: Ledger) -> None:
    fill_in(stocked, [OTHER], {Field.PERSON: "王五"}, actor="张三", now=NOW)
    done = fill_in(
        stocked,
        [ITEM, OTHER],
        {Field.PERSON: "王五", Field.TERM: Term.AT_ONCE, Field.DUE_ON: DUE},
        note="照清单填",
        actor="李四",
        now=NOW,
    )
    assert ([row.number for row in done.rows], done.changed) == ([ITEM, OTHER], 2)
    detail = show_item(stocked, OTHER)
    assert (detail.fields.person, detail.fields.term, detail.row.due_on) == ("王五", Term.AT_ONCE, DUE)
    assert detail.row.due_original == DUE
    event = detail.events[-1]
    assert (event.what, event.actor, event.note) == ("填写台账", "李四", "照清单填")
    assert [(one.label, one.before, one.after) for one in event.changes] == [
        ("整改类型", "", "立行立改"),
        ("整改时限", "", "2024-06-30"),
    ]
    assert verify(stocked).faults == ()


def test_filling_in_the_same_again_is_no_entry(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM], {Field.PERSON: "王五"}, actor="张三", now=NOW)
    before = len(show_item(stocked, ITEM).events)
    assert fill_in(stocked, [ITEM], {Field.PERSON: "王五"}, actor="张三", now=NOW).changed == 0
    assert len(show_item(stocked, ITEM).events) == before


def test_all_or_none(stocked: Ledger) -> None:
    move(stocked, OTHER, Status.REJECTED)
    with pytest.raises(MoveError, match=rf"2 项里有 1 项不行，都没有改：{OTHER}"):
        fill_in(stocked, [ITEM, OTHER], {Field.PERSON: "王五"}, actor="张三", now=NOW)
    assert show_item(stocked, ITEM).fields.person == ""
    with pytest.raises(NotFoundError):
        fill_in(stocked, [ITEM, "01-2022-99"], {Field.PERSON: "王五"}, actor="张三", now=NOW)
    with pytest.raises(UsageError):
        fill_in(stocked, [ITEM], {}, actor="张三", now=NOW)


def test_what_another_has_changed_meanwhile_is_not_overwritten(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM], {Field.PERSON: "王五"}, actor="李四", now=NOW)
    with pytest.raises(MoveError, match="责任人”刚被别人改过"):
        fill_in(stocked, [ITEM], {Field.PERSON: "赵六"}, expected={Field.PERSON: ""}, actor="张三", now=NOW)
    assert show_item(stocked, ITEM).fields.person == "王五"


def test_a_title_that_a_person_gave_survives_a_corrected_report(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM], {Field.TITLE: "理论学习不深不透"}, actor="张三", now=NOW)
    store(stocked, plan("甲", 2022, ["学习不深", "考核还缺位"], ["修路"], opening="改"))
    assert show_item(stocked, ITEM).row.title == "理论学习不深不透"
    assert show_item(stocked, OTHER).row.title == "考核还缺位"
    assert verify(stocked).faults == ()


def test_an_extension_keeps_what_was_before(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM, OTHER], {Field.DUE_ON: DUE}, actor="张三", now=NOW)
    for number in (ITEM, OTHER):
        move(stocked, number, Status.OPEN)
    extend(stocked, [ITEM, OTHER], LATER, reason="雨季停工", approved_by="县委", actor="李四", now=NOW)
    extend(stocked, [ITEM], date(2025, 1, 1), reason="重新招标", approved_by="县委", actor="李四", now=NOW)
    detail = show_item(stocked, ITEM)
    assert (detail.row.due_on, detail.row.due_original) == (date(2025, 1, 1), DUE)
    assert [(one.position, one.old_on, one.new_on, one.reason, one.by) for one in detail.extensions] == [
        (1, DUE, LATER, "雨季停工", "李四"),
        (2, LATER, date(2025, 1, 1), "重新招标", "李四"),
    ]
    assert detail.events[-1].what == "延期"
    with pytest.raises(MoveError, match="不是延期"):
        extend(stocked, [ITEM], DUE, reason="雨季停工", approved_by="县委", actor="李四", now=NOW)
    assert verify(stocked).faults == ()


def test_a_post_that_changes_hands_takes_its_open_items_along(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM, OTHER, THIRD], {Field.POST: "组织委员", Field.PERSON: "王五"}, actor="张三", now=NOW)
    fill_in(stocked, ["02-2022-01"], {Field.POST: "组织委员", Field.PERSON: "孙七"}, actor="张三", now=NOW)
    move(stocked, THIRD, Status.REJECTED)
    assert [row.number for row in to_hand_over(stocked, "组织委员", unit="甲")] == [ITEM, OTHER]
    rows = hand_over(stocked, "组织委员", "赵六", unit="甲", note="干部调整", actor="李四", now=NOW)
    assert [(row.number, row.post, row.person) for row in rows] == [
        (ITEM, "组织委员", "赵六"),
        (OTHER, "组织委员", "赵六"),
    ]
    assert show_item(stocked, THIRD).fields.person == "王五"
    assert show_item(stocked, "02-2022-01").fields.person == "孙七"
    event = show_item(stocked, ITEM).events[-1]
    assert (event.what, event.note, event.changes[0].after) == ("移交", "干部调整", "赵六")


def test_a_person_is_replaced_wherever_that_person_stands(stocked: Ledger) -> None:
    fill_in(stocked, [ITEM], {Field.LEADER: "王五", Field.PERSON: "王五"}, actor="张三", now=NOW)
    fill_in(stocked, [OTHER], {Field.LEADER: "王五", Field.PERSON: "孙七"}, actor="张三", now=NOW)
    for target in (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW):
        move(stocked, OTHER, target)
    hand_over(stocked, "王五", "赵六", note="调离", actor="李四", now=NOW)
    assert [
        (show_item(stocked, one).fields.leader, show_item(stocked, one).fields.person) for one in (ITEM, OTHER)
    ] == [
        ("赵六", "赵六"),
        ("赵六", "孙七"),
    ]


def test_a_handover_says_to_whom_and_why(stocked: Ledger) -> None:
    for to, note, error in (("", "调整", UsageError), ("赵六", " ", UsageError), ("赵六", "调整", NotFoundError)):
        with pytest.raises(error):
            hand_over(stocked, "没有的岗位", to, note=note, actor="李四", now=NOW)
    fill_in(stocked, [ITEM], {Field.PERSON: "王五"}, actor="张三", now=NOW)
    with pytest.raises(UsageError, match="无须移交"):
        hand_over(stocked, "王五", "王五", note="调整", actor="李四", now=NOW)
    with pytest.raises(NotFoundError):
        to_hand_over(stocked, "没有的岗位")
