"""Who of a team may see and change what, table by table, told from the metadata of the tables.

A row belongs to the unit of the item or report that it hangs from; whoever is bound to units sees the rows of those
units alone. What a role may write follows from what the table is: found in reports, work on items, or history.
A table for which neither the metadata nor this module gives an answer is closed to everybody but the owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, Table
from sqlalchemy.dialects import postgresql

from tracker.domain.kinds import Role

SHARED = frozenset({"unit", "unit_name"})
"""Tables that everybody sees whole: the list of units is no secret, and numbers and names rest on all of it."""

WORK = frozenset({"item", "item_round", "item_extension", "evidence", "evidence_file", "event"})
"""Tables that grow by work on items: whoever works on one writes here. All others only the clerk writes."""

BY_HASH: Mapping[str, str] = {"evidence_file": "evidence", "original": "document"}
"""Tables of files under the hash of their bytes, with the table whose rows name the hash. Whoever sees one of those
rows may see the file; it is put in before them, by whoever has it in hand."""

APPENDED = frozenset({"event", "issued_report"} | BY_HASH.keys())
"""Tables whose rows are never changed and never removed."""

UNDYING = frozenset({"unit", "document", "item", "evidence"})
"""Tables whose rows are never removed: numbers are not given again."""

_NUMBER = frozenset({"id", "unit_code", "year", "sequence"})
_FOUND = frozenset(
    {"owner_code", "kind", "document_id", "source_id", "position", "in_source", "quote", "confidence", "where"}
    | {"span_start", "span_end"}
)

_FIXED: Mapping[tuple[str, Role], frozenset[str]] = {
    ("item", Role.CLERK): _NUMBER,
    **{("item", role): _NUMBER | _FOUND for role in (Role.UNIT, Role.REVIEWER, Role.VERIFIER)},
    ("document", Role.CLERK): frozenset({"id", "sha256", "text", "chars", "encoding"}),
}
"""Columns that a role cannot change: the number of an item for life, its place in its report, the text of a report."""

_OWN_COLUMN = {"item": "owner_code"}
"""Where several columns name a unit, the one that says whose the row is today."""

_SEES_ALL = "(SELECT tracker_team.sees_all())"
_OWN_UNITS = "(SELECT tracker_team.units())::integer[]"

_quote = postgresql.dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Access:
    """What is decided about one table."""

    table: str
    visible: str
    """SQL that is true of the rows that a person may see."""
    written_by: frozenset[Role]
    """The roles that may add rows, and change and remove them as far as that is possible at all."""
    changed: bool
    removed: bool

    def fixed(self, role: Role) -> frozenset[str]:
        """The columns that a role cannot change."""
        return _FIXED.get((self.table, role), frozenset())


def access_of(table: Table) -> Access | None:
    """What is decided about a table; ``None`` where there is nothing to tell from whose its rows are."""
    visible = "true" if table.name in SHARED else _visible(table)
    if visible is None:
        return None
    workers = {Role.UNIT, Role.REVIEWER, Role.VERIFIER} if table.name in WORK else set[Role]()
    return Access(
        table=table.name,
        visible=visible,
        written_by=frozenset({Role.CLERK} | workers),
        changed=table.name not in APPENDED,
        removed=table.name not in APPENDED | UNDYING,
    )


def _visible(table: Table) -> str | None:
    condition = _condition(table)
    return None if condition is None else f"{_SEES_ALL} OR {condition}"


def _condition(table: Table) -> str | None:
    own = _OWN_COLUMN.get(table.name)
    if own is not None:
        return f"{_quote(own)} = ANY ({_OWN_UNITS})"
    if table.name in BY_HASH:
        return f"sha256 IN (SELECT sha256 FROM {_quote(BY_HASH[table.name])})"  # noqa: S608 - names of our own tables
    conditions = [
        condition
        for constraint in sorted(table.foreign_key_constraints, key=lambda one: str(one.name))
        if (condition := _by_reference(table, constraint)) is not None
    ]
    return " AND ".join(conditions) or None


def _by_reference(table: Table, constraint: ForeignKeyConstraint) -> str | None:
    """True of rows that refer to a row that may be seen; a reference that is empty keeps nobody out."""
    target = constraint.referred_table
    if target is table:
        return None
    columns = [column.name for column in constraint.columns]
    if target.name == "unit":
        seen = f"{_quote(columns[0])} = ANY ({_OWN_UNITS})"
    else:
        ours = ", ".join(map(_quote, columns))
        theirs = ", ".join(_quote(element.column.name) for element in constraint.elements)
        seen = f"({ours}) IN (SELECT {theirs} FROM {_quote(target.name)})"  # noqa: S608 - names of our own tables
    optional = [column for column in constraint.columns if column.nullable]
    return f"({_quote(optional[0].name)} IS NULL OR {seen})" if optional else f"({seen})"
