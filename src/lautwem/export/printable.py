"""Text from elsewhere made safe to show: nothing in it can steer a terminal or reverse a line."""

import unicodedata

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the writing direction (Unicode Standard Annex 9), which can hide words."""


def _safe(char: str) -> str:
    if char in "\n\t" or not (char in _DIRECTION or unicodedata.category(char) in ("Cc", "Cs")):
        return char
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def printable(text: str) -> str:
    """The text with control characters made visible and direction marks replaced.

    Control characters (escape sequences begin with one) become their pictures
    (``\\x1b`` → ``␛``); C1 controls, marks that change the writing direction and
    lone surrogates become ``\\ufffd``. Line ends and tabulators stay. Every code
    point gives exactly one, so offsets stay true.
    """
    return text if text.isprintable() else "".join(map(_safe, text))


def one_line(text: str) -> str:
    """Printable text with every run of white space as one blank."""
    return " ".join(printable(text).split())
