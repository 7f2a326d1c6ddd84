"""Fits the weights by which an older problem is known again among the newer ones, and says how well they do.

    python -m benchmarks.comebacks           how well the weights in use and freshly fitted ones do, and the latter
    python -m benchmarks.comebacks --show    also every older problem that is judged wrongly when left out

Logistic regression over the measures of ``tracker.followup.comebacks``, fed with the annotated items, so that what
reading misses does not count here. Each organisation is judged with weights fitted without it. The weights are copied
into ``comebacks.py`` by hand: they are to stay few enough to read.

The word lists have seen the annotated organisations, and so does whoever widens them; weights fitted to these alone
would trust the lists' word for everything. The pairs of ``benchmarks.paraphrases`` are fitted to, too, each counting
less: they are harder than what organisations write, and half of them are made to mislead.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.annotation import CORPORA, FRESH, SEEDS, load_corpus
from benchmarks.logistic import sure, weights_for
from benchmarks.paraphrases import houses
from benchmarks.truth import annotated_extraction
from tracker.followup.comebacks import CERTAIN, MEASURES, RIVAL, Measures, compare, score
from tracker.followup.engine import ready
from tracker.followup.pair import Pair
from tracker.followup.weighing import Weights
from tracker.reading import read_report

MADE_UP = 0.2
"""How much a pair counts that is made up."""
_PARTS = 8
"""Into so many parts the organisations are dealt out; each is judged with weights fitted to the others."""


@dataclass(slots=True)
class Row:
    """One older problem held against one newer trouble."""

    slug: str
    older: tuple[str, str]
    """Pair of reports and id: what the row is one of the candidates of."""
    newer: str
    measures: Measures
    same: bool
    came_back: bool
    """Whether the older problem stands again at all."""
    quotes: tuple[str, str]
    counts: float = 1.0
    """How much it counts in fitting."""
    likelihood: float = 0.0

    @property
    def values(self) -> list[float]:
        """The measures behind the constant."""
        return [1.0, *self.measures]


def rows(corpora: Iterable[Path] = (*CORPORA.values(), FRESH)) -> Iterator[Row]:
    """Every older problem of the annotated pairs against every newer trouble."""
    for corpus in corpora:
        reports, pairs = load_corpus(corpus, SEEDS)
        texts = {(report.slug, str(report.year)): (report, read_report(report.path)) for report in reports}
        for pair in pairs:
            older, newer = (
                ready(source, annotated_extraction(report, source))
                for report, source in (texts[pair.slug, str(pair.truth[side])] for side in ("from", "to"))
            )
            held = Pair(older, newer)
            truth = {item["id"]: item for item in pair.truth["items"]}
            name = f"{pair.slug}/{pair.truth['from']}-{pair.truth['to']}"
            for item, trouble, found in compare(held):
                came_back = truth[item.id]["verdict"] in ("contested", "recurring")
                yield Row(
                    pair.slug,
                    (name, item.id),
                    trouble.id,
                    found,
                    came_back and truth[item.id].get("recurs_as") == trouble.id,
                    came_back,
                    (held.older.quote(item.start, item.end), held.newer.quote(trouble.start, trouble.end)),
                )


def made_up_rows() -> Iterator[Row]:
    """The same of the pairs that are made up."""
    for house in houses():
        for item, trouble, found in compare(house.held):
            number = int(item.id[1:]) - 1
            pair = house.pairs[number]
            yield Row(
                house.name,
                (house.name, item.id),
                trouble.id or f"at {trouble.start}",
                # They stand in no order.
                found._replace(first=0.0, later=0.0),
                pair.same and trouble.id == house.newer_ids[number],
                pair.same,
                (pair.older, house.held.newer.quote(trouble.start, trouble.end)),
                MADE_UP,
            )


def fit(data: Sequence[Row]) -> list[float]:
    """Weights for the measures, the constant first."""
    return weights_for([row.values for row in data], [row.same for row in data], [row.counts for row in data])


def left_out(data: Sequence[Row]) -> dict[str, list[float]]:
    """For each organisation weights fitted without it and some others."""
    part = {slug: number % _PARTS for number, slug in enumerate(sorted({row.slug for row in data}))}
    fitted = [fit([row for row in data if part[row.slug] != number]) for number in range(_PARTS)]
    return {slug: fitted[number] for slug, number in part.items()}


def named(weights: Sequence[float]) -> Weights:
    """Fitted weights in the shape in which the program uses them."""
    return dict(zip(("base", *MEASURES), weights, strict=True))


def judge(data: Sequence[Row], likelihood: Callable[[Row], float], least: float) -> tuple[int, int, list[str]]:
    """How many come-backs are caught, how many are called so wrongly, and every mistake."""
    older: dict[tuple[str, str], list[Row]] = {}
    for row in data:
        row.likelihood = likelihood(row)
        older.setdefault(row.older, []).append(row)
    best = {key: max(candidates, key=lambda row: row.likelihood) for key, candidates in older.items()}
    caught = wrong = 0
    mistakes = []
    for key, top in best.items():
        rival = any(
            other.newer == top.newer and other.likelihood > top.likelihood
            for name, other in best.items()
            if name[0] == key[0] and name != key
        )
        if top.likelihood >= (RIVAL if rival else least):
            caught += top.came_back
            wrong += not top.came_back
        if (top.likelihood >= (RIVAL if rival else least)) != top.came_back:
            said = "missed" if top.came_back else "wrong"
            quotes = " | ".join(quote[:60].replace("\n", "") for quote in top.quotes)
            mistakes.append(f"{said} {key[0]} {key[1]} {top.likelihood:.2f}: {quotes}")
    return caught, wrong, mistakes


def main() -> None:
    """Fit, judge and print."""
    parser = argparse.ArgumentParser(description="The weights of come-backs.")
    parser.add_argument("--show", action="store_true", help="list what is judged wrongly when left out")
    parser.add_argument("--also", type=Path, action="append", default=[], help="another annotated set")
    options = parser.parse_args()
    real, made_up = list(rows((*CORPORA.values(), FRESH, *options.also))), list(made_up_rows())
    fitted = left_out([*real, *made_up])
    for name, data in (("annotated", real), ("made up", made_up)):
        there = len({row.older for row in data if row.came_back})
        gone = len({row.older for row in data if not row.came_back})
        slugs = len({row.slug for row in data})
        print(f"{name}: {there} come-backs, {gone} problems that did not come back, {slugs} organisations")
        for least in sorted({0.2, 0.25, CERTAIN, 0.4}):
            now = judge(data, lambda row: score(row.measures), least)
            others = judge(data, lambda row: sure(fitted[row.slug], row.values), least)
            print(
                f"from {least:.2f} on: in use {now[0]} caught, {now[1]} wrong; "
                f"fitted without the organisation {others[0]} caught, {others[1]} wrong"
            )
        if options.show:
            print("\n".join(judge(data, lambda row: sure(fitted[row.slug], row.values), CERTAIN)[2]))
    weights = fit([*real, *made_up])
    print(", ".join(f'"{name}": {weight:.1f}' for name, weight in named(weights).items()))


if __name__ == "__main__":
    main()
