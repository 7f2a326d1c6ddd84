from __future__ import annotations

from datetime import date

import pytest

from tracker.extraction.deadlines import find_deadline


@pytest.mark.parametrize(
    "clause, expected",
    [
        ("6月底前建立台账", date(2023, 6, 30)),
        ("2024年9月底前建成", date(2024, 9, 30)),
        ("明年3月底前选出理财小组", date(2023, 3, 31)),
        ("2024年2月底前完成", date(2024, 2, 29)),
        ("年底前完成清理", date(2023, 12, 31)),
        ("2023年年底前引进博士3名", date(2023, 12, 31)),
        ("2023年底达到80%", date(2023, 12, 31)),
        ("2023年上半年出台办法", date(2023, 6, 30)),
        ("2023年下半年完成", date(2023, 12, 31)),
        ("2023年一季度上线平台", date(2023, 3, 31)),
        ("一季度末完成注册", date(2023, 3, 31)),
        ("2023年内新建企业党组织4个", date(2023, 12, 31)),
        ("12月底前完成", date(2023, 12, 31)),
        ("2023年5月20日前报送", date(2023, 5, 20)),
        ("五月底前完成换届", date(2023, 5, 31)),
        ("2023年6月上旬完成", date(2023, 6, 10)),
        ("2023年完成整改", None),
        ("全年开展12次", None),
        ("每季度开展一次", None),
        ("每月15日开展主题党日", None),
        ("每年年底评选一次", None),
        ("年末控制在1%以内", date(2023, 12, 31)),
        ("岁末前交房", date(2023, 12, 31)),
        ("年末组织评审", None),
        ("明年6月份建成", date(2023, 6, 30)),
        ("2023年年中完成", date(2023, 6, 30)),
        ("明年之内建成", date(2023, 12, 31)),
        ("2023-06-30前完成", date(2023, 6, 30)),
        ("2023.6.30前完成", date(2023, 6, 30)),
        ("2023.2.30前完成", None),
        ("每年6月底前测评", None),
        ("年中完成摸底", None),
        ("最迟9月底完成", date(2023, 9, 30)),
        ("赶在6月底前", date(2023, 6, 30)),
        ("年末由群众测评", None),
        ("2023年13月底前完成", None),
        ("进一步加强管理", None),
    ],
)
def test_the_last_day_of_the_time_named(clause: str, expected: date | None) -> None:
    assert find_deadline(clause, 0, len(clause), year=2022) == expected


def test_a_month_without_a_year_needs_the_year_reported_on() -> None:
    assert find_deadline("6月底前完成", 0, 6, year=None) is None
    assert find_deadline("2024年6月底前完成", 0, 10, year=None) == date(2024, 6, 30)
