"""The checks on a ledger where everything that inspectors have told of was done, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.domain.checks import Check
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import CheckMethod, DocumentKind, Origin, Status
from tracker.domain.status import Given
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile, parse
from tracker.services.due import what_is_due
from tracker.services.entering import EntryDraft, add_items
from tracker.services.filling import fill_in
from tracker.services.proving import add_evidence
from tracker.services.scrutinising import check_ledger
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_items

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
FOUND = date(2026, 3, 1)
SAID = "制定责任清单并逐月通报，12个支部都已落实，群众满意"
PROFILE = default_profile()


def enter(ledger: Ledger, unit: str, titles: list[str], measures: str = "对12个支部逐一考核") -> list[str]:
    """Items with everything that work needs."""
    fields: dict[Field, FieldValue] = {
        Field.ORIGIN: Origin.INSPECTION,
        Field.FOUND_ON: FOUND,
        Field.LEADER: "李四",
        Field.PERSON: "王五",
        Field.MEASURES: measures,
        Field.GOAL: "考核到位",
        Field.DUE_ON: date(2026, 6, 30),
    }
    rows = add_items(
        ledger,
        [EntryDraft(title=title, fields=fields) for title in titles],
        unit=unit,
        year=2026,
        note="县委巡察反馈意见",
        actor="张三",
        now=NOON,
        source=DocumentKind.ENTRY,
        new_unit=True,
    )
    numbers = [row.number for row in rows]
    move_items(ledger, numbers, Status.IN_PROGRESS, given=Given(note="方案已定"), actor="王五", now=NOON)
    return numbers


def close(ledger: Ledger, numbers: list[str], said: str = SAID, *, by: str = "钱七") -> None:
    for target, actor, note in (
        (Status.IN_REVIEW, "王五", said),
        (Status.IN_VERIFICATION, "李四", "看了材料，可以"),
        (Status.CLOSED, by, "现场看过，改好了"),
    ):
        given = Given(note=note, methods=(CheckMethod.ON_SITE,) if target is Status.CLOSED else ())
        move_items(ledger, numbers, target, given=given, actor=actor, now=NOON + timedelta(days=20))


def found(ledger: Ledger, **options: str) -> dict[Check, list[tuple[str, ...]]]:
    told: dict[Check, list[tuple[str, ...]]] = {}
    for warned in check_ledger(ledger, ItemFilter(unit=options.get("unit")), profile=PROFILE, today=date(2026, 4, 10)):
        told.setdefault(warned.check, []).append(warned.numbers)
    return told


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "通报.txt"
    file.write_text("考核情况通报", encoding="utf-8")
    return file


def test_a_ledger_in_order_is_left_alone(ledger: Ledger, proof: Path) -> None:
    numbers = enter(ledger, "青石镇党委", ["压力传导不够"])
    add_evidence(ledger, numbers, proof, dated=date(2026, 3, 20), actor="王五", now=NOON + timedelta(days=15))
    close(ledger, numbers)
    assert found(ledger) == {}


def test_old_paper_used_for_many_items_with_the_same_words(ledger: Ledger, proof: Path) -> None:
    mine = enter(ledger, "青石镇党委", ["甲", "乙", "丙", "丁", "戊"])
    theirs = enter(ledger, "赤水乡党委", ["己"])
    add_evidence(ledger, [*mine, *theirs], proof, dated=date(2026, 2, 1), actor="王五", now=NOON)
    close(ledger, mine)
    close(ledger, theirs, SAID.replace("逐月", "逐季"), by="王五")
    told = found(ledger)
    assert told[Check.EVIDENCE_TOO_EARLY] == [(number,) for number in [*mine, *theirs]]
    assert told[Check.COPIED_TEXT][0] == (*mine, *theirs)
    assert told[Check.SAME_DAY] == [tuple(mine)]
    assert told[Check.SAME_EVIDENCE] == [(*mine, *theirs)]
    assert told[Check.SELF_VERIFIED] == [tuple(theirs)]
    assert set(found(ledger, unit="赤水")) == set(told) - {Check.SAME_DAY}, "copies are looked for in all units"


def test_a_second_round_needs_evidence_of_its_own(ledger: Ledger, proof: Path, tmp_path: Path) -> None:
    (number,) = enter(ledger, "青石镇党委", ["甲"])
    add_evidence(ledger, [number], proof, dated=date(2026, 3, 20), actor="王五", now=NOON + timedelta(days=15))
    close(ledger, [number])
    later = NOON + timedelta(days=60)
    again = Given(note="回头看发现又反弹", basis="回头看通报")
    move_items(ledger, [number], Status.OPEN, given=again, actor="钱七", now=later)
    move_items(ledger, [number], Status.IN_PROGRESS, given=Given(note="重新整改"), actor="王五", now=later)
    assert found(ledger) == {}
    old = tmp_path / "旧.txt"
    old.write_text("旧的", encoding="utf-8")
    add_evidence(ledger, [number], old, dated=date(2026, 3, 25), actor="王五", now=later)
    assert set(found(ledger)) == {Check.EVIDENCE_OUTSIDE_ROUND}


def test_meetings_and_missing_persons(ledger: Ledger) -> None:
    enter(ledger, "青石镇党委", ["甲"], measures="召开专题会议\n组织集中学习")
    assert set(found(ledger)) == {Check.MEETINGS_ONLY}
    late = check_ledger(ledger, ItemFilter(), profile=PROFILE, today=date(2026, 7, 1))
    assert Check.OVERDUE in {warned.check for warned in late}
    off = parse('[checks]\noff = ["meetings-only"]', name="x", base=PROFILE)
    assert check_ledger(ledger, ItemFilter(), profile=off, today=date(2026, 4, 10)) == ()


def test_deadlines_follow_the_state_and_the_fields(ledger: Ledger) -> None:
    (number,) = enter(ledger, "青石镇党委", ["甲"])

    def steps() -> list[tuple[str, str]]:
        dues = what_is_due(ledger, ItemFilter(), profile=PROFILE, today=date(2026, 4, 10))
        return [(due.key.partition("-")[0], due.due.isoformat()) for due in dues if due.kind.value != "reminder"]

    assert steps() == [("item", "2026-06-30"), ("inspection", "2026-09-01")]
    approved = Given(
        note="涉及历史遗留，一时改不完",
        approved_by="县委巡察办",
        fields={
            Field.STAGE_GOAL: "理清权属",
            Field.REVIEW_ON: date(2026, 5, 31),
            Field.EXPECTED_ON: date(2027, 6, 30),
        },
    )
    move_items(ledger, [number], Status.CONTINUING, given=approved, actor="王五", now=NOON)
    assert steps() == [("review", "2026-05-31")]
    fill_in(ledger, [number], {Field.REVIEW_ON: date(2026, 6, 30)}, actor="王五", now=NOON)
    assert steps() == [("review", "2026-06-30")]
