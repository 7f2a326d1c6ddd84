"""The same problem in several organisations."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.followup.shared_problems import Group, Raised, common_problems

SAME = (
    "党务工作力量薄弱。办公室专职人员仅2名，支部委员全部由业务骨干兼任，台账资料靠临时补。",
    "专职党务力量薄弱，全院只有专职组织员1名，支部委员都由教师兼任。",
    "党务力量薄弱，专职人员少，支部委员由各科室兼任，业务不熟。",
)
OTHERS = (
    "河湖“四乱”易发多发，柳河下游侵占滩地种植屡禁不止。",
    "竣工项目结算严重滞后，12个项目超期未办理竣工决算。",
    "村级后备力量不足，35岁以下年轻人不愿意回村任职。",
    "老年人看病“数字鸿沟”尚未跨越，自助机前常有老人不会操作。",
)


def raised(*texts: str, units: Sequence[int] | None = None) -> list[Raised]:
    return [
        Raised(at + 1, units[at] if units else at + 1, text.split("，")[0].split("。")[0], text)
        for at, text in enumerate(texts)
    ]


def ids(groups: Sequence[Group]) -> list[list[int]]:
    return [sorted(one.id for one in group.members) for group in groups]


def test_a_problem_in_other_words_is_found_and_others_are_left_out() -> None:
    groups = common_problems(raised(*SAME, *OTHERS))
    assert ids(groups) == [[1, 2, 3]]
    (group,) = groups
    assert group.units == 3
    assert group.members[0].score == 1.0
    assert all(0 < one.score <= 1 for one in group.members)
    assert any("兼任" in word or "薄弱" in word or "力量" in word for word in group.words)


def test_one_unit_alone_has_nothing_in_common() -> None:
    assert common_problems(raised(*SAME, *OTHERS, units=[7] * 7)) == ()
    assert common_problems(raised(*SAME[:2], *OTHERS, units=[7, 7, 1, 2, 3, 4])) == ()


def test_copied_words_are_one_problem_however_many_units_copy_them() -> None:
    copied = [f"创新意识不强，习惯于照搬照抄，{number}项工作没有特色。" for number in range(200)]
    groups = common_problems(raised(*copied, *OTHERS))
    assert [len(group.members) for group in groups] == [200]
    assert groups[0].units == 200


def test_the_number_of_units_asked_for_is_kept_to() -> None:
    assert len(common_problems(raised(*SAME, *OTHERS), units=3)) == 1
    assert common_problems(raised(*SAME, *OTHERS), units=4) == ()


def test_a_shared_theme_needs_less_of_a_likeness() -> None:
    texts = (
        "支部组织生活质量不高。有的主题党日形式单一，批评与自我批评辣味不足，联合执法支部上半年两个月没有开支委会。",
        "个别教工支部组织生活质量不高。有的把主题党日等同于业务例会，批评与自我批评一团和气，离退休支部全年只活动四次。",
    )
    plain = common_problems(raised(*texts, *OTHERS))
    themed = [
        Raised(one.id, one.unit, one.title, one.text, "branch_life" if one.id <= 2 else None)
        for one in raised(*texts, *OTHERS)
    ]
    assert ids(common_problems(themed)) == [[1, 2]]
    assert len(plain) <= 1


@settings(max_examples=25)
@given(st.permutations(range(7)))
def test_the_order_makes_no_difference(order: list[int]) -> None:
    everything = raised(*SAME, *OTHERS)
    assert common_problems([everything[at] for at in order]) == common_problems(everything)


def test_nothing_has_nothing_in_common() -> None:
    assert common_problems([]) == ()
    assert common_problems(raised("", "")) == ()
