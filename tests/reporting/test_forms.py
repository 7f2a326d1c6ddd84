from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import UsageError
from tracker.domain.forms import FIELDS, Form
from tracker.reporting.form_templates import default_template
from tracker.reporting.forms import filled

LINE = {
    "number": "01-2022-01",
    "title": "阵地条件较差",
    "unit": "青石镇党委",
    "due_on": date(2023, 6, 30),
    "days_over": "30天",
    "responsible": "李四",
    "reason": "台账写的整改时限",
    "dated": date(2023, 5, 1),
    "kind": "照片",
    "sha256": "c0ffee",
    "closing": "2023年6月1日 王五（自验）",
    "unit_and_title": "青石镇党委：阵地条件较差",
    "lacks": "没有佐证就报完成",
    "closed_on": date(2023, 6, 1),
    "closed_by": "王五",
    "self_verified": "自验",
}
UNIT = {"unit": "青石镇党委", "count": 1, "items": [LINE]}


def values(form: Form, **own: Any) -> dict[str, Any]:
    lists = {"items": [LINE], "evidence": [LINE], "units": [UNIT]}
    plain = {name: lists.get(name, f"（{name}）") for name in FIELDS[form]}
    return plain | {"today": date(2023, 7, 30), "answer_by": date(2023, 8, 6)} | own


def words(content: bytes) -> str:
    word = docx.Document(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def template(text: str) -> bytes:
    word = docx.Document()
    word.add_paragraph(text)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("form", Form)
def test_the_default_template_uses_every_value_and_leaves_no_field_open(form: Form) -> None:
    told = words(filled(form, values(form)))
    assert "{{" not in told
    assert "{%" not in told
    assert "2023年7月30日" in told
    assert "01-2022-01" in told or form is Form.CLOSURE_APPLICATION


@pytest.mark.parametrize("form", [Form.SUPERVISION, Form.OVERDUE_NOTICE, Form.RECHECK])
def test_no_line_breaks_within_a_number(form: Form) -> None:
    several = {**LINE, "number": "01-2022-01、01-2022-02<等>"}
    content = filled(form, values(form, items=[several]))
    assert "01-2022-01、01-2022-02<等>" in words(content)
    with ZipFile(BytesIO(content)) as word:
        told = word.read("word/document.xml").decode()
    assert told.count("noBreakHyphen") == 4
    assert "01-2022" not in told


def test_an_application_has_a_row_for_each_piece_of_evidence() -> None:
    told = words(
        filled(Form.CLOSURE_APPLICATION, values(Form.CLOSURE_APPLICATION, evidence=[LINE, LINE], title="漏雨"))
    )
    assert told.count("c0ffee") == 2
    assert "漏雨" in told
    assert "2023年5月1日" in told


def test_the_same_values_give_the_same_bytes() -> None:
    assert filled(Form.SUPERVISION, values(Form.SUPERVISION)) == filled(Form.SUPERVISION, values(Form.SUPERVISION))


def test_an_office_lays_a_form_out_as_it_likes() -> None:
    own = template("致{{ unit }}：{% for one in items %}{{ one.title }}{% endfor %}")
    told = words(filled(Form.SUPERVISION, values(Form.SUPERVISION, unit="甲镇"), template=own))
    assert told.strip() == "致甲镇：阵地条件较差"


@pytest.mark.parametrize(
    "text, said",
    [
        ("{{ nothing }}", "没有的字段"),
        ("{{ unit", "写法不对"),
        ("{{ unit.__class__.__mro__ }}", "写法不对"),
        ("{% for one in range(10) %}{% endfor %}{{ ''.__class__.__bases__[0].__subclasses__() }}", "模板"),
    ],
)
def test_a_template_that_asks_for_more_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        filled(Form.SUPERVISION, values(Form.SUPERVISION), template=template(text))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UsageError, match="不是 Word 文档"):
        filled(Form.RECHECK, values(Form.RECHECK), template=b"PK not a zip")


@settings(max_examples=15)
@given(st.text(alphabet=st.sampled_from("<>&{}%\"'\x00\x0b\ud800问题 \n"), max_size=30))
def test_words_of_the_ledger_are_words_in_the_form(title: str) -> None:
    told = words(filled(Form.OVERDUE_NOTICE, values(Form.OVERDUE_NOTICE, items=[{**LINE, "title": title}])))
    assert "01-2022-01" in told
    assert default_template(Form.OVERDUE_NOTICE).startswith(b"PK")
