"""A stretch of the view with one purpose: what finders are told of the outline."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tracker.domain.kinds import SectionKind


class Basis(StrEnum):
    """What tells that a section begins, the surest first."""

    HEADING = "heading"
    """The words of a heading."""
    SENTENCE = "sentence"
    """The words of the sentence before a list."""
    PLACE = "place"
    """A heading in line with others; what it opens is told by the tone of the text below."""
    TONE = "tone"
    """A list that sounds like it."""
    PROSE = "prose"
    """A paragraph without a list."""


class Scope(NamedTuple):
    """A half-open range of the view and the kind of section it belongs to."""

    kind: SectionKind
    start: int
    end: int
    heading: str = ""
    explicit: bool = False
    """True where a heading opened it, False for a sentence."""
    body: int = -1
    """Where its own matter begins, behind the heading; -1 where that is ``start``."""
    basis: Basis = Basis.HEADING
    merged: bool = False
    """True where its heading promises problems and measures together."""

    @property
    def matter(self) -> int:
        """Where the matter of the section begins."""
        return max(self.body, self.start)
