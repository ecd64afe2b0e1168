"""What counts as one source, as the table in docs/trace.md has it; each rule in a few lines."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lautwem
from lautwem import article
from lautwem.archive.linking.found import Source, Status
from lautwem.archive.linking.selection import Query
from lautwem.archive.linking.tracing import trace
from lautwem.archive.linking.voices import Speaker, named_by_office, same, speaks_for
from lautwem.export.traces.wire import Trace

CLAIM = "Rabe wusste seit Mai von den Rissen im Dach der Sporthalle"
EVENTS = {
    "Norderauer Bote": "In der Sporthalle war im Juni das Dach eingestürzt. Niemand war dort.",
    "Elbtaler Zeitung": "Im Juni stürzte das Dach der Sporthalle in Norderau ein.",
    "Landspiegel Zeitung": "Beim Einsturz der Sporthalle blieb es bei Sachschaden am Dach.",
    "Küstenkurier": "Das Dach der Norderauer Sporthalle brach im Juni über Nacht zusammen.",
    "Promiblatt Nord": "Seit dem Einsturz der Halle fragt sich Norderau, wer das Dach prüfte.",
    "Tagblatt Süd": "Vom Dach der Norderauer Sporthalle stehen seit Juni nur noch die Träger.",
}
"""What the affair is about, as six papers would put it."""


@cache
def reading(outlet: str, published: str, text: str):  # type: ignore[no-untyped-def]
    head = f"---\noutlet: {outlet}\npublished: {published}\ntitle: Einsturz in Norderau\n---\n"
    event = EVENTS.get(outlet, "")
    return lautwem.read(article.from_text(f"{head}{text}\n\n{event}\n", source=f"{outlet}.txt"))


def source(outlet: str, published: str, text: str, status: Status = "active") -> Source:
    return Source.of(reading(outlet, published, text), status)


def traced(*sources: Source, claim: str = CLAIM) -> Trace:
    return trace(Query(claim), sources)


def outlets(found: Trace, *ids: str) -> set[str | None]:
    return {i.article.outlet for i in found.instances if i.article.id in ids}


ROTH = (
    "Hausmeisterin Ida Roth sagte, Bürgermeister Henning Rabe habe seit Mai von den Rissen im Dach"
    " gewusst."
)
FIRST = source("Norderauer Bote", "2025-07-01", ROTH)
CITING = source(
    "Elbtaler Zeitung",
    "2025-07-02",
    "Bürgermeister Henning Rabe soll nach einem Bericht des „Norderauer Boten“ seit Mai von den"
    " Rissen im Dach gewusst haben.",
)
AGAIN = source(
    "Landspiegel Zeitung",
    "2025-07-03",
    "„Henning Rabe hat seit Mai von den Rissen im Dach gewusst“, sagte Hausmeisterin Ida Roth.",
)
SECOND = source(
    "Küstenkurier",
    "2025-07-03",
    "„Henning Rabe hat schon im Mai von den Rissen im Dach gewusst“, sagte Architekt Ole Timm.",
)
NOBODY = source(
    "Promiblatt Nord",
    "2025-07-04",
    "Bürgermeister Henning Rabe hat seit Mai von den Rissen im Dach gewusst.",
)
INSIDER = source(
    "Tagblatt Süd",
    "2025-06-30",
    "Bürgermeister Henning Rabe habe seit Mai von den Rissen im Dach gewusst, sagte ein"
    " Mitarbeiter des Rathauses, der anonym bleiben will.",
)


@pytest.mark.parametrize(
    ("sources", "independent", "at_most"),
    [
        ((FIRST,), 1, 1),
        ((FIRST, CITING), 1, 1),
        ((FIRST, AGAIN), 1, 1),
        ((FIRST, SECOND), 2, 2),
        ((FIRST, CITING, AGAIN, SECOND, NOBODY), 2, 2),
        ((INSIDER,), None, 1),
        ((INSIDER, FIRST), 1, 2),
        ((INSIDER, NOBODY), None, 1),
    ],
)
def test_independent_sources(
    sources: tuple[Source, ...], independent: int | None, at_most: int
) -> None:
    found = traced(*sources)
    assert len({i.article.id for i in found.instances}) == len(sources)
    assert (found.independent, found.at_most) == (independent, at_most)


def test_roles_and_reasons() -> None:
    found = traced(FIRST, CITING, AGAIN, NOBODY)
    roles = {i.article.outlet: i.role for i in found.instances}
    assert roles == {
        "Norderauer Bote": "origin",
        "Elbtaler Zeitung": "repeats",
        "Landspiegel Zeitung": "repeats",
        "Promiblatt Nord": "repeats",
    }
    rules = {reason.rule for reason in found.because}
    assert rules == {"cites", "same-voice", "no-source-named"}
    cites = next(reason for reason in found.because if reason.rule == "cites")
    assert cites.articles == (CITING.id, FIRST.id)
    assert "Norderauer Bote" in cites.text


def test_hearsay_becomes_a_fact() -> None:
    levels = {i.article.outlet: i.certainty for i in traced(FIRST, CITING, NOBODY).instances}
    assert levels == {
        "Norderauer Bote": "reported",
        "Elbtaler Zeitung": "hedged",
        "Promiblatt Nord": "asserted",
    }


def test_what_rests_on_a_withdrawn_article_is_marked() -> None:
    gone = source("Norderauer Bote", "2025-07-01", ROTH, status="withdrawn")
    found = traced(gone, CITING, NOBODY)
    assert (found.independent, found.standing) == (1, 0)
    assert [o.stands for o in found.origins] == [False]
    resting = {i.article.outlet for i in found.instances if i.rests_on}
    assert resting == {"Elbtaler Zeitung", "Promiblatt Nord"}


def test_another_witness_stands_when_one_article_falls() -> None:
    gone = source("Norderauer Bote", "2025-07-01", ROTH, status="corrected")
    found = traced(gone, CITING, SECOND)
    assert (found.independent, found.standing) == (2, 1)


def test_one_day_leaves_the_order_open() -> None:
    other = source("Küstenkurier", "2025-07-01", SECOND.article.text.split("\n\n")[-2])
    found = traced(FIRST, other)
    assert found.first is None
    assert set(found.first_candidates) == {FIRST.id, other.id}


def test_who_cites_comes_after_even_on_one_day() -> None:
    same_day = source("Elbtaler Zeitung", "2025-07-01", CITING.article.text.split("\n\n")[-2])
    found = traced(same_day, FIRST)
    assert found.first == FIRST.id
    assert [i.article.outlet for i in found.instances] == ["Norderauer Bote", "Elbtaler Zeitung"]


def test_prints_of_one_agency_report_are_one() -> None:
    text = (
        "Norderau (xna) - Bürgermeister Henning Rabe habe seit Mai von den Rissen im Dach gewusst,"
        " sagte Hausmeisterin Ida Roth am Dienstag vor Journalisten. Die Halle war 1974 gebaut und"
        " zuletzt vor zwölf Jahren saniert worden. Der Landkreis prüft nun alle Hallen dieser"
        " Bauart, es sind neun. Mit Ergebnissen wird im Herbst gerechnet."
    )
    prints = [source(name, "2025-07-02", text) for name in ("Bote A", "Kurier B", "Zeitung C")]
    found = traced(*prints)
    assert {i.role for i in found.instances} == {"copies"}
    assert len(found.copies) == 1
    assert (found.independent, found.relays) == (1, ("xna",))


def test_a_denial_is_a_denial() -> None:
    denial = source(
        "Küstenkurier",
        "2025-07-05",
        "Bürgermeister Henning Rabe bestreitet, dass er seit Mai von den Rissen im Dach wusste.",
    )
    found = traced(FIRST, denial)
    assert [d.article.outlet for d in found.contradicted_by] == ["Küstenkurier"]
    assert [i.article.outlet for i in found.instances] == ["Norderauer Bote"]


@pytest.mark.parametrize("claim", ["", "!!!", "Wal", "Rabe", "der die das", "x" * 5000])
def test_words_that_say_nothing_find_nothing(claim: str) -> None:
    found = traced(FIRST, CITING, claim=claim)
    assert found.instances == ()
    assert (found.independent, found.at_most, found.first) == (None, 0, None)


ALL = (FIRST, CITING, AGAIN, SECOND, NOBODY, INSIDER)


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=30, deadline=None)
def test_order_and_repetition_do_not_matter(order: list[Source], twice: int) -> None:
    assert traced(*order, *order[:twice]) == traced(*ALL)


@given(st.sets(st.sampled_from(ALL), min_size=1))
@settings(max_examples=30, deadline=None)
def test_counts_hold_together(some: set[Source]) -> None:
    chosen = list(some)
    random.Random(1).shuffle(chosen)
    found = traced(*chosen)
    assert (found.independent or 0) <= found.at_most == len(found.origins)
    assert (found.standing or 0) <= (found.independent or 0)
    ids = {s.id for s in chosen}
    assert {e.from_ for e in found.edges} | {e.to for e in found.edges} <= ids
    assert set(found.first_candidates) <= ids


def person(name: str, gender: str | None = None, *roles: str) -> Speaker:
    return Speaker("person", name, (name,), roles, gender)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (person("Peer Holm"), person("Holm"), True),
        (person("Peer Holm"), person("P. Holm"), True),
        (person("Peer Holm"), person("Jannik Holm"), False),
        (person("Holm", "male"), person("Holm", "female"), False),
        (person("Peer Holm"), Speaker("institution", "Holm"), False),
        (Speaker("person", "Holm", identity=1), Speaker("person", "Holm", identity=2), False),
        (Speaker("person", "Rea Vogt", identity=1), Speaker("person", "Holm", identity=1), True),
        (Speaker("institution", "Polizei"), Speaker("institution", "der Polizei"), True),
        (Speaker("institution", "Polizei Norderau"), Speaker("institution", "Feuerwehr"), False),
    ],
)
def test_who_can_be_one(one: Speaker, other: Speaker, wanted: bool) -> None:
    assert same(one, other) is wanted
    assert same(other, one) is wanted


def test_offices() -> None:
    holm = person("Peer Holm", "male", "Trainer")
    assert named_by_office(Speaker("unnamed", "Trainer (Bote)", ("a",), ("Trainer",)), holm)
    witness = person("Ida Roth", "female", "Zeugin")
    assert not named_by_office(Speaker("unnamed", "Zeugin (Bote)", ("a",), ("Zeugin",)), witness)
    spokesman = person("Ole Timm", "male", "Sprecher der Alpmilch")
    assert speaks_for(spokesman, Speaker("institution", "Alpmilch"))
    assert not speaks_for(spokesman, Speaker("institution", "Polizei"))
