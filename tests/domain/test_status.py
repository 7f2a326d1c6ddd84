"""The table of moves: every path of it, everything that each needs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import MoveError
from tracker.domain.fields import Field, ItemFields
from tracker.domain.kinds import CheckMethod, Role, Status, Term
from tracker.domain.status import (
    AT_WORK,
    DEFAULT_RULES,
    EDITABLE,
    MOVES,
    OUTSTANDING,
    Given,
    Move,
    Standing,
    WorkflowRules,
    check_move,
    find_move,
    lacking,
    moves_from,
    needed_columns,
    took_part,
)

STRICT = WorkflowRules(self_verification=False)
FILLED = ItemFields(
    title="学习不深",
    term=Term.AT_ONCE,
    goal="每月一次",
    measures="开会",
    leader="赵书记",
    person="王委员",
    due_on=date(2024, 6, 30),
    stage_goal="先改一半",
    review_on=date(2024, 9, 30),
    expected_on=date(2025, 6, 30),
)
ALL = Given(
    note="写明了要补做什么，照着办",
    basis="回头看通报",
    methods=(CheckMethod.ON_SITE,),
    approved_by="县委",
    into="01-2022-02",
    parts=2,
)
PAIRS = {(move.source, move.target): move for move in MOVES}


def standing(move: Move, **changed: object) -> Standing:
    whole = Standing(status=move.source, fields=FILLED, evidence=1, applied_by="李四", reviewed_by="赵书记")
    return replace(whole, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.source.value}-{move.target.value}")
def test_every_move_of_the_table_is_allowed_with_all_it_needs(move: Move) -> None:
    for rules, roles in product((DEFAULT_RULES, STRICT), (None, frozenset({move.role}))):
        assert check_move(standing(move), move.target, ALL, actor="周某", roles=roles, rules=rules) is move


@pytest.mark.parametrize("source, target", [pair for pair in product(Status, Status) if pair not in PAIRS])
def test_no_other_move_is(source: Status, target: Status) -> None:
    whole = Standing(status=source, fields=FILLED, evidence=3)
    with pytest.raises(MoveError) as refused:
        check_move(whole, target, ALL, actor="周某", roles=frozenset(Role))
    assert ("无须再改" in refused.value.hint) is (source is target)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.source.value}-{move.target.value}")
@pytest.mark.parametrize("role", Role)
def test_a_move_is_for_its_role_alone(move: Move, role: Role) -> None:
    if role is move.role:
        return
    with pytest.raises(MoveError, match=f"由{move.role.label}办理，您是{role.label}"):
        check_move(standing(move), move.target, ALL, actor="周某", roles=frozenset({role}))


def emptied(column: Field) -> ItemFields:
    nothing: dict[str, Any] = {column.value: ItemFields().of(column)}
    return replace(FILLED, **nothing)


def without(move: Move) -> list[tuple[Standing, Given, str]]:
    """The move with one of its needs missing at a time, and what the refusal has to name."""
    cases = [(standing(move), replace(ALL, note="  "), move.note_says)]
    cases += [(standing(move, fields=emptied(column)), ALL, column.label) for column in needed_columns(move)]
    if move.evidence:
        cases.append((standing(move, evidence=0), ALL, "佐证"))
    if move.methods:
        cases.append((standing(move), replace(ALL, methods=()), "检查方式"))
    if move.basis:
        cases.append((standing(move), replace(ALL, basis=" "), "依据"))
    if move.approval:
        cases.append((standing(move), replace(ALL, approved_by=""), "上级同意"))
    if move.needs_target_item:
        cases.append((standing(move), replace(ALL, into=None), "并入哪一项"))
    if move.needs_parts:
        cases.append((standing(move), replace(ALL, parts=1), "拆成哪几项"))
    if move.refuses:
        cases.append((standing(move), replace(ALL, note="不行"), "补做什么"))
    if move.term is not None:
        cases.append((standing(move, fields=replace(FILLED, term=Term.LONG)), ALL, "立行立改"))
    return cases


WITHOUT = [(move, *case) for move in MOVES for case in without(move)]


@pytest.mark.parametrize("move, before, along, said", WITHOUT)
def test_what_is_missing_is_named_with_its_remedy(move: Move, before: Standing, along: Given, said: str) -> None:
    with pytest.raises(MoveError, match=said) as refused:
        check_move(before, move.target, along, actor="周某")
    assert refused.value.hint


def test_everything_missing_is_named_at_once() -> None:
    bare = Standing(status=Status.IN_VERIFICATION, applied_by="李四")
    with pytest.raises(MoveError) as refused:
        check_move(bare, Status.CLOSED, Given(), actor="李四", rules=STRICT)
    for said in ("说明", "责任领导、责任人、整改措施、整改时限、整改目标", "佐证", "检查方式", "不能是申请或审核的人"):
        assert said in refused.value.message


@pytest.mark.parametrize("actor, refused", [("李四", True), ("赵书记", True), ("周某", False), ("", False)])
def test_a_verifier_is_neither_applicant_nor_reviewer(actor: str, *, refused: bool) -> None:
    move = find_move(Status.IN_VERIFICATION, Status.CLOSED)
    assert bool(lacking(move, standing(move), ALL, actor=actor, rules=STRICT)) is refused
    assert took_part(standing(move), actor) is refused
    assert lacking(move, standing(move), ALL, actor=actor) == ()


def test_who_applied_does_not_review_where_the_office_is_strict() -> None:
    move = find_move(Status.IN_REVIEW, Status.IN_VERIFICATION)
    before = standing(move, reviewed_by="")
    assert [lack.what for lack in lacking(move, before, ALL, actor="李四", rules=STRICT)] == [
        "审核的人不能是申请或审核的人（李四）"
    ]
    assert lacking(move, before, ALL, actor="赵书记", rules=STRICT) == ()


def test_columns_given_along_count() -> None:
    move = find_move(Status.OPEN, Status.IN_PROGRESS)
    along = {column: FILLED.of(column) for column in DEFAULT_RULES.start_fields}
    assert lacking(move, Standing(status=Status.OPEN), replace(ALL, fields=along), actor="周某") == ()
    emptied = replace(ALL, fields={Field.LEADER: ""})
    assert "责任领导" in lacking(move, standing(move), emptied, actor="周某")[0].what


def test_a_post_answers_for_a_person() -> None:
    move = find_move(Status.OPEN, Status.IN_PROGRESS)
    by_post = replace(FILLED, person="", post="组织委员")
    assert lacking(move, standing(move, fields=by_post), ALL, actor="周某") == ()


def test_an_office_may_ask_for_less() -> None:
    lenient = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)
    for move in MOVES:
        bare = replace(standing(move), fields=replace(FILLED, leader="", goal=""), evidence=0)
        assert lacking(move, bare, replace(ALL, note="好"), actor="周某", rules=lenient) == ()


@given(
    st.sampled_from(Status),
    st.sampled_from(Status),
    st.builds(
        Given,
        note=st.sampled_from(["", "不行", "写明了要补做什么，照着办"]),
        basis=st.sampled_from(["", "通报"]),
        methods=st.sampled_from([(), (CheckMethod.VISIT,)]),
        approved_by=st.sampled_from(["", "县委"]),
        into=st.sampled_from([None, "01-2022-02"]),
        parts=st.integers(0, 3),
    ),
    st.integers(0, 2),
    st.sampled_from(["甲", "乙", "丙"]),
    st.frozensets(st.sampled_from(Role)),
    st.sampled_from([FILLED, ItemFields(title="学习不深")]),
)
def test_what_passes_has_all_that_the_table_wants(
    source: Status, target: Status, along: Given, proof: int, actor: str, roles: frozenset[Role], columns: ItemFields
) -> None:
    before = Standing(status=source, fields=columns, evidence=proof, applied_by="甲", reviewed_by="乙")
    try:
        move = check_move(before, target, along, actor=actor, roles=roles, rules=STRICT)
    except MoveError:
        return
    assert PAIRS[source, target] is move
    assert move.role in roles
    assert along.note.strip()
    assert not move.evidence or proof
    assert not move.methods or along.methods
    assert not move.basis or along.basis
    assert not move.approval or along.approved_by
    assert not move.independent or actor == "丙"
    assert not (move.starts or move.fields) or columns is FILLED
    assert not move.refuses or len(along.note) >= 10
    assert not move.needs_target_item or along.into
    assert not move.needs_parts or along.parts > 1


def test_the_states_hang_together() -> None:
    assert AT_WORK < EDITABLE < OUTSTANDING
    assert {move.source for move in MOVES} == set(Status) - {Status.SPLIT}
    assert {move.target for move in MOVES} == set(Status)
    assert len(PAIRS) == len(MOVES)
    reached, frontier = {Status.PROPOSED}, [Status.PROPOSED]
    while frontier:
        found = {move.target for move in moves_from(frontier.pop())} - reached
        reached |= found
        frontier += found
    assert reached == set(Status)


def test_closing_cannot_be_reached_past_a_verification() -> None:
    assert [move.source for move in MOVES if move.target is Status.CLOSED] == [Status.IN_VERIFICATION]
    assert [move.opens_round for move in MOVES if move.source is Status.CLOSED] == [True]
    way_in = [move for move in MOVES if move.target is Status.IN_VERIFICATION]
    assert {(move.source, move.term) for move in way_in} == {
        (Status.IN_REVIEW, None),
        (Status.IN_PROGRESS, Term.AT_ONCE),
    }
