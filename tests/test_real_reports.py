"""The two real reports that stand beside the project: what they must yield. Their text is not part of the project."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tracker.domain.kinds import ClosureStatus, Origin, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract
from tracker.reading import read_report

Read = tuple[PlainText, Extraction]


def read(shared: Path, number: str) -> Read:
    files = sorted((shared / "seeds").glob(f"{number}_*.txt"))
    if not files:
        pytest.skip(f"shared/seeds holds no report {number}")
    source = read_report(files[0])
    return source, extract(source)


@pytest.fixture(scope="module")
def flat(shared: Path) -> Read:
    """Report 000: one flat text without any heading."""
    return read(shared, "000")


@pytest.fixture(scope="module")
def headed(shared: Path) -> Read:
    """Report 004: three numbered headings."""
    return read(shared, "004")


def assert_grounded(source: PlainText, found: Extraction) -> None:
    """Every span lies in the text, and items of one kind do not overlap."""
    whole = range(len(source.text) + 1)
    for kind in ("sections", "problems", "commitments", "closures", "tallies", "metrics"):
        for thing in getattr(found, kind):
            assert thing.span.start in whole
            assert thing.span.end in whole
            assert thing.span.of(source.text).strip() == thing.span.of(source.text)
    for kind in ("sections", "problems", "commitments"):
        spans = [thing.span for thing in getattr(found, kind)]
        assert spans == sorted(spans)
        assert not any(one.overlap(other) for one, other in pairwise(spans))
    titled = [(problem.title, problem.span) for problem in found.problems]
    titled += [(commitment.title, commitment.span) for commitment in found.commitments]
    for title, span in titled:
        assert "".join(title.split()) in "".join(span.of(source.text).split())
    for commitment in found.commitments:
        assert all(commitment.span.covers(action.span) for action in commitment.actions)
        assert set(commitment.addresses) <= {problem.id for problem in found.problems}


def counts(found: Extraction) -> list[tuple[int | None, int | None]]:
    return [(tally.total, tally.done) for tally in found.tallies]


def test_flat_report(flat: Read) -> None:
    source, found = flat
    assert len(found.problems) == 3
    assert {problem.where for problem in found.problems} == {Where.LIST}
    assert len(found.commitments) == 3
    assert sorted(counts(found)) == [(3, 3), (5, 5)]
    assert_grounded(source, found)


def test_flat_report_speaks_of_four_earlier_lists(flat: Read) -> None:
    _, found = flat
    told = sorted((str(c.origin), str(c.status), c.total or 0, c.done or 0) for c in found.closures)
    done = [entry for entry in told if entry[1] == ClosureStatus.DONE.value]
    assert done == [(Origin.SELF_REVIEW.value, "done", 3, 3), (Origin.SUPERIOR_REVIEW.value, "done", 3, 3)]
    other = [closure for closure in found.closures if closure.status is not ClosureStatus.DONE]
    assert [closure.status for closure in other] == [ClosureStatus.NOT_APPLICABLE] * 2
    assert all(closure.total is None for closure in other)
    assert all(closure.measures for closure in found.closures if closure.status is ClosureStatus.DONE)


def test_headed_report(headed: Read) -> None:
    source, found = headed
    assert len(found.problems) == 3
    assert len(found.commitments) == 3
    assert counts(found) == [(20, 20), (28, 19), (47, 47)]
    assert found.closures == ()
    assert_grounded(source, found)


@pytest.mark.parametrize("number", ["000", "004"])
def test_the_same_file_gives_the_same_result(shared: Path, number: str) -> None:
    assert read(shared, number) == read(shared, number)
