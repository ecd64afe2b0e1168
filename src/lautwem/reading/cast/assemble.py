"""From names and quotations to the cast of an article: the steps in order."""

from lautwem.model import (
    Analysis,
    Article,
    Because,
    Cast,
    Mention,
    Name,
    Person,
    Quotation,
    Span,
    Voice,
)
from lautwem.reading.cast import facts
from lautwem.reading.cast.ahead import named_later
from lautwem.reading.cast.aliases import alias_links
from lautwem.reading.cast.bodies import bodies, is_common
from lautwem.reading.cast.captions import credits_of
from lautwem.reading.cast.identities import identities
from lautwem.reading.cast.kinship import both_sides, find_kinship
from lautwem.reading.cast.references import references
from lautwem.reading.cast.scene import Scene, make_scene
from lautwem.reading.cast.speech import introductions, with_speech
from lautwem.reading.cast.story import APPOSITION, Resolved, Story, tell
from lautwem.reading.cast.unnamed import needs_evidence

_FORMS = {"name": "name", "noun": "noun_phrase"}


def assemble(
    article: Article,
    analysis: Analysis,
    names: tuple[Name, ...],
    quotations: tuple[Quotation, ...],
) -> Cast:
    """Who there is in an article: people, voices, every place that refers to them, kinship.

    Names inside picture credits and bylines are nobody of the article, and a common noun for
    bodies ("der NGO") is no name. People and voices are
    numbered in the order in which they first appear.
    """
    elsewhere = (*credits_of(article), *_bylines(article))
    names = tuple(n for n in names if not any(b <= n.span[0] < e for b, e in elsewhere))
    names = tuple(n for n in names if n.kind != "institution" or not is_common(n.canonical))
    scene = make_scene(article, analysis, names, quotations)
    refs = references(scene)
    links = alias_links(scene)
    things = bodies(scene, names, _speaking(scene))
    people = identities(names, links)
    story = with_speech(scene, refs, tell(scene, refs, people, things))
    if introduced := introductions(scene, story):
        people = identities(names, links + introduced)
        story = with_speech(scene, refs, tell(scene, refs, people, things))
    if later := named_later(scene, refs, story):
        story = with_speech(scene, refs, tell(scene, refs, people, things, later))
    return _cast(scene, story)


_BYLINE = 60  # code points a paragraph with nothing but the authors has at most


def _bylines(article: Article) -> tuple[Span, ...]:
    """Paragraphs that name an author of the article and are nothing but that."""
    return tuple(
        (begin, end)
        for begin, end in article.paragraphs
        if end - begin <= _BYLINE and any(a in article.text[begin:end] for a in article.authors)
    )


def _speaking(scene: Scene) -> frozenset[int]:
    """Names that lie in the speaker of a quotation."""
    out = set()
    for quote in scene.quoted:
        if quote.speaker is not None:
            begin, end = quote.speaker
            out |= {i for i, n in enumerate(scene.names) if begin <= n.span[0] and n.span[1] <= end}
    return frozenset(out)


def _cast(scene: Scene, story: Story) -> Cast:
    order = list(dict.fromkeys(resolved.figure for resolved in story.resolved))
    people = [figure for figure in order if story.is_person(figure)]
    ids = {figure: f"p{number}" for number, figure in enumerate(people, 1)}
    voices = {figure: f"v{number}" for number, figure in enumerate(order, 1)}
    by_figure: dict[int, list[Resolved]] = {}
    for resolved in story.resolved:
        by_figure.setdefault(resolved.figure, []).append(resolved)
    kinship = both_sides(find_kinship(scene, story), [ids[f] for f in range(len(story.people))])
    return Cast(
        people=tuple(_person(scene, story, f, ids[f], by_figure[f]) for f in people),
        voices=tuple(_voice(story, f, voices[f], ids.get(f)) for f in order),
        mentions=tuple(
            _mention(scene, r, ids.get(r.figure) or voices[r.figure]) for r in story.resolved
        ),
        kinship=kinship,
        unnamed=_unnamed(scene, story),
    )


def _unnamed(scene: Scene, story: Story) -> tuple[tuple[Span, ...], ...]:
    """Places of the people without a name who are surely nobody named: brought in by "ein", or
    by what nobody is called without evidence ("der Beschuldigte", "das Opfer")."""
    chains: dict[int, list[Resolved]] = {}
    for resolved in story.unnamed:
        chains.setdefault(resolved.figure, []).append(resolved)
    return tuple(
        tuple(scene.span(r.reference.first, r.reference.last) for r in chain)
        for chain in chains.values()
        if not chain[0].reference.definite or needs_evidence(scene, chain[0].reference)
    )


def _mention(scene: Scene, resolved: Resolved, entity: str) -> Mention:
    ref = resolved.reference
    span = scene.span(ref.first, ref.last)
    if ref.name is not None:
        span = scene.names[ref.name].span
    form = _FORMS.get(ref.form, "pronoun")
    return Mention(span, entity, form, Because(resolved.rule, (span,)))


def _voice(story: Story, figure: int, key: str, person: str | None) -> Voice:
    if person is not None:
        return Voice(key, "person", story.people[figure].name, person)
    body = story.bodies[figure - len(story.people)]
    return Voice(key, body.kind, body.name)


def _person(scene: Scene, story: Story, figure: int, key: str, mentions: list[Resolved]) -> Person:
    identity = story.people[figure]
    given = facts.ages(scene, mentions)
    known = facts.age(given, scene.article)
    return Person(
        id=key,
        name=identity.name,
        aliases=identity.aliases,
        mentions=tuple(_mention(scene, m, key).span for m in mentions if m.rule != APPOSITION),
        roles=facts.roles(scene, mentions),
        age=known,
        born=facts.born(known.value, known.as_of) if known else None,
        minor=facts.minor(known, mentions),
        gender=facts.sex(mentions),
        because=identity.because,
    )
