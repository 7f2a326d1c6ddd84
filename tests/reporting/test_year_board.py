from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import USUAL_COUNTING, CountingRule
from tracker.reporting.overview import Entry, unit_line
from tracker.reporting.year_board import BoardCounter, Matter, YearBoard

TODAY = date(2024, 1, 5)


def matter(
    number: int,
    status: Status = Status.IN_PROGRESS,
    verdict: Verdict | None = None,
    *,
    year: int = 2022,
    kind: ItemKind = ItemKind.PROBLEM,
    theme: Theme | None = Theme.STUDY,
    origin: Origin | None = None,
    late: bool = False,
    again: int | None = None,
) -> Matter:
    return Matter(
        id=number,
        number=f"n{number}",
        kind=kind,
        year=year,
        title=f"第{number}项",
        status=status,
        verdict=verdict,
        theme=theme,
        origin=origin,
        late=late,
        again_as=f"n{again}" if again else None,
    )


def board(*matters: Matter, rule: CountingRule = USUAL_COUNTING, **units: list[Matter]) -> YearBoard:
    counter = BoardCounter(year=2023, today=TODAY, rule=rule)
    if matters:
        counter.take("甲镇", matters)
    for name, some in units.items():
        counter.take(name, some)
    return counter.board()


def test_every_figure_is_counted_from_its_items() -> None:
    found = board(
        matter(1, Status.CLOSED),
        matter(2, verdict=Verdict.RECTIFIED, origin=Origin.INSPECTION, theme=Theme.SITE),
        matter(3, Status.PROPOSED, Verdict.CONTESTED, theme=None),
        matter(4, Status.MERGED),
        matter(5, verdict=Verdict.SILENT, late=True),
        matter(6, Status.CONTINUING, year=2021),
        matter(7, kind=ItemKind.COMMITMENT, late=True),
        matter(8, Status.PROPOSED, year=2023),
    )
    assert {part.label: part.ids for part in found.figures} == {
        "应整改": (1, 2, 3, 5),
        "已销号": (1,),
        "再次出现": (3,),
        "称已整改未销号": (2,),
        "未提及未办结": (5,),
        "更早未办结": (6,),
    }
    assert str(found.rate) == "25.00%"
    assert [(one.label, one.done, one.due) for one in found.origins] == [
        ("述职查摆", (1,), (1, 3, 5)),
        ("巡视巡察", (), (2,)),
    ]
    assert [(one.label, one.due) for one in found.themes] == [
        ("理论学习", (1, 5)),
        ("阵地经费", (2,)),
        ("未归类", (3,)),
    ]
    assert [(one.year, [(part.label, part.ids) for part in one.parts if part.ids]) for one in found.years] == [
        (2021, [("未提及或未对照", (6,))]),
        (2022, [("已销号", (1,)), ("再次出现", (3,)), ("称已整改未销号", (2,)), ("未提及或未对照", (5,))]),
    ]
    assert found.years[1].ids == (1, 3, 2, 5)
    assert {part.label: part.ids for part in found.waiting if part.ids} == {
        "待确认": (3, 8),
        "整改中": (2, 5, 7),
        "持续整改": (6,),
        "其中逾期": (5, 7),
    }
    assert not found.empty


def test_the_office_sets_what_counts_as_done() -> None:
    rule = CountingRule((Status.CLOSED, Status.CONTINUING), (Status.REJECTED,), "本县口径")
    found = board(matter(1, Status.CONTINUING), matter(2, Status.MERGED), matter(3, Status.REJECTED), rule=rule)
    assert [(part.label, part.ids) for part in found.figures[:2]] == [("应整改", (1, 2)), ("计为完成", (1,))]
    assert found.years[0].parts[0].label == "计为完成"


def test_what_returns_is_counted_by_its_years_and_named_the_oldest_first() -> None:
    found = board(
        matter(1, year=2020, again=2),
        matter(2, year=2021, again=3),
        matter(3, year=2022, again=4),
        matter(4, year=2023),
        matter(5, year=2021, again=6),
        matter(6, year=2022),
        matter(7, year=2021, again=8),
        matter(8, Status.REJECTED, year=2022),
    )
    assert [(part.label, part.ids) for part in found.times] == [("2 个年度", (6,)), ("4 个年度", (4,))]
    assert [(one.title, one.unit, one.years, one.ids) for one in found.returning] == [
        ("第4项", "甲镇", (2020, 2021, 2022, 2023), (1, 2, 3, 4)),
        ("第6项", "甲镇", (2021, 2022), (5, 6)),
    ]


def test_many_returns_are_counted_and_the_most_frequent_named() -> None:
    pairs = [(matter(10 * n, year=2021, again=10 * n + 1), matter(10 * n + 1, year=2022)) for n in range(1, 400)]
    long = [matter(1, year=2020, again=2), matter(2, year=2021, again=3), matter(3)]
    found = board(乙镇=[one for pair in pairs for one in pair], 甲镇=long)
    assert [(part.label, part.count) for part in found.times] == [("2 个年度", 399), ("3 个年度", 1)]
    assert found.returning[0].unit == "甲镇"
    assert len(found.returning) == 10


def test_units_stand_in_order_of_rank() -> None:
    found = board(
        丙=[matter(1, year=2021)],
        乙=[matter(2, Status.CLOSED), matter(3, verdict=Verdict.RECURRING)],
        甲=[matter(4, Status.CLOSED), matter(5)],
    )
    assert [(one.label, str(one.rate)) for one in found.units] == [("甲", "50.00%"), ("乙", "50.00%"), ("丙", "—")]


def test_nothing_at_all() -> None:
    assert board().empty
    assert board(甲=[]).empty


matters = st.lists(
    st.tuples(
        st.sampled_from(ItemKind),
        st.integers(2020, 2023),
        st.sampled_from(Status),
        st.none() | st.sampled_from(Verdict),
    ),
    max_size=25,
)


@given(matters)
def test_the_figures_are_those_of_the_overview_and_breakdowns_add_up(
    drawn: list[tuple[ItemKind, int, Status, Verdict | None]],
) -> None:
    found = [
        matter(at, status, verdict, year=year, kind=kind) for at, (kind, year, status, verdict) in enumerate(drawn, 1)
    ]
    entries = [
        Entry(str(one.id), one.kind, one.year, one.status, one.verdict, one.theme, None)
        for one in found
        if one.year < 2023
    ]
    line = unit_line("甲镇", entries, year=2023, today=TODAY)
    made = board(*found)
    told = [tuple(str(one) for one in part.ids) for part in made.figures]
    assert told == [line.due, line.closed, line.came_back, line.claimed, line.silent, line.older]
    for shares in (made.origins, made.themes, made.units):
        assert sorted(one for share in shares for one in share.due) == sorted(made.figures[0].ids)
        assert sorted(one for share in shares for one in share.done) == sorted(made.figures[1].ids)
    for stack in made.years:
        assert (
            len(set(stack.ids))
            == len(stack.ids)
            == sum(
                one.kind is ItemKind.PROBLEM and one.year == stack.year and one.status not in NOT_DUE for one in found
            )
        )
