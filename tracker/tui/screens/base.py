"""What all main screens share: the gateway, the current item, and what can be done with it from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from tracker.services.views import ItemDetail, ItemRow
from tracker.tui.actions import SCREENS, Action, Place, actions_of, bindings, hints_of
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.bars import HintBar
from tracker.tui.gateway import Gateway

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

QUIET = 0.15
"""Seconds before a screen says that it is reading; what takes less is not worth a flicker."""
SETTLE = 0.08
"""Seconds the cursor has to rest before the item under it is read."""


class TrackerScreen(AskingScreen[None]):
    """A screen that is not a dialog."""

    KEYS: ClassVar[str]
    """Name of the screen in ``SCREENS``."""

    def __init_subclass__(cls, **options: Any) -> None:
        keys = SCREENS[cls.KEYS]
        cls.BINDINGS = bindings(keys.actions(*keys.always))
        super().__init_subclass__(**options)

    def __init__(self, gateway: Gateway) -> None:
        super().__init__()
        self.gateway = gateway

    @property
    def home(self) -> TrackerApp:
        """The app, as what it is."""
        return cast("TrackerApp", self.app)

    def on_mount(self) -> None:
        """Hear of items that were moved on any screen."""
        self.home.item_moved.subscribe(self, self.item_moved)
        self.home.much_changed.subscribe(self, lambda _nothing: self.action_refresh_all())

    # What screens differ in

    def current_item(self) -> ItemRow | None:
        """The item that the keys act on, if it is at hand."""
        return None

    def item_moved(self, row: ItemRow) -> None:
        """An item has another state now."""

    def action_refresh_all(self) -> None:
        """Read again what is shown."""

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    # What they share

    def actions_now(self) -> tuple[Action, ...]:
        """The actions in force at this moment: those of the screen and those of the focused widget."""
        keys = SCREENS[self.KEYS]
        focused = getattr(self.focused, "PLACE", None)
        if focused is Place.FILTER:
            return actions_of(Place.FILTER)
        return keys.actions(*keys.always, focused if focused in keys.focused else keys.focused[0])

    def show_hints(self) -> None:
        """Let the footer tell what can be done now."""
        for bar in self.query(HintBar):
            bar.show(hints_of(self.actions_now()))

    def on_descendant_focus(self) -> None:
        self.show_hints()

    def tell_failure(self, failure: Failure) -> None:
        """Say in passing that something went wrong."""
        self.tell(f"{failure.reason}。{failure.next_step}", wrong=True)

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """Say something in passing."""
        self.query_one(HintBar).tell(words, wrong=wrong)

    def _on_item(self, act: Callable[[ItemRow], None]) -> None:
        row = self.current_item()
        if row is None:
            self.tell("先把光标放到一项上。")
        else:
            act(row)

    def action_move_item(self) -> None:
        """Ask for the new state of the current item."""

        def moved(row: ItemRow | None) -> None:
            if row is not None:
                self.home.item_moved.publish(row)
                self.tell(f"{row.number} 已改为“{self.home.profile.states[row.status]}”")

        self._on_item(lambda row: self.home.ask_move(row, moved))

    def action_copy_item(self) -> None:
        """Copy number and quote of the current item."""

        def copy(detail: ItemDetail) -> None:
            self.app.copy_to_clipboard(f"{detail.row.number} {detail.quote.text}")
            self.tell(f"已复制 {detail.row.number} 和原文引文（{len(detail.quote.text)} 字）")

        self._on_item(lambda row: self.ask("copy", lambda: self.gateway.item_detail(row.id), copy, self.tell_failure))

    def action_open_source(self) -> None:
        """Open the report that raised the current item, at its quote."""

        def show(detail: ItemDetail) -> None:
            self.home.open_source(detail)

        self._on_item(lambda row: self.ask("source", lambda: self.gateway.item_detail(row.id), show, self.tell_failure))
