"""The problems of a statement that are told one by one behind it: 其中…, 关于甲：…。关于乙：…, 甲（已完成）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_clauses import ENUMERATOR, clauses, without_enumerator
from tracker.extraction.closure_names import entry_measures, entry_title, measures_in
from tracker.extraction.closure_origin import has_cue
from tracker.extraction.closure_outcome import read_words
from tracker.extraction.closure_raised import raises_others
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_SEVERAL = 2
_TITLE_MAX = 40


class Part(NamedTuple):
    """One of the problems of a statement."""

    title: Stretch
    status: ClosureStatus
    measures: tuple[Stretch, ...]
    """What was done about it."""


class Apart(NamedTuple):
    """Problems told one by one."""

    parts: tuple[Part, ...]
    end: int
    """Where the last one's words end."""
    used: int
    """How many of the sentences behind the statement tell of them."""


def told_apart(
    text: str, rest: Stretch, total: int | None, following: Sequence[Stretch], *, year: int | None
) -> Apart | None:
    """What is told of the single problems of a statement; ``None`` where they are not told one by one.

    Args:
        text: the view.
        rest: the end of the statement's own sentence, behind what it says of all of them.
        total: how many problems it counts, if it counts them.
        following: the sentences behind it.
        year: the year reported on.
    """
    if total == 1:
        return None
    for parts, used in (
        _sorted_out(text, total, following),
        _labelled(text, rest),
        _those(text, rest),
        _marked(text, total, following, year),
        _among(text, rest, total, following, year),
        _about(text, following),
        _entries(text, total, following, year),
        _in_turn(text, total, following, year),
    ):
        if _SEVERAL <= len(parts) <= (total or len(parts)):
            end = following[used - 1].end if used else rest.end
            # A list on lines of its own keeps its last stop.
            below = used and text[following[0].start - 1] == "\n" and text[end : end + 1] == "。"
            return Apart(tuple(parts), end + bool(below), used)
    return None


def told_of_those(text: str, rest: Stretch) -> bool:
    """Whether problems and what became of each follow: 查摆的3个问题，会风不实的改好了，台账混乱的还在改."""
    return len(_those(text, rest)[0]) >= _SEVERAL


_THOSE = lazily(
    "(?:其中)?(?P<title>[^，；：“”0-9]{3,24}?)(?:方面|问题)?的"
    "(?P<state>(?:也|都|均)?(?:(?:已经?|全都|基本|正在?|还在|仍在|尚未|还没有?|没有?|未能?)(?:整改|解决|销号|落实|推进|办|改)"
    "|(?:整改|解决|改)(?:[好完]|到位|完成|完毕)?了)[^，；：]{0,6})"
)


def _those(text: str, rest: Stretch) -> tuple[list[Part], int]:
    """会风不实的改好了，台账混乱的改完了，人手不足的还在改: clauses that each name one by what it is."""
    found: list[Part] = []
    for clause in clauses(text, *rest):
        told = _THOSE().fullmatch(text, *clause)
        said = read_words(text, [Stretch(*told.span("state"))]) if told else None
        if told is None or said is None:
            return [], 0
        found.append(Part(Stretch(*told.span("title")), said, ()))
    return found, 0


def told_inside(text: str, rest: Stretch) -> bool:
    """Whether a colon and each problem with what became of it follow: 摆的问题，件件对照：甲的问题…；乙的问题…"""
    return text.find("：", *rest) >= 0 and told_apart(text, rest, None, (), year=None) is not None


_SORTED = lazily(
    "(?P<done>已?(?:经)?(?:改好|改完|改了|办好|办完|完成|解决|整改(?:完成|到位|好)?|销号|办结)了?的)(?:是|有|，|：)*"
    "|(?:还)?(?:没有?|未|没能)(?:改完|改好|完成|办完|办成|办结|解决|整改|销号|改|办)(?:完|好|到位|完成)?的(?:是|有|，|：)*"
)
_ONE_OF_THEM = lazily("(?:另外?|还有|再)?一[个条项件点](?:就?是|，)|[一二三四五六]是")


def _sorted_out(text: str, total: int | None, following: Sequence[Stretch]) -> tuple[list[Part], int]:
    """改好的，一个是甲，…；一个是乙，…。没改完的，一个是丙，…: sentences for what is done, and for what is not."""
    found: list[Part] = []
    used = 0
    for sentence in following:
        kind = _SORTED().match(text, *sentence)
        if kind is None or total is None or len(found) >= total:
            break
        otherwise = ClosureStatus.DONE if kind["done"] else ClosureStatus.IN_PROGRESS
        for piece in _pieces(text, Stretch(kind.end(), sentence.end)):
            mark = _ONE_OF_THEM().match(text, *piece)
            told = clauses(text, mark.end() if mark else piece.start, piece.end)
            said = read_words(text, told[1:]) or otherwise if told else None
            if mark is None or said is None:
                return [], 0
            found.append(Part(told[0], said, tuple(measures_in(text, told[1:]))))
        used += 1
    return (found, used) if len(found) == total else ([], 0)


_LABELLED = compiled(r"(?P<title>[^，；：（）]{3,40})（(?P<state>[^（）]{2,60})）")


def _labelled(text: str, rest: Stretch) -> tuple[list[Part], int]:
    """逐项结果为：甲（已完成）；乙（正在推进，…）."""
    colon = text.find("：", *rest)
    if colon < 0:
        return [], 0
    found = []
    for piece in _pieces(text, Stretch(colon + 1, rest.end)):
        label = _LABELLED.fullmatch(text, without_enumerator(text, *piece), piece.end)
        said = read_words(text, clauses(text, *label.span("state"))) if label else None
        if label is None or said is None:
            return [], 0
        found.append(Part(Stretch(*label.span("title")), said, ()))
    return found, 0


_AMONG = lazily(r"其中(?:[，：]|(?=“))|(?:具体(?:情况|来看|来说)?|分别)(?:如下|为|是)?[，：]")
_PART_TITLE = lazily(
    r"(?:一是|二是|三是|四是|五是|针对|关于|对于?)?(?:“(?P<quoted>[^”\n]{2,80})”(?:的?(?:问题|不足|短板))?"
    r"|(?P<named>[^，；：“”0-9]{3,40}?)(?:的?(?:这[一个]{0,2})?(?:问题|不足|短板|毛病|方面)))(?=[，：]|通过|已|正|得到|基本|由|经|采取|尚|仍|还|目前|[没未也都全现今]|$)"
)


def _among(
    text: str, rest: Stretch, total: int | None, following: Sequence[Stretch], year: int | None
) -> tuple[list[Part], int]:
    """其中，甲的问题通过…得到解决；乙的问题，基本完成. Or behind a colon: 件件对照：甲的问题…；…

    All of them may be told without such an opening.
    """
    sentence = following[0] if following else Stretch(0, 0)
    among = _AMONG().match(text, *sentence)
    colon = text.find("：", *rest)
    place = Stretch(among.end() if among else sentence.start, sentence.end)
    if among is None and colon >= 0:
        place = Stretch(colon + 1, rest.end)
    all_of_them = among is None and colon < 0
    pieces = _pieces(text, place)
    if all_of_them and (len(pieces) != total or _ends(text, sentence, year)):
        return [], 0
    found: list[Part] = []
    for piece in pieces:
        told = clauses(text, *piece)
        head = _PART_TITLE().match(text, *told[0]) if told else None
        if head is None:
            return [], 0
        body = [part for part in (Stretch(head.end(), told[0].end), *told[1:]) if part.start < part.end]
        said = read_words(text, body)
        if said is None:
            return [], 0
        found.append(Part(Stretch(*head.span(head.lastgroup or 0)), said, tuple(measures_in(text, body))))
    return found, int(among is not None or all_of_them)


_MARK = lazily(
    "(?:头|另外?|再|还有|最后)?一[个条项件点桩]就?(?:是|，)|第[一二三四五六][个条项件点桩]?(?:问题)?就?(?:是|，)|[一二三四五六]是"
)


def _marked(text: str, total: int | None, following: Sequence[Stretch], year: int | None) -> tuple[list[Part], int]:
    """一条是甲，…，这一条改到位了。另一条是乙，…，还在改。: a sentence or more for each, as many as counted."""
    found: list[Part] = []
    used = 0
    while total is not None and used < len(following) and (mark := _MARK().match(text, *following[used])):
        begin = used
        used += 1
        while used < len(following) and not _MARK().match(text, *following[used]):
            if _ends(text, following[used], year) or used - begin > _SENTENCES:
                break
            used += 1
        body = [clause for one in following[begin:used] for clause in clauses(text, *one)]
        title = Stretch(mark.end(), body[0].end)
        if title.start >= title.end:
            title, body = body[1], body[1:]
        said = read_words(text, body[1:])
        if said is None:
            return [], 0
        found.append(Part(title, said, tuple(measures_in(text, body[1:]))))
        if len(found) == total:
            break
    return (found, used) if len(found) == total else ([], 0)


_SENTENCES = 2
"""So many sentences behind its first may tell of one problem."""


_ABOUT = lazily(
    r"(?:关于|针对|对于?)(?:“[^”\n]{2,80}”(?:的?(?:问题|不足|短板|毛病|方面))?|[^，。；：\n]{2,50}?(?:问题|不足|短板|毛病|方面)(?=[，：])"
    r"|[^，。；：\n]{2,40}(?=：))"
)


def _about(text: str, following: Sequence[Stretch]) -> tuple[list[Part], int]:
    """关于甲的问题，…，已整改到位；关于乙：…，正在推进。: pieces that each begin so, in the statement's own line."""
    found: list[Part] = []
    used = 0
    for sentence in following:
        if text[sentence.start - 1] == "\n" and not found:
            break
        told = [_entry(text, piece) if _ABOUT().match(text, *piece) else None for piece in _pieces(text, sentence)]
        if not told or None in told:
            break
        found.extend(part for part in told if part is not None)
        used += 1
    return found, used


def _entries(text: str, total: int | None, following: Sequence[Stretch], year: int | None) -> tuple[list[Part], int]:
    """（一）甲。…，该项已完成整改。 and so on: right below, or behind with enumerators, as many as are counted."""
    if total is None or not following:
        return [], 0
    found: list[Part] = []
    used = 0
    for place, number in _by_entry(text, following, year):
        part = _entry(text, place) if len(found) < total else None
        if part is None:
            break
        found.append(part)
        used += number
    return (found, used) if len(found) == total else ([], 0)


_NAMED = lazily(
    r"(?P<title>[^，；：“”0-9]{3,30}?)(?:的(?:这个)?(?:问题|毛病|短板|不足|事情?|情况)|(?:这|那)(?:件事|[一]?[条个块])|一事)(?=，|$)"
)


_PROMISED = lazily("[^，。；]{0,12}(?:答应|承诺|许诺|许下|表态|说好)")
"""我答应大家的两样都兑现了 keeps a promise and speaks of no problem."""


def _in_turn(text: str, total: int | None, following: Sequence[Stretch], year: int | None) -> tuple[list[Part], int]:
    """甲的问题，…，改到位了。乙，只能算改了一半。: a sentence for each in the same line, the first by name."""
    found: list[Part] = []
    for sentence in following:
        named = _NAMED().match(text, *sentence)
        if _ends(text, sentence, year) or not (named or found) or len(found) == total:
            break
        if named is None and _PROMISED().match(text, *sentence):
            break
        told = clauses(text, *sentence)
        said = read_words(text, told[1:])
        if said is None or ENUMERATOR.match(text, *sentence) or told[0].end - told[0].start > _TITLE_MAX:
            break
        title = Stretch(*named.span("title")) if named else told[0]
        found.append(Part(title, said, tuple(measures_in(text, told[1:]))))
    return (found, len(found)) if total in (None, len(found)) else ([], 0)


def _by_entry(text: str, following: Sequence[Stretch], year: int | None) -> Iterator[tuple[Stretch, int]]:
    """What each enumerator opens, or each line where the first has none, with how many sentences stand in it."""
    enumerated = ENUMERATOR.match(text, *following[0]) is not None

    def begins(sentence: Stretch) -> bool:
        return ENUMERATOR.match(text, *sentence) is not None if enumerated else text[sentence.start - 1] == "\n"

    at = 0
    while at < len(following) and begins(following[at]):
        end = at + 1
        # What others raised may be told in the last line, behind the last of these problems.
        while end < len(following) and not _ends(text, following[end], year) and not begins(following[end]):
            end += 1
        yield Stretch(following[at].start, following[end - 1].end), end - at
        at = end


def _ends(text: str, sentence: Stretch, year: int | None) -> bool:
    return text[sentence.start - 1] == "\n" or raises_others(text, sentence, year=year)


def _entry(text: str, place: Stretch) -> Part | None:
    """One problem with what became of it; ``None`` where its words are no such thing."""
    begin = without_enumerator(text, *place)
    told = clauses(text, begin, place.end)
    if not told:
        return None
    stop = text.find("。", *told[0])
    head = Stretch(begin, stop if stop >= 0 else told[0].end)
    if head.end - head.start > _TITLE_MAX or has_cue(text, *head):
        return None
    body = [part for line in _sentences(text, head.end + 1, place.end) for part in clauses(text, *line)]
    said = read_words(text, body)
    return None if said is None else Part(entry_title(text, *head), said, tuple(entry_measures(text, body)))


def _sentences(text: str, start: int, end: int) -> Iterator[Stretch]:
    while start < end:
        stop = text.find("。", start, end)
        stop = stop if stop >= 0 else end
        if stop > start:
            yield Stretch(start, stop)
        start = stop + 1


def _pieces(text: str, place: Stretch) -> list[Stretch]:
    """What semicolons part, each trimmed of its stop."""
    found: list[Stretch] = []
    for clause in clauses(text, *place):
        if found and text[clause.start - 1] != "；":
            found[-1] = Stretch(found[-1].start, clause.end)
        else:
            found.append(clause)
    return found
