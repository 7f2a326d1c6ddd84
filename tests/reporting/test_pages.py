"""Documents as page images: drawn by LibreOffice, turned into pixels by pdfium, and looked at."""

from __future__ import annotations

import runpy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.reporting.pages import (
    Page,
    check_companions,
    check_heads,
    check_numbers,
    check_pages,
    check_whole,
    heads_of,
    pages_of,
    white_share,
    without_spaces,
)
from tracker.domain.forms import Form
from tracker.domain.kinds import Status
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.reading import office
from tracker.reading.limits import limits_from
from tracker.reporting.blocks import Document
from tracker.reporting.composing import compose
from tracker.reporting.draft import draft_document
from tracker.reporting.model import ClosureReport
from tracker.reporting.overview import compose_overview
from tracker.reporting.pdf import for_libreoffice, pdf_bytes
from tracker.reporting.shared_problems import compose_common
from tracker.services.closing import closure_report
from tracker.services.forms import MadeForm, closure_application, overdue_notice, recheck, supervision_slips
from tracker.services.overview import overview
from tracker.services.shared_problems import common_report
from tracker.services.views import ItemFilter

ROOT = Path(__file__).resolve().parents[2]
SAMPLES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "samples.py"))


@pytest.fixture(scope="module")
def made() -> Any:
    with SAMPLES["sample_ledger"]() as ledger:
        yield ledger, closure_report(ledger, org=SAMPLES["ORG"], year=SAMPLES["YEAR"], today=SAMPLES["TODAY"])


def document_of(kind: str, ledger: Ledger, report: ClosureReport) -> Document:
    if kind == "closure":
        return compose(report)
    if kind == "draft":
        return draft_document(report)
    if kind == "common":
        return compose_common(common_report(ledger, today=SAMPLES["TODAY"]))
    return compose_overview(overview(ledger, year=SAMPLES["YEAR"], today=SAMPLES["TODAY"]))


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["closure", "draft", "overview", "common"])
def test_every_page_is_as_it_should_be(made: tuple[Ledger, ClosureReport], kind: str) -> None:
    document = document_of(kind, *made)
    pages = pages_of(pdf_bytes(document, made_on=SAMPLES["TODAY"]))
    check_pages(pages)
    check_numbers(pages)
    check_whole(pages, document)
    check_companions(pages, document)
    begun = check_heads(pages, heads_of(document))
    if kind == "closure":
        assert begun >= 3
        assert white_share(pages) < 0.2


FORMS = {
    Form.CLOSURE_APPLICATION: ("日期种类名称校验值",),
    Form.SUPERVISION: ("编号事项时限逾期责任人",),
    Form.OVERDUE_NOTICE: ("单位编号事项时限逾期",),
    Form.RECHECK: ("编号单位和事项验收缺什么复查结果",),
}
"""The head rows of each form's tables."""


def form_of(form: Form, ledger: Ledger, report: ClosureReport) -> tuple[MadeForm, ...]:
    profile, today, wanted = default_profile(), SAMPLES["TODAY"], ItemFilter()
    if form is Form.CLOSURE_APPLICATION:
        closed = next(item.number for item in report.items if item.status is Status.CLOSED)
        return (closure_application(ledger, closed, profile=profile, today=today),)
    if form is Form.SUPERVISION:
        return supervision_slips(ledger, ItemFilter(unit=SAMPLES["ORG"]), profile=profile, today=today)
    if form is Form.OVERDUE_NOTICE:
        return (overdue_notice(ledger, wanted, profile=profile, today=today),)
    return (recheck(ledger, wanted, share=0.5, seed=1, profile=profile, today=today),)


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", Form)
def test_every_page_of_a_form_is_as_it_should_be(made: tuple[Ledger, ClosureReport], form: Form) -> None:
    for one in form_of(form, *made):
        pdf = office.convert(for_libreoffice(one.content), "docx", "pdf", limits=limits_from())
        assert pdf is not None
        pages = pages_of(pdf)
        check_pages(pages)
        check_numbers(pages)
        begun = check_heads(pages, (*FORMS[form], "签收人签收时间年月日"))
        shown = "".join(page.words for page in pages)
        told = docx.Document(BytesIO(one.content))
        for table in told.tables:
            for text in {cell.text for row in table.rows for cell in row.cells}:
                for line in text.split("\n"):
                    assert without_spaces(line) in shown, line
        if form is Form.OVERDUE_NOTICE:
            assert begun >= 4
        if form is Form.CLOSURE_APPLICATION:
            assert len(pages) == 1


def drawn(*words: tuple[float, float, str], size: tuple[float, float] = (210, 297)) -> list[Page]:
    """A page with words at places given in millimetres from the upper left corner, and a good page number."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(size[0] * mm, size[1] * mm))
    for left, top, text in (*words, (170, 273, "— 1 —")):
        canvas.drawString(left * mm, (size[1] - top) * mm, text)
    canvas.save()
    return pages_of(made.getvalue())


@pytest.mark.parametrize(
    "pages",
    [
        drawn((30, 60, "words"), size=(215.9, 279.4)),
        drawn((10, 60, "words in the margin")),
        drawn((170, 60, "words that are longer than their line")),
        drawn((30, 20, "words above")),
        drawn((30, 266, "words below")),
        drawn((30, 60, "some words"), (31, 60.5, "other words")),
        drawn(),
    ],
    ids=["letter", "left", "right", "above", "below", "over one another", "empty"],
)
def test_the_checks_see_what_is_wrong(pages: list[Page]) -> None:
    with pytest.raises(AssertionError):
        check_pages(pages)


def test_the_checks_let_pass_what_is_right() -> None:
    check_pages(drawn((30, 60, "words"), (30, 68, "more words")))
