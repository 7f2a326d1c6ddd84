"""Who raised the problems that a text speaks of: superiors, inspectors, auditors, the organisation itself a year ago.

Only problems raised earlier or by others make a closure. What the organisation's own checks of the year found is a
tally, so the same judgement decides between the two and nothing is ever both.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.kinds import Origin
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import Patterns, lazily

_REACH = 72
"""How far before a clause the words may stand that name its origin."""
_LEAD_IN = 14
"""How long a clause such as 去年述职时， may be to lead in the next one."""


@derived
def _origins() -> dict[str, Origin]:
    return {word: Origin(name) for name, group in load("closures").table("origin").items() for word in group}


@derived
def origin_words() -> Patterns:
    """The words of ``closures.toml`` that tell who raised a problem."""
    words = load("closures")
    return Patterns(
        cue=alternatives(_origins()),
        verb=words.pattern("raised.verbs"),
        by_others=words.pattern("raised.by_others"),
        superior=words.pattern("raised.superiors"),
        own_work=words.pattern("raised.own_work"),
        past=rf"{alternatives((*words['raised.past'], '20'))}(?P<year>(?<=20)[0-9]{{2}})?",
        people=words.pattern("raised.people"),
    )


def points_back(text: str, start: int, end: int, year: int | None) -> bool:
    """Whether a stretch names an earlier year than the report's: 去年, 上年度, 2021年度 in the report of 2022."""
    for match in origin_words().past.finditer(text, start, end):
        if match.group() == "20":
            continue
        named = match.group("year")
        if named is None or (year is not None and 2000 + int(named) < year):
            return True
    return False


_LEVEL = compiled(
    r"[省市县区州旗](?=委|纪|政府|级|局|直|巡|督|审|安|住建|教育|卫健|农业|环|应急|消防|人大|政协|里|、[省市县区乡镇]|[市县][县区乡]?)"
)
_NO_LEVEL = "小社园校辖城街片库景牧矿新老"
"""Before 区 and the like: 社区, 园区 and 县城 stand above nobody."""


_BODY = compiled(
    r"[省市县区州旗镇乡局院校厂矿公][^，。；：、“”的述]{0,14}?(?:党委|党组|党工委|局|厅|委(?!员)|联)[^，。；：、“”的述会]{0,8}?"
    r"(?:反馈|指出|点评|点出|提出)(?:给?我们?|本)?(?:[^，。；：]{0,2}的|$)"
)


def _told_by_a_body(text: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of what a body of those above told: 县卫生健康局党委年初反馈的, 局党组指出的."""
    return any(
        (
            body.start() == 0
            or text[body.start() - 1] not in _NO_LEVEL
            or text.startswith("区党工委", body.start())  # 园区党工委 stands above those in it
        )
        and origin_words().people.search(text, *body.span()) is None
        for body in _BODY.finditer(text, start, end)
    )


def superior_in(text: str, start: int, end: int) -> int | None:
    """Where a stretch first names somebody who stands above: 上级, 市委, 区里, 督导组."""
    word = origin_words().superior.search(text, start, end)
    for level in _LEVEL.finditer(text, start, word.start() if word else end):
        if level.start() == 0 or text[level.start() - 1] not in _NO_LEVEL:
            return level.start()
    return word.start() if word else None


def cues(text: str, start: int, end: int) -> Iterator[tuple[int, int, Origin]]:
    """The words of a stretch that name an origin, with their places."""
    origins = _origins()
    for match in origin_words().cue.finditer(text, start, end):
        yield match.start(), match.end(), origins[match.group()]


def has_cue(text: str, start: int, end: int) -> bool:
    """Whether a stretch names an origin."""
    return origin_words().cue.search(text, start, end) is not None


OWN_LISTS = frozenset(
    {Origin.THEME_EDUCATION, Origin.DEMOCRATIC_LIFE, Origin.SELF_REVIEW, Origin.SUPERVISION, Origin.OTHER}
)
"""Origins whose problems, where they are counted as a list by name, make a tally and no closure."""

_RANK = {
    Origin.INSPECTION: 3,
    Origin.AUDIT: 3,
    Origin.DEMOCRATIC_LIFE: 3,
    Origin.THEME_EDUCATION: 3,
    Origin.SUPERIOR_REVIEW: 3,
    Origin.SUPERVISION: 2,
    Origin.SELF_REVIEW: 1,
}
"""Of several origins in one clause the highest decides, of equals the last."""

_OCCASIONS = frozenset({Origin.DEMOCRATIC_LIFE, Origin.THEME_EDUCATION})
_BY_ONESELF = lazily("自己|自身|个人|本人|自查|自评")
_FOUND_ONESELF = lazily("(?:自己|自身|个人|本人|我们?)(?:也|还)?[查找剖]")
_OWN_REPORT = compiled(
    r"述职(?:报告|材料|时我|会上我|时本人)|(?:我|本人)(?:在[^，。]{0,8})?(?:述职|报告)|(?:个人|本人|自身|自己)(?:查|找)"
)
_TOLD_BY_MANY = lazily("反映(?:的|强烈|突出|集中|较多|最多|普遍)")
_LEADER_SAID = lazily(
    "(?<!我)(?:领导|书记|局长|校长|院长)(?:去年|上年|年底|年初|给我们?)*(?:点|提|说|讲|批评|指)(?:到|过|出|了)?(?:的|我们?|咱)"
)
_BY_THE_REPORT = lazily("(?:述职(?:报告|材料)?(?:时|中|里|会上)?|(?:年度?)报告(?:中|里)?)所?(?:提出|列|讲|说|写)")
"""去年述职提出的4个不足 are the reporter's own words."""
_OF_MYSELF = lazily("(?:我|我们|本人|支部|班子)(?:给)?(?:自己)?(?:[点提挑说讲认摆找列查]|指出|检讨)了?(?:自己|自身)")
"""上次述职我点了自己五处短板."""
_REVIEW_MEETING = compiled(r"述职|评议")
_OWN_WORDS = compiled("述职|报告|会上|我|自己|总结|查摆|剖析")
_ASSESSMENT = compiled(r"考核|考评|测评")
_SUGGESTED = compiled(r"提出|反映|提的")
_ANAPHOR = ("这", "上述", "以上", "对这", "对上述")


def context_of(text: str, sentence: int, start: int) -> int:
    """How far back in its sentence the words may stand that name the origin of what a clause says."""
    low = max(sentence, start - _REACH)
    return max(low, text.rfind("；", low, start) + 1)


def by_analogy(text: str, sentence: int, start: int, end: int) -> bool:
    """Whether a stretch counts what the organisation found when it looked for the like: 举一反三，排查出同类问题6个."""
    near = _BY_ANALOGY().search(text, max(sentence, start - _REACH), end) is not None
    return near and _LOOKED().match(text, start, end) is not None


def origin_of(text: str, sentence: int, start: int, end: int, *, year: int | None, rectifying: bool) -> Origin | None:
    """Whose problems the stretch up to ``end`` speaks of, or ``None`` where it tells of the organisation's own checks.

    ``sentence`` is where the sentence begins: 区委巡察组开展了常规巡察，反馈问题32个 names its origin a clause earlier.
    ``rectifying`` is true in the section on last year's problems, where 自查的问题 needs no year.
    """
    words = origin_words()
    if by_analogy(text, sentence, start, end):
        return None
    own = _telling(text, start, end)
    low = start
    opens = start <= sentence or text[start - 1] in "，；：。\n"
    if opens and (words.verb.search(text, start, end) or text.startswith(_ANAPHOR, start)):
        # Only 反馈问题32个 and the like look back; 18项民生实事全部办结 has nothing to do with the clause before.
        low = context_of(text, sentence, start)
        if own and words.by_others.search(text, start, end):
            # 开展督查6次，通报问题32个: whose 通报 it is stands a clause before.
            low = start if any(text[at:behind] != "通报" for at, behind, _ in own) else low
        if not own:
            own = list(cues(text, low, start))
        elif own[-1][2] is Origin.SELF_REVIEW and not _BY_ONESELF().search(text, start, end):
            # 召开民主生活会，查摆问题23个: the clause before says on which occasion.
            own = [*(cue for cue in cues(text, low, start) if cue[2] in _OCCASIONS), *own]
    lead = max(low, text.rfind("，", low, max(low, start - 1)) + 1)
    # 上年度点评的2个和自身查摆的3个问题: the second part of a clause is of the same year.
    said = start if opens else max(sentence, start - _LEAD_IN * 2)
    earlier = points_back(text, said, end, year) or (start - lead <= _LEAD_IN and points_back(text, lead, start, year))
    meeting = _REVIEW_MEETING.search(text, min(low, said), end)
    best = max(own, key=lambda cue: (_RANK[cue[2]], cue[0]), default=None)
    if best is not None and best[2] is not Origin.SELF_REVIEW:
        at, _, origin = best
        if origin is Origin.SUPERVISION and own[-1][2] is Origin.SELF_REVIEW and text[own[-1][0]] == "自":
            return Origin.SELF_REVIEW if earlier or rectifying else None
        if origin in _CHECKS and _is_own_check(text, low, at, end, origin):
            return None
        return origin
    if best is not None:
        # 上年度述职时，镇党委指出…；我们自己查找的…: the sentence's own beginning says when.
        if _FOUND_ONESELF().search(text, start, end):
            earlier = earlier or points_back(text, max(sentence, start - _REACH), start, year)
        return Origin.SELF_REVIEW if earlier or rectifying or meeting else None
    if _OWN_REPORT.search(text, low, end) and (earlier or rectifying):
        return Origin.SELF_REVIEW
    people = words.people.search(text, low, end)
    superior = superior_in(text, low, end) is not None or _told_by_a_body(text, low, end)
    if people and not superior and _SUGGESTED.search(text, low, end):
        return Origin.OTHER if earlier or rectifying or _REVIEW_MEETING.search(text, start, end) else None
    if earlier and _LEADER_SAID().search(text, low, end):
        return Origin.SUPERIOR_REVIEW
    if earlier and not superior and _BY_THE_REPORT().search(text, low, end):
        return Origin.SELF_REVIEW
    if earlier and not superior and _OF_MYSELF().search(text, low, end):
        return Origin.SELF_REVIEW
    if words.by_others.search(text, low, end):
        if people and not superior and text.find("述职", low, end) < 0:
            return Origin.OTHER if earlier or rectifying or meeting else None
        if meeting or superior or _ASSESSMENT.search(text, low, end):
            return Origin.SUPERIOR_REVIEW
    if earlier or meeting:
        if points_back(text, start, end, year):
            # 几名党员自己凑了组，去年摆出来的问题: the clause before is about something else.
            people = words.people.search(text, start, end)
            if people and text[people.start() - 1] in "向给跟对着":
                people = None
        if _TOLD_BY_MANY().search(text, start, min(end + 3, len(text))) and not _OWN_WORDS.search(text, start, end):
            return Origin.OTHER
        return Origin.OTHER if people else Origin.SELF_REVIEW
    return None


_RAISED = lazily(
    "(?:查摆|检视|反馈|指出|点评|提出|查找|剖析|自查|检讨|认领|列出|摆出|找出)"
    "(?:(?:给?我们?|出来?|到)?的|出?(?=[^，。；：“”、0-9的]{4,16}[、等和与]))"
)


def _telling(text: str, start: int, end: int) -> list[tuple[int, int, Origin]]:
    """The cues of a stretch but for those in what a problem is called: 述职查摆的行车安全、内部监督2个问题."""
    own = list(cues(text, start, end))
    if len(own) > 1 and text.find("“", start, end) >= 0:
        said = [cue for cue in own if text.count("“", start, cue[0]) == text.count("”", start, cue[0])]
        own = said or own
    raised = _RAISED().search(text, start, end) if own else None
    if raised is None or own[-1][0] < raised.end() or _RAISED().search(text, own[-1][1], end):
        return own
    return [cue for cue in own if cue[0] < raised.end()]


_CHECKS = frozenset({Origin.INSPECTION, Origin.AUDIT, Origin.SUPERVISION})
"""Origins that name a kind of work which an organisation may also do itself."""

_BY_ANALOGY = lazily("举一反三|由此及彼|同类|类似")
_LOOKED = lazily("(?:[^，。；]{0,6}(?:排查|自查|梳理|查找|查出|查)出?)[^，。；]{0,8}(?:同类|类似|共性)?(?:问题|隐患)")
_URGED = lazily("督[办查导](?:事项|任务|件|单|工单|函)")
_ATTRIBUTES = ("组织", "内部", "牵头")
_SO_OFTEN = lazily("(?:检查|督查|抽查|暗访|督导)[^，。；]{0,10}?[0-9一二三四五六七八九十]{1,3}(?:余|多)?[次轮批遍]")
"""检查食堂8次，挑出毛病13处: nobody counts how often others came."""
_AT_US = lazily(
    "[对向给](?:我们?|本)[^，。；]{0,8}?(?:审计|检查|督查|督导|巡|提|反馈|指|通报)|[查挑检]出了?(?:我们?|咱们?|本)[^，。；]{0,2}"
)
_TOLD_US = compiled(r"(?:反馈|指出|提出|反映|揭示|交办|下达)(?:来)?的|^审计(?:组|处|部)?(?:反馈|指出|提出|揭示)")
"""街道组织的审计反馈的4个问题, 内部审计提出的8个问题: somebody else looked, and told what was found."""


def _is_own_check(text: str, low: int, cue: int, end: int, origin: Origin) -> bool:
    words = origin_words()
    if _AT_US().search(text, low, end):
        return False
    superior = superior_in(text, low, end)
    if superior is None and origin is Origin.SUPERVISION and _SO_OFTEN().search(text, low, end):
        return True
    own = words.own_work.search(text, low, cue)
    if own is not None and not (
        origin is not Origin.SUPERVISION and own.group() in _ATTRIBUTES and _TOLD_US.search(text[cue:end])
    ):
        # 市审计局对我院开展审计: who stands before the work is its subject.
        return superior is None or superior > own.start()
    if origin is Origin.SUPERVISION and _URGED().match(text, cue):
        # 全年督办事项88项: what the organisation itself urges on.
        return superior is None or superior > cue
    if origin is Origin.SUPERVISION:
        return superior is None and words.by_others.search(text, low, end) is None
    return False


def heading_origin(heading: str, year: int | None) -> Origin | None:
    """Whose problems a heading announces: 上年度述职评议点评问题整改情况; ``None`` where it speaks of none."""
    if not any(
        word in heading
        for word in ("问题", "整改", "反馈", "意见", "检视", "查摆", "点评", "毛病", "短处", "短板", "账")
    ):
        return None
    end = len(heading)
    return origin_of(heading, 0, 0, end, year=year, rectifying=True) or (
        Origin.SELF_REVIEW if points_back(heading, 0, end, year) else Origin.OTHER
    )
