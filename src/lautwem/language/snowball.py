"""The German stemmer of Snowball, one for every thread: it keeps the word it works on."""

import threading
from typing import Any

_mine = threading.local()


def snowball(word: str) -> str:
    """The stem of a word in small letters: "häuser" → "haus"."""
    try:
        return _mine.stem(word)
    except AttributeError:
        _mine.stem = _stemmer().stemWord
        return _mine.stem(word)


def _stemmer() -> Any:
    import snowballstemmer  # late: only who looks for words needs it

    made = snowballstemmer.stemmer("german")
    made.maxCacheSize = 0  # its own cache takes longer than stemming; who asks keeps the answers
    return made
