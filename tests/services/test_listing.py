"""Lists of problems as offices write them."""

from __future__ import annotations

import pytest

from tracker.services.listing import entries_of


@pytest.mark.parametrize(
    "text, expected",
    [
        ("党费收缴不规范\n“三会一课”记录缺失\n", ["党费收缴不规范", "“三会一课”记录缺失"]),
        ("巡察反馈意见：\n1.党费收缴不规范。\n2．台账不清。\n", ["党费收缴不规范。", "台账不清。"]),
        (
            "一、党建方面：\n（一）学习不深\n（二）组织生活\n不严肃\n二、作风方面：\n（三）调研不够",
            ["学习不深", "组织生活不严肃", "调研不够"],
        ),
        ("某县委第三巡察组\n反馈问题清单\n①账目不清\n②公示不及时", ["账目不清", "公示不及时"]),
        ("- 学习不深\n- 作风不实\n", ["学习不深", "作风不实"]),
        ("第1条：民主生活会质量不高\n第2条：问题整改不到位", ["民主生活会质量不高", "问题整改不到位"]),
        ("2023年全年只学习3次\n3.5万元没有入账", ["2023年全年只学习3次", "3.5万元没有入账"]),
        ("", []),
        ("\n  \n", []),
    ],
)
def test_entries(text: str, expected: list[str]) -> None:
    assert [entry.words for entry in entries_of(text)] == expected


def test_the_title_is_the_first_sentence() -> None:
    (entry,) = entries_of("1. 党费收缴不规范。3个支部未按月收缴，涉及党员26名。")
    assert (entry.title, entry.words) == ("党费收缴不规范", "党费收缴不规范。3个支部未按月收缴，涉及党员26名。")
    (long,) = entries_of("1. " + "党费收缴不规范，" + "有的支部一年收一次" * 6)
    assert long.title == "党费收缴不规范"
