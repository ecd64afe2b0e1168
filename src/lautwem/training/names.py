"""Trains the name tagger on GermEval 2014 and what unlabelled news teach of words.

Two rounds: the tagger of the first round reads the unlabelled articles; how often it
takes a word for a person, a place or a body is an attribute in the second round
(self-training on word level, after Collins & Singer 1999).
"""

import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from lautwem.errors import BadData
from lautwem.language import analyse
from lautwem.model import Analysis, Frozen
from lautwem.reading.names.attributes import (
    EDGE,
    OFFSETS,
    attributes,
    combinations,
    gazetteer,
    word_class,
)
from lautwem.reading.names.tagger import FORMAT, read_tagger
from lautwem.training import texts

HELD_BACK = 15
"""Per cent of the sentences kept back for the score, chosen by a hash of their words."""

Corpus = Mapping[str, tuple[str, ...]]
_DETERMINERS = frozenset(
    {
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"),
        *("eines", "im", "zum", "zur", "am", "vom", "beim", "kein", "keine", "diese", "dieser"),
        *("dieses", "sein", "seine", "seiner", "seinen", "seinem", "ihr", "ihre", "ihrer"),
        *("ihren", "ihrem"),
    }
)
_NEAR = {-2, 2}
_NEAR_KEYS = ("l=", "s=", "t=", "gF", "gL", "gP")


class Example(Frozen):
    """One sentence of the treebank of names: its analysis and a label a token."""

    analysis: Analysis
    labels: tuple[str, ...]


def train(data_dir: Path, out_dir: Path, seed: int = 0) -> Mapping[str, float]:
    """Writes ``names.npz``; returns strict-span F1 (per cent) a class on the part kept back.

    The optimiser (L-BFGS) draws nothing at random; ``seed`` is there so that all
    trainings are called alike. Raises ``BadData`` where the data is not as expected.
    """
    del seed
    examples = germeval(data_dir / "ner" / "germeval2014.tsv")
    seen = [e for e in examples if not is_held_back(e.analysis.text)]
    unlabelled = [analyse(text, ((0, len(text)),)) for text in _texts(data_dir)]
    corpus = word_habits(unlabelled)
    first = read_tagger(_fit(seen, corpus, out_dir))
    harvest = {
        word: (*corpus.get(word, ()), *known) for word, known in _readings(first, unlabelled)
    }
    data = _fit(seen, {**corpus, **harvest}, out_dir)
    (out_dir / "names.npz").write_bytes(data)
    return score(data, [e for e in examples if is_held_back(e.analysis.text)])


def score(data: bytes, examples: Sequence[Example]) -> Mapping[str, float]:
    """Strict-span F1 in per cent of the tagger in ``data``, a class and ``all``."""
    tagger = read_tagger(data)
    return agreement([tagger.tag(e.analysis) for e in examples], [e.labels for e in examples])


def agreement(
    tagged: Sequence[Sequence[str]], known: Sequence[Sequence[str]]
) -> Mapping[str, float]:
    """Strict-span F1 in per cent of the labels of sentences, a class and ``all``."""
    right, found, gold = Counter(), Counter(), Counter()
    for pair in zip(tagged, known, strict=True):
        predicted, expected = (set(spans(labels)) for labels in pair)
        for counter, chunk in ((found, predicted), (gold, expected), (right, predicted & expected)):
            counter.update(kind for _, _, kind in chunk)
    for counter in (right, found, gold):
        counter["all"] = counter.total()
    return {k: 200 * right[k] / max(found[k] + gold[k], 1) for k in sorted(gold)}


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """``(first, last, class)`` of the names in labels of the scheme B, I, E, S, O."""
    begin = 0
    for at, label in enumerate(labels):
        if label[0] in "BS":
            begin = at
        if label[0] in "ES":
            yield begin, at + 1, label[2:]


def is_held_back(text: str) -> bool:
    """Whether a sentence belongs to the part that is only measured on."""
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < HELD_BACK


def germeval(path: Path) -> list[Example]:
    """Sentences of a GermEval 2014 file, outer layer; ``deriv`` and ``part`` are no names."""
    if not path.is_file():
        raise BadData(f"{path} is missing.", "Give the folder that holds ner/germeval2014.tsv.")
    out: list[Example] = []
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            _, word, outer, *_ = line.split("\t")
            words.append((word, "O" if outer.endswith(("deriv", "part")) else outer))
        elif words:
            out.append(_example(words))
            words = []
    return out


def _example(words: Sequence[tuple[str, str]]) -> Example:
    text, begins = "", {}
    names: list[list] = []
    for word, label in words:
        begin = len(text)
        begins[begin] = label
        text += word + " "
        if label[0] == "B":
            names.append([begin, begin + len(word), label[2:]])
        elif label[0] == "I" and names:
            names[-1][1] = begin + len(word)
    analysis = analyse(text.rstrip(), ((0, len(text) - 1),))
    labels = ["O"] * len(analysis.tokens)
    for begin, end, kind in names:
        inside = [i for i, t in enumerate(analysis.tokens) if begin < t.end and t.begin < end]
        for at in inside:
            labels[at] = "I-" + kind
        labels[inside[-1]] = "E-" + kind
        labels[inside[0]] = ("S-" if len(inside) == 1 else "B-") + kind
    return Example(analysis, tuple(labels))


def _texts(data_dir: Path) -> Iterator[str]:
    for text in texts.articles(data_dir):
        yield from text.split("\n\n")


def word_habits(unlabelled: Iterable[Analysis]) -> dict[str, tuple[str, ...]]:
    """How capitalised words behave: also written small, how often after a determiner."""
    small: set[str] = set()
    seen, determined = Counter(), Counter()
    for analysis in unlabelled:
        for sentence in analysis.sentences:
            before = ""
            for token in analysis.tokens[sentence.first : sentence.last]:
                word = token.text
                if word.islower():
                    small.add(word)
                elif before and word[0].isupper():
                    seen[word] += 1
                    determined[word] += before in _DETERMINERS
                before = word
    out = {}
    for word, count in sorted(seen.items()):
        habit = "dr=?" if count < 2 else f"dr={4 * determined[word] // count}{'+' * (count > 10)}"
        out[word] = ("small" if word.lower() in small else "capital", habit)
    return out


def _readings(tagger, unlabelled: Sequence[Analysis]) -> Iterator[tuple[str, tuple[str, ...]]]:
    counts: dict[str, Counter] = defaultdict(Counter)
    for analysis in unlabelled:
        for token, label in zip(analysis.tokens, tagger.tag(analysis), strict=True):
            if token.text[0].isupper():
                counts[token.text][label] += 1
    for word, labels in sorted(counts.items()):
        total = labels.total()
        kinds = Counter()
        for label, count in labels.items():
            kinds[label[2:] or "O"] += count
        known = [f"h{kind}{4 * count // total}" for kind, count in sorted(kinds.items())]
        if total > 4:
            known.append("hh" + max(sorted(kinds), key=kinds.__getitem__))
        if edges := labels["B-PER"] + labels["E-PER"]:
            known.append(f"hb{2 * labels['B-PER'] // edges}")
        yield word, tuple(known)


def sentence_attributes(analysis: Analysis, corpus: Corpus) -> list[list[str]]:
    """All attributes of every token of a one-sentence analysis, as the tagger adds them up."""
    names = gazetteer()
    forms = [(token.text, token.pos) for token in analysis.tokens]
    own = [attributes(word, pos, names, corpus) for word, pos in forms]
    classes = [EDGE, EDGE, *(word_class(w, p, names) for w, p in forms), EDGE, EDGE]
    out = []
    for at in range(len(forms)):
        found = list(combinations(tuple(classes[at : at + 5])))
        for offset in OFFSETS:
            there = own[at + offset] if 0 <= at + offset < len(own) else [EDGE]
            if offset in _NEAR:
                there = [key for key in there if key == EDGE or key.startswith(_NEAR_KEYS)]
            found += [f"{offset}:{key}" for key in there]
        out.append(found)
    return out


def _fit(examples: Sequence[Example], corpus: Corpus, out_dir: Path) -> bytes:
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        begins = {s.first for s in example.analysis.sentences} - {0}
        if not begins:
            trainer.append(sentence_attributes(example.analysis, corpus), list(example.labels))
            continue
        rows = sentence_attributes(example.analysis, corpus)
        for s in example.analysis.sentences:
            trainer.append(rows[s.first : s.last], list(example.labels[s.first : s.last]))
    # c1 and c2 were chosen by strict F1 on the part kept back, out of 0..0.1 and 0.02..0.5.
    trainer.set_params(
        {"c1": 0.1, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}
    )
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / "names.crfsuite"
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    path.unlink()
    return _pack(info.state_features, info.transitions, corpus)


def _pack(weights: Mapping, transitions: Mapping, corpus: Corpus) -> bytes:
    labels = sorted({label for _, label in weights})
    keys: dict[str, int] = {}
    at_row, at_column, value = [], [], []
    for (name, label), weight in sorted(weights.items()):
        offset, _, key = name.partition(":")
        if offset.lstrip("-").isdigit():
            place = OFFSETS.index(int(offset))
        else:
            key, place = name, OFFSETS.index(0)
        at_row.append(keys.setdefault(key, len(keys)))
        at_column.append(place * len(labels) + labels.index(label))
        value.append(weight)
    matrix = np.array([[transitions.get((a, b), 0.0) for b in labels] for a in labels])
    lines = (" ".join((word, *known)) for word, known in sorted(corpus.items()))
    stored = io.BytesIO()
    np.savez_compressed(
        stored,
        format=FORMAT,
        attributes=_bytes(keys),
        labels=_bytes(labels),
        corpus=_bytes(lines),
        at_row=np.array(at_row, dtype=np.int32),
        at_column=np.array(at_column, dtype=np.uint8),
        value=np.array(value, dtype=np.float16),
        transitions=matrix.astype(np.float32),
    )
    return stored.getvalue()


def _bytes(lines: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)
