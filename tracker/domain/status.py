"""The status machine: which move is lawful, whose it is, and what it needs. One table; ``docs/workflow.md`` prints it.

Source: the practice of 整改台账 and 销号 (建账 – 整改 – 审核 – 验收 – 销号, re-opening as a new 轮次): a verifier is
never the applicant, a refusal says what to do again, 持续整改 is approved, a re-opening has a reason and a basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.errors import MoveError
from tracker.domain.fields import Field, FieldValue, ItemFields, is_empty
from tracker.domain.kinds import CheckMethod, Role, Status, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRules:
    """What an office may set about its workflow. The profile fills it."""

    self_verification: bool = True
    """True where whoever applied or reviewed may verify, and the closure is marked 自验: one person runs the ledger.
    False where such a closure is refused, and such a review too."""
    start_fields: tuple[Field, ...] = (Field.LEADER, Field.PERSON, Field.MEASURES, Field.DUE_ON, Field.GOAL)
    """Columns that have to be filled in before work begins. 责任人 is met by a post as well."""
    evidence: bool = True
    """True where done has to be shown by evidence of the present round."""
    redo_at_least: int = 10
    """How many characters a refusal needs at least to say what to do again."""


DEFAULT_RULES = WorkflowRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One lawful move of an item from a state to another."""

    source: Status
    target: Status
    name: str
    """What people call the move."""
    role: Role
    """Whose move it is."""
    note_says: str
    """What the note that goes with the move has to say."""
    starts: bool = False
    """True where the columns that the office wants before work begins have to be filled in."""
    fields: tuple[Field, ...] = ()
    """Columns that have to be filled in besides."""
    evidence: bool = False
    """True where the present round needs evidence."""
    methods: bool = False
    """True where it has to be said how the verifier looked (检查方式)."""
    basis: bool = False
    """True where the basis has to be named (依据)."""
    approval: bool = False
    """True where it has to be said who above the unit approved."""
    independent: bool = False
    """True where the person must have had no part in the application."""
    refuses: bool = False
    """True where it hands back: the note has to say at some length what to do again."""
    term: Term | None = None
    """The only class of items (整改类型) for which it is open."""
    opens_round: bool = False
    """True where the move starts a new round (轮次)."""
    needs_target_item: bool = False
    """True where the number of the item it is merged into has to be given."""
    needs_parts: bool = False
    """True where it happens by ``tracker split`` alone, which says what the parts are."""


S, R = Status, Role
_LONG_RUN = (Field.STAGE_GOAL, Field.REVIEW_ON, Field.EXPECTED_ON)

MOVES: tuple[Move, ...] = (
    Move(source=S.PROPOSED, target=S.OPEN, name="确认纳入", role=R.CLERK, note_says="核对原文的情况"),
    Move(
        source=S.OPEN, target=S.IN_PROGRESS, name="启动整改", role=R.UNIT, note_says="整改方案是怎么定的", starts=True
    ),
    Move(
        source=S.IN_PROGRESS,
        target=S.IN_REVIEW,
        name="申请审核",
        role=R.UNIT,
        note_says="每条措施完成的情况",
        starts=True,
        evidence=True,
    ),
    Move(
        source=S.IN_PROGRESS,
        target=S.CONTINUING,
        name="转持续整改",
        role=R.UNIT,
        note_says="一时改不完的原因",
        fields=_LONG_RUN,
        approval=True,
    ),
    Move(
        source=S.IN_PROGRESS,
        target=S.IN_VERIFICATION,
        name="申请验收",
        role=R.UNIT,
        note_says="每条措施完成的情况",
        starts=True,
        evidence=True,
        term=Term.AT_ONCE,
    ),
    Move(source=S.CONTINUING, target=S.IN_PROGRESS, name="恢复整改", role=R.UNIT, note_says="复核的结果"),
    Move(
        source=S.CONTINUING,
        target=S.IN_REVIEW,
        name="申请审核",
        role=R.UNIT,
        note_says="阶段成果",
        starts=True,
        evidence=True,
    ),
    Move(
        source=S.IN_REVIEW,
        target=S.IN_VERIFICATION,
        name="审核通过",
        role=R.REVIEWER,
        note_says="审核意见",
        independent=True,
    ),
    Move(
        source=S.IN_REVIEW,
        target=S.IN_PROGRESS,
        name="审核退回",
        role=R.REVIEWER,
        note_says="要补做什么",
        refuses=True,
    ),
    Move(
        source=S.IN_VERIFICATION,
        target=S.CLOSED,
        name="验收销号",
        role=R.VERIFIER,
        note_says="验收意见",
        starts=True,
        evidence=True,
        methods=True,
        independent=True,
    ),
    Move(
        source=S.IN_VERIFICATION,
        target=S.IN_PROGRESS,
        name="验收退回",
        role=R.VERIFIER,
        note_says="要补做什么",
        refuses=True,
    ),
    Move(
        source=S.CLOSED,
        target=S.OPEN,
        name="重新打开",
        role=R.VERIFIER,
        note_says="原因",
        basis=True,
        opens_round=True,
    ),
    *(
        move
        for source in (S.PROPOSED, S.OPEN, S.IN_PROGRESS, S.CONTINUING)
        for move in (
            Move(
                source=source,
                target=S.MERGED,
                name="并入",
                role=R.CLERK,
                note_says="并入的理由",
                needs_target_item=True,
            ),
            Move(source=source, target=S.SPLIT, name="拆分", role=R.CLERK, note_says="拆分的理由", needs_parts=True),
        )
    ),
    Move(source=S.PROPOSED, target=S.REJECTED, name="不纳入", role=R.CLERK, note_says="不纳入的理由"),
    Move(source=S.MERGED, target=S.PROPOSED, name="恢复", role=R.CLERK, note_says="恢复的理由"),
    Move(source=S.REJECTED, target=S.PROPOSED, name="恢复", role=R.CLERK, note_says="恢复的理由"),
)

_BY_PAIR = {(move.source, move.target): move for move in MOVES}

OUTSTANDING = frozenset(
    {
        Status.PROPOSED,
        Status.OPEN,
        Status.IN_PROGRESS,
        Status.CONTINUING,
        Status.IN_REVIEW,
        Status.IN_VERIFICATION,
    }
)
"""The states of an item that is not finished: it is carried into the next year with its number and age."""

TO_BE_DONE = OUTSTANDING - {Status.PROPOSED}
"""Those of them in which a person has said that the item counts: only it can be overdue."""


def is_overdue(status: Status, due_by: date | None, *, today: date) -> bool:
    """逾期: confirmed, not finished, and the day that it waits for lies before ``today``.

    ``tracker.ledger.dueness`` tells the same in SQL.
    """
    return status in TO_BE_DONE and due_by is not None and due_by < today


AT_WORK = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.CONTINUING})
"""The states in which work on an item goes on: evidence is added, deadlines are extended."""

EDITABLE = AT_WORK | {Status.PROPOSED}
"""The states in which the ledger's columns may be changed. While others judge an item it stays as it was handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the rules look at of an item."""

    status: Status
    fields: ItemFields = field(default_factory=ItemFields)
    evidence: int = 0
    """How many pieces of evidence the present round has."""
    applied_by: str = ""
    """Who applied in the present round; empty where nobody has or it was handed back."""
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person gives along with a move."""

    note: str = ""
    basis: str = ""
    methods: tuple[CheckMethod, ...] = ()
    approved_by: str = ""
    into: str | None = None
    parts: int = 0
    """Into how many items it is split."""
    fields: Mapping[Field, FieldValue] = field(default_factory=dict)
    """Columns filled in by the same command."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a move needs and that is not there."""

    what: str
    """What is missing or in the way, in Chinese."""
    remedy: str
    """What to do about it."""


def moves_from(source: Status) -> tuple[Move, ...]:
    """The moves that may follow from a state, in the order of the table."""
    return tuple(move for move in MOVES if move.source is source)


def find_move(source: Status, target: Status) -> Move:
    """The move from ``source`` to ``target``.

    Raises:
        MoveError: the table has none.
    """
    if source is target:
        raise MoveError(f"已经是“{source.label}”了", "无须再改")
    move = _BY_PAIR.get((source, target))
    if move is None:
        ways = "、".join(m.target.label for m in moves_from(source)) or "（无，只能撤销：tracker undo）"
        raise MoveError(f"不能从“{source.label}”直接改为“{target.label}”", f"现在可以改为：{ways}")
    return move


def check_move(
    standing: Standing,
    target: Status,
    given: Given,
    *,
    actor: str,
    roles: frozenset[Role] | None = None,
    rules: WorkflowRules = DEFAULT_RULES,
) -> Move:
    """The move of an item to ``target``, if the rules allow it and all that it needs is there.

    Args:
        standing: the item before the move.
        target: the state it is to have.
        given: what comes along with the move.
        actor: who moves it.
        roles: what the person may do; ``None`` where the ledger does not tell people apart.
        rules: what the office set.

    Raises:
        MoveError: the move is not in the table, is not this person's, or lacks something; the message names all of it.
    """
    move = find_move(standing.status, target)
    if roles is not None and move.role not in roles:
        own = "、".join(role.label for role in Role if role in roles) or "没有角色"
        raise MoveError(f"“{move.name}”由{move.role.label}办理，您是{own}", f"请{move.role.label}的人来办")
    lacks = lacking(move, standing, given, actor=actor, rules=rules)
    if lacks:
        raise MoveError(
            f"“{move.name}”还不行：{'；'.join(lack.what for lack in lacks)}",
            "；".join(dict.fromkeys(lack.remedy for lack in lacks)),
        )
    return move


def lacking(
    move: Move, standing: Standing, given: Given, *, actor: str, rules: WorkflowRules = DEFAULT_RULES
) -> tuple[Lack, ...]:
    """Everything that stands in the way of a move, in the order in which a person would put it right."""
    found = []
    if move.term is not None and standing.fields.term is not move.term:
        found.append(Lack(f"只有整改类型是“{move.term.label}”的可以不经审核", "请先申请审核"))
    if not given.note.strip():
        found.append(Lack(f"要写说明（{move.note_says}）", f"请用 --note 写明{move.note_says}"))
    elif move.refuses and len(given.note.strip()) < rules.redo_at_least:
        least = rules.redo_at_least
        found.append(Lack(f"退回要写明补做什么，至少 {least} 个字", "请用 --note 写明要补做什么，让对方照着办"))
    found += _empty_columns(move, standing, given, rules)
    if move.evidence and rules.evidence and not standing.evidence:
        found.append(Lack("本轮还没有佐证", "请先用 tracker evidence add 附上佐证，写明日期"))
    if move.approval and not given.approved_by.strip():
        found.append(Lack("要上级同意", "请用 --approved-by 写明谁批准的"))
    if move.methods and not given.methods:
        ways = "、".join(method.label for method in CheckMethod)
        found.append(Lack("要写检查方式", f"请用 --method 写明检查方式（{ways}）"))
    if move.basis and not given.basis.strip():
        found.append(Lack("要写依据", "请用 --basis 写明依据，如“回头看通报”“群众信访”"))
    if move.needs_target_item and not given.into:
        found.append(Lack("要写明并入哪一项", "请用 --into 给出那一项的编号"))
    if move.needs_parts and given.parts < 2:
        found.append(Lack("要写明拆成哪几项，至少两项", "请用 tracker split 编号 --part … --part …"))
    if move.independent and not rules.self_verification and took_part(standing, actor):
        verb = "验收" if move.target is Status.CLOSED else "审核"
        found.append(Lack(f"{verb}的人不能是申请或审核的人（{actor}）", f"请另一个人来{verb}，用 --actor 写明是谁"))
    return tuple(found)


def took_part(standing: Standing, actor: str) -> bool:
    """True where the person applied in this round or passed the application on: no check by another."""
    return actor in {standing.applied_by, standing.reviewed_by} - {""}


def needed_columns(move: Move, rules: WorkflowRules = DEFAULT_RULES) -> tuple[Field, ...]:
    """The columns that have to be filled in for a move, for forms that ask for them beforehand."""
    return (*(rules.start_fields if move.starts else ()), *move.fields)


def _empty_columns(move: Move, standing: Standing, given: Given, rules: WorkflowRules) -> list[Lack]:
    changed = {one.value: value for one, value in given.fields.items()}
    after = replace(standing.fields, **changed)  # type: ignore[arg-type]
    empty = [one for one in needed_columns(move, rules) if is_empty(after.of(one))]
    if after.post and Field.PERSON in empty:
        empty.remove(Field.PERSON)
    if not empty:
        return []
    names = [one.label for one in empty]
    return [Lack(f"没有写{'、'.join(names)}", f"请加 --set {names[0]}=…" + ("，各写一次" if len(names) > 1 else ""))]
