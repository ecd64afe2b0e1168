"""Speakers called by what they are: "der Anwalt" right after "sagte Velten" is Velten.

The cast takes up a noun that it has read of a person before ("die Ministerin"). What a text says
of its speakers for the first time in this way ("der Schweizer", "die Juristin") is found here:
a definite noun for one human being means whoever spoke last, if nobody else was named since.
"""

from msgspec.structs import replace

from lautwem.language.lexicon import load
from lautwem.model import Because, Span
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.carrying import Governing
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import Told, Who
from lautwem.reading.sourcing.voices import Ref, ref

DEFINITE = {"der": None, "die": "female", "dem": "male"}
"""Definite articles of a speaker, and the sex that they tell ("der" may be a feminine dative)."""
LONGEST = 3
"""Sentences after a speaker within which a noun takes him up."""
BROUGHT_IN = 2000
"""Tokens back within which an indefinite noun may have brought somebody in: a long article."""
PEOPLE_NOUNS = ("ler", "loge", "login", "lerin")
"""Endings of nouns for people by what they know ("Arbeitsrechtler", "Virologin")."""


def described(page: Page, one: Told, who: Who, governing: Governing | None) -> Who | None:
    """Whom a definite noun takes up that the cast knows nobody for; None where it is new."""
    tokens = part_tokens(page, who.part)
    if who.voice is None or who.voice.id is not None or not tokens:
        return None
    found = whom(page, tokens[0], one.frame.sentence, governing)
    if found is None:
        return None
    because = Because("described", (found[1],))
    return replace(who, voice=found[0], because=(*who.because, because))


def whom(
    page: Page, first: int, sentence: int, governing: Governing | None
) -> tuple[Ref, Span] | None:
    """The named person that the noun phrase at ``first`` takes up, and where he was named."""
    phrase = noun_phrase(page, first)
    if phrase is None or not _takes_up(page, phrase):
        return None
    if page.tokens[phrase.head].end in page.unnamed:
        return None
    last = _last_named(page, page.tokens[first].begin, sentence)
    if last and _was(page, phrase):
        return last if _fits(page, phrase, last[0]) else None
    if governing is None or sentence - governing.sentence > LONGEST:
        return None
    speaker = governing.voices[0]
    alone = speaker.kind == "person" and (last is None or last[0] == speaker)
    return (speaker, governing.place) if alone and _fits(page, phrase, speaker) else None


def _takes_up(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase is a definite noun for one human being, without a name or an owner, that
    no indefinite one has brought in before."""
    article, head = page.tokens[phrase.first].text.lower(), page.tokens[phrase.head]
    alone = phrase.last == phrase.head + 1 and phrase.owner is None
    human = noun_sense(head.text) or head.text.lower().endswith(PEOPLE_NOUNS)
    if article not in DEFINITE or phrase.head == phrase.first or not (alone and human):
        return False
    sense = noun_sense(head.text)
    if head.morph.number == "plur" or (sense and sense.plural):
        return False
    if any(page.names_in(page.span(phrase.first, phrase.last))):
        return False
    return not any(
        page.tokens[t].text == head.text and page.tokens[t].begin < head.begin and _brought(page, t)
        for t in range(max(0, phrase.first - BROUGHT_IN), phrase.first)
    )


def _brought(page: Page, t: int) -> bool:
    """Whether a noun stands after "ein", perhaps with an adjective between."""
    before = (page.tokens[i].text.lower() for i in (t - 1, t - 2) if i >= 0)
    return any(word in ("ein", "eine", "einer", "einem", "einen", "eines") for word in before)


def _was(page: Page, phrase: Phrase) -> bool:
    words = (page.tokens[t].text.lower() for t in range(phrase.first, phrase.head))
    return any(word.startswith(tuple(load("pronouns")["former"])) for word in words)


def _last_named(page: Page, offset: int, sentence: int) -> tuple[Ref, Span] | None:
    """The person named last before an offset, in its sentence or not long before."""
    begin = page.sentence_span(max(0, sentence - LONGEST))[0]
    found = None
    for mention in page.mentions_in((begin, offset)):
        voice = page.voice_of_entity.get(mention.entity)
        if voice and voice.kind == "person" and mention.form == "name":
            found = ref(voice), mention.span
    return found


def _fits(page: Page, phrase: Phrase, voice: Ref) -> bool:
    """Whether the sex that a phrase tells is not another than the person's."""
    sense = noun_sense(page.tokens[phrase.head].text)
    told = sense.sex if sense and sense.sex else DEFINITE[page.tokens[phrase.first].text.lower()]
    known = page.genders.get(voice.id or "")
    return told is None or known is None or told == known
