"""Suspicion reporting: four points for every accused person, each with its sentences or missing.

The points are those of BGH VI ZR 51/99: a minimum of evidence, no prejudgment, the answer of
the accused, and a reason to name.
"""

from collections.abc import Iterable
from typing import Literal

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.accusations import accusations, answers
from lautwem.desk.draft import Draft, make_draft
from lautwem.desk.findings import Language
from lautwem.desk.lookback import Lookback
from lautwem.desk.rules.accused import against, incriminating, is_named, origins_of
from lautwem.desk.rules.allegations import without_source
from lautwem.desk.rules.guilt import guilt_before_verdict
from lautwem.desk.rules.headline import exceeds_body
from lautwem.desk.rules.persons import abbreviated, aged, public_roles
from lautwem.desk.wording import Wording, load

PointKind = Literal["evidence", "no_prejudgment", "answer", "naming"]


class Point(m.Frozen):
    """One point: whether the text meets it, and the sentences that show it.

    ``spans`` are those of the sentences that meet the point, for ``no_prejudgment`` those that
    call for a look (empty where none does). ``met`` is None where the point does not arise
    (nobody is named in full). ``origins`` are, for ``evidence``, the names of the
    independent origins.
    ``message`` says it in words.
    """

    kind: PointKind
    met: bool | None
    spans: tuple[m.Span, ...]
    message: str
    origins: tuple[str, ...] = ()


class Accused(m.Frozen):
    """Somebody of whom the draft reports a suspicion.

    ``person`` is the id in the reading where there is one, ``name`` the name or the words the
    draft uses ("der 27-Jährige"), ``spans`` where the suspicion is told. ``points`` are four,
    in the order of :data:`PointKind`.
    """

    name: str
    person: str | None
    spans: tuple[m.Span, ...]
    points: tuple[Point, ...]


def suspicion(
    reading: m.Reading,
    back: Lookback | None = None,
    language: Language = "de",
    draft: Draft | None = None,
) -> tuple[Accused, ...]:
    """The four-point list of everybody whom the draft puts under suspicion, in text order.

    ``draft`` is what :func:`make_draft` made of the reading, where it was made before.

    Of people who are not named there is one for every age that is told beside a word of
    suspicion ("ein 27-Jähriger"), or one in all.
    """
    draft = draft or make_draft(reading, back)
    words = load(language)
    named = _named(draft)
    found = [_accused(draft, words, *one) for one in (*named, *_nameless(draft, bool(named)))]
    return tuple(sorted(found, key=lambda accused: accused.spans))


def _named(draft: Draft) -> list[tuple[str, str | None, tuple[m.Span, ...]]]:
    """Accused people who are named: name, id, where the suspicion is told."""
    found: dict[str, list[m.Span]] = {}
    for one in accusations(draft):
        found.setdefault(one.person, []).append(draft.page.sentence_span(one.sentence))
    return [
        (draft.person(person).name, person, tuple(dict.fromkeys(spans)))
        for person, spans in found.items()
    ]


def _nameless(draft: Draft, named: bool) -> list[tuple[str, str | None, tuple[m.Span, ...]]]:
    """Accused people without a name: by age, else by their standing if nobody else is named."""
    by_age: dict[str, list[m.Span]] = {}
    standing: list[tuple[str, m.Span]] = []
    for sentence in dict.fromkeys(map(draft.page.sentence_of, draft.traits.signs)):
        span = draft.page.sentence_span(sentence)
        if draft.names_in(sentence):
            continue
        for at in draft.sentence(sentence):
            word = draft.tokens[at].text
            if aged(word) is not None and word[-1] in "rne" and word.lower() != word:
                by_age.setdefault(str(aged(word)), []).append(span)
                by_age[str(aged(word))].insert(0, (draft.tokens[at].begin, draft.tokens[at].end))
            elif lexica.suspects().nouns.find(draft.lower[at]):
                standing.append((word, span))
    if by_age:
        return [
            (draft.text[slice(*spans[0])], None, tuple(sorted({s for s in spans if s != spans[0]})))
            for spans in by_age.values()
        ]
    if named or not standing:
        return []
    return [(standing[0][0], None, tuple(dict.fromkeys(span for _, span in standing)))]


def _accused(
    draft: Draft, words: Wording, name: str, person: str | None, spans: tuple[m.Span, ...]
) -> Accused:
    points = (
        _evidence(draft, words, person),
        _no_prejudgment(draft, words),
        _answer(draft, words, person),
        _naming(draft, words, person),
    )
    return Accused(name, person, spans, points)


def _evidence(draft: Draft, words: Wording, person: str | None) -> Point:
    """Statements of others that incriminate, and the origins that they go back to."""
    said = [one for one in _incriminating(draft, person) if is_named(draft, one)]
    origins = tuple(dict.fromkeys(name for one in said for name in origins_of(draft, one)))
    spans = _sentences(draft, (one.quote.spans[0][0] for one in said))
    one = "single" if len(said) == 1 else "one"
    key = "missing" if not said else one if len(origins) == 1 else "met"
    message = words.suspicion("evidence", key).format(count=len(said), origins=", ".join(origins))
    return Point("evidence", bool(said), spans, message, origins)


def _incriminating(draft: Draft, person: str | None) -> list[m.Statement]:
    """What is said against a person; all that incriminates where nobody else is accused by name."""
    others = {one.person for one in accusations(draft)} - {person}
    if person is None or not others:
        own = {v.id for v in draft.reading.voices if person and v.person == person}
        return [one for one in incriminating(draft, accusing=True) if one.chain[0] not in own]
    return against(draft).get(person, [])


def _no_prejudgment(draft: Draft, words: Wording) -> Point:
    """Whether guilt is told as fact anywhere, headline and captions included."""
    hits = [
        hit for rule in (guilt_before_verdict, exceeds_body, without_source) for hit in rule(draft)
    ]
    spans = _sentences(draft, (hit.span[0] for hit in hits))
    message = words.suspicion("no_prejudgment", "missing" if hits else "met")
    return Point("no_prejudgment", not hits, spans, message)


def _answer(draft: Draft, words: Wording, person: str | None) -> Point:
    spans = answers(draft, person)
    message = words.suspicion("answer", "met" if spans else "missing")
    return Point("answer", bool(spans), spans, message)


def _naming(draft: Draft, words: Wording, person: str | None) -> Point:
    """Whether the text gives a reason to name: a public role."""
    if person is None:
        return Point("naming", None, (), words.suspicion("naming", "none"))
    if abbreviated(draft.person(person).name):
        return Point("naming", None, (), words.suspicion("naming", "short"))
    roles = public_roles(draft.person(person))
    spans = _sentences(draft, (role.span[0] for role in roles))
    message = words.suspicion("naming", "met" if roles else "missing")
    names = ", ".join(dict.fromkeys(role.text for role in roles))
    return Point("naming", bool(roles), spans, message.format(roles=names))


def _sentences(draft: Draft, places: Iterable[int]) -> tuple[m.Span, ...]:
    """The sentences at these offsets, each once, in text order."""
    found = sorted({draft.page.sentence_at(place) for place in places})
    return tuple(draft.page.sentence_span(sentence) for sentence in found)
