"""The pretrained encoder: every token of a text as a row of numbers that knows its context."""

from lautwem.reading.encoder.encoder import Encoded, Encoder, encoder, load

__all__ = ["Encoded", "Encoder", "encoder", "load"]
