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
)
