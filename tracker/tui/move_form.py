"""What a move still lacks, asked for; all of it from the one table of moves in ``tracker.domain.status``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.fields import Field, is_empty, shown_value
from tracker.domain.kinds import CheckMethod, Role, Status
from tracker.domain.status import Given, Move, Standing, WorkflowRules, needed_columns, took_part
from tracker.tui.asks import Ask, Kind, ask_of_field

NOTE, INTO, APPROVED_BY, BASIS = "note", "into", "approved-by", "basis"
METHODS, EVIDENCE, PARTS = "methods", "evidence", "parts"


_MEANS = {
    Status.MERGED: "和另一项是一回事，并到那一项里办",
    Status.SPLIT: "里面是几件事，分成几项各办各的",
    Status.REJECTED: "不是问题或承诺，或者不归这里办",
}
"""What the move means where its name only says the state again."""


def what_it_is(move: Move) -> str:
    """A few words on a move, beside the state that it leads to."""
    return _MEANS.get(move.target, move.name)


def asks_of_move(move: Move, standing: Standing | None, rules: WorkflowRules) -> tuple[Ask, ...]:
    """Everything that a person has to give for a move of an item, and nothing that is there already.

    Args:
        move: the move.
        standing: the item; ``None`` for many items, of which each has its own columns: these may be left open.
        rules: what the office set.
    """
    asks = [Ask(INTO, "并入哪一项", needed=True, hint="编号，如 03-2022-07")] if move.needs_target_item else []
    if move.needs_parts:
        asks.append(
            Ask(PARTS, "拆成", Kind.TEXT, needed=True, hint="一行写一项，至少两行；照抄原文的，出处就定在那句话上")
        )
    if standing is None:
        asks += [_left_open(field) for field in needed_columns(move, rules)]
    else:
        asks += [ask_of_field(field, needed=True) for field in empty_columns(move, standing, rules)]
        if move.evidence and rules.evidence and not standing.evidence:
            asks.append(Ask(EVIDENCE, "佐证", Kind.STEP, needed=True, hint="附佐证……"))
    if move.approval:
        asks.append(Ask(APPROVED_BY, "谁批准的", needed=True, hint="上级领导或会议"))
    if move.methods:
        ways = tuple((method.label, method) for method in CheckMethod)
        asks.append(Ask(METHODS, "检查方式", Kind.SEVERAL, needed=True, choices=ways))
    if move.basis:
        asks.append(Ask(BASIS, "依据", needed=True, hint="如 回头看通报、群众信访"))
    least = rules.redo_at_least if move.refuses else 0
    wants = f"{move.note_says}，至少 {least} 个字" if least else move.note_says
    return (*asks, Ask(NOTE, "说明", needed=True, hint=wants, least=least))


def _left_open(field: Field) -> Ask:
    ask = ask_of_field(field)
    return Ask(ask.id, ask.label, ask.kind, False, "已有的各项留空即可", ask.choices)


def empty_columns(move: Move, standing: Standing, rules: WorkflowRules) -> tuple[Field, ...]:
    """The columns that have to be filled in for the move and are not. A post stands for a person."""
    return tuple(
        field
        for field in needed_columns(move, rules)
        if is_empty(standing.fields.of(field)) and not (field is Field.PERSON and standing.fields.post)
    )


def known_columns(move: Move, standing: Standing, rules: WorkflowRules) -> tuple[tuple[str, str], ...]:
    """Label and content of the columns that the move needs and that are filled in."""
    empty = empty_columns(move, standing, rules)
    found = [(field.label, standing.fields.of(field)) for field in needed_columns(move, rules) if field not in empty]
    told = [(label, shown_value(value)) for label, value in found if not is_empty(value)]
    if Field.PERSON in needed_columns(move, rules) and is_empty(standing.fields.person) and standing.fields.post:
        told.append((Field.POST.label, standing.fields.post))
    if move.evidence and standing.evidence:
        told.append(("佐证", f"本轮 {standing.evidence} 份"))
    return tuple(told)


def in_the_way(
    move: Move, standing: Standing, *, actor: str, roles: frozenset[Role] | None, rules: WorkflowRules
) -> str:
    """Why this person cannot make the move whatever is given along; empty where nothing stands in the way."""
    if roles is not None and move.role not in roles:
        return f"“{move.name}”由{move.role.label}办理，请{move.role.label}的人来办。"
    if move.term is not None and standing.fields.term is not move.term:
        return f"只有整改类型是“{move.term.label}”的可以不经审核，请先申请审核。"
    if move.independent and not rules.self_verification and took_part(standing, actor):
        return f"{_verb(move)}的人不能是申请或审核的人（{actor}），请另一个人来{_verb(move)}。"
    return ""


def warning(move: Move, standing: Standing, *, actor: str) -> str:
    """What a person should know before the move; empty where there is nothing."""
    if move.independent and move.target is Status.CLOSED and took_part(standing, actor):
        return "这一轮是您自己申请或审核的，销号会标明“自验”。"
    return ""


def _verb(move: Move) -> str:
    return "验收" if move.target is Status.CLOSED else "审核"


def parts_of(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """What an item is to be split into, one part a line."""
    return tuple(line.strip() for line in str(answers.get(PARTS, "")).split("\n") if line.strip())


def given_of(answers: Mapping[str, Any]) -> Given:
    """What comes along with a move, from the answers."""
    fields = {field: answers[field.value] for field in Field if not is_empty(answers.get(field.value, ""))}
    return Given(
        note=answers.get(NOTE, ""),
        basis=answers.get(BASIS, ""),
        methods=answers.get(METHODS, ()),
        approved_by=answers.get(APPROVED_BY, ""),
        into=answers.get(INTO) or None,
        parts=len(parts_of(answers)),
        fields=fields,
    )
