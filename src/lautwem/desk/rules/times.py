"""Z401, Z402: days that nothing can be counted from, and what the draft itself leaves open."""

from collections.abc import Iterator
from functools import cache

from lautwem import model as m
from lautwem.desk import lexica
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.language.lexicon import load
from lautwem.reading.sourcing.page import overlap


def without_anchor(draft: Draft) -> Iterator[Hit]:
    """Z401: "am Dienstag", "gestern", "vorige Woche" in a text with no date; one hit, the first."""
    if draft.article.published is not None:
        return
    found = [at for at in range(len(draft.lower)) if _deictic(draft, at) and not draft.quoted(at)]
    if found:
        first = found[0]
        begin = first - 1 if first and draft.lower[first - 1] in (_before() | _last()) else first
        span = draft.page.span(begin, first + 1)
        values = {"words": draft.text[slice(*span)], "count": str(len(found))}
        spans = tuple(draft.page.span(at, at + 1) for at in found)
        yield Hit(span, values=values, because=(m.Because("date-without-anchor", spans),))


@cache
def _before() -> frozenset[str]:
    return frozenset(word.lower() for word in load("time_expressions")["weekday_prepositions"])


@cache
def _last() -> frozenset[str]:
    return frozenset(load("time_expressions")["last"])


@cache
def _days() -> frozenset[str]:
    """Weekdays, alone and with a part of the day ("dienstagabend"), in lower case."""
    data = load("time_expressions")
    parts = ("", *data["parts_of_day"])
    return frozenset(day.lower() + part for day in data["weekdays"] for part in parts)


@cache
def _units() -> frozenset[str]:
    return frozenset(unit.lower() for unit in load("time_expressions")["units"])


def _deictic(draft: Draft, at: int) -> bool:
    """Whether a time is counted from the day of publication."""
    word = draft.lower[at]
    before = draft.lower[at - 1] if at else ""
    if word in ("gestern", "vorgestern", "kürzlich", "neulich", "unlängst"):
        return True
    if word in _days():
        return before in _before() and not _dated(draft, at)
    return before in _last() and word in _units()


def _dated(draft: Draft, at: int) -> bool:
    """ "am Dienstag, dem 3. März", "am Dienstag (3.3.)": the day is told."""
    return any(word[0].isdigit() for word in draft.lower[at + 1 : at + 4])


def open_question(draft: Draft) -> Iterator[Hit]:
    """Z402: the draft itself says that something is unclear, unconfirmed or not known.

    Not what somebody else calls so, and not in reviews or sport, where a player is "fraglich".
    """
    if draft.traits.kind != "report":
        return
    said = [span for statement in draft.reading.statements for span in statement.quote.spans]
    for question in draft.reading.open_questions:
        if any(overlap(question.span, span) for span in said) or not _asks(draft, question.span):
            continue
        yield Hit(question.span, because=(m.Because("open-question", (question.span,)),))


def _asks(draft: Draft, span: m.Span) -> bool:
    """Whether a place tells of not knowing, or asks; not that somebody doubts or is in dispute.

    Not in the turn of a dialogue ("Voss: Das ist unklar.").
    """
    known, asked = lexica.context(), _question_words()
    words = frozenset(draft.lower[at] for at in draft.page.tokens_in(span))
    sentence = draft.words(draft.page.sentence_at(span[0]))
    if known["doubting"] & words or ":" in sentence[1:4]:
        return False
    if known["unknown"] & words or any(word.startswith("überprüf") for word in words):
        return True
    return bool(known["if_asked"] & words and asked & words)


@cache
def _question_words() -> frozenset[str]:
    data = load("open_questions")
    return frozenset({*data["question_words"], "fragen", *map(str.lower, data["questions"])})
