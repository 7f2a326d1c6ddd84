"""What is overdue is the same number wherever it is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from tests.ledger.samples import plan, store
from tracker.domain.checks import Check
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.services.due import what_is_due
from tracker.services.forms import overdue_notice
from tracker.services.items import Occasion, list_items, morning
from tracker.services.overview import overview
from tracker.services.scrutinising import check_ledger
from tracker.services.sheets import export_sheet
from tracker.services.views import ItemFilter
from tracker.services.year_board import year_board

TODAY = date(2023, 12, 1)
NOW = datetime(2023, 12, 1, 2, tzinfo=UTC)
LATE = ("01-2022-02", "01-2022-04")
PROFILE = default_profile()
OCCASION = Occasion(PROFILE, TODAY)


@pytest.fixture
def mixed(ledger: Ledger) -> Ledger:
    """Items of each sort whose day has passed, and one that has its last day today."""
    titles = ["学习不够深入", "阵地条件较差", "党费收缴不及时", "联系群众不够", "制度不够健全"]
    store(ledger, plan("甲镇", 2022, titles, []))
    days = {1: TODAY, 2: date(2023, 6, 30), 3: date(2023, 6, 30), 4: date(2023, 1, 1), 5: date(2023, 6, 30)}
    states = {1: Status.OPEN, 2: Status.IN_REVIEW, 3: Status.PROPOSED, 4: Status.CONTINUING, 5: Status.CLOSED}
    with ledger.write() as session:
        for place, state in states.items():
            day = date(2023, 11, 30) if place == 4 else None
            row = update(t.item).where(t.item.c.sequence == place)
            session.execute(row.values(status=state, due_on=days[place], review_on=day))
    return ledger


def test_it_is_the_same_wherever_it_is_told(mixed: Ledger) -> None:
    listed = list_items(mixed, ItemFilter(overdue=True), occasion=OCCASION).rows
    assert tuple(row.number for row in listed) == LATE
    lit = list_items(mixed, ItemFilter(light="逾期"), occasion=OCCASION).rows
    assert tuple(row.number for row in lit) == LATE
    assert morning(mixed, OCCASION).overdue == len(LATE)
    assert dict(morning(mixed, OCCASION).lights)["逾期"] == len(LATE)
    dues = what_is_due(mixed, ItemFilter(), profile=PROFILE, today=TODAY)
    assert sorted(number for due in dues if due.overdue for number in due.numbers) == list(LATE)
    assert overview(mixed, year=2023, today=TODAY).all_of("overdue") == LATE
    assert year_board(mixed, year=2023, occasion=OCCASION).waiting[-1].count == len(LATE)


def test_it_is_the_same_in_what_is_handed_out(mixed: Ledger) -> None:
    made = export_sheet(mixed, ItemFilter(), profile=PROFILE, choice="", actor="周宁", now=NOW)
    sheet = load_workbook(BytesIO(made.content)).active
    assert sheet is not None
    rows = [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert tuple(next(one for one in row if one[:3] == "01-") for row in rows if "逾期" in row) == LATE
    notice = overdue_notice(mixed, ItemFilter(), profile=PROFILE, today=TODAY)
    dues = what_is_due(mixed, ItemFilter(), profile=PROFILE, today=TODAY, confirmed=True)
    assert notice.count == sum(due.passed for due in dues)
    warned = check_ledger(mixed, ItemFilter(), profile=PROFILE, today=TODAY, only=[Check.OVERDUE, Check.REVIEW_OVERDUE])
    assert sorted(number for one in warned for number in one.numbers) == list(LATE)
