"""Very many articles out of few: readings with other words in the place of their words.

Reading 100,000 articles to measure an archive would take an hour; so the samples are read once,
and every variant puts other words of the same length in the place of all names, nouns and longer
words, in the text and in everything the reading says, alike. Offsets stay, and so does how often
words return: replacements are drawn with a few frequent and many rare ones. Three variants each
tell one story (the same words in another outlet on another day), so that there is something to
trace.
"""

import functools
import hashlib
import random
import re
from collections import defaultdict
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml

from lautwem import model as m
from lautwem import schema as wire
from lautwem.article import compose, load
from lautwem.reading import pipeline

STORY = 3
"""Articles that tell the same."""
OUTLETS = 200
_WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}|[a-zäöüß]{6,}")
_FREE = frozenset({"text", "title", "name", "aliases", "roles", "role_texts"})
"""Fields of the JSON that hold words of the article, not kinds or dates."""
_FIRST_DAY = date(2022, 1, 1)
_DAYS = 1200


def templates(folder: Path) -> list[m.Reading]:
    """The samples, read."""
    found = sorted(folder.glob("[0-9]*")) + sorted(folder.glob("affairs/*/*.txt"))
    return [pipeline.read(load(str(path))) for path in found]


@functools.cache
def _vocabulary() -> dict[tuple[bool, int], list[str]]:
    """Words by whether they begin with a capital, and by length."""
    root = resources.files("lautwem")
    listed = yaml.safe_load(
        (root / "language" / "lexicon" / "surnames.yaml").read_text(encoding="utf-8")
    )
    plain = (root / "models" / "de" / "quotes-words.txt").read_text(encoding="utf-8").split()
    found: dict[tuple[bool, int], set[str]] = defaultdict(set)
    for word in [*listed["names"].split(), *plain, *(word.capitalize() for word in plain)]:
        if _WORD.fullmatch(word):
            found[word[0].isupper(), len(word)].add(word)
    return {key: sorted(words) for key, words in found.items()}


def _replace(story: int, word: str) -> str:
    words = _vocabulary().get((word[0].isupper(), len(word)))
    if not words:
        return word
    digest = hashlib.blake2b(f"{story} {word}".encode(), digest_size=8).digest()
    share = int.from_bytes(digest, "big") / 2**64
    return words[int(len(words) * share**3)]


def _varied(value: Any, story: int, field: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _varied(item, story, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_varied(item, story, field) for item in value]
    if isinstance(value, str) and field in _FREE:
        return _WORD.sub(lambda found: _replace(story, found.group()), value)
    return value


def variant(given: list[m.Reading], number: int) -> m.Reading:
    """The variant of a number: always the same one."""
    story = number // STORY
    chance = random.Random(number)
    template = given[story % len(given)]
    tree = _varied(msgspec.json.decode(wire.encode(template)), story)
    reading = wire.from_wire(msgspec.convert(tree, wire.WireReading))
    day = _FIRST_DAY + timedelta(days=random.Random(story).randrange(_DAYS) + chance.randrange(3))
    outlet = chance.randrange(OUTLETS)
    article = msgspec.structs.replace(
        reading.article,
        url=f"https://paper{outlet}.example/{day:%Y/%m}/{number}",
        outlet=f"Zeitung {outlet}",
        published=m.PartialDate(day.isoformat(), "day"),
        source=f"variant {number}",
    )
    return msgspec.structs.replace(reading, article=compose.with_id(article))
