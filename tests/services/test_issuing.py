from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import LedgerError, NotFoundError
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.reporting import as_json, composing, particulars
from tracker.reporting.blocks import Column, Paragraph, Table, said
from tracker.reporting.html import html_page
from tracker.reporting.markdown import markdown
from tracker.reporting.stored import freeze, thaw
from tracker.reporting.word import docx_bytes
from tracker.services.closing import closure_report
from tracker.services.issuing import IssuedReport, compare_issues, issue_report, issued_report, list_issues
from tracker.services.verifying import verify
from tracker.services.workflow import move_item

ORG = "青石镇党委"
TODAY = date(2024, 1, 10)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    store(
        ledger,
        plan(ORG, 2022, ["学习不够深入：流于形式", "阵地条件较差"], ["改善阵地条件较差"]),
        plan(ORG, 2023, ["学习不够深入：还是老样子"], ["建立考核制度"], claimed=3),
    )
    return ledger


def issue(ledger: Ledger, today: date = TODAY) -> int:
    made = issue_report(ledger, org=ORG, year=2023, today=today, actor="周小禾", now=NOW)
    return made.issue.number


def test_an_issue_reads_the_same_whatever_happens_later(filled: Ledger) -> None:
    first = issue_report(filled, org=ORG, year=2023, today=TODAY, actor="周小禾", now=NOW)
    move_item(filled, "01-2022-01", Status.OPEN, note="核对过", actor="周小禾", now=NOW)
    again = issued_report(filled, org=ORG, year=2023, number=1)
    assert again.report == first.report
    assert html_page(again.document) == html_page(first.document)
    assert again.issue == first.issue
    assert closure_report(filled, org=ORG, year=2023, today=TODAY) != first.report


def test_an_issue_is_the_same_to_the_byte_under_a_program_that_words_things_differently(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(made: IssuedReport) -> tuple[bytes, str, str, str]:
        word = docx_bytes(made.document, made_on=made.report.made_on)
        return word, html_page(made.document), markdown(made.document), made.as_json

    issue(filled)
    before = everything(issued_report(filled, org=ORG, year=2023, number=1))
    move_item(filled, "01-2022-01", Status.OPEN, note="核对过", actor="周小禾", now=NOW)
    monkeypatch.setattr(composing, "_opening", lambda _: (Paragraph(said("换了说法。")),))
    monkeypatch.setattr(composing, "overview_table", lambda *_: Table("换了表", (Column("编号", 156),), ()))
    monkeypatch.setattr(particulars, "next_check", lambda *_: "换了办法")
    monkeypatch.setattr(as_json, "RULES", {"换了": "口径"})
    monkeypatch.setattr(Status, "label", property(lambda one: f"新{one.value}"), raising=False)
    report = closure_report(filled, org=ORG, year=2023, today=TODAY)
    assert "换了说法" in markdown(composing.compose(report))
    assert "换了" in as_json.render_json(report)
    assert everything(issued_report(filled, org=ORG, year=2023, number=1)) == before


def test_numbers_go_on_and_nothing_new_is_no_new_issue(filled: Ledger) -> None:
    assert issue(filled) == 1
    assert issue(filled, TODAY + timedelta(days=9)) == 1
    move_item(filled, "01-2022-01", Status.OPEN, note="核对过", actor="周小禾", now=NOW)
    assert issue(filled) == 2
    assert [(one.year, one.name, one.issued_by) for one in list_issues(filled, org=ORG)] == [
        (2023, "第1期", "周小禾"),
        (2023, "第2期", "周小禾"),
    ]


def test_what_changed_between_issues_is_told(filled: Ledger) -> None:
    issue(filled)
    same = compare_issues(filled, org=ORG, year=2023, today=TODAY)
    assert same.same
    assert same.names == ("第1期", "现在")
    move_item(filled, "01-2022-01", Status.OPEN, note="核对过", actor="周小禾", now=NOW)
    issue(filled)
    compared = compare_issues(filled, org=ORG, year=2023, today=TODAY, after=2)
    page = html_page(compared.document)
    assert not compared.same
    assert compared.names == ("第1期", "第2期")
    assert "待确认" in page
    assert "待整改" in page
    assert "01-2022-01" in page


def test_an_issue_that_is_not_there_is_named(filled: Ledger) -> None:
    with pytest.raises(NotFoundError, match="还没有印发过"):
        issued_report(filled, org=ORG, year=2023)
    issue(filled)
    with pytest.raises(NotFoundError, match="没有第2期"):
        issued_report(filled, org=ORG, year=2023, number=2)


def test_a_changed_issue_is_refused_and_found(filled: Ledger) -> None:
    issue(filled)
    assert verify(filled).sound
    with filled.write() as session:
        content = session.execute(t.issued_report.select()).one().content
        session.execute(update(t.issued_report).values(content=content.replace("阵地", "场地")))
    with pytest.raises(LedgerError, match="校验值对不上"):
        issued_report(filled, org=ORG, year=2023)
    assert [fault.place for fault in verify(filled).faults] == ["单位 1 2023 年度报告第 1 期"]


def test_a_removed_issue_is_found(filled: Ledger) -> None:
    issue(filled)
    with filled.write() as session:
        session.execute(t.issued_report.delete())
    (fault,) = verify(filled).faults
    assert "台账里没有" in fault.what


def test_an_archive_of_another_form_is_refused(filled: Ledger) -> None:
    report = closure_report(filled, org=ORG, year=2023, today=TODAY)
    with pytest.raises(LedgerError):
        thaw(freeze(report).replace("tracker-issued-report/1", "tracker-issued-report/9"))
    with pytest.raises(LedgerError):
        thaw("不是JSON")
    assert thaw(freeze(replace(report, unit="乙")))[0].unit == "乙"
