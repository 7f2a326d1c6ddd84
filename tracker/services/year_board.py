"""One year on one page: all units, or one of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from tracker.domain.cuts import By, Cut
from tracker.ledger import reports, year_counts
from tracker.ledger.stopping import Stop
from tracker.ledger.store import Ledger
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.year_board import Which, YearBoard
from tracker.reporting.year_counting import Alike, Counted, Link, Returns, board
from tracker.reporting.year_cuts import YearCuts
from tracker.services.closing import counting_rule
from tracker.services.items import Occasion
from tracker.services.units import resolve_unit

__all__ = ["Progress", "items_of", "year_board"]

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""

_STEPS = 7


def year_board(
    ledger: Ledger,
    *,
    year: int,
    occasion: Occasion,
    org: str | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> YearBoard:
    """What became, in ``year``, of what had been raised before it; from one state of the ledger, counted by it.

    For all units the rates are of the problems of the year before, as in the overview; for one unit they are of those
    of its last report before the year, as in its closure report.

    Args:
        ledger: the ledger.
        year: the year reported on.
        occasion: the day, and the office's way: its rule of counting and its deadlines.
        org: name, part of a name, or code of the unit; all units unless told.
        progress: told after each step how many of how many are done.
        stop: lets go of it in the middle.

    Raises:
        NotFoundError: no such unit.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails, or it was stopped.
    """
    profile = occasion.profile
    rule = counting_rule(profile.counting if profile.path is not None else None, profile.states)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, _STEPS)
        if stop is not None:
            stop.go_on()

    with ledger.read(stop=stop) as session:
        unit = resolve_unit(session, org) if org else None
        code = unit.code if unit is not None else None
        cuts = YearCuts(year=year, base_year=_base_year(session, code, year), rule=rule, owner=code)

        def tally(cut: Cut, *by: By) -> list[Alike]:
            found = year_counts.tally(session, cut, by, lights=occasion.asked)
            step()
            return [Alike(number=row[-1], **dict(zip(by, row[:-1], strict=True))) for row in found]

        returns = _returns(session, year, code)
        titles = year_counts.titles(session, [matter.ids[-1] for matter in returns.most_often])
        step()
        counted = Counted(
            units=year_counts.owners(session, up_to=year, owner=code),
            due=tally(cuts.due, By.OWNER, By.STATUS, By.VERDICT),
            raised=tally(cuts.due, By.ORIGIN, By.THEME, By.STATUS),
            done=tally(cuts.done(cuts.problems), By.YEAR, By.STATUS),
            left=tally(cuts.left(cuts.problems), By.YEAR, By.STATUS, By.VERDICT),
            waiting=tally(cuts.waiting, By.KIND, By.YEAR, By.STATUS),
            late=sum(cell.number for cell in tally(cuts.late, By.STATUS)),
            times=returns.times,
            returning=[(one, *titles[one.ids[-1]]) for one in returns.most_often],
        )
        name = unit.name if unit is not None else ""
        return board(counted, cuts, today=occasion.today, unit=name, states=profile.states)


def items_of(ledger: Ledger, which: Which, *, occasion: Occasion, stop: Stop | None = None) -> Sequence[int]:
    """The ids of the items that a figure counts, in no order, as the ledger is now.

    Args:
        ledger: the ledger.
        which: told by the figure.
        occasion: as for ``year_board``.
        stop: lets go of it in the middle.

    Raises:
        LedgerError: the database fails, or it was stopped.
    """
    if not isinstance(which, Cut):
        return array("q", which)
    with ledger.read(stop=stop) as session:
        return year_counts.ids(session, which, lights=occasion.asked)


def _base_year(session: Session, code: int | None, year: int) -> int:
    if code is None:
        return year - 1
    return max((known for _, known in reports.current_years(session, code) if known < year), default=year - 1)


def _returns(session: Session, year: int, code: int | None) -> Returns:
    found = Returns()
    rows = year_counts.returns(session, year, passed_over=NOT_DUE, owner=code)
    for _, of_unit in groupby(rows, key=lambda row: row.owner):
        found.take([Link(row.item, row.year, row.later, row.later_year, row.counted) for row in of_unit])
    return found
