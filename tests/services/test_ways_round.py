"""Looking for ways round the rules: anybody does anything in any order, and what must never be is looked for each time."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import TrackerError
from tracker.domain.fields import Field, is_empty
from tracker.domain.kinds import CheckMethod, Status, Term
from tracker.domain.record import Round
from tracker.domain.status import DEFAULT_RULES, MOVES, Given, WorkflowRules
from tracker.ledger import open_ledger
from tracker.services.entering import EntryDraft, add_items, split_item
from tracker.services.filling import extend, fill_in, hand_over
from tracker.services.items import list_items, show_item
from tracker.services.proving import add_evidence, remove_evidence
from tracker.services.undoing import redo, undo
from tracker.services.verifying import verify
from tracker.services.views import ItemDetail, ItemFilter
from tracker.services.withdrawing import withdraw_report
from tracker.services.workflow import move_item

STRICT = WorkflowRules(self_verification=False)
LAWFUL = {(move.source, move.target) for move in MOVES}
ACTORS = st.sampled_from(["甲", "乙", "丙"])
PLACES = st.integers(0, 3)
FULL: dict[Field, Any] = {
    Field.LEADER: "书记",
    Field.PERSON: "委员",
    Field.MEASURES: "开会",
    Field.GOAL: "改好",
    Field.DUE_ON: date(2024, 6, 30),
}
LONG_RUN: dict[Field, Any] = {
    Field.STAGE_GOAL: "一半",
    Field.REVIEW_ON: date(2024, 9, 30),
    Field.EXPECTED_ON: date(2025, 6, 30),
}
VALUES = st.sampled_from(
    [FULL, LONG_RUN, {Field.LEADER: ""}, {Field.PERSON: ""}, {Field.TERM: Term.AT_ONCE}, {Field.DUE_ON: None}]
)
WAY = (Status.PROPOSED, Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED)
NOTES = st.sampled_from(["", "不行", "写明了要补做什么，照着办"])


class Office(RuleBasedStateMachine):
    """Three people in one ledger who try whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(EMPTY[0], self.folder / "ledger.db")
        (self.folder / "佐证.txt").write_text("办了", encoding="utf-8")
        self.ledger = open_ledger(str(self.folder / "ledger.db"))
        store(self.ledger, plan("镇", 2022, ["学习不深", "考核缺位"], []), actor="甲")
        self.numbers: dict[int, str] = {}
        self.finished: dict[tuple[str, int], Round] = {}

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)

    def pick(self, place: int) -> str:
        rows = list_items(self.ledger, ItemFilter()).rows
        return rows[place % len(rows)].number if rows else "01-2022-01"

    # ------------------------------------------------------------------------------------------------ what people try

    @rule(
        place=PLACES,
        wanted=st.sampled_from(Status),
        note=NOTES,
        actor=ACTORS,
        methods=st.sampled_from([(), (CheckMethod.ON_SITE,)]),
        approved_by=st.sampled_from(["", "县委"]),
        basis=st.sampled_from(["", "通报"]),
        into=st.none() | PLACES,
        values=st.just({}) | VALUES,
    )
    def move(self, place: int, wanted: Status, into: int | None, values: dict[Field, Any], **along: Any) -> None:
        actor, note = along.pop("actor"), along.pop("note")
        given = Given(fields=values, into=None if into is None else self.pick(into), **along)
        with suppress(TrackerError):
            move_item(self.ledger, self.pick(place), wanted, note=note, given=given, actor=actor, now=NOW, rules=STRICT)

    @rule(place=PLACES, actors=st.lists(ACTORS, min_size=1, max_size=6))
    def carry_on(self, place: int, actors: list[str]) -> None:
        """Some steps along the main way with all they need, each by somebody: so that items get somewhere."""
        number = self.pick(place)
        for actor in actors:
            status = show_item(self.ledger, number).row.status
            if status not in WAY[:-1]:
                return
            given = Given(methods=(CheckMethod.ON_SITE,), fields=FULL if status is Status.OPEN else {})
            with suppress(TrackerError):
                if status is Status.IN_PROGRESS:
                    file = self.folder / "佐证.txt"
                    add_evidence(self.ledger, [number], file, dated=date(2023, 5, 1), actor=actor, now=NOW)
                target = WAY[WAY.index(status) + 1]
                move_item(self.ledger, number, target, note="办好了", given=given, actor=actor, now=NOW, rules=STRICT)

    @rule(place=PLACES, actors=st.permutations(["甲", "乙", "丙"]))
    def carry_through(self, place: int, actors: list[str]) -> None:
        """The whole way, reviewed and verified by others than who applied; a closed item is opened again first."""
        number = self.pick(place)
        if show_item(self.ledger, number).row.status is Status.CLOSED:
            given = Given(basis="通报")
            with suppress(TrackerError):
                move_item(self.ledger, number, Status.OPEN, note="反弹", given=given, actor=actors[0], now=NOW)
        self.carry_on(place, [actors[0]] * 3 + actors[1:])

    @rule(place=PLACES, values=VALUES, actor=ACTORS)
    def fill_in(self, place: int, values: dict[Field, Any], actor: str) -> None:
        with suppress(TrackerError):
            fill_in(self.ledger, [self.pick(place)], values, actor=actor, now=NOW, rules=STRICT)

    @rule(place=PLACES, actor=ACTORS)
    def prove(self, place: int, actor: str) -> None:
        with suppress(TrackerError):
            file = self.folder / "佐证.txt"
            add_evidence(self.ledger, [self.pick(place)], file, dated=date(2023, 5, 1), actor=actor, now=NOW)

    @rule(number=st.integers(1, 6), actor=ACTORS)
    def take_evidence_back(self, number: int, actor: str) -> None:
        with suppress(TrackerError):
            remove_evidence(self.ledger, number, note="附错了", actor=actor, now=NOW)

    @rule(place=PLACES, day=st.dates(date(2024, 1, 1), date(2025, 1, 1)), actor=ACTORS)
    def extend(self, place: int, day: date, actor: str) -> None:
        with suppress(TrackerError):
            extend(self.ledger, [self.pick(place)], day, reason="雨季", approved_by="县委", actor=actor, now=NOW)

    @rule(to=st.sampled_from(["委员", "新委员"]), actor=ACTORS)
    def hand_over(self, to: str, actor: str) -> None:
        with suppress(TrackerError):
            hand_over(self.ledger, "委员", to, note="调整", actor=actor, now=NOW)

    @rule(place=PLACES, actor=ACTORS)
    def split(self, place: int, actor: str) -> None:
        with suppress(TrackerError):
            split_item(
                self.ledger, self.pick(place), ["一半", "另一半"], note="两件事", actor=actor, now=NOW, rules=STRICT
            )

    @rule(actor=ACTORS)
    def add(self, actor: str) -> None:
        add_items(self.ledger, [EntryDraft(title="信访")], unit="镇", year=2022, note="来信", actor=actor, now=NOW)

    @rule(actor=ACTORS, mood=st.integers(0, 9))
    def withdraw(self, actor: str, mood: int) -> None:
        if mood:  # seldom, or there is nothing left to work on
            return
        with suppress(TrackerError):
            withdraw_report(self.ledger, "镇", 2022, note="导错了", actor=actor, now=NOW)

    @rule(actor=ACTORS, command=st.none() | st.integers(1, 60))
    def undo(self, actor: str, command: int | None) -> None:
        with suppress(TrackerError):
            undo(self.ledger, command, actor=actor, now=NOW)
            self.finished.clear()  # a closure may be taken back by whoever gave it, as long as nobody built on it

    @rule(actor=ACTORS, command=st.none() | st.integers(1, 60))
    def redo(self, actor: str, command: int | None) -> None:
        with suppress(TrackerError):
            redo(self.ledger, command, actor=actor, now=NOW)

    # ------------------------------------------------------------------------------------------------- what never is

    @invariant()
    def nothing_is_but_by_the_rules(self) -> None:
        rows = list_items(self.ledger, ItemFilter()).rows
        assert len({row.number for row in rows}) == len(rows)
        for row in rows:
            assert self.numbers.setdefault(row.id, row.number) == row.number
            self.look_at(show_item(self.ledger, row.number))

    @invariant()
    def the_ledger_is_what_its_history_says(self) -> None:
        assert verify(self.ledger).faults == ()

    def look_at(self, detail: ItemDetail) -> None:
        row = detail.row
        for entry in detail.events:
            if entry.source and entry.target and entry.what not in ("撤销", "重做"):
                assert (entry.source, entry.target) in LAWFUL
        if row.status not in (Status.PROPOSED, Status.MERGED, Status.SPLIT, Status.REJECTED):
            assert [one.number for one in detail.rounds] == list(range(1, row.round + 1))
        if row.status in (Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED):
            assert not [column for column in DEFAULT_RULES.start_fields if is_empty(detail.fields.of(column))]
            assert detail.fields.due_original is not None
        if row.status in (Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED):
            assert [one for one in detail.evidence if one.round == row.round]
        for one in detail.rounds:
            if one.number < row.round or row.status is Status.CLOSED:
                self.look_at_finished(row.number, one)
            else:
                assert not one.finished

    def look_at_finished(self, number: str, one: Round) -> None:
        event(f"round {one.number} was finished")
        assert one.finished
        assert one.methods
        assert one.opinion
        assert one.closed_by not in {one.applied_by, one.reviewed_by}
        assert one.applied_by
        assert not one.self_verified
        assert one.record["leader"]
        assert one.number == 1 or (one.reason and one.basis)
        kept = self.finished.setdefault((number, one.number), one)
        assert replace(one) == kept


EMPTY: list[Path] = []


@pytest.fixture(autouse=True)
def _empty(empty_ledger_file: Path) -> None:
    EMPTY[:] = [empty_ledger_file]


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
