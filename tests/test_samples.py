"""How much of what a careful reader finds in the samples comes out: a measure with a floor."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lautwem import article
from lautwem import model as m
from lautwem.engines import Engine
from lautwem.reading import pipeline

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.stem for path in (SAMPLES / "expected").glob("*.yaml"))
SAME_WORDS = 0.5
"""F1 of characters from which a statement found is taken to be the one expected."""

Fact = tuple[str, str, bool]
"""What kind of fact, which one, and whether it came out."""


@cache
def expected(name: str) -> dict[str, Any]:
    path = SAMPLES / "expected" / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def reading_of(name: str, engine: Engine) -> m.Reading:
    (path,) = SAMPLES.glob(f"{name}.*")
    return pipeline.read(article.load(str(path)), engine=engine)


def places(text: str, words: str) -> list[m.Span]:
    """Where the words stand, whatever the white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)]


def overlap(statement: m.Statement, place: m.Span) -> float:
    """F1 of the characters of a statement against a place."""
    common = sum(max(0, min(e, place[1]) - max(b, place[0])) for b, e in statement.quote.spans)
    return 2 * common / (sum(e - b for b, e in statement.quote.spans) + place[1] - place[0])


def same_name(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one


def find(reading: m.Reading, words: str) -> m.Statement | None:
    """The statement that shares most with the words, if it shares enough."""
    spots = places(reading.article.text, words)
    assert spots, f"not in the sample: {words}"
    rated = [(max(overlap(s, spot) for spot in spots), s) for s in reading.statements]
    best, statement = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return statement if best >= SAME_WORDS else None


def chain_is(reading: m.Reading, chain: tuple[str, ...], wanted: list[str]) -> bool:
    voices = {voice.id: voice for voice in reading.voices}
    if len(chain) != len(wanted):
        return False
    return all(
        voices[id_].kind == "unnamed" if name == "?" else same_name(voices[id_].name, name)
        for id_, name in zip(chain, wanted, strict=True)
    )


def statement_facts(reading: m.Reading, wanted: dict[str, Any]) -> Iterator[Fact]:
    found = find(reading, wanted["words"])
    at = wanted["words"][:60]
    people = {person.id: person.name for person in reading.people}
    voices = {voice.id: voice.name for voice in reading.voices}
    yield "statement", at, found is not None
    if "chain" in wanted:
        speaker = found and chain_is(reading, found.chain[:1], wanted["chain"][:1])
        yield "speaker", f"{wanted['chain'][0]}: {at}", bool(speaker)
        chain = found and chain_is(reading, found.chain, wanted["chain"])
        yield "chain", f"{' → '.join(wanted['chain'])}: {at}", bool(chain)
    for key, value in (
        ("certainty", found and found.certainty.level),
        ("channel", found and found.channel.kind),
        ("negated", found and str(found.negated).lower()),
    ):
        if key in wanted:
            yield key, f"{wanted[key]}: {at}", value == wanted[key]
    if "addressee" in wanted:
        name = voices.get(found.addressee.voice or "", "") if found and found.addressee else ""
        right = bool(name) and same_name(name, wanted["addressee"])
        yield "addressee", f"{wanted['addressee']}: {at}", right
    for name in wanted.get("about", ()):
        right = found and any(same_name(people[p], name) for p in found.about)
        yield "about", f"{name}: {at}", bool(right)


def people_facts(reading: m.Reading, wanted: dict[str, Any]) -> Iterator[Fact]:
    named = {name["name"]: person(reading, name["name"]) for name in wanted.get("people", ())}
    for facts in wanted.get("people", ()):
        name, found = facts["name"], named[facts["name"]]
        yield "person", name, found is not None
        if "age" in facts:
            age = found and found.age and found.age.value
            yield "age", f"{name} {facts['age']}", str(age) == facts["age"]
        else:
            yield "no age", name, not (found and found.age)
        if "minor" in facts:
            yield "minor", name, bool(found and found.minor)
        for alias in facts.get("aliases", ()):
            yield "alias", f"{name}: {alias}", bool(found and alias in found.aliases)
    known = [*named, *wanted.get("may_be_people", ())]
    for other in reading.people:
        if not any(same_name(form, n) for form in (other.name, *other.aliases) for n in known):
            yield "no person", other.name, False
    for kin in wanted.get("kinship", ()):
        one, other = named.get(kin["from"]), named.get(kin["to"])
        right = (
            one
            and other
            and any(
                (k.type, k.from_, k.to) == (kin["type"], one.id, other.id) for k in reading.kinship
            )
        )
        yield "kinship", f"{kin['from']} {kin['type']} of {kin['to']}", bool(right)


def person(reading: m.Reading, name: str) -> m.Person | None:
    exact = [p for p in reading.people if name in (p.name, *p.aliases)]
    close = [p for p in reading.people if same_name(p.name, name)]
    return next(iter(exact + close), None)


def article_facts(reading: m.Reading, wanted: dict[str, Any]) -> Iterator[Fact]:
    source = reading.article
    if "title" in wanted:
        yield "title", wanted["title"], source.title == wanted["title"]
    if "outlet" in wanted:
        yield "outlet", wanted["outlet"], source.outlet == wanted["outlet"]
    if "published" in wanted:
        date = source.published and source.published.value
        yield "published", wanted["published"], date == wanted["published"]
    for code in wanted.get("notices", ()):
        yield "notice", code, any(n.code == code for n in source.notices)
    for embed in wanted.get("embeds", ()):
        right = any(
            (e.platform, e.handle) == (embed["platform"], embed["handle"]) for e in source.embeds
        )
        yield "embed", embed["handle"], right


def caption_facts(reading: m.Reading, wanted: dict[str, Any]) -> Iterator[Fact]:
    captions = reading.article.captions
    people = {p.id: p.name for p in reading.people}
    for number, credit in enumerate(wanted.get("credits", ())):
        caption = captions[number] if number < len(captions) else None
        given = caption.credit if caption else None
        for key in ("text", "agency", "photographer", "platform", "handle"):
            if key in credit:
                value = (given and getattr(given, key)) or ""
                right = credit[key] in value if key == "text" else same_value(value, credit[key])
                yield "credit", f"{key} {credit[key]}", right
        shown = [people[p] for p in reading.shown[number]] if caption and reading.shown else []
        for name in credit.get("people", ()):
            yield "shown", name, any(same_name(name, p) for p in shown)


def same_value(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def other_facts(reading: m.Reading, wanted: dict[str, Any]) -> Iterator[Fact]:
    for title in wanted.get("works", ()):
        yield "work", title, any(title == work.title for work in reading.works)
    for words in wanted.get("open_questions", ()):
        spots = places(reading.article.text, words)
        right = any(
            q.span[0] < e and b < q.span[1] for q in reading.open_questions for b, e in spots
        )
        yield "open question", words, right
    for words in wanted.get("not_statements", ()):
        yield "no statement", words, find(reading, words) is None


def facts(name: str, engine: Engine) -> list[Fact]:
    reading, wanted = reading_of(name, engine), expected(name)
    found = [*article_facts(reading, wanted), *people_facts(reading, wanted)]
    for statement in wanted["statements"]:
        found += statement_facts(reading, statement)
    return [*found, *caption_facts(reading, wanted), *other_facts(reading, wanted)]


def floors() -> dict[Engine, dict[str, float]]:
    path = Path(__file__).parent / "floors.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["samples"]


@cache
def everything(engine: Engine) -> list[tuple[str, Fact]]:
    return [(name, fact) for name in NAMES for fact in facts(name, engine)]


@pytest.mark.parametrize(("engine", "kind"), [(e, k) for e, ks in floors().items() for k in ks])
def test_facts_come_out(engine: Engine, kind: str) -> None:
    wanted = [(n, f) for n, f in everything(engine) if kind in ("all", f[0])]
    missed = [f"{name}: {label} {what}" for name, (label, what, right) in wanted if not right]
    share = 1 - len(missed) / len(wanted)
    floor = floors()[engine][kind]
    assert share >= floor, f"{kind}: {share:.1%} of {len(wanted)}\n" + "\n".join(missed)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_read(name: str) -> None:
    reading = reading_of(name, "model")
    text = reading.article.text
    assert reading.statements
    for statement in reading.statements:
        assert all(0 <= b < e <= len(text) for b, e in statement.quote.spans)


KEYS = {
    "statements": {"words", "chain", "certainty", "channel", "addressee", "about", "negated"},
    "people": {"name", "age", "minor", "aliases"},
    "kinship": {"from", "type", "to"},
    "credits": {"text", "agency", "photographer", "platform", "handle", "people"},
    "embeds": {"platform", "handle"},
}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_is_written_right(name: str) -> None:
    """A key that nothing looks at would be a fact that cannot fail."""
    wanted = expected(name)
    simple = {"title", "outlet", "published", "notices", "works", "open_questions", "may_be_people"}
    assert set(wanted) <= {*KEYS, *simple, "not_statements"}
    for key, known in KEYS.items():
        for entry in wanted.get(key, ()):
            assert set(entry) <= known, entry


def table(engine: Engine) -> str:
    """Shares by kind of fact, and every fact that did not come out."""
    rows = everything(engine)
    total, right = Counter(f[0] for _, f in rows), Counter(f[0] for _, f in rows if f[2])
    lines = [f"{k:14}{right[k]:4} of {total[k]:4}  {right[k] / total[k]:6.1%}" for k in total]
    lines.append(
        f"{'all':14}{right.total():4} of {total.total():4}  {right.total() / total.total():6.1%}"
    )
    lines += [f"- {name}: {kind} {what}" for name, (kind, what, ok) in rows if not ok]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(sys.argv[1] if sys.argv[1:] else "model"))
