"""A digest is kept and taken up again without loss, and gives the pieces a reading gives."""

import affairs
import pytest

from lautwem.archive.linking.digest import Packed, digest, pack, unpack
from lautwem.archive.linking.found import Source
from lautwem.archive.linking.items import items, of_reading
from lautwem.errors import BadData


@pytest.mark.parametrize("name", affairs.NAMES)
def test_a_digest_comes_back_whole(name: str) -> None:
    for reading in affairs.readings(name).values():
        packed = pack(digest(reading))
        assert unpack(packed) == digest(reading)
        assert items(reading.article, unpack(packed)) == of_reading(reading)
        assert len(packed.pieces) + len(packed.stems) < 4000  # an article of the archive has 13 kB


def test_pieces_near_some_stems_are_those_of_all_that_hold_one() -> None:
    for reading in affairs.readings("klinik").values():
        source = Source.of(reading)
        near = frozenset({"krebsmittel", "wessling"})
        kept = source.prepared(near).pieces
        rest = [piece for piece in source.prepared().pieces if piece not in kept]
        assert all(piece.statement is None for piece in rest)
        assert all(near.isdisjoint(piece.content.stems) for piece in rest)


def test_a_damaged_digest_is_named() -> None:
    with pytest.raises(BadData, match="damaged"):
        unpack(Packed("", b"nothing"))
