from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from sqlalchemy import update

from tests.ledger.samples import NOW, plan, store
from tracker.domain.checks import Check
from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.forms import Form
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.profile.model import ListForm
from tracker.services.due import what_is_due
from tracker.services.forms import closure_application, list_form, overdue_notice, recheck, supervision_slips
from tracker.services.views import ItemFilter

PROFILE = default_profile()
TODAY = date(2024, 3, 1)


@pytest.fixture
def ledger(sqlite_ledger: Ledger) -> Ledger:
    for unit in ("青石镇党委", "赤水乡党委"):
        store(
            sqlite_ledger,
            plan(unit, 2022, [f"问题{n}不够到位" for n in range(4)], ["改善阵地条件较差"]),
        )
    return sqlite_ledger


def words(content: bytes) -> str:
    word = docx.Document(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def let(ledger: Ledger, **values: object) -> None:
    """Give the items values that another room's tests have proved can be given."""
    with ledger.write() as session:
        session.execute(update(t.item).values(**values))


@pytest.mark.parametrize("form", PROFILE.lists, ids=lambda form: form.name)
def test_a_list_has_its_own_columns_and_items(ledger: Ledger, form: ListForm) -> None:
    name = form.name
    made = list_form(ledger, name, ItemFilter(), profile=PROFILE, choice="", actor="甲", now=NOW)
    sheet = openpyxl.load_workbook(BytesIO(made.content)).worksheets[0]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {column.title for column in form.sheet.columns} <= texts
    assert made.count == (8 if name == "问题清单" else 10)


def test_a_list_that_is_not_there_is_named_with_those_that_are(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="没有“负面清单”") as caught:
        list_form(ledger, "负面清单", ItemFilter(), profile=PROFILE, choice="", actor="甲", now=NOW)
    assert "问题清单" in caught.value.hint


def test_an_application_tells_the_item(ledger: Ledger) -> None:
    let(ledger, measures="每季度检查一次", person="李四", due_on=date(2024, 6, 30))
    made = closure_application(ledger, "01-2022-01", profile=PROFILE, today=TODAY)
    told = words(made.content)
    assert made.name == "销号申请单01-2022-01"
    for expected in ("青石镇党委", "问题0不够到位", "每季度检查一次", "李四", "2024年6月30日"):
        assert expected in told


def test_measures_on_several_lines_are_parted_in_an_application(ledger: Ledger) -> None:
    let(ledger, measures="每季度督导一次\n建强村公司")
    made = closure_application(ledger, "01-2022-01", profile=PROFILE, today=TODAY)
    assert "每季度督导一次；建强村公司" in words(made.content)


def test_quotation_marks_inside_a_quote_are_single(ledger: Ledger) -> None:
    let(ledger, quote="“三会一课”流于形式")
    told = words(closure_application(ledger, "01-2022-01", profile=PROFILE, today=TODAY).content)
    assert "“‘三会一课’流于形式”" in told


def test_an_application_that_comes_too_early_says_what_is_missing(ledger: Ledger) -> None:
    early = closure_application(ledger, "01-2022-01", profile=PROFILE, today=TODAY)
    assert early.lacks == "还是“待确认”，本轮没有佐证"
    let(ledger, status=Status.IN_PROGRESS)
    assert closure_application(ledger, "01-2022-01", profile=PROFILE, today=TODAY).lacks == "本轮没有佐证"


def test_slips_go_to_each_unit_by_level(ledger: Ledger) -> None:
    let(ledger, due_on=date(2024, 2, 20), status=Status.IN_PROGRESS, found_on=date(2023, 12, 1))
    made = supervision_slips(ledger, ItemFilter(), profile=PROFILE, today=TODAY)
    assert {one.name for one in made} >= {"督办单青石镇党委", "督办单赤水乡党委"}
    slip = next(one for one in made if one.name == "督办单青石镇党委")
    assert "逾期" in words(slip.content)
    assert "2024年3月8日" in words(slip.content)


def test_the_notice_counts_what_is_late_by_unit(ledger: Ledger) -> None:
    let(ledger, due_on=date(2024, 2, 20), status=Status.IN_PROGRESS, found_on=date(2024, 2, 1))
    made = overdue_notice(ledger, ItemFilter(), profile=PROFILE, today=TODAY)
    told = words(made.content)
    assert f"共{made.count}件，涉及2个单位" in told
    assert told.count("10天") == 10


def test_nobody_is_urged_on_for_what_is_not_confirmed(ledger: Ledger) -> None:
    let(ledger, due_on=date(2024, 2, 20), status=Status.PROPOSED, found_on=date(2023, 12, 1))
    assert what_is_due(ledger, ItemFilter(), profile=PROFILE, today=TODAY)
    assert not supervision_slips(ledger, ItemFilter(), profile=PROFILE, today=TODAY)
    with pytest.raises(NotFoundError, match="没有逾期") as caught:
        overdue_notice(ledger, ItemFilter(), profile=PROFILE, today=TODAY)
    assert "待确认的不通报" in caught.value.hint


def test_nothing_late_is_no_notice(ledger: Ledger) -> None:
    let(ledger, status=Status.REJECTED)
    with pytest.raises(NotFoundError, match="没有逾期"):
        overdue_notice(ledger, ItemFilter(), profile=PROFILE, today=TODAY)


def test_the_draw_is_the_same_for_the_same_seed(ledger: Ledger) -> None:
    let(ledger, status=Status.CLOSED)
    quiet = replace(PROFILE, checks=replace(PROFILE.checks, off=frozenset(Check)))
    first = recheck(ledger, ItemFilter(), share=0.3, seed=7, profile=quiet, today=TODAY)
    again = recheck(ledger, ItemFilter(), share=0.3, seed=7, profile=quiet, today=TODAY)
    assert first == again
    assert first.count == 3


def test_what_looks_suspicious_is_always_drawn(ledger: Ledger) -> None:
    let(ledger, status=Status.CLOSED, measures="召开专题会议，印发文件")
    made = recheck(ledger, ItemFilter(), share=0.01, seed=1, profile=PROFILE, today=TODAY)
    assert made.count == 10
    assert "措施只有开会发文" in words(made.content)


def test_nothing_closed_is_nothing_to_look_back_at(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有已销号"):
        recheck(ledger, ItemFilter(), share=0.1, seed=1, profile=PROFILE, today=TODAY)


def test_the_template_of_the_office_is_taken(ledger: Ledger, tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("本单位格式：{{ title }}")
    word.save(str(tmp_path / "a.docx"))
    own = replace(PROFILE, templates={Form.CLOSURE_APPLICATION: tmp_path / "a.docx"})
    told = words(closure_application(ledger, "01-2022-01", profile=own, today=TODAY).content)
    assert told.strip() == "本单位格式：问题0不够到位"
    missing = replace(PROFILE, templates={Form.CLOSURE_APPLICATION: tmp_path / "没有.docx"})
    with pytest.raises(UsageError, match="读不了模板"):
        closure_application(ledger, "01-2022-01", profile=missing, today=TODAY)
