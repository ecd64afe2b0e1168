"""Long texts read in parts: nothing is lost between them, and people stay who they are."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from lautwem import article
from lautwem import model as m
from lautwem.reading import parts
from lautwem.reading.pipeline import read

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("[0-9]*.txt"))

BOOK = """Der Prozess von Lindenfurt

Der Unternehmer Anton Falkner steht vor Gericht. „Ich war nicht dort“, sagte Anton Falkner.

Bildunterschrift: Anton Falkner vor dem Gericht. Foto: Svea Lindgren

Die Zeugin Rosa Wendt widersprach. „Ich habe ihn gesehen“, sagte Wendt am Montag.

„Das ist falsch“, sagte Falkner. Seine Anwältin Clara Falkner schwieg.

„Wir warten ab“, sagte Anton Falkner der Zeitung. Ein Sprecher bestätigte das.
"""


def pieces(book: m.Article, longest: int) -> m.Reading:
    found = parts.split(book, longest)
    return parts.merge(book, [read(part, "rules") for part in found])


@pytest.fixture(scope="module")
def long() -> m.Article:
    text = "Alle Texte\n\n" + "\n\n".join(path.read_text(encoding="utf-8") for path in SAMPLES)
    return article.from_text(text.replace("---\n", ""), "alles.txt")


def test_a_text_without_paragraphs_is_cut_between_sentences() -> None:
    book = article.from_text("„Das ist so“, sagte Karl Meier. Er ging dann heim! " * 100, "a.txt")
    found = parts.split(book, 500)
    assert len(found) >= 5
    pieces = [span for part in found for span in part.paragraphs]
    assert all(one[1] == two[0] for one, two in itertools.pairwise(pieces))
    assert (pieces[0][0], pieces[-1][1]) == book.paragraphs[0]
    starts = {book.text[begin : begin + 3] for begin, _ in pieces}
    assert starts <= {"„Da", "Er "}
    assert max(end - begin for begin, end in pieces) <= 500
    endless = article.from_text("wort" * 1000, "a.txt")
    assert sum(len(part.paragraphs) for part in parts.split(endless, 500)) == 8


@pytest.mark.parametrize("longest", [500, 5000])
def test_every_block_is_in_one_part_at_its_place(long: m.Article, longest: int) -> None:
    found = parts.split(long, longest)
    assert len(found) > 1
    spans = [span for part in found for span in part.paragraphs]
    assert "".join(long.text[b:e] for b, e in spans) == "".join(
        long.text[b:e] for b, e in long.paragraphs
    )
    assert {begin for begin, _ in long.paragraphs} <= {begin for begin, _ in spans}
    assert tuple(c for part in found for c in part.captions) == long.captions
    assert [part.title_span for part in found if part.title_span] == [long.title_span]
    assert all(part.text == long.text for part in found)


def references(reading: m.Reading) -> Iterator[str]:
    for statement in reading.statements:
        yield from statement.chain
        yield from statement.about
        for party in (statement.speaker, statement.addressee):
            if party and party.voice:
                yield party.voice
    for mention in reading.mentions:
        yield mention.entity
    for tie in reading.kinship:
        yield from (tie.from_, tie.to)
    for people in reading.shown:
        yield from people
    for voice in reading.voices:
        if voice.person:
            yield voice.person


def test_a_text_in_parts_reads_as_the_whole_does(long: m.Article) -> None:
    whole, merged = read(long, "rules"), pieces(long, 3000)
    said = [statement.quote for statement in merged.statements]
    assert len(set(said) & {one.quote for one in whole.statements}) >= 0.95 * len(said)
    assert abs(len(said) - len(whole.statements)) <= 0.05 * len(said)
    ids = [one.id for kind in (merged.people, merged.voices, merged.statements) for one in kind]
    assert len(ids) == len(set(ids))
    assert set(references(merged)) <= set(ids)
    assert len(merged.shown) == len(long.captions)
    begins = [one.quote.spans[0][0] for one in merged.statements]
    assert begins == sorted(begins)


@pytest.mark.parametrize("longest", [120, 200])
def test_people_of_several_parts_are_one_by_their_names(longest: int) -> None:
    merged = pieces(article.from_text(BOOK, "buch.txt"), longest)
    names = [person.name for person in merged.people]
    assert names.count("Anton Falkner") == 1
    assert names.count("Rosa Wendt") == 1
    assert "Wendt" not in names
    assert "Clara Falkner" in names
    anton = next(p for p in merged.people if p.name == "Anton Falkner")
    voice = next(v.id for v in merged.voices if v.person == anton.id)
    said = [one for one in merged.statements if one.chain[:1] == (voice,)]
    assert len(said) >= 2
    assert merged.shown[0] == (anton.id,)


def test_processes_give_what_one_process_gives(long: m.Article, monkeypatch) -> None:
    monkeypatch.setattr(parts, "_PART", 12_000)
    monkeypatch.setattr(parts, "_SHORT", 0)
    monkeypatch.setattr(parts.os, "cpu_count", lambda: 2)
    beside = parts.read_long(long, "rules")
    monkeypatch.setattr(parts.os, "cpu_count", lambda: 1)
    assert beside == parts.read_long(long, "rules")
