"""The samples in docs/samples are what the program makes today."""

from __future__ import annotations

import runpy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tracker.ledger.store import Ledger
from tracker.reading import read_report
from tracker.reporting.model import ClosureReport
from tracker.services.closing import closure_report

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "samples"
SAMPLES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "samples.py"))


@pytest.fixture(scope="module")
def made() -> Any:
    with SAMPLES["sample_ledger"]() as ledger:
        report = closure_report(ledger, org=SAMPLES["ORG"], year=SAMPLES["YEAR"], today=SAMPLES["TODAY"])
        yield ledger, report


def test_what_is_text_is_made_again_to_the_letter(made: tuple[Ledger, ClosureReport]) -> None:
    """Run ``make samples`` where it differs, then look at what changed."""
    found = SAMPLES["texts"](*made)
    for name, text in found.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


def test_word_and_excel_hold_the_same_words(made: tuple[Ledger, ClosureReport]) -> None:
    found = SAMPLES["files"](*made)
    for name in (one for one in found if one.endswith(".docx")):
        for part in ("word/document.xml", "word/styles.xml"):
            with ZipFile(FOLDER / name) as kept, ZipFile(BytesIO(found[name])) as fresh:
                assert kept.read(part) == fresh.read(part), name
    for name in (one for one in found if one.endswith(".xlsx")):
        with ZipFile(FOLDER / name) as kept, ZipFile(BytesIO(found[name])) as fresh:
            assert kept.read("xl/sharedStrings.xml") == fresh.read("xl/sharedStrings.xml"), name


def test_the_pdf_reads_like_the_word_file() -> None:
    pdf, word = ("".join(read_report(FOLDER / f"整改情况报告.{suffix}").text.split()) for suffix in ("pdf", "docx"))
    assert "云溪口镇党委2023年度整改情况报告" in pdf
    assert "台账校验码" in pdf
    assert "台账校验码" in word
