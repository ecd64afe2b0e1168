"""Who is shown in a picture: the people its caption names."""

import re

from lautwem.model import Article, Caption, Cast, Span

_MADE_BY = re.compile(r",\s(?:von|by)\s$")


def description(article: Article, caption: Caption) -> Span:
    """The part of a caption's place that describes the picture, without its credit."""
    begin, end = caption.span
    if caption.text and (at := article.text.find(caption.text, begin, end)) >= 0:
        return _without_credit(article, caption, at, at + len(caption.text))
    credit = caption.credit.text if caption.credit else ""
    if credit and (at := article.text.find(credit, begin, end)) >= 0:
        before, after = (begin, at), (at + len(credit), end)
        return max(before, after, key=lambda span: span[1] - span[0])
    return begin, end


def _without_credit(article: Article, caption: Caption, begin: int, end: int) -> Span:
    """A description without its credit, where the page printed it there once more."""
    credit = caption.credit.text if caption.credit else ""
    again = bool(credit) and article.text[begin:end].endswith(credit)
    return (begin, end - len(credit)) if again and end - begin > len(credit) else (begin, end)


def _is_maker(text: str, begin: int, at: int) -> bool:
    """Whether a name follows a comma and "von": who made what the picture shows ("ein Kleid, von
    Velten")."""
    return bool(_MADE_BY.search(text, max(begin, at - 12), at))


def credits_of(article: Article) -> tuple[Span, ...]:
    """The places inside captions that credit a picture and describe nothing."""
    out = []
    for caption in article.captions:
        begin, end = description(article, caption)
        out += [(caption.span[0], begin), (end, caption.span[1])]
    return tuple(span for span in out if span[0] < span[1])


def shown(article: Article, cast: Cast) -> tuple[tuple[str, ...], ...]:
    """Ids of the people in each picture of ``article.captions``, in the order of the caption."""
    people = {person.id for person in cast.people}
    out = []
    for caption in article.captions:
        begin, end = description(article, caption)
        named: dict[str, None] = {}
        for mention in cast.mentions:
            inside = begin <= mention.span[0] and mention.span[1] <= end
            if inside and _is_maker(article.text, begin, mention.span[0]):
                continue
            if inside and mention.form == "name" and mention.entity in people:
                named.setdefault(mention.entity)
        out.append(tuple(named))
    return tuple(out)
