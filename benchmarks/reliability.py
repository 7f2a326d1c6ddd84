"""Whether confidence means something: the share of right items at each level of it.

    python -m benchmarks.reliability            the table, each organisation judged by what the others teach
    python -m benchmarks.reliability --record   write the confidence of each kind of evidence into
                                                tracker/extraction/shares.py

Well-kept reports are read almost without a fault, which teaches nothing about doubt. So every annotated report is also
read damaged: its section headings without words, its lines joined, its enumerators gone, the sentences around its
items lost.
An item is right when it covers the annotated one as benchmarks.scoring asks.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.annotation import CORPORA, ROOT, Annotated, Json, load_corpus, locate
from benchmarks.scoring import ITEM_SHARE, Counts, pair_up
from tracker.domain.report import PlainText
from tracker.domain.spans import Span
from tracker.extraction.commitments import list_commitments
from tracker.extraction.evidence import UNMEASURED
from tracker.extraction.identity import identify
from tracker.extraction.open_matters import inline_problems, outside
from tracker.extraction.outline import find_openers
from tracker.extraction.problems import list_problems
from tracker.extraction.scoping import find_scopes
from tracker.extraction.shares import SHARES
from tracker.extraction.speech import find_markers
from tracker.extraction.view import clean
from tracker.reading import read_report

LEVELS = (0.9, 0.7, 0.0)
"""The least confidence of each row of the table."""
SHARES_FILE = ROOT / "tracker" / "extraction" / "shares.py"
DAMAGES = ("section headings without words", "lines joined", "enumerators gone", "sentences around the items lost")
"""In which ways a report is damaged."""
SURE = 0.96
"""The share of right items, damaged reports included, from which evidence counts as sure."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One item that was found, and whether it is right."""

    slug: str
    damaged: bool
    evidence: str
    right: bool


def damaged(text: str, gold: Json) -> Iterator[str]:
    """The text of a report in the ways in which real files are damaged, in the order of ``DAMAGES``."""
    yield _without_heading_words(text, gold)
    yield text.replace("\n", "")
    yield re.sub(r"(?m)^(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|[0-9]{1,2}[.、．])", "", text)
    yield _without_sentences(text, gold)


def _without_heading_words(text: str, gold: Json) -> str:
    for section in gold.get("sections", []):
        try:
            start = locate(text, section["range"]).start
        except ValueError:
            continue
        end = text.find("\n", start)
        heading = text[start:end]
        if 0 < len(heading) <= 30 and "。" not in heading:
            words = re.sub(r"^[一二三四五六七八九十]{1,2}、|^（[一二三四五六七八九十]{1,2}）", "", heading)
            text = text[: end - len(words)] + "甲乙丙丁"[: max(2, min(4, len(words)))] + text[end:]
    return text


def _without_sentences(text: str, gold: Json) -> str:
    """Every other sentence outside the items is lost: what leads up to them, and much else."""
    spans = [*_located(text, [*gold["problems"], *gold["commitments"]])]
    kept, at, number = [], 0, 0
    for piece in re.split(r"(?<=[。；：])(?!\n)|(?<=\n)", text):
        start, at = at, at + len(piece)
        outside_items = piece and not any(start < item.end and item.start < at for item in spans)
        number += bool(outside_items)
        if not outside_items or number % 2:
            kept.append(piece)
    return "".join(kept)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found of one kind in one copy of a report, and what should have been."""

    slug: str
    kind: str
    damage: str
    """One of ``DAMAGES``, or empty."""
    found: tuple[tuple[str, bool], ...]
    """The evidence of each item, and whether the item is right."""
    wanted: int


def judge(report: Annotated) -> Iterator[Reading]:
    """What is found in a report as it stands and damaged."""
    source = read_report(report.path)
    for damage, text in zip(("", *DAMAGES), [source.text, *damaged(source.text, report.gold)], strict=True):
        for kind, found in _read(PlainText(text, "utf-8", ""), report.year).items():
            wanted = [*_located(text, report.gold[kind])]
            if len(wanted) < len(report.gold[kind]):
                # The damage cut through what is quoted: nobody can tell what would be right.
                continue
            right = set(pair_up(wanted, [span for span, _ in found], ITEM_SHARE).values())
            told = tuple((evidence, index in right) for index, (_, evidence) in enumerate(found))
            yield Reading(report.slug, kind, damage, told, len(wanted))


def items(readings: Iterable[Reading]) -> list[Judged]:
    """Every item that was found."""
    return [Judged(one.slug, bool(one.damage), evidence, right) for one in readings for evidence, right in one.found]


def damage_table(readings: Sequence[Reading]) -> str:
    """How well problems and commitments are found in damaged reports: a stand-in for styles never seen."""
    lines = ["| damage | problems (F1) | commitments (F1) |", "|:--|--:|--:|"]
    for damage in ("", *DAMAGES):
        cells = []
        for kind in ("problems", "commitments"):
            counts = Counts()
            for one in readings:
                if one.kind == kind and one.damage == damage:
                    counts.right += sum(right for _, right in one.found)
                    counts.gold += one.wanted
                    counts.found += len(one.found)
            cells.append(f"{counts.row()['f1']:.3f}")
        lines.append(f"| {damage or 'none'} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _located(text: str, items: Iterable[Json]) -> Iterator[Span]:
    for item in items:
        try:
            yield locate(text, item["span"])
        except ValueError:
            continue


def _read(source: PlainText, year: int) -> dict[str, list[tuple[Span, str]]]:
    view = clean(source.text)
    text = view.text
    year = identify(source, view, org=None, year=year).year or year
    markers = find_markers(text)
    scopes = find_scopes(text, find_openers(text, markers, year=year))
    listed, merged = list_problems(text, markers, scopes)
    problems = [*listed, *outside(inline_problems(text, scopes, listed), listed)]
    commitments = list_commitments(text, markers, scopes, merged, year=year)
    return {
        "problems": [(view.span(one.start, one.end), one.evidence) for one in problems],
        "commitments": [(view.span(one.start, one.end), one.evidence) for one in commitments],
    }


def shares(judged: Iterable[Judged]) -> dict[str, tuple[float, int]]:
    """For each evidence the share of right items, and how many there were.

    A report as it stands weighs as much as its damaged copies together. Half an item right and half an item wrong are
    thought of beside those measured, so that few prove little.
    """
    right: defaultdict[str, float] = defaultdict(lambda: 0.5)
    every: defaultdict[str, float] = defaultdict(lambda: 1.0)
    count: Counter[str] = Counter()
    for one in judged:
        weight = 1.0 if one.damaged else float(len(DAMAGES))
        right[one.evidence] += weight * one.right
        every[one.evidence] += weight
        count[one.evidence] += 1
    return {evidence: (stated(right[evidence] / every[evidence]), count[evidence]) for evidence in sorted(count)}


def stated(share: float) -> float:
    """The confidence to state for a share of right items: 0.9 and more only for evidence that all but never fails."""
    return int(100 * (share if share >= SURE else min(share, 0.89))) / 100


def table(judged: Sequence[Judged], learnt: Mapping[str, Mapping[str, float]]) -> str:
    """How many items of each level of confidence were right, in whole and in damaged reports.

    ``learnt`` gives for each organisation the confidence of each evidence, as the other organisations teach it.
    """
    lines = ["| confidence | in reports as written | right | in damaged ones | right |", "|:--|--:|--:|--:|--:|"]
    above = 1.01
    for least in LEVELS:
        cells = []
        for in_damaged in (False, True):
            rights = [
                one.right
                for one in judged
                if one.damaged is in_damaged and least <= learnt[one.slug].get(one.evidence, UNMEASURED) < above
            ]
            cells += [str(len(rights)), f"{sum(rights) / len(rights):.3f}" if rights else ""]
        name = (
            f"{least:.1f} and more" if above > 1 else f"{least:.1f} to {above:.1f}" if least else f"below {above:.1f}"
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
        above = least
    return "\n".join(lines)


def left_out(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """For each organisation what all the others teach."""
    return {
        slug: {evidence: share for evidence, (share, _) in shares(j for j in judged if j.slug != slug).items()}
        for slug in {one.slug for one in judged}
    }


def measure(corpora: Iterable[Path] = tuple(CORPORA.values())) -> list[Reading]:
    """Every annotated report, read as it stands and damaged."""
    return [one for corpus in corpora for report in load_corpus(corpus)[0] for one in judge(report)]


def reliability() -> str:
    """The tables for people: each organisation judged by what the others teach, and how damaged reports are read."""
    readings = measure()
    judged = items(readings)
    return f"{table(judged, left_out(judged))}\n\n{damage_table(readings)}"


_MODULE = '''"""The confidence of each kind of evidence. Written by ``python -m benchmarks.reliability --record``."""

from __future__ import annotations

SHARES = {
{rows}
}
"""Kind of item, what told that its section begins, what parts it from its neighbours, how it sounds."""
'''


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, or write the shares."""
    parser = argparse.ArgumentParser(description="Whether confidence means something.")
    parser.add_argument("--record", action="store_true", help="write the confidence of each kind of evidence")
    options = parser.parse_args(argv)
    readings = measure()
    judged = items(readings)
    if options.record:
        rows = "\n".join(f'    "{evidence}": {share:.2f},' for evidence, (share, _) in shares(judged).items())
        SHARES_FILE.write_text(_MODULE.replace("{rows}", rows), encoding="utf-8")
    print("each organisation judged by what the others teach:\n")
    print(table(judged, left_out(judged)))
    print("\nwith the confidence that the program states:\n")
    print(table(judged, defaultdict(lambda: SHARES)))
    print(f"\nproblems and commitments found:\n\n{damage_table(readings)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
