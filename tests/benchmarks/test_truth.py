"""The annotation in the shape of an extraction, and what is fitted from it."""

from __future__ import annotations

from math import isclose

from benchmarks.annotation import CORPORA, load_corpus
from benchmarks.comebacks import Row, fit, judge
from benchmarks.truth import annotated_extraction
from tracker.followup.comebacks import MEASURES, Measures
from tracker.reading import read_report


def test_the_annotated_items_stand_where_they_are_annotated() -> None:
    reports, _ = load_corpus(CORPORA["styles"])
    for report in reports[:6]:
        source = read_report(report.path)
        found = annotated_extraction(report, source)
        assert [problem.id for problem in found.problems] == [one["id"] for one in report.gold["problems"]]
        assert all(problem.title in problem.span.of(source.text) for problem in found.problems)
        assert len(found.closures) == len(report.gold["closures"])
        assert found.sections


def _row(name: str, verbatim: float, *, same: bool) -> Row:
    measures = Measures(*(verbatim if name == "verbatim" else 0.0 for name in MEASURES))
    return Row(name, (name, "p1"), "p1", measures, same, same, ("旧", "新"))


def test_what_goes_with_coming_back_gets_weight() -> None:
    data = [_row(f"a{n}", 0.9, same=True) for n in range(8)] + [_row(f"b{n}", 0.1, same=False) for n in range(8)]
    weights = fit(data)
    assert weights[1] > 1
    assert all(isclose(weight, 0.0, abs_tol=1e-9) for weight in weights[2:])
    caught, wrong, mistakes = judge(data, lambda row: row.measures.verbatim, 0.5)
    assert (caught, wrong, mistakes) == (8, 0, [])
    assert judge(data, lambda row: 1 - row.measures.verbatim, 0.5)[:2] == (0, 8)
