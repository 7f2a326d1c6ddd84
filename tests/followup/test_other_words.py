"""The same matter in other words, and other matters in the same words: how people write, not how forms are filled in."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft, held, item, says
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, SectionKind, Verdict, Where
from tracker.domain.report import Identity
from tracker.followup import follow_up
from tracker.followup.engine import ready
from tracker.followup.evidence import answers, told_work
from tracker.followup.features import describer, figure
from tracker.followup.pair import Pair

OTHER_WORK = "今年召开会议12次。水利干部参加培训3期。走访慰问28户。办结来信9件。植树造林300亩。编印简报16期。"
"""Sentences enough for words to be rare or common."""


def pool(*problems: str, promise: str = "", actions: tuple[str, ...] = ()) -> Draft:
    """An older report with these problems and, where given, a promise that answers the first."""
    draft = Draft(
        OTHER_WORK + "存在的问题：" + "".join(problems) + ("下一步打算：" + promise if promise else ""), year=2021
    )
    for problem in problems:
        draft.problem(problem)
    return draft.promise(promise, actions, ["p1"]) if promise else draft


def test_the_frame_that_problems_are_told_in_brings_none_back() -> None:
    framed = "{}。具体表现在：{}。究其原因，日常检查没有跟上。"
    older = pool(
        framed.format("游泳馆水质不稳定", "余氯两次超标，换水间隔拖得太长"),
        framed.format("售票窗口排长队", "周末入场要等半个钟头"),
        framed.format("救生员持证不齐", "十人里有三人证书过期"),
    )
    troubles = [
        framed.format("停车棚灯光昏暗", "晚场观众取车要打手电"),
        framed.format("器械房堆放杂乱", "杠铃片散落在过道上"),
        framed.format("公众号更新慢", "课表三个月没有换过"),
    ]
    newer = Draft("存在的问题：" + "".join(troubles))
    for trouble in troubles:
        newer.problem(trouble)
    assert {one.verdict for one in held(older, newer).items} == {Verdict.SILENT}


def test_a_remedy_of_no_avail_brings_its_problem_back() -> None:
    older = pool(
        "食材验收把关不严。退货没有台账，问起来各说各的。",
        promise="把住验收关。6月底前组建家长监督队5支。",
        actions=("6月底前组建家长监督队5支",),
    )
    trouble = "进货渠道让人不放心。家长监督队虽已组建，可签名全是代笔，退货台账照旧说不清。"
    newer = Draft("去年查摆的1个问题已整改到位。存在的问题：" + trouble).problem(trouble)
    newer.closure("去年查摆的1个问题已整改到位", 1, 1)
    assert item(held(older, newer), "p1").verdict is Verdict.CONTESTED


def test_unfinished_work_outweighs_an_open_matter_of_the_same_place() -> None:
    open_matter = "东岭分馆的阅览室屋面检测没有过关，仍未开放，东岭分馆的读者借书得跑总馆"
    older = Draft(f"{OTHER_WORK}{open_matter}。", year=2021).problem(open_matter, Where.INLINE)
    other = "读者意见最大的东岭分馆夜间照明问题尚未解决"
    newer = Draft(f"{OTHER_WORK}东岭分馆阅览室换完屋面板，正在等待检测复查。{other}。")
    newer.problem(other, Where.INLINE)
    result = item(held(older, newer), "p1")
    assert result.verdict is Verdict.IN_PROGRESS
    assert "正在等待" in says(newer, result.claim)


def test_a_promise_is_made_again_in_other_words_where_its_trouble_came_back() -> None:
    older = pool(
        "值夜班的护工打瞌睡。夜里两点以后按铃没人应，老人摔倒过两次。",
        promise="管好夜班。每晚两点安排主任带班查铃。",
        actions=("每晚两点安排主任带班查铃",),
    )
    trouble = "护工夜班打瞌睡的老毛病还在。按铃没人应，夜里老人又摔倒一次。"
    again = "盯住夜班。查铃改由院领导带班，夜班每两点钟签一次到。"
    newer = (
        Draft("今年添置轮椅20辆。存在的问题：" + trouble + "下一步打算：" + again)
        .problem(trouble)
        .promise(again, ["查铃改由院领导带班", "夜班每两点钟签一次到"], ["p1"])
    )
    result = item(held(older, newer), "c1")
    assert (result.verdict, result.repeated_as) == (Verdict.RECURRING, "c1")


@pytest.mark.parametrize(
    "claim, again, verdict",
    [
        (
            "去年查摆的3个问题，除职工澡堂等锅炉到货、正在换管道外，另2个已整改到位",
            "完成澡堂锅炉安装和试水",
            Verdict.IN_PROGRESS,
        ),
        (
            "去年查摆的3个问题，已整改2个，职工澡堂太旧的问题正在持续推进",
            "年底前添置冲淋设备20套",
            Verdict.RECURRING,
        ),
    ],
)
def test_a_problem_named_as_unfinished_speaks_for_its_promise(claim: str, again: str, verdict: Verdict) -> None:
    older = pool(
        "职工澡堂太旧。喷头坏了一半，下了井的工人要排队。",
        "班车不准点。末班车常常提前开走。",
        "工具领用没有登记。扳手越用越少。",
        promise="改善澡堂条件。年底前添置冲淋设备20套。",
        actions=("年底前添置冲淋设备20套",),
    )
    newer = Draft(f"{claim}。下一步打算：{again}。").promise(f"{again}。", [again])
    newer.closure(claim, 3, 2, status=ClosureStatus.PARTIAL, items=[("职工澡堂", ClosureItemStatus.IN_PROGRESS)])
    result = held(older, newer)
    assert item(result, "p1").verdict is Verdict.IN_PROGRESS
    assert item(result, "c1").verdict is verdict


def test_what_was_done_in_the_course_of_something_is_done() -> None:
    older = pool(
        "重大理赔没有专人盯。",
        promise="盯住重大理赔。在重大理赔一线成立突击小组。",
        actions=("在重大理赔一线成立突击小组",),
    )
    newer = Draft("在冰雹灾害重大理赔办理中成立突击小组2个，赔付1300万元。")
    assert item(held(older, newer), "c1").verdict is Verdict.EVIDENCED


@pytest.mark.parametrize(
    "told",
    [
        "去年答应入冬前逐户更换水表，十一月初就更换完了",
        "去年说好的逐户更换水表，一片一片换的办法坚持了下来",
        "上年承诺的逐户更换水表10月更换完毕",
    ],
)
def test_kept_in_plain_words(told: str) -> None:
    older = pool("水表走不准。", promise="换准水表。入冬前逐户更换水表。", actions=("入冬前逐户更换水表",))
    newer = Draft(f"{told}。今年植树300棵。")
    result = item(held(older, newer), "c1")
    assert result.verdict is Verdict.RECTIFIED
    assert "更换水表" in says(newer, result.claim)


def test_kept_by_its_own_word_and_fallen_short_by_a_problem() -> None:
    older = pool(
        "工长不会带班。新工长不懂派工，班前会开不起来。",
        promise="带好工长。每月召开一次工长例会。",
        actions=("每月召开一次工长例会",),
    )
    trouble = "工长带班的本事还不强。新工长派工全凭印象，工长例会全年只开了3次。"
    newer = Draft(f"工长每月例会按去年的承诺坚持了下来。存在的问题：{trouble}").problem(trouble)
    result = item(held(older, newer), "c1")
    assert (result.verdict, result.recurs_as) == (Verdict.CONTESTED, "p1")


def test_for_whom_a_thing_was_promised_is_not_the_thing() -> None:
    older = pool(
        "合唱队没人教。",
        promise="教好合唱队。为16个少年合唱队各选派1名辅导员。",
        actions=("为16个少年合唱队各选派1名辅导员",),
    )
    newer = Draft(OTHER_WORK + "22个少年合唱队唱响广场。")
    pair = Pair(ready(older.source, older.found), ready(newer.source, newer.found))
    assert not answers(pair, pair.old_items["c1"].parts, told_work(pair))
    taught = held(older, Draft(OTHER_WORK + "选派辅导员14名，到合唱队教唱。"))
    assert item(taught, "c1").verdict is Verdict.EVIDENCED


def test_the_houses_own_trade_is_no_evidence() -> None:
    older = pool("宣传不响。", promise="打响名气。争创全市水利工程示范单位。", actions=("争创全市水利工程示范单位",))
    newer = Draft(OTHER_WORK + "3篇论文收进全市水利工程年会文集。")
    found = newer.found
    named = type(found)(Identity("石岭县水利工程局党组", 2022), found.sections, found.problems, found.commitments)
    result = follow_up(older.source, older.found, newer.source, named)
    assert item(result, "c1").verdict is Verdict.SILENT


def test_a_name_that_says_nothing_is_understood_from_what_stands_before_it() -> None:
    older = Draft("竹林小区96户燃气管道未接通，至今仍用罐装气。居民健身没有去处。", year=2021)
    older.problem("竹林小区96户燃气管道未接通，至今仍用罐装气", Where.INLINE).problem("居民健身没有去处。")
    newer = Draft("竹林小区96户全部接通燃气管道，困扰居民二十年的难题画上句号。")
    result = held(older, newer)
    assert item(result, "p1").verdict is Verdict.RECTIFIED
    assert item(result, "p2").verdict is Verdict.SILENT


def test_a_name_that_says_most_of_the_headline_means_it() -> None:
    older = Draft("他们孩子入学的事，今年又去了几趟，卡在户口上，仍没有办成。", year=2021)
    older.problem("他们孩子入学的事，今年又去了几趟，卡在户口上，仍没有办成", Where.INLINE)
    newer = Draft("拖了两年的养殖工人子女入学问题，八月底总算解决了。")
    assert item(held(older, newer), "p1").verdict is Verdict.RECTIFIED


def test_a_count_of_fewer_covers_those_it_names() -> None:
    older = pool("冷库温度记录断断续续。", "装卸区没有划线，叉车和人混行。", "退货仓无人清点。", "司机休息室漏雨。")
    claim = "去年查摆的2个问题中，叉车与人混行、司机休息室漏雨均已整改到位"
    newer = Draft(claim + "。").closure(claim, 2, 2)
    result = held(older, newer)
    assert [one.verdict for one in result.items] == [
        Verdict.SILENT,
        Verdict.RECTIFIED,
        Verdict.SILENT,
        Verdict.RECTIFIED,
    ]


@pytest.mark.parametrize("text, found", [("七名", True), ("十二场", True), ("96户", True), ("一致", False)])
def test_figures_in_digits_and_characters(text: str, found: bool) -> None:
    assert bool(figure().search(text)) is found


def test_months_and_years_say_nothing_of_a_matter() -> None:
    about = describer()
    date = about.terms(["10", "月底", "十四", "年"])
    assert not any(feature.startswith("#") for feature in about.bag(date))
    assert "#14" in about.bag(about.terms(["十四", "户"]))


def test_a_matter_of_mid_text_is_known_by_its_place() -> None:
    older = Draft(OTHER_WORK + "鸦雀岭二十来户吃水难，打了井也不出水，至今没有解决。", year=2021)
    older.problem("鸦雀岭二十来户吃水难，打了井也不出水，至今没有解决", Where.INLINE)
    going_on = held(older, Draft(OTHER_WORK + "鸦雀岭的引水工程正在施工，主管道已经铺好。"))
    assert item(going_on, "p1").verdict is Verdict.IN_PROGRESS
    done = held(older, Draft(OTHER_WORK + "鸦雀岭的自来水5月通到了灶台上。"))
    assert item(done, "p1").verdict is Verdict.EVIDENCED
    other_matter = held(older, Draft(OTHER_WORK + "鸦雀岭的山歌会唱了三天。"))
    assert item(other_matter, "p1").verdict is Verdict.SILENT


def test_one_short_word_in_common_promises_nothing_again() -> None:
    older = pool(
        "老年人没有去处。", promise="设老年人驿站。在镇上设立老年人驿站30个。", actions=("在镇上设立老年人驿站30个",)
    )
    newer = Draft(OTHER_WORK + "下一步打算：关心职工。建设职工心理驿站15个。")
    newer.promise("关心职工。建设职工心理驿站15个。", ("建设职工心理驿站15个",))
    assert item(held(older, newer), "c1").verdict is Verdict.SILENT


def test_what_is_said_of_an_item_in_a_sentence_of_its_own_is_its_claim() -> None:
    older = pool("冷库温度记录断断续续。", "装卸区没有划线，叉车和人混行。")
    claim = "去年查摆的2个问题，已完成整改2个。"
    text = claim + "关于“冷库温度记录断断续续”问题。已完成整改。关于“装卸区没有划线”问题。已完成整改。"
    newer = Draft(text).closure(
        claim,
        2,
        2,
        items=(("冷库温度记录断断续续", ClosureItemStatus.DONE), ("装卸区没有划线", ClosureItemStatus.DONE)),
    )
    result = held(older, newer)
    assert [one.verdict for one in result.items] == [Verdict.RECTIFIED, Verdict.RECTIFIED]
    assert "冷库" in says(newer, result.items[0].claim)
    assert "装卸区" in says(newer, result.items[1].claim)


def test_who_answers_for_a_promise_is_no_evidence_of_it() -> None:
    older = Draft(
        "存在的问题：食堂排队太久。下一步打算：增开窗口。增开两个打饭窗口。责任人：后勤科长。完成时限：2022年6月底前。",
        year=2021,
    )
    older.problem("食堂排队太久。")
    older.promise(
        "增开窗口。增开两个打饭窗口。责任人：后勤科长。完成时限：2022年6月底前。", ("增开两个打饭窗口",), ("p1",)
    )
    newer = Draft(OTHER_WORK + "处理责任人5人次。")
    assert item(held(older, newer), "c1").verdict is Verdict.SILENT


def test_what_the_problems_come_from_is_no_work_on_a_promise() -> None:
    promise = "管住宿舍用电。每层装限电器，楼长每晚巡查用电。"
    older = pool("宿舍用电不安全。", promise=promise, actions=("每层装限电器", "楼长每晚巡查用电"))
    problems, causes, steps = (
        "宿舍用电仍不安全。",
        "一是楼长巡查用电的责任没有压到人头。",
        "每层装限电器，管住宿舍用电。",
    )
    newer = Draft("今年开会12次。\n存在的问题\n" + problems + "\n原因剖析\n" + causes + "\n下一步打算\n" + steps)
    newer.problem(problems).promise(steps, ["每层装限电器"], ["p1"])
    newer.section(SectionKind.PROBLEMS, "存在的问题\n" + problems).section(
        SectionKind.NEXT_STEPS, "下一步打算\n" + steps
    )
    found = item(held(older, newer), "c1")
    assert found.verdict is Verdict.RECURRING
    assert found.evidence == ()
