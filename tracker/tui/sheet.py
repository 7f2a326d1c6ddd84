"""Text with marked passages, and a builder that writes it line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.domain.spans import Span
from tracker.tui.cells import width_of
from tracker.tui.labels import Tone


class Mark(NamedTuple):
    """The code points ``[start, end)`` of a text are drawn in a tone."""

    start: int
    end: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and its marks; where marks overlap, the later in the tuple is seen."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    hanging: bool = False
    """Continue an indented line under its first character."""


@dataclass(slots=True)
class Sheet:
    """Builds a ``MarkedText`` from lines of pieces; a piece is a string or a pair of string and tone."""

    _parts: list[str] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _length: int = 0

    def line(self, *pieces: str | tuple[str, Tone], indent: int = 0, label: str = "", tone: Tone = Tone.MUTED) -> Sheet:
        """Add one line; line breaks inside its pieces become lines with the same indent, behind the label.

        Args:
            pieces: what the line says; a tab counts as a space.
            indent: blank cells before each line.
            label: stands before the pieces; where the line is broken, it goes on to the right of the label.
            tone: of the label.
        """
        self._add(" " * indent)
        if label:
            self._piece(label, tone, indent)
            self._add("\t")
            indent += width_of(label) + 1
        for piece in pieces:
            text, its_tone = piece if isinstance(piece, tuple) else (piece, Tone.PLAIN)
            self._piece(text, its_tone, indent)
        self._add("\n")
        return self

    def _piece(self, text: str, tone: Tone, indent: int) -> None:
        start = self._length
        self._add(text.replace("\t", " ").replace("\n", "\n" + " " * indent))
        if tone is not Tone.PLAIN and self._length > start:
            self._marks.append(Mark(start, self._length, tone))

    def heading(self, text: str) -> Sheet:
        """Add a heading with a blank line before it."""
        if self._length:
            self._add("\n")
        return self.line((text, Tone.HEADING))

    def blank(self) -> Sheet:
        """Add a blank line."""
        self._add("\n")
        return self

    def done(self) -> MarkedText:
        """What has been written."""
        return MarkedText("".join(self._parts).rstrip("\n"), tuple(self._marks), hanging=True)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def shortened(text: str, limit: int = 1200) -> str:
    """A quote short enough for a side pane; what is cut off is said."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n（还有 {len(text) - limit} 字）"


def lit(text: str, spans: Sequence[Span], chosen: int | None) -> MarkedText:
    """A whole document with all passages marked and the chosen one lit."""
    marks = [Mark(span.start, span.end, Tone.MARKED) for at, span in enumerate(spans) if at != chosen]
    if chosen is not None and 0 <= chosen < len(spans):
        marks.append(Mark(spans[chosen].start, spans[chosen].end, Tone.LIT))
    return MarkedText(text, tuple(marks))
