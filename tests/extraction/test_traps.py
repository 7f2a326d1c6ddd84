"""The twenty-five traps of the genre, one by one: what looks like a problem, a count or a claim and is something else."""

from __future__ import annotations

from hashlib import sha256

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract

HEAD = "石桥镇党委2023年度抓基层党建工作述职报告\n现将2023年工作报告如下。\n"


def read(body: str) -> Extraction:
    text = HEAD + body
    return extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2023)


def quote(found: Extraction, body: str, index: int) -> str:
    return found.problems[index].span.of(HEAD + body)


def titles(found: Extraction) -> list[str]:
    return [problem.title for problem in found.problems]


def counts(found: Extraction) -> list[tuple[int | None, int | None]]:
    return [(tally.total, tally.done) for tally in found.tallies]


def test_1_harm_that_did_not_happen_is_no_problem() -> None:
    found = read("一、主要工作\n全年安全生产事故0发生，未发现违规吃喝，没有一例越级上访，坚决杜绝了散煤反弹。")

    assert found.problems == ()


def test_2_a_duty_not_done_is_a_problem() -> None:
    found = read("一、存在的问题\n（一）制度缺位。至今未制定积分管理办法。\n（二）换届拖延。向阳村党支部长期未换届。")

    assert titles(found) == ["制度缺位", "换届拖延"]


def test_3_a_list_with_a_part_written_off_is_one_tally_though_the_units_differ() -> None:
    found = read("一、主要工作\n建立河湖问题清单36条（销号21个），逐条明确河段长。")

    assert counts(found) == [(36, 21)]
    assert found.problems == ()


def test_4_a_list_wholly_written_off() -> None:
    found = read("一、主要工作\n建立民生事项清单24条（全部销号）。")

    assert counts(found) == [(24, 24)]


def test_5_problems_found_and_put_right_are_a_tally() -> None:
    found = read("一、主要工作\n开展驻点督查5轮，发现并督促整改问题52个；排查整改隐患9处；查处典型问题2起。")

    assert counts(found) == [(52, 52), (9, 9)]
    assert found.problems == ()
    assert (2.0, "起") in {(metric.value, metric.unit) for metric in found.metrics}


def test_6_problems_solved_by_a_meeting_are_a_metric() -> None:
    found = read("一、主要工作\n召开联席会议6次，研究解决问题18个。")

    assert not found.tallies
    assert not found.problems
    assert not found.closures
    assert {(metric.value, metric.unit) for metric in found.metrics} == {(6.0, "次"), (18.0, "个")}


def test_7_problems_admitted_last_year_are_a_claim_and_not_problems() -> None:
    found = read("一、主要工作\n针对去年自己查摆的4个问题，通过挂图作战、逐月会商，全部完成整改。")

    (claim,) = found.closures
    assert (claim.origin, claim.status, claim.total, claim.done) == (Origin.SELF_REVIEW, ClosureStatus.DONE, 4, 4)
    assert found.problems == ()


def test_8_origins_that_raised_nothing_are_not_applicable_one_by_one() -> None:
    found = read("一、上年度问题整改情况\n本年度不涉及巡视巡察反馈问题和审计反馈问题。")

    assert [(one.origin, one.status) for one in found.closures] == [
        (Origin.INSPECTION, ClosureStatus.NOT_APPLICABLE),
        (Origin.AUDIT, ClosureStatus.NOT_APPLICABLE),
    ]


def test_9_two_of_four_problems_called_by_name() -> None:
    found = read("一、上年度问题整改情况\n县委巡察组反馈的“台账不全”“公开不及时”等4个问题，已全部完成整改。")

    (claim,) = found.closures
    assert claim.total == 4
    assert [item.title for item in claim.items] == ["台账不全", "公开不及时"]


def test_10_basically_done_with_more_to_do_is_partial() -> None:
    found = read("一、上年度问题整改情况\n镇党委书记点评的2个问题，基本整改到位，但成效尚需持续巩固。")

    assert [one.status for one in found.closures] == [ClosureStatus.PARTIAL]


def test_11_all_but_two_is_partial_whatever_stands_above() -> None:
    found = read("一、已完成整改的情况\n县委巡察组反馈的10个问题，除“会议室权属不清”“旧账未清”外，其余均已完成整改。")

    (claim,) = found.closures
    assert (claim.status, claim.total, claim.done) == (ClosureStatus.PARTIAL, 10, 8)
    left = [item.title for item in claim.items if item.status is not ClosureItemStatus.DONE]
    assert left == ["会议室权属不清", "旧账未清"]


def test_12_done_or_basically_done_is_no_number_done() -> None:
    found = read("一、上年度问题整改情况\n市委巡察组反馈的310个问题，已完成或基本完成274个。")

    (claim,) = found.closures
    assert claim.status is ClosureStatus.PARTIAL
    assert claim.done != 310


def test_13_a_rough_share_gives_no_number() -> None:
    found = read("一、上年度问题整改情况\n市委巡察组反馈的210个问题，整改完成率近60%。")

    (claim,) = found.closures
    assert (claim.total, claim.done) == (210, None)
    assert claim.status is not ClosureStatus.DONE


def test_14_a_branch_praised_above_and_given_as_an_example_below_is_kept_in_both() -> None:
    body = (
        "一、主要工作\n指导清水村党支部完成软弱涣散整顿。\n二、存在的问题\n"
        "（一）支部建设不平衡。比如，清水村党支部班子仍不团结，议事常常议而不决。"
    )
    found = read(body)

    assert titles(found) == ["支部建设不平衡"]
    assert "清水村党支部班子仍不团结" in quote(found, body, 0)


def test_15_an_example_is_no_problem_of_its_own() -> None:
    body = (
        "一、存在的问题\n一是党员管理不严。比如，外出党员半年没有联系。再如，转入党员没有及时编入支部。"
        "二是活动阵地老旧。比如，东坡村活动室漏雨。"
    )
    found = read(body)

    assert titles(found) == ["党员管理不严", "活动阵地老旧"]
    assert quote(found, body, 0).endswith("编入支部。")


def test_16_a_contrast_cut_by_a_full_stop_stays_together() -> None:
    body = (
        "一、存在的问题\n1.整改浮在面上。面上的改得多。根子上的动得少，机制没有立起来。\n2.督查偏软。通报多。问责少。"
    )
    found = read(body)

    assert titles(found) == ["整改浮在面上", "督查偏软"]
    assert quote(found, body, 0).endswith("机制没有立起来。")
    assert quote(found, body, 1).endswith("问责少。")


def test_17_a_list_behind_the_sentence_on_causes_holds_causes() -> None:
    found = read(
        "一、存在的问题\n一是责任压得不实。上热下冷。二是学习抓得不深。照本宣科。\n"
        "产生以上问题的原因主要有：一是思想认识不足。二是能力跟不上。三是作风不实。"
    )

    assert titles(found) == ["责任压得不实", "学习抓得不深"]


def test_18_what_a_meeting_demands_of_others_is_no_commitment() -> None:
    found = read(
        "一、主要工作\n召开全镇党建推进会，会议要求，一是要压实责任，二是要补齐短板，三是要严格考核。全年开会4次。\n"
        "二、存在的问题\n（一）抓落实的力度不够。部署多，检查少。"
    )

    assert found.commitments == ()
    assert titles(found) == ["抓落实的力度不够"]


def test_19_a_list_that_begins_with_its_second_entry() -> None:
    found = read(
        "一、主要工作\n一是抓学习。开展学习12次。\n二、存在的问题\n"
        "二是服务群众不够主动。群众办事往返跑。三是创新意识不强。照搬照抄多。"
    )

    assert titles(found) == ["服务群众不够主动", "创新意识不强"]


def test_20_a_page_number_in_the_middle_of_a_sentence_begins_nothing() -> None:
    found = read(
        "一、存在的问题\n1、窗口服务不够热情，群众等候时间长，叫号机经常坏\n2、，办事指南也不全。\n2、帮扶走形式。"
    )

    assert "帮扶走形式" in titles(found)
    assert not any(problem.title.startswith("，") for problem in found.problems)


def test_21_an_outline_at_the_head_is_not_the_report() -> None:
    found = read(
        "一、主要工作\n二、存在的问题\n（一）责任传导不够\n（二）阵地建设滞后\n三、下一步打算\n"
        "一、主要工作\n全年开展学习12次。\n二、存在的问题\n（一）责任传导不够。上热中温下冷，有的支部一年没研究过党建。\n"
        "（二）阵地建设滞后。两个村没有活动室。\n三、下一步打算\n（一）压实责任。2024年3月底前签订责任书。"
    )

    assert titles(found) == ["责任传导不够", "阵地建设滞后"]
    assert [commitment.title for commitment in found.commitments] == ["压实责任"]
    assert len(found.problems[0].title) < len(found.problems[0].span)


def test_22_a_heading_over_titled_children_is_not_counted_beside_them() -> None:
    found = read(
        "一、存在的问题\n（一）思想建设方面\n1.学用脱节。学归学、做归做。\n2.宣讲走形式。照着稿子念。\n"
        "（二）组织建设方面\n1.书记队伍老化。平均年龄56岁。\n2.后备力量不足。5个村没有后备干部。"
    )

    assert titles(found) == ["学用脱节", "宣讲走形式", "书记队伍老化", "后备力量不足"]


def test_22_a_heading_with_a_sentence_below_it_gives_way_to_its_children_too() -> None:
    found = read(
        "一、存在的主要问题\n（一）在带头学习理论、坚定信念方面\n班子能够坚持集中学习，但与更高要求相比仍有差距。\n"
        "一是理论转化不够彻底。学了不少，用到工作上的不多。二是研讨质量不高。发言照稿念。\n"
        "（二）在带头联系群众、转变作风方面\n班子成员能够经常下村，但沉得不深。\n"
        "一是走访流于表面。到村不到户。二是解难不够及时。有的诉求拖了半年。"
    )

    assert titles(found) == ["理论转化不够彻底", "研讨质量不高", "走访流于表面", "解难不够及时"]


def test_23_a_forecast_is_no_result() -> None:
    found = read("一、主要工作\n有望获评省级示范村3个，预计全年接待游客2万人次，已发展民宿12家。")

    assert {(metric.value, metric.unit) for metric in found.metrics} == {(12.0, "家")}


def test_24_what_is_done_counts_and_what_will_be_done_is_an_action() -> None:
    body = (
        "一、主要工作\n已发展党员20名。\n二、下一步打算\n（一）抓好队伍建设。把发展青年党员作为基础工作，"
        "2024年底前发展青年党员8名。"
    )
    found = read(body)

    assert [(metric.value, metric.unit) for metric in found.metrics] == [(20.0, "名")]
    actions = [action for commitment in found.commitments for action in commitment.actions]
    assert any("发展青年党员8名" in action.span.of(HEAD + body) for action in actions)


def test_25_an_annex_for_comparison_is_someone_else_s() -> None:
    found = read(
        "一、存在的问题\n（一）考核指标单一。重台账轻实效。\n二、下一步打算\n（一）修订考核办法。2024年6月底前印发。\n"
        "附件：应对照查找的共性问题\n（1）政治学习不经常，以会代学。\n（2）“三会一课”记录不全，照搬照抄。"
    )

    assert [p.title for p in found.problems if p.where is Where.LIST] == ["考核指标单一"]
    assert [commitment.title for commitment in found.commitments] == ["修订考核办法"]
