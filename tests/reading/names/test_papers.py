"""An invented paper is a paper, never a person."""

from lautwem import read
from lautwem.article import from_text
from lautwem.language import analyse, blocks
from lautwem.reading.names import find_names


def kinds(text: str) -> dict[str, str]:
    article = from_text(text, "test")
    names = find_names(analyse(article.text, blocks(article)))
    return {text[n.span[0] : n.span[1]]: n.kind for n in names}


def test_a_word_that_ends_like_a_paper_and_is_cited_is_a_paper() -> None:
    assert kinds("Laut Abendkurier plant Falk eine Reise.")["Abendkurier"] == "outlet"
    assert kinds("Sie erklärte dem Talanzeiger zufolge alles.")["Talanzeiger"] == "outlet"


def test_the_common_noun_is_none() -> None:
    assert "Tageszeitung" not in kinds("Er las die Tageszeitung und ging.")


def test_a_name_that_is_somebodys_is_nobody_elses_new_name() -> None:
    text = (
        "Popsänger Jonas Falk (38) und sein Freund Ruben Castell (41) trafen sich am Montag. "
        'Ruben lachte. Nur einmal wurde er ernst: "Ich bin der Falk aus der Siedlung."'
    )
    people = {person.name for person in read(from_text(text, "test")).people}
    assert people == {"Jonas Falk", "Ruben Castell"}


def test_a_short_form_in_brackets_is_the_name_before_it() -> None:
    text = "Die Nordische Bergwacht (NBW) berät. „Nie wieder“, sagte die NBW am Montag."
    article = from_text(text, "test")
    names = find_names(analyse(article.text, blocks(article)))
    meant = {article.text[slice(*n.span)]: n.canonical for n in names}
    assert meant["NBW"] == "Nordische Bergwacht"


def test_titles_of_papers_of_several_words() -> None:
    assert kinds("Sie sprach mit der Talheim Times darüber.")["Talheim Times"] == "outlet"
    assert kinds("Er sagte das dem Nordischen Anzeiger.")["Nordischen Anzeiger"] == "outlet"
