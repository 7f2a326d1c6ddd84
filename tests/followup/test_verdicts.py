"""Short reports written for one verdict or one way of saying it."""

from __future__ import annotations

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, Verdict, Where

OLDER_TEXT = (
    "存在的问题：一是学校食堂采购不透明，供货商多年没有公开比选，家长委员会没有参加过验收。"
    "二是校车接送点秩序混乱，早晚高峰家长车辆占满非机动车道。"
    "三是图书馆闭馆时间太早，寄宿生晚自习后借不到书。"
    "下一步打算：一是管好食堂采购。公开比选供货商3家，组织家长委员会每月参加验收。"
    "二是理顺接送秩序。划设接送专用车位40个，聘请交通协管员4名。"
    "三是延长开馆时间。图书馆晚上开放到九点半，添置自助借还机2台。"
)


def older() -> Draft:
    """A school's report with three problems and a commitment for each."""
    return (
        Draft(OLDER_TEXT, year=2021)
        .problem("学校食堂采购不透明，供货商多年没有公开比选，家长委员会没有参加过验收。")
        .problem("校车接送点秩序混乱，早晚高峰家长车辆占满非机动车道。")
        .problem("图书馆闭馆时间太早，寄宿生晚自习后借不到书。")
        .promise(
            "管好食堂采购。公开比选供货商3家，组织家长委员会每月参加验收。",
            ["公开比选供货商3家", "组织家长委员会每月参加验收"],
            ["p1"],
        )
        .promise(
            "理顺接送秩序。划设接送专用车位40个，聘请交通协管员4名。",
            ["划设接送专用车位40个", "聘请交通协管员4名"],
            ["p2"],
        )
        .promise(
            "延长开馆时间。图书馆晚上开放到九点半，添置自助借还机2台。",
            ["图书馆晚上开放到九点半", "添置自助借还机2台"],
            ["p3"],
        )
    )


def test_nothing_said_is_silent_and_never_closed() -> None:
    newer = Draft("今年举办运动会2次，学生近视率下降3个百分点。")
    result = held(older(), newer)
    assert {one.verdict for one in result.items} == {Verdict.SILENT}
    assert all(one.claim is None and not one.evidence for one in result.items)


def test_work_without_a_word_of_the_problem_is_evidence() -> None:
    newer = Draft("今年公开比选供货商4家，家长委员会参加验收9次。举办运动会2次。")
    result = held(older(), newer)
    assert item(result, "p1").verdict is Verdict.EVIDENCED
    assert item(result, "c1").verdict is Verdict.EVIDENCED
    assert says(newer, item(result, "c1").evidence[0].span) == "今年公开比选供货商4家，家长委员会参加验收9次"
    assert item(result, "p2").verdict is Verdict.SILENT


def test_work_that_merely_shares_words_is_no_evidence() -> None:
    newer = Draft("组织家长观看文艺演出1场，采购篮球架6副，图书馆外墙粉刷一新。")
    result = held(older(), newer)
    assert {one.verdict for one in result.items} == {Verdict.SILENT}


def test_claim_by_name_pointing_back() -> None:
    newer = Draft("去年说的校车接送点秩序混乱问题，今年已经彻底解决了，早晚高峰没有再堵过。")
    result = held(older(), newer)
    assert item(result, "p2").verdict is Verdict.RECTIFIED
    assert "校车接送点秩序混乱问题" in says(newer, item(result, "p2").claim)
    assert item(result, "p1").verdict is Verdict.SILENT


def test_claim_by_name_in_other_words() -> None:
    newer = Draft("家长反映强烈的食堂采购问题得到有效解决，验收记录全部上墙。")
    assert item(held(older(), newer), "p1").verdict is Verdict.RECTIFIED


def test_claim_about_another_matter_closes_nothing() -> None:
    newer = Draft("困扰师生多年的热水供应难题得到彻底解决。去年县里点评指出的操场积水问题已整改到位。")
    assert {one.verdict for one in held(older(), newer).items} == {Verdict.SILENT}


def test_a_wish_is_no_claim() -> None:
    newer = Draft("切实解决校车接送点秩序混乱问题。食堂采购不透明的问题没有得到解决。")
    verdicts = {one.item_id: one.verdict for one in held(older(), newer).items}
    assert verdicts["p2"] is Verdict.SILENT
    assert verdicts["p1"] is not Verdict.RECTIFIED


def test_named_by_superiors_with_status_for_each() -> None:
    text = (
        "上年度述职评议点评指出3个问题。问题一：食堂采购不够透明。整改情况：公开比选供货商。整改状态：已完成。"
        "问题二：接送点秩序混乱。整改情况：车位正在划设。整改状态：基本完成。问题三：校园绿化率偏低。整改状态：已完成。"
    )
    newer = Draft(text).closure(
        text,
        3,
        2,
        origin=Origin.SUPERIOR_REVIEW,
        status=ClosureStatus.PARTIAL,
        items=[
            ("食堂采购不够透明", ClosureItemStatus.DONE),
            ("接送点秩序混乱", ClosureItemStatus.PARTIAL),
            ("校园绿化率偏低", ClosureItemStatus.DONE),
        ],
    )
    result = held(older(), newer)
    assert item(result, "p1").verdict is Verdict.RECTIFIED
    assert says(newer, item(result, "p1").claim).endswith("整改状态：已完成")
    assert item(result, "p2").verdict is Verdict.IN_PROGRESS
    assert says(newer, item(result, "p2").claim).endswith("整改状态：基本完成")
    assert item(result, "p3").verdict is Verdict.SILENT
    assert not result.reconciliation


def test_same_problem_in_other_words_recurs() -> None:
    newer = Draft(
        "存在的问题：一是上学放学时校门口依然拥堵，接送车辆乱停，非机动车道被家长车辆占满。二是教师轮岗交流不够。"
    )
    newer.problem("上学放学时校门口依然拥堵，接送车辆乱停，非机动车道被家长车辆占满。").problem("教师轮岗交流不够。")
    result = held(older(), newer)
    assert item(result, "p2").verdict is Verdict.RECURRING
    assert item(result, "p2").recurs_as == "p1"
    assert item(result, "p1").verdict is Verdict.SILENT


def test_claimed_and_back_again_is_contested() -> None:
    newer = Draft(
        "去年讲的食堂采购问题已经解决。存在的问题：一是食堂采购仍不透明，供货商没有公开比选，家长委员会反映看不到验收单。"
    ).problem("食堂采购仍不透明，供货商没有公开比选，家长委员会反映看不到验收单。")
    found = item(held(older(), newer), "p1")
    assert found.verdict is Verdict.CONTESTED
    assert says(newer, found.claim) == "去年讲的食堂采购问题已经解决"
    assert found.recurs_as == "p1"


def test_a_problem_that_splits_comes_back_as_the_likest() -> None:
    text = (
        "存在的问题：一是食堂供货商仍没有公开比选，采购价格高于市场。二是食堂验收还是走过场，家长委员会只签字不到场。"
        "三是校服质量不稳定。"
    )
    newer = Draft(text)
    newer.problem("食堂供货商仍没有公开比选，采购价格高于市场。")
    newer.problem("食堂验收还是走过场，家长委员会只签字不到场。")
    newer.problem("校服质量不稳定。")
    found = item(held(older(), newer), "p1")
    assert found.verdict is Verdict.RECURRING
    assert found.recurs_as in ("p1", "p2")


def test_an_open_matter_told_in_mid_text_comes_back() -> None:
    first = Draft("旧礼堂屋顶漏水，因产权争议至今没有维修。", year=2021)
    first.problem("旧礼堂屋顶漏水，因产权争议至今没有维修。", Where.INLINE)
    newer = Draft("旧礼堂屋顶漏水问题因产权争议仍未解决，学生集会只能借用村委会场地。")
    newer.problem("旧礼堂屋顶漏水问题因产权争议仍未解决", Where.INLINE)
    found = item(held(first, newer), "p1")
    assert found.verdict is Verdict.RECURRING
    assert found.recurs_as == "p1"


def test_part_done_the_rest_under_way() -> None:
    newer = Draft("接送专用车位已划设25个，其余15个正在划设。图书馆自助借还机采购方案已报主管部门，正在走程序。")
    result = held(older(), newer)
    assert item(result, "c2").verdict is Verdict.IN_PROGRESS
    assert says(newer, item(result, "c2").claim) == "接送专用车位已划设25个，其余15个正在划设"
    assert item(result, "p2").verdict is Verdict.IN_PROGRESS


def test_fewer_done_than_there_are_is_under_way() -> None:
    newer = Draft("40个接送专用车位已划设25个。")
    assert item(held(older(), newer), "c2").verdict is Verdict.IN_PROGRESS


def test_promise_referred_back_to_and_kept() -> None:
    newer = Draft("去年承诺的接送专用车位9月底前全部划设到位，交通协管员上岗4名。")
    result = held(older(), newer)
    assert item(result, "c2").verdict is Verdict.RECTIFIED
    assert says(newer, item(result, "c2").claim) == "去年承诺的接送专用车位9月底前全部划设到位"
    assert item(result, "p2").verdict is Verdict.EVIDENCED, "a kept promise does not close its problem"


def test_promise_referred_back_to_but_not_kept() -> None:
    newer = Draft("去年承诺的接送专用车位因道路改造没有完成。")
    assert item(held(older(), newer), "c2").verdict not in (Verdict.RECTIFIED, Verdict.CONTESTED)


def test_promised_again_with_nothing_done() -> None:
    newer = Draft("下一步打算：一是延长开馆时间。图书馆晚上开放到九点半，添置自助借还机2台。").promise(
        "延长开馆时间。图书馆晚上开放到九点半，添置自助借还机2台。", ["图书馆晚上开放到九点半", "添置自助借还机2台"]
    )
    found = item(held(older(), newer), "c3")
    assert found.verdict is Verdict.RECURRING
    assert found.repeated_as == "c1"


def test_begun_and_promised_again_is_in_progress() -> None:
    newer = Draft("添置自助借还机1台。下一步打算：一是方便借阅。图书馆晚上开放到九点半。").promise(
        "方便借阅。图书馆晚上开放到九点半。", ["图书馆晚上开放到九点半"]
    )
    found = item(held(older(), newer), "c3")
    assert found.verdict is Verdict.IN_PROGRESS
    assert found.repeated_as == "c1"


def test_kept_by_its_own_word_and_denied_by_a_problem() -> None:
    newer = Draft(
        "去年提出的接送专用车位划设任务全面完成。"
        "存在的问题：一是校车接送点依然混乱，家长车辆占满非机动车道，北门一侧至今没有划设接送专用车位。"
    ).problem("校车接送点依然混乱，家长车辆占满非机动车道，北门一侧至今没有划设接送专用车位。")
    result = held(older(), newer)
    assert item(result, "p2").verdict is Verdict.RECURRING
    assert item(result, "c2").verdict is Verdict.CONTESTED
    assert item(result, "c2").recurs_as == "p1"
