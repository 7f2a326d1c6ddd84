"""The little regression that fits what the follow-up weighs."""

from __future__ import annotations

from benchmarks.logistic import sure, weights_for

VALUES = [(1.0, 0.1), (1.0, 0.2), (1.0, 0.7), (1.0, 0.9), (1.0, 0.4), (1.0, 0.6)]
TRUE = [False, False, True, True, True, False]


def test_what_goes_with_truth_makes_it_likelier() -> None:
    weights = weights_for(VALUES, TRUE)
    assert weights[1] > 0
    assert sure(weights, (1.0, 0.1)) < 0.5 < sure(weights, (1.0, 0.9))


def test_a_case_that_counts_twice_is_two_cases() -> None:
    once = weights_for([*VALUES, VALUES[0]], [*TRUE, TRUE[0]])
    counted = weights_for(VALUES, TRUE, [2.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert all(abs(one - other) < 1e-9 for one, other in zip(once, counted, strict=True))


def test_nothing_is_surer_than_certain() -> None:
    assert 0 < sure((99.0,), (99.0,)) <= 1
    assert 0 <= sure((-99.0,), (99.0,)) < 1
