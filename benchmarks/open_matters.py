"""What a report says among its deeds is still undone, in every wording, and what only sounds like it.

    python -m benchmarks.open_matters           the share that is found, by part of the wording
    python -m benchmarks.open_matters --show    also every sentence that is read wrongly

An annotated report holds one such sentence or none. This crosses what they differ in: the words that say that it is not
done yet, what is not done, the state in which it stands, what leads up to it, its cause and what comes of it. The
sentences of ``NONE`` hold such words and tell of no open matter: of what was got over, of people, of what never was.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import NamedTuple

from tracker.domain.kinds import Where
from tracker.domain.report import PlainText
from tracker.extraction import extract

_REPORT = """某某单位党委2023年度抓基层党建工作述职报告
一、主要工作
（一）强化理论武装。全年组织中心组学习12次，班子成员讲党课8次，党员参学率达到98%。
（二）办好民生实事。新修水渠3公里，解决急难愁盼问题23件。{said}
（三）抓好队伍建设。发展党员6名，培训干部200人次。
二、存在问题
（一）理论学习不够深入。有的党员学习不系统。
（二）阵地建设有短板。活动室面积小。
三、下一步打算
（一）抓学习。每月组织一次集中学习。
（二）建阵地。改造活动室。
"""
_ENOUGH = 0.7
"""So much of the sentence and of what is read must be the same."""

MATTERS = (
    "东沟桥加固", "翠堤小区2号楼加装电梯", "机关党员活动室", "新住院楼消防验收", "北坡管护站自来水", "镇敬老院改造",
    "城东停保场土地手续", "职工周转房", "三组通组路", "智慧党建平台二期", "老旧档案数字化", "两家下属企业党组织换届",
    "食堂油烟管道更换", "离退休支部活动场所", "河下组漫水桥", "87万元逾期贷款", "村集体冷库", "学院资料室", "南关网点",
    "流动党员台账系统", "乡里的垃圾中转站", "12户拆迁户的安置房", "实验室资质扩项", "西院供暖移交",
)  # fmt: skip
NOT_YET = (
    "至今未", "至今没有", "尚未", "仍未", "还没有", "一直没有", "始终未能", "到现在还没", "到今天也没有", "迟迟没有",
    "目前仍未", "仍然没有", "还未", "依旧没有", "未能", "没能",
)  # fmt: skip
UNDONE = (
    "开工", "动工", "复工", "完工", "竣工", "建成", "办结", "办下来", "批下来", "落实", "定下来", "谈拢", "通过验收",
    "解决", "得到解决", "理顺", "成立", "换届", "开放", "启用", "投用", "投入使用", "接通", "修复", "修好", "上线",
    "到位", "拨付到位", "移交", "签订协议", "拆除", "腾出来", "配齐", "招到人", "开张", "通车", "通气", "挂牌",
    "收回来", "入库", "备案", "更换", "推开", "铺开", "启动", "落地", "动起来", "办妥", "销号", "整改到位", "拿到批复",
    "进场施工", "纳入计划", "列入盘子", "达成一致", "争取到资金", "完成招标", "完成", "见效", "用起来", "立起来",
    "跟上", "搬迁", "接入", "恢复", "交付", "结算", "并网", "供上暖", "说清", "摸清", "配上", "建起来", "过户", "开通",
    "清退", "兑付",
)  # fmt: skip
STATES = (
    "悬而未决", "一拖再拖", "还停留在图纸上", "没有下文", "还没有眉目", "迟迟不见动静", "还是老样子", "遥遥无期",
    "成了半拉子工程", "一直悬着", "仍卡在审批环节", "仍是空白", "进展缓慢", "久拖未决", "没了下文", "原地踏步",
    "处于停滞状态", "仍在搁置", "被搁置下来", "陷入停顿", "仍停工", "久拖不决", "仍无着落", "仍无进展",
    "没有实质性进展", "毫无进展", "推进不下去", "推不动", "仍未破题", "还没破题", "没有动静", "仍是老大难",
    "仍是一块短板", "还是个空架子", "仍处于半停滞状态", "还没影", "仍未见成效", "未能如愿", "落了空", "泡了汤",
    "搁浅了", "仍没个说法", "还差一口气", "仍不达标", "仍不能用", "仍用不上", "仍然漏雨",
)  # fmt: skip
LEADS = (
    "", "但", "不过，", "美中不足的是，", "需要说明的是，", "让人揪心的是，", "同时也要看到，", "遗憾的是，",
    "要说遗憾，", "坦率地讲，", "实事求是地说，", "也有没办成的：", "还有一件挂心的事：", "目前，", "值得注意的是，",
    "欠账也有，", "唯独", "只是", "令人惋惜的是，", "说句实话，", "还得说一句，", "有一点不足，就是",
    "老百姓有意见的是，", "没办好的也得认账：", "可惜",
)  # fmt: skip
CAUSES = ("", "因资金缺口较大，", "因产权归属存在争议，", "受征地影响，", "由于施工方中途退场，", "因上级计划调整")
COMES_OF_IT = ("", "，群众意见较大", "，职工只能在外租房", "，影响了日常工作", "，大家都盼着")
NONE = (
    "全年尚未发生一起安全事故", "至今未发生一例感染", "班子始终没有松劲", "干部一直没有停过步子", "一直没有人掉队",
    "破解了一批久拖未决的难题", "解决了遥遥无期的安置房难题", "盘活半拉子工程3处", "攻克了老大难问题5个",
    "对因病未能到会的党员，支委上门送学12次", "对未能按时完成的任务逐项督办", "针对尚未脱贫的12户，落实帮扶责任人",
    "去年说的话没有落空", "群众的诉求没有一件落空", "过去一拖再拖的产权证，今年全部办了下来",
    "过去原地踏步的村，今年也迈开了步子", "决不让好政策落空", "防止工作流于表面、惠民政策落空",
    "原来推不动的拆迁，6月份全部签约", "受疫情影响，原定3月的培训未能举办，改为9月分两期补上",
    "没有一户因资金问题未能搬迁", "培训班因故未能按期举办，后改在线上开展", "尚未就业的大学生一对一联系",
    "尚未完成的2个项目正在抓紧推进", "还未入党的青年骨干列为培养对象", "目前尚未建立党组织的3家企业派驻党建指导员",
    "一时推不动的事，班子成员包案推进", "再没有发生漏水", "屋顶再不漏雨了", "没有一件事搁浅", "全部办结，无一搁置",
    "雨季前完成维修，不再积水", "走访中没有一户反映没有着落", "让闲置空白地变成小花园", "消除党建空白点5个",
    "仍未停下脚步", "仍没有放松要求", "依旧没有忘记老党员", "党员带头签约，一度停滞的拆迁两个月全部完成",
    "曾经搁浅的冷链项目今年开工建设", "对迟迟未能办结的案件挂牌督办，全部办结",
    "群众等了多年、久拖不决的房产证问题彻底解决", "尚未达到退休年龄的老书记主动让贤", "还未到下班时间，窗口就排起了队",
    "直到天黑还没有一个人离开", "还没开工，党员就先进了场", "尚未通水的3个组，年内全部通了水",
    "还有3户没搬的，11月底前都住进了新房",
)  # fmt: skip


class Said(NamedTuple):
    """A sentence on an open matter."""

    part: str
    """Which of its parts is tried."""
    lead: str
    matter: str
    """All behind the lead."""


def sentences(seed: int = 1, each: int = 3) -> Iterator[Said]:
    """Sentences in which every wording of every part stands so many times."""
    random = Random(seed)  # noqa: S311 - the same sentences every time is the point
    pick = random.choice
    for undone in UNDONE:
        for not_yet in random.sample(NOT_YET, each):
            yield Said(undone, pick(LEADS), pick(MATTERS) + pick(CAUSES) + not_yet + undone + pick(COMES_OF_IT))
    for not_yet in NOT_YET:
        for undone in random.sample(UNDONE, 2 * each):
            yield Said(not_yet, "", pick(MATTERS) + not_yet + undone)
    for state in STATES:
        for _ in range(each):
            yield Said(state, pick(LEADS), pick(MATTERS) + pick(CAUSES) + state + pick(COMES_OF_IT))
    for lead in LEADS:
        for _ in range(2 * each):
            yield Said(lead, lead, pick(MATTERS) + "至今没有" + pick(UNDONE) + pick(COMES_OF_IT))


def read(sentence: str) -> list[str]:
    """The open matters that are found in a report that says a sentence among its deeds."""
    text = _REPORT.format(said=sentence + "。")
    found = extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2023)
    return [problem.span.of(text) for problem in found.problems if problem.where is Where.INLINE]


def is_found(said: Said) -> bool:
    """Whether the matter is read, and nothing else with it."""
    found = read(said.lead + said.matter)
    return len(found) == 1 and _same(found[0].rstrip("。"), said.matter) >= _ENOUGH


def _same(one: str, other: str) -> float:
    """How much of two stretches of one text is the same."""
    if one in other or other in one:
        return min(len(one), len(other)) / max(len(one), len(other), 1)
    return 0.0


def share(made: Sequence[Said]) -> float:
    """How many of some sentences are read."""
    return sum(map(is_found, made)) / len(made)


def taken_for_open() -> list[str]:
    """The sentences that tell of no open matter and are taken for one."""
    return [sentence for sentence in NONE if read(sentence)]


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description="Open matters among deeds, in every wording.")
    parser.add_argument("--seed", type=int, default=1, help="other sentences")
    parser.add_argument("--show", action="store_true", help="every sentence that is read wrongly")
    options = parser.parse_args()
    made = list(sentences(options.seed))
    parts: dict[str, list[bool]] = defaultdict(list)
    for said in made:
        found = is_found(said)
        parts[said.part].append(found)
        if options.show and not found:
            print(f"{said.lead}{said.matter}: {read(said.lead + said.matter)}")
    for part, found_ones in sorted(parts.items(), key=lambda one: sum(one[1]) / len(one[1])):
        if not all(found_ones):
            print(f"{sum(found_ones) / len(found_ones):.2f} {part}")
    print(f"found: {sum(map(sum, parts.values())) / len(made):.3f} of {len(made)}")
    wrong = taken_for_open()
    print(f"taken for open matters: {len(wrong)} of {len(NONE)} {wrong or ''}")


if __name__ == "__main__":
    main()
