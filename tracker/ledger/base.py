"""What all tables share: named constraints, and one column type for each Python type."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import Double, MetaData
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase

from tracker.domain.kinds import (
    ActionStanding,
    ClosureItemStatus,
    ClosureStatus,
    DocumentKind,
    EvidenceKind,
    ItemKind,
    Origin,
    PassageKind,
    SectionKind,
    Severity,
    Status,
    Term,
    Theme,
    Verdict,
    Where,
)
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import CanonicalJson, PlainString, UtcDateTime, enum_by_value

EMPTY = sql("''")

_ENUMERATIONS: tuple[type[Enum], ...] = (
    ActionStanding,
    ClosureItemStatus,
    ClosureStatus,
    DocumentKind,
    EventKind,
    EvidenceKind,
    ItemKind,
    Origin,
    PassageKind,
    SectionKind,
    Severity,
    Status,
    Term,
    Theme,
    Verdict,
    Where,
)


class Base(DeclarativeBase):
    """What all tables share: named constraints (SQLite cannot drop nameless ones) and one type for each Python type."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: PlainString(),
        float: Double(),
        datetime: UtcDateTime(),
        dict[str, Any]: CanonicalJson(),
        **{kind: enum_by_value(kind) for kind in _ENUMERATIONS},
    }
