"""The annotated reports: which there are, and where in a text an annotated range stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.spans import Span

ROOT = Path(__file__).resolve().parent.parent
CORPORA = {name: ROOT / "tests" / "corpus" / name for name in ("dev", "styles")}
"""The annotated sets by name. The texts of ``dev`` are the samples in ``seeds/``; the others have them beside."""
FRESH = ROOT / "tests" / "corpus" / "fresh"
"""Annotated organisations that came last; their first reading is told apart, the weights are fitted to them, too."""
CORPUS = CORPORA["dev"]
SEEDS = ROOT / "seeds"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One report with its annotation."""

    slug: str
    gold: Json
    path: Path

    @property
    def year(self) -> int:
        """The year reported on."""
        return int(self.gold["year"])


@dataclass(frozen=True, slots=True)
class AnnotatedPair:
    """Two reports of one organisation and what became of the older one's items."""

    slug: str
    truth: Json


def load_corpus(corpus: Path = CORPUS, seeds: Path = SEEDS) -> tuple[list[Annotated], list[AnnotatedPair]]:
    """The annotated reports and pairs below ``corpus``, sorted by organisation and year."""
    reports = []
    for file in sorted(corpus.glob("*/*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        name = f"{gold['year']}.txt"
        beside = file.with_name(name)
        reports.append(Annotated(file.parent.name, gold, beside if beside.is_file() else seeds / gold["org"] / name))
    pairs = [
        AnnotatedPair(file.parent.name, json.loads(file.read_text(encoding="utf-8")))
        for file in sorted(corpus.glob("*/*.follow.json"))
    ]
    return reports, pairs


def locate(text: str, place: Json) -> Span:
    """The span of an annotated range: ``{"q": …}`` or ``{"from": …, "to": …}``, the ``n``-th of its kind.

    Raises:
        ValueError: the quotation does not stand in the text.
    """
    opening = place.get("q") or place["from"]
    start = -1
    for _ in range(place.get("n", 1)):
        start = text.index(opening, start + 1)
    closing = opening if "q" in place else place["to"]
    return Span(start, text.index(closing, start) + len(closing))
