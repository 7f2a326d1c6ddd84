"""Questions to the ledger are asked in threads; answers come back as messages and late ones are dropped.

A thread cannot be stopped, so each question carries a number: only the last question of its channel is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from tracker.domain.errors import TrackerError
from tracker.tui.own_keys import OwnKeys, own_keys_of

AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be read or done, and what to do next."""

    reason: str
    next_step: str

    @classmethod
    def of(cls, error: Exception, keys: OwnKeys) -> Failure:
        """The failure that an error stands for; an error nobody foresaw is named in full.

        Args:
            error: what was raised.
            keys: those of this person, who is told how to try again.
        """
        if isinstance(error, TrackerError):
            return cls(error.message, error.hint)
        named = f"{type(error).__name__}：{error}"
        return cls(
            f"程序出了没有料到的错（{named}）",
            f"{keys.press('app.refresh')} 再试；还不行，请把这句话原样报告给维护的人",
        )


class Answered(Message, bubble=False):
    """The answer to a question, on its way back from a thread."""

    def __init__(self, channel: str, number: int, deliver: Callable[[], None]) -> None:
        super().__init__()
        self.channel = channel
        self.number = number
        self.deliver = deliver


class AskingScreen(Screen[ResultT]):
    """A screen that asks without waiting."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._asked: dict[str, int] = {}
        self._stops: dict[str, Callable[[], None]] = {}
        self._later: dict[str, Timer] = {}
        self._dressed = True
        """True while its widgets have the styles that they were mounted with, and need no others."""

    async def on_event(self, event: events.Event) -> None:
        """Textual handles all that lies in a queue in one go: let keys through between two events of a screen."""
        if isinstance(event, events.ScreenSuspend):
            self._dressed = False
        elif isinstance(event, events.ScreenResume):
            event.refresh_styles = event.refresh_styles and not self._dressed
        await super().on_event(event)
        await asyncio.sleep(0)

    def on_mount(self) -> None:
        """Begin. Textual runs the handler of every class of a screen: no other of ours may have one.

        An app that is left by now gets no widgets any more.
        """
        if self.app.return_code is None:
            self.set_up()

    def set_up(self) -> None:
        """What is done once the widgets are there; screens add to that of their base."""

    @property
    def own_keys(self) -> OwnKeys:
        """The keys as this person has them, for sentences that name one."""
        return own_keys_of(self.app)

    def ask(
        self,
        channel: str,
        question: Callable[[], AnswerT],
        then: Callable[[AnswerT], None],
        failed: Callable[[Failure], None],
        *,
        stop: Callable[[], None] | None = None,
    ) -> None:
        """Run ``question`` in a thread, then one of ``then`` and ``failed`` on the screen.

        Args:
            channel: what the question is about; a newer question of the same channel makes this one void.
            question: called in another thread; must not touch widgets.
            then: takes the answer.
            failed: takes the reason where ``question`` raised.
            stop: lets go of the work on ``question``; called where its answer is not wanted any more.
        """
        self.forget(channel)
        number = self._asked[channel]
        if stop is not None:
            self._stops[channel] = stop

        def work() -> None:
            try:
                answer = question()
            except Exception as error:  # noqa: BLE001 - a screen says what went wrong, whatever it was
                failure = Failure.of(error, self.own_keys)
                self.post_message(Answered(channel, number, lambda: failed(failure)))
            else:
                self.post_message(Answered(channel, number, lambda: then(answer)))

        self.run_worker(work, thread=True, group=channel, name=f"{channel}-{number}")

    def forget(self, channel: str) -> None:
        """Make the open question of a channel void."""
        self._asked[channel] = self._asked.get(channel, 0) + 1
        stop = self._stops.pop(channel, None)
        if stop is not None:
            stop()

    def later(self, channel: str, delay: float, act: Callable[[], None]) -> None:
        """Do something once ``delay`` seconds have passed without another call for the same channel."""
        self.call_off(channel)
        if delay <= 0:
            act()
            return

        def ring() -> None:
            self._later.pop(channel, None)
            act()

        self._later[channel] = self.set_timer(delay, ring)

    def call_off(self, channel: str) -> None:
        """Call off what was to be done later in a channel."""
        timer = self._later.pop(channel, None)
        if timer is not None:
            timer.stop()

    def waits_for(self, channel: str) -> bool:
        """True where something is still to be done later in a channel."""
        return channel in self._later

    @property
    def at_rest(self) -> bool:
        """True where nothing is waiting to be done later."""
        return not self._later

    def on_answered(self, message: Answered) -> None:
        """Let the last answer of a channel in, drop the others."""
        if self._asked.get(message.channel) == message.number:
            self._stops.pop(message.channel, None)
            message.deliver()
