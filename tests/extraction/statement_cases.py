"""Sentences that tell what became of problems, in the many ways people say it; every one is made up for this table.

Each stands in the achievements of a report of 2022 (or in a section on last year's problems), with what is to be read:
``origin status total done`` of each closure, ``tally total done``, ``open`` for a matter told as still open.
"""

STATEMENTS = (
    ("去年述职评议会上，镇党委书记给我点了3条，现在都改过来了。", "superior_review done 3 3", False),
    ("去年我在述职会上亮出的四个短板，三个补上了，一个还在补。", "self_review partial 4 3", False),
    ("巡察反馈的问题一个不落全部整改到位。", "inspection done - -", False),
    ("巡察反馈问题整改率达95.2%，21个问题已完成20个。", "inspection partial 21 20", False),
    (
        "上年度查摆出的“支部活动少”“党员年龄大”“集体收入低”3个问题，前两个已解决，后一个正在推进。",
        "self_review partial 3 2",
        False,
    ),
    ("去年列出的问题有6条，划掉了5条。", "self_review partial 6 5", False),
    ("去年述职报告里列的6个问题，有5个画上了句号，1个还在路上。", "self_review partial 6 5", False),
    (
        "上级党委书记点评时说的两点不足，我们都记在本子上，一条一条改，年底前全部改完。",
        "superior_review done 2 2",
        False,
    ),
    ("街道党工委书记点评时提的两个问题，一个改好了，一个还在改。", "superior_review partial 2 1", False),
    ("去年区委组织部领导点评时指出3点不足：整改完成2点，另1点年内可以完成。", "superior_review partial 3 2", False),
    ("巡察组反馈的9个问题，整改方案已经报送，各项整改正在有序推进。", "inspection in_progress 9 -", False),
    ("市委巡察组4月向我局反馈14个问题，11个整改完，2个基本完成，1个长期推进。", "inspection partial 14 11", False),
    (
        ("针对市委第三巡察组反馈的14个问题，我们不遮不掩、照单全收，建立台账、逐个交账，到11月底已悉数整改完毕。"),
        "inspection done 14 14",
        False,
    ),
    ("巡察反馈的14项问题全部清零。", "inspection done 14 14", False),
    ("巡察反馈的14项问题已按期交账。", "inspection done 14 14", False),
    ("巡察整改的8项任务全部完成。", "inspection done 8 8", False),
    ("省委巡视反馈涉及本院的8项整改任务全部完成销号。", "inspection done 8 8", False),
    ("省委巡视整改任务8项，完成6项，2项需长期坚持。", "inspection partial 8 6", False),
    ("离任审计查出的5个问题，逐条对账、逐条整改，已经全部改完。", "audit done 5 5", False),
    ("财务审计发现5个问题，改了4个，剩下1个因涉及历史账目还在核实。", "audit partial 5 4", False),
    ("审计反馈的5条意见照单全收，全部整改到位。", "audit done 5 5", False),
    ("审计指出的“往来款长期挂账”问题已清理完毕。", "audit done - -", False),
    ("2021年度民主生活会班子查摆出来的9条问题，到年底全部销账。", "democratic_life done 9 9", False),
    ("组织生活会上党员提出的9条意见，8条已经采纳落实，1条正在研究。", "democratic_life partial 9 8", False),
    ("民主生活会班子和个人查摆问题共26条，已完成24条。", "democratic_life partial 26 24", False),
    ("主题教育查摆的16个问题，班子领着改，逐个销号，全部改到位。", "theme_education done 16 16", False),
    ("主题教育检视整改问题16个，已完成15个。", "theme_education partial 16 15", False),
    ("学习教育查摆问题12个，已全部整改。", "theme_education done 12 12", False),
    ("开展深入贯彻中央八项规定精神学习教育，查摆问题6个，全部整改到位。", "theme_education done 6 6", False),
    ("党史学习教育中列出的7条问题清单全部销号。", "theme_education done 7 7", False),
    ("主题教育以来，党委共检视问题11个，均已立行立改、改到位。", "theme_education done 11 11", False),
    ("县纪委监委来镇督查，指出4个问题，我们当月改完。", "supervision done 4 4", False),
    ("市督查组通报的6个问题，5个整改到位，1个正在协调解决。", "supervision partial 6 5", False),
    ("上级党建督导组指出的3个问题，已经全部改正。", "supervision done 3 3", False),
    ("县委组织部半年督导反馈的10个问题，已整改10个。", "supervision done 10 10", False),
    ("去年述职报告提出的5个问题，今年一项一项抓，已经全部解决。", "self_review done 5 5", False),
    ("去年述职时自己找的5条不足，改掉了3条，2条没有改彻底。", "self_review partial 5 3", False),
    ("去年报告里摆出的4个问题，今年都有了交代，件件改到位。", "self_review done 4 4", False),
    ("上一年自查的四个方面问题，三个方面已经改到位，一个方面还要接着改。", "self_review partial 4 3", False),
    (
        "2021年度述职中，我查摆了3个方面的问题，一年来，我坚持问题导向，认真加以整改，3个问题均得到解决。",
        "self_review done 3 3",
        False,
    ),
    ("回头看去年的3个问题，都已经解决了。", "self_review done 3 3", False),
    ("去年查摆的3个问题基本整改到位。", "self_review partial 3 -", False),
    ("上年度述职查摆5个问题，完成整改4个，持续推进1个。", "self_review partial 5 4", False),
    ("上年度述职评议查摆5个问题，4个已销账，1个转入长期整改。", "self_review partial 5 4", False),
    ("去年查摆的5个问题，都已启动整改，目前正在逐项推进。", "self_review in_progress 5 -", False),
    (
        "上年度上级点评指出的2个问题和自己查摆的3个问题，全部整改完毕。",
        "superior_review done 2 2; self_review done 3 3",
        False,
    ),
    (
        "上年度上级点评指出的2个问题全部整改；自己查摆的3个问题，整改2个，1个正在推进。",
        "superior_review done 2 2; self_review partial 3 2",
        False,
    ),
    ("困扰小区多年的停车难问题解决了。", "other done - -", False),
    ("去年说的党员学习走过场的问题，今年改过来了。", "self_review done - -", False),
    ("全年排查安全隐患，做到立行立改。", "", False),
    ("以问题为导向，认真抓好整改落实。", "", False),
    ("全年开展安全检查12次，发现隐患45处，整改43处。", "tally 45 43", False),
    ("全年检查支部12次，发现问题45个，全部督促整改到位。", "tally 45 45", False),
    ("自查发现问题18个，已整改18个。", "tally 18 18", False),
    ("建立民生实事清单30项，办结28项。", "tally 30 28", False),
    ("30件民生实事全部办结。", "tally 30 30", False),
    ("收集居民诉求56条，解决52条。", "tally 56 52", False),
    ("年初列出的12件实事，办成11件。", "tally 12 11", False),
    ("班子领办书记项目9个，完成7个。", "tally 9 7", False),
    ("调解矛盾纠纷40起，成功率98%。", "", False),
    ("走访群众300户，解决困难问题25个。", "", False),
    ("对主题教育检视出的13个问题，建立清单，逐项销号，13个问题全部完成整改。", "theme_education done 13 13", False),
    (
        (
            "举办读书班1期，中心组学习14次，班子成员领办调研课题5个，形成调研报告5篇，转化制度成果7项。对主题教育"
            "检视出的13个问题，建立清单，逐项销号，13个问题全部完成整改。"
        ),
        "theme_education done 13 13",
        False,
    ),
    (
        (
            "2020年度述职时查摆问题3个，目前已完成整改2个、基本完成1个。其中，机关支部组织生活不规范的问题通过统"
            "一支部工作台账、开展半年互查得到解决；党费收缴不及时的问题通过推行按月公示得到解决；基层社党组织覆盖"
            "率偏低的问题，已新建联合支部2个，覆盖率由52%提高到78%，基本完成。"
        ),
        "self_review partial 3 2",
        False,
    ),
    (
        "主题教育没有走样。读书班办了五天，跑村组37次。检视出来的问题9个，年底前全部改完。",
        "theme_education done 9 9",
        False,
    ),
    ("深入走访企业。检视出来的问题9个，年底前全部改完。", "tally 9 9", False),
    ("县局党组2021年度述职点评4项：销号4项；整改率100%。", "superior_review done 4 4", True),
    (
        "2021年度述职自查5项：销号4项；整改率80%；未销号1项（档案室渗水），维修合同已签，待雨季后施工。",
        "self_review partial 5 4",
        True,
    ),
    ("巡察整改：本年度不涉及。", "inspection not_applicable - -", True),
    ("县委巡察反馈11项：销号9项；整改率81.8%；其余2项正在推进。", "inspection partial 11 9", True),
    ("预算执行审计6项：完成整改6项；整改率100%。", "audit done 6 6", True),
    (
        "县局党组2021年度述职点评4项：销号3项；整改率75%；1项（窗口支部规范化）正在整改。",
        "superior_review partial 4 3",
        True,
    ),
    ("主题教育检视问题8项：制定措施21条，均在推进，尚无销号。", "theme_education in_progress 8 -", True),
    ("县委巡察反馈遗留3项：销号3项。", "inspection done 3 3", True),
    ("年度重点任务清单：42条（销号40条），剩余2条跨年推进。", "tally 42 40", False),
    ("隐患清单：90条（销号88条）。", "tally 90 88", False),
    ("去年述职报告里讲到的骨干断层的问题，通过跟班学习、师徒结对，已经得到解决。", "self_review done - -", True),
    (
        (
            "去年述职时我们亮出4块短板，队伍结构、场地建设2块已经补齐，对外联络这一块还在改进，品牌培育列入今年继"
            "续攻关。"
        ),
        "self_review partial 4 2",
        False,
    ),
    (
        "去年镇党委书记点评，说我们支部记录乱。这1个问题，改了。请老会计理了半个月。",
        "superior_review done 1 1",
        False,
    ),
    ("主题教育，支部集中学了7次，党员领读15次。查出的6个问题，一条一条销了号。", "theme_education done 6 6", False),
    ("全年督办事项66项，办结率95%。", "", False),
    ("开展专项监督两轮，提出监察建议9条，推动修订制度6项。", "", False),
    ("先交账，去年我在这里列了四件事，办成了三件。", "", False),
    ("活动室门口的积水问题没有办成，排管的钱批不下来。", "open", False),
    ("没办成的放到后面讲。", "", False),
    ("对了，东墙裂的那道缝到现在还没有修，围挡围了半年。", "open", False),
    (
        (
            "（一）巡察整改。2021年巡察反馈的9个问题，累计完成整改7个，剩余2个正在办理。\n（二）述职问题整改。去"
            "年述职报告中讲到的培训走过场的问题，通过现场教学，已经得到解决。\n（三）民主生活会整改。民主生活会查"
            "摆的12个问题，已完成整改11个，剩余1个正在推进。"
        ),
        "inspection partial 9 7; self_review done - -; democratic_life partial 12 11",
        True,
    ),
    ("按去年定下的办法，网格员上报事项900件、办结860件。", "tally 900 860", False),
    ("去年共承诺5件事，目前兑现3件。", "tally 5 3", False),
    ("去年说要办的四件事，办成了三件。", "", False),
    ("对照县纪委监委《监督建议书》，我们举一反三，排查出同类问题6个，均已纠正。", "tally 6 6", False),
    (
        (
            "2021年3月，县委第二巡察组反馈了三个方面13个问题。党组制定整改措施38条。截至目前，13个问题已完成整改1"
            "1个，2个问题需长期坚持，正在有序推进。\n一、关于“学习不深入”的问题\n整改情况：一是制定学习计划，集中"
            "学习20次。二是请党校教师辅导3次。该问题已完成整改。\n二、关于“资产管理不规范”的问题\n整改情况：账实"
            "核对工作正在进行。"
        ),
        "inspection partial 13 11",
        True,
    ),
    ("（三）民主生活会查摆问题。班子查摆的12个问题，已全部完成整改。", "democratic_life done 12 12", True),
    (
        (
            "（一）县委巡察反馈问题。今年县委没有反馈新的问题。\n（二）民主生活会查摆问题。班子及成员查摆问题11个"
            "，完成整改9个，其余2个长期坚持。"
        ),
        "democratic_life partial 11 9",
        True,
    ),
    ("去年结转的4个巡察反馈山林权属问题，经反复核图指界，今年已全部销号。", "inspection done 4 4", False),
    ("街道把各渠道反馈的问题统一建账，逐条对账销号。", "", True),
    ("拖了两年多的便民中心产权问题终于有了结果，9月份办完移交。", "other done - -", False),
    ("河西管网改造剩下的200米管线要穿过铁路，审批没有下来，至今未能贯通，一下大雨就积水。", "open", False),
    ("东山林场11户职工住的还是砖木平房，已鉴定为危房，改造资金多方争取至今没有着落。", "open", False),
    ("东头仓库被杂物占用的事解决了，5月份腾空、刷墙。", "other done - -", False),
    ("楼道堆杂物的老毛病总算治住了。", "other done - -", False),
    ("支部查出记录不全等问题9个，全部补正。", "tally 9 9", False),
    ("认领居民微心愿30个，全部兑现。", "", False),
    (
        "（一）县委巡察结转问题。2021年巡察反馈尚未完成的3个问题，今年完成2个，1个正在推进。",
        "inspection partial 3 2",
        True,
    ),
    ("着力破解停车难问题。", "", False),
    ("帮助企业协调解决用工难问题12个。", "", False),
    ("推动民生难题解决。", "", False),
    (
        (
            "市委第二巡察组对中心开展了“回头看”，共反馈问题8类19个。中心高度重视，即知即改9个，限期整改10个，目前"
            "19个问题已全部整改完毕，整改率100%。"
        ),
        "inspection done 19 19",
        False,
    ),
    (
        "市审计局对中心原主任开展了离任审计，指出问题7个，已整改6个，还有1个往来款清理正在走程序。",
        "audit partial 7 6",
        False,
    ),
    (
        (
            "1.反馈问题：业务融合不够。整改措施：制定融合清单。整改成效：已完成整改。\n2.反馈问题：年轻干部培养不"
            "够。整改措施：实施导师制。整改成效：正在推进。"
        ),
        "self_review partial - -",
        True,
    ),
    ("中心不涉及环保督察反馈问题。", "supervision not_applicable - -", False),
    ("去年述职讲到的党建和生产两条线的问题，我们正在一步一步地扭转。", "self_review in_progress - -", False),
    (
        "去年答应给班组配齐对讲机的事已经办到，全部配发到人，去年讲到的服务态度生硬的问题得到了纠正。",
        "self_review done - -",
        False,
    ),
    ("县纪委派驻组组织的作风抽查，没有发现我局有新的违规问题。", "", False),
    # What is ordered, wished or held in regard is no claim yet.
    ("镇党委高度重视审计查出问题的整改工作，强调要逐条落实、按期整改到位。", "", False),
    ("局党组召开会议，要求各科室列出清单，坚决把审计指出的问题整改好。", "", False),
    ("党委会听取汇报，要求对巡察发现的问题认真研究，整改到位。", "", False),
    ("进一步加强督查反馈问题整改的日常检查，推动审计查出问题整改落实到位。", "", False),
    ("各支部按照《巡察反馈意见整改工作方案》稳步推进各项工作，确保巡察组反馈的问题得到有效整改。", "", False),
    ("扎实推动巡察反馈意见整改，已全部完成。", "inspection done - -", False),
    (
        "认真抓好巡察反馈意见整改。在书面报告中，共反映12个问题，截至10月，已整改10个。",
        "inspection partial 12 10",
        False,
    ),
    # A way of working, a word in quotation marks, a share of them.
    ("围绕督查反馈意见研究确定目标和措施，逐一明确责任人，实行拉条挂账、督办落实、办结销号。", "", False),
    ("巡察反馈的9个问题，实行挂账督办，已全部对账销号。", "inspection done 9 9", False),
    ("巡察反馈的9个问题，完成一个销号一个。", "", True),
    ("审计反馈的30个问题，要求立行立改的，证据充分才认定为“已整改”事项。", "audit in_progress 30 -", False),
    ("审计报告反映的80个问题，95%要求立行立改的问题已整改到位。", "audit partial 80 -", False),
    ("巡察反馈的20个问题中，已经解决的占70%。", "inspection partial 20 -", False),
    ("审计反馈的8个问题，7个已整改，1个一时难以完全整改到位，正在推进。", "audit partial 8 7", False),
    # One important task is no count; a crowd of problems is none by name; work under way is not done.
    ("党委把巡察反馈问题整改作为当前一项重要政治任务，成立领导小组，班子成员带头抓落实。", "", False),
    ("市审计局审计反馈的绝大部分问题得到有效整改。", "audit partial - -", False),
    ("今年以来，一大批重大环境问题得到有效解决。", "", False),
    ("强调要推进物业问题切实有效解决。", "", False),
    ("排查发现问题30个，正在整改问题12个。", "", False),
    ("在册的60件提案中，已经解决或采纳的提案45件。", "tally 60 45", False),
    ("对县督查组交办的问题，立行立改，目前已上报办结20件。", "supervision partial - 20", False),
    ("小区停水、管网漏水等方面曾经存在的不便问题，通过改造基本得到了有效解决。", "other partial - -", False),
    # Letters that overseers hand on, and those that are handled for others.
    ("省环保督察组转办信访举报件共计16件，截至9月底，已办结11件，未办结5件。", "supervision partial 16 11", False),
    ("县信访局交办信访件8件，办结7件。", "tally 8 7", False),
    # Raised in one sentence and taken up in the next, one origin after the other.
    (
        "上年度区委书记点评指出问题2个，自己查摆问题4个。目前，点评的问题均已整改到位，查摆的问题完成3个，1个正在推进。",
        "superior_review done 2 2; self_review partial 4 3",
        True,
    ),
    ("巡察反馈问题26个，立行立改12个，限期整改14个，已完成25个，1个长期坚持。", "inspection partial 26 25", False),
    ("（三）主题教育检视方面。检视问题17个，完成整改16个，1个需要长期坚持。", "theme_education partial 17 16", True),
    # What own checks find, whatever it is called and however it is set right.
    ("物资采购、废料处置专项检查发现问题19个，整改18个。", "tally 19 18", False),
    ("班子成员体验窗口业务12次，发现并解决堵点问题23个。", "tally 23 23", False),
    ("研究解决问题16个，协调化解矛盾纠纷30起。", "", False),
    ("做了一次村道排查，找出隐患点41处，已经处理了33处。", "tally 41 33", False),
    ("清查党员档案，查出材料不全的档案34份，已补齐29份。", "tally 34 29", False),
    ("为民实事清单列项20件，办结19件。", "tally 20 19", False),
    (
        "对市委巡察组提出党委存在的14个问题，3个村党组织存在8个问题，都已完成整改。",
        "inspection done 14 14; inspection done 8 8",
        False,
    ),
)
