from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ItemKind, Status, Theme, Verdict
from tracker.reporting.blocks import Paragraph, Table
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.overview import Entry, Overview, Themes, compose_overview, ranked, unit_line

TODAY = date(2024, 1, 5)


def entry(
    number: str,
    status: Status = Status.IN_PROGRESS,
    verdict: Verdict | None = None,
    *,
    year: int = 2022,
    kind: ItemKind = ItemKind.PROBLEM,
    due_by: date | None = None,
) -> Entry:
    return Entry(number, kind, year, status, verdict, Theme.STUDY, due_by)


def test_what_a_unit_is_counted_by() -> None:
    line = unit_line(
        "甲镇",
        [
            entry("01-2022-01", Status.CLOSED),
            entry("01-2022-02", verdict=Verdict.RECTIFIED),
            entry("01-2022-03", verdict=Verdict.CONTESTED, due_by=date(2023, 12, 31)),
            entry("01-2022-04", Status.MERGED),
            entry("01-2022-05", verdict=Verdict.SILENT, due_by=date(2024, 6, 30)),
            entry("01-2021-01", Status.CONTINUING, year=2021),
            entry("01-2021-02", Status.CLOSED, year=2021),
            entry("01-2022-06", kind=ItemKind.COMMITMENT, due_by=date(2023, 6, 30)),
        ],
        year=2023,
        today=TODAY,
    )
    assert line.due == ("01-2022-01", "01-2022-02", "01-2022-03", "01-2022-05")
    assert line.closed == ("01-2022-01",)
    assert str(line.rate) == "25.00%"
    assert line.claimed == ("01-2022-02",)
    assert line.came_back == ("01-2022-03",)
    assert line.silent == ("01-2022-05",)
    assert line.older == ("01-2021-01",)
    assert line.overdue == ("01-2022-03", "01-2022-06")


def test_rank_is_by_rate_then_by_what_came_back_and_nothing_due_has_none() -> None:
    lines = [
        unit_line("丙", [], year=2023, today=TODAY),
        unit_line(
            "乙",
            [entry("02-2022-01", Status.CLOSED), entry("02-2022-02", verdict=Verdict.RECURRING)],
            year=2023,
            today=TODAY,
        ),
        unit_line("甲", [entry("01-2022-01", Status.CLOSED), entry("01-2022-02")], year=2023, today=TODAY),
        unit_line("丁", [entry("04-2022-01", Status.CLOSED), entry("04-2022-02")], year=2023, today=TODAY),
    ]
    found = Overview(2023, TODAY, ranked(lines), ())
    table = next(block for block in compose_overview(found).blocks if isinstance(block, Table))
    assert [(row[0][0][0].text, row[1][0][0].text) for row in table.rows] == [
        ("1", "丁"),
        ("1", "甲"),
        ("3", "乙"),
        ("—", "丙"),
    ]


def test_an_empty_ledger_says_so() -> None:
    (only,) = compose_overview(Overview(2023, TODAY, (), ())).blocks
    assert isinstance(only, Paragraph)


entries = st.lists(
    st.builds(
        Entry,
        number=st.from_regex(r"01-20(20|21|22)-[0-9]{2}", fullmatch=True),
        kind=st.sampled_from(ItemKind),
        year=st.integers(2020, 2022),
        status=st.sampled_from(Status),
        verdict=st.none() | st.sampled_from(Verdict),
        theme=st.none() | st.sampled_from(Theme),
        due_by=st.none() | st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    ),
    max_size=15,
)


@given(entries)
def test_every_figure_is_part_of_what_it_is_measured_by(found: list[Entry]) -> None:
    line = unit_line("甲", found, year=2023, today=TODAY)
    assert set(line.closed) | set(line.claimed) | set(line.came_back) | set(line.silent) <= set(line.due)
    assert len(line.due) == sum(
        one.kind is ItemKind.PROBLEM and one.year == 2022 and one.status not in NOT_DUE for one in found
    )
    themes = Themes()
    themes.take(found)
    counts = themes.counts()
    assert [len(back) + len(other) for _, back, other in counts] == sorted(
        (len(back) + len(other) for _, back, other in counts), reverse=True
    )
