"""What the words of a heading say that it opens.

A heading is told by what it is made of: take its known words away and next to nothing is left.
"""

from __future__ import annotations

import re

from tracker.domain.kinds import SectionKind
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import WordList, alternatives, derived, load

HEADING_MAX = 32
"""Characters that a heading may have."""
_YEAR = compiled(r"20[0-9]{2}(?:-20[0-9]{2})?年?度?")


@derived
def _words() -> WordList:
    return load("sections")


_LOOKS_AHEAD = compiled("下一?步|下一?阶段|今后|明年|来年|新的一年|下一年|努力|打算|改进|整改")


@derived
def _heading_patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Any word that tells a kind, any word of headings at all, and the words of each kind."""
    groups = _words().table("heading")
    known = compiled(alternatives(word for group in groups.values() for word in group))
    telling = {name: group for name, group in groups.items() if name != "filler"}
    kind = compiled(alternatives(word for group in telling.values() for word in group))
    return kind, known, {name: compiled(alternatives(group)) for name, group in telling.items()}


def classify_heading(heading: str, *, year: int | None = None) -> tuple[SectionKind | None, bool] | None:
    """What a heading announces: its kind (``None`` for causes alone) and whether problems and measures stand merged.

    ``year`` is the year reported on: a heading that begins with the year after it announces plans.
    Returns ``None`` where the words are no section heading at all.
    """
    ahead = year is not None and heading.startswith(f"{year + 1}年") and len(heading) <= HEADING_MAX // 2
    if ahead and not _DATE.fullmatch(heading):
        return SectionKind.NEXT_STEPS, False
    if "“" in heading and _CALLED.fullmatch(heading):
        # 关于“落实部署有差距”问题 is one of the problems, however its name sounds.
        return None
    addressed = _ADDRESSED.match(heading)
    if addressed is not None and addressed.end() < len(heading):
        # 针对存在的问题，下一步主要做好以下工作 names the problems only as what is answered.
        answer = _classify_words(heading[addressed.end() :])
        return answer if answer is not None and answer[0] is SectionKind.NEXT_STEPS else None
    told = _classify_words(heading)
    if told is None and "，" in heading:
        # 找差距，问题和措施 : a slogan, then what the section is called.
        before, last = heading.rsplit("，", 1)
        told = _classify_words(last)
        if told == (SectionKind.NEXT_STEPS, False) and _FAULTS.search(before):
            # 毛病在哪，怎么改
            told = SectionKind.PROBLEMS, True
    return told


_CALLED = compiled(
    "(?:关于|针对|对于?|在)?“[^”]{4,}”(?:等)?(?:方面)?的?(?:突出|主要)?(?:问题|方面)(?:的?整改(?:落实|完成)*(?:情况|进展)?)?[。：:]?"
)
_ADDRESSED = compiled(
    "(?:针对|围绕|对照|为解决|为了解决|聚焦|立足|结合|面对|对于?|就)[^，。；：]{0,14}(?:问题|不足|短板|差距|弱项|情况)[^，。；：]{0,4}，"
)


def _classify_words(heading: str) -> tuple[SectionKind | None, bool] | None:
    if turn := _TURN.match(heading):
        heading = heading[turn.end() :]
    plain = (_YEAR.sub("", heading) if "20" in heading else heading).strip("　 ：:。.、，")
    if not 2 <= len(plain) <= HEADING_MAX:
        return None
    if plain.strip("（）()") in _PLANS_ALONE or _MENDING.fullmatch(plain):
        return SectionKind.NEXT_STEPS, False
    if _FAULTS_AND_CURE.fullmatch(plain):
        return SectionKind.PROBLEMS, True
    kind, known, kinds = _heading_patterns()
    if not kind.search(plain):
        return None
    residue = known.sub("", plain)
    if len(residue) > max(1, len(plain) // 4):
        if (left := _LEFT_IN.fullmatch(plain)) is not None:
            return SectionKind.PROBLEMS, left["better"] is not None
        # 县级财政管理审计查出问题的整改情况: whatever it is about, it tells what became of problems.
        return (SectionKind.RECTIFICATION, False) if _BECAME_OF.search(plain) else None
    has = {name: bool(pattern.search(plain)) for name, pattern in kinds.items()}
    # 整改措施 promises, 整改情况 reports: measures of the future outrank the shorter word 整改.
    if has["rectification"] and "情况" in plain and not has["next_steps"]:
        # 年度工作完成情况 tells of the year's work.
        kind_of_work = SectionKind.RECTIFICATION if _OF_PROBLEMS.search(plain) else SectionKind.ACHIEVEMENTS
        return kind_of_work, False
    if has["achievements"] and has["next_steps"] and not _LOOKS_AHEAD.search(plain) and not has["problems"]:
        return SectionKind.ACHIEVEMENTS, False
    if has["causes"] and _CAUSES_OF.fullmatch(plain):
        return None, False
    if _OUTCOME.fullmatch(plain):
        return SectionKind.RECTIFICATION, False
    done = _DEED.match(plain) and not _LOOKS_AHEAD.search(plain)
    if has["next_steps"] and not has["problems"] and (done or _LACKS.search(plain)):
        # 强化党建引领，落实重点任务 tells what was done, 整改措施不具体 what is lacking.
        return None
    if has["problems"] and (has["next_steps"] or _AND_BETTER.search(plain)):
        return SectionKind.PROBLEMS, True
    if has["next_steps"]:
        return SectionKind.NEXT_STEPS, False
    if has["problems"]:
        if has["rectification"] and not re.search("存在|主要问题|不足|差距", plain):
            return SectionKind.RECTIFICATION, False
        # 创新不足 names a problem; only 存在不足 or 问题和不足 names a section, or one of the words for itself.
        names_section = (
            _NAMES_PROBLEMS.search(plain) or (not residue and "问题" in plain) or plain in _words()["heading.problems"]
        )
        return (SectionKind.PROBLEMS, False) if names_section else None
    if has["causes"]:
        return None, False
    if has["achievements"] and not _LACKS.search(plain):
        # 党建特色亮点不多 is a problem.
        return SectionKind.ACHIEVEMENTS, False
    return None


def reckons(heading: str) -> bool:
    """Whether a heading says in plain words that what became of last year's problems follows: 先交去年的账."""
    return len(heading) <= HEADING_MAX and _RECKONING.match(heading) is not None


_RECKONING = compiled(
    "(?![^。]*(?:打算|计划|今后|下一?步|明年|监督|推动|督促))"
    "(?=[^。]*(?:去年|上年|上一年|上次|上回|前一年|老(?:问题|毛病))|先[^。]{0,4}(?:老|旧|欠)账)"
    "(?=[^。]*(?:毛病|短处|问题|不足|短板|账|[说讲提答][过到出应]?[^。]{0,6}的?(?:事|话)|承诺|诺言|意见|点评|答应|欠))"
    "[^。]*(?:交账|[交算还结清对][^。，]{0,5}账|账[^。，]{0,4}[交算还结清对]|旧账[^。]{0,3}还|[改办补落还][实正完]?(?:得|了)(?:怎么?样|如何|没有|多少|吗|几)"
    "|兑现|回头看|答卷|销号|销账|怎么?样了|整改(?:完成|到位|落实)?$|有了?(?:下文|回音|着落|交代)|交代)"
)
_FAULTS = compiled("(?:毛病|短处|问题|不足|短板|差距)(?:在|出在|有|是)?(?:哪|什么|何)|[差短弱欠]在哪")
_BECAME_OF = compiled("(?:问题|意见)的?整改(?:落实|完成|工作|进展)*(?:情况|进展)$")
_LEFT_IN = compiled(
    "(?!针对|对照|围绕|关于|[^，。；：]*(?:现状|做法|成效|成绩))[^，。；：]{2,24}存在的?(?:主要|突出)(?:问题|不足|短板|困难)"
    "(?:[和及与](?:其)?(?:主要)?(?:(?:原因|成因|根源)(?:分析|剖析)?|(?P<better>(?:整改|改进|解决)?(?:措施|对策|建议|打算))))?"
)
"""纪检组履行职责中存在的主要问题及原因: whatever the work is called that they stand in."""
_ABOUT = compiled("(?:关于)?(?![^，。；：]*[“《])[^，。；：]{2,24}存在的?(?:问题|不足|短板|困难)")


def names_what_is_left(heading: str) -> bool:
    """Whether the heading of a chapter says in what work problems are left: 关于机关理论学习存在的问题."""
    return _ABOUT.fullmatch(heading) is not None


_OUTCOME = compiled(
    "(?:(?:上年度?|去年|上一年度?)?问题)?整改“?回头看”?|(?:[^，。；]{0,8}问题)?整改(?:工作|落实)?的?(?:成效|结果|成果)"
    "|[^，。；]{0,24}整改措施的?(?:落实|执行|完成|兑现)(?:进展)?(?:情况|进展)"
)
_CAUSES_OF = compiled(r"(?!.*[及和与、，])\w{0,6}(?:问题|不足|短板)\w{0,6}(?:成因|原因|根源)\w{0,4}")
"""问题成因剖析 tells why; 问题及成因剖析 tells both, and is a section of problems."""
_DEED = compiled(
    "(?:严格|认真|全面|扎实|切实|着力|持续|深入|坚决|狠|紧紧|层层)?"
    "(?:落实|完成|推进|抓[好实紧牢]?|压[实紧]|强化|紧[扣盯]|聚焦|围绕|突出|细化|分解|健全|夯实|明确)"
)
_LACKS = compiled("[不没欠缺][^，、和与及]{1,4}$|(?:还需|仍需|尚需|有待|亟待|亟需)[^，、和与及]{2,5}$")
_DATE = compiled("20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[年月]?[底初末前]*[。；]?")
"""2023年9月底 in a line of its own is a term."""
_OF_PROBLEMS = compiled("整改|问题|反馈|点评|查摆|承诺|上年|去年|上一年|意见|巡|审计|督|评议|考核|解决|不足")
_TURN = compiled("(?:讲|说|谈|晒|亮)完[^，]{1,6}，?(?=再?(?:讲|说|谈|晒|亮))")
"""讲完成绩讲问题: only the second is what follows."""
_PLANS_ALONE = frozenset({"改进", "怎么改", "如何改进", "怎样改进"})
_MENDING = compiled(
    "(?:怎么|如何|怎样)(?:补|补齐|破|破解|解|解决|攻|改|治)[好掉]?(?:这些)?(?:短板|弱项|难题|问题|不足|毛病|短处)"
    "|(?:补|补齐|破解|解决|改)(?:短板|弱项|难题|问题|不足|毛病|短处)的(?:办法|措施|路子|打算|思路|举措)"
    "|(?:展望|奋进|谋划)20[0-9]{2}年?|(?:明年|来年|新年|新一年)(?:的)?(?:任务|目标|盘算|想法|愿望)|我的(?:承诺|打算|计划)|公开承诺"
)
"""怎么补短板 names what is lacking only as what is mended."""
_FAULTS_AND_CURE = compiled(
    "(?:找|查|晒|亮|摆|揭)(?:短板|弱项|差距|不足|问题|短处|毛病)[、，和]?(?:定|补|改|强|谋|想|抓)(?:措施|弱项|短板|整改|对策|打算|办法|改进|提升|思路)"
    "|(?:哪里|哪儿|什么)(?:还)?(?:不足|不够|不好|不行|欠缺|有差距)[、，](?:怎么|如何|怎样)(?:改进?|补|办|干)"
    "|(?:短处|毛病|短板|不足|差距|弱项|欠账)[和与及、](?:补|改|治|解)法"
)
_AND_BETTER = compiled("[与和及、](?:如何|怎样|怎么)?改进$")
_NAMES_PROBLEMS = compiled(
    r"改进的地方|要改的地方|改进之处|还有哪些|有哪些|没做好|没有做好|没干好|没办好|做得不|存在|面临|主要(?:问题|不足|短板|差距|困难)|突出问题|查[摆找]|(?:问题|不足|短板|差距|困难)[和与及、]|^(?:的|工作|当前)?(?:问题|不足|差距|短板|不足之处)"
)
