"""Training the quotation network: ``lautwem train quotes DATA OUT [--encoder FOLDER]``.

Five networks are fitted, each without one fifth of the articles; on that fifth each is
scored, and from these scores the thresholds and the calibration of the confidence are
taken (articles that a network has learned by heart would flatter it). The network that is
shipped is fitted on all articles.
"""

import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from lautwem.evaluation.annotations import load_quotations
from lautwem.evaluation.quotations import bootstrap, score, table
from lautwem.language.tokens import tokenise
from lautwem.reading.encoder import Encoder, load
from lautwem.reading.quotes.learned.network import ENCODED, VERSION, Settings, build
from lautwem.training import quotes_gold, texts
from lautwem.training.quotes_data import Analysed, Lesson, analysed, lesson
from lautwem.training.quotes_export import export
from lautwem.training.quotes_fit import fit
from lautwem.training.quotes_tune import (
    Judged,
    Thresholds,
    calibration,
    predictions,
    reliability,
    tune,
)
from lautwem.training.word_vectors import WordVectors, word_vectors

EPOCHS = 12
FOLDS = 5
FLOOR = 0.12
MEASURES = ("joint", "quote", "roles", "speaker", "cue", "frame", "addressee")
SHUFFLE = 7
"""Seed of the division into folds; the same for every training, so that scores compare."""


def train(
    data_dir: Path,
    out_dir: Path,
    seed: int = 1,
    encoder_dir: Path | None = None,
    gold_dir: Path | None = None,
) -> Path:
    """Train on ``data_dir``, write weights and ``quotes-scores.json`` to ``out_dir``.

    With ``encoder_dir``, the folder of a trained encoder, the network sees its states too and the
    files are those of the engine ``thorough``. With ``gold_dir`` (``tests/gold``) it learns from
    the statements annotated there too (the part ``learn``). Returns the folder. Raises ``BadData``
    where data is missing, ``MissingModel`` where the encoder is. Takes an hour on one busy core.
    """
    encoder = load(encoder_dir) if encoder_dir else None
    documents, lessons, vectors = prepare(data_dir, encoder)
    more = prepare_gold(gold_dir, data_dir, vectors, encoder) if gold_dir else []
    judged: list[list[Judged]] = []
    for fold, (rest, back) in enumerate(folds(len(lessons))):
        learned = [lessons[at] for at in rest] + more
        contents = fitted(learned, vectors, seed + fold, provisional())
        judged.append(judge(contents, [documents[at] for at in back], [lessons[at] for at in back]))
    settings, scores = settle(judged)
    kind = ENCODED if encoder_dir else ""
    write(out_dir, fitted(lessons + more, vectors, seed, settings), scores, kind)
    return out_dir


def prepare(
    data_dir: Path, encoder: Encoder | None = None
) -> tuple[list[Analysed], list[Lesson], WordVectors]:
    """The annotated articles, what is to be learned of them, and word vectors."""
    vectors = word_vectors(_words(data_dir))
    vocabulary = {word: at for at, word in enumerate(vectors.words, 1)}
    documents = [
        analysed(gold, encoder) for gold in load_quotations(data_dir / "quotes" / "train.jsonl")
    ]
    return documents, [lesson(document, vocabulary) for document in documents], vectors


def prepare_gold(
    gold_dir: Path, data_dir: Path, vectors: WordVectors, encoder: Encoder | None = None
) -> list[Lesson]:
    """What is to be learned of the statements in the gold."""
    vocabulary = {word: at for at, word in enumerate(vectors.words, 1)}
    documents = quotes_gold.documents(gold_dir, data_dir)
    return [lesson(analysed(one, encoder), vocabulary, whole=False) for one in documents]


def _words(data_dir: Path):
    for text in texts.articles(data_dir):
        yield [text[begin:end] for begin, end in tokenise(text, 0, len(text))]
    yield from texts.sentences(data_dir)


def folds(size: int) -> list[tuple[list[int], list[int]]]:
    """For each fold the numbers of the articles to learn from and of those kept back."""
    order = list(range(size))
    random.Random(SHUFFLE).shuffle(order)
    return [
        ([at for other in range(FOLDS) if other != fold for at in order[other::FOLDS]],
         order[fold::FOLDS])
        for fold in range(FOLDS)
    ]  # fmt: skip


def provisional() -> Settings:
    """Settings to look at everything that may be a quotation."""
    limits = Thresholds()
    flat = (((0.0, 0.0), (1.0, 1.0)),) * len(limits.types)
    return Settings(VERSION, FLOOR, limits.types, limits.parts, flat)


def fitted(
    lessons: Sequence[Lesson], vectors: WordVectors, seed: int, settings: Settings
) -> Mapping[str, bytes]:
    """The files of a network fitted on ``lessons``."""
    nets = fit(lessons, vectors.vectors, seed, EPOCHS, _log)
    return export(nets, vectors.words, settings)


def judge(
    contents: Mapping[str, bytes], documents: Sequence[Analysed], lessons: Sequence[Lesson]
) -> list[Judged]:
    """What the network at work proposes in documents that it has not seen."""
    network = build(contents)
    return [
        Judged(d.gold, d.analysis, known.seen, tuple(network.candidates(known.seen)))
        for d, known in zip(documents, lessons, strict=True)
    ]


def settle(parts: Sequence[Sequence[Judged]]) -> tuple[Settings, dict]:
    """Settings, and the cross-validated scores they come with; ``parts`` are the folds.

    The ten thresholds are chosen on the articles they are scored on; confidence is scored on
    each fold with the calibration of the others.
    """
    judged = [document for part in parts for document in part]
    limits = tune(judged)
    gold, found = [d.gold for d in judged], predictions(judged, limits)
    _log(table(score(gold, found)))
    intervals = {name: bootstrap(gold, found, name) for name in MEASURES}
    trust = reliability(parts, limits)
    scores = {
        "articles": len(judged),
        "f1": {name: [i.value, i.low, i.high] for name, i in intervals.items()},
        "typed_overlap": {k: s.typed_overlap for k, s in score(gold, found).by_type},
        "calibration_error": trust.error,
        "reliability": trust.bins,
    }
    _log(json.dumps(scores))
    points = calibration(judged, limits)
    return Settings(VERSION, FLOOR, limits.types, limits.parts, points), scores


def write(out_dir: Path, contents: Mapping[str, bytes], scores: Mapping, kind: str = "") -> None:
    """Write the files of a network, their names after ``kind``, and how it was measured."""
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (out_dir / (kind + name)).write_bytes(data)
    text = json.dumps({"cross_validation": scores}, indent=1)
    (out_dir / f"{kind}quotes-scores.json").write_text(text + "\n", encoding="utf-8")


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
