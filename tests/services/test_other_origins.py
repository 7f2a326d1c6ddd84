"""Items that others raised, and what the unit's reports claim of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.ledger.samples import NOW, plan, store
from tracker.domain.fields import Field
from tracker.domain.kinds import ClosureStatus, Origin, Verdict
from tracker.domain.report import Closure
from tracker.domain.spans import Span
from tracker.ledger.store import Ledger
from tracker.services.comparing import year_on_year
from tracker.services.entering import EntryDraft, add_items
from tracker.services.importing import Plan
from tracker.services.items import list_items, show_item
from tracker.services.undoing import undo
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter

WHO: dict[str, Any] = {"actor": "李四", "now": NOW + timedelta(hours=1)}
CLAIM = "县委巡察反馈的2个问题已全部完成整改"


def claiming(year: int, total: int = 2) -> Plan:
    """A report that claims to have put right what inspectors found."""
    made = plan("甲", year, [f"{year}年的事"], [], opening=f"{CLAIM}。")
    at = made.source.text.index(CLAIM)
    closure = Closure(Origin.INSPECTION, ClosureStatus.DONE, Span(at, at + len(CLAIM)), total, total)
    object.__setattr__(made.extraction, "closures", (*made.extraction.closures, closure))
    return made


def enter(ledger: Ledger, *titles: str, year: int, origin: Origin = Origin.INSPECTION) -> list[str]:
    fields: dict[Field, Any] = {Field.ORIGIN: origin, Field.FOUND_ON: date(year, 5, 10)}
    drafts = [EntryDraft(title=title, words=f"{title}。", fields=fields) for title in titles]
    rows = add_items(ledger, drafts, unit="甲", year=year, note="反馈意见", new_unit=True, **WHO)
    return [row.number for row in rows]


def told(ledger: Ledger, number: str) -> list[tuple[int, Verdict]]:
    return [(view.year, view.verdict) for view in show_item(ledger, number).follow_ups]


@pytest.mark.parametrize("list_first", [True, False])
def test_a_claim_that_names_nothing_is_held_against_the_items_of_its_origin(ledger: Ledger, list_first: bool) -> None:
    if list_first:
        enter(ledger, "党费收缴不规范", "台账不清", year=2023)
        store(ledger, plan("甲", 2022), claiming(2023))
    else:
        store(ledger, plan("甲", 2022), claiming(2023))
        enter(ledger, "党费收缴不规范", "台账不清", year=2023)
    numbers = [row.number for row in list_items(ledger, ItemFilter(year=2023)).rows if row.origin is Origin.INSPECTION]
    assert [told(ledger, number) for number in numbers] == [[(2023, Verdict.RECTIFIED)]] * 2
    claim = show_item(ledger, numbers[0]).follow_ups[0].claim
    assert claim is not None
    assert claim.text == CLAIM
    pair = year_on_year(ledger, unit="甲", year=2023)
    assert [(one.origin, one.claimed_total, one.ledger_total) for one in pair.reconciliation] == [
        (Origin.INSPECTION, 2, 2)
    ]
    assert {row.number for row, _ in pair.carried} == set(numbers)
    assert verify(ledger).sound


def test_a_count_that_differs_from_the_ledger_is_shown(ledger: Ledger) -> None:
    enter(ledger, "党费收缴不规范", "台账不清", year=2023)
    store(ledger, plan("甲", 2022), claiming(2023, total=5))
    (count,) = year_on_year(ledger, unit="甲", year=2023).reconciliation
    assert (count.claimed_total, count.ledger_total, count.match) == (5, 2, False)


def test_claims_of_one_origin_do_not_touch_another(ledger: Ledger) -> None:
    (number,) = enter(ledger, "账目不清", year=2023, origin=Origin.AUDIT)
    store(ledger, plan("甲", 2022), claiming(2023))
    assert told(ledger, number) == [(2023, Verdict.SILENT)]
    assert year_on_year(ledger, unit="甲", year=2023).reconciliation == ()


def test_a_later_list_takes_the_claims_of_its_year_and_the_older_stays_open(ledger: Ledger) -> None:
    (old,) = enter(ledger, "党费收缴不规范", year=2021)
    (new,) = enter(ledger, "台账不清", year=2023)
    store(ledger, plan("甲", 2022), claiming(2023))
    assert told(ledger, old) == [(2022, Verdict.SILENT), (2023, Verdict.SILENT)]
    assert told(ledger, new) == [(2023, Verdict.RECTIFIED)]


def test_undoing_a_list_takes_its_items_and_what_was_said_of_them(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022), claiming(2023))
    before = year_on_year(ledger, unit="甲", year=2023)
    enter(ledger, "党费收缴不规范", "台账不清", year=2023)
    assert year_on_year(ledger, unit="甲", year=2023).carried
    undo(ledger, actor="李四", now=NOW + timedelta(hours=2))
    assert year_on_year(ledger, unit="甲", year=2023) == before
    assert verify(ledger).sound


def test_the_first_report_of_a_unit_answers_for_them_too(ledger: Ledger) -> None:
    (number,) = enter(ledger, "台账不清", year=2023)
    store(ledger, claiming(2023, total=1))
    assert told(ledger, number) == [(2023, Verdict.RECTIFIED)]
