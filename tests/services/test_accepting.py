"""Accepting together what the program proposes, and that nobody's decision is overwritten unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.kinds import Origin, Status, Verdict
from tracker.ledger.store import Ledger
from tracker.services.accepting import accept_origin, accept_verdicts
from tracker.services.comparing import year_on_year, year_on_year_in_full
from tracker.services.items import show_item
from tracker.services.judging import judge, withdraw_judgement
from tracker.services.undoing import undo
from tracker.services.verifying import verify
from tracker.services.views import FollowUpView

OLDER = plan("甲", 2021, ["学习不深", "考核缺位", "仍有阵地不足"], ["修路"])
NEWER = plan("甲", 2022, ["考核缺位", "另一件事"], ["种树"], claimed=3)
WHO: dict[str, Any] = {"actor": "李四", "now": NOW + timedelta(hours=1)}
FIRST, SECOND, INLINE, PROMISE = (f"01-2021-0{number}" for number in (1, 2, 3, 4))


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, OLDER, NEWER)
    return ledger


def told(ledger: Ledger, number: str) -> FollowUpView:
    (view,) = show_item(ledger, number).follow_ups
    return view


def test_accepting_some_is_one_command_and_closes_nothing(stocked: Ledger) -> None:
    seen = {number: told(stocked, number).held for number in (FIRST, PROMISE)}
    done = accept_verdicts(stocked, seen, year=2022, **WHO)
    assert [(one.item.number, one.verdict) for one in done.accepted] == [
        (FIRST, Verdict.RECTIFIED),
        (PROMISE, Verdict.SILENT),
    ]
    assert {show_item(stocked, number).row.status for number in seen} == {Status.PROPOSED}
    held = told(stocked, FIRST).judgement
    assert held is not None
    assert (held.by, held.verdict) == ("李四", Verdict.RECTIFIED)
    undo(stocked, actor="李四", now=NOW + timedelta(hours=2))
    assert [told(stocked, number).judgement for number in seen] == [None, None]
    assert verify(stocked).sound


def test_what_another_decided_meanwhile_refuses_the_whole(stocked: Ledger) -> None:
    seen = {number: told(stocked, number).held for number in (FIRST, SECOND)}
    judge(stocked, SECOND, Verdict.SILENT, note="查无此事", actor="王五", now=NOW)
    with pytest.raises(MoveError, match=f"{SECOND} 刚由王五认定为“未提及”"):
        accept_verdicts(stocked, seen, year=2022, **WHO)
    assert told(stocked, FIRST).judgement is None
    with pytest.raises(MoveError, match="王五"):
        judge(stocked, SECOND, Verdict.RECURRING, note="就是它", expected=seen[SECOND], **WHO)
    seen = {SECOND: told(stocked, SECOND).held}
    withdraw_judgement(stocked, SECOND, expected=seen[SECOND], actor="王五", now=NOW)
    with pytest.raises(MoveError, match="刚被撤回"):
        accept_verdicts(stocked, seen, year=2022, **WHO)


def test_a_correction_meanwhile_is_told(stocked: Ledger) -> None:
    seen = {SECOND: told(stocked, SECOND).held}
    store(stocked, plan("甲", 2022, ["另一件事"], ["种树"], claimed=3, path="甲/更正.txt"))
    with pytest.raises(MoveError, match="机器的判断现在是“称已整改”"):
        accept_verdicts(stocked, seen, year=2022, **WHO)


def test_what_stands_already_is_left_and_what_is_outdated_is_held_anew(stocked: Ledger) -> None:
    accept_verdicts(stocked, {SECOND: None}, year=2022, **WHO)
    again = accept_verdicts(stocked, {SECOND: None}, year=2022, **WHO)
    assert (again.accepted, [row.number for row in again.left]) == ((), [SECOND])
    store(stocked, plan("甲", 2022, ["另一件事"], ["种树"], claimed=3, path="甲/更正.txt"))
    assert told(stocked, SECOND).outdated
    accept_verdicts(stocked, {SECOND: told(stocked, SECOND).held}, year=2022, **WHO)
    view = told(stocked, SECOND)
    assert (view.outdated, view.verdict) == (False, Verdict.RECTIFIED)


def test_what_a_count_speaks_of_is_accepted_together_and_the_rest_is_left(stocked: Ledger) -> None:
    (claim,) = year_on_year(stocked, unit="甲", year=2022).claims
    assert (claim.origin, claim.total, claim.numbers) == (Origin.SELF_REVIEW, 3, (FIRST, SECOND))
    judge(stocked, FIRST, Verdict.IN_PROGRESS, note="只改了一半", actor="王五", now=NOW)
    done = accept_origin(stocked, Origin.SELF_REVIEW, org="甲", year=2022, **WHO)
    assert [(one.item.number, one.verdict) for one in done.accepted] == [(SECOND, Verdict.CONTESTED)]
    assert [row.number for row in done.left] == [FIRST]
    assert told(stocked, FIRST).verdict is Verdict.IN_PROGRESS
    assert told(stocked, INLINE).judgement is None
    assert told(stocked, PROMISE).judgement is None


def test_an_origin_without_a_number_has_nothing_to_accept(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有按数目说到巡视巡察") as refused:
        accept_origin(stocked, Origin.INSPECTION, org="甲", year=2022, **WHO)
    assert "述职查摆" in refused.value.hint
    with pytest.raises(UsageError):
        accept_verdicts(stocked, {}, year=2022, **WHO)


def test_the_older_items_come_with_their_own_words(stocked: Ledger) -> None:
    found, words = year_on_year_in_full(stocked, unit="甲", year=2022)
    assert {row.id for row, _ in found.items} == set(words)
    for row, view in found.items:
        detail = show_item(stocked, row.number)
        assert (words[row.id].quote, words[row.id].actions) == (detail.quote, detail.actions)
        assert len(view.actions) in (0, len(detail.actions))
    assert [len(words[row.id].actions) for row, _ in found.items] == [0, 0, 0, 2]
