"""The pieces of a sentence between its marks: which is a clause, and of which kind.

A fragment runs from one comma, semicolon, colon or dash to the next; where two finite verbs
are joined by a conjunction, it ends there too. A quotation that stands for a whole clause is
a fragment of its own and is not looked into.
"""

import itertools
from collections.abc import Sequence
from typing import Literal

from lautwem.model import Frozen, Token
from lautwem.reading.quotes.rules.words import function, verbs

Kind = Literal["main", "sub", "relative", "question", "infinitive", "none", "quote"]
BOUNDARIES = frozenset({",", ";", ":", "–", "—", "-", "--"})
FINAL = frozenset({".", "!", "?", "…", "...", ":"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class Fragment(Frozen):
    """Tokens ``first`` to ``last`` (half open); ``fin`` is its finite verb, -1 without one.

    ``word`` is the word that makes it a subordinate clause, ``mark`` what stands before it
    (a mark or a conjunction), ``pair`` the pair of marks of a quotation.
    """

    first: int
    last: int
    kind: Kind
    fin: int = -1
    word: str = ""
    mark: str = ""
    pair: int = -1


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb."""
    return token.pos in ("VERB", "AUX") and token.morph.verb_form == "fin"


def is_subjunctive(token: Token) -> bool:
    """Whether a token is a verb in Konjunktiv I or II."""
    return token.morph.mood == "sub"


def fragments_of(
    tokens: Sequence[Token],
    low: Sequence[str],
    masks: dict[int, tuple[int, int]],
    first: int,
    last: int,
) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    begin, mark = first, ""
    i = first
    while i <= last:
        at_mask = i < last and i in masks
        if i == last or at_mask or tokens[i].text in BOUNDARIES:
            found += _split(tokens, low, begin, _trimmed(tokens, begin, i), mark)
            if at_mask:
                number, end = masks[i]
                end = min(end, last)
                found.append(Fragment(i, end, "quote", mark=mark, pair=number))
                begin, mark, i = end, "", end
                continue
            if i < last:
                begin, mark = i + 1, tokens[i].text
        i += 1
    return tuple(_resumed(found))


def _resumed(fragments: list[Fragment]) -> list[Fragment]:
    """A subordinate clause that another interrupted ends with its verb: "dass der Mann, der
    lachte, gegangen sei"."""
    found: list[Fragment] = []
    waiting: Fragment | None = None
    for fragment in fragments:
        if fragment.kind in ("sub", "relative", "question"):
            waiting = fragment if fragment.fin < 0 else waiting
        elif fragment.kind == "main":
            ends = fragment.fin == fragment.last - 1 and fragment.fin > fragment.first
            if waiting and fragment.mark == "," and (ends or fragment.last == fragment.first + 1):
                fragment = Fragment(
                    fragment.first, fragment.last, waiting.kind, fragment.fin, "", fragment.mark
                )
            waiting = None
        found.append(fragment)
    return found


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    while last > first and tokens[last - 1].text in FINAL:
        last -= 1
    return last


def _split(
    tokens: Sequence[Token], low: Sequence[str], first: int, last: int, mark: str
) -> list[Fragment]:
    """One or more fragments between two marks: coordinated clauses part at the conjunction."""
    if first >= last:
        return []
    finite = [i for i in range(first, last) if is_finite(tokens[i])]
    cuts = [first]
    for left, right in itertools.pairwise(finite):
        cut = next(
            (i for i in range(right - 1, left, -1) if low[i] in function().coordinators), None
        )
        if (cut is not None and not (cut == right - 1 and right - left == 2)) or cut is not None:
            cuts.append(cut)
    cuts.append(last)
    found: list[Fragment] = []
    for begin, end in itertools.pairwise(cuts):
        before = mark if begin == first else low[begin]
        fragment = _fragment(tokens, low, begin, end, before)
        previous = found[-1] if found else None
        if (
            previous
            and previous.kind in ("sub", "relative", "question")
            and fragment.kind == "main"
            and fragment.fin == end - 1
        ):
            fragment = Fragment(begin, end, previous.kind, fragment.fin, previous.word, before)
        found.append(fragment)
    return found


def _fragment(
    tokens: Sequence[Token], low: Sequence[str], first: int, last: int, mark: str
) -> Fragment:
    words = function()
    fin = next((i for i in range(first, last) if is_finite(tokens[i])), -1)
    if fin < 0:
        fin = _mistaken(tokens, first, last, mark)
    if fin >= 0 and _ends_in_zu_infinitive(tokens, fin, last):
        fin = -1
    start = first
    while start < last - 1 and low[start] in words.coordinators:
        start += 1
    if (
        start < last - 1
        and tokens[start].pos == "ADV"
        and tokens[start + 1].pos == "SCONJ"
        and low[start] != "so"
    ):
        start += 1
    word = low[start]
    final = fin >= 0 and _is_final(tokens, fin, last)
    if word in words.content_conjunctions and (final or fin < 0 or start + 1 < fin):
        return Fragment(first, last, "sub", fin, word, mark)
    if fin < 0:
        kind: Kind = "infinitive" if _has_zu_infinitive(tokens, first, last) else "none"
        if word in words.subordinators and tokens[start].pos == "SCONJ":
            kind = "infinitive" if kind == "infinitive" else "sub"
        elif kind == "none" and mark == "," and _is_relative(tokens, low, start):
            kind = "none"
        return Fragment(first, last, kind, fin, word if kind == "sub" else "", mark)
    if final and start < fin:
        if word in words.questions and word not in words.relative:
            return Fragment(first, last, "question", fin, word, mark)
        if word in words.subordinators:
            return Fragment(first, last, "sub", fin, word, mark)
        if mark == "," and _is_relative(tokens, low, start):
            kind = "question" if word in ("was", "wer", "wo") else "relative"
            return Fragment(first, last, kind, fin, word, mark)
    pronoun = mark == "," and tokens[start].pos == "PRON" and start + 1 < fin
    if pronoun and _is_relative(tokens, low, start) and word not in ("was", "wer", "wo"):
        return Fragment(first, last, "relative", fin, word, mark)
    return Fragment(first, last, "main", fin, "", mark)


def _mistaken(tokens: Sequence[Token], first: int, last: int, mark: str) -> int:
    """A verb of saying in the present that looks like its participle (kritisiert, betont)."""
    if mark not in ("", ":", ";") or not any(t.pos in NOMINAL for t in tokens[first:last]):
        return -1
    for i in range(last - 1, first, -1):
        token = tokens[i]
        if token.morph.verb_form == "part" and token.text.endswith("t"):
            known = token.lemma in verbs().by_lemma
            return i if known and not token.text.startswith("ge") else -1
    return -1


def _is_relative(tokens: Sequence[Token], low: Sequence[str], start: int) -> bool:
    if low[start] in function().relative and tokens[start].pos in ("PRON", "ADV"):
        return True
    return (
        tokens[start].pos == "ADP"
        and start + 1 < len(low)
        and low[start + 1] in function().relative
        and tokens[start + 1].pos == "PRON"
    )


def _is_final(tokens: Sequence[Token], fin: int, last: int) -> bool:
    """Whether a finite verb ends its clause: after it come only verbs."""
    return all(
        tokens[i].pos in ("VERB", "AUX", "PUNCT") and not is_finite(tokens[i])
        for i in range(fin + 1, last)
    )


def _has_zu_infinitive(tokens: Sequence[Token], first: int, last: int) -> bool:
    for i in range(first, last):
        token = tokens[i]
        if token.pos not in ("VERB", "AUX") or token.morph.verb_form != "inf":
            continue
        if (i > first and tokens[i - 1].text == "zu") or _has_inner_zu(token):
            return True
    return False


def _has_inner_zu(token: Token) -> bool:
    """Whether an infinitive holds "zu" inside: abzuschließen, zurückzunehmen."""
    text = token.text
    place = text.find("zu", 1)
    while place > 0:
        if text[:place] + text[place + 2 :] == token.lemma:
            return True
        place = text.find("zu", place + 1)
    return False


def _ends_in_zu_infinitive(tokens: Sequence[Token], fin: int, last: int) -> bool:
    """ "spioniert zu haben": the participle was taken for a finite verb."""
    return (
        last - fin == 3
        and tokens[fin + 1].text == "zu"
        and tokens[fin + 2].morph.verb_form == "inf"
    )
