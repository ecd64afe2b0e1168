"""Makes ``tagger.npz``: dictionary of word forms, lemma exceptions and network.

Needs the extra ``train`` (PyTorch) and the UD treebanks; takes a few minutes on one
core. The result is the same for the same data, seed and version of PyTorch.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from lautwem.language.morphology import QUESTIONS
from lautwem.language.network import REACHES, Network
from lautwem.language.tagger import network
from lautwem.language.wordforms import Edit, WordForms, edit_between
from lautwem.training.self_training import label, named_sentences, news_sentences
from lautwem.training.tagger_network import fit
from lautwem.training.treebank import Example, is_held_back, read

_TEACHERS = 2
_TEACHER_EPOCHS = 9
_EPOCHS = 4  # over treebanks and news together
_GOLD_WEIGHT = 3  # times that a treebank sentence is seen an epoch
_EDITS = 4000  # edits kept; the rest cover 0.4 % of the forms


def train(data_dir: Path, out_dir: Path, seed: int = 1) -> Path:
    """Train on ``data_dir / "treebank"`` and write ``out_dir / "tagger.npz"``.

    Sentences that are held back are not used. News text beside the treebanks, where
    there is any, is labelled by an ensemble and learned from too. Raises ``BadData``
    for a missing treebank, ``ImportError`` without PyTorch.
    """
    examples = [e for e in read(data_dir / "treebank") if not is_held_back(e)]
    keys, rules, edits = word_forms()
    forms = WordForms(keys, rules, edits)
    names = named_sentences(data_dir, forms)
    teachers = [_teacher([*examples, *names], forms, seed + number) for number in range(_TEACHERS)]
    news = label([*names, *news_sentences(data_dir)], teachers)
    weights = fit([*examples * _GOLD_WEIGHT, *news], forms, seed, _EPOCHS)
    meta = {
        "edits": edits,
        "lemmas": _lemma_exceptions(examples),
        "questions": QUESTIONS,
        "reaches": REACHES,
    }
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / "tagger.npz"
    np.savez_compressed(
        path,
        meta=np.frombuffer(msgspec.json.encode(meta), np.uint8),
        keys=np.diff(keys, prepend=np.uint32(0)),
        rules=rules,
        **_quantised(weights.pop("table")),
        **{name: array.astype(np.float16) for name, array in weights.items()},
    )
    return path


def _teacher(examples: Sequence[Example], forms: WordForms, seed: int) -> Network:
    weights = fit(examples, forms, seed, _TEACHER_EPOCHS)
    return network({**weights, **_quantised(weights["table"])}, forms)


def _quantised(table: np.ndarray) -> dict[str, np.ndarray]:
    """The embedding table as whole numbers of 8 bits with a scale a row."""
    scales = np.maximum(np.abs(table).max(1), 1e-8).astype(np.float32) / 127
    return {
        "table": np.rint(table / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
    }


def word_forms() -> tuple[np.ndarray, np.ndarray, tuple[Edit, ...]]:
    """Checksums, rule numbers and edits of all German forms that simplemma knows."""
    from zlib import crc32

    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    pairs = [
        (form, edit_between(form, lemma))
        for form, lemma in DefaultDictionaryFactory().get_dictionary("de").items()
        if form[:1].isalpha() and " " not in form
    ]
    counts = Counter(edit for _, edit in pairs)
    edits = sorted(counts, key=lambda e: (-counts[e], msgspec.json.encode(e)))[:_EDITS]
    numbers = {edit: number for number, edit in enumerate(edits, 1)}
    table = {crc32(form.encode()): numbers[edit] for form, edit in pairs if edit in numbers}
    keys = np.array(sorted(table), np.uint32)
    rules = np.array([table[int(key)] for key in keys], np.uint16)
    return keys, rules, (Edit("o", 0, ""), *edits)


def _lemma_exceptions(examples: Sequence[Example]) -> dict[str, dict[str, str]]:
    """Lemmas of the words of closed classes, by part of speech and form in lower case."""
    closed = {"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "ADV"}
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        weight = 1 if example.id.startswith("lit:") else 3  # newspaper usage over older fiction
        for word, given, lemma in zip(example.words, example.labels, example.lemmas, strict=True):
            if lemma and given and given.pos in closed:
                seen[given.pos, word.lower()][lemma] += weight
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for (pos, form), lemmas in sorted(seen.items()):
        lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        if count >= 3:
            out[pos][form] = lemma
    return dict(out)
