from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.samples import NOW, follow, plan, store
from tests.services.telling import assert_sound, everything
from tests.services.test_undoing import state
from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field
from tracker.domain.kinds import ItemKind, Status
from tracker.domain.spans import Span
from tracker.extraction.bounds import Edge, Step
from tracker.ledger.store import Ledger
from tracker.services.document_views import DocumentFilter
from tracker.services.documents import document_ids, list_documents
from tracker.services.entering import EntryDraft, add_items
from tracker.services.filling import fill_in
from tracker.services.importing import import_reports
from tracker.services.items import show_item
from tracker.services.judging import confirm_items
from tracker.services.review_views import Review
from tracker.services.reviewing import add_from_report, join, redraw, review, split_at
from tracker.services.undoing import redo, undo
from tracker.services.verifying import verify
from tracker.services.views import ItemRow
from tracker.services.workflow import move_item

BODY = "学习不深：集中学习次数少，有的支部一年没有学过；交流研讨走过场"
PROBLEMS = [BODY, "路灯维护不及时", "考核制度没有建立"]
PROMISES = ["修路灯", "建立考核制度"]
WHO: dict[str, Any] = {"actor": "张三", "now": NOW}
FOLLOWED: dict[str, Any] = {**WHO, "follow": follow}
P1, P2, P3, C1, C2 = (f"01-2022-0{number}" for number in range(1, 6))


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(
        ledger,
        plan("甲", 2021, ["学习不深", "账目不清"], ["修路灯"]),
        plan("甲", 2022, PROBLEMS, PROMISES),
        plan("甲", 2023, ["学习不深", "交流研讨走过场"], ["修路灯"]),
    )
    return ledger


def report(ledger: Ledger, year: int = 2022) -> int:
    (found,) = document_ids(ledger, DocumentFilter(year=year))
    return found


def seen(ledger: Ledger) -> Review:
    return review(ledger, report(ledger))


def place(ledger: Ledger, words: str) -> Span:
    at = seen(ledger).text.index(words)
    return Span(at, at + len(words))


def assert_grounded(ledger: Ledger) -> None:
    found = seen(ledger)
    for item in found.items:
        assert item.quote.span.of(found.text) == item.quote.text
        detail = show_item(ledger, item.row.number)
        for inner in (*(action.quote for action in detail.actions), *(one.quote for one in detail.passages)):
            assert inner.span.of(found.text) == inner.text
            assert item.quote.span.covers(inner.span)
    assert verify(ledger).sound
    assert_sound(ledger)


# ------------------------------------------------------------------------------------------------------ what is shown


def test_the_least_sure_come_first_then_the_order_of_the_text(stocked: Ledger) -> None:
    found = seen(stocked)
    assert [item.row.number for item in found.items] == [P1, P2, P3, C1, C2]
    assert found.waiting == 5
    assert found.current
    confirm_items(stocked, [P1], verdicts=False, **WHO)
    after = seen(stocked)
    assert [item.row.number for item in after.items] == [item.row.number for item in found.items]
    assert after.waiting == 4


def test_a_report_that_is_not_there(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError):
        review(stocked, 99)


# ------------------------------------------------------------------------------------------------------------- bounds


def test_other_bounds_bring_other_words_title_and_actions(stocked: Ledger) -> None:
    span = place(stocked, "有的支部一年没有学过；交流研讨走过场。")
    row = redraw(stocked, P1, span, **FOLLOWED)
    assert row.title == "有的支部一年没有学过"
    detail = show_item(stocked, P1)
    assert (detail.quote.span, detail.quote.text) == (span, "有的支部一年没有学过；交流研讨走过场。")
    last = detail.events[-1]
    assert (last.what, last.actor) == ("改起止", "张三")
    assert ("原文", f"{BODY}。", "有的支部一年没有学过；交流研讨走过场。") in [
        (change.label, change.before, change.after) for change in last.changes
    ]
    assert_grounded(stocked)


def test_deadlines_go_with_the_words_they_stand_in(stocked: Ledger) -> None:
    whole = show_item(stocked, C1).quote
    assert [action.deadline for action in show_item(stocked, C1).actions] != []
    redraw(stocked, C1, place(stocked, "修路灯"), **FOLLOWED)
    assert all(action.deadline is None for action in show_item(stocked, C1).actions)
    redraw(stocked, C1, whole.span, **FOLLOWED)
    assert date(2023, 6, 30) in [action.deadline for action in show_item(stocked, C1).actions]
    assert_grounded(stocked)


def test_a_title_that_a_person_gave_stays(stocked: Ledger) -> None:
    fill_in(stocked, [P1], {Field.TITLE: "学习流于形式"}, **WHO)
    assert redraw(stocked, P1, place(stocked, "交流研讨走过场。"), **FOLLOWED).title == "学习流于形式"


def test_blanks_at_the_ends_are_left_out(stocked: Ledger) -> None:
    words = place(stocked, "交流研讨走过场。\n")
    redraw(stocked, P1, words, **FOLLOWED)
    assert show_item(stocked, P1).quote.text == "交流研讨走过场。"


def test_bounds_do_not_reach_into_another_item_or_section(stocked: Ledger) -> None:
    own, second = show_item(stocked, P1).quote, show_item(stocked, P2).quote.span
    heading = place(stocked, "存在问题").start
    for number, span, said in (
        (P1, Span(own.span.start, second.start + 2), f"压到了 {P2}"),
        (P1, Span(own.span.start, second.end), f"压到了 {P2}"),
        (P1, second, f"压到了 {P2}"),
        (P1, Span(heading, own.span.end), "越进了“存在问题”"),
        (P1, Span(0, own.span.end), "越进了“开头”"),
    ):
        before = show_item(stocked, number)
        with pytest.raises(UsageError, match=said):
            redraw(stocked, number, span, **FOLLOWED)
        assert show_item(stocked, number) == before
    move_item(stocked, P2, Status.REJECTED, note="不是问题", **WHO)
    assert redraw(stocked, P1, Span(own.span.start, second.end), **FOLLOWED).number == P1
    assert_grounded(stocked)


@pytest.mark.parametrize(
    "span, error", [(Span(0, 10_000), "没有 0–10000"), (Span(10_000, 10_001), "没有"), (None, "起止没有变")]
)
def test_bounds_that_cannot_be(stocked: Ledger, span: Span | None, error: str) -> None:
    with pytest.raises(UsageError, match=error):
        redraw(stocked, P1, span or show_item(stocked, P1).quote.span, **FOLLOWED)


def test_a_place_without_words(stocked: Ledger) -> None:
    with pytest.raises(UsageError, match="没有文字"):
        redraw(stocked, P1, place(stocked, "\n"), **FOLLOWED)


def test_two_people_cannot_overwrite_each_other(stocked: Ledger) -> None:
    quote = show_item(stocked, P1).quote
    redraw(stocked, P1, place(stocked, "学习不深"), actor="李四", now=NOW, follow=follow)
    for act in (
        lambda: redraw(stocked, P1, place(stocked, "交流研讨走过场。"), expected=quote, **FOLLOWED),
        lambda: split_at(stocked, P1, [quote.span.start + 5], note="两件事", expected=quote, **FOLLOWED),
        lambda: join(stocked, P1, P2, note="一回事", expected=(quote, show_item(stocked, P2).quote), **FOLLOWED),
    ):
        with pytest.raises(MoveError, match="刚被别人改过"):
            act()


def test_an_item_that_others_judge_stays_as_it_was_handed_in(stocked: Ledger) -> None:
    move_item(stocked, P1, Status.REJECTED, note="不是问题", **WHO)
    with pytest.raises(MoveError, match="不纳入"):
        redraw(stocked, P1, place(stocked, "学习不深"), **FOLLOWED)


def test_an_entry_made_by_hand_has_no_place_in_a_report(stocked: Ledger) -> None:
    (row,) = add_items(stocked, [EntryDraft(title="群众反映路难走")], unit="甲", year=2022, note="信访", **FOLLOWED)
    with pytest.raises(MoveError, match="不是现行的报告"):
        redraw(stocked, row.number, Span(0, 4), **FOLLOWED)


def test_a_corrected_report_is_only_read(stocked: Ledger) -> None:
    old = report(stocked)
    store(stocked, plan("甲", 2022, ["全新的问题"], []), actor="李四")
    assert not review(stocked, old).current
    with pytest.raises(MoveError, match="没有 01-2022-03 的原文"):
        redraw(stocked, P3, Span(0, 4), **FOLLOWED)
    with pytest.raises(MoveError, match="不是现行的报告"):
        add_from_report(stocked, old, Span(0, 4), kind=ItemKind.PROBLEM, **FOLLOWED)


# ---------------------------------------------------------------------------------------------- parting, joining, adding


def test_parts_stand_in_their_own_stretch(stocked: Ledger) -> None:
    at = place(stocked, "交流研讨走过场").start
    parts = split_at(stocked, P1, [at], note="两件事", **FOLLOWED)
    assert [part.title for part in parts] == ["学习不深", "交流研讨走过场"]
    assert (seen(stocked).document.problems, seen(stocked).document.commitments) == (3, 2)
    assert [row.problems for row in list_documents(stocked)] == [2, 3, 2]
    quotes = [show_item(stocked, part.number).quote.text for part in parts]
    assert quotes == ["学习不深：集中学习次数少，有的支部一年没有学过", "交流研讨走过场。"]
    assert show_item(stocked, P1).row.status is Status.SPLIT
    assert {item.parent for item in seen(stocked).items} == {None, P1}
    assert [part.status for part in parts] == [Status.PROPOSED] * 2
    assert_grounded(stocked)


def test_parts_of_a_promise_answer_what_it_answered_and_have_their_own_deadlines(stocked: Ledger) -> None:
    answered = [row.number for row in show_item(stocked, C2).addresses]
    at = place(stocked, "建立考核制度，6月底前").start + len("建立考核制度，")
    first, second = split_at(stocked, C2, [at], note="两件事", **FOLLOWED)
    assert [row.number for row in show_item(stocked, first.number).addresses] == answered != []
    assert [a.deadline for a in show_item(stocked, second.number).actions] in ([], [date(2023, 6, 30)])


@pytest.mark.parametrize("by", [-3, 0, 400])
def test_a_place_outside_the_item_does_not_part_it(stocked: Ledger, by: int) -> None:
    with pytest.raises(UsageError, match="不在这一项里面"):
        split_at(stocked, P1, [show_item(stocked, P1).quote.span.start + by], note="两件事", **FOLLOWED)
    with pytest.raises(MoveError, match="拆分的理由"):
        split_at(stocked, P1, [show_item(stocked, P1).quote.span.start + 4], note="", **FOLLOWED)


def test_two_neighbours_become_one(stocked: Ledger) -> None:
    row = join(stocked, P2, P3, note="一回事", **FOLLOWED)
    assert row.number == P2
    quote = show_item(stocked, P2).quote.text
    assert quote.startswith("路灯维护不及时")
    assert quote.endswith("考核制度没有建立。")
    gone = show_item(stocked, P3)
    assert (gone.row.status, gone.merged_into) == (Status.MERGED, P2)
    assert_grounded(stocked)


@pytest.mark.parametrize("pair, error", [((P1, P3), f"隔着 {P2}"), ((P3, C1), "不在同一份"), ((P1, P1), "自己")])
def test_what_cannot_be_joined(stocked: Ledger, pair: tuple[str, str], error: str) -> None:
    with pytest.raises(MoveError, match=error):
        join(stocked, *pair, note="一回事", **FOLLOWED)


REPORT = (
    "甲镇党委2022年述职报告\n一、存在的问题\n（一）理论学习不够深入。学习形式单一，多是念文件，交流研讨走过场。\n"
    "（二）路灯维护不及时。群众反映多次，没有专人去管。\n二、下一步打算\n1.加强学习。每月集中学习一次。\n"
)


def test_what_reading_left_out_is_added(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    ledger, file = sqlite_ledger, tmp_path / "2022.txt"
    file.write_text(REPORT, encoding="utf-8")
    import_reports(ledger, [file], **WHO)
    assert seen(ledger).left_out == ()
    redraw(ledger, P1, place(ledger, "理论学习不够深入。"), **FOLLOWED)
    (left,) = seen(ledger).left_out
    assert (left.kind, left.quote.text) == (ItemKind.PROBLEM, "学习形式单一，多是念文件，交流研讨走过场")
    row = add_from_report(ledger, report(ledger), left.quote.span, kind=left.kind, **FOLLOWED)
    assert (row.number, row.status, row.confidence) == ("01-2022-04", Status.OPEN, 1.0)
    assert show_item(ledger, row.number).quote.text == left.quote.text
    assert show_item(ledger, row.number).events[-1].note == "从报告里补录"
    assert seen(ledger).left_out == ()
    assert_grounded(ledger)
    with pytest.raises(MoveError, match="这一段已经是 01-2022-04"):
        add_from_report(ledger, report(ledger), left.quote.span, kind=left.kind, **FOLLOWED)


def test_an_added_item_is_held_against_the_next_report(stocked: Ledger) -> None:
    span = place(stocked, "交流研讨走过场")
    row = add_from_report(stocked, report(stocked), span, kind=ItemKind.PROBLEM, **FOLLOWED)
    (told,) = show_item(stocked, row.number).follow_ups
    assert told.recurs_as == "01-2023-02"


# ----------------------------------------------------------------------------------------------------------- and back


ACTS: dict[str, Callable[[Ledger], ItemRow | tuple[ItemRow, ...]]] = {
    "bounds": lambda ledger: redraw(ledger, P1, place(ledger, "交流研讨走过场。"), **FOLLOWED),
    "bounds of a promise": lambda ledger: redraw(ledger, C1, place(ledger, "修路灯"), **FOLLOWED),
    "split": lambda ledger: split_at(ledger, P1, [place(ledger, "交流研讨").start], note="两件事", **FOLLOWED),
    "join": lambda ledger: join(ledger, P2, P3, note="一回事", **FOLLOWED),
    "add": lambda ledger: add_from_report(
        ledger, report(ledger), place(ledger, "交流研讨走过场"), kind=ItemKind.PROBLEM, **FOLLOWED
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_is_one_command_that_can_be_taken_back_and_done_again(stocked: Ledger, name: str) -> None:
    before, told = state(stocked), everything(stocked)
    ACTS[name](stocked)
    after, changed = state(stocked), everything(stocked)
    assert after != before
    undo(stocked, **FOLLOWED)
    assert state(stocked) == before
    assert everything(stocked) == told
    assert_grounded(stocked)
    redo(stocked, **FOLLOWED)
    assert state(stocked) == after
    assert everything(stocked) == changed
    assert_grounded(stocked)


def test_all_of_a_review_can_be_taken_back(stocked: Ledger) -> None:
    before, told = state(stocked), everything(stocked)
    for act in ("bounds", "bounds of a promise", "join", "add"):
        ACTS[act](stocked)
    confirm_items(stocked, [C2], verdicts=False, **WHO)
    move_item(stocked, C1, Status.REJECTED, note="不是承诺", **WHO)
    for _ in range(6):
        undo(stocked, **FOLLOWED)
    assert state(stocked) == before
    assert everything(stocked) == told
    assert_grounded(stocked)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from([P1, P2, C1]), st.sampled_from(Edge), st.sampled_from(Step), st.sampled_from([-1, 1])
        ),
        min_size=1,
        max_size=6,
    )
)
def test_wherever_bounds_are_moved_quotes_stay_grounded(
    sqlite_ledger: Ledger, moves: list[tuple[str, Edge, Step, int]]
) -> None:
    if not document_ids(sqlite_ledger, DocumentFilter()):
        store(sqlite_ledger, plan("甲", 2022, PROBLEMS, PROMISES))
    for number, edge, step, by in moves:
        found = seen(sqlite_ledger)
        quote = show_item(sqlite_ledger, number).quote
        span = found.bounds.moved(quote.span, edge, step, by)
        try:
            redraw(sqlite_ledger, number, span, expected=quote, **FOLLOWED)
        except UsageError:
            assert show_item(sqlite_ledger, number).quote == quote
    assert_grounded(sqlite_ledger)
