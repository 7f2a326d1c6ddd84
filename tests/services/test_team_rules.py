"""What PostgreSQL itself holds a team to, tried by people who go at the database with a program of their own."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from tests.ledger.samples import NOW, plan, store
from tests.services.moving import move
from tests.services.test_team import PEOPLE, Team, bring_to, new_people, people, refused
from tracker.domain.errors import LedgerError
from tracker.domain.kinds import ItemKind, Role, Status
from tracker.ledger import open_ledger
from tracker.ledger.tables import item
from tracker.services.entering import EntryDraft, add_items, split_item
from tracker.services.items import show_item
from tracker.services.proving import add_evidence
from tracker.services.undoing import redo, undo
from tracker.services.units import merge_units, rename_unit
from tracker.services.verifying import verify

__all__ = ["new_people", "people"]

NUMBER = "01-2021-01"


def done(people: Team, name: str, *statements: str) -> int:
    """How many rows the last of the statements touched; all are committed."""
    count = 0
    with people.by_hand(name) as connection:
        for statement in statements:
            count = connection.exec_driver_sql(statement).rowcount
        connection.commit()
    return count


def one(people: Team, question: str) -> object:
    with people.by_hand("") as connection:
        return connection.exec_driver_sql(question).scalar_one()


def copied(new_id: int, sequence: int, **other: str) -> str:
    """A statement that adds a copy of the first item with some columns otherwise."""
    names = [column.name for column in item.columns]
    values = {"id": str(new_id), "sequence": str(sequence), "status": "'proposed'", "source_id": "'x9'", **other}
    listed = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join(values.get(name, f'"{name}"') for name in names)
    return f"INSERT INTO item ({listed}) SELECT {taken} FROM item WHERE id = 1"


def to_verification(people: Team) -> None:
    """An item of 甲 that 甲办 applied for and 审核 passed, by the program."""
    with people.signed_in("经办") as ledger:
        move(ledger, NUMBER, Status.OPEN, actor="经办")
    with people.signed_in("甲办") as ledger:
        move(ledger, NUMBER, Status.IN_PROGRESS, actor="甲办")
        move(ledger, NUMBER, Status.IN_REVIEW, actor="甲办")
    with people.signed_in("审核") as ledger:
        move(ledger, NUMBER, Status.IN_VERIFICATION, actor="审核")


# --------------------------------------------------------------------------------------------------------------- units


@pytest.mark.parametrize("statement", [
    "UPDATE unit SET merged_into = 1 WHERE code = 2",
    "UPDATE unit SET name = '改' WHERE code = 2",
    "UPDATE unit_name SET unit_code = 1 WHERE unit_code = 2",
    "DELETE FROM unit_name WHERE unit_code = 2",
])  # fmt: skip
def test_a_bound_clerk_does_not_touch_other_units(people: Team, statement: str) -> None:
    with people.by_hand("甲经办") as connection:
        assert connection.exec_driver_sql(statement).rowcount == 0


@pytest.mark.parametrize("statement", [
    "UPDATE unit SET merged_into = 2 WHERE code = 1",
    "UPDATE unit SET code = 9 WHERE code = 1",
    "INSERT INTO unit (code, name, placeholder) VALUES (9, '新', false)",
    "INSERT INTO unit (code, name, placeholder, merged_into) VALUES (9, '新', false, 1)",
    "INSERT INTO unit_name (name, unit_code) VALUES ('乙乡', 2)",
    "UPDATE unit_name SET unit_code = 2 WHERE unit_code = 1",
])  # fmt: skip
def test_a_bound_clerk_does_not_reach_beyond_his_unit(people: Team, statement: str) -> None:
    refused(people, "甲经办", statement)


def test_a_bound_clerk_imports_and_renames_for_his_own_unit(new_people: Team) -> None:
    with new_people.signed_in("甲经办") as ledger:
        (outcome,) = store(ledger, plan("甲", 2023, ("新问题",)), actor="甲经办")
        assert outcome.error is None
        (corrected,) = store(ledger, plan("甲", 2023, ("新的问题",)), actor="甲经办")
        assert corrected.error is None
        assert rename_unit(ledger, "甲", "甲镇", actor="甲经办", now=NOW).name == "甲镇"
        undo(ledger, actor="甲经办", now=NOW)
        redo(ledger, actor="甲经办", now=NOW)
        with pytest.raises(LedgerError, match="不是你的单位"):
            rename_unit(ledger, "乙", "乙镇", actor="甲经办", now=NOW)
        for which, into in (("乙", "甲镇"), ("甲镇", "乙")):
            with pytest.raises(LedgerError, match="不是你的单位"):
                merge_units(ledger, which, into, actor="甲经办", now=NOW)
    with new_people.signed_in("经办") as ledger:
        (outcome,) = store(ledger, plan("丙", 2019), actor="经办")
        assert outcome.error is None
        merge_units(ledger, "丙", "甲镇", actor="经办", now=NOW)
        undo(ledger, actor="经办", now=NOW)
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()


# ----------------------------------------------------------------------------------------------------------- new items


@pytest.mark.parametrize("name", ["甲办", "审核", "验收", "只读"])
def test_only_the_clerk_enters_items(people: Team, name: str) -> None:
    assert "permission denied" in refused(people, name, copied(9999, 77))


@pytest.mark.parametrize("other", [
    {"status": "'closed'"},
    {"status": "'in_verification'"},
    {"unit_code": "2"},
    {"round": "2"},
    {"self_verified": "true"},
    {"merged_into_id": "2"},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("name", ["经办", "甲经办"])
def test_a_new_item_begins_as_one(people: Team, name: str, other: dict[str, str]) -> None:
    assert "新登记的事项" in refused(people, name, copied(9999, 77, **other))
    with people.by_hand(name) as connection:
        assert connection.exec_driver_sql(copied(9999, 77)).rowcount == 1


def test_the_clerk_enters_splits_and_takes_it_back(new_people: Team) -> None:
    with new_people.signed_in("甲经办") as ledger:
        drafts = [
            EntryDraft(title="台账不全", kind=ItemKind.PROBLEM),
            EntryDraft(title="学习少", kind=ItemKind.PROBLEM),
        ]
        added = add_items(ledger, drafts, unit="甲", year=2022, note="巡察反馈", actor="甲经办", now=NOW)
        assert {row.status for row in added} == {Status.OPEN}
        undo(ledger, actor="甲经办", now=NOW)
        redo(ledger, actor="甲经办", now=NOW)
        parts = split_item(ledger, added[0].number, ["台账", "不全"], note="两件事", actor="甲经办", now=NOW)
        assert len(parts) == 2
        undo(ledger, actor="甲经办", now=NOW)
        redo(ledger, actor="甲经办", now=NOW)
        assert show_item(ledger, added[0].number).row.status is Status.SPLIT
    with new_people.signed_in("经办") as ledger:
        (outcome,) = store(ledger, plan("丙", 2019), actor="经办")
        assert outcome.error is None
        merge_units(ledger, "丙", "甲", actor="经办", now=NOW)
        # Its number stays that of the unit that was merged.
        parts = split_item(ledger, "03-2019-01", ["学习", "深入"], note="两件事", actor="经办", now=NOW)
        assert {part.number[:2] for part in parts} == {"03"}
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()


# -------------------------------------------------------------------------------------------------------------- rounds


def test_nobody_writes_another_into_a_round(new_people: Team) -> None:
    new_people.add("两用", Role.UNIT, Role.REVIEWER, Role.VERIFIER, units=("甲",))
    with new_people.signed_in("经办") as ledger:
        move(ledger, NUMBER, Status.OPEN, actor="经办")
    with new_people.signed_in("两用") as ledger:
        for target in (Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION):
            move(ledger, NUMBER, target, actor="两用")
    closing = "UPDATE item SET status = 'closed', self_verified = {} WHERE id = 1"
    for written in (
        "applied_by = '别人'",
        "reviewed_by = '别人'",
        "applied_by = ''",
        "closed_by = '别人'",
        "opinion = '好'",
    ):
        said = refused(new_people, "两用", f"UPDATE item_round SET {written} WHERE item_id = 1")
        assert "照实记" in said
    # Taking back the passing of it begins so; it does not make the closure that of another.
    with new_people.by_hand("两用") as connection:
        assert connection.exec_driver_sql("UPDATE item_round SET reviewed_by = '' WHERE item_id = 1").rowcount == 1
        connection.commit()
    assert "自验" in refused(new_people, "两用", closing.format("false"))
    assert done(new_people, "两用", closing.format("true")) == 1
    for written in ("closed_by = '别人', self_verified = true", "closed_by = '两用', self_verified = false"):
        refused(new_people, "两用", f"UPDATE item_round SET {written} WHERE item_id = 1")
    # Re-opening it and taking that back does not wash off the mark either.
    assert (
        done(new_people, "两用", "UPDATE item SET status = 'open', round = 2, self_verified = false WHERE id = 1") == 1
    )
    refused(new_people, "两用", "UPDATE item SET status = 'closed', round = 1, self_verified = false WHERE id = 1")
    assert (
        done(new_people, "两用", "UPDATE item SET status = 'closed', round = 1, self_verified = true WHERE id = 1") == 1
    )


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "乙办"])
def test_a_round_is_not_removed_and_not_rewritten(new_people: Team, name: str) -> None:
    to_verification(new_people)
    for statement in (
        "DELETE FROM item_round",
        "UPDATE item_round SET opened_by = '别人'",
        "UPDATE item_round SET applied_by = '别人'",
        f"UPDATE item_round SET applied_by = '{name}'" if name != "甲办" else "UPDATE item_round SET applied_by = ''",
        "UPDATE item_round SET number = 9",
        f"INSERT INTO item_round (item_id, number, opened_at, opened_by) VALUES (2, 5, now(), '{name}')",
        "INSERT INTO item_round (item_id, number, opened_at, opened_by) VALUES (2, 1, now(), '别人')",
    ):
        refused(new_people, name, statement)


@pytest.mark.parametrize("name, columns", [
    ("经办", ("round", "self_verified")),
    ("甲办", ("round", "self_verified", "void", "merged_into_id")),
    ("审核", ("round", "self_verified", "void", "merged_into_id")),
    ("验收", ("round", "self_verified", "void", "merged_into_id")),
])  # fmt: skip
def test_round_mark_and_void_are_not_for_everybody(people: Team, name: str, columns: tuple[str, ...]) -> None:
    changed = {"round": "5", "self_verified": "NOT self_verified", "void": "true", "merged_into_id": "2"}
    for column in columns:
        refused(people, name, f"UPDATE item SET {column} = {changed[column]} WHERE id = 1")


def test_a_wrong_number_of_the_round_goes_with_no_move(new_people: Team) -> None:
    to_verification(new_people)
    closing = "UPDATE item SET status = 'closed'{} WHERE id = 1"
    refused(new_people, "验收", closing.format(", round = 4"))
    assert done(new_people, "验收", closing.format("")) == 1
    for rest in ("", ", round = 3", ", round = 2, self_verified = true"):
        refused(new_people, "验收", f"UPDATE item SET status = 'open'{rest} WHERE id = 1")


# --------------------------------------------------------------------------------------------------------- taking back


def test_only_an_own_step_is_taken_back(new_people: Team) -> None:
    new_people.add("另一验收", Role.VERIFIER)
    to_verification(new_people)
    back = "UPDATE item SET status = 'in_verification' WHERE id = 1"
    with new_people.signed_in("验收") as ledger:
        move(ledger, NUMBER, Status.CLOSED, actor="验收")
    assert "撤销你自己" in refused(new_people, "另一验收", back)
    with new_people.signed_in("另一验收") as ledger, pytest.raises(LedgerError, match="照实记"):
        undo(ledger, int(str(one(new_people, "SELECT max(command) FROM event"))), actor="另一验收", now=NOW)
    with new_people.signed_in("验收") as ledger:
        undo(ledger, actor="验收", now=NOW)
        redo(ledger, actor="验收", now=NOW)
        move(ledger, NUMBER, Status.OPEN, actor="验收")
        undo(ledger, actor="验收", now=NOW)
        redo(ledger, actor="验收", now=NOW)
    # Open again, by 验收: nobody else closes it as if he took that back, and nobody closes what was never open.
    closing = "UPDATE item SET status = 'closed', round = 1 WHERE id = {}"
    refused(new_people, "另一验收", closing.format(1))
    bring_to(new_people, "01-2021-02", Status.OPEN)
    for forged in ("", "item_moved", "redone"):
        if forged:
            done(
                new_people,
                "验收",
                "INSERT INTO event (id, at, actor, kind, item_id, source, target, note, payload, hash) "
                f"SELECT max(id) + 1, now(), '验收', '{forged}', 2, 'closed', 'open', '', '{{}}', 'x' FROM event",
            )
        refused(new_people, "验收", closing.format(2))


def test_steps_there_and_back_are_taken_back_one_by_one(new_people: Team) -> None:
    """Each way between two states may be a move of its own, of the same person or of others."""
    with new_people.signed_in("经办") as ledger:
        move(ledger, NUMBER, Status.OPEN, actor="经办")
    with new_people.signed_in("甲办") as ledger:
        move(ledger, NUMBER, Status.IN_PROGRESS, actor="甲办")
        move(ledger, NUMBER, Status.CONTINUING, actor="甲办")
        move(ledger, NUMBER, Status.IN_PROGRESS, actor="甲办")
        move(ledger, NUMBER, Status.IN_REVIEW, actor="甲办")
    with new_people.signed_in("审核") as ledger:
        move(ledger, NUMBER, Status.IN_PROGRESS, actor="审核", note="补做会议记录和签到表")
        undo(ledger, actor="审核", now=NOW)
        assert show_item(ledger, NUMBER).rounds[0].applied_by == "甲办"
    with new_people.signed_in("甲办") as ledger:
        for expected in (Status.IN_PROGRESS, Status.CONTINUING, Status.IN_PROGRESS, Status.OPEN):
            undo(ledger, actor="甲办", now=NOW)
            assert show_item(ledger, NUMBER).row.status is expected
    with new_people.signed_in("经办") as ledger:
        undo(ledger, actor="经办", now=NOW)
        assert show_item(ledger, NUMBER).rounds == ()
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()


def test_one_person_in_every_role_takes_back_all_of_it(new_people: Team) -> None:
    new_people.add("全能", Role.CLERK, Role.UNIT, Role.REVIEWER, Role.VERIFIER, units=("甲",))
    applied = (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW)
    way = (*applied, *applied[1:], Status.IN_VERIFICATION, Status.CLOSED, Status.OPEN)
    with new_people.signed_in("全能") as ledger:
        for target in way:
            move(ledger, NUMBER, target, actor="全能", note="补做会议记录和签到表")
        assert show_item(ledger, NUMBER).rounds[0].self_verified
        for _ in range(3):
            for expected in (*way[-2::-1], Status.PROPOSED):
                undo(ledger, actor="全能", now=NOW)
                assert show_item(ledger, NUMBER).row.status is expected
            for expected in way:
                redo(ledger, actor="全能", now=NOW)
                assert show_item(ledger, NUMBER).row.status is expected
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()


# ------------------------------------------------------------------------------------------------------------ evidence


def put_in(number: int, sha256: str, kept: str = "true") -> str:
    return (
        "INSERT INTO evidence (id, item_id, round, kind, title, dated, path, kept, added_at, added_by, sha256) "
        f"VALUES ({900 + number}, {number}, 1, 'other', 'x', '2020-01-01', '/x', {kept}, now(), '甲办', '{sha256}')"
    )


def test_a_file_is_not_seen_by_naming_its_hash(new_people: Team, tmp_path: Path) -> None:
    secret = tmp_path / "机密.txt"
    secret.write_text("乙的机密佐证", encoding="utf-8")
    sha256 = hashlib.sha256(secret.read_bytes()).hexdigest()
    bring_to(new_people, NUMBER, Status.OPEN)
    bring_to(new_people, "02-2021-01", Status.OPEN)
    with new_people.signed_in("乙办") as ledger:
        add_evidence(ledger, ["02-2021-01"], secret, dated=date(2020, 1, 1), actor="乙办", now=NOW)
    assert "有这份文件的人" in refused(new_people, "甲办", put_in(1, sha256))
    assert done(new_people, "甲办", put_in(1, sha256, kept="false")) == 1
    refused(new_people, "甲办", "UPDATE evidence SET kept = true")
    refused(new_people, "甲办", "UPDATE evidence SET title = '改'")
    with new_people.by_hand("甲办") as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM evidence_file").scalar_one() == 0
    with new_people.signed_in("甲办") as ledger:
        (added,) = add_evidence(ledger, [NUMBER], secret, dated=date(2020, 1, 1), actor="甲办", now=NOW)
        assert added.kept
    with new_people.by_hand("甲办") as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM evidence_file").scalar_one() == 1


def test_wrong_bytes_are_not_planted_under_a_hash(people: Team) -> None:
    sha256 = hashlib.sha256("真的佐证".encode()).hexdigest()
    wrong = f"INSERT INTO evidence_file (sha256, size, content) VALUES ('{sha256}', 3, 'abc')"
    assert "对不上" in refused(people, "甲办", wrong)
    assert "对不上" in refused(people, "经办", f"{wrong} ON CONFLICT DO NOTHING")
    planted = f"INSERT INTO original (sha256, size, path, packed, content) VALUES ('{sha256}', 3, 'x', false, 'abc')"
    assert "row-level security" in refused(people, "经办", planted)
