"""What a report says by name or by number of last year's problems and promises, in every form, and followed up.

    python -m benchmarks.named_statements            how many of the statements are understood, form by form
    python -m benchmarks.named_statements --seed 2   of other problems and promises
    python -m benchmarks.named_statements --show     also those that are not

An annotated organisation makes three or four such statements a year. This writes each form of them out with the
headlines and deeds of annotated reports, puts it among the deeds or in a section of its own, and asks what became of
every problem or promise of the year before: of those it speaks of, and of those it does not.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.annotation import CORPORA, load_corpus, locate
from benchmarks.closure_layouts import problems
from benchmarks.short_pairs import reading
from tracker.domain.kinds import Verdict
from tracker.followup.engine import follow_up

_NUMERALS = "零一二三四五六七八九"
_MARKS = frozenset("“”，。；：\n（）—")
_MOST, _LONGEST, _DEED = 5, 24, range(6, 27)
_TREATING = ("每", "对", "由", "把", "将", "在", "从")
"""A deed that begins so is told with a verb of its own, and cannot be named by what is promised."""
_DONE, _GOING, _WORKED = Verdict.RECTIFIED, Verdict.IN_PROGRESS, Verdict.EVIDENCED

RAISED = ("去年述职查摆的", "上年度述职报告中提出的", "2021年度述职自查的", "去年查摆出的", "去年述职时讲到的")
"""Whose problems they are."""
BETWEEN = ("", "，经过一年努力，", "，通过专题研究、挂单督办，", "，支部逐条过堂，", "，我们对症下药，目前")
SETTLED = (
    "已得到解决", "得到有效解决", "已整改到位", "已经整改完毕", "已完成整改", "已于9月底前整改到位", "得到根本扭转",
    "已彻底解决", "不复存在", "已销号", "已成为过去", "现已解决",
)  # fmt: skip
GOING_ON = (
    "正在整改", "还在推进整改", "尚未完全解决", "整改还在继续", "仍在推进中", "有所缓解，但还没有根本解决",
    "整改取得阶段性进展", "已完成一半，其余明年上半年完成", "正在抓紧解决", "正在按计划推进", "部分得到解决",
)  # fmt: skip

PROBLEM_FORMS: Mapping[str, Sequence[str]] = {
    "one": ("{raised}“{one}”问题{between}{said}。", "{raised}“{one}”的问题{between}{said}。",
            "{raised}{one}的问题{between}{said}。", "{raised}{one}问题{between}{said}。"),
    "two": ("{raised}“{one}”“{other}”两个问题{between}{said}。", "{raised}“{one}”“{other}”等问题{between}{said}。",
            "{raised}{one}、{other}的问题{between}{said}。", "{raised}{one}和{other}问题{between}{said}。"),
    "all but one": (
        "{raised}{n}个问题，除“{one}”仍在推进外，其余均已整改到位。",
        "{raised}{n}个问题，除{one}问题尚未完成整改外，其余{k}个均已整改到位。",
        "{raised}{n}个问题已整改{k}个，剩余“{one}”1个正在推进。",
        "{raised}{n}个问题中，{k}个已整改到位，“{one}”问题还在整改。",
        "{raised}{n}个问题，{rest}{numeral}个已整改到位，“{one}”正在推进。",
        "{raised}{n}个问题中，{rest}{k}个问题整改完毕，{one}问题仍需持续整改。",
        "{raised}{n}个问题，{rest}均已整改销号，“{one}”问题整改过半。",
        "{raised}{n}个问题，已整改完成{k}个，即{rest}，另外1个仍在推进。",
        "{raised}{n}个问题，整改到位{k}个，分别是{rest}；另有1个正在整改。",
        "{raised}{n}个问题，完成整改{k}个（{rest}），1个正在推进。",
        "{raised}{n}个问题已有{rest}等{k}个整改到位，余下1个明年继续整改。",
        "{raised}{n}个问题，已整改完成{k}个，未完成的1个是“{one}”。",
        "{raised}{n}个问题，整改到位{k}个，还有“{one}”1个正在整改。",
        "{raised}{n}个问题，完成整改{k}个，1个（{one}）正在推进。",
        "{raised}{n}个问题，{k}个已销号，“{one}”问题因资金没有到位，还没有改完。",
    ),
    "all": (
        "针对{raised}{every}{n}个问题，逐项整改，均已完成。", "{raised}{every}等{n}个问题，已全部整改到位。",
        "{raised}{every}这{n}个问题，通过领导领办、逐项验收，均已完成整改。",
        "{raised}{n}个问题（{every}）已全部销号。",
        "{raised}{n}个问题，即{every}，全部整改完毕。", "围绕{raised}{every}等{n}个问题，建账销号，全部改到位。",
    ),
    "answered": (
        "针对{one}问题，{deed}。", "着力解决{one}的问题，{deed}。", "聚焦{one}，{deed}。", "为解决{one}问题，{deed}。",
        "围绕破解“{one}”难题，{deed}。", "对{one}的问题，{deed}。",
    ),
    "still there": ("{one}的问题依然存在。", "{one}的状况没有根本改变。", "{one}的问题还没有得到解决。"),
    "eased": (
        "去年述职时说到的{one}，今年{deed}，情况有了好转。", "{one}的问题有所缓解。", "{one}问题得到明显改善。",
        "{one}的问题得到缓解，但还没有根治。", "去年反映的{one}问题，{deed}，基本得到解决。",
    ),
}  # fmt: skip
PROMISE_FORMS: Mapping[str, Sequence[str]] = {
    "kept": (
        "去年承诺的{one}已经完成。", "去年述职时承诺{one}，已于9月底前完成。", "年初提出的{one}，目前已全部落实。",
        "去年答应的{one}这件事，已经办成。", "上年度承诺的“{one}”已兑现。", "去年提出{one}，如期完成。",
        "上年报告中提出的{one}任务已完成。", "兑现去年承诺，{one}。", "按照年初计划，{one}，已全部完成。",
        "{one}的承诺已兑现。",
        "去年说要{one}，今年办了。", "去年答应{one}，说到做到，已经办妥。",
    ),
    "told": ("{one}已全部完成。", "全面完成{one}任务。", "{one}，6月份已完成。", "如期完成了{one}。",
             "全年{one}。", "我们{one}，效果明显。", "{one}工作有序开展，成效明显。"),
    "going on": (
        "去年承诺的{one}正在推进。", "{one}还在推进，预计明年6月完成。", "去年提出的{one}完成过半，其余明年完成。",
        "上年度承诺的“{one}”进展较慢，目前正在走程序。", "去年述职时承诺{one}，目前完成了一半。",
        "{one}因资金没有到位，推迟到明年实施。", "去年承诺的{one}因疫情影响未能如期完成，现正抓紧推进。",
        "{one}进展缓慢。", "{one}刚刚起步。", "{one}只完成了一部分。", "{one}的方案已经通过，正在筹备。",
        "{one}因疫情推迟。",
    ),
    "broken": ("去年承诺的{one}没有做到。", "去年答应的{one}，至今没有办成。"),
    "all but one kept": (
        "去年承诺的{n}件事，办成{k}件，{one}因资金没有到位，还没有办成。",
        "上年度承诺事项{n}项，完成{k}项，{one}正在推进。",
        "去年述职承诺的{n}项任务已完成{k}项，未完成的1项是“{one}”。",
        "去年承诺{n}件事，{k}件已兑现，剩下{one}一件正在办。",
        "去年提出的{n}条措施，除“{one}”外，其余都已落实。",
    ),
    "all kept": (
        "去年承诺的{n}件事全部办结。", "上年度述职承诺的{n}项任务，均已完成。",
        "去年提出的{n}项整改措施已全部落实到位。",
    ),
}  # fmt: skip
DEEDS = (
    "开展专项行动3次，约谈12人", "召开推进会4次，逐户上门16次", "出台实施细则2份，开展督查6轮",
    "组织专题培训3期，参训186人次", "建立周调度机制，逐一过堂48家",
)  # fmt: skip
"""What may be done about any problem."""
_BECAME = {
    "kept": _DONE,
    "told": _WORKED,
    "going on": _GOING,
    "answered": _WORKED,
    "still there": Verdict.RECURRING,
    "eased": _GOING,
}
_DEEDS = (
    "某县某局党组{year}年度抓基层党建工作述职报告\n一、主要工作\n"
    "（一）抓门牌。更换门牌40块。{words}\n（二）抓绿化。补栽绿篱300米。\n"
)
_TROUBLE = "（一）院门口石阶缺了一角。过路容易绊脚。\n"
_PLAN = "（一）修补院门口石阶。6月底前补好。\n"


class Statement(NamedTuple):
    """A statement with what became of each old item; what it does not speak of is silent."""

    kind: str
    form: str
    older: str
    newer: str
    verdicts: tuple[Verdict, ...]
    said: str


def promises() -> list[list[tuple[str, str]]]:
    """For each annotated report the short headlines of its commitments, each with one deed that can be named."""
    found = []
    for corpus in CORPORA.values():
        for report in load_corpus(corpus)[0]:
            text = Path(report.path).read_text(encoding="utf-8")
            entries = []
            for one in report.gold["commitments"]:
                title = locate(text, one["title"]).of(text)
                deeds = [
                    deed
                    for action in one["actions"]
                    if action["checkable"] and not action["deadline"]
                    if len(deed := locate(text, action["range"]).of(text)) in _DEED
                    and not set(deed) & _MARKS
                    and not deed.startswith(_TREATING)
                ]
                if deeds and len(title) <= _LONGEST and not set(title) & _MARKS and title != deeds[0]:
                    entries.append((title, deeds[0]))
            if len(entries) >= 3:
                found.append(entries[:_MOST])
    return found


def statements(seed: int = 1, each: int = 8) -> Iterator[Statement]:
    """Some statements in every form."""
    chance, troubles, promised = Random(seed), problems(), promises()  # noqa: S311 - the same every time is the point
    for kind, forms in PROBLEM_FORMS.items():
        for form in forms:
            for _ in range(each):
                yield _of_problems(kind, form, [title for title, _ in chance.choice(troubles)], chance)
    for kind, forms in PROMISE_FORMS.items():
        for form in forms:
            for _ in range(each):
                yield _of_promises(kind, form, chance.choice(promised), chance)


def _of_problems(kind: str, form: str, titles: Sequence[str], chance: Random) -> Statement:
    one, other = chance.sample(range(len(titles)), 2)
    verdicts = dict.fromkeys(range(len(titles)), _DONE if kind.startswith("all") else Verdict.SILENT)
    state = chance.choice((_DONE, _GOING))
    verdicts |= {one: _GOING} if kind == "all but one" else {}
    verdicts |= {one: state} if kind in ("one", "two") else {}
    verdicts |= {one: _BECAME[kind]} if kind in _BECAME else {}
    verdicts |= {other: state} if kind == "two" else {}
    joint = chance.choice(("", "、"))
    words = form.format(
        raised=chance.choice(RAISED),
        between=chance.choice(BETWEEN),
        said=chance.choice(SETTLED if state is _DONE else GOING_ON),
        deed=chance.choice(DEEDS),
        one=titles[one],
        other=titles[other],
        rest=joint.join(f"“{title}”" for at, title in enumerate(titles) if at != one),
        every=joint.join(f"“{title}”" for title in titles),
        n=len(titles),
        k=len(titles) - 1,
        numeral=_NUMERALS[len(titles) - 1],
    )
    older = _report(2021, "", _listed([f"{title}。" for title in titles]), _PLAN)
    return Statement(kind, form, older, _newer(words, chance), tuple(verdicts[at] for at in sorted(verdicts)), words)


def _of_promises(kind: str, form: str, entries: Sequence[tuple[str, str]], chance: Random) -> Statement:
    one = chance.randrange(len(entries))
    title, deed = entries[one]
    verdicts = dict.fromkeys(range(len(entries)), _DONE if kind.startswith("all") else Verdict.SILENT)
    verdicts |= {one: _GOING} if kind == "all but one kept" else {}
    verdicts |= {one: _BECAME[kind]} if kind in _BECAME else {}
    name = chance.choice((deed, title)) if kind == "all but one kept" else deed
    words = form.format(one=name, n=len(entries), k=len(entries) - 1)
    older = _report(2021, "", _TROUBLE, _listed([f"{title}。{deed}。" for title, deed in entries]))
    return Statement(kind, form, older, _newer(words, chance), tuple(verdicts[at] for at in sorted(verdicts)), words)


def _listed(entries: Sequence[str]) -> str:
    return "".join(f"（{_NUMERALS[number]}）{entry}\n" for number, entry in enumerate(entries, start=1))


def _newer(words: str, chance: Random) -> str:
    if chance.random() < 0.5:
        return _report(2022, words, "（一）院门口石阶又缺了一角。过路容易绊脚。\n", _PLAN)
    return _report(
        2022, "", "（一）院门口石阶又缺了一角。过路容易绊脚。\n", _PLAN, f"二、上年度问题整改情况\n{words}\n"
    )


def _report(year: int, words: str, troubles: str, plan: str, account: str = "") -> str:
    third = "三" if account else "二"
    fourth = "四" if account else "三"
    deeds = _DEEDS.format(year=year, words=words)
    return f"{deeds}{account}{third}、存在问题\n{troubles}{fourth}、下一步打算\n{plan}"


def understood(one: Statement) -> tuple[Verdict, ...]:
    """What the program says became of each old item, in order."""
    older, newer = reading(one.older, 2021), reading(one.newer, 2022)
    said = {item.item_id: item.verdict for item in follow_up(*older, *newer).items}
    asked = older[1].problems if one.kind in PROBLEM_FORMS else older[1].commitments
    return tuple(said[item.id] for item in asked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Statements about last year's problems and promises, in every form.")
    parser.add_argument("--seed", type=int, default=1, help="of which problems and promises")
    parser.add_argument("--show", action="store_true", help="the statements that are not understood")
    asked = parser.parse_args()
    right: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in statements(asked.seed):
        found = understood(one)
        right[one.kind, one.form].append(found == one.verdicts)
        if asked.show and found != one.verdicts:
            print(f"{one.said}\n    {' '.join(found)}, should be {' '.join(one.verdicts)}")
    every = [one for form in right.values() for one in form]
    print(f"all {len(every)} statements: {sum(every) / len(every):.3f} understood")
    for (kind, form), told in right.items():
        print(f"{sum(told)} of {len(told)}  {kind}: {form}")


if __name__ == "__main__":
    main()
