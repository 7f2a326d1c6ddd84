"""What reading a report costs in each format, as a ratio to finding what is in it.

    python -m benchmarks.formats              measure and print
    python -m benchmarks.formats --record     also put the ratios into docs/formats.md

The files are made from one of the sample reports by the makers of the tests. CPU time, lower quartile of interleaved
rounds, everything loaded beforehand; see ``benchmarks.speed``.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.reading.old_word_files import doc
from tests.reading.page_files import laid_out, ofd, pdf
from tests.reading.web_files import rtf, web_page
from tests.reading.word_files import numbered_docx
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.view import clean
from tracker.reading.files import reader_of
from tracker.reading.limits import DEFAULTS
from tracker.reading.recognising import recognise

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "seeds" / "云溪口镇党委" / "2022.txt"
TABLE = ROOT / "docs" / "formats.md"

MAKERS: Mapping[str, Callable[[str], bytes]] = {
    "txt": lambda text: text.encode("gb18030"),
    "docx": lambda text: numbered_docx(text)[0],
    "pdf": lambda text: pdf(laid_out(text)),
    "ofd": lambda text: ofd(laid_out(text)),
    "doc": lambda text: doc(text.replace("\n", "\r") + "\r"),
    "rtf": rtf,
    "html": lambda text: web_page(text).encode(),
}
"""How a file of each format that is read is made from a text."""


def measure(rounds: int) -> dict[str, float]:
    """Cost of reading in each format over the cost of extraction."""
    text = REPORT.read_text(encoding="utf-8")
    source = PlainText(text, "utf-8", "0" * 64)

    def extracting() -> None:
        clean.cache_clear()  # an import meets every report for the first time
        extract(source)

    runs: dict[str, Callable[[], object]] = {"": extracting}
    for name, make in MAKERS.items():
        data = make(text)
        read = reader_of(recognise(data))
        runs[name] = lambda read=read, data=data: read(data, limits=DEFAULTS)  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = _cpu()
            run()
            times[name].append(_cpu() - start)
    cost = {name: statistics.quantiles(series[1:], n=4)[0] for name, series in times.items()}
    return {name: cost[name] / cost[""] for name in MAKERS}


def _cpu() -> float:
    """Seconds of CPU time so far, of this process and of those it started: a PDF is read by one of its own."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def record(ratios: Mapping[str, float]) -> None:
    """Put the ratios into the table of formats."""
    page = TABLE.read_text(encoding="utf-8")
    for name, ratio in ratios.items():
        page = re.sub(rf"(?m)^(\| `{name}` \|[^|]*\|[^|]*\|)[^|]*\|", rf"\g<1> {ratio:.2f}× |", page)
    TABLE.write_text(page, encoding="utf-8")


def main() -> None:
    """Measure, print, and record where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    ratios = measure(arguments.rounds)
    for name, ratio in ratios.items():
        print(f"{name:5} {ratio:6.2f}×")
    if arguments.record:
        record(ratios)


if __name__ == "__main__":
    main()
