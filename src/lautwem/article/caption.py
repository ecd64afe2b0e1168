"""Captions: where the description ends and the credit begins.

Works on the printed text of a caption, of a page or of a paragraph of plain text.
"""

import re

from lautwem.article import credit, lists
from lautwem.model import Credit, Frozen

_BRACKETED = re.compile(
    r"[(\[]([^()\[\]]{2,160}(?:\([^()\[\]]{0,80}\)[^()\[\]]{0,80})?)[)\]]\.?\s*$"
)
_LABELLED = re.compile(r"(?<!\w)([^\W\d_]+(?: [^\W\d_]+)?)\s{0,2}:\s")
_SIGN = re.compile(r"©|(?<!\w)\([cC]\)(?=\s?\w)")
_WORDS = re.compile(r"\S+")
_JOIN = re.compile(r"\s{0,2}[/|,]\s{0,2}")
_STOP = re.compile(r"[.!?…][\"“”»«)]?\s*$")


class Parts(Frozen):
    """``text`` is the description (may be empty), ``credit`` what was found beside it."""

    text: str
    credit: Credit | None


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" |–—-/·•")


def _at_sign(text: str) -> int | None:
    signs = [m.start() for m in _SIGN.finditer(text)]
    return signs[-1] if signs and len(text) - signs[-1] <= credit.LONGEST else None


def _at_label(text: str, labels: frozenset[str] = frozenset()) -> int | None:
    """Where the first credit label of the tail stands: "…. Foto: Anna Muster"."""
    strong = lists.credit_words().strong | labels
    for match in _LABELLED.finditer(text):
        words = match.group(1)
        last = words.split()[-1]
        for label, begin in ((words, match.start()), (last, match.end(1) - len(last))):
            if label.casefold() in strong and len(text) - begin <= credit.LONGEST:
                return begin
    return None


def _without_label(head: str) -> str:
    """``head`` without a word such as "Bild" that belongs to the sign behind it ("Bild © ..")."""
    words = head.split()
    if words and words[-1].casefold() in lists.credit_words().announce:
        return " ".join(words[:-1])
    return head


def _labelled(text: str) -> int:
    """Where the caption begins after a label of drafts ("Bildunterschrift:"); 0 without one."""
    found = _LABELLED.match(text)
    return found.end() if found and found[1].casefold() in lists.credit_words().caption else 0


def split(text: str, labels: frozenset[str] = frozenset()) -> Parts:
    """Description and credit of a printed caption.

    ``labels`` announce a credit too, beside the words that do so wherever they stand: in the
    caption of a page "Quelle:" is one.
    """
    text = text[_labelled(text) :]
    places = [p for p in (_at_sign(text), _at_label(text, labels)) if p is not None]
    if (found := _BRACKETED.search(text)) and not any(p < found.start() for p in places):
        inner = found.group(1)
        if credit.announced(inner) or credit.is_listed(inner):
            return Parts(_tidy(text[: found.start()]), credit.parse(inner))
    if places:
        begin = min(places)
        head, tail = _without_label(text[:begin]), text[begin:]
        if _tidy(head) or not (leading := leading_credit(text)):
            return Parts(_tidy(head), credit.parse(tail))
        return leading
    if leading := leading_credit(text):
        return leading
    head, bar, tail = text.rpartition(" | ")
    if bar and credit.is_only(tail):
        return Parts(_tidy(head), credit.parse(tail))
    return Parts(_tidy(text), None)


def _listed_at(text: str, begin: int) -> tuple[str, int] | None:
    """The longest listed agency or platform (up to four words) at ``begin``, and its end."""
    ends = []
    for match in _WORDS.finditer(text, begin, begin + 80):
        ends.append(match.end())
        if len(ends) == 4:
            break
    for end in reversed(ends):
        for cut in (end, *(begin + i for i in _cuts(text[begin:end]))):
            name = text[begin:cut].casefold()
            if name in lists.platforms().by_form or name in lists.agencies().by_form:
                return text[begin:cut], cut
    return None


def _cuts(words: str) -> list[int]:
    """Where a name may end inside a word: before a mark of joining."""
    return [m.start() for m in re.finditer(r"[/|,:]", words)]


def _photographer_at(text: str, begin: int) -> int:
    """The end of a name of two words at ``begin``; what follows it is the description."""
    end = begin
    for count, match in enumerate(_WORDS.finditer(text, begin, begin + 60)):
        word = match.group()
        if count == 2 or not credit.is_name(word.rstrip(",;:")):
            break
        end = match.end()
        if word[-1] in ",;:":
            return end - 1
    return end


def _after_join(text: str, begin: int, name: str) -> int:
    """The end of what a slash joins to a listed name: a listed name, a handle, a photographer."""
    if listed := _listed_at(text, begin):
        return _chain_end(text, *listed[::-1])
    word = _WORDS.match(text, begin)
    if word is None:
        return begin
    if name.casefold() in lists.platforms().by_form:
        return word.end() - (word.group()[-1] in ",;:")
    return _photographer_at(text, begin)


def _chain_end(text: str, end: int, name: str) -> int:
    """The end of the credit that begins with the listed ``name``, joined parts included."""
    join = _JOIN.match(text, end)
    if join is None:
        return end
    if "," in join.group() and not _listed_at(text, join.end()):
        return end
    return max(end, _after_join(text, join.end(), name))


def leading_credit(text: str) -> Parts | None:
    """A caption that begins with its credit: "Getty Images Anna Muster, Mai 2019"."""
    begin = credit.announced(text)
    listed = _listed_at(text, begin)
    if listed is None:
        if begin == 0:
            return None
        return Parts("", credit.parse(text))
    end = _chain_end(text, listed[1], listed[0])
    description = _tidy(text[end:].lstrip(" ,:;|"))
    return Parts(description, credit.parse(text[:end]))


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph of plain text is the caption of a picture, not a part of the body.

    It is one when it opens with credit words or a label ("Bildunterschrift:"), closes with a
    credit, or opens with a listed agency or platform and goes on as a description does: with a
    capital, without a full stop unless it is a single sentence behind "Platform / handle".
    """
    if len(paragraph) > 600 or "\n\n" in paragraph:
        return False
    if _labelled(paragraph):
        return True
    if credit.announced(paragraph):
        return _announces(paragraph)
    if found := _BRACKETED.search(paragraph):
        return bool(credit.announced(found.group(1)))
    begin = _at_label(paragraph)
    if begin is None:
        begin = _at_sign(paragraph)
    if begin is not None and len(paragraph) - begin <= 120 and not _STOP.search(paragraph[begin:]):
        return paragraph[:begin].rstrip()[-1:] not in (",", ":") and begin <= 400
    return _opens_with_agency(paragraph)


def _announces(paragraph: str) -> bool:
    """Whether opening words such as "Bild:" announce a credit, not a turn of an interview."""
    label = _LABELLED.match(paragraph)
    if label and label.group(1).casefold() not in lists.credit_words().strong:
        return False
    if credit.is_only(paragraph) or not _STOP.search(paragraph):
        return True
    found = credit.parse(paragraph)
    return bool(found and (found.agency or found.platform)) and paragraph.rstrip()[-1] not in "?!"


def _opens_with_agency(paragraph: str) -> bool:
    listed = _listed_at(paragraph, 0)
    if listed is None:
        return False
    name, end = listed
    joined = _JOIN.match(paragraph, end)
    slash = bool(joined and joined.group().strip() in ("/", "|"))
    known = lists.agencies()
    if known.by_form.get(name.casefold()) in known.news and not slash:
        return not paragraph[end:].strip()
    rest = paragraph[end:].strip()
    if not rest or slash:
        return True
    opens = rest[0].isupper() or rest[0].isdigit() or rest[0] in "„\"»'"
    return opens and not _STOP.search(paragraph)


def after_caption(paragraph: str) -> Parts | None:
    """A caption behind another one that opens with an agency nobody has listed.

    "Bildhaus Nord Anna Muster, Juni 2016": two capitalised words, one of them a word for a
    picture desk, then a capital again, and no full stop. None where it is none.
    """
    words = paragraph.split(maxsplit=3)
    if len(words) < 3 or len(paragraph) > 300 or _STOP.search(paragraph):
        return None
    desk = any(word.casefold() in lists.credit_words().picture_desk for word in words[:2])
    if not desk or not all(word[0].isupper() for word in words[:3]):
        return None
    agency = " ".join(words[:2])
    return Parts(" ".join(words[2:]), Credit(agency, agency=agency))
