from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.reporting.as_json import FORM, closure_document, render_json
from tracker.reporting.counting import action_name, statement_name
from tracker.reporting.model import ClosureReport

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["closure", "first_year"])
def test_golden(name: str, report: ClosureReport, first_report: ClosureReport) -> None:
    """Run with TRACKER_WRITE_GOLDEN=1 to write the files anew, then read the difference."""
    made = render_json(report if name == "closure" else first_report)
    file = GOLDEN / f"{name}.json"
    if os.environ.get("TRACKER_WRITE_GOLDEN"):
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def figures(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"count", "items"} <= value.keys():
            yield value
        for one in value.values():
            yield from figures(one)
    elif isinstance(value, list):
        for one in value:
            yield from figures(one)


def test_every_figure_is_the_number_of_its_items(report: ClosureReport) -> None:
    found = closure_document(report)
    assert found["form"] == FORM
    known = {item["number"] for item in found["report"]["items"]}
    known |= {action_name("03-2022-06", 1), action_name("03-2022-06", 2)}
    known |= {statement_name(place) for place in (1, 2, 3)}
    counted = list(figures(found["figures"]))
    assert len(counted) > 20
    for figure in counted:
        assert figure["count"] == len(figure["items"])
        assert set(figure["items"]) <= known


def test_either_breakdown_adds_up(report: ClosureReport) -> None:
    for kind in ("problems", "commitments"):
        picture = closure_document(report)["figures"][kind]
        for breakdown in ("by_verdict", "by_status"):
            assert sum(one["count"] for one in picture[breakdown]) == picture["total"]["count"]


def test_it_is_json_with_chinese_as_it_is(report: ClosureReport) -> None:
    text = render_json(report)
    assert "支部组织生活不够经常" in text
    assert json.loads(text) == closure_document(report)
