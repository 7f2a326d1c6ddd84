from __future__ import annotations

import pytest

from benchmarks.annotation import CORPORA
from benchmarks.reliability import (
    DAMAGES,
    Judged,
    Reading,
    damage_table,
    items,
    left_out,
    measure,
    shares,
    stated,
    table,
)
from tracker.extraction.evidence import UNMEASURED, confidence
from tracker.extraction.shares import SHARES


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return items(measure([CORPORA["dev"]]))


def right(judged: list[Judged], *, least: float, below: float = 1.01) -> list[bool]:
    return [one.right for one in judged if least <= confidence(one.evidence) < below]


def test_what_is_stated_as_sure_is_right_98_times_in_a_hundred(judged: list[Judged]) -> None:
    sure = right([one for one in judged if not one.damaged], least=0.9)

    assert len(sure) > 150
    assert sum(sure) >= 0.98 * len(sure)


def test_in_damaged_reports_what_is_doubted_is_wrong_more_often(judged: list[Judged]) -> None:
    damaged = [one for one in judged if one.damaged]
    sure, doubted = right(damaged, least=0.9), right(damaged, least=0.0, below=0.7)

    assert sum(sure) / len(sure) > 0.9
    assert doubted
    assert sum(doubted) / len(doubted) < 0.6


def test_confidence_is_what_was_measured_and_doubt_where_nothing_was() -> None:
    assert all(confidence(evidence) == share for evidence, share in SHARES.items())
    assert all(0.0 < share < 1.0 for share in SHARES.values())
    assert confidence("problem rumour marker fits") == UNMEASURED < 0.7


def test_little_evidence_never_counts_as_sure() -> None:
    one = [Judged("a", damaged=False, evidence="x", right=True)]
    many = [Judged("a", damaged=False, evidence="x", right=True)] * 40

    assert shares(one)["x"][0] < 0.9 <= shares(many)["x"][0]
    assert [stated(0.99), stated(0.955), stated(0.5)] == [0.99, 0.89, 0.5]


def test_an_organisation_is_judged_by_what_the_others_teach() -> None:
    judged = [
        *[Judged("a", damaged=False, evidence="x", right=True)] * 40,
        *[Judged("b", damaged=False, evidence="x", right=False)] * 40,
    ]
    learnt = left_out(judged)

    assert learnt["a"]["x"] < 0.1
    assert learnt["b"]["x"] > 0.9
    assert table(judged, learnt).splitlines()[2:] == [
        "| 0.9 and more | 40 | 0.000 | 0 |  |",
        "| 0.7 to 0.9 | 0 |  | 0 |  |",
        "| below 0.7 | 40 | 1.000 | 0 |  |",
    ]


def test_what_damage_does_is_counted_kind_by_kind() -> None:
    readings = [
        Reading("a", "problems", "", (("x", True), ("x", True)), 2),
        Reading("a", "problems", DAMAGES[1], (("x", True), ("x", False)), 2),
        Reading("a", "commitments", "", (("x", True),), 1),
    ]

    lines = damage_table(readings).splitlines()
    assert lines[2] == "| none | 1.000 | 1.000 |"
    assert lines[4].startswith(f"| {DAMAGES[1]} | 0.500 |")
