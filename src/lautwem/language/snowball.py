"""The German stemmer of Snowball, one for every thread: it keeps the word it works on."""

import threading
from typing import Any

_mine = threading.local()


def snowball(word: str) -> str:
    """The stem of a word in small letters: "häuser" → "haus"."""
    return _stemmer().stemWord(word)


def _stemmer() -> Any:
    if not hasattr(_mine, "stemmer"):
        import snowballstemmer  # late: only who looks for words needs it

        _mine.stemmer = snowballstemmer.stemmer("german")
    return _mine.stemmer
