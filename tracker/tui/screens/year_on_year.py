"""对账: last year's items on the left; for the one chosen, its old words and the new report's answer side by side.

A person accepts what the program proposes, or holds something else with a reason. Neither closes anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tracker.domain.kinds import Origin, Status, Verdict
from tracker.services.judging import Confirmed
from tracker.services.views import DocumentRow, ItemRow, OriginClaim, OwnWords, YearOnYear
from tracker.tui.answers import (
    PairedItem,
    describe_counts,
    describe_new,
    describe_old,
    paired,
    paired_columns,
)
from tracker.tui.background import Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.gateway import Gateway
from tracker.tui.rooms.years import InFull, Pair
from tracker.tui.rows import KnownRows
from tracker.tui.screens.accept_origin import accept_origin_form
from tracker.tui.screens.base import QUIET
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.items import ItemScreen
from tracker.tui.screens.judge import JudgeScreen
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.source import Passage, SourceScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import LOADING, Note, NoteView, failed, no_items, no_pairs
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import ListHeader, VirtualList


@dataclass(frozen=True, slots=True)
class _Found:
    """One comparison, as the screen shows it."""

    comparison: YearOnYear
    words: Mapping[int, OwnWords]
    items: tuple[PairedItem, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", paired(self.comparison))


class YearOnYearScreen(ItemScreen):
    """One report against the one before it."""

    KEYS = "year_on_year"
    AUTO_FOCUS = "#items"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.pairs: tuple[Pair, ...] = ()
        self.pair: Pair | None = None
        self.found: _Found | None = None
        self._under_way: set[int] = set()
        """Items whose decision has been sent and not come back."""

    def compose(self) -> ComposeResult:
        items: VirtualList[PairedItem] = VirtualList(paired_columns(self.home.profile.states), id="items")
        yield TopBar("year_on_year", id="top")
        yield TextView(id="counts")
        yield NoteView(id="note")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ListHeader(items, id="header")
                yield items
            with Horizontal(id="sides"):
                yield TextView(id="old")
                yield TextView(id="new")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.query_one("#counts").can_focus = False
        self._show_note(None)
        self.show_hints()
        self.action_refresh_all()

    @property
    def items(self) -> VirtualList[PairedItem]:
        """The list of last year's items."""
        return self.query_one("#items", VirtualList)

    # Reading

    def action_refresh_all(self) -> None:
        self.later("loading", QUIET, self._say_loading)
        self.ask("pairs", self.gateway.pairs, self._take_pairs, self._fail)

    def _say_loading(self) -> None:
        if self.found is None:
            self._show_note(LOADING)

    def _take_pairs(self, pairs: Sequence[Pair]) -> None:
        self.pairs = tuple(pairs)
        self.call_off("loading")
        if not self.pairs:
            self.found = None
            self._show_note(no_pairs(self.own_keys, writable=self.gateway.writable))
            self.query_one(TopBar).say("")
            return
        place = self._place(self.pair)
        self.show_pair(self.pairs[place] if place is not None else _latest(self.pairs))

    def _place(self, pair: Pair | None) -> int | None:
        if pair is None:
            return None
        known = [(older.id, newer.id) for _unit, older, newer in self.pairs]
        key = (pair[1].id, pair[2].id)
        return known.index(key) if key in known else None

    def show_pair(self, pair: Pair) -> None:
        """Read and show one pair of reports."""
        self.pair = pair
        unit, _, newer = pair
        self.ask("comparison", lambda: self.gateway.year_on_year(unit.name, newer.year), self._show, self._fail)

    def _reread(self) -> None:
        if self.pair is not None:
            self.show_pair(self.pair)

    def _show(self, in_full: InFull) -> None:
        current = self.current_item()
        self.found = found = _Found(*in_full)
        self._tell_progress()
        self.query_one("#counts", TextView).show(describe_counts(found.comparison))
        ids = [one.id for one in found.items]
        cursor = ids.index(current.id) if current is not None and current.id in ids else 0
        self._show_note(None if found.items else no_items(self.own_keys))
        self.items.show(KnownRows(found.items), cursor=cursor)

    def _tell_progress(self) -> None:
        if self.found is None:
            return
        comparison = self.found.comparison
        decided = sum(one.decided for one in self.found.items)
        place = self._place(self.pair)
        where = f" 第 {place + 1}/{len(self.pairs)} 对" if place is not None else ""
        self.query_one(TopBar).say(
            f"已定 {decided}/{len(self.found.items)}  "
            f"{comparison.unit} {comparison.older.year}→{comparison.newer.year}{where}"
        )

    def _show_note(self, note: Note | None) -> None:
        self.query_one("#note", NoteView).show(note)
        self.query_one("#body").display = note is None
        self.query_one("#counts").display = note is None
        if note is None and self.focused is None:
            self.set_focus(self.items)

    def _fail(self, failure: Failure) -> None:
        self.call_off("loading")
        self.found = None
        self._show_note(failed(failure))
        self.query_one(TopBar).say("没有读成")

    # The item under the cursor

    def _current(self) -> PairedItem | None:
        return self.items.current if self.found is not None else None

    def current_item(self) -> ItemRow | None:
        current = self._current()
        return current.row if current else None

    @on(VirtualList.Moved, "#items")
    def _cursor_moved(self) -> None:
        current = self._current()
        old, new = self.query_one("#old", TextView), self.query_one("#new", TextView)
        if current is None or self.found is None:
            old.show(MarkedText())
            new.show(MarkedText())
            return
        words = self.found.words.get(current.id)
        now = self.home.clock()
        old.show(describe_old(current, words, self.home.profile.states))
        new.show(describe_new(current, words, today=now.date(), zone=now.tzinfo))

    def item_moved(self, row: ItemRow) -> None:
        if self.found is not None and any(one.id == row.id for one in self.found.items):
            self._reread()

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Show all that is known of the item."""
        row = self.current_item()
        if row is not None:
            self.app.push_screen(DetailScreen(self.gateway, row.id, step=self._step))

    def _step(self, by: int) -> int | None:
        before = self.items.cursor
        self.items.cursor += by
        row = self.current_item()
        return row.id if row is not None and self.items.cursor != before else None

    def action_open_newer(self) -> None:
        """Open the newer report where it answers the item."""
        current = self._current()
        if current is None or self.found is None:
            self.tell("先把光标放到一项上。")
            return
        passages = _answers(current)
        if not passages:
            self.tell("新报告里没有找到答复这一项的地方，打开的是全文。")
        newer: DocumentRow = self.found.comparison.newer
        self.app.push_screen(SourceScreen(self.gateway, newer, at=current.id, passages=passages))

    # Deciding

    def action_accept(self) -> None:
        """Hold what the program proposes and go on; the answer is not waited for, so that keys may follow quickly."""
        current = self._current()
        if current is None:
            self.tell("先把光标放到一项上。")
        elif current.decided and current.told.verdict is current.told.proposed:
            self.tell(f"{current.row.number} 已经认可。{self.own_keys.press('pair.next-open')} 到下一个没有认定的。")
        elif current.id not in self._under_way:
            number, year, held = current.row.number, current.told.year, current.told.held
            self._under_way.add(current.id)
            self.ask(
                f"accept-{current.id}",
                lambda: self.gateway.accept_verdicts({number: held}, year=year, note=""),
                lambda done: self._accepted(done, current.id),
                lambda failure: self._not_decided(failure, current.id),
            )
            self._go_to_open(1, quiet=True)

    def _accepted(self, done: Confirmed, item: int) -> None:
        self._under_way.discard(item)
        for one in done.accepted:
            again = one.verdict in (Verdict.CONTESTED, Verdict.RECURRING)
            reopen = f"；已销号的又再现，属实的请{self.own_keys.press('item.move')} 重新打开"
            closed = again and one.item.status is Status.CLOSED
            self.tell(f"{one.item.number} 认可“{one.verdict.label}”{reopen if closed else ''}。{self.undo_hint()}")
        self._decided([one.item for one in done.accepted])

    def _not_decided(self, failure: Failure, item: int) -> None:
        self._under_way.discard(item)
        self.tell_failure(failure)
        self._reread()

    def _decided(self, rows: Sequence[ItemRow]) -> None:
        """Let every screen know, this one included."""
        for row in rows:
            self.home.item_moved.publish(row)

    def action_override(self) -> None:
        """Hold something else of the item, with a reason."""
        current = self._current()
        if current is None:
            self.tell("先把光标放到一项上。")
            return

        def judged(row: ItemRow | None) -> None:
            if row is not None:
                self.tell(f"{row.number} 已认定。{self.undo_hint()}")
                self._decided([row])

        self.app.push_screen(JudgeScreen(self.gateway, current), judged)

    def action_withdraw(self) -> None:
        """Take back what is held of the item."""
        current = self._current()
        if current is None or current.told.judgement is None:
            self.tell("这一项还没有认定，不用撤回。" if current else "先把光标放到一项上。")
            return
        number, year, held = current.row.number, current.told.year, current.told.held

        def withdrawn(row: ItemRow) -> None:
            self.tell(f"{number} 撤回认定，恢复机器的判断。")
            self._decided([row])

        self.ask(
            "withdraw",
            lambda: self.gateway.withdraw_judgement(number, year=year, expected=held),
            withdrawn,
            lambda failure: self._not_decided(failure, current.id),
        )

    def action_accept_origin(self) -> None:
        """Accept together what the report speaks of by the number of one origin, once a person has seen which."""
        if self.found is None:
            self.tell("先选一对报告。")
            return
        open_ = {claim.origin: (claim, self._open_of(claim)) for claim in self.found.comparison.claims}
        offered = {origin: both for origin, both in open_.items() if both[1]}
        if not offered:
            said = "都认定过了" if any(claim.numbers for claim, _ in open_.values()) else "没有按数目说到上年的问题"
            self.tell(f"没有可以整批认可的：报告{said}。")
        elif len(offered) == 1:
            self._confirm_origin(*next(iter(offered.values())))
        else:
            choices = [Choice(origin.label, f"{len(some)} 项", origin) for origin, (_, some) in offered.items()]

            def picked(origin: Origin | None) -> None:
                if origin is not None:
                    self._confirm_origin(*offered[origin])

            self.app.push_screen(PickScreen("整批认可哪一来源的", choices, none="没有这样的来源"), picked)

    def _open_of(self, claim: OriginClaim) -> list[PairedItem]:
        found = self.found.items if self.found is not None else ()
        return [one for one in found if one.row.number in claim.numbers and one.told.judgement is None]

    def _confirm_origin(self, claim: OriginClaim, some: Sequence[PairedItem]) -> None:
        def accepted(done: Confirmed | None) -> None:
            if done is not None:
                self.tell(f"认可{claim.origin.label} {len(done.accepted)} 项的判断。{self.undo_hint('一起撤销')}")
                self._decided([one.item for one in done.accepted])

        self.app.push_screen(accept_origin_form(self.gateway, claim, some), accepted)

    def action_step_open(self, by: int) -> None:
        """Go to the next or the previous item of which nothing is held yet."""
        self._go_to_open(by)

    def _go_to_open(self, by: int, *, quiet: bool = False) -> None:
        items = self.found.items if self.found is not None else ()
        count = len(items)
        for distance in range(1, count):
            place = (self.items.cursor + by * distance) % count
            if not items[place].decided and items[place].id not in self._under_way:
                self.items.cursor = place
                return
        if not quiet:
            self.tell("别的都认定过了。" if count else "没有可以认定的。")

    # The pair

    def action_pick_pair(self) -> None:
        """Choose the unit and the years."""
        choices = [
            Choice(f"{unit.name}  {older.year} → {newer.year}", "", (unit, older, newer))
            for unit, older, newer in self.pairs
        ]

        def picked(pair: Pair | None) -> None:
            if pair is not None:
                self.show_pair(pair)

        self.app.push_screen(
            PickScreen("选哪两年的报告对账", choices, none="没有这样的报告", at=self._place(self.pair) or 0), picked
        )

    def action_step_pair(self, by: int) -> None:
        """Go on to another pair."""
        place = self._place(self.pair)
        if place is None or not 0 <= place + by < len(self.pairs):
            self.tell("已经是最后一对。" if by > 0 else "已经是第一对。")
        else:
            self.show_pair(self.pairs[place + by])

    def action_back(self) -> None:
        if self.focused is not self.items:
            self.set_focus(self.items)


def _latest(pairs: Sequence[Pair]) -> Pair:
    """The first of the pairs whose newer report is of the latest year."""
    return max(pairs, key=lambda pair: pair[2].year)


def _answers(one: PairedItem) -> list[Passage]:
    """The passages of the newer report that answer an item: what it claims and what it shows, each place once."""
    passages = {}
    about = f"{one.row.number} {one.row.title}"
    if one.told.claim is not None:
        passages[one.told.claim.span] = Passage(one.told.claim.span, f"说法：{about}", one.row)
    for quote in one.told.evidence:
        passages.setdefault(quote.span, Passage(quote.span, f"佐证：{about}", one.row))
    return list(passages.values())
