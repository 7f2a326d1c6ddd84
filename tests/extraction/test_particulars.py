"""What items say of themselves: examples, causes, who, until when, how grave, and what a promise leaves unsaid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.domain.kinds import Missing, PassageKind, Severity, Theme
from tracker.domain.report import Commitment, Extraction, Particulars, PlainText, Problem
from tracker.extraction import extract
from tracker.extraction.particulars import with_particulars
from tracker.reading import read_report

K = PassageKind


def read(text: str, year: int | None = 2023) -> Extraction:
    source = PlainText(text, "utf-8", "")
    return with_particulars(source, extract(source, year=year))


def problem(words: str) -> tuple[str, Problem, Particulars]:
    """The first problem of a report that has ``words`` for it, with its text and particulars."""
    text = f"一、主要工作\n一年来召开例会12次。\n二、存在问题\n（一）{words}\n（二）阵地建设滞后。两个村没有活动室。\n"
    found = read(text).problems[0]
    assert found.particulars is not None
    return text, found, found.particulars


def promise(words: str) -> tuple[Commitment, Particulars]:
    text = f"一、主要工作\n一年来召开例会12次。\n三、下一步打算\n（一）{words}\n（二）建好阵地。年底前建成活动室2间。\n"
    found = read(text).commitments[0]
    assert found.particulars is not None
    return found, found.particulars


def said(told: Particulars, kind: PassageKind) -> list[str]:
    return [passage.words for passage in told.of(kind)]


@pytest.mark.parametrize(
    "words, examples",
    [
        ("学习不深。有的支部照本宣科。比如，河口支部半年没学过一次原文。", ["河口支部半年没学过一次原文"]),
        ("学习不深。有的支部照本宣科，比如河口支部半年没学过一次原文。", ["河口支部半年没学过一次原文"]),
        ("增收乏力。如：岭背村冷库租不出去。主要原因：底子薄。", ["岭背村冷库租不出去"]),
        ("增收乏力。办法不多，如岭背村的冷库租不出去，设备已经生锈。", ["岭背村的冷库租不出去，设备已经生锈"]),
        ("换届拖延。例如，桥头支部届满两年。至今人选没有眉目。", ["桥头支部届满两年。至今人选没有眉目"]),
        ("谋划不足。如何把资源变成产业想得不多，如果没有项目就等着。", []),
        ("落实不力。交办事项未能如期完成，问题未如实上报。", []),
        ("服务不优。群众比如今更盼着办事快。", []),
    ],
)
def test_an_example_is_evidence_of_its_problem(words: str, examples: list[str]) -> None:
    text, found, told = problem(words)
    assert said(told, K.EXAMPLE) == examples
    for passage in told.passages:
        assert found.span.covers(passage.span)
        assert passage.span.of(text).replace("\n", "").rstrip("。；，") == passage.words


@pytest.mark.parametrize(
    "words, causes",
    [
        ("责任不实。层层递减。主要原因：考核挂钩不紧。督促检查也少。", ["考核挂钩不紧。督促检查也少"]),
        ("责任不实。层层递减。究其原因，主要是不敢动真碰硬。", ["不敢动真碰硬"]),
        ("责任不实。层层递减，说到底是我抓得不紧。", ["我抓得不紧"]),
        ("换届拖延。由于人选不成熟，两个支部届满没有换届。", ["人选不成熟"]),
        ("改造停工。受资金不足影响，二期工程停了半年。", ["资金不足影响"]),
        ("冷库因手续不全，至今没有启用。三个村都受影响。", ["手续不全"]),
        ("方法单一。没有做到因人而异，也没有因地制宜，至今办法不多。", []),
        ("情况不明。原因查得不细，说不清楚。", []),
    ],
)
def test_causes_flow_in_or_stand_behind_a_label(words: str, causes: list[str]) -> None:
    assert said(problem(words)[2], K.CAUSE) == causes


def test_labels_of_who_and_when() -> None:
    text = (
        "二、存在问题\n（一）台账不规范。记录缺项多。产生原因：培训跟不上。责任领导：王副书记；责任单位：组织办、党政办；"
        "责任人：李某某；完成时限：2024年6月底前。\n（二）阵地滞后。（责任人：赵某，完成时限：9月底）\n"
    )
    first, second = (found.particulars for found in read(text).problems)
    assert first is not None
    assert second is not None
    assert said(first, K.CAUSE) == ["培训跟不上"]
    assert said(first, K.LEADER) == ["王副书记"]
    assert said(first, K.LEAD_UNIT) == ["组织办、党政办"]
    assert said(first, K.RESPONSIBLE) == ["李某某"]
    assert [passage.deadline for passage in first.of(K.DEADLINE)] == [date(2024, 6, 30)]
    assert said(second, K.RESPONSIBLE) == ["赵某"]
    assert [passage.deadline for passage in second.of(K.DEADLINE)] == [date(2024, 9, 30)]


@pytest.mark.parametrize(
    "words, kind, name",
    [
        ("压实责任。由组织办牵头，制定责任清单1份。", K.LEAD_UNIT, "组织办"),
        ("压实责任。6月底前由镇党委副书记牵头制定责任清单。", K.LEADER, "镇党委副书记"),
        ("压实责任。2024年上半年由镇牵头成立公司。", K.LEAD_UNIT, "镇"),
        ("压实责任。制定责任清单，党政办、宣传办配合。", K.SUPPORT_UNIT, "党政办、宣传办"),
        ("压实责任。由支部书记负责落实每月调度。", K.RESPONSIBLE, "支部书记"),
    ],
)
def test_a_promise_names_who_answers_for_it(words: str, kind: PassageKind, name: str) -> None:
    _, told = promise(words)
    assert said(told, kind) == [name]
    assert Missing.WHO not in told.missing


@pytest.mark.parametrize(
    "words",
    ["压实责任。明确专人负责转接。", "理顺体制。落实党组织领导的校长负责制。", "压实责任。各负责人要担起责任。"],
)
def test_nobody_in_particular_is_nobody(words: str) -> None:
    _, told = promise(words)
    assert [p.words for p in told.passages if p.kind in (K.LEADER, K.RESPONSIBLE, K.LEAD_UNIT, K.SUPPORT_UNIT)] == []


def test_told_of_a_problem_it_is_part_of_the_story() -> None:
    _, _, told = problem("推诿扯皮。两个站所推了三个月，最后由我本人牵头才化解。")
    assert said(told, K.LEADER) == []


@pytest.mark.parametrize(
    "words, severity, hedges",
    [
        ("个别支部学习不深。学得少。", Severity.LIMITED, ["个别"]),
        ("学习有待加强。有的支部学得少。", Severity.MILD, ["有待"]),
        ("形式主义较为突出。有的支部学得少。", Severity.SEVERE, ["较为突出"]),
        ("党员年龄老化。不少支部平均年龄过六十。", Severity.LIMITED, ["不少"]),
        ("办公场所简陋。两个村借民房办公。", None, []),
        ("学习走了过场。全年只学三次。年底补记录。普遍不愿发言。", None, []),
    ],
)
def test_a_hedge_changes_the_weight_never_the_kind(words: str, severity: Severity | None, hedges: list[str]) -> None:
    _, _, told = problem(words)
    assert told.severity is severity
    assert said(told, K.HEDGE) == hedges


@pytest.mark.parametrize(
    "words, theme",
    [
        ("理论学习不够系统。中心组学习照本宣科。", Theme.STUDY),
        ("压力传导层层递减。一岗双责没有压实。", Theme.RESPONSIBILITY),
        ("党建与业务两张皮。各唱各的调。", Theme.FUSION),
        ("三会一课质量不高。主题党日读读文件。", Theme.BRANCH_LIFE),
        ("流动党员教育管理松散。党费收缴不及时。", Theme.MEMBERS),
        ("软弱涣散党组织整顿不到位。书记空缺半年。", Theme.WEAK_BRANCH),
        ("后备力量青黄不接。年轻人留不住。", Theme.TEAM),
        ("村集体经济薄弱。没有增收产业。", Theme.COLLECTIVE),
        ("形式主义依然存在。留痕多、报表多。", Theme.STYLE),
        ("意识形态阵地管理松懈。舆情处置慢。", Theme.IDEOLOGY),
        ("考核激励作用不明显。干好干坏一个样。", Theme.APPRAISAL),
        ("外卖骑手、快递员党组织覆盖不够。", Theme.NEW_SECTORS),
        ("整改不彻底。问题反复发生。", Theme.RECTIFICATION),
        ("三台锅炉年久失修。蒸汽压力不稳。", None),
    ],
)
def test_themes(words: str, theme: Theme | None) -> None:
    assert problem(words)[2].theme is theme


def test_a_promise_takes_the_theme_of_the_problem_it_answers() -> None:
    text = (
        "二、存在问题\n（一）村集体经济薄弱。冷库租不出去，没有增收产业。\n（二）学习不深。\n"
        "三、下一步打算\n（一）把冷库租出去。年底前租出去。\n（二）抓好学习。每月学习一次。\n"
    )
    found = read(text).commitments[0]
    assert found.addresses == ("p1",)
    assert found.particulars is not None
    assert found.particulars.theme is Theme.COLLECTIVE


def test_telling_twice_changes_nothing_and_nothing_else_is_touched(seeds: Path) -> None:
    source = read_report(next(iter(sorted(seeds.glob("*/*.txt")))))
    bare = extract(source)
    once = with_particulars(source, bare)
    assert with_particulars(source, once) == once
    assert [(p.id, p.title, p.span, p.confidence) for p in once.problems] == [
        (p.id, p.title, p.span, p.confidence) for p in bare.problems
    ]
    assert (once.closures, once.tallies, once.metrics, once.sections) == (
        bare.closures,
        bare.tallies,
        bare.metrics,
        bare.sections,
    )


def test_passages_stand_where_their_words_stand_however_the_lines_are_broken() -> None:
    whole = (
        "　　二、存在问题\n　　（一）责任落实不够有力。个别支部书记没有把抓党建的责任扛在肩上，全年工作靠年底突击补台账。比如，河口支部"
        "全年只专题研究过１次党建工作，责任清单印发以后一直锁在柜子里没有对照过。主要原因：考核不严，督促检查不多，干好干坏一个样，"
        "镇里没有拿出过硬的办法。\n　　（二）阵地建设相对滞后。两个村没有活动室，党员开会只能借用民房或者在村口大树下面站着开。\n"
    )
    text = "\n".join(line[at : at + 28] for line in whole.split("\n") for at in range(0, max(len(line), 1), 28))
    told = read(text).problems[0].particulars
    assert told is not None
    assert said(told, K.EXAMPLE) == ["河口支部全年只专题研究过1次党建工作，责任清单印发以后一直锁在柜子里没有对照过"]
    assert said(told, K.CAUSE) == ["考核不严，督促检查不多，干好干坏一个样，镇里没有拿出过硬的办法"]
    for passage in told.passages:
        kept = passage.span.of(text).translate(str.maketrans("１", "1", "\n　"))
        assert kept.rstrip("。") == passage.words


@pytest.mark.parametrize(
    "text",
    [
        "二、存在问题\n" + "（一）比如，" * 3000,
        "三、下一步打算\n（一）" + "由" * 20000 + "牵头\n（二）好。",
        "三、下一步打算\n（一）建立" + "“" * 20000 + "\n（二）好。",
        "二、存在问题\n（一）" + "因" * 20000 + "。\n（二）原因：" + "原因" * 10000,
        "三、下一步打算\n（一）" + "完成全部每" * 8000 + "\n（二）好。",
        "二、存在问题\n（一）责任人：" + "责任人：" * 5000,
    ],
    ids=["examples", "by", "quotes", "causes", "completing", "labels"],
)
def test_hostile_texts_are_told_of_within_their_items(text: str) -> None:
    found = read(text)
    for item in [(one.span, one.particulars) for one in found.problems] + [
        (one.span, one.particulars) for one in found.commitments
    ]:
        span, told = item
        assert told is not None
        assert all(span.covers(passage.span) for passage in told.passages)
