"""Collections of invented articles in every kind, and where in the bytes each article lies."""

import gzip
import io
import json
from typing import NamedTuple

PAPER = "Abendkurier"
NAMES = ("Erika Muster", "Jonas Beispiel", "Änne Übach", "Piet Vorlage", "Öznur Probe", "Ida Test")


class Made(NamedTuple):
    """``spans[i]`` are the bytes of ``texts[i]``: damage elsewhere must not cost it."""

    data: bytes
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def text(number: int) -> str:
    name = NAMES[number % len(NAMES)]
    return (
        f"Der Rat von Übach tagte zum {number + 1}. Mal und stimmte dem Entwurf zu. "
        f"„Das war überfällig, Nummer {number}“, sagte {name} nach der Sitzung den Reportern. "
        + "Danach sprachen mehrere Mitglieder über den Haushalt der kleinen Stadt. "
        * 12
    ).strip()


def _joined(head: bytes, parts: list[bytes], tail: bytes, texts: list[str]) -> Made:
    spans, place = [], len(head)
    for part in parts:
        spans.append((place, place + len(part)))
        place += len(part)
    return Made(head + b"".join(parts) + tail, tuple(texts), tuple(spans))


def jsonl(count: int = 6) -> Made:
    texts = [text(n) for n in range(count)]
    rows = [
        {"title": f"Rat tagt {n}", "text": t, "outlet": PAPER, "date": f"2025-03-{n + 1:02d}",
         "author": NAMES[n % 6], "url": f"https://abendkurier.example/{n}"}
        for n, t in enumerate(texts)
    ]  # fmt: skip
    return _joined(
        b"", [json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in rows], b"", texts
    )


def table(count: int = 6) -> Made:
    texts = [text(n) for n in range(count)]
    quoted = [t.replace('"', '""') for t in texts]
    parts = [f'"Rat tagt {n}";2025-03-{n + 1:02d};"{t}"\n'.encode() for n, t in enumerate(quoted)]
    return _joined(b"Titel;Datum;Text\n", parts, b"", texts)


def page(number: int) -> str:
    sentences = text(number).split(". ")
    paragraphs = "".join(f"<p>{s.rstrip('.')}.</p>" for s in sentences[:6])
    return (
        f"<!DOCTYPE html><html><head><title>Rat tagt {number}</title></head><body><article>"
        f"<h1>Rat tagt {number}</h1>{paragraphs}</article></body></html>"
    )


def feed(count: int = 6, *, full: bool = True) -> Made:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        "<title>Abendkurier - Politik</title>\n"
    )
    texts = [text(n) for n in range(count)]
    parts = []
    for n, t in enumerate(texts):
        body = f"<content:encoded><![CDATA[<p>{t}</p>]]></content:encoded>" if full else ""
        parts.append(
            f"<item><title>Rat tagt {n}</title><link>https://abendkurier.example/{n}</link>"
            f"<dc:creator>{NAMES[n % 6]}</dc:creator>"
            f"<pubDate>Mon, 10 Mar 2025 18:0{n}:30 +0100</pubDate>"
            f"<description>Der Rat tagte zum {n}. Mal.</description>{body}</item>\n".encode()
        )
    return _joined(head.encode(), parts, b"</channel></rss>\n", texts)


def _record(number: int, **changes: bytes | str) -> bytes:
    body = changes.get("body", page(number).encode())
    body = body if isinstance(body, bytes) else body.encode()
    head = (
        f"HTTP/1.1 {changes.get('status', '200 OK')}\r\n"
        f"Content-Type: {changes.get('type', 'text/html; charset=utf-8')}\r\n"
        f"{changes.get('encoding', '')}Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    block = head + body
    length = changes.get("length", str(len(block)))
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {changes.get('kind', 'response')}\r\n"
            f"WARC-Target-URI: https://abendkurier.example/{number}\r\n"
            "WARC-Date: 2025-03-10T18:05:30Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def record(number: int, **changes: bytes | str) -> bytes:
    """One WARC record of a page; ``changes`` make it another one."""
    return _record(number, **changes)


def warc(count: int = 6) -> Made:
    return _joined(b"", [_record(n) for n in range(count)], b"", [text(n) for n in range(count)])


def warc_gz(count: int = 6) -> Made:
    parts = [gzip.compress(_record(n), mtime=0) for n in range(count)]
    return _joined(b"", parts, b"", [text(n) for n in range(count)])


def parquet(count: int = 6) -> bytes:
    import pyarrow
    import pyarrow.parquet

    rows = {
        "headline": [f"Rat tagt {n}" for n in range(count)],
        "body": [text(n) for n in range(count)],
        "publisher": [PAPER] * count,
    }
    sink = io.BytesIO()
    pyarrow.parquet.write_table(
        pyarrow.table(rows), sink, row_group_size=1, compression="none", use_dictionary=False,
        write_page_checksum=True,
    )  # fmt: skip
    return sink.getvalue()
