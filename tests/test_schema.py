"""The JSON of a reading comes back as the reading it was."""

from pathlib import Path

import pytest

import lautwem
from lautwem import schema
from lautwem.article import load
from lautwem.errors import BadData

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("[0-9]*"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_reading_comes_back_from_its_json(path: Path) -> None:
    data = schema.encode(lautwem.read(load(str(path)), engine="rules"))
    assert schema.encode(schema.decode(data)) == data


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b"\xff", b'{"schema": "lautwem.reading/9"}', b"nonsense"]
)
def test_what_is_no_reading_is_refused(data: bytes) -> None:
    with pytest.raises(BadData):
        schema.decode(data)
