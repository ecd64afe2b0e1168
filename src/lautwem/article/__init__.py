"""Import: bytes to Article.

``load`` reads a file, standard input or an address, ``from_bytes`` what somebody else has
read, ``from_text`` a plain text; ``expand`` turns folders into files. Every error is a
:class:`lautwem.errors.LautwemError`.
"""

from lautwem.article import compose, decode, kind, plain
from lautwem.article import source as sources
from lautwem.article.source import expand
from lautwem.model import Article

__all__ = ["expand", "from_bytes", "from_text", "load"]


def from_text(text: str, source: str) -> Article:
    """The Article in a plain text; ``source`` names it.

    Raises EmptyInput, InputTooLarge, BadFrontMatter.
    """
    return plain.read(text, compose.printable(source))


def from_bytes(
    data: bytes, source: str, *, charset: str | None = None, url: str | None = None
) -> Article:
    """The Article in a file or page: HTML where the content says so, else plain text.

    ``charset`` is the one a server declared, ``url`` the address the bytes came from. Raises
    EmptyInput, NotText, InputTooLarge, UndecodableText, BadFrontMatter.
    """
    source = compose.printable(source)
    decoded = decode.decode(data, source, charset)
    if kind.is_html(decoded.text, source):
        from lautwem.article import page  # late: a plain text needs no parser of pages

        return page.read(decoded, source, url)
    return compose.with_notices(plain.read(decoded.text, source), decoded.notices)


def load(source: str, *, allow_private: bool = False) -> Article:
    """The Article behind a path, ``-`` (standard input) or an http(s) address.

    Addresses in private networks are refused unless ``allow_private``. Raises what
    ``from_bytes`` raises, UnreadableInput, AddressRefused and FetchFailed.
    """
    if not sources.is_address(source):
        return from_bytes(sources.read(source), source)
    from lautwem.article import fetch  # late: a file needs no client

    fetched = fetch.fetch(source, allow_private=allow_private)
    return from_bytes(fetched.data, source, charset=fetched.charset, url=fetched.url)
