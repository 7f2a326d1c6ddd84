"""A stretch of the view with one purpose: what finders are told of the outline."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.kinds import SectionKind


@dataclass(frozen=True, slots=True)
class Scope:
    """A half-open range of the view and the kind of section it belongs to."""

    kind: SectionKind
    start: int
    end: int
    heading: str = ""
