"""``lautwem evaluate``: how good a reading is, against annotations made by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from lautwem import model as m
from lautwem.cli.guard import writing
from lautwem.engines import Engine
from lautwem.errors import BadData

Split = Literal["dev", "train", "test", "learn", "kept"]
Report = tuple[m.Frozen | dict[str, float], str]
"""Scores to write as JSON, and the same as a table in plain text."""


def evaluate(
    data: Annotated[Path, typer.Argument(help="The folder with the data.", show_default=False)],
    what: Annotated[
        Literal["quotations", "sourcing", "pages", "names"],
        typer.Option(
            "--what",
            "--gold",
            help="quotations: quote, speaker, cue, frame, addressee (quotes/SPLIT.jsonl); "
            "sourcing: statements, speakers, chains, certainty, people (the gold and its texts); "
            "pages: title, date, authors, body, pictures (news-html/); "
            "names: people, organisations, places (ner/).",
        ),
    ] = "quotations",
    split: Annotated[Split, typer.Option(help="Part of the annotated articles.")] = "dev",
    gold: Annotated[
        Path, typer.Option("--annotations", help="The folder with the gold of source chains.")
    ] = Path("tests/gold"),
    engine: Annotated[Engine, typer.Option(help="Which engine reads.")] = "model",
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="A table or one object.")
    ] = "text",
) -> None:
    """Score lautwem on annotated articles or recorded pages."""
    measures: dict[str, Callable[[], Report]] = {
        "quotations": lambda: _quotations(data, split, engine),
        "sourcing": lambda: _sourcing(data, gold, split, engine),
        "pages": lambda: _pages(data),
        "names": lambda: _names(data, engine),
    }
    scores, table = measures[what]()
    with writing("standard output"):
        print(msgspec.json.encode(scores).decode() if format_ == "json" else table, flush=True)


def _within(data: Path, *names: str) -> Path:
    """The first of ``names`` that is in the data folder, BadData if none is."""
    found = next((data / name for name in names if (data / name).exists()), None)
    if found is None:
        raise BadData(
            f"There is no {' or '.join(names)} in {data}.", "Name the folder that holds the data."
        )
    return found


def _quotations(data: Path, split: Split, engine: Engine) -> Report:
    from lautwem import language
    from lautwem.evaluation import annotations, quotations
    from lautwem.reading import pipeline
    from lautwem.reading.quotes import quotations as find_quotations

    path = data if data.is_file() else _within(data, f"quotes/{split}.jsonl", f"{split}.jsonl")
    documents = annotations.load_quotations(path)
    predicted = []
    for document in documents:
        article = annotations.article_of(document)
        analysis = language.analyse(article.text, language.blocks(article))
        names, encoded = pipeline.named(analysis, engine)
        predicted.append(find_quotations(article, analysis, names, engine, encoded))
    scores = quotations.score(documents, predicted)
    return scores, quotations.table(scores)


def _sourcing(data: Path, folder: Path, split: Split, engine: Engine) -> Report:
    from lautwem.article.credit import parse
    from lautwem.evaluation import gold, sourcing
    from lautwem.reading import pipeline

    records = gold.load_gold(folder, split)
    articles = gold.rebuild(records, data, parse)
    readings = (pipeline.read(article, engine=engine) for article in articles)
    scores = sourcing.compare(zip(records, readings, strict=True))
    return scores, sourcing.table(scores)


def _pages(data: Path) -> Report:
    from lautwem.evaluation import pages

    folder = _within(data, "news-html", "meta.json")
    scores = pages.compare(folder if folder.is_dir() else data)
    rows = (
        ("title", scores.title),
        ("date", scores.published),
        ("authors", scores.authors),
        ("body, mean F1", scores.body_f1),
        ("body, F1 ≥ 95 %", scores.body_95),
        ("captions", scores.captions),
        ("captions, precision", scores.captions_precision),
        ("credits", scores.credits),
    )
    lines = [f"{name:22}{100 * share:6.1f} %" for name, share in rows]
    head = f"{scores.pages} pages, {scores.milliseconds:.0f} ms a page"
    return scores, "\n".join([head, *lines])


def _names(data: Path, engine: Engine) -> Report:
    from lautwem.reading.encoder import encoder
    from lautwem.reading.names.encoded import EncodedTagger
    from lautwem.reading.names.tagger import tagger
    from lautwem.training import names

    path = _within(data, "ner/germeval2014.tsv", "germeval2014.tsv")
    examples = [e for e in names.germeval(path) if names.is_held_back(e.analysis.text)]
    if engine == "thorough":
        tagged = [EncodedTagger(encoder().encode(e.analysis)).tag(e.analysis) for e in examples]
    else:
        tagged = [tagger().tag(e.analysis) for e in examples]
    scores = names.agreement(tagged, [e.labels for e in examples])
    lines = [f"{kind:8}{value:6.1f} % F1" for kind, value in scores.items()]
    return dict(scores), "\n".join([f"{len(examples)} sentences kept back", *lines])
