"""Every kind of meddling is done to a real ledger on either engine, and told of where it was done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from tests.ledger.samples import NOW, plan, store, tampering
from tests.services.moving import move
from tracker.domain.errors import UsageError
from tracker.domain.kinds import EvidenceKind, Status
from tracker.ledger import guards
from tracker.ledger import tables as t
from tracker.ledger.chain import FaultKind
from tracker.ledger.history import FIRST_SEAL, seal
from tracker.ledger.store import Ledger
from tracker.services.units import merge_units, rename_unit
from tracker.services.verifying import keep_code, kept_codes, verify


def fill(ledger: Ledger) -> None:
    """Two units, three years, a correction, a merger, a new name and a few moves."""
    store(ledger, plan("甲", 2021), plan("甲", 2022, claimed=2))
    store(ledger, plan("乙", 2020), plan("乙", 2021, path="乙.txt"))
    store(ledger, plan("乙", 2021, ("压力不够", "学习不够深入"), path="乙改.txt"))
    store(ledger, plan("丙", 2019))
    for number, target in (
        ("01-2021-01", Status.OPEN),
        ("01-2021-02", Status.REJECTED),
        ("01-2021-02", Status.PROPOSED),
    ):
        move(ledger, number, target, note="依据会议", actor="李四", now=NOW)
    move(ledger, "01-2022-01", Status.MERGED, note="同一件事", actor="李四", now=NOW, into="01-2021-01")
    merge_units(ledger, "丙", "乙", actor="李四", now=NOW)
    rename_unit(ledger, "甲", "甲镇", actor="李四", now=NOW)


def kinds(ledger: Ledger, *codes: str) -> list[tuple[FaultKind, str]]:
    return [(fault.kind, fault.place) for fault in verify(ledger, codes=codes).faults]


def test_a_ledger_at_work_is_sound(ledger: Ledger) -> None:
    assert verify(ledger).head.entries == 0
    assert verify(ledger).sound
    fill(ledger)
    found = verify(ledger)
    assert found.faults == ()
    assert (found.units, found.documents, found.items) == (3, 6, 16)
    with ledger.read() as session:
        assert (
            found.head.entries == session.execute(select(t.event.c.id).order_by(t.event.c.id.desc())).scalars().first()
        )
    assert kinds(ledger, found.head.hash, found.head.hash[:12].upper()) == []


# --------------------------------------------------------------------------------------------------------- the history


def move_up(session: Session, first: int, by: int) -> None:
    """Number the entries from ``first`` on anew."""
    ids = session.execute(select(t.event.c.id).where(t.event.c.id >= first).order_by(t.event.c.id)).scalars().all()
    for number in ids if by < 0 else reversed(ids):
        session.execute(update(t.event).where(t.event.c.id == number).values(id=number + by))


def row_of(session: Session, number: int) -> dict[str, Any]:
    row = session.execute(select(t.event).where(t.event.c.id == number)).mappings().one()
    return {str(name): value for name, value in row.items()}


@pytest.mark.parametrize(
    "values",
    [{"note": "改"}, {"actor": "改"}, {"at": NOW.replace(year=2020)}, {"payload": {}}, {"hash": "0" * 64}],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_entry_is_named(ledger: Ledger, values: dict[str, Any]) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        session.execute(update(t.event).where(t.event.c.id == 5).values(**values))
    found = kinds(ledger)
    assert (FaultKind.CHANGED, "经过第 5 条") in found
    # Beside it only what follows from it: a seal taken from elsewhere breaks the link to the next one.
    assert {place for kind, place in found if kind is FaultKind.CHANGED} <= {"经过第 5 条", "经过第 6 条"}


def test_a_removed_entry_is_named_by_the_gap(ledger: Ledger) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        session.execute(delete(t.event).where(t.event.c.id.in_((5, 6))))
    assert (FaultKind.REMOVED, "经过第 5–6 条") in kinds(ledger)
    assert not [place for kind, place in kinds(ledger) if kind is FaultKind.CHANGED]


@pytest.mark.parametrize("count", [1, 3])
def test_a_removed_entry_is_told_of_where_the_gap_was_closed(ledger: Ledger, count: int) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        session.execute(delete(t.event).where(t.event.c.id.between(5, 4 + count)))
        move_up(session, 5 + count, -count)
    found = verify(ledger).faults
    assert (FaultKind.REMOVED, "经过第 5 条之前", f"少了 {count} 条，后面的改过号") in [
        (fault.kind, fault.place, fault.what) for fault in found
    ]
    assert not [fault for fault in found if fault.kind is FaultKind.CHANGED]


@pytest.mark.parametrize("sealed", [True, False])
def test_an_inserted_entry_is_named(ledger: Ledger, sealed: bool) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        row = row_of(session, 5) | {"note": "编的"}
        move_up(session, 5, 1)
        row["hash"] = seal(row_of(session, 4)["hash"], row) if sealed else "f" * 64
        session.execute(insert(t.event).values(**row))
    assert [(kind, place) for kind, place in kinds(ledger) if "经过" in place] == [(FaultKind.INSERTED, "经过第 5 条")]


def test_an_entry_that_cannot_be_read_stops_nothing(ledger: Ledger) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        session.execute(text("UPDATE event SET kind = 'nonsense', payload = '{' WHERE id = 4"))
    (fault, *_) = verify(ledger).faults
    assert (fault.kind, fault.place, fault.what) == (FaultKind.CHANGED, "经过第 4 条", "内容读不出来")


def test_a_history_sealed_anew_is_found_by_a_code_kept_outside(ledger: Ledger) -> None:
    fill(ledger)
    code = verify(ledger).head.hash
    with tampering(ledger) as session:
        session.execute(update(t.event).where(t.event.c.id == 5).values(note="改"))
        previous = FIRST_SEAL
        for number in session.execute(select(t.event.c.id).order_by(t.event.c.id)).scalars().all():
            previous = seal(previous, row_of(session, number))
            session.execute(update(t.event).where(t.event.c.id == number).values(hash=previous))
    assert kinds(ledger) == []
    assert kinds(ledger, code) == [(FaultKind.REWRITTEN, "经过")]


def test_a_history_cut_short_is_found_by_its_state_and_by_a_code(ledger: Ledger) -> None:
    fill(ledger)
    code = verify(ledger).head.hash
    with tampering(ledger) as session:
        # The last entries are a name, a merger of units and a merger of items.
        last = session.execute(select(t.event.c.id).order_by(t.event.c.id.desc())).scalars().first()
        session.execute(delete(t.event).where(t.event.c.id > (last or 0) - 3))
    found = kinds(ledger, code)
    assert found[0] == (FaultKind.REWRITTEN, "经过")
    assert (FaultKind.UNRECORDED, "01-2022-01") in found
    assert (FaultKind.UNRECORDED, "单位 1“甲镇”") in found
    assert (FaultKind.UNRECORDED, "单位 3“丙”") in found


# ------------------------------------------------------------------------------------------------- state without entry

CHANGES: dict[str, tuple[str, FaultKind, str]] = {
    "status": ("UPDATE item SET status = 'closed' WHERE id = 2", FaultKind.UNRECORDED, "01-2021-02"),
    "no status": ("UPDATE item SET status = 'nonsense' WHERE id = 2", FaultKind.UNRECORDED, "01-2021-02"),
    "round": ("UPDATE item SET round = 2 WHERE id = 2", FaultKind.UNRECORDED, "01-2021-02"),
    "title": ("UPDATE item SET title = '无' WHERE id = 2", FaultKind.UNRECORDED, "01-2021-02"),
    "owner": ("UPDATE item SET owner_code = 2 WHERE id = 2", FaultKind.UNRECORDED, "01-2021-02"),
    "quote": ("UPDATE item SET quote = '无' WHERE id = 2", FaultKind.CHANGED, "01-2021-02"),
    "unit": ("UPDATE unit SET name = '丁' WHERE code = 2", FaultKind.UNRECORDED, "单位 2“丁”"),
    "report": ("UPDATE document SET text = text || '。' WHERE id = 1", FaultKind.CHANGED, "报告 1（单位 1，2021 年）"),
    "report, length kept": (
        "UPDATE document SET text = replace(text, '报告', '稿件') WHERE id = 1",
        FaultKind.CHANGED,
        "报告 1（单位 1，2021 年）",
    ),
    "year": ("UPDATE document SET year = 1999 WHERE id = 1", FaultKind.UNRECORDED, "报告 1（单位 1，1999 年）"),
    "file": ("UPDATE document SET sha256 = '0' WHERE id = 1", FaultKind.UNRECORDED, "报告 1（单位 1，2021 年）"),
    "added unit": (
        "INSERT INTO unit (code, name, placeholder) VALUES (9, '丁', false)",
        FaultKind.UNRECORDED,
        "单位 9“丁”",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_state_that_no_entry_made_is_found(ledger: Ledger, change: str) -> None:
    statement, kind, place = CHANGES[change]
    fill(ledger)
    with ledger.write() as session:
        session.execute(text(statement))
    found = kinds(ledger)
    assert (kind, place) in found
    assert not [told for told in found if told[1].startswith("经过")]


def test_an_item_removed_behind_the_history_is_found(sqlite_ledger: Ledger) -> None:
    fill(sqlite_ledger)
    sqlite_ledger.close()
    import sqlite3

    raw = sqlite3.connect(sqlite_ledger.url_for_people)  # whose foreign keys are off
    with raw:
        raw.execute("DELETE FROM item WHERE id = 4")
        raw.execute("DELETE FROM document WHERE id = 1")
    raw.close()
    found = kinds(sqlite_ledger)
    assert (FaultKind.REMOVED, "报告 1") in found
    assert [place for kind, place in found if kind is FaultKind.REMOVED and place.startswith("事项“")]


def test_guards_taken_down_are_told_of(ledger: Ledger) -> None:
    with ledger.write() as session:
        guards.lift(session.connection())
    try:
        assert [kind for kind, _ in kinds(ledger)] == [FaultKind.UNGUARDED]
    finally:
        with ledger.write() as session:
            guards.install(session.connection())


def close_up(session: Session, at: int) -> None:
    session.execute(delete(t.event).where(t.event.c.id == at))
    move_up(session, at + 1, -1)


Meddle = Callable[[Session, int], object]

MEDDLING: dict[str, Meddle] = {
    "changed": lambda session, at: session.execute(update(t.event).where(t.event.c.id == at).values(note="改过了")),
    "resealed": lambda session, at: session.execute(
        update(t.event).where(t.event.c.id == at).values(hash=seal(FIRST_SEAL, row_of(session, at)))
    ),
    "removed": lambda session, at: session.execute(delete(t.event).where(t.event.c.id == at)),
    "closed up": close_up,
    "cut": lambda session, at: session.execute(delete(t.event).where(t.event.c.id >= at)),
}


@settings(max_examples=25)
@given(how=st.sampled_from(sorted(MEDDLING)), data=st.data())
def test_no_meddling_with_the_history_goes_unseen(
    empty_ledger_file: Path, tmp_path_factory: pytest.TempPathFactory, how: str, data: st.DataObject
) -> None:
    import shutil

    from tracker.ledger import open_ledger

    file = tmp_path_factory.mktemp("meddling") / "ledger.db"
    shutil.copy(empty_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        fill(ledger)
        code = verify(ledger).head
        at = data.draw(st.integers(2, code.entries), label="at")
        with tampering(ledger) as session:
            MEDDLING[how](session, at)
        assert not verify(ledger, codes=[code.hash]).sound


# ------------------------------------------------------------------------------------------------- codes kept elsewhere


def test_codes_are_kept_in_a_file_and_held_against_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "校验码.txt"
    assert kept_codes(file) == ()
    for year in (2021, 2022):
        store(ledger, plan("甲", year))
        for _ in range(2):
            keep_code(file, verify(ledger).head, place="台账.db", now=NOW)
    assert len(kept_codes(file)) == 2
    assert verify(ledger, codes=kept_codes(file)).sound
    with tampering(ledger) as session:
        session.execute(delete(t.event).where(t.event.c.id > 5))
    assert FaultKind.REWRITTEN in [kind for kind, _ in kinds(ledger, *kept_codes(file))]


def test_what_is_no_code_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    for code in ("", "abc", "0123456789z0", "校验码"):
        with pytest.raises(UsageError, match="校验码"):
            verify(ledger, codes=[code])
    with pytest.raises(UsageError, match="写不了"):
        keep_code(tmp_path / "none" / "x.txt", verify(ledger).head, place="", now=NOW)
    (tmp_path / "x.bin").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UsageError, match="读不了"):
        kept_codes(tmp_path / "x.bin")


# ------------------------------------------------------------------------------------------------ evidence and originals


def evidence(session: Session, number: int, content: bytes, *, path: str = "x", kept: bool = True) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    if kept:
        session.execute(insert(t.evidence_file).values(sha256=sha256, size=len(content), content=content))
    session.execute(
        insert(t.evidence).values(
            id=number, item_id=1, round=1, kind=EvidenceKind.OTHER, title="会议记录", dated=NOW.date(), path=path,
            sha256=sha256, size=len(content), kept=kept, added_at=NOW, added_by="张三",
        )
    )  # fmt: skip


def of_files(ledger: Ledger) -> list[tuple[FaultKind, str]]:
    told = {"存进台账的文件不在了", "存进台账的文件与附上时不同", "没有哪件佐证用到，不是用程序放进来的"}
    return [(one.kind, one.place) for one in verify(ledger).faults if one.what in told or one.what.startswith("“")]


def test_evidence_that_was_changed_removed_or_put_in_is_found(ledger: Ledger, tmp_path: Path) -> None:
    store(ledger, plan("甲", 2021))
    beside = tmp_path / "照片.jpg"
    beside.write_bytes(b"before")
    with ledger.write() as session:
        evidence(session, 1, b"one")
        evidence(session, 2, b"two")
        evidence(session, 3, b"before", path=str(beside), kept=False)
        evidence(session, 4, b"gone", path=str(tmp_path / "别处.jpg"), kept=False)
    assert of_files(ledger) == []
    beside.write_bytes(b"after")
    with ledger.write() as session:
        file = t.evidence_file
        session.execute(update(file).where(file.c.content == b"one").values(content=b"One"))
        session.execute(delete(file).where(file.c.content == b"two"))
        session.execute(insert(file).values(sha256="f" * 64, size=3, content=b"new"))
    assert of_files(ledger) == [
        (FaultKind.CHANGED, "佐证 1“会议记录”（01-2021-01）"),
        (FaultKind.REMOVED, "佐证 2“会议记录”（01-2021-01）"),
        (FaultKind.CHANGED, "佐证 3“会议记录”（01-2021-01）"),
        (FaultKind.INSERTED, "佐证文件 ffffffffffff"),
    ]


def test_an_original_that_was_changed_or_removed_is_found(ledger: Ledger, tmp_path: Path) -> None:
    from tests.cli.conftest import FIRST_YEAR
    from tracker.services.importing import import_reports

    file = tmp_path / "2021.txt"
    file.write_text(FIRST_YEAR, encoding="utf-8")
    (outcome,) = import_reports(ledger, [file], actor="张三", now=NOW).files
    assert outcome.error is None
    assert verify(ledger).sound
    with ledger.write() as session:
        content = session.execute(select(t.original.c.content)).scalar_one()
        session.execute(update(t.original).values(content=content[:-1] + b"x"))
    assert [kind for kind, place in kinds(ledger) if place.startswith("原件")] == [FaultKind.CHANGED]
    with ledger.write() as session:
        session.execute(delete(t.original))
    assert kinds(ledger) == [(FaultKind.REMOVED, "报告 1（单位 1，2021 年）的原件")]
