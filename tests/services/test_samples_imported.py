"""The sample reports with the real readers and finders: what the ledger holds is what they give, in any order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ledger.samples import NOW
from tests.services.telling import assert_sound, everything
from tracker.extraction import extract
from tracker.followup import follow_up
from tracker.ledger import open_ledger
from tracker.ledger.loading import load
from tracker.ledger.store import Ledger
from tracker.reading import read_report
from tracker.services.documents import list_documents
from tracker.services.importing import ImportStatus, import_reports
from tracker.services.units import list_units

UNITS = ("云溪口镇党委", "白鹭洼村党支部")


@pytest.fixture(scope="module")
def folders(seeds: Path) -> list[Path]:
    found = [seeds / unit for unit in UNITS]
    assert all(folder.is_dir() for folder in found)
    return found


def bring_in(ledger: Ledger, *paths: Path) -> list[ImportStatus]:
    return [file.status for file in import_reports(ledger, paths, actor="张三", now=NOW).files]


def test_any_order_ends_in_the_same_ledger(
    ledger: Ledger, empty_ledger_file: Path, tmp_path: Path, folders: list[Path]
) -> None:
    shutil.copy(empty_ledger_file, tmp_path / "at once.db")
    with open_ledger(str(tmp_path / "at once.db")) as at_once:
        assert bring_in(at_once, *folders) == [ImportStatus.IMPORTED] * 6
        expected = everything(at_once)
    for year in ("2023", "2021", "2022"):
        for folder in folders:
            assert bring_in(ledger, folder / f"{year}.txt") == [ImportStatus.IMPORTED]
    assert everything(ledger) == expected
    assert [unit.years for unit in list_units(ledger)] == [(2021, 2022, 2023)] * 2
    assert_sound(ledger, follow_up)
    assert bring_in(ledger, *folders) == [ImportStatus.UNCHANGED] * 6
    assert everything(ledger) == expected


def test_what_is_stored_is_what_was_found(sqlite_ledger: Ledger, folders: list[Path]) -> None:
    bring_in(sqlite_ledger, *folders)
    for document in list_documents(sqlite_ledger):
        source = read_report(Path(document.path))
        with sqlite_ledger.read() as session:
            assert load(session, document.id) == (source, extract(source))
