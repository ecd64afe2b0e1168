"""Many articles behind one file: what of each kind comes out, and what is refused how."""

import gzip
import io
import json
import pickle
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import examples_of_collections as made
import pytest
from fastwarc.stream_io import BrotliWriter

import lautwem
from lautwem import article, schema
from lautwem.article import collections
from lautwem.article.collections import Damage, Layout, Record
from lautwem.errors import (
    EmptyInput,
    LautwemError,
    MissingExtra,
    NoArticles,
    UnreadableInput,
)
from lautwem.model import Article

SAMPLES = Path(__file__).parents[3] / "samples"


def entries(path: Path, data: bytes, **options: Layout) -> list[Record | Damage]:
    path.write_bytes(data)
    return list(collections.records(str(path), **options))


def articles(path: Path, data: bytes, **options: Layout) -> list[Article]:
    found = entries(path, data, **options)
    assert all(isinstance(entry, Record) for entry in found), found
    return [collections.to_article(e) for e in found if isinstance(e, Record)]


def one(path: Path, **fields: object) -> Article:
    [found] = articles(path, json.dumps(fields).encode())
    return found


@contextmanager
def under(limit: int) -> Iterator[None]:
    """Fails where more than ``limit`` bytes are held at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


# -- JSON lines --------------------------------------------------------------


def test_fields_of_an_object(tmp_path: Path) -> None:
    first, *rest = articles(tmp_path / "a.jsonl", made.jsonl().data)
    assert len(rest) == 5
    assert first.title == "Rat tagt 0"
    assert first.text[slice(*first.title_span or (0, 0))] == "Rat tagt 0"
    assert first.outlet == made.PAPER
    assert first.published and first.published.value == "2025-03-01"
    assert first.authors == ("Erika Muster",)
    assert first.url == "https://abendkurier.example/0"
    assert first.source == f"{tmp_path / 'a.jsonl'}#1"
    assert made.text(0) in first.text


def test_names_that_other_tools_use(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = made.text(1)
    fundus = one(path, headline="Rat", plaintext=text, publishing_date="2025-03-10 18:05:30+01:00",
                 authors=["Erika Muster", {"name": "Jonas Beispiel"}])  # fmt: skip
    assert fundus.authors == ("Erika Muster", "Jonas Beispiel")
    assert fundus.published and fundus.published.value == "2025-03-10T18:05:30+01:00"
    crawl = one(path, title="Rat", maintext=text, date_publish=1741626330, source_name="Kurier")
    assert crawl.published and crawl.published.value.startswith("2025-03-10T")
    assert crawl.outlet == "Kurier"
    german = one(path, Titel="Rat", Inhalt=text, Zeitung="Bote", Datum="10. März 2025")
    assert german.outlet == "Bote"
    assert german.published and german.published.value == "2025-03-10"


def test_html_in_a_field_is_read_as_a_page(tmp_path: Path) -> None:
    body = f"<p>{made.text(1)}</p><figure><img src='a.jpg'><figcaption>Der Rat. Foto: dpa"
    found = one(tmp_path / "a.jsonl", title="Rat", body=body + "</figcaption></figure>")
    assert "<" not in found.text
    assert found.title == "Rat"
    assert [caption.credit.agency for caption in found.captions if caption.credit] == ["dpa"]
    page = one(tmp_path / "a.jsonl", html=made.page(3), outlet="Bote")
    assert page.title == "Rat tagt 3"
    assert page.outlet == "Bote"


def test_a_text_that_begins_like_front_matter_stays_text(tmp_path: Path) -> None:
    found = one(tmp_path / "a.jsonl", text=f"---\nkeine: [Klammer\n---\n\n{made.text(0)}")
    assert "Klammer" in found.text


def test_a_date_that_is_none_is_told_and_the_article_kept(tmp_path: Path) -> None:
    found = one(tmp_path / "a.jsonl", text=made.text(0), date="demnächst")
    assert found.published is None
    assert "date_not_understood" in {notice.code for notice in found.notices}


def test_readings_are_taken_as_they_are(tmp_path: Path) -> None:
    reading = lautwem.read(article.load(str(SAMPLES / "02-raubueberfall.txt")))
    [entry] = entries(tmp_path / "a.jsonl", schema.encode(reading) + b"\n")
    assert isinstance(entry, Record)
    taken = collections.reading(entry)
    assert taken is not None and schema.encode(taken) == schema.encode(reading)
    assert collections.to_article(entry) == reading.article
    broken = schema.encode(reading).replace(b"reading/1", b"reading/9") + b"\n"
    [damage] = entries(tmp_path / "a.jsonl", broken)
    assert isinstance(damage, Damage)
    assert damage.code == "E302"


def test_what_a_line_can_be_wrong_with(tmp_path: Path) -> None:
    lines = ['{"text": "Der Rat tagt."}', "{", "[1, 2]", '{"title": "Rat"}', '{"text": 3}', "",
             "[" * 100_000, json.dumps({"text": made.text(0)})]  # fmt: skip
    found = entries(tmp_path / "a.jsonl", "\n".join(lines).encode())
    codes = [entry.code if isinstance(entry, Damage) else "" for entry in found]
    assert codes == ["", "E107", "E108", "E108", "E108", "E107", ""]
    assert [entry.name.rpartition("#")[2] for entry in found] == list("1234578")


def test_character_sets(tmp_path: Path) -> None:
    data = made.jsonl().data.decode()
    for codec in ("cp1252", "utf-8-sig", "utf-16"):
        found = articles(tmp_path / "a.jsonl", data.encode(codec))
        assert "Übach" in found[3].text


def test_standard_input_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.jsonl(40).data
    assert len(data) > 4096
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert len(list(collections.records("-"))) == 40


# -- tables ------------------------------------------------------------------


def test_a_table_with_names(tmp_path: Path) -> None:
    first, *_ = articles(tmp_path / "a.csv", made.table().data)
    assert (first.title, first.published and first.published.value) == ("Rat tagt 0", "2025-03-01")


def test_a_table_without_names_whose_quotes_are_single(tmp_path: Path) -> None:
    rows = [f"Panorama;'{made.text(n)} Im ''Rat''; sagt man.\nEnde.'" for n in range(6)]
    found = articles(tmp_path / "a.csv", ("\n".join(rows) + "\n").encode())
    assert len(found) == 6
    assert found[2].title is None
    assert found[2].text.endswith("Im 'Rat'; sagt man.\nEnde.")


@pytest.mark.parametrize(("delimiter", "suffix"), [("\t", "tsv"), ("|", "csv"), (",", "csv.gz")])
def test_delimiters(tmp_path: Path, delimiter: str, suffix: str) -> None:
    rows = [["headline", "body"], *([f"Rat {n}", f'"{made.text(n)}"'] for n in range(4))]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode()
    packed = gzip.compress(data) if suffix.endswith("gz") else data
    found = articles(tmp_path / f"a.{suffix}", packed)
    assert [a.title for a in found] == ["Rat 0", "Rat 1", "Rat 2", "Rat 3"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    data = b"a,b\nRat tagt heute,Kurz\nRat tagt morgen,Knapp\n"
    with pytest.raises(NoArticles) as caught:
        entries(tmp_path / "a.csv", data)
    assert "--column text=" in caught.value.advice
    layout = Layout(columns=(("text", "a"), ("outlet", "b")))
    assert [a.outlet for a in articles(tmp_path / "a.csv", data, layout=layout)] == [
        "Kurz",
        "Knapp",
    ]
    with pytest.raises(NoArticles):
        entries(tmp_path / "a.csv", data, layout=Layout(columns=(("text", "c"),)))


def test_an_open_quote_costs_one_row(tmp_path: Path) -> None:
    rows = ["titel;text", f'Eins;"{made.text(0)}"', 'Zwei;"offen', f'Drei;"{made.text(2)}"',
            "Vier;zu;viel", f'Fünf;"{made.text(4)}"']  # fmt: skip
    found = entries(tmp_path / "a.csv", "\n".join(rows).encode())
    titles = [entry.title for entry in found if isinstance(entry, Record)]
    assert titles == ["Eins", "Drei", "Fünf"]
    assert [e.name.rpartition("#")[2] for e in found if isinstance(e, Damage)] == ["3", "5"]


def test_a_hostile_table_ends_soon(tmp_path: Path) -> None:
    found = entries(tmp_path / "a.csv", b"titel;text\n" + b'"a;b\n' * 200_000)
    assert all(isinstance(entry, Damage) for entry in found)


# -- Parquet -----------------------------------------------------------------


def test_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    found = articles(tmp_path / "a.parquet", made.parquet())
    assert [a.title for a in found] == [f"Rat tagt {n}" for n in range(6)]
    assert found[0].outlet == made.PAPER


def test_parquet_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as caught:
        entries(tmp_path / "a.parquet", b"PAR1" + bytes(100) + b"PAR1")
    assert "lautwem[tables]" in caught.value.advice


# -- feeds -------------------------------------------------------------------


def test_a_feed_in_a_file(tmp_path: Path) -> None:
    first, *_ = articles(tmp_path / "a.rss", made.feed().data)
    assert first.outlet == "Abendkurier"
    assert first.url == "https://abendkurier.example/0"
    assert first.authors == ("Erika Muster",)
    assert first.published and first.published.value == "2025-03-10T18:00:30+01:00"
    assert first.notices == ()


def test_summaries_are_called_summaries(tmp_path: Path) -> None:
    first, *_ = articles(tmp_path / "a.xml", made.feed(full=False).data)
    assert first.text.endswith("Der Rat tagte zum 0. Mal.")
    assert "summary_only" in {notice.code for notice in first.notices}


def test_atom(tmp_path: Path) -> None:
    data = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title>
    <entry><title type="html">Rat &amp;amp; Tat</title><link rel="self" href="https://x.example/"/>
    <link href="https://bote.example/1"/><author><name>Erika Muster</name></author>
    <published>2025-03-10T18:05:30Z</published>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{made.text(0)}</p></div>
    </content></entry></feed>"""
    [found] = articles(tmp_path / "a.atom", data.encode())
    assert (found.title, found.url) == ("Rat & Tat", "https://bote.example/1")
    assert found.authors == ("Erika Muster",)
    assert "überfällig" in found.text


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE rss [<!ENTITY l11 "{"a" * 100_000}">]>',
    ],
)
def test_entities_are_not_replaced(tmp_path: Path, prolog: str) -> None:
    items = f"<item><title>Rat</title><description>{'&l11;' * 50} da</description></item>"
    good = f"<item><description>{made.text(0)}</description></item>"
    data = f"{prolog}<rss><channel>{items}{good}</channel></rss>".encode()
    with under(20_000_000):
        found = entries(tmp_path / "a.rss", data)
    printed = " ".join(e.data.decode() if isinstance(e, Record) else e.reason for e in found)
    assert "root:" not in printed
    assert "haha" not in printed
    assert "überfällig" in printed


def test_depth_is_bounded(tmp_path: Path) -> None:
    deep = "<item>" + "<a>" * 50_000 + "</a>" * 50_000 + "</item>"
    good = f"<item><description>{made.text(0)}</description></item>"
    found = entries(tmp_path / "a.rss", f"<rss><channel>{deep}{good}</channel></rss>".encode())
    assert [type(entry) for entry in found] == [Damage, Record]


def test_a_sitemap_in_a_file_is_refused_with_advice(tmp_path: Path) -> None:
    data = b"<urlset><url><loc>https://bote.example/1</loc></url></urlset>"
    with pytest.raises(NoArticles) as caught:
        entries(tmp_path / "sitemap.xml", data)
    assert "address" in caught.value.advice


# -- web archives ------------------------------------------------------------


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    for name, data in (("a.warc", made.warc().data), ("a.warc.gz", made.warc_gz().data)):
        first, *rest = articles(tmp_path / name, data)
        assert len(rest) == 5
        assert (first.title, first.url) == ("Rat tagt 0", "https://abendkurier.example/0")


def test_a_web_archive_packed_as_one(tmp_path: Path) -> None:
    whole = gzip.compress(made.warc(60).data)
    assert len(articles(tmp_path / "a.warc.gz", whole)) == 60
    found = entries(tmp_path / "a.warc.gz", whole[:-400])
    assert 40 <= sum(isinstance(entry, Record) for entry in found) < 60
    assert isinstance(found[-1], Damage)


def test_only_pages_that_were_found(tmp_path: Path) -> None:
    data = b"".join(
        (
            made.record(1),
            made.record(2, status="404 Not Found"),
            made.record(3, status="301 Moved"),
            made.record(4, type="image/png", body=b"\x89PNG" + bytes(1000)),
            made.record(5, kind="request"),
            made.record(6),
        )
    )
    found = articles(tmp_path / "a.warc", data)
    assert [a.url and a.url[-1] for a in found] == ["1", "6"]
    with pytest.raises(NoArticles):
        entries(tmp_path / "a.warc", made.record(2, status="404 Not Found"))


def brotli(data: bytes) -> bytes:
    sink = io.BytesIO()
    with BrotliWriter(sink) as writer:
        writer.write(data)
    return sink.getvalue()


def test_encodings_of_pages(tmp_path: Path) -> None:
    page = made.page(3)
    latin = made.record(1, type="text/html; charset=iso-8859-1", body=page.encode("cp1252"))
    packed = made.record(2, encoding="Content-Encoding: gzip\r\n",
                         body=gzip.compress(page.encode()))  # fmt: skip
    brown = made.record(3, encoding="Content-Encoding: br\r\n", body=brotli(page.encode()))
    steps = page.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(steps), steps)
    parts = made.record(4, encoding="Transfer-Encoding: chunked\r\n", body=chunked)
    found = articles(tmp_path / "a.warc", latin + packed + brown + parts)
    assert ["Piet Vorlage" in a.text and "Übach" in a.text for a in found] == [True] * 4


def test_a_page_that_unpacks_to_a_huge_one(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b"a" * 300_000_000, 1)
    data = made.record(1, encoding="Content-Encoding: gzip\r\n", body=bomb) + made.record(2)
    with under(80_000_000):
        found = entries(tmp_path / "a.warc", data)
    assert [type(entry) for entry in found] == [Damage, Record]


@pytest.mark.parametrize("length", ["10000000000", "9" * 40, "-5", "x", "12", "0"])
def test_a_record_that_lies_about_its_length(tmp_path: Path, length: str) -> None:
    data = made.record(1) + made.record(2, length=length) + made.record(3) + made.record(4)
    for name, written in (
        ("a.warc", data),
        ("a.warc.gz", gzip.compress(made.record(2, length=length)) + gzip.compress(data)),
    ):
        found = entries(tmp_path / name, written)
        urls = [entry.url and entry.url[-1] for entry in found if isinstance(entry, Record)]
        assert urls == ["1", "3", "4"], name
        assert any(isinstance(entry, Damage) for entry in found)


def test_a_damaged_member_among_whole_ones(tmp_path: Path) -> None:
    parts = [bytearray(gzip.compress(made.record(n))) for n in range(5)]
    parts[2][300] ^= 255
    parts[4] = parts[4][:200]
    found = entries(tmp_path / "a.warc.gz", b"".join(parts))
    urls = [entry.url and entry.url[-1] for entry in found if isinstance(entry, Record)]
    assert urls == ["0", "1", "3"]
    assert sum(isinstance(entry, Damage) for entry in found) >= 2


def test_a_web_archive_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    junk = made.record(0, type="video/mp4", body=bytes(2_000_000))
    with path.open("wb") as stream:
        for number in range(60):
            stream.write(gzip.compress(junk, 1) + gzip.compress(made.record(number), 1))
    with under(30_000_000):
        assert sum(1 for _ in collections.records(str(path))) == 60


# -- files and folders -------------------------------------------------------


def test_a_file_is_one_record_and_records_can_be_sent(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    [entry] = entries(path, made.text(0).encode())
    assert isinstance(entry, Record)
    assert pickle.loads(pickle.dumps(entry)) == entry
    assert collections.to_article(entry) == article.load(str(path))
    assert not collections.is_collection(str(path))


def test_a_folder_with_everything(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(made.text(0))
    (tmp_path / "b.jsonl").write_bytes(made.jsonl().data)
    (tmp_path / "c.parquet").write_bytes(b"none")
    (tmp_path / "settings.json").write_text('{"text": "keine Nachricht"}')
    (tmp_path / "sub" / "d.warc.gz").write_bytes(made.warc_gz().data)
    found = list(collections.records(str(tmp_path)))
    assert sum(isinstance(entry, Record) for entry in found) == 13
    assert [Path(e.name).name for e in found if isinstance(e, Damage)] == ["c.parquet"]


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.txt", "a\0b"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput):
        list(collections.records(f"{tmp_path}/{name}"))


def test_empty_files(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv", "a.warc", "a.parquet", "a.rss", "a.jsonl.gz"):
        path = tmp_path / name
        path.write_bytes(b"")
        try:
            found = list(collections.records(str(path)))
            for entry in found:
                assert isinstance(entry, Damage) or not entry.data
        except LautwemError as error:
            assert error.advice


def test_a_small_file_that_unpacks_to_an_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packer = zlib.compressobj(wbits=31)
    with path.open("wb") as stream:
        stream.write(packer.compress(b'{"text": "'))
        for _ in range(60):
            stream.write(packer.compress(b"a" * 1_000_000))
        stream.write(packer.compress(b'"}\n' + made.jsonl(1).data) + packer.flush())
    with under(60_000_000):
        first, second = collections.records(str(path))
    assert isinstance(first, Damage) and first.code == "E104"
    assert isinstance(second, Record)


def test_lazily(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(made.jsonl(1).data * 1000 + b"{")
    stream: Iterator[Record | Damage] = collections.records(str(path))
    assert isinstance(next(stream), Record)


def test_empty_bodies_are_errors_of_the_article() -> None:
    with pytest.raises(EmptyInput):
        collections.to_article(Record("a", b"  ", "text"))
