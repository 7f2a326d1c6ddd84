"""What a newer report says of promises: kept, unless it says otherwise; under way; belied by its own problems."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import SectionKind, Verdict
from tracker.domain.report import Section
from tracker.domain.spans import Span

OTHER_WORK = (
    "今年召开会议12次。水利干部参加培训3期。走访慰问28户。办结来信9件。植树造林300亩。编印简报16期。"
    "合唱队登台6场。校史馆接待参观4200人次。"
)
PROMISE = "把后勤理顺。明年上半年给宿舍楼换装热水器24台，每月开一次食堂接待日。"
PLAN = OTHER_WORK + "下一步打算：" + PROMISE


def older() -> Draft:
    """A boarding school's report with one commitment."""
    return Draft(PLAN, year=2021).promise(PROMISE, ["给宿舍楼换装热水器24台", "每月开一次食堂接待日"])


def promised(newer: Draft) -> Verdict:
    """What became of the promise."""
    return item(held(older(), newer), "c1").verdict


def told(text: str) -> Draft:
    """A report that says this among other things."""
    return Draft(OTHER_WORK + text)


@pytest.mark.parametrize(
    "said",
    [
        "去年答应的宿舍楼热水器，五月十八号换了新的。",
        "去年说要给宿舍楼换装的热水器，校长3月签了字，24台都进了楼。",
        "上年提出给宿舍楼换装热水器24台，到6月实际换装26台。",
        "当初许下的宿舍楼热水器9月中旬正式出热水。",
        "答应的热水器24台做到了，就装在宿舍楼。",
        "去年计划而没有办成的宿舍楼换装热水器，已于6月12日全部换好。",
    ],
)
def test_who_recalls_a_promise_says_that_it_is_kept(said: str) -> None:
    assert promised(told(said)) is Verdict.RECTIFIED


@pytest.mark.parametrize(
    "said",
    [
        "去年答应的宿舍楼热水器，到今天还没有换。",
        "去年说要给宿舍楼换装热水器，钱没批下来，搁下了。",
    ],
)
def test_unless_he_says_otherwise(said: str) -> None:
    assert promised(told(said)) is not Verdict.RECTIFIED


def test_what_is_done_and_what_is_left_make_what_was_promised() -> None:
    newer = told("后勤上，热水器换了15台，另9台厂家正在排产。宿舍楼热水器宣传栏更新2期。")
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.IN_PROGRESS
    assert "另9台厂家正在排产" in says(newer, result.claim)


def test_an_effect_is_no_work_under_way() -> None:
    newer = told("给宿舍楼换装热水器24台，食堂接待日开了10次，住校生的情绪正在逐步好转。")
    assert promised(newer) is Verdict.EVIDENCED


def test_another_matter_under_way_beside_it_is_none_of_its_own() -> None:
    newer = told("给宿舍楼换装热水器24台，食堂接待日开了10次，塑胶跑道翻新工程因雨季还在等待验收。")
    assert promised(newer) is Verdict.EVIDENCED


def test_a_label_before_the_measures_promises_nothing() -> None:
    text = "下一步打算：（一）管好后勤。具体措施：给宿舍楼换装热水器24台。"
    before = Draft(text, year=2021).promise("管好后勤。具体措施：给宿舍楼换装热水器24台。", ["给宿舍楼换装热水器24台"])
    again = "下一步打算：（一）办好社团。具体措施：聘请社团教练6名。"
    newer = Draft(again).promise("办好社团。具体措施：聘请社团教练6名。", ["聘请社团教练6名"])
    assert item(held(before, newer), "c1").verdict is Verdict.SILENT


def test_a_claim_is_denied_by_a_problem_that_it_never_answered() -> None:
    trouble = "后勤服务冷热不均，宿舍楼的热水器没有达到24台，住校生拎着水桶穿过操场。"
    claim = "去年提出的宿舍楼换装热水器24台的目标已如期实现"
    newer = told(f"{claim}。存在的问题：{trouble}").problem(trouble)
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.CONTESTED
    assert result.recurs_as == "p1"


def test_part_kept_and_the_other_part_promised_again_is_in_progress() -> None:
    again = "办好食堂。每月开一次食堂接待日。"
    newer = told(f"去年答应的宿舍楼热水器，五月十八号换装完了。下一步打算：{again}").promise(
        again, ["每月开一次食堂接待日"]
    )
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.IN_PROGRESS
    assert result.repeated_as == "c1"


@pytest.mark.parametrize(
    "said",
    [
        "给宿舍楼换了24台热水器，兑现了去年的承诺",
        "宿舍楼24台热水器全部换装，去年述职时的承诺得到兑现",
        "去年的承诺兑现了：宿舍楼24台热水器全部换装",
        "兑现了上年给宿舍楼换装热水器的承诺",
        "宿舍楼换装热水器，去年说上半年办，5月就换完了",
        "去年讲的宿舍楼热水器，今年实打实换上了",
    ],
)
def test_the_promise_may_be_named_before_or_behind_what_recalls_it(said: str) -> None:
    newer = told(f"{said}。")
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.RECTIFIED
    assert "热水器" in says(newer, result.claim)


def test_all_done_and_a_further_step_is_not_a_promise_made_again() -> None:
    newer = told(
        "后勤上，给宿舍楼换装热水器24台，每月开一次食堂接待日。下一步打算：再把后勤理顺。每月给食堂接待日写一份纪要。"
    )
    newer.promise("再把后勤理顺。每月给食堂接待日写一份纪要。", ["每月给食堂接待日写一份纪要"])
    assert item(held(older(), newer), "c1").verdict is Verdict.EVIDENCED


def test_what_is_in_full_use_is_not_under_way_beside_another_part_that_is() -> None:
    newer = told("去年承诺的每月食堂接待日已全面推开。宿舍楼换装热水器24台，15台已经出水，东楼正在接管。")
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.IN_PROGRESS
    assert says(newer, result.claim).endswith("东楼正在接管")


def test_under_whose_guidance_work_was_done_is_no_work() -> None:
    promise = "把社团办实。请县文联全程指导。"
    older = Draft(OTHER_WORK + "下一步打算：" + promise, year=2021).promise(promise, ["请县文联全程指导"])
    newer = told("学校工会在县文联的指导下，参加合唱比赛1次。")
    assert item(held(older, newer), "c1").verdict is Verdict.SILENT


def test_one_word_in_common_denies_no_promise() -> None:
    promise = "配强书记。为5个工区配齐专职副书记。"
    older = Draft(OTHER_WORK + "下一步打算：" + promise, year=2021).promise(promise, ["为5个工区配齐专职副书记"])
    newer = told("去年计划配备的5名专职副书记3月全部到岗。存在问题：专职电工仅2名。").problem("专职电工仅2名。")
    assert item(held(older, newer), "c1").verdict is Verdict.RECTIFIED


@pytest.mark.parametrize(
    "said", ["宿舍楼剩余的热水器24台9月全部换装到位。", "宿舍楼换装热水器24台，其中2人被暂缓入住。"]
)
def test_what_was_left_and_is_done_as_well_is_not_under_way(said: str) -> None:
    assert promised(told(said)) is Verdict.EVIDENCED


def test_a_share_promised_is_one_of_what_the_headline_names() -> None:
    promise = "推行电子班牌。年内比例提高到80%以上。"
    older = Draft(OTHER_WORK + "下一步打算：" + promise, year=2021).promise(promise, ["年内比例提高到80%以上"])

    assert item(held(older, told("电子班牌占比由41%提升至86%。")), "c1").verdict is Verdict.EVIDENCED
    assert item(held(older, told("午休人数占比由41%提升至86%。")), "c1").verdict is Verdict.SILENT


@pytest.mark.parametrize("marked, verdict", [(True, Verdict.SILENT), (False, Verdict.EVIDENCED)])
def test_a_heading_announces_and_tells_of_no_work(marked: bool, verdict: Verdict) -> None:
    plan = "锻造干部队伍，年底前选派8名业务骨干到园区跟班。"
    before = Draft(f"{OTHER_WORK}下一步打算：{plan}", year=2021).promise(plan, ["年底前选派8名业务骨干到园区跟班"])
    heading = "选派业务骨干到园区跟班"
    now = Draft(f"（一）{heading}\n{OTHER_WORK}")
    if marked:
        whole = Span(0, len(now.text))
        now.sections.append(Section(SectionKind.ACHIEVEMENTS, whole, heading=heading))
    assert item(held(before, now), "c1").verdict is verdict


def test_one_weak_word_that_is_all_of_a_promise_does_not_answer_it() -> None:
    everywhere = (
        "支部开会4次。支部走访28户。支部办结来信9件。支部植树300亩。支部编印简报16期。支部慰问老人。支部接待参观42次。"
    )
    plan = "走进支部，每季度到支部参加一次会。"
    before = Draft(f"{everywhere}下一步打算：{plan}", year=2021).promise(plan, ["每季度到支部参加一次会"])
    assert item(held(before, Draft(f"{everywhere}如今支部热闹了些。")), "c1").verdict is Verdict.SILENT


@pytest.mark.parametrize("end, verdict", [("\n", Verdict.SILENT), ("。", Verdict.EVIDENCED)])
def test_a_title_tells_of_no_work(end: str, verdict: Verdict) -> None:
    plan = "锻造干部队伍，年底前选派8名业务骨干到园区跟班。"
    before = Draft(f"{OTHER_WORK}下一步打算：{plan}", year=2021).promise(plan, ["年底前选派8名业务骨干到园区跟班"])
    assert item(held(before, Draft(f"选派8名业务骨干到园区跟班的报告{end}{OTHER_WORK}")), "c1").verdict is verdict


def test_what_stands_behind_the_colon_of_a_claim_tells_which_promise_it_is() -> None:
    plan = (
        "让每条路都有人养。县道的养护交给专业公司，每个村聘用护路员。给队伍添点新鲜血液。引进公路桥梁专业的大学生4名。"
    )
    before = (
        Draft(f"{OTHER_WORK}下一步打算：{plan}", year=2021)
        .promise(plan[: plan.index("给队伍")], ["县道的养护交给专业公司", "每个村聘用护路员"])
        .promise(plan[plan.index("给队伍") :], ["引进公路桥梁专业的大学生4名"])
    )
    follow = held(before, told("去年承诺的公路有人养，也已经办到：县道交给两家养护公司，村道上聘了214名护路员。"))
    assert item(follow, "c1").verdict is Verdict.RECTIFIED
    assert item(follow, "c2").verdict is Verdict.SILENT


def test_a_weak_word_with_a_number_is_no_evidence() -> None:
    rest = "今年走访28户。办结来信9件。植树300亩。编印简报16期。慰问老人12名。接待参观42次。支部开会。支部开会。"
    plan = "走进支部，每季度到支部参加一次会。"
    before = Draft(f"{rest}下一步打算：{plan}", year=2021).promise(plan, ["每季度到支部参加一次会"])
    now = Draft(f"{rest}优秀支部评出两个。")
    cited = [now.text[one.span.start : one.span.end] for one in item(held(before, now), "c1").evidence]
    assert cited
    assert "优秀支部评出两个" not in cited
