"""Short reports whose sections no list of words foresees: told by where headings stand and how the text sounds."""

from __future__ import annotations

from tests.extraction.reading_cases import Case

_DEEDS = "全年召开党员大会8次，走访农户260户，修好机井4口，调解纠纷17起，党员干部值班守夜一百多天。"
_LACKS = (
    "{a}年轻党员太少。支部里四十岁以下的只有两人，开会靠老同志撑着，重活没有人干，换届时人选都凑不齐。\n"
    "{b}土地流转进展缓慢。有的户嫌租金低不愿意签，有的地块零散没人接手，机械开不进去。\n"
    "{c}村务公开不及时。公示栏里还是半年前的账，群众看不明白，难免有意见。"
)
_PLANS = (
    "{a}给支部添新人。明年6月底前物色入党积极分子3名，每季度开一次青年座谈会。\n"
    "{b}把荒地种起来。明年5月底前流转土地200亩，请农技站测一遍土。\n"
    "{c}把账晒出来。每月10日前公开上月收支，成立5人理财小组。"
)
_DOTS = {"a": "1.", "b": "2.", "c": "3."}
_ORDINALS = {"a": "第一，", "b": "第二，", "c": "第三，"}
_PROBLEMS = ("年轻党员太少", "土地流转进展缓慢", "村务公开不及时")
_COMMITMENTS = ("给支部添新人", "把荒地种起来", "把账晒出来")

OUTLINE_CASES = (
    Case(
        "slogans before what the headings say",
        f"述职报告\n各位同志：\n2022年支部做了这些事，现报告如下。\n一、回望来路：一年做过的事\n{_DEEDS}\n"
        f"二、直面短处：工作里的问题和不足\n{_LACKS.format(**_DOTS)}\n"
        f"三、向着来年：改进的思路和举措\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "headings on lines of their own in words of the village",
        f"榆树沟村党支部2022年工作汇报\n我代表支部把这一年的事向大家摆一摆，说得不对的地方大家提。\n今年忙活了些啥\n{_DEEDS}\n"
        f"还有啥没弄妥\n{_LACKS.format(**_ORDINALS)}\n开春往后咋弄\n{_PLANS.format(**_ORDINALS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "a heading in line with others, whose own words say nothing",
        f"一、主要工作\n{_DEEDS}\n二、揭短亮丑\n{_LACKS.format(**_DOTS)}\n三、下一步工作打算\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "causes under a heading of their own end the problems",
        f"一、主要工作\n{_DEEDS}\n二、存在的问题\n{_LACKS.format(**_DOTS)}\n三、刨根问底\n"
        "究其原因，一是支部用心不够，根子在于抓一时松一时；二是办法不多，原因在于外出学习少；三是制度落空，根源在于监督不严。\n"
        f"四、下一步工作打算\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "a heading that promises an analysis and lists what is lacking",
        f"一、主要工作\n{_DEEDS}\n二、检视剖析\n{_LACKS.format(**_DOTS)}\n三、下一步工作打算\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "problems, causes and measures numbered each for itself under one heading",
        f"一、主要工作\n{_DEEDS}\n二、问题、原因和措施\n下面三张表用的是同一套编号。\n（一）问题\n"
        + _LACKS.format(a="问题1：", b="问题2：", c="问题3：")
        + "\n（二）原因\n原因1：支委自己松劲，没有带好头。\n原因2：价钱谈不拢，工作没有做细。\n原因3：怕麻烦，账目拖着不贴。\n"
        "（三）措施\n"
        + _PLANS.format(a="措施1（对应问题1）：", b="措施2（对应问题2、原因2）：", c="措施3（对应问题3）："),
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "a list of problems, each with its number on a line of its own",
        f"一、主要工作\n{_DEEDS}\n二、问题清单\n支委会一条一条对着人、对着时间列出来。\n"
        "问题1\n年轻党员太少\n问题表现：四十岁以下的只有两人，重活没有人干。\n整改措施：物色入党积极分子3名，每季度开一次青年座谈会。\n"
        "责任人：方晓\n完成时限：2023年6月底前\n问题2\n村务公开不及时\n问题表现：公示栏里还是半年前的账，群众看不明白。\n"
        "整改措施：每月10日前公开上月收支；成立5人理财小组。\n责任人：贺新\n完成时限：长期坚持",
        ("年轻党员太少", "村务公开不及时"),
        ("物色入党积极分子3名", "每月10日前公开上月收支"),
    ),
    Case(
        "entries that go on without a number: the first, another, one more, the last",
        f"各位老少爷们：\n我把2022年村里的事说一说。\n先说办成的。\n{_DEEDS}\n再亮亮家丑。\n"
        + _LACKS.format(a="头一个，", b="再一个，", c="末了一个，")
        + "\n往后这一年，我给大家许三件事。\n"
        + _PLANS.format(a="第一件，", b="第二件，", c="第三件，")
        + "\n我就说这些。",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "headings of other people's problems inside the section on what became of them",
        "一、整改这本账\n（一）述职点评问题。镇党委点评指出的2个问题，已全部整改到位。\n"
        "（二）巡察反馈问题。县委巡察组反馈的9个问题，整改完成7个，其余2个正在推进。\n"
        "（三）审计指出问题。县审计局指出的3个问题，已全部整改到位。\n"
        f"二、差距与短板\n{_LACKS.format(**_DOTS)}\n三、努力方向\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "last year's problems under a heading that does not say so",
        "一、查摆问题“回头看”\n去年查摆的2个问题，已完成整改1个，基本完成1个，逐项情况如下：\n"
        "1.关于“活动室漏雨”的问题。已完成整改。屋顶重新做了防水。\n2.关于“台账不全”的问题。基本完成整改，补齐了两年的记录。\n"
        f"二、主要工作\n{_DEEDS}\n三、存在的问题\n{_LACKS.format(**_DOTS)}\n四、下一步工作打算\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "a list in one paragraph behind a sentence that names no problem",
        "现将2023年工作汇报如下。今年开会12次，修路3公里，发展党员2名。跟邻村比一比，脸上还真有些挂不住："
        "一是年轻人留不住，支部里四十岁以下的只有两个，开会没有人记录；二是账目公开不及时，墙上还是半年前的账，群众看不明白；"
        "三是红白事攀比厉害，有的户为办酒席欠下债，村规民约没人当真。下步，支部合计了这么几条：一是明年4月底前办起青年夜校；"
        "二是每月10日前公开上月账目；三是明年6月底前修订村规民约。我的话完了，请大家评说。明年这时候我再来交账。",
        ("年轻人留不住", "账目公开不及时", "红白事攀比厉害"),
        ("明年4月底前办起青年夜校", "每月10日前公开上月账目", "明年6月底前修订村规民约"),
    ),
    Case(
        "sides counted as 第一方面, and the first thing as 头一件事",
        "一、存在的主要问题\n第一方面，学用结合不紧。学归学、做归做，文章写了不少，用到工作上的没有几条。\n"
        "第二方面，服务下沉不够。窗口的人不愿意出门，企业有难处找不到人。\n二、明年的打算\n"
        "头一件事，把学习用起来。每季度评一次学用案例，明年9月底前汇编成册。\n第二件事，把服务送上门。组建8支帮办小队，每月走访企业一遍。",
        ("学用结合不紧", "服务下沉不够"),
        ("把学习用起来", "把服务送上门"),
    ),
    Case(
        "a story of something lacking between deeds makes no list of problems",
        "一、主要工作\n一是补短板。新修公路5公里，没有通自来水的两个组全部通水，缺水的日子一去不返。二是抓环境。清运垃圾80吨。三是强队伍。发展党员3名。",
        (),
    ),
    Case(
        "that something is said stands before what is said",
        "一、主要工作\n一是抓文化。建成书屋3间。还要坦率地说一句，老粮站的消防验收至今没有通过，大门仍然锁着。二是抓培训。办班4期。",
        (),
        inline=("老粮站的消防验收至今没有通过",),
    ),
    Case(
        "no heading says what it opens",
        f"一、春华\n{_DEEDS}{_DEEDS}\n二、秋实\n{_LACKS.format(**_DOTS)}\n三、冬藏\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "a file that has lost its line ends",
        (
            f"一、主要工作（一）抓班子。{_DEEDS}（二）抓阵地。新建活动室2间。二、存在的主要问题（一）年轻党员太少。支部里四十岁以下的只有两人。"
            "（二）村务公开不及时。公示栏里还是半年前的账。三、下一步工作打算（一）给支部添新人。明年6月底前物色入党积极分子3名。"
            "（二）把账晒出来。每月10日前公开上月收支。"
        ),
        ("年轻党员太少", "村务公开不及时"),
        ("给支部添新人", "把账晒出来"),
    ),
    Case(
        "plans in a list that begins anew behind the problems",
        f"一年来，{_DEEDS}\n存在的不足也不少，我说三条：\n{_LACKS.format(**_DOTS)}\n{_PLANS.format(**_DOTS)}",
        _PROBLEMS,
        _COMMITMENTS,
    ),
    Case(
        "paragraphs that nothing announces and that tell of nothing but what is lacking",
        f"现将2023年工作报告如下。\n{_DEEDS}\n"
        "年轻党员留不住。支部里四十岁以下的只有两人，开会靠老同志撑着，换届时人选都凑不齐，重活没有人干。\n"
        "账目公开拖拉。公示栏里还是半年前的账，群众看不明白，问起来谁也说不清，背地里难免有闲话。\n"
        "2024年，支部要抓好三件事：一是办起青年夜校；二是每月10日前公开上月账目；三是明年6月底前修订村规民约。",
        ("年轻党员留不住", "账目公开拖拉"),
        ("办起青年夜校", "每月10日前公开上月账目", "明年6月底前修订村规民约"),
    ),
    *(
        Case(
            f"plans opened in the same paragraph: {opener}",
            "榆树沟村党支部2022年度述职报告\n现将2022年工作情况报告如下。一年来，我坚持抓支部建设。"
            f"{_DEEDS}\n工作中还存在一些问题：{_LACKS.format(a='一是', b='二是', c='三是')}".replace(
                "。\n二", "。二"
            ).replace("。\n三", "。三")
            + opener
            + _PLANS.format(a="第一，", b="第二，", c="第三，").replace("\n", ""),
            _PROBLEMS,
            _COMMITMENTS,
        )
        for opener in (
            "针对存在的问题，将采取以下措施：",
            "对这些问题，我准备这样改：",
            "面对不足，我将下决心改：",
            "今后工作中，",
        )
    ),
    Case(
        "a list that problems announce holds no plans besides",
        "院党委召开述职大会。书记肯定了成绩，也指出了存在的问题：（1）支部建设有待进一步完善，学习制度要进一步规范。"
        "（2）理论研究缺乏。（3）党务干部业务水平有待进一步提高。",
        ("支部建设有待进一步完善", "理论研究缺乏", "党务干部业务水平有待进一步提高"),
        (),
    ),
    Case(
        "a question asks for the plans, all in a village secretary's words",
        "石门坎村支部书记述职\n大家好！回头看这一年，有苦有甜。\n先说干成的：组织学习16次，帮2户困难党员办了低保，村口的路修通了。\n"
        "也有没干好的：河道保洁是一阵风，查完就松；青年党员拢不到一块，开会还是老面孔；账目公开拖拖拉拉，群众问起来说不清。\n"
        "明年咋办？河道要分段包干，每周一查；青年党员要用起来，给他们派活；账目每季度贴一次墙，谁都能看。\n请大家监督！",
        ("河道保洁是一阵风", "青年党员拢不到一块", "账目公开拖拖拉拉"),
        ("河道要分段包干", "青年党员要用起来", "账目每季度贴一次墙"),
    ),
    Case(
        "numbers that count on behind commas",
        "今年来，我校党总支存在以下几方面不足：1、教育形式比较单一，2、师德师风还需加强，3、融合的路子不宽。"
        "针对这些不足，明年将做好三件事：1、每月办两次微党课；2、3月底前修订师德考核办法；3、建立结对帮扶机制。",
        ("教育形式比较单一", "师德师风还需加强", "融合的路子不宽"),
        ("每月办两次微党课", "3月底前修订师德考核办法", "建立结对帮扶机制"),
    ),
    Case(
        "a story of trouble that ends well is no list of problems",
        "梧桐社区大党委工作总结\n一、推进情况\n社区现有党员96名，聘请兼职委员4名。\n二、工作成效\n"
        "典型事例一：收到群众反映6号楼下水道堵塞，楼前污水满溢，多次维修都没有修好。接报后联系城管科，20天内彻底根除了满溢现象。\n"
        "6号楼是独栋老楼，没有物业，很多问题难以解决，门前有一段路坑洼不平，雨天积水，老人出行困难，报修多年没人管，社区请来市政部门重铺路面，"
        "解决了老人出行难问题。",
        (),
    ),
    Case(
        "a list that begins inside the sentence that announces it",
        "榆树沟村党支部2022年度述职报告\n现将2022年工作情况报告如下。一年来，我坚持抓支部建设。"
        f"{_DEEDS}\n检讨起来，有三条：" + _LACKS.format(a="一是", b="二是", c="三是").replace("\n", "") + "\n"
        "下一步，我将做好以下工作：" + _PLANS.format(a="一是", b="二是", c="三是").replace("\n", ""),
        _PROBLEMS,
        _COMMITMENTS,
    ),
)
