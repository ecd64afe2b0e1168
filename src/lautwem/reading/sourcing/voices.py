"""From the words for a speaker, a source or an addressee to a voice.

The cast knows the people and bodies with names. What it does not know gets a voice of
its own, named by its words; a pronoun that nobody resolved gets none.
"""

from collections.abc import Iterable
from itertools import count

from lautwem.model import Frozen, Name, Part, Span, Voice, VoiceKind
from lautwem.reading.cast.bodies import body_nouns
from lautwem.reading.names.lists import entries
from lautwem.reading.names.rules import without_genitive
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, voice_nouns
from lautwem.reading.sourcing.nominal import MARKS, Phrase, noun_phrase
from lautwem.reading.sourcing.page import Page, hull, within
from lautwem.reading.sourcing.timewords import time_words

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

OUTLET_WORDS = 8
"""Words that the name of an outlet has at most."""
SHORT_NAME = 6
"""Least letters of the one word that may stand for the whole name of the publishing outlet;
assumed, not measured: "Blatt" may be any paper, "Sportblatt" in Sportblatt am Morgen is it."""
ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des"})
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


def voice_of(page: Page, part: Part | None) -> Ref | None:
    """Whose voice a part of the text stands for; None where nobody can be told."""
    whole = hull(part)
    if part is None or whole is None:
        return None
    for span in sorted(part.spans, key=lambda s: not _begins_phrase(page, s)):
        tokens = page.tokens_in(span)
        if not tokens:
            continue
        if own := _own_outlet(page, tokens):
            return own
        if found := _of_mention(page, span):
            return found
        if person := _person_beside(page, tokens):
            return person
        phrase = noun_phrase(page, tokens.start, tokens.stop)
        if phrase and _cut_short(page, phrase):
            phrase = noun_phrase(page, tokens.start)
        if phrase:
            return of_phrase(page, phrase, tokens.stop)
    return _pronoun(page, whole) or _cut_name(page, whole)


def _cut_name(page: Page, span: Span) -> Ref | None:
    """The bearer of a name that a part ends in the midst of."""
    name = page.name_at(span[1] - 1)
    return _of_mention(page, name.span) if name and name.span[1] > span[1] else None


def _cut_short(page: Page, phrase: Phrase) -> bool:
    """Whether a part ends before the phrase does: a bare measure, Angaben without a giver."""
    word = page.tokens[phrase.head].text.lower()
    return word in time_words().units or (phrase.owner is None and word in evidentials().nouns)


def _begins_phrase(page: Page, span: Span) -> bool:
    """Whether a piece of a part begins with a determiner or a name, as who speaks does."""
    tokens = page.tokens_in(span)
    return bool(tokens) and (
        page.tokens[tokens.start].pos in ("DET", "PRON")
        or page.name_at(page.tokens[tokens.start].begin) is not None
    )


def _person_beside(page: Page, tokens: range) -> Ref | None:
    """The one person named after the noun for what they are or after a comma ("Talheims
    Wirtin Ada Velten", "die Chefin der Bank, Mara Lindt"), be the part cut short before it."""
    stop = tokens.stop + (page.tokens[tokens.stop - 1].pos == "NOUN")
    people = {
        name.span: name
        for t in range(tokens.start, min(stop, len(page.tokens)))
        if (name := page.name_at(page.tokens[t].begin)) and name.kind == "person"
    }
    if len(people) != 1:
        return None
    ((span, name),) = people.items()
    at = page.tokens_in(span).start
    inflected = page.text[slice(*span)].endswith("s") and not name.canonical.endswith("s")
    if inflected or at <= tokens.start or not _says_what(page, at - 1):
        return None
    return _of_mention(page, span)


def _says_what(page: Page, t: int) -> bool:
    """Whether a token before a name is a comma or a noun that names nobody else."""
    token = page.tokens[t]
    name = page.name_at(token.begin)
    return token.text == "," or (token.pos == "NOUN" and (name is None or name.kind == "other"))


def _of_mention(page: Page, span: Span) -> Ref | None:
    for mention in page.mentions_in(span):
        if mention.span == span:
            voice = page.voice_of_entity.get(mention.entity)
            return ref(voice) if voice else None
    return None


def _pronoun(page: Page, span: Span) -> Ref | None:
    for mention in page.mentions_in(span):
        if voice := page.voice_of_entity.get(mention.entity):
            return ref(voice)
    return None


def of_phrase(page: Page, phrase: Phrase, limit: int | None = None) -> Ref | None:
    """Whose voice a noun phrase stands for."""
    if joint := _joint(page, phrase, limit):
        return joint
    if page.article.outlet and _says_we(page, phrase.head):
        return named(page, "outlet", page.article.outlet)
    word = page.tokens[phrase.head].text.lower()
    reported = word in evidentials().nouns
    lemma = page.tokens[phrase.head].lemma.lower()
    said = reported or word in evidentials().given or lemma in evidentials().saying_nouns
    owner = _compound_owner(page, phrase.head)
    if owner and (reported or word.endswith(evidentials().compounds)):
        return owner
    if said and phrase.owner is not None:
        inner = noun_phrase(page, phrase.owner, phrase.last)
        return of_phrase(page, inner) if inner else UNNAMED
    return _known(page, phrase) or _outlet_before(page, phrase) or _by_words(page, phrase)


def _own_outlet(page: Page, tokens: range) -> Ref | None:
    """The outlet that publishes the article, however its name is inflected; a part may lack
    the adjective of the name ("der Kleinen Zeitung")."""
    outlet = page.article.outlet
    if outlet and _says_we(page, tokens.stop - 1) and _is_all(page, tokens):
        return named(page, "outlet", outlet)
    if not outlet or len(tokens) > OUTLET_WORDS:
        return None
    before = tokens.start - 1
    wider = before >= 0 and page.tokens[before].pos == "ADJ" and page.tokens[before].text.istitle()
    for first in (tokens.start, before) if wider else (tokens.start,):
        if bare_name(page.words(first, tokens.stop)) == bare_name(outlet):
            return named(page, "outlet", outlet)
    return None


def _says_we(page: Page, head: int) -> bool:
    """ "dieser Zeitung", "unserer Redaktion": the outlet that publishes the article."""
    before, noun = (page.tokens[t].text.lower() for t in (max(head - 1, 0), head))
    return before in evidentials().own_outlet and noun in evidentials().outlet_nouns


def _is_all(page: Page, tokens: range) -> bool:
    """Whether nothing but a preposition stands before the last two words ("mit dieser Zeitung")."""
    return len(tokens) == 2 or (len(tokens) == 3 and page.tokens[tokens.start].pos == "ADP")


def is_own_outlet(page: Page, voice: Ref) -> bool:
    """Whether a voice is the outlet that publishes the article, or the agency whose service
    the outlet is ("dpa-infocom")."""
    outlet = page.article.outlet or ""
    own, name = bare_name(outlet), bare_name(voice.name)
    if not own or voice.kind not in ("outlet", "agency"):
        return False
    if voice.kind == "agency" and name and outlet.startswith(voice.name):
        return True
    return name == own or _is_short_for(voice.name, outlet)


def _is_short_for(name: str, outlet: str) -> bool:
    """Whether one word opens an outlet's name of several ("das Sportblatt" in the Sportblatt am
    Morgen) and is no other outlet's name ("die Zeit" in the Zeit am Abend)."""
    words = [word for word in outlet.split() if word.casefold() not in ARTICLES]
    if len(words) < 2 or len(name) < SHORT_NAME or bare_name(words[0]) != bare_name(name):
        return False
    return all(entry.name != name for entry in entries().values())


def bare_name(name: str) -> str:
    """A name for comparing: no article, no endings of the adjective ("der Kleinen Zeitung")."""
    words = name.casefold().replace("-", " ").split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return "".join(word[:-1] if len(word) > 4 and word[-1] in "nrs" else word for word in words)


def _compound_owner(page: Page, head: int) -> Ref | None:
    """The first part of "Polizeiangaben", "Bild-Informationen", where it names somebody."""
    text = page.tokens[head].text
    for ending in evidentials().compounds:
        first = text[: -len(ending)].rstrip("-")
        if not text.lower().endswith(ending) or len(first) < 2:
            continue
        if first.lower() in evidentials().anonymous_compounds:
            return None
        name = page.name_at(page.tokens[head].begin)
        if name and name.kind in ("outlet", "agency"):
            return named(page, SAYING_KINDS[name.kind], name.canonical)
        if first.isupper():
            short = next((n for n in page.names if page.text[slice(*n.span)] == first), None)
            full = evidentials().short_names.get(first)
            return named(page, "institution", full or (short.canonical if short else first))
        stem = first.removesuffix("s") if first.lower() not in voice_nouns().nouns else first
        if known := _body_before(page, page.tokens[head].begin, stem):
            return known
        kind = kind_of_noun(stem) or kind_of_noun(first)
        return named(page, kind, stem if kind_of_noun(stem) else first) if kind else None
    return None


def _body_before(page: Page, offset: int, noun: str) -> Ref | None:
    """The body named last that "Unternehmensangaben", "Ministeriumsangaben" come from."""
    classes = body_nouns().classes(noun)
    for name in page.names_before(offset):
        same = name.canonical.lower().endswith(noun.lower())
        company = "company" in classes and "company" in body_nouns().classes_of_name(name.canonical)
        if name.kind == "institution" and (same or company):
            return named(page, "institution", name.canonical)
    return None


def _joint(page: Page, phrase: Phrase, limit: int | None) -> Ref | None:
    """Several who speak together are one group ("Anna Kern und Jo Lang")."""
    stop = len(page.tokens) if limit is None else limit
    at = phrase.last
    if at + 1 >= stop or page.tokens[at].text.lower() not in ("und", "sowie", "&", "/"):
        return None
    other = noun_phrase(page, at + 1, stop)
    if other is None:
        return None
    first, second = _known(page, phrase), _known(page, other)
    if first and first == second:
        return None
    alone = other.first < other.head and page.tokens[other.first].pos in ("DET", "ADJ", "NUM")
    if not (first and second) and not alone:
        return None
    first, second = first or _by_words(page, phrase), second or _by_words(page, other)
    return named(page, "group", f"{first.name} und {second.name}")


def _known(page: Page, phrase: Phrase) -> Ref | None:
    """The cast's voice, or else the name, that stands at the head or beside it."""
    head = page.tokens[phrase.head].begin
    core, whole = page.span(phrase.first, phrase.core), page.span(phrase.first, phrase.last)
    at_head = [m for m in page.mentions_in(whole) if m.span[0] <= head < m.span[1]]
    beside = [m for m in page.mentions_in(core) if m.span[0] > head and m.form == "name"]
    for mention in sorted(at_head, key=lambda m: m.span[0] - m.span[1]) + beside:
        if mention in beside and not _apposed(page, phrase, mention.span):
            continue
        if voice := page.voice_of_entity.get(mention.entity):
            return ref(voice)
    name = page.name_at(head)
    wider = _of_mention(page, name.span) if name and not within(name.span, whole) else None
    if wider:
        return wider
    names = list(page.names_in(core))
    at_names = [n for n in names if n.span[0] <= head < n.span[1]]
    for name in at_names or [n for n in names if _apposed(page, phrase, n.span)]:
        if found := _of_name(page, phrase, name):
            return found
    return None


def _apposed(page: Page, phrase: Phrase, span: Span) -> bool:
    """Whether a name beside the head says who the head is: not a bracket, not an attribute."""
    at = page.tokens_in(span).start
    owns = span[1] <= page.tokens[phrase.head].begin and page.text[span[1] - 1] in "s'’"
    return (
        at > 0
        and not owns
        and page.tokens[at - 1].text != "("
        and within(span, page.span(phrase.first, phrase.core))
    )


def _of_name(page: Page, phrase: Phrase, name: Name) -> Ref | None:
    """The voice of a name; a name inside a compound ("Bild-Reporter") is only its part."""
    token = page.tokens[phrase.head]
    longer = token.begin <= name.span[0] and token.end > name.span[1]
    return None if longer else named(page, SAYING_KINDS[name.kind], name.canonical)


def _outlet_before(page: Page, phrase: Phrase) -> Ref | None:
    """ "Das Blatt" is the outlet named last before it."""
    if page.tokens[phrase.head].text.lower() not in evidentials().outlet_nouns or phrase.owner:
        return None
    begin = page.tokens[phrase.first].begin
    last = next((n for n in page.names_before(begin) if n.kind in ("outlet", "agency")), None)
    return named(page, SAYING_KINDS[last.kind], last.canonical) if last else None


def is_spokesperson(noun: str) -> bool:
    """Whether a noun is of one who speaks for a body."""
    word, table = noun.lower(), voice_nouns()
    return word in table.spokespersons or word.endswith(table.spokesperson_endings)


def _by_words(page: Page, phrase: Phrase) -> Ref:
    """A voice of its own, named by its words without the article."""
    first, head = phrase.first, page.tokens[phrase.head]
    while first < phrase.head and (
        page.tokens[first].pos == "DET" or page.tokens[first].text in MARKS
    ):
        first += 1
    inflected = head.morph.number == "sing" and head.morph.case in ("gen", "dat", "acc")
    lemma = (
        head.lemma if inflected and first > phrase.first and head.lemma[:1].isupper() else head.text
    )
    kind = _kind(page, phrase)
    if called := _called(page, phrase):
        return named(page, kind, _uninflected(page, phrase, called))
    words = f"{page.words(first, phrase.head)} {lemma}" if first < phrase.head else lemma
    if phrase.last > phrase.head + 1:
        words = f"{words} {page.words(phrase.head + 1, phrase.last)}"
    return named(page, kind, " ".join(words.strip("".join(MARKS)).split()))


def _uninflected(page: Page, phrase: Phrase, name: str) -> str:
    """A name in quotation marks without the ending that "des" asks for ("des „Talkuriers“")."""
    words = name.split()
    after_des = page.tokens[phrase.first].text.lower() == "des"
    last = without_genitive(words, "outlet", frozenset(), after_des)
    return " ".join([*words[:-1], last])


def _called(page: Page, phrase: Phrase) -> str | None:
    """The name in quotation marks of a phrase: der Blog „Name“, die „Name“."""
    if phrase.core - phrase.head > 1:
        span = page.span(phrase.head, phrase.core)
        pair = page.quoted(page.tokens[phrase.head + 1].begin)
    else:
        span = page.span(phrase.first, phrase.core)
        pair = page.quoted(page.tokens[phrase.head].begin)
    if pair is None or not pair.complete or not within(pair.inner, (span[0], span[1] + 1)):
        return None
    return page.text[slice(*pair.inner)].strip() or None


def _kind(page: Page, phrase: Phrase) -> VoiceKind:
    """Lexicon first; a name in quotation marks is a publication, a human noun nobody named."""
    head = page.tokens[phrase.head]
    if is_spokesperson(head.text) or is_spokesperson(head.lemma):
        return "unnamed"
    if kind := kind_of_noun(head.text) or kind_of_noun(head.lemma):
        return kind
    if head.text.lower() in evidentials().nouns:
        return "unnamed"
    if phrase.first < phrase.head and page.tokens[phrase.head - 1].text in MARKS:
        return "outlet"
    if head.morph.number == "plur":
        return "group"
    return "institution" if head.pos == "PROPN" else "unnamed"


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
