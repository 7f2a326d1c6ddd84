"""JSON on standard output: one document a command, shapes as in ``docs/cli.md``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import click

from tracker.services.views import ReconciliationView, YearOnYear


def plain(value: object) -> Any:
    """A view as plain JSON values: fields by name, enumerations by identifier, dates in ISO form, paths as text."""
    if is_dataclass(value) and not isinstance(value, type):
        document = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return document | {"match": value.match} if isinstance(value, ReconciliationView) else document
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        if names := getattr(value, "_fields", None):
            return {name: plain(part) for name, part in zip(names, value, strict=True)}
        return [plain(part) for part in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def year_on_year(pair: YearOnYear) -> dict[str, Any]:
    """One report held against the one before it; every item stands beside what the newer report says of it."""
    document: dict[str, Any] = plain(pair)
    for part in ("items", "carried"):
        document[part] = [{"item": plain(row), "follow_up": plain(view)} for row, view in getattr(pair, part)]
    return document


def written(document: Mapping[str, Any]) -> str:
    """One document as the text of a UTF-8 file."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def print_json(document: Mapping[str, Any]) -> None:
    """Print one document. On a stream that is not Unicode everything outside ASCII is escaped, so nothing is lost."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")
    click.echo(json.dumps(document, ensure_ascii=not unicode, indent=2, allow_nan=False))
