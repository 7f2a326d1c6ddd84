"""What every test has: a home of its own, no clock to race against, and the way to material outside the project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is slow now and then; how long an example took says nothing about its answer.
settings.register_profile(
    "tracker",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("tracker")


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may touch the ledger of whoever runs it. The cache of words is shared: it holds nothing of anybody's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TRACKER_DB", raising=False)
        data = str(tmp_path_factory.mktemp("data"))
        patch.setenv("XDG_DATA_HOME", data)
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
