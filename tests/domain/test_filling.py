from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.fields import Field, ItemFields
from tracker.domain.filling import check_extension, columns_to_write
from tracker.domain.kinds import Status
from tracker.domain.status import AT_WORK, EDITABLE

DUE = date(2024, 6, 30)
LATER = date(2024, 9, 30)
FILLED = ItemFields(title="学习不深", leader="赵书记", person="王委员", measures="开会", goal="好", due_on=DUE)


@pytest.mark.parametrize("status", Status)
def test_columns_change_while_the_item_is_in_hand(status: Status) -> None:
    wanted = {Field.PROGRESS: "过半"}
    if status in EDITABLE:
        assert columns_to_write(status, FILLED, wanted) == {"progress": "过半"}
        return
    with pytest.raises(MoveError, match="整改进展") as refused:
        columns_to_write(status, FILLED, wanted)
    assert refused.value.hint


def test_notes_are_taken_while_others_judge() -> None:
    for status in (Status.IN_REVIEW, Status.IN_VERIFICATION):
        assert columns_to_write(status, FILLED, {Field.NOTES: "附件在档案室"}) == {"notes": "附件在档案室"}
    with pytest.raises(MoveError, match="重新打开"):
        columns_to_write(Status.CLOSED, FILLED, {Field.NOTES: "补记"})


def test_what_is_there_already_is_not_written() -> None:
    assert columns_to_write(Status.CLOSED, FILLED, {Field.LEADER: "赵书记"}) == {}


def test_the_first_deadline_is_kept() -> None:
    for status in (Status.PROPOSED, Status.OPEN):
        assert columns_to_write(status, FILLED, {Field.DUE_ON: LATER}) == {"due_on": LATER, "due_original": LATER}
    with pytest.raises(MoveError, match="不能直接改"):
        columns_to_write(Status.IN_PROGRESS, FILLED, {Field.DUE_ON: LATER})
    without = ItemFields(title="学习不深")
    assert columns_to_write(Status.CONTINUING, without, {Field.DUE_ON: LATER})["due_original"] == LATER


def test_work_does_not_go_on_without_who_and_what() -> None:
    for field in (Field.LEADER, Field.MEASURES, Field.GOAL, Field.PERSON):
        with pytest.raises(MoveError, match=field.label):
            columns_to_write(Status.IN_PROGRESS, FILLED, {field: ""})
        assert columns_to_write(Status.OPEN, FILLED, {field: ""}) == {field.value: ""}
    by_post = {Field.PERSON: "", Field.POST: "组织委员"}
    assert columns_to_write(Status.IN_PROGRESS, FILLED, by_post) == {"person": "", "post": "组织委员"}


@pytest.mark.parametrize("status", Status)
def test_deadlines_are_extended_while_work_goes_on(status: Status) -> None:
    if status in AT_WORK:
        assert check_extension(status, DUE, LATER, reason="雨季", approved_by="县委") == DUE
        return
    with pytest.raises(MoveError):
        check_extension(status, DUE, LATER, reason="雨季", approved_by="县委")


@pytest.mark.parametrize(
    "present, to, reason, approved_by, said",
    [
        (None, LATER, "雨季", "县委", "还没有定时限"),
        (DUE, DUE, "雨季", "县委", "不是延期"),
        (DUE, date(2024, 1, 1), "雨季", "县委", "不是延期"),
        (DUE, LATER, " ", "县委", "理由"),
        (DUE, LATER, "雨季", "", "批准"),
    ],
)
def test_an_extension_says_until_when_why_and_who(
    present: date | None, to: date, reason: str, approved_by: str, said: str
) -> None:
    with pytest.raises((MoveError, UsageError), match=said):
        check_extension(Status.IN_PROGRESS, present, to, reason=reason, approved_by=approved_by)
