"""Clauses: which words of a sentence belong to which finite verb, and how they hang together.

A cheap reading without a parser. Punctuation and coordinating conjunctions cut a
sentence into segments; what opens a segment (dass, ob, a relative, a question word,
no verb but "zu" with an infinitive) and where its finite verb stands tell its kind;
segments without a verb are joined to the clause that is still waiting for one.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

import msgspec

from lautwem.language.lexicon import load
from lautwem.language.phrases import Phrase, phrases
from lautwem.language.tokens import QUOTATION_MARKS
from lautwem.language.verbs import predicate
from lautwem.model import Frozen, Token

Kind = Literal["main", "dass", "ob", "w", "relative", "adverbial", "infinitive", "other"]
"""What a clause is: ``w`` an embedded question, ``other`` a fragment without a verb."""

_CUTS = frozenset({",", ";", ":", "–", "—", "--", "-", "(", ")", "[", "]", "…", "..."})
_COORDINATORS = frozenset({"und", "oder", "aber", "sondern", "denn", "doch", "sowie"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ARTICLES = frozenset({"der", "die", "das", "den", "dem"})
_OPENING_WORDS = 3  # tokens at the start of a segment in which its introducer is looked for


class Clause(Frozen):
    """One clause. All numbers count tokens of the sequence that was given.

    ``parts`` are the stretches (half open) it consists of, in order: two where another
    clause stands inside it. ``introducer`` is the conjunction, relative or question
    word; ``verb`` the finite verb, ``predicate`` all its verbs and a separated
    particle in text order, ``lemma`` the lemma of the verb that carries the meaning,
    with its particle ("kündigte … an": "ankündigen"). ``subjects`` are noun phrases
    that can be the subject, the likeliest first.
    """

    parts: tuple[tuple[int, int], ...]
    kind: Kind
    introducer: int | None = None
    verb: int | None = None
    predicate: tuple[int, ...] = ()
    lemma: str | None = None
    subjects: tuple[Phrase, ...] = ()


class _Segment(Frozen):
    first: int
    last: int
    kind: Kind
    introducer: int | None
    verb: int | None
    infinitive: bool = False


def clauses(
    tokens: Sequence[Token], first: int, last: int, known: Sequence[Phrase] | None = None
) -> tuple[Clause, ...]:
    """The clauses of ``tokens[first:last]`` (one sentence), ordered by where they begin.

    Every token that is not punctuation lies in exactly one clause. Linear in the
    length of the sentence. ``known`` are its noun phrases, where the caller has them.
    """
    segments = [_segment(tokens, begin, end) for begin, end in _cut(tokens, first, last)]
    groups = _join(tokens, segments)
    owners = {
        at: n for n, group in enumerate(groups) for s in group for at in range(s.first, s.last)
    }
    inside: list[list[Phrase]] = [[] for _ in groups]
    for phrase in phrases(tokens, first, last) if known is None else known:
        owner = owners.get(phrase.first)
        if owner is not None and owners.get(phrase.last - 1) == owner:
            inside[owner].append(phrase)
    out = [_clause(tokens, *pair) for pair in zip(groups, inside, strict=True)]
    return tuple(sorted(out, key=lambda clause: clause.parts[0]))


@cache
def _words(*path: str) -> frozenset[str]:
    node = load("grammar")
    for key in path:
        node = node[key]
    return frozenset(node)


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb."""
    return token.morph.verb_form == "fin"


def _cut(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Stretches between marks, cut again before a conjunction that joins two finite verbs."""
    out = []
    begin = first
    for at in range(first, last + 1):
        if at == last or tokens[at].text in _CUTS or tokens[at].text in QUOTATION_MARKS:
            if any(tokens[n].pos != "PUNCT" for n in range(begin, at)):
                out += _coordinated(tokens, begin, at)
            begin = at + 1
    return out


def _coordinated(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    finite = [at for at in range(first, last) if is_finite(tokens[at])]
    cuts = [first]
    for left, right in pairwise(finite):
        for at in range(right - 1, left, -1):
            if tokens[at].text.lower() in _COORDINATORS and tokens[at].pos in ("CCONJ", "SCONJ"):
                cuts.append(at)
                break
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def _segment(tokens: Sequence[Token], first: int, last: int) -> _Segment:
    finite = [at for at in range(first, last) if is_finite(tokens[at])]
    introducer, kind = _introducer(tokens, first, last)
    verb = finite[-1 if kind not in ("main", "other") else 0] if finite else None
    if kind in ("relative", "w") and verb is not None and not _verb_final(tokens, verb, last):
        ambiguous = tokens[introducer].pos != "SCONJ" if introducer is not None else True
        if ambiguous and verb - first <= 4:
            introducer, kind, verb = None, "main", finite[0]
    infinitive = verb is None and _has_zu_infinitive(tokens, first, last)
    if infinitive:
        kind = "infinitive"
    elif kind == "main" and verb is None:
        kind = "other"
    return _Segment(first, last, kind, introducer, verb, infinitive)


def _introducer(tokens: Sequence[Token], first: int, last: int) -> tuple[int | None, Kind]:
    at = first
    while at < min(last, first + _OPENING_WORDS) and tokens[at].pos in ("CCONJ", "ADV", "PART"):
        if tokens[at].text.lower() in _words("questions"):
            break
        at += 1
    if at >= last:
        return None, "main"
    word = tokens[at].text.lower()
    if tokens[at].pos in ("SCONJ", "CCONJ", "ADP", "ADV") or word in ("dass", "daß", "ob"):
        kinds: tuple[Kind, ...] = ("dass", "ob", "adverbial")
        for kind in kinds:
            if word in _words("subordinators", kind) and (
                tokens[at].pos == "SCONJ" or kind != "adverbial"
            ):
                return at, kind
    opener = at + 1 if tokens[at].pos == "ADP" and at + 1 < last else at
    word = tokens[opener].text.lower()
    later = first > 0 and tokens[first - 1].text in (",", "–", "—", "(")
    article = word in _ARTICLES and _begins_phrase(tokens, opener, last)
    if tokens[opener].pos in ("PRON", "DET") and word in _words("relatives") and later:
        return (None, "main") if article and opener == at else (opener, "relative")
    if word in _words("questions") and tokens[opener].pos in ("PRON", "ADV", "DET", "SCONJ"):
        return opener, "w"
    return None, "main"


def _begins_phrase(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "die (neuen) Zahlen seien falsch": an article, not a relative."""
    if tokens[at].pos != "DET":
        return False
    after = [token.pos for token in tokens[at + 1 : min(at + 3, last)]]
    return bool(after) and (after[0] in _NOUNS or (after[0] == "ADJ" and after[-1] in _NOUNS))


def _verb_final(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether nothing but verbs and a short afterthought follow the finite verb."""
    rest = [t for t in tokens[verb + 1 : last] if t.pos not in ("VERB", "AUX", "PUNCT", "PART")]
    return not rest or rest[0].pos in ("ADP", "CCONJ") or (len(rest) == 1 and rest[0].pos == "ADV")


def _has_zu_infinitive(tokens: Sequence[Token], first: int, last: int) -> bool:
    for at in range(first, last):
        token = tokens[at]
        if token.morph.verb_form == "inf":
            if at > first and tokens[at - 1].text.lower() == "zu":
                return True
            if "zu" in token.text[2:-2].lower() and "zu" not in token.lemma[2:-2]:
                return True
    return False


def _inherit(
    tokens: Sequence[Token], segment: _Segment, groups: Sequence[Sequence[_Segment]]
) -> _Segment:
    """What a segment is in the light of those before it.

    A verb-final clause after a conjunction is of the kind of the clause that it
    continues; one that opens like an article while a noun still waits for its verb
    ("Das Video, das Kims Haus zeigt, ..") is a relative clause.
    """
    if not groups or segment.kind != "main" or segment.verb is None:
        return segment
    continued = groups[-1][0]
    if (
        tokens[segment.first].text in _ARTICLES
        and segment.verb == segment.last - 1
        and tokens[segment.first - 1].text == ","
        and all(part.verb is None for part in groups[-1])
        and tokens[groups[-1][-1].last - 1].pos in _NOUNS
    ):
        return msgspec.structs.replace(segment, kind="relative", introducer=segment.first)
    after = segment.verb - segment.first
    if (
        tokens[segment.first].pos == "CCONJ"
        and continued.introducer is not None
        and after >= _OPENING_WORDS
        and _verb_final(tokens, segment.verb, segment.last)
    ):
        return msgspec.structs.replace(
            segment, kind=continued.kind, introducer=continued.introducer
        )
    return segment


def _join(tokens: Sequence[Token], segments: Sequence[_Segment]) -> list[list[_Segment]]:
    """Segments grouped into clauses: a clause that waits for its verb takes the next without."""
    groups: list[list[_Segment]] = []
    waiting: list[list[_Segment]] = []  # innermost last
    for segment in segments:
        segment = _inherit(tokens, segment, groups)
        opens = segment.introducer is not None or segment.infinitive
        if opens:
            groups.append([segment])
            if segment.verb is None and not segment.infinitive:
                waiting.append(groups[-1])
        elif segment.verb is not None and waiting:
            waiting.pop().append(segment)
        elif segment.verb is None and groups and not waiting and _continues(groups[-1]):
            groups[-1].append(segment)
        else:
            if segment.verb is None and waiting:
                waiting[-1].append(segment)
                continue
            groups.append([segment])
            if segment.verb is None:
                waiting.append(groups[-1])
    return groups


def _continues(group: Sequence[_Segment]) -> bool:
    return any(segment.verb is not None or segment.infinitive for segment in group)


def _clause(tokens: Sequence[Token], group: Sequence[_Segment], inside: Sequence[Phrase]) -> Clause:
    parts = tuple((segment.first, segment.last) for segment in group)
    opening = group[0]
    verb = next((segment.verb for segment in group if segment.verb is not None), None)
    kind: Kind = opening.kind
    if kind == "other" and verb is not None:
        kind = "main"
    places = [at for begin, end in parts for at in range(begin, end)]
    verbs, lemma = predicate(tokens, places, verb)
    return Clause(
        parts=parts,
        kind=kind,
        introducer=opening.introducer,
        verb=verb,
        predicate=verbs,
        lemma=lemma,
        subjects=_subjects(tokens, inside, verb, opening),
    )


def _subjects(
    tokens: Sequence[Token], inside: Sequence[Phrase], verb: int | None, opening: _Segment
) -> tuple[Phrase, ...]:
    if verb is None:
        return ()
    finite = tokens[verb].morph
    ranked = []
    for phrase in inside:
        if phrase.preposition is not None or phrase.morph.case in ("gen", "dat"):
            continue
        if phrase.first == phrase.last - 1 and _owns_next(tokens, phrase.first):
            continue
        if phrase.morph.number and finite.number and phrase.morph.number != finite.number:
            agreement = 0 if _coordination_follows(tokens, phrase) else 2
        else:
            agreement = 0
        case = 0 if phrase.morph.case == "nom" else 1 if phrase.morph.case is None else 3
        relative = 0 if phrase.first == opening.introducer and case == 0 else 1
        ranked.append((case + agreement, relative, not phrase.pronoun, phrase.first, phrase))
    ranked = [entry for entry in ranked if entry[0] < 3]
    return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1]))


def _owns_next(tokens: Sequence[Token], at: int) -> bool:
    """ "Falks Freund": a bare name in the genitive before the noun that it belongs to."""
    genitive = tokens[at].pos == "PROPN" and tokens[at].text[-1] in "s'’"
    return genitive and at + 1 < len(tokens) and tokens[at + 1].pos in ("NOUN", "ADJ")


def _coordination_follows(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """ "Kim und Tarek kommen": one of several heads is in the singular."""
    after = tokens[phrase.last].text if phrase.last < len(tokens) else ""
    before = tokens[phrase.first - 1].text if phrase.first else ""
    return "und" in (after, before) or "sowie" in (after, before)
