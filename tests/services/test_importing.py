from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.ledger.samples import NOW, follow, plan, store
from tests.services.telling import assert_sound, everything
from tracker.domain.errors import LedgerError, ReadingError
from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.ledger import open_ledger, open_rehearsal
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.services import importing
from tracker.services.commands import log
from tracker.services.comparing import all_pairs, year_on_year
from tracker.services.documents import document_text, list_documents
from tracker.services.importing import ImportStatus, Plan, import_reports
from tracker.services.items import list_items, show_item
from tracker.services.units import find_unit, list_units
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item


def test_a_report_goes_in(ledger: Ledger) -> None:
    (outcome,) = store(ledger, plan("青石镇", 2022, ["学习不深", "考核缺位"], ["建立考核制度"]))
    assert outcome.status is ImportStatus.IMPORTED
    assert outcome.document is not None
    assert (outcome.document.unit, outcome.document.year) == ("青石镇", 2022)
    assert (outcome.document.problems, outcome.document.commitments) == (2, 1)
    assert outcome.warnings == ("有一处读不准",)
    rows = list_items(ledger, ItemFilter()).rows
    assert [(row.number, row.kind, row.title, row.status, row.round) for row in rows] == [
        ("01-2022-01", ItemKind.PROBLEM, "学习不深", Status.PROPOSED, 1),
        ("01-2022-02", ItemKind.PROBLEM, "考核缺位", Status.PROPOSED, 1),
        ("01-2022-03", ItemKind.COMMITMENT, "建立考核制度", Status.PROPOSED, 1),
    ]
    assert_sound(ledger)


def test_a_report_without_items_goes_in(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021, ["学习不深"]), plan("甲", 2022, [], []), plan("甲", 2023, ["学习不深"], []))
    assert [(older.year, newer.year) for _, older, newer in all_pairs(ledger)] == [(2021, 2022), (2022, 2023)]
    assert year_on_year(ledger, unit="甲", year=2023).items == ()
    assert_sound(ledger)


def test_the_same_bytes_change_nothing(ledger: Ledger) -> None:
    report = plan("甲", 2022)
    store(ledger, report)
    before = everything(ledger)
    (again,) = store(ledger, replace(report, path=Path("copy.txt")), now=NOW + timedelta(days=1))
    assert again.status is ImportStatus.UNCHANGED
    assert again.document is not None
    assert again.document.imported_at == NOW
    assert everything(ledger) == before
    with ledger.read() as session:
        assert session.execute(select(func.count()).select_from(t.document)).scalar_one() == 1


def test_the_same_bytes_twice_in_one_batch(ledger: Ledger) -> None:
    report = plan("甲", 2022)
    outcomes = store(ledger, report, replace(report, path=Path("copy.txt")))
    assert [outcome.status for outcome in outcomes] == [ImportStatus.IMPORTED, ImportStatus.UNCHANGED]


SIX = [
    plan("甲镇", 2021, ["学习不深", "考核缺位", "仍未修路"], ["建立考核制度", "修路"]),
    plan("甲镇", 2022, ["考核缺位", "场地不足"], ["修路", "扩建场地"], claimed=2),
    plan("甲镇", 2023, ["场地不足"], ["扩建场地"], claimed=3),
    plan("乙村", 2021, ["带富不力"], ["发展产业"]),
    plan("乙村", 2022, ["带富不力", "人才不足"], ["发展产业", "引进人才"], claimed=1),
    plan("乙村", 2023, [], []),
]


@pytest.fixture
def in_order(empty_ledger_file: Path, tmp_path: Path) -> dict[str, Any]:
    """What a ledger says after the six reports were imported in one batch in their order."""
    file = tmp_path / "in order.db"
    shutil.copy(empty_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        store(ledger, *SIX)
        return everything(ledger)


@pytest.mark.parametrize("one_by_one", [False, True])
@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (0, 2, 1, 3, 5, 4), (1, 0, 4, 2, 3, 5), (2, 3, 0, 5, 4, 1)])
def test_any_order_ends_in_the_same_ledger(
    ledger: Ledger, in_order: dict[str, Any], order: Iterable[int], one_by_one: bool
) -> None:
    batches = [[SIX[place]] for place in order] if one_by_one else [[SIX[place] for place in order]]
    for batch in batches:
        store(ledger, *batch)
    assert_sound(ledger)
    assert everything(ledger) == in_order


@settings(max_examples=6)
@given(order=st.permutations(range(6)), cuts=st.sets(st.integers(1, 5)))
def test_any_order_and_any_batches_end_in_the_same_ledger(
    in_order: dict[str, Any], empty_ledger_file: Path, tmp_path: Path, order: list[int], cuts: set[int]
) -> None:
    file = tmp_path / "any order.db"
    shutil.copy(empty_ledger_file, file)
    bounds = [0, *sorted(cuts), 6]
    with open_ledger(str(file)) as ledger:
        for start, end in itertools.pairwise(bounds):
            store(ledger, *(SIX[place] for place in order[start:end]))
        assert_sound(ledger)
        assert everything(ledger) == in_order


def test_a_year_in_between_takes_the_pair_apart(ledger: Ledger) -> None:
    store(ledger, SIX[0])
    (far,) = store(ledger, SIX[2])
    assert [(pair.older.year, pair.newer.year) for pair in far.follow_ups] == [(2021, 2023)]
    (near,) = store(ledger, SIX[1])
    assert [(pair.older.year, pair.newer.year) for pair in near.follow_ups] == [(2021, 2022), (2022, 2023)]
    row = show_item(ledger, "01-2021-01").row
    assert (row.verdict, row.verdict_year) == (Verdict.RECTIFIED, 2022)


def test_only_affected_pairs_are_followed_up_again(ledger: Ledger) -> None:
    seen: list[tuple[int | None, int | None]] = []

    def noting(*reports: Any) -> FollowUp:
        seen.append((reports[1].identity.year, reports[3].identity.year))
        return follow(*reports)

    store(ledger, SIX[0], SIX[1], SIX[2], rule=noting)
    assert seen == [(2021, 2022), (2022, 2023), (2021, 2023)]
    seen.clear()
    store(ledger, plan("甲镇", 2020), rule=noting)
    assert seen == [(2020, 2021), (2020, 2022), (2020, 2023)]


def test_what_a_follow_up_says_is_kept_whole(ledger: Ledger) -> None:
    store(ledger, SIX[0], SIX[1])
    pair = year_on_year(ledger, unit="甲镇", year=2022)
    assert [(item.title, said.verdict) for item, said in pair.items] == [
        ("学习不深", Verdict.RECTIFIED),
        ("考核缺位", Verdict.CONTESTED),
        ("仍未修路", Verdict.SILENT),
        ("建立考核制度", Verdict.SILENT),
        ("修路", Verdict.EVIDENCED),
    ]
    text = document_text(ledger, pair.newer.id)
    for _, said in pair.items:
        for quote in (*said.evidence, *([said.claim] if said.claim else [])):
            assert (quote.document_id, quote.span.of(text)) == (pair.newer.id, quote.text)
    returned = pair.items[1][1]
    assert returned.recurs_as == "01-2022-01"
    assert returned.claim is not None
    assert returned.claim.text.startswith("去年查摆的2个问题")
    road = pair.items[4][1]
    assert road.repeated_as == "01-2022-03"
    assert [(quote.text, quote.score) for quote in road.evidence] == [("修路", 0.5), ("𠮷", 0.25)]
    assert [(c.claimed_total, c.ledger_total, c.match) for c in pair.reconciliation] == [(2, 2, True)]
    assert [(c.origin.value, c.total, c.done) for c in pair.closures] == [
        ("self_review", 2, 2),
        ("inspection", None, None),
    ]
    assert [row.number for row in show_item(ledger, "01-2022-01").previous] == ["01-2021-02"]


# -------------------------------------------------------------------------------------------------------- corrections


def test_a_correction_keeps_what_people_decided(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位", "场地不足：只有一间"], ["修路"]))
    for number in ("01-2022-02", "01-2022-03"):
        move_item(ledger, number, Status.OPEN, note="属实", actor="李四", now=NOW)
    changed = plan("甲", 2022, ["新增的事", "场地不够：只有一间", "考核缺位：没有办法"], ["修路"], opening="更正后的")
    (outcome,) = store(ledger, changed, now=NOW + timedelta(days=1))
    assert outcome.status is ImportStatus.CORRECTED
    assert "新增 1 项" in outcome.warnings[-1]
    assert "01-2022-01" in outcome.warnings[-1]
    rows = list_items(ledger, ItemFilter()).rows
    assert [(row.number, row.title, row.status) for row in rows] == [
        ("01-2022-01", "学习不深", Status.PROPOSED),
        ("01-2022-02", "考核缺位", Status.OPEN),
        ("01-2022-03", "场地不够", Status.OPEN),
        ("01-2022-04", "修路", Status.PROPOSED),
        ("01-2022-05", "新增的事", Status.PROPOSED),
    ]
    assert [event.what for event in show_item(ledger, "01-2022-03").events] == ["导入", "确认纳入", "随报告更正"]
    gone = show_item(ledger, "01-2022-01")
    assert [event.what for event in gone.events] == ["导入", "更正后原文不再提及"]
    assert gone.quote.text == "学习不深。"
    assert gone.quote.span.of(document_text(ledger, gone.document.id)) == gone.quote.text
    moved = show_item(ledger, "01-2022-02")
    assert moved.document.sha256 == changed.source.sha256
    assert "原文有改动" in moved.events[-1].note
    assert_sound(ledger)


def test_a_correction_that_matches_little_is_doubted(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位", "场地不足"], ["修路"]))
    (other,) = store(ledger, plan("甲", 2022, ["粮库漏雨", "渔港淤积", "医保拖欠"], ["清淤"], opening="别的报告"))
    assert other.status is ImportStatus.CORRECTED
    assert "不是同一份报告" in other.warnings[-1]
    (near,) = store(ledger, plan("甲", 2022, ["粮库漏雨", "渔港淤积", "学费太高"], ["清淤"], opening="更正后的"))
    assert "不是同一份报告" not in near.warnings[-1]


def test_the_same_file_of_another_unit_is_told(ledger: Ledger) -> None:
    report = plan("甲", 2022)
    store(ledger, report)
    identity = replace(report.extraction.identity, org="乙")
    (again,) = store(ledger, replace(report, extraction=replace(report.extraction, identity=identity)))
    assert again.status is ImportStatus.IMPORTED
    assert any("已记作“甲”2022年度的报告" in warning for warning in again.warnings)


def test_a_correction_is_followed_up_anew(ledger: Ledger) -> None:
    store(ledger, SIX[0], SIX[1], SIX[2])
    assert show_item(ledger, "01-2021-01").row.verdict is Verdict.RECTIFIED
    corrected = plan("甲镇", 2022, ["学习不深", "考核缺位"], ["修路"])
    (outcome,) = store(ledger, corrected)
    assert [(pair.older.year, pair.newer.year) for pair in outcome.follow_ups] == [(2021, 2022), (2022, 2023)]
    assert show_item(ledger, "01-2021-01").row.verdict is Verdict.RECURRING
    assert_sound(ledger)


def test_what_a_correction_dropped_comes_back_under_its_number(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022, ["学习不深", "考核缺位"], []))
    store(ledger, plan("甲", 2022, ["考核缺位"], []))
    store(ledger, plan("甲", 2022, ["考核缺位", "学习不深"], []))
    rows = list_items(ledger, ItemFilter()).rows
    assert [(row.number, row.title) for row in rows] == [("01-2022-01", "学习不深"), ("01-2022-02", "考核缺位")]
    assert show_item(ledger, "01-2022-01").events[-1].note.startswith("原文重新提及")
    assert_sound(ledger)


def test_a_former_version_does_not_undo_the_correction(ledger: Ledger) -> None:
    former, corrected = plan("甲", 2022, ["学习不深"]), plan("甲", 2022, ["考核缺位"])
    store(ledger, former, corrected)
    before = everything(ledger)
    (again,) = store(ledger, former)
    assert again.status is ImportStatus.UNCHANGED
    assert "更正" in again.warnings[0]
    assert everything(ledger) == before


def test_a_commitment_that_left_does_not_answer_any_more(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022, ["考核缺位"], ["考核缺位要补上"]))
    assert [row.number for row in show_item(ledger, "01-2022-01").addresses] == ["01-2022-02"]
    store(ledger, plan("甲", 2022, ["考核缺位"], []))
    assert show_item(ledger, "01-2022-01").addresses == ()
    assert_sound(ledger)


# ------------------------------------------------------------------------------------- unknown organisations and years


def test_unknown_organisations_are_never_one(ledger: Ledger) -> None:
    store(ledger, plan(None, 2022, path="a/报告.txt"), plan(None, 2022, ["别的问题"], path="b/报告.txt"))
    assert [(unit.name, unit.placeholder, unit.years) for unit in list_units(ledger)] == [
        ("未知单位（报告）", True, (2022,)),
        ("未知单位（报告，2）", True, (2022,)),
    ]


def test_the_same_unknown_report_is_recognised(ledger: Ledger) -> None:
    report = plan(None, 2022)
    store(ledger, report)
    (again,) = store(ledger, report)
    assert again.status is ImportStatus.UNCHANGED
    assert len(list_units(ledger)) == 1


def test_a_report_without_a_year_fails_with_a_hint(ledger: Ledger) -> None:
    (outcome,) = store(ledger, plan("甲", None))
    assert outcome.status is ImportStatus.FAILED
    assert "--year" in outcome.hint
    assert list_units(ledger) == ()


def test_a_known_report_is_recognised_without_its_year(ledger: Ledger) -> None:
    report = plan("甲", 2022)
    store(ledger, report)
    yearless = replace(
        report, extraction=replace(report.extraction, identity=replace(report.extraction.identity, year=None))
    )
    (outcome,) = store(ledger, yearless)
    assert outcome.status is ImportStatus.UNCHANGED


def named(report: Plan, org: str) -> Plan:
    return replace(report, extraction=replace(report.extraction, identity=replace(report.extraction.identity, org=org)))


def test_naming_the_organisation_later_names_the_placeholder(ledger: Ledger) -> None:
    report = plan(None, 2022)
    store(ledger, report)
    (outcome,) = store(ledger, named(report, "青石镇"))
    assert outcome.status is ImportStatus.CORRECTED
    assert "归入“青石镇”" in outcome.warnings[0]
    assert [(unit.code, unit.name, unit.placeholder) for unit in list_units(ledger)] == [(1, "青石镇", False)]
    assert list_items(ledger, ItemFilter(unit="青石镇")).total == 3
    assert_sound(ledger)


def test_naming_the_organisation_later_joins_the_one_there_is(ledger: Ledger) -> None:
    report = plan(None, 2022)
    store(ledger, plan("青石镇", 2021), report)
    (outcome,) = store(ledger, named(report, "青石镇"))
    assert [(pair.older.year, pair.newer.year) for pair in outcome.follow_ups] == [(2021, 2022)]
    assert [(unit.name, unit.years) for unit in list_units(ledger)] == [("青石镇", (2021, 2022))]
    assert list_items(ledger, ItemFilter(year=2022)).rows[0].number == "02-2022-01"
    assert_sound(ledger)


# -------------------------------------------------------------------------------------------------- files and batches


@pytest.fixture
def readable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Plan], Path]:
    """Writes a file that is read as the report it is made from."""
    known: dict[str, Plan] = {}

    def write(path: Path, report: Plan) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report.source.text, encoding="utf-8")
        known[report.source.sha256] = report
        return path

    def extract(source: Any, *, org: str | None, year: int | None) -> Any:
        found = known[source.sha256].extraction
        return replace(
            found, identity=replace(found.identity, org=org or found.identity.org, year=year or found.identity.year)
        )

    monkeypatch.setattr(importing, "extract", extract)
    return write


def test_a_bad_file_does_not_stop_the_batch(
    ledger: Ledger, readable: Callable[[Path, Plan], Path], tmp_path: Path
) -> None:
    readable(tmp_path / "in" / "2021.txt", SIX[0])
    (tmp_path / "in" / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tmp_path / "empty").mkdir()
    steps: list[tuple[int, int]] = []
    outcome = import_reports(
        ledger,
        [tmp_path / "in", tmp_path / "empty", tmp_path / "missing.txt"],
        actor="张三",
        now=NOW,
        follow=follow,
        progress=lambda done, total, _path: steps.append((done, total)),
    )
    assert [file.path.name for file in outcome.failed] == ["empty", "bad.txt", "missing.txt"]
    assert all(file.error and file.hint for file in outcome.failed)
    assert [file.status for file in outcome.files if not file.error] == [ImportStatus.IMPORTED]
    assert steps[-1] == (6, 6)
    assert steps == sorted(steps)


@pytest.mark.parametrize("after", range(8))
def test_an_import_that_is_cancelled_leaves_whole_files_and_one_command(
    sqlite_ledger: Ledger, readable: Callable[[Path, Plan], Path], tmp_path: Path, after: int
) -> None:
    for year, one in zip((2021, 2022, 2023), SIX[:3], strict=True):
        readable(tmp_path / "in" / f"{year}.txt", one)
    steps = 0

    def progress(_done: int, _total: int, _path: Path) -> None:
        nonlocal steps
        steps += 1

    outcome = import_reports(
        sqlite_ledger,
        [tmp_path / "in"],
        actor="张三",
        now=NOW,
        follow=follow,
        progress=progress,
        cancelled=lambda: steps >= after,
    )
    written = max(after - 3, 0)
    assert len(outcome.files) == 3
    assert [file.status for file in outcome.files].count(ImportStatus.IMPORTED) == min(written, 3)
    assert [file.status for file in outcome.files].count(ImportStatus.CANCELLED) == max(3 - written, 0)
    assert len(list_documents(sqlite_ledger)) == min(written, 3)
    assert_sound(sqlite_ledger)
    assert len(log(sqlite_ledger)) == (1 if written else 0)


def test_a_program_error_fails_its_file_only(
    ledger: Ledger, readable: Callable[[Path, Plan], Path], tmp_path: Path
) -> None:
    good = readable(tmp_path / "2021.txt", SIX[0])
    unforeseen = tmp_path / "2022.txt"
    unforeseen.write_text("没有人料到的报告，内容足够长，可以读出来。", encoding="utf-8")
    outcome = import_reports(ledger, [unforeseen, good], actor="张三", now=NOW, follow=follow)
    assert [(file.path, file.status) for file in outcome.files] == [
        (unforeseen, ImportStatus.FAILED),
        (good, ImportStatus.IMPORTED),
    ]


@pytest.mark.parametrize("error", [ReadingError("读不下去"), ZeroDivisionError("读不下去")])
def test_what_fails_while_writing_leaves_nothing(ledger: Ledger, error: Exception) -> None:
    def broken(*_reports: Any) -> FollowUp:
        raise error

    store(ledger, SIX[0])
    before = everything(ledger)
    (outcome,) = store(ledger, SIX[1], rule=broken)
    assert outcome.status is ImportStatus.FAILED
    assert outcome.error is not None
    assert "读不下去" in outcome.error
    assert everything(ledger) == before
    assert_sound(ledger)


def test_organisation_and_year_given_outrank_the_text(
    ledger: Ledger, readable: Callable[[Path, Plan], Path], tmp_path: Path
) -> None:
    file = readable(tmp_path / "x.txt", plan("甲", 2021))
    import_reports(ledger, [file], org="乙", year=2020, actor="张三", now=NOW, follow=follow)
    assert [(document.unit, document.year) for document in list_documents(ledger)] == [("乙", 2020)]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    ledger: Ledger, readable: Callable[[Path, Plan], Path], tmp_path: Path
) -> None:
    store(ledger, SIX[0])
    before = everything(ledger)
    files = [readable(tmp_path / f"{at}.txt", SIX[at]) for at in (0, 1, 2)]
    files.append(readable(tmp_path / "copy.txt", SIX[2]))
    rehearsed = import_reports(ledger, files, dry_run=True, actor="张三", now=NOW, follow=follow)
    assert rehearsed.dry_run
    assert everything(ledger) == before
    done = import_reports(ledger, files, actor="张三", now=NOW, follow=follow)
    assert [(f.path, f.status, f.follow_ups, f.warnings) for f in rehearsed.files] == [
        (f.path, f.status, f.follow_ups, f.warnings) for f in done.files
    ]
    assert [f.status.value for f in done.files] == ["unchanged", "imported", "imported", "unchanged"]


def test_a_dry_run_makes_no_ledger(readable: Callable[[Path, Plan], Path], tmp_path: Path) -> None:
    file = readable(tmp_path / "in" / "2021.txt", SIX[0])
    place = tmp_path / "none" / "ledger.db"
    with open_rehearsal(str(place)) as ledger:
        outcome = import_reports(ledger, [file], dry_run=True, actor="张三", now=NOW, follow=follow)
    assert [f.status for f in outcome.files] == [ImportStatus.IMPORTED]
    assert not place.parent.exists()


def test_importing_into_a_read_only_ledger_is_refused_at_once(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_ledger, "_writable", False)
    with pytest.raises(LedgerError, match="只读"):
        import_reports(sqlite_ledger, [], actor="张三", now=NOW, follow=follow)


def test_every_change_is_in_the_history(ledger: Ledger) -> None:
    store(ledger, SIX[0], SIX[1])
    store(ledger, plan("甲镇", 2021, ["学习不深"], []))
    with ledger.read() as session:
        kinds = [kind.value for kind in session.execute(select(t.event.c.kind).order_by(t.event.c.id)).scalars()]
    assert kinds == [
        "unit_added",
        *["document_imported", *["item_raised"] * 5],
        *["document_imported", *["item_raised"] * 4],
        *["document_corrected", "item_corrected", *["item_left_source"] * 4],
    ]


def test_nothing_is_left_of_follow_ups_that_no_longer_hold(ledger: Ledger) -> None:
    store(ledger, *SIX[:3])
    store(ledger, plan("甲镇", 2022, [], []))
    with ledger.read() as session:
        current = set(session.execute(select(t.document.c.id).where(t.document.c.superseded_at.is_(None))).scalars())
        for column in (t.follow_up.c.document_id, t.follow_up_evidence.c.document_id):
            assert set(session.execute(select(column)).scalars()) <= current
        answered = set(session.execute(select(t.follow_up.c.item_id)).scalars())
        assert answered == set(session.execute(select(t.item.c.id).where(t.item.c.year == 2021)).scalars())


def test_a_unit_of_a_former_name_catches_its_reports(ledger: Ledger) -> None:
    from tracker.services.units import rename_unit

    store(ledger, plan("甲乡", 2021))
    rename_unit(ledger, "甲乡", "甲镇", actor="张三", now=NOW)
    store(ledger, plan("甲乡", 2022), plan("甲镇", 2023))
    assert [unit.years for unit in list_units(ledger)] == [(2021, 2022, 2023)]
    assert find_unit(ledger, "甲乡").name == "甲镇"
    assert_sound(ledger)
