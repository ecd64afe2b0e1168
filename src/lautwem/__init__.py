"""lautwem: according to whom? Reads German news and names the source of every statement."""

from lautwem.model import Article, Person, Reading, Statement
from lautwem.reading.pipeline import read

__all__ = ["Article", "Person", "Reading", "Statement", "read"]
__version__ = "0.1.0"
