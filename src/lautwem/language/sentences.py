"""Where sentences end: after a closing mark, unless what follows shows that it goes on."""

from lautwem.language.tokens import QUOTATION_MARKS, opens_sentence, tokenisation
from lautwem.model import Span

_CLOSING = QUOTATION_MARKS | {")", "]", "}"}
_CONTINUING = frozenset({",", ";", ":", "-", "–", "—", "--", "/"})


def split(text: str, words: list[str], spans: list[Span]) -> list[int]:
    """The ends of the sentences of one block, as token counts (half open, ascending).

    The sentences tile the tokens: the last end is ``len(words)``. A closing
    quotation mark or bracket that touches the sentence belongs to it.
    """
    ends: list[int] = []
    total = len(words)
    for at, word in enumerate(words):
        if word[-1] in ".!?…" and (not ends or at >= ends[-1]):
            end = _end_after(text, words, spans, at)
            if end is not None and end < total:
                ends.append(end)
    return [*ends, total] if total else ends


def _end_after(text: str, words: list[str], spans: list[Span], at: int) -> int | None:
    """The end of the sentence that the mark at ``at`` closes, None if it closes none."""
    total, word = len(words), words[at]
    end = at + 1
    while end < total and words[end] in _CLOSING and _closes(text, spans, end):
        end += 1
    if end == total:
        return end
    following = end
    while following < total and words[following] in QUOTATION_MARKS | {"(", "["}:
        following += 1
        if following - end > 3:
            break
    after = words[following] if following < total else ""
    if words[end] in _CONTINUING and not _is_dialogue_dash(words, end):
        return None
    if len(word) > 1 and word[-1] == "." and not word.startswith(".."):
        opens = bool(after) and opens_sentence(after)
        return end if opens and word in tokenisation().final_abbreviations else None
    if after[:1].islower():
        return end if word == "." and end == at + 1 and _new_line(text, spans, end) else None
    return end


def _closes(text: str, spans: list[Span], at: int) -> bool:
    """A mark that touches what it follows and not what comes next closes."""
    begin, end = spans[at]
    touches = spans[at - 1][1] == begin
    return touches and not text[end : end + 1].isalnum()


def _is_dialogue_dash(words: list[str], at: int) -> bool:
    return words[at] in ("-", "–", "—", "--") and at + 1 < len(words) and words[at + 1][0].isupper()


def _new_line(text: str, spans: list[Span], at: int) -> bool:
    return "\n" in text[spans[at - 1][1] : spans[at][0]]
