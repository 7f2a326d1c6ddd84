"""Which sentences of a section on rectification open a problem's entry, where no frame says so."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import ClosureItemStatus, SectionKind
from tracker.extraction.closure_clauses import sentences
from tracker.extraction.closure_entries import entries, parted, state_of
from tracker.extraction.closures import find_closures
from tracker.extraction.scope import Scope
from tracker.extraction.view import clean

DONE, GOING, PARTIAL = ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS, ClosureItemStatus.PARTIAL

LISTS = (
    # what stands in the section, and the problems that it tells of with what became of each
    (
        "1.支部活动少。补开组织生活会4次，已完成整改。\n2.账目公开慢。新装公开栏6块，正在推进整改。",
        {"支部活动少": DONE, "账目公开慢": GOING},
    ),
    (
        "（1）食堂饭菜不热（已销号）。添了保温台3组。（2）宿舍漏雨（正在推进）。招标已经挂网。",
        {"食堂饭菜不热": DONE, "宿舍漏雨": GOING},
    ),
    (
        "①巡河记录不全。\n整改措施：换发巡河手册。\n整改结果：已完成，长期坚持。\n②闸门老化。\n整改措施：报请更换。\n整改结果：持续推进。",
        {"巡河记录不全": DONE, "闸门老化": GOING},
    ),
    (
        "一是渠道堵塞——清淤2.6公里，已整改到位；二是水费收缴难——改按方计费，收缴率提高到一半以上，已完成整改。",
        {"渠道堵塞": DONE, "水费收缴难": DONE},
    ),
    # Nothing is said to be lacking, but every entry says what became of it.
    (
        "1.车天天堵在校门口：错开放学二十分钟，已得到解决。2.操场晚上黑灯瞎火：装灯12盏，已整改到位。",
        {"车天天堵在校门口": DONE, "操场晚上黑灯瞎火": DONE},
    ),
    (
        "护林防火巡查不严问题，已整改到位。增设卡口5处。\n苗木款拖欠问题，正在整改。已付三成。",
        {"护林防火巡查不严": DONE, "苗木款拖欠": GOING},
    ),
    (
        "1.库房钥匙管理不严。已完成2项，剩余1项正在推进。2.出入登记缺页。补登138笔，已完成整改。",
        {"库房钥匙管理不严": PARTIAL, "出入登记缺页": DONE},
    ),
)

NO_LISTS = (
    "（一）加强组织领导。成立专班，召开推进会5次。（二）坚持立行立改。建立台账，逐项销号。（三）强化结果运用。纳入考核，已全部整改到位。",
    "1.把夜校办起来。已兑现，开课32期。2.把路灯装上。已兑现，装灯60盏。",
    "1.巡察反馈的3个问题，已完成整改。2.审计指出的2个问题，正在整改。",
)


def told(body: str) -> dict[str, ClosureItemStatus]:
    """The problems that a section tells of, with what became of each."""
    text = f"二、巡察反馈问题整改情况\n{body}\n"
    scope = Scope(SectionKind.RECTIFICATION, 0, len(text), "巡察反馈问题整改情况")
    found = find_closures(clean(text), [scope], year=2023)
    return {item.title: item.status for one in found for item in one.items}


@pytest.mark.parametrize("body, expected", LISTS)
def test_every_entry_says_what_became_of_its_problem(body: str, expected: dict[str, ClosureItemStatus]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize("body", NO_LISTS)
def test_what_was_done_in_general_or_promised_or_counted_is_no_entry(body: str) -> None:
    members = parted(body, sentences(body))
    assert entries(body, members, lambda sentence: "反馈的" in body[sentence.start : sentence.end]) == {}


def test_a_count_is_parted_from_the_entries_behind_it() -> None:
    text = "巡察反馈的2个问题，整改情况如下：1.印章管理松。专人保管，已完成整改。2.合同没人审。聘了顾问，正在整改。"
    parts = [text[one.start : one.end] for one in parted(text, sentences(text))]

    assert parts[:2] == ["巡察反馈的2个问题，整改情况如下", "1.印章管理松"]
    assert told(text) == {"印章管理松": DONE, "合同没人审": GOING}


def test_one_against_one_is_no_first_entry() -> None:
    text = "新手办事不老练：一对一带，正在推进整改。"
    assert parted(text, sentences(text)) == list(sentences(text))


@pytest.mark.parametrize(
    "entry, state",
    [
        ("台账缺页。整改状态：已完成，长期坚持。", "已完成，长期坚持"),
        ("台账缺页【整改中】。补登。", "整改中"),
        ("台账缺页（共3本）。补登。", None),
    ],
)
def test_a_state_stands_behind_a_label_or_in_brackets(entry: str, state: str | None) -> None:
    found = state_of(entry, 0, len(entry))
    assert (entry[found.start : found.end] if found else None) == state
