"""How well the tagger does on treebank sentences."""

from collections.abc import Iterable

from lautwem.language.konjunktiv import konjunktiv
from lautwem.language.morphology import HEADS, POS
from lautwem.language.tagger import Tagger
from lautwem.model import Frozen, Morph, Sentence, Token
from lautwem.training.treebank import UNKNOWN, Example


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
    """Tag the sentences and compare with their labels."""
    seen = [0, 0, 0, 0, 0, 0]  # pos right/all, morph right/all, lemma right/all
    parts = {name: [0, 0] for name, _ in HEADS[1:]}
    subjunctive = [0, 0, 0]  # both, predicted, wanted
    for example in examples:
        for token, labels, lemma in zip(
            tagged(tagger, example), example.labels, example.lemmas, strict=True
        ):
            if UNKNOWN in labels:
                continue
            wanted = _wanted(labels)
            seen[0] += token.pos == POS[labels[0]]
            seen[1] += 1
            seen[2] += token.morph == wanted
            seen[3] += 1
            seen[4] += lemma == token.lemma
            seen[5] += lemma is not None
            for name, part in parts.items():
                pair = getattr(token.morph, name), getattr(wanted, name)
                if pair != (None, None):
                    part[0] += pair[0] == pair[1]
                    part[1] += 1
            found, right = konjunktiv(token) is not None, wanted.mood == "sub"
            subjunctive[0] += found and right
            subjunctive[1] += found
            subjunctive[2] += right
    return TaggerScores(
        tokens=seen[1],
        pos=seen[0] / max(seen[1], 1),
        morph=seen[2] / max(seen[3], 1),
        lemma=seen[4] / max(seen[5], 1),
        features={name: right / max(total, 1) for name, (right, total) in parts.items()},
        konjunktiv=(
            subjunctive[0] / max(subjunctive[1], 1),
            subjunctive[0] / max(subjunctive[2], 1),
        ),
    )


def tagged(tagger: Tagger, example: Example) -> list[Token]:
    """The tagger's tokens for one sentence."""
    return tagger.tag(example.words, example.spans, [Sentence(0, len(example.spans), 0)])


def _wanted(labels: tuple[int, ...]) -> Morph:
    features = {
        name: choices[value] for (name, choices), value in zip(HEADS[1:], labels[1:], strict=True)
    }
    return Morph(**features)
