"""Old matters told in mid-text, known again by the name of the place or thing that both reports spell alike.

Such a matter has no headline and few words: 后坡湾 and 引水 are all that two tellings of one of them may share.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import add, attrgetter

from tracker.domain.kinds import ItemKind
from tracker.followup.matters import Matters, matters
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Portrait

_RUN, _LONG_RUN = 3, 4
"""So many characters in a row name a thing, given the same matter; so many do by themselves."""
_RARE = 0.5
_start = attrgetter("start")


def same_thing(pair: Pair, item: Portrait) -> list[Clause]:
    """The clauses that tell of work and name what an item names, in order.

    For a problem of mid-text any rare run of characters will do as a name; for a commitment it must be one that no
    dictionary has, and not the organisation; a listed problem is known by its words.
    """
    promised = item.kind is ItemKind.COMMITMENT
    if item.listed and not promised:
        return []
    newer = pair.newer
    texts = item.sketch.names if promised else (pair.older.quote(item.start, item.end),)
    own = newer.found.identity.org or pair.older.found.identity.org or ""
    common = {
        run
        for text in texts
        for run in set(map(add, map(add, text, text[1:]), text[2:]))
        if run in newer.view.text and _is_rare(pair, run) and not (promised and run in own)
    }
    if not common:
        return []
    text = pair.older.quote(item.start, item.end)
    about = matters(text)
    found: dict[int, int] = {}
    for at in range(len(text) - _RUN + 1):
        run = text[at : at + _RUN]
        if run not in common:
            continue
        place = newer.view.text.find(run)
        while place >= 0:
            clause = _clause_at(newer.clauses, place)
            if clause is not None and clause.zone is Zone.REPORTED:
                length = _RUN
                while (
                    at + length < len(text)
                    and place + length < clause.end
                    and text[at + length] == newer.view.text[place + length]
                ):
                    length += 1
                found[clause.number] = max(length, found.get(clause.number, 0))
            place = newer.view.text.find(run, place + 1)
    return [
        newer.clauses[number]
        for number, length in sorted(found.items())
        if length >= _LONG_RUN or _same_matter(pair, about, newer.clauses[number])
    ]


def _is_rare(pair: Pair, run: str) -> bool:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    if not run.isalpha() or run.isascii():
        return False
    return all(pair.rare(one) >= _RARE for one in pairs)


def _clause_at(clauses: tuple[Clause, ...], place: int) -> Clause | None:
    at = bisect_right(clauses, place, key=_start) - 1
    return clauses[at] if at >= 0 and place + _RUN <= clauses[at].end else None


def _same_matter(pair: Pair, about: Matters, clause: Clause) -> bool:
    said = [one for one in pair.newer.sentences[clause.sentence] if one.segment == clause.segment]
    return not about.keys().isdisjoint(matters(pair.newer.quote(said[0].start, said[-1].end)))
