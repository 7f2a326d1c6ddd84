"""不涉及巡视巡察反馈问题: nothing was raised, which is neither zero nor done; one statement for each origin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.kinds import ClosureStatus, Origin
from tracker.extraction.closure_draft import Draft
from tracker.extraction.closure_origin import cues, has_cue
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import lazily

_RAISED = lazily(r"问题|反馈|意见|检查|整改|巡视|巡察|审计|督察|督查|事项")
_MATTERS = ("问题", "意见", "情况", "事项", "任务", "整改")
_WEAK = ("无", "没有", "暂无", "尚无", "没")
_NOTHING_CAME = ("涉及", "收到", "接到", "接受", "被")
_JOINTS = ("、", "以及", "和", "及", "与", "或")


@derived
def _pattern() -> re.Pattern[str]:
    said = load("closures").pattern("status.not_applicable")
    return compiled(rf"(?P<said>{said})(?!发现|发生|出现)(?P<what>[^。；\n]{{2,60}})?")


_HINT = compiled("涉及|接受|收到|接到|未|无|没")
_ALONE = ("无", "不涉及", "未涉及", "没有涉及", "没有", "暂无", "无此项", "无此类问题")
_BARE = compiled(
    r"(?:[^，；：]{0,8}(?:均|都)?(?:不涉及|未涉及|没有涉及)|无|没有|暂无|无此项|无此类问题)(?:此项|此类|相关|上述)?(?:问题|情况|内容|工作)?$"
)


def not_applicable(text: str, parts: Sequence[Stretch], heading: Origin | None) -> list[Draft]:
    """The statements of a sentence, given by its clauses, that an origin raised nothing.

    ``heading`` is the origin that the heading above names, for a sentence that says no more than 本年度不涉及.
    """
    bare = heading is not None and len(parts) == 1 and _BARE.match(text, parts[0].start, parts[0].end)
    if heading is not None and bare and not has_cue(text, parts[0].start, parts[0].end):
        return [Draft(heading, parts[0].start, parts[0].end, ClosureStatus.NOT_APPLICABLE)]
    found: list[Draft] = []
    if not _HINT.search(text, parts[0].start, parts[-1].end):
        return found
    for number, clause in enumerate(parts):
        match = _pattern().search(text, clause.start, clause.end)
        if match is None:
            continue
        if not match.group("said").endswith(_NOTHING_CAME) and _is_in_a_title(text, clause, match.start()):
            continue
        low, high, start = clause.start, clause.end, clause.start
        if text[start:high] in _ALONE:
            # 巡察反馈问题：无 and 巡视巡察反馈问题整改情况：不涉及 part the origin from the word.
            if not number:
                continue
            low, high, start = parts[number - 1].start, parts[number - 1].end, parts[number - 1].start
        elif match.group("what") is None:
            if not match.group("said").endswith("涉及"):
                continue
        else:
            low, high = match.span("what")
            if match.group("said") in _WEAK and not text[low:high].endswith(_MATTERS):
                continue
        if not has_cue(text, low, high):
            # 巡察反馈问题不涉及我局: who raised nothing stands before the word.
            low = clause.start
            if number and parts[number - 1].end + 1 == low and not has_cue(text, low, high):
                # 巡视巡察方面，今年无反馈问题: it stands in the clause before.
                low = start = parts[number - 1].start
        places = [(a, b, origin) for a, b, origin in cues(text, low, high) if origin is not Origin.SELF_REVIEW]
        if places and _RAISED().search(text, low, high):
            told = _one_for_each(text, Stretch(start, clause.end), places)
            # 未接受审计，无审计反馈问题 says one thing twice.
            found.extend(draft for draft in told if draft.origin not in {other.origin for other in found})
    return found


_RAISED_BEFORE = lazily("(?:反馈|指出|提出|点评|点出|查摆|检视|揭示|发现)(?:出来?)?的")
_TALLIED = lazily("[0-9一二三四五六七八九十两]{1,4}[个条项件](?:方面)?(?:的)?(?:问题|意见|建议)")
_CALLED = lazily("问题(?=[还仍正已均也]|目前|现|基本|得到|全部|的整改)")


def _is_in_a_title(text: str, clause: Stretch, at: int) -> bool:
    """Whether a 没有 belongs to what a problem is called: 审计指出的经费没有来源、采购没有台账2个问题."""
    return bool(
        _RAISED_BEFORE().search(text, clause.start, at)
        or _TALLIED().search(text, at, clause.end)
        or _CALLED().search(text, at, clause.end)
        or text.count("“", clause.start, at) > text.count("”", clause.start, at)
    )


def _one_for_each(text: str, clause: Stretch, places: Sequence[tuple[int, int, Origin]]) -> list[Draft]:
    found: list[Draft] = []
    start, listed = clause.start, [*places[1:], None]
    for (_, behind, origin), following in zip(places, listed, strict=True):
        end = clause.end
        if following is not None:
            if following[2] is origin:
                continue
            # 党委班子带队检查 begins before its own cue: the cut is at the first joint.
            cuts = [at for joint in _JOINTS if (at := text.find(joint, behind, following[0])) >= 0]
            if not cuts:
                continue
            end = min(cuts)
        found.append(Draft(origin, start, end, ClosureStatus.NOT_APPLICABLE))
        start = end
        while start < clause.end and text[start] in "、以及和与或":
            start += 1
    return found
