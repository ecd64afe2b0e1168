"""B: pictures and their captions."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit


def without_credit(draft: Draft) -> Iterator[Hit]:
    """B301: a caption that names no origin of the picture at all."""
    for caption in draft.article.captions:
        if caption.credit is None:
            yield Hit(caption.span, because=(m.Because("no-credit", (caption.span,)),))


def without_photographer(draft: Draft) -> Iterator[Hit]:
    """B302: a credit that names an agency or a platform, and nobody who took the picture."""
    for caption in draft.article.captions:
        credit = caption.credit
        if credit is None or credit.photographer or credit.handle:
            continue
        named = credit.agency or credit.platform
        if named:
            why = (m.Because("no-photographer", (caption.span,)),)
            yield Hit(caption.span, values={"named": named}, because=why)
