from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update

from tests.ledger.samples import NOW
from tests.reading.page_files import laid_out, pdf
from tests.reading.word_files import numbered_docx
from tracker.domain.errors import LedgerError, NotFoundError
from tracker.ledger import tables as t
from tracker.ledger.chain import FaultKind
from tracker.ledger.loading import load
from tracker.ledger.store import Ledger
from tracker.reading import read_report
from tracker.services.importing import ImportOutcome, ImportStatus, import_reports
from tracker.services.items import list_items, show_item
from tracker.services.originals import original_of_item, original_of_report
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter

SEED = Path(__file__).resolve().parents[2] / "seeds" / "云溪口镇党委" / "2022.txt"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One report in three formats, each of an organisation of its own."""
    text = SEED.read_text(encoding="utf-8")
    made = {"docx": numbered_docx(text)[0], "pdf": pdf(laid_out(text)), "txt": text.encode("gb18030")}
    found = {}
    for name, data in made.items():
        found[name] = tmp_path_factory.mktemp(name) / f"{name}镇党委" / f"2022.{name}"
        found[name].parent.mkdir()
        found[name].write_bytes(data)
    return found


def take_in(ledger: Ledger, *paths: Path, org: str | None = None) -> ImportOutcome:
    return import_reports(ledger, paths, org=org, actor="张三", now=NOW)


def first_number(ledger: Ledger) -> str:
    return list_items(ledger, ItemFilter()).rows[0].number


def test_the_file_comes_back_byte_for_byte(ledger: Ledger, files: dict[str, Path]) -> None:
    for name, path in files.items():
        assert not take_in(ledger, path, org=f"{name}镇党委").failed
        found = original_of_report(ledger, org=f"{name}镇党委", year=2022)
        assert found.content == path.read_bytes()
        assert (found.in_ledger, found.format, found.name) == (True, name, path.name)
    assert original_of_item(ledger, first_number(ledger)).document.year == 2022
    assert verify(ledger).sound


def test_a_page_or_paragraph_is_told_of_every_passage(ledger: Ledger, files: dict[str, Path]) -> None:
    take_in(ledger, files["pdf"], org="甲镇党委")
    take_in(ledger, files["docx"], org="乙镇党委")
    for row in list_items(ledger, ItemFilter()).rows:
        detail = show_item(ledger, row.number)
        with ledger.read() as session:
            layout = load(session, detail.document.id)[0].layout
        quotes = [detail.quote, *(action.quote for action in detail.actions)]
        for quote in quotes:
            assert quote.page == layout.page_at(quote.span.start)
            assert quote.paragraph == layout.paragraph_at(quote.span.start)
        assert (detail.quote.page is None) == (row.unit == "乙镇党委")
        assert (detail.quote.paragraph is None) == (row.unit == "甲镇党委")


def test_what_is_loaded_is_what_was_read(ledger: Ledger, files: dict[str, Path]) -> None:
    for name, path in files.items():
        document = take_in(ledger, path, org=f"{name}镇党委").files[0].document
        assert document is not None
        with ledger.read() as session:
            assert load(session, document.id)[0] == read_report(path)


def test_a_large_file_is_kept_by_its_place_and_its_hash(
    ledger: Ledger, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_MAX_KEPT_BYTES", "1000")
    path = tmp_path / "2022.docx"
    data = files["docx"].read_bytes()
    path.write_bytes(data)
    take_in(ledger, path, org="甲镇党委")
    found = original_of_report(ledger, org="甲镇党委", year=2022)
    assert (found.content, found.in_ledger) == (data, False)
    path.write_bytes(data + b" ")
    with pytest.raises(LedgerError, match="改动过"):
        original_of_report(ledger, org="甲镇党委", year=2022)
    path.unlink()
    with pytest.raises(NotFoundError, match="没有存在台账里"):
        original_of_item(ledger, first_number(ledger))
    assert verify(ledger).sound


def test_a_changed_original_is_not_given_and_verifying_names_it(ledger: Ledger, files: dict[str, Path]) -> None:
    for name in ("docx", "txt"):
        take_in(ledger, files[name], org=f"{name}镇党委")
    for broken in (b"something else", b""):
        with ledger.write() as session:
            session.execute(update(t.original).values(content=broken))
        for name in ("docx", "txt"):
            with pytest.raises(LedgerError, match="校验码对不上"):
                original_of_report(ledger, org=f"{name}镇党委", year=2022)
        faults = [fault for fault in verify(ledger).faults if "原件" in fault.place]
        assert [fault.kind for fault in faults] == [FaultKind.CHANGED, FaultKind.CHANGED]


def test_the_same_file_of_two_units_is_kept_once(ledger: Ledger, files: dict[str, Path]) -> None:
    take_in(ledger, files["txt"], org="甲镇党委")
    take_in(ledger, files["txt"], org="乙镇党委")
    with ledger.read() as session:
        kept = session.execute(sql("SELECT packed, size FROM original")).all()
    assert [(bool(packed), size) for packed, size in kept] == [(True, files["txt"].stat().st_size)]
    assert original_of_report(ledger, org="乙镇党委", year=2022).content == files["txt"].read_bytes()


def test_a_file_that_changes_while_it_is_imported_is_not_imported(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2022.txt"
    path.write_bytes(SEED.read_bytes())
    monkeypatch.setattr("tracker.services.originals.take_in", lambda path, _: path.read_bytes() + b"!")
    outcome = take_in(ledger, path, org="甲镇党委").files[0]
    assert outcome.status is ImportStatus.FAILED
    assert outcome.error is not None
    assert "途中被改动" in outcome.error
    assert list_items(ledger, ItemFilter()).total == 0


def test_a_dry_run_keeps_nothing(ledger: Ledger, files: dict[str, Path]) -> None:
    import_reports(ledger, [files["txt"]], org="甲镇党委", dry_run=True, actor="张三", now=NOW)
    with ledger.read() as session:
        assert session.execute(sql("SELECT count(*) FROM original")).scalar_one() == 0


def test_a_report_from_before_originals_were_kept(ledger: Ledger, files: dict[str, Path]) -> None:
    take_in(ledger, files["txt"], org="甲镇党委")
    with ledger.write() as session:
        session.execute(sql("DELETE FROM original"))
    found = original_of_report(ledger, org="甲镇党委", year=2022)
    assert (found.content, found.in_ledger) == (files["txt"].read_bytes(), False)


def test_no_such_report(ledger: Ledger, files: dict[str, Path]) -> None:
    take_in(ledger, files["txt"], org="甲镇党委")
    with pytest.raises(NotFoundError, match="2019 年度"):
        original_of_report(ledger, org="甲镇党委", year=2019)
