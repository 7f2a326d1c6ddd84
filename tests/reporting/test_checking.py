from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.reporting.checking import next_check
from tracker.reporting.model import ClosureReport, Verification

VERIFIED = Verification("周小禾", date(2023, 12, 20), "现场看过", self_verified=False)


@given(st.sampled_from(ItemKind), st.none() | st.sampled_from(Verdict), st.sampled_from(Status))
def test_there_is_always_one_sentence_of_advice(
    report: ClosureReport, kind: ItemKind, verdict: Verdict | None, status: Status
) -> None:
    advice = next_check(replace(report.items[0], kind=kind, verdict=verdict, status=status))
    assert advice
    assert not advice.endswith("。")


@pytest.mark.parametrize(
    "verdict,status,words",
    [
        (Verdict.RECTIFIED, Status.IN_PROGRESS, "验收前不销号"),
        (Verdict.SILENT, Status.OPEN, "未提及不等于已解决"),
        (Verdict.CONTESTED, Status.OPEN, "到现场核实"),
        (Verdict.RECURRING, Status.OPEN, "为什么又出现"),
        (Verdict.SILENT, Status.PROPOSED, "先核对原文"),
        (Verdict.RECTIFIED, Status.IN_VERIFICATION, "由申请人以外的人"),
        (Verdict.RECURRING, Status.CLOSED, "重新打开"),
        (Verdict.RECTIFIED, Status.CLOSED, "回头看"),
        (Verdict.SILENT, Status.REJECTED, "不再跟踪"),
        (None, Status.OPEN, "尚未与本年报告对照"),
    ],
)
def test_advice_follows_state_and_verdict(
    report: ClosureReport, verdict: Verdict | None, status: Status, words: str
) -> None:
    item = replace(report.items[0], verdict=verdict, status=status, verification=VERIFIED)
    assert words in next_check(item)


def test_a_closing_without_a_second_pair_of_eyes_is_told(report: ClosureReport) -> None:
    closed = replace(report.items[0], verdict=Verdict.RECTIFIED, status=Status.CLOSED)
    assert "没有验收记录" in next_check(closed)
    own = replace(VERIFIED, self_verified=True)
    assert "请他人复验" in next_check(replace(closed, verification=own))


def test_a_merged_item_points_to_where_it_went(report: ClosureReport) -> None:
    assert (
        next_check(replace(report.items[0], status=Status.MERGED, merged_into="03-2021-04")) == "随03-2021-04一并跟踪"
    )


def test_promises_get_their_own_words(report: ClosureReport) -> None:
    promise = replace(report.commitments[0], verdict=Verdict.RECTIFIED, status=Status.IN_PROGRESS)
    assert "逐条核对承诺事项" in next_check(promise)
