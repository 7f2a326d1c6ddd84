"""How sure a verdict is: the score of what it rests on, so that a person can take the sure ones together."""

from __future__ import annotations

from tracker.domain.kinds import Verdict
from tracker.followup.reasons import Findings

_COUNT_FITS, _COUNT_DIFFERS = 0.95, 0.7
"""A count covers an item surely where it is the number of those listed; else it may mean others."""


def sureness(found: Findings, *, named: float | None = None, listed: int = 0) -> float | None:
    """0 to 1, or ``None`` for silence: that nothing is said shows in no passage, and no score could speak for it.

    Args:
        found: what was found of the item.
        named: how surely a statement names it; ``None`` where none does.
        listed: how many problems the older report lists.
    """
    scores: list[float] = []
    match found.verdict:
        case Verdict.SILENT:
            return None
        case Verdict.CONTESTED | Verdict.RECURRING:
            scores += [one.score for one in (found.comeback, found.repeated) if one is not None]
            if found.denial is not None and found.kept is not None:
                scores.append(found.kept.score)
        case Verdict.RECTIFIED | Verdict.IN_PROGRESS:
            scores += [one.score for one in (found.kept,) if one is not None]
            scores += [] if named is None else [named]
            if found.counted is not None:
                scores.append(_COUNT_FITS if found.counted.total in (0, listed) else _COUNT_DIFFERS)
            if found.verdict is Verdict.IN_PROGRESS and found.under_way is not None:
                scores.append(found.under_way.score)
    told = scores or [work.score for work in found.work[:1]]
    return round(min(1.0, max(told)), 3) if told else None
