"""A dialog that says what is accepted with a whole origin, and asks once."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.kinds import Verdict
from tracker.services.judging import Confirmed
from tracker.services.views import OriginClaim
from tracker.tui.answers import PairedItem
from tracker.tui.gateway import Gateway
from tracker.tui.screens.form import Blank, FormScreen, Values

EXAMPLES = 3
"""How many items are named before many are accepted."""


def accept_origin_form(gateway: Gateway, claim: OriginClaim, some: Sequence[PairedItem]) -> FormScreen[Confirmed]:
    """Ask before the proposed verdicts of ``some`` are accepted, which the report speaks of by number."""
    year = some[0].told.year
    chosen = {one.row.number: one.told.held for one in some}
    counts = {verdict: sum(one.told.proposed is verdict for one in some) for verdict in Verdict}
    spread = "，".join(f"{verdict.label} {count}" for verdict, count in counts.items() if count)
    said = f"报告称 {claim.total} 项，" if claim.total is not None else ""
    examples = "\n".join(f"{one.row.number}  {one.row.title}" for one in some[:EXAMPLES])
    more = f"\n等 {len(some)} 项" if len(some) > EXAMPLES else ""

    def act(values: Values) -> Confirmed:
        return gateway.accept_verdicts(chosen, year=year, note=values["note"])

    return FormScreen(
        "整批认可",
        (Blank("note", "怎么核对的（可不写）"),),
        act,
        about=f"{claim.origin.label}：{said}所说到的有 {len(some)} 项没有认定。",
        explained=f"认可机器的判断：{spread}\n{examples}{more}\n认可不是销号，各项的状态不变。",
    )
