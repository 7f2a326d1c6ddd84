"""Closure statements: who raised the problems, how many, what became of them; every sentence is made up for this table."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, SectionKind
from tracker.domain.report import Closure
from tracker.extraction.closures import find_closures
from tracker.extraction.scope import Scope
from tracker.extraction.tallies import find_tallies
from tracker.extraction.view import View, clean

ACHIEVEMENTS, RECTIFICATION = SectionKind.ACHIEVEMENTS, SectionKind.RECTIFICATION
PROBLEMS, NEXT_STEPS, OPENING = SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.OPENING
SUPERIOR_REVIEW, SELF_REVIEW, INSPECTION = Origin.SUPERIOR_REVIEW, Origin.SELF_REVIEW, Origin.INSPECTION
AUDIT, DEMOCRATIC_LIFE, THEME_EDUCATION = Origin.AUDIT, Origin.DEMOCRATIC_LIFE, Origin.THEME_EDUCATION
SUPERVISION, OTHER = Origin.SUPERVISION, Origin.OTHER
DONE, PARTIAL = ClosureStatus.DONE, ClosureStatus.PARTIAL
IN_PROGRESS, NOT_APPLICABLE = ClosureStatus.IN_PROGRESS, ClosureStatus.NOT_APPLICABLE

STATEMENTS = (
    # sentence, section, its heading, (origin, status, total, done) of each statement; the report is of 2023
    (
        "针对上级党委书记在述职评议会上点评指出的5个问题，先后召开专题会研究部署，制定整改措施16条，目前全部整改到位。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 5, 5),),
    ),
    (
        "上一年度述职评议考核反馈的4个问题，已整改销号3个，剩余1个正在推进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 4, 3),),
    ),
    (
        "去年述职查摆的5个问题，除机井维护一项仍在推进外，其余4个通过建台账、定专人等办法已整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 5, 4),),
    ),
    (
        "单位内部审计反映的3个资产管理问题，正在会同财务科整改。",
        RECTIFICATION,
        "",
        ((AUDIT, IN_PROGRESS, 3, None),),
    ),
    (
        "上年述职报告提及的值班室漏雨问题，经多方协调已于5月妥善解决。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "去年检讨自己抓党建精力投得不匀，今年到支部63次，讲党课6次，这一条改过来了。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "去年县委书记点评指出我镇流动党员管理松散，今年建了花名册，这个问题基本解决。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, None, None),),
    ),
    (
        "上年述职时说的离退休支部换届超期一事，3月已依规改选完毕。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "去年大家嫌账公开得慢，今年每季度头十天贴了出来，这个毛病改过来了。",
        ACHIEVEMENTS,
        "",
        ((OTHER, DONE, None, None),),
    ),
    ("去年承诺事项4件，落实3件，综合体因规划调整延期。", RECTIFICATION, "", ()),
    (
        "上年度查摆的5个问题，完成整改4个，1个正在推进。具体是：\n1.窗口服务不稳的问题。已完成整改。\n2.收入单一的问题。正在推进。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 5, 4),),
    ),
    # What was promised last year is no problem that was raised.
    ("去年述职时提出的台账验收、委员轮训、交叉检查等任务均已如期完成。", ACHIEVEMENTS, "", ()),
    ("去年述职时提出的《支部参与重要事项决策细则》已于4月印发执行。", ACHIEVEMENTS, "", ()),
    ("去年述职时提出的“建一间党员活动室”已于5月兑现。", ACHIEVEMENTS, "", ()),
    ("去年述职时提到的党费漏记一事已经补齐，并换成了线上缴纳。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    (
        "去年我当着大家认了四样毛病，改好了三样，剩下一样是年轻人留不住。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 4, 3),),
    ),
    ("西头路灯不亮那个毛病，去年也讲过，如今改过来了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    ("去年我揭的短，水渠年年堵这一条，总算弄利索了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    ("对去年述职时查摆出的6个问题，逐项明确责任人，均已整改到位。", RECTIFICATION, "", ((SELF_REVIEW, DONE, 6, 6),)),
    (
        "上年度述职查摆的“阵地老化”“后备力量不足”等4个问题，3个已完成整改，1个仍在推进。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 4, 3),),
    ),
    (
        "县委巡察组反馈的3个方面12个具体问题，目前已完成整改10个，2个需长期坚持。",
        RECTIFICATION,
        "",
        ((INSPECTION, PARTIAL, 12, 10),),
    ),
    ("全年未收到巡视巡察反馈问题。", RECTIFICATION, "", ((INSPECTION, NOT_APPLICABLE, None, None),)),
    (
        "本年度没有接受巡视巡察和审计。",
        RECTIFICATION,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    (
        "巡视巡察反馈问题：不涉及。审计反馈问题：无。",
        RECTIFICATION,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    (
        "今年我院不涉及巡视巡察、审计、环保督察反馈问题。",
        RECTIFICATION,
        "",
        (
            (INSPECTION, NOT_APPLICABLE, None, None),
            (AUDIT, NOT_APPLICABLE, None, None),
            (SUPERVISION, NOT_APPLICABLE, None, None),
        ),
    ),
    ("除1个历史遗留问题正在推进外，审计反馈的其余8个问题均已完成整改。", RECTIFICATION, "", ((AUDIT, DONE, 8, 8),)),
    (
        "针对上年度党建考核反馈的4个问题，建立台账、挂图作战，已基本完成整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 4, None),),
    ),
    (
        "市委巡察组反馈问题26个，截至12月底，已完成整改21个，基本完成3个，持续推进2个。",
        RECTIFICATION,
        "",
        ((INSPECTION, PARTIAL, 26, 21),),
    ),
    (
        "县委巡察反馈的XX个问题，已完成整改XX个，剩余X个正在推进。",
        RECTIFICATION,
        "",
        ((INSPECTION, PARTIAL, None, None),),
    ),
    ("去年查摆的3个问题正在逐项整改，其中2个已完成。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 3, 2),)),
    (
        "针对去年上级点评指出的问题，通过配强力量、健全制度等措施完成整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, None, None),),
    ),
    ("上级点评指出的3个问题，正在抓紧整改。", RECTIFICATION, "", ((SUPERIOR_REVIEW, IN_PROGRESS, 3, None),)),
    (
        "2022年度述职评议点评指出3个问题，整改情况如下：\n1.关于“一岗双责”落实不够到位的问题。修订责任清单，已完成整改。\n2.关于党员教育形式单一的问题。开设流动课堂6期，已完成整改。\n3.关于阵地建设滞后的问题。新址已选定，正在办理手续。",
        RECTIFICATION,
        "上年度述职评议点评问题整改情况",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "（一）关于“党建与业务‘两张皮’”的问题。制定融合清单，已完成整改。\n（二）关于“支部活动不经常。学习不及时”问题。建立月度通报制度，整改到位。",
        RECTIFICATION,
        "述职评议反馈问题整改情况",
        ((SUPERIOR_REVIEW, DONE, None, None),),
    ),
    (
        "（一）上级点评问题整改情况\n上级点评指出的2个问题，已全部整改到位。\n（二）自身查摆问题整改情况\n去年查摆的4个问题，完成整改3个，1个正在推进。\n（三）巡察反馈问题整改情况\n本年度不涉及。",
        RECTIFICATION,
        "上年度问题整改情况",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (SELF_REVIEW, PARTIAL, 4, 3), (INSPECTION, NOT_APPLICABLE, None, None)),
    ),
    (
        "一是上级点评指出的2个问题，通过配强力量完成整改。二是民主生活会查摆的8个问题，完成整改7个，1个长期坚持。三是巡察反馈的15个问题全部整改销号。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (DEMOCRATIC_LIFE, PARTIAL, 8, 7), (INSPECTION, DONE, 15, 15)),
    ),
    (
        "去年述职评议时，区委组织部指出我社区存在“网格力量不足、服务半径偏大”等3个问题。社区党委对照清单逐条整改，目前已完成2个，剩余1个正在协调。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "2022年度查摆问题4个：支部作用不强、骨干流失、台账不规范、活动单一。经过一年努力，4个问题均已整改到位。",
        RECTIFICATION,
        "上年度查摆问题整改情况",
        ((SELF_REVIEW, DONE, 4, 4),),
    ),
    (
        "针对去年点评的“书记带头作用不明显”问题，坚持每月讲党课，已整改到位；针对“党务公开不及时”问题，开通公开平台，已整改到位。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, None, None),),
    ),
    (
        "2022年度述职评议反馈的问题共有3个。问题1：党员发展结构不优。整改措施：倾斜一线。整改结果：已完成。问题2：学习抓得不紧。整改结果：已完成。问题3：联系群众不够。整改结果：基本完成。",
        RECTIFICATION,
        "上年度述职评议反馈问题整改情况",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "对2022年度民主生活会上班子查摆的11个问题，列出措施22条，全部落实到位。",
        RECTIFICATION,
        "",
        ((DEMOCRATIC_LIFE, DONE, 11, 11),),
    ),
    (
        "针对去年审计指出的“合同管理不严”“资产账实不符”2个问题，修订制度3项，盘点资产1200件，均已整改完成。",
        RECTIFICATION,
        "",
        ((AUDIT, DONE, 2, 2),),
    ),
    (
        "对去年上级党组织反馈的意见建议5条，逐条研究，已落实4条，另1条正在推进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 5, 4),),
    ),
    ("上年度存在的问题均已得到整改。", RECTIFICATION, "", ((SELF_REVIEW, DONE, None, None),)),
    (
        "去年存在的党员活动场地不足问题，通过与邻近单位共建共享，得到有效解决。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "一、2022年度述职评议反馈问题整改情况\n总支述职评议中，行党委共反馈4条意见，已全部整改到位。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 4, 4),),
    ),
    (
        "2023年，本院未被列入巡视巡察对象，也不涉及审计反馈问题。",
        RECTIFICATION,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    ("我校今年无巡视巡察反馈问题。", RECTIFICATION, "", ((INSPECTION, NOT_APPLICABLE, None, None),)),
    ("对去年述职评议提出的意见，逐条整改，全部落实。", RECTIFICATION, "", ((SUPERIOR_REVIEW, DONE, None, None),)),
    (
        "上年度点评指出的“品牌不响”问题，打造“红帆”品牌，入选全市优秀案例，整改到位。查摆的“党员作用不突出”问题，设岗定责86个，整改到位。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, None, None), (SELF_REVIEW, DONE, None, None)),
    ),
    (
        "2022年度述职评议中查摆的4个问题和区委点评的1个问题，目前已全部完成整改。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, 4, 4), (SUPERIOR_REVIEW, DONE, 1, 1)),
    ),
    (
        "今年以来，我局未接受巡视巡察，无巡视巡察反馈问题；未接受审计，无审计反馈问题。",
        RECTIFICATION,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    (
        "上级巡视巡察、审计、民主生活会等反馈问题共27个，已整改26个，1个正在整改。",
        RECTIFICATION,
        "",
        ((DEMOCRATIC_LIFE, PARTIAL, 27, 26),),
    ),
    (
        "针对上一年度支部书记述职评议考核中上级党组织点评的3条意见，制定整改清单，明确责任到人，目前3条意见已全部整改落实。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 3, 3),),
    ),
    ("上年度民主评议中党员提出的7条意见建议，采纳落实6条。", RECTIFICATION, "", ((OTHER, PARTIAL, 7, 6),)),
    (
        "2022年度述职评议时，分行党委书记点出我行党建与经营融合不深、青年员工培养不够2个问题。一年来，我们推行双向考评、开办青训营，两个问题均已整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2),),
    ),
    (
        "对市委组织部年度党建工作考核反馈的2个问题，制定整改清单，目前1个已整改到位，1个正在推进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    ("2022年度组织生活会查摆出的5个问题已全部销号。", RECTIFICATION, "", ((DEMOCRATIC_LIFE, DONE, 5, 5),)),
    (
        "县审计局反馈的5个问题，4个已整改，1个涉及债权清收，正在走司法程序。",
        RECTIFICATION,
        "",
        ((AUDIT, PARTIAL, 5, 4),),
    ),
    ("上年审计发现的固定资产未入账问题，已补登入账，完成整改。", RECTIFICATION, "", ((AUDIT, DONE, None, None),)),
    (
        "针对2022年度查摆的3个问题，通过建章立制、跟踪问效，1个问题得到有效解决，2个问题取得阶段性成效。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 3, 1),),
    ),
    (
        "去年查摆的3个问题中，“教育形式单一”“台账不规范”2个问题已整改到位，“后备力量不足”问题正在推进。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "对照去年述职查摆的问题，逐一抓好整改：针对学习不深入，坚持每月集中学习；针对活动单一，开展特色党日18次。目前，各项问题均已整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "上年度查摆的4个问题，除阵地不足问题受规划影响仍在推进外，其余3个均已整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 4, 3),),
    ),
    (
        "去年上级点评指出的4个问题已完成整改3个，剩余1个预计明年3月完成。去年查摆的5个问题全部完成整改。未涉及巡视巡察、审计反馈问题。",
        RECTIFICATION,
        "",
        (
            (SUPERIOR_REVIEW, PARTIAL, 4, 3),
            (SELF_REVIEW, DONE, 5, 5),
            (INSPECTION, NOT_APPLICABLE, None, None),
            (AUDIT, NOT_APPLICABLE, None, None),
        ),
    ),
    (
        "2023年度我行未发生监管处罚，不涉及审计、巡视巡察反馈问题整改。",
        RECTIFICATION,
        "",
        ((AUDIT, NOT_APPLICABLE, None, None), (INSPECTION, NOT_APPLICABLE, None, None)),
    ),
    (
        "无上级巡视巡察、审计反馈问题。",
        RECTIFICATION,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    ("2022年度述职评议考核结果为“好”，未反馈问题。", RECTIFICATION, "", ()),
    ("上年度无点评反馈问题。", RECTIFICATION, "", ((SUPERIOR_REVIEW, NOT_APPLICABLE, None, None),)),
    (
        "反馈问题4个方面17条，已整改16条，1条正在推进。",
        RECTIFICATION,
        "巡察反馈问题整改情况",
        ((INSPECTION, PARTIAL, 17, 16),),
    ),
    ("巡察反馈问题不涉及我局。", RECTIFICATION, "", ((INSPECTION, NOT_APPLICABLE, None, None),)),
    ("对省巡视反馈意见，逐条制定措施，全部按期完成整改。", RECTIFICATION, "", ((INSPECTION, DONE, None, None),)),
    (
        "去年我述职时查摆的“联系群众不密切”等问题，已通过包片联户得到改进。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "上年度述职评议指出的抓党建统筹不够、后备干部储备不足两个问题，通过建立联席会议制度、选育后备干部23名，均得到有效整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2),),
    ),
    ("区纪委监委对我街道政治监督检查反馈问题6个，完成整改6个。", RECTIFICATION, "", ((SUPERVISION, DONE, 6, 6),)),
    (
        "去年述职评议考核点评指出4个问题，现已全部整改到位：一是健全了责任体系；二是配强了专职力量；三是丰富了活动载体；四是规范了台账管理。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 4, 4),),
    ),
    (
        "对标去年查摆出来的问题，今年重点抓了三项整改：一是整治文山会海，文件同比减少15%；二是整治庸懒散拖，通报6人。目前问题已基本整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, None, None),),
    ),
    ("巡察反馈问题整改方面，完成整改24项，1项持续推进。", RECTIFICATION, "", ((INSPECTION, PARTIAL, None, 24),)),
    ("审计方面，反馈问题5项，已完成整改。", RECTIFICATION, "", ((AUDIT, DONE, 5, 5),)),
    ("上级巡视巡察方面，2023年度无反馈问题。", RECTIFICATION, "", ((INSPECTION, NOT_APPLICABLE, None, None),)),
    (
        "市审计局2022年审计查出的11个问题，整改完毕10个，剩余1个因诉讼未结案尚未完成。",
        RECTIFICATION,
        "",
        ((AUDIT, PARTIAL, 11, 10),),
    ),
    ("去年列入整改台账的5个问题，4个销号，1个延期。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 5, 4),)),
    (
        "2022年度述职评议我街道查摆问题5个、区委点评问题2个，截至目前7个问题全部整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, 5, 5), (SUPERIOR_REVIEW, DONE, 2, 2)),
    ),
    ("巡察反馈问题18个，整改完成18个，整改完成率100%。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 18, 18),)),
    ("2022年度民主生活会查摆出的23个问题，均已整改完成。", ACHIEVEMENTS, "", ((DEMOCRATIC_LIFE, DONE, 23, 23),)),
    ("派驻纪检监察组监督检查指出的2个问题已整改到位。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 2, 2),)),
    ("审计发现问题7个，完成整改6个，1个正在办理移交手续。", ACHIEVEMENTS, "", ((AUDIT, PARTIAL, 7, 6),)),
    ("省委第三巡视组反馈涉及我局的问题5个，均已销号。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 5, 5),)),
    (
        "去年述职报告中提出的办公用房紧张问题，通过调剂用房，已经解决。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "主题教育检视出的19个问题，除“干部培养周期长”需长期坚持外，其余均已完成整改。",
        ACHIEVEMENTS,
        "",
        ((THEME_EDUCATION, PARTIAL, 19, 18),),
    ),
    ("党纪学习教育查摆问题14个，整改完成14个。", ACHIEVEMENTS, "", ((THEME_EDUCATION, DONE, 14, 14),)),
    ("上级督查通报的2个问题，立行立改，已全部整改完毕。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 2, 2),)),
    ("中央环保督察交办的3件信访问题全部办结销号。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 3, 3),)),
    ("对照去年的3个问题，我们一条一条改，现在都改过来了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, 3, 3),)),
    (
        "四是抓整改提高。上年度述职评议点评的2个问题和自身查摆的3个问题，逐条制定措施，全部完成整改。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (SELF_REVIEW, DONE, 3, 3)),
    ),
    (
        "巡察反馈问题12个、审计反馈问题5个，均已完成整改。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, DONE, 12, 12), (AUDIT, DONE, 5, 5)),
    ),
    (
        "市审计局对我院开展经济责任审计，发现问题12个，已整改10个，其余2个正在整改。",
        ACHIEVEMENTS,
        "",
        ((AUDIT, PARTIAL, 12, 10),),
    ),
    ("困扰职工多年的停车难题得到彻底解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("彻底解决了困扰群众多年的饮水难问题。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("着力解决群众急难愁盼问题，办好民生实事12件。", ACHIEVEMENTS, "", ()),
    ("推动一批历史遗留问题得到妥善解决。", ACHIEVEMENTS, "", ()),
    ("协调解决问题16个，化解纠纷45起。", ACHIEVEMENTS, "", ()),
    ("受理群众诉求1320件，办结率98.6%，满意率97%。", ACHIEVEMENTS, "", ()),
    ("高标准召开2022年度民主生活会，查摆问题23个，制定整改措施45条。", ACHIEVEMENTS, "", ()),
    ("老旧小区改造问题仍未解决。", ACHIEVEMENTS, "", ()),
    ("确保问题整改到位，推动全面从严治党向纵深发展。", ACHIEVEMENTS, "", ()),
    ("扎实做好巡察“后半篇文章”，以问题整改促作风转变。", ACHIEVEMENTS, "", ()),
    ("收集意见建议38条。", ACHIEVEMENTS, "", ()),
    ("征集群众“微心愿”120个，全部实现。", ACHIEVEMENTS, "", ()),
    ("去年开会时大家提的路灯不亮、水压不够两个毛病，今年都治好了。", ACHIEVEMENTS, "", ((OTHER, DONE, 2, 2),)),
    ("去年我讲过，村里的垃圾没人管。今年请了两个保洁员，垃圾天天清。", ACHIEVEMENTS, "", ()),
    ("去年承认的账目不清的问题，今年请了会计，改好了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    ("去年说的水渠堵塞的问题，今年还是老样子，没有解决。", ACHIEVEMENTS, "", ()),
    ("上回说的灌溉难问题，今年解决了大半，还剩两条支渠没修。", ACHIEVEMENTS, "", ((SELF_REVIEW, PARTIAL, None, None),)),
    ("去年报告里列的三个不足，头两个改了，后一个还在改。", ACHIEVEMENTS, "", ((SELF_REVIEW, PARTIAL, 3, 2),)),
    ("开展廉政风险排查，查找风险点62个，制定防控措施130条。", ACHIEVEMENTS, "", ()),
    ("为民办实事20件，群众满意率98%。", ACHIEVEMENTS, "", ()),
    ("全年审结案件2310件，执结1890件。", ACHIEVEMENTS, "", ()),
    ("查处违纪问题5起，处分8人。", ACHIEVEMENTS, "", ()),
    ("聚焦食品安全开展专项检查，发现并处置问题19个。", ACHIEVEMENTS, "", ()),
    ("梳理“一把手”监督问题清单12项、责任清单12项、整改清单12项。", ACHIEVEMENTS, "", ()),
    ("问题清单整改销号率100%。", ACHIEVEMENTS, "", ()),
    ("组织生活会不严肃的问题得到有效解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("坚持问题导向，建立问题、责任、整改三个清单。", ACHIEVEMENTS, "", ()),
    ("用好审计、巡察成果，健全制度8项。", ACHIEVEMENTS, "", ()),
    ("配合市委巡察组完成巡察，主动提供资料320份。", ACHIEVEMENTS, "", ()),
    ("召开巡察整改专题民主生活会1次，制定整改措施36条。", ACHIEVEMENTS, "", ()),
    (
        "针对市委巡察反馈的15个问题，制定整改措施36条，目前已全部完成整改，并建立长效机制6项。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, DONE, 15, 15),),
    ),
    ("推进审计反馈问题整改，追回资金12万元。", ACHIEVEMENTS, "", ()),
    ("配合完成经济责任审计，审计反馈问题8个，整改完成8个，建章立制5项。", ACHIEVEMENTS, "", ((AUDIT, DONE, 8, 8),)),
    ("开展“四风”问题专项整治，查纠问题12个，批评教育9人。", ACHIEVEMENTS, "", ()),
    ("市纪委监委驻局纪检组发现的4个问题均已整改。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 4, 4),)),
    (
        "接受上级党建督查3次，反馈问题9个，已整改8个，剩余1个正在推进。",
        ACHIEVEMENTS,
        "",
        ((SUPERVISION, PARTIAL, 9, 8),),
    ),
    ("接受省委巡视“回头看”，涉及本院的6个问题已全部整改到位。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 6, 6),)),
    ("长期困扰企业的融资难问题得到缓解。", ACHIEVEMENTS, "", ()),
    ("历时三年的职工集资房办证难题画上圆满句号。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("农村“三资”管理不规范问题得到根本扭转。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("一举攻克了困扰科室十余年的设备老化难题。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("村民反映强烈的出行难问题彻底解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("支部“空白点”全部消除，党的组织实现全覆盖。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("着力破解基层治理难题，推动问题解决在一线。", ACHIEVEMENTS, "", ()),
    ("解决了一批群众关心的热点难点问题。", ACHIEVEMENTS, "", ()),
    (
        "2022年述职时讲到的后备干部不足问题，今年选配了4名年轻干部，已经解决。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    ("上年度承诺的文化广场已建成，群众活动有了去处。", ACHIEVEMENTS, "", ()),
    (
        "去年承诺解决的夜间停车难问题，今年增设车位120个，得到有效缓解。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, PARTIAL, None, None),),
    ),
    (
        "截至11月底，巡察组提出的30个问题，整改完毕24个，还有6个正在整改，完成率80%。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 30, 24),),
    ),
    (
        "区委巡察反馈的60个问题，已完成整改52个，基本完成5个，尚未完成3个，完成率86.7%。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 60, 52),),
    ),
    (
        "巡察组指出的29个问题，逐个建账整改，整改销号问题27个，延期整改2个。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 29, 27),),
    ),
    ("巡察反馈4大类16个方面22个问题，截至11月底已全部整改销号。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 22, 22),)),
    ("审计报告反映的5项问题，已整改4项，正在整改1项。", ACHIEVEMENTS, "", ((AUDIT, PARTIAL, 5, 4),)),
    (
        "去年职代会上职工反映的食堂饭菜质量差、宿舍热水供应不足等问题，已全部得到解决。",
        ACHIEVEMENTS,
        "",
        ((OTHER, DONE, None, None),),
    ),
    (
        "针对主题教育调查研究发现的6个问题，形成整改方案，已推动解决5个。",
        ACHIEVEMENTS,
        "",
        ((THEME_EDUCATION, PARTIAL, 6, 5),),
    ),
    (
        "主题教育期间，班子检视问题9个，已整改8个，1个长期坚持；为民办实事14件，全部办结。",
        ACHIEVEMENTS,
        "",
        ((THEME_EDUCATION, PARTIAL, 9, 8),),
    ),
    (
        "扎实开展主题教育，举办读书班2期，检视问题21个并全部整改到位。",
        ACHIEVEMENTS,
        "",
        ((THEME_EDUCATION, DONE, 21, 21),),
    ),
    ("主题教育检视整改问题12个。", ACHIEVEMENTS, "", ((THEME_EDUCATION, DONE, 12, 12),)),
    ("中央八项规定精神学习教育查摆问题10个，整改完成9个。", ACHIEVEMENTS, "", ((THEME_EDUCATION, PARTIAL, 10, 9),)),
    ("对巡察反馈的“三公”经费管理不严等8个问题，逐一销号。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 8, 8),)),
    (
        "巡察反馈的11个立行立改问题已整改到位，7个需长期坚持的问题正在有序推进。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, DONE, 11, 11),),
    ),
    (
        "市委第四巡察组提级巡察反馈我村问题14个，已整改13个，还有1个因历史原因正在协调。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 14, 13),),
    ),
    ("安全生产督导组反馈隐患9处，已全部整改。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 9, 9),)),
    ("自觉接受纪检监察组监督，对其提出的4条监察建议全部整改落实。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 4, 4),)),
    ("纪检监察建议书指出的3个问题已完成整改并书面报告。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 3, 3),)),
    ("市委督查室通报我局政务公开更新不及时等2个问题，当月即完成整改。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 2, 2),)),
    (
        "针对市委巡察反馈的15个问题，制定整改措施36条，已完成35条，1条长期坚持。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 15, None),),
    ),
    (
        "市委巡察反馈问题26个，其中立行立改8个已完成，限期整改18个，已完成15个，3个正在推进。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 26, 23),),
    ),
    ("完成巡察反馈问题整改25个。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 25, 25),)),
    ("上级调研指导时指出的3个问题均已整改。", ACHIEVEMENTS, "", ((SUPERIOR_REVIEW, DONE, 3, 3),)),
    ("上课迟到、开会玩手机现象得到根治。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("机关作风顽疾得到有效遏制。", ACHIEVEMENTS, "", ()),
    ("社区居民反映的充电桩不足问题，已于6月底解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("困扰多年的宅基地确权问题终于得到圆满解决，127户居民拿到证书。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("积压十年的遗留问题一朝化解。", ACHIEVEMENTS, "", ()),
    ("历史欠账问题实现动态清零。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("推动停车难、充电难等问题有效解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("走村听诉求46条，帮着理顺办证流程、修缮会议室等问题30条。", ACHIEVEMENTS, "", ()),
    ("在新街改造中，出面协调迁坟、改线等问题8个。", ACHIEVEMENTS, "", ()),
    ("巡察整改任务45项，完成43项。", ACHIEVEMENTS, "", ((INSPECTION, PARTIAL, 45, 43),)),
    ("问题整改、制度建设、队伍建设一体推进。", ACHIEVEMENTS, "", ()),
    ("召开组织生活会，班子成员查摆问题15条，逐条明确整改措施。", ACHIEVEMENTS, "", ()),
    ("扎实开展民主评议党员，评定优秀党员12名。", ACHIEVEMENTS, "", ()),
    ("党建督查发现的共性问题在全系统通报，推动整改落实。", ACHIEVEMENTS, "", ()),
    ("审计整改“回头看”发现问题3个，全部整改到位。", ACHIEVEMENTS, "", ((AUDIT, DONE, 3, 3),)),
    ("市应急管理局督导检查我单位发现隐患7处，已全部完成整改。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 7, 7),)),
    ("针对师生反映的食堂排队时间长、淋浴间少等5个问题，逐一研究解决。", ACHIEVEMENTS, "", ()),
    ("整改落实上级反馈问题9个。", ACHIEVEMENTS, "", ((SUPERIOR_REVIEW, DONE, 9, 9),)),
    ("召开2022年度民主生活会，查摆问题23个，整改完成20个。", ACHIEVEMENTS, "", ((DEMOCRATIC_LIFE, PARTIAL, 23, 20),)),
    ("扎实开展主题教育，查摆问题15个，制定整改措施30条。", ACHIEVEMENTS, "", ()),
    ("市委巡察反馈问题19个，逐项制定整改措施45条。", ACHIEVEMENTS, "", ((INSPECTION, IN_PROGRESS, 19, None),)),
    ("召开巡察整改专题民主生活会，班子查摆问题16个，均已整改。", ACHIEVEMENTS, "", ((DEMOCRATIC_LIFE, DONE, 16, 16),)),
    ("深化以案促改，查摆廉政风险点32个，制定防控措施64条。", ACHIEVEMENTS, "", ()),
    ("对上年度述职评议反馈的意见，已逐条整改销号。", ACHIEVEMENTS, "", ((SUPERIOR_REVIEW, DONE, None, None),)),
    ("县委第二巡察组巡察反馈意见38条，已办结36条，2条正在落实。", ACHIEVEMENTS, "", ((INSPECTION, PARTIAL, 38, 36),)),
    ("针对省委巡视、市委巡察“回头看”反馈的6个问题，全部整改完成。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 6, 6),)),
    ("受理12345工单2310件，按时办结率99.8%，满意率95.1%。", ACHIEVEMENTS, "", ()),
    ("建成项目12个，在建项目8个。", ACHIEVEMENTS, "", ()),
    ("全年化解信访积案7件，办结初信初访45件。", ACHIEVEMENTS, "", ()),
    ("办结群众诉求1860件。", ACHIEVEMENTS, "", ()),
    ("排查房屋安全隐患1280户，整治危房32户。", ACHIEVEMENTS, "", ()),
    ("发现食品安全问题12个，下发监督意见书12份，限期整改。", ACHIEVEMENTS, "", ()),
    (
        "上年度查摆的5个问题已整改4个，1个正在推进。对照新形势新要求，仍存在以下不足：\n一是统筹不够。二是创新不足。",
        PROBLEMS,
        "",
        ((SELF_REVIEW, PARTIAL, 5, 4),),
    ),
    ("一是巡察反馈的3个问题整改不彻底，还有1个尚未整改到位。二是创新不足，审计整改推进缓慢。", PROBLEMS, "", ()),
    ("根据通知要求，现将2023年抓党建工作情况，以及2022年度述职评议点评的3个问题整改情况报告如下。", OPENING, "", ()),
    ("去年民主生活会查摆的4个问题，已整改到位3个，1个仍需持续用力。", OPENING, "", ((DEMOCRATIC_LIFE, PARTIAL, 4, 3),)),
    ("下一步，对巡察反馈的3个问题，6月底前全部完成整改。", NEXT_STEPS, "", ()),
    (
        "去年查摆的问题一：学习不深入。整改情况：全年学习24次。整改状态：已完成。",
        None,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "县委书记点评我局存在2个问题，自己查摆了3个问题。局党组逐条研究，制定措施14条，目前5个问题全部整改到位。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (SELF_REVIEW, DONE, 3, 3)),
    ),
    (
        "总行党委点评指出的3个问题。其中，“传导弱化”“示范不够”2个问题已完成整改；“分布不均”1个问题正在结合招聘逐步解决。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "教育局党委对我校反馈问题3个：\n1.特色不鲜明。整改情况：建成工作室3个。已完成。\n2.作用不明显。整改情况：设岗20个。已完成。\n3.能力不强。整改情况：轮训2期。基本完成。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "集团党委向我矿反馈了2个方面问题。一是“学习质量不高”。制定办法，此问题已整改。二是“年轻化不快”。提拔5名，正在推进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "县委书记点评我乡“集体经济薄弱”，通过盘活资产，已完成整改。县委组织部反馈“后备力量不足”，已储备56名，完成整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, None, None),),
    ),
    (
        "述职评议指出我局3个方面的问题，完成整改2个，基本完成1个。\n（一）台账不全问题。已完成整改。\n（二）公开不及时。该项已完成整改。\n（三）谈话走过场。还有两个科没谈完。该项基本完成。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "去年述职查摆的“三个不够”，学习不够深入、值守不够严格两项已整改到位，培训不够经常还在改。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 3, 2),),
    ),
    ("去年讲的库里没钱的难处，今年算是解决了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    (
        "针对去年述职报告中剖析的3方面问题，建立清单、明确时限，3方面问题已全部整改销号。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, 3, 3),),
    ),
    (
        "上年结转的4个巡察反馈问题，涉及征地和股权清理，目前均在协调办理。",
        RECTIFICATION,
        "",
        ((INSPECTION, IN_PROGRESS, 4, None),),
    ),
    (
        "工委点评我们记录不全、活动形式单一2个问题，都改了。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2),),
    ),
    (
        "扎实抓好县委巡察反馈意见整改，3大类26个具体问题已整改完成24个，剩余2个正在推进。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 26, 24),),
    ),
    (
        "去年镇党委来考核，说我们记录不全、公开不及时，这两条意见我们都改了。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2),),
    ),
    ("吃水难的老问题，今年管子接通，家家放了水，算是画上了句号。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("三号楼居民反映了好几年的返味问题，这回挖开重做，彻底解决了。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    (
        "镇党委书记指出的两个问题我们都在改：结合不紧的问题，通过业务党课改到位了；后备不足的问题，选送3名骨干进修，还在继续抓。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "省局巡察反馈问题41个，集中整改期完成38个，阶段性完成2个，长期坚持1个；2022年度组织生活会查摆的7个问题均已整改。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, PARTIAL, 41, 38), (DEMOCRATIC_LIFE, DONE, 7, 7)),
    ),
    ("西坪片区12个村的低电压问题全面消除。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    (
        "针对2022年述职评议会上区委书记点评指出的2个问题，我带头领办，通过建立旬调度制度等措施，已全部整改到位；我个人述职查摆的4个问题，完成整改3个，仓库老旧的问题因经费不足正在分批改造；本年度不涉及巡视巡察反馈问题。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (SELF_REVIEW, PARTIAL, 4, 3), (INSPECTION, NOT_APPLICABLE, None, None)),
    ),
    (
        "县财政局在涉农资金专项审计中指出的6个问题，已全部整改到位；本年度不涉及巡察反馈问题。",
        ACHIEVEMENTS,
        "",
        ((AUDIT, DONE, 6, 6), (INSPECTION, NOT_APPLICABLE, None, None)),
    ),
    (
        "2022年述职查摆的5个问题，支部逐条认领，已完成整改3个，护林队伍不稳定、品牌特色不鲜明2个问题正在持续推进。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 5, 3),),
    ),
    (
        "去年述职查摆的3个问题中，党建与业务融合不深、党务力量薄弱2个问题已整改销号，青年员工监督有盲区的问题基本完成整改。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, PARTIAL, 3, 2),),
    ),
    (
        "2022年度述职查摆的2个问题，站党委逐项制定方案，目前均已整改到位。\n关于“责任传导不到底”问题的整改。建立季度通报机制，该问题已整改到位。\n关于“管护把关有漏洞”问题的整改。推行网格化巡护，该问题已整改到位。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, 2, 2),),
    ),
    ("县市场局五月份来店里检查，提了四条问题，全部改完了。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 4, 4),)),
    (
        "机关工委年初点评的两条，档案不全的已经补齐，账目公示不及时的正在改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "区直工委去年点评指出的2个问题，“组织生活落实不经常”已完成整改，“品牌不够突出”基本完成整改。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "机关工委年初点评说我们“账目公开慢”，三月份就改过来了。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, DONE, None, None),),
    ),
    (
        "几名党员自己凑了个小组，去年摆出来的“挂名组员”问题算是解决了。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, DONE, None, None),),
    ),
    (
        "去年说年轻人不爱学手艺，这事正在往好里扳，师徒对子结了四十对。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, IN_PROGRESS, None, None),),
    ),
    ("去年会上讲到账目公开不勤，这个毛病现在改过来了。", ACHIEVEMENTS, "", ((SELF_REVIEW, DONE, None, None),)),
    ("拖了五年的外来户落户问题，八月份总算解决了。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    (
        "清水湾小区215户业主办证难的问题由区政府专班协调，通过容缺办理得到圆满解决，8月底产权证发到手里。",
        ACHIEVEMENTS,
        "",
        ((OTHER, DONE, None, None),),
    ),
    ("征地补偿款拖欠问题，经多方协调，终于解决了。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    ("市委第五巡察组反馈问题中去年未完成的3个，今年已逐一销号。", ACHIEVEMENTS, "", ((INSPECTION, DONE, 3, 3),)),
    ("乡里组织的村级资金审计反馈的4个问题，均已整改。", ACHIEVEMENTS, "", ((AUDIT, DONE, 4, 4),)),
    ("内部审计提出的8个问题，已整改6个，其余2个正在推进。", ACHIEVEMENTS, "", ((AUDIT, PARTIAL, 8, 6),)),
    ("对下属单位开展内部审计，发现问题9个，已整改8个。", ACHIEVEMENTS, "", ()),
    ("去年反映的锅炉房烟尘未达标问题，已于5月彻底解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    (
        "上年度工委点评的“年轻教师少、活动形式单一”两个问题，前一个通过招聘3人已经解决，后一个正在改进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "对照2022年述职查摆出的6个问题，班子带头认领，逐一销号，目前已完成5个，管网改造慢1个问题列入明年计划。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 6, 5),),
    ),
    ("上年度考核反馈的弱项3项，已补齐2项，1项正在推进。", RECTIFICATION, "", ((SUPERIOR_REVIEW, PARTIAL, 3, 2),)),
    ("上级督导反馈的4项问题，立行立改3项，限期整改1项，已全部完成。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 4, 4),)),
    (
        "关于上年度述职评议指出的“抓党建不主动”问题：书记带头讲课4次，问题已得到解决。\n关于“管理宽松”问题：制定积分办法，正在试行。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, None, None),),
    ),
    (
        "去年说过的夜校没人来，这个老问题今年有了起色，每回都有三十多人。",
        ACHIEVEMENTS,
        "",
        ((SELF_REVIEW, PARTIAL, None, None),),
    ),
    ("社区电梯停运问题，历经两年协调，上个月换了新梯，问题彻底解决。", ACHIEVEMENTS, "", ((OTHER, DONE, None, None),)),
    (
        "上年度点评的3个问题已整改2个、民主生活会查摆的8个问题已全部整改、巡察反馈的20个问题已整改18个。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, 2), (DEMOCRATIC_LIFE, DONE, 8, 8), (INSPECTION, PARTIAL, 20, 18)),
    ),
    ("派驻纪检组提出的5条建议全部采纳。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 5, 5),)),
    (
        "上级点评的2个问题已整改完毕，民主生活会检视的6个问题完成5个，余1个正在推进，巡察、审计均不涉及。",
        RECTIFICATION,
        "",
        (
            (SUPERIOR_REVIEW, DONE, 2, 2),
            (DEMOCRATIC_LIFE, PARTIAL, 6, 5),
            (INSPECTION, NOT_APPLICABLE, None, None),
            (AUDIT, NOT_APPLICABLE, None, None),
        ),
    ),
    ("上述3个去年点评的问题均已整改到位。", RECTIFICATION, "", ((SUPERIOR_REVIEW, DONE, 3, 3),)),
    (
        "（一）点评问题。县委书记点评指出的2个问题均已完成整改。（二）自查问题。自查的4个问题，完成3个，剩余1个计划2024年6月底前完成。（三）巡察问题。不涉及。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 2, 2), (SELF_REVIEW, PARTIAL, 4, 3), (INSPECTION, NOT_APPLICABLE, None, None)),
    ),
    (
        "一、点评问题整改。针对“学用脱节”的问题，举办培训4期，已整改到位；针对“阵地滞后”的问题，新活动室正在装修。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, None, None),),
    ),
    (
        "去年向大家承认的三个不足，头一个改好了，第二个改了一半，第三个没怎么动。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, PARTIAL, 3, 1),),
    ),
    (
        "镇党委去年点评我村的两个问题：一个是网格员流动大，已经通过提高待遇稳住了；一个是小区物业缺位，还在推进。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 2, 1),),
    ),
    (
        "截至11月底，上年度3个点评问题、5个查摆问题全部“清零”。",
        RECTIFICATION,
        "",
        ((SUPERIOR_REVIEW, DONE, 3, 3), (SELF_REVIEW, DONE, 5, 5)),
    ),
    ("市消防局交叉检查查出隐患12处，已全部闭环整改。", ACHIEVEMENTS, "", ((SUPERVISION, DONE, 12, 12),)),
    ("针对企业用工难问题，通过校企合作，招工难得到有效解决。", ACHIEVEMENTS, "", ()),
    ("去年讲的要修三公里机耕路，这事今年落了地，五月通的车。", ACHIEVEMENTS, "", ()),
    ("去年说要给老党员送学上门，这件事没有办好。", ACHIEVEMENTS, "", ()),
    ("巡察的5个村党组织，已全部反馈。", ACHIEVEMENTS, "", ()),
    ("接受审计的3个，均已出具报告。", ACHIEVEMENTS, "", ()),
    ("去年查摆问题整改情况：共4个问题，已完成3个，持续推进1个。", ACHIEVEMENTS, "", ((SELF_REVIEW, PARTIAL, 4, 3),)),
    ("去年自查问题5个，不搞一刀切，成熟一个销一个，已销4个。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 5, 4),)),
    (
        "上年度述职评议反馈的“三会一课”质量不高等3个问题，通过规范流程，已经有了根本好转。",
        ACHIEVEMENTS,
        "",
        ((SUPERIOR_REVIEW, PARTIAL, 3, None),),
    ),
    (
        "我个人去年述职查摆问题4个，整改完成4个；镇党委书记点评问题1个，已整改；区委巡察反馈问题11个，完成整改10个，1个正按程序办理。",
        RECTIFICATION,
        "",
        ((SELF_REVIEW, DONE, 4, 4), (SUPERIOR_REVIEW, DONE, 1, 1), (INSPECTION, PARTIAL, 11, 10)),
    ),
    (
        "2021年没有巡察和审计任务。",
        ACHIEVEMENTS,
        "",
        ((INSPECTION, NOT_APPLICABLE, None, None), (AUDIT, NOT_APPLICABLE, None, None)),
    ),
    ("去年自己查摆的4个问题，3个见了底，1个还在推进。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 4, 3),)),
    ("上年度自查问题12个，到年底11条落地，剩下1条正在办理。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 12, 11),)),
    ("去年查摆的15个问题，台账上打了勾的13个，其余的正在改。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, 15, 13),)),
    ("去年查摆的问题，改了八成。", RECTIFICATION, "", ((SELF_REVIEW, PARTIAL, None, None),)),
    ("区委巡察反馈的3个问题，均作了整改，其余的正在改。", RECTIFICATION, "", ((INSPECTION, PARTIAL, 3, None),)),
    (
        "区委巡察反馈问题15个，制定整改措施36条，已完成35条。",
        RECTIFICATION,
        "",
        ((INSPECTION, PARTIAL, 15, None),),
    ),
    (
        "区委巡察反馈问题15个，制定整改措施36条，36条全部完成。",
        RECTIFICATION,
        "",
        ((INSPECTION, DONE, 15, 15),),
    ),
    ("去年查摆的食堂账目不清的问题，逐笔核对，这一条改好了。", RECTIFICATION, "", ((SELF_REVIEW, DONE, None, None),)),
)


def closures(text: str, kind: SectionKind | None = RECTIFICATION, *, heading: str = "") -> tuple[Closure, ...]:
    view = clean(text)
    scopes = (Scope(kind, 0, len(view.text), heading),) if kind else ()
    return find_closures(view, scopes, year=2023)


@pytest.mark.parametrize("text, kind, heading, expected", STATEMENTS)
def test_statement(
    text: str,
    kind: SectionKind | None,
    heading: str,
    expected: tuple[tuple[Origin, ClosureStatus, int | None, int | None], ...],
) -> None:
    found = closures(text, kind, heading=heading)

    assert tuple((one.origin, one.status, one.total, one.done) for one in found) == expected


@pytest.mark.parametrize("text, kind", [(text, kind) for text, kind, *_ in STATEMENTS])
def test_nothing_is_both_a_closure_and_a_tally(text: str, kind: SectionKind | None) -> None:
    view = clean(text)
    scopes = (Scope(kind, 0, len(view.text)),) if kind else ()
    found = find_closures(view, scopes, year=2023)

    for tally in find_tallies(view, scopes, year=2023):
        assert not any(tally.span.overlap(closure.span) for closure in found)


@pytest.mark.parametrize(
    "text, quote",
    [
        (
            "同时，针对去年上级点评指出的2个问题，通过配强力量、完善制度完成整改。其他工作也有进展。",
            "针对去年上级点评指出的2个问题，通过配强力量、完善制度完成整改",
        ),
        (
            "一是县委巡察反馈的9个问题，已整改8个，剩余1个正在推进。",
            "县委巡察反馈的9个问题，已整改8个，剩余1个正在推进",
        ),
        (
            "审计反馈问题6个，完成整改5个，其余1个正在办理，18项民生实事全部办结。",
            "审计反馈问题6个，完成整改5个，其余1个正在办理",
        ),
        (
            "新装路灯40盏，沿线居民多年反映的夜路难走问题得到彻底解决，大家都说好。",
            "沿线居民多年反映的夜路难走问题得到彻底解决",
        ),
        (
            "今年3月，市委第一巡察组对我院开展常规巡察，反馈问题21个，已整改20个。",
            "市委第一巡察组对我院开展常规巡察，反馈问题21个，已整改20个",
        ),
    ],
)
def test_span_runs_from_the_origin_to_the_outcome(text: str, quote: str) -> None:
    (found,) = closures(text, ACHIEVEMENTS)

    assert found.span.of(text) == quote


def test_two_origins_in_one_sentence_without_problems_are_two_statements() -> None:
    text = "2023年我院不涉及巡视巡察反馈问题和主管部门督查指出问题。"

    found = closures(text)

    assert [one.span.of(text) for one in found] == ["2023年我院不涉及巡视巡察反馈问题", "主管部门督查指出问题"]
    assert {one.status for one in found} == {NOT_APPLICABLE}


def test_measures_are_what_stands_behind_the_means() -> None:
    text = "针对去年查摆的3个问题，通过修订“三会一课”制度、开展结对共建、建好阵地等措施，均已整改到位。"

    (found,) = closures(text)

    assert [span.of(text) for span in found.measures] == ["修订“三会一课”制度", "开展结对共建", "建好阵地"]


def test_problems_called_by_name_are_items() -> None:
    text = "上年度点评指出的“责任传导不够”“载体创新不足”等3个问题，已整改2个，剩余1个阵地建设问题正在推进。"

    (found,) = closures(text)

    assert [(item.title, item.status) for item in found.items] == [
        ("责任传导不够", ClosureItemStatus.PARTIAL),
        ("载体创新不足", ClosureItemStatus.PARTIAL),
        ("阵地建设问题", ClosureItemStatus.IN_PROGRESS),
    ]


def test_two_named_problems_of_one_origin_are_one_statement() -> None:
    text = "上年度查摆的骨干流失问题，通过改革薪酬，已整改销号；台账不规范问题，通过统一格式，已整改销号。"

    (found,) = closures(text)

    assert (found.origin, found.status, found.total, found.done) == (SELF_REVIEW, DONE, None, None)
    assert [item.title for item in found.items] == ["骨干流失问题", "台账不规范问题"]
    assert found.span.of(text) == text.removesuffix("。")


LISTED = (
    "2022年述职评议指出我站存在3个问题，整改情况如下。\n"
    "问题一：支部活动不经常。整改情况：制定月度计划，全年开展活动18次。整改状态：已完成，长期坚持。\n"
    "问题二：巡线责任不清。整改情况：修订巡线办法。整改状态：基本完成。\n"
    "问题三：仓库老旧。整改情况：正在选址。整改状态：正在推进。\n"
)


def test_a_list_of_problems_belongs_to_the_statement_that_announces_it() -> None:
    (found,) = closures(LISTED, heading="上年度述职评议问题整改情况")

    assert (found.origin, found.status, found.total, found.done) == (SUPERIOR_REVIEW, PARTIAL, 3, 1)
    assert [(item.title, item.status.value) for item in found.items] == [
        ("支部活动不经常", "done"),
        ("巡线责任不清", "partial"),
        ("仓库老旧", "in_progress"),
    ]
    assert found.span.of(LISTED) == LISTED.strip()
    assert [span.of(LISTED) for span in found.measures][:2] == ["制定月度计划", "全年开展活动18次"]


def test_neighbouring_sections_of_one_kind_are_read_together() -> None:
    view = clean(LISTED)
    cut = view.text.index("问题一")
    scopes = (
        Scope(RECTIFICATION, 0, cut, "上年度述职评议问题整改情况"),
        Scope(RECTIFICATION, cut, len(view.text)),
    )

    (found,) = find_closures(view, scopes, year=2023)

    assert len(found.items) == 3


def test_a_quotation_with_stops_inside_is_one_title() -> None:
    text = "1.关于“学习不深入。研讨不充分”的问题。补学12次，已完成整改。\n2.关于“台账缺失”的问题。正在补建。"

    (found,) = closures(text, heading="巡察反馈问题整改情况")

    assert (found.origin, found.status, found.total, found.done) == (INSPECTION, PARTIAL, None, None)
    assert [item.title for item in found.items] == ["学习不深入。研讨不充分", "台账缺失"]


@pytest.mark.parametrize(
    "year, expected", [(2022, ()), (2023, ((SELF_REVIEW, 4, 4),)), (None, ())], ids=["same", "earlier", "unknown"]
)
def test_the_year_of_the_report_tells_what_is_earlier(year: int | None, expected: tuple[object, ...]) -> None:
    view = clean("2022年度自查的4个问题，均已整改到位。")

    found = find_closures(view, (Scope(ACHIEVEMENTS, 0, len(view.text)),), year=year)

    assert tuple((one.origin, one.total, one.done) for one in found) == expected


def test_spans_point_into_the_stored_text_of_a_wrapped_report() -> None:
    text = (
        "　　一年来，全站上下拧成一股绳，各项任务都有新的进\n"
        "展，党员干部的精神面貌也有了新的变化。针对去年查\n"
        "摆的４个问题，通过建强队伍、完善制度、改造阵地、\n"
        "- 2 -\n"
        "选育骨干等措施，全站党员人人领任务，目前已完成整\n"
        "改３个，１个正在推进。\n"
    )
    view = clean(text)

    (found,) = find_closures(view, (Scope(RECTIFICATION, 0, len(view.text)),), year=2023)

    assert (found.total, found.done) == (4, 3)
    assert text[found.span.start : found.span.start + 4] == "针对去年"
    assert text[found.span.end - 4 : found.span.end] == "正在推进"
    assert "- 2 -" in found.span.of(text)


WORDS = st.sampled_from(
    [
        "\n",
        *[
            "去年",
            "查摆的",
            "巡察反馈的",
            "审计",
            "3个",
            "XX个",
            "问题",
            "，",
            "。",
            "；",
            "一是",
            "通过",
            "已整改",
            "2个",
            "“",
            "”",
            "不涉及",
            "全部",
            "完成整改",
            "正在推进",
            "关于",
            "除",
            "外",
            "其余",
            "的事",
            "解决了",
        ],
    ]
)


@given(st.lists(WORDS, max_size=60), st.sampled_from([*SectionKind, None]))
def test_every_statement_is_grounded(words: list[str], kind: SectionKind | None) -> None:
    text = "".join(words)
    view = clean(text)
    scopes = (Scope(kind, 0, len(view.text)),) if kind and view.text else ()

    for found in find_closures(view, scopes, year=2023):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert all(found.span.covers(item.span) for item in found.items)
        assert found.done is None or found.total is None or found.done <= found.total
        assert (found.status is DONE) or found.done is None or found.total is None or found.done < found.total


def _cpu(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    view = View(text, tuple(range(length)))
    spent = []
    for _ in range(3):
        start = time.process_time()
        find_closures(view, (Scope(RECTIFICATION, 0, length),), year=2023)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize(
    "unit", ["的问题", "一", "“", "去年查摆的3个问题，", "问题一：甲。状态：已完成。", "已整改1个", "除"]
)
def test_eight_times_the_text_costs_no_square_of_it(unit: str) -> None:
    _cpu(unit, 1_000)

    assert _cpu(unit, 40_000) < 32 * max(_cpu(unit, 5_000), 0.002)


def test_each_problem_called_by_name_keeps_its_own_outcome() -> None:
    text = "区直工委去年点评指出的3个问题，“学习不经常”已完成整改，“品牌不突出”基本完成整改，台账不全的正在补。"

    (found,) = closures(text)

    assert (found.status, found.total, found.done) == (PARTIAL, 3, 1)
    assert [(item.title, item.status.value) for item in found.items] == [
        ("学习不经常", "done"),
        ("品牌不突出", "partial"),
        ("台账不全", "in_progress"),
    ]
    assert found.span.of(text) == text.removesuffix("。")


def test_a_count_is_no_entry_of_the_list_that_it_announces() -> None:
    text = (
        "（一）2022年度报告所列3个问题，逐一建账，已完成整改2个，正在推进1个。\n"
        "1.关于“台账不全”问题。补齐台账，整治隐患76处。已完成整改，长期坚持。\n"
        "2.关于“学习不深”问题。每月集中学习一次。已完成整改。\n"
        "3.关于“窗口服务差”问题。正在梳理办事指南。"
    )

    (found,) = closures(text)

    assert (found.origin, found.status, found.total, found.done) == (SELF_REVIEW, PARTIAL, 3, 2)
    assert [(item.title, item.status.value) for item in found.items] == [
        ("台账不全", "done"),
        ("学习不深", "done"),
        ("窗口服务差", "in_progress"),
    ]


def test_problems_sorted_into_those_put_right_and_those_not_are_told_one_by_one() -> None:
    text = (
        "去年我讲了四个问题，照实交账：改好了两个，没改完两个。改好的，一个是学习走过场，换了法子；一个是账目不清，按月贴出来了。"
        "没改完的，一个是路灯不亮，12盏换了7盏；一个是会计没人接，还在物色。"
    )

    (found,) = closures(text)

    assert (found.origin, found.status, found.total, found.done) == (SELF_REVIEW, PARTIAL, 4, 2)
    assert [(item.title, item.status.value) for item in found.items] == [
        ("学习走过场", "done"),
        ("账目不清", "done"),
        ("路灯不亮", "in_progress"),
        ("会计没人接", "in_progress"),
    ]


def test_a_stray_stop_before_a_problem_leaves_it_without_a_name() -> None:
    text = (
        "2020年度述职报告中查摆问题共2个，已全部整改到位，具体如下：\n1.责任压得不实的问题。整改措施：制定责任清单。已完成整改。\n"
        "2、。阵地建设滞后的问题。整改措施：改建活动室。已完成整改。"
    )

    (found,) = closures(text)

    assert (found.status, found.total, found.done) == (DONE, 2, 2)
    assert [item.title for item in found.items] == ["责任压得不实"]
