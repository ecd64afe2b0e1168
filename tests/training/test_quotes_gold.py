"""Statements of the gold are learned from as the quotations they are."""

from lautwem.evaluation.gold import GoldParty, GoldStatement, place_of
from lautwem.language.tokens import tokenise
from lautwem.training.quotes_gold import quotation

TEXT = (
    "Rat Zeidler teilte dem Talboten mit, die Halle sei dicht. Sie habe ein Dach. "
    "Der Kran soll im Mai gekippt sein."
)
TOKENS = tuple(tokenise(TEXT, 0, len(TEXT)))


def place(words: str):
    begin = TEXT.index(words)
    return place_of(TEXT, (begin, begin + len(words)))


def words(ids: tuple[int, ...]) -> str:
    return " ".join(TEXT[slice(*TOKENS[at])] for at in ids)


def test_parts_are_the_annotated_words() -> None:
    statement = GoldStatement(
        "s1", "indirect", (place("die Halle sei dicht"),),
        GoldParty((place("Rat Zeidler"),), "p1"), GoldParty((place("dem Talboten"),), "v1"),
        cue=(place("teilte"), place("mit")),
    )  # fmt: skip
    found = quotation(statement, TOKENS)
    assert (found.type, words(found.quote)) == ("indirect", "die Halle sei dicht")
    assert words(found.speaker) == "Rat Zeidler"
    assert (words(found.cue), words(found.addressee)) == ("teilte mit", "dem Talboten")


def test_what_carries_on_without_a_frame_has_the_type_of_the_scheme() -> None:
    statement = GoldStatement("s2", "free_indirect", (place("Sie habe ein Dach"),))
    assert quotation(statement, TOKENS).type == "indirect_free_indirect"


def test_hearsay_in_soll_is_free_indirect_with_its_verb_inside() -> None:
    pieces = (place("Der Kran"), place("im Mai gekippt sein"))
    statement = GoldStatement("s3", "indirect", pieces, cue=(place("soll"),))
    found = quotation(statement, TOKENS)
    assert (found.type, found.cue) == ("free_indirect", ())
    assert words(found.quote) == "Der Kran soll im Mai gekippt sein"
