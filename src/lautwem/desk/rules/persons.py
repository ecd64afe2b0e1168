"""P202, P204, P205, P206, B303: who can be recognised, and what is told of them."""

import re
from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.desk.manner import elsewhere

ADULT = 18
"""Age below which Ziffer 8.3 of the Press Code protects."""
_FULL_NAME = 2
"""Words of a name from which somebody is named in full."""
_PASSIVE = frozenset({"wurde", "wird", "worden", "war", "ist"})
_STEM = 5
"""Letters by which a word of origin is known again in another form."""
_REPEATED = 2
"""Words of one origin above which an article is about it."""
_INITIAL = re.compile(r"\b\w\.(?:\s|$|-)")
_AGED = re.compile(r"(\d{1,2})-[Jj]ährige[rnms]?$")


# -- minors ------------------------------------------------------------------


def minor_identifiable(draft: Draft) -> Iterator[Hit]:
    """P202: somebody under 18 is named, or told by a named relative or a school.

    Named: the age stands beside the name. By relatives: in the sentence of a crime or accident.
    """
    if draft.traits.kind != "report":
        return
    seen: set[str] = set()
    for person, span, age in _named_minors(draft):
        if person.id not in seen and not _public(person):
            seen.add(person.id)
            values = {"who": person.name, "age": str(age)}
            yield Hit(span, values=values, because=(m.Because("age-beside-name", (span,)),))
    yield from _by_relatives(draft)


def _named_minors(draft: Draft) -> Iterator[tuple[m.Person, m.Span, int]]:
    """People whose age beside the name is under 18; no child is called by the surname alone."""
    for person in draft.reading.people:
        for mention, age, span in ages_beside(draft, person):
            words = draft.text[slice(*mention)]
            surname = words != person.name and person.name.endswith(f" {words}")
            if age < ADULT and not surname and not abbreviated(words):
                end = max(span[1], mention[1])
                end += draft.text[end : end + 1] == ")"
                yield person, (min(span[0], mention[0]), end), age


def _by_relatives(draft: Draft) -> Iterator[Hit]:
    """ "die 14-jährige Tochter von Mara Voss" where a crime or an accident is told."""
    for sentence in range(len(draft.page.sentences)):
        aged = [(at, age) for at, age in _aged_words(draft, sentence) if age < ADULT]
        if not aged or not _harm(draft, sentence):
            continue
        for at, age in aged:
            named = _relative_of(draft, sentence, at)
            if named:
                span = (draft.tokens[at].begin, named[1])
                values = {"who": draft.text[slice(*span)], "age": str(age)}
                why = m.Because("minor-by-relative", (span,))
                yield Hit(span, "relative", values, (why,))


def _aged_words(draft: Draft, sentence: int) -> Iterator[tuple[int, int]]:
    for at in draft.sentence(sentence):
        age = aged(draft.tokens[at].text)
        if age is not None and not draft.quoted(at):
            yield at, age


def aged(word: str) -> int | None:
    """The age that a word tells: 27 for "27-Jähriger"."""
    found = _AGED.search(word)
    return int(found.group(1)) if found else None


_RELATIONS = (
    "sohn",
    "sohnes",
    "tochter",
    "kind",
    "enkel",
    "enkelin",
    "bruder",
    "schwester",
    "neffe",
    "nichte",
)


def _relative_of(draft: Draft, sentence: int, at: int) -> m.Span | None:
    """The name after "14-jährige Tochter von" or "14-jährigen Sohn des Wirts"."""
    if draft.lower[at + 1 : at + 2] and draft.lower[at + 1] not in _RELATIONS:
        return None
    for mention in draft.names_in(sentence):
        gap = draft.page.tokens_in((draft.tokens[at].end, mention.span[0]))
        if 1 < len(gap) <= 4 and not any(draft.lower[i] == "," for i in gap):
            return mention.span
    return None


def _harm(draft: Draft, sentence: int) -> bool:
    """Whether a crime or an accident is told in a sentence or beside it."""
    for index in draft.near(sentence):
        for at in draft.sentence(index):
            word = draft.lower[at]
            if lexica.crimes().is_offence(draft.tokens[at].text) or word in lexica.victims().harm:
                return True
            if word in lexica.suspects().signs or lexica.crimes().verb(draft.tokens[at].text):
                return True
    return False


def minor_in_picture(draft: Draft) -> Iterator[Hit]:
    """B303: a caption names somebody under 18, by the caption itself or by the article."""
    known = {person.id: (span, age) for person, span, age in _named_minors(draft)}
    for caption, shown in zip(draft.article.captions, draft.reading.shown, strict=True):
        for identifier in dict.fromkeys(shown):
            person = draft.person(identifier)
            if identifier in known and not _public(person):
                where, age = known[identifier]
                values = {"who": person.name, "age": str(age)}
                why = m.Because("age-beside-name", (where,))
                yield Hit(caption.span, values=values, because=(why,))


# -- ages --------------------------------------------------------------------


def ages_beside(draft: Draft, person: m.Person) -> Iterator[tuple[m.Span, int, m.Span]]:
    """Ages directly beside a person's name: "Mara Voss (14)", "Voss, 14,", "die 14-jährige Mara".

    Each with the place of the name and of the age.
    """
    names = draft.name_spans.get(person.id, ())
    for span in names:
        after = draft.text[span[1] : span[1] + 8]
        found = re.match(r" \((\d{1,2})\)|, (\d{1,2})(?=, [^\W\d])", after)
        if found:
            group = 1 if found.group(1) else 2
            begin = span[1] + found.start(group)
            yield span, int(found.group(group)), (begin, begin + len(found.group(group)))
        own = draft.page.tokens_in(span)
        for at in range(max(0, own.start - 3), own.start) if own else ():
            aged = re.fullmatch(r"(\d{1,2})-jährige[rnms]?", draft.tokens[at].text)
            between = draft.text[draft.tokens[at].end : span[0]]
            if aged and not re.search(r"[,.;:(]|\b(?:und|von|des|der|mit)\b", between):
                begin = draft.tokens[at].begin
                yield span, int(aged.group(1)), (begin, draft.tokens[at].end)


def age_inconsistent(draft: Draft) -> Iterator[Hit]:
    """P206: two ages of one person in the text, or one that earlier articles contradict.

    A year apart is a birthday and no contradiction.
    """
    for person in draft.reading.people:
        found = sorted(set(ages_beside(draft, person)), key=lambda one: one[2])
        for name, age, span in found[1:]:
            first = found[0]
            if abs(age - first[1]) > 1 and _same_name(draft, first[0], name):
                values = {"who": person.name, "age": str(age), "other": str(first[1])}
                yield Hit(span, values=values, because=(m.Because("two-ages", (first[2], span)),))
                break
    yield from _against_archive(draft)


def _same_name(draft: Draft, one: m.Span, other: m.Span) -> bool:
    """Whether two names are of one person beyond doubt: one holds every word of the other."""
    a, b = draft.text[slice(*one)].split(), draft.text[slice(*other)].split()
    return set(a) <= set(b) or set(b) <= set(a)


def _against_archive(draft: Draft) -> Iterator[Hit]:
    for earlier in draft.back.ages if draft.back else ():
        person = draft.person(earlier.person)
        if earlier.born is None or person.born is None or person.age is None:
            continue
        low, high = earlier.born.earliest[:7], earlier.born.latest[:7]
        if person.born.latest[:7] < low or person.born.earliest[:7] > high:
            values = {
                "who": person.name,
                "age": str(person.age.value),
                "other": str(earlier.age),
                "where": earlier.place.named(),
            }
            why = m.Because("age-in-archive", (person.age.span,))
            yield Hit(person.age.span, "archive", values, (why,))


# -- origin ------------------------------------------------------------------


def origin_of_suspect(draft: Draft) -> Iterator[Hit]:
    """P204: nationality, religion or origin of somebody suspected.

    In one sentence with a word of suspicion, beside an age or a noun of standing; not where the
    article is set in that country, or where origin is its subject.
    """
    if draft.traits.kind != "report" or _origin_is_subject(draft):
        return
    seen: set[str] = set()
    for sentence in sorted({draft.page.sentence_of(at) for at in draft.traits.signs}):
        for at in draft.sentence(sentence):
            country = _origin(draft, at)
            if country is None or draft.quoted(at) or _set_there(draft, at, country):
                continue
            token = draft.tokens[at]
            if draft.lower[at] not in seen and _of_suspect(draft, sentence, at):
                seen.add(draft.lower[at])
                span = (token.begin, token.end)
                values = {"word": token.text}
                yield Hit(span, values=values, because=(m.Because("origin-of-suspect", (span,)),))


def _origin(draft: Draft, at: int) -> str | None:
    """The country of a word of origin, "" where it has none; None for another word."""
    word, known = draft.lower[at], lexica.origins()
    capital = draft.tokens[at].text[0].isupper()
    return known.nouns.get(word) if capital else known.adjectives.get(word)


def _of_suspect(draft: Draft, sentence: int, at: int) -> bool:
    """Whether the phrase around a word of origin has an age or a noun of standing."""
    inside = draft.sentence(sentence)
    around = range(max(inside.start, at - 3), min(inside.stop, at + 3))
    words = [draft.lower[i] for i in around if i != at]
    if any(word in lexica.victims().beside for word in words):
        return False
    if any(lexica.suspects().nouns.find(word) for word in words):
        return True
    return any(_AGED.search(word) or word == "mutmaßliche" for word in words)


def _set_there(draft: Draft, at: int, country: str) -> bool:
    """Whether the article names the country, or the word again and again.

    What happens there, or is about the people, says nothing of a minority.
    """
    if country and any(word.startswith(country.lower()) for word in draft.lower):
        return True
    stem = draft.lower[at][:_STEM]
    return sum(word.startswith(stem) for word in draft.lower) > _REPEATED


def _origin_is_subject(draft: Draft) -> bool:
    known = lexica.origins().public_interest
    return any(known.find(word) for word in draft.lower)


# -- victims -----------------------------------------------------------------


def victim_identifiable(draft: Draft) -> Iterator[Hit]:
    """P205: the full name of a victim who has no public role."""
    if draft.traits.kind != "report":
        return
    seen: set[str] = set()
    for person in draft.reading.people:
        for span in draft.name_spans.get(person.id, ()):
            name = draft.text[slice(*span)]
            if person.id in seen or len(name.split()) < _FULL_NAME or abbreviated(name):
                continue
            words = _victim(draft, span)
            sentence = draft.page.sentence_at(span[0])
            if words and not _public(person) and not elsewhere(draft, draft.near(sentence)):
                seen.add(person.id)
                why = m.Because("victim-beside-name", (words,))
                yield Hit(span, values={"who": person.name}, because=(why,))


def _victim(draft: Draft, span: m.Span) -> m.Span | None:
    """The words beside a name, or the passive of it, that make its bearer a victim."""
    known, own = lexica.victims(), draft.page.tokens_in(span)
    sentence = draft.page.sentence_at(span[0])
    inside = draft.sentence(sentence)
    if not own or draft.quoted(own.start):
        return None
    for at in range(max(inside.start, own.start - 3), own.start):
        if draft.lower[at] in known.beside and all(
            draft.tokens[i].text[0].isalnum() for i in range(at, own.start)
        ):
            return (draft.tokens[at].begin, draft.tokens[at].end)
    before = draft.text[max(0, span[0] - 30) : span[0]].lower().rstrip()
    for turn in known.phrases:
        if before.endswith(turn) or before.endswith((turn + " der", turn + " dem")):
            return (span[0] - len(turn) - 1, span[0] - 1)
    return _passive(draft, own, inside)


def _passive(draft: Draft, own: range, inside: range) -> m.Span | None:
    """ "Anna Muster wurde .. erstochen": the name is the subject of a passive of harm."""
    known = lexica.victims()
    for clause in draft.clauses.get(draft.page.sentence_of(own.start), ()):
        first = clause.subjects[0] if clause.subjects else None
        subject = first is not None and first.first < own.stop and own.start < first.last
        finite = draft.tokens[clause.verb].lemma.lower() if clause.verb is not None else ""
        harmed = [at for at in clause.predicate if draft.lower[at] in known.passive]
        told = _PASSIVE.intersection(draft.lower[at] for at in clause.predicate)
        if subject and finite in ("werden", "sein") and harmed and told:
            return draft.page.span(harmed[0], harmed[0] + 1)
    if own.stop < inside.stop and draft.lower[own.stop] in _PASSIVE:
        for at in range(own.stop + 1, inside.stop):
            if draft.lower[at] in (",", ";", "–", ":"):
                return None
            if draft.lower[at] in known.passive or draft.lower[at] in known.died:
                return draft.page.span(at, at + 1)
    return None


# -- names -------------------------------------------------------------------


def abbreviated(name: str) -> bool:
    """Whether a name is cut to an initial ("Mara V.")."""
    return bool(_INITIAL.search(name))


def public_roles(person: m.Person) -> tuple[m.Role, ...]:
    """The roles beyond everyday life that the article gives a person."""
    known = lexica.victims()
    return tuple(
        role
        for role in person.roles
        if role.kind == "role"
        and role.text not in known.private_roles
        and role.text.lower() not in known.beside
    )


def _public(person: m.Person) -> bool:
    return bool(public_roles(person))
