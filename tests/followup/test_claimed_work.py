"""Work on a promise that stands behind the claim that its problem is put right; promises told by their headline."""

from __future__ import annotations

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import Verdict

WORK = "全年巡查苗圃210次。补栽红叶石楠1300株。开放科普馆96天。编印养护手册2期。"
PROBLEM = "温室老化。棚膜漏雨，冬天保不住温。"
PROMISE = "改造设施。向局里申请更换双层棚膜2幢。"
REST = "志愿服务不多。全年只办过一回。"


def older() -> Draft:
    """A nursery's report with two problems and one promise."""
    draft = Draft(f"{WORK}存在问题：{PROBLEM}{REST}下一步打算：{PROMISE}", year=2021)
    draft.problem(PROBLEM).problem(REST)
    return draft.promise(PROMISE, ["向局里申请更换双层棚膜2幢"], answers=("p1",))


def test_what_stands_right_behind_the_claim_is_work_on_the_promise() -> None:
    newer = Draft(f"{WORK}去年述职讲的温室老化问题得到解决，旧棚全拆了，双层的国庆前铺好。")
    found = item(held(older(), newer), "c1")
    assert found.verdict is Verdict.EVIDENCED
    assert any("旧棚全拆了" in says(newer, one.span) for one in found.evidence)


def test_what_is_claimed_next_is_none() -> None:
    newer = Draft(f"{WORK}去年述职讲的温室老化问题得到解决。去年述职讲的志愿服务不多问题也已解决，办了9回。")
    assert item(held(older(), newer), "c1").verdict is Verdict.SILENT


def test_a_headline_that_names_a_deed_is_answered() -> None:
    promise = "把偏远苗圃的党员编成联合支部。轮流做东。"
    draft = Draft(f"{WORK}下一步打算：{promise}", year=2021).promise(promise, ["轮流做东"])
    newer = Draft(f"{WORK}3个偏远苗圃的5名党员合编成一个联合支部。")
    assert item(held(draft, newer), "c1").verdict is Verdict.EVIDENCED


def test_what_is_promised_again_in_other_words_against_the_same_trouble() -> None:
    trouble = "温室老化。棚膜仍然漏雨，冬天保不住温。"
    again = "把暖棚翻新。两幢换成双膜。"
    draft = Draft(f"{WORK}存在问题：{trouble}下一步打算：{again}").problem(trouble)
    newer = draft.promise(again, ["两幢换成双膜"], answers=("p1",))
    found = item(held(older(), newer), "c1")
    assert found.verdict is Verdict.RECURRING
    assert found.repeated_as == "c1"
