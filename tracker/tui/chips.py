"""Quick filters with what they count: what is due, what came back, what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tracker.services.items import Morning
from tracker.services.views import ItemFilter
from tracker.tui.cells import one_line, width_of
from tracker.tui.query import OVERDUE_LABEL, RETURNED_LABEL, WAITING_LABEL


@dataclass(frozen=True, slots=True)
class Chip:
    """One quick filter."""

    label: str
    part: ItemFilter
    """What it sets."""
    count: int | None = None
    """How many items fit it beside the rest of the filter; ``None`` before they are counted."""


def chips_of(lights: Sequence[str], counted: Morning | None, whole: Morning | None) -> tuple[Chip, ...]:
    """The quick filters of an office, the most urgent first.

    Args:
        lights: names of the lights that call for something, from calm to urgent.
        counted: how many there are of each beside the rest of the filter.
        whole: how many there are in the whole ledger; lights that nothing there shows are left out.
    """
    numbers = dict(counted.lights) if counted else {}
    none = {name for name, number in whole.lights if not number} if whole else set()
    shown = [name for name in reversed(lights) if name not in {OVERDUE_LABEL, *none}]
    return (
        Chip(OVERDUE_LABEL, ItemFilter(overdue=True), counted.overdue if counted else None),
        *(Chip(name, ItemFilter(light=name), numbers.get(name)) for name in shown),
        Chip(RETURNED_LABEL, ItemFilter(returned=True), counted.returned if counted else None),
        Chip(WAITING_LABEL, ItemFilter(waiting=True), counted.waiting if counted else None),
    )


class ChipBar(Widget):
    """The quick filters in one line; each can be clicked. Those in force are reversed and in brackets."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.chips: tuple[Chip, ...] = ()
        self._on: frozenset[int] = frozenset()

    def show(self, chips: Sequence[Chip], on: Sequence[int]) -> None:
        """Show quick filters.

        Args:
            chips: all of them.
            on: places of those in force.
        """
        if (self.chips, self._on) == (tuple(chips), frozenset(on)):
            return
        wider = sum(map(_width, chips)) != sum(map(_width, self.chips))
        self.chips, self._on = tuple(chips), frozenset(on)
        if wider:
            self.styles.width = sum(map(_width, chips))
        self.refresh()

    def render(self) -> Content:
        parts: list[Content] = []
        for place, chip in enumerate(self.chips):
            here = place in self._on
            before, after = ("[", "]") if here else (" ", " ")
            style = "bold reverse" if here else ("" if chip.count else "$foreground-muted")
            words = Content(f"{before}{_text(chip)}{after}").stylize(style)
            parts.append(words.stylize(Style.from_meta({"@click": f"screen.toggle_chip({place})"})))
        return Content("").join(parts)


def _text(chip: Chip) -> str:
    label = one_line(chip.label, 12)
    return f"{label} {_short(chip.count)}" if chip.count is not None else label


def _short(count: int) -> str:
    return str(count) if count < 10_000 else f"{count / 10_000:.1f}万".replace(".0万", "万")


def _width(chip: Chip) -> int:
    return width_of(_text(chip)) + 2
