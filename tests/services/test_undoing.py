from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.ledger.samples import NOW, follow, plan, store
from tests.services.moving import move
from tests.services.telling import assert_sound, everything
from tracker.domain.errors import MoveError, NotFoundError
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.domain.status import Given
from tracker.ledger import open_ledger
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.entering import EntryDraft, add_items, split_item
from tracker.services.filling import extend, fill_in, hand_over
from tracker.services.items import list_items, show_item
from tracker.services.proving import add_evidence, list_evidence
from tracker.services.undoing import Toggled, redo, undo
from tracker.services.units import list_units, merge_units, rename_unit
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.services.withdrawing import change_year, withdraw_report
from tracker.services.workflow import move_items

ITEM, OTHER, THIRD = "01-2022-01", "01-2022-02", "01-2022-03"
STATE = ("unit", "unit_name", "item", "item_action", "item_address", "item_round", "item_extension", "evidence")


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2021, ["学习不深"], ["修路"]), plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]))
    return ledger


def back(ledger: Ledger, command: int | None = None, actor: str = "张三") -> Toggled:
    return undo(ledger, command, actor=actor, now=NOW, follow=follow)


def again(ledger: Ledger, command: int | None = None, actor: str = "张三") -> Toggled:
    return redo(ledger, command, actor=actor, now=NOW, follow=follow)


def state(ledger: Ledger) -> dict[str, Any]:
    """All rows that count: not those of items whose entering was undone."""
    with ledger.read() as session:
        void = set(session.execute(select(t.item.c.id).where(t.item.c.void)).scalars())
        found = {}
        for name in STATE:
            table = t.item.metadata.tables[name]
            rows = [dict(row) for row in session.execute(select(table)).mappings()]
            own = [row for row in rows if row.get("item_id", row.get("commitment_id")) not in void]
            found[name] = sorted((row for row in own if not row.get("void")), key=repr)
    return found


def last(ledger: Ledger) -> int:
    return log(ledger, limit=1)[0].number


# ------------------------------------------------------------------------------------------- every command, back again


def edit(ledger: Ledger) -> None:
    fill_in(ledger, [ITEM, OTHER], {Field.PERSON: "王五", Field.DUE_ON: date(2024, 5, 1)}, actor="张三", now=NOW)


def start(ledger: Ledger) -> None:
    move_items(ledger, [ITEM, OTHER], Status.OPEN, given=Given(note="属实"), actor="张三", now=NOW)


def put_off(ledger: Ledger) -> None:
    extend(ledger, [ITEM], date(2024, 9, 1), reason="雨季", approved_by="县委", actor="张三", now=NOW)


def prove(ledger: Ledger, folder: Path) -> None:
    (folder / "纪要.txt").write_text("开过会", encoding="utf-8")
    add_evidence(ledger, [ITEM], folder / "纪要.txt", dated=date(2023, 5, 1), actor="张三", now=NOW)


def prepare_handover(ledger: Ledger) -> None:
    fill_in(ledger, [ITEM, THIRD], {Field.POST: "组织委员", Field.PERSON: "王五"}, actor="李四", now=NOW)


def prepare_work(ledger: Ledger) -> None:
    move(ledger, ITEM, Status.OPEN, actor="李四")
    fill_in(ledger, [ITEM], {Field.DUE_ON: date(2024, 5, 1)}, actor="李四", now=NOW)


def prepare_closed(ledger: Ledger) -> None:
    for target in (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED):
        move(ledger, ITEM, target, actor="李四")


def other_unit(ledger: Ledger) -> None:
    store(ledger, plan("乙", 2020, ["账目不清"]), actor="李四")


COMMANDS: dict[str, tuple[Callable[[Ledger], object], Callable[[Ledger, Path], object]]] = {
    "fill in": (lambda _: None, lambda ledger, _: edit(ledger)),
    "move": (lambda _: None, lambda ledger, _: start(ledger)),
    "reopen": (prepare_closed, lambda ledger, _: move(ledger, ITEM, Status.OPEN)),
    "merge": (lambda _: None, lambda ledger, _: move(ledger, ITEM, Status.MERGED, into=OTHER)),
    "extend": (prepare_work, lambda ledger, _: put_off(ledger)),
    "evidence": (prepare_work, prove),
    "hand over": (
        prepare_handover,
        lambda ledger, _: hand_over(ledger, "组织委员", "赵六", note="调整", actor="张三", now=NOW),
    ),
    "split": (
        lambda _: None,
        lambda ledger, _: split_item(ledger, ITEM, ["学习", "不深"], note="两件事", actor="张三", now=NOW),
    ),
    "add": (
        lambda _: None,
        lambda ledger, _: add_items(
            *(ledger, [EntryDraft(title="信访积案")]),
            unit="甲",
            year=2022,
            note="信访件",
            actor="张三",
            now=NOW,
            follow=follow,
        ),
    ),
    "import": (lambda _: None, lambda ledger, _: store(ledger, plan("甲", 2023, ["学习不深"]), plan("丙", 2023))),
    "import between": (other_unit, lambda ledger, _: store(ledger, plan("乙", 2018), plan("乙", 2019))),
    "correct": (
        lambda _: None,
        lambda ledger, _: store(ledger, plan("甲", 2022, ["学习还是不深", "新的问题"], ["修桥", "修路"], opening="改")),
    ),
    "rename": (lambda _: None, lambda ledger, _: rename_unit(ledger, "甲", "甲镇", actor="张三", now=NOW)),
    "merge units": (
        other_unit,
        lambda ledger, _: merge_units(ledger, "乙", "甲", actor="张三", now=NOW, follow=follow),
    ),
    "withdraw": (
        lambda _: None,
        lambda ledger, _: withdraw_report(ledger, "甲", 2022, note="导错了", actor="张三", now=NOW, follow=follow),
    ),
    "change year": (
        lambda _: None,
        lambda ledger, _: change_year(ledger, "甲", 2022, 2023, note="认错了", actor="张三", now=NOW, follow=follow),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_taken_back_whole_and_done_again(stocked: Ledger, tmp_path: Path, name: str) -> None:
    prepare, command = COMMANDS[name]
    prepare(stocked)
    before, told = state(stocked), everything(stocked)
    command(stocked, tmp_path)
    done, told_after = state(stocked), everything(stocked)
    assert done != before
    undone = back(stocked)
    after = state(stocked)
    if name in {"import", "import between"}:  # units and names that were given once stay known
        for known in ("unit", "unit_name"):
            before.pop(known), after.pop(known)
        told.pop("units")
    assert after == before
    now_told = everything(stocked)
    assert {key: now_told[key] for key in told} == told
    assert_sound(stocked)
    assert verify(stocked).faults == ()
    again(stocked)
    assert state(stocked) == done
    assert everything(stocked) == told_after
    assert verify(stocked).faults == ()
    assert back(stocked).command.number == undone.command.number
    assert verify(stocked).faults == ()


@pytest.mark.parametrize("name", COMMANDS)
def test_where_one_item_is_told_no_other_row_of_the_list_has_changed(
    stocked: Ledger, tmp_path: Path, name: str
) -> None:
    prepare, command = COMMANDS[name]
    prepare(stocked)
    command(stocked, tmp_path)
    for toggle in (back, again):
        before = list_items(stocked, ItemFilter()).rows
        toggled = toggle(stocked)
        assert (toggled.item is not None) is (name in {"reopen", "merge", "extend", "evidence"})
        if toggled.item is not None:
            item = toggled.item
            after = list_items(stocked, ItemFilter()).rows
            assert after == tuple(item if row.id == item.id else row for row in before)
            assert item in after


# ---------------------------------------------------------------------------------------------------------- whose, when


def test_undo_takes_back_the_last_of_ones_own(stocked: Ledger) -> None:
    start(stocked)
    fill_in(stocked, [THIRD], {Field.NOTES: "看看"}, actor="李四", now=NOW)
    assert back(stocked).command.what == "确认纳入"
    assert show_item(stocked, THIRD).fields.notes == "看看"
    assert show_item(stocked, ITEM).row.status is Status.PROPOSED


def test_undoing_step_by_step_reaches_the_import_and_then_nothing(stocked: Ledger) -> None:
    start(stocked)
    edit(stocked)
    assert [back(stocked).command.what for _ in range(3)] == ["填写台账", "确认纳入", "导入报告"]
    assert list_items(stocked, ItemFilter()).total == 0
    with pytest.raises(NotFoundError, match="没有“张三”做过"):
        back(stocked)
    assert [again(stocked).command.what for _ in range(3)] == ["导入报告", "确认纳入", "填写台账"]
    with pytest.raises(NotFoundError, match="重做"):
        again(stocked)


def test_what_somebody_has_built_on_stays(stocked: Ledger) -> None:
    edit(stocked)
    number = last(stocked)
    move(stocked, ITEM, Status.OPEN, actor="李四")
    before = state(stocked)
    with pytest.raises(MoveError, match=rf"李四 又在上面做了第 {last(stocked)} 号（确认纳入）"):
        back(stocked, number)
    assert state(stocked) == before
    back(stocked, last(stocked), actor="王五")
    back(stocked, number)
    assert show_item(stocked, ITEM).fields.person == ""


def test_one_item_that_was_built_on_keeps_the_whole_command(stocked: Ledger) -> None:
    start(stocked)
    number = last(stocked)
    fill_in(stocked, [OTHER], {Field.NOTES: "有人看过"}, actor="李四", now=NOW)
    with pytest.raises(MoveError, match="李四"):
        back(stocked, number)
    assert show_item(stocked, ITEM).row.status is Status.OPEN


def test_an_import_that_was_corrected_is_not_taken_back_alone(stocked: Ledger) -> None:
    store(stocked, plan("甲", 2022, ["学习不深"], opening="改"), actor="李四")
    with pytest.raises(MoveError, match=r"更正报告|随报告更正|不再提及"):
        back(stocked, 1)


def test_an_import_of_a_unit_that_was_merged_is_not_taken_back_alone(stocked: Ledger) -> None:
    store(stocked, plan("乙", 2020, ["账目不清"]))
    number = last(stocked)
    merge_units(stocked, "乙", "甲", actor="李四", now=NOW, follow=follow)
    back(stocked, number)  # its rows are where the merger put them; taking them out touches other values
    assert verify(stocked).faults == ()


def test_an_undo_is_no_command_to_undo(stocked: Ledger) -> None:
    start(stocked)
    number = last(stocked)
    done = back(stocked)
    with pytest.raises(MoveError, match="redo"):
        back(stocked, done.by)
    with pytest.raises(MoveError, match="已经撤销"):
        back(stocked, number)
    again(stocked)
    with pytest.raises(MoveError, match="没有撤销"):
        again(stocked, number)
    for absent in (9999, 2):
        with pytest.raises(NotFoundError):
            back(stocked, absent)


def test_redoing_on_a_changed_state_is_refused(stocked: Ledger) -> None:
    start(stocked)
    number = last(stocked)
    back(stocked)
    move(stocked, ITEM, Status.REJECTED, actor="李四")
    with pytest.raises(MoveError, match="李四"):
        again(stocked, number)


def test_undo_works_across_runs(sqlite_ledger: Ledger) -> None:
    store(sqlite_ledger, plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]))
    start(sqlite_ledger)
    sqlite_ledger.close()
    with open_ledger(sqlite_ledger.url_for_people) as ledger:
        assert back(ledger).command.numbers == (ITEM, OTHER)
    with open_ledger(sqlite_ledger.url_for_people) as ledger:
        assert show_item(ledger, ITEM).row.status is Status.PROPOSED
        again(ledger)
    with open_ledger(sqlite_ledger.url_for_people) as ledger:
        assert show_item(ledger, ITEM).row.status is Status.OPEN


def test_numbers_are_not_given_again_after_an_undo(stocked: Ledger) -> None:
    (added,) = add_items(
        stocked, [EntryDraft(title="信访积案")], unit="甲", year=2022, note="信访件", actor="张三", now=NOW
    )
    back(stocked)
    assert show_item(stocked, added.number).row.void
    with pytest.raises(MoveError, match="登记已撤销"):
        move(stocked, added.number, Status.IN_PROGRESS)
    (fresh,) = add_items(
        stocked, [EntryDraft(title="另一件")], unit="甲", year=2022, note="信访件", actor="张三", now=NOW
    )
    assert fresh.number == "01-2022-05"
    assert added.number == "01-2022-04"


def test_the_same_report_comes_in_again_after_its_import_was_undone(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022))
    back(ledger)
    (outcome,) = store(ledger, plan("甲", 2022))
    assert outcome.status.label == "已导入"
    assert [row.number for row in list_items(ledger, ItemFilter()).rows] == ["01-2022-04", "01-2022-05", "01-2022-06"]
    assert verify(ledger).faults == ()


def test_evidence_that_was_undone_does_not_count(stocked: Ledger, tmp_path: Path) -> None:
    prepare_work(stocked)
    prove(stocked, tmp_path)
    back(stocked)
    assert list_evidence(stocked, ITEM) == ()


def test_an_undone_closure_does_not_leave_its_verifier_behind(stocked: Ledger) -> None:
    for target in (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION):
        move(stocked, ITEM, target, actor="李四")
    move(stocked, ITEM, Status.CLOSED, actor="张三")
    back(stocked)
    (only,) = show_item(stocked, ITEM).rounds
    assert (only.closed_by, only.closed_at, only.finished, only.applied_by) == ("", None, False, "李四")


# ----------------------------------------------------------------------------------------------------------------- log


def test_the_log_tells_one_line_a_command(stocked: Ledger) -> None:
    start(stocked)
    back(stocked)
    found = log(stocked)
    assert [(one.what, one.items, one.undone) for one in found] == [
        (f"撤销第 {found[1].number} 号", 2, False),
        ("确认纳入", 2, True),
        ("导入报告", 5, False),
    ]
    assert found[2].places == ("甲 2021", "甲 2022")
    assert (found[1].note, found[1].numbers, found[1].actor) == ("属实", (ITEM, OTHER), "张三")
    assert [one.number for one in log(stocked, limit=1)] == [found[0].number]


def test_the_log_of_one_item(stocked: Ledger) -> None:
    start(stocked)
    fill_in(stocked, [THIRD], {Field.NOTES: "看看"}, actor="李四", now=NOW)
    assert [one.what for one in log(stocked, ITEM)] == ["确认纳入", "导入报告"]
    assert [one.what for one in log(stocked, THIRD)] == ["填写台账", "导入报告"]
    with pytest.raises(NotFoundError):
        log(stocked, "01-2022-99")


def test_units_are_named_in_the_log(stocked: Ledger) -> None:
    rename_unit(stocked, "甲", "甲镇", actor="张三", now=NOW)
    (newest, *_) = log(stocked)
    assert (newest.what, newest.places, newest.items) == ("单位更名", ("甲镇",), 0)
    back(stocked)
    assert [unit.name for unit in list_units(stocked)] == ["甲"]


def test_undoing_tells_how_far_it_is_and_can_be_called_off(stocked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.undoing._TOLD_EVERY", 1)
    move_items(stocked, [ITEM, OTHER], Status.OPEN, given=Given(note="属实"), actor="张三", now=NOW)
    before, told = state(stocked), []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise MoveError("停下")

    with pytest.raises(MoveError, match="停下"):
        undo(stocked, actor="张三", now=NOW, follow=follow, progress=stop)
    assert told == [(0, 2), (1, 2)]
    assert state(stocked) == before
    undo(stocked, actor="张三", now=NOW, follow=follow, progress=lambda done, of: told.append((done, of)))
    assert told[2:] == [(0, 2), (1, 2)]
    with pytest.raises(MoveError, match="停下"):
        redo(stocked, actor="张三", now=NOW, follow=follow, progress=stop)
    assert_sound(stocked)
