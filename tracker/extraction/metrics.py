"""Counted results told in the achievements: 开展中心组学习13次, 完成固定资产投资31.4亿元, 满意率99.8%.

A number counts unless what stands around it makes it a date, a rank, a limit, a target, a frequency, a part of a name
or the part that is not done yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.kinds import SectionKind
from tracker.domain.report import Metric
from tracker.extraction.quantities import Quantity, find_quantities
from tracker.extraction.scope import Scope
from tracker.extraction.view import View
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import lazily

_STOP = compiled("[，。；：！？（）\n]")
_LEAD = compiled(
    r"[一二三四五六七八九十]{1,3}(?:是|抓|要)|[、①-⑳]|[0-9]{1,2}[.、]|以及|(?<=[0-9\u4e00-\u9fff])和(?!平|谐|睦)"
)
_CLAUSE_MAX = 120
_SENTENCE_MAX = 200
_LEAD_MARKS = frozenset("一二三四五六七八九十、以和0123456789①②③④⑤⑥⑦⑧⑨⑩")
_STOPS = frozenset("，。；：！？（）、“\n")
_THING = compiled(r"[^，。；：！？（）、“\n0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The word lists of ``quantities.toml``, compiled once."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    before_marks: frozenset[str]
    behind_marks: frozenset[str]
    nouns: tuple[str, ...]
    noun_marks: frozenset[str]
    spoken_nouns: tuple[str, ...]
    idioms: tuple[str, ...]
    plans: tuple[re.Pattern[str], ...]
    each: re.Pattern[str]
    open: re.Pattern[str]
    pending: re.Pattern[str]
    counts: frozenset[str]
    spoken_units: frozenset[str]
    guarded: frozenset[str]
    verbs: tuple[str, ...]
    heading_verbs: tuple[str, ...]


@derived
def _rules() -> _Rules:
    words = load("quantities")
    behind = words["reject.behind"]
    return _Rules(
        before=words["reject.before"],
        behind=behind,
        # A look at one character rules most places out.
        before_marks=frozenset(word[-1] for word in words["reject.before"]),
        behind_marks=frozenset(word[0] for word in behind),
        noun_marks=frozenset(word[0] for word in words["reject.nouns"]),
        nouns=words["reject.nouns"],
        spoken_nouns=words["spoken.nouns"],
        idioms=words["spoken.idioms"],
        plans=(
            compiled(words.pattern("reject.plans")),
            compiled(
                rf"{words.pattern('reject.promised_when')}[^，。；]{{0,16}}{words.pattern('reject.promised')}(?!书)"
            ),
        ),
        each=compiled(rf"(?:{words.pattern('reject.each')})[^，。；0-9共计了]{{0,6}}$"),
        open=compiled(alternatives(words["reject.open"])),
        pending=compiled(rf"[^，。；]{{0,12}}{words.pattern('reject.pending')}"),
        counts=frozenset(words["count"]),
        spoken_units=frozenset(words["spoken.units"]),
        guarded=frozenset(words["spoken.guarded"]),
        verbs=words["spoken.verbs"],
        heading_verbs=(*words["spoken.heading_verbs"], *(word for word in words["spoken.verbs"] if len(word) > 1)),
    )


def find_metrics(view: View, scopes: Sequence[Scope]) -> tuple[Metric, ...]:
    """The counted results of the achievements, in order; placeholders such as XX次 have no value and are left out."""
    found: list[Metric] = []
    for scope in scopes:
        if scope.kind is SectionKind.ACHIEVEMENTS:
            found.extend(_in_section(view, scope))
        elif scope.kind is SectionKind.RECTIFICATION and not scope.explicit:
            # A paragraph that begins with what became of last year's problems may go on with deeds.
            settled = [match.end() for match in _SETTLED.finditer(view.text, scope.start, scope.end)]
            behind = view.text.find("。", settled[-1] if settled else scope.start, scope.end)
            if behind >= 0:
                found.extend(_in_section(view, scope._replace(start=behind + 1)))
    return tuple(found)


_SETTLED = compiled("整改|问题|查摆|点评|反馈|评议|意见|承诺|销号")


def _in_section(view: View, scope: Scope) -> Iterator[Metric]:
    text, rules, low, high = view.text, _rules(), scope.start, scope.end
    stops = [match.start() for match in _STOP.finditer(text, low, high)]
    plans = sorted(match.end() for pattern in rules.plans for match in pattern.finditer(text, low, high))
    troubles = [match.start() for match in rules.open.finditer(text, low, high)]
    last = low
    for quantity in find_quantities(text, low, high):
        start = quantity.start
        at = bisect_left(stops, start)
        clause = max(stops[at - 1] + 1 if at else low, start - _CLAUSE_MAX)
        if not _is_result(text, quantity, clause, high, rules):
            continue
        if plans and bisect_left(plans, clause) < bisect_right(plans, start):
            continue
        if troubles and _is_open(text, start, clause, stops, at, troubles):
            continue
        begin = max(clause, last)
        last = end = quantity.end
        if text[begin] in _LEAD_MARKS:
            begin = _behind_lead(text, begin, start)
        thing = None if text[last : last + 1] in _STOPS else _THING.match(text, last, high)
        if thing is not None:
            # 选派24名支部书记: the counted thing stands behind the unit.
            end = thing.end()
        label = (text[begin:start] + text[last:end]).strip("、，“”‘’ ")
        yield Metric(label, quantity.value, quantity.unit, view.span(begin, end), quantity.approx)


def _is_result(text: str, quantity: Quantity, clause: int, limit: int, rules: _Rules) -> bool:
    _, unit, start, end, _, spoken = quantity
    before, following = text[start - 1 : start], text[end : end + 1]
    if before in rules.before_marks and text.endswith(rules.before, clause, start):
        return False
    if before in _RANGE and _is_range(text, start):
        return False
    if (
        following in rules.behind_marks
        and text.startswith(rules.behind, end)
        and not _kept_under(text, quantity, clause)
    ):
        return False
    if before in _UNDER_WAY_MARKS and text.endswith(_UNDER_WAY, clause, start):
        return False
    counted = unit in rules.counts
    if counted and following in rules.noun_marks and text.startswith(rules.nouns, end):
        return False
    if spoken and not _is_spoken_count(text, quantity, clause, rules):
        return False
    lead = text[clause:start]
    if unit in _LENGTH_LEADS and not _is_length(text, quantity, lead):
        return False
    if counted and "每" in lead and rules.each.search(lead):
        return False
    if text.endswith("以上", start, end) and _is_threshold(text, quantity, lead):
        return False
    if ("由" in lead or "从" in lead) and _is_base(text, quantity, lead):
        return False
    if counted and following in _GOING_ON_MARKS and _GOING_ON().match(text, end, limit):
        return False
    return not (before in "外有另" and lead.endswith(_BESIDES) and rules.pending.match(text, end, limit))


_GOING_ON = lazily(
    r"(?:问题)?(?:因[^，。；]{1,14}?)?(?:正在|正按|正有|正抓|需|尚|仍|还在|在跟|在等|[纳列]入长期|长期坚持|持续推进|持续整改|待|未)"
)
"""Behind a count without a noun: the part that is not done, 2个正在整改."""
_GOING_ON_MARKS = frozenset("问因正需尚仍还在纳列长持待未")
_UNDER_WAY = (
    "正在整改",
    "正在推进",
    "正在办理",
    "正在建设",
    "正在实施",
    "持续推进",
    "持续整改",
    "长期整改",
    "未完成",
    "未整改",
    "基本完成",
    "阶段性完成",
    "长期坚持",
)
_UNDER_WAY_MARKS = frozenset(word[-1] for word in _UNDER_WAY)
_RANGE = frozenset("-—–~～至到")
_BESIDES = ("另外", "另有", "还有", "仍有", "另")


def _kept_under(text: str, quantity: Quantity, clause: int) -> bool:
    """Whether a rate is told as held below a mark: 成灾率控制在2.8‰以下 is a result, not a limit."""
    return quantity.unit in "%‰" and text.endswith(
        ("控制在", "保持在", "降至", "降到", "稳定在"), clause, quantity.start
    )


def _is_range(text: str, start: int) -> bool:
    """Whether the number ends a range such as 1—2次 or 3至5次, which has no one value."""
    return start >= 2 and (text[start - 2].isdigit() or text[start - 2] in "-—–~～")


def _is_spoken_count(text: str, quantity: Quantity, clause: int, rules: _Rules) -> bool:
    start, unit = quantity.start, quantity.unit
    if unit == "%":
        return True
    if (unit not in rules.spoken_units and quantity.value < 20) or text.startswith(rules.idioms, start):
        return False
    if text.startswith(rules.spoken_nouns, quantity.end) or text.endswith(("分成", "分为", "合成"), clause, start):
        return False
    if text[start] == "二" and text[start + 1] not in "十百":
        return False
    if quantity.value >= 10 or quantity.approx:
        return True
    if quantity.value > 1 and (unit not in rules.guarded or text.endswith(rules.verbs, clause, start)):
        return True
    return _stands_behind(text, quantity, clause, rules)


_AT_FIRST = compiled("(?:今年|全年|一年来|先后|前后|又|还|共|年内|[0-9一二三四五六七八九十]{1,2}月(?:份|里)?)?")


def _stands_behind(text: str, quantity: Quantity, clause: int, rules: _Rules) -> bool:
    """Whether the count stands behind what is counted and ends the clause: 开通乡村公交线路三条, 举办读书班一期."""
    if text[quantity.end : quantity.end + 1] not in "，。；、" or quantity.unit in _TIMES:
        return False
    lead = _AT_FIRST.match(text, clause, quantity.start)
    begin = lead.end() if lead else clause
    verb = next((word for word in rules.heading_verbs if text.startswith(word, begin)), None)
    return verb is not None and quantity.start - begin >= len(verb) + 2


_TIMES = frozenset({"次", "天", "小时", "岁", "里", "口"})


_LENGTH_LEADS = {
    "岁": compiled(r"年龄|岁数|平均"),
    "天": compiled(r"办|举|开|完成|缩|压|减|降|提前|至|到|学习|培训|读书班|服务|住院|累计|平均|集中|时限"),
    "小时": compiled(r"服务|学习|培训|时长|累计|缩|压|降|减|达|授课|志愿|课"),
    "分": compiled(r"平均|得|满意|测评|测试|考核|评|绩"),
}
_ROUND_THE_CLOCK = compiled(r"(?:值班|值守|不间断|在岗|响应|在线|开放|自助|轮|全天|待命|巡|热线|服务热线|不打烊|监)")


def _is_length(text: str, quantity: Quantity, lead: str) -> bool:
    """Whether a length of time or a score is told as a result, not as an age, a limit or a way of working."""
    if quantity.unit == "小时" and quantity.value == 24:
        return False
    if _ROUND_THE_CLOCK.match(text, quantity.end):
        return False
    return bool(_LENGTH_LEADS[quantity.unit].search(lead))


_REACHED = (
    "达",
    "达到",
    "在",
    "保持",
    "至",
    "到",
    "提高",
    "增长",
    "突破",
    "超",
    "超过",
    "实现",
    "增收",
    "下降",
    "增加",
    "均",
)


def _is_threshold(text: str, quantity: Quantity, lead: str) -> bool:
    """Whether 以上 makes a class of things (50人以上小区), not a rough value (达到60%以上)."""
    if lead.endswith(_REACHED):
        return False
    following = text[quantity.end : quantity.end + 1]
    return bool(following) and following not in "，。；、）！\n"


_NEW_VALUE = lazily(r"[^，。；]{0,12}?(?:到|至|为|成)[^，。；]{0,4}?[0-9一二两三四五六七八九十百]")


def _is_base(text: str, quantity: Quantity, lead: str) -> bool:
    """Whether the number is what something was before: 由7天压缩至3天."""
    at = max(lead.rfind("由"), lead.rfind("从"))
    if at < 0 or len(lead) - at > 10 or not set(lead[at + 1 :]).isdisjoint("，选派抽调机关"):
        return False
    return bool(_NEW_VALUE().match(text, quantity.end))


def _is_open(text: str, start: int, clause: int, stops: Sequence[int], following: int, troubles: Sequence[int]) -> bool:
    """Whether the number belongs to a matter that the same sentence tells as still open.

    ``following`` is the index of the first stop behind the number.
    """
    at = bisect_left(troubles, clause)
    if at == len(troubles) or troubles[at] - start > _SENTENCE_MAX:
        return False
    trouble = troubles[at]
    if any(text[stop] in "。！？\n" for stop in stops[following : bisect_left(stops, trouble)]):
        return False
    # What stands before 但 is done: 对10个阵地进行提升，但某村党群服务中心至今未能开工.
    return max(text.rfind(word, start, trouble) for word in ("但", "不过", "；")) < 0


def _behind_lead(text: str, start: int, limit: int) -> int:
    """Where the words begin that say what is counted, behind 一是, 、 and 和."""
    while (lead := _LEAD.match(text, start, limit)) is not None:
        start = lead.end()
    return start
