"""What the program costs beside what it stands on, as ratios of CPU time in one run.

    python -m benchmarks.speed              measure and print the table
    python -m benchmarks.speed --record     also put it into benchmarks/README.md
    python -m benchmarks.speed --rounds 31  more rounds, for a busy machine

Each round runs every command once, one after the other, so that a slow moment of the machine falls on all alike. A
ratio is taken between the lower quartiles: what others do to the machine only ever adds time.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba

from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.closure_clauses import sentences
from tracker.extraction.sections import paragraphs
from tracker.extraction.view import clean
from tracker.followup import follow_up
from tracker.followup.engine import forget
from tracker.followup.segmentation import segmenter
from tracker.reading import read_report

ROOT = Path(__file__).resolve().parent.parent
README = Path(__file__).with_name("README.md")
OLDER = ROOT / "seeds" / "云溪口镇党委" / "2021.txt"
NEWER = ROOT / "seeds" / "云溪口镇党委" / "2022.txt"
TABLE_FROM, TABLE_TO = "<!-- speed -->\n", "<!-- /speed -->"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One thing that is timed, what it is held against, and how many times that it may cost."""

    name: str
    against: str
    most: float
    cost: float
    """Measured: the lower quartile of the one over the lower quartile of the other."""
    median: float
    """The same between the medians."""


def ratio(name: str, against: str, most: float, timed: Sequence[float], base: Sequence[float]) -> Ratio:
    """The ratio of two series measured in the same rounds."""

    def quartile(series: Sequence[float]) -> float:
        return statistics.quantiles(series, n=4)[0]

    cost, median = quartile(timed) / quartile(base), statistics.median(timed) / statistics.median(base)
    return Ratio(name, against, most, cost, median)


# ------------------------------------------------------------------------------------------------- whole processes


def cpu_of(command: Sequence[str]) -> float:
    """Seconds of CPU time, user and system, that a process took; its output is thrown away.

    Raises:
        RuntimeError: the process failed.
    """
    # A machine that forbids .pyc files would compile what is timed again and again; see the Makefile.
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode("utf-8", "replace")
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}: {said}")
    return usage.ru_utime + usage.ru_stime


def time_processes(rounds: int, folder: Path) -> list[Ratio]:
    """Start-up, and importing one report as a whole process."""
    python = sys.executable
    tracker = str(Path(python).with_name("tracker"))
    empty, one_year, scratch = folder / "empty.db", folder / "one-year.db", folder / "scratch.db"
    cpu_of([tracker, "--db", str(empty), "list"])
    cpu_of([tracker, "--db", str(one_year), "import", str(OLDER)])

    def importing(ledger: Path, report: Path) -> Callable[[], float]:
        def timed() -> float:
            shutil.copyfile(ledger, scratch)
            return cpu_of([tracker, "--db", str(scratch), "import", str(report)])

        return timed

    runs: Mapping[str, Callable[[], float]] = {
        "python": lambda: cpu_of([python, "-c", "pass"]),
        "version": lambda: cpu_of([tracker, "--version"]),
        "help": lambda: cpu_of([tracker, "--help"]),
        "orm": lambda: cpu_of([python, "-c", "import sqlalchemy.orm"]),
        "first": importing(empty, OLDER),
        "follow": importing(one_year, NEWER),
    }
    series = interleave(rounds, runs)
    bare, orm = "bare interpreter", '`python -c "import sqlalchemy.orm"`'
    return [
        ratio("`tracker --version`", bare, 2.0, series["version"], series["python"]),
        ratio("`tracker --help`", bare, 8.0, series["help"], series["python"]),
        ratio("import one report, first of its organisation", orm, 2.0, series["first"], series["orm"]),
        ratio("import one report and follow up the year before", orm, 2.0, series["follow"], series["orm"]),
    ]


# ------------------------------------------------------------------------------------------------- inside a process


def time_engine(rounds: int) -> list[Ratio]:
    """Extraction and follow-up beside jieba's own segmentation of the same text, everything loaded beforehand.

    Of the older report what follow-up has once worked out is kept; the newer one is cut and worked out anew each time.
    """
    jieba.setLogLevel(40)
    jieba.initialize()
    older, newer = read_report(OLDER), read_report(NEWER)
    older_found, newer_found = extract(older), extract(newer)

    def cpu(work: Callable[[], object]) -> Callable[[], float]:
        def timed() -> float:
            start = time.process_time()
            for _ in range(5):
                work()
            return time.process_time() - start

        return timed

    def reading() -> None:
        for kept in (clean, sentences, paragraphs):
            kept.cache_clear()
        extract(newer)

    def following(*, fast: bool) -> None:
        segmenter().prefer(fast=fast)
        forget(newer)
        follow_up(older, older_found, newer, newer_found)

    runs = {
        "jieba": cpu(lambda: jieba.lcut(newer.text)),
        "extract": cpu(reading),
        "follow": cpu(lambda: following(fast=False)),
    }
    if importlib.util.find_spec("rjieba"):
        runs["fast"] = cpu(lambda: following(fast=True))
    series = interleave(rounds, runs)
    base = "`jieba.lcut` of the newer report"
    ratios = [
        ratio("extract one report", base, 0.25, series["extract"], series["jieba"]),
        ratio("follow one report up in the next", base, 1.5, series["follow"], series["jieba"]),
    ]
    if "fast" in series:
        ratios.append(ratio("the same with rjieba", base, 0.3, series["fast"], series["jieba"]))
    return ratios


MEGABYTE, PART = 1_000_000, 40_000
"""Characters of a long text and of one that it is held against."""


def time_growth() -> Ratio:
    """A text of a million characters beside as many characters in texts of the length of a long report."""
    reports = sorted((ROOT / "tests" / "corpus" / "styles").glob("*/*.txt"))
    whole = "".join(report.read_text(encoding="utf-8") for report in reports)
    whole *= MEGABYTE // len(whole) + 1

    def cpu(text: str) -> float:
        start = time.process_time()
        extract(PlainText(text, "utf-8", ""))
        return time.process_time() - start

    parts = [sum(cpu(whole[at : at + PART]) for at in range(begin, begin + 5 * PART, PART)) for begin in (0, 5 * PART)]
    long = [cpu(whole[begin : begin + MEGABYTE]) for begin in (0, 1)]
    return ratio(
        "extract a text of 1,000,000 characters", "as many in texts of 40,000", 1.5, long, [5 * p for p in parts]
    )


def interleave(rounds: int, runs: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Every run once a round, after one round that is not counted."""
    series: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            seconds = run()
            if number:
                series[name].append(seconds)
    return series


# ----------------------------------------------------------------------------------------------------------- output


def table(ratios: Sequence[Ratio], rounds: int) -> str:
    """The ratios as a table for people, in Markdown."""
    lines = [
        "| what | held against | at most | lower quartile | median | |",
        "|:--|:--|--:|--:|--:|:--|",
    ]
    lines += [
        f"| {r.name} | {r.against} | {r.most:.2f}× | **{r.cost:.2f}×** | {r.median:.2f}× | {mark(r)} |" for r in ratios
    ]
    version = ".".join(map(str, sys.version_info[:2]))
    return "\n".join([*lines, "", f"{rounds} interleaved rounds, CPU time, Python {version}, {sys.platform}."])


def mark(measured: Ratio) -> str:
    """A word that says whether the target is met."""
    return "ok" if measured.cost <= measured.most else "**over**"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and perhaps record; exit status 1 where a ratio is over its target."""
    parser = argparse.ArgumentParser(description="CPU time as ratios.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--record", action="store_true", help="put the table into benchmarks/README.md")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        ratios = time_processes(options.rounds, Path(folder)) + time_engine(options.rounds) + [time_growth()]
    text = table(ratios, options.rounds)
    print(text)
    if options.record:
        readme = README.read_text(encoding="utf-8")
        before, _, rest = readme.partition(TABLE_FROM)
        _, _, after = rest.partition(TABLE_TO)
        README.write_text(f"{before}{TABLE_FROM}{text}\n{TABLE_TO}{after}", encoding="utf-8")
    return 1 if any(r.cost > r.most for r in ratios) else 0


if __name__ == "__main__":
    sys.exit(main())
