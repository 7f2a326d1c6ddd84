"""A dialog to move items to another state: what is lawful from here, and what this move still lacks, asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult

from tracker.domain.kinds import Status
from tracker.domain.status import Move, moves_from
from tracker.profile.model import Profile
from tracker.services.doing import Done, Look, Moving
from tracker.services.views import ItemRow
from tracker.tui.cells import one_line
from tracker.tui.form import Form
from tracker.tui.gateway import Gateway
from tracker.tui.labels import STATUS_TONE, Tone
from tracker.tui.move_form import (
    EVIDENCE,
    NOTE,
    asks_of_move,
    given_of,
    in_the_way,
    known_columns,
    parts_of,
    warning,
    what_it_is,
)
from tracker.tui.rows import KnownRows
from tracker.tui.screens.doing import DoingScreen, Many
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words

_REST = 0.08
"""Seconds the cursor has to rest on a move before the form for it is put up."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that can be chosen, with how many of the marked items it is for."""

    move: Move
    count: int = 1


def _muted(_offer: Offer) -> Tone:
    return Tone.MUTED


def offers(present: Mapping[Status, int]) -> tuple[Offer, ...]:
    """The moves that are open to items in those states. Many are not split: each has parts of its own."""
    many = sum(present.values()) > 1
    return tuple(
        Offer(move, count)
        for status, count in present.items()
        for move in moves_from(status)
        if not (many and move.needs_parts)
    )


class MoveScreen(DoingScreen):
    """Choose the new state, give what the move still lacks, ctrl+s. The machine proposes nothing here."""

    TITLE_WORDS = "改状态"
    AUTO_FOCUS = "#moves"

    def __init__(
        self,
        gateway: Gateway,
        about: Look | Many,
        *,
        profile: Profile,
        today: date,
        present: Mapping[Status, int] | None = None,
    ) -> None:
        """See ``DoingScreen``; ``present`` tells in which states the many items are."""
        super().__init__(gateway, about, profile=profile, today=today)
        self._present = present or {}
        self._put: Move | None = None

    def compose_head(self) -> ComposeResult:
        yield from super().compose_head()
        yield Words(id="now")
        yield VirtualList(self._columns(), id="moves")
        yield Words(id="known")
        yield Words(id="warning")

    def _columns(self) -> tuple[Column[Offer], ...]:
        states = self.profile.states
        target: Column[Offer] = Column(
            "", lambda offer: states[offer.move.target], 10, tone=lambda offer: STATUS_TONE[offer.move.target]
        )
        if self.one is not None:
            return (target, Column("", lambda offer: what_it_is(offer.move), 28, tone=_muted))
        many: Column[Offer] = Column(
            "", lambda offer: f"{offer.move.name}（{states[offer.move.source]}的 {offer.count:,} 项）", 24, tone=_muted
        )
        return (target, many)

    def set_up(self) -> None:
        super().set_up()
        self.stands_otherwise()

    @property
    def moves(self) -> VirtualList[Offer]:
        """The moves to choose from."""
        return self.query_one("#moves", VirtualList)

    @property
    def chosen(self) -> Move | None:
        """The move under the cursor."""
        offer = self.moves.current
        return offer.move if offer is not None else None

    def stands_otherwise(self) -> None:
        present = {self.one.standing.status: 1} if self.one is not None else self._present
        here = "、".join(f"“{self.profile.states[status]}”" for status in present)
        offered = offers(present)
        kept = [offer.move for offer in offered]
        at = kept.index(self._put) if self._put in kept else 0
        again, self._put = self._put is not None, None
        self.query_one("#now", Words).say(f"现在是{here}，改为：" if offered else f"现在是{here}，没有别的状态可改。")
        self.moves.styles.height = max(len(offered), 1)
        self.moves.show(KnownRows(offered), cursor=at)
        if again:
            self.run_worker(self._to_form(), group="form")

    @on(VirtualList.Moved, "#moves")
    def _pointed(self) -> None:
        if self._put is not None and self.chosen is not self._put:
            self.say("")
        self.later("form", _REST, self._put_up)

    def _put_up(self) -> None:
        self.run_worker(self.show_form(), group="form")

    async def show_form(self) -> None:
        """Ask for what the chosen move lacks."""
        move = self.chosen
        if move is None or move is self._put:
            return
        self._put = move
        standing = self.one.standing if self.one is not None else None
        barred = self._barred(move)
        asks = () if barred else asks_of_move(move, standing, self.profile.rules)
        await self.form.ask(asks)
        self._tell(barred)

    def _barred(self, move: Move) -> str:
        if self.one is None:
            return ""
        return in_the_way(
            *(move, self.one.standing), actor=self.gateway.actor, roles=self.one.roles, rules=self.profile.rules
        )

    def _tell(self, barred: str) -> None:
        """Show what is known already, and what a person should know before the move."""
        move = self._put
        filled: tuple[tuple[str, str], ...] = ()
        words = barred
        if move is not None and self.one is not None:
            filled = known_columns(move, self.one.standing, self.profile.rules)
            words = words or warning(move, self.one.standing, actor=self.gateway.actor)
        told = "；".join(f"{label} {value}" for label, value in filled)
        self.query_one("#known", Words).say(one_line(f"已有：{told}", 300) if filled else "")
        self.query_one("#warning", Words).say(words)

    @on(VirtualList.Opened, "#moves")
    async def _to_form(self) -> None:
        self.call_off("form")
        await self.show_form()
        self.form.begin()

    @on(Form.Asked)
    def _step(self, event: Form.Asked) -> None:
        if event.ask.id == EVIDENCE and self.one is not None:
            self.app.push_screen(EvidenceScreen(self.gateway, self.one.row, today=self.today), self._evidence_given)

    def _evidence_given(self, _changed: object) -> None:
        if self.one is not None:
            item_id = self.one.row.id
            self.ask("look", lambda: self.gateway.look(item_id), self._look_again, self.refused)

    def submit(self, answers: Mapping[str, Any]) -> None:
        move = self.chosen
        if move is None or move is not self._put:
            return
        barred = self._barred(move)
        if barred:
            self.say(barred)
            return
        if move.needs_parts and self.one is not None:
            self._split(parts_of(answers), answers[NOTE])
            return
        source = move.source if self.one is None else None
        self.do(Moving(move.target, given_of(answers), source), title=move.name)

    def _split(self, parts: Sequence[str], note: str) -> None:
        if self.one is None:
            return
        if len(parts) < 2:
            self.say("至少要拆成两项，一行写一项。")
            return
        number, seen = self.one.row.number, self.one.standing.status
        self.busy = True
        self.ask(
            "do", lambda: self.gateway.split_item(number, parts, note=note, expected=seen), self._parted, self.refused
        )

    def _parted(self, parts: Sequence[ItemRow]) -> None:
        self.dismiss(Done(tuple(parts), len(parts), split=True))
