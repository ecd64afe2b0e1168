"""Bytes: what is no text is refused with advice, and character sets are found."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem import article
from lautwem.article import decode as decoding
from lautwem.errors import EmptyInput, InputTooLarge, LautwemError, NotText

SENTENCE = "„Größere Öfen für Übermüdete“, sagte Jörg Muster. Süß, dachte er – und ging."


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w:p/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a",
        zipped(),
        b"{\\rtf1 Hallo}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        bytes(range(256)) * 40,
        b"\x00\x01\x02\x03" * 100,
        b"\x1f\x8bdamaged",
        b'<?xml version="1.0"?><rss><channel/></rss>',
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(NotText) as caught:
        article.from_bytes(data, "a.bin")
    assert caught.value.advice


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"\xef\xbb\xbf", b"<html></html>", b"<html><body>"]
)
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        article.from_bytes(data, "a.html")


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_character_sets_of_plain_text(codec: str) -> None:
    assert article.from_bytes(SENTENCE.encode(codec), "a.txt").text == SENTENCE


def test_other_western_text() -> None:
    text = "Größere Öfen für Jörg Muster in Übach. " * 20
    assert article.from_bytes(text.encode("latin-1"), "a.txt").text == text


def page(charset: str) -> str:
    head = f'<html><head><meta charset="{charset}"></head>'
    return f"{head}<body><p>{SENTENCE} {SENTENCE}</p></body></html>"


def test_a_declared_character_set_is_used() -> None:
    found = article.from_bytes(page("iso-8859-1").encode("cp1252"), "a.html")
    assert SENTENCE in found.text
    assert found.notices == ()


def test_a_wrong_declaration_is_noticed() -> None:
    found = article.from_bytes(page("iso-8859-1").encode("utf-8"), "a.html")
    assert SENTENCE in found.text
    assert [n.code for n in found.notices] == ["charset_mismatch"]
    found = article.from_bytes(page("utf-8").encode("cp1252"), "a.html")
    assert SENTENCE in found.text
    assert [n.code for n in found.notices] == ["charset_mismatch"]


def test_few_damaged_bytes_are_shown_and_noticed() -> None:
    data = (SENTENCE * 3).encode("utf-8") + b"\xc3"
    found = article.from_bytes(data, "a.txt")
    assert SENTENCE in found.text
    assert found.text.endswith("\ufffd")
    assert [n.code for n in found.notices] == ["damaged_text"]


def test_gzip_is_unpacked_and_bounded() -> None:
    assert article.from_bytes(gzip.compress(SENTENCE.encode()), "a.txt.gz").text == SENTENCE
    with pytest.raises(InputTooLarge):
        article.from_bytes(gzip.compress(b"a" * (decoding.LIMIT + 1)), "a.txt.gz")


def test_too_much_is_refused() -> None:
    with pytest.raises(InputTooLarge):
        article.from_bytes(b"a " * (decoding.LIMIT // 2 + 1), "a.txt")
    with pytest.raises(InputTooLarge):
        article.from_text("a " * (decoding.LIMIT // 2 + 1), "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_text_longer_than_any_article_is_refused(name: str) -> None:
    opening = "<p>" if name == "a.html" else ""
    sentences = "".join(f"{opening}Der Rat sprach am Tag {n} lange.\n\n" for n in range(12_000))
    with pytest.raises(InputTooLarge) as caught:
        article.from_bytes(sentences.encode(), name)
    assert "split" in caught.value.advice


@pytest.mark.parametrize("marks", ['"', '" ', "„“", "»x« ", "()"])
def test_a_text_of_marks_is_refused(marks: str) -> None:
    with pytest.raises(NotText):
        article.from_text(marks * (20_000 // len(marks)), "a.txt")
    assert article.from_text(f"Er sagte: {marks}", "a.txt").text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = article.from_bytes(data, "a")
    except LautwemError as error:
        assert error.advice
        return
    assert found.text.strip()
    found.text.encode("utf-8")
