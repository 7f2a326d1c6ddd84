"""The terminal UI: opens the screens, keeps what they share, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from textual.signal import Signal

from tracker.domain.errors import TrackerError
from tracker.profile.loading import default_profile
from tracker.profile.model import Profile
from tracker.services.views import ItemDetail, ItemRow
from tracker.tui.actions import SCREENS, Action, key_name
from tracker.tui.background import AskingScreen, Failure
from tracker.tui.bars import TopBar
from tracker.tui.cells import padded
from tracker.tui.colours import DARK, LIGHT, themes
from tracker.tui.gateway import Gateway
from tracker.tui.hanging_up import deaf_from_now_on, status_of
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.looking import LookingApp
from tracker.tui.own_keys import OwnKeys, own_keys_file, read_own_keys
from tracker.tui.preferences import PreferencesFile
from tracker.tui.query import Vocabulary, number_in
from tracker.tui.screens.base import WIDE, TrackerScreen
from tracker.tui.screens.documents import DocumentsScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.history import HistoryScreen
from tracker.tui.screens.modal import Dialog
from tracker.tui.screens.pick import Choice, PickScreen
from tracker.tui.screens.source import SourceScreen, item_passage
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.worklist_rows import Only
from tracker.tui.screens.year import YearScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen

if TYPE_CHECKING:
    from textual.driver import Driver

    from tracker.ledger.store import Ledger

__all__ = ["DARK", "LIGHT", "TrackerApp", "run_app"]


class TrackerApp(LookingApp):
    """整改跟踪 in a terminal."""

    TITLE = "整改跟踪"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

    def __init__(
        self,
        gateway: Gateway,
        *,
        clock: Callable[[], datetime],
        profile: Profile | None = None,
        preferences: PreferencesFile | None = None,
        dark: bool = True,
        own_keys: OwnKeys | None = None,
    ) -> None:
        """Make the app.

        Args:
            gateway: where everything is read and written.
            clock: the present moment, aware; its time zone is the one in which times are told.
            profile: the office's own way: what states are called, lights, rules; the default unless told.
            preferences: where is kept what this person wants remembered; the user's own file unless told.
            dark: begin in dark colours.
            own_keys: keys that this person has changed.
        """
        super().__init__()
        self._begin_dark = dark
        for theme in themes():
            self.register_theme(theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.own_keys = own_keys or OwnKeys()
        self.set_keymap(self.own_keys.keymap)
        self.gateway = gateway
        self.clock = clock
        self.profile = profile or default_profile()
        self.vocabulary = Vocabulary.of(self.profile)
        self.preferences = preferences or PreferencesFile()
        self.item_moved: Signal[ItemRow] = Signal(self, "item-moved")
        self.much_changed: Signal[None] = Signal(self, "much-changed")
        for screen in (WorklistScreen, DocumentsScreen, YearOnYearScreen, YearScreen, HistoryScreen):
            self.add_mode(screen.KEYS, partial(self._open_mode, screen))

    def get_driver_class(self) -> type[Driver]:
        """That of Textual for this system, or rather ours in its place, which ends with the terminal or the browser."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from tracker.tui.terminal_driver import TerminalDriver  # noqa: PLC0415 - not on Windows

            return TerminalDriver
        if found.__name__ == "WebDriver":
            from tracker.tui.browser_driver import BrowserDriver  # noqa: PLC0415 - only there

            return BrowserDriver
        return found

    def _open_mode(self, screen: type[TrackerScreen]) -> TrackerScreen:
        opened = screen(self.gateway)
        # It is dressed in the present colours. Textual thinks that no new screen is, and reads all stylesheets again.
        opened._css_update_count = self._css_update_count  # noqa: SLF001
        return opened

    @property
    def zone(self) -> tzinfo | None:
        """The time zone in which times are told."""
        return self.clock().tzinfo

    @property
    def today(self) -> date:
        """The present day where the person is."""
        return self.clock().date()

    @property
    def at_rest(self) -> bool:
        """True where no thread is at work and nothing is due later: what is shown is what there is to show."""
        working = any(not worker.is_finished for worker in self.workers)
        due = any(isinstance(screen, AskingScreen) and not screen.at_rest for screen in self.screen_stack)
        coming = any(not screen.is_mounted for screen in self.screen_stack)
        return not working and not due and not coming

    def on_mount(self) -> None:
        """Open the worklist."""
        self.theme = DARK if self._begin_dark else LIGHT
        self.switch_mode("worklist")
        self.keep_looking()
        if self.tidies:
            self.keep_tidy()

    def tell_trouble(self, failure: Failure) -> None:
        """Say on the screen in front why the ledger cannot be reached; what is shown stays."""
        self._tell(f"{failure.reason}。{failure.next_step}。正在重试……", wrong=True)

    def trouble_over(self) -> None:
        """Say that all is well again."""
        self._tell("又连上台账了。")

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, TrackerScreen):
                screen.tell(words, wrong=wrong)
                for bar in screen.query(TopBar):
                    bar.warn("连不上台账" if wrong else "")

    def action_show_mode(self, mode: str) -> None:
        """Go to a main screen, leaving what lies over it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_mode(mode)

    def show_items(self, label: str, ids: Collection[int]) -> None:
        """Go to the worklist with certain items and no others.

        Args:
            label: what they are.
            ids: of the items.
        """
        only = Only(label, ids)
        self.action_show_mode("worklist")

        def show() -> None:
            if isinstance(self.screen, WorklistScreen):
                self.screen.filter_line.value = ""
                self.screen.show_only(only)

        self.call_after_refresh(show)

    def open_source(self, detail: ItemDetail) -> None:
        """Open the report that raised an item, at its quote."""
        own = item_passage(detail.row, detail.quote.span)
        self.push_screen(SourceScreen(self.gateway, detail.document, at=detail.row.id, own=own))

    def action_show_help(self) -> None:
        """List the keys of the present screen."""
        if isinstance(self.screen, TrackerScreen | Dialog) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.KEYS, self.own_keys, self.screen.offered))

    def action_show_palette(self) -> None:
        """Find an action by its name and run it."""
        screen = self.screen
        if not isinstance(screen, TrackerScreen):
            return
        keys = SCREENS[screen.KEYS]
        offered = [action for action in screen.offered(keys.actions(*keys.always, *keys.focused)) if action.palette]
        choices: list[Choice[Action | str]] = [Choice(action.label, _aside(action), action) for action in offered]

        def picked(chosen: Action | str | None) -> None:
            if isinstance(chosen, Action):
                self.call_later(self.run_action, chosen.run, screen)
            elif chosen is not None:
                self.jump_to(chosen)

        def number(words: str) -> Choice[Action | str] | None:
            found = number_in(words)
            return Choice(found, "跳到台账里的这一项", found) if found is not None else None

        self.push_screen(PickScreen("命令", choices, none="没有这样的命令", wide=14, made=number), picked)

    def jump_to(self, number: str) -> None:
        """Go to an item of the worklist by its number."""
        self.action_show_mode("worklist")

        def go() -> None:
            if isinstance(self.screen, WorklistScreen):
                self.screen.jump_to(number)

        self.call_later(go)

    def action_switch_theme(self) -> None:
        """Dark or light; remembered for the next time."""
        dark = not self.current_theme.dark
        self.theme = DARK if dark else LIGHT

        def remember() -> None:
            # What cannot be written down is no reason to disturb anybody.
            with suppress(TrackerError):
                self.preferences.change(lambda kept: replace(kept, dark=dark))

        self.run_worker(remember, thread=True, group="preferences")

    def action_help_quit(self) -> None:
        """ctrl+c is pressed by those who want to leave: tell them how."""
        if isinstance(self.screen, TrackerScreen):
            self.screen.tell(f"要退出，{self.own_keys.press('app.quit')}。")


def _aside(action: Action) -> str:
    names = "  ".join(key_name(key) for key in action.keys[:2])
    return f"{padded(names, 12)}  {action.help}"


def run_app(
    ledger: Ledger,
    *,
    actor: str,
    clock: Callable[[], datetime],
    profile: Profile | None = None,
    remember: bool = True,
) -> int:
    """Open the terminal UI on a ledger and come back when it is left, or when nobody is there any more.

    Args:
        ledger: the open ledger.
        actor: who sits at this terminal; every change is written down in this name.
        clock: the present moment, aware.
        profile: the office's own way; the default unless told.
        remember: False where whoever looks is not the user whose preferences these are, as in a browser.

    Returns:
        The exit status: 0, that of a signal where one ended it or the terminal has gone, 1 after a fault.
    """
    gateway = LedgerGateway(ledger, actor=actor, clock=clock, profile=profile)
    file = PreferencesFile(keep=remember)
    own_keys = read_own_keys(own_keys_file())
    dark = file.read().dark
    app = TrackerApp(gateway, clock=clock, profile=profile, preferences=file, dark=dark, own_keys=own_keys)
    app.tidies = True
    app.run()
    if app.return_code == status_of("SIGHUP"):
        deaf_from_now_on()
    return app.return_code or 0
