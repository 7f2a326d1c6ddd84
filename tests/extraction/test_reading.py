from __future__ import annotations

import gc
import itertools
import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.flowing_cases import FLOWING_CASES
from tests.extraction.outline_cases import OUTLINE_CASES
from tests.extraction.reading_cases import CASES as PLAIN_CASES
from tests.extraction.reading_cases import Case
from tracker.domain.kinds import Where
from tracker.domain.report import Extraction, PlainText
from tracker.domain.spans import Span
from tracker.extraction import extract
from tracker.extraction.deadlines import find_deadline

CASES = (*PLAIN_CASES, *OUTLINE_CASES, *FLOWING_CASES)


def plain(text: str, path: str = "") -> PlainText:
    return PlainText(text, "utf-8", sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), path)


def spans_of(found: Extraction) -> list[Span]:
    return [
        *(section.span for section in found.sections),
        *(problem.span for problem in found.problems),
        *(commitment.span for commitment in found.commitments),
        *(action.span for commitment in found.commitments for action in commitment.actions),
        *(closure.span for closure in found.closures),
        *(measure for closure in found.closures for measure in closure.measures),
        *(item.span for closure in found.closures for item in closure.items),
        *(tally.span for tally in found.tallies),
        *(metric.span for metric in found.metrics),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_good_reader_takes(case: Case) -> None:
    found = extract(plain(case.text))

    assert tuple(p.title for p in found.problems if p.where is Where.LIST) == case.problems
    assert tuple(p.title for p in found.problems if p.where is Where.INLINE) == case.inline
    assert tuple(c.title for c in found.commitments) == case.commitments


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_span_stands_in_the_text(case: Case) -> None:
    found = extract(plain(case.text))

    for span in spans_of(found):
        assert 0 <= span.start < span.end <= len(case.text)
    for span in [p.span for p in found.problems] + [c.span for c in found.commitments]:
        quote = span.of(case.text)
        assert quote == quote.strip()
    for commitment in found.commitments:
        assert all(commitment.span.covers(action.span) for action in commitment.actions)


def test_items_do_not_overlap_and_are_numbered_in_order_of_place() -> None:
    for case in CASES:
        found = extract(plain(case.text))
        for spans in ([p.span for p in found.problems], [c.span for c in found.commitments]):
            assert spans == sorted(spans)
            assert all(not one.overlap(other) for one, other in itertools.pairwise(spans))
        assert [problem.id for problem in found.problems] == [f"p{n}" for n in range(1, len(found.problems) + 1)]
        assert [item.id for item in found.commitments] == [f"c{n}" for n in range(1, len(found.commitments) + 1)]


def test_measures_written_beside_a_problem_answer_that_problem() -> None:
    case = next(case for case in CASES if case.name.startswith("measures, persons"))
    found = extract(plain(case.text))

    assert [commitment.addresses for commitment in found.commitments] == [("p1",), ("p2",)]
    assert found.problems[0].span.of(case.text).endswith("支部书记党务知识欠缺。")
    assert {action.deadline and action.deadline.isoformat() for action in found.commitments[1].actions} == {
        "2023-09-30"
    }


def test_the_label_before_the_measures_stands_outside_both_spans() -> None:
    text = (
        "三、存在问题及下一步打算\n（一）欠账清收慢。账龄三年以上的占四成。\n【改进措施】打好清收硬仗，成立清欠专班。"
    )
    found = extract(plain(text))

    assert found.problems[0].span.of(text) == "欠账清收慢。账龄三年以上的占四成。"
    assert found.commitments[0].span.of(text) == "打好清收硬仗，成立清欠专班。"


def test_an_open_matter_ends_before_the_reporters_feelings() -> None:
    text = "一、主要工作\n1.跑腿办事。自来水去年通了，不过南坡二十来户水压上不去，这个事到现在也没有解决好，我心里一直过意不去。"
    found = extract(plain(text))

    assert [p.span.of(text) for p in found.problems] == ["南坡二十来户水压上不去，这个事到现在也没有解决好"]


def test_a_report_without_a_problems_section_says_so() -> None:
    found = extract(plain("2022年，全镇植树三百亩，修路九公里。"))

    assert found.problems == ()
    assert "没有找到“存在问题”部分" in found.warnings


def test_what_is_found_in_prose_is_less_sure_than_what_is_numbered() -> None:
    numbered = extract(plain("二、存在的问题\n一是记录不全。二是经费不足。"))
    named = extract(plain("二、存在的问题\n目前还存在会议记录不全、活动经费不足等问题。"))

    assert min(p.confidence for p in numbered.problems) >= 0.9
    assert max(p.confidence for p in named.problems) < 0.7


REPORT_PIECES = st.sampled_from(
    [case.text for case in CASES]
    + [
        "一是",
        "二是",
        "（一）",
        "1.",
        "①",
        "存在的问题",
        "下一步打算",
        "。",
        "；",
        "，",
        "：",
        "\n",
        "“",
        "”",
        "2023年",
        "６月底前",
        "　　",
        "—1—\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(REPORT_PIECES, st.text(max_size=30)), max_size=12).map("".join))
def test_any_text_is_read_without_failing_and_grounded(text: str) -> None:
    found = extract(plain(text))

    for span in spans_of(found):
        assert 0 <= span.start < span.end <= len(text)
    assert extract(plain(text)) == found


PATHOLOGICAL = (
    "一",
    "一是",
    "（",
    "1.",
    "问题",
    "的问题，",
    "存在",
    "下一步，",
    "至今没有",
    "，",
    "；",
    "“",
    "20",
    "9",
    "针对去年",
    "通过、",
    " ",
    "\n",
    "　",
    "年底",
    "把一个",
    "第一，",
    "还要说",
    "（一）\n",
    "不够\n",
    "整改",
)


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_cost_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def cost(length: int) -> float:
        text = (
            "一、存在的问题\n一是"
            + piece * (length // len(piece))
            + "。\n二、下一步打算\n一是"
            + piece * (length // len(piece))
        )
        source = plain(text)
        gc.collect()
        gc.disable()  # Looking for garbage costs what all the tests before have left in memory.
        try:
            before = time.process_time()
            extract(source)
            return time.process_time() - before
        finally:
            gc.enable()

    cost(500)
    # Two texts and not one twice: what was read last is kept.
    small, large = min(cost(4_000), cost(4_000 + 2 * len(piece))), cost(32_000)

    # Eight times the text: a linear reader stays near 8, a quadratic one goes to 64.
    assert large <= 24 * max(small, 0.004)


@pytest.mark.parametrize(
    "first, second",
    [
        ("措施1（对应问题2）：", "措施2（对应问题1）："),
        ("1.针对第二个问题，", "2.针对第一个问题，"),
        ("（一）对应第二条问题，", "（二）对应第一条不足，"),
    ],
)
def test_measures_answer_the_problems_that_they_number(first: str, second: str) -> None:
    text = (
        "一、主要工作\n全年召开党员大会8次。\n二、存在的问题\n问题1：账目公开拖拉。公示栏里还是半年前的账。\n"
        f"问题2：路灯坏了没人修。东头一片漆黑。\n三、下一步打算\n{first}更换路灯30盏。\n{second}每月10日前贴出账目。"
    )

    found = extract(PlainText(text, "utf-8", ""), year=2022)

    assert [commitment.addresses for commitment in found.commitments] == [("p2",), ("p1",)]


def test_a_number_that_several_problems_bear_says_nothing() -> None:
    text = (
        "一、存在的问题\n（一）思想认识方面\n1.学习不够主动。经常缺课。\n（二）作风建设方面\n1.下村太少。一年只去过两回。\n"
        "二、下一步打算\n针对第一个问题，修订村规民约。"
    )

    found = extract(PlainText(text, "utf-8", ""), year=2022)

    assert [commitment.addresses for commitment in found.commitments] == [()]


def test_a_last_line_that_promises_nothing_is_no_commitment() -> None:
    text = (
        "一、主要工作\n全年召开党员大会8次。\n二、存在的问题\n账目公开拖拉。公示栏里还是半年前的账。\n三、下一步打算\n"
        "抓好账目公开。每月10日前贴出账目。\n迈上新征程，支部将以更加饱满的热情，奋力谱写乡村振兴新篇章。"
    )

    found = extract(PlainText(text, "utf-8", ""), year=2022)

    assert [commitment.title for commitment in found.commitments] == ["抓好账目公开"]


def test_a_list_that_is_one_sentence_ends_with_it() -> None:
    text = (
        "全年开会8次。主要存在以下问题：一是学习不深入，多是念文件；二是公开不及时，账目拖半年；三是下村太少，诉求摸不清。"
        "究其原因，主要是抓得不紧。\n下一步，将做好两件事：一是每月学习一次；二是每月10日公开账目。"
    )

    found = extract(PlainText(text, "utf-8", ""), year=2022)

    assert found.problems[-1].span.of(text) == "下村太少，诉求摸不清。"


@pytest.mark.parametrize(
    "clause",
    [
        "春耕前建好在外青年名册",
        "汛期前疏通沟渠",
        "把没签成的协议签下来",
        "支部书记和会计一起核算全年开支",
        "值班表由副书记主持排定",
        "楼长每个礼拜清一回楼道",
    ],
)
def test_what_is_done_before_a_season_by_somebody_or_how_often_is_an_action(clause: str) -> None:
    text = f"一、存在的问题\n账目公开拖拉。\n二、下一步打算\n（一）抓实小事。{clause}，补齐短板。\n（二）抓好公开。每月10日前贴出账目。"

    found = extract(PlainText(text, "utf-8", ""), year=2022)

    assert [action.span.of(text) for action in found.commitments[0].actions] == [clause]


@pytest.mark.parametrize(
    "words, deadline",
    [
        ("2023年1月修订村规民约", "2023-01-31"),
        ("2023年1月起每周学习", None),
        ("两年内发展党员3名", None),
        ("年内发展党员3名", "2023-12-31"),
    ],
)
def test_terms_of_the_year_ahead(words: str, deadline: str | None) -> None:
    found = find_deadline(words, 0, len(words), year=2022)

    assert (found and found.isoformat()) == deadline


def test_causes_of_all_problems_belong_to_none_of_them() -> None:
    case = next(case for case in CASES if case.name.startswith("the causes of all"))
    found = extract(plain(case.text))

    assert found.problems[-1].span.of(case.text).endswith("没换过。")
