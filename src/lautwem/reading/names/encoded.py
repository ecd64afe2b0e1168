"""Names as the pretrained encoder sees them, in place of the tagger's scores."""

from lautwem.model import Analysis
from lautwem.reading.encoder import Encoded
from lautwem.reading.names.tagger import best_labels, transitions


class EncodedTagger:
    """Tags the one text that was encoded."""

    def __init__(self, encoded: Encoded) -> None:
        self._encoded = encoded

    def tag(self, analysis: Analysis) -> list[str]:
        """One label a token: ``O``, or B, I, E, S with PER, LOC, ORG, OTH."""
        if not analysis.tokens:
            return []
        labels = self._encoded.labels
        return best_labels(self._encoded.names, transitions(labels), labels, analysis)
