"""How well the reports of ``tests/corpus`` are read and followed up, one figure a row.

    python -m benchmarks.accuracy               the table
    python -m benchmarks.accuracy --by-org      one column for each organisation
    python -m benchmarks.accuracy --show        every miss, then the table
    python -m benchmarks.accuracy --record      keep the figures as the floor that ``tests/test_accuracy.py`` holds

The texts are those of ``seeds/<organisation>/<year>.txt``; what a perfect reader takes from them stands in
``tests/corpus/<set>/<slug>/``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.annotation import CORPUS, SEEDS, Annotated, AnnotatedPair, load_corpus
from benchmarks.scoring import Board, judge_pair, judge_report
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.followup import follow_up
from tracker.reading import read_report

FLOOR = Path(__file__).with_name("accuracy.json")
TABLE = Path(__file__).with_name("accuracy.md")
LOWER_IS_BETTER = frozenset({"false closures"})
TABLE_HEAD = """\
# Accuracy on the annotated reports

Written by `python -m benchmarks.accuracy --record` over `tests/corpus/dev`: 24 reports of 8 organisations, 16 pairs of
years. The rules were written with these reports in view, so the table shows what the rules do, not what a report of
another organisation will yield. `tests/test_accuracy.py` fails when a figure falls below it.

- *grounded*: every span lies inside the text. *false closures*: of the items called rectified, those that are not
  (lower is better). *come-backs caught*: of the problems that stand again, those called contested or recurring.
- *verdict (macro F1)*: the mean over the six verdicts, so that the rare ones count as much as the common ones.

"""


def run(reports: Iterable[Annotated], pairs: Iterable[AnnotatedPair]) -> Board:
    """Read, extract and follow up everything once.

    As on the command line, a report on its own is told its year, while two held against each other tell it themselves.
    """
    board = Board()
    read: dict[tuple[str, str], tuple[Annotated, PlainText]] = {}
    for report in reports:
        source = read_report(report.path)
        judge_report(board, report, source, extract(source, year=report.year))
        read[report.slug, str(report.year)] = (report, source)
    for pair in pairs:
        report, older = read[pair.slug, str(pair.truth["from"])]
        _, newer = read[pair.slug, str(pair.truth["to"])]
        older_found, newer_found = extract(older), extract(newer)
        judged = follow_up(older, older_found, newer, newer_found)
        judge_pair(board, pair, (report, older, older_found), newer.text, judged)
    return board


def measure(corpus: Path = CORPUS, seeds: Path = SEEDS) -> Board:
    """The board of a whole annotated set."""
    return run(*load_corpus(corpus, seeds))


def main_figure(row: Mapping[str, float]) -> float:
    """The one number of a row that is held to the floor."""
    return row["f1"] if "f1" in row else row["rate"]


def fallen(floor: Mapping[str, Mapping[str, float]], figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is worse than the floor, or was not measured any more; one sentence each."""
    worse = []
    for name, row in floor.items():
        if name not in figures:
            worse.append(f"{name}: not measured")
            continue
        was, now = round(main_figure(row), 4), round(main_figure(figures[name]), 4)
        if (now > was) if name in LOWER_IS_BETTER else (now < was):
            worse.append(f"{name}: {now:.4f}, recorded {was:.4f}")
    return worse


def table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as a table for people, in Markdown."""
    lines = ["| figure | F1 or rate | precision | recall | n |", "|:--|--:|--:|--:|--:|"]
    for name, row in figures.items():
        parts = [f"{row[key]:.3f}" if key in row else "" for key in ("precision", "recall")]
        lines.append(f"| {name} | {main_figure(row):.3f} | {' | '.join(parts)} | {row['n']:.0f} |")
    return "\n".join(lines)


def table_by_org(reports: Sequence[Annotated], pairs: Sequence[AnnotatedPair]) -> str:
    """The same figures, organisation by organisation: a rule that serves only one of them shows."""
    slugs = sorted({report.slug for report in reports})
    columns = {
        slug: run([r for r in reports if r.slug == slug], [p for p in pairs if p.slug == slug]).figures()
        for slug in slugs
    }
    names = sorted({name for figures in columns.values() for name in figures})
    lines = ["| figure | " + " | ".join(slugs) + " |", "|:--|" + "--:|" * len(slugs)]
    for name in names:
        cells = [f"{main_figure(columns[slug][name]):.3f}" if name in columns[slug] else "" for slug in slugs]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, and record it where asked to; exit status 1 where a figure fell below the floor."""
    parser = argparse.ArgumentParser(description="Accuracy on the annotated reports.")
    parser.add_argument("--show", action="store_true", help="list every miss")
    parser.add_argument("--by-org", action="store_true", help="one column for each organisation")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--record", action="store_true", help="keep the figures as the new floor")
    options = parser.parse_args(argv)
    reports, pairs = load_corpus()
    if options.by_org:
        print(table_by_org(reports, pairs))
        return 0
    board = run(reports, pairs)
    figures = board.figures()
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    if options.show:
        print("\n".join(board.misses), end="\n\n")
        for (truth, given), n in sorted(board.verdicts.items(), key=str):
            print(f"{truth} -> {given or 'missing'}: {n}")
        print()
    print(table(figures))
    if options.record:
        kept = {name: {key: round(value, 4) for key, value in row.items()} for name, row in figures.items()}
        FLOOR.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        TABLE.write_text(TABLE_HEAD + table(figures) + "\n", encoding="utf-8")
        return 0
    worse = fallen(json.loads(FLOOR.read_text(encoding="utf-8")), figures)
    for line in worse:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
