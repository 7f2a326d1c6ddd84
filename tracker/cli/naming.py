"""States under the names of the office: read from the command line and written for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.settings import Settings
from tracker.domain.kinds import Status

if TYPE_CHECKING:
    from tracker.profile.model import Profile


def state_name(status: Status) -> str:
    """What the state is called here. Without a command under way: its usual name."""
    own = _own()
    return own.states[status] if own else status.label


def usual_name(name: str) -> str:
    """The usual name of a state that is called so here; any other word as it is."""
    own = _own()
    return next((status.label for status, local in own.states.items() if local == name), name) if own else name


class StateName(click.ParamType[Status]):
    """A state, by its name here, its usual name or its identifier."""

    name = "state"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Status:
        """The state. The office's file is only read for a word that is no usual name."""
        if isinstance(value, Status):
            return value
        word = str(value).strip()
        usual = next((status for status in Status if word in (status.label, status.value)), None)
        if usual is not None:
            return usual
        own = _own()
        names = own.states if own else {status: status.label for status in Status}
        here = next((status for status, local in names.items() if local == word), None)
        if here is None:
            self.fail(f"没有“{value}”这个说法，可用的有：{'、'.join(names.values())}", param, ctx)
        return here


STATE = StateName()


def _own() -> Profile | None:
    context = click.get_current_context(silent=True)
    settings = context.find_object(Settings) if context else None
    return settings.own_profile() if settings else None
