from __future__ import annotations

import hashlib
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from tests.ledger.samples import NOW, plan, store
from tests.services.moving import move
from tracker.domain.errors import MoveError, NotFoundError, ReadingError, UsageError
from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.record import EvidenceRecord
from tracker.ledger import tables as t
from tracker.ledger.chain import FaultKind
from tracker.ledger.store import Ledger
from tracker.services import proving
from tracker.services.items import show_item
from tracker.services.proving import add_evidence, evidence_copy, list_evidence, remove_evidence
from tracker.services.verifying import verify

ITEM, OTHER = "01-2022-01", "01-2022-02"
DAY = date(2023, 5, 1)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]))
    for number in (ITEM, OTHER):
        move(ledger, number, Status.OPEN)
    return ledger


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "5月支委会会议记录.pdf"
    path.write_bytes(b"%PDF\x00\xff")
    return path


def add(ledger: Ledger, file: Path, *numbers: str, keep: bool = True, dated: date = DAY) -> tuple[EvidenceRecord, ...]:
    return add_evidence(ledger, numbers or (ITEM,), file, dated=dated, keep=keep, actor="李四", now=NOW)


def test_a_copy_is_kept_with_its_hash(stocked: Ledger, file: Path) -> None:
    (record,) = add(stocked, file)
    assert (record.round, record.kind, record.title) == (1, EvidenceKind.MINUTES, "5月支委会会议记录")
    assert (record.dated, record.size, record.kept, record.added_by) == (DAY, 6, True, "李四")
    assert record.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    copy = evidence_copy(stocked, record.id)
    assert (copy.number, copy.name, copy.content) == (ITEM, "5月支委会会议记录.pdf", b"%PDF\x00\xff")
    assert show_item(stocked, ITEM).evidence == (record,)
    assert show_item(stocked, ITEM).events[-1].note == "5月支委会会议记录（2023-05-01）"
    assert verify(stocked).faults == ()


def test_one_file_proves_several_items_and_is_kept_once(stocked: Ledger, file: Path) -> None:
    first, second = add(stocked, file, ITEM, OTHER)
    add(stocked, file, ITEM)
    assert (first.id, second.id) == (1, 2)
    with stocked.read() as session:
        assert session.execute(select(func.count()).select_from(t.evidence_file)).scalar_one() == 1
    assert [len(list_evidence(stocked, number)) for number in (ITEM, OTHER)] == [2, 1]


def test_by_path_only_the_hash_is_kept(stocked: Ledger, file: Path) -> None:
    (record,) = add(stocked, file, keep=False)
    assert (record.kept, record.path, record.size) == (False, str(file), 6)
    with pytest.raises(NotFoundError, match="只记了位置"):
        evidence_copy(stocked, record.id)
    (elsewhere,) = add(stocked, Path("档案室/3号柜"), keep=False)
    assert (elsewhere.sha256, elsewhere.size) == (None, None)


def test_the_place_of_a_file_is_kept_in_full(
    stocked: Ledger, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (record,) = add(stocked, Path(file.name), keep=False)
    assert record.path == str(file)
    monkeypatch.chdir("/")
    assert verify(stocked).sound
    file.write_bytes(b"other")
    assert not verify(stocked).sound


def test_a_place_that_was_not_kept_in_full_is_not_looked_for_here(
    stocked: Ledger, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (record,) = add(stocked, file, keep=False)
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / file.name).write_bytes(b"another file of that name")
    monkeypatch.chdir(tmp_path / "别处")
    with stocked.write() as session:
        session.execute(update(t.evidence).values(path=file.name))
    assert [fault.kind for fault in verify(stocked).faults] == [FaultKind.UNRECORDED], "the row was meddled with only"
    with pytest.raises(NotFoundError, match="没有记在哪个文件夹下"):
        evidence_copy(stocked, record.id)


@pytest.mark.skipif(sys.platform == "win32", reason="the time zone cannot be set")
def test_evidence_of_tomorrow_is_refused_by_the_clock_on_the_wall(
    stocked: Ledger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        for zone, today in (("UTC0", 8), ("CST-8", 8), ("LATER-15", 9)):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert add(stocked, file, dated=date(2024, 1, today))
            with pytest.raises(UsageError, match="将来"):
                add(stocked, file, dated=date(2024, 1, today + 1))
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "name, kind",
    [("现场.JPG", "照片影像"), ("录像.mp4", "照片影像"), ("党委会纪要.docx", "会议记录"), ("文件.doc", "文件资料")],
)
def test_the_kind_is_told_by_the_name(stocked: Ledger, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (record,) = add(stocked, tmp_path / name)
    assert record.kind.label == kind


def test_what_cannot_be_evidence_is_refused(
    stocked: Ledger, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空").touch()
    for path in (tmp_path / "没有", tmp_path / "空", tmp_path):
        with pytest.raises(ReadingError):
            add(stocked, path)
    with pytest.raises(UsageError, match="将来"):
        add(stocked, file, dated=date(2024, 2, 1))
    monkeypatch.setattr(proving, "LARGEST_KEPT", 3)
    with pytest.raises(ReadingError, match="--by-path"):
        add(stocked, file)
    with pytest.raises(NotFoundError):
        add(stocked, file, "01-2022-99", keep=False)
    assert list_evidence(stocked, ITEM) == ()


def test_evidence_belongs_to_the_round_in_which_it_was_added(stocked: Ledger, file: Path) -> None:
    add(stocked, file)
    for target in (Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED):
        move(stocked, ITEM, target)
        if target is not Status.IN_PROGRESS:
            with pytest.raises(MoveError, match="不能附佐证"):
                add(stocked, file)
            with pytest.raises(MoveError, match="不能撤下"):
                remove_evidence(stocked, 1, note="附错了", actor="李四", now=NOW)
    move(stocked, ITEM, Status.OPEN)
    (fresh,) = add(stocked, file)
    assert fresh.round == 2
    with pytest.raises(MoveError, match="以前各轮"):
        remove_evidence(stocked, 1, note="附错了", actor="李四", now=NOW)


def test_evidence_is_taken_back_with_a_reason(stocked: Ledger, file: Path) -> None:
    add(stocked, file)
    with pytest.raises(UsageError, match="理由"):
        remove_evidence(stocked, 1, note="", actor="李四", now=NOW)
    assert remove_evidence(stocked, 1, note="是别项的", actor="李四", now=NOW).id == 1
    assert list_evidence(stocked, ITEM) == ()
    assert show_item(stocked, ITEM).events[-1].note == "5月支委会会议记录（2023-05-01）：是别项的"
    with pytest.raises(NotFoundError):
        remove_evidence(stocked, 1, note="再撤", actor="李四", now=NOW)
    with pytest.raises(NotFoundError):
        evidence_copy(stocked, 1)
    (again,) = add(stocked, file)
    assert again.id == 2
    assert verify(stocked).faults == ()


def test_a_copy_that_was_meddled_with_is_not_given_out(stocked: Ledger, file: Path) -> None:
    add(stocked, file)
    with stocked.write() as session:
        session.execute(update(t.evidence_file).values(content=b"other"))
    with pytest.raises(ReadingError, match="被改动过"):
        evidence_copy(stocked, 1)
    (fault,) = verify(stocked).faults
    assert (fault.place, fault.what) == (f"佐证 1“5月支委会会议记录”（{ITEM}）", "存进台账的文件与附上时不同")
    with stocked.write() as session:
        session.execute(delete(t.evidence_file))
    assert [fault.what for fault in verify(stocked).faults] == ["存进台账的文件不在了"]


def test_meddling_with_the_rows_is_found(stocked: Ledger, file: Path) -> None:
    add(stocked, file)
    with stocked.write() as session:
        session.execute(update(t.evidence).values(dated=date(2022, 1, 1)))
    (fault,) = verify(stocked).faults
    assert (fault.place, fault.what) == ("佐证 1", "内容与经过不符")
