"""What each move asks for: exactly what the table of moves wants and the item lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.fields import Field, ItemFields
from tracker.domain.kinds import CheckMethod, Role, Status, Term
from tracker.domain.status import (
    DEFAULT_RULES,
    MOVES,
    Given,
    Move,
    Standing,
    WorkflowRules,
    check_move,
    find_move,
    lacking,
    moves_from,
)
from tracker.tui.asks import Ask, Kind, ask_of_field, understand
from tracker.tui.move_form import asks_of_move, empty_columns, given_of, in_the_way, known_columns, warning
from tracker.tui.screens.move import offers

TODAY = date(2024, 1, 15)
S = Status
FILLED = ItemFields(leader="赵一", person="王五", measures="学", due_on=date(2024, 6, 30), goal="懂")
TYPED = {
    Kind.LINE: "写了足够长的一句话在这里",
    Kind.TEXT: "第一条\n第二条",
    Kind.DAY: "年底",
    Kind.SEVERAL: (CheckMethod.ON_SITE,),
}
IDS = [f"{move.name}-{move.source}" for move in MOVES]


BARE = ItemFields()


def standing(move: Move, fields: ItemFields = BARE, evidence: int = 0) -> Standing:
    return Standing(status=move.source, fields=replace(fields, term=move.term), evidence=evidence)


@pytest.mark.parametrize("move", MOVES, ids=IDS)
@pytest.mark.parametrize("fields, evidence", [(ItemFields(), 1), (FILLED, 1)], ids=["bare", "filled"])
def test_what_is_answered_is_what_the_move_needs(move: Move, fields: ItemFields, evidence: int) -> None:
    """Answering everything asked makes the move lawful; leaving any one of it out does not."""
    here = standing(move, fields, evidence)
    asks = asks_of_move(move, here, DEFAULT_RULES)
    answers = {ask.id: understand(ask, TYPED[ask.kind], TODAY) for ask in asks}
    assert [answer.trouble for answer in answers.values() if answer.trouble] == []
    values = {name: answer.value for name, answer in answers.items()}
    assert check_move(here, move.target, given_of(values), actor="周宁") is move
    for ask in asks:
        less = {name: value for name, value in values.items() if name != ask.id}
        assert lacking(move, here, given_of(less), actor="周宁") != (), ask.label
        assert understand(ask, () if ask.kind is Kind.SEVERAL else "", TODAY).trouble == (
            f"要{'选' if ask.kind in (Kind.CHOICE, Kind.SEVERAL) else '写'}{ask.label}"
        )


@pytest.mark.parametrize("move", [move for move in MOVES if move.evidence])
def test_evidence_is_a_step_until_there_is_some(move: Move) -> None:
    asks = asks_of_move(move, standing(move, FILLED), DEFAULT_RULES)
    (step,) = [ask for ask in asks if ask.kind is Kind.STEP]
    assert understand(step, None, TODAY).trouble == "还没有佐证"
    lenient = WorkflowRules(evidence=False)
    assert not [ask for ask in asks_of_move(move, standing(move, FILLED), lenient) if ask.kind is Kind.STEP]


def test_a_post_stands_for_a_person() -> None:
    move = find_move(S.OPEN, S.IN_PROGRESS)
    here = standing(move, ItemFields(post="组织委员"))
    assert Field.PERSON not in empty_columns(move, here, DEFAULT_RULES)
    assert ("责任岗位", "组织委员") in known_columns(move, here, DEFAULT_RULES)


def test_what_is_known_is_told() -> None:
    move = find_move(S.IN_PROGRESS, S.IN_REVIEW)
    assert known_columns(move, standing(move, FILLED, 2), DEFAULT_RULES) == (
        ("责任领导", "赵一"),
        ("责任人", "王五"),
        ("整改措施", "学"),
        ("整改时限", "2024-06-30"),
        ("整改目标", "懂"),
        ("佐证", "本轮 2 份"),
    )


@pytest.mark.parametrize("move", [move for move in MOVES if move.refuses])
def test_a_refusal_has_a_least_length(move: Move) -> None:
    (ask,) = asks_of_move(move, standing(move), DEFAULT_RULES)
    assert understand(ask, "不行", TODAY).trouble == "至少写 10 个字，现在 2 个"
    assert understand(ask, "请补上三月份的签到表。", TODAY).trouble == ""


def test_many_items_may_leave_open_what_each_has_of_its_own() -> None:
    asks = asks_of_move(find_move(S.OPEN, S.IN_PROGRESS), None, DEFAULT_RULES)
    assert [(ask.id, ask.needed) for ask in asks] == [
        *((field.value, False) for field in DEFAULT_RULES.start_fields),
        ("note", True),
    ]


@pytest.mark.parametrize(
    "move, here, told",
    [
        (find_move(S.OPEN, S.IN_PROGRESS), Standing(status=S.OPEN), "由责任单位办理，请责任单位的人来办"),
        (find_move(S.IN_PROGRESS, S.IN_VERIFICATION), Standing(status=S.IN_PROGRESS), "只有整改类型是“立行立改”的"),
        (
            find_move(S.IN_VERIFICATION, S.CLOSED),
            Standing(status=S.IN_VERIFICATION, reviewed_by="周宁"),
            "验收的人不能是申请或审核的人（周宁）",
        ),
        (find_move(S.PROPOSED, S.OPEN), Standing(status=S.PROPOSED), ""),
    ],
)
def test_what_stands_in_the_way_whatever_is_given(move: Move, here: Standing, told: str) -> None:
    strict = WorkflowRules(self_verification=False)
    roles = frozenset({Role.CLERK}) if "由责任单位" in told else None
    found = in_the_way(move, here, actor="周宁", roles=roles, rules=strict)
    assert (told in found) if told else found == ""


def test_a_closure_by_the_applicant_is_told_beforehand() -> None:
    move = find_move(S.IN_VERIFICATION, S.CLOSED)
    here = Standing(status=S.IN_VERIFICATION, applied_by="周宁")
    assert "自验" in warning(move, here, actor="周宁")
    assert warning(move, here, actor="李红") == ""
    assert in_the_way(move, here, actor="周宁", roles=None, rules=DEFAULT_RULES) == ""


@pytest.mark.parametrize("status", Status)
def test_every_lawful_move_is_offered_but_many_are_not_split(status: Status) -> None:
    assert [offer.move for offer in offers({status: 1})] == list(moves_from(status))
    assert [offer.move for offer in offers({status: 2})] == [
        move for move in moves_from(status) if not move.needs_parts
    ]


def test_moves_of_many_states_are_counted() -> None:
    found = offers({S.MERGED: 2, S.REJECTED: 3})
    assert [(offer.move.source, offer.move.target, offer.count) for offer in found] == [
        (S.MERGED, S.PROPOSED, 2),
        (S.REJECTED, S.PROPOSED, 3),
    ]


@pytest.mark.parametrize("field", Field)
def test_every_column_has_its_kind_of_input(field: Field) -> None:
    ask = ask_of_field(field)
    kinds = {Field.TERM: Kind.CHOICE, Field.ORIGIN: Kind.CHOICE, Field.DUE_ON: Kind.DAY, Field.FOUND_ON: Kind.PAST_DAY}
    assert ask.kind is kinds.get(field, ask.kind)
    if ask.kind is Kind.CHOICE:
        assert ("立行立改", Term.AT_ONCE) in ask.choices or len(ask.choices) > 3


def test_a_word_that_a_column_does_not_know_is_said() -> None:
    assert understand(Ask("origin", "来源"), "听说的", TODAY).trouble == "“来源”没有“听说的”这个说法"
    assert given_of({"note": "好", "goal": "", "leader": "甲"}) == Given(note="好", fields={Field.LEADER: "甲"})
