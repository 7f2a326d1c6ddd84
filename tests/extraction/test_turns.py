"""Open matters that a sentence among deeds turns to, and turns that lead to nothing open."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import Where
from tracker.domain.report import PlainText, Problem
from tracker.extraction import extract

REPORT = (
    "下沟村党支部2023年工作汇报\n一、主要工作\n"
    "这一年我们修了三公里路，装了四十盏灯，走访老人六十户，群众出门不再踩泥。{matter}\n"
    "党员带头清了河道，卖了两季西瓜，合作社分红十一万元。\n"
    "二、存在的问题\n1.学习抓得不紧。常常念念报纸就散会。\n2.账目公开不及时。三季度的账拖到年底。\n"
    "三、下一步打算\n1.抓紧学习。每月上一堂课。\n2.公开账目。每月十号贴账。\n"
)


def inline(matter: str) -> list[Problem]:
    found = extract(PlainText(REPORT.format(matter=matter), "utf-8", ""))
    return [problem for problem in found.problems if problem.where is Where.INLINE]


OPEN = [
    ("不过也要看到，跑运输的党员常年在外，组织生活参加不了，村里也还没有把他们管起来。", "跑运输的党员常年在外"),
    ("但是，路修起来容易养起来难，东头那座石桥已经成了危桥，至今未能改造。", "东头那座石桥已经成了危桥"),
    ("不过，路修得多了，沿路堆柴火、晒粮食，同乡里的联合管护办法仍未建立起来。", "沿路堆柴火、晒粮食"),
    ("可话说回来，南沟十几户吃水还是个难，年年答应年年没办成。", "南沟十几户吃水还是个难"),
    ("然而，合作社领办得多、带动得少，真正开过社员大会的不到一半。", "合作社领办得多、带动得少"),
    ("比较遗憾的是，排水沟一直没有做成，一下大雨就往院里灌。", "排水沟一直没有做成"),
    ("但也应看到，合作社的会计懂账的少，账目不规范，一本账要对三遍。", "合作社的会计懂账的少"),
    ("话说回来，村小学的操场还没有硬化，孩子们一下雨就上不了体育课。", "村小学的操场还没有硬化"),
    ("但我们也要清醒地看到，后山的水塔到现在没有修好，三十户人家用水靠挑。", "后山的水塔到现在没有修好"),
    ("美中不足的是，老年食堂的证照还没批下来，灶台空了大半年。", "老年食堂的证照还没批下来"),
    ("不过有一件事得认账：西头的化粪池往外冒，说了两年，到现在也没有根治。", "西头的化粪池往外冒"),
    ("可惜图书室冷冷清清，一年借不出去几本书，管理员也没人愿意当。", "图书室冷冷清清"),
]


@pytest.mark.parametrize("matter, title", OPEN)
def test_a_turn_among_deeds_names_an_open_matter(matter: str, title: str) -> None:
    found = inline(matter)

    assert [problem.title for problem in found] == [title]
    assert matter.endswith(found[0].span.of(REPORT.format(matter=matter)) + "。")


NOT_OPEN = [
    "但是大家没有松劲，又把剩下的五户走了一遍。",
    "不过这些都没有难倒党员，三天三夜就把塌方清完了。",
    "但考虑到老人不会用智能手机，我们又在村部设了一个窗口，专人帮着办。",
    "但因为准备得早，没有发生一起事故，没有一个人掉队。",
    "不过老人家说什么也不肯收钱，没有办法，志愿者把鸡蛋放回了门口。",
    "可是没有一个人叫苦，没有一个人请假。",
    "然而在党员的带动下，缺工、缺料的难处一个一个克服，大棚按时建成了。",
    "但与上级的要求相比，还有不小的差距。",
    "五月里把六十米水管全换成了新的，到今天没冒过一回。",
    "三号机井修好以后，到年底一次没坏过。",
    "吊桥四月加固，到现在没有再晃过一下。",
    "过去村里还没有把会开起来，现在每月一次雷打不动。",
    "但雨下得急，没来得及收的麦子不少，我们连夜组织党员帮着抢了出来。",
]


@pytest.mark.parametrize("matter", NOT_OPEN)
def test_a_turn_to_what_went_well_names_none(matter: str) -> None:
    assert inline(matter) == []


def test_what_weighs_most_is_told_in_the_next_sentence() -> None:
    found = inline("眼下最揪心的是停车。院里只有两百个位子，车有五百多辆，协调了几家都没谈拢。")

    assert [problem.title for problem in found] == ["停车"]


def test_what_is_as_it_ever_was_is_open() -> None:
    found = inline("有喜也有忧。卫生室的医生辞职走了，到现在门还锁着，老人买药得跑镇上。")

    assert [problem.title for problem in found] == ["卫生室的医生辞职走了"]
