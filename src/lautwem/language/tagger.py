"""Part of speech, morphology and lemma of every word: the trained tagger at work."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from lautwem.errors import MissingModel
from lautwem.language.lemmas import Lemmatiser
from lautwem.language.morphology import HEADS, POS, morph
from lautwem.language.network import REACHES, Network, WordVectors
from lautwem.language.wordforms import Edit, WordForms
from lautwem.model import Morph, Sentence, Span, Token

_KEPT_READINGS = 30_000  # (word, tags) pairs whose lemma and features are kept


class Tagger:
    """Tags sentences. Keeps what it computed for words it has seen, within a bound."""

    def __init__(self, network: Network, lemmatiser: Lemmatiser) -> None:
        self._network = network
        self._lemmatiser = lemmatiser
        self._kept: dict[tuple[str, int], tuple[str, str, Morph]] = {}

    def tag(
        self, words: Sequence[str], spans: Sequence[Span], sentences: Sequence[Sentence]
    ) -> list[Token]:
        """Tokens for ``words`` at ``spans``; the sentences tile them."""
        if not words:
            return []
        scores = self._network.scores(words, [sentence.last for sentence in sentences])
        codes = _codes(scores).tolist()
        kept = self._kept
        if len(kept) > _KEPT_READINGS:
            kept.clear()
        out = []
        for word, (begin, end), code in zip(words, spans, codes, strict=True):
            reading = kept.get((word, code))
            if reading is None:
                reading = kept[word, code] = self._reading(word, code)
            pos, lemma, features = reading
            out.append(Token(word, begin, end, pos, lemma, features))
        return out

    def _reading(self, word: str, code: int) -> tuple[str, str, Morph]:
        values = []
        for _, choices in reversed(HEADS):
            code, value = divmod(code, len(choices))
            values.append(value)
        pos = POS[values.pop()]
        if not any(c.isalnum() for c in word[:50]):
            pos = pos if pos in ("SYM", "X") else "PUNCT"
        features = morph(pos, tuple(reversed(values)))
        return pos, self._lemmatiser.lemma(word, pos, features.case == "gen"), features


def _codes(scores: np.ndarray) -> np.ndarray:
    """The best value of every head, packed into one number a word."""
    code = np.zeros(len(scores), np.int64)
    at = 0
    for _, choices in HEADS:
        code = code * len(choices) + scores[:, at : at + len(choices)].argmax(1)
        at += len(choices)
    return code


@cache
def tagger() -> Tagger:
    """The packaged tagger. Raises ``MissingModel`` where it is not there or does not fit."""
    path = files("lautwem").joinpath("models/de/tagger.npz")
    try:
        with path.open("rb") as file, np.load(file) as data:
            return build({name: data[name] for name in data.files})
    except (OSError, KeyError, ValueError) as error:
        raise MissingModel(
            "The tagger models/de/tagger.npz is missing or of another version.",
            "Install lautwem again, or train it.",
        ) from error


def build(arrays: dict[str, np.ndarray]) -> Tagger:
    """A tagger from the arrays of ``tagger.npz``."""
    meta = msgspec.json.decode(arrays["meta"].tobytes())
    if meta["heads"] != [[name, len(choices)] for name, choices in HEADS]:
        raise ValueError("the tags of the model are not those of this version")
    edits = msgspec.convert(meta["edits"], tuple[Edit, ...])
    forms = WordForms(np.cumsum(arrays["keys"], dtype=np.uint32), arrays["rules"], edits)
    weights = arrays["layers"].astype(np.float32)
    bias = arrays["bias"].astype(np.float32)
    network = Network(
        WordVectors(arrays["table"], forms),
        [(weights[at], bias[at]) for at in range(len(REACHES))],
        (arrays["output"].astype(np.float32), arrays["output_bias"].astype(np.float32)),
    )
    return Tagger(network, Lemmatiser(forms, meta["lemmas"]))
