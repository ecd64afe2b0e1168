"""How well the tagger does on treebank sentences."""

from collections.abc import Iterable

from lautwem.language.konjunktiv import konjunktiv
from lautwem.language.tagger import Tagger
from lautwem.model import Frozen, Sentence, Token
from lautwem.training.treebank import UNKNOWN, Example

FEATURES = ("case", "number", "gender", "person", "mood", "tense", "verb_form")


class TaggerScores(Frozen):
    """Shares of tokens that are right, between 0 and 1.

    ``morph``: all features of a token at once; ``features``: each feature over the
    tokens that have it in the treebank or in the tagger's answer; ``konjunktiv``:
    precision and recall of finite verbs in the subjunctive, both kinds together.
    """

    tokens: int
    pos: float
    morph: float
    lemma: float
    features: dict[str, float]
    konjunktiv: tuple[float, float]


def score(tagger: Tagger, examples: Iterable[Example]) -> TaggerScores:
    """Tag the sentences and compare with their labels, where the treebank gives them."""
    pos, morph, lemmas = [], [], []
    parts: dict[str, list[bool]] = {name: [] for name in FEATURES}
    subjunctive = []
    for example in examples:
        for token, label, lemma in zip(
            tagged(tagger, example), example.labels, example.lemmas, strict=True
        ):
            if label is None:
                continue
            pos.append(token.pos == label.pos)
            if lemma is not None:
                lemmas.append(token.lemma == lemma)
            wrong = False
            for name in FEATURES:
                found, wanted = getattr(token.morph, name), getattr(label, name)
                if wanted != UNKNOWN and (found, wanted) != (None, None):
                    parts[name].append(found == wanted)
                    wrong = wrong or found != wanted
            morph.append(not wrong)
            if label.mood != UNKNOWN:
                subjunctive.append((konjunktiv(token) is not None, label.mood == "sub"))
    both = sum(found and wanted for found, wanted in subjunctive)
    return TaggerScores(
        tokens=len(pos),
        pos=_share(pos),
        morph=_share(morph),
        lemma=_share(lemmas),
        features={name: _share(right) for name, right in parts.items()},
        konjunktiv=(
            both / max(sum(found for found, _ in subjunctive), 1),
            both / max(sum(wanted for _, wanted in subjunctive), 1),
        ),
    )


def _share(right: list[bool]) -> float:
    return sum(right) / max(len(right), 1)


def tagged(tagger: Tagger, example: Example) -> list[Token]:
    """The tagger's tokens for one sentence."""
    return tagger.tag(example.words, example.spans, [Sentence(0, len(example.spans), 0)])
