"""A draft is read and checked, and slow or broken texts harm nobody."""

import time
from pathlib import Path

import pytest
from room import visiting

from lautwem.errors import LautwemError, TookTooLong
from lautwem.web.worker import Input, Reader

SAMPLE = Path(__file__).parents[2] / "samples" / "02-raubueberfall.txt"


def test_a_draft_is_read_and_checked() -> None:
    with visiting() as visitor:
        text = SAMPLE.read_text(encoding="utf-8")
        pasted = visitor.post("/draft", data={"text": text.replace("\n", "\r\n")})
        assert pasted.status_code == 200
        assert "Edgar Rüsing" in pasted.text and 'id="findings"' in pasted.text
        files = {"file": ("entwurf.txt", SAMPLE.read_bytes())}
        uploaded = visitor.post("/draft", files=files)
        assert uploaded.text.count("<mark") == pasted.text.count("<mark") > 5
        english = visitor.post("/draft", files=files, headers={"accept-language": "en-GB,de"})
        assert 'lang="en"' in english.text and "Sourcing at a glance" in english.text


def test_what_cannot_be_read_says_why_and_keeps_the_text() -> None:
    with visiting() as visitor:
        empty = visitor.post("/draft", data={"text": "  "})
        assert empty.status_code == 422 and "E102" in empty.text
        binary = visitor.post("/draft", files={"file": ("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0")})
        assert binary.status_code == 415 and "E103" in binary.text
        head = "---\noutlet: [\n---\nText & <b>mehr</b>"
        broken = visitor.post("/draft", data={"text": head})
        assert broken.status_code == 422
        assert "Text &amp; &lt;b&gt;mehr&lt;/b&gt;" in broken.text


def test_a_text_that_takes_too_long_is_given_up() -> None:
    reader = Reader("rules", seconds=0.001)
    started = time.monotonic()
    with pytest.raises(TookTooLong):
        reader.read(Input(SAMPLE.read_bytes() * 20, "lang"))
    assert time.monotonic() - started < 5
    assert not reader.running
    reader.close()


def test_the_next_text_is_read_after_one_that_failed() -> None:
    reader = Reader("rules")
    try:
        with pytest.raises(LautwemError):
            reader.read(Input(b"\0\0\0", "leer"))
        assert reader.read(Input(SAMPLE.read_bytes(), "probe")).statements
    finally:
        reader.close()


def test_a_draft_is_held_against_the_archive() -> None:
    said = "Ratsherr Enno Brüggemann sagte: „Ich habe von dem Geld der Werft {} nichts gewusst.“"
    head = "---\noutlet: {}\npublished: {}\n---\nNeues vom Ratsherrn\n\n"
    with visiting() as visitor:
        earlier = head.format("Moorhafener Zeitung", "2024-03-04") + said.format("Trenkle gar")
        assert visitor.post("/api/1/articles", json={"text": earlier}).status_code == 201
        altered = head.format("Hafenbote", "2025-03-06") + said.format("Trenkle durchaus")
        page = visitor.post("/draft", data={"text": altered}).text
    assert "S107" in page and "Moorhafener Zeitung" in page
