"""Everybody and everything that speaks or is spoken of, resolved within one article."""

from lautwem.reading.cast.assemble import assemble
from lautwem.reading.cast.captions import shown

__all__ = ["assemble", "shown"]
