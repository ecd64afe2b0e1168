"""Sentences that render somebody's words without a frame of their own."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.clauses import Fragment, is_subjunctive
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.drafts import Draft
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import function


def in_subjunctive(
    scene: Scene, unit: Unit, drafts: tuple[Draft, ...], before: Draft | None
) -> Draft | None:
    """A sentence in Konjunktiv that no cue governs (indirect_free_indirect)."""
    mains = [f for f in unit.fragments if f.kind == "main"]
    if not mains or any(f.kind == "quote" for f in unit.fragments):
        return None
    claimed = [span for draft in drafts if draft.type != "direct" for span in draft.quote]
    free = [f for f in mains if not any(a <= f.fin < b for a, b in claimed)]
    if not free or len(free) < len(mains):
        return None
    first = free[0]
    if not _renders(scene, first, before, unit):
        return None
    return Draft(
        type="indirect_free_indirect",
        medium=before.medium if before else "speech_writing",
        quote=((unit.first, unit.last),),
        rule="subjunctive",
        speaker=before.speaker if before else (),
    )


def _renders(scene: Scene, fragment: Fragment, before: Draft | None, unit: Unit) -> bool:
    verb = scene.tokens[fragment.fin]
    if not is_subjunctive(verb):
        return False
    if verb.morph.tense == "past":
        distinct = any(letter in verb.text for letter in "äöü")
        return (
            distinct
            and before is not None
            and before.last >= unit.first - 1
            and verb.lemma not in ("mögen", "dürfen")
        )
    return True


def intended(
    scene: Scene,
    unit: Unit,
    found: tuple[Cue, ...],
    drafts: tuple[Draft, ...],
    before: Draft | None,
) -> Draft | None:
    """ "soll" in the sentence after a quotation: what its speaker demands (free_indirect)."""
    if drafts:
        return None
    mains = [f for f in unit.fragments if f.kind == "main"]
    if not mains or scene.low[mains[0].fin] not in function().hearsay:
        return None
    place = ((unit.first, unit.last),)
    if _is_perfect(scene, mains[0], unit):
        medium = before.medium if before else "speech_writing"
        return Draft("free_indirect", medium, place, "hearsay", before.speaker if before else ())
    if before is None or before.last < unit.first - 1:
        return None
    if any(c.fragment == unit.fragments.index(mains[0]) for c in found):
        return None
    return Draft("free_indirect", before.medium, place, "intended", before.speaker)


def _is_perfect(scene: Scene, main: Fragment, unit: Unit) -> bool:
    """ "soll .. gesagt haben": an infinitive of the perfect, so hearsay and no demand."""
    for i in range(main.fin + 2, unit.last):
        if scene.low[i] in ("haben", "sein") and scene.tokens[i].morph.verb_form == "inf":
            before = scene.tokens[i - 1]
            if before.pos in ("VERB", "AUX") and before.morph.verb_form != "inf":
                return True
    return False


def merged(drafts: list[Draft], blocks: dict[int, int]) -> list[Draft]:
    """Neighbouring sentences of one speaker and one block become one quotation."""
    result: list[Draft] = []
    for draft in drafts:
        previous = result[-1] if result else None
        if (
            previous
            and draft.rule in ("subjunctive",)
            and previous.rule == draft.rule
            and previous.last == draft.first
            and blocks.get(previous.first) == blocks.get(draft.first)
        ):
            span: Span = (previous.first, draft.last)
            result[-1] = Draft(
                previous.type, previous.medium, (span,), previous.rule, previous.speaker
            )
        else:
            result.append(draft)
    return result
