"""One reading of the text from left to right: who is meant at every reference."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from lautwem.model import Frozen
from lautwem.reading.cast.appositions import apart
from lautwem.reading.cast.appositions import apposed as nouns_beside
from lautwem.reading.cast.bodies import Body, body_nouns
from lautwem.reading.cast.figures import Figure, Sighting
from lautwem.reading.cast.hints import Told, told_by
from lautwem.reading.cast.identities import Identity
from lautwem.reading.cast.proceedings import proceedings, suspected
from lautwem.reading.cast.references import Reference
from lautwem.reading.cast.resolve import HUMAN, Link, Resolver
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.unnamed import brings_in, same_person
from lautwem.reading.names.attributes import gazetteer

_CANDIDATES = 40  # figures seen last that are weighed for a reference
_ANY_BODY = frozenset({"company", "organisation"})  # classes that a name often does not show
_BODY_REACH = 6  # sentences after its name in which "der Konzern" means a body


class Resolved(Frozen):
    """A reference and the figure it means; ``told`` is what its words say of the person."""

    reference: Reference
    figure: int
    rule: str
    told: Told = Told()


class Story(Frozen):
    """All resolved references in text order. Figures count people first, then bodies.

    ``unnamed`` are the references to people without a name, whose figures count on from there.
    """

    people: tuple[Identity, ...]
    bodies: tuple[Body, ...]
    resolved: tuple[Resolved, ...]
    unnamed: tuple[Resolved, ...] = ()

    def is_person(self, figure: int) -> bool:
        """Whether a figure is a person."""
        return figure < len(self.people)


def tell(
    scene: Scene,
    refs: Sequence[Reference],
    people: Sequence[Identity],
    bodies: Sequence[Body],
    known: Mapping[int, int] = MappingProxyType({}),
) -> Story:
    """Resolves every reference. Linear in the text: a bounded number of candidates each.

    ``known`` gives the figure of references (by head token) that were settled before.
    """
    owner = {n: i for i, person in enumerate(people) for n in person.names}
    owner |= {n: len(people) + i for i, body in enumerate(bodies) for n in body.names}
    told = {r.name: _facts(scene, r) for r in refs if r.name in owner}
    figures = _figures(people, bodies, told)
    for ref in refs:
        if ref.name in owner:
            figures[owner[ref.name]].suspected |= suspected(scene, ref)
    apposed = _apart(scene, refs, owner)
    resolved: list[Resolved] = []
    unnamed: list[Resolved] = []
    named = len(figures)
    recent: dict[int, None] = {}
    now: dict[int, int] = {}
    beside = frozenset(at for ref in refs if ref.name in owner for at in nouns_beside(scene, ref))
    self_ = _Teller(scene, figures, len(people), tuple(bodies), recent, beside, now)
    for ref in refs:
        if ref.form in ("first", "second"):
            continue
        link: Link | None
        if ref.name is not None:
            link = (owner[ref.name], "name") if ref.name in owner else None
        elif ref.form == "noun" and ref.head in apposed:
            link = apposed[ref.head], APPOSITION
        elif ref.form == "noun" and ref.head in known:
            link = known[ref.head], "noun-before-name"
        else:
            link = self_.resolve(ref)
        if link is None:
            link = self_.introduce(ref)
        if link is None:
            continue
        number, rule = link
        facts = told[ref.name] if ref.name is not None else _facts(scene, ref)
        self_.see(number, ref, facts)
        (resolved if number < named else unnamed).append(Resolved(ref, number, rule, facts))
    resolved += [replace(r, figure=now[r.figure], rule=NAMED) for r in unnamed if r.figure in now]
    resolved.sort(key=lambda r: (r.reference.first, -r.reference.last))
    nameless = tuple(r for r in unnamed if r.figure not in now)
    return Story(tuple(people), tuple(bodies), tuple(resolved), nameless)


NAMED = "named-with-this-age"
"""Rule of words for somebody who is named after them, with the age that they tell."""

APPOSITION = "apposition"
"""Rule of a noun that stands for a name beside it: no mention of its own."""


def _apart(scene: Scene, refs: Sequence[Reference], owner: Mapping[int, int]) -> dict[int, int]:
    """Head token → figure of nouns before a name with words between ("der Chef der Bank, X")."""
    heads = ((apart(scene, ref), owner[ref.name]) for ref in refs if ref.name in owner)
    return {head: figure for head, figure in heads if head is not None}


def _facts(scene: Scene, ref: Reference) -> Told:
    """What the words of a reference and its clause tell of the person."""
    told = told_by(scene, ref) if ref.form in ("name", "noun") else Told()
    roles = proceedings(scene, ref)
    return replace(told, roles=told.roles + roles) if roles else told


def _figures(
    people: Sequence[Identity], bodies: Sequence[Body], told: Mapping[int, Told]
) -> list[Figure]:
    figures = []
    for person in people:
        figure = Figure("person", person.name, hint=_hint(person.name))
        for number in person.names:
            if number in told:
                _learn(figure, told[number])
        figures.append(figure)
    return figures + [Figure("body", body.name) for body in bodies]


def _learn(figure: Figure, told: Told) -> None:
    if told.sex == "female" or figure.sex is None:
        figure.sex = told.sex or figure.sex
    figure.nouns += told.nouns
    figure.statuses |= {role.text for role in told.roles if role.kind == "status"}
    if told.ages:
        figure.age = told.ages[0][0]


def _hint(name: str) -> str | None:
    """The sex that most bearers of a first name have: helps to choose, is never reported."""
    first = name.split(" ")[0]
    for part in (first, first.split("-")[0]):
        if part in gazetteer().female:
            return "female"
        if part in gazetteer().male:
            return "male"
    return None


class _Teller(Frozen):
    scene: Scene
    figures: list[Figure]
    people: int
    bodies: tuple[Body, ...]
    recent: dict[int, None]
    beside: frozenset[int]
    now: dict[int, int]

    def resolve(self, ref: Reference) -> Link | None:
        if ref.plural and ref.form != "relative":
            return self._members(ref)
        numbers = list(self.recent)[-_CANDIDATES:]
        if ref.form == "noun":
            numbers = [n for n in self.recent if self.figures[n].kind in HUMAN][-_CANDIDATES:]
        resolver = Resolver(self.scene, [self.figures[n] for n in numbers])
        if ref.form != "noun":
            link = resolver.pronoun(ref)
            return self._named(link, numbers)
        if not ref.definite or ref.owner is not None:
            return None
        if ref.noun is not None or ref.age is not None:
            return self._named(resolver.noun(ref), numbers)
        return self._body(ref)

    def _named(self, link: Link | None, numbers: list[int]) -> Link | None:
        if link is None or self.figures[numbers[link[0]]].kind == "thing":
            return None
        return numbers[link[0]], link[1]

    def _body(self, ref: Reference) -> Link | None:
        """ "der Konzern", "die Behörde": the body of that class named last; where the noun is
        a speaker, the one that spoke last."""
        return self._last_body(ref, body_nouns().classes(self.scene.tokens[ref.head].text))

    def _members(self, ref: Reference) -> Link | None:
        """ "die Menschenrechtler" that speak are the organisation that spoke."""
        if ref.form != "noun" or not ref.definite or ref.head not in self.scene.speaking:
            return None
        return self._last_body(ref, body_nouns().members(self.scene.tokens[ref.head].text))

    def _last_body(self, ref: Reference, classes: frozenset[str]) -> Link | None:
        if not classes:
            return None
        here = self.scene.sentence_of[ref.head]
        near = []
        for number in reversed(list(self.recent)[-_CANDIDATES:]):
            figure = self.figures[number]
            if figure.kind != "body":
                continue
            if self.scene.sentences_between(figure.sightings[-1].sentence, here) > _BODY_REACH:
                break
            near.append(number)
        fitting = [n for n in near if self.bodies[n - self.people].classes & classes]
        unknown = [n for n in near if not self.bodies[n - self.people].classes]
        near = fitting or (unknown if classes & _ANY_BODY else [])
        if not near:
            return None
        speaks = ref.head in self.scene.speaking
        spoke = [n for n in near if any(seen.speaks for seen in self.figures[n].sightings)]
        return (spoke if speaks and spoke else near)[0], "body-noun"

    def see(self, number: int, ref: Reference, told: Told) -> None:
        figure = self.figures[number]
        if ref.form == "name" and not figure.count and figure.age is not None:
            self._name(number, figure)
        if figure.kind in HUMAN:
            _learn(figure, told)
            figure.suspected |= suspected(self.scene, ref)
            if figure.sex is None and ref.sex and figure.hint in (None, ref.sex):
                figure.sex = ref.sex
        figure.see(self._sighting(ref))
        self.recent.pop(number, None)
        self.recent[number] = None

    def _name(self, number: int, figure: Figure) -> None:
        """Somebody brought in without a name is from here on who is named with the same age."""
        for other in [n for n in self.recent if same_person(figure, self.figures[n])]:
            self.now[other] = number
            figure.statuses |= self.figures[other].statuses
            figure.suspected |= self.figures[other].suspected
            figure.nouns += self.figures[other].nouns
            self.recent.pop(other)

    def introduce(self, ref: Reference) -> Link | None:
        """Somebody without a name whom a noun brings in; else notes what a pronoun may mean."""
        if ref.head not in self.beside and brings_in(self.scene, ref):
            words = self.scene.tokens[ref.head].text
            self.figures.append(
                Figure("unnamed", words, gender=ref.gender, indefinite=not ref.definite)
            )
            return len(self.figures) - 1, "brings-in"
        self._thing(ref)
        return None

    def _thing(self, ref: Reference) -> None:
        """Notes a noun that names nobody: it may be what a pronoun means."""
        if ref.form != "noun" or ref.sex is None or ref.plural:
            return
        figure = Figure("thing", self.scene.tokens[ref.head].text, gender=ref.sex)
        if ref.noun is not None:
            figure.nouns.append(ref.noun)
        figure.see(self._sighting(ref))
        self.figures.append(figure)
        self.recent[len(self.figures) - 1] = None

    def _sighting(self, ref: Reference) -> Sighting:
        head = ref.head
        scene = self.scene
        return Sighting(
            ref,
            scene.sentence_of[head],
            scene.clause_of[head],
            scene.quote_of[head],
            head in scene.speaking,
        )
