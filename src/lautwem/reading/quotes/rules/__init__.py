"""Quotations found by rules alone, without trained weights."""

from lautwem.reading.quotes.rules.engine import find

__all__ = ["find"]
