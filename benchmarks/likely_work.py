"""Fits the weights by which work in words of its own is known to answer a promise, and says how well they do.

    python -m benchmarks.likely_work           how well the weights in use and freshly fitted ones do, and the latter

Logistic regression over the measures of ``tracker.followup.likely_work``, fed with the annotated items: which passages
hold the annotated evidence or claim of a commitment. Each organisation is judged with weights fitted without it. The
weights are copied into ``likely_work.py`` by hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.annotation import CORPORA, FRESH, SEEDS, load_corpus, locate
from benchmarks.logistic import sure, weights_for
from benchmarks.short_pairs import YEARS, ids_of, reading, short_pairs
from benchmarks.truth import annotated_extraction
from tracker.domain.spans import Span
from tracker.followup.engine import ready
from tracker.followup.evidence import answers, told_work, work_about
from tracker.followup.likely_work import LIKELY, MEASURES, Measures, compare, score
from tracker.followup.pair import Pair
from tracker.reading import read_report

SHORT = 5.0
"""How much a row of a short pair counts."""
PARTS = 8
"""Into so many parts the organisations are dealt out; each is judged with weights fitted to the others."""
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
    counts: float = 1.0
    """How much it counts in fitting."""

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
            truth = {
                item["id"]: Told(
                    item["verdict"] in ANSWERED,
                    [
                        locate(sides[1][1].text, place)
                        for place in [*item["evidence"], *([item["claim"]] if item.get("claim") else [])]
                    ],
                )
                for item in pair.truth["items"]
            }
            yield from _rows(held, pair.slug, f"{pair.slug}/{pair.truth['from']}-{pair.truth['to']}", truth)


def short_rows() -> Iterator[Row]:
    """The same of the short pairs; each counts for more, since their wordings are those that no list has seen."""
    for pair in short_pairs():
        older, newer = (reading(text, year) for text, year in zip((pair.older, pair.newer), YEARS, strict=True))
        ids = ids_of(pair, older[1])
        truth = {
            ids[item]: Told(
                expected.verdict in ANSWERED,
                [
                    Span(start, start + len(quote))
                    for quote in (*expected.evidence, *([expected.claim] if expected.claim else []))
                    if (start := pair.newer.find(quote)) >= 0
                ],
            )
            for item, expected in pair.expected.items()
            if item in ids and item.startswith("c")
        }
        yield from _rows(Pair(ready(*older), ready(*newer)), f"short {pair.name}", pair.name, truth, SHORT)


@dataclass(frozen=True, slots=True)
class Told:
    """Whether any work is told of for a commitment, and where."""

    answered: bool
    places: Sequence[Span]


def _rows(held: Pair, slug: str, name: str, truth: Mapping[str, Told], counts: float = 1.0) -> Iterator[Row]:
    told = told_work(held)
    found = {
        item.id for item in held.old_commitments if answers(held, item.parts, told) or work_about(held, item, told)
    }
    for item, segment, measures in compare(held, told, truth.keys()):
        span = held.span(segment)
        yield Row(
            slug,
            (name, item.id),
            measures,
            any(span.overlap(place) for place in truth[item.id].places),
            truth[item.id].answered,
            item.id in found,
            counts,
        )


def judge(data: Sequence[Row], likelihood: Callable[[Row], float], least: float) -> tuple[int, int]:
    """Of the commitments for which the rules find nothing: how many are answered rightly, and how many wrongly."""
    best: dict[tuple[str, str], tuple[float, Row]] = {}
    for row in data:
        if not row.found and (row.older not in best or likelihood(row) > best[row.older][0]):
            best[row.older] = (likelihood(row), row)
    taken = [row for sureness, row in best.values() if sureness >= least]
    return sum(row.answered for row in taken), sum(not row.answered for row in taken)


def _weights(data: Sequence[Row]) -> list[float]:
    return weights_for([row.values for row in data], [row.answers for row in data], [row.counts for row in data])


def main() -> None:
    """Fit, judge and print."""
    parser = argparse.ArgumentParser(description="The weights of work in words of its own.")
    parser.add_argument("--also", type=Path, action="append", default=[], help="another annotated set")
    data = [*rows((*CORPORA.values(), FRESH, *parser.parse_args().also)), *short_rows()]
    slugs = sorted({row.slug for row in data})
    parts = [set(slugs[part::PARTS]) for part in range(PARTS)]
    weights = [_weights([row for row in data if row.slug not in part]) for part in parts]
    fitted = {slug: weights[number] for number, part in enumerate(parts) for slug in part}
    for short in (False, True):
        some = [row for row in data if (row.counts > 1) is short]
        left = len({row.older for row in some if not row.found})
        print(f"{'short pairs' if short else 'annotated'}: {left} commitments for which the rules find no work")
        for least in (0.3, LIKELY, 0.5, 0.6):
            now = judge(some, lambda row: score(row.measures), least)
            others = judge(some, lambda row: sure(fitted[row.slug], row.values), least)
            print(
                f"from {least:.2f} on: in use {now[0]} right, {now[1]} wrong; "
                f"fitted without the organisation {others[0]} right, {others[1]} wrong"
            )
    print(
        ", ".join(f'"{name}": {weight:.1f}' for name, weight in zip(("base", *MEASURES), _weights(data), strict=True))
    )


if __name__ == "__main__":
    main()
