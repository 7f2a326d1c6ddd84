"""Sections that speech opens without a heading: 夸完了，该挑刺了。 and 转过年来，我跟大家商量好了，先….

No list of words foresees such sentences. A line opens a section where a word at its head points to it and what follows,
up to the next section, sounds like it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.kinds import SectionKind
from tracker.extraction.markers import Marker
from tracker.extraction.prose import announces, sentences
from tracker.extraction.scope import Basis
from tracker.extraction.sections import Opener, Paragraph, closes, paragraphs
from tracker.extraction.stretches import Stretch
from tracker.extraction.tone import tone_of
from tracker.extraction.turns import mends
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily

_HEAD = {SectionKind.PROBLEMS: 36, SectionKind.NEXT_STEPS: 18}
"""How far into its line the word may stand that points to the section."""
_SENTENCE_MAX = 48
"""How long the sentence may be that admits problems; plans may begin at once."""
_LACKING, _AHEAD = 1.8, 0.9
_OPENING = 2
"""How many lines at the head of a report announce nothing yet."""
_DOUBTFUL = 60
"""How many characters must follow for their tone to be heard."""


@derived
def _patterns() -> Patterns:
    words = load("sections")
    return Patterns(
        problems=words.pattern("announced.problems"),
        next_steps=words.pattern("announced.next_steps"),
        veto=words.pattern("lead.problem_veto")
        + "|去年|上年|前年|上一年|反馈|点评|改得|改完|改到位|接一个|一大堆|都解决|就解决",
    )


def announced(text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> list[Opener]:
    """The openings of problems and of plans that nothing else opens, each at most once.

    A line that is counted announces nothing: it is an entry itself.
    """
    wanted = [kind for kind in _HEAD if not _told(kind, openers)]
    if not wanted:
        return []
    lines = [line for line in paragraphs(text) if line.start < line.end]
    if len(lines) <= _OPENING:
        return []
    counted = {marker.start for marker in markers if marker.opens_paragraph}
    # 产生以上问题的原因主要有：一是…: what is known to open something else opens no problems.
    counted |= {one.start for one in openers if one.kind is None}
    heads = [(line, sentences(text, line.start, line.end)[0]) for line in lines[_OPENING:] if line.start not in counted]
    end = _closing(text, lines)
    firsts = [marker.start for marker in markers if marker.ordinal == 1]
    lacking, ahead = (
        [_opener(text, kind, *one, firsts) for one in heads if _points(text, kind, one[1])]
        for kind in (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS)
    )
    if len(wanted) == 2:
        together = next((one for one in heads if _TOGETHER().search(text, *one[1])), None)
        if together is not None:
            line = together[0]
            body = line.end if text.count("\n", line.end, len(text)) > 1 else line.start
            return [_opener(text, SectionKind.PROBLEMS, *together, firsts)._replace(body=body, merged=True)]
        both = ((first, then) for first in lacking for then in ahead if first.body < then.start)
        for first, then in both:
            if _lacks(text, first.body, then.start) and _plans(text, markers, then, end, behind=True):
                return [first, then]
    found: list[Opener] = []
    if SectionKind.NEXT_STEPS in wanted:
        floor = max((one.body for one in openers if one.kind is SectionKind.PROBLEMS), default=0)
        later = (one for one in ahead if one.start >= floor and not any(floor < o.start < one.start for o in openers))
        found += [one for one in later if _plans(text, markers, one, _limit(one, openers, end), behind=floor > 0)][:1]
    if SectionKind.PROBLEMS in wanted:
        known = [*openers, *found]
        limit = min((one.start for one in known if one.kind is SectionKind.NEXT_STEPS), default=len(text))
        earlier = (one for one in lacking if one.start < limit)
        found += [one for one in earlier if _lacks(text, one.body, _limit(one, known, end))][:1]
    return found


_TOGETHER = lazily(
    r"(?:问题|不足|毛病|短板|差距|短处)(?:和|与|跟|同|、|以及|及)(?:下一?步|今后|明年)?的?"
    r"(?:打算|改法|办法|措施|对策|想法|改进|整改|怎么改|药方)[^。]{0,12}(?:一起|一块|一并|合在|连着|放在)"
)
"""说问题和打算，我把它们放在一起讲: each problem is followed by what will be done about it."""


_LAST_WORD = lazily(
    "(?<=[。；！？])(?:为此|对此|总之)?，?(?:在)?(?:下一?步|下一?阶段|今后|以后|往后|接下来|新的一年|来年|明年|20[0-9]{2}年)(?:的?工作)?(?:中|里)?，?"
    "(?:(?:我们|我|本人)(?:将|要)|(?<=，)[^，。；：]{0,14}?(?:将|要(?!求)|继续))"
)
"""Where the last paragraph goes over to what will be done: …成效还不稳固。下一步，我们将…."""
_LAST = 2
"""How many lines from its end a report may still go over to its plans in mid-paragraph."""


def last_words(text: str, markers: Sequence[Marker], openers: Sequence[Opener]) -> list[Opener]:
    """The sentence of a last paragraph that promises, in a report whose plans nothing else opens."""
    if any(one.kind is SectionKind.NEXT_STEPS for one in openers):
        return []
    merged = max((one.body for one in openers if one.merged), default=-1)
    counted = [marker.start for marker in markers if marker.opens_paragraph]
    for line in [line for line in paragraphs(text) if line.start < line.end][-_LAST:]:
        said = _LAST_WORD().search(text, line.start, line.end)
        if (
            said is None
            or line.start in counted
            or (merged >= 0 and not any(merged <= at < line.start for at in counted))
        ):
            # Under a heading that promises both, and in an entry, these are the measures of the matter before.
            continue
        return [Opener(SectionKind.NEXT_STEPS, said.start(), said.start(), "", explicit=False, basis=Basis.SENTENCE)]
    return []


def _told(kind: SectionKind, openers: Sequence[Opener]) -> bool:
    return any(one.kind is kind or (one.merged and kind is SectionKind.NEXT_STEPS) for one in openers)


def _limit(opener: Opener, openers: Sequence[Opener], end: int) -> int:
    return min([end, *(one.start for one in openers if one.start > opener.start)])


def _opener(text: str, kind: SectionKind, line: Paragraph, head: Stretch, firsts: Sequence[int]) -> Opener:
    # 检讨起来，有三条：一是…: the list begins inside the sentence that announces it.
    own = next((first for first in firsts if head.start < first < head.end), None)
    body = own if own is not None else _body(text, head, line)
    return Opener(kind, line.start, body, "", explicit=False, basis=Basis.TONE)


def _points(text: str, kind: SectionKind, head: Stretch) -> bool:
    """Whether a line begins with a sentence that points to a section of the kind."""
    patterns = _patterns()
    until = min(head.end, head.start + _HEAD[kind])
    if kind is SectionKind.NEXT_STEPS:
        return bool(patterns.next_steps.search(text, head.start, until))
    if head.end - head.start > _SENTENCE_MAX or patterns.veto.search(text, head.start, head.end):
        return False
    return bool(patterns.problems.search(text, head.start, until))


def _body(text: str, head: Stretch, line: Paragraph) -> int:
    """Where the section's own matter begins: behind a sentence that only says that it comes."""
    alone = head.end == line.end
    return head.end if alone or announces(text, head) or head.end - head.start <= 12 else line.start


def _lacks(text: str, start: int, end: int) -> bool:
    """Whether a stretch tells of problems that are left, and not of hardships that were overcome."""
    tone = tone_of(text, start, end) if end - start >= _DOUBTFUL else None
    if tone is None or tone.explains:
        return False
    first = text.find("\n", start + 1, end)
    if mends(text, start, first if first >= 0 else end):
        return False
    return tone.lacking >= _LACKING and tone.lacking > tone.ahead


def _plans(text: str, markers: Sequence[Marker], opener: Opener, end: int, *, behind: bool) -> bool:
    """Whether what an opener opens sounds like plans.

    ``behind`` problems, or with a list of its own, it need only not sound like more of them.
    """
    tone = tone_of(text, opener.body, end) if end - opener.body >= _DOUBTFUL else None
    if tone is None or tone.explains:
        return False
    near = opener.start + _HEAD[SectionKind.NEXT_STEPS] + _SENTENCE_MAX
    listed = any(opener.start <= marker.start <= near and marker.ordinal == 1 for marker in markers)
    sure = tone.ahead >= _AHEAD and tone.ahead > tone.lacking
    return sure or ((behind or listed) and tone.kind is not SectionKind.PROBLEMS)


def _closing(text: str, lines: Sequence[Paragraph]) -> int:
    last = lines[-1]
    return last.start if closes(text[last.start : last.end]) else len(text)
