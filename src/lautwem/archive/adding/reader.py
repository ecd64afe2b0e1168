"""The life of a process that reads: records in, what can be written out, until the pipe closes."""

import contextlib
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection

import msgspec

from lautwem import model as m
from lautwem.archive import open_archive, rows
from lautwem.archive.adding.task import Known, Ready, Result, failure
from lautwem.archive.identity import content_hash
from lautwem.archive.store import Archive, reader_name
from lautwem.article import collections
from lautwem.article.compose import printable
from lautwem.engines import Engine

MEMORY = 2 << 30
"""Bytes that one process may take; the longest text that is read at all takes a fifth of it."""
TIRED = 700 << 20
"""Bytes from which on a process is replaced after the article it has read. Reading usual pages
settles near 300 MB."""

READY = "ready"
"""What the process sends first, when it can take records."""


def serve(pipe: Connection, address: str, engine: Engine) -> None:
    """Reads what comes through ``pipe`` and sends back what became of it, and whether to go on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes ends this one
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))

    def reading_of(article: m.Article) -> m.Reading:
        from lautwem.reading.pipeline import read  # late: finished readings need none of it

        return read(article, engine=engine)

    with open_archive(address) as archive, contextlib.suppress(EOFError, BrokenPipeError):
        pipe.send(READY)
        while True:
            record = pipe.recv()
            result = _tried(archive, record, reading_of, reader_name(engine))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
            pipe.send((result, peak < TIRED))
            if peak >= TIRED:
                return


def _tried(
    archive: Archive,
    record: collections.Record,
    read: Callable[[m.Article], m.Reading],
    reader: str,
) -> Result:
    try:
        return _read(archive, record, read, reader)
    except Exception as error:
        return failure(printable(record.name), error)


def _read(
    archive: Archive,
    record: collections.Record,
    read: Callable[[m.Article], m.Reading],
    reader: str,
) -> Result:
    finished = collections.reading(record)
    article = finished.article if finished else collections.to_article(record)
    article = msgspec.structs.replace(article, source=printable(article.source))
    content = content_hash(article)
    known = archive.known(content)
    if known:
        return Known(article.source, article.id, known)
    if finished:
        return Ready(article.source, rows.prepare(finished, "given", content=content))
    return Ready(article.source, rows.prepare(read(article), reader, content=content))
