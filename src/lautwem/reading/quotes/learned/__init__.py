"""Quotations found by the trained network, which sees what the rules propose."""

from lautwem.model import Analysis, Article, Name, Quotation
from lautwem.reading.encoder import Encoded
from lautwem.reading.quotes import rules
from lautwem.reading.quotes.learned.decode import choose, quotation
from lautwem.reading.quotes.learned.features import see
from lautwem.reading.quotes.learned.merge import completed
from lautwem.reading.quotes.learned.network import Network, Settings, interpolated, network
from lautwem.reading.quotes.marks import pair_marks


def find(
    article: Article,
    analysis: Analysis,
    names: tuple[Name, ...],
    encoded: Encoded | None = None,
    using: Network | None = None,
) -> tuple[Quotation, ...]:
    """The quotations of an article in text order, ``using`` the packaged network by default.

    Where the text was ``encoded``, the network that learned from such states is used. Raises
    ``MissingModel`` where the weights are not in the package.
    """
    used = using or network(encoded=encoded is not None)
    settings = used.settings
    pairs, proposed = pair_marks(article.text, analysis), rules.find(article, analysis, names)
    states = encoded.states if encoded else None
    seen = see(analysis, pairs, names, proposed, used.vocabulary, states)
    chosen = choose(seen, used.candidates(seen), settings.thresholds, settings.parts)
    found = [
        quotation(
            analysis, one, confidence(settings, one.candidate.type, one.candidate.probability)
        )
        for one in chosen
    ]
    return completed(found, proposed)


def confidence(settings: Settings, kind: int, score: float) -> float:
    """The share of finds with this score that are right, as measured on held-back articles."""
    return interpolated(settings.calibration[kind], score)
