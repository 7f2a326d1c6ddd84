"""Lists of problems that others raised, held against a report that claims to have put them right."""

from __future__ import annotations

from dataclasses import replace

from tests.followup.making import Draft
from tracker.domain.kinds import Origin, Verdict
from tracker.followup import follow_up

FINDINGS = "党费收缴不规范\n“三会一课”记录缺失\n集体资产台账不清\n"
CLAIM = "县委巡察反馈的3个问题全部完成整改"
NEWER = f"{CLAIM}。补记“三会一课”记录26份。去年查摆的2个问题也已完成整改。\n存在问题：集体资产台账不清，底数不明。\n"


def listed(origin: Origin | None) -> Draft:
    draft = Draft(FINDINGS, None)
    for line in FINDINGS.split():
        draft.problem(line)
    return draft


def newer(total: int = 3) -> Draft:
    draft = Draft(NEWER, 2023).problem("集体资产台账不清，底数不明。")
    draft.closure(CLAIM, total, total, origin=Origin.INSPECTION)
    return draft.closure("去年查摆的2个问题也已完成整改", 2, 2)


def test_a_claim_that_names_nothing_covers_the_findings_of_its_origin() -> None:
    older, report = listed(Origin.INSPECTION), newer()
    told = follow_up(older.source, replace(older.found, raised_by=Origin.INSPECTION), report.source, report.found)
    assert [one.verdict for one in told.items] == [Verdict.RECTIFIED, Verdict.RECTIFIED, Verdict.CONTESTED]
    assert all(one.claim is not None and one.claim.of(NEWER) == CLAIM for one in told.items)
    assert [(one.origin, one.claimed_total, one.ledger_total) for one in told.reconciliation] == [
        (Origin.INSPECTION, 3, 3)
    ]


def test_a_count_that_differs_is_shown() -> None:
    older, report = listed(Origin.INSPECTION), newer(total=5)
    told = follow_up(older.source, replace(older.found, raised_by=Origin.INSPECTION), report.source, report.found)
    assert [one.match for one in told.reconciliation] == [False]


def test_counts_of_no_origin_are_held_against_nothing() -> None:
    older, report = listed(None), newer()
    told = follow_up(older.source, replace(older.found, raised_by=None), report.source, report.found)
    assert told.reconciliation == ()
    assert told.items[0].verdict is Verdict.SILENT
