"""The trained network finds quotations, with places that are true, in articles of any size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem.article import from_text
from lautwem.errors import MissingModel
from lautwem.language import analyse, blocks
from lautwem.model import Quotation
from lautwem.reading.names import find_names
from lautwem.reading.quotes.learned import confidence, find
from lautwem.reading.quotes.learned.network import FILES, build, network

ARTICLE = (
    "Der Stadtrat von Oberwiesen hat die Brücke gesperrt. „Wir hatten keine andere Wahl“, sagte "
    "Baudezernentin Ilse Quandt am Montag. Sie kündigte an, dass ein Gutachten folgen werde. Nach "
    "Angaben der Polizei wurde niemand verletzt. Der Träger sei an mehreren Stellen gerissen."
)


def quotations(text: str) -> tuple[Quotation, ...]:
    article = from_text(text, "test")
    analysis = analyse(article.text, blocks(article))
    return find(article, analysis, find_names(analysis))


def words(text: str, found: Quotation, part: str) -> str:
    value = getattr(found, part)
    return " … ".join(text[b:e] for b, e in value.spans) if value else ""


def test_direct_and_indirect_quotations_with_their_speakers() -> None:
    found = quotations(ARTICLE)
    by_type = {one.type: one for one in reversed(found)}
    assert words(ARTICLE, by_type["direct"], "quote") == "„Wir hatten keine andere Wahl“"
    assert "Ilse Quandt" in words(ARTICLE, by_type["direct"], "speaker")
    assert words(ARTICLE, by_type["direct"], "cue") == "sagte"
    said = [one for one in found if "Gutachten" in words(ARTICLE, one, "quote")]
    assert said and words(ARTICLE, said[0], "speaker") == "Sie"
    police = [one for one in found if "niemand verletzt" in words(ARTICLE, one, "quote")]
    assert police and "Polizei" in words(ARTICLE, police[0], "speaker")


def test_every_quotation_says_which_model_found_it_and_how_surely() -> None:
    for one in quotations(ARTICLE):
        assert one.because and one.because[0].rule == f"network-{one.type}"
        assert 0 < one.confidence <= 1


def test_the_same_article_gives_the_same_quotations() -> None:
    assert quotations(ARTICLE) == quotations(ARTICLE)


def test_nothing_is_lost_where_a_long_text_is_cut() -> None:
    # longer than a piece of the encoder; each copy holds the same words
    copies = 120
    text = "\n\n".join([ARTICLE] * copies)
    direct = [one for one in quotations(text) if one.type == "direct"]
    assert len(direct) == copies


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab Ä.,:„“\"»« \nsagte er dass ß’'-0😀"), max_size=300))
def test_places_are_inside_the_text_and_in_order(text: str) -> None:
    article_text = text + "x"
    for one in quotations(article_text):
        for part in (one.quote, one.speaker, one.cue, one.frame, one.addressee):
            previous = 0
            for begin, end in part.spans if part else ():
                assert previous <= begin < end <= len(article_text)
                previous = end


def test_weights_that_do_not_fit_are_said_to() -> None:
    with pytest.raises(MissingModel):
        build(dict.fromkeys(FILES, b"nothing"))


def test_confidence_rises_with_the_score() -> None:
    used = network().settings
    for kind in range(5):
        values = [confidence(used, kind, score / 20) for score in range(21)]
        assert values == sorted(values)
        assert all(0 <= value <= 1 for value in values)
