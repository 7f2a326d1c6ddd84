"""What the newer report says of last year's promises: kept, under way, made again, or belied by its own problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio

from tracker.domain.kinds import ItemKind
from tracker.extraction.quantities import NUMERAL
from tracker.followup.characters import likenesses
from tracker.followup.comebacks import Comeback
from tracker.followup.features import alike, covered, whole_words
from tracker.followup.outcome import came_to_nothing, denies, falls_short, is_left_over, is_unfinished, was_open
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Part, Portrait
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_REACH = 3
"""How many clauses after the promise its keeping may be told."""
_LEAST = 0.28
_LITTLE, _CLEAR = 0.15, 2.0
_AGAIN = 0.5
_AGAIN_IF_BROKEN = 0.35
"""Where the newer report itself says that it was not kept, less of a likeness shows that a promise is made again."""
_AGAIN_AS_A_WHOLE = 0.45
"""So like one another as a whole, two commitments promise the same, whatever is most alike in them."""
_AGAIN_IF_TROUBLED = 0.36
"""Where both answer the same trouble, which has come back, less shows it, too."""
_TO_THE_WORD = 0.8
_BROKEN = 0.4
_LIKE_TITLE = 0.6
_NAMELESS = 3
"""So few characters beside those that say that a promise was kept name nothing: 兑现了去年的承诺."""
_SHORT = 2

_LIKELY_AGAIN = 0.18
"""So like one another by their characters two promises against one trouble are the same."""


class Kept(NamedTuple):
    """A passage that refers back to a promise and says how it stands."""

    clauses: tuple[Clause, ...]
    standing: Standing
    score: float
    part: Part | None
    """The thing promised that it speaks of most."""


class Repeated(NamedTuple):
    """A commitment of the newer report that promises the same again."""

    id: str
    score: float
    parts: tuple[Part, ...]
    """The things of the older commitment that are promised again, the most alike first."""
    said: Part
    """The thing of the newer commitment that is most like one of them."""
    sure: bool = True
    """False where it is little alike, and taken for the same because both answer one trouble that has come back."""
    to_the_word: bool = False
    """True where a thing is promised again in nearly the same words: nothing of it is done."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    past, promised = words.pattern("past"), words.pattern("promised")
    gave = words.pattern("promised", "promise_given", "promise_recalled", "laid_out")
    things = (
        rf"(?:[{NUMERAL}]+|\d+|几)(?:大|小)?[件项条桩样个句笔](?:大|小|实|好|新)?"
        "(?:事|承诺|任务|打算|目标|工作|愿|活|举措|计划|话|账|字据)"
    )
    return {
        "opens": compiled(
            rf"(?:{past}|20\d\d年度?)[^，。；\n]{{0,14}}?{gave}[^，。；\n]{{0,10}}?{things}"
            rf"|(?:{past}|20\d\d年度?)[^，。；\n]{{0,10}}?(?:承诺|打算|军令状|许的愿|说的话)[^。；\n]{{0,10}}?"
            r"(?:交账|报账|对账|交卷|作答|回头看|盘一盘|算一算|一件一件|一条一条|挨个|逐[项条件一])"
        ),
        "promise": compiled(
            # 年初印发研讨计划，: a plan that is a thing is no promise.
            rf"(?:{past}|20\d\d年度?)[^，。；]{{0,12}}?{promised}(?!(?<!年计划)(?<!年的计划)(?<=计划|安排|部署|规划|报告)(?:[，。；、）”]|$))"
            rf"|{words.pattern('promise_recalled')}"
            rf"|(?:{past}|20\d\d年度?)[^，。；]{{0,24}}?的(?:承诺|诺言|军令状|打算)"
            rf"|{words.pattern('promise_given')}[^，。；]{{1,10}}?的|连续[{NUMERAL}]年{promised}"
            rf"|按照?(?:{past})的?(?:述职)?(?:承诺|计划|安排|部署|打算)(?=，|$)"
            r"|的承诺(?=(?:已经?|均|都|全部|如期|也|现|业)*(?:兑现|落实|做到|完成|履行))"
        ),
        "kept": compiled(words.pattern("kept", "kept_how")),
        "claimed": compiled(rf"{words.pattern('kept_how')}|得到|得以|了(?!解)|[{NUMERAL}\d]+月|[上中下]旬"),
        # What is told as past. Who recalls a promise says that it is kept, unless he says otherwise.
        "told": compiled(
            rf"了(?!解|望|如指掌)|[{NUMERAL}\d]+(?:月|日|号)|[上中下]旬|月[初末底]|(?:都|均|也)[^，。；]|正式|实际|如今|算是"
        ),
        "counted": compiled(rf"[{NUMERAL}\d]"),
        "several": compiled(rf"(?:[{NUMERAL}]+|\d+|几)[大小]?[件项条桩样个]"),
        "rest": compiled(rf"(?:另外?|还有|其余|剩下|余下|其他)的?(?:[{NUMERAL}]+|\d+)[个座家处条间所户名件项]"),
        "undone": compiled(
            r"没(?!有?(?:落空|食言|走样|打折|落下))|未(?!落空)|尚|仍|还(?:差|欠|要|得|在)|落空|搁|黄了|再(?:等|说)|将"
        ),
        "trouble": compiled(r"(?:问题|难题|现象|的事|毛病)"),
        "fulfilled": compiled(words.pattern("fulfilled")),
        "fulfils": compiled(
            r"(?:兑现|践行|履行|实现|完成|落实|做到|交出|超过|超出|达到|高于|好于)了?(?:我|我们|班子|对\w{1,6})?(?:在)?$"
        ),
        "frame": compiled(
            rf"{words.pattern('past', 'promised', 'kept', 'kept_how')}|20\d\d年度?|述职|兑现|承诺|诺言|军令状|目标|任务"
            r"|得到|得以|履行|践行|作出"
            r"|大家|群众|时|我们|[我的了在向对会上也都，。]"
        ),
        # 答应解决的吃水问题 is a promise, 提出的吃水问题 is none.
        "to_solve": compiled(r"(?<=[答应诺许证])(?:要|去|给[^，。；]{1,4})?(?:解决|办好|办成|处理|治理|整治|修好)"),
        "raised": compiled(r"(?:查摆|点评|反馈|指出|检视|剖析)"),
        "raised_then": compiled(r"(?:查摆|点评|反馈|指出|检视|剖析)(?!制度|机制|办法|会|表|单|平台|渠道|流程|台账)"),
    }


def opens_account(text: str) -> bool:
    """Whether a clause counts or calls up last year's promises as a whole: 去年在这里列了五件事."""
    words = _wording()
    opener = words["opens"].search(text)
    return opener is not None and not words["trouble"].search(text[opener.start() :].replace("的事", "事"))


@derived
def _recalling() -> tuple[str, ...]:
    """Without one of these nothing is said of an earlier promise."""
    words = load("followup_claims")
    return (*words["past"], *words["promise_recalled"], *words["promise_given"], "连续", "的承诺", "20")


def find_kept(pair: Pair) -> dict[str, Kept]:
    """For each older commitment the passage that says its promise is kept or under way."""
    found: dict[str, Kept] = {}
    for clauses, standing in _statements(pair):
        spoken = [
            (*_spoken_of(pair, item, (*said, *_behind_colon(pair, clauses[-1]))), item, said)
            for said in _wider(pair, clauses)
            for item in pair.old_commitments
        ]
        best = max(spoken, key=lambda one: (one[0] >= _LEAST, -len(one[3]), one[0]), default=None)
        if best is None:
            continue
        if best[0] < _LEAST:
            # What is recalled is one of last year's promises: a little likeness is enough, if it is like no other.
            rivals = max((one[0] for one in spoken if one[2] is not best[2]), default=0.0)
            if not pair.consecutive or best[0] < _LITTLE or best[0] < _CLEAR * rivals:
                continue
        score, part, item, said = best
        kept = Kept(said, standing, min(1.0, score), part)
        before = found.get(item.id)
        if before is None or (kept.standing, -kept.score) < (before.standing, -before.score):
            found[item.id] = kept
    return found


def _wider(pair: Pair, clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, ...]]:
    """The clauses, then with those before them, which may say what was promised: 换装热水器，去年说上半年办."""
    yield clauses
    for at in range(clauses[0].number - 1, clauses[0].number - 1 - _REACH, -1):
        before = pair.newer.clauses[at] if at >= 0 else None
        if before is None or before.segment != clauses[0].segment or before.zone is not Zone.REPORTED:
            break
        clauses = (before, *clauses)
        yield clauses


def _behind_colon(pair: Pair, last: Clause) -> tuple[Clause, ...]:
    """The clauses behind the colon that ends a claim, which say what was done: 去年承诺的也已办到：聘了护路员."""
    newer = pair.newer
    if newer.view.text[last.end : last.end + 1] not in ("：", ":"):
        return ()
    if _wording()["several"].search(newer.quote(newer.sentences[last.sentence][0].start, last.end)):
        return ()
    behind = newer.clauses[last.number + 1 : last.number + 1 + _REACH]
    return tuple(one for one in behind if one.sentence == last.sentence)


def _spoken_of(pair: Pair, item: Portrait, clauses: Sequence[Clause]) -> tuple[float, Part | None]:
    """How surely some clauses speak of a commitment, and the thing promised that they speak of most."""
    bag = pair.bag_of(clauses)
    titled = 0.9 * covered(item.title_bag, bag)
    said = [(covered(part.bag, bag), part) for part in item.parts]
    most = max((score for score, _ in said), default=0.0)
    top: tuple[float, Part | None] = (titled, None)
    if most > titled:
        # It speaks of the thing that also says most of it, not of each that shares a word.
        top = (most, max(said, key=lambda one: one[0] * covered(bag, one[1].bag))[1])
    quoted = pair.newer.quote(clauses[0].start, clauses[-1].end)
    likeness = partial_ratio(item.title, quoted, score_cutoff=100 * _LIKE_TITLE) / 100
    score = 0.6 * top[0] + 0.6 * covered(bag, item.own_bag) + (0.4 * likeness if likeness >= _LIKE_TITLE else 0.0)
    return score, top[1]


def _statements(pair: Pair) -> Iterator[tuple[tuple[Clause, ...], Standing]]:
    words = _wording()
    newer = pair.newer
    recalling = newer.holding(_recalling())
    for sentence in newer.sentences:
        for index, clause in enumerate(sentence):
            if clause.number not in recalling or clause.zone is not Zone.REPORTED:
                continue
            text = newer.quote(clause.start, clause.end)
            promise = words["promise"].search(text)
            if (
                promise is None
                or words["raised"].search(text[: promise.end()])
                or words["raised_then"].search(text, promise.end())
                or _of_this_year(pair, promise[0])
                or opens_account(text)
                or (
                    words["trouble"].search(text[promise.end() :])
                    and not words["fulfilled"].search(text)
                    and not words["to_solve"].match(text, promise.end())
                )
            ):
                continue
            recalled = clause.start + promise.end()
            said = _how_kept(pair, sentence[index : index + 2 * _REACH], recalled)
            if said is None and words["fulfils"].search(text[: promise.start()]):
                said = (clause,), Standing.DONE
            if said is not None:
                yield _named_beside(pair, sentence, said[0]), said[1]


def _of_this_year(pair: Pair, recalled: str) -> bool:
    """Whether what seems to recall a promise speaks of the newer report's own year: 现将2023年党建情况报告如下."""
    year = pair.newer.found.identity.year
    return year is not None and recalled.startswith(str(year))


def _named_beside(pair: Pair, sentence: Sequence[Clause], said: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that say how a promise stands, with those that say which where they do not: 建成冷库，兑现了承诺."""
    newer, segment = pair.newer, [one for one in sentence if one.segment == said[0].segment]
    left = _wording()["frame"].sub("", newer.quote(said[0].start, said[-1].end))
    if len(left) > _NAMELESS or any(one.zone is not Zone.REPORTED for one in segment):
        return said
    first, last = segment.index(said[0]), segment.index(said[-1])
    if first and newer.view.text[said[-1].end : said[-1].end + 1] not in ("：", ":"):
        return tuple(segment[max(0, first - _REACH) : last + 1])
    return tuple(segment[first : last + 1 + _REACH])


def _how_kept(pair: Pair, ahead: Sequence[Clause], recalled: int) -> tuple[tuple[Clause, ...], Standing] | None:
    """How a promise stands that is recalled up to ``recalled``, and the clauses that say so.

    Who recalls a promise and goes on to tell what was done says that it is kept, unless he says otherwise.
    """
    words, newer = _wording(), pair.newer
    promised = newer.quote(ahead[0].start, recalled)
    done = 0
    for number, clause in enumerate(ahead[:_REACH]):
        if clause.segment != ahead[0].segment or clause.zone is not Zone.REPORTED:
            break
        text = newer.quote(max(recalled, clause.start), clause.end)
        if not number and was_open(newer.quote(clause.start, clause.end)):
            continue
        if came_to_nothing(text):
            return (tuple(ahead[: number + 1]), Standing.UNDER_WAY) if done else None
        if is_unfinished(text, besides=promised):
            return tuple(ahead[: number + 1]), Standing.UNDER_WAY
        if words["kept"].search(text) and (number or not _only_recalls(text)):
            behind = [one for one in ahead[number + 1 : number + 2] if one.segment == clause.segment]
            if any(is_left_over(newer.quote(one.start, one.end)) for one in behind):
                return tuple(ahead[: number + 2]), Standing.UNDER_WAY
            if "目标" not in text and (rest := _rest_left(pair, ahead, number)):
                return tuple(ahead[:rest]), Standing.UNDER_WAY
            short = falls_short(newer, ahead[: number + 1])
            return tuple(ahead[: number + 1]), Standing.UNDER_WAY if short else Standing.DONE
        if not done and not words["undone"].search(text):
            told = words["told"].search(text) or (number and words["counted"].search(text))
            done = number + 1 if told else 0
    for end in range(done, _REACH + 1) if done else ():
        if ahead[end - 1 : end] and ahead[end - 1].segment == ahead[0].segment and falls_short(newer, ahead[:end]):
            return tuple(ahead[:end]), Standing.UNDER_WAY
    return (tuple(ahead[:done]), Standing.DONE) if done else None


def _rest_left(pair: Pair, ahead: Sequence[Clause], number: int) -> int:
    """Behind which clause a rest of what clause ``number`` tells as done is left: 一个建起来了…；另一个还在筹备."""
    for at in range(number + 1, len(ahead)):
        text = pair.newer.quote(ahead[at].start, ahead[at].end)
        if _wording()["rest"].match(text):
            return at + 1 if ahead[at].zone is Zone.REPORTED and is_left_over(text) else 0
    return 0


def _only_recalls(text: str) -> bool:
    """Whether what follows 去年说要 in its clause is nothing but what was promised: 建成冷库1座."""
    words = _wording()
    kept = words["kept"].search(text)
    return kept is not None and not words["claimed"].search(text) and "的" not in text[: kept.start()]


def find_repeated(pair: Pair, comebacks: Mapping[str, Comeback]) -> dict[str, Repeated]:
    """For each older commitment the newer one that promises the same again."""
    found: dict[str, Repeated] = {}
    new = [item for item in pair.new_items.values() if item.kind is ItemKind.COMMITMENT]
    for item in pair.old_commitments:
        best: Repeated | None = None
        sure = _AGAIN_IF_BROKEN if _broken(pair, item) else _AGAIN
        troubles = {comebacks[problem].trouble.id for problem in item.partners if problem in comebacks}
        for other in new:
            least = min(sure, _AGAIN_IF_TROUBLED) if troubles.intersection(other.partners) else sure
            likest: dict[Part, tuple[float, Part]] = {}
            for part in item.parts:
                for second in other.parts:
                    same = _same(part, second)
                    if part not in likest or same > likest[part][0]:
                        likest[part] = (same, second)
            ranked = sorted(likest.items(), key=lambda entry: -entry[1][0])
            parts = tuple(part for part, (same, _) in ranked if same >= least)
            whole = alike(item.own_bag, other.own_bag)
            if not parts and (whole < _AGAIN_AS_A_WHOLE or not ranked):
                continue
            score = sum(same for same, _ in likest.values()) / len(item.parts)
            if best is None or score > best.score:
                most, said = ranked[0][1]
                sure_of_it = most >= sure or whole >= _AGAIN_AS_A_WHOLE
                best = Repeated(
                    other.id,
                    max(score, whole),
                    parts or (ranked[0][0],),
                    said,
                    sure=sure_of_it,
                    to_the_word=most >= _TO_THE_WORD,
                )
        if best is not None:
            found[item.id] = best
    return found


def likely_again(pair: Pair, comebacks: Mapping[str, Comeback], wanted: Collection[str]) -> dict[str, Repeated]:
    """For each of some older commitments the newer one that answers the same trouble and is likest by its characters.

    Args:
        pair: the two reports.
        comebacks: what has come back as what.
        wanted: ids of commitments for which nothing else was found.
    """
    troubles = {
        item.id: {comebacks[problem].trouble.id for problem in item.partners if problem in comebacks}
        for item in pair.old_commitments
        if item.id in wanted
    }
    new = [item for item in pair.new_items.values() if item.kind is ItemKind.COMMITMENT and item.parts]
    if not new or not any(troubles.values()):
        return {}
    alike_to = likenesses(
        {item.id: pair.older.quote(item.start, item.end) for item in pair.old_commitments},
        [pair.newer.quote(item.start, item.end) for item in new],
        [pair.newer.quote(sentence[0].start, sentence[-1].end) for sentence in pair.newer.sentences],
        pair.house,
        _LIKELY_AGAIN,
    )
    found = {}
    for item in (one for one in pair.old_commitments if troubles.get(one.id) and one.parts):
        at, likeness = max(alike_to[item.id].items(), key=lambda place: (place[1], -place[0]), default=(0, 0.0))
        rivals = (likenesses_of.get(at, 0.0) for other, likenesses_of in alike_to.items() if other != item.id)
        if likeness > max(rivals, default=0.0) and troubles[item.id].intersection(new[at].partners):
            found[item.id] = Repeated(new[at].id, likeness, item.parts[:1], new[at].parts[0], sure=False)
    return found


def _broken(pair: Pair, commitment: Portrait) -> bool:
    """Whether a problem of the newer report says that a thing promised was not done."""
    said = {number for part in commitment.parts for number, share in pair.part_said(part).items() if share >= _BROKEN}
    clauses = (pair.newer.clauses[number] for number in sorted(said))
    return any(clause.zone is Zone.PROBLEM and denies(pair.newer.quote(clause.start, clause.end)) for clause in clauses)


def _same(part: Part, other: Part) -> float:
    """0 to 1: how like two things promised are; one short word in common is not enough (驿站, 抽查)."""
    if part.bag.keys().isdisjoint(other.bag):
        return 0.0
    said = covered(part.bag, other.bag)
    same = float((said * covered(other.bag, part.bag)) ** 0.5) if said else 0.0
    if _AGAIN_IF_BROKEN <= same < _TO_THE_WORD and _shared_length(part, other) <= _SHORT:
        return 0.0
    return same


def _shared_length(part: Part, other: Part) -> int:
    return sum(map(len, whole_words([word for word in part.bag if word in other.bag and word[0] not in "@#"])))
