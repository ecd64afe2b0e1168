"""Positions, waivers and the worker of the language server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from lautwem import article
from lautwem.errors import LautwemError
from lautwem.lsp import waive
from lautwem.lsp.positions import Lines
from lautwem.lsp.worker import Failure, Job, Settings, Worker, check
from lautwem.report import Checked

TEXT = st.text(st.sampled_from("aä🐟\u0301e漢 *#>\n\r"), max_size=60)
ENCODINGS = tuple(PositionEncodingKind)


def units(text: str, encoding: PositionEncodingKind) -> int:
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding.value]
    return len(text.encode(codec)) // width[codec]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXT, name=st.sampled_from(["a.txt", "a.md"]))
def test_every_word_is_found_at_its_position_and_back(
    encoding: PositionEncodingKind, text: str, name: str
) -> None:
    try:
        found = article.from_draft(text, name)
    except LautwemError:
        return
    lines = Lines(text, encoding)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, char in enumerate(found.text):
        if char not in "aä🐟e漢":
            continue
        position = lines.range_of(found, (offset, offset + 1)).start
        index = next(
            i for i in range(len(raw[position.line]) + 1)
            if units(raw[position.line][:i], encoding) >= position.character
        )  # fmt: skip
        assert raw[position.line][index] in (char, "e", "a")
        back = lines.offset(found, position)
        assert back is not None and found.text[back] == char


def test_a_position_behind_the_end_is_nowhere() -> None:
    found = article.from_draft("Titel\n\nEin Satz.", "a.txt")
    assert Lines("Titel\n\nEin Satz.", "utf-16").offset(found, Position(9, 3)) is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Text\n", "---\nlautwem: {ignore: [S101]}\n---\n\nText\n"),
        ("---\noutlet: X\n---\nText\n", "---\nlautwem: {ignore: [S101]}\noutlet: X\n---\nText\n"),
        (
            "---\nlautwem: {ignore: [P2]}\n---\nText\n",
            "---\nlautwem: {ignore: [P2, S101]}\n---\nText\n",
        ),
        ("---\nlautwem:\n  ignore: [P2]\n---\nText\n", None),
        ("---\nohne Ende\n", "---\nlautwem: {ignore: [S101]}\n---\n\n---\nohne Ende\n"),
    ],
)
def test_waiving_in_the_front_matter(text: str, expected: str | None) -> None:
    change = waive.everywhere(text, "S101")
    if expected is None:
        assert change is None
    else:
        begin, end, words = change
        assert text[:begin] + words + text[end:] == expected


def test_half_written_text_is_checked_without_a_fault() -> None:
    draft = (
        '---\ntitle: Kolb tritt\n---\n\n# Kolb „tritt zurück\n\n> „Das ist falsch", sagte Kolb, '
        "die **Stadträtin\n\n![Kolb (Foto: dpa](a.jpg\n\n<figure><figcaption>Kolb\n"
    )
    for end in range(1, len(draft), 3):
        found = check(Job(draft[:end], "a.md", None, Settings(engine="rules")))
        assert isinstance(found, Checked) or found.code != "E999", (end, found)


def job(text: str) -> Job:
    return Job(text, "a.txt", None, Settings(engine="rules"))


def test_a_worker_that_dies_or_takes_too_long_starts_again() -> None:
    worker = Worker(longest=30)
    try:
        assert isinstance(worker.check(job("Ein Satz steht hier."), lambda: True), Checked)
        assert worker.check(job("Ein Satz."), lambda: False) is None
        worker._process.kill()
        worker._process.join()
        assert worker.check(job("Ein Satz steht hier."), lambda: True) is not None
        assert isinstance(worker.check(job("Ein Satz steht hier."), lambda: True), Checked)
        worker._longest = 0.01
        long = worker.check(job("Ein Satz steht hier. " * 5000), lambda: True)
        assert isinstance(long, Failure) and long.code == "E508"
    finally:
        worker.close()
