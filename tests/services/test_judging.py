"""What people decide of what an import proposes, and that it stays decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.ledger.samples import NOW, broken_links, plan, store
from tracker.domain.errors import MoveError, NotFoundError, UsageError
from tracker.domain.kinds import Status, Verdict
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.services.items import list_items, show_item
from tracker.services.judging import confirm_above, confirm_items, judge, withdraw_judgement
from tracker.services.tracing import trace
from tracker.services.undoing import undo
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter, JudgementView

OLDER = plan("甲", 2021, ["学习不深", "考核缺位", "阵地不足"], ["修路"])
NEWER = plan("甲", 2022, ["考核缺位", "另一件事"], ["种树"], claimed=3)
WHO: dict[str, Any] = {"actor": "李四", "now": NOW + timedelta(hours=1)}


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, OLDER, NEWER)
    return ledger


def verdict(ledger: Ledger, number: str) -> Verdict | None:
    return show_item(ledger, number).row.verdict


def judgement(ledger: Ledger, number: str) -> JudgementView | None:
    return show_item(ledger, number).follow_ups[-1].judgement


def test_confirming_takes_an_item_up_and_holds_its_verdict(stocked: Ledger) -> None:
    done = confirm_items(stocked, ["01-2021-01", "01-2021-02"], **WHO)
    assert [row.number for row in done.taken_up] == ["01-2021-01", "01-2021-02"]
    assert {row.status for row in done.taken_up} == {Status.OPEN}
    assert [(one.item.number, one.year, one.verdict) for one in done.accepted] == [
        ("01-2021-01", 2022, Verdict.RECTIFIED),
        ("01-2021-02", 2022, Verdict.CONTESTED),
    ]
    held = judgement(stocked, "01-2021-01")
    assert held is not None
    assert (held.verdict, held.on, held.by) == (Verdict.RECTIFIED, Verdict.RECTIFIED, "李四")
    again = confirm_items(stocked, ["01-2021-01"], **WHO)
    assert (again.taken_up, again.accepted, [row.number for row in again.left]) == ((), (), ["01-2021-01"])
    assert verify(stocked).sound


def test_a_claim_confirmed_closes_nothing(stocked: Ledger) -> None:
    confirm_items(stocked, [f"01-2021-0{number}" for number in (1, 2, 3, 4)], **WHO)
    statuses = {row.status for row in list_items(stocked, ItemFilter(year=2021)).rows}
    assert statuses == {Status.OPEN}


def test_only_one_of_both_can_be_confirmed(stocked: Ledger) -> None:
    taken = confirm_items(stocked, ["01-2021-01"], verdicts=False, **WHO)
    assert (len(taken.taken_up), taken.accepted) == (1, ())
    held = confirm_items(stocked, ["01-2021-02"], items=False, **WHO)
    assert (held.taken_up, len(held.accepted)) == ((), 1)
    assert show_item(stocked, "01-2021-02").row.status is Status.PROPOSED


def scored(ledger: Ledger, **scores: float) -> None:
    with ledger.write() as session:
        for number, score in scores.items():
            item = t.item.c
            found = select(item.id).where(item.year == 2021, item.sequence == int(number[1:])).scalar_subquery()
            session.execute(t.follow_up.update().where(t.follow_up.c.item_id == found).values(score=score))


def test_all_above_a_score_are_confirmed_and_nothing_silent(stocked: Ledger) -> None:
    scored(stocked, n1=0.95, n2=0.8)
    done = confirm_above(stocked, 0.9, org="甲", year=2022, **WHO)
    assert [row.number for row in done.taken_up] == ["01-2022-01", "01-2022-02"]
    assert [one.item.number for one in done.accepted] == ["01-2021-01"]
    assert judgement(stocked, "01-2021-02") is None
    assert judgement(stocked, "01-2021-04") is None
    assert show_item(stocked, "01-2021-01").row.status is Status.PROPOSED
    everything = confirm_above(stocked, 0.0, org="甲", year=2022, **WHO)
    assert verdict(stocked, "01-2021-04") is Verdict.SILENT
    assert "01-2021-04" not in {one.item.number for one in everything.accepted}


def test_one_confirmation_is_one_command_to_undo(stocked: Ledger) -> None:
    confirm_items(stocked, ["01-2021-01", "01-2021-02"], **WHO)
    undo(stocked, actor="李四", now=NOW + timedelta(hours=2))
    assert {row.status for row in list_items(stocked, ItemFilter(year=2021)).rows} == {Status.PROPOSED}
    assert judgement(stocked, "01-2021-01") is None
    with stocked.read() as session:
        assert broken_links(session) == []
    assert verify(stocked).sound


def test_a_person_overrules_with_a_reason(stocked: Ledger) -> None:
    with pytest.raises(UsageError, match="要写理由"):
        judge(stocked, "01-2021-01", Verdict.IN_PROGRESS, note=" ", **WHO)
    row = judge(stocked, "01-2021-01", Verdict.IN_PROGRESS, note="现场看过，只改了一半", **WHO)
    assert row.verdict is Verdict.IN_PROGRESS
    view = show_item(stocked, "01-2021-01").follow_ups[-1]
    assert (view.verdict, view.proposed) == (Verdict.IN_PROGRESS, Verdict.RECTIFIED)
    assert list_items(stocked, ItemFilter(verdict=Verdict.IN_PROGRESS)).total == 1
    assert "现场看过" in show_item(stocked, "01-2021-01").events[-1].note
    withdraw_judgement(stocked, "01-2021-01", **WHO)
    assert verdict(stocked, "01-2021-01") is Verdict.RECTIFIED
    with pytest.raises(NotFoundError, match="没有人工认定"):
        withdraw_judgement(stocked, "01-2021-01", **WHO)
    assert verify(stocked).sound


def test_what_a_person_finds_to_have_come_back_is_part_of_the_chain(stocked: Ledger) -> None:
    judge(stocked, "01-2021-03", Verdict.RECURRING, note="换了个说法", again="01-2022-02", **WHO)
    assert [row.number for row in trace(stocked, "01-2022-02").items] == ["01-2021-03", "01-2022-02"]
    judge(stocked, "01-2021-02", Verdict.RECTIFIED, note="不是一回事", **WHO)
    assert [row.number for row in trace(stocked, "01-2021-02").items] == ["01-2021-02"]
    assert show_item(stocked, "01-2021-02").follow_ups[-1].recurs_as is None
    with pytest.raises(MoveError, match="以后年度"):
        judge(stocked, "01-2021-03", Verdict.RECURRING, note="误", again="01-2021-01", **WHO)
    with pytest.raises(UsageError):
        judge(stocked, "01-2021-03", Verdict.SILENT, note="误", again="01-2022-02", **WHO)


def test_a_decision_survives_corrected_reports_of_either_year(stocked: Ledger) -> None:
    confirm_items(stocked, ["01-2021-02"], **WHO)
    judge(stocked, "01-2021-01", Verdict.IN_PROGRESS, note="只改了一半", **WHO)
    store(stocked, plan("甲", 2022, ["另一件事"], ["种树"], claimed=3, path="甲/更正后.txt"))
    assert verdict(stocked, "01-2021-01") is Verdict.IN_PROGRESS
    contested = show_item(stocked, "01-2021-02").follow_ups[-1]
    assert (contested.verdict, contested.proposed, contested.outdated) == (Verdict.CONTESTED, Verdict.RECTIFIED, True)
    assert show_item(stocked, "01-2021-02").row.status is Status.OPEN
    store(stocked, plan("甲", 2021, ["学习不深：改了几个字", "考核缺位", "阵地不足"], ["修路"], path="甲/旧更正.txt"))
    assert verdict(stocked, "01-2021-01") is Verdict.IN_PROGRESS
    assert show_item(stocked, "01-2021-02").row.status is Status.OPEN
    assert verify(stocked).sound


def test_what_a_corrected_report_no_longer_has_keeps_what_was_decided(stocked: Ledger) -> None:
    confirm_items(stocked, ["01-2021-03"], **WHO)
    store(stocked, plan("甲", 2021, ["学习不深", "考核缺位"], ["修路"], path="甲/少一条.txt"))
    row = show_item(stocked, "01-2021-03").row
    assert row.status is Status.OPEN
    store(
        stocked, plan("甲", 2021, ["学习不深", "考核缺位", "阵地不足"], ["修路"], opening="再改", path="甲/又有了.txt")
    )
    held = judgement(stocked, "01-2021-03")
    assert held is not None
    assert held.verdict is Verdict.RECTIFIED


def test_the_same_judgement_twice_leaves_one_entry(stocked: Ledger) -> None:
    judge(stocked, "01-2021-01", Verdict.RECTIFIED, note="", **WHO)
    before = len(show_item(stocked, "01-2021-01").events)
    judge(stocked, "01-2021-01", Verdict.RECTIFIED, note="", **WHO)
    assert len(show_item(stocked, "01-2021-01").events) == before


def test_what_no_report_speaks_of_cannot_be_judged(stocked: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有报告说到"):
        judge(stocked, "01-2022-01", Verdict.SILENT, note="", **WHO)
    with pytest.raises(NotFoundError, match="对照过它的有2022年"):
        judge(stocked, "01-2021-01", Verdict.SILENT, note="", year=2023, **WHO)
    with pytest.raises(UsageError):
        confirm_items(stocked, [], **WHO)
