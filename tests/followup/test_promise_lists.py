"""Reports that go through last year's promises one by one."""

from __future__ import annotations

import pytest

from tests.followup.making import Draft
from tracker.domain.kinds import Verdict
from tracker.followup import follow_up

OLDER = (
    "让山货卖上好价钱。建成冷链仓库1座，开办电商培训班。\n"
    "把夜校办到村口。每月办两期夜校。\n"
    "修好进山的路。硬化道路6公里。\n"
    "为护林员添装备。配齐巡护终端40台。\n"
)


def older() -> Draft:
    draft = Draft(OLDER, 2022)
    for line in OLDER.split("\n")[:-1]:
        _title, deed = line.split("。", maxsplit=1)
        draft.promise(line, actions=deed.rstrip("。").split("，"))
    return draft


ENTRIES = (
    "{0}让山货卖上好价钱。已兑现。冷链仓库7月投入使用，两期电商培训班共有61人结业，网上卖出山货230万元。",
    "{1}把夜校办到村口。正在兑现。办了11期，其余几期放在农闲时补上。",
    "{2}修好进山的路。未兑现。征地没有谈成，施工队没有进场。",
    "{3}关于护林员装备。全部兑现。40台巡护终端4月发到人手。",
)
EXPECTED = [Verdict.RECTIFIED, Verdict.IN_PROGRESS, Verdict.SILENT, Verdict.RECTIFIED]


@pytest.mark.parametrize(
    "opener, enumerators, between",
    [
        ("二、去年承诺事项兑现情况\n", ("1.", "2.", "3.", "4."), "\n"),
        ("（二）2022年度述职承诺事项完成情况\n对照承诺，逐项报告如下：\n", ("（1）", "（2）", "（3）", "（4）"), "\n"),
        ("去年作出的4项承诺，现逐项向大家报告：", ("一是", "二是", "三是", "四是"), ""),
        ("上年度公开承诺事项落实情况如下：\n", ("- ", "- ", "- ", "- "), "\n"),
    ],
)
def test_each_entry_answers_for_its_promise(opener: str, enumerators: tuple[str, ...], between: str) -> None:
    text = "全年工作平稳。\n" + opener + between.join(ENTRIES).format(*enumerators) + "\n存在的问题另行报告。\n"
    first, newer = older(), Draft(text, 2023)
    told = follow_up(first.source, first.found, newer.source, newer.found)
    assert [item.verdict for item in told.items] == EXPECTED
    kept = told.items[0].claim
    assert kept is not None
    assert kept.of(text).startswith("已兑现。冷链仓库")
    assert kept.of(text).endswith("230万元")


def test_a_label_that_points_elsewhere_gives_way_to_what_is_told_there() -> None:
    said = "去年承诺的冷链仓库7月建成投用，电商培训班如期办了两期"
    entries = ENTRIES[1].format("", "2.") + "\n1.让山货卖上好价钱。已兑现，前面已经报告。\n"
    text = f"{said}。\n二、去年承诺事项兑现情况\n{entries}"
    first, newer = older(), Draft(text, 2023)
    told = follow_up(first.source, first.found, newer.source, newer.found)
    claim = told.items[0].claim
    assert told.items[0].verdict is Verdict.RECTIFIED
    assert claim is not None
    assert claim.of(text).startswith("去年承诺的冷链仓库")


def test_one_sentence_about_promises_is_no_list_of_them() -> None:
    text = "去年承诺事项落实情况总体良好。\n今年还要办三件事。\n1.修好进山的路，已经完成勘测。\n"
    first, newer = older(), Draft(text, 2023)
    told = follow_up(first.source, first.found, newer.source, newer.found)
    assert Verdict.RECTIFIED not in {item.verdict for item in told.items}
