"""The filter line: what is understood, what is said of the rest, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.services.views import ItemFilter
from tracker.tui.query import parse_query, query_line

UNITS = ("清泉镇党委", "东岭街道党工委", "东岭镇党委", "县 水文站")


@pytest.mark.parametrize(
    "line, wanted",
    [
        ("", ItemFilter()),
        ("路灯", ItemFilter(text="路灯")),
        ("路灯  不及时", ItemFilter(text="路灯 不及时")),
        ("路灯　不及时", ItemFilter(text="路灯 不及时")),
        ("@清泉", ItemFilter(unit="清泉镇党委")),
        ("＠东岭街道", ItemFilter(unit="东岭街道党工委")),
        ("@水文", ItemFilter(unit="县 水文站")),
        ('@"县 水文站"', ItemFilter(unit="县 水文站")),
        ("#待整改", ItemFilter(status=Status.OPEN)),
        ("＃已销", ItemFilter(status=Status.CLOSED)),
        ("#承诺", ItemFilter(kind=ItemKind.COMMITMENT)),
        ("#未办结", ItemFilter(outstanding=True)),
        ("#逾期", ItemFilter(overdue=True)),
        ("#临期", ItemFilter(light="临期")),
        ("#再现 #待审", ItemFilter(returned=True, waiting=True)),
        ("!再次出现", ItemFilter(verdict=Verdict.RECURRING)),
        ("！未提", ItemFilter(verdict=Verdict.SILENT)),
        ("!未表态", ItemFilter(verdict=Verdict.EVIDENCED)),
        ("2022", ItemFilter(year=2022)),
        ("２０２２年", ItemFilter(year=2022)),
        ("“2022”", ItemFilter(text="2022")),
        ('"@清泉"', ItemFilter(text="@清泉")),
        ("3022", ItemFilter(text="3022")),
        (
            "@清泉 2021 #问题 #待整改 !再次 路灯",
            ItemFilter("清泉镇党委", 2021, ItemKind.PROBLEM, Status.OPEN, Verdict.RECURRING, text="路灯"),
        ),
    ],
)
def test_what_a_line_asks_for(line: str, wanted: ItemFilter) -> None:
    query = parse_query(line, UNITS)
    assert query.wanted == wanted
    assert query.trouble == ""


@pytest.mark.parametrize(
    "line, trouble",
    [
        ("#", "# 后面写状态或类别"),
        ("@", "@ 后面写单位"),
        ("#待", "#待 可以是待确认、待整改、待审核、待验收等"),
        ("@东岭", "@东岭 可以是东岭街道党工委、东岭镇党委"),
        ("!xyz", "没有叫“xyz”的对账结论"),
    ],
)
def test_what_is_not_clear_is_said_and_not_applied(line: str, trouble: str) -> None:
    query = parse_query(f"{line} 路灯", UNITS)
    assert query.trouble == trouble
    assert query.wanted == ItemFilter(text="路灯")


WORDS = st.text(alphabet="路灯党建@#!2０19年ab", min_size=1, max_size=6)
FILTERS = st.builds(
    ItemFilter,
    unit=st.none() | st.sampled_from(UNITS),
    year=st.none() | st.integers(min_value=1949, max_value=2049),
    kind=st.none() | st.sampled_from(ItemKind),
    status=st.none() | st.sampled_from(Status),
    verdict=st.none() | st.sampled_from(Verdict),
    outstanding=st.booleans(),
    light=st.sampled_from(("", "临期", "紧急")),
    overdue=st.booleans(),
    returned=st.booleans(),
    waiting=st.booleans(),
    text=st.lists(WORDS, max_size=3).map(" ".join),
)


@given(FILTERS)
def test_the_line_of_a_filter_asks_for_it_again(wanted: ItemFilter) -> None:
    query = parse_query(query_line(wanted), UNITS)
    assert query.trouble == ""
    assert query.wanted == wanted


@given(st.text(max_size=80))
def test_no_line_is_too_strange(line: str) -> None:
    assert isinstance(parse_query(line, UNITS).wanted, ItemFilter)
