"""Content clauses of nouns of saying: "die Forderung, dass ..", "der Vorwurf, er habe .."."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.clauses import Fragment, is_subjunctive
from lautwem.reading.quotes.rules.drafts import Draft, without
from lautwem.reading.quotes.rules.phrases import noun_phrase
from lautwem.reading.quotes.rules.roles import subject_before
from lautwem.reading.quotes.rules.scene import Scene, Unit
from lautwem.reading.quotes.rules.words import function, nouns


def from_nouns(scene: Scene, unit: Unit, taken: list[Draft]) -> list[Draft]:
    """Indirect quotations whose cue is a noun: "die Forderung, dass .."."""
    drafts = []
    fragments = unit.fragments
    starts = {draft.first for draft in taken}
    named = {i for draft in taken for a, b in draft.frame if draft.is_source for i in range(a, b)}
    for k in range(len(fragments) - 1):
        fragment, following = fragments[k], fragments[k + 1]
        if following.mark != "," or following.first in starts or following.first - 1 in starts:
            continue
        noun = _noun_before(scene, fragment)
        if noun is None or noun in named:
            continue
        rule = _noun_content(scene, following, noun)
        if rule is None:
            continue
        end = _noun_end(scene, unit, k + 1, fragment)
        quote = ((following.first, fragments[end - 1].last),)
        speaker = _owner(scene, noun, fragment.last)
        if not speaker:
            subject = subject_before(scene, fragment.first, fragment.last)
            speaker = (subject,) if subject else ()
        cue = _with_article(scene, noun, fragment.first)
        place = without((unit.first, fragments[-1].last), quote)
        drafts.append(
            Draft("indirect", "speech_writing", quote, f"noun-{rule}", speaker, cue, place)
        )
    return drafts


def _noun_before(scene: Scene, fragment: Fragment) -> int | None:
    """The last noun of saying in a fragment, unless another clause hangs on what follows it."""
    for i in range(fragment.last - 1, max(fragment.first, fragment.last - 9) - 1, -1):
        if scene.tokens[i].pos == "NOUN" and scene.tokens[i].lemma.lower() in nouns().content:
            return i
    return None


def _noun_content(scene: Scene, fragment: Fragment, noun: int) -> str | None:
    if fragment.kind == "sub" and fragment.word in function().content_conjunctions:
        return "dass"
    if fragment.kind == "infinitive":
        if scene.low[fragment.first] in ("um", "ohne", "anstatt"):
            return None
        governs = scene.tokens[noun].lemma.lower() in nouns().infinitive
        return "infinitive" if governs else None
    if fragment.kind == "main" and is_subjunctive(scene.tokens[fragment.fin]):
        return "subjunctive" if fragment.fin > fragment.first else None
    return None


def _noun_end(scene: Scene, unit: Unit, j: int, holder: Fragment) -> int:
    fragments = unit.fragments
    for m in range(j + 1, len(fragments)):
        fragment = fragments[m]
        if fragment.kind == "quote" or fragment.mark == ":":
            return m
        if fragment.kind == "main" and not is_subjunctive(scene.tokens[fragment.fin]):
            return m
        if fragment.kind == "none" and fragment.mark == "," and holder.fin >= 0:
            return m
    return len(fragments)


def owner_of_words(scene: Scene, first: int, last: int) -> tuple[Span, ...]:
    """Whose words a clause announces by a noun: "klare Worte von der Ministerin:"."""
    for i in range(last - 1, first - 1, -1):
        if scene.tokens[i].pos == "NOUN" and scene.tokens[i].lemma.lower() in nouns().content:
            return _owner(scene, i, last)
    return ()


def _owner(scene: Scene, noun: int, limit: int) -> tuple[Span, ...]:
    """Whose word a noun of saying is: the genitive or "von" phrase after it."""
    i = noun + 1
    if i < limit:
        token = scene.tokens[i]
        if scene.low[i] in ("von", "vom"):
            i += 1
        elif token.morph.case != "gen" and scene.low[i] not in ("des", "der", "eines", "einer"):
            return ()
        span = noun_phrase(scene, i, limit)
        return (span,) if span else ()
    return ()


def _with_article(scene: Scene, noun: int, first: int) -> tuple[Span, ...]:
    begin = noun
    while begin > first and scene.tokens[begin - 1].pos in ("ADJ",):
        begin -= 1
    if begin > first and scene.tokens[begin - 1].pos == "DET":
        begin -= 1
    else:
        begin = noun
    return ((begin, noun + 1),)
