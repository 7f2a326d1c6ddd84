"""The office's forms: lists in Excel, and Word forms filled in from the ledger."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tracker.domain.checks import Weight
from tracker.domain.errors import NotFoundError, UsageError, reason_of
from tracker.domain.fields import Field, shown_value
from tracker.domain.forms import Form
from tracker.domain.kinds import Status
from tracker.domain.lines import flat, inside_quotes
from tracker.domain.record import EvidenceRecord
from tracker.ledger.store import Ledger
from tracker.profile.model import ListForm, Profile
from tracker.reminding.due import Due, DueKind
from tracker.reporting.forms import MAX_TEMPLATE_BYTES, filled
from tracker.reporting.wording import chinese_date
from tracker.scrutiny.cases import Warned
from tracker.services.due import what_is_due
from tracker.services.items import list_items, show_item
from tracker.services.scrutinising import check_ledger
from tracker.services.sheets import Exported, export_sheet
from tracker.services.views import ItemDetail, ItemFilter, ItemRow

__all__ = ["MadeForm", "closure_application", "list_form", "overdue_notice", "recheck", "supervision_slips"]


_PAPERS = ("单", "书", "函", "通知", "通报")
"""How a level is called that is a paper by name."""
_APPLYING = frozenset({Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CONTINUING, Status.CLOSED})
"""States in which somebody may apply, or has applied, for closing an item."""
_NUMBERS = 2
"""Numbers that are printed side by side."""


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A form that was filled in."""

    name: str
    """What its file is called, without suffix."""
    content: bytes
    count: int
    """How many items stand in it."""
    lacks: str = ""
    """Why it is too early to hand it in, in words for people; empty where nothing is missing."""


def list_form(
    ledger: Ledger, name: str, wanted: ItemFilter, *, profile: Profile, choice: str, actor: str, now: datetime
) -> Exported:
    """A list of the profile as a workbook, which can be filled in and read back like the ledger.

    Raises:
        UsageError: the profile has no such list.
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    form = _list_named(profile, name)
    own = replace(profile, sheet=form.sheet)
    return export_sheet(
        ledger, replace(wanted, kind=form.kind or wanted.kind), profile=own, choice=choice, actor=actor, now=now
    )


def _list_named(profile: Profile, name: str) -> ListForm:
    for form in profile.lists:
        if form.name == name:
            return form
    known = "、".join(form.name for form in profile.lists)
    raise UsageError(f"没有“{name}”这张清单", f"现有：{known}；自己的清单写在本地做法的 [[lists]] 里")


def closure_application(ledger: Ledger, number: str, *, profile: Profile, today: date) -> MadeForm:
    """The application to close an item, with its evidence of the present round.

    Raises:
        NotFoundError: no item has the number.
        UsageError: the office's template does not fit.
        LedgerError: the database fails.
    """
    detail = show_item(ledger, number)
    this_round = next((one for one in detail.rounds if one.number == detail.row.round), None)
    values = _item_values(detail, profile) | {
        "today": today,
        "applied_by": this_round.applied_by if this_round else "",
        "applied_on": _day(this_round.applied_at) if this_round else None,
        "reviewed_by": this_round.reviewed_by if this_round else "",
        "reviewed_on": _day(this_round.reviewed_at) if this_round else None,
        "closed_by": this_round.closed_by if this_round else "",
        "closed_on": _day(this_round.closed_at) if this_round else None,
        "methods": "、".join(one.label for one in this_round.methods) if this_round else "",
        "opinion": this_round.opinion if this_round else "",
        "self_verified": "自验" if detail.row.self_verified else "",
        "evidence": [_proof(one) for one in detail.evidence if one.round == detail.row.round],
    }
    made = _filled(Form.CLOSURE_APPLICATION, values, profile)
    lacks = [] if detail.row.status in _APPLYING else [f"还是“{profile.states[detail.row.status]}”"]
    lacks += [] if values["evidence"] else ["本轮没有佐证"]
    return MadeForm(f"{Form.CLOSURE_APPLICATION.label}{number}", made, 1, "，".join(lacks))


def supervision_slips(ledger: Ledger, wanted: ItemFilter, *, profile: Profile, today: date) -> tuple[MadeForm, ...]:
    """A slip for each unit and level that the rules ask for today; nobody is urged on for what is not confirmed.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        UsageError: the office's template does not fit.
        LedgerError: the database fails.
    """
    groups: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for due in what_is_due(ledger, wanted, profile=profile, today=today, confirmed=True):
        if due.slip is not None and due.kind is not DueKind.REMINDER:
            groups[due.unit, due.slip.name].append(due)
    made = []
    for (unit, level), dues in sorted(groups.items()):
        slip = dues[0].slip
        assert slip is not None
        values = {
            "today": today,
            "unit": unit,
            "level": level,
            "heading": f"整改{level}" if level.endswith(_PAPERS) else f"整改{level}通知单",
            "count": len(dues),
            "action": slip.action,
            "answer_by": today + timedelta(days=slip.answer_days),
            "items": [_due_values(due) for due in dues],
        }
        made.append(MadeForm(f"{level}{unit}", _filled(Form.SUPERVISION, values, profile), len(dues)))
    return tuple(made)


def overdue_notice(ledger: Ledger, wanted: ItemFilter, *, profile: Profile, today: date) -> MadeForm:
    """The notice of everything confirmed that is overdue, by unit.

    Raises:
        NotFoundError: nothing is overdue, or no unit of the name given.
        AmbiguousError: several units fit the name given.
        UsageError: the office's template does not fit.
        LedgerError: the database fails.
    """
    due_now = what_is_due(ledger, wanted, profile=profile, today=today, confirmed=True)
    late = [due for due in due_now if due.passed]
    if not late:
        raise NotFoundError("没有逾期的事项，不用通报", "待确认的不通报；看看快到期的：tracker due")
    units: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for due in late:
        units[due.unit].append(_due_values(due))
    by_unit = [
        {"unit": unit, "count": len(items), "items": items}
        for unit, items in sorted(units.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    values = {
        "today": today,
        "count": len(late),
        "units": by_unit,
        "items": [{**item, "unit": one["unit"]} for one in by_unit for item in units[str(one["unit"])]],
    }
    return MadeForm(f"{Form.OVERDUE_NOTICE.label}{today}", _filled(Form.OVERDUE_NOTICE, values, profile), len(late))


def recheck(ledger: Ledger, wanted: ItemFilter, *, share: float, seed: int, profile: Profile, today: date) -> MadeForm:
    """A sample of closed items for re-inspection (回头看), with what each lacks.

    Everything that the checks call suspicious is taken; the rest is drawn by chance until the share is reached. The
    same seed draws the same sample from the same ledger.

    Args:
        ledger: the ledger.
        wanted: which items to draw from; their state is of no matter.
        share: what part of the closed items to draw, above 0 to 1; at least one item.
        seed: printed on the list, so that the draw can be repeated.
        profile: what is tolerated, and the office's template.
        today: the day of the draw.

    Raises:
        NotFoundError: nothing is closed, or no unit of the name given.
        AmbiguousError: several units fit the name given.
        UsageError: the office's template does not fit.
        LedgerError: the database fails.
    """
    closed = list_items(ledger, replace(wanted, status=Status.CLOSED)).rows
    if not closed:
        raise NotFoundError("没有已销号的事项，没有可以回头看的", "先看台账：tracker list")
    lacking = _lacking(check_ledger(ledger, wanted, profile=profile, today=today))
    drawn = _draw(closed, {number for number, (grave, _) in lacking.items() if grave}, share=share, seed=seed)
    values = {
        "today": today,
        "closed": len(closed),
        "closed_name": profile.states[Status.CLOSED],
        "count": len(drawn),
        "seed": seed,
        "items": [_recheck_values(ledger, row, lacking) for row in drawn],
    }
    return MadeForm(f"{Form.RECHECK.label}{today}", _filled(Form.RECHECK, values, profile), len(drawn))


def _draw(closed: Sequence[ItemRow], suspicious: set[str], *, share: float, seed: int) -> list[ItemRow]:
    wanted = max(1, round(len(closed) * share))
    taken = [row for row in closed if row.number in suspicious]
    others = [row for row in closed if row.number not in suspicious]
    lots = random.Random(seed)  # noqa: S311 - a draw that anybody can repeat
    taken += lots.sample(others, min(len(others), max(0, wanted - len(taken))))
    return sorted(taken, key=lambda row: row.number)


def _lacking(found: Sequence[Warned]) -> dict[str, tuple[bool, list[str]]]:
    """For each item whether something about it is suspicious, and what it lacks."""
    result: dict[str, tuple[bool, list[str]]] = {}
    for warned in found:
        for number in warned.numbers:
            grave, lacks = result.get(number, (False, []))
            label = warned.check.label
            result[number] = (grave or warned.weight is Weight.ALARM, lacks if label in lacks else [*lacks, label])
    return result


def _recheck_values(ledger: Ledger, row: ItemRow, lacking: Mapping[str, tuple[bool, list[str]]]) -> dict[str, Any]:
    detail = show_item(ledger, row.number)
    this_round = next((one for one in detail.rounds if one.number == row.round), None)
    closed_on = _day(this_round.closed_at) if this_round else None
    closed_by = this_round.closed_by if this_round else ""
    own = "（自验）" if row.self_verified else ""
    return {
        "number": row.number,
        "title": row.title,
        "unit": row.unit,
        "unit_and_title": f"{row.unit}：{row.title}",
        "closed_on": closed_on,
        "closed_by": closed_by,
        "closing": f"{chinese_date(closed_on) if closed_on else ''} {closed_by}{own}".strip(),
        "self_verified": "自验" if row.self_verified else "",
        "lacks": "、".join(lacking.get(row.number, (False, []))[1]) or "没有查出",
    }


def _item_values(detail: ItemDetail, profile: Profile) -> dict[str, Any]:
    row = detail.row
    fields = {one.value: detail.fields.of(one) for one in Field}
    shown = {name: value if isinstance(value, date) else shown_value(value) for name, value in fields.items()}
    return shown | {
        "number": row.number,
        "title": row.title,
        "kind": row.kind.label,
        "unit": row.unit,
        "origin": row.origin.label if row.origin else "",
        "quote": inside_quotes(flat(detail.quote.text)),
        "status": profile.states[row.status],
        "round": row.round,
    }


def _proof(one: EvidenceRecord) -> dict[str, Any]:
    return {"title": one.title, "dated": one.dated, "kind": one.kind.label, "sha256": (one.sha256 or "")[:12]}


def _due_values(due: Due) -> dict[str, Any]:
    return {
        "number": _few(due.numbers),
        "title": due.what,
        "due_on": due.due,
        "days_over": f"{-due.days_left}天" if due.days_left < 0 else f"还有{due.days_left}天",
        "responsible": due.responsible,
        "reason": due.reason,
    }


def _few(numbers: Sequence[str]) -> str:
    """The numbers, or the first and how many where they would fill the column."""
    return "、".join(numbers) if len(numbers) <= _NUMBERS else f"{numbers[0]}等{len(numbers)}项"


def _filled(form: Form, values: Mapping[str, Any], profile: Profile) -> bytes:
    path = profile.templates.get(form)
    if path is None:
        return filled(form, values)
    try:
        if path.stat().st_size > MAX_TEMPLATE_BYTES:
            raise UsageError(f"模板“{path}”太大", f"请换一个不超过 {MAX_TEMPLATE_BYTES // 1_000_000} MB 的")
        template = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"读不了模板“{path}”（{reason_of(error)}）", "请检查本地做法里 [templates] 写的路径"
        ) from error
    return filled(form, values, template=template, name=f"模板“{path.name}”")


def _day(instant: datetime | None) -> date | None:
    return None if instant is None else instant.astimezone().date()
