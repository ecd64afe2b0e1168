"""The lemma of a word whose part of speech is known."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from lautwem.language.features import plain
from lautwem.language.strong_verbs import infinitive_of
from lautwem.language.wordforms import WordForms

_KINDS = {"NOUN": "n", "VERB": "v", "AUX": "v", "ADJ": "o", "ADV": "o"}
_ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")
_VERB_ENDINGS = ("test", "ten", "tet", "te", "est", "et", "st", "t", "en", "e")

_KEPT = 1 << 15  # lemmas kept: who stems a text after it was read asks for the same again


class Lemmatiser:
    """Closed classes from a list, other words by their edit in the dictionary, else as they are."""

    def __init__(self, forms: WordForms, listed: Mapping[str, Mapping[str, str]]) -> None:
        self._forms = forms
        self._listed = listed
        self._known = lru_cache(maxsize=_KEPT)(self._by_edit)

    def lemma(self, word: str, pos: str, genitive: bool = False) -> str:
        """The lemma of ``word``; a proper name loses only the s of its genitive."""
        word = plain(word)
        lower = word.lower()
        listed = self._listed.get(pos, {}).get(lower)
        if listed is None and pos == "VERB":  # "hatte" as a full verb
            listed = self._listed.get("AUX", {}).get(lower)
        if listed:
            return listed
        if pos == "PROPN":
            return _without_genitive(word) if genitive else word
        kind = _KINDS.get(pos)
        if kind is None:
            return lower if word[:1].isalpha() and pos not in ("X", "SYM") else word
        return self._known(word if kind == "n" else lower, kind)

    def knows_verb(self, infinitive: str) -> bool:
        """Whether the dictionary has this infinitive."""
        rule = self._forms.rule(infinitive)
        edit = self._forms.edit(rule)
        return rule > 0 and edit.kind == "v" and edit.apply(infinitive) == infinitive

    def knows_noun(self, word: str) -> bool:
        """Whether the dictionary has this form of a noun."""
        rule = self._forms.rule(word)
        return rule > 0 and self._forms.edit(rule).kind == "n"

    def _by_edit(self, word: str, kind: str) -> str:
        head, hyphen, last = word.rpartition("-")
        for form in (last, last[:1].upper() + last[1:]) if kind == "n" else (last,):
            rule = self._forms.rule(form)
            if rule and self._forms.edit(rule).kind == kind:
                return head + hyphen + self._forms.edit(rule).apply(form)
        if kind == "n":
            return head + hyphen + self._compound(last)
        return head + hyphen + (self._verb(last) if kind == "v" else self._adjective(last))

    def _compound(self, word: str) -> str:
        """An unknown noun is inflected like the longest known noun that it ends in."""
        at, rule = self._forms.compound(word)
        if not rule:
            return word
        return word[:at] + self._forms.edit(rule).apply(word[at:].capitalize()).lower()

    def _adjective(self, word: str) -> str:
        """The lemma of a participle or superlative that the dictionary gives to a verb, or none."""
        rule = self._forms.rule(word)
        lemma = self._forms.edit(rule).apply(word)
        if rule and word.startswith(lemma):  # "zufriedene": its lemma only looks like a verb's
            return lemma
        for ending in _ADJECTIVE_ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and (self._forms.rule(stem) or (not rule and len(stem) > 5)):
                return stem
        return word

    def _verb(self, word: str) -> str:
        strong = infinitive_of(word)
        if strong:
            return strong
        for infinitive in _weak(word):
            if self.knows_verb(infinitive):
                return infinitive
        return word


def _weak(word: str) -> Iterator[str]:
    """Infinitives that ``word`` can be a regular form of, the likeliest first."""
    for ending in _VERB_ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        at = stem.find("ge") if ending in ("t", "et", "en") else -1
        if 0 <= at <= 6:
            yield stem[:at] + stem[at + 2 :] + "en"
        yield stem + "en"
        if stem.endswith(("el", "er")):
            yield stem + "n"


def _without_genitive(name: str) -> str:
    if name.endswith(("'", "’")):
        return name[:-1]
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if len(name) > 3 and name.endswith("s") and not name.endswith("ss") else name
