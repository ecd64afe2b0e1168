"""Every archive test runs on SQLite and on a real PostgreSQL, started once for the session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import server

from lautwem.archive import Archive, open_archive


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Server]:
    """A PostgreSQL of our own on a loopback port; skips where it cannot be had."""
    with server.started() as found:
        if isinstance(found, str):
            pytest.skip(found)
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive that is not there yet, in each kind of database."""
    if request.param == "sqlite":
        yield str(tmp_path / "archive.db")
    else:
        with request.getfixturevalue("postgres").database() as made:
            yield made


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    """An empty archive in each kind of database."""
    with open_archive(address, create=True) as opened:
        yield opened
