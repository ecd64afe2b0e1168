"""lautwem: according to whom? Reads German news and names the source of every statement."""

from lautwem.model import Article, Reading, Statement

__all__ = ["Article", "Reading", "Statement"]
__version__ = "0.1.0"
