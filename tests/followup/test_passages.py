"""Where clauses stand, what stands in common and what is left out for being unlikely, held against a look at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction import extract
from tracker.followup.engine import ready
from tracker.followup.evidence import told_work
from tracker.followup.features import whole_words
from tracker.followup.likely_work import FITTED, LIKELY, compare, score
from tracker.followup.pair import Pair
from tracker.followup.passages import Reading
from tracker.reading import read_report

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def reading() -> Reading:
    """A sample report as follow-up reads it."""
    source = read_report(next(SEEDS.glob("*/2022.txt")))
    return ready(source, extract(source)).reading


@given(places=st.tuples(st.integers(0, 2500), st.integers(0, 2500)).map(sorted))
def test_clauses_of_a_range_are_those_that_a_look_at_all_finds(places: list[int], reading: Reading) -> None:
    start, end = places
    inside = tuple(one for one in reading.clauses if start <= one.start and one.end <= end)
    touched = tuple(one for one in reading.clauses if start < one.end and one.start < end)
    assert reading.clauses_in(start, end) == inside
    assert start == end or reading.clauses_about(start, end) == touched


@given(words=st.sets(st.text("整改台账", min_size=1, max_size=4)))
def test_whole_words_are_part_of_no_other(words: set[str]) -> None:
    listed = sorted(words)
    assert whole_words(listed) == [one for one in listed if not any(one != other and one in other for other in listed)]


@pytest.mark.parametrize("org", sorted(SEEDS.glob("*/")), ids=lambda org: org.name)
def test_what_is_left_out_beforehand_is_not_likely(org: Path) -> None:
    years = sorted(org.glob("*.txt"))[:2]
    pair = Pair(*(ready(source, extract(source)) for source in map(read_report, years)))
    told = told_work(pair)
    wanted = {item.id for item in pair.old_commitments}

    every, fewer = (
        [
            (item.id, segment[0].number, likelihood)
            for item, segment, measures in compare(pair, told, wanted, weights)
            if (likelihood := score(measures, FITTED)) >= LIKELY
        ]
        for weights in (None, FITTED)
    )
    assert fewer == every
