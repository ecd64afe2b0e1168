"""Pronouns for speakers that the cast could not resolve, or not from what was said before.

The cast resolves to the people and bodies it knows. Who is named by a common noun alone ("eine
Nachbarin"), a body that spoke last and whoever goes on speaking are found here.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lautwem.model import Because, Span, Token
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.sourcing.carrying import CARRY_SENTENCES, Governing
from lautwem.reading.sourcing.described import whom
from lautwem.reading.sourcing.first_person import first_person
from lautwem.reading.sourcing.frames import part_tokens
from lautwem.reading.sourcing.lexica import kind_of_noun, voice_nouns
from lautwem.reading.sourcing.nominal import Phrase, noun_phrase, phrase_before
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.phrase_voice import of_phrase
from lautwem.reading.sourcing.speaker import Told, Who
from lautwem.reading.sourcing.voices import Ref, ref

FIRST_WORDS = 12
"""Words at the start of a sentence within which its subject stands."""
OPENING = 3
"""Words at the start of a sentence among which its pronoun stands ("Zugleich kritisierte er")."""
AGED = ("jährige", "jähriger")
BODIES = ("institution", "outlet", "agency", "group")
"""Voices that "sie", "er" or "es" may stand for beside people."""
MAIN_WORDS = 60
"""Words of the main clause before "wie sie mitteilte"."""
CONJUNCTIONS = ("wie", "dass", "weil", "da", "nachdem")
RELATIVES = frozenset({"der", "die", "das", "dem", "denen", "deren"})
GENDERS = {"er": "male", "sie": "female"}
PRONOUNS = ("PRON", "DET")
DASHES = ("–", "-", "—")
DEMONSTRATIVES = {"dieser": "masc", "diese": "fem", "dieses": "neut", "jener": "masc"}

Found = tuple[Ref, Span]
"""A voice, and the words that tell it."""


def resumed(
    page: Page, told: Sequence[Told], own: Sequence[Who], index: int, governing: Governing | None
) -> Who | None:
    """Who a lone pronoun is, where the sentences around tell better than the cast."""
    one, who = told[index], own[index]
    tokens = part_tokens(page, who.part)
    if len(tokens) == 2 and (aged := _aged(page, one, who, tokens, governing)):
        return aged
    if len(tokens) != 1:
        return None
    pronoun = page.tokens[tokens[0]]
    verb = _verb(page, one, tokens[0])
    if who.voice is None:
        found = (
            first_person(page, tokens[0], told, own, index, governing)
            or _relative(page, one, tokens[0])
            or _without_name(page, tokens[0])
            or _nameless(page, one, pronoun, verb, governing)
            or _body(page, one, tokens[0], verb, governing)
            or _demonstrative(page, tokens[0], verb)
            or _main_subject(page, tokens[0], pronoun, verb)
            or _only_one(page, one.frame.sentence, pronoun, verb)
            or _indefinite(page, tokens[0])
        )
    else:
        found = _just_named(page, one, who.voice, pronoun, verb) or _goes_on(
            page, one, who.voice, tokens[0], governing
        )
    if found is None or found[0] == who.voice:
        return None
    because = Because("pronoun-resumes", (found[1],))
    return replace(who, voice=found[0], because=(*who.because, because))


def _aged(
    page: Page, one: Told, who: Who, tokens: list[int], governing: Governing | None
) -> Who | None:
    """ "die 54-Jährige": the nameless one who spoke in the sentence before, rather than somebody
    named further back."""
    article, noun = (page.tokens[t].text.lower() for t in tokens)
    place = _spoke_last(page, one, governing) if noun.endswith(AGED) else None
    phrase = noun_phrase(page, page.tokens_in(place).start) if place else None
    wanted = {"der": "masc", "die": "fem"}.get(article)
    if governing is None or place is None or phrase is None or wanted is None:
        return None
    same = page.tokens[phrase.head].morph.gender == wanted and _is_nameless(page, phrase, True)
    if not same or (
        who.voice and _occurs(page, who.voice, (place[0], page.tokens[tokens[0]].begin))
    ):
        return None
    because = Because("pronoun-resumes", (place,))
    return replace(who, voice=governing.voices[0], because=(*who.because, because))


def _verb(page: Page, one: Told, at: int) -> Token | None:
    """The finite verb of the cue, else beside the pronoun, with which a subject agrees."""
    beside = (t for t in (at - 1, at + 1) if 0 <= t < len(page.tokens))
    near = (page.tokens[t] for t in (*part_tokens(page, one.quotation.cue), *beside))
    return next((token for token in near if token.morph.verb_form == "fin"), None)


def _relative(page: Page, one: Told, t: int) -> Found | None:
    """Whom a relative pronoun stands for: the phrase right before its comma ("Velten, die ..
    sagte", "ein Papier, aus dem hervorgeht")."""
    content = part_tokens(page, one.quotation.quote)
    if page.tokens[t].text.lower() not in RELATIVES or content[0] <= t <= content[-1]:
        return None
    comma = t - 1 - (t > 0 and page.tokens[t - 1].pos == "ADP")
    if comma <= 0 or page.tokens[comma].text != ",":
        return None
    first = page.sentences[page.sentence_of(comma)].first
    phrase = phrase_before(page, comma, first)
    voice = of_phrase(page, phrase, comma) if phrase else None
    return (voice, page.span(phrase.first, phrase.last)) if phrase and voice else None


def _without_name(page: Page, t: int) -> Found | None:
    """The somebody without a name whom the cast takes a pronoun for, by the last words for him."""
    for span in reversed(page.unnamed.get(page.tokens[t].end, ())[:-1]):
        words = page.tokens_in(span)
        noun = page.tokens[words.stop - 1].pos not in PRONOUNS
        phrase = noun_phrase(page, words.start) if noun else None
        voice = of_phrase(page, phrase) if phrase else None
        if phrase and voice:
            return voice, page.span(phrase.first, phrase.last)
    return None


def _nameless(
    page: Page, one: Told, pronoun: Token, verb: Token | None, governing: Governing | None
) -> Found | None:
    """The nameless one who spoke last, or whom the sentences before begin with."""
    place = _spoke_last(page, one, governing)
    phrase = noun_phrase(page, page.tokens_in(place).start) if place else None
    several = governing is not None and _is_plural(page, governing)
    if verb is not None and several != (verb.morph.number == "plur"):
        phrase = None
    if governing and place and phrase and _agrees(pronoun, page.tokens[phrase.head], verb):
        return governing.voices[0], page.span(phrase.first, phrase.last)
    return _before(page, one.frame.sentence, pronoun, verb, CARRY_SENTENCES)


def _before(
    page: Page, sentence: int, pronoun: Token, verb: Token | None, back: int
) -> Found | None:
    phrase = _nameless_before(page, sentence, pronoun, verb, back)
    if phrase and (known := whom(page, phrase.first, page.sentence_of(phrase.first), None)):
        return known
    voice = of_phrase(page, phrase) if phrase else None
    return (voice, page.span(phrase.first, phrase.last)) if phrase and voice else None


def _spoke_last(page: Page, one: Told, governing: Governing | None) -> Span | None:
    """Where somebody nameless spoke last, in the same block and not long before."""
    if governing is None:
        return None
    near = 0 <= one.frame.sentence - governing.sentence <= CARRY_SENTENCES
    same_block = page.sentences[one.frame.sentence].block == governing.block
    speaker = governing.voices[0]
    return governing.place if near and same_block and not speaker.id else None


def _nameless_before(
    page: Page, sentence: int, pronoun: Token, verb: Token | None, back: int
) -> Phrase | None:
    """The human being without a name that the nearest sentence before begins with, who agrees."""
    for at in range(sentence - 1, max(-1, sentence - 1 - back), -1):
        here = page.sentences[at]
        if here.block != page.sentences[sentence].block:
            return None
        for t in range(here.first, min(here.last, here.first + FIRST_WORDS)):
            before = page.tokens[t - 1] if t else None
            agent = before is not None and before.text.lower() == "von" and t > here.first
            bare = page.tokens[t].pos == "NOUN" and (t == here.first or before.text in DASHES)
            if page.tokens[t].pos != "DET" and not bare:
                continue
            if before and before.pos == "ADP" and not agent:
                continue
            phrase = noun_phrase(page, t, here.last)
            head = page.tokens[phrase.head] if phrase else None
            nameless = phrase is not None and _is_nameless(page, phrase, agent)
            if nameless and head and _agrees(pronoun, head, verb):
                return phrase
    return None


def _is_nameless(page: Page, phrase: Phrase, agent: bool) -> bool:
    head = page.tokens[phrase.head]
    named = any(page.names_in(page.span(phrase.first, phrase.core))) or _name_follows(page, phrase)
    human = noun_sense(head.text) is not None or head.text.lower().endswith(
        (*AGED, *voice_nouns().spokesperson_endings)
    )
    return human and not named and (agent or head.morph.case not in ("gen", "dat", "acc"))


def _name_follows(page: Page, phrase: Phrase) -> bool:
    """Whether a person's name follows after a comma ("die Rätin für Wasser, Ada Velten")."""
    at = phrase.last + 1
    if at >= len(page.tokens) or page.tokens[phrase.last].text != ",":
        return False
    name = page.name_at(page.tokens[at].begin)
    return name is not None and name.kind == "person"


def _agrees(pronoun: Token, noun: Token, verb: Token | None = None) -> bool:
    """er with a masculine, sie with a feminine or a plural, as the verb has it; the other
    pronouns with none."""
    if pronoun.text.lower() == "er":
        return noun.morph.number != "plur" and noun.morph.gender == "masc"
    if pronoun.text.lower() == "sie":
        if verb is not None and verb.morph.number == "sing":
            return noun.morph.number != "plur" and noun.morph.gender == "fem"
        return noun.morph.number == "plur" or noun.morph.gender == "fem"
    return False


def _body(
    page: Page, one: Told, t: int, verb: Token | None, governing: Governing | None
) -> Found | None:
    """The body that spoke last, not long before, one for a verb in the singular."""
    if governing is None or page.tokens[t].text.lower() not in ("er", "sie", "es"):
        return None
    near = 0 <= one.frame.sentence - governing.sentence <= CARRY_SENTENCES
    if not near or governing.voices[0].kind not in BODIES or page.tokens[t - 1].pos == "SCONJ":
        return None
    if verb is not None and _is_plural(page, governing) != (verb.morph.number == "plur"):
        return None
    return governing.voices[0], governing.place


def _main_subject(page: Page, t: int, pronoun: Token, verb: Token | None) -> Found | None:
    """The body that the main clause before a pronoun is about ("Die Polizei stoppte Velten, wie
    sie mitteilte")."""
    sentence = page.sentences[page.sentence_of(t)]
    if t - sentence.first > MAIN_WORDS or page.tokens[t - 1].text.lower() not in CONJUNCTIONS:
        return None
    phrase = noun_phrase(page, sentence.first, t)
    voice = of_phrase(page, phrase) if phrase else None
    if phrase is None or voice is None or voice.kind not in BODIES:
        return None
    agrees = _agrees(pronoun, page.tokens[phrase.head], verb)
    return (voice, page.span(phrase.first, phrase.last)) if agrees else None


def _is_plural(page: Page, governing: Governing) -> bool:
    """Whether who spoke last is several by grammar."""
    phrase = noun_phrase(page, page.tokens_in(governing.place).start)
    plural = phrase is not None and page.tokens[phrase.head].morph.number == "plur"
    return plural or governing.voices[0].kind == "group"


def _demonstrative(page: Page, t: int, verb: Token | None) -> Found | None:
    """The last human being, body or text before "dieser" that agrees with it."""
    agreement = DEMONSTRATIVES.get(page.tokens[t].text.lower())
    if agreement is None or page.tokens[t].pos == "DET":
        return None
    plural = verb is not None and verb.morph.number == "plur"
    sentence = page.sentence_of(t)
    first = page.sentences[max(0, sentence - 1)].first
    if page.sentences[max(0, sentence - 1)].block != page.sentences[sentence].block:
        first = page.sentences[sentence].first
    for head in range(t - 1, first - 1, -1):
        noun = page.tokens[head]
        name = page.name_at(noun.begin)
        speaks = name is not None or noun_sense(noun.text) or kind_of_noun(noun.lemma)
        if noun.pos not in ("NOUN", "PROPN") or not speaks:
            continue
        several = noun.morph.number == "plur"
        if several != plural or (not plural and noun.morph.gender != agreement):
            continue
        phrase = phrase_before(page, head + 1, first)
        voice = of_phrase(page, phrase) if phrase and phrase.head == head else None
        if phrase and voice:
            return voice, page.span(phrase.first, phrase.last)
    return None


def _only_one(page: Page, sentence: int, pronoun: Token, verb: Token | None) -> Found | None:
    """The only person of the two sentences before whose gender, if told, fits er or sie."""
    wanted = GENDERS.get(pronoun.text.lower())
    if wanted is None or (verb is not None and verb.morph.number == "plur"):
        return None
    found: dict[str, Found] = {}
    for at in range(max(0, sentence - CARRY_SENTENCES), sentence):
        if page.sentences[at].block != page.sentences[sentence].block:
            continue
        for mention in page.mentions_in(page.sentence_span(at)):
            voice = page.voice_of_entity.get(mention.entity)
            person = voice is not None and voice.kind == "person"
            if voice and person and page.genders.get(voice.id) in (None, wanted):
                found[voice.id] = ref(voice), mention.span
    return next(iter(found.values())) if len(found) == 1 else None


def _indefinite(page: Page, t: int) -> Found | None:
    """ "Einige behaupteten": somebody without a name."""
    token = page.tokens[t]
    if token.pos == "DET" or token.text.lower() not in voice_nouns().some:
        return None
    return Ref("unnamed", token.text.lower()), (token.begin, token.end)


def _just_named(
    page: Page, one: Told, known: Ref, pronoun: Token, verb: Token | None
) -> Found | None:
    """The nameless human being that the sentence before is about, if whom the cast chose does
    not occur in it."""
    sentence = one.frame.sentence
    if sentence == 0 or _occurs(page, known, page.sentence_span(sentence - 1)):
        return None
    return _before(page, sentence, pronoun, verb, 1)


def _occurs(page: Page, voice: Ref, span: Span) -> bool:
    """Whether a voice of the cast is named or described within a place."""
    for mention in page.mentions_in(span):
        found = page.voice_of_entity.get(mention.entity)
        if found is not None and found.id == voice.id and mention.form != "pronoun":
            return True
    return False


def _goes_on(
    page: Page, one: Told, known: Ref, t: int, governing: Governing | None
) -> Found | None:
    """Who spoke in the sentence before goes on, if since then whom the cast chose was not named;
    said of a pronoun that opens its sentence or follows what was said, after a speaker under no
    preposition."""
    if governing is None or governing.voices[0].kind != "person":
        return None
    named_at = page.tokens_in(governing.place).start
    opens = t - page.sentences[page.sentence_of(t)].first < OPENING
    follows = t > max(part_tokens(page, one.quotation.quote), default=t)
    if not (opens or follows) or page.tokens[named_at - 1].pos == "ADP":
        return None
    distance = one.frame.sentence - governing.sentence
    blocks = page.sentences[one.frame.sentence].block - governing.block
    speaker = governing.voices[0]
    gender = page.genders.get(speaker.id or "")
    wanted = GENDERS.get(page.tokens[t].text.lower())
    if not 0 <= distance <= 1 or blocks > 1 or wanted is None or gender != wanted:
        return None
    since = (governing.place[0], page.tokens[t].begin)
    return None if _occurs(page, known, since) else (speaker, governing.place)
