"""Likenesses settle to the same number however their sums were worked out."""

from __future__ import annotations

from fractions import Fraction
from math import fsum

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.likeness import settled

SHARES = st.lists(st.fractions(0, 1, max_denominator=97), min_size=1, max_size=40)


def test_the_last_digit_of_a_sum_chooses_nothing() -> None:
    one_by_one = 0.0
    for tenth in [0.1] * 10:
        one_by_one += tenth
    assert one_by_one != fsum([0.1] * 10)
    assert settled(one_by_one) == settled(fsum([0.1] * 10)) == 1.0


@given(SHARES)
def test_the_order_of_a_sum_does_not_matter(shares: list[Fraction]) -> None:
    forth, back = 0.0, 0.0
    for one, other in zip(shares, reversed(shares), strict=True):
        forth, back = forth + float(one), back + float(other)
    assert settled(forth) == settled(back) == settled(float(sum(shares)))


@given(st.floats(0, 300))
def test_little_is_lost_and_nothing_the_second_time(likeness: float) -> None:
    assert abs(settled(likeness) - likeness) <= 2**-31
    assert settled(settled(likeness)) == settled(likeness)
