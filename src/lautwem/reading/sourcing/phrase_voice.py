"""Whose voice a noun phrase stands for: the cast's, a name's, or one called by its words."""

from msgspec.structs import replace

from lautwem.model import Name, Span, Token, VoiceKind
from lautwem.reading.cast.bodies import body_nouns, is_common
from lautwem.reading.names.person_nouns import sense as noun_sense
from lautwem.reading.names.rules import without_genitive
from lautwem.reading.sourcing.called_bodies import body_called
from lautwem.reading.sourcing.lexica import evidentials, kind_of_noun, voice_nouns
from lautwem.reading.sourcing.nominal import MARKS, Phrase, noun_phrase
from lautwem.reading.sourcing.own_outlet import says_we
from lautwem.reading.sourcing.page import Page, within
from lautwem.reading.sourcing.strong import bends, strong
from lautwem.reading.sourcing.voices import SAYING_KINDS, UNNAMED, Ref, named, ref

DEFINITE = ("der", "die", "das", "dem", "den", "des")
CIRCLES = ("kreise", "kreisen")
TELLING_CLASSES = frozenset({"company", "organisation"})
"""Classes of bodies of which one noun may mean any ("Unternehmen", "NGO")."""


def of_phrase(page: Page, phrase: Phrase, limit: int | None = None) -> Ref | None:
    """Whose voice a noun phrase stands for."""
    if joint := _joint(page, phrase, limit):
        return joint
    if page.article.outlet and says_we(page, phrase.head):
        return named(page, "outlet", page.article.outlet)
    word = page.tokens[phrase.head].text.lower()
    reported = word in evidentials().nouns
    lemma = page.tokens[phrase.head].lemma.lower()
    said = reported or word in evidentials().given or lemma in evidentials().saying_nouns
    owner = _compound_owner(page, phrase.head)
    if owner and (reported or word.endswith(evidentials().compounds)):
        return owner
    if said and phrase.owner is not None and _is_given_by(page, phrase):
        inner = noun_phrase(page, phrase.owner, phrase.last)
        return of_phrase(page, inner) if inner else UNNAMED
    if word.endswith(CIRCLES):
        return _by_words(page, phrase)
    if said and phrase.owner is not None and _is_anonymous(word):
        return _by_words(page, replace(phrase, last=phrase.core, owner=None))
    return (
        _known(page, phrase)
        or _outlet_before(page, phrase)
        or _body_called(page, phrase)
        or _by_words(page, phrase)
    )


def _body_called(page: Page, phrase: Phrase) -> Ref | None:
    """The body that a definite noun, or one without an article, stands for: nothing but what it
    is said of it."""
    first, head = page.tokens[phrase.first], page.tokens[phrase.head]
    definite = first.text.lower() in DEFINITE
    bare = phrase.first == phrase.head and head.morph.number != "plur"
    if not (definite or bare) or phrase.owner is not None or phrase.core > phrase.head + 1:
        return None
    return body_called(page, first.begin, head.text)


def _is_given_by(page: Page, phrase: Phrase) -> bool:
    """Whether the owner of something said is who gave it: not a thing that was looked into
    ("Analysen der Knochen"), nor what hangs on "Medienberichten" and names no outlet."""
    owner = noun_phrase(page, phrase.owner, phrase.last) if phrase.owner is not None else None
    if owner is None:
        return True
    noun, word = page.tokens[owner.head].text, page.tokens[phrase.head].text.lower()
    named = any(page.mentions_in(page.span(owner.first, owner.last))) or any(
        page.names_in(page.span(owner.first, owner.last))
    )
    if _is_anonymous(word):
        return named or noun.lower() in evidentials().outlet_nouns
    speaks = noun_sense(noun) or kind_of_noun(noun) or kind_of_noun(page.tokens[owner.head].lemma)
    document = kind_of_noun(word) or kind_of_noun(page.tokens[phrase.head].lemma)
    return bool(named or speaks or document != "document")


def _is_anonymous(word: str) -> bool:
    """Whether the first part of a compound names nobody ("Medienberichten")."""
    return word.startswith(tuple(w.lower() for w in evidentials().anonymous_compounds))


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
        if called := body_called(page, page.tokens[head].begin, stem):
            return called
        kind = kind_of_noun(stem) or kind_of_noun(first)
        return named(page, kind, stem if kind_of_noun(stem) else first) if kind else None
    return None


def _body_before(page: Page, offset: int, noun: str) -> Ref | None:
    """The body named last that "Unternehmensangaben", "Ministeriumsangaben" come from."""
    classes = body_nouns().classes(noun)
    for name in page.names_before(offset):
        same = name.canonical.lower().endswith(noun.lower())
        company = classes & TELLING_CLASSES & body_nouns().classes_of_name(name.canonical)
        if name.kind == "institution" and (same or company):
            return named(page, "institution", name.canonical)
    return None


def _joint(page: Page, phrase: Phrase, limit: int | None) -> Ref | None:
    """Several who speak together are one group ("Anna Kern und Jo Lang"), papers are one outlet."""
    stop = len(page.tokens) if limit is None else limit
    at = phrase.last
    if at + 1 >= stop or page.tokens[at].text.lower() not in ("und", "sowie", "&", "/"):
        return None
    other = noun_phrase(page, at + 1, stop)
    if other is None:
        return None
    if _is_one_person(page, phrase, other):
        return _known(page, other) if any(page.names_in(_core(page, other))) else None
    first, second = _known(page, phrase), _known(page, other)
    if first and first == second:
        return None
    alone = other.first < other.head and page.tokens[other.first].pos in ("DET", "ADJ", "NUM")
    if not (first and second) and not alone:
        return None
    first, second = first or _by_words(page, phrase), second or _by_words(page, other)
    papers = {first.kind, second.kind} == {"outlet"}
    return named(page, "outlet" if papers else "group", f"{first.name} und {second.name}")


def _is_one_person(page: Page, phrase: Phrase, other: Phrase) -> bool:
    """Whether two nouns say what one human being is ("die Wirtin und frühere Rätin Ada Velten"):
    one determiner for both, and no name before the second."""
    first, second = page.tokens[phrase.head], page.tokens[other.head]
    both = noun_sense(first.text) and noun_sense(second.text)
    one = page.tokens[phrase.first].pos == "DET" and page.tokens[other.first].pos != "DET"
    several = "plur" in (first.morph.number, second.morph.number)
    return bool(both and one and not several and not any(page.names_in(_core(page, phrase))))


def _core(page: Page, phrase: Phrase) -> Span:
    return page.span(phrase.first, phrase.core)


def _known(page: Page, phrase: Phrase) -> Ref | None:
    """The cast's voice, or else the name, that stands at the head or beside it."""
    head = page.tokens[phrase.head].begin
    core, whole = page.span(phrase.first, phrase.core), page.span(phrase.first, phrase.last)
    at_head = [m for m in page.mentions_in(whole) if m.span[0] <= head < m.span[1]]
    beside = [m for m in page.mentions_in(core) if m.span[0] > head and m.form == "name"]
    several = _is_genitive_plural(page, phrase)
    for mention in sorted(at_head, key=lambda m: m.span[0] - m.span[1]) + beside:
        if several and mention.form == "noun_phrase":
            continue
        if mention in beside and not _apposed(page, phrase, mention.span):
            continue
        if voice := page.voice_of_entity.get(mention.entity):
            return ref(voice)
    name = page.name_at(head)
    wider = of_mention(page, name.span) if name and not within(name.span, whole) else None
    if wider:
        return wider
    names = list(page.names_in(core))
    at_names = [n for n in names if n.span[0] <= head < n.span[1]]
    for name in at_names or [n for n in names if _apposed(page, phrase, n.span)]:
        if found := _of_name(page, phrase, name):
            return found
    return None


def _is_genitive_plural(page: Page, phrase: Phrase) -> bool:
    """Whether "der" before a noun for men hangs on a noun, and means several ("Aussendung der
    Entwickler")."""
    sense = noun_sense(page.tokens[phrase.head].text)
    if sense is None or sense.sex != "male" or sense.adjectival or not phrase.first:
        return False
    der = page.tokens[phrase.first].text.lower() == "der"
    return der and page.tokens[phrase.first - 1].pos == "NOUN" and phrase.head > phrase.first


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
    if longer:
        return None
    if is_common(name.canonical):
        known = _body_before(page, page.tokens[phrase.first].begin, name.canonical)
        return known or named(page, SAYING_KINDS[name.kind], name.canonical)
    return named(page, SAYING_KINDS[name.kind], name.canonical)


def _outlet_before(page: Page, phrase: Phrase) -> Ref | None:
    """ "Das Blatt" is the outlet named last before it."""
    if page.tokens[phrase.head].text.lower() not in evidentials().outlet_nouns or phrase.owner:
        return None
    begin = page.tokens[phrase.first].begin
    last = next((n for n in page.names_before(begin) if n.kind in ("outlet", "agency")), None)
    return named(page, SAYING_KINDS[last.kind], last.canonical) if last else None


def of_mention(page: Page, span: Span) -> Ref | None:
    """The cast's voice of a mention at exactly this place."""
    for mention in page.mentions_in(span):
        if mention.span == span:
            voice = page.voice_of_entity.get(mention.entity)
            return ref(voice) if voice else None
    return None


def is_spokesperson(noun: str) -> bool:
    """Whether a noun is of one who speaks for a body."""
    word, table = noun.lower(), voice_nouns()
    return word in table.spokespersons or word.endswith(table.spokesperson_endings)


def _by_words(page: Page, phrase: Phrase) -> Ref:
    """A voice of its own, named by its words without the article."""
    first, head = phrase.first, page.tokens[phrase.head]
    while first < phrase.head and (
        _is_article(page.tokens[first]) or page.tokens[first].text in MARKS
    ):
        first += 1
    inflected = head.morph.number == "sing" and head.morph.case in ("gen", "dat", "acc")
    lemma = (
        head.lemma if inflected and first > phrase.first and head.lemma[:1].isupper() else head.text
    )
    kind = _kind(page, phrase)
    if called := _called(page, phrase):
        return named(page, kind, _uninflected(page, phrase, called))
    if bends(head) and first > phrase.first:
        lemma = strong(page, phrase, phrase.head)
    words = f"{_attributes(page, phrase, first)} {lemma}" if first < phrase.head else lemma
    if phrase.last > phrase.head + 1:
        words = f"{words} {page.words(phrase.head + 1, phrase.last)}"
    return named(page, kind, " ".join(words.strip("".join(MARKS)).split()))


def _attributes(page: Page, phrase: Phrase, first: int) -> str:
    """The words from a token to the head; lone adjectives as they stand without the article."""
    tokens = range(first, phrase.head)
    one = page.tokens[phrase.head].morph.number != "plur"
    if one and all(page.tokens[t].pos == "ADJ" for t in tokens):
        return " ".join(strong(page, phrase, t) for t in tokens)
    return page.words(first, phrase.head)


def _is_article(token: Token) -> bool:
    """A determiner that does not tell one from another ("ein anderer Zeuge")."""
    return token.pos == "DET" and not token.text.lower().startswith("ander")


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
