"""Noun phrases: flat chunks of preposition, determiner, attributes and noun.

"mit einem für Missbrauch angeklagten Mann" is one phrase with the head "Mann"; the
phrase inside it ("für Missbrauch") is given too. Genitives and prepositional phrases
after the noun are phrases of their own. One pass, each token looked at a bounded
number of times.
"""

from collections.abc import Sequence

import msgspec

from lautwem.language.agreement import agree, determiner_readings, prepositions
from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.model import Frozen, Morph, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_NOT_GENITIVE = frozenset({"nom", "dat", "acc"})
_LONGEST_ATTRIBUTE = 14  # tokens between a determiner and its noun
_LONGEST_NICKNAME = 3  # tokens in quotation marks inside a name


class Phrase(Frozen):
    """A noun phrase: tokens ``first`` to ``last`` (half open, as the sequence counts them).

    ``head`` is the noun, the pronoun, or of a bare name its last word; in "Sänger Jonas
    Falk" it is "Sänger", and ``name`` covers "Jonas Falk". ``preposition`` and
    ``determiner`` are token numbers where there is one. ``morph`` holds case, number,
    gender (and the person of a pronoun) of the whole phrase.
    """

    first: int
    last: int
    head: int
    morph: Morph
    preposition: int | None = None
    determiner: int | None = None
    name: tuple[int, int] | None = None
    pronoun: bool = False


def phrases(tokens: Sequence[Token], first: int, last: int) -> tuple[Phrase, ...]:
    """The noun phrases of ``tokens[first:last]`` (one sentence), ordered by where they begin."""
    out: list[Phrase] = []
    at = first
    while at < last:
        found = _phrase(tokens, at, last, out)
        at = found.last if found else at + 1
        if found:
            out.append(found)
    out.sort(key=lambda phrase: (phrase.first, -phrase.last))
    return tuple(_share_prepositions(tokens, out))


def _share_prepositions(tokens: Sequence[Token], found: Sequence[Phrase]) -> list[Phrase]:
    """ "von Kim und Tarek": the second phrase stands under the preposition of the first."""
    out: list[Phrase] = []
    for phrase in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.preposition is not None
            and phrase.preposition is None
            and phrase.first == before.last + 1
            and tokens[before.last].pos == "CCONJ"
            and not (phrase.determiner is not None and before.determiner is None)
        ):
            morph = msgspec.structs.replace(phrase.morph, case=before.morph.case)
            phrase = msgspec.structs.replace(phrase, morph=morph, preposition=before.preposition)
        out.append(phrase)
    return out


def _phrase(tokens: Sequence[Token], at: int, last: int, inner: list[Phrase]) -> Phrase | None:
    first = at
    preposition = determiner = None
    if tokens[at].pos == "ADP" and tokens[at].text.lower() in prepositions():
        preposition = at
        at += 1
    if at < last and tokens[at].pos == "PRON":
        return _pronoun(tokens, first, at, preposition)
    if at < last and tokens[at].pos == "DET":
        determiner = at
        at += 1
        if at < last and tokens[at].pos == "DET":  # "all die Leute", "alle seine Kinder"
            at += 1
    noun = _skip_attributes(tokens, at, last, determiner is not None, inner)
    if noun is None:
        if determiner is not None and preposition is None and at == determiner + 1:
            return _pronoun(tokens, first, determiner, None)  # "Der sagte nichts"
        return None
    head, name, end = _nouns(tokens, noun, last)
    return Phrase(
        first=first,
        last=end,
        head=head,
        morph=_morph(tokens, preposition, determiner, at, head, _after_noun(tokens, first)),
        preposition=preposition,
        determiner=determiner,
        name=name,
    )


def _pronoun(tokens: Sequence[Token], first: int, at: int, preposition: int | None) -> Phrase:
    return Phrase(first, at + 1, at, tokens[at].morph, preposition, pronoun=True)


def _skip_attributes(
    tokens: Sequence[Token], at: int, last: int, determined: bool, inner: list[Phrase]
) -> int | None:
    """The place of the noun that the attributes from ``at`` on belong to, None without one."""
    limit = min(last, at + _LONGEST_ATTRIBUTE)
    attributes = False
    nested: list[Phrase] = []
    while at < limit:
        token = tokens[at]
        if token.pos in _NOUNS:
            inner += nested
            return at
        if token.pos in ("ADJ", "NUM"):
            attributes = True
        elif token.pos == "ADP" and determined and not attributes:
            found = _inner_phrase(tokens, at, limit)
            if found is None:
                return None
            nested.append(found)
            at = found.last
            continue
        elif not (
            (token.pos == "ADV" and (determined or attributes or _before_number(tokens, at, limit)))
            or (attributes and token.pos == "CCONJ")
            or (attributes and token.text == "," and at + 1 < last and tokens[at + 1].pos == "ADJ")
            or (token.text in QUOTATION_MARKS and determined)
        ):
            return None
        at += 1
    return None


def _before_number(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "rund 30 Menschen"."""
    return at + 1 < last and tokens[at + 1].pos == "NUM"


def _inner_phrase(tokens: Sequence[Token], at: int, last: int) -> Phrase | None:
    """The prepositional phrase inside an attribute ("der [in Berlin] lebende Autor").

    It must be followed by an adjective, or it is not inside. Coordinated nouns
    ("für Missbrauch und Menschenhandel") are taken as one.
    """
    begin = at
    at += 1
    determiner = None
    if at < last and tokens[at].pos == "DET":
        determiner = at
        at += 1
    start = at
    while at < last and tokens[at].pos in ("ADJ", "NUM"):
        at += 1
    if at >= last or tokens[at].pos not in _NOUNS:
        return None
    head, name, end = _nouns(tokens, at, last)
    if end + 1 < last and tokens[end].pos == "CCONJ" and tokens[end + 1].pos in _NOUNS:
        end += 2
    while end < last and tokens[end].pos == "ADV":
        end += 1
    if end >= last or tokens[end].pos not in ("ADJ", "VERB"):
        return None
    while tokens[end - 1].pos == "ADV":
        end -= 1
    morph = _morph(tokens, begin, determiner, start, head)
    return Phrase(begin, end, head, morph, begin, determiner, name)


def _nouns(tokens: Sequence[Token], at: int, last: int) -> tuple[int, tuple[int, int] | None, int]:
    """Head, name and end of the run of nouns and names that begins at ``at``."""
    head = at
    end = at + 1
    while end < last and tokens[end].pos == "NOUN" and tokens[at].pos == "NOUN":
        head = end
        end += 1
    name_first = head if tokens[head].pos == "PROPN" else end
    end = _name_end(tokens, name_first, last)
    if end == name_first:
        return head, None, end
    if tokens[head].pos == "PROPN":
        head = end - 1
    return head, (name_first, end), end


def _name_end(tokens: Sequence[Token], at: int, last: int) -> int:
    """Where a run of names ends; a nickname in quotation marks may stand inside it."""
    begin = at
    while at < last:
        if tokens[at].pos == "PROPN":
            at += 1
            continue
        closing = at + 1
        if at > begin and tokens[at].text in QUOTATION_MARKS:
            while closing < last and closing - at <= _LONGEST_NICKNAME + 1:
                if tokens[closing].text in QUOTATION_MARKS:
                    break
                closing += 1
            after = closing + 1
            if closing > at + 1 and after < last and tokens[after].pos == "PROPN":
                at = after + 1
                continue
        break
    return at


def _after_noun(tokens: Sequence[Token], first: int) -> bool:
    """Whether a genitive attribute can begin at ``first``."""
    return first > 0 and tokens[first - 1].pos not in ("VERB", "AUX")


def _morph(
    tokens: Sequence[Token],
    preposition: int | None,
    determiner: int | None,
    start: int,
    head: int,
    genitive: bool = True,
) -> Morph:
    readings = determiner_readings(tokens[determiner].text) if determiner is not None else ()
    cases = None if genitive else _NOT_GENITIVE
    if preposition is not None:
        word = tokens[preposition].text
        cases = prepositions().get(word.lower())
        readings = readings or determiner_readings(word)  # "im" = in dem
    seen = [tokens[head].morph, tokens[head].morph]  # the noun counts twice
    seen += [t.morph for t in tokens[max(start, head - 4) : head] if t.pos in ("ADJ", "DET")]
    if determiner is not None:
        seen.append(tokens[determiner].morph)
    return agree(readings, cases, seen)
