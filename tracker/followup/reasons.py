"""One Chinese sentence for each verdict: what it rests on, in words a person can look up in the report."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.kinds import Verdict
from tracker.followup.comebacks import Comeback
from tracker.followup.counting import Counted
from tracker.followup.evidence import Work
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait
from tracker.followup.progress import UnderWay
from tracker.followup.promises import Kept, Repeated
from tracker.followup.statements import Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of one item, and the verdict."""

    item: Portrait
    verdict: Verdict
    by_name: Statement | None = None
    counted: Counted | None = None
    comeback: Comeback | None = None
    under_way: UnderWay | None = None
    work: tuple[Work, ...] = ()
    kept: Kept | None = None
    repeated: Repeated | None = None
    denial: Clause | None = None


def reason(pair: Pair, findings: Findings) -> str:
    return "待写"
