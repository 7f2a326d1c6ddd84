"""The short pairs: sound as annotation, read whole, and judged no worse than was recorded."""

from __future__ import annotations

from benchmarks.short_pairs import YEARS, ids_of, judged, reading, short_pairs
from tracker.domain.kinds import Verdict

RIGHT, CITED = 680, 342
"""How many verdicts of the 805 are right, and how many of the 391 claims are cited; neither may fall."""


def test_every_quote_stands_in_the_newer_report() -> None:
    for pair in short_pairs():
        for expected in pair.expected.values():
            assert Verdict(expected.verdict)
            for quote in (*expected.evidence, *([expected.claim] if expected.claim else [])):
                assert quote in pair.newer, (pair.name, quote)


def test_every_problem_and_promise_is_read() -> None:
    for pair in short_pairs():
        _, read = reading(pair.older, YEARS[0])
        assert ids_of(pair, read).keys() == pair.expected.keys(), pair.name


def test_no_fewer_verdicts_and_claims_are_right_than_were_recorded() -> None:
    items = list(judged())
    claims = [one for one in items if one.expected.claim and one.expected.verdict != "evidenced"]

    assert (len(items), len(claims)) == (805, 391)
    assert sum(one.right for one in items) >= RIGHT
    assert sum(one.cited for one in claims) >= CITED
