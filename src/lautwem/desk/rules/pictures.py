"""B: pictures and their captions."""

from collections.abc import Iterator

from lautwem import model as m
from lautwem.desk.draft import Draft
from lautwem.desk.findings import Hit
from lautwem.language.clauses import is_finite


def without_credit(draft: Draft) -> Iterator[Hit]:
    """B301: a caption that names no origin of the picture at all.

    Where other pictures have credits, a line that reads like a headline is taken for a pointer to
    another article with its picture, which pages put between their paragraphs.
    """
    credited = any(caption.credit for caption in draft.article.captions)
    for caption in draft.article.captions:
        if caption.credit is None and not (credited and _headline(draft, caption)):
            yield Hit(caption.span, because=(m.Because("no-credit", (caption.span,)),))


def _headline(draft: Draft, caption: m.Caption) -> bool:
    """A finite verb or a colon, and no full stop."""
    words = caption.text.rstrip()
    if not words or words[-1] in ".!?…" or draft.text[slice(*caption.span)] != caption.text:
        return False
    tokens = (draft.tokens[at] for at in draft.page.tokens_in(caption.span))
    return ": " in words or any(is_finite(token) for token in tokens)


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
