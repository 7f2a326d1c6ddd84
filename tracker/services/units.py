"""The organisations in the ledger: finding, renaming and merging them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError
from tracker.ledger import changes, history, units
from tracker.ledger.history import Entry
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.ledger.types import storable
from tracker.services.following import Follow, pair_up
from tracker.services.views import UnitRow

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def list_units(ledger: Ledger) -> tuple[UnitRow, ...]:
    """The organisations, by code; those merged into another are not listed.

    Raises:
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        years = units.years(session)
        return tuple(unit_row(row, years.get(row.code, ())) for row in units.standing(session))


def find_unit(ledger: Ledger, name_or_code: str) -> UnitRow:
    """The organisation of that name (a former name and the name of one merged into it count), code, or part of a name.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: several have that part in their names.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        row = resolve_unit(session, name_or_code)
        return unit_row(row, units.years(session).get(row.code, ()))


def rename_unit(ledger: Ledger, unit: str, new_name: str, *, actor: str, now: datetime) -> UnitRow:
    """Give an organisation another name. Reports under its former names still come to it; numbers stay.

    Raises:
        NotFoundError: no organisation of that name.
        AmbiguousError: several fit it, or the new name belongs to another.
        UsageError: the new name is empty.
        LedgerError: the database fails.
    """
    name = unit_name(new_name)
    if not name:
        raise UsageError("新名称不能为空", "请写明单位的新名称")
    with ledger.write() as session:
        row = resolve_unit(session, unit)
        rename(session, row, name, actor=actor, now=now)
        renamed = units.by_code(session, row.code)
        return unit_row(renamed, units.years(session).get(row.code, ()))


def merge_units(
    ledger: Ledger, unit: str, into: str, *, actor: str, now: datetime, follow: Follow | None = None
) -> UnitRow:
    """Give all reports and items of ``unit`` to ``into``, under the numbers they have.

    Later reports under either name go to ``into``; neighbouring years are held against each other anew.

    Raises:
        NotFoundError: no organisation of such a name.
        AmbiguousError: several fit a name, or both have a report for the same year.
        UsageError: both are the same.
        LedgerError: the database fails.
    """
    with ledger.write() as session:
        source, target = resolve_unit(session, unit), resolve_unit(session, into)
        merge(session, source, target, actor=actor, now=now, follow=follow)
        return unit_row(units.by_code(session, target.code), units.years(session).get(target.code, ()))


def resolve_unit(session: Session, name_or_code: str) -> Any:
    """The row of the unit that is meant.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: several have that part in their names.
    """
    wanted = unit_name(name_or_code)
    row = units.by_name(session, wanted)
    if row is not None:
        return row
    digits = wanted.translate(_WIDE_DIGITS)
    if digits.isascii() and digits.isdigit() and len(digits) <= 9:
        row = units.by_code(session, int(digits))
        if row is not None:
            return row
    fitting = units.names_containing(session, wanted) if wanted else []
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = "、".join(row.name for row in fitting[:5]) + ("等" if len(fitting) > 5 else "")
        raise AmbiguousError(f"“{name_or_code}”不止一个单位：{listed}", "请写全名或代码")
    every = units.standing(session)
    known = "、".join(row.name for row in every[:5]) + ("等" if len(every) > 5 else "")
    hint = f"现有：{known}" if known else "台账还是空的，先用 tracker import 导入报告"
    raise NotFoundError(f"台账里没有“{name_or_code}”这个单位", hint)


def rename(session: Session, row: Any, name: str, *, actor: str, now: datetime) -> None:
    """Rename within a writing session.

    Raises:
        AmbiguousError: the name belongs to another unit.
    """
    if name == row.name and not row.placeholder:
        return
    other = units.by_name(session, name)
    if other is not None and other.code != row.code:
        raise AmbiguousError(f"“{name}”已是单位 {other.code:02d} 的名称", "如果是同一个单位，请合并而不是更名")
    made = units.rename(session, row.code, name)
    payload = changes.payload(made, **{"from": row.name, "to": name})
    entry = Entry(at=now, actor=actor, kind=EventKind.UNIT_RENAMED, unit_code=row.code, payload=payload)
    history.append(session, [entry])


def merge(
    session: Session, source: Any, target: Any, *, actor: str, now: datetime, follow: Follow | None = None
) -> None:
    """Merge within a writing session.

    Raises:
        AmbiguousError: both have a report for the same year.
        UsageError: both are the same unit.
    """
    if source.code == target.code:
        raise UsageError(f"“{source.name}”和“{target.name}”本来就是同一个单位", "无须合并")
    years = units.years(session)
    shared = sorted(set(years.get(source.code, ())) & set(years.get(target.code, ())))
    if shared:
        listed = "、".join(f"{year}年" for year in shared)
        raise AmbiguousError(
            f"“{source.name}”和“{target.name}”都有{listed}的报告，不能合并",
            f"请先撤下多的那份，如 tracker document remove {source.name} {shared[0]} --note 理由，再合并；"
            f"撤下的是更正稿，再用 tracker import 文件 --org {target.name} --year {shared[0]} 导入",
        )
    made = units.hand_over(session, source.code, target.code)
    entry = Entry(
        at=now,
        actor=actor,
        kind=EventKind.UNIT_MERGED,
        unit_code=target.code,
        payload=changes.payload(made, merged=source.code, name=source.name),
    )
    history.append(session, [entry])
    pair_up(session, target.code, follow=follow)


def unit_name(given: str) -> str:
    """A unit's name as it is kept: white space at the ends dropped and runs of it made one space."""
    return storable(" ".join(given.split()))


def unit_row(row: Any, years: tuple[int, ...]) -> UnitRow:
    """One organisation."""
    return UnitRow(code=row.code, name=row.name, placeholder=row.placeholder, years=years)
