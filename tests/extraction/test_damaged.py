"""Reports as damaged as a bad copy makes them: always read and followed up, every span inside the text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.annotation import CORPORA, load_corpus
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.followup.engine import follow_up
from tracker.reading import read_report

WRITTEN = "一二两三十百千万几多余0129２第个项条的了，。；：、（）“”\n 　问题已整改等"
PLACES = st.floats(0, 1, exclude_max=True)
EDITS = st.lists(
    st.tuples(PLACES, st.sampled_from(["write", "put in", "drop", "repeat"]), st.sampled_from(WRITTEN), PLACES),
    max_size=40,
)


@cache
def reports() -> list[PlainText]:
    """Every annotated report."""
    return [read_report(report.path) for corpus in CORPORA.values() for report in load_corpus(corpus)[0]]


def damaged(text: str, edits: list[tuple[float, str, str, float]]) -> str:
    """A text with characters written over, put in and lost, and stretches of it told again elsewhere."""
    chars = list(text)
    for place, edit, char, other in edits:
        at, far = int(place * len(chars)), int(other * len(chars))
        if edit == "write":
            chars[at] = char
        elif edit == "put in":
            chars.insert(at, char)
        elif edit == "drop":
            del chars[at]
        else:
            chars[at:at] = chars[far : far + 60]
    return "".join(chars)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0), EDITS, EDITS)
def test_a_damaged_report_is_read_and_followed_up(
    number: int, edits: list[tuple[float, str, str, float]], others: list[tuple[float, str, str, float]]
) -> None:
    source = reports()[number % len(reports())]
    older = replace(source, text=damaged(source.text, edits))
    newer = replace(source, text=damaged(source.text, others))
    old, new = extract(older), extract(newer)
    result = follow_up(older, old, newer, new)

    for closure in new.closures:
        assert 0 <= closure.span.start < closure.span.end <= len(newer.text)
    assert len(result.items) == len(old.problems) + len(old.commitments)
