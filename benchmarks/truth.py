"""What a perfect reader would have extracted: the annotation of a report in the shape of an extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from benchmarks.annotation import Annotated, locate
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, SectionKind, Where
from tracker.domain.report import (
    Action,
    Closure,
    ClosureItem,
    Commitment,
    Extraction,
    PlainText,
    Problem,
    Section,
)
from tracker.extraction import extract


def annotated_extraction(report: Annotated, source: PlainText) -> Extraction:
    """The annotated year, sections, items and closures; whose report it is, tallies and metrics as extracted."""
    gold, text = report.gold, source.text
    read = extract(source)
    sections = (Section(SectionKind(one["kind"]), locate(text, one["range"])) for one in gold.get("sections", []))
    problems = (
        Problem(one["id"], locate(text, one["title"]).of(text), locate(text, one["span"]), Where(one["where"]))
        for one in gold["problems"]
    )
    commitments = (
        Commitment(
            one["id"],
            locate(text, one["title"]).of(text),
            locate(text, one["span"]),
            tuple(
                Action(
                    locate(text, action["range"]),
                    date.fromisoformat(action["deadline"]) if action.get("deadline") else None,
                    action.get("checkable", True),
                )
                for action in one["actions"]
            ),
            tuple(one["addresses"]),
        )
        for one in gold["commitments"]
    )
    closures = (
        Closure(
            Origin(one["origin"]),
            ClosureStatus(one["status"]),
            locate(text, one["span"]),
            one.get("total"),
            one.get("done"),
            tuple(locate(text, measure) for measure in one.get("measures", [])),
            tuple(
                ClosureItem(
                    locate(text, item["title"]).of(text),
                    ClosureItemStatus(item["status"]),
                    locate(text, item["title"]),
                )
                for item in one.get("items", [])
            ),
        )
        for one in gold["closures"]
    )
    return Extraction(
        replace(read.identity, year=gold["year"]),
        tuple(sorted(sections, key=lambda section: section.span)),
        tuple(problems),
        tuple(commitments),
        tuple(sorted(closures, key=lambda closure: closure.span)),
        read.tallies,
        read.metrics,
    )
