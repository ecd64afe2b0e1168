"""Statements over a text: every piece is there once, whatever crosses or nests."""

from example import ARTICLE, READING, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem import model as m
from lautwem.export.marks import overlay


def statement(number: int, spans: tuple[m.Span, ...]) -> m.Statement:
    return m.Statement(f"s{number}", "direct", "speech", m.Part(spans))


def spans(length: int) -> st.SearchStrategy[m.Span]:
    ends = st.integers(0, length)
    return st.tuples(ends, ends).map(lambda p: (min(p), max(p))).filter(lambda s: s[0] < s[1])


@settings(deadline=None)
@given(st.lists(st.lists(spans(40), min_size=1, max_size=3), max_size=6), spans(40))
def test_pieces_are_the_block_and_know_their_statements(
    parts: list[list[m.Span]], block: m.Span
) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(40))
    statements = [statement(i, tuple(sorted(s))) for i, s in enumerate(parts)]
    (pieces,) = overlay(text, (block,), statements)
    assert "".join(p.text for p in pieces) == text[slice(*block)]
    for piece in pieces:
        for char in piece.text:
            at = text.index(char)
            over = {s.id for s in statements if any(b <= at < e for b, e in s.quote.spans)}
            assert set(piece.quotes) == over
            assert len(piece.quotes) == len(over)


def test_the_inner_statement_stands_last() -> None:
    (pieces,) = overlay(TEXT, (ARTICLE.paragraphs[0],), READING.statements)
    inner = next(p for p in pieces if "Ich singe nicht" in p.text)
    assert inner.quotes == ("s3", "s4")
    assert inner.begins == ("s4",)


def test_a_broken_statement_begins_and_ends_once() -> None:
    (pieces,) = overlay(TEXT, (ARTICLE.paragraphs[0],), READING.statements)
    assert [p.text for p in pieces if "s3" in p.begins] == ["„"]
    assert sum("s3" in p.ends for p in pieces) == 1


def test_speaker_cue_and_hedge_are_marked() -> None:
    (title, first) = overlay(TEXT, (ARTICLE.title_span, ARTICLE.paragraphs[0]), READING.statements)
    assert [p.text for p in title if p.marker] == ["soll"]
    assert {p.text for p in first if "s2" in p.roles} >= {"Milan Brandt", "kündigte"}


def test_control_characters_are_made_visible() -> None:
    (pieces,) = overlay("a\x1b[31mb", ((0, 7),), ())
    assert pieces[0].text == "a␛[31mb"
