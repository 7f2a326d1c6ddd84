"""Where a report answers for last year's promises in passing speech: 去年列了五件事，办成了两件, then one by one.

Nothing parts the entries but what they speak of: a clause that names another promise begins the next. Whatever is told
there answers for a promise, though no clause of it points back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extraction.quantities import NUMERAL
from tracker.followup.features import mass
from tracker.followup.outcome import came_to_nothing, is_unfinished
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Reading, Zone
from tracker.followup.promise_lists import Account, likeness
from tracker.followup.promises import opens_account
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_OPENS, _INSIDE = 0.3, 0.5
"""How like a promise the clause must be that begins a sentence, and one within a sentence, to begin an entry."""
_SAYS = 0.35
"""A clause that weighs less names nothing: 也办成了."""
_SHORT_LINE = 30
_CALLED_UP = 12
"""So many characters behind a clause may say that the promises it names are gone through: 对照去年的承诺，挨个报账."""
_SEVERAL, _RECITED = 2, 5
"""How many promises are called up by number at least, and how many clauses may say that one of them is unfinished."""
_LONGEST = 6
"""Clauses of an entry that are its claim."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    return {
        "all": compiled(r"(?:全部?|都|均|件件|项项|条条|样样|一一|悉数)[^，。；]{0,6}?(?:了|成|完|好|现|实|落|账|结)"),
        "label": compiled(rf"(?:还|另|剩|其中|没|未|有|第|再)[^，。；]{{0,4}}?(?:[{NUMERAL}]|\d)+[件项条桩样个]"),
        "nth": compiled(rf"第(?P<nth>[{NUMERAL}])(?P<what>[句件条桩项笔个](?:话|事|承诺|打算)?)"),
        "kept": compiled(words.pattern("kept", "kept_how")),
        "told": compiled(rf"了(?!解)|[{NUMERAL}\d]+月|\d"),
    }


@derived
def _opening() -> tuple[str, ...]:
    """Without one of these no account is opened."""
    return (*load("followup_claims")["past"], "20")


@dataclass(slots=True)
class _Entry:
    clauses: list[Clause]
    item: str
    label: Standing | bool | None
    """What a sentence before it says of it: how it stands, ``False`` for not kept."""


def spoken_accounts(pair: Pair) -> list[Account]:
    """The entries of all passages in which the newer report answers for promises one after the other."""
    newer = pair.newer
    found: list[Account] = []
    done = -1
    for number in sorted(newer.holding(_opening())):
        clause = newer.clauses[number]
        if number <= done or clause.zone is not Zone.REPORTED:
            continue
        until = newer.sentences[clause.sentence][-1].end
        if opens_account(newer.quote(clause.start, min(until, clause.end + _CALLED_UP))):
            passage = _passage(newer, number)
            done = passage[-1].number if passage else number
            found += _accounts(pair, passage)
    for entry in _recited(pair):
        account = _account(pair, entry, within=_RECITED)
        found += [account] if account is not None else []
    return found


def _recited(pair: Pair) -> Iterator[_Entry]:
    """Promises called up by number: 第一句，把井打好。兑现了。第二句，…; a number begins an entry."""
    newer, words = pair.newer, _wording()
    numbered = [
        (one, match)
        for one in newer.clauses
        if one.zone is Zone.REPORTED
        and newer.view.text[one.start] == "第"
        and (match := words["nth"].fullmatch(_said(newer, one)))
    ]
    for at, (first, match) in enumerate(numbered):
        run = [one for one, other in numbered[at:] if other["what"] == match["what"]]
        if match["nth"] != "一" or len(run) < _SEVERAL:
            continue
        ends = [*(one.number for one in run[1:]), len(newer.clauses)]
        for number, end in zip(run, ends, strict=True):
            line = newer.view.text.find("\n", number.end)
            told = [one for one in newer.clauses[number.number + 1 : end] if line < 0 or one.start < line]
            score, item = max(
                ((likeness(pair, told[:1], item), item.id) for item in pair.old_commitments if told), default=(0.0, "")
            )
            if score >= _INSIDE:
                yield _Entry(told, item, None)
            elif number is first:
                break


def _said(newer: Reading, clause: Clause) -> str:
    return newer.quote(clause.start, clause.end)


def _passage(newer: Reading, opener: int) -> list[Clause]:
    """The clauses from behind the opener to the end of its line, or of the next where the line ends with it."""
    text = newer.view.text
    end = text.find("\n", newer.clauses[opener].end)
    if 0 <= end < newer.clauses[opener].end + _SHORT_LINE:
        end = text.find("\n", end + 1)
    end = len(text) if end < 0 else end
    passage = []
    for clause in newer.clauses[opener + 1 :]:
        if clause.start >= end or clause.zone in (Zone.COMMITMENT, Zone.ASIDE):
            break
        if clause.zone is Zone.REPORTED:
            passage.append(clause)
    return passage


def _entries(pair: Pair, passage: Sequence[Clause]) -> Iterator[_Entry]:
    words, newer = _wording(), pair.newer
    entry: _Entry | None = None
    label: Standing | bool | None = None
    sentence = -1
    for clause in passage:
        text = newer.quote(clause.start, clause.end)
        least = _OPENS if clause.sentence != sentence else _INSIDE
        sentence = clause.sentence
        score, item = max(
            ((likeness(pair, (clause,), item), item.id) for item in pair.old_commitments), default=(0.0, "")
        )
        if score >= least and (entry is None or item != entry.item) and mass(pair.clause_bag(clause.number)) >= _SAYS:
            if entry is not None:
                yield entry
            entry, label = _Entry([clause], item, label), None
        elif words["label"].match(text) and score < least:
            label = False if came_to_nothing(text) else Standing.UNDER_WAY if is_unfinished(text) else None
            if label is not None and entry is not None:
                yield entry
                entry = None
        elif entry is not None:
            entry.clauses.append(clause)
    if entry is not None:
        yield entry


def _accounts(pair: Pair, passage: Sequence[Clause]) -> Iterator[Account]:
    words, newer = _wording(), pair.newer
    if not passage:
        return
    whole = bool(words["all"].search(newer.quote(passage[0].start, passage[0].end)))
    for entry in _entries(pair, passage):
        account = _account(pair, entry, whole=whole)
        if account is not None:
            yield account


def _account(pair: Pair, entry: _Entry, *, whole: bool = False, within: int = 3) -> Account | None:
    """How an entry's promise stands, told in its first clauses; ``None`` where it does not say.

    ``whole`` tells that all promises are said to be kept, ``within`` how many clauses may say that it is unfinished.
    """
    words, newer = _wording(), pair.newer
    clauses = entry.clauses[:_LONGEST]
    said = [_said(newer, clause) for clause in clauses]
    standing: Standing | None
    if entry.label is False or came_to_nothing(said[0]) or (len(said) > 1 and came_to_nothing(said[1])):
        standing = None
    elif entry.label is not None or any(is_unfinished(text) or came_to_nothing(text) for text in said[:within]):
        standing = Standing.UNDER_WAY
    elif whole or any(words["kept"].search(text) or words["told"].search(text) for text in said):
        standing = Standing.DONE
    else:
        return None
    return Account(-1, (clauses[0],), tuple(clauses), standing)
