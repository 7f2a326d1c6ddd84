"""The many ways to say that what was promised is unfinished, or came to nothing."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import Verdict, Where

WORK = "全年开党课9次。防汛物资清点2遍。走访船户64户。退捕渔民转产38人。编印航道简报12期。清理水葫芦900亩。"
PROMISE = "修好老码头。给北渡码头更换护木60根，装设夜航灯18盏。"


def verdict(said: str) -> Verdict:
    """What becomes of a promise of which the newer report says this."""
    older = Draft(f"{WORK}下一步打算：{PROMISE}", year=2021)
    older.promise(PROMISE, ["给北渡码头更换护木60根", "装设夜航灯18盏"])
    newer = Draft(f"{WORK}{said}")
    found = item(held(older, newer), "c1")
    assert found.verdict is not Verdict.IN_PROGRESS or says(newer, found.claim)
    return found.verdict


@pytest.mark.parametrize(
    "said",
    [
        "完成六成",
        "装了大半，剩下的明年一季度装完",
        "还有5盏在扫尾",
        "手续已经办完，正待开工",
        "眼下干了一半",
        "有7盏要拖到来年",
        "还差4盏没到位，年后接着办",
        "因汛期影响进度滞后",
        "办了个开头，还得接着办",
        "基本完成",
        "没有全部装完",
        "内河段已经装好，外河段排在明年二季度",
        "装了11盏，其余由航道处续建",
        "目前完成投资的70%",
        "3月动了工，到现在没有完工",
        "打算装18盏，眼下装了11盏",
    ],
)
def test_unfinished(said: str) -> None:
    assert verdict(f"去年承诺的北渡码头夜航灯，{said}。") is Verdict.IN_PROGRESS


@pytest.mark.parametrize(
    "said",
    [
        "今年没有办成，我向大家检讨",
        "因经费没有落实，至今没有动",
        "落了空",
        "还停留在纸上",
        "打了折扣，没有做",
        "搁浅了",
        "一盏也没装，一直没能开工",
    ],
)
def test_came_to_nothing(said: str) -> None:
    assert verdict(f"去年说要给北渡码头装设夜航灯18盏，{said}。") not in (Verdict.RECTIFIED, Verdict.IN_PROGRESS)


@pytest.mark.parametrize(
    "said",
    [
        "5月全部装好，没有落空",
        "已如期兑现，一盏不少",
        "100%装完，夜里行船心里有底",
        "已于6月完成，在建项目的监理也跟着换了",
        "全面启用，客流正在逐步回升",
        "11月底装上了",
    ],
)
def test_done(said: str) -> None:
    assert verdict(f"去年承诺的北渡码头夜航灯，{said}。") is Verdict.RECTIFIED


def test_to_promise_a_start_and_to_start_is_to_keep_it() -> None:
    promise = "办水上驿站。启动水上驿站建设。"
    older = Draft(f"{WORK}下一步打算：{promise}", year=2021).promise(promise, ["启动水上驿站建设"])
    newer = Draft(f"{WORK}去年计划启动的水上驿站建设已于4月如期启动。")
    assert item(held(older, newer), "c1").verdict is Verdict.RECTIFIED


def test_the_promise_itself_is_no_claim() -> None:
    assert verdict("去年说要在北渡码头装好夜航灯18盏。") is not Verdict.RECTIFIED


@pytest.mark.parametrize(
    "said, expected",
    [
        ("夜航灯开办了安装评比，第二批排在明年3月", Verdict.IN_PROGRESS),
        ("北渡码头夜航灯的安装9月开了头", Verdict.IN_PROGRESS),
        ("北渡码头装设夜航灯18盏，为明年水上旅游打下基础", Verdict.EVIDENCED),
    ],
)
def test_work_put_off_to_next_year_is_unfinished(said: str, expected: Verdict) -> None:
    assert verdict(f"{said}。") is expected


def test_what_was_recalled_may_be_told_some_clauses_before() -> None:
    said = "北渡码头夜航灯装了18盏，护木换了一遍，来往船家都说亮堂，去年我在会上承诺入冬前装完，这句话没有落空"
    assert verdict(f"{said}。") is Verdict.RECTIFIED


def test_to_pass_what_was_promised_is_to_keep_it() -> None:
    assert verdict("北渡码头夜航灯装了21盏，超过去年提出的18盏的目标。") is Verdict.RECTIFIED


def test_what_a_thing_is_called_says_nothing_of_what_came_of_it() -> None:
    assert verdict("去年说的北渡码头收尾工程，夜航灯和护木四月下旬竣工，余款到账。") is Verdict.RECTIFIED


@pytest.mark.parametrize(
    "said, expected",
    [("3月已经报到县交通局", Verdict.EVIDENCED), ("3月修好了", Verdict.RECTIFIED)],
)
def test_a_step_taken_leaves_the_matter_open(said: str, expected: Verdict) -> None:
    matter, promise = "北渡码头夜航灯坏了三年，至今没有修", "修好北渡码头夜航灯。6月底前画好夜航灯图纸。"
    older = Draft(f"{WORK}{matter}。下一步打算：{promise}", year=2021)
    older.problem(matter, where=Where.INLINE)
    older.promise(promise, ["6月底前画好夜航灯图纸"], answers=("p1",))
    newer = Draft(f"{WORK}去年答应的北渡码头夜航灯图纸，{said}。")

    assert item(held(older, newer), "p1").verdict is expected
