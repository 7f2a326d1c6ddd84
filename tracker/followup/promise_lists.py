"""Where a report goes through last year's promises one by one: 去年承诺事项兑现情况, then an entry for each.

The entry names the promise and then says how it stands (已兑现。6月份完成…), so the whole of what is told there is the
claim, and nothing in it points back by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product, takewhile
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio

from tracker.followup.features import covered
from tracker.followup.outcome import came_to_nothing, is_left_over, is_unfinished
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Reading, Zone
from tracker.followup.portraits import Portrait
from tracker.followup.promises import Kept
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_LEAST = 0.3
_SAME_PLACE = 0.15
"""What it adds that both stand at the same place of lists of the same length."""
_LEAST_ENTRIES = 2
_TELLING = 25
"""Characters."""

_LABEL = (
    r"(?:已经?|均已|都已|全部|基本|部分|正在|正|尚未|仍未|暂未|未能|未|没有|没|仍在|按期|如期|按时|提前|持续)*"
    r"(?:兑现|完成|落实|实现|办结|办成|到位|践诺|推进|实施|进行|达到)(?:中|了|到位|完毕)?"
)
"""A clause that says how a promise stands and nothing else."""


class Account(NamedTuple):
    """One entry of such a list."""

    place: int
    """From 0, among the entries; -1 where they have no order."""
    name: tuple[Clause, ...]
    told: tuple[Clause, ...]
    """From the clause that says how it stands to the end of the entry."""
    standing: Standing | None
    """``None`` where it says that the promise was not kept."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    past = words.pattern("past")
    return {
        "opens": compiled(
            rf"(?:{past}|20\d\d年度?|述职)[^。；，\n]{{0,12}}(?:承诺|打算|计划|目标|任务|安排)[^。；，\n]{{0,8}}"
            r"(?:兑现|践诺|履行|落实|完成|办理|执行|进展)(?:的?情况|如何|如下|得怎么样|：|$)"
            rf"|(?:{past}|20\d\d年度?|述职)[^。；，\n]{{0,12}}承诺[^。；\n]{{0,60}}(?:逐[项条一]|一[一件条项]地?)"
            r"[^。；，\n]{0,8}(?:报告|说明|汇报|交代|交账)"
        ),
        "entry": compiled(
            r"(?:^|(?<=[。；：\n]))[ \u3000]*(?:[（(〔][一二三四五六七八九十\d]{1,3}[）)〕]"
            r"|[一二三四五六七八九十]{1,2}(?:是|、)|\d{1,2}[.、．)](?!\d)|[①-⑳]|[-·•●◆▲■]"
            r"|第[一二三四五六七八九十]{1,2}(?:[，、：]|[件项条]))"
        ),
        "label": compiled(_LABEL),
        "labelled": compiled(rf"[^。；：\n]{{2,40}}[。：，]{_LABEL}[。；：，]"),
        "kept": compiled(words.pattern("kept", "kept_how")),
    }


def accounts(newer: Reading) -> list[Account]:
    """The entries of all lists in which the newer report answers for promises, in order."""
    found: list[Account] = []
    for low, high in _lists(newer.view.text):
        starts = _starts(newer.view.text, low, high)
        if len(starts) < _LEAST_ENTRIES:
            continue
        for place, (first, last) in enumerate(pairwise([*starts, high])):
            begin, end = (bisect_right(newer.clauses, at, key=_end) for at in (first, last))
            # What is still open of it may be a problem told in mid-text.
            entry = [*takewhile(lambda clause: clause.zone is Zone.REPORTED, newer.clauses[begin:end])]
            if entry and (told := _account(newer, place, entry)):
                found.append(told)
    return found


_end = attrgetter("end")


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges after an opener: the rest of its line and the lines with entries that follow."""
    done = 0
    for opener in _wording()["opens"].finditer(text):
        if opener.start() < done:
            continue
        end = _line_end(text, opener.end())
        if not _starts(text, opener.end(), end) and not _starts_line(text, end + 1):
            end = _line_end(text, end + 1)  # a sentence between the heading and the first entry
        while _starts_line(text, end + 1):
            end = _line_end(text, end + 1)
        done = end
        yield opener.end(), end


def _starts(text: str, low: int, high: int) -> list[int]:
    """Where the entries of a range start, after their enumerators; cleaning may have taken bullets away."""
    marked = [match.end() for match in _wording()["entry"].finditer(text, low, high)]
    at = text.find("\n", low, high) + 1
    while at:
        if _starts_line(text, at) and not any(at <= start < _line_end(text, at) for start in marked):
            marked.append(at)
        at = text.find("\n", at, high) + 1
    return sorted(marked)


def _starts_line(text: str, at: int) -> bool:
    words = _wording()
    return bool(words["entry"].match(text, at) or words["labelled"].match(text, at, _line_end(text, at)))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _account(newer: Reading, place: int, entry: Sequence[Clause]) -> Account | None:
    words = _wording()
    said = [newer.quote(clause.start, clause.end) for clause in entry]
    label = next((index for index, text in enumerate(said) if words["label"].fullmatch(text)), None)
    told = range(label, label + 1) if label is not None else range(min(1, len(said) - 1), len(said))
    for index in told:
        broken, under_way = came_to_nothing(said[index]), is_unfinished(said[index])
        if not (broken or under_way or words["kept"].search(said[index])):
            continue
        standing: Standing | None = Standing.DONE
        if broken:
            standing = None
        elif under_way or (label is None and any(map(is_left_over, said[index:]))):
            standing = Standing.UNDER_WAY
        return Account(place, tuple(entry[:index]) or (entry[index],), tuple(entry[index:]), standing)
    return None


def not_work(entries: Iterable[Account]) -> set[int]:
    """Numbers of the clauses of such lists that tell of no work: names of promises, and what is said of unkept ones."""
    found: set[int] = set()
    for account in entries:
        found |= {clause.number for clause in account.name}
        if account.standing is None:
            found |= {clause.number for clause in account.told}
    return found


def _matched(pair: Pair, entries: Sequence[Account]) -> dict[str, tuple[Account, float]]:
    """For each older commitment the entry that answers for it and how sure that is, each entry taken once."""
    ranked = sorted(
        (
            (likeness(pair, account.name, item) + _SAME_PLACE * (account.place == place), place, account)
            for (place, item), account in product(enumerate(pair.old_commitments), entries)
        ),
        key=lambda found: -found[0],
    )
    found: dict[str, tuple[Account, float]] = {}
    taken: set[int] = set()
    for score, place, account in ranked:
        item = pair.old_commitments[place]
        if score >= _LEAST and item.id not in found and id(account) not in taken:
            found[item.id] = account, min(1.0, score)
            taken.add(id(account))
    return found


def likeness(pair: Pair, name: Sequence[Clause], item: Portrait) -> float:
    """How surely some clauses name a commitment; from 0.3 on they do."""
    low, high = name[0].start, name[-1].end
    bag = pair.bag_between(low, high)
    alike = partial_ratio(item.title, pair.newer.quote(low, high)) / 100
    return (
        0.6 * max([covered(item.title_bag, bag), *(covered(part.bag, bag) for part in item.parts)])
        + 0.6 * covered(bag, item.own_bag)
        + 0.4 * alike * (alike >= 0.5)
    )


def _tells(account: Account) -> bool:
    """False for a bare label or a pointer to another section: 已兑现，第一部分已经报告。"""
    return account.told[-1].end - account.told[0].start >= _TELLING


def accounted_for(pair: Pair, entries: Sequence[Account], kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """What is said of the older commitments where such lists are heard, too.

    Args:
        pair: the two reports.
        entries: see :func:`accounts`.
        kept: what other passages say; it stands where the list says the same and no more.
    """
    found = dict(kept)
    for item_id, (account, score) in _matched(pair, entries).items():
        if account.standing is None:
            found.pop(item_id, None)
        elif item_id not in kept or kept[item_id].standing is not account.standing or _tells(account):
            bag = pair.bag_of(account.told)
            parts = sorted(pair.old_items[item_id].parts, key=lambda part: -covered(part.bag, bag))
            found[item_id] = Kept(account.told, account.standing, score, parts[0] if parts else None)
    return found
