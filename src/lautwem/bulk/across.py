"""Across articles: copies of one text, forms of one statement, and who cites whom.

By the definitions of the archive (``archive.linking``): here too articles meet under their bands
and statements under their keys, and the archive's own functions judge who met. The tables are read
with Daft, on this machine or on the cluster, and every join is one of whole numbers.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from lautwem.bulk import tables
from lautwem.bulk.engine import daft_quietly
from lautwem.errors import ClusterFailed
from lautwem.export.tables.columns import Column

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
"""Statements of a key from which on it is passed over, and articles of a band from which on only
its first is compared with the others: so pairs grow no faster than articles."""


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


# -- who meets whom ----------------------------------------------------------


def pairs(daft: Any, frame: Any, key: str, member: str, *, crowds: bool) -> Any:
    """Pairs (``one`` < ``other``) of members that share a key, each once.

    Of a key with more than CROWD members none meet, or with ``crowds`` the first meets all.
    """
    meeting = daft.DataType.struct({"one": daft.DataType.int64(), "other": daft.DataType.int64()})

    @daft.func(return_dtype=daft.DataType.list(meeting))
    def meetings(members: list[int]) -> list[dict[str, int]]:
        return [{"one": one, "other": other} for one, other in _meetings(members, crowds)]

    col = daft.col
    grouped = frame.groupby(key).agg(col(member).list_agg().alias("members"))
    several = grouped.where(col("members").list_count() > 1)
    met = several.select(meetings(col("members")).alias("met")).explode("met")
    met = met.where(col("met").not_null())
    return met.select(col("met")["one"].alias("one"), col("met")["other"].alias("other")).distinct()


def _meetings(members: Iterable[int], crowds: bool) -> Iterator[tuple[int, int]]:
    ordered = sorted(set(members))
    if len(ordered) > CROWD:
        if crowds:
            yield from ((ordered[0], other) for other in ordered[1:])
        return
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            yield one, other


def _beside(daft: Any, met: Any, frame: Any, key: str, value: str) -> Any:
    """Pairs with the value of both, joined by number."""
    col = daft.col
    first = frame.select(col(key).alias("one"), col(value).alias("first"))
    second = frame.select(col(key).alias("other"), col(value).alias("second"))
    return met.join(first, on="one").join(second, on="other")


# -- copies ------------------------------------------------------------------


def _copies(daft: Any, out: Path) -> Any:
    """Groups of articles that print one text: ``copy_group`` is the smallest row of each."""
    found = _copied_pairs(daft, out) if _has(out, tables.SHINGLES) else []
    groups = grouped(found)
    rows = [{"copy_group": group, "row": row} for row, group in sorted(groups.items())]
    schema = {"copy_group": [r["copy_group"] for r in rows], "row": [r["row"] for r in rows]}
    frame = daft.from_pydict(schema)
    whole = daft.DataType.int64()
    return frame.select(*(daft.col(n).cast(whole) for n in ("copy_group", "row")))


def _copied_pairs(daft: Any, out: Path) -> list[tuple[int, int]]:
    met = pairs(daft, _table(daft, out, tables.BANDS), "band", "row", crowds=True)
    beside = _beside(daft, met, _table(daft, out, tables.SHINGLES), "row", "shingles")

    @daft.func(return_dtype=daft.DataType.bool())
    def alike(first: str, second: str) -> bool:
        from lautwem.archive.linking.dependence import are_copies

        return are_copies(_hashes(first), _hashes(second))

    col = daft.col
    found = beside.where(alike(col("first"), col("second"))).select("one", "other").to_pydict()
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
    """Pairs of statements of different articles that say the same, or of which one denies it."""
    of = daft.DataType
    verdict = of.struct(
        {"row": of.int64(), "statement": of.string(), "other_row": of.int64(),
         "other_statement": of.string(), "kind": of.string(), "confidence": of.float64(),
         "opposed": of.bool()}
    )  # fmt: skip
    col = daft.col

    @daft.func(return_dtype=verdict)
    def judged(one: int, other: int, first: str, second: str) -> dict[str, Any] | None:
        return _judged(one, other, first, second)

    if not _has(out, tables.FORMS):
        names = (
            "row",
            "statement",
            "other_row",
            "other_statement",
            "kind",
            "confidence",
            "opposed",
        )
        return daft.from_pydict({name: [] for name in names})
    met = pairs(daft, _table(daft, out, tables.KEYS), "key", "place", crowds=False)
    apart = met.where(col("one") // tables.PLACES != col("other") // tables.PLACES)
    beside = _beside(daft, apart, _table(daft, out, tables.FORMS), "place", "form")
    found = beside.select(
        judged(col("one"), col("other"), col("first"), col("second")).alias("verdict")
    )
    found = found.where(col("verdict").not_null())
    return found.select(
        *(col("verdict")[field].alias(field) for field in verdict.to_arrow_dtype().names)
    )


def _judged(one: int, other: int, first: str, second: str) -> dict[str, Any] | None:
    from lautwem.archive.linking.items import Item
    from lautwem.archive.linking.matching import match

    items = [msgspec.json.decode(text, type=Item) for text in (first, second)]
    verdict = {
        "row": one // tables.PLACES,
        "statement": items[0].statement,
        "other_row": other // tables.PLACES,
        "other_statement": items[1].statement,
    }
    try:
        found = match(*items)
    except Exception:  # one that is raised would end the judging of all other pairs
        return {**verdict, "kind": "failed", "confidence": 0.0, "opposed": False}
    if found is None:
        return None
    return {
        **verdict, "kind": found.kind, "confidence": found.confidence, "opposed": found.opposed,
    }  # fmt: skip


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
