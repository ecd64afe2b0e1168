"""The lemma of a word whose part of speech is known."""

from collections.abc import Mapping

from lautwem.language.features import plain
from lautwem.language.wordforms import WordForms

_KINDS = {"NOUN": "n", "VERB": "v", "AUX": "v", "ADJ": "o", "ADV": "o"}


class Lemmatiser:
    """Closed classes from a list, other words by their edit in the dictionary, else as they are."""

    def __init__(self, forms: WordForms, listed: Mapping[str, Mapping[str, str]]) -> None:
        self._forms = forms
        self._listed = listed

    def lemma(self, word: str, pos: str, genitive: bool = False) -> str:
        """The lemma of ``word``; a proper name loses only the s of its genitive."""
        word = plain(word)
        lower = word.lower()
        listed = self._listed.get(pos, {}).get(lower)
        if listed:
            return listed
        if pos == "PROPN":
            return _without_genitive(word) if genitive else word
        kind = _KINDS.get(pos)
        if kind is None:
            return lower if word[:1].isalpha() and pos not in ("X", "NUM", "SYM") else word
        return self._by_edit(word if kind == "n" else lower, kind)

    def _by_edit(self, word: str, kind: str) -> str:
        head, hyphen, last = word.rpartition("-")
        for form in (last, last[:1].upper() + last[1:]) if kind == "n" else (last,):
            rule = self._forms.rule(form)
            if rule and self._forms.edit(rule).kind == kind:
                return head + hyphen + self._forms.edit(rule).apply(form)
        return self._compound(word) if kind == "n" else word

    def _compound(self, word: str) -> str:
        """An unknown noun is inflected like the longest known word that it ends in."""
        for at in range(3, min(len(word) - 3, 30)):
            rule = self._forms.rule(word[at:].capitalize())
            if rule and self._forms.edit(rule).kind == "n":
                last = self._forms.edit(rule).apply(word[at:].capitalize())
                return word[:at] + last.lower()
        return word


def _without_genitive(name: str) -> str:
    if name.endswith(("'", "’")):
        return name[:-1]
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if len(name) > 3 and name.endswith("s") and not name.endswith("ss") else name
