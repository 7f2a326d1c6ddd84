"""Holding what the ledger says now against what its history says it should: no state without the entry that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.ledger import tables as t
from tracker.ledger.chain import Fault, FaultKind
from tracker.ledger.kinds import EventKind
from tracker.ledger.types import storable


def text_digest(text: str) -> str:
    """The hash by which the history knows the stored text of a report."""
    return hashlib.sha256(storable(text).encode()).hexdigest()


@dataclass(slots=True)
class _Unit:
    name: str
    merged_into: int | None = None


@dataclass(slots=True)
class _Document:
    sha256: str
    year: int
    unit_code: int
    text: str | None
    """Digest of the text; ``None`` in entries of older programs."""
    original: bool
    """True where the file that it came in was kept in the ledger."""
    replaced: bool = False


@dataclass(slots=True)
class _Item:
    status: Status | None
    place: tuple[Any, ...]
    round: int = 1
    self_verified: bool = False
    into: int | None = None
    in_source: bool = True


@dataclass(slots=True)
class Replay:
    """The state that the entries taken so far amount to."""

    units: dict[int, _Unit] = field(default_factory=dict)
    documents: dict[int, _Document] = field(default_factory=dict)
    items: dict[int, _Item] = field(default_factory=dict)
    issues: dict[tuple[int, int, int], str] = field(default_factory=dict)
    """Hashes of issued reports, by unit, year and number."""

    def take(self, row: Mapping[str, Any]) -> None:
        """Let one entry have its effect. One that makes no sense is left: the chain tells of it."""
        payload = row["payload"]
        match row["kind"]:
            case EventKind.UNIT_ADDED:
                self.units[row["unit_code"]] = _Unit(str(payload.get("name")))
            case EventKind.UNIT_RENAMED if row["unit_code"] in self.units:
                self.units[row["unit_code"]].name = str(payload.get("to"))
            case EventKind.UNIT_MERGED:
                self._merge(payload.get("merged"), row["unit_code"])
            case EventKind.DOCUMENT_IMPORTED | EventKind.DOCUMENT_CORRECTED:
                self.documents[row["document_id"]] = _Document(
                    str(payload.get("sha256")),
                    payload.get("year", 0),
                    row["unit_code"],
                    payload.get("text"),
                    bool(payload.get("original")),
                )
                if (replaced := self.documents.get(payload.get("replaces", 0))) is not None:
                    replaced.replaced = True
            case EventKind.REPORT_ISSUED:
                issue = (row["unit_code"], payload.get("year", 0), payload.get("number", 0))
                self.issues[issue] = str(payload.get("sha256"))
            case _ if row["item_id"] is not None:
                self._take_item(row, payload)

    def _merge(self, code: Any, into: int) -> None:
        for number, unit in self.units.items():
            if code in (number, unit.merged_into):
                unit.merged_into = into

    def _take_item(self, row: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        if row["kind"] is EventKind.ITEM_RAISED:
            self.items[row["item_id"]] = _Item(row["target"], _place(payload))
            return
        item = self.items.get(row["item_id"])
        if item is None:
            return
        match row["kind"]:
            case EventKind.ITEM_CORRECTED:
                item.place, item.in_source = _place(payload.get("to", {})), True
            case EventKind.ITEM_LEFT_SOURCE:
                item.in_source = False
            case EventKind.ITEM_MOVED:
                item.status = row["target"]
                item.round = payload.get("round", item.round)
                item.self_verified = payload.get("self_verified", False)
                item.into = payload.get("into")

    def owner(self, code: int) -> int:
        """The unit that answers today for what a unit raised."""
        unit = self.units.get(code)
        return code if unit is None or unit.merged_into is None else unit.merged_into


def differences(session: Session, replay: Replay) -> Iterator[Fault]:
    """What the ledger says otherwise than its history."""
    yield from _units(session, replay)
    yield from _documents(session, replay)
    yield from _items(session, replay)
    yield from _issues(session, replay)


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
        elif (told.name, told.merged_into) != (row.name, row.merged_into):
            yield Fault(FaultKind.UNRECORDED, place, f"按经过应是“{told.name}”" + _merged(told.merged_into))
    for code in sorted(replay.units.keys() - seen):
        yield Fault(FaultKind.REMOVED, f"单位 {code}“{replay.units[code].name}”", "经过里有，台账里没有")


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
        if (told.sha256, told.year, replay.owner(told.unit_code)) != (row.sha256, row.year, row.unit_code):
            yield Fault(FaultKind.UNRECORDED, place, "单位、年度或文件的校验码与导入时记的不同")
        if told.replaced != bool(row.replaced):
            yield Fault(FaultKind.UNRECORDED, place, "是否已被更正稿替换，与经过不符")
        if len(row.text) != row.chars or (told.text is not None and text_digest(row.text) != told.text):
            yield Fault(FaultKind.CHANGED, place, "存下的原文与导入时不同")
        if told.original and row.sha256 not in originals:
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


def _items(session: Session, replay: Replay) -> Iterator[Fault]:
    item = t.item.c
    query = select(
        item.id,
        item.unit_code,
        item.year,
        item.sequence,
        item.owner_code,
        item.title,
        item.document_id,
        item.span_start,
        item.span_end,
        item.in_source,
        item.round,
        item.self_verified,
        item.merged_into_id,
        # As it stands: a word that is no state at all is to be told of, too.
        type_coerce(item.status, NullType()).label("status"),
    )
    seen = set()
    for row in session.execute(query.order_by(item.id).execution_options(yield_per=2_000)):
        seen.add(row.id)
        told = replay.items.get(row.id)
        if told is None:
            yield Fault(FaultKind.UNRECORDED, _number(row), "经过里没有这一项的来历")
            continue
        if told.status is None or told.status.value != row.status:
            expected = "不明" if told.status is None else f"“{told.status.label}”"
            yield Fault(FaultKind.UNRECORDED, _number(row), f"状态是“{_label(row.status)}”，按经过应是{expected}")
        if (told.round, told.self_verified, told.into) != (row.round, bool(row.self_verified), row.merged_into_id):
            yield Fault(FaultKind.UNRECORDED, _number(row), "轮次、自验标记或并入的事项与经过不符")
        here = (row.document_id, row.title, row.span_start, row.span_end)
        if told.place != here or told.in_source != bool(row.in_source):
            yield Fault(FaultKind.UNRECORDED, _number(row), "标题或在原文里的位置与经过不符")
        if row.owner_code != replay.owner(row.unit_code):
            yield Fault(FaultKind.UNRECORDED, _number(row), "责任单位与经过不符")
    for number in sorted(replay.items.keys() - seen):
        title = replay.items[number].place[1]
        yield Fault(FaultKind.REMOVED, f"事项“{title}”", "经过里有，台账里没有")


def _place(payload: Mapping[str, Any]) -> tuple[Any, ...]:
    return payload.get("document"), payload.get("title"), payload.get("start"), payload.get("end")


def _number(row: Any) -> str:
    return str(ItemNumber(row.unit_code, row.year, row.sequence))


def _label(value: Any) -> str:
    return Status(value).label if value in set(Status) else str(value)
