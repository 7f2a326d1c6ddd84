"""Short pairs of reports: a few problems and promises, and what the next year says of each, in wordings of many kinds.

    python -m benchmarks.short_pairs           how many verdicts are right, and how many claims are cited
    python -m benchmarks.short_pairs --show    also every item that is judged wrongly

Each line of ``tests/corpus/short_pairs.jsonl`` holds one pair: what the older report says under its headings, what the
newer one says under its own, and for each item of the older one the verdict with its quotes. They were written by
people who had not seen the program. An annotated organisation answers for fifteen items in much text; here the text is
short and the wordings are many, so that more of them are met.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from benchmarks.annotation import ROOT
from tracker.domain.following import ItemFollowUp
from tracker.domain.report import Extraction, PlainText
from tracker.domain.spans import Span
from tracker.extraction import extract
from tracker.followup.engine import follow_up

SHORT_PAIRS = ROOT / "tests" / "corpus" / "short_pairs.jsonl"
YEARS = 2022, 2023
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Expected:
    """What became of an item."""

    verdict: str
    claim: str
    """The newer report's words that say so; empty where it says nothing."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortPair:
    """Two reports of an organisation, as they are written, and what became of the older one's items."""

    name: str
    older: str
    newer: str
    problems: int
    commitments: int
    expected: Mapping[str, Expected]
    """By ``p1``, ``c1`` and so on, in the order of the older report."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what is expected and what the program says; ``None`` where reading lost it."""

    pair: ShortPair
    id: str
    expected: Expected
    found: ItemFollowUp | None

    @property
    def right(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.found is not None and self.found.verdict == self.expected.verdict

    @property
    def cited(self) -> bool:
        """Whether the claim found overlaps the expected one."""
        start = self.pair.newer.find(self.expected.claim)
        claim = self.found.claim if self.found else None
        return claim is not None and start >= 0 and claim.overlap(Span(start, start + len(self.expected.claim))) > 0


def short_pairs() -> Iterator[ShortPair]:
    """The pairs, in order."""
    for number, line in enumerate(SHORT_PAIRS.read_text(encoding="utf-8").splitlines(), start=1):
        one = json.loads(line)
        older, newer = one["older"], one["newer"]
        yield ShortPair(
            f"{number} {one['org']}",
            _written(one["org"], YEARS[0], {**_headed(older), "主要工作": ["支部按期开展理论学习，全年学习12次。"]}),
            _written(one["org"], YEARS[1], _headed(newer)),
            len(older["problems"]),
            len(older["commitments"]),
            {
                item: Expected(said["verdict"], said.get("claim") or "", tuple(said.get("evidence") or ()))
                for item, said in one["verdicts"].items()
            },
        )


def judged() -> Iterator[Judged]:
    """Every item of the pairs with what the program says of it, from reading on."""
    for pair in short_pairs():
        older, newer = reading(pair.older, YEARS[0]), reading(pair.newer, YEARS[1])
        said = {one.item_id: one for one in follow_up(*older, *newer).items}
        ids = ids_of(pair, older[1])
        for item, expected in pair.expected.items():
            yield Judged(pair, item, expected, said.get(ids.get(item, "")))


def reading(text: str, year: int) -> tuple[PlainText, Extraction]:
    """A report with what is read of it."""
    source = PlainText(text, "utf-8", sha256(text.encode()).hexdigest())
    return source, extract(source, year=year)


def ids_of(pair: ShortPair, read: Extraction) -> dict[str, str]:
    """The program's ids for the pair's own; none where reading found more or fewer items."""
    if (len(read.problems), len(read.commitments)) != (pair.problems, pair.commitments):
        return {}
    problems = {f"p{place}": one.id for place, one in enumerate(read.problems, start=1)}
    return problems | {f"c{place}": one.id for place, one in enumerate(read.commitments, start=1)}


def _headed(told: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """What stands under each heading; problems and plans are numbered."""
    return {
        "主要工作": told.get("achievements", ()),
        "上年度问题整改情况": told.get("rectification", ()),
        "存在问题": _numbered(told["problems"]),
        "下一步打算": _numbered(told["commitments"]),
    }


def _numbered(entries: Sequence[str]) -> list[str]:
    return [f"（{_NUMERALS[place]}）{entry}" for place, entry in enumerate(entries)]


def _written(org: str, year: int, parts: Mapping[str, Sequence[str]]) -> str:
    """The report as a text."""
    lines = [f"{org}{year}年度抓基层党建工作述职报告"]
    told = [(heading, entries) for heading, entries in parts.items() if entries]
    for place, (heading, entries) in enumerate(told):
        lines += [f"{_NUMERALS[place]}、{heading}", *entries]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description="Verdicts on short pairs of reports.")
    parser.add_argument("--show", action="store_true", help="every item that is judged wrongly")
    show = parser.parse_args().show
    items = list(judged())
    for one in items:
        if show and not one.right:
            print(f"{one.pair.name} {one.id}: {one.found and one.found.verdict}, should be {one.expected.verdict}")
    claims = [one for one in items if one.expected.claim and one.expected.verdict != "evidenced"]
    print(f"verdicts: {sum(one.right for one in items)} of {len(items)}")
    for verdict, number in sorted(Counter(one.expected.verdict for one in items).items()):
        right = sum(one.right for one in items if one.expected.verdict == verdict)
        print(f"  {verdict}: {right} of {number}")
    print(f"claims cited: {sum(one.cited for one in claims)} of {len(claims)}")


if __name__ == "__main__":
    main()
