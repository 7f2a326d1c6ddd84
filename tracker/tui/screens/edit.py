"""Dialogs for the columns of the ledger, the deadline and notes, for one item or for many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.app import ComposeResult

from tracker.domain.errors import TrackerError
from tracker.domain.fields import Field, is_empty
from tracker.domain.filling import columns_to_write
from tracker.services.doing import Dating, Filling, Look, Noting, puts_off
from tracker.tui.asks import DAY_HINT, Ask, Kind, ask_of_field
from tracker.tui.screens.doing import DoingScreen
from tracker.tui.words import Words

_WHY = "why"


def why_not(look: Look, field: Field, *, rules: Any) -> str:
    """Why a column of an item cannot be filled in now; empty where it can."""
    other: Any = f"{look.standing.fields.of(field) or ''}x"
    try:
        columns_to_write(look.standing.status, look.standing.fields, {field: other}, rules=rules)
    except TrackerError as error:
        return f"{error.message}。{error.hint}"
    return ""


class _ColumnScreen(DoingScreen):
    """A dialog whose form is put up once."""

    def set_up(self) -> None:
        super().set_up()
        self.stands_otherwise()

    def stands_otherwise(self) -> None:
        self.query_one("#known", Words).say(self.known())
        self.put_up(self.asks())

    def compose_head(self) -> ComposeResult:
        yield from super().compose_head()
        yield Words(id="known")

    def asks(self) -> Iterable[Ask]:
        """What is asked for."""
        raise NotImplementedError

    def known(self) -> str:
        """What is known already."""
        return ""


class EditScreen(_ColumnScreen):
    """Fill in columns. Of many items only what is written is changed."""

    TITLE_WORDS = "填写栏目"
    DOES = "保存"

    def asks(self) -> Iterable[Ask]:
        if self.one is None:
            asks = [ask_of_field(field) for field in Field if field is not Field.TITLE]
            return [*asks, Ask(_WHY, "为什么改", hint="记入经过，可以不写")]
        fields = self.one.standing.fields
        open_ones = [field for field in Field if not why_not(self.one, field, rules=self.profile.rules)]
        return [
            *(ask_of_field(field, needed=field is Field.TITLE, known=fields.of(field)) for field in open_ones),
            Ask(_WHY, "为什么改", hint="记入经过，可以不写"),
        ]

    def known(self) -> str:
        if self.one is None:
            return "只改写了内容的栏目，留空的不动。"
        shut = [(field, why_not(self.one, field, rules=self.profile.rules)) for field in Field]
        reasons = dict.fromkeys(reason for field, reason in shut if reason and field is not Field.DUE_ON)
        if reasons:
            return "；".join(reasons)
        due = self.one.standing.fields.due_on
        return (
            f"整改时限 {due}，要改{self.own_keys.press('item.deadline')}。"
            if puts_off(self.one.standing.status, self.one.standing.fields)
            else ""
        )

    def submit(self, answers: Mapping[str, Any]) -> None:
        changed = self.form.changed()
        values = {field: answers[field.value] for field in Field if field.value in changed}
        if self.one is None:
            values = {field: value for field, value in values.items() if not is_empty(value)}
        else:
            values = {field: value for field, value in values.items() if value != self.one.standing.fields.of(field)}
        if not values:
            self.say(f"没有改动任何一栏。{self.own_keys.hint('dialog.leave', '离开')}。")
            return
        self.do(Filling(values, answers.get(_WHY, "")), title=f"填写{'、'.join(field.label for field in values)}")


class DateScreen(_ColumnScreen):
    """Set the deadline; where work is bound to one already, put it off with a reason and an approval."""

    TITLE_WORDS = "整改时限"
    DOES = "保存"

    def asks(self) -> Iterable[Ask]:
        if self.one is not None and not self._late:
            due = self.one.standing.fields.due_on
            yield Ask("to", "整改时限", Kind.DAY, needed=True, hint=DAY_HINT, known=due.isoformat() if due else "")
            yield Ask("reason", "说明", hint="记入经过，可以不写")
            return
        must = self.one is not None
        hint = "" if must else "已经开工的要写，其余的不用"
        yield Ask("to", "延到哪天" if must else "整改时限", Kind.DAY, needed=True, hint=DAY_HINT)
        yield Ask("reason", "延期理由", needed=must, hint=hint or "为什么到期改不完")
        yield Ask("approved-by", "谁批准的", needed=must, hint=hint or "上级领导或会议")

    @property
    def _late(self) -> bool:
        return self.one is not None and puts_off(self.one.standing.status, self.one.standing.fields)

    def known(self) -> str:
        if self.one is None:
            return "还没开工的直接定时限；已经开工的算延期，要写理由和谁批准的，原定时限留着。"
        fields = self.one.standing.fields
        if self._late:
            first = f"，原定 {fields.due_original}" if fields.due_original != fields.due_on else ""
            return f"现在的时限是 {fields.due_on}{first}。改时限算延期，要写理由和谁批准的。"
        return why_not(self.one, Field.DUE_ON, rules=self.profile.rules)

    def submit(self, answers: Mapping[str, Any]) -> None:
        what = Dating(answers["to"], reason=answers["reason"], approved_by=answers.get("approved-by", ""))
        self.do(what, title="整改时限")


class NoteScreen(_ColumnScreen):
    """Add a line to 备注."""

    TITLE_WORDS = "加备注"
    DOES = "保存"

    def asks(self) -> Iterable[Ask]:
        yield Ask("text", "备注", needed=True, hint="接在原来的备注后面，另起一行")

    def known(self) -> str:
        if self.one is None:
            return "每一项的备注后面都加上这一行。"
        shut = why_not(self.one, Field.NOTES, rules=self.profile.rules)
        notes = self.one.standing.fields.notes
        return shut or (f"已有：{notes}" if notes else "")

    def submit(self, answers: Mapping[str, Any]) -> None:
        self.do(Noting(answers["text"]), title="加备注")
