"""A label of one's own before the measures of every entry: 咋改：, 我们这么补：.

No list of words tells all that such a label may be called. That it stands once in nearly every entry does, where what
follows it sounds less of what is lacking, and more of what will be done, than what stands before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tracker.extraction.enumerations import Entry
from tracker.extraction.tone import Tone, tone_in
from tracker.lexicon.patterns import lazily

_SEVERAL = 2
_NEARLY_ALL = 2 / 3
_LABEL = lazily(r"(?<=[。；！？\n])(?P<label>[^，。；：、！？\n“”（）0-9]{2,10})：")
_OF_THE_PROBLEM = lazily(
    "表现|原因|成因|根源|症结|为什么|为啥|具体|例子|事例|实例|数据|问题|不足|短板|情况|现象|危害|影响|后果|进度|结果"
)
"""What such a label may also begin."""


def own_labels(text: str, listed: Sequence[Entry]) -> list[re.Match[str] | None]:
    """For each entry of a list the label that begins its measures; all ``None`` where the list has no such label.

    Where every line is an entry, each second one may be nothing but measures, and begin with the label.
    """
    none: list[re.Match[str] | None] = [None] * len(listed)
    if len(listed) < _SEVERAL:
        return none
    inside = [[*_LABEL().finditer(text, entry.start, entry.end)] for entry in listed]
    often = Counter(label for found in inside for label in {match["label"] for match in found})
    for label, number in often.most_common():
        first = [next((match for match in found if match["label"] == label), None) for found in inside]
        turns = _by_turns(first, listed)
        least = len(listed) // 2 if turns else _NEARLY_ALL * len(listed)
        if number < max(_SEVERAL, least) or _OF_THE_PROBLEM().search(label):
            continue
        before, behind = [], []
        for at, (match, entry) in enumerate(zip(first, listed, strict=True)):
            if match is not None:
                start = listed[at - 1].start if turns else entry.start
                before.append(tone_in(text, start, match.start()))
                behind.append(tone_in(text, match.end(), entry.end))
        if sum(map(_troubled, before)) > sum(map(_troubled, behind)):
            return first
    return none


def _by_turns(first: Sequence[re.Match[str] | None], listed: Sequence[Entry]) -> bool:
    """Whether each entry with the label begins with it, and follows one without it."""
    begins = [match is not None and match.start() == entry.start for match, entry in zip(first, listed, strict=True)]
    if begins[0] or any(match is not None and not begin for match, begin in zip(first, begins, strict=True)):
        return False
    return not any(one and other for one, other in pairwise(begins))


def _troubled(tone: Tone) -> float:
    return tone.lacking + tone.causes - tone.ahead
