"""The closure reports of all sample organisations, to the letter."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.reading import find_reports
from tracker.reporting.as_json import render_json
from tracker.reporting.markdown import render_markdown
from tracker.services.closing import closure_report
from tracker.services.importing import import_reports

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden" / "seeds"
ORGANISATIONS = sorted(path.name for path in (ROOT / "seeds").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "ledger.db")) as opened:
        with chdir(ROOT):
            import_reports(
                opened, find_reports([Path("seeds")]), actor="王敏", now=datetime(2024, 1, 8, 1, 0, tzinfo=UTC)
            )
        yield opened


@pytest.mark.parametrize("org", ORGANISATIONS)
def test_golden(ledger: Ledger, org: str) -> None:
    """Run with TRACKER_WRITE_GOLDEN=1 to write the files anew, then read the difference."""
    report = closure_report(ledger, org=org, year=2023, today=date(2024, 3, 1))
    for suffix, made in (("md", render_markdown(report)), ("json", render_json(report))):
        file = GOLDEN / f"{org}.{suffix}"
        if os.environ.get("TRACKER_WRITE_GOLDEN"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made, encoding="utf-8", newline="\n")
        assert made == file.read_text(encoding="utf-8")
