"""Names that one report puts in quotation marks and the next one says plainly."""

from __future__ import annotations

from tests.followup.making import Draft, held, item
from tracker.domain.kinds import Verdict

WORK = "全年修剪绿篱9000米。补植香樟310株。清运枯枝62车。开放喷泉广场120天。巡园12次。"


def older(promise: str) -> Draft:
    """A park's report with one promise."""
    return Draft(f"{WORK}下一步打算：{promise}", year=2021).promise(promise, [promise.rstrip("。")])


def test_a_quoted_name_is_known_without_its_marks() -> None:
    newer = Draft(f"{WORK}银杏夜读角办在温室旁边，读书的娃娃坐满了台阶。")
    found = item(held(older("设立“银杏夜读角”。"), newer), "c1")
    assert found.verdict is Verdict.EVIDENCED
    assert found.score is not None
    assert found.score > 0.9


def test_what_the_older_report_itself_says_plainly_is_a_plain_word() -> None:
    first = older("评选“喷泉广场”好邻居。")
    newer = Draft(f"{WORK}喷泉广场停水检修3天。")
    found = item(held(first, newer), "c1")
    assert found.verdict is Verdict.SILENT or (found.score is not None and found.score < 0.3)
