from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.ledger.samples import NOW, broken_links, plan, store
from tests.services import moving
from tracker.domain.errors import MoveError, NotFoundError
from tracker.domain.kinds import Status
from tracker.domain.status import MOVES
from tracker.ledger.store import Ledger
from tracker.services.items import show_item
from tracker.services.views import ItemRow
from tracker.services.workflow import move_item

ITEM = "01-2022-01"
OTHER = "01-2022-02"
THIRD = "01-2022-03"

TO_VERIFICATION = (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]))
    return ledger


def move(
    ledger: Ledger, target: Status, *, actor: str = "张三", into: str | None = None, number: str = ITEM
) -> ItemRow:
    return moving.move(ledger, number, target, note=" 说明 ", actor=actor, into=into)


def test_an_item_walks_through_the_states(stocked: Ledger) -> None:
    for target in (*TO_VERIFICATION, Status.CLOSED):
        assert move(stocked, target).status is target
    detail = show_item(stocked, ITEM)
    assert [(event.what, event.source, event.target) for event in detail.events[1:]] == [
        (step.name, step.source, step.target)
        for step in MOVES
        if (step.source, step.target)
        in {
            (Status.PROPOSED, Status.OPEN),
            (Status.OPEN, Status.IN_PROGRESS),
            (Status.IN_PROGRESS, Status.IN_REVIEW),
            (Status.IN_REVIEW, Status.IN_VERIFICATION),
            (Status.IN_VERIFICATION, Status.CLOSED),
        }
    ]
    assert {event.note for event in detail.events[1:]} == {"说明"}
    with stocked.read() as session:
        assert broken_links(session) == []


def test_a_move_is_kept_with_who_when_and_why(stocked: Ledger) -> None:
    later = NOW + timedelta(hours=3)
    move_item(stocked, ITEM, Status.OPEN, note="与原文相符", actor="李四", now=later)
    event = show_item(stocked, ITEM).events[-1]
    assert (event.at, event.actor, event.what, event.note) == (later, "李四", "确认纳入", "与原文相符")


@pytest.mark.parametrize("target", [Status.CLOSED, Status.IN_PROGRESS, Status.PROPOSED])
def test_a_move_outside_the_table_is_refused(stocked: Ledger, target: Status) -> None:
    with pytest.raises(MoveError):
        move(stocked, target)
    detail = show_item(stocked, ITEM)
    assert detail.row.status is Status.PROPOSED
    assert len(detail.events) == 1


def test_a_move_without_a_note_is_refused(stocked: Ledger) -> None:
    with pytest.raises(MoveError, match="说明"):
        move_item(stocked, ITEM, Status.OPEN, note="  ", actor="张三", now=NOW)


@pytest.mark.parametrize(
    "applicant, reviewer, verifier, self_verified",
    [
        ("张三", "李四", "王五", False),
        ("张三", "李四", "张三", True),
        ("张三", "李四", "李四", True),
        ("张三", "张三", "张三", True),
        ("张三", "张三", "李四", False),
    ],
)
def test_closing_what_one_applied_for_is_marked(
    stocked: Ledger, applicant: str, reviewer: str, verifier: str, self_verified: bool
) -> None:
    move(stocked, Status.OPEN)
    move(stocked, Status.IN_PROGRESS)
    move(stocked, Status.IN_REVIEW, actor=applicant)
    move(stocked, Status.IN_VERIFICATION, actor=reviewer)
    assert move(stocked, Status.CLOSED, actor=verifier).self_verified is self_verified


def test_only_the_last_application_counts(stocked: Ledger) -> None:
    move(stocked, Status.OPEN)
    move(stocked, Status.IN_PROGRESS)
    move(stocked, Status.IN_REVIEW, actor="王五")
    move(stocked, Status.IN_PROGRESS, actor="李四")
    move(stocked, Status.IN_REVIEW, actor="张三")
    move(stocked, Status.IN_VERIFICATION, actor="李四")
    assert not move(stocked, Status.CLOSED, actor="王五").self_verified


def test_reopening_starts_a_round(stocked: Ledger) -> None:
    for target in (*TO_VERIFICATION, Status.CLOSED):
        row = move(stocked, target)
    assert (row.round, row.self_verified) == (1, True)
    row = move(stocked, Status.OPEN)
    assert (row.status, row.round, row.self_verified) == (Status.OPEN, 2, False)
    assert show_item(stocked, ITEM).events[-1].what == "重新打开"
    for target in TO_VERIFICATION[1:]:
        move(stocked, target, actor="李四")
    row = move(stocked, Status.CLOSED)
    assert (row.round, row.self_verified) == (2, False)


def test_merging_and_restoring(stocked: Ledger) -> None:
    move(stocked, Status.MERGED, into="1-2022-2")
    assert show_item(stocked, ITEM).merged_into == OTHER
    move(stocked, Status.PROPOSED)
    assert show_item(stocked, ITEM).merged_into is None


def test_merging_needs_another_item_that_is_there(stocked: Ledger) -> None:
    with pytest.raises(MoveError, match=r"--into"):
        move(stocked, Status.MERGED)
    with pytest.raises(MoveError, match="自己"):
        move(stocked, Status.MERGED, into=ITEM)
    for absent in ("01-2022-99", "不是编号"):
        with pytest.raises(NotFoundError):
            move(stocked, Status.MERGED, into=absent)
    move(stocked, Status.REJECTED, number=OTHER)
    with pytest.raises(MoveError, match="不纳入"):
        move(stocked, Status.MERGED, into=OTHER)
    assert show_item(stocked, ITEM).row.status is Status.PROPOSED


def test_merging_in_a_circle_is_refused(stocked: Ledger) -> None:
    move(stocked, Status.MERGED, into=OTHER)
    move(stocked, Status.MERGED, number=OTHER, into=THIRD)
    with pytest.raises(MoveError, match="反过来"):
        move(stocked, Status.MERGED, number=THIRD, into=ITEM)


def test_a_move_from_a_stale_state_is_refused(stocked: Ledger) -> None:
    for target in (Status.OPEN, Status.IN_PROGRESS, Status.CONTINUING):
        move(stocked, target)
    # 持续整改 → 待审核 is lawful, but not what the person saw.
    with pytest.raises(MoveError, match="持续整改"):
        move_item(
            stocked,
            ITEM,
            Status.IN_REVIEW,
            note="说明",
            actor="李四",
            now=NOW,
            expected=Status.IN_PROGRESS,
        )
    assert show_item(stocked, ITEM).row.status is Status.CONTINUING


def test_of_many_moving_at_once_one_succeeds(stocked: Ledger) -> None:
    barrier = threading.Barrier(6)
    results: list[str] = []

    def work(actor: str) -> None:
        barrier.wait()
        try:
            move(stocked, Status.OPEN, actor=actor)
            results.append(actor)
        except MoveError:
            results.append("")

    threads = [threading.Thread(target=work, args=(f"某{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [actor for actor in results if actor]
    assert len(results) == 6
    events = show_item(stocked, ITEM).events
    assert [event.actor for event in events[1:]] == [winner]
    with stocked.read() as session:
        assert broken_links(session) == []


def test_an_unknown_item_cannot_be_moved(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError):
        move(stocked, Status.OPEN, number="01-2022-88")
