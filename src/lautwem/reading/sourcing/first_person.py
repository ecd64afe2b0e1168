"""Who "ich" and "wir" are where a text has lost its quotation marks, or is an interview.

In an interview the name before the colon that opened the turn tells it; elsewhere who spoke in
the sentences before, or whom the sentence right after names.
"""

from collections.abc import Sequence

from lautwem.model import Span
from lautwem.reading.sourcing.carrying import CARRY_SENTENCES, Governing
from lautwem.reading.sourcing.page import Page
from lautwem.reading.sourcing.speaker import Told, Who
from lautwem.reading.sourcing.voices import SAYING_KINDS, Ref, named, ref

FIRST = frozenset({"ich", "wir"})
TURN = 15
"""Sentences that one answer of an interview has at most; assumed, not measured."""
ENDS = frozenset({".", "?", "!", "…", "“", "”", '"', "»", "«"})
"""Marks after which a turn opens."""

Found = tuple[Ref, Span]


def first_person(
    page: Page,
    t: int,
    told: Sequence[Told],
    own: Sequence[Who],
    index: int,
    governing: Governing | None,
) -> Found | None:
    """Who says "ich" or "wir" at the token ``t``; None where nobody can be told."""
    if page.tokens[t].text.lower() not in FIRST:
        return None
    return _turn(page, t) or _before(told[index], governing) or _after(page, told, own, index)


def _turn(page: Page, t: int) -> Found | None:
    """The name that opened the turn of an interview ("Velten: Das Tal ist trocken. Ich .. ")."""
    sentence = page.sentence_of(t)
    first = page.sentences[max(0, sentence - TURN)].first
    for colon in range(t - 1, first, -1):
        if page.tokens[colon].text != ":":
            continue
        name = page.name_at(page.tokens[colon - 1].begin)
        if name is None or name.kind not in ("person", "outlet"):
            continue
        start = page.tokens_in(name.span).start
        opens = start == page.sentences[page.sentence_of(start)].first
        if not opens and page.tokens[start - 1].text not in ENDS:
            continue
        for mention in page.mentions_in(name.span):
            if voice := page.voice_of_entity.get(mention.entity):
                return ref(voice), name.span
        return named(page, SAYING_KINDS[name.kind], name.canonical), name.span
    return None


def _before(one: Told, governing: Governing | None) -> Found | None:
    """The person who spoke last, not long before."""
    if governing is None or governing.voices[0].kind != "person":
        return None
    near = 0 <= one.frame.sentence - governing.sentence <= CARRY_SENTENCES
    return (governing.voices[0], governing.place) if near else None


def _after(page: Page, told: Sequence[Told], own: Sequence[Who], index: int) -> Found | None:
    """The person whom the next quotation names, in the same or the next sentence."""
    if index + 1 >= len(told):
        return None
    here, there, who = told[index].frame.sentence, told[index + 1].frame.sentence, own[index + 1]
    same = page.sentences[here].block == page.sentences[there].block
    if who.voice is None or who.part is None or who.voice.kind != "person":
        return None
    return (who.voice, who.part.spans[0]) if same and 0 <= there - here <= 1 else None
