"""Holding what the ledger says now against what its history says it should: no state without the entry that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.ledger import tables as t
from tracker.ledger.chain import Fault, FaultKind
from tracker.ledger.changes import Change, Key, changes_in, table_named
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import storable


def text_digest(text: str) -> str:
    """The hash by which the history knows the stored text of a report."""
    return hashlib.sha256(storable(text).encode()).hexdigest()


_RECORDS = {"item_round": "轮次", "item_extension": "延期", "evidence": "佐证", "judgement": "认定"}
"""Tables whose rows are known from changes alone, with what people call a row."""

Columns = dict[str, Any]
"""What is known of a row: its columns by name."""


@dataclass(slots=True)
class Replay:
    """The state that the entries taken so far amount to."""

    units: dict[int, Columns] = field(default_factory=dict)
    documents: dict[int, Columns] = field(default_factory=dict)
    items: dict[int, Columns] = field(default_factory=dict)
    others: dict[tuple[str, Key], Columns | None] = field(default_factory=dict)
    """Rounds, evidence and the like by table and key; ``None`` where a row was removed again."""
    issues: dict[tuple[int, int, int], str] = field(default_factory=dict)
    """Hashes of issued reports, by unit, year and number."""

    def take(self, row: Mapping[str, Any]) -> None:
        """Let one entry have its effect. One that makes no sense is left: the chain tells of it."""
        payload = row["payload"]
        match row["kind"]:
            case EventKind.UNIT_ADDED:
                self.units[row["unit_code"]] = {"name": str(payload.get("name")), "merged_into": None}
            case EventKind.UNIT_RENAMED if row["unit_code"] in self.units:
                self.units[row["unit_code"]]["name"] = str(payload.get("to"))
            case EventKind.UNIT_MERGED:
                self._merge(payload.get("merged"), row["unit_code"])
            case EventKind.DOCUMENT_IMPORTED | EventKind.DOCUMENT_CORRECTED | EventKind.DOCUMENT_ENTERED:
                self._take_document(row, payload)
            case EventKind.REPORT_ISSUED:
                issue = (row["unit_code"], payload.get("year", 0), payload.get("number", 0))
                self.issues[issue] = str(payload.get("sha256"))
            case _ if row["item_id"] is not None:
                self._take_item(row, payload)
        try:
            made = changes_in(payload)
        except (LookupError, ValueError, TypeError, AttributeError):
            return
        for change in made:
            self._take_change(change)

    def owner(self, code: int) -> int:
        """The unit that answers today for what a unit raised."""
        unit = self.units.get(code)
        return code if unit is None or unit["merged_into"] is None else int(unit["merged_into"])

    def _merge(self, code: Any, into: int) -> None:
        for number, unit in self.units.items():
            if code in (number, unit["merged_into"]):
                unit["merged_into"] = into

    def _take_document(self, row: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        self.documents[row["document_id"]] = {
            "sha256": str(payload.get("sha256")),
            "year": payload.get("year", 0),
            "unit_code": row["unit_code"],
            "text": payload.get("text"),
            "original": bool(payload.get("original")),
            "replaced": False,
        }
        if (replaced := self.documents.get(payload.get("replaces", 0))) is not None:
            replaced["replaced"] = True

    def _take_item(self, row: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        if row["kind"] is EventKind.ITEM_RAISED:
            fresh = {"round": 1, "self_verified": False, "merged_into_id": None, "in_source": True, "void": False}
            self.items[row["item_id"]] = {"status": row["target"], **fresh, **_place(payload)}
            return
        item = self.items.get(row["item_id"])
        if item is None:
            return
        match row["kind"]:
            case EventKind.ITEM_CORRECTED:
                item |= {**_place(payload.get("to", {})), "in_source": True}
            case EventKind.ITEM_LEFT_SOURCE:
                item["in_source"] = False
            case EventKind.ITEM_MOVED:
                item |= {
                    "status": row["target"],
                    "round": payload.get("round", item.get("round")),
                    "self_verified": payload.get("self_verified", False),
                    "merged_into_id": payload.get("into"),
                }

    def _take_change(self, change: Change) -> None:
        key, after = change.key, change.after
        if change.table in _RECORDS:
            place = (change.table, key)
            self.others[place] = None if after is None else {**(self.others.get(place) or {}), **after}
            return
        known = {"item": self.items, "unit": self.units, "document": self.documents}.get(change.table)
        if known is None or after is None:
            return
        number = int(key[0])
        told = dict(after)
        if change.table == "document" and "superseded_at" in after:
            told["replaced"] = after["superseded_at"] is not None
        if number in known:
            known[number] |= told
        elif change.before is None:
            known[number] = told


def differences(session: Session, replay: Replay) -> Iterator[Fault]:
    """What the ledger says otherwise than its history."""
    yield from _units(session, replay)
    yield from _documents(session, replay)
    yield from _items(session, replay)
    yield from _issues(session, replay)
    yield from _records(session, replay)


def _issues(session: Session, replay: Replay) -> Iterator[Fault]:
    issue = t.issued_report.c
    seen = set()
    query = select(issue.unit_code, issue.year, issue.number, issue.sha256, issue.content).order_by(issue.id)
    for row in session.execute(query.execution_options(yield_per=20)):
        key = (row.unit_code, row.year, row.number)
        seen.add(key)
        told = replay.issues.get(key)
        if told is None:
            yield Fault(FaultKind.UNRECORDED, _issue(key), "经过里没有印发这一期")
        elif {row.sha256, hashlib.sha256(row.content.encode()).hexdigest()} != {told}:
            yield Fault(FaultKind.CHANGED, _issue(key), "存档与印发时不同")
    for key in sorted(replay.issues.keys() - seen):
        yield Fault(FaultKind.REMOVED, _issue(key), "经过里有，台账里没有")


def _issue(key: tuple[int, int, int]) -> str:
    unit, year, number = key
    return f"单位 {unit} {year} 年度报告第 {number} 期"


def _units(session: Session, replay: Replay) -> Iterator[Fault]:
    seen = set()
    for row in session.execute(select(t.unit.c.code, t.unit.c.name, t.unit.c.merged_into)):
        seen.add(row.code)
        place = f"单位 {row.code}“{row.name}”"
        told = replay.units.get(row.code)
        if told is None:
            yield Fault(FaultKind.UNRECORDED, place, "经过里没有新增这个单位")
        elif (told["name"], told["merged_into"]) != (row.name, row.merged_into):
            yield Fault(FaultKind.UNRECORDED, place, f"按经过应是“{told['name']}”" + _merged(told["merged_into"]))
    for code in sorted(replay.units.keys() - seen):
        yield Fault(FaultKind.REMOVED, f"单位 {code}“{replay.units[code]['name']}”", "经过里有，台账里没有")


def _merged(code: int | None) -> str:
    return "，没有并入别的单位" if code is None else f"，已并入单位 {code}"


def _documents(session: Session, replay: Replay) -> Iterator[Fault]:
    columns = (t.document.c.id, t.document.c.unit_code, t.document.c.year, t.document.c.sha256, t.document.c.chars)
    seen = set()
    kept = select(t.original.c.sha256).where(t.original.c.content.is_not(None))
    originals = set(session.execute(kept).scalars())
    query = select(*columns, t.document.c.superseded_at.is_not(None).label("replaced"), t.document.c.text)
    for row in session.execute(query.order_by(t.document.c.id).execution_options(yield_per=20)):
        seen.add(row.id)
        place = f"报告 {row.id}（单位 {row.unit_code}，{row.year} 年）"
        told = replay.documents.get(row.id)
        if told is None:
            yield Fault(FaultKind.UNRECORDED, place, "经过里没有导入这份报告")
            continue
        expected = (told.get("sha256"), told.get("year"), replay.owner(told["unit_code"]))
        if expected != (row.sha256, row.year, row.unit_code):
            yield Fault(FaultKind.UNRECORDED, place, "单位、年度或文件的校验码与导入时记的不同")
        if told["replaced"] != bool(row.replaced):
            yield Fault(FaultKind.UNRECORDED, place, "是否已被更正稿替换或撤下，与经过不符")
        if len(row.text) != row.chars or (told.get("text") is not None and text_digest(row.text) != told["text"]):
            yield Fault(FaultKind.CHANGED, place, "存下的原文与导入时不同")
        if told.get("original") and row.sha256 not in originals:
            yield Fault(FaultKind.REMOVED, f"{place}的原件", "导入时存进了台账，现在没有了")
        yield from _quotes(session, row.id, row.text)
    for number in sorted(replay.documents.keys() - seen):
        yield Fault(FaultKind.REMOVED, f"报告 {number}", "经过里有，台账里没有")


def _quotes(session: Session, document_id: int, text: str) -> Iterator[Fault]:
    item = t.item.c
    query = select(item.unit_code, item.year, item.sequence, item.span_start, item.span_end, item.quote)
    for row in session.execute(query.where(item.document_id == document_id, item.in_source)):
        if text[row.span_start : row.span_end] != row.quote:
            yield Fault(FaultKind.CHANGED, _number(row), "摘下的原文与报告里的不同")


_POSITION = ("document_id", "title", "span_start", "span_end", "in_source")
_STANDING = ("round", "self_verified", "merged_into_id", "void")
_LEDGER_COLUMNS = (*(one.value for one in Field if one is not Field.TITLE), "due_original")
_COLUMN_LABELS = {one.value: one.label for one in Field} | {"due_original": "原定时限"}


def _items(session: Session, replay: Replay) -> Iterator[Fault]:
    item = t.item.c
    # As it stands: a word that is no state at all is to be told of, too.
    words = [type_coerce(item[name], NullType()).label(name) for name in ("status", "origin", "term")]
    named = dict.fromkeys((*_POSITION, *_STANDING, *_LEDGER_COLUMNS, "unit_code", "year", "sequence", "owner_code"))
    plain = [item[name] for name in named if name not in {"origin", "term"}]
    seen = set()
    query = select(item.id, *plain, *words).order_by(item.id).execution_options(yield_per=2_000)
    for row in session.execute(query):
        seen.add(row.id)
        told = replay.items.get(row.id)
        if told is None:
            yield Fault(FaultKind.UNRECORDED, _number(row), "经过里没有这一项的来历")
            continue
        status = told.get("status")
        if status is None or status.value != row.status:
            expected = "不明" if status is None else f"“{status.label}”"
            yield Fault(FaultKind.UNRECORDED, _number(row), f"状态是“{_label(row.status)}”，按经过应是{expected}")
        if _differing(_STANDING, told, row):
            yield Fault(FaultKind.UNRECORDED, _number(row), "轮次、自验标记或并入的事项与经过不符")
        if _differing(_POSITION, told, row):
            yield Fault(FaultKind.UNRECORDED, _number(row), "标题或在原文里的位置与经过不符")
        if filled := _differing(_LEDGER_COLUMNS, told, row):
            labels = "、".join(_COLUMN_LABELS[name] for name in filled)
            yield Fault(FaultKind.UNRECORDED, _number(row), f"{labels}与经过不符")
        if row.owner_code != replay.owner(row.unit_code):
            yield Fault(FaultKind.UNRECORDED, _number(row), "责任单位与经过不符")
    for number in sorted(replay.items.keys() - seen):
        yield Fault(FaultKind.REMOVED, f"事项“{replay.items[number].get('title')}”", "经过里有，台账里没有")


def _differing(names: Iterable[str], told: Mapping[str, Any], row: Any) -> list[str]:
    """The columns of a row that are known from the history and hold something else."""
    return [name for name in names if name in told and told[name] != getattr(row, name)]


def _records(session: Session, replay: Replay) -> Iterator[Fault]:
    """Rounds, extensions and evidence. Rounds made when an older ledger was upgraded have no entry of their own."""
    for name, label in _RECORDS.items():
        table = table_named(name)
        seen = set()
        for row in session.execute(select(table).execution_options(yield_per=2_000)).mappings():
            key = tuple(row[column.name] for column in table.primary_key)
            seen.add(key)
            place = f"{label} {'-'.join(map(str, key))}"
            told = replay.others.get((name, key))
            if told is None:
                if name != "item_round":
                    yield Fault(FaultKind.UNRECORDED, place, "经过里没有它的来历")
            elif any(row[column] != value for column, value in told.items()):
                yield Fault(FaultKind.UNRECORDED, place, "内容与经过不符")
        for at, key in sorted(place for place, told in replay.others.items() if told is not None):
            if at == name and key not in seen:
                yield Fault(FaultKind.REMOVED, f"{label} {'-'.join(map(str, key))}", "经过里有，台账里没有")


def _place(payload: Mapping[str, Any]) -> Columns:
    return {
        "document_id": payload.get("document"),
        "title": payload.get("title"),
        "span_start": payload.get("start"),
        "span_end": payload.get("end"),
    }


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))


def _label(value: Any) -> str:
    return Status(value).label if value in set(Status) else str(value)
