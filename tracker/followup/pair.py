"""Two reports of one organisation, read and weighed together: what every finder of follow-up looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.kinds import ItemKind
from tracker.domain.report import Extraction, PlainText
from tracker.domain.spans import Span
from tracker.followup.features import Bag, Describer, Rarity, letter_pairs, merged, names
from tracker.followup.passages import Clause, Reading, Zone, read
from tracker.followup.portraits import Portrait, portray
from tracker.followup.segmentation import Segmenter


@dataclass(frozen=True, slots=True)
class Pair:
    """The older and the newer report with their items, and the newer one's clauses weighed."""

    older: Reading
    newer: Reading
    rarity: Rarity
    old_items: Mapping[str, Portrait]
    new_items: Mapping[str, Portrait]
    clause_bags: tuple[Bag, ...]
    """One for each clause of the newer report."""
    letter_rarity: Rarity
    """The same for pairs of characters as for words."""

    @property
    def old_problems(self) -> list[Portrait]:
        """The older report's problems in its order."""
        return [item for item in self.old_items.values() if item.kind is ItemKind.PROBLEM]

    @property
    def old_commitments(self) -> list[Portrait]:
        """The older report's commitments in its order."""
        return [item for item in self.old_items.values() if item.kind is ItemKind.COMMITMENT]

    def letters(self, text: str) -> dict[str, float]:
        """The pairs of Chinese characters in a text, weighed by how rare they are in the two reports."""
        return self.letter_rarity.weighed(letter_pairs(text))

    def told(self) -> list[Clause]:
        """The newer report's clauses that tell of work."""
        return [clause for clause in self.newer.clauses if clause.zone is Zone.REPORTED]

    def bag_of(self, clauses: list[Clause]) -> dict[str, float]:
        """The weighed features of some clauses of the newer report together."""
        return merged(*(self.clause_bags[clause.number] for clause in clauses))

    def bag_between(self, start: int, end: int, describer: Describer) -> dict[str, float]:
        """The weighed features of a half-open range of the newer view."""
        newer = self.newer
        plain = merged(describer.bag(newer.words_between(start, end)), names(newer.quote(start, end)))
        return self.rarity.weighed(plain)

    def span(self, clauses: list[Clause]) -> Span:
        """The stored span from the first to the last of some clauses of the newer report."""
        return self.newer.view.span(min(clause.start for clause in clauses), max(clause.end for clause in clauses))


def hold_together(
    older: PlainText,
    older_found: Extraction,
    newer: PlainText,
    newer_found: Extraction,
    segmenter: Segmenter,
    describer: Describer,
) -> Pair:
    """Read both reports and weigh their words by how rare they are in the two."""
    first = read(older, older_found, segmenter)
    second = read(newer, newer_found, segmenter)
    plain = [[describer.bag(clause.words) for clause in report.clauses] for report in (first, second)]
    rare = Rarity.of(
        (
            merged(*(bags[clause.number] for clause in sentence))
            for report, bags in zip((first, second), plain, strict=True)
            for sentence in report.sentences
        ),
        _house(newer_found.identity.org or older_found.identity.org or ""),
    )
    weighed = tuple(
        rare.weighed(merged(bag, names(second.quote(clause.start, clause.end))))
        for clause, bag in zip(second.clauses, plain[1], strict=True)
    )
    letters = Rarity.of(
        letter_pairs(report.view.text[sentence[0].start : sentence[-1].end])
        for report in (first, second)
        for sentence in report.sentences
    )
    return Pair(
        first,
        second,
        rare,
        portray(first, describer, rare, letters),
        portray(second, describer, rare, letters),
        weighed,
        letters,
    )


def _house(name: str) -> str:
    """An organisation's name without its party body: 中共某县水务局党组 is 某县水务局."""
    return name.removeprefix("中共").split("党", maxsplit=1)[0]
