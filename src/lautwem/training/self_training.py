"""Unlabelled news sentences, labelled by trained taggers, as further training material.

Self-training with an ensemble of teachers: what several networks agree on teaches one
small network the genders and endings of words that the treebanks do not have.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from lautwem.language.morphology import NOMINAL, PERSON, POS, VERBAL, VERBS
from lautwem.language.network import Network
from lautwem.language.sentences import split
from lautwem.language.tagger import answers
from lautwem.language.tokens import tokenise
from lautwem.language.wordforms import WordForms
from lautwem.training.treebank import UNKNOWN, Example, Label

_LENGTHS = range(4, 60)  # tokens of a sentence that is used


def news_sentences(data_dir: Path) -> Iterator[Example]:
    """Sentences without labels of the articles in ``news-text`` and ``quotes/train.jsonl``.

    A folder that is not there is left out.
    """
    texts = data_dir / "news-text" / "10kgnad-test.csv"
    if texts.is_file():
        with texts.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter=";", quotechar="'")):
                yield from _sentences(f"news:{number}", row[1])
    quotes = data_dir / "quotes" / "train.jsonl"
    if quotes.is_file():
        for number, line in enumerate(quotes.read_text(encoding="utf-8").splitlines()):
            for part, paragraph in enumerate(json.loads(line)["originalText"].split("\n")):
                yield from _sentences(f"quotes:{number}.{part}", paragraph)


def named_sentences(data_dir: Path, forms: WordForms) -> list[Example]:
    """GermEval 2014, where there is any: what is a proper name in it, and what only a noun.

    Persons and one-word places are names; words with a capital outside any name that
    the dictionary knows as nouns are nouns. Other tokens have no label; the text is
    the tokens with blanks between them.
    """
    path = data_dir / "ner" / "germeval2014.tsv"
    if not path.is_file():
        return []
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_named(f"names:{n}", block, forms) for n, block in enumerate(blocks) if "\t" in block]


def _named(id_: str, block: str, forms: WordForms) -> Example:
    rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
    words = [row[1] for row in rows]
    tags = [row[2] for row in rows] + ["O"]
    spans, labels, at = [], [], 0
    for number, word in enumerate(words):
        spans.append((at, at + len(word)))
        at += len(word) + 1
        place = tags[number] == "B-LOC" and tags[number + 1] != "I-LOC"
        pos = None
        if word[0].isupper() and (place or tags[number] in ("B-PER", "I-PER")):
            pos = "PROPN"
        elif number and word[0].isupper() and tags[number] == "O":
            pos = "NOUN" if forms.edit(forms.rule(word)).kind == "n" else None
        labels.append(Label(pos, UNKNOWN, UNKNOWN, UNKNOWN) if pos else None)
    return Example(id_, " ".join(words), tuple(spans), tuple(labels), (None,) * len(words))


def _sentences(id_: str, text: str) -> Iterator[Example]:
    spans = tokenise(text, 0, len(text))
    words = [text[begin:end] for begin, end in spans]
    first = 0
    for last in split(text, words, spans):
        if last - first in _LENGTHS:
            nothing = (None,) * (last - first)
            yield Example(f"{id_}:{first}", text, tuple(spans[first:last]), nothing, nothing)
        first = last


def label(examples: Sequence[Example], teachers: Sequence[Network]) -> list[Example]:
    """The same sentences; what has no label gets the one that the teachers' scores give."""
    words = [word for example in examples for word in example.words]
    ends = np.cumsum([len(example.spans) for example in examples]).tolist()
    scores = sum(teacher.scores(words, ends) for teacher in teachers)
    labels = [_label(*found) for found in zip(*(a.tolist() for a in answers(scores)), strict=True)]
    return [
        Example(
            e.id,
            e.text,
            e.spans,
            tuple(
                _consistent(known, found)
                for known, found in zip(e.labels, labels[end - len(e.spans) : end], strict=True)
            ),
            e.lemmas,
        )
        for e, end in zip(examples, ends, strict=True)
    ]


def _consistent(known: Label | None, found: Label) -> Label:
    """What is known of a word wins over what the teachers found."""
    return found if known is None or known.pos == found.pos else known


def _label(tag: int, nominal: int, verbal: int, person: int) -> Label:
    pos = POS[tag]
    if pos in VERBS:
        form, mood, tense, number, who = VERBAL[verbal]
        return Label(pos, None, number, None, who, mood, tense, form)
    return Label(pos, *NOMINAL[nominal], person=PERSON[person])
