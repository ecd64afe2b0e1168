"""All the German text beside the project that nothing is measured on, for unsupervised steps."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from lautwem.errors import BadData
from lautwem.evaluation.annotations import load_quotations


def articles(data_dir: Path) -> Iterator[str]:
    """The text of the annotated training articles and of the collection of newspaper articles.

    Raises ``BadData`` where a file is missing.
    """
    for document in load_quotations(data_dir / "quotes" / "train.jsonl"):
        yield document.text
    yield from newspaper_articles(data_dir)


def newspaper_articles(data_dir: Path) -> Iterator[str]:
    """The articles of DER STANDARD without annotations."""
    table = _read(data_dir / "news-text" / "10kgnad-test.csv")
    for row in csv.reader(io.StringIO(table), delimiter=";", quotechar="'"):
        yield row[1]


def sentences(data_dir: Path) -> Iterator[list[str]]:
    """The words of single sentences: the treebanks and the names of GermEval."""
    files = [*sorted((data_dir / "treebank").glob("*.conllu")), data_dir / "ner/germeval2014.tsv"]
    for path in files:
        for block in _read(path).split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines()]
            words = [row[1] for row in rows if row[0].isdigit() and len(row) > 1]
            if words:
                yield words


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{path} cannot be read: {error}.", "Give the folder of the data.") from error
