"""The order in which verdicts take precedence."""

from __future__ import annotations

import itertools

import pytest

from tracker.domain.kinds import ItemKind, Verdict
from tracker.followup.decision import Signals, decide
from tracker.followup.statements import Standing

PROBLEM, PROMISE = ItemKind.PROBLEM, ItemKind.COMMITMENT
DONE, PARTLY, UNDER_WAY = Standing.DONE, Standing.PARTLY, Standing.UNDER_WAY


@pytest.mark.parametrize(
    "signals, verdict",
    [
        (Signals(PROBLEM), Verdict.SILENT),
        (Signals(PROBLEM, worked=True), Verdict.EVIDENCED),
        (Signals(PROBLEM, claimed=DONE), Verdict.RECTIFIED),
        (Signals(PROBLEM, claimed=DONE, worked=True, under_way=True), Verdict.RECTIFIED),
        (Signals(PROBLEM, claimed=PARTLY, worked=True), Verdict.IN_PROGRESS),
        (Signals(PROBLEM, claimed=UNDER_WAY), Verdict.IN_PROGRESS),
        (Signals(PROBLEM, under_way=True), Verdict.IN_PROGRESS),
        (Signals(PROBLEM, came_back=True), Verdict.RECURRING),
        (Signals(PROBLEM, came_back=True, worked=True, under_way=True), Verdict.RECURRING),
        (Signals(PROBLEM, came_back=True, claimed=PARTLY), Verdict.RECURRING),
        (Signals(PROBLEM, came_back=True, claimed=DONE), Verdict.CONTESTED),
        (Signals(PROMISE), Verdict.SILENT),
        (Signals(PROMISE, worked=True), Verdict.EVIDENCED),
        (Signals(PROMISE, claimed=DONE), Verdict.RECTIFIED),
        (Signals(PROMISE, claimed=DONE, repeated=True), Verdict.RECTIFIED),
        (Signals(PROMISE, claimed=DONE, under_way=True), Verdict.IN_PROGRESS),
        (Signals(PROMISE, claimed=DONE, came_back=True), Verdict.CONTESTED),
        (Signals(PROMISE, claimed=UNDER_WAY), Verdict.IN_PROGRESS),
        (Signals(PROMISE, under_way=True, repeated=True), Verdict.IN_PROGRESS),
        (Signals(PROMISE, worked=True, repeated=True), Verdict.IN_PROGRESS),
        (Signals(PROMISE, repeated=True), Verdict.RECURRING),
    ],
)
def test_verdict_of(signals: Signals, verdict: Verdict) -> None:
    assert decide(signals) is verdict


def test_no_claim_no_closure() -> None:
    """Whatever else is told, only a claim makes an item rectified or contested."""
    flags = (False, True)
    for kind, came_back, repeated, under_way, worked in itertools.product(ItemKind, flags, flags, flags, flags):
        verdict = decide(Signals(kind, None, came_back, repeated, under_way, worked))
        assert verdict not in (Verdict.RECTIFIED, Verdict.CONTESTED)
