"""Sentences with labels for the encoder to learn from: names of GermEval, grammar of treebanks."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from lautwem.model import Frozen
from lautwem.reading.encoder.pieces import Pieces
from lautwem.reading.encoder.windows import windows
from lautwem.training import names

GRAMMAR = 4
"""Kinds of grammatical labels: part of speech, relation, case, form of the verb with number."""
NONE = -100
"""The label of what has none, as PyTorch counts it."""
_LONGEST = 300  # pieces; the position table of the encoder ends at 512
_HELD_BACK = 6  # as in ``treebank``, whose tagger is measured on them


class Lesson(Frozen):
    """One sentence: ``pieces``, the token of each, and ``labels`` [kinds][tokens].

    ``kind`` is 0 for names (one kind of label), 1 for grammar (four).
    """

    kind: int
    pieces: tuple[int, ...]
    tokens: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]


def name_lessons(
    examples: Iterable[names.Example], cut: Pieces, labels: Sequence[str]
) -> list[Lesson]:
    """One lesson a sentence of GermEval."""
    numbers = {label: at for at, label in enumerate(labels)}
    out = []
    for example in examples:
        pieces: list[int] = []
        tokens: list[int] = []
        for window in windows(example.analysis, cut):
            bounds = [*window.starts, len(window.pieces)]
            for at in range(window.last - window.first):
                tokens += [window.first + at] * (bounds[at + 1] - bounds[at])
            pieces += window.pieces
        known = tuple(numbers[label] for label in example.labels)
        out.append(Lesson(0, tuple(pieces[:_LONGEST]), tuple(tokens[:_LONGEST]), (known,)))
    return out


Word = tuple[str, bool, tuple[str, str, str, str] | None]
"""A word as written, whether a space is before it, and its grammar (None for "zum")."""


def sentences(folder: Path) -> Iterator[list[Word]]:
    """The sentences of the treebanks but those that are held back, as they are written."""
    for path in sorted(folder.glob("*.conllu")):
        kept = "lit" in path.name.lower()
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = block.splitlines()
            name = next((x[12:] for x in lines if x.startswith("# sent_id = ")), "")
            if name and (kept or crc32(name.encode()) % _HELD_BACK):
                yield _words([x.split("\t") for x in lines if not x.startswith("#")])


def _words(rows: Iterable[list[str]]) -> list[Word]:
    words: list[Word] = []
    inside: frozenset[int] = frozenset()
    space = True
    for number, form, _, pos, _, features, _, relation, _, rest in rows:
        first, _, last = number.partition("-")
        if "." in number or (not last and int(first) in inside):
            continue
        if last:  # two words written as one: "zum"
            inside = frozenset(range(int(first), int(last) + 1))
        known = dict(pair.split("=") for pair in features.split("|") if "=" in pair)
        verb = "".join(known.get(key, "-") for key in ("Mood", "VerbForm", "Number"))
        grammar = (pos, relation.partition(":")[0], known.get("Case", "-"), verb)
        words.append((form, space, None if last else grammar))
        space = "SpaceAfter=No" not in rest
    return words


def grammar_labels(read: Iterable[Sequence[Word]]) -> tuple[tuple[str, ...], ...]:
    """All values of each kind of label."""
    found = [grammar for words in read for _, _, grammar in words if grammar]
    return tuple(tuple(sorted({one[kind] for one in found})) for kind in range(GRAMMAR))


def grammar_lessons(
    read: Iterable[Sequence[Word]], cut: Pieces, labels: Sequence[Sequence[str]]
) -> list[Lesson]:
    """One lesson a sentence of the treebanks."""
    numbers = [{label: at for at, label in enumerate(kind)} for kind in labels]
    out = []
    for words in read:
        pieces: list[int] = []
        tokens: list[int] = []
        for at, (form, space, _) in enumerate(words):
            own = cut.of(form, after_space=space)
            pieces += own
            tokens += [at] * len(own)
        known = tuple(
            tuple(NONE if one is None else numbers[kind][one[kind]] for _, _, one in words)
            for kind in range(GRAMMAR)
        )
        out.append(Lesson(1, tuple(pieces[:_LONGEST]), tuple(tokens[:_LONGEST]), known))
    return out
