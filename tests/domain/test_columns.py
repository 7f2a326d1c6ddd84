"""The columns on paper and the fields of an item are one catalogue."""

from __future__ import annotations

from tracker.domain.columns import DAYS, FIELDS, FILLED_IN, LedgerColumn
from tracker.domain.fields import DATES, Field


def test_every_field_is_a_column_under_the_same_name_and_label() -> None:
    assert {(column.value, column.label) for column in FIELDS} == {(field.value, field.label) for field in Field}


def test_columns_of_days_are_the_fields_that_hold_days() -> None:
    assert {column.value for column in DAYS & FIELDS} == {field.value for field in DATES}
    assert {LedgerColumn.STATUS, LedgerColumn.MOVE_NOTE} == FILLED_IN - FIELDS
