"""An archive of the invented samples, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lautwem.archive import Archive, open_archive
from lautwem.article import load
from lautwem.reading.pipeline import read

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The samples as an archive; tests that change it make their own."""
    path = tmp_path_factory.mktemp("archive") / "samples.db"
    with open_archive(str(path), create=True) as archive:
        for source in sorted(SAMPLES.glob("[0-9]*")):
            archive.add(read(load(str(source)), engine="rules"))
        yield archive
