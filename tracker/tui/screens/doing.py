"""What the dialogs share that do something with one item or with many: whom it is about, doing it, being refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult

from tracker.profile.model import Profile
from tracker.services.doing import Doing, Done, Look, seen_of
from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.dialog import AskScreen
from tracker.tui.words import Words

Many = Sequence[int]
"""Ids of marked items."""


class DoingScreen(AskScreen[Done]):
    """A dialog about one item, or about many that are marked. Many are confirmed; one is done at once."""

    def __init__(self, gateway: Gateway, about: Look | Many, *, profile: Profile, today: date) -> None:
        """Ask.

        Args:
            gateway: where it is done.
            about: an item as it stands, or the ids of many.
            profile: the office's own way.
            today: the day it is.
        """
        super().__init__(today)
        self.gateway = gateway
        self.profile = profile
        self.one = about if isinstance(about, Look) else None
        self.ids: Many = () if isinstance(about, Look) else about

    def compose_head(self) -> ComposeResult:
        yield Words(one_line(self.which()), id="which")

    def which(self) -> str:
        """What the dialog is about."""
        if self.one is not None:
            return f"{self.one.row.number}  {self.one.row.title}"
        return f"标出的 {len(self.ids):,} 项"

    def do(self, what: Doing, *, title: str) -> None:
        """Do it with the one item, or show what it would do with the many and ask."""
        if self.one is None:
            confirm = ConfirmScreen(self.gateway, self.ids, what, title=title, profile=self.profile)
            self.app.push_screen(confirm, self._confirmed)
            return
        standing = self.one.standing
        seen = {self.one.row.id: seen_of(what, standing.status, standing.fields)}
        self.busy = True
        self.ask("do", lambda: self.gateway.carry_out(seen, what), self._done, self.refused)

    def _done(self, done: Done) -> None:
        self.dismiss(done)

    def _confirmed(self, done: Done | None) -> None:
        if done is not None:
            self.dismiss(done)

    def refused(self, failure: Failure) -> None:
        """Say why, and show the item as it stands now: another person may have changed it."""
        super().refused(failure)
        if self.one is not None:
            item_id = self.one.row.id
            self.ask("look", lambda: self.gateway.look(item_id), self._look_again, lambda _failure: None)

    def _look_again(self, found: Look) -> None:
        if found != self.one:
            self.one = found
            self.query_one("#which", Words).say(one_line(self.which()))
            self.stands_otherwise()

    def stands_otherwise(self) -> None:
        """The one item is not what it was when the dialog was opened."""
