"""Noun phrases that mean somebody named only later: headlines and first sentences.

"Der Drogenbeauftragte erklärt .." in a headline is whom the next sentences name. Such a
phrase is settled once the whole text has been read.
"""

from collections import Counter
from collections.abc import Sequence

from lautwem.reading.cast.figures import role_fit
from lautwem.reading.cast.references import Reference
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.story import Resolved, Story
from lautwem.reading.cast.unnamed import AHEAD, accuses

_REACH = 6  # sentences within which the name must come


def named_later(scene: Scene, refs: Sequence[Reference], story: Story) -> dict[int, int]:
    """Head token → figure of phrases for people that stand before the person's first name."""
    found = {resolved.reference.head for resolved in story.resolved}
    people = [r for r in story.resolved if story.is_person(r.figure)]
    first: dict[int, Resolved] = {}
    for resolved in people:
        if resolved.reference.form == "name":
            first.setdefault(resolved.figure, resolved)
    counts = Counter(resolved.figure for resolved in (*people, *story.unnamed))
    unnamed_ages = {age for r in story.unnamed for age, _ in r.told.ages}
    out = {}
    for ref in refs:
        if scene.sentence_of[ref.head] >= AHEAD:
            break
        if ref.form != "noun" or ref.plural or ref.head in found or ref.owner is not None:
            continue
        headline = ref.bare and scene.sentence_of[ref.head] == 0
        if ref.noun is None or ref.noun.kind == "kinship" or not (ref.definite or headline):
            continue
        if ref.age in unnamed_ages:
            continue
        meant = _meant(scene, ref, first, counts, people)
        if meant is not None:
            out[ref.head] = meant
    return out


def _meant(
    scene: Scene,
    ref: Reference,
    first: dict[int, Resolved],
    counts: Counter,
    people: Sequence[Resolved],
) -> int | None:
    here = scene.sentence_of[ref.head]
    later = [
        figure
        for figure, name in first.items()
        if name.reference.first > ref.head
        and scene.sentence_of[name.reference.head] - here <= _REACH
    ]
    accused = accuses(scene, ref)
    fits = {}
    for figure in later:
        mine = [r for r in people if r.figure == figure]
        sexes = {r.told.sex for r in mine if r.told.sex}
        ages = {age for r in mine for age, _ in r.told.ages}
        if (ref.sex and sexes and ref.sex not in sexes) or (ref.age and ages - {ref.age}):
            continue
        charged = any(role.kind == "status" for r in mine for role in r.told.roles)
        if accused and not charged:
            continue
        nouns = [noun for r in mine for noun in r.told.nouns]
        fits[figure] = role_fit(ref.noun, nouns) if ref.noun else None
    best = [f for f in fits if fits[f] in ("same", "kindred")]
    if not best and not _somebody_before(ref, first):
        best = [f for f in fits if fits[f] == "field"]
    if best and _nobody_knows_what(ref, first, people):
        return None
    if best:
        return best[0] if len(best) == 1 or not _somebody_before(ref, first) else None
    return _main(fits, counts)


def _somebody_before(ref: Reference, first: dict[int, Resolved]) -> bool:
    """Whether somebody is named before the phrase, who may be meant as well."""
    return any(name.reference.head < ref.head for name in first.values())


def _nobody_knows_what(
    ref: Reference, first: dict[int, Resolved], people: Sequence[Resolved]
) -> bool:
    """Whether somebody is named before of whom the text never says what he is: "Die Worte von Uwe
    Falk klingen nach. Das hatte der Wirt gesagt. … Wirt Otto Velten" """
    before = {figure for figure, name in first.items() if name.reference.head < ref.head}
    return bool(before - {r.figure for r in people if r.told.nouns})


def _main(fits: dict[int, str | None], counts: Counter) -> int | None:
    """The person the article is about, where one is mentioned twice as often as any other."""
    ranked = counts.most_common(2)
    if not ranked:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    figure, count = ranked[0]
    clear = count >= 2 * second and count > 1
    return figure if clear and figure in fits and fits[figure] != "other" else None
