"""How well the reports of ``tests/corpus`` are read and followed up, one figure a row.

    python -m benchmarks.accuracy               the table
    python -m benchmarks.accuracy --by-org      one column for each organisation
    python -m benchmarks.accuracy --show        every miss, then the table
    python -m benchmarks.accuracy --leave-one-out   the follow-up, all that is fitted refitted without each organisation
    python -m benchmarks.accuracy --record      keep the figures as the floor that ``tests/test_accuracy.py`` holds

What a perfect reader takes from the reports stands in ``tests/corpus/<set>/<slug>/``, their texts beside it or in
``seeds/<organisation>/<year>.txt``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from benchmarks.annotation import CORPORA, CORPUS, FRESH, SEEDS, Annotated, AnnotatedPair, load_corpus
from benchmarks.comebacks import left_out, made_up_rows, named, rows
from benchmarks.reliability import reliability
from benchmarks.scoring import Board, judge_pair, judge_report
from benchmarks.truth import annotated_extraction
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.followup.comebacks import FITTED
from tracker.followup.engine import follow_up
from tracker.followup.weighing import Weights
from tracker.reading import read_report

FLOOR = Path(__file__).with_name("accuracy.json")
TABLE = Path(__file__).with_name("accuracy.md")
LEFT_OUT = Path(__file__).with_name("leave_one_out.md")
"""The follow-up with weights fitted without each organisation; a part of the page."""
TRUST = Path(__file__).with_name("reliability.md")
"""How many items of each confidence were right, leaving one organisation out; a part of the page."""
LOWER_IS_BETTER = frozenset({"false closures"})
TABLE_HEAD = """\
# Accuracy on the annotated reports

Written by `python -m benchmarks.accuracy --record`. `tests/test_accuracy.py` fails when a figure falls below its table.

- *grounded*: every span lies inside the text. *false closures*: of the items called rectified, those that are not
  (lower is better). *come-backs caught*: of the problems that stand again, those called contested or recurring.
- *verdict (macro F1)*: the mean over the six verdicts, so that the rare ones count as much as the common ones.

## What to expect of a report nobody tuned for

The rules were written with the first set in view and mended with the second, so neither table below says how the next
organisation will fare. A hundred and twenty-two organisations were written and annotated by people who had not seen the
program, and each was read once before any rule had been mended for it, in this order: three (`chunheli-shequ`,
`ningjia-zhujianju`, `zimuya-zhen`); two (`baishiling-linchang`, `luting-jiaoyuju`); five (`jiangyou-wenxueyuan`,
`qiyun-yiyuan`, `shiziling-cun`, `tingzhou-gongwei`, `yunlan-shuiwu`); three (`lancheng-gongdian`, `liuwan-cun`,
`yunze-nongye`); six (`beicang-shequ`, `lichuan-nongshang-chengguan`, `mingchuan-dianqi`, `ninghe-zihuan-xueyuan`,
`qihe-fayuan`, `zhemuhe-xiang`); four (`cenchuan-nongyeju`, `tangxi-zhixiao`, `wangchao-jiedao`, `xunwan-gongjiao`),
read before anything had been mended for the six; four (`daliangpo-linchang`, `hengxi-gongxiao`, `linlong-eryuan`,
`yuanping-renshe`); eight (`cangling-jiaotong`, `cangpu-haiguan`, `jianglin-tumu`, `linxi-eryuan`, `maliuxi-xiang`,
`qihai-gangwu`, `shiqiaotou-shequ`, `shiquanlu-xiaoxue`), four of them in the farthest styles that could be thought
of; four (`baiting-yiyuan`, `luwan-yancao`, `yunxiu-linyeju`, `yutai-jiedao`), where most is answered in passing;
eight (`fengxi-nongshangyinhang`, `lanxiu-jianchayuan`, `liuting-jiedao`, `lujiang-laoganbu`, `shiyugou-yunshu`,
`shuochuan-shejiyuan`, `yanchuan-renshe`, `yunli-xiang`); six (`hewan-paichusuo`, `hongling-dongping`,
`qichuan-ziran-ziyuan`, `shibantang-zhen`, `shijiuwan-cun`, `xichuan-jingguan`), one report of which stopped the
program at 单一2个问题 and was read once that was mended; nine, many of them in plain speech (`hengyue-luqiao`,
`jincheng-zhizaoyuan`, `kuzhuya-xiang`, `luchuan-jikong`, `qingluo-shuiwuju`, `tonghuai-shijianju`, `wutongli-pianqu`,
`xingwu-xiaoxue`, `yuchuan-fayuan`); twelve, nine of them as most offices write and three in unusual order
(`cenyang-jiwei`, `chengxi-xianyiyuan`, `guiting-jiedao`, `huaianli-shequ`, `jiangdu-wuliu`, `lanfeng-jiaoyuju`,
`linggang-zonghe`, `lubeiling-linchang`, `shiliangao-xiang`, `shuoyuan-ganghang`, `wuchuan-shijianju`,
`yuanqiao-zhujianju`); nine as most offices write (`huaichang-shipin`, `kuzhuao-cun`, `liuhewan-zhen`,
`liuxiangkou-jiedao`, `qingtan-erzhong`, `tongling-fayuan`, `xunnan-gongdian`, `yunling-tongzhanbu`, `yunze-jikong`);
six more of the kind (`bojuling-xiang`, `huyang-fulian`, `liaoyegou-cun`, `maoqi-kuangye`, `xiapu-xuntong`,
`yuanxiu-minzhengju`); three after them, when the six had been mended for (`fujiang-sanyuan`, `yunlan-shijianju`,
`zhutang-xiang`); nine (`jizhou-jingkaiqu`, `liaoping-xinyongshe`, `shutian-chuzhong`, `suoyidu-jiedao`,
`tiaoao-dangan`, `wulan-daxue-zhiwusuo`, `xiakouling-zhagun-gongsi`, `yanting-tongjiju`, `yanwa-xiang`); six, three of
them in odd speech (`linyu-gongjiao`, `liugouwan-cun`, `mianhu-nongkeyuan`, `shibuling-zhen`, `tongling-shichangju`,
`yunfu-jianchayuan`); three after them, as most offices write (`jintang-jiedao`, `linyuan-qizhong`,
`yunpu-xian-renmin-yiyuan`), one sentence of which was seen before; and, of the set `fresh`, three
(`cangping-wenlvju`, `qinglan-zhongyiyuan`, `zhonglouwan-jiedao`), three more (`chengzhou-gjj`, `lanpu-gongjiao`,
`lipo-zhen`) and the last three (`haiyang-shuichan-yuan`, `liuyin-shequ`, `yunpi-jiaoyu-gongwei`), as most offices
write; and, much later, one in plain speech (`huaijiang-gongxiaoshe`), and two when it had been mended for, an official
one and one read aloud (`langu-renmin-yiyuan`, `wenxi-jiaotongju`). Those readings gave:

| figure | 3 | 2 | 5 | 3 | 6 | 4 | 4 | 8 |
|:--|--:|--:|--:|--:|--:|--:|--:|--:|
| problems (F1) | 0.951 | 0.833 | 0.748 | 1.000 | 0.693 | 0.980 | 0.980 | 0.928 |
| commitments (F1) | 0.988 | 0.917 | 0.946 | 1.000 | 0.822 | 1.000 | 0.991 | 0.881 |
| inline problems (F1) | 0.909 | 0.857 | 0.800 | 1.000 | 0.889 | 0.923 | 1.000 | 0.914 |
| titles | 0.987 | 1.000 | 0.945 | 0.988 | 0.965 | 0.969 | 1.000 | 0.966 |
| year found | 0.778 | 1.000 | 1.000 | 0.889 | 0.889 | 0.750 | 1.000 | 0.958 |
| actions (F1) | 0.962 | 0.898 | 0.834 | 0.973 | 0.780 | 0.952 | 0.963 | 0.850 |
| deadlines | 1.000 | 1.000 | 0.964 | 1.000 | 0.935 | 1.000 | 0.969 | 0.986 |
| links (F1) | 0.901 | 0.821 | 0.740 | 0.886 | 0.696 | 0.978 | 0.946 | 0.851 |
| closures (F1) | 0.784 | 0.903 | 0.891 | 1.000 | 0.899 | 0.821 | 0.905 | 0.753 |
| tallies (F1) | 0.897 | 0.933 | 0.970 | 1.000 | 0.857 | 0.889 | 0.615 | 0.810 |
| metrics (F1) | 0.782 | 0.969 | 0.944 | 0.972 | 0.974 | 0.975 | 0.995 | 0.920 |
| verdict: accuracy | 0.763 | 0.703 | 0.600 | 0.719 | 0.568 | 0.822 | 0.853 | 0.560 |
| verdict: macro F1 | 0.730 | 0.709 | 0.584 | 0.718 | 0.625 | 0.826 | 0.825 | 0.562 |
| come-backs caught | 0.800 | 0.500 | 0.500 | 0.786 | 0.455 | 0.867 | 0.714 | 0.564 |
| false closures | 0.000 | 0.100 | 0.150 | 0.214 | 0.045 | 0.000 | 0.105 | 0.208 |
| claim cited | 0.714 | 0.591 | 0.500 | 0.862 | 0.545 | 0.787 | 0.892 | 0.518 |
| evidence cited | 0.976 | 0.840 | 0.625 | 0.972 | 0.667 | 0.957 | 0.957 | 0.844 |
| counts judged | 0.000 | 0.667 | 0.667 | 0.800 | 0.818 | 0.750 | 1.000 | 0.444 |

and of those after them:

| figure | 4 | 8 | 6 | 9 | 12 | 9 | 6 | 3 | 9 | 6 | 3 |
|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
| problems (F1) | 0.967 | 0.917 | 0.944 | 0.928 | 0.940 | 0.966 | 0.968 | 1.000 | 0.968 | 0.937 | 1.000 |
| commitments (F1) | 0.984 | 1.000 | 0.989 | 0.978 | 0.934 | 0.987 | 0.930 | 1.000 | 1.000 | 0.954 | 1.000 |
| inline problems (F1) | 0.800 | 0.966 | 0.870 | 0.952 | 0.889 | 0.800 | 0.824 | 1.000 | 1.000 | 0.833 | 1.000 |
| titles | 0.992 | 0.991 | 0.971 | 0.996 | 0.981 | 0.996 | 0.955 | 0.987 | 0.974 | 1.000 | 1.000 |
| year found | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 0.926 | 1.000 | 1.000 |
| actions (F1) | 0.928 | 0.954 | 0.964 | 0.893 | 0.909 | 0.921 | 0.887 | 0.956 | 0.923 | 0.930 | 0.969 |
| deadlines | 1.000 | 1.000 | 0.986 | 0.960 | 0.942 | 0.967 | 1.000 | 1.000 | 0.988 | 0.944 | 1.000 |
| links (F1) | 0.965 | 0.959 | 0.945 | 0.921 | 0.902 | 0.955 | 0.917 | 0.971 | 0.926 | 0.919 | 1.000 |
| closures (F1) | 0.769 | 0.917 | 0.784 | 0.852 | 0.875 | 0.887 | 0.870 | 0.941 | 0.867 | 0.843 | 0.882 |
| tallies (F1) | 0.769 | 0.909 | 0.714 | 0.850 | 0.842 | 0.927 | 0.811 | 0.571 | 0.902 | 1.000 | 0.727 |
| metrics (F1) | 0.906 | 0.968 | 0.957 | 0.961 | 0.968 | 0.980 | 0.972 | 0.978 | 0.962 | 0.985 | 0.989 |
| verdict: accuracy | 0.614 | 0.826 | 0.832 | 0.689 | 0.809 | 0.802 | 0.715 | 0.902 | 0.812 | 0.784 | 0.862 |
| verdict: macro F1 | 0.589 | 0.811 | 0.837 | 0.660 | 0.800 | 0.758 | 0.719 | 0.899 | 0.790 | 0.742 | 0.875 |
| come-backs caught | 0.688 | 0.722 | 0.920 | 0.686 | 0.702 | 0.875 | 0.800 | 1.000 | 0.774 | 0.824 | 0.833 |
| false closures | 0.400 | 0.167 | 0.118 | 0.095 | 0.069 | 0.068 | 0.167 | 0.000 | 0.044 | 0.000 | 0.133 |
| claim cited | 0.595 | 0.833 | 0.835 | 0.748 | 0.892 | 0.854 | 0.773 | 0.848 | 0.824 | 0.786 | 0.867 |
| evidence cited | 0.712 | 0.918 | 0.900 | 0.809 | 0.890 | 0.931 | 0.875 | 0.938 | 0.885 | 0.902 | 1.000 |
| counts judged | 1.000 | 0.750 | 0.889 | 0.800 | 1.000 | 1.000 | 0.875 | 1.000 | 0.818 | 0.857 | 1.000 |

and of the last three threes:

| figure | 3 | 3 | 3, last |
|:--|--:|--:|--:|
| problems (F1) | 0.989 | 0.956 | 1.000 |
| commitments (F1) | 1.000 | 1.000 | 0.988 |
| inline problems (F1) | 0.923 | 0.800 | 1.000 |
| titles | 0.976 | 1.000 | 0.939 |
| year found | 1.000 | 1.000 | 1.000 |
| actions (F1) | 0.970 | 0.941 | 0.975 |
| deadlines | 1.000 | 1.000 | 1.000 |
| links (F1) | 0.976 | 1.000 | 1.000 |
| closures (F1) | 0.983 | 0.954 | 0.897 |
| tallies (F1) | 0.938 | 1.000 | 0.900 |
| metrics (F1) | 0.959 | 0.896 | 0.994 |
| verdict: accuracy | 0.883 | 0.820 | 0.877 |
| verdict: macro F1 | 0.890 | 0.814 | 0.871 |
| come-backs caught | 1.000 | 1.000 | 1.000 |
| false closures | 0.000 | 0.059 | 0.000 |
| claim cited | 0.935 | 0.818 | 0.931 |
| evidence cited | 0.923 | 0.977 | 0.706 |
| counts judged | 1.000 | 1.000 | 1.000 |

and of the one and the two much later, which are small:

| figure | 1 | 2 |
|:--|--:|--:|
| problems (F1) | 0.963 | 1.000 |
| commitments (F1) | 1.000 | 1.000 |
| inline problems (F1) | 0.800 | 1.000 |
| titles | 1.000 | 0.975 |
| year found | 1.000 | 1.000 |
| actions (F1) | 0.956 | 0.970 |
| deadlines | 1.000 | 1.000 |
| links (F1) | 1.000 | 0.944 |
| closures (F1) | 0.571 | 0.970 |
| tallies (F1) | 1.000 | 0.750 |
| metrics (F1) | 0.893 | 0.986 |
| verdict: accuracy | 0.810 | 0.682 |
| verdict: macro F1 | 0.782 | 0.664 |
| come-backs caught | 0.800 | 0.800 |
| false closures | 0.000 | 0.167 |
| claim cited | 0.846 | 0.917 |
| evidence cited | 0.438 | 0.500 |
| counts judged | 1.000 | 1.000 |

What is lost at a first reading is lost in whole: a heading or a sentence that opens the problems or the plans in words
not yet known, a list numbered in a way not yet known, or a closure statement not read as one; wrong verdicts mostly
follow from these. Of the six, three in plain speech or with problems, causes and measures numbered apart were lost
almost whole and three read almost without a fault; the eight after them, in the ways most offices write, were read
almost whole. Mending wording by wording did not help the next organisation, so sections are also told by where
headings stand and by how the text below them sounds, entries by how speech counts on, and the year by date lines, the
opening and what falls due.

How much of what is mended for some organisations helps others shows where a set is read by two programs. The eight
before the six with 单一2个问题: the program as it was before the twelve before them were written read them with
commitments 0.946, actions 0.915, verdicts 0.781 and false closures 0.200. The nine in plain speech: the program as
it was before the six were written read them almost as well as the one that had been mended with the six, and with
some hundred pieces from the web, had (problems 0.925, verdicts 0.684, claims 0.738, the rest the same). The nine as
most offices write: the program as it was before the twelve were written read them with problems 0.935, closures
0.877, links 0.936, verdicts 0.784, claims 0.831, come-backs 0.833 and evidence 0.908; the rest the same. What
carried over was of structure: which item a claim also answers, that a heading of any words ends the problems before
it, that a label or a bullet parts entries. So the same problems and plans are now written out in every layout that
offices give them, and each is read (`python -m benchmarks.layouts`), and 161 statements were made up in words of
their own, of which the program misread 46. It helped the three (verdicts 0.863 to 0.902, false closures 0.118 to
none), and not the last nine: the program as it was before the six were written read those with verdicts 0.818 and
claims 0.833, the rest the same but for tallies (0.885). What a set of nine tells varies as much from set to set as
two programs do.

Annotators who had not seen one another's work agreed on 0.976 of 165 verdicts of the last nine: what the program does
not reach is its own. So many short pairs of reports were written, in which a few problems and promises are answered in
wordings of every kind (`python -m benchmarks.short_pairs`). The program as it was before them read 0.752 and 0.770 of
the verdicts of the first two lots; of a third, read once when it had been mended with the others, it had read 0.717 and
reads 0.764, and of a fourth 0.730 and 0.742. A fifth was read with 0.735: of 39 items that are told of in other words
16 were found, of 14 silent ones none was taken for told. The bar was lowered where nothing speaks against an answer
(docs/decisions/0024), and 0.826 are read. A sixth was read with 0.745, of 40 that are told of in other words 24: cut
in other places, the words of a thing are seldom the same, but its characters are (docs/decisions/0025), and 0.858 are
read. The six: the program as it was before read them with verdicts 0.759,
claims 0.729 and evidence 0.880, the rest much the same; a village report whose problems stand under 毛病在哪，怎么改
lost them all. The three: it read them with problems 0.976, verdicts 0.845 and tallies 0.667, the rest the same.

The first six of `fresh` were read alike by the program as it was before the nine before them were added to the
others, and by the one that reads accounts of rectification in every layout, which they do not need. What the second
three lost was of structure again: 已整改3个，即“甲”“乙”“丙”，另外2个仍在推进 was read up to its first comma. So what
offices say of last year's problems and promises by name and by number was written out in 84 forms (`python -m
benchmarks.named_statements`), and headings, labels and opening sentences in 190 wordings (`python -m
benchmarks.layouts`). The forms were understood with 0.66 (problems by name and number), 0.61 (promises) and 0.18
(work on a problem by name; that it is still there, or has eased), the wordings of labels read with 0.845: far less
than annotated organisations let on, whose writers were asked for other words and other forms each time. All are at
0.98 now. The last three were read when that was done: the program as it was before read them the same, but for
evidence (0.647 to 0.706). What they lack is work told in other words altogether.

`fresh` stands apart (`python -m benchmarks.accuracy --fresh`); some rules were mended with it since. Three of its
reports gave sums of money in 万元; they stand in 元 now, as everywhere else.

What the six taught the follow-up is of the genre and not of their wording: who recalls a promise says that it is kept
unless he says otherwise; what is done and what is left make what was promised; what gets better of itself is no work
under way; a problem may belie a promise that never answered it; a come-back is told by how far it is ahead of the next
likest problem, and by the matter, of which the list now knows twice as many names.
"""
LEFT_OUT_HEAD = """\
## The follow-up, leaving one organisation out

Whether an old problem is the same as a new one is told by weights fitted to the annotated pairs
(`python -m benchmarks.comebacks`), and so is whether work in words of its own answers a promise
(`python -m benchmarks.likely_work`, which leaves organisations out, too); nothing else in the follow-up is fitted. Here
each organisation is followed up with the former weights fitted to all the others.
*alone*: fed with the annotated items and closures. Words and thresholds are not
refitted: what they are worth to the next organisation shows in the first readings above.
"""
RELIABILITY_HEAD = """\
## What the confidence of an item means

It is the share of items with the same evidence that were right: what told that the section begins, what parts the entry
from its neighbours, how the entry itself sounds. Well-kept reports are read almost without a fault, so the shares are
measured over damaged copies as well: section headings without words, lines joined, enumerators gone, the sentences
around the items lost. In the first table each organisation is judged by what all the others teach (leave one out); the
second tells how many items are found in the damaged copies, the nearest thing to styles that nobody has seen.
`python -m benchmarks.reliability` measures both again.
"""
SECTION_HEADS = {
    "dev": "## `dev`: the sample reports\n\n24 reports of 8 organisations, 16 pairs of years.",
    "styles": (
        "## `styles`: other organisations, other styles\n\n348 reports of 116 organisations, 232 pairs of years, "
        "written and annotated by people who had not seen the program."
    ),
}
ALONE = {name: f"{name}, follow-up alone" for name in CORPORA}
SECTION_HEADS |= {
    alone: f"## `{name}`: the follow-up alone\n\nFed with the annotated items and closures: what reading misses does "
    "not count here."
    for name, alone in ALONE.items()
}


Fitted = Mapping[str, Weights]
"""Organisation to the weights that it is followed up with; one that is not in it is followed up as the program does."""


def run(reports: Iterable[Annotated], pairs: Iterable[AnnotatedPair], fitted: Fitted = MappingProxyType({})) -> Board:
    """Read, extract and follow up everything once.

    As on the command line, a report on its own is told its year, while two held against each other tell it themselves.
    """
    board = Board()
    read: dict[tuple[str, str], tuple[Annotated, PlainText]] = {}
    for report in reports:
        source = read_report(report.path)
        judge_report(board, report, source, extract(source, year=report.year))
        read[report.slug, str(report.year)] = (report, source)
    for pair in pairs:
        report, older = read[pair.slug, str(pair.truth["from"])]
        _, newer = read[pair.slug, str(pair.truth["to"])]
        older_found, newer_found = extract(older), extract(newer)
        judged = follow_up(older, older_found, newer, newer_found, weights=fitted.get(pair.slug, FITTED))
        judge_pair(board, pair, (report, older, older_found), newer.text, judged)
    return board


def measure(corpus: Path = CORPUS, seeds: Path = SEEDS, fitted: Fitted = MappingProxyType({})) -> Board:
    """The board of a whole annotated set."""
    return run(*load_corpus(corpus, seeds), fitted)


def measure_alone(corpus: Path = CORPUS, seeds: Path = SEEDS, fitted: Fitted = MappingProxyType({})) -> Board:
    """The board of the follow-up alone: fed with what the annotation says each report holds."""
    board = Board()
    reports, pairs = load_corpus(corpus, seeds)
    read = {}
    for report in reports:
        source = read_report(report.path)
        read[report.slug, str(report.year)] = (report, source, annotated_extraction(report, source))
    for pair in pairs:
        older, newer = read[pair.slug, str(pair.truth["from"])], read[pair.slug, str(pair.truth["to"])]
        judged = follow_up(*older[1:], *newer[1:], weights=fitted.get(pair.slug, FITTED))
        judge_pair(board, pair, older, newer[1].text, judged)
    return board


def leave_one_out() -> str:
    """The follow-up of every set with weights fitted without the organisation it is held against, as a table."""
    fitted = {slug: named(weights) for slug, weights in left_out([*rows(), *made_up_rows()]).items()}
    columns: dict[str, dict[str, dict[str, float]]] = {}
    for name, corpus in {**CORPORA, "fresh": FRESH}.items():
        columns[name] = measure(corpus, fitted=fitted).figures()
        columns[f"{name}, alone"] = measure_alone(corpus, fitted=fitted).figures()
    names = [name for name in next(iter(columns.values())) if name in columns["fresh, alone"]]
    lines = ["| figure | " + " | ".join(columns) + " |", "|:--|" + "--:|" * len(columns)]
    lines += [
        f"| {name} | " + " | ".join(f"{main_figure(column[name]):.3f}" for column in columns.values()) + " |"
        for name in names
    ]
    return "\n".join(lines)


def main_figure(row: Mapping[str, float]) -> float:
    """The one number of a row that is held to the floor."""
    return row["f1"] if "f1" in row else row["rate"]


def fallen(floor: Mapping[str, Mapping[str, float]], figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is worse than the floor, or was not measured any more; one sentence each."""
    worse = []
    for name, row in floor.items():
        if name not in figures:
            worse.append(f"{name}: not measured")
            continue
        was, now = round(main_figure(row), 4), round(main_figure(figures[name]), 4)
        if (now > was) if name in LOWER_IS_BETTER else (now < was):
            worse.append(f"{name}: {now:.4f}, recorded {was:.4f}")
    return worse


def table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as a table for people, in Markdown."""
    lines = ["| figure | F1 or rate | precision | recall | n |", "|:--|--:|--:|--:|--:|"]
    for name, row in figures.items():
        parts = [f"{row[key]:.3f}" if key in row else "" for key in ("precision", "recall")]
        lines.append(f"| {name} | {main_figure(row):.3f} | {' | '.join(parts)} | {row['n']:.0f} |")
    return "\n".join(lines)


def table_by_org(reports: Sequence[Annotated], pairs: Sequence[AnnotatedPair]) -> str:
    """The same figures, organisation by organisation: a rule that serves only one of them shows."""
    slugs = sorted({report.slug for report in reports})
    columns = {
        slug: run([r for r in reports if r.slug == slug], [p for p in pairs if p.slug == slug]).figures()
        for slug in slugs
    }
    names = sorted({name for figures in columns.values() for name in figures})
    lines = ["| figure | " + " | ".join(slugs) + " |", "|:--|" + "--:|" * len(slugs)]
    for name in names:
        cells = [f"{main_figure(columns[slug][name]):.3f}" if name in columns[slug] else "" for slug in slugs]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page(recorded: Mapping[str, Mapping[str, Mapping[str, float]]], trust: str, others: str) -> str:
    """The whole page for people: what to expect, how much to believe, then one table a set."""
    tables = (f"{SECTION_HEADS[name]}\n\n{table(figures)}\n" for name, figures in recorded.items())
    return "\n".join([TABLE_HEAD, f"{LEFT_OUT_HEAD}\n{others}\n", f"{RELIABILITY_HEAD}\n{trust}\n", *tables])


def recorded_floor() -> dict[str, dict[str, dict[str, float]]]:
    """The figures that may not fall, by set."""
    floor: dict[str, dict[str, dict[str, float]]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return floor


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, and record them where asked to; exit status 1 where a figure fell below the floor."""
    parser = argparse.ArgumentParser(description="Accuracy on the annotated reports.")
    parser.add_argument("--show", action="store_true", help="list every miss")
    parser.add_argument("--by-org", action="store_true", help="one column for each organisation")
    parser.add_argument("--fresh", action="store_true", help="only the organisations that came last")
    parser.add_argument(
        "--leave-one-out", action="store_true", help="the follow-up, refitted without each organisation"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--record", action="store_true", help="keep the figures as the new floor")
    options = parser.parse_args(argv)
    if options.fresh:
        board = measure(FRESH)
        print("\n".join(board.misses) + "\n" if options.show else "", table(board.figures()), sep="\n")
        return 0
    if options.leave_one_out:
        print(leave_one_out())
        return 0
    if options.by_org:
        for corpus in CORPORA.values():
            print(table_by_org(*load_corpus(corpus)), end="\n\n")
        return 0
    boards = {name: measure(corpus) for name, corpus in CORPORA.items()}
    boards |= {ALONE[name]: measure_alone(corpus) for name, corpus in CORPORA.items()}
    figures = {name: board.figures() for name, board in boards.items()}
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for name, board in boards.items():
        print(f"{name}:")
        if options.show:
            print("\n".join(board.misses), end="\n\n")
            for (truth, given), n in sorted(board.verdicts.items(), key=str):
                print(f"{truth} -> {given or 'missing'}: {n}")
            print()
        print(table(figures[name]), end="\n\n")
    trust = reliability()
    print(f"confidence, leaving one organisation out:\n{trust}\n")
    if options.record:
        kept = {
            name: {figure: {key: round(value, 4) for key, value in row.items()} for figure, row in rows.items()}
            for name, rows in figures.items()
        }
        FLOOR.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        TRUST.write_text(trust + "\n", encoding="utf-8")
        others = leave_one_out()
        LEFT_OUT.write_text(others + "\n", encoding="utf-8")
        TABLE.write_text(page(kept, trust, others), encoding="utf-8")
        return 0
    worse = [f"{name}, {line}" for name, floor in recorded_floor().items() for line in fallen(floor, figures[name])]
    for line in worse:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
