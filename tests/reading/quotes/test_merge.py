"""What the rules add to the network's quotations."""

from lautwem.model import Part, Quotation
from lautwem.reading.quotes.learned.merge import completed


def quotation(begin: int, end: int, confidence: float = 0.9, **roles: tuple[int, int]) -> Quotation:
    parts = {role: Part((span,)) for role, span in roles.items()}
    return Quotation("indirect", "speech", Part(((begin, end),)), confidence=confidence, **parts)


def test_empty_roles_come_from_the_proposal_for_the_same_words():
    found = quotation(20, 60, speaker=(0, 5))
    (one,) = completed(
        [found], [quotation(22, 60, speaker=(0, 5), cue=(6, 10), addressee=(11, 15))]
    )
    assert (one.quote, one.cue, one.addressee) == (found.quote, Part(((6, 10),)), Part(((11, 15),)))


def test_a_speaker_cut_short_is_widened_but_none_is_made_up():
    proposal = quotation(20, 60, speaker=(0, 15))
    (wider,) = completed([quotation(20, 60, speaker=(0, 5))], [proposal])
    (none,) = completed([quotation(20, 60)], [proposal])
    (other,) = completed([quotation(20, 60, speaker=(70, 75))], [proposal])
    assert wider.speaker == proposal.speaker
    assert none.speaker is None
    assert other.speaker == Part(((70, 75),))


def test_sure_proposals_that_nothing_touches_are_kept_in_text_order():
    sure, unsure = quotation(100, 140), quotation(200, 240, confidence=0.3)
    touched, found = quotation(305, 340), quotation(300, 350)
    assert completed([found], [sure, unsure, touched]) == (sure, found)
