"""Archives of the invented samples; every sample is read once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lautwem import model as m
from lautwem.archive import Archive, open_archive
from lautwem.article import load
from lautwem.reading.pipeline import read

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def readings() -> tuple[m.Reading, ...]:
    """The samples, read."""
    sources = [*sorted(SAMPLES.glob("[0-9]*")), *sorted(SAMPLES.glob("affairs/klinik/*.txt"))]
    return tuple(read(load(str(source)), engine="rules") for source in sources)


@pytest.fixture(scope="session")
def filled(
    readings: tuple[m.Reading, ...], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Iterator[Archive]]:
    """Opens a new archive of the samples, for a test that changes it."""

    @contextmanager
    def fill() -> Iterator[Archive]:
        path = tmp_path_factory.mktemp("archive") / "samples.db"
        with open_archive(str(path), create=True) as archive:
            for reading in readings:
                archive.add(reading)
            yield archive

    return fill


@pytest.fixture(scope="session")
def samples(filled: Callable[[], Iterator[Archive]]) -> Iterator[Archive]:
    """An archive of the samples that no test changes."""
    with filled() as archive:
        yield archive
