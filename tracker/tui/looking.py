"""Looking whether others have written something, and whether the ledger is still there: every few seconds, and at once
where the ledger calls out.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual.message import Message
from textual.signal import Signal

from tracker.tui.background import Failure
from tracker.tui.gateway import Gateway
from tracker.tui.own_keys import own_keys_of
from tracker.tui.tidying import TidyApp

EVERY = 2.0
"""Seconds between two looks."""
SOON = 0.1
"""Seconds from a call to the look that it leads to: several calls in a row are one look."""


class Looked(Message, bubble=False):
    """What a look has shown, on its way back from its thread."""

    def __init__(self, *, moved: bool, failure: Failure | None) -> None:
        super().__init__()
        self.moved = moved
        self.failure = failure


class LookingApp(TidyApp):
    """An app that keeps an eye on the ledger. One look at a time: one that takes long is waited for."""

    gateway: Gateway

    def __init__(self) -> None:
        super().__init__()
        self.others_wrote: Signal[None] = Signal(self, "others-wrote")
        self.trouble: Failure | None = None
        """Why the ledger cannot be reached; ``None`` while it can."""
        self._looking = False
        self._ear: int | None = None
        """The file descriptor that is listened at."""

    def keep_looking(self) -> None:
        """Begin. The first look only remembers what there is."""
        self.look()
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Look now, in a thread."""
        if self._looking:
            return
        self._looking = True
        self._stop_listening()
        self.run_worker(self._look, thread=True, group="looking", name="looking")

    def _listen(self) -> None:
        """Let the ledger say when to look; where neither it nor this system can, the clock does."""
        ear = self.gateway.ear
        if ear is None:
            return
        with suppress(NotImplementedError, OSError, ValueError):
            asyncio.get_running_loop().add_reader(ear, self._heard)
            self._ear = ear

    def _stop_listening(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            asyncio.get_running_loop().remove_reader(ear)

    def _heard(self) -> None:
        self._stop_listening()
        self.set_timer(SOON, self.look)

    def on_unmount(self) -> None:
        """Nobody is there to hear any more."""
        self._stop_listening()

    def _look(self) -> None:
        moved, failure = False, None
        try:
            moved = self.gateway.moved()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
            failure = Failure.of(error, own_keys_of(self))
        self.post_message(Looked(moved=moved, failure=failure))

    def on_looked(self, message: Looked) -> None:
        """Tell the screens."""
        self._looking = False
        self._listen()
        before, self.trouble = self.trouble, message.failure
        if message.failure is not None:
            if before is None or before.reason != message.failure.reason:
                self.tell_trouble(message.failure)
        elif before is not None:
            self.others_wrote.publish(None)
            self.trouble_over()
        elif message.moved:
            self.others_wrote.publish(None)

    def tell_trouble(self, failure: Failure) -> None:
        """The ledger cannot be reached."""

    def trouble_over(self) -> None:
        """It can be reached again."""
