"""Import: bytes to Article.

``load`` reads a file, standard input or an address, ``from_bytes`` what ``source_bytes`` or
somebody else has read, ``from_text`` a plain text; ``expand`` turns folders into files. Every
error is a :class:`lautwem.errors.LautwemError`.
"""

from lautwem.article import compose, decode, kind, plain
from lautwem.article import source as sources
from lautwem.article.source import expand
from lautwem.article.source import read as source_bytes
from lautwem.errors import EmptyInput, InputTooLarge, NotText
from lautwem.model import Article

__all__ = ["expand", "from_bytes", "from_draft", "from_text", "load", "source_bytes"]

LONGEST = 300_000
"""Most code points of an article's text that are read.

The longest of the recorded pages this was tried on has 38,000; a text of 200,000 took 17 s and
350 MB. What is longer is no article, and is refused rather than read for minutes.
"""

_LONG = 5_000
_FEWEST_LETTERS = 0.3
"""Least share of letters and digits in a text over ``_LONG``; articles have about four fifths.

50,000 quotation marks and nothing else took over a minute and 1.8 GB.
"""


def bounded(found: Article, longest: int = LONGEST) -> Article:
    """The article itself. Raises InputTooLarge and NotText for a text that is none of one."""
    size = len(found.text)
    if size > longest:
        raise InputTooLarge(
            f"{found.source} has {size:,} characters of text; at most {longest:,} are read.",
            "One input is one article: split the text and read the parts.",
        )
    if size > _LONG and sum(map(str.isalnum, found.text)) < _FEWEST_LETTERS * size:
        raise NotText(
            f"{found.source} is made of marks rather than words.", "Give the text of an article."
        )
    return found


def from_text(text: str, source: str) -> Article:
    """The Article in a plain text; ``source`` names it.

    Raises EmptyInput, NotText, InputTooLarge, BadFrontMatter.
    """
    return bounded(plain.read(text, compose.printable(source)))


def from_draft(text: str, source: str) -> Article:
    """The Article in a text that somebody writes: HTML, Markdown or plain, as ``from_bytes``.

    Raises EmptyInput, NotText, InputTooLarge, BadFrontMatter.
    """
    source = compose.printable(source)
    if not text.strip():
        raise EmptyInput(f"{source} is empty.", "Give a file or page with text in it.")
    return bounded(_of_text(decode.Decoded(text, "utf-8"), source, None))


def from_bytes(
    data: bytes,
    source: str,
    *,
    charset: str | None = None,
    url: str | None = None,
    longest: int = LONGEST,
) -> Article:
    """The Article in a file or page: DOCX or HTML where the content says so, Markdown by its name.

    ``charset`` is the one a server declared, ``url`` the address the bytes came from, ``longest``
    the most code points of text. Raises EmptyInput, NotText, InputTooLarge, UndecodableText,
    BadFrontMatter.
    """
    source = compose.printable(source)
    if data.startswith(b"PK") and len(data) <= decode.LIMIT:
        from lautwem.article import docx  # late: a text needs no reader of documents

        if docx.is_docx(data):
            return bounded(docx.read(data, source), longest)
    decoded = decode.decode(data, source, charset)
    return bounded(_of_text(decoded, source, url), longest)


def _of_text(decoded: decode.Decoded, source: str, url: str | None) -> Article:
    # late: a plain text needs no parser of markup
    match kind.of(decoded.text, source):
        case "html":
            from lautwem.article import page

            return page.read(decoded, source, url)
        case "markdown":
            from lautwem.article import markdown

            return compose.with_notices(markdown.read(decoded.text, source), decoded.notices)
        case _:
            return compose.with_notices(plain.read(decoded.text, source), decoded.notices)


def load(source: str, *, allow_private: bool = False, longest: int = LONGEST) -> Article:
    """The Article behind a path, ``-`` (standard input) or an http(s) address.

    Addresses in private networks are refused unless ``allow_private``. Raises what
    ``from_bytes`` raises, UnreadableInput, AddressRefused and FetchFailed.
    """
    if not sources.is_address(source):
        return from_bytes(sources.read(source), source, longest=longest)
    from lautwem.article import fetch  # late: a file needs no client

    fetched = fetch.fetch(source, allow_private=allow_private)
    return from_bytes(
        fetched.data, source, charset=fetched.charset, url=fetched.url, longest=longest
    )
