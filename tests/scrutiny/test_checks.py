"""Each check on cases made for it: what it catches and what it leaves alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tracker.domain.checks import Check
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.scrutiny.cases import Case, Limits, Proof, Warned
from tracker.scrutiny.copies import clusters
from tracker.scrutiny.table import RULES, scrutinise

LIMITS = Limits(today=date(2026, 11, 22))
CLOSED_ON = date(2026, 6, 1)


def case(number: str = "01-2025-01", **what: Any) -> Case:
    """An item under way with which nothing is wrong."""
    standard: dict[str, Any] = {
        "number": number,
        "unit": "青石镇党委",
        "kind": ItemKind.PROBLEM,
        "title": "压力传导不够深入",
        "status": Status.IN_PROGRESS,
        "found_on": date(2026, 1, 10),
        "opened_on": date(2026, 1, 20),
        "measures": "6月底前对12个支部逐一考核",
        "leader": "李四",
        "person": "王五",
        "due_on": date(2026, 12, 31),
        "proofs": (Proof(title="考核通报", dated=date(2026, 5, 8), round=1),),
    }
    return Case(**{**standard, **what})


def closed(number: str = "01-2025-01", **what: Any) -> Case:
    return case(number, **{"status": Status.CLOSED, "closed_on": CLOSED_ON, **what})


def found(*cases: Case, limits: Limits = LIMITS) -> list[Warned]:
    return list(scrutinise(cases, limits))


def checks(*cases: Case) -> list[tuple[Check, tuple[str, ...]]]:
    return [(warned.check, warned.numbers) for warned in found(*cases)]


def test_every_check_has_one_rule_and_says_how_to_mend() -> None:
    assert [rule.check for rule in RULES] == list(Check) or {rule.check for rule in RULES} == set(Check)
    assert len(RULES) == len(Check)
    assert all(rule.mend for rule in RULES)


@pytest.mark.parametrize("sound", [case(), closed(), case(status=Status.PROPOSED, due_on=None, person="", proofs=())])
def test_nothing_is_said_of_what_is_in_order(sound: Case) -> None:
    assert found(sound) == []


def proof(dated: date, item_round: int = 1, sha256: str | None = None) -> tuple[Proof, ...]:
    return (Proof(title="制度", dated=dated, round=item_round, sha256=sha256),)


@pytest.mark.parametrize(
    "wrong, check, why",
    [
        (case(proofs=proof(date(2026, 1, 9))), Check.EVIDENCE_TOO_EARLY, "2026-01-10 才反馈，“制度”（2026-01-09）却在这之前"),
        (
            case(year=2025, found_on=None, proofs=proof(date(2019, 1, 5))),
            Check.EVIDENCE_TOO_EARLY,
            "2025 年度才提出，“制度”（2019-01-05）却在这之前",
        ),
        (case(proofs=proof(date(2026, 11, 23))), Check.EVIDENCE_OUTSIDE_ROUND, "日期还没有到"),
        (closed(proofs=proof(date(2026, 6, 2))), Check.EVIDENCE_OUTSIDE_ROUND, "2026-06-01 已经销号，“制度”（2026-06-02）在这之后"),
        (
            case(round=2, opened_on=date(2026, 7, 1), proofs=proof(date(2026, 6, 30), 2)),
            Check.EVIDENCE_OUTSIDE_ROUND,
            "第 2 轮 2026-07-01 才重新打开，“制度”（2026-06-30）是上一轮的",
        ),
        (case(verdict=Verdict.CONTESTED, verdict_year=2026), Check.CAME_BACK, "2026 年度报告说改好了，同一份报告又列了出来"),
        (closed(verdict=Verdict.RECURRING, verdict_year=2026), Check.CAME_BACK, "这里已经销号，2026 年度报告又列了出来"),
        (closed(proofs=()), Check.NO_EVIDENCE, "本轮没有一份佐证"),
        (case(status=Status.IN_REVIEW, proofs=()), Check.NO_EVIDENCE, "已经是“待审核”"),
        (
            closed(round=2, proofs=proof(date(2026, 5, 1), 1)),
            Check.NO_EVIDENCE,
            "上一轮的不算",
        ),
        (case(measures="1. 召开专题会议研究\n2. 组织集中学习；印发通知"), Check.MEETINGS_ONLY, "3 条措施都是开会、学习、发文"),
        (case(measures="一是进一步提高认识、加强领导。二是不断强化责任担当。"), Check.VAGUE_MEASURES, "看不出谁、什么时候、做到什么"),
        (case(kind=ItemKind.COMMITMENT, vague=True), Check.VAGUE_MEASURES, "没有一件查得着的事"),
        (case(due_on=date(2026, 11, 21)), Check.OVERDUE, "时限 2026-11-21，已过 1 天，还是“整改中”"),
        (case(status=Status.CONTINUING, review_on=date(2026, 11, 12)), Check.REVIEW_OVERDUE, "已过 10 天"),
        (case(status=Status.CONTINUING), Check.REVIEW_OVERDUE, "没有下次复核日"),
        (case(due_on=None), Check.NO_DEADLINE, "没有写整改时限"),
        (case(person=" "), Check.NO_PERSON, "没有写责任人"),
        (case(person="", leader=""), Check.NO_PERSON, "没有写责任领导和责任人"),
        (closed(self_verified=True), Check.SELF_VERIFIED, "同一个人"),
        (case(linked=False, measures="", status=Status.OPEN), Check.NO_COMMITMENT, "压力传导不够深入"),
        (case(kind=ItemKind.COMMITMENT, linked=False), Check.NO_PROBLEM, "没有针对"),
    ],
    ids=lambda value: value.value if isinstance(value, Check) else "",
)  # fmt: skip
def test_what_is_caught(wrong: Case, check: Check, why: str) -> None:
    (warned,) = found(wrong)
    assert (warned.check, warned.numbers) == (check, ("01-2025-01",))
    assert why in warned.why


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.MERGED, Status.SPLIT, Status.REJECTED}))
def test_only_what_is_closed_is_to_be_reopened(status: Status) -> None:
    back = case(status=status, verdict=Verdict.CONTESTED, verdict_year=2026, review_on=LIMITS.today)
    (warned,) = [one for one in found(back) if one.check is Check.CAME_BACK]
    assert ("重新打开" in warned.mend) is (status is Status.CLOSED)


@pytest.mark.parametrize(
    "sound",
    [
        case(proofs=proof(date(2026, 1, 10))),
        case(proofs=proof(date(2025, 1, 1)), found_on=None, year=2025),
        case(proofs=proof(date(2026, 1, 10)), year=2027),
        closed(proofs=proof(CLOSED_ON)),
        case(round=2, opened_on=date(2026, 7, 1), proofs=(*proof(date(2025, 1, 1), 1), *proof(date(2026, 7, 1), 2))),
        case(verdict=Verdict.RECURRING, verdict_year=2026),
        case(measures="召开会议研究\n对12个支部逐一督查"),
        case(measures="进一步加强督查"),
        case(measures="不断提高质量，达到95分"),
        case(due_on=LIMITS.today),
        case(status=Status.CONTINUING, due_on=date(2026, 1, 1), review_on=LIMITS.today),
        case(due_on=None, long_term=True),
        case(linked=False),
        case(linked=False, from_report=False, measures="", status=Status.OPEN),
        case(status=Status.REJECTED, linked=False, measures="", due_on=date(2020, 1, 1), person=""),
    ],
)
def test_what_is_left_alone(sound: Case) -> None:
    assert found(sound) == []


SAYING = "制定了党支部书记抓党建责任清单，每季度召开一次例会，考核结果与评优挂钩，已完成整改"


@pytest.mark.parametrize(
    "one, other, caught",
    [
        (SAYING, SAYING, True),
        (SAYING, SAYING.replace("每季度", "每半年"), True),
        (SAYING, f"{SAYING}。", True),
        (SAYING, "改扩建两个村的党群服务中心，面积都超过300平方米，四月投入使用，已完成整改", False),
        ("已完成整改，同意销号", "已完成整改，同意销号", False),
    ],
)
def test_copied_closing_words(one: str, other: str, *, caught: bool) -> None:
    cases = closed("01-2025-01", closing=(one,)), closed("02-2025-01", unit="赤水乡党委", closing=(other,))
    assert checks(*cases) == ([(Check.COPIED_TEXT, ("01-2025-01", "02-2025-01"))] if caught else [])
    if caught:
        assert "2 个单位的 2 项" in found(*cases)[0].why


def test_words_said_twice_of_one_item_are_no_copy() -> None:
    assert found(closed(closing=(SAYING, SAYING))) == []


def test_many_closed_on_one_day() -> None:
    sudden = [closed(f"01-2025-{n:02d}") for n in range(5)]
    others = [closed(f"01-2025-{n:02d}", closed_on=date(2026, 5, n)) for n in range(10, 16)]
    elsewhere = [closed(f"02-2025-{n:02d}", unit="赤水乡党委") for n in range(4)]
    (warned,) = found(*sudden, *elsewhere)
    assert (warned.check, len(warned.numbers)) == (Check.SAME_DAY, 5)
    assert warned.why == "青石镇党委销号 5 项，5 项都在 2026-06-01 这一天"
    assert found(*sudden, *others) == [], "fewer than half of the closures"


def test_one_file_for_several_items() -> None:
    cases = [case(f"01-2025-0{n}", proofs=proof(date(2026, 3, 1), 1, "ab")) for n in (1, 2)]
    other = case("02-2025-01", unit="赤水乡党委", proofs=proof(date(2026, 3, 1), 1, "ab"))
    (warned,) = found(*cases, other)
    assert (warned.check, len(warned.numbers)) == (Check.SAME_EVIDENCE, 3)
    assert "2 个单位的 3 项" in warned.why
    twice = case(proofs=(*proof(date(2026, 3, 1), 1, "ab"), *proof(date(2026, 4, 1), 1, "ab")))
    assert found(twice) == []


def test_an_office_may_leave_checks_out_and_ask_for_some() -> None:
    wrong = case(due_on=None, person="")
    assert [w.check for w in scrutinise([wrong], LIMITS, off={Check.NO_PERSON})] == [Check.NO_DEADLINE]
    assert [w.check for w in scrutinise([wrong], LIMITS, only={Check.NO_PERSON})] == [Check.NO_PERSON]


def by_hand(texts: Sequence[str], similar: int) -> list[list[int]]:
    """Groups found by comparing all with all."""
    group = list(range(len(texts)))
    for a in range(len(texts)):
        for b in range(a):
            if texts[a] == texts[b] or fuzz.ratio(texts[a], texts[b]) >= similar:
                group = [group[b] if g == group[a] else g for g in group]
    found = [[at for at, g in enumerate(group) if g == head] for head in sorted(set(group))]
    return sorted(members for members in found if len(members) > 1)


WORDS = st.lists(st.sampled_from(["制定清单", "召开例会", "考核通报", "建成中心", "清退资金"]), min_size=4, max_size=8)


@given(st.lists(WORDS.map("，".join), max_size=12))
def test_copies_found_are_those_that_comparing_all_with_all_finds(texts: list[str]) -> None:
    assert clusters(texts, similar=100) == by_hand(texts, 100)
    quick = {tuple(pair) for members in clusters(texts, similar=90) for pair in itertools.pairwise(members)}
    slow = {at: members for members in by_hand(texts, 90) for at in members}
    assert all(slow.get(a) is not None and b in slow[a] for a, b in quick)
