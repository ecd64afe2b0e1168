"""P203 and S104: accusations, and what the accused says and who says it."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.accusations import Accusation, accusations, answers
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.rules.persons import abbreviated

SURE = 0.5
"""Confidence of a statement from which it counts."""
_LEAST = 2
"""Statements against somebody from which their origin matters."""
_OFFICES = (
    "anwalt",
    "anwältin",
    "richter",
    "richterin",
    "polizist",
    "sprecher",
    "sprecherin",
    "ermittler",
)


def not_heard(draft: Draft) -> Iterator[Hit]:
    """P203: somebody named is accused, and no sentence tells that they answer or decline to."""
    if draft.traits.kind != "report":
        return
    seen: set[str] = set()
    for accusation in accusations(draft):
        name = draft.text[slice(*accusation.span)]
        if accusation.person in seen or abbreviated(name) or draft.traits.sought:
            continue
        if _settled(draft, accusation.person):
            continue
        seen.add(accusation.person)
        if not answers(draft, accusation.person):
            yield _hit(draft, accusation)


def single_origin(draft: Draft) -> Iterator[Hit]:
    """S104: two statements or more against somebody named, and all go back to one origin.

    Police, prosecution and courts are privileged sources and no such origin. With an archive
    the origins are those that it traced.
    """
    if draft.traits.kind != "report":
        return
    for person, said in against(draft).items():
        origins = {name for statement in said for name in origins_of(draft, statement)}
        if len(said) < _LEAST or len(origins) != 1 or _authority(draft, said):
            continue
        traced = any(_traced(draft, statement) for statement in said)
        span = said[0].quote.spans[0]
        values = {
            "who": draft.person(person).name,
            "count": str(len(said)),
            "origin": origins.pop(),
        }
        why = m.Because("one-origin", tuple(one.quote.spans[0] for one in said))
        yield Hit(span, "archive" if traced else "message", values, (why,))


def incriminating(draft: Draft, accusing: bool = False) -> list[m.Statement]:
    """Statements that tell of an offence, with somebody they come from.

    With ``accusing`` also what a verb of accusing introduces, whatever it is.
    """
    return [
        statement
        for statement in draft.reading.statements
        if statement.confidence >= SURE
        and statement.chain
        and (_grave(draft, statement) or (accusing and _accuses(draft, statement)))
    ]


def _accuses(draft: Draft, statement: m.Statement) -> bool:
    frame = statement.frame.spans if statement.frame else ()
    words = (draft.lower[at] for span in frame for at in draft.page.tokens_in(span))
    return any(word in lexica.suspects().accusing for word in words)


def against(draft: Draft) -> dict[str, list[m.Statement]]:
    """Statements about somebody named that tell of an offence or a suspicion, by person."""
    own = {voice.id: voice.person for voice in draft.reading.voices if voice.person}
    found: dict[str, list[m.Statement]] = {}
    for statement in incriminating(draft):
        for person in statement.about:
            if person != own.get(statement.chain[0]):
                found.setdefault(person, []).append(statement)
    return found


def _grave(draft: Draft, statement: m.Statement) -> bool:
    """Whether the words of a statement, or those that introduce it, tell of an offence."""
    crimes = lexica.crimes()
    for part in (statement.quote, statement.frame):
        for span in part.spans if part else ():
            for at in draft.page.tokens_in(span):
                if crimes.is_offence(draft.tokens[at].text) or crimes.verb(draft.tokens[at].text):
                    return True
    return False


def origins_of(draft: Draft, statement: m.Statement) -> tuple[str, ...]:
    """The names of the origins of a statement: as traced, else the innermost voice."""
    traced = _traced(draft, statement)
    return traced or (draft.voice(statement.chain[0]).name,)


def is_named(draft: Draft, statement: m.Statement) -> bool:
    """Whether the origin of a statement has a name, an office or a body."""
    traced = _traced(draft, statement)
    return bool(traced) or draft.voice(statement.chain[0]).kind != "unnamed"


def _traced(draft: Draft, statement: m.Statement) -> tuple[str, ...]:
    known = draft.back.origins if draft.back else ()
    return next((one.origins for one in known if one.statement == statement.id), ())


def _authority(draft: Draft, said: list[m.Statement]) -> bool:
    """Whether the origin is an authority, or nobody who could be one source."""
    for statement in said:
        voice = draft.voice(statement.chain[0])
        if voice.kind in ("unnamed", "document"):
            return True
        if any(lexica.is_authority(word.lower()) for word in voice.name.split()):
            return True
        if voice.kind == "outlet" and statement.channel.kind == "interview":
            return True
        if voice.kind == "institution":
            return True
        if voice.person and any(_office(role.text) for role in draft.person(voice.person).roles):
            return True
    return False


def _office(role: str) -> bool:
    return role.lower().endswith(_OFFICES)


def _settled(draft: Draft, person: str) -> bool:
    """Whether guilt is settled, either way, where the person or nobody is named."""
    beginnings = lexica.suspects().acquitted
    acquitted = (at for at, word in enumerate(draft.lower) if beginnings.find(word))
    for at in (*draft.traits.settlings, *acquitted):
        named = {one.entity for one in draft.names_in(draft.page.sentence_of(at))}
        if not named or person in named:
            return True
    return False


def _hit(draft: Draft, accusation: Accusation) -> Hit:
    person = draft.person(accusation.person)
    why = m.Because("accused-by-words", (accusation.words,))
    return Hit(accusation.span, values={"who": person.name}, because=(why,))
