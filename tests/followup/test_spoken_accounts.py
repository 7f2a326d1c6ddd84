"""Reports that answer for promises in passing speech, one after the other."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import Verdict, Where

WORK = "全年排练48次。下乡演出31场。老艺人口述录音12小时。收学员19名。修戏箱40口。"
PROMISES = (
    "把老戏台修起来。更换戏台檩条30根，年底前重新开台。",
    "让年轻人登台。排一出由学徒担纲的新戏。",
    "把剧本留下来。整理手抄剧本60册，扫描入库。",
)


def older() -> Draft:
    """A troupe's report with three promises and a matter told in mid-text."""
    matter = "老戏台的檩条朽了三根，到现在没有修"
    draft = Draft(f"{WORK}{matter}。下一步打算：{''.join(PROMISES)}", year=2021).problem(matter, Where.INLINE)
    for promise in PROMISES:
        draft.promise(promise, promise.split("。")[1].split("，"))
    return draft


@pytest.mark.parametrize(
    "opener",
    [
        "去年我在这里列了三件事，办成了一件。",
        "先交账，去年说要办的三件事，今天一件一件讲。",
        "去年向大家许了三个愿。",
        "对照去年的承诺，挨个报账。",
        "上年打算办的三件实事，结果是这样。",
    ],
)
def test_what_is_told_in_turn_answers_for_each(opener: str) -> None:
    told = (
        "老戏台修好了。7月换完檩条，中秋那晚重新开了台。学徒担纲的新戏，排了一半，还有两折没有合乐。"
        "整理剧本这件没有办成，人手实在抽不出来。"
    )
    newer = Draft(f"{opener}{told}\n{WORK}")
    result = held(older(), newer)
    assert [item(result, one).verdict for one in ("c1", "c2", "c3")][:2] == [Verdict.RECTIFIED, Verdict.IN_PROGRESS]
    assert item(result, "c3").verdict in (Verdict.SILENT, Verdict.EVIDENCED)
    assert "老戏台修好了" in says(newer, item(result, "c1").claim)
    assert item(result, "p1").verdict is Verdict.RECTIFIED, "the old matter is what was promised"


def test_a_sentence_that_counts_speaks_for_the_one_behind_it() -> None:
    newer = Draft(
        f"去年我列了三件事，办成了两件。老戏台修好了，中秋开了台。还有一件办了一半。手抄剧本理出35册。\n{WORK}"
    )
    result = held(older(), newer)
    assert item(result, "c1").verdict is Verdict.RECTIFIED
    assert item(result, "c3").verdict is Verdict.IN_PROGRESS


def test_the_count_itself_answers_for_none() -> None:
    newer = Draft(f"去年我在会上列了三件事，办成了两件。\n{WORK}")
    assert {one.verdict for one in held(older(), newer).items} == {Verdict.SILENT}


def test_troubles_called_up_open_no_account() -> None:
    newer = Draft(f"去年查摆的三个问题，一件一件改。老戏台常有人参观，学徒登台两回。\n{WORK}")
    assert Verdict.RECTIFIED not in {one.verdict for one in held(older(), newer).items}


def test_what_follows_the_kept_promise_and_is_unfinished_keeps_the_matter_open() -> None:
    newer = Draft(f"去年答应修的老戏台已如期动工，檩条换下28根，占总数的九成。\n{WORK}")
    assert item(held(older(), newer), "p1").verdict is Verdict.IN_PROGRESS


@pytest.mark.parametrize("what", ["句", "件事", "项承诺"])
def test_promises_called_up_by_number_are_answered_for_one_by_one(what: str) -> None:
    newer = Draft(
        f"先对旧账\n第一{what}，把老戏台修起来。兑现了。檩条换了30根，中秋那晚重新开了台。\n"
        f"第二{what}，让年轻人登台。新戏排了一半，学徒天天练，还有两折没有合乐，年后接着排。\n"
        f"第三{what}，把剧本留下来。没有办成，人手实在抽不出来。\n{WORK}"
    )
    result = held(older(), newer)
    first, second, third = (item(result, one) for one in ("c1", "c2", "c3"))
    assert (first.verdict, second.verdict) == (Verdict.RECTIFIED, Verdict.IN_PROGRESS)
    assert says(newer, first.claim).startswith("把老戏台修起来。兑现了")
    assert third.verdict in (Verdict.SILENT, Verdict.EVIDENCED)


def test_what_is_numbered_and_names_no_promise_answers_for_none() -> None:
    newer = Draft(f"{WORK}\n第一件，食堂换了厨师。兑现了。\n第二件，院墙刷了一遍。兑现了。")
    result = held(older(), newer)
    assert {item(result, one).verdict for one in ("c1", "c2", "c3")} == {Verdict.SILENT}
