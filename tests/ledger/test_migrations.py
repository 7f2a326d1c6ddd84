"""Each migration on a ledger with something in it, up and down, on both engines."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, bindparam, create_engine, insert, inspect, text

from tests.ledger.samples import broken_links, plan, store
from tracker.domain.kinds import Status, Verdict
from tracker.ledger import guards, open_ledger, schema
from tracker.ledger import tables as t
from tracker.ledger.engine import connect, find_place
from tracker.ledger.types import UtcDateTime
from tracker.services.importing import import_reports
from tracker.services.items import list_items, show_item
from tracker.services.views import ItemFilter

DAY = datetime(2023, 5, 1, 8, 0, tzinfo=UTC)
_AT = bindparam("at", type_=UtcDateTime)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger can be made that nobody else has."""
    if request.param == "sqlite":
        yield str(tmp_path / "台账.db")
        return
    url = request.getfixturevalue("postgres_url")
    name = f"t{uuid.uuid4().hex}"
    server = create_engine(find_place(url).url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield find_place(url).url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    made = connect(find_place(place))
    yield made
    made.dispose()


def run(engine: Engine, what: Callable[[Config], None]) -> None:
    with engine.execution_options(write=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            schema.driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(schema.migrations_folder()))
            config.attributes["connection"] = connection
            with guards.lifted(connection):
                what(config)


def up(engine: Engine, revision: str) -> None:
    run(engine, lambda config: command.upgrade(config, revision))


def down(engine: Engine, revision: str) -> None:
    run(engine, lambda config: command.downgrade(config, revision))


def first_ledger(connection: Connection, moves: list[tuple[int, str, str, str, str]]) -> None:
    """A ledger of the first schema: one report with three items and the moves (item, source, target, actor, note)."""
    connection.execute(text("INSERT INTO unit VALUES (1, '甲', :no, NULL)"), {"no": False})
    connection.execute(text("INSERT INTO unit_name VALUES ('甲', 1)"))
    connection.execute(
        text(
            "INSERT INTO document (id, unit_code, year, sha256, path, encoding, chars, imported_at, text)"
            " VALUES (1, 1, 2022, 'ab', '甲/2022.txt', 'utf-8', 6, :at, '学习不深入。')"
        ).bindparams(_AT),
        {"at": DAY},
    )
    states = {1: "proposed", 2: "proposed", 3: "proposed"} | {item: target for item, _, target, _, _ in moves}
    for number, kind in ((1, "problem"), (2, "problem"), (3, "commitment")):
        connection.execute(
            text(
                'INSERT INTO item (id, unit_code, year, sequence, owner_code, kind, title, "where", confidence, status,'
                " round, self_verified, document_id, source_id, position, in_source, span_start, span_end, quote)"
                " VALUES (:id, 1, 2022, :id, 1, :kind, '学习不深入', 'list', 1, :status, 1, :no, 1, :source, 0, :yes,"
                " 0, 5, '学习不深入')"
            ),
            {"id": number, "kind": kind, "status": states[number], "source": f"p{number}", "no": False, "yes": True},
        )
    for at, (item, source, target, actor, note) in enumerate(moves, start=1):
        own = '{"self_verified":true}' if target == "closed" and note == "自验" else "{}"
        connection.execute(
            text(
                "INSERT INTO event (id, at, actor, kind, item_id, source, target, note, payload, hash)"
                " VALUES (:id, :at, :actor, 'item_moved', :item, :source, :target, :note, :payload, 'x')"
            ).bindparams(_AT),
            {
                "id": at,
                "at": DAY + timedelta(days=at),
                "actor": actor,
                "item": item,
                "source": source,
                "target": target,
                "note": note,
                "payload": own,
            },
        )


MOVES = [
    (1, "proposed", "open", "张三", "核对过"),
    (1, "open", "in_progress", "张三", "开工"),
    (1, "in_progress", "in_review", "李四", "做完了"),
    (2, "proposed", "rejected", "张三", "不是问题"),
    (2, "rejected", "proposed", "张三", "再看看"),
    (1, "in_review", "in_verification", "王五", "同意"),
    (1, "in_verification", "closed", "赵六", "自验"),
    (1, "closed", "open", "赵六", "反弹"),
    (2, "proposed", "open", "张三", "是问题"),
    (2, "open", "in_progress", "张三", "开工"),
    (2, "in_progress", "in_review", "李四", "做完了"),
    (2, "in_review", "in_progress", "王五", "补照片"),
]


@pytest.fixture
def from_first(engine: Engine) -> Engine:
    up(engine, "0001")
    with engine.begin() as connection:
        first_ledger(connection, MOVES)
    return engine


def test_rounds_are_told_from_the_history(from_first: Engine, place: str) -> None:
    from_first.dispose()
    with open_ledger(place) as ledger:
        rounds = show_item(ledger, "01-2022-01").rounds
        assert [(one.number, one.opened_by, one.reason, one.finished) for one in rounds] == [
            (1, "张三", "", True),
            (2, "赵六", "反弹", False),
        ]
        first = rounds[0]
        assert (first.applied_by, first.reviewed_by, first.closed_by, first.opinion) == ("李四", "王五", "赵六", "自验")
        assert (first.self_verified, first.closed_at) == (True, DAY + timedelta(days=7))
        (second,) = show_item(ledger, "01-2022-02").rounds
        assert (second.opened_at, second.applied_by, second.closed_at) == (DAY + timedelta(days=9), "", None)
        assert show_item(ledger, "01-2022-03").rounds == ()
        assert show_item(ledger, "01-2022-01").fields.origin is not None
        assert show_item(ledger, "01-2022-03").fields.origin is None


def rows_of(engine: Engine, names: tuple[str, ...]) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        found = {}
        for name in names:
            columns = sorted(column["name"] for column in inspect(connection).get_columns(name))
            listed = ", ".join(f'"{column}"' for column in columns)
            found[name] = sorted(tuple(row) for row in connection.execute(text(f"SELECT {listed} FROM {name}")))
        return found


def test_down_and_up_again_keeps_what_the_first_schema_held(from_first: Engine) -> None:
    names = ("unit", "document", "item", "event")
    before = rows_of(from_first, names)
    up(from_first, "0004")
    down(from_first, "0001")
    assert rows_of(from_first, names) == before
    with from_first.connect() as connection:
        assert "evidence" not in inspect(connection).get_table_names()
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    up(from_first, "0004")
    with from_first.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM item_round")).scalar_one() == 3


def test_particulars_go_down_and_the_items_stay(engine: Engine, place: str, tmp_path: Path) -> None:
    report = tmp_path / "2022.txt"
    report.write_text(
        "青石镇党委2022年工作报告\n二、存在问题\n（一）个别支部学习不深。比如，河口支部半年没学。\n（二）阵地滞后。\n"
        "三、下一步打算\n（一）抓好学习。进一步加强学习。\n",
        encoding="utf-8",
    )
    with open_ledger(place) as ledger:
        import_reports(ledger, [report], actor="张三", now=DAY)
    engine.dispose()
    query = "SELECT id, title, quote FROM item ORDER BY id"
    with engine.connect() as connection:
        before = connection.execute(text(query)).all()
        assert connection.execute(text("SELECT count(*) FROM item_passage")).scalar_one() == 2
    down(engine, "0002")
    with engine.connect() as connection:
        assert connection.execute(text(query)).all() == before
        assert "item_passage" not in inspect(connection).get_table_names()
    up(engine, "0003")
    with engine.connect() as connection:
        assert connection.execute(text(query)).all() == before
        assert connection.execute(text("SELECT theme, severity, missing FROM item")).all() == [(None, None, "")] * 3


def test_what_was_entered_by_hand_goes_down_as_what_is_not_taken_up(engine: Engine, place: str) -> None:
    with open_ledger(place) as ledger:
        store(ledger, plan("甲", 2022))
        with ledger.write() as session:
            session.execute(t.item.update().where(t.item.c.id == 1).values(status=Status.SPLIT))
            session.execute(t.item.update().where(t.item.c.id == 2).values(void=True, parent_id=1))
            session.execute(insert(t.evidence_file).values(sha256="ab", size=3, content=b"\x00\xff1"))
    down(engine, "0001")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT status, in_source FROM item ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [("rejected", True), ("rejected", False), ("proposed", True)]
    engine.dispose()
    with open_ledger(place) as ledger:
        assert list_items(ledger, ItemFilter()).total == 3
        with ledger.read() as session:
            assert broken_links(session) == []


def test_originals_and_pages_go_down_and_the_texts_stay(engine: Engine, place: str, tmp_path: Path) -> None:
    from tests.reading.word_files import numbered_docx
    from tracker.services.importing import import_reports

    file = tmp_path / "2022.docx"
    file.write_bytes(
        numbered_docx("青石镇党委2022年度报告\n一、存在问题\n（一）学习不够。学得少。\n（二）作风不实。走得少。")[0]
    )
    with open_ledger(place) as ledger:
        import_reports(ledger, [file], org="青石镇党委", actor="张三", now=DAY)
    down(engine, "0005")
    with engine.connect() as connection:
        assert not {"original", "document_layout"} & set(inspect(connection).get_table_names())
        text_before = connection.execute(text("SELECT text FROM document")).scalar_one()
    up(engine, "0006")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM document")).scalar_one() == text_before
        assert connection.execute(text("SELECT count(*) FROM original")).scalar_one() == 0
    with open_ledger(place) as ledger:
        detail = show_item(ledger, list_items(ledger, ItemFilter()).rows[0].number)
        assert (detail.quote.page, detail.quote.paragraph) == (None, None)


def test_what_reports_tell_of_items_goes_up_and_down(engine: Engine, place: str) -> None:
    with open_ledger(place) as ledger:
        store(ledger, plan("甲", 2021), plan("甲", 2022, ["另一件事"]), plan("甲", 2023))
        store(ledger, plan("甲", 2024, claimed=2))
        with ledger.write() as session:
            judged = {"item_id": 1, "year": 2022, "verdict": Verdict.SILENT, "at": DAY, "by": "张三"}
            session.execute(insert(t.judgement).values(**judged))
    with engine.connect() as connection:
        told = connection.execute(text("SELECT count(*) FROM follow_up")).scalar_one()
        neighbours = connection.execute(
            text("SELECT count(*) FROM comparison JOIN item ON item.document_id = comparison.older_document_id")
        ).scalar_one()
        assert told > neighbours
    down(engine, "0006")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM follow_up")).scalar_one() == neighbours
        assert connection.execute(text("SELECT count(*) FROM reconciliation")).scalar_one() == 1
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    engine.dispose()
    with open_ledger(place) as ledger:
        assert list_items(ledger, ItemFilter()).total == 11
        assert show_item(ledger, "01-2021-01").follow_ups[0].judgement is None
        store(ledger, plan("甲", 2024, claimed=3, path="甲/更正.txt"))
        assert show_item(ledger, "01-2021-01").follow_ups
