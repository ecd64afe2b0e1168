"""Many invented articles, and what the tables of a run hold."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

NAMES = ("Erika Muster", "Jonas Beispiel", "Änne Übach", "Piet Vorlage", "Öznur Probe", "Ida Test")
TOWNS = ("Hafenstedt", "Übach", "Neudorf", "Altmühl")


def text(number: int) -> str:
    name, town = NAMES[number % 6], TOWNS[number % 4]
    return (
        f"Der Rat von {town} hat am Montag dem Entwurf Nummer {number} zugestimmt. „Das war "
        f"überfällig, Punkt {number}“, sagte {name} nach der Sitzung. Laut Hafenstedter Bote soll "
        f"der Umbau {number + 2} Millionen Euro kosten.\n\nDie Opposition kritisierte den Plan. "
        f"„Wir haben Nummer {number} nie gesehen“, sagte {NAMES[(number + 1) % 6]}."
    )


def write(path: Path, count: int, begin: int = 0) -> Path:
    """JSON lines of ``count`` articles, number and text telling which is which."""
    rows = [
        {"title": f"Entwurf {n}", "text": text(n), "outlet": "Abendkurier",
         "url": f"https://abendkurier.example/{n}", "date": "2025-03-10"}
        for n in range(begin, begin + count)
    ]  # fmt: skip
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(lines + "\n", encoding="utf-8")
    return path


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, by row number; rows of one article keep their order."""
    from pyarrow import parquet

    found: list[dict[str, Any]] = []
    for path in sorted((out / table).glob("*.parquet")):
        found += parquet.read_table(path).to_pylist()
    return sorted(found, key=lambda row: row["row"])


def titles(out: Path) -> Counter[str]:
    """How often each article is in the table of articles."""
    return Counter(row["title"] for row in rows(out, "articles"))
