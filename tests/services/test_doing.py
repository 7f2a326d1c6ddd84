from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.ledger.samples import NOW, plan, store
from tests.services.moving import move
from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import Status
from tracker.domain.status import DEFAULT_RULES, Given
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.doing import Dating, Doing, Filling, Moving, Noting, carry_out, look, outlook, seen_of
from tracker.services.filling import fill_in
from tracker.services.items import item_ids, show_item
from tracker.services.undoing import undo
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter

DUE, LATER = date(2024, 6, 30), date(2024, 9, 30)
START: dict[Field, FieldValue] = {
    Field.LEADER: "赵一",
    Field.PERSON: "王五",
    Field.MEASURES: "每周学",
    Field.DUE_ON: DUE,
    Field.GOAL: "学懂",
}


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]), plan("申", 2022, ["账目不清"], []))
    return ledger


def ids(ledger: Ledger) -> list[int]:
    return item_ids(ledger, ItemFilter())


def numbers(ledger: Ledger, wanted: ItemFilter) -> set[str]:
    return {look(ledger, one).row.number for one in item_ids(ledger, wanted)}


def test_an_outlook_tells_what_would_change_and_what_refuses_and_writes_nothing(stocked: Ledger) -> None:
    move(stocked, "01-2022-02", Status.OPEN)
    before = len(log(stocked))
    found = outlook(stocked, [*ids(stocked), 999], Moving(Status.OPEN, Given(note="核对过")), actor="李四")
    assert len(found.seen) == 3
    assert [(one.reason, one.numbers, one.count) for one in found.refusals] == [
        ("已经是“待整改”了", ("01-2022-02",), 1)
    ]
    assert found.refused == 1
    assert [one.row.number for one in found.examples] == ["01-2022-01", "01-2022-03", "02-2022-01"]
    assert [(one.label, one.before, one.after) for one in found.examples[0].changes] == [("状态", "待确认", "待整改")]
    assert len(log(stocked)) == before


def test_many_are_one_command_and_one_undo_takes_all_back(stocked: Ledger) -> None:
    doing = Moving(Status.OPEN, Given(note="核对过", fields={Field.PERSON: "王五"}))
    found = outlook(stocked, ids(stocked), doing, actor="李四")
    done = carry_out(stocked, found.seen, doing, actor="李四", now=NOW)
    assert (done.changed, {row.status for row in done.rows}) == (4, {Status.OPEN})
    assert log(stocked)[0].items == 4
    assert numbers(stocked, ItemFilter(status=Status.OPEN)) == {
        "01-2022-01",
        "01-2022-02",
        "01-2022-03",
        "02-2022-01",
    }
    undo(stocked, actor="李四", now=NOW)
    assert numbers(stocked, ItemFilter(status=Status.OPEN)) == set()
    assert show_item(stocked, "01-2022-01").fields.person == ""
    assert verify(stocked).faults == ()


@pytest.mark.parametrize(
    "doing, told",
    [
        (Moving(Status.OPEN, Given(note="核对过")), "这一项刚被别人改为“待整改”"),
        (Filling({Field.PERSON: "王五"}), "这一项刚被别人改为“待整改”"),
    ],
)
def test_what_another_moved_meanwhile_is_told(stocked: Ledger, doing: Doing, told: str) -> None:
    found = outlook(stocked, ids(stocked)[:1], doing, actor="李四")
    move(stocked, "01-2022-01", Status.OPEN)
    with pytest.raises(MoveError, match=told):
        carry_out(stocked, found.seen, doing, actor="李四", now=NOW)


@pytest.mark.parametrize(
    "doing, field, value",
    [
        (Filling({Field.PERSON: "王五"}), Field.PERSON, "赵六"),
        (Dating(DUE), Field.DUE_ON, LATER),
        (Noting("催过了"), Field.NOTES, "别人记的"),
        (Moving(Status.OPEN, Given(note="核对过", fields={Field.GOAL: "学懂"})), Field.GOAL, "背熟"),
    ],
)
def test_what_another_filled_in_meanwhile_is_not_overwritten(
    stocked: Ledger, doing: Doing, field: Field, value: str | date
) -> None:
    found = outlook(stocked, ids(stocked)[:2], doing, actor="李四")
    fill_in(stocked, ["01-2022-02"], {field: value}, actor="别人", now=NOW)
    with pytest.raises(MoveError, match=rf"01-2022-02 “{field.label}”刚被别人改过"):
        carry_out(stocked, found.seen, doing, actor="李四", now=NOW)
    assert show_item(stocked, "01-2022-02").fields.of(field) == value
    assert show_item(stocked, "01-2022-01").row.status is Status.PROPOSED


def test_another_change_does_not_stand_in_the_way(stocked: Ledger) -> None:
    seen = look(stocked, ids(stocked)[0])
    doing = Filling({Field.PERSON: "王五"})
    fill_in(stocked, ["01-2022-01"], {Field.GOAL: "学懂"}, actor="别人", now=NOW)
    key = {seen.row.id: seen_of(doing, seen.standing.status, seen.standing.fields)}
    assert carry_out(stocked, key, doing, actor="李四", now=NOW).changed == 1


def test_deadlines_are_set_before_work_begins_and_put_off_afterwards(stocked: Ledger) -> None:
    move(stocked, "01-2022-01", Status.OPEN)
    fill_in(stocked, ["01-2022-01"], dict(START), actor="李四", now=NOW)
    move(stocked, "01-2022-01", Status.IN_PROGRESS)
    both = ids(stocked)[:2]
    bare = outlook(stocked, both, Dating(LATER), actor="李四")
    assert [one.reason for one in bare.refusals] == ["延期要写理由"]
    doing = Dating(LATER, reason="汛期停工", approved_by="县委")
    found = outlook(stocked, both, doing, actor="李四")
    assert found.refusals == ()
    assert [(one.label, one.before, one.after) for one in found.examples[0].changes] == [
        ("整改时限", "2024-06-30", "2024-09-30")
    ]
    carry_out(stocked, found.seen, doing, actor="李四", now=NOW)
    first, second = show_item(stocked, "01-2022-01"), show_item(stocked, "01-2022-02")
    assert [(one.old_on, one.new_on, one.reason, one.approved_by) for one in first.extensions] == [
        (DUE, LATER, "汛期停工", "县委")
    ]
    assert (first.row.due_original, second.row.due_original, second.extensions) == (DUE, LATER, ())
    undo(stocked, actor="李四", now=NOW)
    assert (show_item(stocked, "01-2022-01").row.due_on, show_item(stocked, "01-2022-02").row.due_on) == (DUE, None)


def test_notes_grow_by_a_line(stocked: Ledger) -> None:
    fill_in(stocked, ["01-2022-01"], {Field.NOTES: "先记的"}, actor="李四", now=NOW)
    doing = Noting(" 后记的\n")
    carry_out(stocked, outlook(stocked, ids(stocked)[:2], doing, actor="李四").seen, doing, actor="李四", now=NOW)
    assert show_item(stocked, "01-2022-01").fields.notes == "先记的\n后记的"
    assert show_item(stocked, "01-2022-02").fields.notes == "后记的"


def test_what_holds_already_is_told_apart(stocked: Ledger) -> None:
    fill_in(stocked, ["01-2022-01"], {Field.PERSON: "王五"}, actor="李四", now=NOW)
    found = outlook(stocked, ids(stocked)[:2], Filling({Field.PERSON: "王五"}), actor="李四")
    assert (found.same, len(found.seen)) == (1, 1)


def test_merging_many_looks_at_the_target_once(stocked: Ledger) -> None:
    doing = Moving(Status.MERGED, Given(note="一回事", into="01-2022-01"))
    with pytest.raises(MoveError, match="不能并入自己"):
        outlook(stocked, ids(stocked), doing, actor="李四")
    found = outlook(stocked, ids(stocked)[1:], doing, actor="李四")
    carry_out(stocked, found.seen, doing, actor="李四", now=NOW)
    assert show_item(stocked, "02-2022-01").merged_into == "01-2022-01"


def test_calling_off_leaves_nothing_half_done(stocked: Ledger) -> None:
    doing = Filling({Field.PERSON: "王五"})
    found = outlook(stocked, ids(stocked), doing, actor="李四")

    def stop(done: int, of: int) -> None:
        assert (done, of) == (4, 4)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(stocked, found.seen, doing, actor="李四", now=NOW, progress=stop)
    assert show_item(stocked, "01-2022-01").fields.person == ""
    assert verify(stocked).faults == ()


def test_rules_of_the_office_hold(stocked: Ledger) -> None:
    move(stocked, "01-2022-01", Status.OPEN)
    doing = Moving(Status.IN_PROGRESS, Given(note="开始"))
    strict = outlook(stocked, ids(stocked)[:1], doing, actor="李四")
    assert "没有写责任领导" in strict.refusals[0].reason
    lenient = replace(DEFAULT_RULES, start_fields=())
    assert outlook(stocked, ids(stocked)[:1], doing, actor="李四", rules=lenient).refusals == ()


def test_nothing_and_nobody(stocked: Ledger) -> None:
    with pytest.raises(UsageError):
        carry_out(stocked, {}, Noting("空"), actor="李四", now=NOW)
    with pytest.raises(NotFoundError):
        look(stocked, 999)
