"""Statements about problems raised earlier or by others, one for each origin.

针对去年上级书记点评指出的3个问题，通过…完成整改 · 市审计局反馈的12个问题，已完成整改11个，剩余1个正在办理 ·
不涉及巡视巡察反馈问题 · 问题一：… 整改情况：… 整改状态：已完成 · 去年说的路灯不亮的问题，今年解决了.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus, Origin, SectionKind
from tracker.domain.report import Closure
from tracker.extraction.closure_clauses import ENUMERATOR, clauses, sentences, sentences_with, without_enumerator
from tracker.extraction.closure_draft import ITEM_STATUS, Draft, Item
from tracker.extraction.closure_entries import Listed, entries, parted
from tracker.extraction.closure_headings import is_heading
from tracker.extraction.closure_lists import ListReader
from tracker.extraction.closure_named import named_claims
from tracker.extraction.closure_none import not_applicable
from tracker.extraction.closure_origin import cues, heading_origin
from tracker.extraction.closure_raised import COUNT, PIECE, raises_others
from tracker.extraction.closure_statements import StatementReader
from tracker.extraction.closure_tables import ToldTable, told_tables
from tracker.extraction.scope import Scope
from tracker.extraction.stretches import Stretch
from tracker.extraction.view import View
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import lazily

_SILENT = frozenset({SectionKind.NEXT_STEPS, SectionKind.CLOSING})


class _Place(NamedTuple):
    """A section, or what stands between two."""

    kind: SectionKind | None
    end: int
    heading: str = ""

    @property
    def rectifying(self) -> bool:
        """Whether this is the section on problems of the year before."""
        return self.kind is SectionKind.RECTIFICATION


def find_closures(view: View, scopes: Sequence[Scope], *, year: int | None) -> tuple[Closure, ...]:
    """The closure statements of a report in order of place; ``year`` is the year reported on, where known."""
    drafts: list[Draft] = []
    titled = _title_origin(view.text, year)
    hot = sentences_with(view.text, _trigger())
    for place, members in _by_place(view.text, scopes):
        if place.kind not in _SILENT:
            above = drafts[-1].origin if drafts else titled
            drafts.extend(_read_section(view.text, place, members, hot, year, above, titled))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    found = (draft.closure(view) for draft in drafts)
    return tuple(closure for closure in found if closure is not None)


_RECTIFYING = compiled("(?:整改|反馈)[^，。\n]{0,12}(?:报告|通报|公告|公示|情况|函|汇报)$")


def _title_origin(text: str, year: int | None) -> Origin | None:
    """Whose problems the title of a paper on rectification names: 关于预算执行审计查出问题整改情况的报告."""
    stop = text.find("\n")
    if stop < 0 or stop > _TITLE_MAX or not _RECTIFYING.search(text, 0, stop):
        return None
    return heading_origin(text[:stop], year)


_TITLE_MAX = 80


def _by_place(text: str, scopes: Sequence[Scope]) -> Iterator[tuple[_Place, list[Stretch]]]:
    """Sentences grouped by the section they stand in; what stands between two sections is a group of its own."""
    ordered = _joined(scopes)
    place, at = _Place(None, 0), 0
    group: list[Stretch] = []
    for sentence in sentences(text):
        if sentence.start >= place.end:
            if group:
                yield place, group
            group = []
            while at < len(ordered) and sentence.start >= ordered[at].end:
                at += 1
            following = ordered[at] if at < len(ordered) else None
            if following is not None and sentence.start >= following.start:
                place = _Place(following.kind, following.end, following.heading)
            else:
                place = _Place(None, following.start if following else len(text) + 1)
        group.append(sentence)
    if group:
        yield place, group


def _joined(scopes: Sequence[Scope]) -> list[Scope]:
    """The sections in order, neighbours of one kind as one: a list and the sentence that announces it read together."""
    joined: list[Scope] = []
    for scope in sorted(scopes, key=lambda scope: scope.start):
        last = joined[-1] if joined else None
        if last is not None and last.kind is scope.kind and scope.start - last.end <= 2:
            joined[-1] = Scope(last.kind, last.start, scope.end, last.heading or scope.heading)
        else:
            joined.append(scope)
    return joined


@derived
def _trigger() -> re.Pattern[str]:
    return compiled(alternatives(load("closures")["trigger"]))


@derived
def _raising() -> re.Pattern[str]:
    """What a sentence holds at the least that tells of problems raised by somebody, under no heading that says so."""
    words = load("closures")
    origins = [word for group in words.table("origin").values() for word in group]
    return compiled(alternatives([*origins, *words["raised.by_others"], *_back(), "述职", "评议"]))


@derived
def _claiming() -> re.Pattern[str]:
    """What a sentence holds at the least that claims that a problem, called by name, is gone."""
    words = load("closures")
    return compiled(alternatives([*words["claim.solved"], *words["claim.going"], *_back(), *_AT_US]))


_AT_US = ("指出", "批评我", "提醒我", "点出")
"""What may name a fault in so many words: 书记点评时批评我们作风散漫，目前已整改."""


def _back() -> list[str]:
    return [*load("closures")["raised.past"], "20"]


def _read_section(
    text: str,
    place: _Place,
    members: Sequence[Stretch],
    hot: set[int],
    year: int | None,
    above: Origin | None,
    titled: Origin | None,
) -> list[Draft]:
    """The statements of a section; under no heading its problems are those of the statement ``above``.

    Under one that says no more than 问题的整改情况 they are those that the title of the whole names, ``titled``.
    """
    drafts: list[Draft] = []
    if not (place.rectifying or any(sentence.start in hot for sentence in members)):
        return drafts
    heading = (heading_origin(place.heading, year) if place.heading else above) if place.rectifying else None
    if heading is Origin.OTHER and titled is not None:
        heading = titled
    openers: Mapping[int, Listed] = {}
    if place.rectifying:
        members = parted(text, members)
        openers = entries(text, members, lambda one: is_heading(text, one) or raises_others(text, one, year=year))
    lists = ListReader(text, year=year, openers=openers)
    tables = told_tables(text, members[0].start, members[-1].end) if place.rectifying else []
    skip = 0
    taken_from: ToldTable | None = None
    rectifying, leading = place.rectifying, place.kind is SectionKind.PROBLEMS
    for index, sentence in enumerate(members):
        if tables and (table := next((one for one in tables if one.start <= sentence.start < one.end), None)):
            if table is not taken_from:
                drafts += lists.take_table(table, heading)
                taken_from = table
            continue
        if leading and ENUMERATOR.match(text, sentence.start, sentence.end):
            break
        if index < skip or not (rectifying or sentence.start in hot):
            continue
        if rectifying and is_heading(text, sentence):
            named = heading_origin(text[sentence.start : sentence.end], year)
            if named is None or (named is Origin.OTHER and (lists.announced or _GROUP().search(text, *sentence))):
                # （一）在组织建设方面, and 反馈问题整改情况 below a count: what follows goes on with the list.
                lists.pause()
            else:
                heading = titled if named is Origin.OTHER and titled is not None else named
                lists.close()
            continue
        taken = lists.take(sentence, heading) if rectifying else None
        if taken is not None:
            if all(taken is not draft for draft in drafts[-_RECENT:]):
                drafts.append(taken)
            continue
        occasion = None if rectifying else _occasion(text, sentence)
        raises = rectifying or occasion is not None or _raising().search(text, sentence.start, sentence.end)
        claims = not leading and _claiming().search(text, sentence.start, sentence.end)
        if not (raises or claims):
            continue
        start = without_enumerator(text, sentence.start, sentence.end)
        parts = clauses(text, start, sentence.end)
        if index and _THESE().match(text, start, sentence.end) and (before := _raised_before(text, members[index - 1])):
            # 去年上级点评，说我们档案乱。这1个问题，改了。
            raises, claims = True, None
            parts = [*before, *parts]
        if not parts:
            continue
        none = not_applicable(text, parts, heading) if raises else []
        telling = _beside(text, parts, none) if none else parts
        found = list(none)
        if telling and raises:
            following = () if none else members[index + 1 : index + 1 + _REACH]
            reader = StatementReader(
                text, following, lists, heading=heading or occasion, year=year, rectifying=rectifying
            )
            found.extend(reader.read(telling))
            skip = index + 1 + reader.used
        found.sort(key=lambda draft: draft.start)
        drafts.extend(found)
        if found:
            lists.follow(found[-1])
        if claims and telling:
            drafts.extend(_claims(text, telling, found, year))
    lists.close()
    return _one_for_each_origin(text, drafts) if rectifying else drafts


def _occasion(text: str, sentence: Stretch) -> Origin | None:
    """Where problems were looked for, told a sentence or two before: 主题教育不走样。…检视出来的问题9个，全部改完."""
    if not _LOOKED_FOR().search(text, *sentence):
        return None
    line = text.rfind("\n", 0, sentence.start) + 1
    if text.find("检视", *sentence) < 0:
        # 主题教育，集中学了5次。查出的8个问题 : only the sentence before says what is spoken of.
        line = max(line, max(text.rfind(mark, line, max(line, sentence.start - 1)) for mark in "。！？\n") + 1)
    told = {origin for _, _, origin in cues(text, line, sentence.start)}
    return Origin.THEME_EDUCATION if Origin.THEME_EDUCATION in told else None


_LOOKED_FOR = lazily(rf"检视|(?:查|找|列|摆)[摆找]?(?:出来|出|到)?[的了]?{COUNT}{PIECE}(?:问题|不足|毛病)")


_THESE = lazily(rf"(?:这|以上|上述){COUNT}{PIECE}(?:问题|不足|意见|毛病)?")


def _raised_before(text: str, sentence: Stretch) -> list[Stretch]:
    """The clauses of the sentence before, where it tells who raised the problems that 这3个问题 takes up."""
    if text[sentence.end : sentence.end + 1] != "。" or not _raising().search(text, *sentence):
        return []
    return clauses(text, without_enumerator(text, *sentence), sentence.end)


def _beside(text: str, parts: Sequence[Stretch], none: Sequence[Draft]) -> list[Stretch]:
    """The clauses that a semicolon parts from the statements that nothing was raised."""
    kept: list[Stretch] = []
    group: list[Stretch] = []
    for clause in parts:
        if text[clause.start - 1] == "；":
            kept.extend(_untold(text, group, none))
            group = []
        group.append(clause)
    return [*kept, *_untold(text, group, none)]


def _untold(text: str, group: list[Stretch], none: Sequence[Draft]) -> list[Stretch]:
    rest = [part for part in group if not any(one.start < part.end and part.start < one.end for one in none)]
    # 点评的2个问题已整改，巡察不涉及 tells of a count as well; 今年，未接受巡察 tells of nothing else.
    return rest if len(rest) == len(group) or any(_COUNTED().search(text, *part) for part in rest) else []


_GROUP = lazily("方面|“[^”]{4,}”")
"""（二）聚焦全面从严治党方面 parts the problems of one origin."""
_COUNTED = lazily(rf"{COUNT}{PIECE}[^，；]{{0,12}}(?:问题|意见|建议)|(?:问题|意见|建议){COUNT}{PIECE}")


_REACH = 64
"""How many sentences behind a statement may tell of its problems."""
_APART = 2
_BETWEEN = compiled(rf"[。；\n]*(?:{ENUMERATOR.pattern})?")
"""What may stand between two statements that go on: a stop and an enumerator."""
_RECENT = 16
"""Among how many last statements the one stands that a list goes on with."""


def _one_for_each_origin(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbouring statements of one origin that name their problems without a count, as one statement."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if (
            last is None
            or last.origin is not draft.origin
            or (draft.start - last.end > _APART and not _BETWEEN.fullmatch(text, last.end, draft.start))
            or not (last.items and draft.items)
            or any(one.total is not None or one.status is None for one in (last, draft))
        ):
            joined.append(draft)
            continue
        last.end = draft.end
        last.measures.extend(draft.measures)
        last.items.extend(draft.items)
        if draft.status is not last.status:
            last.status = ClosureStatus.PARTIAL
    return joined


def _claims(text: str, parts: Sequence[Stretch], found: Sequence[Draft], year: int | None) -> Iterator[Draft]:
    for claim in named_claims(text, parts, year=year):
        if all(claim.end <= other.start or other.end <= claim.start for other in found):
            item = Item(Stretch(claim.title_start, claim.title_end), ITEM_STATUS[claim.status])
            done = claim.total if claim.status is ClosureStatus.DONE else None
            yield Draft(claim.origin, claim.start, claim.end, claim.status, claim.total, done, items=[item])
