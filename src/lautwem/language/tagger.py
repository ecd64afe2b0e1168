"""Part of speech, morphology and lemma of every word: the trained tagger at work."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from lautwem.errors import MissingModel
from lautwem.language.article_rules import settle_ages, settle_articles
from lautwem.language.lemmas import Lemmatiser
from lautwem.language.morphology import POS, QUESTIONS, VERBS, morph
from lautwem.language.network import REACHES, Network, WordVectors
from lautwem.language.verb_rules import settle
from lautwem.language.wordforms import Edit, WordForms
from lautwem.model import Morph, Sentence, Span, Token

_IS_VERB = np.array([pos in VERBS for pos in POS])
_VERBAL_SCORES = slice(sum(QUESTIONS[:2]), sum(QUESTIONS[:3]))
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
        ends = [sentence.last for sentence in sentences]
        scores = self._network.scores(words, ends)
        found = answers(scores)
        settle_articles(words, found[0])
        settle_ages(words, found[0])
        settle(words, ends, found[0], found[2], scores[:, _VERBAL_SCORES], self.knows_verb)
        codes = _codes(*found).tolist()
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

    def knows_verb(self, infinitive: str) -> bool:
        """Whether the dictionary of word forms has this infinitive."""
        return self._lemmatiser.knows_verb(infinitive)

    def knows_noun(self, word: str) -> bool:
        """Whether the dictionary of word forms has this form of a noun."""
        return self._lemmatiser.knows_noun(word)

    def lemma(self, word: str, pos: str) -> str:
        """The lemma of a word that is known to be of this part of speech."""
        return self._lemmatiser.lemma(word, pos)

    def _reading(self, word: str, code: int) -> tuple[str, str, Morph]:
        code, person = divmod(code, QUESTIONS[3])
        code, verbal = divmod(code, QUESTIONS[2])
        tag, nominal = divmod(code, QUESTIONS[1])
        pos = POS[tag]
        if not any(c.isalnum() for c in word[:50]):
            pos = pos if pos in ("SYM", "X") else "PUNCT"
        features = morph(pos, nominal, verbal, person)
        return pos, self._lemmatiser.lemma(word, pos, features.case == "gen"), features


def answers(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The best answer to every question for every word; what does not apply is 0."""
    pos, nominal, verbal, person = np.split(scores, np.cumsum(QUESTIONS)[:-1], axis=1)
    tags = pos.argmax(1)
    is_verb = _IS_VERB[tags]
    return (
        tags,
        np.where(is_verb, 0, nominal.argmax(1)),
        np.where(is_verb, verbal[:, 1:].argmax(1) + 1, 0),
        np.where(is_verb, 0, person.argmax(1)),
    )


def _codes(
    tags: np.ndarray, nominal: np.ndarray, verbal: np.ndarray, person: np.ndarray
) -> np.ndarray:
    """The answers packed into one number a word."""
    code = tags
    for answer, size in zip((nominal, verbal, person), QUESTIONS[1:], strict=True):
        code = code * size + answer
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


def build(arrays: Mapping[str, np.ndarray]) -> Tagger:
    """A tagger from the arrays of ``tagger.npz``."""
    meta = msgspec.json.decode(arrays["meta"].tobytes())
    if tuple(meta["questions"]) != QUESTIONS or tuple(meta["reaches"]) != REACHES:
        raise ValueError("the tags of the model are not those of this version")
    edits = msgspec.convert(meta["edits"], tuple[Edit, ...])
    forms = WordForms(np.cumsum(arrays["keys"], dtype=np.uint32), arrays["rules"], edits)
    return Tagger(network(arrays, forms), Lemmatiser(forms, meta["lemmas"]))


def network(arrays: Mapping[str, np.ndarray], forms: WordForms) -> Network:
    """The network from its weights."""
    weights = arrays["layers"].astype(np.float32)
    bias = arrays["bias"].astype(np.float32)
    return Network(
        WordVectors(arrays["table"], arrays["scales"], forms),
        [(weights[at], bias[at]) for at in range(len(REACHES))],
        (arrays["output"].astype(np.float32), arrays["output_bias"].astype(np.float32)),
    )
