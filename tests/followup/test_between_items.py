"""What the answer to one item says of another: a claim of its promise, a promise under way of its problem."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Verdict, Where

WORK = "全年放映48场。下村演出31场。修缮书架40组。志愿讲解员新增19名。捐书6200册。"
ATTIC = "阁楼书库消防没有通过验收，三千册书只能打包堆着。"
BOATS = "渔村读者借书难，船一出海就是半月。"
PLANS = (
    "把阁楼用起来。请来消防单位改造喷淋，7月底前阁楼书库通过消防验收。",
    "把书送上船。联系渔船15艘，每船放一只书箱。",
)


def older() -> Draft:
    """A library's report with two problems and a promise against each."""
    draft = Draft(f"{WORK}存在的问题：{ATTIC}{BOATS}下一步：{''.join(PLANS)}", year=2021)
    return (
        draft.problem(ATTIC)
        .problem(BOATS)
        .promise(PLANS[0], ["请来消防单位改造喷淋", "7月底前阁楼书库通过消防验收"], ["p1"])
        .promise(PLANS[1], ["联系渔船15艘", "每船放一只书箱"], ["p2"])
    )


def test_what_is_told_with_a_claim_answers_the_promise() -> None:
    claim = "去年述职时讲的阁楼书库消防验收问题已经解决"
    newer = Draft(f"{claim}，8月开门，接待读者2100人次。{WORK}").closure(
        claim, items=[("阁楼书库消防验收问题", ClosureItemStatus.DONE)]
    )
    result = held(older(), newer)

    assert item(result, "p1").verdict is Verdict.RECTIFIED
    assert item(result, "c1").verdict is Verdict.EVIDENCED
    assert any("8月开门" in says(newer, one.span) for one in item(result, "c1").evidence)
    assert item(result, "c2").verdict is Verdict.SILENT


def test_a_claim_that_says_nothing_of_the_promise_answers_none() -> None:
    claim = "去年述职时讲的渔村读者借书难问题已经解决"
    newer = Draft(f"{claim}。{WORK}").closure(claim, items=[("渔村读者借书难问题", ClosureItemStatus.DONE)])
    result = held(older(), newer)

    assert item(result, "p2").verdict is Verdict.RECTIFIED
    assert item(result, "c1").verdict is Verdict.SILENT


def test_a_promise_under_way_leaves_its_problem_under_way() -> None:
    newer = Draft(f"去年答应的渔船书箱，已联系9艘，还有6艘正在谈。{WORK}")
    result = held(older(), newer)

    assert item(result, "c2").verdict is Verdict.IN_PROGRESS
    assert item(result, "p2").verdict is Verdict.IN_PROGRESS


@pytest.mark.parametrize(
    "end", ["9月20日正式启用", "国庆前已经投入使用", "年底交付读者使用", "国庆前开了门", "12月建成"]
)
def test_what_was_begun_and_is_in_use_is_no_work_under_way(end: str) -> None:
    hall = "旧码头阅览厅停工两年，围挡一直没拆"
    plan = "把阅览厅建完。重新招标确定施工队，9月底前交付使用。"
    draft = Draft(f"{WORK}{hall}。下一步：{plan}", year=2021)
    draft.problem(hall, Where.INLINE).promise(plan, ["重新招标确定施工队", "9月底前交付使用"], ["p1"])
    newer = Draft(f"旧码头阅览厅重新招标，换了施工队，{end}，我去年表的态算是兑现了。{WORK}")
    result = held(draft, newer)

    assert item(result, "c1").verdict is Verdict.RECTIFIED
    assert item(result, "p1").verdict is Verdict.RECTIFIED


def promise_again(done: str, again: str) -> Verdict:
    """The verdict on a promise of fifteen boats, told as done in part and promised again."""
    draft = Draft(f"{WORK}存在的问题：{BOATS}下一步：{PLANS[1]}", year=2021)
    draft.problem(BOATS).promise(PLANS[1], ["联系渔船15艘", "每船放一只书箱"], ["p1"])
    newer = Draft(f"{done}。{WORK}下一步：{again}")
    newer.promise(again, [again.split("。")[1]])
    return item(held(draft, newer), "c1").verdict


def test_the_next_step_is_no_promise_made_again_unless_the_first_fell_short() -> None:
    again = "书上船。联系渔船30艘。"
    assert promise_again("联系渔船15艘，每船放一只书箱", again) is Verdict.EVIDENCED
    assert promise_again("联系渔船6艘，每船放一只书箱", again) is Verdict.IN_PROGRESS


def test_the_count_is_cited_and_not_the_heading_before_it() -> None:
    text = "自查问题整改情况。去年自查的2个问题，已完成整改1个，渔村读者借书难的问题还在推进。"
    newer = Draft(f"{text}{WORK}").closure(
        text.removesuffix("。"),
        2,
        1,
        status=ClosureStatus.PARTIAL,
        items=[("渔村读者借书难", ClosureItemStatus.IN_PROGRESS)],
    )
    result = held(older(), newer)

    assert item(result, "p1").verdict is Verdict.RECTIFIED
    assert "2个问题" in says(newer, item(result, "p1").claim)
    assert item(result, "p2").verdict is Verdict.IN_PROGRESS


def test_the_year_reported_on_recalls_no_promise() -> None:
    newer = Draft(f"我把图书馆2022年联系渔船、送书箱上船的情况报告如下，已经来了两位同志。{WORK}", year=2022)
    assert item(held(older(), newer), "c2").verdict is not Verdict.RECTIFIED


@pytest.mark.parametrize(
    "said",
    [
        "去年提出的给渔船上的读者送书箱的计划已经落实",
        "去年答应解决的渔船书箱问题，5月份解决了",
    ],
)
def test_a_recalled_promise_is_the_one_it_is_a_little_like(said: str) -> None:
    newer = Draft(f"{said}。{WORK}")
    assert item(held(older(), newer), "c2").verdict is Verdict.RECTIFIED
