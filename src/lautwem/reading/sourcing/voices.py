"""Voices before they have a number: what they are called, of what kind, which is one with which."""

from collections.abc import Iterable
from itertools import count

from lautwem.model import Frozen, Voice, VoiceKind
from lautwem.reading.sourcing.page import Page

SAYING_KINDS: dict[str, VoiceKind] = {
    "person": "person",
    "group": "group",
    "institution": "institution",
    "outlet": "outlet",
    "agency": "agency",
    "picture_agency": "agency",
    "platform": "platform",
    "place": "institution",
    "work": "document",
    "other": "institution",
}
"""What voice a name is that speaks; a country or a city that speaks is its government."""

TELLING: tuple[VoiceKind, ...] = (
    "outlet", "agency", "platform", "institution", "document", "group", "unnamed", "person",
)  # fmt: skip
"""Kinds from the one that says most about a voice to the one that is assumed."""


class Ref(Frozen):
    """A voice before it is numbered; ``id`` where it is one of the cast's."""

    kind: VoiceKind
    name: str
    id: str | None = None


UNNAMED = Ref("unnamed", "ungenannt")
"""Whoever stands behind a hedge or a quotation that names nobody."""


def ref(voice: Voice) -> Ref:
    """The reference to a voice of the cast."""
    return Ref(voice.kind, voice.name, voice.id)


def named(page: Page, kind: VoiceKind, name: str) -> Ref:
    """The voice of a name: the cast's where it has one."""
    voice = page.voice_of_name.get(name.casefold())
    return ref(voice) if voice else Ref(kind, name)


def telling(refs: Iterable[Ref]) -> dict[str, Ref]:
    """By case-folded name, of the references that have one name the one that says most."""
    best: dict[str, Ref] = {}
    for item in refs:
        name = item.name.casefold()
        known = best.setdefault(name, item)
        if _rank(item) < _rank(known):
            best[name] = item
    return best


def _rank(item: Ref) -> tuple[bool, int]:
    return (item.id is None, TELLING.index(item.kind))


def number(page: Page, refs: Iterable[Ref]) -> tuple[dict[Ref, str], tuple[Voice, ...]]:
    """Ids for all references in their order, and all voices: the cast's, then the new ones."""
    ids: dict[Ref, str] = {}
    voices = list(page.voices)
    taken = frozenset(voice.id for voice in voices)
    fresh = (f"v{n}" for n in count(1) if f"v{n}" not in taken)
    for item in refs:
        if item in ids:
            continue
        ids[item] = item.id or next(fresh)
        if item.id is None:
            voices.append(Voice(ids[item], item.kind, item.name))
    return ids, tuple(voices)
