"""The lights that the database tells are those that the rules tell, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.ledgers import TODAY, make
from tracker.domain.deadlines import Light, Trigger
from tracker.domain.kinds import Origin
from tracker.domain.order import Order
from tracker.domain.status import is_overdue
from tracker.ledger import open_ledger, transfer
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.profile.model import Profile
from tracker.services.due import time_left
from tracker.services.items import Occasion, first_items, ids_in_order, list_items, morning
from tracker.services.views import ItemFilter

LIGHTS = (
    Light("平", "FFFFFF", Trigger()),
    Light("半", "FFFFFF", Trigger(share_left=0.5)),
    Light("月", "FFFFFF", Trigger(days_left=30)),
    Light("尾", "FFFFFF", Trigger(share_left=0.07)),
    Light("过", "FFFFFF", Trigger(days_over=1)),
    Light("久", "FFFFFF", Trigger(days_over=45)),
)
OWN = replace(
    default_profile(),
    lights=LIGHTS,
    regimes={
        origin: replace(regime, assumed=None if origin is Origin.INSPECTION else (6, 30))
        for origin, regime in default_profile().regimes.items()
    },
)


@pytest.fixture(scope="module")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("dueness") / "台账.db"
    make(file, 700)
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def made(request: pytest.FixtureRequest, made_file: Path) -> Iterator[Ledger]:
    with open_ledger(str(made_file)) as ledger:
        if request.param == "sqlite":
            yield ledger
            return
        server: Ledger = request.getfixturevalue("postgres_ledger")
        with ledger.read() as source, server.write() as target:
            transfer.copy_all(source.connection(), target.connection())
        yield server


@pytest.mark.parametrize("profile", [default_profile(), OWN], ids=["default", "own"])
def test_sql_tells_the_lights_that_the_rules_tell(made: Ledger, profile: Profile) -> None:
    rows = list_items(made, ItemFilter()).rows
    for today in (TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=70), date(2024, 2, 29)):
        occasion = Occasion(profile, today)
        left = {row.id: time_left(row, profile, today=today) for row in rows}
        for light in profile.lights:
            told = {number for number, one in left.items() if one is not None and one.light is light}
            found = ids_in_order(made, ItemFilter(light=light.name), occasion=occasion)
            assert set(found) == told, (light.name, today)
        late = {
            row.id for row in rows if (one := left[row.id]) is not None and is_overdue(row.status, one.due, today=today)
        }
        assert set(ids_in_order(made, ItemFilter(overdue=True), occasion=occasion)) == late
        counted = morning(made, occasion)
        assert counted.overdue == len(late)
        assert sum(number for _name, number in counted.lights) == sum(
            one is not None and one.light is not None for one in left.values()
        )


def test_by_deadline_the_nearest_comes_first_and_what_has_none_last(made: Ledger) -> None:
    profile = default_profile()
    rows = first_items(made, ItemFilter(), 700, order=Order.DEADLINE)
    days = [left.due if (left := time_left(row, profile, today=TODAY)) else date.max for row in rows]
    assert len(days) == 700
    assert days == sorted(days)
    assert days[0] < TODAY < days[-1] == date.max
    assert [row.id for row in rows] == list(ids_in_order(made, ItemFilter(), order=Order.DEADLINE))


def test_by_year_the_newest_comes_first(made: Ledger) -> None:
    years = [row.year for row in first_items(made, ItemFilter(), 700, order=Order.YEAR)]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 5


@pytest.mark.parametrize("order", Order)
def test_rows_and_ids_come_in_the_same_order_however_many_are_asked_for(made: Ledger, order: Order) -> None:
    for wanted in (ItemFilter(), ItemFilter(outstanding=True), ItemFilter(year=2024), ItemFilter(text="路灯")):
        rows = list_items(made, wanted, order=order).rows
        assert list(ids_in_order(made, wanted, order=order)) == [row.id for row in rows]
        for limit in (0, 1, 30, 250):
            assert first_items(made, wanted, limit, order=order) == rows[:limit]
        page = list_items(made, wanted, limit=20, offset=15, order=order)
        assert (page.rows, page.total) == (rows[15:35], len(rows))
