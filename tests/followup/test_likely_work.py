"""Work that answers a promise in words of its own."""

from __future__ import annotations

from itertools import pairwise

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import Verdict
from tracker.followup.likely_work import MEASURES, Measures, score

WORK = "全年开党课9次。防汛物资清点2遍。退捕渔民转产38人。编印航道简报12期。清理水葫芦900亩。"
PROMISES = (
    "把船闸的值守管起来。从岸线巡查队抽调1名老船长兼任夜间船闸值守组组长。",
    "让渔家子弟学一门手艺。开办网箱养殖和修船两个培训班。",
)


def older() -> Draft:
    """A waterway office's report with two promises."""
    draft = Draft(f"{WORK}下一步打算：{''.join(PROMISES)}", year=2021)
    for promise in PROMISES:
        draft.promise(promise, [promise.split("。")[1]])
    return draft


def test_a_passage_like_no_other_promise_answers_this_one() -> None:
    newer = Draft(f"{WORK}老船长王大江夜间住进了船闸值守房，闸口的灯再没有灭过。")
    result = item(held(older(), newer), "c1")
    assert result.verdict is Verdict.EVIDENCED
    assert any("船闸值守" in says(newer, one.span) for one in result.evidence)


def test_a_word_in_common_answers_nothing() -> None:
    newer = Draft(f"{WORK}船闸除锈刷漆1次。")
    assert item(held(older(), newer), "c2").verdict is Verdict.SILENT


def test_what_speaks_for_an_answer_makes_it_surer() -> None:
    little = Measures(best=0.2, shared=0.25, telling=0.2, ahead=0.0, lead=0.0)
    for name in MEASURES:
        steps = [score(Measures(**{**{one: getattr(little, one) for one in MEASURES}, name: at})) for at in (0, 0.5, 1)]
        assert all(before < after for before, after in pairwise(steps))


def test_unfinished_work_that_is_like_no_other_promise_is_work_on_this_one() -> None:
    promise = "修一条上学路。向帮扶单位争取，把校门口那段泥路硬化。"
    draft = Draft(f"{WORK}下一步打算：{PROMISES[1]}{promise}", year=2021)
    draft.promise(PROMISES[1], [PROMISES[1].split("。")[1]]).promise(promise, ["把校门口那段泥路硬化"])
    newer = Draft(f"{WORK}校门口的路，钱批下来了，路基已经打好，开春就铺水泥。")
    result = held(draft, newer)

    assert item(result, "c2").verdict is Verdict.IN_PROGRESS
    assert "校门口的路" in says(newer, item(result, "c2").claim)
    assert item(result, "c1").verdict is Verdict.SILENT


def test_a_little_is_enough_unless_the_paragraph_is_about_something_else() -> None:
    promise = "帮渔家把鱼卖出去。跟三家饭店订购销合同。"
    draft = Draft(f"{WORK}\n下一步打算：{PROMISES[0]}{promise}", year=2021)
    draft.promise(PROMISES[0], [PROMISES[0].split("。")[1]]).promise(promise, [promise.split("。")[1]])
    told = "渔家跟饭店老板在码头签了字"

    said = item(held(draft, Draft(f"{WORK}\n{told}。")), "c2")
    assert said.verdict is Verdict.EVIDENCED
    assert said.score is not None
    assert said.score < 0.9
    elsewhere = Draft(f"{WORK}\n党费收缴规范，党员档案、党员名册、组织关系转接逐一核对，组织生活会按时召开，{told}。")
    assert item(held(draft, elsewhere), "c2").verdict is Verdict.SILENT


def test_what_is_told_under_a_headline_is_about_what_it_names() -> None:
    newer = Draft(f"{WORK}\n学手艺成了风气。请来两位老师傅，四十天教会26人，9人考了证。\n水面清爽。打捞杂物3吨。")
    [answer] = item(held(older(), newer), "c2").evidence
    assert says(newer, answer.span).startswith("请来两位老师傅")

    assert item(held(older(), Draft(f"{WORK}\n水面清爽。打捞杂物3吨。")), "c2").verdict is Verdict.SILENT


def test_unfinished_work_in_other_words_is_under_way() -> None:
    newer = Draft(f"{WORK}\n船闸添了夜班岗，老船长带班，调度屏正在安装。")
    assert item(held(older(), newer), "c1").verdict is Verdict.IN_PROGRESS


def test_work_that_corrected_troubles_is_no_claim() -> None:
    newer = Draft(f"{WORK}\n老船长夜里查船闸值守31次，纠正问题9处。")
    [found] = item(held(older(), newer), "c1").evidence
    assert "纠正问题9处" in says(newer, found.span)


def test_a_rest_of_the_work_goes_on() -> None:
    newer = Draft(f"{WORK}\n老船长住进了船闸值守房；其余两处的值守房正在砌墙。")
    assert item(held(older(), newer), "c1").verdict is Verdict.IN_PROGRESS


def test_what_is_clearly_like_no_other_promise_needs_no_telling_word() -> None:
    promise = "车辆管严。一车一卡加油。"
    draft = Draft(f"{WORK}\n下一步打算：{PROMISES[0]}{promise}", year=2021)
    draft.promise(PROMISES[0], [PROMISES[0].split("。")[1]]).promise(promise, ["一车一卡加油"])
    [found] = item(held(draft, Draft(f"{WORK}\n每台车一张油卡、一本账。")), "c2").evidence
    assert found.score < 0.9
