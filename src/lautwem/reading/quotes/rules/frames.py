"""The frame of a quotation: the clause of its cue, less the quotation."""

from lautwem.model import Span
from lautwem.reading.quotes.rules.cues import Cue
from lautwem.reading.quotes.rules.drafts import without
from lautwem.reading.quotes.rules.roles import clause_range, roles
from lautwem.reading.quotes.rules.scene import Scene, Unit


def frame(scene: Scene, unit: Unit, cue: Cue, quote: tuple[Span, ...]) -> tuple[Span, ...]:
    """The clause of a cue with the mark that parts it from the quote, less the quote."""
    fragments = unit.fragments
    begin = clause_range(scene, unit, cue)[0]
    k = cue.fragment
    after = quote[0][0] < begin
    if not after:
        while k > 0 and fragments[k - 1].kind in ("none", "relative", "sub", "infinitive"):
            k -= 1
        k = _frame_start(scene, unit, cue, k)
        begin = min(begin, fragments[k].first)
        nearest = min((q[0] for q in quote if q[0] > cue.fin), default=unit.last)
        return without((begin, nearest), quote)
    while begin > quote[0][0] and scene.tokens[begin - 1].text in (",", "–", "—", "-"):
        begin -= 1
    end = fragments[cue.end].last
    later = min((q[0] for q in quote if q[0] > cue.fin), default=None)
    if later is not None:
        end = later
    else:
        last = cue.end
        while last + 1 < len(fragments) and fragments[last + 1].kind in ("none", "relative"):
            last += 1
        end = fragments[last].last
    return without((begin, end), quote)


def _frame_start(scene: Scene, unit: Unit, cue: Cue, k: int) -> int:
    """A clause without a subject of its own takes the one before into its frame, and so does
    a relative or other subordinate clause."""
    fragments = unit.fragments
    own = fragments[cue.fragment]
    begin = clause_range(scene, unit, cue)[0]
    speaker = roles(scene, unit, cue).speaker
    shared = speaker is not None and speaker[1] <= begin
    if not (shared or own.kind in ("relative", "sub")) or k == 0:
        return k
    j = k - 1
    while j > 0 and fragments[j].kind not in ("main", "quote"):
        j -= 1
    if fragments[j].kind != "main":
        return k
    while j > 0 and fragments[j - 1].kind in ("none", "relative", "sub"):
        j -= 1
    return j
