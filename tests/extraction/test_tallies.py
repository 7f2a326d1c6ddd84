"""Tallies of the year's own lists and checks; every sentence is made up for this table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import SectionKind
from tracker.domain.report import Tally
from tracker.extraction.scope import Scope
from tracker.extraction.tallies import find_tallies
from tracker.extraction.view import clean

SENTENCES: tuple[tuple[str, tuple[tuple[int | None, int | None], ...]], ...] = (
    # sentence of the achievements, (total, done) of each tally; the report is of 2023
    ("开展内部审计2次，发现问题9个，已全部整改。", ((9, 9),)),
    ("镇纪委开展监督检查12次，发现问题15个，督促整改15个。", ((15, 15),)),
    ("开展党建督查4轮，反馈问题56个，已整改52个。", ((56, 52),)),
    ("着力解决群众急难愁盼问题，办好民生实事12件。", ()),
    ("推动一批历史遗留问题得到妥善解决。", ()),
    ("协调解决问题16个，化解纠纷45起。", ()),
    ("受理群众诉求1320件，办结率98.6%，满意率97%。", ()),
    ("高标准召开2022年度民主生活会，查摆问题23个，制定整改措施45条。", ()),
    ("老旧小区改造问题仍未解决。", ()),
    ("确保问题整改到位，推动全面从严治党向纵深发展。", ()),
    ("扎实做好巡察“后半篇文章”，以问题整改促作风转变。", ()),
    ("排查问题线索15条，办结13条，其余2条正在核查。", ((15, 13),)),
    ("民生实事清单25项全部办结，问题清单40条（已销号33条）。", ((25, 25), (40, 33))),
    ("年初承诺的10件民生实事全部完成。", ((10, 10),)),
    ("排查安全隐患86处，全部整改到位。", ((86, 86),)),
    ("排查整治安全隐患86处。", ((86, 86),)),
    ("收集意见建议38条。", ()),
    ("收集群众意见138条，办理回复131条。", ()),
    ("职工意见台账记了三十六条，销了三十一条。", ((36, 31),)),
    ("排查自建房1.2万栋，发现安全隐患114处，已整治97处；发放宣传单3000份。", ((114, 97),)),
    ("征集群众“微心愿”120个，全部实现。", ()),
    ("去年我讲过，村里的垃圾没人管。今年请了两个保洁员，垃圾天天清。", ()),
    ("去年说的水渠堵塞的问题，今年还是老样子，没有解决。", ()),
    ("全年自查发现问题18个，整改到位18个。", ((18, 18),)),
    ("组织“回头看”2次，发现问题11个，完成整改11个。", ((11, 11),)),
    ("开展廉政风险排查，查找风险点62个，制定防控措施130条。", ()),
    ("建立问题台账，梳理问题34条，销号30条。", ((34, 30),)),
    ("学生反映的32件急难愁盼事项，办结30件，2件正在协调。", ((32, 30),)),
    ("承办人大代表建议、政协提案17件，全部办结。", ((17, 17),)),
    ("“我为群众办实事”项目24个，完成24个。", ((24, 24),)),
    ("为民办实事20件，群众满意率98%。", ()),
    ("全年审结案件2310件，执结1890件。", ()),
    ("查处违纪问题5起，处分8人。", ()),
    ("聚焦食品安全开展专项检查，发现并处置问题19个。", ()),
    ("发现安全隐患45处，已整改43处，2处正在施工。", ((45, 43),)),
    ("下发整改通知书12份，督促整改问题26个。", ((26, 26),)),
    ("收到投诉工单560件，均已按时办结。", ((560, 560),)),
    ("梳理“一把手”监督问题清单12项、责任清单12项、整改清单12项。", ()),
    ("主题教育问题清单16条（全部销号）。", ((16, 16),)),
    ("问题清单整改销号率100%。", ()),
    ("列入整改清单的22项任务完成20项，其余2项按计划推进。", ((22, 20),)),
    ("坚持问题导向，建立问题、责任、整改三个清单。", ()),
    ("用好审计、巡察成果，健全制度8项。", ()),
    ("配合市委巡察组完成巡察，主动提供资料320份。", ()),
    ("召开巡察整改专题民主生活会1次，制定整改措施36条。", ()),
    ("推进审计反馈问题整改，追回资金12万元。", ()),
    ("开展“四风”问题专项整治，查纠问题12个，批评教育9人。", ()),
    ("落实党风廉政建设责任制，开展监督检查8次，发现问题13个，整改13个，约谈5人。", ((13, 13),)),
    ("街道纪工委开展日常监督，发现问题21个，推动整改21个。", ((21, 21),)),
    ("长期困扰企业的融资难问题得到缓解。", ()),
    ("农村“三资”管理不规范问题得到根本扭转。", ()),
    ("着力破解基层治理难题，推动问题解决在一线。", ()),
    ("解决了一批群众关心的热点难点问题。", ()),
    ("上年度承诺的文化广场已建成，群众活动有了去处。", ()),
    ("主题教育期间，班子检视问题9个，已整改8个，1个长期坚持；为民办实事14件，全部办结。", ((14, 14),)),
    ("查出安全隐患120处，整改率100%。", ((120, 120),)),
    ("机关作风顽疾得到有效遏制。", ()),
    ("积压十年的遗留问题一朝化解。", ()),
    ("走村听诉求46条，帮着理顺办证流程、修缮会议室等问题30条。", ()),
    ("在新街改造中，出面协调迁坟、改线等问题8个。", ()),
    ("全年受理群众诉求516件，已办结516件，办结率100%。", ((516, 516),)),
    ("问题整改、制度建设、队伍建设一体推进。", ()),
    ("召开组织生活会，班子成员查摆问题15条，逐条明确整改措施。", ()),
    ("扎实开展民主评议党员，评定优秀党员12名。", ()),
    ("党建督查发现的共性问题在全系统通报，推动整改落实。", ()),
    ("针对师生反映的食堂排队时间长、淋浴间少等5个问题，逐一研究解决。", ()),
    ("扎实开展主题教育，查摆问题15个，制定整改措施30条。", ()),
    ("开展“强作风”专项行动，查摆问题45个，整改44个。", ((45, 44),)),
    ("组织“三资”清理自查，发现问题22个，已整改20个，移交线索2条。", ((22, 20),)),
    ("深化以案促改，查摆廉政风险点32个，制定防控措施64条。", ()),
    ("上年度民主生活会整改清单12项全部销号。", ((12, 12),)),
    ("学校纪委对食堂采购开展专项检查，反馈问题8个，后勤处已整改8个。", ((8, 8),)),
    ("聘请第三方开展安全评估，查出隐患34处，整改34处。", ((34, 34),)),
    ("开展党建互查互评2轮，发现并督促整改问题63个。", ((63, 63),)),
    ("受理12345工单2310件，按时办结率99.8%，满意率95.1%。", ()),
    ("市委交办的4件信访积案，化解3件，1件正在稳控。", ((4, 3),)),
    ("建成项目12个，在建项目8个。", ()),
    ("全年化解信访积案7件，办结初信初访45件。", ()),
    ("实施民生项目25个，完工22个，完成投资1.2亿元。", ((25, 22),)),
    ("年度重点工作68项，已完成65项，3项正在推进。", ((68, 65),)),
    ("年初确定的十件实事，件件有着落，全部兑现。", ((10, 10),)),
    ("办结群众诉求1860件。", ()),
    ("网格事件上报4320件，办结4298件，办结率99.5%。", ((4320, 4298),)),
    ("整改燃气安全隐患76处，更换老旧燃气管道3.2公里。", ((76, 76),)),
    ("排查房屋安全隐患1280户，整治危房32户。", ()),
    ("发现食品安全问题12个，下发监督意见书12份，限期整改。", ()),
)


def tallies(text: str, kind: SectionKind = SectionKind.ACHIEVEMENTS, *, year: int | None = 2023) -> tuple[Tally, ...]:
    view = clean(text)
    return find_tallies(view, (Scope(kind, 0, len(view.text)),), year=year)


@pytest.mark.parametrize("text, expected", SENTENCES)
def test_numbers(text: str, expected: tuple[tuple[int | None, int | None], ...]) -> None:
    assert tuple((one.total, one.done) for one in tallies(text)) == expected


@pytest.mark.parametrize(
    "text, quote",
    [
        ("建立民生清单20条（全部销号），群众满意。", "建立民生清单20条（全部销号）"),
        ("开展巡查2轮，发现问题18个，已整改16个，约谈3人。", "发现问题18个，已整改16个"),
        ("组织安全检查6次，整改隐患21处。", "整改隐患21处"),
        ("14个未结算项目已完成结算9个，其余5个正在审核。", "14个未结算项目已完成结算9个，其余5个正在审核"),
        ("三是列了九件实事，一件一件办，全都办完了，大家说好。", "列了九件实事，一件一件办，全都办完了"),
    ],
)
def test_span(text: str, quote: str) -> None:
    (found,) = tallies(text)

    assert found.span.of(text) == quote


@pytest.mark.parametrize(
    "text, label",
    [
        ("确定民生事项清单38条（销号35条）。", "民生事项清单"),
        ("开展内部巡查3轮，发现问题37个，已整改34个。", "内部巡查发现问题"),
        ("收集师生诉求57条，办结54条。", "师生诉求"),
        ("排查整治燃气管道隐患32处。", "燃气管道隐患"),
    ],
)
def test_label(text: str, label: str) -> None:
    (found,) = tallies(text)

    assert found.label == label


@pytest.mark.parametrize("kind", [SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.CLOSING])
def test_problems_and_promises_hold_no_tally(kind: SectionKind) -> None:
    assert tallies("排查隐患30处，全部整改到位。", kind) == ()


def test_only_lists_by_name_count_in_the_section_on_last_year() -> None:
    text = "学习教育问题清单16条（销号15条），发放宣传册300份，整改隐患4处。"

    found = tallies(text, SectionKind.RECTIFICATION)

    assert [(one.label, one.total, one.done) for one in found] == [("学习教育问题清单", 16, 15)]


def test_without_a_year_the_first_one_named_is_the_reports() -> None:
    text = "2022年，全局自查发现问题9个，已整改9个。"

    assert [(one.total, one.done) for one in tallies(text, year=None)] == [(9, 9)]
    assert tallies("2023年工作如下。2022年度自查发现的9个问题，已整改9个。", year=None) == ()


def test_what_stands_in_a_closure_is_no_tally() -> None:
    text = "县委巡察反馈的12个问题，已整改问题11个，1个正在推进。"

    assert tallies(text) == ()


WORDS = st.sampled_from(
    [
        "清单",
        "问题",
        "隐患",
        "线索",
        "12个",
        "3处",
        "20条",
        "（",
        "）",
        "全部",
        "销号",
        "已整改",
        "发现",
        "排查",
        "并",
        "整改",
        "，",
        "。",
        "；",
        "办结",
        "XX件",
        "受理",
        "诉求",
    ]
)


@given(st.lists(WORDS, max_size=50), st.sampled_from(SectionKind))
def test_every_tally_is_grounded(words: list[str], kind: SectionKind) -> None:
    text = "".join(words)
    view = clean(text)
    scopes = (Scope(kind, 0, len(view.text)),) if view.text else ()

    for found in find_tallies(view, scopes, year=2023):
        assert found.span.of(text)
        assert found.label
        assert found.done is None or found.total is None or found.done <= found.total
