"""The gold is sound, and its texts are those that were annotated."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from golden import perfect

from lautwem import model as m
from lautwem.errors import BadData
from lautwem.evaluation import agreement, gold, sourcing
from lautwem.evaluation.counts import Rate

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
RECORDS = gold.load_gold(HERE)
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the data beside the project is missing")

TEXT = "Die Ärztin Ada Velten (41) sagte dem Talboten: „Ich gehe.“ Laut Talbote soll sie bleiben."


def place(words: str) -> gold.Place:
    begin = TEXT.index(words)
    return gold.place_of(TEXT, (begin, begin + len(words)))


def record(**changes: object) -> gold.GoldRecord:
    person = gold.GoldPerson(
        "p1", "Ada Velten", mentions=(gold.GoldMention(place("Ada Velten"), "name"),)
    )
    paper = gold.GoldVoice("v1", "outlet", "Talbote")
    said = gold.GoldStatement(
        "s1",
        "direct",
        (place("„Ich gehe.“"),),
        gold.GoldParty((place("Die Ärztin Ada Velten"),), "p1"),
        gold.GoldParty((place("dem Talboten"),), "v1"),
        chain=("p1", "v1"),
        certainty="verbatim",
    )
    sound = gold.GoldRecord(
        gold.SCHEMA,
        "tal-1",
        "dev",
        gold.GoldSource("quotes/tal.jsonl", "1 - Abschied im Tal (2020-01-02)"),
        gold.text_hash(TEXT),
        (person,),
        (paper,),
        statements=(said,),
    )
    return msgspec.structs.replace(sound, **changes)


def spoiled(**changes: object) -> tuple[str, ...]:
    """The problems of a record whose only statement is changed."""
    broken = record()
    statement = msgspec.structs.replace(broken.statements[0], **changes)
    return gold.validate(record(statements=(statement,)), TEXT)


def test_a_sound_record_passes() -> None:
    assert gold.validate(record(), TEXT) == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"quote": ((80, 400, "Ich gehe"),)}, "outside the text"),
        ({"quote": ((47, 57, "Ich bleibe"),)}, "does not begin with"),
        ({"chain": ("p1", "v9")}, "chain names v9"),
        ({"chain": ()}, "the chain is empty"),
        ({"chain": ("v1", "p1")}, "not the first voice"),
        ({"about": ("v1",)}, "about names v1"),
        ({"certainty": "hedged"}, "a hedge needs a marker"),
        ({"markers": (place("soll"),)}, "only a hedge has one"),
        ({"type": "indirect"}, "verbatim is"),
        ({"channel": gold.GoldChannel("unknown")}, "left out"),
        ({"addressee": gold.GoldParty((), "p3")}, "addressee names p3"),
        ({"quote": (place("gehe"), place("Ich"))}, "out of order"),
        ({"quote": (place("sagte dem Talboten:"),)}, "a mark that leads on"),
    ],
)
def test_what_is_wrong_with_a_statement_is_said(changes: dict, problem: str) -> None:
    assert any(problem in wrong for wrong in spoiled(**changes))


def test_what_is_wrong_with_a_record_is_said() -> None:
    assert any("hash" in wrong for wrong in gold.validate(record(), TEXT + " "))
    nobody = gold.GoldPerson("p1", "Ada Velten")
    assert "p1 is never named" in gold.validate(record(people=(nobody,)), TEXT)
    twice = gold.GoldVoice(
        "v1", "outlet", "Talbote", (gold.GoldMention(place("Ada Velten"), "name"),)
    )
    wrong = gold.validate(record(voices=(twice,)), TEXT)
    assert any("is a mention of p1 and of v1" in problem for problem in wrong)


def write(folder: Path, text: str) -> None:
    path = folder / "quotes" / "tal.jsonl"
    path.parent.mkdir()
    document = {"documentName": "1 - Abschied im Tal (2020-01-02)", "originalText": text}
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")


def test_the_text_is_rebuilt_with_what_is_known_of_it(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    article = gold.gold_text(record(), tmp_path)
    assert (article.text, article.title) == (TEXT, "Abschied im Tal")
    assert article.published == m.PartialDate("2020-01-02", "day")
    assert [TEXT[slice(*span)] for span in article.paragraphs] == [TEXT]


def test_another_text_or_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="missing"):
        gold.gold_text(record(), tmp_path)
    write(tmp_path, TEXT.replace("gehe", "bleibe"))
    with pytest.raises(BadData, match="not the one that was annotated"):
        gold.gold_text(record(), tmp_path)
    unknown = gold.GoldSource("quotes/tal.jsonl", "2 - Rückkehr (2020-01-03)")
    with pytest.raises(BadData, match="holds no document"):
        gold.gold_text(record(source=unknown), tmp_path)


def test_a_page_and_a_row_of_a_table_are_rebuilt(tmp_path: Path) -> None:
    (tmp_path / "news-text").mkdir()
    rows = "Web;'Der ''Turm'' fällt.'\nSport;Tor für den SC.\n"
    (tmp_path / "news-text" / "tal.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "news-html").mkdir()
    page = {
        "title": "Turm gesperrt",
        "authors": ["Ida Korn"],
        "publishing_date": "2021-03-04 10:00:00+00:00",
        "body": {
            "summary": ["Der Turm  wackelt."],
            "sections": [{"headline": [], "paragraphs": ["Er bleibt zu."]}],
        },
        "images": [{"caption": "Der Turm", "authors": ["Uwe Falk/dpa"]}],
    }
    (tmp_path / "news-html" / "Talbote.json").write_text(json.dumps({"V1": page}), "utf-8")
    texts = {}
    for file, key in (("news-text/tal.csv", "1"), ("news-html/Talbote.json", "V1")):
        text = "Der 'Turm' fällt." if key == "1" else PAGE
        where = gold.GoldSource(file, key)
        wanted = record(source=where, sha256=gold.text_hash(text))
        texts[key] = gold.gold_text(wanted, tmp_path)
    article = texts["V1"]
    begin, end = article.captions[0].span
    assert article.text[begin:end] == "Der Turm Foto: Uwe Falk/dpa"
    assert article.captions[0].credit == m.Credit("Uwe Falk/dpa")
    assert article.title_span == (0, 13)
    assert len(article.paragraphs) == 2


PAGE = "Turm gesperrt\n\nDer Turm wackelt.\n\nEr bleibt zu.\n\nDer Turm Foto: Uwe Falk/dpa"


def test_no_gold_and_broken_gold_are_errors(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no gold"):
        gold.load_gold(tmp_path)
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "x.json").write_text('{"schema": 1}')
    with pytest.raises(BadData, match="no gold record"):
        gold.load_gold(tmp_path)


def test_names_and_splits_agree_with_the_files() -> None:
    paths = sorted(p for p in HERE.glob("*/*.json") if p.parent.name != "second")
    assert [(p.parent.name, p.stem) for p in paths] == [(r.split, r.name) for r in RECORDS]
    assert len({r.source for r in RECORDS}) == len(RECORDS)


@needs_data
def test_every_record_fits_its_text_and_is_sound() -> None:
    for one, article in zip(RECORDS, gold.rebuild(RECORDS, DATA), strict=True):
        assert gold.validate(one, article.text) == (), one.name


@needs_data
def test_a_perfect_reading_of_the_gold_scores_full_marks() -> None:
    articles = gold.rebuild(RECORDS, DATA)
    scores = sourcing.compare((r, perfect(r, a)) for r, a in zip(RECORDS, articles, strict=True))
    assert scores.failures == ()
    assert [r for r in scores.rates if r.gold and r.f1 < 1] == []
    assert all(isinstance(r, Rate) and r.predicted == r.gold for r in scores.rates)


def test_the_splits_have_the_sizes_of_the_data_sheet() -> None:
    sizes = {split: sum(r.split == split for r in RECORDS) for split in ("train", "dev", "test")}
    assert sizes == {"train": 90, "dev": 30, "test": 30}
    train, dev, test = sizes.values()
    sheet = (HERE.parents[1] / "docs" / "gold.md").read_text(encoding="utf-8")
    whole = [record for record in RECORDS if record.covers == "everything"]
    assert f"{len(whole)} articles, {train} `train`, {dev} `dev` and {test} `test`" in sheet


def test_what_covers_statements_alone_has_the_sizes_of_the_data_sheet() -> None:
    parts = [[r for r in RECORDS if r.split == split] for split in ("learn", "kept")]
    assert all(r.covers == "statements" for part in parts for r in part)
    sheet = (HERE.parents[1] / "docs" / "gold.md").read_text(encoding="utf-8")
    for row, size in (
        ("articles: DER STANDARD", lambda r: r.name.startswith("standard")),
        ("statements", lambda r: len(r.statements)),
        ("– with a channel", lambda r: sum(s.channel is not None for s in r.statements)),
    ):
        learn, kept = (sum(map(size, part)) for part in parts)
        assert f"| {row} | {learn} | {kept} |" in sheet


def test_no_article_is_in_two_splits() -> None:
    assert len({record.sha256 for record in RECORDS}) == len(RECORDS)


@pytest.mark.parametrize(
    ("row", "size"),
    [
        ("statements", lambda r: len(r.statements)),
        ("– hedged", lambda r: sum(s.certainty == "hedged" for s in r.statements)),
        ("– with a channel", lambda r: sum(s.channel is not None for s in r.statements)),
        ("– chain of two or more voices", lambda r: sum(len(s.chain) > 1 for s in r.statements)),
        ("people", lambda r: len(r.people)),
        ("– their mentions", lambda r: sum(len(p.mentions) for p in r.people)),
        ("– kinship", lambda r: len(r.kinship)),
        ("other voices", lambda r: len(r.voices)),
    ],
)
def test_the_data_sheet_tells_what_the_gold_holds(row: str, size: Callable) -> None:
    counts = [
        sum(size(r) for r in RECORDS if r.split == split) for split in ("train", "dev", "test")
    ]
    sheet = (HERE.parents[1] / "docs" / "gold.md").read_text(encoding="utf-8")
    assert f"| {row} | {counts[0]} | {counts[1]} | {counts[2]} |" in sheet


def test_thirty_articles_of_dev_were_annotated_twice() -> None:
    """The second annotation lies beside the splits and is never loaded as one."""
    pairs = agreement.load_pairs(HERE)
    assert {first.name for first, _ in pairs} == {r.name for r in RECORDS if r.split == "dev"}
    assert len(pairs) == 30
