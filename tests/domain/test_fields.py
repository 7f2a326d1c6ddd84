from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import UsageError
from tracker.domain.fields import (
    CHOICES,
    DATES,
    OTHER_NAMES,
    Field,
    ItemFields,
    find_field,
    is_empty,
    parse_day,
    parse_value,
    shown_value,
)
from tracker.domain.kinds import Origin, Term


def test_the_columns_are_the_attributes() -> None:
    assert [field.name for field in fields(ItemFields) if field.name != "due_original"] == [one.value for one in Field]


@pytest.mark.parametrize(
    "text, day",
    [
        ("2024-06-30", date(2024, 6, 30)),
        ("2024年6月30日", date(2024, 6, 30)),
        ("２０２４／６／３０", date(2024, 6, 30)),
        (" 2024.6.3 ", date(2024, 6, 3)),
        ("2024年6月30号", date(2024, 6, 30)),
        ("2024-02-30", None),
        ("1949-01-01", date(1949, 1, 1)),
        ("2199年12月31日", date(2199, 12, 31)),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("6月底", None),
        ("", None),
    ],
)
def test_days_are_read_as_offices_write_them(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "name, field",
    [
        ("责任人", Field.PERSON),
        ("person", Field.PERSON),
        (" 措施 ", Field.MEASURES),
        ("时限", Field.DUE_ON),
        ("颜色", None),
    ],
)
def test_a_column_has_several_names(name: str, field: Field | None) -> None:
    assert find_field(name) is field


def test_no_name_means_two_columns() -> None:
    labels = {field.label for field in Field} | {field.value for field in Field}
    assert not labels & set(OTHER_NAMES)


DAYS = st.dates(date(1949, 1, 1), date(2199, 12, 31))


@given(st.sampled_from(Field), DAYS, st.sampled_from([*Origin, *Term]), st.text(min_size=1).filter(str.strip))
def test_what_is_shown_is_read_back(field: Field, day: date, word: Origin | Term, text: str) -> None:
    value = day if field in DATES else word if field in CHOICES else text.strip()
    if field in CHOICES and word not in set(CHOICES[field]):
        return
    assert parse_value(field, shown_value(value)) == value
    assert not is_empty(value)


@pytest.mark.parametrize("field", [field for field in Field if field is not Field.TITLE])
def test_an_empty_text_empties(field: Field) -> None:
    assert is_empty(parse_value(field, " "))
    assert shown_value(parse_value(field, "")) == ""


@pytest.mark.parametrize(
    "field, text", [(Field.DUE_ON, "六月底"), (Field.ORIGIN, "某人"), (Field.TERM, "很快"), (Field.TITLE, " ")]
)
def test_what_does_not_fit_is_refused(field: Field, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_value(field, text)
    assert refused.value.hint
