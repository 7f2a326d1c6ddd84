"""Plans and problems as they are told aloud: counted inside a paragraph, behind any lead-in, in words that change."""

from __future__ import annotations

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.markers import written_markers
from tracker.extraction.speech import find_markers

WORK = "这一年，我们给村口修了路，装了灯12盏，走访老人46户，办了两期种茶的培训班，大家都说好。"
PROBLEMS = (
    "学习抓得不紧。常常是念念报纸就散会，一年下来说不出学了啥。",
    "年轻党员留不住。花名册上二十来个，逢会到场的不过五六个。",
    "村里的账公开得慢。上半年的账到了秋收才贴出来，群众有意见。",
)
PLANS = (
    "把学习抓起来。每月十五号雷打不动上一堂课，请镇里的老师来讲两回。",
    "把年轻人找回来。建一个返乡青年的群，春节前开一次座谈会。",
    "把账亮出来。每月十号前贴上月的账，选三个村民代表来查。",
)
LACKING = ("学习抓得不紧", "年轻党员留不住", "村里的账公开得慢")
AHEAD = ("把学习抓起来", "把年轻人找回来", "把账亮出来")

COUNTED = (
    ("首先，", "其次，", "再次，"),
    ("首先，", "其次，", "最后，"),
    ("首先是", "其次是", "最后是"),
    ("首先，", "其次，", "第三，"),
    ("首先，", "其次，", "还有，"),
    ("首先，", "另外，", "最后，"),
    ("首先，", "再就是，", "末了，"),
    ("一个是", "再一个是", "还有一个是"),
    ("一个是", "再一个，", "还有一个，"),
    ("一个是", "另一个是", "还有一个是"),
    ("一个问题是", "第二个问题是", "第三个问题是"),
    ("第一个，", "第二个，", "第三个，"),
    ("第一个是", "第二个是", "第三个是"),
    ("第一，", "第二，", "第三，"),
    ("第一就是", "第二就是", "第三就是"),
    ("第一，", "第二，", "还有，"),
    ("一来，", "二来，", "三来，"),
    ("一则", "二则", "三则"),
    ("一者，", "二者，", "三者，"),
    ("头一条，", "第二条，", "第三条，"),
    ("头一个，", "再一个，", "末了一个，"),
    ("头一桩，", "第二桩，", "再一桩，"),
    ("一桩，", "再一桩，", "还有一桩，"),
    ("一桩是", "另一桩是", "还有一桩是"),
    ("一条是", "再一条是", "还有一条是"),
    ("一是", "二是", "三是"),
    ("一是", "二是", "二是"),
    ("其一，", "其二，", "其三，"),
    ("其一，", "其二，", "其二，"),
    ("先说头一条，", "再说第二条，", "最后说第三条，"),
)


def counted(words: tuple[str, ...], matters: tuple[str, ...]) -> str:
    return "".join(chain.from_iterable(zip(words, matters, strict=True)))


def titles(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = extract(PlainText(text, "utf-8", ""))
    return tuple(one.title for one in found.problems), tuple(one.title for one in found.commitments)


@pytest.mark.parametrize("words", COUNTED, ids="".join)
def test_counted_in_one_paragraph_below_headings(words: tuple[str, ...]) -> None:
    text = f"一、干了些什么\n{WORK}\n二、还有哪些不足\n{counted(words, PROBLEMS)}\n三、下一年打算\n{counted(words, PLANS)}\n"

    assert titles(text) == (LACKING, AHEAD)


@pytest.mark.parametrize("words", COUNTED, ids="".join)
def test_counted_in_one_paragraph_without_headings(words: tuple[str, ...]) -> None:
    text = (
        f"{WORK}\n说完成绩，再说不足，主要有这么几条。{counted(words, PROBLEMS)}\n"
        f"新的一年，我们打算这样干。{counted(words, PLANS)}\n我的话说完了。"
    )

    assert titles(text) == (LACKING, AHEAD)


@pytest.mark.parametrize("words", COUNTED, ids="".join)
def test_counted_from_behind_a_comma(words: tuple[str, ...]) -> None:
    text = (
        f"一、干了些什么\n{WORK}\n二、还有哪些不足\n要说差距，{counted(words, PROBLEMS)}\n"
        f"三、下一年打算\n新的一年，{counted(words, PLANS)}\n"
    )

    assert titles(text) == (LACKING, AHEAD)


LEADS = (
    "明年我们要干几件事，",
    "接下来，",
    "下一步，我们支部商量了，",
    "转过年来，",
    "开春以后，",
    "来年，",
    "往后的日子，",
    "明年的活儿，我心里有个谱，",
    "为了把这些事办好，明年，",
)


@pytest.mark.parametrize("lead", LEADS)
def test_whatever_leads_in(lead: str) -> None:
    text = (
        f"一、干了些什么\n{WORK}\n二、还有哪些不足\n"
        + "\n".join(PROBLEMS)
        + f"\n三、下一年打算\n{lead}{counted(('首先，', '其次，', '最后，'), PLANS)}\n"
    )

    assert titles(text) == (LACKING, AHEAD)


def test_clauses_of_one_sentence_are_counted_too() -> None:
    text = (
        f"一、干了些什么\n{WORK}\n三、下一年打算\n"
        "明年，首先要把水管换了，五月底前完工，其次要办老年食堂，请一个师傅，最后要修好篮球场。\n"
    )

    assert titles(text) == ((), ("要把水管换了", "要办老年食堂", "要修好篮球场"))


@pytest.mark.parametrize(
    "text",
    [
        "首先感谢大家。",
        "一个是他，我们都认得。",
        "他一来二去就熟了，二来也没有别的事。",
        "路修好了，其次序也排好了。",
        "第一，把话说在前头。\n我们修了路。",
        "会上一个一个地讲，再一个一个地问。",
    ],
)
def test_one_word_alone_counts_nothing_that_is_not_written(text: str) -> None:
    assert find_markers(text) == written_markers(text)


def test_a_list_that_begins_anew_is_another() -> None:
    text = "第一条，路不平。\n第二条，灯不亮。\n下一年\n第一件，修路。\n第二件，装灯。\n"

    assert [marker.ordinal for marker in find_markers(text)] == [1, 2, 1, 2]


WORDS = st.sampled_from(
    [
        "首先",
        "其次，",
        "最后",
        "第一，",
        "第二个是",
        "其一",
        "一个是",
        "再一个，",
        "还有，",
        "一来",
        "二来",
        "，",
        "。",
        "\n",
        "修路",
    ]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_markers_are_in_order_and_do_not_overlap(text: str) -> None:
    markers = find_markers(text)

    assert all(0 <= one.start < one.end <= len(text) for one in markers)
    assert all(one.end <= other.start for one, other in pairwise(markers))
    assert all(one.opens_paragraph == (one.start == 0 or text[one.start - 1] == "\n") for one in markers)


@pytest.mark.parametrize(
    "words",
    [
        "今年就说到这儿，大家有意见现在就提，别回家再骂我。",
        "先说到这里，各位有啥想法当面讲，别背后嘀咕。",
        "我就念叨这么多，说得不周全的，大伙给我提。",
        "账报完了，有不清楚的到我家里来问。",
        "啰嗦了这么些，大家多批评。",
        "说完了，乡亲们给我打个分。",
        "就讲到这里，谢谢。",
    ],
)
def test_closing_words_promise_nothing(words: str) -> None:
    text = (
        f"一、干了些什么\n{WORK}\n二、还有哪些不足\n"
        + "\n".join(PROBLEMS)
        + "\n三、下一年打算\n"
        + "\n".join(PLANS)
        + f"\n{words}"
    )

    assert titles(text) == (LACKING, AHEAD)


def test_a_list_in_a_section_may_count_like_the_headings() -> None:
    text = (
        f"一、今年的事\n{WORK}\n二、毛病嘛，我不藏着\n一、{PROBLEMS[0]}\n二、{PROBLEMS[1]}\n二、{PROBLEMS[2]}\n"
        f"三、明年的打算\n1、{PLANS[0]}\n2、{PLANS[1]}\n2、{PLANS[2]}\n"
    )

    assert titles(text) == (LACKING, AHEAD)
