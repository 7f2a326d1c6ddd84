"""What a chain is: the same matter over the years, under one number after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.chains import chains, lineage, years_of


@dataclass(frozen=True, slots=True)
class Raised:
    """An item as far as a chain knows it."""

    number: str
    year: int
    again_as: str | None = None


LEDGER = (
    Raised("1-2021-1", 2021, "1-2022-1"),
    Raised("1-2021-2", 2021, "1-2022-1"),
    Raised("1-2021-3", 2021),
    Raised("1-2021-4", 2021, "1-2023-2"),
    Raised("1-2022-1", 2022, "1-2023-1"),
    Raised("1-2022-2", 2022, "9-2030-1"),
    Raised("1-2023-1", 2023),
    Raised("1-2023-2", 2023),
)


def test_a_chain_goes_from_the_first_report_to_the_last() -> None:
    assert [[one.number for one in chain] for chain in chains(LEDGER)] == [
        ["1-2021-1", "1-2022-1", "1-2023-1"],
        ["1-2021-2", "1-2022-1", "1-2023-1"],
        ["1-2021-4", "1-2023-2"],
    ]


def test_the_lineage_of_an_item_holds_all_that_led_to_it_and_what_it_led_to() -> None:
    assert [one.number for one in lineage(LEDGER, "1-2022-1")] == ["1-2021-1", "1-2021-2", "1-2022-1", "1-2023-1"]
    assert [one.number for one in lineage(LEDGER, "1-2023-1")] == ["1-2021-1", "1-2021-2", "1-2022-1", "1-2023-1"]
    assert [one.number for one in lineage(LEDGER, "1-2021-1")] == ["1-2021-1", "1-2022-1", "1-2023-1"]


def test_what_does_not_return_stands_alone() -> None:
    assert [one.number for one in lineage(LEDGER, "1-2021-3")] == ["1-2021-3"]
    assert [one.number for one in lineage(LEDGER, "1-2022-2")] == ["1-2022-2"]
    assert lineage(LEDGER, "7-2021-1") == ()


def test_a_link_that_does_not_lead_to_a_later_year_ends_the_chain() -> None:
    circle = (Raised("a", 2021, "b"), Raised("b", 2021, "a"), Raised("c", 2022, "a"))
    assert chains(circle) == ()
    assert lineage(circle, "c") == (circle[2],)


def test_the_first_year_is_the_first() -> None:
    assert [years_of(2021, year) for year in (2021, 2022, 2023)] == [1, 2, 3]


@given(
    st.lists(st.tuples(st.integers(2020, 2025), st.integers(0, 9)), max_size=10).map(
        lambda drawn: [Raised(str(at), year, str(after)) for at, (year, after) in enumerate(drawn)]
    )
)
def test_years_only_rise_along_a_chain_and_every_lineage_holds_its_item(records: list[Raised]) -> None:
    for chain in chains(records):
        years = [one.year for one in chain]
        assert years == sorted(set(years))
        assert all(one.again_as == other.number for one, other in pairwise(chain))
    for record in records:
        found = lineage(records, record.number)
        assert record in found
        assert len({one.number for one in found}) == len(found)
