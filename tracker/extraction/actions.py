"""The actions of a commitment: its clauses that say something to be done, told from slogans, aims and effects."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.extraction.deadlines import find_deadline
from tracker.extraction.stretches import trim
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import Patterns

_ENOUGH = 2


class FoundAction(NamedTuple):
    """An action in the view."""

    start: int
    end: int
    deadline: date | None
    checkable: bool


@derived
def _patterns() -> Patterns:
    words = load("actions")
    lead = words.pattern("verbs.lead_ins")
    return Patterns(
        lead_in=rf"({lead}){{1,4}}",
        concrete=words.pattern("verbs.concrete"),
        anywhere=alternatives(word for word in words["verbs.concrete"] if len(word) > 1),
        aims=words.pattern("verbs.aims"),
        effects=words.pattern("verbs.effects"),
        frequency=words.pattern("verbs.frequency"),
        past=words.pattern("verbs.past"),
        preposition=r"(?:为|在|从|向|按照?|面向|通过|针对|围绕|结合|依托|于|到)(?=[^，。；]{2,})",
        treating=(
            r"(?:对|将|跟|与|同)(?=[^，。；]{6,})|[把给由](?=[^，。；]{5,})"
            r"|[^，。；]{2,12}由[^，。；]{2,8}(?:主持|负责|牵头|带队|包联|包保)"
        ),
        resulting=(
            r"(?![走闯干跑蹚])[^，。；]{1,2}[起出成齐完上通满清回进掉](?=[^，。；]{2,})"
            r"|(?![有约近超达仅需])[^，。；0-9]{1,3}[0-9一二两三四五六七八九十]{1,4}[^，。；]{2,}"
            r"|每[名个人村户位家支处所周月季年][^，。；]{4,}|[^，。；]{2,}[与同和跟][^，。；]{2,}(?:挂钩|结对|共建|联建)"
            # 一个月考一回; 找个会做饭的; 找懂行的来看; 两间空房要收拾出来; 过了年就把证办下来
            r"|一个?(?:礼拜|星期|月|季度|学期|天|年)[^，。；]{1,12}?[一两三](?:遍|回|次|趟|场|堂|期)"
            r"|[找请雇派选推挑]个[^，。；]{2,}|[找请][^，。；]{2,10}来[^，。；]{1,}"
            r"|[^，。；我]{2,10}[要得][^，。；]{1,5}(?:出来|起来|上|好|掉|完|干净|到位)(?=[，。；！\n]|$)|[^，。；]{2,8}就把[^，。；]{3,}"
        ),
        # People say who does it, or to what, before they say what: 意见写进清单, 党员每人写一篇, 租金挨户去要.
        spoken=(
            r"(?![以在让使把将为])[^，。；：]{1,16}?(?:贴|写|编|定|挪|挂|列|报|交|送|发|收|录|记|登|搬|移|排|摆|晒|公[示布]|张贴)"
            r"(?:到|进|在|给|入|成)(?!心|脑|行动|实处|首|突出|重要|全过程|位|第一|一切|日常|血)[^，。；]{2,}"
            r"|[^，。；：]{0,10}?每(?:人|户|[名个家位][^，。；每]{1,5}?)(?:至少|都|各|要|再)?(?:联系|结对|帮带|领办|负责|走访|认领|[包写带认交谈讲领种栽管看做当])(?:好|上)?[0-9一二两三四五六][^，。；]*"
            r"|(?:我|我们|本人|全员|全体|人人|支委|班子成员)(?:带头|亲自|先|都|来)?(?:查|讲|写|包|签|领|管|跑|守|盯)(?!好|住)[^，。；]{1,}"
            r"|让[^，。；]{2,14}?(?:轮流|认领|认一|上台|讲党课|到[^，。；]{2,8}(?:跟|学|干)|带一)[^，。；]*"
            rf"|[^，。；：]{{0,14}}?(?:全额|全部|逐[一户个项笔条]|统一|重新|挨[户家个]|上门|限期|当场|一律|坚决|予以|给予|请[^，。；]{{1,6}}?)(?:去|来)?"
            rf"(?:{words.pattern('verbs.concrete')}|[签要看改换拆退补清收交办查建修])(?:好|回|完|掉|齐|到位|销号|一遍|一次)?$"
            r"|(?:[0-9一二三四五六七八九十两]{1,3}个|各|每个)[^，。；]{1,8}?(?:都|全|各|全部)要?[建设办开配装立][^，。；]*"
            rf"|[^，。；]{{2,8}}(?:带头|轮流|轮值|分头|一起)(?:{words.pattern('verbs.concrete')}|执行|[上讲学做去到值])[^，。；]{{2,}}"
            r"|[^，。；]{2,14}[前后](?:先|再|都|要)(?:开|办|讲|查|走|听|报|征求|通报|公示)[^，。；]{2,}"
            rf"|让[^，。；]{{2,14}}?(?:{words.pattern('verbs.concrete')})[^，。；]{{0,6}}?(?:[0-9]+|[一两三四五六七八九十](?=[个名户家条项件次场期座处]))[^，。；]+"
            r"|[^，。；：]{1,10}?[合并缩减压归]并?[成为到][0-9一二两三四五六七八九十]{1,3}[张个套本份件次]"
            r"|[^，。；：]{1,12}?(?:统一|专门|固定)请人(?:维护|管护|养护|打理|看护|照看|清扫)"
            r"|形成[^，。；]{0,10}(?:清单|台账|手册|方案|报告|名册|汇编|办法)[^，。；]*"
            r"|[^，。；]{2,14}?同[^，。；、]{1,4}、同[^，。；]{1,4}"
            r"|跑[^，。；出赢好步马腿]{2,}"
            # 所有泵房装上门禁; 村口立起公示牌, and no 干部装上紧箍
            r"|[^，。；：“]{2,12}?(?:[装安换配接铺架刷喷贴种]上|[立竖建架搭]起|[配建备装]齐)(?!“|新[颜装貌]|红色|引擎|翅膀|紧箍|快车|轨道|台阶|发动机|笑|防|地气)"
            r"(?![^，。；]*(?:导向|标[杆尺]|旗帜|形象|尺子))[^，。；]{2,}"
            r"|[^，。；：]{1,10}?从[^，。；]{2,10}(?:里|中)(?:挤|出|拿|列支|解决|安排|支出|抽)"
        ),
        doer=rf"(?:全体|每名|各)?{load('particulars').pattern('who.doers')}(?=[^，。；]{{3,}})",
        changing=words.pattern("verbs.changing"),
        target=words.pattern("verbs.target"),
        time=(
            rf"(?:(?:到|至|截至|力争到?|争取到?|确保到?)(?=20[0-9]|明年|来年|年[内底]|[0-9]{{1,2}}月|[上下]半年))?(?:(?:明年|来年)?(?:{words.pattern('verbs.seasons')}(?:之前|以前|前|期间|以后|之后|后))?)"
            r"(?:(?:20[0-9]{2}年?|明年|来年|年内|今年|年初|年底|全年)?的?"
            r"(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[上中下]旬)?(?:底|末|份)?|年[底末终]|年内|[上下]半年|[一二三四]季度|内)?(?:之?前|以前|内|期间|就)?)?"
        ),
        own_time=rf"[^，。]{{0,3}}(?:{words.pattern('verbs.seasons')}|[0-9]月|季度|半年|年内|年初)",
        strengthen=rf"{words.pattern('verbs.strengthen')}(?=[^，。；]{{4,}})",
        trainable=r"培训|轮训|检查|巡查|走访|考核|督查",
        artefact=words.pattern("verbs.artefact"),
        duty=rf"(?<=[。；！\n，])[【〔（]?{load('sections').pattern('measures.duty')}[】〕）]?[：:]",
        countable=r"[0-9一二两三四五六七八九十百]{1,9}(?:\.[0-9]{1,4})?(?:余|多)?(?:万|亿)?(?:个|名|人|次|场|回|期|家|条|处|项|件|堂|门|本|份|支|座|间|套|组|对|元|公里|平方米|亩|盏|台|户|篇|轮|批|节|%|倍|天|日|工作日|遍|课|名单|间次|张|位|成(?![员立为效果])|倍)|[百千万]分之[0-9一二三四五六七八九十]|[减降缩压]半|全覆盖|应建尽建|一人一|一村一|一室一|100%",
    )


@derived
def _outcomes() -> tuple[str, ...]:
    return load("actions")["verbs.outcome"]


_REFERS = compiled(
    r"(?:针对|对应|回应|对照|围绕|着眼于?|就|解决)?(?:上述|以上|前述|前面)?(?:存在|提出|讲)?的?"
    r"第[一二三四五六七八九十0-9]{1,3}(?:个?方面|[个条项点])?的?(?:问题|不足|短板)"
)
"""Which problem a commitment answers, by its number: no action of its own."""
_REFERRED = ("问题", "不足", "短板")
# The first character stands alone so that the engine can skip to it.
_STRONG_SPLIT = compiled(
    r"[。；！？\n①-⑳（一二三四五六七八九0-9](?:(?<=[。；！？\n①-⑳])|(?<=（)[0-9]{1,2}）|(?<=[。；，：][一二三四五六七八九])是"
    r"|(?<=[。；：\n][0-9])[0-9]?[.、．）)](?=[^0-9]|20[0-9]{2}年))"
)


def find_actions(text: str, start: int, end: int, *, year: int | None, title: tuple[int, int]) -> list[FoundAction]:
    """The actions of the commitment that stands in ``[start, end)`` of the view.

    ``year`` is the year reported on, for deadlines; ``title`` the headline's range. A headline that is a sentence of
    its own sums up what follows; one that merely is the first clause may already act.
    """
    alone = title[1] >= end - 1
    sums_up = not alone and text[title[1]] in "。！？：\n"
    # 推行X制度；选派8名骨干；公开竞聘5名: the first of several is no headline.
    listed = not alone and text[title[1]] == "；"
    found: list[FoundAction] = []
    duty = _patterns().duty.search(text, start, end)
    stop = duty.start() if duty else end
    for sentence_start, sentence_end in _pieces(text, start, stop):
        for action in _of_sentence(text, sentence_start, sentence_end, year=year):
            if action.end <= title[1] and (sums_up or not (alone or listed or _acts_at_once(text, action))):
                continue
            found.append(action)
    if duty and (common := find_deadline(text, stop, end, year=year)):
        found = [action if action.deadline else action._replace(deadline=common) for action in found]
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, at = [], start
    quoting = text.find("“", start, end) >= 0
    for match in _STRONG_SPLIT.finditer(text, start, end):
        if quoting and text.count("“", at, match.start()) > text.count("”", at, match.start()):
            continue
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    return [piece for piece in (trim(text, *piece) for piece in pieces) if piece[0] < piece[1]]


_DONE_BY = compiled(
    r"(?:(?:20[0-9]{2}年|明年|来年|今年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?|年|[上下]半年|[一二三四]季度)(?:底|末|中旬|上旬|下旬)?(?:之|以)?前)"
    r"(?:全部|如期|正式|力争)?(?:完成|完工|竣工|交付|签约|了结|投用|启用|上线|到位|落地|办结|开放|见效|销号|交房|开业|投产|兑现|结清)"
)
_MARK = compiled("[，：“”（）《》]")


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    clauses, at, depth = [], start, 0
    for mark in _MARK.finditer(text, start, end):
        char = mark.group()
        if char in "“（《":
            depth += 1
        elif char in "”）》":
            depth = max(0, depth - 1)
        elif depth == 0:
            clauses.append((at, mark.start()))
            at = mark.end()
    clauses.append((at, end))
    return [clause for clause in (trim(text, *clause) for clause in clauses) if clause[0] < clause[1]]


def _of_sentence(text: str, start: int, end: int, *, year: int | None) -> list[FoundAction]:
    patterns = _patterns()
    found: list[FoundAction] = []
    carried: int | None = None
    clauses = _clauses(text, start, end)
    for number, (begin, stop) in enumerate(clauses, 1):
        if number < len(clauses) and patterns.time.fullmatch(text, begin, stop):
            # 2022年底前，… : a time of its own belongs to the clause it introduces.
            carried = begin
            continue
        if text.startswith(_REFERRED, stop - 2, stop) and _REFERS.fullmatch(text, begin, stop):
            continue
        first = begin if carried is None else carried
        before = clauses[number - 2] if number > 1 else None
        if before and _DONE_BY.fullmatch(text, begin, stop) and not patterns.own_time.match(text, *before):
            # 驿站交给社会组织运营，3月底前签约: until when the thing before is to be done.
            same = bool(found) and found[-1].end == before[1]
            start = found.pop().start if same else _skip_lead(text, *before)
            found.append(FoundAction(start, stop, find_deadline(text, begin, stop, year=year), True))
            continue
        score, checkable, timed = _score(text, first, stop, patterns)
        if score >= _ENOUGH:
            at = _skip_lead(text, first, stop)
            deadline = find_deadline(text, at, stop, year=year) if timed else None
            found.append(FoundAction(at, stop, deadline, checkable))
        carried = None
    return found


def _acts_at_once(text: str, action: FoundAction) -> bool:
    """Whether the first clause of an entry makes or counts a thing, rather than announcing what follows."""
    patterns, clause = _patterns(), (action.start, action.end)
    return bool(
        action.deadline
        or patterns.artefact.match(text, *clause)
        or patterns.frequency.search(text, *clause)
        or (patterns.countable.search(text, *clause) and _COUNTS.search(text, *clause))
    )


_COUNTS = compiled(
    "[0-9]|每[名个人户位村家].{0,6}[两三四五六七八九十]|各[建设办开配立]好?[一两]|[建办设开立]起?一[个座处间所]"
)


_CONNECTIVES = compiled(r"(?:同时|另外|此外|并且|并|还要|要|再就是|其中|首先|其次|切实|进一步|继续)(?=[^，]{4})")


_BY_WHAT = compiled("以[^，。；]{2,12}为(?:单位|依托|载体|平台|抓手|主体|牵引)，?(?=[^，。；]{4})")
_HOW_MANY = compiled(
    "[栽立建设修装放开办种架铺挖配添][好上起]?[0-9一二两三四五六七八九十]{1,3}[个块排名条间处座场盏台棵口根]"
)
_HOW_OFTEN = compiled(
    "(?:每[月季周年](?:度|个月)?|每学期|每半年|一年|全年|一学期|[^，。；]{2,4}率)?(?:各|达到|至少|不少于|不低于)?[0-9一二两三四五六七八九十.]{1,4}[次场回期遍%]"
)
"""每月一次 says how often what stands before it is done."""
_ANSWERS_FOR_IT = compiled("由[^，。；]{2,24}?(?:牵头|负责|主抓|承办|牵总|配合|主责|落实)(?:抓|落实|实施|推进|组织)?")
"""由组织人事科牵头 says who, not what."""
_JOINING = compiled(r"(?:同时|另外|此外|并且|并)(?=[^，]{4})")


def _skip_lead(text: str, start: int, end: int) -> int:
    """Where a clause begins behind the word that joins it to the one before."""
    match = _JOINING.match(text, start, end)
    return match.end() if match else start


def _score(text: str, start: int, end: int, patterns: Patterns) -> tuple[int, bool, bool]:
    """How much a clause looks like an action, whether it could be checked, and whether it gives a deadline."""
    at = start
    if match := _CONNECTIVES.match(text, at, end):
        at = match.end()
    if _HOW_OFTEN.fullmatch(text, at, end):
        return -2, False, False
    if text.startswith("由", at) and _ANSWERS_FOR_IT.fullmatch(text, at, end):
        return -2, False, False
    counted = bool(patterns.countable.search(text, start, end))
    timed = find_deadline(text, start, end, year=2000) is not None
    if by := _BY_WHAT.match(text, at, end):
        at = by.end()
    asked = text.startswith(("让", "形成"), at) and patterns.spoken.fullmatch(text, at, end) is not None
    if not (timed or counted or asked) and (
        patterns.effects.match(text, at, end)
        or text.endswith(_outcomes(), start, end)
        or patterns.changing.search(text, start, end)
    ):
        return -2, False, False
    frequent = bool(patterns.frequency.search(text, start, end))
    checkable = counted or timed or frequent
    score = 2 if timed else 0
    if match := patterns.time.match(text, at, end):
        at = match.end()
    lead = patterns.lead_in.match(text, at, end)
    verb_at = lead.end() if lead else at
    # The words before the verb may be the verb itself: 推动 in 推动X is, in 推动建立X is not.
    if asked:
        score += 2
        checkable = True
    elif match := patterns.concrete.match(text, verb_at, end) or (
        lead and (patterns.concrete.match(text, at, end) or patterns.concrete.match(text, lead.start(1), end))
    ):
        score += 2 if end - match.end() >= 2 else 1
        checkable = True
    elif patterns.treating.match(text, verb_at, end) or (lead and patterns.treating.match(text, at, end)):
        score += 2
        checkable = True
    elif patterns.preposition.match(text, verb_at, end) or (lead and patterns.preposition.match(text, at, end)):
        if patterns.anywhere.search(text, verb_at + 2, end) or frequent or _HOW_MANY.search(text, verb_at + 3, end):
            score += 2
            checkable = True
        else:
            score += 1
    elif patterns.strengthen.match(text, at, end):
        score += 2
        checkable = checkable or bool(patterns.trainable.search(text, at, end))
    elif patterns.aims.match(text, verb_at, end) or (lead and patterns.aims.match(text, at, end)):
        score -= 1
        checkable = counted or timed
    elif patterns.resulting.match(text, verb_at, end) or patterns.spoken.fullmatch(text, verb_at, end):
        score += 2
        checkable = True
    elif patterns.anywhere.search(text, at, end):
        # 支部书记和财务部一起测算开支: who does it stands first.
        score += 2 if patterns.doer.match(text, at, end) else 1
    if counted:
        score += 2 if patterns.target.search(text, at, end) else 1
    if frequent:
        score += 2 if text.startswith("每", at) else 1
    if not timed and not text.startswith("把", at) and patterns.past.search(text, start, end):
        score -= 2
    if end - start < 4:
        score -= 1
    return score, checkable, timed
