"""Problems and plans are found in whatever layout they are written."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.layouts import ENUMERATORS, HEADINGS, MEASURES, ORDERS, Layout, mean, measure, read, reports, written

LEAST = 0.98


@pytest.mark.parametrize("measures", MEASURES)
@pytest.mark.parametrize("order", ORDERS)
def test_a_report_holds_what_it_is_said_to_hold(measures: str, order: str) -> None:
    layout = Layout("一、", "（一）", measures, order)
    made = next(one for report in reports() if (one := written(report, layout, Random(1))) is not None)
    text, told, promised = made

    assert len(told) >= 2
    assert len(promised) >= 2
    assert all(entry.rstrip("。") in text for entry in [*told, *promised])


def test_nearly_all_is_read_in_every_layout() -> None:
    results = measure(each=1)
    everything = mean([one for found in results.values() for one in found])

    assert {layout.heading for layout in results} == set(HEADINGS)
    assert {layout.enumerator for layout in results} == set(ENUMERATORS)
    assert everything.problems >= LEAST
    assert everything.plans >= LEAST


def test_what_is_missed_counts() -> None:
    text = "某局2022年度述职报告\n一、主要工作\n全年开会12次。\n"
    assert read(text, ["学习不深。", "作风不实。"], ["每月学习一次。"]) == (0.0, 0.0)
