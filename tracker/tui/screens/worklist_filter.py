"""The part of the worklist that chooses: the filter line with its completions, quick filters, saved views, order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from textual import on
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Input

from tracker.domain.order import Order
from tracker.lexicon import pinyin
from tracker.services.items import EVERYTHING, Morning, Stop, bare
from tracker.services.views import ItemFilter, UnitRow
from tracker.tui.background import Failure
from tracker.tui.bars import TopBar
from tracker.tui.chips import ChipBar, chips_of
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import FilterInput
from tracker.tui.preferences import Preferences, SavedView
from tracker.tui.query import (
    Completions,
    Query,
    completions,
    holds,
    number_in,
    parse_query,
    query_line,
    spelled_words,
    toggled,
)
from tracker.tui.rows import KnownRows
from tracker.tui.screens.base import QUIET
from tracker.tui.screens.pick_filter import PickFilterScreen
from tracker.tui.screens.views import ViewsScreen
from tracker.tui.screens.worklist_rows import Only, WorklistRows
from tracker.tui.virtual_list import VirtualList

TYPING = 0.12
"""Seconds after the last key before the filter is applied."""
_COUNTS_REST = 20
"""Counts that nobody asked for rest so many times as long as counting took, where it took longer than ``QUIET``."""


class WorklistFilter(WorklistRows):
    """Everything about what is asked for."""

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self._units: tuple[UnitRow, ...] | None = None
        self._counted: Morning | None = None
        """Among what is shown without the quick filters; and in the whole ledger, when that was counted last."""
        self._counted_whole: Morning | None = None
        self._counted_in = EVERYTHING
        """The filter beside the quick filters that was counted in last, or is being counted in."""
        self._counts_rest_until = 0.0
        self._offered: Completions | None = None
        self._chosen = False
        self._offers_jump = False

    @property
    def filter_line(self) -> FilterInput:
        """The line above the list."""
        return self.query_one("#filter", FilterInput)

    @property
    def offers(self) -> VirtualList[str]:
        """What the word under the cursor may become."""
        return self.query_one("#offers", VirtualList)

    def filter_words(self) -> str:
        return self.filter_line.value

    def asked_now(self) -> Query:
        return self._parse().following(self.query_now)

    def _unit_names(self) -> list[str]:
        return [unit.name for unit in self._units or ()]

    def _parse(self) -> Query:
        return parse_query(self.filter_line.value, self._unit_names(), self.vocabulary)

    # Units and counts, read when they are needed

    def need_units(self, *, again: bool = False) -> None:
        """Read the units, once; they are only asked for where a filter may name one."""
        if self._units is None or again:
            self.ask("units", self.gateway.units, self._take_units, self._no_units)

    def _take_units(self, units: Sequence[UnitRow]) -> None:
        self._units = tuple(units)
        if self.asked_now() != self.query_now:
            self.load()
        self._offer()

    def _no_units(self, _failure: Failure) -> None:
        """Reading the list fails for the same reason and says so."""

    def load(self, *, goal: int | None = None, quietly: bool = False) -> None:
        super().load(goal=goal, quietly=quietly)
        if bare(self.query_now.wanted) != self._counted_in:
            self.count_chips()

    def show_only(self, only: Only | None) -> None:
        super().show_only(only)
        self.show_chips()

    def count_chips(self) -> None:
        """Count what the quick filters find beside the rest of the filter, behind everything else."""
        stop, begun = Stop(), monotonic()
        self._counted_in = wanted = bare(self.query_now.wanted)

        def take(counted: Morning) -> None:
            now = monotonic()
            self._counts_rest_until = now + _COUNTS_REST * (now - begun) if now - begun > QUIET else 0.0
            self._counted = counted
            if wanted == EVERYTHING:
                self._counted_whole = counted
            self.show_chips()

        self.ask("chips", lambda: self.gateway.morning(wanted, stop=stop), take, self._no_counts, stop=stop.stop)

    def count_chips_later(self) -> None:
        """Count again once the counts have rested: something has changed."""
        if not self.waits_for("counting"):
            self.later("counting", max(self._counts_rest_until - monotonic(), 0.0), self.count_chips)

    def _no_counts(self, _failure: Failure) -> None:
        """The chips stand there without numbers."""

    def show_chips(self) -> None:
        """Show the quick filters with those in force."""
        lights = [light.name for light in self.home.profile.lights if str(light.when) != "总是"]
        chips = chips_of(lights, self._counted if self.only is None else None, self._counted_whole)
        wanted = self.query_now.wanted
        self.query_one(ChipBar).show(chips, [at for at, chip in enumerate(chips) if holds(wanted, chip.part)])

    # The filter line

    def action_filter(self) -> None:
        """Go to the filter line."""
        self.need_units()
        self.filter_line.go_on()
        self.set_focus(self.filter_line)

    @on(Input.Changed, "#filter")
    def _typed(self) -> None:
        if "@" in self.filter_line.value or "＠" in self.filter_line.value:
            self.need_units()
        if not pinyin.at_hand() and spelled_words(self.filter_line.value):
            self.ask("pinyin", pinyin.load, lambda _none: self._spelled(), self._no_counts)
        self._chosen = False
        self._offer()
        self.later("filter", TYPING, self._apply_filter)

    def _spelled(self) -> None:
        self._offer()
        self._apply_filter()

    def _apply_filter(self) -> None:
        query = self.asked_now()
        offered_jump, self._offers_jump = self._offers_jump, number_in(self.filter_line.value) is not None
        if self._offers_jump:
            self.query_one(TopBar).say(f"{self.own_keys.press('query.done')} 跳到这一项")
        elif query != self.query_now:
            self.load()
        elif offered_jump:
            self.marks_changed()
        self.show_chips()
        self.let_go()

    def action_leave_filter(self) -> None:
        """Take the completion that was chosen; else keep the filter and go back to the list. A number is gone to."""
        if self._chosen and self._take_offer():
            return
        number = number_in(self.filter_line.value)
        self.set_focus(self.items)
        if number is not None:
            self.filter_line.value = ""
            self.jump_to(number)

    def action_filter_down(self) -> None:
        """The next completion, or back to the list where there is none."""
        if self.offers.display:
            self.offers.cursor += 1 if self._chosen else 0
            self._chosen = True
            self.offers.refresh()
        else:
            self.action_leave_filter()

    def action_filter_up(self) -> None:
        """The completion before."""
        if self.offers.display:
            self._chosen = True
            self.offers.cursor -= 1

    def action_complete(self) -> None:
        """Take the completion."""
        self._take_offer()

    def action_clear_filter(self) -> None:
        """Drop the filter, go back to the list."""
        self.filter_line.value = ""
        self.set_focus(self.items)

    def _offer(self) -> None:
        line = self.filter_line
        self._offered = None
        if line.has_focus:
            self._offered = completions(line.value, line.cursor_position, self._unit_names(), self.vocabulary)
        choices = self._offered.choices if self._offered else ()
        self.offers.display = bool(choices)
        if choices:
            self.offers.styles.height = len(choices)
            self.offers.show(KnownRows(choices), cursor=0)

    @on(VirtualList.Opened, "#offers")
    def _offer_clicked(self) -> None:
        self._take_offer()

    def _take_offer(self) -> bool:
        offered, choice = self._offered, self.offers.current
        if offered is None or choice is None:
            return False
        value = self.filter_line.value
        rest = value[offered.end :].lstrip()
        taken = f"{value[: offered.start]}{choice} "
        self.filter_line.value = taken + rest
        self.filter_line.cursor_position = len(taken)
        self.set_focus(self.filter_line)
        self._offer()
        return True

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_went(self) -> None:
        here = self.filter_line.has_focus
        self.set_class(here, "-filtering")
        if here and self._anchor is None:
            self._anchor = self.current_id()
        if not here:
            self.offers.display = False
            self.let_go()

    def let_go(self) -> None:
        if not (self.filter_line.has_focus or self.waits_for("filter")) and self._same_question:
            self._anchor = None

    def set_filter(self, wanted: ItemFilter) -> None:
        """Filter by ``wanted``."""
        if wanted.unit:
            self.need_units()
        self.filter_line.value = query_line(wanted, self.vocabulary)

    # Other ways to choose

    def action_toggle_outstanding(self) -> None:
        """Only what is not finished, or everything again."""
        wanted = self._parse().wanted
        self.set_filter(replace(wanted, status=None, outstanding=not wanted.outstanding))

    def action_toggle_chip(self, place: int) -> None:
        """Filter by a quick filter and by no other of them, or no more."""
        chips = self.query_one(ChipBar).chips
        if not 0 <= place < len(chips):
            return
        wanted, part = self._parse().wanted, chips[place].part
        if not holds(wanted, part):
            wanted = bare(wanted)
        self.set_filter(toggled(wanted, part))

    def action_step_chip(self, by: int) -> None:
        """The next or the previous quick filter; after the last one comes the whole list."""
        chips = self.query_one(ChipBar).chips
        wanted = self._parse().wanted
        here = next((at for at, chip in enumerate(chips) if holds(wanted, chip.part)), -1)
        place = (here + 1 + by) % (len(chips) + 1) - 1
        rest = bare(wanted)
        self.set_filter(rest if place < 0 else toggled(rest, chips[place].part))

    def action_pick_filter(self) -> None:
        """Choose what to filter by from lists."""

        def show(units: Sequence[UnitRow]) -> None:
            self._units = tuple(units)
            self.app.push_screen(PickFilterScreen(self._parse().wanted, self._units, self.home.profile.states), picked)

        def picked(wanted: ItemFilter | None) -> None:
            if wanted is not None:
                self.set_filter(wanted)

        self.ask("units", self.gateway.units, show, self.tell_failure)

    def action_next_order(self) -> None:
        """Put the list in another order."""
        orders = tuple(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.tell(f"{self.order.label}排列")
        self.load()

    def action_saved_views(self) -> None:
        """Pick, save and delete filters with names."""
        line, order = self.filter_line.value.strip(), self.order

        def chosen(view: SavedView | None) -> None:
            if view is None:
                return
            self.order = view.order
            if view.line == self.filter_line.value:
                self.load()
            self.filter_line.value = view.line

        def show(kept: Preferences) -> None:
            self.app.push_screen(ViewsScreen(self.home.preferences, kept, line=line, order=order), chosen)

        self.ask("views", self.home.preferences.read, show, self.tell_failure)

    def jump_to(self, number: str) -> None:
        """Put the cursor on the item with that number; a filter that hides it is dropped."""

        def there(item_id: int) -> None:
            place = self.rows.index_of(item_id)
            if place is not None:
                self.items.cursor = place
            elif self.filter_line.value or self.only is not None:
                self.filter_line.value = ""
                self.call_off("filter")
                self._goal = item_id
                self.show_only(None)
                self.tell(f"{number} 不在筛选里，筛选已清除。")
            else:
                self.load(goal=item_id)

        self.ask("jump", lambda: self.gateway.id_of_number(number), there, self.tell_failure)
