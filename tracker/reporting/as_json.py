"""The report as JSON: every value of the model, and every figure with the rule it is counted by and its items."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from tracker.reporting.counting import Figure, Picture, actions_picture, by_origin, by_source, carried_over, pictures
from tracker.reporting.differences import differences
from tracker.reporting.draft import draft
from tracker.reporting.model import ClosureReport
from tracker.reporting.overview import Overview
from tracker.reporting.shared_problems import CommonReport, done_items, numbers, open_items

FORM = "tracker-closure-report/1"
OVERVIEW_FORM = "tracker-overview/1"
COMMON_FORM = "tracker-common/1"
DIFFERENCES_FORM = "tracker-report-differences/1"
DRAFT_FORM = "tracker-draft/1"
"""Names and versions of the forms. A field may be added without a new version; none is renamed or dropped."""

RULES = {
    "closure_rate": "closed / due",
    "due": "every item but those in report.counting.left_out",
    "closed": "status in report.counting.done; what a report claims never counts",
    "by_verdict": "one verdict an item, in the order of precedence",
    "folded": "merged or split; in no other figure of the picture",
}


def render_json(report: ClosureReport) -> str:
    """The closure report as JSON, ending in one line break. The same report always gives the same text."""
    return json.dumps(closure_document(report), ensure_ascii=False, indent=2) + "\n"


def render_draft_json(report: ClosureReport) -> str:
    """The draft of last year's paragraph as JSON: its sentences with the items each rests on."""
    found = {"form": DRAFT_FORM, "unit": report.unit, "year": report.year, "sentences": plain(draft(report))}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def render_overview_json(overview: Overview) -> str:
    """All units side by side as JSON; figures are the numbers of their items."""
    lines = [{**plain(line), "rate": str(line.rate)} for line in overview.lines]
    themes = [
        {"theme": theme.value if theme else None, "came_back": list(back), "other": list(other)}
        for theme, back, other in overview.themes
    ]
    found = {
        "form": OVERVIEW_FORM,
        "year": overview.year,
        "made_on": overview.made_on.isoformat(),
        "units": lines,
        "themes": themes,
        "ledger_hash": overview.ledger_hash,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def render_common_json(report: CommonReport) -> str:
    """The problems that several units have as JSON; every count stands beside what it was counted from."""
    found = {
        "form": COMMON_FORM,
        "year": report.year,
        "outstanding": report.outstanding,
        "at_least": report.at_least,
        "made_on": report.made_on.isoformat(),
        "counting": plain(report.counting),
        "figures": {
            "units": _listed("单位", report.units),
            "problems": _listed("问题", numbers(report.raised)),
            "shared": _listed("共性问题所含问题", numbers(report.items)),
            "done": _listed(report.counting.done_label, numbers(done_items(report.items, report.counting))),
            "outstanding": _listed("未办结", numbers(open_items(report.items))),
        },
        "themes": [
            {
                "theme": theme.value if theme else None,
                "groups": [report.groups.index(group) + 1 for group in groups],
                "items": _listed("问题", numbers([one for one in report.raised if one.theme is theme])),
                "shared": _listed("共性问题所含问题", [number for group in groups for number in numbers(group.items)]),
            }
            for theme, groups in report.themes
        ],
        "groups": [
            {
                "place": place,
                "title": group.title,
                "theme": group.theme.value if group.theme else None,
                "words": list(group.words),
                "years": list(group.years),
                "units": _listed("单位", group.units),
                "problems": _listed("问题", numbers(group.items)),
                "outstanding": _listed("未办结", numbers(open_items(group.items))),
                "items": plain(group.items),
            }
            for place, group in enumerate(report.groups, start=1)
        ],
        "ledger_hash": report.ledger_hash,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _listed(label: str, names: Sequence[str]) -> dict[str, Any]:
    return {"label": label, "count": len(names), "items": list(names)}


def render_differences_json(before: ClosureReport, after: ClosureReport, *, names: tuple[str, str]) -> str:
    """What changed between two issues as JSON."""
    changes = [plain(one) for one in differences(before, after)]
    found = {"form": DIFFERENCES_FORM, "unit": after.unit, "year": after.year, "names": names, "changes": changes}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def closure_document(report: ClosureReport) -> dict[str, Any]:
    """The closure report as values that JSON has. Spans are half-open code points into the stored text."""
    problems, commitments = pictures(report)
    actions = actions_picture(report)
    return {
        "form": FORM,
        "report": plain(report),
        "figures": {
            "problems": _picture(problems),
            "commitments": _picture(commitments),
            "actions": {
                "total": _figure(actions.total),
                "by_standing": [_figure(one) for one in actions.by_standing],
                "late": _figure(actions.late),
            },
            "by_source": [{**plain(one), "closure_rate": str(one.closure_rate)} for one in by_source(report)],
            "by_origin": [plain(one) for one in by_origin(report)],
            "came_back": [item.number for item in report.came_back],
            "never_mentioned": [item.number for item in report.never_mentioned],
            "carried_over": [{"number": one.item.number, "age": one.age} for one in carried_over(report)],
        },
        "rules": RULES,
    }


def _picture(counts: Picture) -> dict[str, Any]:
    return {
        **{name: _figure(getattr(counts, name)) for name in ("total", "due", "closed", "self_verified")},
        "by_verdict": [_figure(one) for one in counts.by_verdict],
        "by_status": [_figure(one) for one in counts.by_status],
        "folded": [_figure(one) for one in counts.folded],
        "closure_rate": str(counts.closure_rate),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"label": figure.label, "count": figure.count, "items": list(figure.numbers)}


def plain(value: Any) -> Any:
    """A value of the model as JSON has it: enumerations by their identifier, days as ISO 8601."""
    if isinstance(value, Figure):
        return _figure(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value
