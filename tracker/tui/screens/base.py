"""What all main screens share: the gateway, the current item, and what can be done with it from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from tracker.domain.errors import NotFoundError
from tracker.services.commands import CommandView
from tracker.services.undoing import Progress, Toggled
from tracker.services.views import ItemRow
from tracker.tui.actions import ACTIONS, SCREENS, TYPED_IN, Action, actions_of, bindings, hints_of
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.bars import HintBar, TopBar
from tracker.tui.describe_history import command_items
from tracker.tui.gateway import Gateway
from tracker.tui.underway import Through, Underway

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

QUIET = 0.15
"""Seconds before a screen says that it is reading; what takes less is not worth a flicker."""
WIDE = 100
"""From this many columns on there is room for two panes side by side."""
SETTLE = 0.08
"""Seconds the cursor has to rest before the item under it is read."""


_WRITING = {action.run.partition("(")[0] for action in ACTIONS if action.writes}
_AT_TERMINAL = {action.run.partition("(")[0]: action for action in ACTIONS if action.at_terminal}


class TrackerScreen(AskingScreen[None]):
    """A screen that is not a dialog."""

    KEYS: ClassVar[str]
    """Name of the screen in ``SCREENS``."""

    def __init_subclass__(cls, **options: Any) -> None:
        if hasattr(cls, "KEYS"):
            keys = SCREENS[cls.KEYS]
            cls.BINDINGS = bindings(keys.actions(*keys.always))
        super().__init_subclass__(**options)

    def __init__(self, gateway: Gateway) -> None:
        super().__init__()
        # As it will be once the size is known to it, so that its widgets are not dressed twice.
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.gateway = gateway
        self.underway = Underway(self)
        """What is being done with a whole command, while it is."""

    @property
    def home(self) -> TrackerApp:
        """The app, as what it is."""
        return cast("TrackerApp", self.app)

    def set_up(self) -> None:
        """Hear of what was changed on any screen."""
        self.home.item_moved.subscribe(self, self.item_moved)
        self.home.much_changed.subscribe(self, lambda _nothing: self.action_refresh_all())
        self.home.others_wrote.subscribe(self, lambda _nothing: self.others_wrote())
        if not self.gateway.writable:
            for bar in self.query(TopBar):
                bar.warn("只读")

    # What screens differ in

    def current_item(self) -> ItemRow | None:
        """The item that the keys act on, if it is at hand."""
        return None

    def item_moved(self, row: ItemRow) -> None:
        """An item was changed."""

    def others_wrote(self) -> None:
        """Somebody has written something in the ledger, or it can be reached again."""
        self.action_refresh_all()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep from doing what cannot be done where the ledger is only looked at or in a browser, and say so."""
        if action in _WRITING and not self.gateway.writable:
            self.tell("这里只看不改。要办事，请在自己的电脑上打开台账。", wrong=True)
            return False
        if action == "back" and self.underway.doing:
            self.underway.stop()
            self.tell("正在停下……")
            return False
        if action in _AT_TERMINAL and self.app.is_web:
            what = _AT_TERMINAL[action].label
            self.tell(f"在浏览器里不能{what}：够不着你电脑上的文件和剪贴板。请在终端里打开台账。", wrong=True)
            return False
        return super().check_action(action, parameters)

    def offered(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """Those of some actions that can be done here, with this person's keys."""
        writable, in_browser = self.gateway.writable, self.app.is_web
        return tuple(
            action
            for action in self.own_keys.applied(actions)
            if (writable or not action.writes) and not (in_browser and action.at_terminal)
        )

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
        if focused in TYPED_IN:
            return self.offered(actions_of(focused))
        return self.offered(keys.actions(*keys.always, *((focused,) if focused in keys.focused else keys.focused[:1])))

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

    def undo_hint(self, label: str = "") -> str:
        """How what has just been done is taken back."""
        return self.own_keys.hint("app.undo", label)

    def action_undo(self) -> None:
        """Take back the last command of this person."""
        self._toggle(self._told_here(self.gateway.undo), "撤销")

    def action_redo(self) -> None:
        """Do again what this person took back last."""
        self._toggle(self._told_here(self.gateway.redo), "重做")

    def _told_here(self, toggle: Callable[[Progress], Toggled]) -> Callable[[Progress], Toggled]:
        """The same, where there is nothing to take back: how another command is chosen here, not at a terminal."""

        def told(progress: Progress) -> Toggled:
            try:
                return toggle(progress)
            except NotFoundError as error:
                there, choose = self.own_keys.press("app.history"), self.own_keys.press("history.toggle")
                raise NotFoundError(error.message, f"{there} 看历史，光标放到要的一次上{choose}") from error

        return told

    def tell_toggled(self, toggled: Toggled, what: str) -> None:
        """Say what was taken back or done again, and how to have it the other way."""
        command = toggled.command
        back = self.own_keys.hint("app.redo") if what == "撤销" else self.undo_hint()
        self.tell(f"已{what}第 {command.number} 号：{command.what} {command_items(command)}。{back}")
        if toggled.item is not None:
            self.home.item_moved.publish(toggled.item)
        else:
            self.home.much_changed.publish(None)

    def tell_of(self, command: CommandView, *, here: bool = False) -> None:
        """Say that a command did no more than take back another, or do it again: it is the other that one goes to.

        Args:
            command: the command.
            here: the cursor has been put on the other one.
        """
        again = self.own_keys.press("history.toggle")
        go = f"光标已在第 {command.of} 号上，再{again}。" if here else f"请到第 {command.of} 号上{again}。"
        self.tell(f"第 {command.number} 号本身就是{command.what}。{go}")

    def _toggle(self, toggle: Callable[[Progress], Toggled], what: str) -> None:
        """One at a time: another press while thousands of items are put back is not another command."""
        if self.underway.doing:
            self.call_off("toggling")
            self.tell(f"还在{self.underway.doing}，请稍等；{self.own_keys.hint('app.back', '停下')}。")
            return
        self.underway.begin(what)
        self.later("toggling", QUIET, lambda: self.tell(f"正在{what}……"))

        def over() -> None:
            self.call_off("toggling")
            self.underway.end()

        def done(toggled: Toggled) -> None:
            over()
            self.tell_toggled(toggled, what)

        def failed(failure: Failure) -> None:
            over()
            self.tell_failure(failure)

        self.ask("toggle", lambda: toggle(self.underway.through), done, failed)

    def on_through(self, message: Through) -> None:
        """Say how far undoing or doing again is, where that takes a while."""
        if self.underway.doing and not self.underway.stopped and not self.waits_for("toggling"):
            self.tell(self.underway.words(message, self.own_keys.hint("app.back", "停下")))
