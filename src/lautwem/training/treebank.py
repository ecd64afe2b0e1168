"""Universal Dependencies treebanks, brought onto the tokens of lautwem.

A token of ours that covers several of the treebank ("im" = in + dem, "CDU-Chef" =
CDU + - + Chef) takes the part of speech of the first (of a compound: the last) and
the features of the last; one that is only a piece of a treebank word has no labels.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import msgspec

from lautwem.errors import BadData
from lautwem.language.morphology import DECLINED, POS, VERBS
from lautwem.language.tokens import tokenise
from lautwem.model import Frozen, Span

UNKNOWN = "?"
"""The value of a feature that the treebank does not give for a word."""

NOMINAL = ("case", "number", "gender")
VERBAL = ("verb_form", "mood", "tense", "number", "person")

FILES = {
    "gsd": ("de_gsd-ud-dev.conllu", "de_gsd-ud-test.conllu"),
    "pud": ("de_pud-ud-test.conllu",),
    "lit": ("de_lit-ud-test.conllu",),
}
_HELD_BACK = 6  # one sentence in six of GSD and PUD, chosen by the checksum of its id
_UD_NAMES = {
    "case": "Case",
    "number": "Number",
    "gender": "Gender",
    "person": "Person",
    "mood": "Mood",
    "tense": "Tense",
    "verb_form": "VerbForm",
}
_VERB_FORMS = re.compile(
    r"V[VAM]?(?P<fin>FIN|IMP|BC\Z)|V[VAM]?(?P<part>PP|BN\Z)|V[VAM]?(?P<inf>INF|IZU|B\Z)"
)


class Label(Frozen):
    """What a treebank says of one word; a feature is None, a value or ``UNKNOWN``."""

    pos: str
    case: str | None = None
    number: str | None = None
    gender: str | None = None
    person: int | str | None = None
    mood: str | None = None
    tense: str | None = None
    verb_form: str | None = None

    @property
    def complete(self) -> bool:
        """Whether every feature is known."""
        return UNKNOWN not in (getattr(self, name) for name in ("pos", *_UD_NAMES))


class Row(Frozen):
    """One syntactic word: its surface span in the sentence, label and lemma."""

    begin: int
    end: int
    label: Label
    lemma: str
    form: str


class Example(Frozen):
    """One sentence: its text, our tokens, and for each a label and a lemma.

    A label or a lemma is None where the treebank has none for exactly this token.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    labels: tuple[Label | None, ...]
    lemmas: tuple[str | None, ...]

    @property
    def words(self) -> list[str]:
        """The tokens as written."""
        return [self.text[begin:end] for begin, end in self.spans]


def is_held_back(example: Example) -> bool:
    """Whether a sentence is kept for scores: fixed by its id, never in LIT."""
    return not example.id.startswith("lit:") and crc32(example.id.encode()) % _HELD_BACK == 0


def read(folder: Path) -> list[Example]:
    """All sentences of the three treebanks in ``folder``. Raises ``BadData`` if one is missing."""
    examples = []
    for name, files in FILES.items():
        for file in files:
            path = folder / file
            if not path.is_file():
                raise BadData(f"{path} is missing.", "Point to the folder with the treebanks.")
            for block in path.read_text(encoding="utf-8").split("\n\n"):
                if block.strip():
                    examples.append(_example(name, block))
    return examples


def _example(name: str, block: str) -> Example:
    lines = block.split("\n")
    text = next(x[9:] for x in lines if x.startswith("# text = "))
    id_ = next(x[12:] for x in lines if x.startswith("# sent_id = "))
    rows = list(_rows(name, text, lines))
    spans = tuple(tokenise(text, 0, len(text)))
    aligned = _align(spans, rows)
    return Example(
        id=f"{name}:{id_}",
        text=text,
        spans=spans,
        labels=tuple(label for label, _ in aligned),
        lemmas=tuple(lemma for _, lemma in aligned),
    )


def _rows(name: str, text: str, lines: Sequence[str]) -> Iterator[Row]:
    at, surface = 0, (0, 0)
    inside = 0
    for line in lines:
        fields = line.split("\t")
        if line.startswith("#") or len(fields) != 10 or "." in fields[0]:
            continue
        if "-" in fields[0]:
            first, last = map(int, fields[0].split("-"))
            inside = last - first + 1
        if "-" in fields[0] or not inside:
            begin = text.find(fields[1], at)
            surface = (begin, begin + len(fields[1]))
            at = surface[1]
        if "-" not in fields[0]:
            yield Row(*surface, _label(name, fields), fields[2], fields[1])
            inside = max(inside - 1, 0)


def _label(name: str, fields: Sequence[str]) -> Label:
    pos = fields[3] if fields[3] in POS else "X"
    given = dict(pair.split("=", 1) for pair in fields[5].split("|") if "=" in pair)
    if pos in VERBS and (form := _VERB_FORMS.match(fields[4])):
        given["VerbForm"] = (form.lastgroup or "fin").capitalize()
    _mend_mood(fields[1].lower(), given)
    features: dict[str, str | int] = {}
    form = given.get("VerbForm", "Fin")
    for feature in _features_of(pos, form):
        value = given.get(_UD_NAMES[feature], "").lower()
        if feature == "verb_form":
            value = form.lower()
        if value in ("", "prs") or "," in value:
            if name == "lit" or pos in VERBS or pos in ("NOUN", "PROPN"):
                features[feature] = UNKNOWN
        else:
            features[feature] = int(value) if value.isdigit() else value
    return Label(pos, **features)


def _features_of(pos: str, form: str) -> tuple[str, ...]:
    if pos in VERBS:
        return VERBAL if form == "Fin" else VERBAL[:1]
    if pos == "PRON":
        return (*NOMINAL, "person")
    return NOMINAL if pos in DECLINED and pos != "ADP" else ()


def _mend_mood(form: str, given: dict[str, str]) -> None:
    """ "Ich habe" is tagged as subjunctive of the past in a part of GSD; it is neither."""
    if form == "habe" and given.get("Tense") == "Past":
        given.update(Mood="Ind", Person="1", Tense="Pres")


def _align(spans: Sequence[Span], rows: Sequence[Row]) -> list[tuple[Label | None, str | None]]:
    out = []
    at = 0
    for begin, end in spans:
        while at < len(rows) and rows[at].end <= begin:
            at += 1
        covered = []
        here = at
        while here < len(rows) and rows[here].begin < end:
            covered.append(rows[here])
            here += 1
        inside = bool(covered) and covered[0].begin >= begin and covered[-1].end <= end
        out.append(_merge(covered) if inside else (None, None))
    return out


def _merge(rows: Sequence[Row]) -> tuple[Label | None, str | None]:
    if len(rows) == 1:
        return rows[0].label, rows[0].lemma
    if rows[0].begin == rows[-1].begin:  # a contraction: "im" is an ADP with the case of "dem"
        return msgspec.structs.replace(rows[-1].label, pos=rows[0].label.pos), rows[0].lemma
    words = [row for row in rows if row.form[0].isalnum()]
    return (words[-1] if words else rows[-1]).label, None
