from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.conftest import REPORT
from tracker.domain.errors import LedgerError
from tracker.reporting.as_json import render_json
from tracker.reporting.composing import compose
from tracker.reporting.differences import difference_document
from tracker.reporting.markdown import markdown
from tracker.reporting.model import USUAL_NAMES, ClosureReport
from tracker.reporting.stored import freeze, thaw, thaw_json

GOLDEN = Path(__file__).parent / "golden"


def test_what_is_kept_comes_back_as_it_was(report: ClosureReport, first_report: ClosureReport) -> None:
    for one in (report, first_report):
        assert thaw(freeze(one)) == (one, compose(one))
        assert freeze(thaw(freeze(one))[0]) == freeze(one)


def test_what_an_earlier_program_issued_reads_as_it_was_issued(report: ClosureReport) -> None:
    """Kept before actions had standings, quotes had paragraphs and states had names of the office's own."""
    content = (GOLDEN / "issued_earlier.json").read_text(encoding="utf-8").rstrip("\n")
    old, document = thaw(content)
    assert markdown(document) == (GOLDEN / "issued_earlier.md").read_text(encoding="utf-8")
    assert thaw_json(content) is None
    assert {item.number for item in old.items} == {item.number for item in report.items}
    assert old.names == USUAL_NAMES
    told = markdown(difference_document(old, report, names=("第1期", "现在")))
    assert "| 03-2022-06 | 承诺事项 | 未对照；未对照 | 已做；没有下文 |" in told


def test_the_json_comes_back_to_the_byte(report: ClosureReport) -> None:
    assert thaw_json(freeze(report)) == render_json(report)
    with pytest.raises(LedgerError):
        thaw_json("不是JSON")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text())
def test_any_words_come_back(title: str, reason: str) -> None:
    item = replace(REPORT.items[0], title=title, reason=reason)
    one = replace(REPORT, items=(item,), unit=title)
    assert thaw(freeze(one))[0] == one
