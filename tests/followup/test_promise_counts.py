"""Counts of last year's promises are spread over them; every sentence is made up."""

from __future__ import annotations

import pytest

from benchmarks.short_pairs import reading
from tracker.domain.kinds import Verdict
from tracker.followup.engine import follow_up

DONE, GOING, SILENT = Verdict.RECTIFIED, Verdict.IN_PROGRESS, Verdict.SILENT
OLDER = (
    "某站2021年度述职报告\n一、主要工作\n全年检修16台。\n二、存在问题\n（一）备件到货偏慢。\n三、下一步打算\n"
    "（一）修好渡口。给渡口加装护栏。\n（二）办好食堂。请一名面点师傅。\n（三）管好账目。每季度公布一次账目。\n"
)
NEWER = "某站2022年度述职报告\n一、主要工作\n全年植树300株。{said}\n二、存在问题\n（一）雨伞不够用。\n"


def _followed(said: str) -> tuple[Verdict, ...]:
    older, newer = reading(OLDER, 2021), reading(NEWER.format(said=said), 2022)
    verdicts = {item.item_id: item.verdict for item in follow_up(*older, *newer).items}
    return tuple(verdicts[one.id] for one in older[1].commitments)


@pytest.mark.parametrize(
    "said, verdicts",
    [
        ("去年承诺的3件事全部办结。", (DONE, DONE, DONE)),
        ("上年度述职承诺的3项任务，均已完成。", (DONE, DONE, DONE)),
        ("去年承诺的3件事，办成2件，给渡口加装护栏因资金没有到位，还没有办成。", (GOING, DONE, DONE)),
        ("去年提出的3条措施，除“请一名面点师傅”外，其余都已落实。", (DONE, GOING, DONE)),
        ("去年承诺的3件事，办成2件，还有1件正在办。", (SILENT, SILENT, SILENT)),
        ("去年承诺的4件事全部办结。", (SILENT, SILENT, SILENT)),
        ("去年述职查摆的3个问题全部整改到位。", (SILENT, SILENT, SILENT)),
        ("全年为民办实事3件，全部办结。", (SILENT, SILENT, SILENT)),
    ],
)
def test_spread(said: str, verdicts: tuple[Verdict, ...]) -> None:
    assert _followed(said) == verdicts


def test_the_statement_is_the_claim() -> None:
    text = NEWER.format(said="去年承诺的3件事全部办结。")
    older, newer = reading(OLDER, 2021), reading(text, 2022)
    claims = [item.claim for item in follow_up(*older, *newer).items if item.item_id.startswith("c")]
    assert [text[claim.start : claim.end] for claim in claims if claim] == ["去年承诺的3件事全部办结"] * 3
