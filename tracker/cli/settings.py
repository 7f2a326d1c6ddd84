"""What the options common to all commands say, and the one place where the front reads clock, user and terminal."""

from __future__ import annotations

import codecs
import getpass
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from tracker.domain.status import WorkflowRules
    from tracker.ledger.store import Ledger
    from tracker.profile.model import Profile


def system_clock() -> datetime:
    """The present moment, UTC and aware."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Settings:
    """Filled by the options as click meets them; every command gets it as its object."""

    db: str | None = None
    """Where the ledger is; ``None`` leaves it to the environment and the default."""
    actor: str | None = None
    profile_file: str | None = None
    """The profile asked for; ``None`` leaves it to the environment, the ledger's folder and the default."""
    lexicon: str | None = None
    """The office's own words asked for; ``None`` leaves them to the environment and the user's own file."""
    debug: bool = False
    look: bool = False
    """True where nothing is to be changed: the ledger is opened so that the database refuses."""
    signed_in: str | None = None
    """Who works in the ledger, where the database knows; ``None`` before it is open."""
    _profile: Profile | None = field(default=None, repr=False)
    """Read once, when it is first asked for."""

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger, open for as long as the block runs."""
        from tracker.ledger import open_ledger

        self.own_profile()  # a file that does not hold together is refused before anything is done
        with open_ledger(self.db, only_looking=self.look) as ledger:
            self.signed_in = ledger.signed_in.person if ledger.signed_in is not None else None
            yield ledger

    def profile(self) -> Profile:
        """The local way of the office: the file asked for, else ``TRACKER_PROFILE``, else the one beside the ledger.

        Raises:
            ProfileError: the file cannot be read or does not hold together.
            LedgerError: the place of the ledger is malformed.
        """
        if self._profile is None:
            from tracker.profile.loading import load_profile

            self._profile = load_profile(self._profile_path())
        return self._profile

    def own_profile(self) -> Profile | None:
        """The same, where the office has a file of its own; ``None`` without reading anything where it has none."""
        return self.profile() if self._profile is not None or self._profile_path() else None

    def _profile_path(self) -> Path | None:
        from tracker.ledger.engine import find_place
        from tracker.profile.loading import find_profile

        return find_profile(self.profile_file, ledger_file=find_place(self.db).file)

    def rules(self) -> WorkflowRules:
        """What the office set about its workflow.

        Raises:
            ProfileError: its file cannot be read or does not hold together.
            LedgerError: the place of the ledger is malformed.
        """
        return self.profile().rules

    def acting(self) -> str:
        """The name that goes into the history; on a team's database it is that of whoever signed in."""
        name = self.actor or os.environ.get("TRACKER_ACTOR", "") or self.signed_in or ""
        if not name.strip():
            try:
                name = getpass.getuser()
            except (OSError, KeyError, ImportError):  # no such user in the system's list; Windows has no list at all
                name = ""
        return name.strip() or "未署名"


@dataclass(frozen=True, slots=True)
class Screen:
    """What can be shown on a stream."""

    width: int | None
    """Cells of the terminal; ``None`` for files and pipes, whose lines are not broken."""
    colour: bool


def screen(stream: TextIO) -> Screen:
    """What the stream leads to. ``NO_COLOR`` and ``TERM=dumb`` are honoured, ``COLUMNS`` breaks lines in pipes too."""
    terminal = is_terminal(stream)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    columns = os.environ.get("COLUMNS", "")
    if terminal:
        width: int | None = shutil.get_terminal_size().columns
    else:
        width = int(columns) if columns.isdecimal() and int(columns) > 0 else None
    return Screen(width=width, colour=terminal and not plain)


def is_terminal(stream: TextIO | None) -> bool:
    """True where a person is at the other end."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def soften_streams() -> None:
    """Let characters that an old console cannot show become question marks instead of an error.

    A stream said to be ASCII is one whose locale was never set: like click we write UTF-8 there.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            unset = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if unset else None, errors="replace")
