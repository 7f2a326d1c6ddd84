"""Problems that a sentence only orders to be put right, or sets store by: 高度重视审计查出问题的整改, 要求…整改到位."""

from __future__ import annotations

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_outcome import Outcome
from tracker.extraction.closure_raised import COUNT, PIECE, Raised
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily

_NAMED = 2
"""How many characters before the noun name the problem at the least."""
_TASK = 16
"""How far behind a mention it may be said what rank it has: 将巡察反馈问题整改作为重要任务."""


@derived
def _patterns() -> Patterns:
    words = load("closures")
    return Patterns(
        ordered=words.pattern("meant.ordered"),
        wished=words.pattern("meant.wished"),
        valued=words.pattern("meant.valued"),
        ranked=r"[把将][^，；：]{2,30}(?:作为|当作|当成|列为|摆[在上])",
        told=rf"{words.pattern('meant.told')}|(?!一[个条项件]){COUNT}余?{PIECE}",
        doing=words.pattern("meant.ordered", "meant.wished"),
        received=words.pattern("meant.received"),
        some=words.pattern("meant.some"),
    )


_TOLD_TO = lazily("(?:督促|责成|责令|敦促|要求)(?:其|各|有关|相关|被|下属|所属|企业|单位|地方)")
"""形成清单，督促其及时消除 tells what others are to do."""


def only_meant(text: str, sentence: int, mention: Raised, outcome: Outcome) -> bool:
    """Whether what is said of problems that nobody counts or names is an order or a concern, and no claim.

    ``sentence`` is where the sentence begins. 推动巡察反馈问题整改，已全部完成 is a claim: it tells of the end as well.
    """
    if not mention.counted and outcome.done is None and (told_to := _TOLD_TO().search(text, mention.end, outcome.end)):
        return _patterns().told.search(text, told_to.end(), outcome.end) is None
    if mention.counted or mention.noun_start - mention.title_start >= _NAMED:
        return False
    patterns, at = _patterns(), mention.noun_start
    if (
        outcome.done is None
        and outcome.status is ClosureStatus.IN_PROGRESS
        and (patterns.received.search(text, sentence, outcome.end) or patterns.some.match(text, mention.start, at))
    ):
        return True
    begin = max(sentence, *(text.rfind(mark, sentence, at) + 1 for mark in "，；："))
    if patterns.wished.search(text, begin, at):
        return True
    told = patterns.told.search(text, mention.end, outcome.end)
    if told is not None and not patterns.doing.search(text, mention.end, told.start()):
        return False
    if patterns.ordered.search(text, sentence, at) or patterns.valued.search(text, begin, at):
        return True
    ranked = patterns.ranked.search(text, begin, mention.end + _TASK)
    return ranked is not None and ranked.start() < at < ranked.end()
