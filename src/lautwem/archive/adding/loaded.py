"""Imported by the process from which those that read are forked: loads once what all of them need.

Not the network: its runtime keeps a thread, and threads do not outlive a fork. What cannot be
loaded here is met again by the processes that read, which tell of it.
"""

import contextlib

from lautwem import garbage
from lautwem.archive import rows
from lautwem.archive.adding import reader  # noqa: F401 (what a process that reads imports)
from lautwem.article import collections
from lautwem.reading.pipeline import read

_TEXT = "„Das war so“, sagte Karl Otto (29). Er soll nach Angaben der Polizei gelogen haben."

with contextlib.suppress(Exception):
    record = collections.Record("", _TEXT.encode())
    rows.prepare(read(collections.to_article(record), engine="rules"), "")
garbage.seldom()
