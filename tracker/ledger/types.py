"""Column types that keep both databases to the same behaviour."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from enum import Enum as PyEnum
from functools import cache
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Text, TypeDecorator

_REFUSED = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def storable(text: str) -> str:
    """``text`` with every character that a database refuses (NUL, lone surrogates) replaced one for one by U+FFFD."""
    return _REFUSED.sub(_REPLACEMENT, text)


def canonical_json(value: Any) -> str:
    """The one way to write ``value`` as JSON: sorted keys, no spaces, no escapes. What a hash is taken over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class PlainString(TypeDecorator[str]):
    """Text that both databases store with every code point in its place."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what PostgreSQL refuses and SQLite would cut the text at."""
        return None if value is None else storable(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite drops time zones, so what goes in is turned to UTC and what comes out is marked as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware instant to UTC; a naive one is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Mark what SQLite gives back as the UTC that it is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CanonicalJson(TypeDecorator[dict[str, Any]]):
    """A JSON object as canonical text, so that a hash taken over it can be taken again from any database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it in the one canonical way."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002
        """Read it back."""
        if value is None:
            return None
        loaded: dict[str, Any] = json.loads(value)
        return loaded


@cache
def enum_by_value(enumeration: type[PyEnum]) -> Enum:
    """A column type for ``enumeration``: text by value; a new member needs no migration."""
    return Enum(
        enumeration,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
