"""Which item of a corrected report is which item of the ledger. Pure: reads no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from tracker.domain.kinds import ItemKind

SIMILAR = 60.0
"""From how many percent of shared characters two texts are versions of one. Unrelated items share 20 to 35."""


class KnownItem(NamedTuple):
    """An item that the ledger has for this unit and year."""

    id: int
    kind: ItemKind
    title: str
    text: str
    in_source: bool
    """False where the version being replaced had lost it already."""


class FoundItem(NamedTuple):
    """An item that the corrected report has."""

    source_id: str
    kind: ItemKind
    title: str
    text: str


def match(known: Sequence[KnownItem], found: Sequence[FoundItem]) -> dict[str, int]:
    """The ids of the known items that the found ones are, by ``source_id``; what is new is left out.

    Only items of one kind are the same. The same text comes first, then the same title, then the most similar text;
    what the replaced version still had comes before what it had lost. Each item is used once.
    """
    matched: dict[str, int] = {}
    for pool in ([item for item in known if item.in_source], [item for item in known if not item.in_source]):
        for key in (_text_of, _title_of):
            _match_by(key, _free(pool, matched), _new(found, matched), matched)
        _match_similar(_free(pool, matched), _new(found, matched), matched)
    return matched


def _free(pool: Iterable[KnownItem], matched: dict[str, int]) -> list[KnownItem]:
    used = set(matched.values())
    return [item for item in pool if item.id not in used]


def _new(found: Iterable[FoundItem], matched: dict[str, int]) -> list[FoundItem]:
    return [item for item in found if item.source_id not in matched]


def _text_of(item: KnownItem | FoundItem) -> Hashable:
    return item.kind, "".join(item.text.split())


def _title_of(item: KnownItem | FoundItem) -> Hashable:
    return item.kind, "".join(item.title.split())


def _match_by(
    key: Callable[[KnownItem | FoundItem], Hashable],
    known: Sequence[KnownItem],
    found: Sequence[FoundItem],
    matched: dict[str, int],
) -> None:
    waiting: dict[Hashable, list[KnownItem]] = defaultdict(list)
    for old in known:
        waiting[key(old)].append(old)
    for new in found:
        if waiting[key(new)]:
            matched[new.source_id] = waiting[key(new)].pop(0).id


def _match_similar(known: Sequence[KnownItem], found: Sequence[FoundItem], matched: dict[str, int]) -> None:
    if not known or not found:
        return
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where a corrected report changes an item's words

    pairs = [
        (-ratio(old.text, new.text), at, place)
        for at, old in enumerate(known)
        for place, new in enumerate(found)
        if old.kind is new.kind
    ]
    used: set[int] = set()
    for score, at, place in sorted(pairs):
        if -score < SIMILAR:
            break
        if at not in used and found[place].source_id not in matched:
            used.add(at)
            matched[found[place].source_id] = known[at].id
