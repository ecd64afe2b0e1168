"""Across articles: copies of one text, forms of one statement, and who cites whom.

By the definitions of the archive (``archive.linking``): here too articles meet under their bands
and statements under their keys, and the archive's own functions judge who met. The tables are read
with Daft, on this machine or on the cluster, and every join is one of whole numbers.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from lautwem.bulk import tables
from lautwem.bulk.engine import daft_quietly
from lautwem.errors import ClusterFailed
from lautwem.export.tables.columns import Column

if TYPE_CHECKING:
    from lautwem.archive.linking.items import Item

TABLES = {
    "copies": (
        Column("copy_group", "integer", False, "smallest row of the articles that print one text"),
        tables.ROW,
    ),
    "same": (
        tables.ROW,
        Column("statement", "string", False, "id within the article"),
        Column("other_row", "integer", False, "row of the article that says the same"),
        Column("other_statement", "string", False, "id of the statement there"),
        Column("kind", "string", False, "verbatim, shortened, indirect, other_words; failed"),
        Column("confidence", "number", False, "between 0 and 1"),
        Column("opposed", "boolean", False, "one denies the other"),
    ),
    "citations": (
        Column("outlet", "string", False, "medium that passes something on"),
        Column("voice", "string", False, "medium that it has it from"),
        Column("kind", "string", False, "outlet or agency"),
        Column("statements", "integer", False, "statements with that voice in their chain"),
        Column("hedged", "integer", False, "those of them that are hedged"),
        Column("articles", "integer", False, "articles that hold them"),
    ),
}
"""The tables that come of it, and their columns."""

CROWD = 40
"""A key that more statements have is passed over, and in a band of more articles only the first is
compared with the others: so pairs grow no faster than articles."""


def write(out: Path) -> dict[str, int]:
    """Writes the tables ``copies``, ``same`` and ``citations``; the number of rows of each.

    Needs a run with ``across``. The engine is the one that was chosen for the run. Raises
    ClusterFailed where it gives up.
    """
    daft = daft_quietly()
    made = {"copies": _copies, "same": _same, "citations": _citations}
    try:
        return {name: _keep(daft, out, name, make(daft, out)) for name, make in made.items()}
    except Exception as error:
        raise ClusterFailed(
            f"The engine gave up: {type(error).__name__}: {str(error)[:300]}.",
            "Run the same command again: what is read stays read.",
        ) from error


def _table(daft: Any, out: Path, name: str) -> Any:
    return daft.read_parquet(f"{out}/{name}/*.parquet")


def _names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[table])


def _has(out: Path, name: str) -> bool:
    return any((out / name).glob("*.parquet"))


def _keep(daft: Any, out: Path, name: str, frame: Any) -> int:
    """Writes a frame as a table, in place of that of an earlier attempt."""
    beside = out / ".lautwem" / f"new-{name}"
    shutil.rmtree(beside, ignore_errors=True)
    frame.write_parquet(str(beside), compression="zstd")
    shutil.rmtree(out / name, ignore_errors=True)
    os.replace(beside, out / name)
    return int(_table(daft, out, name).count_rows()) if _has(out, name) else 0


# -- copies ------------------------------------------------------------------


def _copies(daft: Any, out: Path) -> Any:
    """Groups of articles that print one text: ``copy_group`` is the smallest row of each."""
    groups = grouped(_copied_pairs(daft, out))
    rows = sorted((group, row) for row, group in groups.items())
    frame = daft.from_pydict({"copy_group": [g for g, _ in rows], "row": [r for _, r in rows]})
    whole = daft.DataType.int64()
    return frame.select(*(daft.col(n).cast(whole) for n in ("copy_group", "row")))


def neighbours(daft: Any, bands: Any) -> Any:
    """Pairs of articles (rows ``one`` < ``other``) that share a band, each once."""
    meeting = daft.DataType.struct({"one": daft.DataType.int64(), "other": daft.DataType.int64()})

    @daft.func(return_dtype=daft.DataType.list(meeting))
    def meetings(rows: list[int]) -> list[dict[str, int]]:
        return [{"one": one, "other": other} for one, other in in_band(rows)]

    col = daft.col
    together = bands.groupby("band").agg(col("row").list_agg().alias("rows"))
    together = together.where(col("rows").list_count() > 1)
    met = together.select(meetings(col("rows")).alias("met")).explode("met")
    return met.select(col("met")["one"].alias("one"), col("met")["other"].alias("other")).distinct()


def in_band(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Who is compared with whom: all, or where there are more than CROWD, all with the first."""
    ordered = sorted(set(rows))
    if len(ordered) > CROWD:
        yield from ((ordered[0], other) for other in ordered[1:])
    else:
        yield from combinations(ordered, 2)


def _copied_pairs(daft: Any, out: Path) -> list[tuple[int, int]]:
    met = neighbours(daft, _table(daft, out, tables.BANDS))
    beside = _beside(daft, met, _table(daft, out, tables.BODIES), "row", "shingles")

    @daft.func(return_dtype=daft.DataType.bool())
    def alike(one: str, other: str) -> bool:
        from lautwem.archive.linking.dependence import are_copies

        return are_copies(_hashes(one), _hashes(other))

    col = daft.col
    found = beside.where(alike(col("one_shingles"), col("other_shingles")))
    found = found.select("one", "other").to_pydict()
    return list(zip(found["one"], found["other"], strict=True))


def _hashes(text: str) -> np.ndarray:
    return np.frombuffer(bytes.fromhex(text), ">u8").astype(np.uint64)


def grouped(found: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Every member of a pair with the smallest of all that it hangs together with."""
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in found:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {one: root(one) for one in list(parent)}


# -- forms of one statement ----------------------------------------------------


def _same(daft: Any, out: Path) -> Any:
    """Pairs of statements of different articles that say the same, or of which one denies it.

    Who meets is judged by sketches (``linking.sketch``), inside its key: only pairs that may be
    one, some of 1,000, are brought together with their forms, and with the bodies only those
    that say the same where their articles are about one event.
    """
    forms = _table(daft, out, tables.FORMS)
    met = likely(daft, _table(daft, out, tables.KEYS), forms)
    return _judged(daft, _of_one_event(daft, met, forms), out)


def likely(daft: Any, keys: Any, forms: Any) -> Any:
    """Pairs of statements (places ``one`` < ``other``) that share a key and may be one."""
    of = daft.DataType
    meeting = of.struct({"one": of.int64(), "other": of.int64()})

    @daft.func(return_dtype=of.list(meeting))
    def meetings(places: list[int], sketches: list[str]) -> list[dict[str, int]]:
        met = under_key(zip(places, sketches, strict=True))
        return [{"one": one, "other": other} for one, other in met]

    col = daft.col
    counts = keys.groupby("key").agg(col("place").count().alias("count"))
    shared = counts.where((col("count") > 1) & (col("count") <= CROWD)).select("key")
    members = keys.select("key", "place").join(shared, on="key")
    members = members.join(forms.select("place", "sketch"), on="place")
    together = members.groupby("key").agg(
        col("place").list_agg().alias("places"), col("sketch").list_agg().alias("sketches")
    )
    met = together.select(meetings(col("places"), col("sketches")).alias("met"))
    met = met.where(col("met").list_count() > 0).explode("met")
    return met.select(col("met")["one"].alias("one"), col("met")["other"].alias("other")).distinct()


def under_key(members: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of members of one key, (place, sketch) each, of different articles that may be one."""
    from lautwem.archive.linking.sketch import may_match, unpacked

    unpacked_ = [(place, unpacked(sketch)) for place, sketch in sorted(members)]
    for (one, first), (other, second) in combinations(unpacked_, 2):
        if one // tables.PLACES != other // tables.PLACES and may_match(first, second):
            yield one, other


def _of_one_event(daft: Any, met: Any, forms: Any) -> Any:
    """Those of the pairs that say the same if their articles are about one event."""
    beside = _beside(daft, met, forms.select("place", "form"), "place", "form")

    @daft.func(return_dtype=daft.DataType.bool())
    def may_be(one: str, other: str) -> bool:
        from lautwem.archive.linking.matching import compare

        try:
            return compare(_item(one), _item(other), lambda: True) is not None
        except Exception:  # told of where all pairs are judged
            return True

    return beside.where(may_be(daft.col("one_form"), daft.col("other_form")))


def _judged(daft: Any, pairs: Any, out: Path) -> Any:
    """The verdicts on pairs with their forms."""
    of = daft.DataType
    verdict = of.struct(
        {"row": of.int64(), "statement": of.string(), "other_row": of.int64(),
         "other_statement": of.string(), "kind": of.string(), "confidence": of.float64(),
         "opposed": of.bool()}
    )  # fmt: skip
    col = daft.col

    @daft.func(return_dtype=verdict)
    def judged(
        one: int, other: int, form: str, other_form: str, body: str, other_body: str
    ) -> dict[str, Any] | None:
        return judge((one, form, body), (other, other_form, other_body))

    @daft.func(return_dtype=of.string())
    def body(text: str, paragraphs: str) -> str:
        spans = [map(int, span.split(",")) for span in paragraphs.split()]
        return "\n".join(text[begin:end] for begin, end in spans) if spans else text

    articles = _table(daft, out, "articles").select("row", "text")
    bodies = _table(daft, out, tables.BODIES).select("row", "paragraphs")
    for at in ("one", "other"):
        row = pairs.with_column("row", col(at) // tables.PLACES)
        of_article = row.join(articles, on="row").join(bodies, on="row")
        of_article = of_article.with_column(f"{at}_body", body(col("text"), col("paragraphs")))
        pairs = of_article.exclude("row", "text", "paragraphs")
    found = pairs.select(
        judged(*(col(n) for n in ("one", "other", "one_form", "other_form", "one_body",
                                  "other_body"))).alias("verdict")
    )  # fmt: skip
    found = found.where(col("verdict").not_null())
    return found.select(*(col("verdict")[name].alias(name) for name in _names("same")))


def judge(one: tuple[int, str, str], other: tuple[int, str, str]) -> dict[str, Any] | None:
    """The verdict on two statements, each (place, form, body of the article)."""
    from lautwem.archive.linking.content import topic
    from lautwem.archive.linking.matching import compare, one_event

    items = [_item(form) for _, form, _ in (one, other)]
    verdict = {
        "row": one[0] // tables.PLACES,
        "statement": items[0].statement,
        "other_row": other[0] // tables.PLACES,
        "other_statement": items[1].statement,
    }
    try:
        found = compare(*items, lambda: one_event(topic(one[2]), topic(other[2])))
    except Exception:  # one that is raised would end the judging of all other pairs
        return {**verdict, "kind": "failed", "confidence": 0.0, "opposed": False}
    if found is None:
        return None
    return {
        **verdict, "kind": found.kind, "confidence": found.confidence, "opposed": found.opposed,
    }  # fmt: skip


def _item(form: str) -> "Item":
    from lautwem.archive.linking.items import Item

    return msgspec.json.decode(form, type=Item)


def _beside(daft: Any, met: Any, frame: Any, key: str, value: str) -> Any:
    """Pairs with the value of both (``one_<value>``, ``other_<value>``), joined by number."""
    col = daft.col
    for at in ("one", "other"):
        held = frame.select(col(key).alias(at), col(value).alias(f"{at}_{value}"))
        met = met.join(held, on=at)
    return met


# -- who cites whom ------------------------------------------------------------


def _citations(daft: Any, out: Path) -> Any:
    """How often an outlet passes something on as another medium has it."""
    from lautwem.export.glance import MEDIA

    col = daft.col
    chains = _table(daft, out, "chains").where(col("kind").is_in(sorted(MEDIA)))
    chains = chains.select("row", "statement", "name", "kind").distinct()
    articles = _table(daft, out, "articles").select("row", "outlet")
    hedges = _table(daft, out, "statements").select("row", "statement", "certainty")
    cited = chains.join(articles.where(col("outlet").not_null()), on="row")
    cited = cited.where(col("outlet") != col("name")).join(hedges, on=["row", "statement"])
    lines = cited.groupby("outlet", "name", "kind").agg(
        col("statement").count().alias("statements"),
        (col("certainty") == "hedged").cast(daft.DataType.int64()).sum().alias("hedged"),
        col("row").count_distinct().alias("articles"),
    )
    return lines.select(
        "outlet", col("name").alias("voice"), "kind", "statements", "hedged", "articles"
    ).sort(["statements", "outlet", "voice"], desc=[True, False, False])
