"""Files, folders and standard input."""

import io
import sys
from pathlib import Path

import pytest

from lautwem import article
from lautwem.article import decode as decoding
from lautwem.errors import InputTooLarge, UnreadableInput


def test_folders_become_their_readable_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "d.html.gz", "e.png", ".hidden.txt", ".git/f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Der Rat tagt.")
    found = list(article.expand([str(tmp_path), "-", "https://abendkurier.example/"]))
    names = [Path(f).name for f in found[:4]]
    assert sorted(names) == ["a.html", "b.txt", "c.md", "d.html.gz"]
    assert found[4:] == ["-", "https://abendkurier.example/"]


def test_a_folder_without_readable_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(UnreadableInput):
        list(article.expand([str(tmp_path)]))


def test_a_broken_link_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Rat tagt.")
    (tmp_path / "b.txt").symlink_to("missing.txt")
    found = list(article.expand([str(tmp_path)]))
    assert [Path(f).name for f in found] == ["a.txt", "b.txt"]
    with pytest.raises(UnreadableInput):
        article.load(found[1])


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    for source in (str(tmp_path / "missing.txt"), str(tmp_path), "a\0b"):
        with pytest.raises(UnreadableInput) as caught:
            article.load(source)
        assert caught.value.advice


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(InputTooLarge):
        article.load(str(path))


class Endless(io.RawIOBase):
    """Standard input that never ends; counts what was read from it."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        buffer[:] = b"a" * len(buffer)
        self.given += len(buffer)
        return len(buffer)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Der Rat tagt in Übach."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert article.load("-").text == text


def test_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    with pytest.raises(InputTooLarge):
        article.load("-")
    assert endless.given < decoding.LIMIT + 1_000_000


def test_odd_file_names_are_printable() -> None:
    found = article.from_text("Der Rat tagt.", "caf\udce9.txt")
    assert found.source.encode("utf-8").decode() == "caf\ufffd.txt"
