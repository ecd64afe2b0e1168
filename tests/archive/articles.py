"""Small invented articles, and readings of them."""

from functools import cache

import lautwem
from lautwem import article
from lautwem import model as m

BODY = """{title}

{place} – Der Ratsherr Enno Brüggemann hat die Vorwürfe zurückgewiesen. „Ich habe von dem Geld
nichts gewusst“, sagte Brüggemann am Dienstag. Laut Küstenblatt soll er {sum} Euro bekommen haben.
Die Staatsanwaltschaft Moorhafen bestätigte, dass ermittelt werde.
"""


def text(
    number: int = 1,
    *,
    url: str | None = None,
    outlet: str | None = "Moorhafener Zeitung",
    published: str | None = "2025-03-04",
    title: str | None = None,
    body: str | None = None,
) -> str:
    head = {"url": url, "outlet": outlet, "published": published}
    front = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    given = BODY if body is None else "{title}\n\n" + body
    return f"---\n{front}---\n" + given.format(
        title=title or f"Ratsherr weist Vorwürfe zurück ({number})",
        place="Moorhafen",
        sum=1000 * number,
    )


def load(*arguments: object, source: str = "-", **named: object) -> m.Article:
    return article.from_text(text(*arguments, **named), source)


@cache
def _read(found: m.Article) -> m.Reading:
    return lautwem.read(found, engine="rules")


def reading(*arguments: object, source: str = "-", **named: object) -> m.Reading:
    """The reading of one such article, by the rules alone."""
    return _read(load(*arguments, source=source, **named))
