"""Writing for people: titles, paragraphs and tables on a stream, dressed as far as the stream allows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import click

from tracker.cli.layout import GAP, Column, Paint, padded, shown, table, width_of, wrapped
from tracker.cli.settings import screen
from tracker.domain.kinds import ActionStanding, Status, Verdict

_COLOURS: dict[str, str] = {
    Verdict.CONTESTED.label: "red",
    Verdict.RECURRING.label: "red",
    Verdict.IN_PROGRESS.label: "yellow",
    Verdict.RECTIFIED.label: "green",
    Verdict.EVIDENCED.label: "cyan",
    Verdict.SILENT.label: "magenta",
    ActionStanding.DONE.label: "green",
    ActionStanding.UNDER_WAY.label: "yellow",
    ActionStanding.NO_TRACE.label: "magenta",
    Status.PROPOSED.label: "cyan",
    Status.CLOSED.label: "green",
    Status.MERGED.label: "bright_black",
    Status.SPLIT.label: "bright_black",
    Status.REJECTED.label: "bright_black",
}
"""Colour only underlines: the word is always printed."""


def say(text: str, *, err: bool = False) -> None:
    """Write one sentence to standard output or, for talk, to standard error. It cannot steer the terminal."""
    click.echo(" ".join(shown(text).split("\n")), err=err)


class Page:
    """A stream and what it can show. Texts of reports are written as ``shown``, so that none can steer the terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stdout if stream is None else stream
        self._screen = screen(self._stream)

    def style(self, **style: bool | str) -> Paint:
        """What dresses a text in the style named, or leaves it alone where the stream shows no colours."""
        if not self._screen.colour:
            return str
        return lambda text: click.style(text, **style)  # type: ignore[arg-type]

    def colour_of(self, word: str) -> Paint:
        """What dresses a verdict or status, and any part of it, in its colour; leaves any other text alone."""
        colour = _COLOURS.get(word)
        return self.style(fg=colour) if colour else str

    def word(self, word: str) -> str:
        """A verdict or status in its colour."""
        return self.colour_of(word)(word)

    def write(self, lines: Iterable[str]) -> None:
        """Write lines that are ready: dressed, and free of foreign text that has not been ``shown``."""
        if text := "".join(f"{line}\n" for line in lines):
            click.echo(text, file=self._stream, nl=False, color=self._screen.colour)

    def heading(self, text: str) -> None:
        """Write the first line of a page."""
        self.write(self.style(bold=True)(line) for line in wrapped(shown(text), self._screen.width))

    def title(self, text: str) -> None:
        """Write the title of a part, with an empty line before it."""
        self.write([""])
        self.heading(text)

    def text(self, text: str, *, indent: int = 0) -> None:
        """Write a paragraph."""
        self.write(wrapped(f"{'':{indent}}{shown(text)}", self._screen.width))

    def alarm(self, text: str) -> None:
        """Write a sentence that must not be overlooked."""
        self.write(self.style(fg="red", bold=True)(line) for line in wrapped(f"！{shown(text)}", self._screen.width))

    def quote(self, text: str, *, indent: int = 2) -> None:
        """Write a passage of a report, its own line breaks kept."""
        for line in text.split("\n"):
            self.text(line.strip(), indent=indent)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write a table."""
        self.write(table(columns, rows, width=self._screen.width, heading=self.style(bold=True)))

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write names with what stands under them, one a line; those with nothing under them are left out."""
        filled = [(name, value) for name, value in rows if value]
        first = max((width_of(name) for name, _ in filled), default=0)
        width = self._screen.width
        room = None if width is None else max(width - first - len(GAP), 20)
        for name, value in filled:
            head, *more = wrapped(shown(value), room)
            self.write([padded(name, first) + GAP + head])
            self.write(" " * (first + len(GAP)) + line for line in more)
