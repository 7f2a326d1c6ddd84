"""Work told under a headline that names what an older item is about: 家长的话有地方说了。校长接待日全年接待213人次.

The work itself may share no word with the item; asked only a year later, of items for which nothing else was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from tracker.followup.evidence import Told, Work, shared_telling
from tracker.followup.features import Weighed, alike, merged
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait

_SHORTEST, _LONGEST = 4, 18
"""A headline has so many characters at the least and at the most, and counts nothing."""
_ENUMERATOR = 6
"""So many characters may stand before it in its paragraph."""
_LIKE = 0.1
"""So like an item a headline must be, and liker than to any other item."""
_CLAUSES = 4
"""Clauses of the work that are shown."""


class _Headed(NamedTuple):
    """A headline with the sentence below it."""

    headline: Clause
    below: tuple[Clause, ...]


def headed_work(pair: Pair, told: Told, wanted: Collection[str]) -> dict[str, list[Work]]:
    """For each of some older items the work under the headline that names what it is about, if there is one.

    Args:
        pair: the two reports.
        told: what tells of work.
        wanted: ids of items for which nothing else was found.
    """
    found: dict[str, tuple[float, _Headed]] = {}
    if not (wanted and pair.consecutive):
        return {}
    about = {item.id: _about(pair, item) for item in (*pair.old_problems, *pair.old_commitments)}
    for headed in _headed(pair, told):
        said = pair.clause_bag(headed.headline.number)
        likenesses = {item_id: alike(bag, said) for item_id, bag in about.items()}
        item_id = max(likenesses, key=lambda one: (likenesses[one], one), default="")
        if item_id not in wanted or likenesses[item_id] < _LIKE or not shared_telling(about[item_id], said):
            continue
        if item_id not in found or likenesses[item_id] > found[item_id][0]:
            found[item_id] = likenesses[item_id], headed
    return {item_id: [Work(headed.below[:_CLAUSES], likeness)] for item_id, (likeness, headed) in found.items()}


def _about(pair: Pair, item: Portrait) -> Weighed:
    return Weighed(merged(item.own_bag, *(pair.old_items[partner].own_bag for partner in item.partners)))


def is_headline(pair: Pair, clause: Clause) -> bool:
    """Whether a clause of the newer report stands at the head of a paragraph, is short and counts nothing."""
    if not _SHORTEST <= clause.end - clause.start <= _LONGEST:
        return False
    opens = clause.start - (pair.newer.view.text.rfind("\n", 0, clause.start) + 1) <= _ENUMERATOR
    return opens and pair.newer.quote(clause.start, clause.end).isalpha()


def _headed(pair: Pair, told: Told) -> Iterator[_Headed]:
    newer = pair.newer
    for number, sentence in enumerate(newer.sentences[:-1]):
        headline, below = sentence[0], newer.sentences[number + 1]
        if len(sentence) > 1 or not is_headline(pair, headline):
            continue
        is_told = all(one.number in told.places for one in (headline, *below[:_CLAUSES]))
        if is_told and "\n" not in newer.view.text[headline.end : below[0].start]:
            yield _Headed(headline, below)
