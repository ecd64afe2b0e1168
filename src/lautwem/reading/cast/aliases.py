"""Names that the text itself says are one person: "X alias Y", "Y, bürgerlich X"."""

from functools import cache
from itertools import pairwise

from lautwem.language.lexicon import load
from lautwem.reading.cast.scene import Scene

_BETWEEN = 7  # words between two names at most


@cache
def _linking() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    words = [tuple(phrase.split()) for phrase in load("titles")["linking"]]
    return frozenset(w[0] for w in words if len(w) == 1), frozenset(w for w in words if len(w) > 1)


def alias_links(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of neighbouring names of people with words such as "alias" between them."""
    single, several = _linking()
    out = []
    people = [i for i, name in enumerate(scene.names) if name.kind == "person"]
    for left, right in pairwise(people):
        first, last = scene.name_tokens[left][1], scene.name_tokens[right][0]
        if not 0 < last - first <= _BETWEEN:
            continue
        words = tuple(token.text.lower() for token in scene.tokens[first:last])
        pairs = set(pairwise(words))
        if single & set(words) or several & pairs:
            out.append((left, right))
    return out
