"""Fits the weights by which work in words of its own is known to answer a promise, and says how well they do.

    python -m benchmarks.likely_work           how well the weights in use and freshly fitted ones do, and the latter

Logistic regression over the measures of ``tracker.followup.likely_work``, fed with the annotated items: which passages
hold the annotated evidence or claim of a commitment. Each organisation is judged with weights fitted without it. The
weights are copied into ``likely_work.py`` by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.annotation import CORPORA, FRESH, SEEDS, load_corpus, locate
from benchmarks.logistic import sure, weights_for
from benchmarks.truth import annotated_extraction
from tracker.followup.engine import ready
from tracker.followup.evidence import answers, told_work, work_about
from tracker.followup.likely_work import LIKELY, MEASURES, Measures, compare, score
from tracker.followup.pair import Pair
from tracker.reading import read_report

ANSWERED = frozenset({"evidenced", "in_progress", "rectified", "contested"})
"""The verdicts of commitments for which work is told of."""


@dataclass(frozen=True, slots=True)
class Row:
    """One older commitment held against one passage of the newer report."""

    slug: str
    older: tuple[str, str]
    """Pair of reports and id: what the row is one of the candidates of."""
    measures: Measures
    answers: bool
    """Whether the passage holds what the annotation cites."""
    answered: bool
    """Whether any work is told of for the commitment."""
    found: bool
    """Whether the rules find work for it, so that the weights are not asked."""

    @property
    def values(self) -> tuple[float, ...]:
        """The measures behind the constant."""
        return (1.0, *self.measures)


def rows(corpora: Iterable[Path] = (*CORPORA.values(), FRESH)) -> Iterator[Row]:
    """Every older commitment of the annotated pairs against every passage that is at all like it."""
    for corpus in corpora:
        reports, pairs = load_corpus(corpus, SEEDS)
        texts = {(report.slug, str(report.year)): (report, read_report(report.path)) for report in reports}
        for pair in pairs:
            sides = [texts[pair.slug, str(pair.truth[side])] for side in ("from", "to")]
            held = Pair(*(ready(source, annotated_extraction(report, source)) for report, source in sides))
            truth = {item["id"]: item for item in pair.truth["items"]}
            cited = {
                item_id: [
                    locate(sides[1][1].text, place)
                    for place in [*item["evidence"], *([item["claim"]] if item.get("claim") else [])]
                ]
                for item_id, item in truth.items()
            }
            told = told_work(held)
            found = {
                item.id
                for item in held.old_commitments
                if answers(held, item.parts, told) or work_about(held, item, told)
            }
            name = f"{pair.slug}/{pair.truth['from']}-{pair.truth['to']}"
            for item, segment, measures in compare(held, told, {item.id for item in held.old_commitments}):
                span = held.span(segment)
                yield Row(
                    pair.slug,
                    (name, item.id),
                    measures,
                    any(span.overlap(place) for place in cited[item.id]),
                    truth[item.id]["verdict"] in ANSWERED,
                    item.id in found,
                )


def judge(data: Sequence[Row], likelihood: Callable[[Row], float], least: float) -> tuple[int, int]:
    """Of the commitments for which the rules find nothing: how many are answered rightly, and how many wrongly."""
    best: dict[tuple[str, str], tuple[float, Row]] = {}
    for row in data:
        if not row.found and (row.older not in best or likelihood(row) > best[row.older][0]):
            best[row.older] = (likelihood(row), row)
    taken = [row for sureness, row in best.values() if sureness >= least]
    return sum(row.answered for row in taken), sum(not row.answered for row in taken)


def main() -> None:
    """Fit, judge and print."""
    parser = argparse.ArgumentParser(description="The weights of work in words of its own.")
    parser.add_argument("--also", type=Path, action="append", default=[], help="another annotated set")
    data = list(rows((*CORPORA.values(), FRESH, *parser.parse_args().also)))
    fitted = {
        slug: weights_for(*zip(*((row.values, row.answers) for row in data if row.slug != slug), strict=True))
        for slug in sorted({row.slug for row in data})
    }
    left = len({row.older for row in data if not row.found})
    print(f"{left} commitments for which the rules find no work, {len(fitted)} organisations")
    for least in (0.4, 0.5, LIKELY, 0.7):
        now = judge(data, lambda row: score(row.measures), least)
        others = judge(data, lambda row: sure(fitted[row.slug], row.values), least)
        print(
            f"from {least:.2f} on: in use {now[0]} right, {now[1]} wrong; "
            f"fitted without the organisation {others[0]} right, {others[1]} wrong"
        )
    weights = weights_for([row.values for row in data], [row.answers for row in data])
    print(", ".join(f'"{name}": {weight:.1f}' for name, weight in zip(("base", *MEASURES), weights, strict=True)))


if __name__ == "__main__":
    main()
