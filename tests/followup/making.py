"""Builds what extraction would find in a short report, from quotes: so that a test says what it is about and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.following import FollowUp, ItemFollowUp
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, SectionKind, Where
from tracker.domain.report import (
    Action,
    Closure,
    ClosureItem,
    Commitment,
    Extraction,
    Identity,
    PlainText,
    Problem,
    Section,
)
from tracker.domain.spans import Span
from tracker.followup import follow_up


@dataclass
class Draft:
    """A report under construction. Every argument that is text must be a substring of ``text``."""

    text: str
    year: int | None = 2022
    problems: list[Problem] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def span(self, quote: str) -> Span:
        """Where a quote stands."""
        at = self.text.index(quote)
        return Span(at, at + len(quote))

    def problem(self, quote: str, where: Where = Where.LIST) -> Draft:
        """A problem whose title runs to the first stop."""
        title = re.split("[，。]", quote, maxsplit=1)[0]
        self.problems.append(Problem(f"p{len(self.problems) + 1}", title, self.span(quote), where))
        return self

    def promise(self, quote: str, actions: Sequence[str] = (), answers: Sequence[str] = ()) -> Draft:
        """A commitment with its actions and the ids of the problems it answers."""
        title = quote.split("。", maxsplit=1)[0]
        self.commitments.append(
            Commitment(
                f"c{len(self.commitments) + 1}",
                title,
                self.span(quote),
                tuple(Action(self.span(action)) for action in actions),
                tuple(answers),
            )
        )
        return self

    def closure(
        self,
        quote: str,
        total: int | None = None,
        done: int | None = None,
        *,
        origin: Origin = Origin.SELF_REVIEW,
        status: ClosureStatus = ClosureStatus.DONE,
        measures: Sequence[str] = (),
        items: Sequence[tuple[str, ClosureItemStatus]] = (),
    ) -> Draft:
        """A statement about problems raised earlier."""
        self.closures.append(
            Closure(
                origin,
                status,
                self.span(quote),
                total,
                done,
                tuple(self.span(measure) for measure in measures),
                tuple(ClosureItem(title, status_, self.span(title)) for title, status_ in items),
            )
        )
        return self

    def section(self, kind: SectionKind, quote: str) -> Draft:
        """A section."""
        self.sections.append(Section(kind, self.span(quote)))
        return self

    @property
    def source(self) -> PlainText:
        """The report as read."""
        return PlainText(self.text, "utf-8", "0" * 64)

    @property
    def found(self) -> Extraction:
        """The report as extracted."""
        return Extraction(
            Identity("某单位", self.year),
            tuple(self.sections),
            tuple(self.problems),
            tuple(self.commitments),
            tuple(self.closures),
        )


def held(older: Draft, newer: Draft) -> FollowUp:
    """The newer report held against the older one; checks that every span lies in the newer text."""
    result = follow_up(older.source, older.found, newer.source, newer.found)
    for item in result.items:
        for span in [item.claim, *(one.span for one in item.evidence)]:
            assert span is None or 0 <= span.start < span.end <= len(newer.text)
        assert all(0 < one.score <= 1 for one in item.evidence)
    return result


def item(result: FollowUp, item_id: str) -> ItemFollowUp:
    """What became of one item."""
    return next(one for one in result.items if one.item_id == item_id)


def says(newer: Draft, span: Span | None) -> str:
    """The quote behind a span of the newer report; empty where there is none."""
    return span.of(newer.text) if span else ""
