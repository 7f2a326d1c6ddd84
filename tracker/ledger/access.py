"""Who of a team may see and change what, table by table, told from the metadata of the tables.

A row belongs to the unit of the item or report that it hangs from; whoever is bound to units sees the rows of those
units alone. What a role may write follows from what the table is: found in reports, work on items, or history.
A table for which neither the metadata nor this module gives an answer is closed to everybody but the owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, Table
from sqlalchemy.dialects import postgresql

from tracker.domain.kinds import Role

SHARED = frozenset({"unit", "unit_name"})
"""Tables that everybody sees whole: the list of units is no secret, and numbers and names rest on all of it. Who is
bound to units writes those of his own alone: what a unit is merged into decides who sees its rows."""

WORK = frozenset({"item", "item_round", "item_extension", "evidence", "evidence_file", "event"})
"""Tables that grow by work on items: whoever works on one writes here. All others only the clerk writes."""

_ENTERED = frozenset({"item"})
"""Tables among them that only the clerk adds to."""

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
_CLERKS = frozenset({"void", "merged_into_id", "parent_id"})
_ROUND = frozenset({"round", "self_verified"})

_FIXED: Mapping[tuple[str, Role], frozenset[str]] = {
    ("item", Role.CLERK): _NUMBER | _ROUND,
    ("item", Role.UNIT): _NUMBER | _FOUND | _CLERKS | _ROUND,
    ("item", Role.REVIEWER): _NUMBER | _FOUND | _CLERKS | _ROUND,
    ("item", Role.VERIFIER): _NUMBER | _FOUND | _CLERKS,
    ("document", Role.CLERK): frozenset({"id", "sha256", "text", "chars", "encoding"}),
    ("unit", Role.CLERK): frozenset({"code"}),
}
"""Columns that a role cannot change: the number of an item for life, its place in its report, the text of a report."""

_HANDED_IN = frozenset({"applied_at", "applied_by", "reviewed_at", "reviewed_by"})
_CLOSING = frozenset({"closed_at", "closed_by", "methods", "opinion", "self_verified", "record"})

_FREE: Mapping[tuple[str, Role], frozenset[str]] = {
    **{("evidence", role): frozenset({"void"}) for role in Role},
    ("item_round", Role.CLERK): frozenset(),
    ("item_round", Role.UNIT): _HANDED_IN,
    ("item_round", Role.REVIEWER): _HANDED_IN,
    ("item_round", Role.VERIFIER): _HANDED_IN | _CLOSING,
}
"""The only columns that a role can change, in tables that are otherwise left as they were written."""

_SEES_ALL = "(SELECT tracker_team.sees_all())"
_OWN_UNITS = "(SELECT tracker_team.units())::integer[]"

_OWN: Mapping[str, str] = {
    "item": f"owner_code = ANY ({_OWN_UNITS})",
    "unit": f"merged_into IS NULL AND code = ANY ({_OWN_UNITS})",
}
"""Whose a row is, where the references of the table do not tell: of several units that an item names, the one that
answers for it today; a unit is its own people's as long as it is not merged into another."""

_NAMED: Mapping[str, str] = {"evidence": " WHERE kept"}
"""Which rows that name a hash show the file: evidence of which no copy was kept shows none."""

_SOUND = "packed OR content IS NULL OR sha256 = encode(pg_catalog.sha256(content), 'hex')"
_ADDED: Mapping[str, str] = {"evidence_file": "true", "original": _SOUND}
"""What has to be true of rows that come before those by which it is told whose they are. Evidence is checked by a
trigger; a packed file can be checked by programs alone."""

_quote = postgresql.dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Access:
    """What is decided about one table."""

    table: str
    visible: str
    """SQL that is true of the rows that a person may see."""
    own: str
    """SQL that is true of the rows that a person may change and remove, as far as that is possible at all."""
    added: str
    """SQL that is true of the rows that a person may add."""
    added_by: frozenset[Role]
    """The roles that may add rows."""
    written_by: frozenset[Role]
    """The roles that may change and remove them."""
    changed: bool
    removed: bool

    def free(self, role: Role, columns: Iterable[str]) -> tuple[str, ...]:
        """Those of the table's columns that a role can change."""
        if not self.changed or role not in self.written_by:
            return ()
        only, fixed = _FREE.get((self.table, role)), _FIXED.get((self.table, role), frozenset())
        return tuple(name for name in columns if name not in fixed and (only is None or name in only))


def access_of(table: Table) -> Access | None:
    """What is decided about a table; ``None`` where there is nothing to tell from whose its rows are."""
    condition = _condition(table)
    if condition is None:
        return None
    own = f"{_SEES_ALL} OR {condition}"
    signed = f"({own}) AND actor = (SELECT tracker_team.person())"
    workers = {Role.UNIT, Role.REVIEWER, Role.VERIFIER} if table.name in WORK else set[Role]()
    return Access(
        table=table.name,
        visible="true" if table.name in SHARED else own,
        own=own,
        added=signed if table.name == "event" else _ADDED.get(table.name, own),
        added_by=frozenset({Role.CLERK} | (workers if table.name not in _ENTERED else set())),
        written_by=frozenset({Role.CLERK} | workers),
        changed=table.name not in APPENDED,
        removed=table.name not in APPENDED | UNDYING,
    )


def _condition(table: Table) -> str | None:
    if table.name in _OWN:
        return f"({_OWN[table.name]})"
    if (named := BY_HASH.get(table.name)) is not None:
        return f"sha256 IN (SELECT sha256 FROM {_quote(named)}{_NAMED.get(named, '')})"  # noqa: S608 - our own names
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
