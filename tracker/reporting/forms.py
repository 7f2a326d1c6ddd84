"""Filling in forms: a Word template with fields, an office's own or the default, and the values of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from tracker.domain.errors import UsageError
from tracker.domain.forms import FIELDS, Form
from tracker.domain.lines import listed
from tracker.reporting.form_templates import default_template
from tracker.reporting.word import keep_numbers_whole, without_times
from tracker.reporting.wording import chinese_date, flowing

MAX_TEMPLATE_BYTES = 10_000_000


def filled(form: Form, values: Mapping[str, Any], *, template: bytes | None = None, name: str = "模板") -> bytes:
    """A form with its values as the bytes of a Word file. The same values always give the same bytes.

    Args:
        form: which form.
        values: by the names in ``FIELDS``; texts may hold anything that a file can.
        template: the office's own template; the default where there is none.
        name: what the template is called, for people.

    Raises:
        UsageError: the template is no Word file, or asks for a field that the form does not have.
    """
    # The template comes from the office, which may have it from elsewhere: it may ask for fields and nothing else.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    known = "、".join(FIELDS[form])
    try:
        word = DocxTemplate(BytesIO(default_template(form) if template is None else template))
        word.render({key: _printable(value) for key, value in values.items()}, environment, autoescape=True)
    except UndefinedError as error:
        raise UsageError(f"{name}里用了{form.label}没有的字段（{error.message}）", f"可用的字段：{known}") from error
    except TemplateError as error:
        raise UsageError(
            f"{name}里的字段写法不对（{error.message}）", "字段写成 {{ 名称 }}，先用 tracker form template 看样子"
        ) from error
    except Exception as error:  # python-docx and lxml raise what they like for a file that is no Word file
        raise UsageError(f"{name}不是 Word 文档（.docx）", "请用 tracker form template 取一份自带的模板来改") from error
    keep_numbers_whole(word.docx.element.body)
    saved = BytesIO()
    word.save(saved)
    return without_times(saved)


def _printable(value: Any) -> Any:
    """A value as a template prints it: days in Chinese, nothing as nothing, texts on one line that XML can hold."""
    if value is None:
        return ""
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, str):
        return flowing(listed(value))
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
