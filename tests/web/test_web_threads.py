"""Pages are made side by side: what they share must not mix up."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from lautwem.archive.words import term
from lautwem.language.stems import stem

WORDS = [
    f"{first}{second}{end}"
    for first in ("Klinik", "Hafen", "Land", "Staats", "Wahl", "Bürger")
    for second in ("anwalt", "sprecher", "ärzte", "meister", "kammer", "verhandlung")
    for end in ("schaft", "en", "innen", "ungen", "keit", "es", "lichen")
]


@pytest.fixture
def jumpy() -> Iterator[None]:
    """Threads that change as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("function", [term, stem])
@pytest.mark.usefixtures("jumpy")
def test_threads_stem_as_one_does(function: Callable[[str], str]) -> None:
    bare = function.__wrapped__  # without what is kept
    alone = [bare(word) for word in WORDS]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda _: [bare(word) for word in WORDS], range(16)))
    assert all(one == alone for one in together)
