"""Half-open code-point spans into a stored text: the one owner of span arithmetic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points in one stored text."""

    start: int
    """First code point of the range."""
    end: int
    """One past the last code point of the range; always greater than ``start``."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The quote: what this span cuts out of ``text``."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """The number of code points both spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))
