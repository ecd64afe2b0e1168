"""The first and second person in quotations, and what people there say of their own names."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from lautwem.model import Span
from lautwem.reading.cast.references import Reference
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.story import Resolved, Story


def with_speech(scene: Scene, refs: Sequence[Reference], story: Story) -> Story:
    """The story and, in its quotations, "ich" for the speaker, "du" and "Sie" for the addressee."""
    out = []
    by_token = {r.reference.head: r for r in story.resolved}
    speakers = [_meant(scene, by_token, quote.speaker) for quote in scene.quoted]
    addressees = [_meant(scene, by_token, quote.addressee) for quote in scene.quoted]
    for ref in refs:
        if ref.form not in ("first", "second") or scene.quote_of[ref.head] < 0:
            continue
        meant = (speakers if ref.form == "first" else addressees)[scene.quote_of[ref.head]]
        if meant is not None:
            rule = "speaker-of-quotation" if ref.form == "first" else "addressee-of-quotation"
            out.append(Resolved(ref, meant, rule))
    found = (*story.resolved, *out)
    ordered = tuple(sorted(found, key=lambda r: (r.reference.first, -r.reference.last)))
    return replace(story, resolved=ordered)


def _meant(scene: Scene, by_token: Mapping[int, Resolved], place: Span | None) -> int | None:
    """The figure that a role of a quotation names; a name counts before a pronoun."""
    if place is None:
        return None
    first, last = scene.tokens_in(place)
    found = [by_token[at] for at in range(first, last) if at in by_token]
    found.sort(key=lambda r: r.reference.form == "possessive")
    return found[0].figure if found else None


def introductions(scene: Scene, story: Story) -> list[tuple[int, int]]:
    """ "Ich bin Big Jo": pairs of names that are one person, by what he says of himself."""
    by_token = {r.reference.head: r for r in story.resolved}
    out = []
    for number, (first, _) in enumerate(scene.name_tokens):
        if scene.names[number].kind != "person" or first < 2 or scene.quote_of[first] < 0:
            continue
        words = {token.text.lower() for token in scene.tokens[first - 2 : first]}
        if words != {"ich", "bin"} and words != {"ich", "heiße"}:
            continue
        if any(number in person.names and len(person.names) > 1 for person in story.people):
            continue  # a name that is somebody's already tells who speaks, not a new name of his
        meant = _meant(scene, by_token, scene.quoted[scene.quote_of[first]].speaker)
        if meant is not None and story.is_person(meant):
            out.append((story.people[meant].names[0], number))
    return out
