from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind, Origin, Status, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.composing import compose
from tracker.reporting.counting import (
    NOT_DUE,
    Rate,
    actions_picture,
    by_origin,
    by_source,
    carried_over,
    claimed_elsewhere,
    picture,
)
from tracker.reporting.draft import draft_document
from tracker.reporting.markdown import markdown
from tracker.reporting.model import FOLDED, ClosureReport, CountingRule, EarlierItem, Item, StateNames

judged = st.lists(
    st.tuples(st.sampled_from(ItemKind), st.none() | st.sampled_from(Verdict), st.sampled_from(Status)), max_size=30
)


def with_items(report: ClosureReport, wanted: list[tuple[ItemKind, Verdict | None, Status]]) -> ClosureReport:
    items = tuple(
        replace(report.items[0], number=f"03-2022-{place:02d}", kind=kind, verdict=verdict, status=status)
        for place, (kind, verdict, status) in enumerate(wanted, start=1)
    )
    return replace(report, items=items)


@pytest.mark.parametrize(
    "part,whole,words",
    [
        (688, 697, "98.71%"),
        (19, 25, "76.00%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (0, 3, "0.00%"),
        (3, 3, "100.00%"),
        (99999, 100000, "99.99%"),
        (1, 100000, "0.01%"),
        (0, 0, "—"),
    ],
)
def test_rates_never_round_to_all_or_nothing(part: int, whole: int, words: str) -> None:
    assert str(Rate(part, whole)) == words


@given(judged)
def test_both_breakdowns_add_up_to_the_total(
    report: ClosureReport, wanted: list[tuple[ItemKind, Verdict | None, Status]]
) -> None:
    made = with_items(report, wanted)
    assert sorted(item.number for item in (*made.problems, *made.commitments)) == sorted(
        item.number for item in made.items
    )
    for items in (made.problems, made.commitments):
        counts = picture(items, CountingRule())
        everyone = sorted(item.number for item in items if item.status not in FOLDED)
        assert sorted(number for figure in counts.folded for number in figure.numbers) == sorted(
            item.number for item in items if item.status in FOLDED
        )
        for breakdown in (counts.by_verdict, counts.by_status):
            assert sorted(number for figure in breakdown for number in figure.numbers) == everyone
        assert counts.total.count == len(everyone)
        assert counts.closed.count <= counts.due.count
        left_out = [item for item in items if item.status in NOT_DUE - FOLDED]
        assert counts.due.count == counts.total.count - len(left_out)


@given(judged)
def test_only_closed_items_count_as_closed(
    report: ClosureReport, wanted: list[tuple[ItemKind, Verdict | None, Status]]
) -> None:
    made = with_items(report, wanted)
    closed = {item.number for item in made.problems if item.status is Status.CLOSED}
    assert set(picture(made.problems, made.counting).closed.numbers) == closed


@pytest.mark.parametrize("status", [Status.CONTINUING, Status.IN_VERIFICATION, Status.PROPOSED])
def test_a_claim_and_lasting_work_do_not_close(report: ClosureReport, status: Status) -> None:
    made = with_items(report, [(ItemKind.PROBLEM, Verdict.RECTIFIED, status)])
    counts = picture(made.items, made.counting)
    assert (counts.closed.count, counts.due.count) == (0, 1)


def test_what_was_split_or_merged_counts_as_what_it_became(report: ClosureReport) -> None:
    made = with_items(
        report,
        [
            (ItemKind.PROBLEM, Verdict.CONTESTED, Status.SPLIT),
            (ItemKind.PROBLEM, None, Status.PROPOSED),
            (ItemKind.PROBLEM, None, Status.PROPOSED),
            (ItemKind.PROBLEM, Verdict.SILENT, Status.MERGED),
        ],
    )
    counts = picture(made.problems, made.counting)
    assert counts.total.count == counts.due.count == 2
    assert [(figure.label, figure.count) for figure in counts.folded] == [("并入", 1), ("已拆分", 1)]
    assert (made.came_back, made.never_mentioned) == ((), ())


def test_self_verified_closings_are_counted_apart(report: ClosureReport) -> None:
    assert picture(report.problems, report.counting).self_verified.numbers == ("03-2022-02",)


@given(judged)
def test_nothing_outstanding_drops_out(
    report: ClosureReport, wanted: list[tuple[ItemKind, Verdict | None, Status]]
) -> None:
    made = with_items(report, wanted)
    carried = Counter(one.item.number for one in carried_over(made))
    outstanding = [item.number for item in made.items if item.status in OUTSTANDING]
    assert carried == Counter([*(item.number for item in made.earlier), *outstanding])


def test_the_oldest_come_first_with_their_age(report: ClosureReport) -> None:
    ages = [(one.item.number, one.age) for one in carried_over(report)]
    assert ages == [
        ("03-2021-04", 3),
        ("03-2022-01", 2),
        ("03-2022-03", 2),
        ("03-2022-04", 2),
        ("03-2022-06", 2),
    ]


def test_claims_are_counted_by_origin(report: ClosureReport) -> None:
    figures = {one.origin: one for one in by_origin(report)}
    assert set(figures) == {Origin.SELF_REVIEW, Origin.INSPECTION, Origin.SUPERIOR_REVIEW}
    own = figures[Origin.SELF_REVIEW]
    assert (own.statements, own.claimed_total, own.claimed_done) == (1, 4, 4)
    assert own.covered.numbers == ("03-2022-01", "03-2022-02")
    assert figures[Origin.SUPERIOR_REVIEW].claimed_done is None
    assert claimed_elsewhere(report).numbers == ("03-2022-05",)


def test_every_claim_is_counted_once(report: ClosureReport) -> None:
    counted = [number for one in by_origin(report) for number in one.covered.numbers]
    counted += claimed_elsewhere(report).numbers
    assert sorted(counted) == sorted(item.number for item in report.items if item.claim is not None)


def test_items_know_whether_they_go_on(report: ClosureReport) -> None:
    assert [item.number for item in report.items if not item.outstanding] == ["03-2022-02", "03-2022-05", "03-2022-07"]
    assert all(isinstance(one.item, Item | EarlierItem) for one in carried_over(report))


def test_an_office_may_count_what_goes_on_as_done(report: ClosureReport) -> None:
    rule = CountingRule((Status.CLOSED, Status.CONTINUING), (Status.REJECTED,), "持续整改计为完成。")
    items = tuple(replace(item, status=Status.CONTINUING) for item in report.problems[:2])
    usual, own = picture(items, CountingRule()), picture(items, rule)
    assert (str(usual.closure_rate), usual.closed.label) == ("0.00%", "已销号")
    assert (str(own.closure_rate), own.closed.label) == ("100.00%", "计为完成")
    told = markdown(compose(replace(report, counting=rule)))
    assert "持续整改计为完成。" in told
    assert "完成率" in told


def test_actions_are_counted_by_what_the_report_says_and_late_ones_apart(report: ClosureReport) -> None:
    counts = actions_picture(report)
    assert counts.total.numbers == ("03-2022-06第1条", "03-2022-06第2条")
    assert {one.label: one.numbers for one in counts.by_standing} == {
        "已做": ("03-2022-06第1条",),
        "在做": (),
        "没有下文": ("03-2022-06第2条",),
        "未对照": (),
    }
    assert counts.late.numbers == ("03-2022-06第2条",)


def test_nothing_is_late_in_what_is_closed(report: ClosureReport) -> None:
    closed = tuple(replace(item, status=Status.CLOSED) for item in report.items)
    assert not actions_picture(replace(report, items=closed)).late.count


def test_states_are_called_what_the_office_calls_them(report: ClosureReport) -> None:
    names = StateNames(((Status.CLOSED, "办结"), (Status.OPEN, "待办")))
    own = replace(report, names=names, counting=replace(report.counting, closed_name="办结"))
    told = markdown(compose(own))
    assert "| 待办 |" in told
    assert "| 办结 |" in told
    assert "完成率（办结÷应整改数）" in told
    for usual in ("已销号", "未销号", "待整改"):
        assert not [line for line in told.splitlines() if usual in line and own.counting.statement not in line], usual
    assert "称已整改未办结" in told
    assert "个问题办结" in markdown(draft_document(own))
    assert "已销号" not in markdown(draft_document(own))


def test_problems_are_counted_by_who_raised_them(report: ClosureReport) -> None:
    inspected = replace(report.items[1], origin=Origin.INSPECTION)
    made = replace(report, items=(report.items[0], inspected, *report.items[2:]))
    found = {one.origin: one for one in by_source(made)}
    assert list(found) == [origin for origin in Origin if origin in (Origin.SELF_REVIEW, Origin.INSPECTION)]
    assert found[Origin.INSPECTION].closed.numbers == ("03-2022-02",)
    assert str(found[Origin.INSPECTION].closure_rate) == "100.00%"
    assert found[Origin.SELF_REVIEW].due.numbers == ("03-2022-01", "03-2022-03", "03-2022-04")
    assert sum(one.total.count for one in found.values()) == len(made.problems) - 1  # one is merged
    told = markdown(compose(made))
    assert "2022年度问题的来源" in told
    assert "问题各来源的销号情况" in told
