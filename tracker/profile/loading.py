"""From TOML to a profile. What an office's own file does not say is taken from the default."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from tracker.domain.checks import Check
from tracker.domain.columns import LedgerColumn
from tracker.domain.deadlines import Count, Light, Period, Regime, Slip, Step, Trigger, WorkCalendar
from tracker.domain.errors import ProfileError, reason_of
from tracker.domain.fields import Field
from tracker.domain.forms import Form
from tracker.domain.kinds import ItemKind, Origin, Status
from tracker.domain.status import WorkflowRules
from tracker.profile.model import Checks, Column, Counting, ListForm, Paper, Profile, SelfVerification, Sheet
from tracker.profile.tables import Source, Table

BESIDE = "profile.toml"
"""The name of an office's file beside its ledger."""

MAX_BYTES = 1_000_000

_CHAIN = (
    Status.PROPOSED,
    Status.OPEN,
    Status.IN_PROGRESS,
    Status.IN_REVIEW,
    Status.IN_VERIFICATION,
    Status.CLOSED,
)
"""The states in the order an item passes through them."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def default_text() -> str:
    """The default profile as it is written, with its comments."""
    return files("tracker.profile").joinpath("default.toml").read_text(encoding="utf-8")


@cache
def default_profile() -> Profile:
    """The default alone."""
    return parse(default_text(), name="自带的设定", base=None)


def find_profile(asked: str | None = None, *, ledger_file: Path | None = None) -> Path | None:
    """The file that holds: the one asked for, else that of ``TRACKER_PROFILE``, else the one beside the ledger."""
    named = asked or os.environ.get("TRACKER_PROFILE", "").strip()
    if named:
        return Path(named)
    beside = ledger_file.with_name(BESIDE) if ledger_file else None
    return beside if beside is not None and beside.is_file() else None


def load_profile(path: Path | None) -> Profile:
    """The profile in that file on top of the default; the default alone where there is no file.

    Raises:
        ProfileError: the file cannot be read, or says something it cannot say; with key, line and what to write.
    """
    if path is None:
        return default_profile()
    try:
        content = path.read_bytes()
        if len(content) > MAX_BYTES:
            raise ProfileError(f"设定文件“{path}”太大", "这不像设定文件，请检查 --profile 指的是哪个文件")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ProfileError(
            f"设定文件“{path}”打不开（{reason_of(error)}）", "请检查路径，或用 tracker profile init 新建一份"
        ) from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"设定文件“{path}”不是 UTF-8 编码", "请在编辑器里另存为 UTF-8") from error
    return parse(text, name=f"设定文件“{path}”", base=default_profile(), path=path)


def parse(text: str, *, name: str, base: Profile | None, path: Path | None = None) -> Profile:
    """The profile written in ``text``.

    Args:
        text: TOML.
        name: what messages call it.
        base: what holds where ``text`` says nothing; ``None`` where ``text`` has to say everything.
        path: kept in the result.

    Raises:
        ProfileError: it is not TOML, or a value is missing, unknown or out of bounds.
    """
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        place = f"第 {found[1]} 行第 {found[2]} 个字" if found else "末尾"
        raise ProfileError(
            f"{name}{place}写法不对，不是正确的 TOML", "看看这里或前一行：文字要加英文引号，列表用 [ ]，一行一项"
        ) from error
    root = Table(Source(name, text), (), data)
    profile = Profile(
        name=root.text("name", base.name if base else None),
        states=_states(root.table("states"), base),
        rules=_workflow(root.table("workflow"), base),
        counting=_counting(root.table("counting"), base),
        calendar=_calendar(root.table("calendar"), base),
        regimes=_regimes(root, base),
        lights=_lights(root, base),
        slips=_slips(root, base),
        sheet=_sheet(root, base),
        colours=_colours(root.table("colours"), base),
        checks=_checks(root.table("checks"), base),
        lists=_lists(root, base),
        templates=_templates(root.table("templates"), base, path),
        path=path,
    )
    root.done()
    return profile


def _states(table: Table, base: Profile | None) -> Mapping[Status, str]:
    names = {status: table.text(status.value, base.states[status] if base else status.label) for status in Status}
    table.done()
    seen: dict[str, Status] = {}
    for status, name in names.items():
        if name in seen:
            raise table.refuse(status.value, f"“{name}”和 {seen[name].value} 的叫法一样", "两个状态要有两个叫法")
        seen[name] = status
        other = next((s for s in Status if s is not status and name in {s.label, s.value}), None)
        if other is not None:
            raise table.refuse(status.value, f"“{name}”是状态 {other.value} 的通行叫法", "换一个叫法，免得认错")
    return names


def _workflow(table: Table, base: Profile | None) -> WorkflowRules:
    before = base.rules if base else None
    present = None
    if before:
        present = SelfVerification.MARK if before.self_verification else SelfVerification.REFUSE
    found = WorkflowRules(
        self_verification=table.choice("self_verification", SelfVerification, present) is SelfVerification.MARK,
        start_fields=table.choices("start_fields", Field, before.start_fields if before else None),
        evidence=table.truth("evidence", default=before.evidence if before else None),
        redo_at_least=table.whole("redo_at_least", before.redo_at_least if before else None, least=1, most=1000),
    )
    table.done()
    return found


def _counting(table: Table, base: Profile | None) -> Counting:
    before = base.counting if base else None
    done = frozenset(table.choices("done", Status, tuple(before.done) if before else None))
    left_out = frozenset(table.choices("left_out", Status, tuple(before.left_out) if before else None))
    statement = table.text("statement", before.statement if before else None)
    table.done()
    if not done:
        raise table.refuse("done", "至少要有一个状态算完成", 'done = ["closed"]')
    if both := done & left_out:
        raise table.refuse("left_out", f"{min(both).value} 不能既算完成又不计入", "从其中一处删去")
    if before and (done, left_out) != (before.done, before.left_out) and not table.has("statement"):
        raise table.refuse("statement", "改了口径，要同时写明口径的说法", 'statement = "完成率按……计算"')
    return Counting(done, left_out, statement)


def _calendar(table: Table, base: Profile | None) -> WorkCalendar:
    before = base.calendar if base else None
    off = table.days("holidays", tuple(before.off) if before else None)
    on = table.days("workdays", tuple(before.on) if before else None)
    table.done()
    if both := off & on:
        raise table.refuse("workdays", f"{min(both)} 既是放假又是上班", "从其中一处删去")
    return WorkCalendar(off, on)


def _regimes(root: Table, base: Profile | None) -> Mapping[Origin, Regime]:
    found: dict[Origin, Regime] = {}
    for table in root.tables("regimes"):
        origin = table.choice("source", Origin)
        if origin in found:
            raise table.refuse("source", f"来源 {origin.value} 写了两遍", "合并成一节")
        name = table.text("name", origin.label)
        assumed = _month_and_day(table)
        steps: dict[str, Step] = {}
        for inner in table.tables("steps"):
            step = _step(inner, steps)
            if step.key in steps:
                raise inner.refuse("key", f"“{step.key}”写了两遍", "每一步的 key 要不同")
            steps[step.key] = step
        table.done()
        if not steps:
            raise table.refuse("steps", "至少要有一步", 'steps = [{ key = "close", name = "整改销号", months = 6 }]')
        found[origin] = Regime(origin, name, tuple(steps.values()), assumed)
    missing = [origin for origin in Origin if origin not in found]
    if base is None and missing:
        raise root.refuse("regimes", f"没有来源 {missing[0].value} 的时限", "每个来源都要有")
    return {origin: found.get(origin) or (base.regimes[origin] if base else found[origin]) for origin in Origin}


def _month_and_day(table: Table) -> tuple[int, int] | None:
    if not table.has("assumed_day"):
        return None
    found = re.fullmatch(r"(\d{2})-(\d{2})", table.text("assumed_day"))
    try:
        day = date(2001, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise table.refuse("assumed_day", "应是月-日", 'assumed_day = "12-31"')
    return day.month, day.day


def _step(table: Table, before: Mapping[str, Step]) -> Step:
    key, name = table.text("key"), table.text("name")
    counts = [count for count in Count if table.has(count.value)]
    if len(counts) != 1:
        raise table.refuse("key", "要写明多长时间，而且只写一种", "months、days、working_days 三选一，如 months = 1")
    amount = table.whole(counts[0].value, least=1, most=3650)
    term = Period(amount, counts[0], rolls=table.truth("rolls", default=False))
    after = table.text("after") if table.has("after") else None
    if after is not None and after not in before:
        raise table.refuse("after", f"前面没有 key 为“{after}”的一步", "写在它后面，或删去 after 从反馈日起算")
    waits: frozenset[Status] = frozenset()
    if table.has("until"):
        until = table.choice("until", Status)
        if until not in _CHAIN[1:]:
            listed = "、".join(status.value for status in _CHAIN[1:])
            raise table.refuse("until", f"不能等到“{until.value}”", f"可以写的有：{listed}")
        waits = frozenset(_CHAIN[: _CHAIN.index(until)])
    basis = table.text("basis") if table.has("basis") else ""
    table.done()
    return Step(key, name, term, after, waits, basis)


def _trigger(table: Table, *, needed: bool) -> Trigger | None:
    given = [key for key in ("days_left", "share_left", "days_over") if table.has(key)]
    if len(given) > 1 or (needed and not given):
        raise table.refuse(
            "name", "条件要写一个，只写一个", "days_left、share_left、days_over 三选一，如 days_over = 1"
        )
    match given:
        case ["days_left"]:
            return Trigger(days_left=table.whole("days_left"))
        case ["share_left"]:
            return Trigger(share_left=table.number("share_left", least=0, most=1))
        case ["days_over"]:
            return Trigger(days_over=table.whole("days_over", least=1))
    return None


def _lights(root: Table, base: Profile | None) -> tuple[Light, ...]:
    if base and not root.has("lights"):
        return base.lights
    found = []
    for table in root.tables("lights"):
        found.append(Light(table.text("name"), table.colour("colour"), _trigger(table, needed=False) or Trigger()))
        table.done()
    return tuple(found)


def _slips(root: Table, base: Profile | None) -> tuple[Slip, ...]:
    if base and not root.has("slips"):
        return base.slips
    found = []
    for table in root.tables("slips"):
        when = _trigger(table, needed=True) or Trigger()
        found.append(
            Slip(table.text("name"), when, table.text("action"), table.whole("answer_days", least=1, most=365))
        )
        table.done()
    return tuple(found)


def _sheet(root: Table, base: Profile | None) -> Sheet:
    before = base.sheet if base else None
    table = root.table("ledger")
    title = table.text("title", before.title if before else None)
    paper = table.choice("paper", Paper, before.paper if before else None)
    landscape = table.truth("landscape", default=before.landscape if before else None)
    table.done()
    if before and not root.has("columns"):
        return Sheet(title, paper, landscape, before.columns)
    return Sheet(title, paper, landscape, _columns(root))


def _columns(table: Table) -> tuple[Column, ...]:
    columns: dict[LedgerColumn, Column] = {}
    for inner in table.tables("columns"):
        field = inner.choice("field", LedgerColumn)
        column = Column(field, inner.text("title", field.label), inner.number("width", 12, least=2, most=200))
        inner.done()
        if field in columns:
            raise inner.refuse("field", f"{field.value} 这一列写了两遍", "删去一个")
        if any(other.title == column.title for other in columns.values()):
            raise inner.refuse("title", f"表头“{column.title}”写了两遍", "两列要有两个表头，读回时靠它认列")
        columns[field] = column
    if LedgerColumn.NUMBER not in columns:
        raise table.refuse("columns", "没有编号这一列，读回时认不出行", '加上 field = "number" 这一列')
    return tuple(columns.values())


def _lists(root: Table, base: Profile | None) -> tuple[ListForm, ...]:
    if base and not root.has("lists"):
        return base.lists
    found: dict[str, ListForm] = {}
    for table in root.tables("lists"):
        name = table.text("name")
        if name in found:
            raise table.refuse("name", f"“{name}”写了两遍", "删去一个，或改个名字")
        kind = table.choice("kind", ItemKind) if table.has("kind") else None
        sheet = Sheet(
            table.text("title", name),
            table.choice("paper", Paper, Paper.A4),
            table.truth("landscape", default=True),
            _columns(table),
        )
        table.done()
        found[name] = ListForm(name, kind, sheet)
    return tuple(found.values())


def _templates(table: Table, base: Profile | None, path: Path | None) -> Mapping[Form, Path]:
    """Paths are taken from the folder that the profile stands in."""
    own = {form: table.text(form.value) for form in Form if table.has(form.value)}
    table.done()
    folder = path.parent if path else Path()
    return {**(base.templates if base else {}), **{form: folder / name for form, name in own.items()}}


def _colours(table: Table, base: Profile | None) -> Mapping[Status, str]:
    own = {status: table.colour(status.value) for status in Status if table.has(status.value)}
    table.done()
    return {**(base.colours if base else {}), **own}


def _checks(table: Table, base: Profile | None) -> Checks:
    before = base.checks if base else None
    found = Checks(
        off=frozenset(table.choices("off", Check, tuple(before.off) if before else None)),
        similar=table.whole("similar", before.similar if before else None, least=50, most=100),
        similar_length=table.whole("similar_length", before.similar_length if before else None, least=1, most=1000),
        same_day=table.whole("same_day", before.same_day if before else None, least=2, most=10_000),
        same_day_share=table.number("same_day_share", before.same_day_share if before else None, least=0, most=1),
    )
    table.done()
    return found
