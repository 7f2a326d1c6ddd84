"""Short names and tones for what the list shows. The full names are the labels of the enumerations."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.kinds import Status, Verdict


class Tone(StrEnum):
    """How a piece of text is meant. Colours follow from it; the words always say the same without them."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    HEADING = "heading"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    LIT = "lit"
    MARKED = "marked"
    PROBLEM = "problem"
    PROMISE = "promise"
    UNPLACED = "unplaced"
    EDGE = "edge"

    @property
    def css(self) -> str:
        """The class that gives it its colours."""
        return f"tone--{self.value}"


VERDICT_SHORT = {
    Verdict.CONTESTED: "改后再现",
    Verdict.RECURRING: "再次出现",
    Verdict.IN_PROGRESS: "正在推进",
    Verdict.RECTIFIED: "称已整改",
    Verdict.EVIDENCED: "未表态",
    Verdict.SILENT: "未提及",
}
"""At most four characters, for a narrow column."""

VERDICT_TONE = {
    Verdict.CONTESTED: Tone.BAD,
    Verdict.RECURRING: Tone.BAD,
    Verdict.IN_PROGRESS: Tone.INFO,
    Verdict.RECTIFIED: Tone.GOOD,
    Verdict.EVIDENCED: Tone.INFO,
    Verdict.SILENT: Tone.WARN,
}

STATUS_TONE = {
    Status.PROPOSED: Tone.WARN,
    Status.OPEN: Tone.BAD,
    Status.IN_PROGRESS: Tone.INFO,
    Status.CONTINUING: Tone.INFO,
    Status.IN_REVIEW: Tone.INFO,
    Status.IN_VERIFICATION: Tone.INFO,
    Status.CLOSED: Tone.GOOD,
    Status.MERGED: Tone.MUTED,
    Status.SPLIT: Tone.MUTED,
    Status.REJECTED: Tone.MUTED,
}
