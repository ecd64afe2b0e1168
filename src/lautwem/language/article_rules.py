"""Words that look alike in German, told apart by what follows: articles and pronouns, ages
as adjectives and as nouns."""

from collections.abc import Sequence

import numpy as np

from lautwem.language.morphology import POS

_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
_INFLECTED = ("e", "en", "er", "es", "em")
_DET, _PRON, _ADJ, _NOUN = (POS.index(pos) for pos in ("DET", "PRON", "ADJ", "NOUN"))
_NOMINAL = frozenset({_ADJ, _NOUN, POS.index("PROPN")})
_MODIFIERS = frozenset({_ADJ, POS.index("ADV")})
_LONGEST = 3  # modifiers between article and noun


def settle_articles(words: Sequence[str], tags: np.ndarray) -> None:
    """Retag, in place, pronouns that stand before "(angeblich) echten Bilder" as articles.

    After a comma they are left: there a relative pronoun is as likely.
    """
    for at in np.flatnonzero(tags == _PRON).tolist():
        if (
            words[at] in _ARTICLES
            and at
            and words[at - 1] != ","
            and _noun_follows(words, tags, at)
        ):
            tags[at] = _DET


def settle_ages(words: Sequence[str], tags: np.ndarray) -> None:
    """Retag, in place, "64-jährige" before an adjective or a noun as an adjective.

    As a noun ("die 64-Jährige") it has a capital.
    """
    for at in np.flatnonzero(tags == _NOUN).tolist():
        if "jährig" in words[at] and at + 1 < len(words) and tags[at + 1] in _NOMINAL:
            tags[at] = _ADJ


def _noun_follows(words: Sequence[str], tags: np.ndarray, at: int) -> bool:
    last = min(at + 1 + _LONGEST, len(words) - 1)
    place = at + 1
    while place < last and tags[place] in _MODIFIERS:
        place += 1
    if place >= len(words) or tags[place] != _NOUN or place == at + 1:
        return False
    before = place - 1
    return bool(tags[before] == _ADJ) and words[before].endswith(_INFLECTED)
