from __future__ import annotations

from hashlib import sha256

import pytest

from tracker.domain.report import Identity, PlainText
from tracker.extraction.identity import find_organisation, find_year, identify
from tracker.extraction.view import clean


def whose(text: str, path: str = "", *, org: str | None = None, year: int | None = None) -> Identity:
    source = PlainText(text, "utf-8", sha256(text.encode()).hexdigest(), path)
    return identify(source, clean(text), org=org, year=year)


@pytest.mark.parametrize(
    "head, expected",
    [
        ("现将青桥乡党委2022年度抓基层党建工作情况报告如下。", "青桥乡党委"),
        ("2022年，清溪县林业局党组坚持以党的政治建设为统领，各项工作取得进展。", "清溪县林业局党组"),
        ("滨河区第二中学党总支\n2023年度党建工作总结\n一年来，学校党总支全面落实责任。", "滨河区第二中学党总支"),
        ("我是石磨村党支部书记，现在述职。", "石磨村党支部"),
        (
            "青川农商银行城南支行党支部2022年度述职报告\n总行党委：\n现将城南支行党支部2022年度工作情况报告如下。",
            "青川农商银行城南支行党支部",
        ),
        ("本人于2022年3月由县水利局调任石桥镇党委书记。现将2022年工作报告如下。", "石桥镇党委"),
        ("各位领导、同志们，槐江县供销合作社机关党委向大家报告2023年抓党建工作情况。", "槐江县供销合作社机关党委"),
        ("我叫王某，现任云岭街道党工委书记，今天向大会述职。", "云岭街道党工委"),
        ("现将本人作为麻柳溪乡党委书记2021年度抓党建情况向大会述职如下。", "麻柳溪乡党委"),
        ("2023年是春和里社区党委的“治理提升年”。现将抓党建情况向街道党工委汇报。", "春和里社区党委"),
        ("我把2023年青岭国有林场党支部的工作报告如下。", "青岭国有林场党支部"),
        ("河湾村党支部2022年干得咋样，我照实说。", "河湾村党支部"),
        ("霁洲经济开发区党工委书记2021年述职报告\n市委：\n一年来……", "霁洲经济开发区党工委"),
        ("青江县监委机关第一党支部书记2021年述职报告\n一年来……", "青江县监委机关第一党支部"),
        ("中共青江供电公司委员会\n2022年度述职报告\n", "青江供电公司党委"),
        ("中共青江市审计局机关委员会关于2023年党建工作的报告\n", "青江市审计局机关党委"),
        ("向区委述职的汇报\n各位领导：我讲三点。", None),
        ("2022年，在县委的坚强领导下，我镇认真落实主体责任。", None),
        ("根据县委组织部通知要求，现将本人2022年工作报告如下。", None),
        ("医院党委在市卫健委党组的领导下，扎实工作。", None),
        ("按照市国资委党委部署，集团党委认真履职。", None),
        ("修订章程，明确党委把方向、管大局的作用。", None),
        ("", None),
    ],
)
def test_the_reporters_own_name_or_none(head: str, expected: str | None) -> None:
    assert find_organisation(head) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("现将本人2022年度抓基层党建工作情况报告如下。针对2021年查摆的3个问题……", 2022),
        ("2023年，镇党委坚持……", 2023),
        ("青桥乡党委2021年度工作报告\n一年来……", 2021),
        ("现将有关情况报告如下：\n一、2023年主要做法和成效\n……", 2023),
        ("二〇二二年度党建工作总结\n一年来……", 2022),
        ("抓党建述职报告\n一年来，学习16次。2022年度述职查摆的3个问题已全部整改。", 2023),
        ("在2023年度述职评议会上的发言\n一年来……", 2023),
        ("述职报告（2022.12—2023.12）\n一年来……", 2023),
        ("下面我把2023年的工作向大家作个汇报。", 2023),
        ("学院党委书记述职报告\n（2022年度）\n一年来……\n2021年度述职查摆的3个问题，均已整改。", 2022),
        ("2021年度述职查摆的3个问题，均已整改。新增点位7处，2023年3月底前全部建成。", 2022),
        ("2021年度述职评议点评指出的问题已整改，力争2023年6月底前补齐。", 2022),
        ("一年来，我镇扎实工作。", None),
        ("巡察反馈于2021年和2022年先后整改。", None),
        ("我是石磨村党支部书记。2022年一晃就过去了，我说说做了什么。2023年3月前修好水渠。", 2022),
        ("述职材料\n（2021年12月）\n我从2018年起任书记。力争2022年发展党员2名，2022年8月底前装好路灯。", 2021),
        ("向区委述职的汇报\n水门街道党工委书记　　2021年12月\n各位领导：我把今年的情况交个账。", 2021),
        ("述职材料\n一年忙到头。\n二〇二三年一月五日", 2022),
        ("述职材料\n2023年十二月\n一年忙到头。", 2023),
        ("各位乡亲：把2022年支部办的事摆一摆。路灯最晚2023年5月修好，水渠2023年6月底之前通水。", 2022),
        ("说说2021年支部的活儿。村委会2019年成立。", 2021),
        ("一年忙到头。2024年3月底前修好水渠，2024年底前修好路。", 2023),
        ("一年忙到头，路在2020年和2021年都修过。", None),
        ("村党支部述职\n一年来开会12次。\n三、下一步打算\n2024年，我们将办好5件事。", 2023),
        ("2023年度述职报告\n一年来开会12次。\n2024年，支部要办好5件事。", 2023),
    ],
)
def test_the_year_reported_on(text: str, expected: int | None) -> None:
    assert find_year(clean(text).text) == expected


def test_text_outranks_the_files_name() -> None:
    found = whose("现将青桥乡党委2022年度抓党建情况报告如下。", "石桥镇党委/2021.txt")

    assert (found.org, found.year) == ("青桥乡党委", 2022)


@pytest.mark.parametrize(
    "path, org, year",
    [
        ("石桥镇党委/2021.txt", "石桥镇党委", 2021),
        ("C:\\材料\\石桥镇党委\\2021.txt", "石桥镇党委", 2021),
        ("石桥镇党委2021年度抓基层党建述职报告.txt", "石桥镇党委", 2021),
        ("seeds/2021.txt", None, 2021),
        ("微信文件/2021.txt", None, 2021),
        ("2021年度/2021.txt", None, 2021),
        ("报告.txt", None, None),
        ("20210612143000.txt", None, None),
        ("", None, None),
    ],
)
def test_else_the_files_name_or_its_folder(path: str, org: str | None, year: int | None) -> None:
    found = whose("一年来，全镇扎实工作。", path)

    assert (found.org, found.year) == (org, year)


def test_what_the_caller_says_outranks_all() -> None:
    found = whose("现将青桥乡党委2022年度抓党建情况报告如下。", org="县林业局", year=2020)

    assert (found.org, found.year, found.org_in_text, found.year_in_text) == ("县林业局", 2020, "青桥乡党委", 2022)


def test_the_lines_above_the_report_are_its_title() -> None:
    assert whose("青桥乡党委\n2022年度述职报告\n根据安排，现报告如下。").title == "青桥乡党委2022年度述职报告"
    assert whose("根据安排，现报告如下。").title is None
