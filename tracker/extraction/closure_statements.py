"""The counted and named statements of one sentence, with what the next sentences say of their problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.extraction.closure_apart import Apart, told_apart, told_inside, told_of_those
from tracker.extraction.closure_clauses import ENUMERATOR, clauses, without_enumerator
from tracker.extraction.closure_draft import ITEM_STATUS, Draft, Item
from tracker.extraction.closure_each import outcome_of
from tracker.extraction.closure_further import add_further_items, before_another
from tracker.extraction.closure_lists import ListReader
from tracker.extraction.closure_meant import only_meant
from tracker.extraction.closure_names import measures_in, names_in
from tracker.extraction.closure_origin import cues, has_cue
from tracker.extraction.closure_outcome import Outcome
from tracker.extraction.closure_raised import COUNT, PIECE, Raised, mention_end, raised_in
from tracker.extraction.closure_raised import number as value_of
from tracker.extraction.closure_rest import points_on, rest_behind
from tracker.extraction.closure_tables import opens_table
from tracker.extraction.stretches import Stretch
from tracker.lexicon.patterns import lazily

_SEVERAL, _NEAR = 2, 2
_LOOK_AHEAD = 4
"""How many sentences may follow before it is said what became of the problems."""


class StatementReader:
    """Reads the counted and named statements of one sentence, and looks ahead where it leaves the outcome open."""

    def __init__(
        self,
        text: str,
        following: Sequence[Stretch],
        lists: ListReader,
        *,
        heading: Origin | None,
        year: int | None,
        rectifying: bool,
    ) -> None:
        """``heading`` is the origin that the heading above names, ``rectifying`` true in the section on last year."""
        self.text = text
        self.following = following
        self.lists = lists
        self.heading = heading
        self.year = year
        self.rectifying = rectifying
        self.used = 0
        """How many of the following sentences were read with this one."""

    def read(self, parts: Sequence[Stretch]) -> list[Draft]:
        """The statements of a sentence given by its clauses."""
        mentions = self._mentions(parts)
        drafts: list[Draft] = []
        pending: list[Raised] = []
        tail: list[Stretch] = []
        outcome: Outcome | None = None
        for number, (index, mention) in enumerate(mentions):
            following = mentions[number + 1] if number + 1 < len(mentions) else None
            tail = _tail(self.text, parts, index, mention.end, following)
            pending.append(mention)
            behind = Stretch(mention.end, parts[-1].end)
            if following is None and (
                (not mention.counted and told_inside(self.text, behind)) or told_of_those(self.text, behind)
            ):
                break
            own = tail if mention.counted else before_another(self.text, tail)
            outcome = outcome_of(self.text, own, mention.total)
            if outcome is None or not outcome.hard:
                if following is None or self.text[parts[following[0]].start - 1] != "；":
                    continue
                # A semicolon parts statements: what follows says nothing of these.
                if outcome is None:
                    pending = []
                    continue
            drafts.extend(self._drafts(parts[0].start, pending, outcome, tail))
            pending = []
        if pending and pending[-1].fused:
            last = pending[-1]
            drafts.extend(self._drafts(parts[0].start, pending, Outcome(ClosureStatus.DONE, last.total, last.end), []))
        elif pending and (each := self._each_later(pending)):
            drafts.extend(each)
        elif pending:
            last = pending[-1]
            if self._apart(Stretch(last.end, parts[-1].end), last.total):
                outcome, tail = Outcome(None, None, last.end), []
            else:
                outcome, tail = self._later(pending, outcome, tail)
            if outcome is not None:
                drafts.extend(self._drafts(parts[0].start, pending, outcome, tail))
        if drafts and not drafts[-1].items:
            self._tell_apart(drafts[-1], parts[-1].end)
        if drafts and (rest := rest_behind(self.text, drafts[-1], self.following[self.used :])) is not None:
            self.used += 1
            drafts[-1].end = rest.end
            drafts[-1].items += [Item(title, ClosureItemStatus.IN_PROGRESS) for title in rest.titles]
        if drafts and (end := points_on(self.text, drafts[-1], self.following[self.used :])) is not None:
            self.used += 1
            drafts[-1].end = end
        return drafts

    def _apart(self, rest: Stretch, total: int | None) -> Apart | None:
        return told_apart(self.text, rest, total, self.following[self.used :], year=self.year)

    def _tell_apart(self, draft: Draft, end: int) -> None:
        """Read what is told of its problems one by one: in the rest of the sentence, up to ``end``, or behind it."""
        told = self._apart(Stretch(draft.end, end), draft.total)
        if told is None:
            return
        if draft.total is None:
            draft.status = None
        self.used += told.used
        draft.items = [Item(part.title, ITEM_STATUS[part.status]) for part in told.parts]
        draft.measures.extend(measure for part in told.parts for measure in part.measures)
        draft.end = told.end

    def _mentions(self, parts: Sequence[Stretch]) -> list[tuple[int, Raised]]:
        """The mentions of a sentence, each with the index of its clause."""
        text = self.text
        found: list[tuple[int, Raised]] = []
        for index, clause in enumerate(parts):
            last = found[-1][1] if found else None
            if last is not None and clause.start < last.end:
                # The count behind the colon was read with what stands before.
                found[-1] = (index, last)
                continue
            split = _BROKEN_DOWN().match(text, *clause) if last is not None else None
            if last is not None and split is not None and not (last.counted and "任务" not in split.group()):
                # 反馈意见后，我县将意见分解为66项整改任务: what is worked off from here on.
                whole = found[0][1] if last.origin is found[0][1].origin else last
                found = [
                    (index, whole._replace(total=value_of(split["n"] or split["m"]), counted=True, end=split.end()))
                ]
                continue
            divided = last is not None and text.startswith("其中", clause.start) and _several(text, clause)
            if last is not None and text.startswith(_GOES_ON, clause.start) and not divided:
                continue
            # 抓好巡察反馈意见整改，26个具体问题已整改24个: the count may stand a clause behind its origin.
            counting = last is not None and not last.counted and found[-1][0] == index - 1
            topic = None if found else self._topic(parts, index)
            if last is not None and text[clause.start - 1] == "；" and _THEIRS().match(text, *clause):
                # 巡察组移交问题4个，…；反馈问题16个，…: whose they are stands before the semicolon.
                topic = last.origin
            for mention in raised_in(
                text,
                parts[0].start,
                without_enumerator(text, clause.start, clause.end),
                mention_end(text, parts, index) if self.rectifying else clause.end,
                year=self.year,
                rectifying=self.rectifying or counting or topic is not None,
                fallback=last.origin if last is not None and counting else topic or self.heading,
            ):
                summed = last is not None and counting and _SUMMED().match(text, *clause)
                if last is None or not (summed or _same_again(text, clause, mention, last)):
                    found.append((index, self._own_share(parts, index, mention)))
                elif (summed or _SUMMED().match(text, *clause)) and mention.total is not None:
                    # 征求意见31条，归纳问题9个: what is worked off is what they come down to.
                    found[-1] = (index, mention._replace(start=last.start, origin=last.origin))
                elif counting and mention.counted and text[clause.start - 1] in "，：":
                    found[-1] = (index, mention._replace(start=last.start, origin=last.origin))
                last = found[-1][1]
        return _parts_alone(found)

    def _own_share(self, parts: Sequence[Stretch], index: int, mention: Raised) -> Raised:
        """The mention with as many as are one's own, where the next clause says so: 反馈问题35个，其中涉及我部门4个."""
        following = parts[index + 1] if index + 1 < len(parts) else None
        share = _SHARE().match(self.text, *following) if following is not None else None
        many = value_of(share["n"]) if share else None
        if following is not None and mention.total is None and (some := _SOME().match(self.text, *following)):
            # 去年讲的短板，有3条是大家盯得最紧的
            return mention._replace(total=value_of(some["n"]), counted=True, end=some.end())
        if share is None or many is None or mention.total is None or many >= mention.total:
            return mention
        return mention._replace(total=many, end=share.end())

    def _topic(self, parts: Sequence[Stretch], index: int) -> Origin | None:
        """Whose problems a clause counts that follows one like 巡察整改方面 or 审计整改扎实有力."""
        before = parts[index - 1] if index else None
        if before is None or self.text[before.end] not in "，：" or not _COUNTS().match(self.text, *parts[index]):
            return None
        if not _PUT_RIGHT().fullmatch(self.text, *before):
            return None
        return next((origin for _, _, origin in cues(self.text, *before)), None)

    def _later(
        self, pending: list[Raised], outcome: Outcome | None, tail: list[Stretch]
    ) -> tuple[Outcome | None, list[Stretch]]:
        """What the next sentences say: 反馈问题32个。…截至目前，32个问题中已完成整改27个，5个正在推进。

        Problems raised without a number are counted there: 抓好审计查出问题整改。共反映12个问题，已整改10个。
        """
        text, mention = self.text, pending[-1]
        totals = [one.total for one in pending if one.total is not None]
        total = sum(totals) if len(totals) == len(pending) else None
        for used, sentence in enumerate(self.following[:_LOOK_AHEAD], start=1):
            if text[sentence.start - 1] == "\n" or ENUMERATOR.match(text, sentence.start, sentence.end):
                break
            later = clauses(text, sentence.start, sentence.end)
            again = [(clause, other) for clause in later for other in self._raised_again(clause)]
            if any(not _part_of(text, other, total) for _, other in again):
                break
            if not any(one.counted for one in pending) and (told := self._counted_later(pending, later, again)):
                self.used = used
                return told, [*tail, *later]
            told = outcome_of(text, [_behind_anaphor(text, clause) for clause in later], total)
            if told is not None and told.hard:
                self.used = used
                return told, [*tail, *later]
        if self.rectifying and mention.counted and self.following and self._announces(mention, self.following[0]):
            return Outcome(None, None, mention.end), tail
        return (outcome if self.rectifying or (mention.counted and mention.origin in _BY_OTHERS) else None), tail

    def _each_later(self, pending: Sequence[Raised]) -> list[Draft]:
        """点评问题2个，自查问题4个。目前，点评问题全部整改到位，自查问题完成3个: taken up again in turn."""
        raised = {mention.origin: mention for mention in pending if mention.total is not None}
        if len(raised) < _SEVERAL or len(raised) < len(pending):
            return []
        for used, sentence in enumerate(self.following[:_NEAR], start=1):
            if self.text[sentence.start - 1] == "\n" or ENUMERATOR.match(self.text, *sentence):
                break
            parts = clauses(self.text, *sentence)
            mentions = self._mentions(parts)
            if len(mentions) != len(raised) or {mention.origin for _, mention in mentions} != raised.keys():
                continue
            found: list[Draft] = []
            for number, (index, mention) in enumerate(mentions):
                following = mentions[number + 1] if number + 1 < len(mentions) else None
                tail = _tail(self.text, parts, index, mention.end, following)
                total = raised[mention.origin].total
                outcome = outcome_of(self.text, tail, total)
                if mention.counted or outcome is None or not outcome.hard:
                    return []
                draft = Draft(mention.origin, mention.start, outcome.end, outcome.status, total, outcome.done)
                status = ITEM_STATUS[outcome.status or ClosureStatus.IN_PROGRESS]
                draft.items = names_in(self.text, raised[mention.origin], tail, status)
                found.append(draft)
            self.used = used
            return found
        return []

    def _counted_later(
        self, pending: list[Raised], later: Sequence[Stretch], again: Sequence[tuple[Stretch, Raised]]
    ) -> Outcome | None:
        """The outcome of a sentence that counts problems raised before without a number, which then is theirs."""
        for clause, other in again:
            if other.total is None:
                continue
            told = outcome_of(self.text, _tail(self.text, later, later.index(clause), other.end, None), other.total)
            if told is None or not told.hard or told.end <= other.end:
                return None
            pending[:] = [other._replace(start=pending[-1].start, origin=pending[-1].origin)]
            return told
        return None

    def _announces(self, mention: Raised, following: Stretch) -> bool:
        """Whether the next sentence opens a list of the problems just counted."""
        if self.lists.is_entry(following) or opens_table(self.text, following):
            return True
        if ENUMERATOR.match(self.text, following.start, following.end) is None:
            return False
        between = self.text[mention.end : following.start]
        return "：" in between or not between.strip("。；\n如下所述")

    def _raised_again(self, clause: Stretch) -> list[Raised]:
        return raised_in(
            self.text, clause.start, clause.start, clause.end, year=self.year, rectifying=True, fallback=Origin.OTHER
        )

    def _drafts(
        self, sentence: int, pending: Sequence[Raised], outcome: Outcome, tail: Sequence[Stretch]
    ) -> Iterator[Draft]:
        """One statement for each mention; those that share an outcome are all done or not at all."""
        text = self.text
        for mention in pending:
            if only_meant(text, sentence, mention, outcome):
                continue
            done = outcome.done
            if len(pending) > 1:
                done = mention.total if outcome.status is ClosureStatus.DONE else None
            total, status = mention.total, outcome.status
            if status is ClosureStatus.DONE and _MOST().fullmatch(text, mention.title_start, mention.noun_start):
                # 审计报告反映的绝大部分问题得到整改
                status, done = ClosureStatus.PARTIAL, None
            if total is None and not mention.counted and done is not None and status is ClosureStatus.DONE:
                # 完成巡察反馈问题整改25个: all that is counted is done; 目前已办结25个 leaves open of how many.
                if _SO_FAR().search(text, mention.end, outcome.end):
                    status = ClosureStatus.PARTIAL
                else:
                    total = done
            draft = Draft(mention.origin, mention.start, mention.end, status, total, done)
            if mention is pending[-1]:
                draft.end = _with_names(text, tail, max(mention.end, outcome.end))
                inside = [part for part in tail if part.start < draft.end]
                draft.measures = measures_in(text, inside)
                draft.items = names_in(text, mention, inside, ITEM_STATUS[outcome.status or ClosureStatus.IN_PROGRESS])
                if outcome.in_turn and len(draft.items) == len(outcome.in_turn):
                    told = zip(draft.items, outcome.in_turn, strict=True)
                    draft.items = [Item(item.title, ITEM_STATUS[status]) for item, status in told]
                if outcome.each:
                    draft.items = [Item(title, ITEM_STATUS[status]) for title, status in outcome.each]
                if not mention.counted:
                    add_further_items(text, draft, [part for part in tail if part.start >= draft.end])
            yield draft


def _with_names(text: str, tail: Sequence[Stretch], end: int) -> int:
    """Where a statement ends that goes on to name its problems: 3个问题全部销号，分别是甲、乙、丙."""
    behind = next((part for part in tail if part.start == end + 1), None)
    return behind.end if behind is not None and _NAMES_THEM().match(text, *behind) else end


_NAMES_THEM = lazily("(?:分别是|分别为|包括|具体是|具体为|即(?![知改查行时日刻]))[^，；]{4,}、")
_MOST = lazily("(?:绝?大)(?:部分|多数)|多数|部分|一些")
_SO_FAR = lazily("(?:目前|截至|截止|累计)[^，。]{0,10}(?:办结|完成|整改|解决|销号)")
_BY_OTHERS = frozenset({Origin.SUPERIOR_REVIEW, Origin.INSPECTION, Origin.AUDIT, Origin.SUPERVISION})
"""Whose problems are worth a statement even where only measures are told: 反馈问题12个，逐项制定整改措施."""
_GOES_ON = ("通过", "采取", "剩余", "其余", "余下", "其中", "针对性", "主要涉及", "另有", "还有")


_SUMMED = lazily("(?:共|经|认真)?(?:归纳|梳理|归并|合并|汇总|整理)(?:为|出|成)?")
_BROKEN_DOWN = lazily(
    r"(?:[^，；。]{0,6}[将把][^，；。]{1,14})?(?:共|已|逐[条项]|全面|系统|认真|全部){0,2}(?:分解|细化|梳理|拆分|归纳|整理|转化|归并){1,2}"
    rf"(?:为|成|出|形成)?了?(?:(?:整改)?任务(?P<m>{COUNT}){PIECE}"
    rf"|(?P<n>{COUNT}){PIECE}(?:具体|整改|反馈){{0,2}}(?:任务|问题|事项))"
)
_SHARE = lazily(rf"(?:其中)?(?:直接)?涉及(?:我们?|本)[^，。；：0-9]{{0,8}}?(?:的|有|共)?(?P<n>{COUNT}){PIECE}(?:问题)?")
_SOME = lazily(rf"(?:其中)?有(?P<n>{COUNT}){PIECE}(?:是|最|大家|大伙|群众)[^，。；：]*")
_THEIRS = lazily(
    rf"(?:另外?|还|又|共|累计)*(?:反馈|移交|指出|交办|点评)[^，。；：0-9]{{0,6}}(?:问题|意见|事项)(?:共|计)?{COUNT}{PIECE}"
)
_COUNTS = lazily(rf"(?:共|涉及|反馈|全部)*(?:的)?{COUNT}{PIECE}(?:具体|整改)?(?:问题|事项|任务)")
_PUT_RIGHT = lazily(r"(?![^，。；]*(?:监督|督促|检查|领导小组|会议))[^，。；：]{2,12}整改(?!率)[^，。；：]{0,10}")


def _several(text: str, clause: Stretch) -> bool:
    """Whether a clause names several origins: 其中巡察反馈6项、述职点评3项."""
    return len({origin for _, _, origin in cues(text, *clause)}) > 1


def _parts_alone(found: list[tuple[int, Raised]]) -> list[tuple[int, Raised]]:
    """The mentions without a first one that only adds the others up: 任务11项，其中巡察反馈6项、点评3项、自查2项."""
    totals = [mention.total or 0 for _, mention in found]
    return found[1:] if len(found) > _SEVERAL and totals[0] and totals[0] == sum(totals[1:]) else found


def _same_again(text: str, clause: Stretch, mention: Raised, earlier: Raised) -> bool:
    """32个问题中已完成整改27个 behind 反馈问题32个 is the same mention."""
    if has_cue(text, clause.start, mention.end):
        return False
    if not mention.counted or mention.total == earlier.total or earlier.total is None:
        return True
    if _OF_OTHERS().match(text, clause.start, mention.noun_start):
        # 党委14个问题，3个村党组织存在8个问题: those of somebody else.
        return False
    # 去年查摆的5个问题，已整改3个，甲、乙2个问题正在推进: fewer of them, and no word of who raised these.
    return mention.total is not None and mention.total < earlier.total and text[clause.start - 1] == "，"


def _part_of(text: str, mention: Raised, total: int | None) -> bool:
    """Whether a mention in a later sentence counts the same problems again, or some of them: 其中2个问题已完成整改."""
    if has_cue(text, mention.start, mention.end):
        return False
    return mention.total is None or total is None or mention.total <= total


def _tail(
    text: str, parts: Sequence[Stretch], index: int, begin: int, following: tuple[int, Raised] | None
) -> list[Stretch]:
    """The clauses between a mention and the next one, the rest of its own clause first."""
    stop_index, stop = (following[0], following[1].start) if following else (len(parts), parts[-1].end)
    end = min(parts[index].end, stop)
    while end > begin and text[end - 1] == "、":
        end -= 1
    own = Stretch(begin, end)
    return [*([own] if own.start < own.end else []), *parts[index + 1 : stop_index]]


_ANAPHOR = lazily(
    r"(?:截至目前|截止目前|目前|其中|上述|以上|这)?(?:[0-9一二两三四五六七八九十]{1,4}[个条项件])?(?:方面的?)?(?:问题|意见)(?:中|里)(?=[均已全都，（完]|[0-9])"
)


def _behind_anaphor(text: str, clause: Stretch) -> Stretch:
    again = _ANAPHOR().match(text, clause.start, clause.end)
    return Stretch(again.end(), clause.end) if again and again.end() < clause.end else clause


_OF_OTHERS = lazily(r"[^，。；：]{3,30}(?:存在|涉及|有)(?:的)?$")
