"""What makes a promise checkable, and what it leaves unsaid."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import Missing
from tracker.extraction.vagueness import missing, says_what, says_when, says_who


def ask(rule: object, words: str) -> object:
    return rule(words, 0, len(words))  # type: ignore[operator]


@pytest.mark.parametrize(
    "words",
    [
        "进一步加强理论学习，不断提升党员干部的政治素养",
        "牢固树立抓好党建是最大政绩的理念，切实履行第一责任人职责",
        "层层压实责任，形成一级抓一级、层层抓落实的工作格局",
        "坚持党建引领，推动基层治理再上新台阶",
        "进一步完善工作机制，努力形成齐抓共管的合力",
        "严格落实“三会一课”制度，切实增强组织生活的吸引力",
        "适时开展教育，探索建立激励机制",
        "拧成一股绳、下好一盘棋，一任接着一任干",
        "认真贯彻党的二十大精神，深刻领悟“两个确立”的决定性意义",
        "持续深化作风建设，让群众有更多获得感",
        "加大对软弱涣散党组织的整顿力度",
        "全面提高党务干部的履职能力",
    ],
)
def test_an_effort_is_nothing_to_check(words: str) -> None:
    assert ask(says_what, words) is False


@pytest.mark.parametrize(
    "words",
    [
        "举办党务干部培训班",
        "培训党务干部60人次",
        "每季度听取一次汇报",
        "制定支部书记责任清单",
        "修订《党员积分管理办法》",
        "建成党群服务中心",
        "年底前整改任务全部销号",
        "实现村级后备干部全覆盖",
        "把老小学的空房子租出去",
        "为两个村各配一名专职网格员",
        "6月底前完成管网改造",
        "收缴率提高到九成以上",
        "推行“一窗通办”",
        "把东头的路灯全部换成太阳能的",
        "把考核结果与绩效挂钩",
    ],
)
def test_a_number_a_thing_or_a_state_can_be_checked(words: str) -> None:
    assert ask(says_what, words) is True


@pytest.mark.parametrize(
    "words, said",
    [
        ("6月底前出台办法", True),
        ("年内完成", True),
        ("每月调度", True),
        ("下学期开学前办好", True),
        ("汛期前清完", True),
        ("尽快办好", False),
        ("适时调整", False),
        ("下一步抓好落实", False),
    ],
)
def test_when(words: str, said: bool) -> None:
    assert ask(says_when, words) is said


@pytest.mark.parametrize(
    "words, said",
    [
        ("由组织办牵头制定清单", True),
        ("班子成员每人联系一个村", True),
        ("每名党委委员包保一个支部", True),
        ("责任人：李某", True),
        ("制定清单", False),
        ("明确责任，抓好落实", False),
    ],
)
def test_who(words: str, said: bool) -> None:
    assert ask(says_who, words) is said


def test_what_is_missing_comes_in_the_order_of_the_trade() -> None:
    assert ask(missing, "进一步加强作风建设") == (Missing.WHO, Missing.WHEN, Missing.WHAT)
    assert ask(missing, "制定责任清单") == (Missing.WHO, Missing.WHEN)
    assert ask(missing, "6月底前由组织办牵头制定责任清单") == ()
