"""Noun phrases as the rules need them: how far a speaker's designation goes."""

from collections.abc import Sequence

from lautwem.model import Span, Token
from lautwem.reading.quotes.rules.clauses import FINAL, is_finite
from lautwem.reading.quotes.rules.scene import Scene
from lautwem.reading.quotes.rules.words import function

MAX_PHRASE = 40
"""Tokens of the longest noun phrase that is followed."""
NOMINAL = frozenset({"NOUN", "PROPN", "X", "SYM"})
OPENING_MARKS = frozenset("„“\"»«‚‘'›‹”`")
ATTACHING = frozenset({"von", "vom", "für", "bei", "beim"})


def noun_phrase(scene: Scene, first: int, limit: int) -> Span | None:
    """The noun phrase that begins at a token, with its genitives, names and appositions.

    ``limit`` is a token that it must not reach. None where no noun phrase begins there.
    """
    limit = min(limit, first + MAX_PHRASE)
    if first >= limit:
        return None
    token = scene.tokens[first]
    if token.pos == "PRON" and scene.low[first] not in ("ihre", "seine", "deren", "dessen"):
        return (first, first + 1)
    end = _core(scene, first, limit)
    if end is None:
        return None
    return (first, _attached(scene, first, end, limit))


def _core(scene: Scene, first: int, limit: int) -> int | None:
    """Modifiers and the nouns they belong to; the end of the nouns."""
    tokens = scene.tokens
    i = first
    while i < limit and _is_modifier(tokens, i, limit):
        i += 1
    begin = i
    while i < limit:
        if _is_head(tokens, i, begin):
            i += 1
        elif (end := _title_end(scene, i, limit)) is not None:
            i = end
        else:
            break
    if i > begin:
        return i
    if i == first + 1 and tokens[first].pos == "DET" and i < len(tokens) and is_finite(tokens[i]):
        return i  # "Dieser sagte": a pronoun
    # "der Angeklagte", "ein Abgeordneter": an adjective written large is the head
    last = i - 1
    return i if last >= first and tokens[last].text[:1].isupper() and last > first else None


def _is_modifier(tokens: Sequence[Token], i: int, limit: int) -> bool:
    token = tokens[i]
    if token.pos in ("DET", "ADJ", "NUM"):
        return True
    if token.pos == "PRON" and token.text.lower() in ("deren", "dessen", "ihre", "seine"):
        return True
    after = tokens[i + 1].pos if i + 1 < limit else ""
    if token.pos == "ADV":
        return after in ("ADJ", "NUM", "DET") or (after == "VERB" and i + 2 < limit)
    return token.pos == "VERB" and token.morph.verb_form == "part" and after in ("NOUN", "ADJ")


def _is_head(tokens: Sequence[Token], i: int, begin: int) -> bool:
    """Whether a token is a noun, or a part of the name that a noun begins."""
    token = tokens[i]
    if i == begin:
        return token.pos in NOMINAL
    if token.pos == "NOUN":
        before = tokens[i - 1]
        agrees = token.morph.case == before.morph.case or token.morph.case != "dat"
        return before.pos != "NOUN" and agrees
    if token.pos == "NUM":
        return tokens[i - 1].pos == "PROPN"
    if token.pos in NOMINAL:
        return True
    return token.text[:1].isupper() and token.pos not in ("PRON", "SCONJ", "AUX")


def _title_end(scene: Scene, i: int, limit: int) -> int | None:
    """The end of a title in quotation marks that begins at a token."""
    if scene.tokens[i].text not in OPENING_MARKS and scene.tokens[i].text not in ("``", ",,"):
        return None
    number = scene.pair_at.get(i)
    if number is None or scene.clausal[number]:
        return None
    end = scene.ranges[number][1]
    return end if end <= limit else None


def _attached(scene: Scene, first: int, end: int, limit: int) -> int:
    """The end after genitives, prepositions, brackets, coordinated phrases, appositions."""
    tokens, low = scene.tokens, scene.low
    while end < limit:
        word = low[end]
        after = None
        if word == "(":
            close = next((k for k in range(end, min(end + 10, limit)) if low[k] == ")"), None)
            after = close + 1 if close is not None else None
        elif tokens[end].pos == "DET" or word in ("deren", "dessen"):
            if _is_genitive(tokens, end):
                after = _core(scene, end, limit)
        elif tokens[end].pos == "ADJ" and _is_genitive(tokens, end):
            after = _core(scene, end, limit)
        elif tokens[end].pos == "ADP":
            after = _prepositional(scene, end, limit)
        elif word in ("und", "sowie", "/", "oder"):
            after = _coordinated(scene, end, limit)
        elif word == ",":
            after = _apposition(scene, first, end, limit)
        if after is None or after <= end:
            break
        end = after
    return end


def _is_genitive(tokens: Sequence[Token], i: int) -> bool:
    case = tokens[i].morph.case
    return case == "gen" or tokens[i].text.lower() in ("des", "eines", "deren", "dessen")


def _prepositional(scene: Scene, i: int, limit: int) -> int | None:
    after = _core(scene, i + 1, limit)
    if after is None:
        return None
    if any(scene.low[k] in function().time_nouns for k in range(i + 1, after)):
        return None
    if scene.low[i] in ATTACHING:
        return after
    named = scene.tokens[i + 1].pos == "PROPN"
    if scene.low[i] == "um" and named:
        return after
    name_follows = (
        after + 1 < limit and scene.low[after] == "," and scene.tokens[after + 1].pos == "PROPN"
    )
    return after if name_follows else None


def _coordinated(scene: Scene, i: int, limit: int) -> int | None:
    after = _core(scene, i + 1, limit)
    if after is None or (after < limit and is_finite(scene.tokens[after]) and after == i + 1):
        return None
    case = scene.tokens[i + 1].morph.case
    before = scene.tokens[i - 1].morph.case
    return after if case == before or case is None or before is None else None


def _apposition(scene: Scene, first: int, comma: int, limit: int) -> int | None:
    """The end of an apposition between two commas, or before the end of the clause."""
    tokens = scene.tokens
    start = comma + 1
    if start >= limit or tokens[start].pos not in ("DET", "NOUN", "PROPN", "ADJ"):
        return None
    named_before = any(tokens[k].pos == "PROPN" for k in range(first, comma))
    named_after = any(tokens[k].pos == "PROPN" for k in range(start, min(start + 3, limit)))
    if not named_before and not named_after:
        return None
    core = _core(scene, start, limit)
    if core is None:
        return None
    end = core
    while end < limit and scene.low[end] != "," and not is_finite(tokens[end]):
        if tokens[end].pos in ("PRON", "SCONJ", "CCONJ", "AUX", "VERB"):
            return None
        if tokens[end].text in FINAL:
            break
        if end - core > 12:
            return None
        end += 1
    return end
