"""Two reports of one organisation, weighed together: what every finder of follow-up looks at."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tracker.domain.kinds import ItemKind
from tracker.domain.likeness import settled
from tracker.domain.spans import Span
from tracker.followup.features import NAME, Bag, Rarity, Weighed, merged
from tracker.followup.passages import Clause, Reading, Zone
from tracker.followup.portraits import Part, Prepared, portray

_NAME, _OFTEN = 4, 5
"""A name of fewer characters, or in more clauses, or that its own report says without the marks, is a plain word."""

Shares = Mapping[int, float]
"""Clause number to a share, 0 to 1; a clause that is not in it has nothing."""


class Pair:
    """The older and the newer report with their items; what is weighed is weighed when it is first asked for."""

    def __init__(self, older: Prepared, newer: Prepared) -> None:
        """Weigh the words of both by how rare they are in the two."""
        self.older, self.newer = older.reading, newer.reading
        self.house = _house(self.newer.found.identity.org or self.older.found.identity.org or "")
        """The organisation's name without its party body."""
        self.rarity = Rarity(self.older.spread, self.newer.spread, self.house)
        self.old_items = portray(older, self.rarity)
        self.new_items = portray(newer, self.rarity)
        self.old_problems = [item for item in self.old_items.values() if item.kind is ItemKind.PROBLEM]
        self.old_commitments = [item for item in self.old_items.values() if item.kind is ItemKind.COMMITMENT]
        self._unquoted = _unquoted(self.older, self.newer)
        self._clause_bags: dict[int, Weighed] = {}
        self._between: dict[tuple[int, int], Weighed] = {}
        self._parts: dict[Part, Shares] = {}

    def rare(self, run: str) -> float:
        """0 to 1: how rare a run of characters is in the two reports; near 1 where it stands in one place only."""
        return self.rarity.by_places(self.older.view.text.count(run) + self.newer.view.text.count(run))

    @property
    def consecutive(self) -> bool:
        """Whether the newer report is that of the year behind the older one's, or either year is unknown."""
        older, newer = self.older.found.identity.year, self.newer.found.identity.year
        return older is None or newer is None or newer - older == 1

    def told(self) -> list[Clause]:
        """The newer report's clauses that tell of work."""
        return [clause for clause in self.newer.clauses if clause.zone is Zone.REPORTED]

    def clause_bag(self, number: int) -> Weighed:
        """The weighed features of one clause of the newer report."""
        bag = self._clause_bags.get(number)
        if bag is None:
            plain = self.newer.clause_bag(number)
            names = {name: NAME for name, numbers in self._unquoted.items() if number in numbers}
            bag = self._clause_bags[number] = self.rarity.weighed(merged(plain, names) if names else plain)
        return bag

    def bag_of(self, clauses: Sequence[Clause]) -> Weighed:
        """The weighed features of some clauses of the newer report together."""
        if len(clauses) == 1:
            return self.clause_bag(clauses[0].number)
        return Weighed(merged(*(self.clause_bag(clause.number) for clause in clauses)))

    def bag_between(self, start: int, end: int) -> Weighed:
        """The weighed features of a half-open range of the newer view."""
        bag = self._between.get((start, end))
        if bag is None:
            bag = self._between[start, end] = self.rarity.weighed(self.newer.bag(start, end))
        return bag

    def said_of(self, wanted: Weighed) -> Shares:
        """How much of what is wanted each clause of the newer report says; see :func:`covered`."""
        whole = wanted.square
        if not whole:
            return {}
        places, values, unquoted = self.newer.places, self.rarity.of(wanted), self._unquoted
        sums: dict[int, float] = {}
        for feature, weight in wanted.items():
            if feature in places:
                tells = values[feature]
                for number, plain in places[feature]:
                    said = plain * tells
                    sums[number] = sums.get(number, 0.0) + weight * (min(weight, said))
            for number in unquoted.get(feature, ()) if unquoted else ():
                sums[number] = sums.get(number, 0.0) + weight * min(weight, NAME * values[feature])
        return {number: settled(amount / whole) for number, amount in sums.items()}

    def sharing(self, bag: Bag) -> set[int]:
        """The numbers of the newer report's clauses that hold any feature of a bag."""
        places = self.newer.places
        numbers = {number for feature in bag if feature in places for number, _ in places[feature]}
        return numbers.union(*(held for name, held in self._unquoted.items() if name in bag))

    def part_said(self, part: Part) -> Shares:
        """How much of a thing promised each clause of the newer report says."""
        shares = self._parts.get(part)
        if shares is None:
            shares = self._parts[part] = self.said_of(part.bag)
        return shares

    def about(self, known: Weighed, within: Container[int], least: float = 0.0) -> Shares:
        """How much of what each of some clauses of the newer report says is in ``known``; see :func:`covered`.

        Clauses that share less than ``least`` with it, before their own length is counted, are left out.
        """
        places, values, unquoted = self.newer.places, self.rarity.of(known), self._unquoted
        sums: dict[int, float] = {}
        for feature, weight in known.items():
            if feature in places:
                tells = values[feature]
                for number, plain in places[feature]:
                    said = plain * tells
                    sums[number] = sums.get(number, 0.0) + said * (min(weight, said))
            for number in unquoted.get(feature, ()) if unquoted else ():
                said = NAME * values[feature]
                sums[number] = sums.get(number, 0.0) + said * (min(weight, said))
        return {
            number: settled(amount / self.clause_bag(number).square)
            for number, amount in sums.items()
            if amount >= least and number in within
        }

    def span(self, clauses: Sequence[Clause]) -> Span:
        """The stored span from the first to the last of some clauses of the newer report."""
        return self.newer.view.span(min(clause.start for clause in clauses), max(clause.end for clause in clauses))


def _unquoted(older: Reading, newer: Reading) -> dict[str, frozenset[int]]:
    """For each name that the older report quotes the clauses in which the newer one says it without the marks."""
    found: dict[str, frozenset[int]] = {}
    text = newer.view.text
    for name in {name for _, _, name in older.quoted}:
        numbers: set[int] = set()
        if len(name) <= _NAME or older.view.text.count(name[1:]) > len(
            [True for _, _, other in older.quoted if other == name]
        ):
            continue
        place = text.find(name[1:])
        while place >= 0:
            if text[place - 1 : place] not in ("“", "《"):
                numbers |= {one.number for one in newer.clauses_at(place, place + len(name) - 1)}
            place = text.find(name[1:], place + 1)
        if 0 < len(numbers) <= _OFTEN:
            found[name] = frozenset(numbers)
    return found


def _house(name: str) -> str:
    """An organisation's name without its party body: 中共某县水务局党组 is 某县水务局."""
    return name.removeprefix("中共").split("党", maxsplit=1)[0]
