"""Why 98.71 %? Every figure of every report opens into what it was counted from, in words, on the page and as data."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.conftest import REPORT
from tracker.ledger.store import Ledger
from tracker.reporting.as_json import closure_document, render_common_json, render_overview_json
from tracker.reporting.blocks import Card, Chart, Document, Paragraph, Run, Table
from tracker.reporting.composing import compose
from tracker.reporting.counting import Rate
from tracker.reporting.html import html_page
from tracker.reporting.overview import compose_overview
from tracker.reporting.shared_problems import compose_common
from tracker.services.closing import closure_report
from tracker.services.overview import overview
from tracker.services.shared_problems import common_report

ROOT = Path(__file__).resolve().parents[2]
SAMPLES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "samples.py"))
TODAY = SAMPLES["TODAY"]
NO_COUNT = {
    "序号": "a place",
    "句": "a place",
    "名次": "a place",
    "年度": "a year",
    "相似度": "a likeness",
    "称涉及": "quoted from the statement in the same row",
    "称完成": "quoted from the statement in the same row",
    "报告所称（个）": "quoted from the report",
}
"""Columns whose numbers were not counted by us."""
QUOTED = {"称涉及（个）", "称完成（个）"}
"""Columns whose numbers are the report's own and open into its statements."""


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with SAMPLES["sample_ledger"]() as opened:
        yield opened


@pytest.fixture(scope="module", params=["by hand", "closure", "overview", "common"])
def document(request: pytest.FixtureRequest, ledger: Ledger) -> Document:
    match request.param:
        case "by hand":
            return compose(REPORT)
        case "closure":
            return compose(closure_report(ledger, org=SAMPLES["ORG"], year=SAMPLES["YEAR"], today=TODAY))
        case "overview":
            return compose_overview(overview(ledger, year=SAMPLES["YEAR"], today=TODAY))
    return compose_common(common_report(ledger, today=TODAY))


def places(document: Document) -> Iterator[tuple[str, list[Run]]]:
    """Every paragraph and every row: what its runs stand under, and the runs."""
    for drawn in document.blocks:
        block = drawn.table if isinstance(drawn, Chart) else drawn
        if isinstance(block, Paragraph):
            yield "", list(block.line)
        elif isinstance(block, Table):
            for row in block.rows:
                for column, lines in zip(block.columns, row, strict=True):
                    for line in lines:
                        yield column.label, list(line)
        elif isinstance(block, Card):
            for label, lines in block.rows:
                for line in lines:
                    yield label, list(line)


def test_every_number_that_was_counted_opens_into_what_was(document: Document) -> None:
    counted = 0
    for label, runs in places(document):
        for run in runs:
            if re.fullmatch(r"\d+", run.text) and label not in NO_COUNT:
                if label in QUOTED:
                    assert all(name.startswith("表述") for name in run.items)
                    assert run.items
                else:
                    assert len(run.items) == int(run.text), (label, run)
                counted += 1
    assert counted > 20


def test_no_count_hides_in_running_words(document: Document) -> None:
    """In paragraphs a number of ours is a run of its own: 个, 项, 条 and 类 never follow a digit in plain words."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for run in block.line:
                found = re.search(r"\d(?:个|项|条|类)(?!单位|以上|月)", run.text)
                rules = ("个以上", "上年查摆问题的数量")
                assert not found or any(one in run.text for one in rules), run.text


def test_every_rate_stands_beside_its_two_figures(document: Document) -> None:
    rates = 0
    rows = [list(block.line) for block in document.blocks if isinstance(block, Paragraph)]
    rows += [
        [run for lines in row for line in lines for run in line]
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    for runs in rows:
        for place, run in enumerate(runs):
            for said in re.findall(r"\d+\.\d\d%", run.text):
                figures = [
                    len(one.items) for one in runs[max(0, place - 4) : place + 5] if re.fullmatch(r"\d+", one.text)
                ]
                pairs = {str(Rate(part, whole)) for part in figures for whole in figures if part <= whole}
                assert said in pairs, (said, figures)
                rates += 1
    assert rates or "共性问题" in document.title


def test_the_page_opens_every_one_of_them(document: Document) -> None:
    page = html_page(document)
    runs = [run for _, some in places(document) for run in some if run.items and re.fullmatch(r"\d+", run.text)]
    opened = re.findall(r"<details><summary>(\d+)</summary><ul>(.*?)</ul></details>", page)
    single = [run for run in runs if len(run.items) == 1 and run.items[0] in run.text]
    assert not single
    assert sorted(int(count) for count, _ in opened) == sorted(int(run.text) for run in runs)
    assert sum(items.count("<li>") for _, items in opened) == sum(len(run.items) for run in runs)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)


def bare_numbers(value: Any, name: str = "") -> Iterator[str]:
    """Names of whole numbers that stand beside no list."""
    if isinstance(value, dict):
        for key, one in value.items():
            if not (key == "count" and "items" in value):
                yield from bare_numbers(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from bare_numbers(one, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name


def test_every_figure_of_the_closure_data_has_its_items(ledger: Ledger) -> None:
    report = closure_report(ledger, org=SAMPLES["ORG"], year=SAMPLES["YEAR"], today=TODAY)
    for made in (report, REPORT, replace(REPORT, items=())):
        figures = closure_document(made)["figures"]
        for one in walk(figures):
            if "count" in one:
                assert one["count"] == len(one["items"])
        for kind in ("problems", "commitments"):
            rate = Rate(figures[kind]["closed"]["count"], figures[kind]["due"]["count"])
            assert figures[kind]["closure_rate"] == str(rate)
        # What the report itself states, and how old an item is, was not counted from items.
        assert set(bare_numbers(figures)) <= {"statements", "claimed_total", "claimed_done", "age"}
        for origin in figures["by_origin"]:
            assert origin["statements"] == origin["stated"]["count"]


def test_every_figure_of_the_overview_data_is_its_list(ledger: Ledger) -> None:
    found = json.loads(render_overview_json(overview(ledger, year=SAMPLES["YEAR"], today=TODAY)))
    assert set(bare_numbers(found)) <= {"year"}
    for line in found["units"]:
        assert line["rate"] == str(Rate(len(line["closed"]), len(line["due"])))
        assert set(line["closed"]) | set(line["claimed"]) | set(line["silent"]) <= set(line["due"])


def test_every_figure_of_the_common_data_has_its_items(ledger: Ledger) -> None:
    found = json.loads(render_common_json(common_report(ledger, today=TODAY)))
    assert found["groups"]
    for one in walk(found):
        if "count" in one:
            assert one["count"] == len(one["items"])
    assert set(bare_numbers(found)) <= {"year", "years", "at_least", "place", "groups", "start", "end"}
