"""Claims that only count, spread over the problems of the older report, and counts held against the ledger."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, Verdict, Where

OLDER_TEXT = (
    "存在的问题：一是养老院护理人员不足，一名护工要照看二十位老人。二是低保动态核查不及时，死亡人员停发滞后。"
    "三是殡葬用品价格不公开，家属意见大。另外，福利院电梯改造因图纸遗失至今没有开工。"
)


def older() -> Draft:
    """A civil affairs bureau with three listed problems and one told in mid-text."""
    return (
        Draft(OLDER_TEXT, year=2021)
        .problem("养老院护理人员不足，一名护工要照看二十位老人。")
        .problem("低保动态核查不及时，死亡人员停发滞后。")
        .problem("殡葬用品价格不公开，家属意见大。")
        .problem("福利院电梯改造因图纸遗失至今没有开工。", Where.INLINE)
    )


def verdicts(newer: Draft) -> dict[str, Verdict]:
    """The verdict of each problem."""
    return {one.item_id: one.verdict for one in held(older(), newer).items}


def test_as_many_as_listed_covers_all_of_them_but_none_told_in_mid_text() -> None:
    text = "针对去年查摆的3个问题，通过招聘护工、共享数据等措施，全部完成整改。"
    newer = Draft(text).closure(text, 3, 3, measures=["招聘护工", "共享数据"])
    assert verdicts(newer) == {
        "p1": Verdict.RECTIFIED,
        "p2": Verdict.RECTIFIED,
        "p3": Verdict.RECTIFIED,
        "p4": Verdict.SILENT,
    }
    (count,) = held(older(), newer).reconciliation
    assert (count.claimed_total, count.ledger_total, count.match) == (3, 3, True)


def test_more_than_listed_covers_all_and_is_a_mismatch() -> None:
    text = "针对去年查摆的5个问题，全部完成整改。"
    newer = Draft(text).closure(text, 5, 5)
    assert verdicts(newer)["p3"] is Verdict.RECTIFIED
    (count,) = held(older(), newer).reconciliation
    assert (count.claimed_total, count.ledger_total, count.match) == (5, 3, False)


def test_fewer_than_listed_covers_those_named() -> None:
    text = "去年查摆的2个问题，即养老护理人员不足、殡葬价格不公开，均已整改到位。"
    newer = Draft(text).closure(
        text,
        2,
        2,
        items=[("养老护理人员不足", ClosureItemStatus.DONE), ("殡葬价格不公开", ClosureItemStatus.DONE)],
    )
    found = verdicts(newer)
    assert (found["p1"], found["p2"], found["p3"]) == (Verdict.RECTIFIED, Verdict.SILENT, Verdict.RECTIFIED)


def test_fewer_than_listed_covers_those_the_measures_answer() -> None:
    text = "去年查摆的1个问题，通过招聘养老护理人员完成整改。"
    newer = Draft(text).closure(text, 1, 1, measures=["招聘养老护理人员"])
    found = verdicts(newer)
    assert (found["p1"], found["p2"], found["p3"]) == (Verdict.RECTIFIED, Verdict.SILENT, Verdict.SILENT)


def test_exception_named_as_an_item() -> None:
    text = "去年查摆的3个问题，已完成整改2个；剩余1个即低保动态核查不及时问题正在推进。"
    newer = Draft(text).closure(
        text, 3, 2, status=ClosureStatus.PARTIAL, items=[("低保动态核查不及时", ClosureItemStatus.IN_PROGRESS)]
    )
    result = held(older(), newer)
    assert item(result, "p1").verdict is Verdict.RECTIFIED
    assert says(newer, item(result, "p1").claim) == "去年查摆的3个问题，已完成整改2个"
    assert item(result, "p2").verdict is Verdict.IN_PROGRESS
    assert "低保动态核查" in says(newer, item(result, "p2").claim)


def test_exception_told_in_passing() -> None:
    text = "去年查摆的3个问题，完成整改2个，低保核查系统仍在调试。"
    newer = Draft(text).closure(text, 3, 2, status=ClosureStatus.PARTIAL)
    found = verdicts(newer)
    assert (found["p1"], found["p2"], found["p3"]) == (Verdict.RECTIFIED, Verdict.IN_PROGRESS, Verdict.RECTIFIED)


def test_all_but_finished_is_in_progress() -> None:
    text = "去年查摆的3个问题，基本完成整改。"
    newer = Draft(text).closure(text, 3, None, status=ClosureStatus.PARTIAL)
    assert verdicts(newer)["p1"] is Verdict.IN_PROGRESS


@pytest.mark.parametrize("year", [2023, 2021])
def test_a_count_speaks_of_the_year_before_only(year: int) -> None:
    text = "针对去年查摆的3个问题，全部完成整改。"
    newer = Draft(text, year=year).closure(text, 3, 3)
    assert set(verdicts(newer).values()) == {Verdict.SILENT}
    assert not held(older(), newer).reconciliation


def test_a_count_of_unknown_years_is_taken_for_the_year_before() -> None:
    text = "针对去年查摆的3个问题，全部完成整改。"
    newer = Draft(text, year=None).closure(text, 3, 3)
    assert verdicts(newer)["p1"] is Verdict.RECTIFIED


def test_a_count_that_names_an_earlier_year_does_not_cover() -> None:
    text = "2019年度述职查摆的3个问题，全部完成整改。"
    newer = Draft(text).closure(text, 3, 3)
    assert verdicts(newer)["p1"] is Verdict.SILENT


@pytest.mark.parametrize("origin", [Origin.SUPERIOR_REVIEW, Origin.AUDIT, Origin.INSPECTION])
def test_counts_of_what_others_raised_cover_nothing(origin: Origin) -> None:
    text = "上级反馈的3个问题，全部完成整改。"
    newer = Draft(text).closure(text, 3, 3, origin=origin)
    assert set(verdicts(newer).values()) == {Verdict.SILENT}
    assert not held(older(), newer).reconciliation


def test_covered_and_back_again_is_contested() -> None:
    text = "针对去年查摆的3个问题，全部完成整改。存在的问题：一是殡葬用品价格仍不公开，家属意见大。"
    newer = Draft(text).closure("针对去年查摆的3个问题，全部完成整改", 3, 3)
    newer.problem("殡葬用品价格仍不公开，家属意见大。")
    assert verdicts(newer)["p3"] is Verdict.CONTESTED
    assert verdicts(newer)["p1"] is Verdict.RECTIFIED


def test_what_is_said_of_one_by_name_behind_the_count_is_its_claim() -> None:
    text = (
        "去年查摆的3个问题，完成2个、推进1个。养老院护理人员不足。招聘护工9名，该项已完成整改。"
        "低保动态核查不及时。共享数据的协议还没有签，该项继续推进。殡葬用品价格不公开。价目上墙，该项已完成整改。"
    )
    names = ("养老院护理人员不足", "低保动态核查不及时", "殡葬用品价格不公开")
    standings = (ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS, ClosureItemStatus.DONE)
    newer = Draft(text).closure(text, 3, 2, status=ClosureStatus.PARTIAL, items=[*zip(names, standings, strict=True)])
    found = {one.item_id: one for one in held(older(), newer).items}
    assert [found[f"p{number}"].verdict for number in (1, 2, 3)] == [
        Verdict.RECTIFIED,
        Verdict.IN_PROGRESS,
        Verdict.RECTIFIED,
    ]
    for number, name in enumerate(names, 1):
        assert says(newer, found[f"p{number}"].claim).startswith(name)


def test_a_claim_of_all_covers_those_listed_though_none_is_counted() -> None:
    text = "上年度查摆的问题，除低保动态核查需长期坚持外，其余均已整改完成。"
    newer = Draft(text).closure(
        text, status=ClosureStatus.PARTIAL, items=[("低保动态核查", ClosureItemStatus.IN_PROGRESS)]
    )
    result = held(older(), newer)

    assert verdicts(newer) == {
        "p1": Verdict.RECTIFIED,
        "p2": Verdict.IN_PROGRESS,
        "p3": Verdict.RECTIFIED,
        "p4": Verdict.SILENT,
    }
    assert not result.reconciliation
    assert "0个" not in item(result, "p1").reason


def test_what_is_left_open_may_be_named_some_clauses_before() -> None:
    text = "去年的3个问题有2个彻底解决，殡葬方面的一项，投诉降到1件，还需持续用力。"
    newer = Draft(text).closure("去年的3个问题有2个彻底解决", 3, 2, status=ClosureStatus.PARTIAL)

    assert verdicts(newer)["p3"] is Verdict.IN_PROGRESS
    assert verdicts(newer)["p1"] is Verdict.RECTIFIED


def test_problems_are_called_by_their_number() -> None:
    text = "去年述职指出的第三项问题已完成整改。"
    newer = Draft(text).closure(text, None, None, items=[("第三项问题", ClosureItemStatus.DONE)])

    assert verdicts(newer)["p3"] is Verdict.RECTIFIED
    assert verdicts(newer)["p1"] is Verdict.SILENT
