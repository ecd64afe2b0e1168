"""The vocabulary of the whole program: every core type, and nothing else.

All types are frozen and their collections are tuples. Wherever a place in a
text is meant it is a :data:`Span`: a pair ``(begin, end)`` of Unicode code
points into ``Article.text``, half open. Ids are unique within one reading:
people ``p1, p2, ..``, voices ``v1, v2, ..``, statements ``s1, s2, ..``.
"""

from typing import Literal

import msgspec

Span = tuple[int, int]
"""A place in ``Article.text``: ``(begin, end)`` in code points, half open."""

Place = tuple[int, int, int]
"""Where words stand in a file: ``(offset, line, column)``. From ``offset`` in ``Article.text``
on, text and file run side by side from this line and column, both from 1."""

StatementType = Literal["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"]
"""Forms of rendering speech, after Petersen-Frey & Biemann 2024 (arXiv 2404.16764)."""

Medium = Literal[
    "speech", "writing", "thought", "speech_thought", "speech_writing", "thought_writing", "none"
]
"""Medium of the rendered act, from the same scheme; double values are undecided."""

CertaintyLevel = Literal["verbatim", "reported", "hedged"]
"""How far the article vouches: word for word, that it was said, or not at all."""

ChannelKind = Literal[
    "phone", "video", "interview", "press_conference", "press_release", "instagram", "x",
    "facebook", "tiktok", "other_social", "private_message", "letter", "court", "parliament",
    "broadcast", "press_report", "book", "song", "study", "podcast", "unknown",
]  # fmt: skip
"""The way a statement came, as far as the text says."""

VoiceKind = Literal[
    "person", "group", "institution", "outlet", "agency", "platform", "document", "unnamed"
]
"""What a voice is. ``agency`` is a news agency, ``unnamed`` a source the text does not name."""

Precision = Literal["year", "month", "day", "hour", "minute", "second"]
KinshipType = Literal[
    "child", "parent", "spouse", "ex_spouse", "partner", "ex_partner", "sibling", "grandchild",
    "grandparent", "uncle_aunt", "nephew_niece", "cousin", "fiance", "in_law", "relative",
]  # fmt: skip


class Frozen(msgspec.Struct, frozen=True, gc=False):
    """Base of the core types: immutable, compared by value.

    What cannot change can form no cycle, so the garbage collector does not look at them.
    """


# -- time ------------------------------------------------------------------


class PartialDate(Frozen):
    """A date as precisely as it is known: ISO 8601 ``value`` cut to ``precision``.

    ``PartialDate("2025-03", "month")`` is some day of March 2025. Values with a
    time of day carry an offset from UTC where the source gives one.
    """

    value: str
    precision: Precision


# -- article ---------------------------------------------------------------


class Credit(Frozen):
    """Who is named as the origin of a picture; ``text`` is the credit as printed."""

    text: str
    agency: str | None = None
    photographer: str | None = None
    platform: str | None = None
    handle: str | None = None


class Caption(Frozen):
    """The caption of one picture.

    ``span`` covers what is printed with the picture (credit included where it
    stands inside), ``text`` is the description without the credit; ``date`` is
    when the picture was taken, where the caption says so. ``url`` addresses
    the picture, where a page gives it.
    """

    span: Span
    text: str
    credit: Credit | None = None
    date: PartialDate | None = None
    url: str | None = None


class Embed(Frozen):
    """A post of a social platform that a page embeds: evidence, not body text."""

    platform: Literal["instagram", "x", "facebook", "tiktok", "youtube", "other"]
    url: str | None = None
    handle: str | None = None


class Notice(Frozen):
    """Something about the article that its reader must know, such as ``paywalled``."""

    code: str
    message: str


class Waiver(Frozen):
    """What a draft asks the desk to pass over: codes of rules, and where (None: everywhere)."""

    codes: tuple[str, ...]
    span: Span | None = None


class Article(Frozen):
    """One text, never changed after import, and where its parts lie in it.

    ``text`` is NFC with ``\\n`` line ends. ``paragraphs`` are the spans of the body
    in reading order (subheadings included; title, captions and credits are not
    among them). ``title_span`` is where ``title`` stands in ``text``, None where it
    is known from metadata only. ``line_offset`` counts the lines of the source that
    precede ``text`` (front matter), ``column_offset`` the code points of the source
    line in which ``text`` begins: a finding's line and column are those of the file. Where
    ``text`` is not a stretch of the file (Markdown, pages), ``places`` says in text order
    where its words stand there; the two offsets are then 0.
    """

    id: str
    source: str
    text: str
    paragraphs: tuple[Span, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    modified: PartialDate | None = None
    language: str = "de"
    captions: tuple[Caption, ...] = ()
    embeds: tuple[Embed, ...] = ()
    notices: tuple[Notice, ...] = ()
    line_offset: int = 0
    column_offset: int = 0
    places: tuple[Place, ...] = ()
    waivers: tuple[Waiver, ...] = ()


# -- language --------------------------------------------------------------


class Morph(Frozen):
    """Grammatical features of one word form, as in Universal Dependencies; None is unknown."""

    case: Literal["nom", "gen", "dat", "acc"] | None = None
    number: Literal["sing", "plur"] | None = None
    gender: Literal["masc", "fem", "neut"] | None = None
    person: Literal[1, 2, 3] | None = None
    mood: Literal["ind", "sub", "imp"] | None = None
    tense: Literal["pres", "past"] | None = None
    verb_form: Literal["fin", "inf", "part"] | None = None


class Token(Frozen):
    """One word or mark. ``pos`` is a universal part of speech (NOUN, PROPN, VERB, ..)."""

    text: str
    begin: int
    end: int
    pos: str
    lemma: str
    morph: Morph


class Sentence(Frozen):
    """Tokens ``first`` to ``last`` (half open) of the analysis, all within one block.

    ``block`` counts the blocks (title, paragraphs, captions) in the order of the text.
    """

    first: int
    last: int
    block: int


class Analysis(Frozen):
    """The grammatical analysis of one text: its tokens and its sentences, in text order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]


# -- evidence --------------------------------------------------------------


class Because(Frozen):
    """Why lautwem concluded something: a rule or model by name, the spans it rests on."""

    rule: str
    spans: tuple[Span, ...] = ()


class Part(Frozen):
    """A stretch of text, in one or several pieces in text order."""

    spans: tuple[Span, ...]


# -- quotations: the linguistic layer, before anybody is identified ----------


class Quotation(Frozen):
    """One rendering of somebody's words or thoughts, with the roles of its wording.

    Roles are places in the text, not identities: ``speaker`` may be "sie".
    ``confidence`` is the calibrated probability that this is a quotation.
    """

    type: StatementType
    medium: Medium
    quote: Part
    speaker: Part | None = None
    cue: Part | None = None
    frame: Part | None = None
    addressee: Part | None = None
    confidence: float = 1.0
    because: tuple[Because, ...] = ()


# -- people and other voices -------------------------------------------------


class Name(Frozen):
    """A proper name in the text, before it is resolved to somebody.

    ``canonical`` is the listed form where the name is on a list ("dem Spiegel" →
    "Der Spiegel"), else the name as it stands without inflection.
    """

    span: Span
    kind: Literal[
        "person", "group", "institution", "outlet", "agency", "picture_agency", "platform",
        "place", "work", "other",
    ]  # fmt: skip
    canonical: str
    because: Because


class Mention(Frozen):
    """One place where a person or another voice is referred to.

    ``entity`` is a person id (``p1``) or, for what is no person, a voice id (``v2``).
    """

    span: Span
    entity: str
    form: Literal["name", "pronoun", "noun_phrase"]
    because: Because


class Age(Frozen):
    """An age in completed years and the date on which it held."""

    value: int
    as_of: PartialDate | None
    span: Span


class BirthInterval(Frozen):
    """First and last possible birth date (ISO, to the day or the month) given an age."""

    earliest: str
    latest: str


class Role(Frozen):
    """An office, a profession or a standing in proceedings ("Rapper", "angeklagt")."""

    text: str
    span: Span
    kind: Literal["role", "status"] = "role"


class Person(Frozen):
    """One human being of the article. ``name`` is the fullest form of the name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    roles: tuple[Role, ...] = ()
    age: Age | None = None
    born: BirthInterval | None = None
    minor: bool | None = None
    gender: Literal["female", "male"] | None = None
    because: tuple[Because, ...] = ()


class Kinship(Frozen):
    """``from_`` is <type> of ``to``; both are person ids."""

    type: KinshipType
    from_: str
    to: str
    spans: tuple[Span, ...]
    because: tuple[Because, ...] = ()


class Voice(Frozen):
    """Somebody or something that can say things; ``person`` for human beings."""

    id: str
    kind: VoiceKind
    name: str
    person: str | None = None


class Cast(Frozen):
    """Everybody in the article: who there is, and every place where they are referred to.

    ``voices`` has one entry for every person too. ``mentions`` are in text order and
    may nest ("Falk" in "Falks Anwalt"). ``unnamed`` has the places of every person whom the
    article brings in without a name ("ein 27-Jähriger", "der Beschuldigte", "er").
    """

    people: tuple[Person, ...] = ()
    voices: tuple[Voice, ...] = ()
    mentions: tuple[Mention, ...] = ()
    kinship: tuple[Kinship, ...] = ()
    unnamed: tuple[tuple[Span, ...], ...] = ()


# -- statements --------------------------------------------------------------


class Party(Frozen):
    """A role of a statement that somebody fills: where it is named, and whose voice it is."""

    part: Part
    voice: str | None


class Marker(Frozen):
    """A word that grades certainty, and where it stands."""

    text: str
    span: Span


class Certainty(Frozen):
    level: CertaintyLevel
    markers: tuple[Marker, ...] = ()


class Channel(Frozen):
    kind: ChannelKind = "unknown"
    spans: tuple[Span, ...] = ()


class Time(Frozen):
    """When something was said: the words for it, and what they come to, where they do."""

    text: str
    span: Span
    value: str | None = None
    precision: Precision | None = None


class Statement(Frozen):
    """What somebody other than the author said, wrote or thought, and on whose word we have it.

    ``chain`` holds voice ids from the origin outward, the article's own outlet left out.
    ``speaker`` is None where nobody is named in words; the chain then begins with an
    unnamed voice or an outlet.
    """

    id: str
    type: StatementType
    medium: Medium
    quote: Part
    speaker: Party | None = None
    cue: Part | None = None
    frame: Part | None = None
    addressee: Party | None = None
    chain: tuple[str, ...] = ()
    certainty: Certainty = Certainty("reported")
    channel: Channel = Channel()
    about: tuple[str, ...] = ()
    negated: bool = False
    time: Time | None = None
    confidence: float = 1.0
    because: tuple[Because, ...] = ()


class Work(Frozen):
    """A titled work: a song, film, book, album, programme .."""

    title: str
    kind: str
    span: Span


class OpenQuestion(Frozen):
    """What the article itself calls unclear, unconfirmed or unknown."""

    text: str
    span: Span


class Reading(Frozen):
    """Everything lautwem found in one article; a pure function of the article and the model.

    ``shown`` runs parallel to ``article.captions``: the ids of the people in each picture.
    """

    article: Article
    people: tuple[Person, ...] = ()
    kinship: tuple[Kinship, ...] = ()
    voices: tuple[Voice, ...] = ()
    mentions: tuple[Mention, ...] = ()
    works: tuple[Work, ...] = ()
    statements: tuple[Statement, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
