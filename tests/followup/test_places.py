"""Where a problem stands in the newer list, which place it names, and how many older ones may come back as one."""

from __future__ import annotations

from tests.followup.making import Draft
from tracker.followup.comebacks import CERTAIN, FIRST, FITTED, MEASURES, Measures, compare, find_comebacks, score
from tracker.followup.engine import ready
from tracker.followup.pair import Pair

TOLD = (
    "放映设备老化，灯泡忽明忽暗，雨天常常断电。",
    "片源跟不上口味，年轻人点的片子拿不到。",
    "交通费年年透支，跑一趟北山油钱是队员垫的。",
)


def pair(newer: tuple[str, ...]) -> Pair:
    """Three problems of one year against those of the next."""
    drafts = []
    for texts, year in ((TOLD, 2021), (newer, 2022)):
        draft = Draft("全年放映48场。" + "".join(texts), year=year)
        for text in texts:
            draft.problem(text)
        drafts.append(draft)
    return Pair(*(ready(draft.source, draft.found) for draft in drafts))


def test_first_and_later_say_where_the_newer_one_stands() -> None:
    held = pair(("灯泡又坏了三只。", "场地难找。", "观众见少。", "经费不足。"))
    places = {trouble.id: (found.first, found.later) for _, trouble, found in compare(held)}

    assert places == {"p1": (1, 0), "p2": (0, 0), "p3": (0, 1), "p4": (0, 1)}


def test_the_place_alone_makes_no_comeback() -> None:
    nothing = Measures(**dict.fromkeys(MEASURES, 0.0))
    assert score(nothing._replace(first=1.0, persists=1.0), FITTED) < FIRST < CERTAIN
    assert not find_comebacks(pair(("图书角蟑螂多。", "食堂盐重。")))


def test_the_first_needs_less_than_others() -> None:
    alike, other = "跑北山的队员还在自己贴钱加油。", "观众席的棚子漏雨。"
    first, second = pair((alike, other)), pair((other, alike))
    likelihoods = {
        trouble.id: score(found) for item, trouble, found in compare(first) if item.id == "p3" and trouble.id == "p1"
    }

    assert FIRST <= likelihoods["p1"] < CERTAIN
    assert {item: found.trouble.id for item, found in find_comebacks(first).items()} == {"p3": "p1"}
    assert "p3" not in find_comebacks(second)


def test_two_older_problems_hardly_come_back_as_one() -> None:
    held = pair(("放映设备老化没有改观，灯泡忽明忽暗，片源也旧。", "场地难找，冬天没处放。"))
    found = find_comebacks(held)

    assert found["p1"].trouble.id == "p1"
    assert "p2" not in found


def test_a_place_that_no_other_problem_names_is_a_run_in_common() -> None:
    def runs(place: str, again: str) -> float:
        older, newer = (
            Draft(f"{place}一下雨就倒灌。灯泡忽明忽暗。", year=2021),
            Draft(f"水漫到{again}的门槛。", year=2022),
        )
        older.problem(f"{place}一下雨就倒灌。")
        older.problem("灯泡忽明忽暗。")
        newer.problem(f"水漫到{again}的门槛。")
        held = compare(Pair(*(ready(draft.source, draft.found) for draft in (older, newer))))
        return next(found.runs for item, _, found in held if item.id == "p1")

    assert runs("油坊巷", "油坊巷") > 0
    assert runs("油坊巷", "磨坊巷") == 0
