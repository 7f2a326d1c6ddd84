"""An issued report as it is kept: its data and its words, in a form that says of every value what it is.

The words, and the same as JSON, are kept beside the data so that an issue reads the same under a later program that
words things differently.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from tracker.domain import kinds
from tracker.domain.errors import LedgerError
from tracker.domain.spans import Span
from tracker.reporting import blocks, model
from tracker.reporting.as_json import render_json
from tracker.reporting.blocks import Document
from tracker.reporting.composing import compose
from tracker.reporting.model import ClosureReport

FORM = "tracker-issued-report/1"

_TYPE = "type"
_VALUE = "value"


def freeze(report: ClosureReport) -> str:
    """The report and its words as one line of canonical JSON: the same report always gives the same line."""
    content = {
        "form": FORM,
        "report": _told(report),
        "document": _told(compose(report)),
        "json": render_json(report),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(content: str) -> tuple[ClosureReport, Document]:
    """What ``freeze`` kept.

    Raises:
        LedgerError: the content is of a form that this program does not know.
    """
    try:
        found = json.loads(content)
        if found["form"] != FORM:
            raise _unknown(str(found["form"]))
        report, document = _untold(found["report"]), _untold(found["document"])
    except (ValueError, KeyError, TypeError) as error:
        raise _unknown(f"{type(error).__name__}: {error}") from error
    if not isinstance(report, ClosureReport) or not isinstance(document, Document):
        raise _unknown("不是整改情况报告")
    return report, document


def thaw_json(content: str) -> str | None:
    """The JSON that ``freeze`` kept; ``None`` where an earlier program kept none.

    Raises:
        LedgerError: the content is of a form that this program does not know.
    """
    try:
        kept = json.loads(content).get("json")
    except (ValueError, AttributeError) as error:
        raise _unknown(f"{type(error).__name__}: {error}") from error
    return kept if isinstance(kept, str) else None


def _unknown(what: str) -> LedgerError:
    return LedgerError(f"这一期报告的存档读不出来（{what}）", "请换成印发它的版本或更新的版本再试，或从备份恢复")


def _told(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: _told(getattr(value, field.name)) for field in fields(value)}
        return {_TYPE: type(value).__name__, **told}
    if isinstance(value, Enum):
        return {_TYPE: type(value).__name__, _VALUE: value.value}
    if isinstance(value, date):
        return {_TYPE: "date", _VALUE: value.isoformat()}
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    return value


def _untold(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_untold(one) for one in value)
    if isinstance(value, Mapping):
        make = _MAKERS[value[_TYPE]]
        if _VALUE in value:
            return make(value[_VALUE])
        return make(**{name: _untold(one) for name, one in value.items() if name != _TYPE})
    return value


def _kept(module: Any) -> dict[str, Callable[..., Any]]:
    """The classes of a module whose values are kept."""
    return {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, type) and one.__module__ == module.__name__ and (is_dataclass(one) or issubclass(one, Enum))
    }


_MAKERS: Mapping[str, Callable[..., Any]] = {
    "date": date.fromisoformat,
    "Span": Span,
    **_kept(kinds),
    **_kept(model),
    **_kept(blocks),
}
