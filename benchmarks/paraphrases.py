"""Problems told again in other words, and other problems told in the same words, of made-up organisations.

Each line of ``tests/corpus/paraphrases.jsonl`` names the organisation (``house``), a problem of its older report, one
of its newer report, and whether they are the ``same``. All pairs of an organisation make up its two reports, so that
each problem has the others beside it, of which some are look-alikes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.annotation import ROOT
from tracker.domain.kinds import Where
from tracker.domain.report import Extraction, Identity, PlainText, Problem
from tracker.domain.spans import Span
from tracker.followup.engine import ready
from tracker.followup.pair import Pair

PARAPHRASES = ROOT / "tests" / "corpus" / "paraphrases.jsonl"


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A problem of an older and one of a newer report."""

    house: str
    older: str
    newer: str
    same: bool


@dataclass(frozen=True, slots=True)
class House:
    """An organisation with its pairs."""

    name: str
    pairs: tuple[Paraphrase, ...]
    held: Pair
    """Its two reports, weighed together. The older problems are ``p1``, ``p2``, … in the order of the pairs."""
    newer_ids: tuple[str, ...]
    """For each pair the id of its newer problem: these stand in another order."""


def paraphrases() -> list[Paraphrase]:
    """Every pair, in the order of the file."""
    lines = PARAPHRASES.read_text(encoding="utf-8").splitlines()
    return [Paraphrase(**json.loads(line)) for line in lines]


def houses() -> Iterator[House]:
    """Every organisation with its two reports."""
    every = paraphrases()
    for name in dict.fromkeys(pair.house for pair in every):
        pairs = tuple(pair for pair in every if pair.house == name)
        newer = sorted(pair.newer for pair in pairs)
        held = Pair(ready(*_report(name, 2021, [pair.older for pair in pairs])), ready(*_report(name, 2022, newer)))
        yield House(name, pairs, held, tuple(f"p{newer.index(pair.newer) + 1}" for pair in pairs))


def _report(name: str, year: int, problems: Sequence[str]) -> tuple[PlainText, Extraction]:
    text = f"{name}{year}年度抓党建工作述职报告\n一年来，召开会议12次，走访慰问28户，办结来信9件。\n存在的问题：\n"
    found = []
    for number, problem in enumerate(problems, start=1):
        title = re.split("[，。]", problem, maxsplit=1)[0]
        found.append(Problem(f"p{number}", title, Span(len(text), len(text) + len(problem)), Where.LIST))
        text += problem + "\n"
    return PlainText(text, "utf-8", "0" * 64), Extraction(Identity(name, year), problems=tuple(found))
