"""Proper names in a text: a trained tagger, lists, and what the rest of the article says."""

from lautwem.reading.names.find import find_names

__all__ = ["find_names"]
