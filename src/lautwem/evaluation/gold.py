"""The gold of source chains: its types, the texts it is about, and its validator.

Annotations lie in ``tests/gold/<split>/<name>.json``, stand-off: the articles are other
people's and are rebuilt from the data beside the project. What the labels mean, and every
decision on an edge case, stands in ``docs/gold.md``.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.evaluation.corpora import SplitCredit, article_of, documents, plain_credit

SCHEMA = "lautwem.gold/1"
FIRST_WORDS = 3

Split = Literal["train", "dev", "test", "learn", "kept"]
Place = tuple[int, int, str]
"""``(begin, end, first words)``: code points, half open, and up to three words to check by."""
Form = Literal["name", "pronoun", "noun_phrase"]


class GoldSource(m.Frozen):
    """Where the text lies: a file under the data folder and the key of the document in it."""

    file: str
    key: str


class GoldMention(m.Frozen):
    place: Place
    form: Form


class GoldRole(m.Frozen):
    place: Place
    kind: Literal["role", "status"] = "role"


class GoldAge(m.Frozen):
    value: int
    place: Place


class GoldPerson(m.Frozen):
    """One human being; ``id`` (``p1``) is also the id of the person's voice."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[GoldMention, ...] = ()
    roles: tuple[GoldRole, ...] = ()
    age: GoldAge | None = None
    gender: Literal["female", "male"] | None = None


class GoldVoice(m.Frozen):
    """A voice that is no named person. ``speaks_for`` is the body behind an unnamed spokesman."""

    id: str
    kind: m.VoiceKind
    name: str
    mentions: tuple[GoldMention, ...] = ()
    speaks_for: str | None = None


class GoldKinship(m.Frozen):
    """``from_`` is <type> of ``to``."""

    type: m.KinshipType
    from_: str = msgspec.field(name="from")
    to: str
    places: tuple[Place, ...] = ()


class GoldParty(m.Frozen):
    places: tuple[Place, ...]
    voice: str | None


class GoldChannel(m.Frozen):
    kind: m.ChannelKind
    places: tuple[Place, ...] = ()


class GoldTime(m.Frozen):
    place: Place
    value: str | None = None
    precision: m.Precision | None = None


class GoldStatement(m.Frozen):
    """One statement. ``channel`` is None where the text names none.

    ``cue``: the words that signal it, annotated only where the record covers statements alone.
    """

    id: str
    type: m.StatementType
    quote: tuple[Place, ...]
    speaker: GoldParty | None = None
    addressee: GoldParty | None = None
    chain: tuple[str, ...] = ()
    certainty: m.CertaintyLevel = "reported"
    markers: tuple[Place, ...] = ()
    channel: GoldChannel | None = None
    about: tuple[str, ...] = ()
    negated: bool = False
    time: GoldTime | None = None
    cue: tuple[Place, ...] = ()


class GoldCaption(m.Frozen):
    """A caption: its place with credit, its words without, the credit split, who is shown."""

    place: Place
    description: Place
    credit: m.Credit | None = None
    people: tuple[str, ...] = ()


class GoldWork(m.Frozen):
    kind: str
    place: Place


class GoldRecord(m.Frozen, omit_defaults=True):
    """The annotation of one document. ``sha256`` is that of its text in UTF-8.

    Where it covers ``statements``, people are given as far as they speak, are spoken to, or have
    an age or kin, and are not to be scored by their mentions.
    """

    schema: str
    name: str
    split: Split
    source: GoldSource
    sha256: str
    people: tuple[GoldPerson, ...] = ()
    voices: tuple[GoldVoice, ...] = ()
    kinship: tuple[GoldKinship, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    captions: tuple[GoldCaption, ...] = ()
    works: tuple[GoldWork, ...] = ()
    open_questions: tuple[Place, ...] = ()
    covers: Literal["everything", "statements"] = "everything"


# -- the texts ----------------------------------------------------------------


def gold_text(record: GoldRecord, data_dir: Path, credit: SplitCredit = plain_credit) -> m.Article:
    """The article a record is about, rebuilt from ``data_dir`` (``../shared/data``).

    ``credit`` takes a printed credit apart. Raises BadData where the text is missing or is
    not the one that was annotated.
    """
    return next(rebuild((record,), data_dir, credit))


def rebuild(
    records: Iterable[GoldRecord],
    data_dir: Path,
    credit: SplitCredit = plain_credit,
) -> Iterator[m.Article]:
    """The articles of all records, in their order; every data file is read once."""
    records = tuple(records)
    files = {
        file: documents(data_dir / file) for file in dict.fromkeys(r.source.file for r in records)
    }
    for record in records:
        file, key = record.source.file, record.source.key
        if key not in files[file]:
            raise BadData(f"{file} holds no document {key!r}.")
        article = article_of(file, key, files[file][key], credit)
        if text_hash(article.text) != record.sha256:
            raise BadData(f"The text of {record.name} is not the one that was annotated.")
        yield article


def load_gold(folder: Path, split: Split | None = None) -> tuple[GoldRecord, ...]:
    """All records under ``folder`` (``tests/gold``), of one split or of all, by split and name.

    Other folders there (``second``, the annotations made independently) are no split.
    """
    splits = (split,) if split else get_args(Split)
    paths = sorted(path for one in splits for path in folder.glob(f"{one}/*.json"))
    if not paths:
        raise BadData(f"There is no gold under {folder}.")
    return tuple(load_record(path) for path in paths)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def load_record(path: Path) -> GoldRecord:
    """One annotation. Raises BadData where the file is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=GoldRecord)
    except msgspec.DecodeError as error:
        raise BadData(f"{path} is no gold record: {error}.") from error


# -- the validator --------------------------------------------------------------


def place_of(text: str, span: m.Span) -> Place:
    """A span with the first words by which it can be checked."""
    return (*span, " ".join(text[slice(*span)].split()[:FIRST_WORDS]))


def validate(record: GoldRecord, text: str) -> tuple[str, ...]:
    """Everything that is wrong with an annotation, in words; empty where it is sound.

    Labels are checked when a record is decoded; here it is offsets, first words, references
    and the agreement of labels with each other.
    """
    wrong = [] if text_hash(text) == record.sha256 else ["the hash is not that of the text"]
    if record.schema != SCHEMA:
        wrong.append(f"schema {record.schema!r} is not {SCHEMA!r}")
    wrong += [problem for place in _places(record) for problem in _wrong_place(place, text)]
    wrong += _wrong_references(record)
    wrong += _wrong_mentions(record)
    for statement in record.statements:
        wrong += (f"{statement.id}: {problem}" for problem in _wrong_statement(statement))
        if any(text[end - 1 : end] in ",;:" for _, end, _ in statement.quote):
            wrong.append(f"{statement.id}: the quote ends with a mark that leads on")
    return tuple(wrong)


def _places(value: object) -> Iterator[Place]:
    """All places anywhere in a record."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _places(getattr(value, field))
    elif isinstance(value, tuple):
        if len(value) == 3 and isinstance(value[0], int):
            yield value
        else:
            for item in value:
                yield from _places(item)


def _wrong_place(place: Place, text: str) -> Iterator[str]:
    begin, end, words = place
    if not 0 <= begin < end <= len(text):
        yield f"{place} lies outside the text"
    elif place_of(text, (begin, end)) != place:
        yield f"{place} does not begin with {words!r}"
    elif text[begin].isspace() or text[end - 1].isspace():
        yield f"{place} has blanks at its edge"


def _wrong_references(record: GoldRecord) -> Iterator[str]:
    people = [person.id for person in record.people]
    ids = people + [voice.id for voice in record.voices]
    yield from (f"{one} stands twice" for one in sorted(set(ids)) if ids.count(one) > 1)
    bodies = [voice.speaks_for for voice in record.voices if voice.speaks_for]
    used = {"speaks_for": bodies, "about": [], "chain": [], "speaker": [], "addressee": []}
    for statement in record.statements:
        used["about"] += statement.about
        used["chain"] += statement.chain
        for role in ("speaker", "addressee"):
            party = getattr(statement, role)
            used[role] += [party.voice] if party and party.voice else []
    used["kinship"] = [one for kin in record.kinship for one in (kin.from_, kin.to)]
    used["captions"] = [one for caption in record.captions for one in caption.people]
    for where, names in used.items():
        known = people if where in ("about", "kinship", "captions") else ids
        yield from (f"{where} names {one}, who is not there" for one in names if one not in known)


def _wrong_mentions(record: GoldRecord) -> Iterator[str]:
    holders: dict[m.Span, str] = {}
    for entity in (*record.people, *record.voices):
        for mention in entity.mentions:
            span = mention.place[:2]
            if span in holders:
                yield f"{mention.place} is a mention of {holders[span]} and of {entity.id}"
            holders[span] = entity.id
    for person in record.people:
        if not any(mention.form == "name" for mention in person.mentions):
            yield f"{person.id} is never named"


def _wrong_statement(statement: GoldStatement) -> Iterator[str]:
    if not statement.chain or len(set(statement.chain)) < len(statement.chain):
        yield "the chain is empty or names a voice twice"
    speaker = statement.speaker
    if speaker and speaker.voice and (speaker.voice,) != statement.chain[:1]:
        yield "the speaker is not the first voice of the chain"
    if bool(statement.markers) != (statement.certainty == "hedged"):
        yield "a hedge needs a marker, and only a hedge has one"
    if (statement.certainty == "verbatim") != (statement.type == "direct"):
        yield "verbatim is what stands in direct speech"
    if statement.channel and statement.channel.kind == "unknown":
        yield "a channel that is not named is left out"
    for earlier, later in zip(statement.quote, statement.quote[1:], strict=False):
        if later[0] < earlier[1]:
            yield "the pieces of the quote are out of order"
