"""Filling in the ledger's columns: when that may be done, and what goes with it. Deadlines are extended, not redone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.domain.errors import MoveError, UsageError
from tracker.domain.fields import Field, FieldValue, ItemFields, is_empty
from tracker.domain.kinds import Status
from tracker.domain.status import AT_WORK, DEFAULT_RULES, EDITABLE, WorkflowRules

_UNDER_WAY = frozenset({Status.IN_PROGRESS, Status.CONTINUING})
_BEING_JUDGED = frozenset({Status.IN_REVIEW, Status.IN_VERIFICATION})

_WAY_OUT: Mapping[Status, str] = {
    Status.IN_REVIEW: "请先审核退回，改好了再申请",
    Status.IN_VERIFICATION: "请先验收退回，改好了再申请",
    Status.CLOSED: "这一轮的记录不再改动；要改，先重新打开：tracker move 编号 待整改 --note 原因 --basis 依据",
    Status.MERGED: "请到并入的那一项上改，或先恢复",
    Status.SPLIT: "请到拆分后的各项上改",
    Status.REJECTED: "请先恢复：tracker move 编号 待确认 --note 理由",
}


def columns_to_write(
    status: Status,
    present: ItemFields,
    values: Mapping[Field, FieldValue],
    *,
    rules: WorkflowRules = DEFAULT_RULES,
) -> dict[str, FieldValue]:
    """What filling in ``values`` writes, by column: the values, and the original deadline along with a deadline.

    Raises:
        MoveError: the item's state does not allow it, a deadline that work is bound to would be rewritten, or a column
            that work cannot go without would be emptied.
    """
    changed = {field: value for field, value in values.items() if value != present.of(field)}
    if not changed:
        return {}
    only_notes = not set(changed) - {Field.NOTES}
    if status not in EDITABLE and not (only_notes and status in _BEING_JUDGED):
        raise MoveError(f"“{status.label}”的事项不能改{_names(changed)}", _WAY_OUT[status])
    written: dict[str, FieldValue] = {field.value: value for field, value in changed.items()}
    if status in _UNDER_WAY:
        emptied = [field for field in changed if field in rules.start_fields and is_empty(changed[field])]
        if Field.PERSON in emptied and not is_empty(changed.get(Field.POST, present.post)):
            emptied.remove(Field.PERSON)
        if emptied:
            raise MoveError(f"“{status.label}”的事项不能没有{_names(emptied)}", "请写明新的内容，不要清空")
        if Field.DUE_ON in changed and present.due_on is not None:
            raise MoveError(
                f"时限已定为 {present.due_on}，不能直接改",
                "延期请用：tracker extend 编号 --to 日期 --reason 理由 --approved-by 批准人",
            )
    if Field.DUE_ON in changed:
        written["due_original"] = changed[Field.DUE_ON]
    return written


def check_extension(status: Status, present: date | None, to: date, *, reason: str, approved_by: str) -> date:
    """The deadline that an extension starts from.

    Raises:
        MoveError: the item's state does not allow it, there is no deadline yet, or the new one is not later.
        UsageError: the reason or who approved is missing.
    """
    if status not in AT_WORK:
        raise MoveError(f"“{status.label}”的事项不能延期", "延期只用于待整改、整改中和持续整改的事项")
    if present is None:
        raise MoveError("还没有定时限，无从延期", "请先定时限：tracker set 编号 整改时限=日期")
    if to <= present:
        raise MoveError(f"现在的时限是 {present}，延到 {to} 不是延期", "请写一个更晚的日期")
    if not reason.strip():
        raise UsageError("延期要写理由", "请用 --reason 写明为什么到期改不完")
    if not approved_by.strip():
        raise UsageError("延期要上级批准", "请用 --approved-by 写明谁批准的")
    return present


def _names(fields: Mapping[Field, FieldValue] | list[Field]) -> str:
    return "、".join(field.label for field in Field if field in fields)
