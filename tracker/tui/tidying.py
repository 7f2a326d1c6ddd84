"""Looking for garbage: a little at a time while somebody works, thoroughly once nobody does.

The pace that suits a short command (200,000 objects between two looks) holds the keys up for a tenth of a second each
time; a look at everything takes twice as long.
"""

from __future__ import annotations

import gc
from time import monotonic

from textual import events
from textual.app import App

PACE = (2_000, 10, 1_000_000)
"""Objects between two looks at the young ones, some 2 ms each, and how many of those make a look at the older."""
AT_REST = 20.0
"""Seconds without a key after which everything may be looked at."""
EVERY = 5.0


class TidyApp(App[None]):
    """An app that looks for garbage when nobody is kept waiting by it."""

    tidies = False
    """True where the process is the app's own: how garbage is looked for holds for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._touched = 0.0
        """When something was pressed last; zero once everything has been looked at since."""

    def keep_tidy(self) -> None:
        """Begin. What is loaded by now stays to the end and is not looked at again."""
        gc.freeze()
        gc.set_threshold(*PACE)
        self.set_interval(EVERY, self.tidy)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._touched = monotonic()
        await super().on_event(event)

    def tidy(self) -> None:
        """Look at everything if nobody has touched anything for a while, and then not again until somebody has."""
        if self._touched and monotonic() - self._touched > AT_REST:
            self._touched = 0.0
            gc.collect()
