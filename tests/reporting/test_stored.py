from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.conftest import REPORT
from tracker.reporting.composing import compose
from tracker.reporting.model import ClosureReport
from tracker.reporting.stored import freeze, thaw


def test_what_is_kept_comes_back_as_it_was(report: ClosureReport, first_report: ClosureReport) -> None:
    for one in (report, first_report):
        assert thaw(freeze(one)) == (one, compose(one))
        assert freeze(thaw(freeze(one))[0]) == freeze(one)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text())
def test_any_words_come_back(title: str, reason: str) -> None:
    item = replace(REPORT.items[0], title=title, reason=reason)
    one = replace(REPORT, items=(item,), unit=title)
    assert thaw(freeze(one))[0] == one
