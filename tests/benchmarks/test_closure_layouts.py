"""What became of problems is read in whatever layout it is told one by one."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.closure_layouts import (
    ENTRIES,
    ENUMERATORS,
    LEADS,
    PLACES,
    Layout,
    layouts,
    mean,
    measure,
    problems,
    read,
    written,
)

LEAST = 0.99


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_report_tells_what_it_is_said_to_tell(entry: str) -> None:
    text, told = written(problems(), Layout("counts", "1.", entry, "lines", "own section", "before others"), Random(1))

    assert len({one.origin for one in told}) == 2
    assert all(title in text for one in told for title, _ in one.items)


def test_nearly_all_is_read_in_every_layout() -> None:
    results = measure(each=1)
    everything = mean([one for made in results.values() for one, _ in made])

    assert [{layout[part] for layout in results} for part in range(4)] == [
        set(LEADS),
        set(ENUMERATORS),
        set(ENTRIES),
        set(PLACES),
    ]
    assert set(results) == set(layouts())
    assert everything.statement >= LEAST
    assert everything.items >= LEAST


def test_what_is_missed_counts() -> None:
    _, told = written(problems(), Layout("counts", "1.", "state", "lines", "own section", "alone"), Random(1))
    assert read("某局2022年度述职报告\n一、主要工作\n全年开会12次。\n", told) == (0.0, 0.0)
