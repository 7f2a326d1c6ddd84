from __future__ import annotations

import pytest

from tracker.domain.following import measures_of
from tracker.domain.spans import Span

FIRST, SECOND = Span(20, 30), Span(60, 70)


@pytest.mark.parametrize(
    "claim,others,several,expected",
    [
        (Span(10, 40), [Span(50, 80)], True, ((FIRST,), False)),
        (Span(50, 80), [Span(10, 40)], True, ((SECOND,), False)),
        (Span(0, 90), [Span(0, 90)], True, ((FIRST, SECOND), True)),
        (Span(0, 90), [], True, ((FIRST, SECOND), True)),
        (Span(0, 90), [], False, ((FIRST, SECOND), False)),
        (Span(0, 10), [Span(50, 80)], True, ((FIRST,), True)),
        (Span(0, 10), [], False, ((FIRST, SECOND), False)),
    ],
)
def test_measures_go_with_the_claim_that_holds_them(
    claim: Span, others: list[Span], several: bool, expected: tuple[tuple[Span, ...], bool]
) -> None:
    assert measures_of(claim, [FIRST, SECOND], others, several=several) == expected
