"""``docs/formats.md`` says what the readers do."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from benchmarks.formats import MAKERS
from tests.reading.test_formats import FORMATS
from tracker.reading.files import READERS, REPORT_SUFFIXES, reader_of
from tracker.reading.limits import DEFAULTS, PREFIX

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| `")]
FORMAT_ROWS = {row[0].strip("`"): row for row in ROWS if not row[0].startswith(f"`{PREFIX}")}


def test_every_format_that_is_read_has_a_row_and_no_other() -> None:
    assert set(FORMAT_ROWS) == {kind.format for kind in READERS}
    assert all(callable(reader_of(kind)) for kind in READERS)


def test_every_row_is_tested_and_measured() -> None:
    assert set(FORMAT_ROWS) == set(FORMATS.values()) == set(MAKERS)
    for row in FORMAT_ROWS.values():
        assert float(re.fullmatch(r"([0-9.]+)×", row[3])[1]) > 0  # type: ignore[index]


def test_the_extensions_are_those_taken_from_folders() -> None:
    told = {suffix for row in FORMAT_ROWS.values() for suffix in row[1].split("、")}
    assert told == REPORT_SUFFIXES


def test_every_limit_stands_in_the_table_with_its_default() -> None:
    told = {row[0].strip("`"): int(row[1]) for row in ROWS if row[0].startswith(f"`{PREFIX}")}
    assert told == {PREFIX + name.upper(): value for name, value in asdict(DEFAULTS).items()}
