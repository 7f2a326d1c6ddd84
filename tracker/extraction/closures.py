"""Statements about problems raised earlier or by others, one for each origin.

针对去年上级书记点评指出的3个问题，通过…完成整改 · 市审计局反馈的12个问题，已完成整改11个，剩余1个正在办理 ·
不涉及巡视巡察反馈问题 · 问题一：… 整改情况：… 整改状态：已完成 · 去年说的路灯不亮的问题，今年解决了.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tracker.domain.kinds import ClosureStatus, Origin, SectionKind
from tracker.domain.report import Closure
from tracker.extraction.closure_clauses import (
    ENUMERATOR,
    Stretch,
    clauses,
    sentences,
    sentences_with,
    without_enumerator,
)
from tracker.extraction.closure_draft import ITEM_STATUS, Draft, Item
from tracker.extraction.closure_lists import ListReader
from tracker.extraction.closure_named import named_claims
from tracker.extraction.closure_names import measures_in, names_in
from tracker.extraction.closure_none import not_applicable
from tracker.extraction.closure_origin import has_cue, heading_origin
from tracker.extraction.closure_outcome import Outcome, read_outcome
from tracker.extraction.closure_raised import Raised, raised_in
from tracker.extraction.scope import Scope
from tracker.extraction.view import View
from tracker.lexicon.loader import alternatives, load

_SILENT = frozenset({SectionKind.NEXT_STEPS, SectionKind.CLOSING})
_LOOK_AHEAD = 4
"""How many sentences may follow before it is said what became of the problems."""


@dataclass(frozen=True, slots=True)
class _Place:
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
    hot = sentences_with(view.text, _trigger())
    for place, members in _by_place(view.text, scopes):
        if place.kind not in _SILENT:
            drafts.extend(_read_section(view.text, place, members, hot, year))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    found = (draft.closure(view) for draft in drafts)
    return tuple(closure for closure in found if closure is not None)


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


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(alternatives(load("closures")["trigger"]))


def _read_section(text: str, place: _Place, members: Sequence[Stretch], hot: set[int], year: int | None) -> list[Draft]:
    drafts: list[Draft] = []
    if not (place.rectifying or any(sentence.start in hot for sentence in members)):
        return drafts
    heading = heading_origin(place.heading, year) if place.rectifying else None
    lists = ListReader(text, year=year)
    skip = 0
    rectifying, leading = place.rectifying, place.kind is SectionKind.PROBLEMS
    for index, sentence in enumerate(members):
        if leading and ENUMERATOR.match(text, sentence.start, sentence.end):
            break
        if index < skip or not (rectifying or sentence.start in hot):
            continue
        if rectifying and _is_heading(text, sentence):
            heading = heading_origin(text[sentence.start : sentence.end], year) or heading
            lists.close()
            continue
        taken = lists.take(sentence, heading) if rectifying else None
        if taken is not None:
            if not drafts or taken is not drafts[-1]:
                drafts.append(taken)
            continue
        start = without_enumerator(text, sentence.start, sentence.end)
        parts = clauses(text, start, sentence.end)
        if not parts:
            continue
        none = not_applicable(text, parts, heading)
        reader = _Statements(text, place, heading, year, members[index + 1 : index + 1 + _LOOK_AHEAD], lists)
        found = none or reader.read(parts)
        skip = index + 1 + reader.used
        drafts.extend(found)
        if found:
            lists.follow(found[-1])
        if place.kind is not SectionKind.PROBLEMS and not none:
            drafts.extend(_claims(text, parts, found, year))
    lists.close()
    return _one_for_each_origin(drafts) if rectifying else drafts


_APART = 2


def _one_for_each_origin(drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbouring statements of one origin that name their problems without a count, as one statement."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if (
            last is None
            or last.origin is not draft.origin
            or draft.start - last.end > _APART
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


_HEADING_MAX = 40
_SAYS_MORE = re.compile(r"完成|到位|销号|解决|正在|涉及|[0-9一二三四五六七八九十]个")


def _is_heading(text: str, sentence: Stretch) -> bool:
    """Whether a line is a heading inside the section, such as （一）上级点评问题整改情况."""
    if sentence.end - sentence.start > _HEADING_MAX:
        return False
    if (
        text.endswith(("情况", "进展", "方面"), sentence.start, sentence.end)
        and "整改" in text[sentence.start : sentence.end]
    ):
        return True
    opens_line = sentence.start == 0 or text[sentence.start - 1] == "\n"
    return (
        opens_line
        and text[sentence.end : sentence.end + 1] in ("\n", "")
        and not _SAYS_MORE.search(text, sentence.start, sentence.end)
    )


class _Statements:
    """Reads the counted and named statements of one sentence, and looks ahead where it leaves the outcome open."""

    def __init__(
        self,
        text: str,
        place: _Place,
        heading: Origin | None,
        year: int | None,
        following: Sequence[Stretch],
        lists: ListReader,
    ) -> None:
        self.text = text
        self.place = place
        self.heading = heading
        self.year = year
        self.following = following
        self.lists = lists
        self.used = 0
        """How many of the following sentences were read with this one."""

    def read(self, parts: Sequence[Stretch]) -> list[Draft]:
        """The statements of a sentence given by its clauses."""
        mentions = list(self._mentions(parts))
        drafts: list[Draft] = []
        pending: list[Raised] = []
        tail: list[Stretch] = []
        outcome: Outcome | None = None
        for number, (index, mention) in enumerate(mentions):
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            tail = _tail(parts, index, mention.end, following)
            pending.append(mention)
            outcome = read_outcome(self.text, tail, mention.total)
            if outcome is None or not outcome.hard:
                if following is None or self.text[parts[following[0]].start - 1] != "；":
                    continue
                # A semicolon parts statements: what follows says nothing of these.
                if outcome is None:
                    pending = []
                    continue
            drafts.extend(self._drafts(pending, outcome, tail))
            pending = []
        if pending and pending[-1].fused:
            last = pending[-1]
            drafts.extend(self._drafts(pending, Outcome(ClosureStatus.DONE, last.total, last.end), []))
        elif pending:
            outcome, tail = self._later(pending, outcome, tail)
            if outcome is not None:
                drafts.extend(self._drafts(pending, outcome, tail))
        return drafts

    def _mentions(self, parts: Sequence[Stretch]) -> Iterator[tuple[int, Raised]]:
        text, last = self.text, None
        for index, clause in enumerate(parts):
            if last is not None and text.startswith(_GOES_ON, clause.start):
                continue
            for mention in raised_in(
                text,
                parts[0].start,
                without_enumerator(text, clause.start, clause.end),
                clause.end,
                year=self.year,
                rectifying=self.place.rectifying,
                fallback=self.heading,
            ):
                if last is not None and _same_again(text, mention, last):
                    continue
                last = mention
                yield index, mention

    def _later(
        self, pending: Sequence[Raised], outcome: Outcome | None, tail: list[Stretch]
    ) -> tuple[Outcome | None, list[Stretch]]:
        """What the next sentences say: 反馈问题32个。…截至目前，32个问题中已完成整改27个，5个正在推进。"""
        text, mention = self.text, pending[-1]
        totals = [one.total for one in pending if one.total is not None]
        total = sum(totals) if len(totals) == len(pending) else None
        for used, sentence in enumerate(self.following, start=1):
            if text[sentence.start - 1] == "\n" or ENUMERATOR.match(text, sentence.start, sentence.end):
                break
            later = clauses(text, sentence.start, sentence.end)
            if any(not _part_of(text, other, total) for clause in later for other in self._raised_again(clause)):
                break
            told = read_outcome(text, [_behind_anaphor(text, clause) for clause in later], total)
            if told is not None and told.hard:
                self.used = used
                return told, [*tail, *later]
        if self.place.rectifying and mention.counted and self.following and self._announces(mention, self.following[0]):
            return Outcome(None, None, mention.end), tail
        return (outcome if self.place.rectifying or (mention.counted and mention.origin in _BY_OTHERS) else None), tail

    def _announces(self, mention: Raised, following: Stretch) -> bool:
        """Whether the next sentence opens a list of the problems just counted."""
        if self.lists.is_entry(following):
            return True
        if ENUMERATOR.match(self.text, following.start, following.end) is None:
            return False
        between = self.text[mention.end : following.start]
        return "：" in between or not between.strip("。；\n如下所述")

    def _raised_again(self, clause: Stretch) -> list[Raised]:
        return raised_in(
            self.text, clause.start, clause.start, clause.end, year=self.year, rectifying=True, fallback=Origin.OTHER
        )

    def _drafts(self, pending: Sequence[Raised], outcome: Outcome, tail: Sequence[Stretch]) -> Iterator[Draft]:
        """One statement for each mention; those that share an outcome are all done or not at all."""
        text = self.text
        for mention in pending:
            done = outcome.done
            if len(pending) > 1:
                done = mention.total if outcome.status is ClosureStatus.DONE else None
            total = mention.total
            if total is None and not mention.counted and outcome.status is ClosureStatus.DONE:
                # 完成巡察反馈问题整改25个: all that is counted is done.
                total = done
            draft = Draft(mention.origin, mention.start, mention.end, outcome.status, total, done)
            if mention is pending[-1]:
                draft.end = max(mention.end, outcome.end)
                inside = [part for part in tail if part.start < draft.end]
                draft.measures = measures_in(text, inside)
                draft.items = names_in(text, mention, inside, ITEM_STATUS[outcome.status or ClosureStatus.IN_PROGRESS])
                if not mention.counted:
                    _add_further_items(text, draft, [part for part in tail if part.start >= draft.end])
            yield draft


_BY_OTHERS = frozenset({Origin.SUPERIOR_REVIEW, Origin.INSPECTION, Origin.AUDIT, Origin.SUPERVISION})
"""Whose problems are worth a statement even where only measures are told: 反馈问题12个，逐项制定整改措施."""
_GOES_ON = ("通过", "采取", "剩余", "其余", "余下", "其中", "针对性", "主要涉及", "另有", "还有")


def _same_again(text: str, mention: Raised, earlier: Raised) -> bool:
    """32个问题中已完成整改27个 behind 反馈问题32个 is the same mention."""
    if has_cue(text, mention.start, mention.end):
        return False
    return not mention.counted or mention.total == earlier.total or earlier.total is None


def _part_of(text: str, mention: Raised, total: int | None) -> bool:
    """Whether a mention in a later sentence counts the same problems again, or some of them: 其中2个问题已完成整改."""
    if has_cue(text, mention.start, mention.end):
        return False
    return mention.total is None or total is None or mention.total <= total


def _tail(parts: Sequence[Stretch], index: int, begin: int, following: tuple[int, Raised] | None) -> list[Stretch]:
    """The clauses between a mention and the next one, the rest of its own clause first."""
    stop_index, stop = (following[0], following[1].start) if following else (len(parts), parts[-1].end)
    own = Stretch(begin, min(parts[index].end, stop))
    return [*([own] if own.start < own.end else []), *parts[index + 1 : stop_index]]


_ANAPHOR = re.compile(
    r"(?:截至目前|截止目前|目前|其中|上述|以上|这)?(?:[0-9一二两三四五六七八九十]{1,4}[个条项件])?(?:方面的?)?(?:问题|意见)(?:中|里)(?=[均已全都，（完]|[0-9])"
)


def _behind_anaphor(text: str, clause: Stretch) -> Stretch:
    again = _ANAPHOR.match(text, clause.start, clause.end)
    return Stretch(again.end(), clause.end) if again and again.end() < clause.end else clause


_FURTHER = re.compile(r"[^，。；：]{3,40}?(?:问题|不足|短板|毛病|隐患)$")


def _add_further_items(text: str, draft: Draft, rest: Sequence[Stretch]) -> None:
    """A问题，通过…，已整改销号；B问题，通过…，已整改销号: one statement of one origin that names two problems."""
    for number, clause in enumerate(rest):
        if (
            clause.start < draft.end
            or text[clause.start - 1] != "；"
            or not _FURTHER.match(text, clause.start, clause.end)
        ):
            continue
        tail = rest[number + 1 :]
        outcome = read_outcome(text, tail, None)
        if outcome is None or not outcome.hard or outcome.status is None:
            return
        draft.items.append(Item(clause, ITEM_STATUS[outcome.status]))
        draft.measures.extend(measures_in(text, [part for part in tail if part.start < outcome.end]))
        draft.end = outcome.end
        if outcome.status is not draft.status:
            draft.status = ClosureStatus.PARTIAL
