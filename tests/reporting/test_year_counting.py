"""The page of a year from counts: what each figure is, in which order they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.cuts import Cut
from tracker.domain.kinds import ItemKind, Origin, Status, Theme, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import USUAL_COUNTING, CountingRule
from tracker.reporting.overview import Entry, unit_line
from tracker.reporting.year_board import YearBoard
from tracker.reporting.year_counting import Alike, Counted, Link, Matter, Returns, board
from tracker.reporting.year_cuts import YearCuts

TODAY = date(2024, 1, 5)
YEAR = 2023


def one(
    status: Status = Status.IN_PROGRESS,
    verdict: Verdict | None = None,
    *,
    year: int = 2022,
    kind: ItemKind = ItemKind.PROBLEM,
    theme: Theme | None = Theme.STUDY,
    origin: Origin | None = None,
    owner: int = 1,
) -> Alike:
    return Alike(1, status, kind, year, owner, origin, theme, verdict)


def alike(items: Iterable[Alike], *told: str) -> list[Alike]:
    """As the ledger counts: so many of each sort, told apart by some things only."""
    blank = Alike(0, Status.OPEN)
    sorts = Counter(
        blank._replace(status=item.status, **{name: getattr(item, name) for name in told}) for item in items
    )
    return [sort._replace(number=number) for sort, number in sorts.items()]


def made(
    *items: Alike,
    rule: CountingRule = USUAL_COUNTING,
    units: Sequence[tuple[int, str]] = ((1, "甲镇"),),
    returns: Returns | None = None,
    late: int = 0,
) -> YearBoard:
    cuts = YearCuts(year=YEAR, base_year=YEAR - 1, rule=rule)
    problems = [item for item in items if item.kind is ItemKind.PROBLEM and item.year < YEAR]
    standing = [item for item in problems if item.status not in rule.left_out]
    due = [item for item in standing if item.year == YEAR - 1]
    found = returns or Returns()
    return board(
        Counted(
            units=units,
            due=alike(due, "owner", "verdict"),
            raised=alike(due, "origin", "theme"),
            done=alike((item for item in standing if item.status in rule.done), "year"),
            left=alike((item for item in standing if item.status not in rule.done), "year", "verdict"),
            waiting=alike((item for item in items if item.status in OUTSTANDING), "year", "kind"),
            late=late,
            times=found.times,
            returning=[(matter, f"第{matter.ids[-1]}项", "甲镇") for matter in found.most_often],
        ),
        cuts,
        today=TODAY,
    )


def test_every_figure_is_counted() -> None:
    found = made(
        one(Status.CLOSED),
        one(verdict=Verdict.RECTIFIED, origin=Origin.INSPECTION, theme=Theme.SITE),
        one(Status.PROPOSED, Verdict.CONTESTED, theme=None),
        one(Status.MERGED),
        one(verdict=Verdict.SILENT),
        one(Status.CONTINUING, year=2021),
        one(kind=ItemKind.COMMITMENT),
        one(Status.PROPOSED, year=2023),
        late=2,
    )
    assert {part.label: part.count for part in found.figures} == {
        "应整改": 4,
        "已销号": 1,
        "再次出现": 1,
        "称已整改未销号": 1,
        "未提及未办结": 1,
        "更早未办结": 1,
    }
    assert str(found.rate) == "25.00%"
    assert [(share.label, share.done.count, share.due.count, share.left.count) for share in found.origins] == [
        ("述职查摆", 1, 3, 2),
        ("巡视巡察", 0, 1, 1),
    ]
    assert [(share.label, share.due.count) for share in found.themes] == [
        ("理论学习", 2),
        ("阵地经费", 1),
        ("未归类", 1),
    ]
    assert [
        (stack.year, [(part.label, part.count) for part in stack.parts if part.count]) for stack in found.years
    ] == [
        (2021, [("未提及或未对照", 1)]),
        (2022, [("已销号", 1), ("再次出现", 1), ("称已整改未销号", 1), ("未提及或未对照", 1)]),
    ]
    assert found.years[1].whole.count == 4
    assert {part.label: part.count for part in found.waiting if part.count} == {
        "待确认": 2,
        "整改中": 3,
        "持续整改": 1,
        "其中逾期": 2,
    }
    assert not found.empty


def test_the_cuts_of_the_figures_tell_the_same_apart() -> None:
    found = made(one(Status.CLOSED), one(verdict=Verdict.SILENT, theme=None, origin=Origin.AUDIT))
    due, done, back, claimed, silent, older = (part.which for part in found.figures)
    assert all(isinstance(cut, Cut) for cut in (due, done, back, claimed, silent, older))
    assert isinstance(due, Cut)
    assert (due.first_year, due.last_year, due.kind, due.told_up_to) == (2022, 2022, ItemKind.PROBLEM, 2023)
    assert due.statuses == set(Status) - set(NOT_DUE)
    assert isinstance(silent, Cut)
    assert (silent.verdicts, Status.CLOSED in silent.statuses) == (frozenset({Verdict.SILENT}), False)
    assert isinstance(older, Cut)
    assert (older.first_year, older.last_year, older.statuses) == (None, 2021, OUTSTANDING)
    share = next(share for share in found.themes if share.label == "未归类")
    assert isinstance(share.left.which, Cut)
    assert (share.left.which.themes, Status.CLOSED in share.left.which.statuses) == (frozenset({None}), False)
    late = found.waiting[-1].which
    assert isinstance(late, Cut)
    assert (late.late, late.last_year, late.kind) == (True, 2023, None)


def test_what_is_claimed_is_called_by_the_name_that_the_office_gives_to_closed_items() -> None:
    found = made(one(verdict=Verdict.RECTIFIED), rule=CountingRule(closed_name="已办结"))
    assert found.figures[3].label == "称已整改未办结"
    assert [part.label for part in found.years[0].parts if part.count] == ["称已整改未办结"]


def test_the_office_sets_what_counts_as_done() -> None:
    rule = CountingRule((Status.CLOSED, Status.CONTINUING), (Status.REJECTED,), "本县口径")
    found = made(one(Status.CONTINUING), one(Status.MERGED), one(Status.REJECTED), rule=rule)
    assert [(part.label, part.count) for part in found.figures[:2]] == [("应整改", 2), ("计为完成", 1)]
    assert found.years[0].parts[0].label == "计为完成"


def links(*pairs: tuple[int, int, int, int], passed_over: frozenset[int] = frozenset()) -> list[Link]:
    return [Link(item, year, later, then, later not in passed_over) for item, year, later, then in pairs]


def test_what_returns_is_counted_by_its_years_and_named_the_oldest_first() -> None:
    returns = Returns()
    pairs = links(
        (1, 2020, 2, 2021),
        (2, 2021, 3, 2022),
        (3, 2022, 4, 2023),
        (5, 2021, 6, 2022),
        (7, 2021, 8, 2022),
        (9, 2022, 10, 2022),
        passed_over=frozenset({8}),
    )
    returns.take(pairs)
    found = made(returns=returns)
    assert [(part.label, list(part.which) if not isinstance(part.which, Cut) else None) for part in found.times] == [
        ("2 个年度", [6]),
        ("4 个年度", [4]),
    ]
    assert [(matter.title, matter.unit, matter.years, matter.ids) for matter in found.returning] == [
        ("第4项", "甲镇", (2020, 2021, 2022, 2023), (1, 2, 3, 4)),
        ("第6项", "甲镇", (2021, 2022), (5, 6)),
    ]


def test_many_returns_are_counted_and_the_most_frequent_named() -> None:
    returns = Returns()
    numbers = count(100)
    returns.take(links(*((next(numbers), 2021, next(numbers), 2022) for _ in range(399))))
    returns.take(links((1, 2020, 2, 2021), (2, 2021, 3, 2022)))
    found = made(returns=returns)
    assert [(part.label, part.count) for part in found.times] == [("2 个年度", 399), ("3 个年度", 1)]
    assert found.returning[0].ids == (1, 2, 3)
    assert len(found.returning) == 10


def test_items_that_return_as_one_are_one_matter() -> None:
    returns = Returns()
    returns.take(links((1, 2019, 3, 2021), (2, 2020, 3, 2021), (3, 2021, 4, 2022), (5, 2021, 4, 2022)))
    assert returns.most_often == [Matter((2019, 2020, 2021, 2022), (1, 2, 3, 5, 4))]
    assert {times: list(ids) for times, ids in returns.times.items()} == {4: [4]}


def test_units_stand_in_order_of_rank() -> None:
    found = made(
        one(year=2021, owner=3),
        one(Status.CLOSED, owner=2),
        one(verdict=Verdict.RECURRING, owner=2),
        one(Status.CLOSED, owner=1),
        one(owner=1),
        units=((1, "甲"), (2, "乙"), (3, "丙")),
    )
    assert [(share.label, str(share.rate)) for share in found.units] == [
        ("甲", "50.00%"),
        ("乙", "50.00%"),
        ("丙", "—"),
    ]


def test_nothing_at_all() -> None:
    assert made(units=()).empty
    assert made().empty


items = st.lists(
    st.builds(
        one,
        st.sampled_from(Status),
        st.none() | st.sampled_from(Verdict),
        year=st.integers(2020, 2023),
        kind=st.sampled_from(ItemKind),
        theme=st.none() | st.sampled_from([Theme.STUDY, Theme.SITE]),
        origin=st.none() | st.sampled_from([Origin.SELF_REVIEW, Origin.AUDIT]),
    ),
    max_size=25,
)


@given(items)
def test_the_figures_are_those_of_the_overview_and_breakdowns_add_up(drawn: list[Alike]) -> None:
    entries = [
        Entry(str(number), item.kind, item.year, item.status, item.verdict, item.theme, None)
        for number, item in enumerate(drawn)
        if item.year < YEAR
    ]
    line = unit_line("甲镇", entries, year=YEAR, today=TODAY)
    found = made(*drawn)
    told = [len(some) for some in (line.due, line.closed, line.came_back, line.claimed, line.silent, line.older)]
    assert [part.count for part in found.figures] == told
    for shares in (found.origins, found.themes, found.units):
        assert sum(share.due.count for share in shares) == told[0]
        assert sum(share.done.count for share in shares) == told[1]
        assert sum(share.left.count for share in shares) == told[0] - told[1]
    for stack in found.years:
        assert (
            stack.whole.count
            == sum(part.count for part in stack.parts)
            == sum(
                item.kind is ItemKind.PROBLEM and item.year == stack.year and item.status not in NOT_DUE
                for item in drawn
            )
        )
