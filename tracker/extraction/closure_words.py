"""The words and numbers that tell what became of problems, as patterns: 已整改11个, 3个正在推进, 全部销号, 除甲外."""

from __future__ import annotations

import re

from tracker.extraction.closure_raised import COUNT, PIECE
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns


def _first_characters() -> str:
    """The characters that words of an outcome begin with: a clause without any of them tells none."""
    words = load("closures")
    groups = ("complete", "bare", "last", "basic", "ongoing", "soft", "doing", "remaining")
    firsts = {word[0] for group in groups for word in words[f"status.{group}"]}
    # 除…外, 整改率 and the words for work under way that stand before a number.
    return re.escape("".join(sorted(firsts | set("除率正持长推未尚基在抓"))))


@derived
def outcome_patterns() -> Patterns:
    """The patterns that closure_outcome.py reads clauses with, by name."""
    words = load("closures")
    wholly, remaining = words.pattern("status.wholly"), words.pattern("status.remaining")
    ongoing = words.pattern("status.ongoing")
    verb = words.pattern("status.doing")
    noun = "(?:问题|事项|任务|意见|建议|隐患|提案|议案|诉求|线索|工单|信访件|举报件)"
    # 人手压在抢收上了 settles nothing.
    settled = (
        rf"(?<![抢秋夏麦丰])(?:{words.pattern('status.settling')}){words.pattern('status.settled')}[了啦]?"
        "(?=[，；。、）”并且]|整改|$)"
    )
    last, no_result = words.pattern("status.last"), words.pattern("status.no_result")
    return Patterns(
        any=f"[{_first_characters()}]",
        done_count=(
            # 督办7个, 转办7个 hands them on.
            rf"(?:(?<![督转交催承领主协查举开])(?:{verb})|{words.pattern('status.settling')}{words.pattern('status.settled')}"
            rf"|{words.pattern('status.complete')}(?=的))(?:了|整改|销号|到位|完成|完毕|办结|落实|解决|好|的只有|的仅有|的有|的|有|并|数|结算|验收|办理|兑现){{0,5}}"
            rf"{noun}{{0,2}}(?P<n>{COUNT})余?{PIECE}(?!小区|村|社区|项目|支部|单位|部门|乡|镇|企业|学校|班组?|站|示范|工程|制度|活动)"
        ),
        count_done=(
            rf"(?<!第)(?P<n>{COUNT})余?{PIECE}(?:方面)?的?{noun}?(?:"
            rf"{words.pattern('status.adverbs')}{{1,4}}(?P<basic>基本)?{verb}(?!{no_result}|得)"
            rf"|{settled}|(?:画上|画|划上|划)了?(?:圆满)?句号"
            # 3个见了底, 11条落地
            rf"|{words.pattern('status.adverbs')}{{0,4}}(?:{words.pattern('status.complete')}|落地|见了?效)(?=[，；。、）]|$)"
            # 三项整改 alone is work, not its result.
            rf"|(?P<half>基本)?(?:整改|落实)(?:到位|完成|完毕|销号|好|了)"
            rf"|(?P<part>基本)?(?:完成|销号|办结|解决|改好|改了|改掉|办了|办好|办完|改完|清零|见底|关闭)(?!大半|一[大多]?半|得不|{no_result}))"
        ),
        left_over=rf"{remaining}的?(?P<n>{COUNT})余?{PIECE}",
        left_going_on=(
            rf"(?:正在|正(?![常确式当规面])|持续|长期|推进|推动|未完成|尚未|基本|在办|抓紧)[^，。；、0-9]{{0,8}}?(?P<n>{COUNT})余?{PIECE}"
        ),
        left_counted=(
            rf"(?P<n>{COUNT})余?{PIECE}(?![没不][落漏少剩拖]){noun}?[^，。；、0-9]{{0,24}}?"
            rf"(?:正在|正按|正有|正(?![常确式当规面])|持续|长期|推进|尚未|仍|还(?![清上掉完]|了[，。；]?$)|需|待|没|未|在办|进行|原地踏步|卡在|搁着|悬着|取得(?:阶段性|初步|一定|明显)(?:进展|成效)|不(?:太|够|怎么|是很)?(?:好|彻底|理想|到位|明显))"
        ),
        complete=rf"(?:{words.pattern('status.complete')}|{settled}|(?<=[一-龥]{{2}})完毕(?=[，；。]|$))(?![0-9])",
        bare=(
            rf"{wholly}(?:于[^，；。]{{1,8}}?)?(?:{words.pattern('status.wholly', 'status.manner')}){{0,3}}"
            rf"(?:{last}(?=整改|[，；）】、并且]|了?$)"
            rf"|(?!{last}){words.pattern('status.bare')}(?!了?(?:整改)?(?:{no_result}|[0-9])))"
        ),
        # 占到一半, 提高到一半以上, 分值的一半: half of something else.
        basic=(
            rf"(?<!占到)(?<!高到)(?<!加到)(?<!减到)(?<!减)(?<!的){words.pattern('status.basic')}(?!以上)"
            r"|(?<=[改办成决好完实消])了?[一二三四五六七八九]成(?=[，；。以多]|左右|$)"
        ),
        ongoing=ongoing,
        soft=words.pattern("status.soft"),
        excepted=r"除了?(?P<what>[^。；]{1,80}?)(?:以外|之外|外)",
        # 95%要求立行立改的问题已整改到位, 已解决的占70%: a share of them, whatever the words beside it say.
        rate=(
            r"(?:整改|完成|办结|销号|落实)(?:完成|到位)?率[^，。；0-9]{0,4}(?P<rate>[0-9]{1,3}(?:\.[0-9]+)?)%"
            r"|[的中]占(?:比|(?:问题)?总数的)?(?P<part>[0-9]{1,3}(?:\.[0-9]+)?)%"
            rf"|(?P<share>[0-9]{{1,3}}(?:\.[0-9]+)?)%(?:以上)?的?[^，。；0-9]{{0,16}}?{noun}(?=[已均得完整])"
        ),
        others_going=rf"{remaining}(?:的|问题|各项){{0,2}}(?:[也都均还]|目前|现){{0,2}}{ongoing}",
        others_done=rf"(?:其余|其他|其它|剩余|余下)(?:的|问题|各项){{0,2}}(?:{wholly})",
        counted_start=rf"(?:其中|另有|目前)?{COUNT}余?{PIECE}",
        counted_going_on=(
            rf"(?:其中|另有|目前)?{COUNT}余?{PIECE}(?:方面)?的?{noun}?"
            r"(?:[正已需尚未仍均全也按因为由在待长持涉属立限分基完整明改办还没中，（“]|$)"
        ),
        going_on=words.pattern("status.going_on", "status.remaining"),
        counted=COUNT + "余?" + PIECE,
        counted_again=rf"(?:至此|目前|现|以上|上述|这)?(?P<n>{COUNT}){PIECE}(?:具体|整改)?{noun}",
        exception_count=rf"(?P<n>{COUNT})余?{PIECE}",
    )


_METHOD = compiled(
    r"(?:(?!通过|经)[^，。；“]){0,8}?(?:实行|实施|推行|建立|健全|采取|严格)(?![^，。；]*(?:已|均|全部|都|得))"
)
"""实行拉条挂账、办结销号 tells how the work goes, not that it is over."""


_WHOLLY = ("全部", "已", "均", "都", "悉数", "实现", "完成")


def only_named(text: str, clause: Stretch, start: int, end: int) -> bool:
    """Whether words of completion stand in quotation marks (认定为“已整改”事项) or name a way of working."""
    # The clauses of an entry may hold several sentences.
    begin = max(clause.start, text.rfind("。", clause.start, start) + 1)
    opened = text.rfind("“", begin, start)
    quoted = opened >= 0 and text.find("”", opened, start) < 0 and text.find("”", end, clause.end) >= 0
    # 全部“清零” only lends the word its colour.
    quoted = quoted and not text.endswith(_WHOLLY, begin, opened)
    return quoted or _METHOD.match(text, begin, start) is not None


def ends_well(text: str, at: int, end: int) -> bool:
    """Whether a word of completion stands alone: 已销号, not 办结职工诉求163件."""
    return at >= end or text[at] in "，、；。）”并且了的和率及与，" or text.startswith(_GOES_WITH, at)


_GOES_WITH = ("，", "整改", "目标", "并", "工作", "归档", "回复", "答复", "反馈", "销号", "验收", "备案", "存档")
"""办结回复, 销号归档: what may follow a word of completion that tells of nothing else."""
