"""Who is meant by every reference, decided from left to right over the text."""

import math

from lautwem.language.lexicon import load
from lautwem.model import Frozen
from lautwem.reading.cast import weights as w
from lautwem.reading.cast.figures import Figure, Sighting, role_fit
from lautwem.reading.cast.references import Reference, relative_comma
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.unnamed import accuses, takes_part

Link = tuple[int, str]
"""Number of the figure, name of the rule."""

_EXTRAPOSED = 10  # words between a relative pronoun and what it means, over a verb
_NOMINAL = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "X"})
_COMPLEMENT = frozenset({"des", "der", "von", "vom", "für"})
_WHERE = frozenset({"in", "aus", "bei"})
HUMAN = ("person", "unnamed")
_KINDS = {"person": 0.0, "unnamed": w.UNNAMED, "body": w.BODY, "thing": w.THING}
_WORKING_AGE = 15  # years; younger children may not work by German law (§ 5 JArbSchG)
_NEAR = 3  # sentences in which being a subject counts for a description


class Resolver(Frozen):
    """Scores candidates for references; the figures carry what was read so far."""

    scene: Scene
    figures: list[Figure]

    def pronoun(self, ref: Reference) -> Link | None:
        """Whom a pronoun of the third person means; None where that is not clear."""
        if ref.plural:
            return None
        if ref.form == "relative":
            return self._relative(ref)
        scores = []
        for number, figure in enumerate(self.figures):
            score = self._pronoun_score(ref, figure)
            if score is not None:
                scores.append((score, number))
        return self._best(scores, w.PRONOUN_THRESHOLD, f"{ref.form}-pronoun")

    def noun(self, ref: Reference) -> Link | None:
        """Whom a definite noun phrase means."""
        scores = []
        for number, figure in enumerate(self.figures):
            score = self._noun_score(ref, figure)
            if score is not None:
                scores.append((score, number))
        return self._best(scores, w.NOUN_THRESHOLD, "noun-phrase")

    def _best(self, scores: list[tuple[float, int]], threshold: float, rule: str) -> Link | None:
        if not scores:
            return None
        scores.sort(key=lambda item: (-item[0], item[1]))
        best, number = scores[0]
        second = scores[1][0] if len(scores) > 1 else -math.inf
        if best < threshold or best - second < w.MARGIN:
            return None
        return number, rule

    def _relative(self, ref: Reference) -> Link | None:
        """ "Falk, der ..": what stands directly before the comma, else before its verb."""
        comma = relative_comma(self.scene, ref.first)
        if comma is None or comma < 1:
            return None
        extraposed = self.scene.tokens[comma - 1].pos in ("VERB", "AUX", "ADV", "PART", "ADP")
        best, place = None, -1
        for number, figure in enumerate(self.figures):
            if figure.sex is not None and ref.sex is not None and figure.sex != ref.sex:
                continue
            for seen in figure.sightings:
                head = seen.reference.head
                loose = extraposed and ref.head - head <= _EXTRAPOSED
                if seen.reference.form == "possessive" or head >= ref.head or head <= place:
                    continue
                if self._ends_before(seen, comma) or loose or self._apart(seen, ref, comma):
                    best, place = number, head
        if best is None or self.figures[best].kind not in HUMAN:
            return None
        return best, "relative-pronoun"

    def _ends_before(self, seen: Sighting, comma: int) -> bool:
        """Whether only the comma, or an age in brackets and the comma, stands between."""
        end = seen.reference.last
        if end < len(self.scene.tokens) and self.scene.tokens[end].text == "(":
            end += 3
        return end == comma

    def _apart(self, seen: Sighting, ref: Reference, comma: int) -> bool:
        """ "Falk vom Amt für Deiche, der ..": the noun before the comma has another gender."""
        tokens, end = self.scene.tokens, seen.reference.last
        if seen.reference.form != "name" or not 2 <= comma - end <= _EXTRAPOSED:
            return False
        if tokens[end].pos != "ADP" or any(t.pos not in _NOMINAL for t in tokens[end:comma]):
            return False
        gender = {"masc": "male", "fem": "female", "neut": "neuter"}.get(
            tokens[comma - 1].morph.gender or ""
        )
        return gender is not None and ref.sex is not None and gender != ref.sex

    def _pronoun_score(self, ref: Reference, figure: Figure) -> float | None:
        if not figure.sightings:
            return None
        sex = self._sex_score(ref, figure)
        if sex is None:
            return None
        near = [
            score
            for seen in figure.sightings
            if (score := self._sighting_score(ref, seen)) is not None
        ]
        if not near or self._bound(ref, figure):
            return None
        kind = _KINDS[figure.kind]
        if figure.kind == "unnamed" and not figure.indefinite:
            kind = w.UNNAMED_DEFINITE
        return max(near) + sex + kind + _repeated(figure)

    def _sex_score(self, ref: Reference, figure: Figure) -> float | None:
        if figure.kind not in HUMAN:
            return 0.0 if ref.sex is not None and figure.gender == ref.sex else None
        if ref.sex is None:
            return 0.0
        if figure.sex is not None:
            return w.SEX_KNOWN if figure.sex == ref.sex else None
        if figure.hint is not None:
            return w.SEX_OF_FIRST_NAME if figure.hint == ref.sex else w.SEX_AGAINST_FIRST_NAME
        return 0.0

    def _sighting_score(self, ref: Reference, seen: Sighting) -> float | None:
        distance = self.scene.sentences_between(seen.sentence, self.scene.sentence_of[ref.head])
        if distance > w.PRONOUN_REACH or seen.reference.head >= ref.head:
            return None
        score = w.PRONOUN_DISTANCE * distance
        words = ref.head - seen.reference.head
        score += max(w.WORD_DISTANCE * words, w.WORD_DISTANCE_MOST)
        subject = seen.reference.subject
        if subject:
            score += w.SUBJECT + (w.PARALLEL if ref.subject else 0.0)
            score += w.MAIN_CLAUSE if self._in_main(seen.clause) else 0.0
        elif not ref.subject:
            score += w.OBJECT_PARALLEL
        clause = self.scene.clause_of[ref.head]
        if subject and seen.clause == clause and ref.form == "possessive":
            score += w.OWN_CLAUSE_SUBJECT
        elif subject and distance == 0 and ref.subject and seen.clause != clause:
            score += w.HOST_CLAUSE_SUBJECT
        if subject and ref.form == "demonstrative":
            score += w.DEMONSTRATIVE_SUBJECT
        if seen.quote != self.scene.quote_of[ref.head]:
            score += w.OTHER_QUOTATION
        if seen.speaks and ref.head in self.scene.speaking:
            score += w.SPEAKS_AGAIN
        return score

    def _in_main(self, clause: int) -> bool:
        return clause >= 0 and self.scene.clauses[clause].kind == "main"

    def _bound(self, ref: Reference, figure: Figure) -> bool:
        """Two arguments of one verb are two people, unless the second is reflexive."""
        if ref.form in ("possessive", "demonstrative"):
            return False
        clause = self.scene.clause_of[ref.head]
        return any(
            seen.clause == clause
            and clause >= 0
            and seen.reference.form != "possessive"
            and (ref.subject or seen.reference.subject or ref.form == "noun")
            and not self._inside_attribute(seen.reference)
            for seen in figure.sightings
        )

    def _inside_attribute(self, ref: Reference) -> bool:
        """A genitive before its noun ("Falks Gesicht") is no argument of the verb, nor is a
        pronoun in a phrase after a noun ("die Vorwürfe gegen ihn")."""
        tokens = self.scene.tokens
        if ref.form == "personal" and ref.first > 1 and tokens[ref.first - 1].pos == "ADP":
            return tokens[ref.first - 2].pos == "NOUN"
        return (
            ref.form == "name"
            and tokens[ref.head].text[-1] in "s'’"
            and ref.last < len(tokens)
            and tokens[ref.last].pos in ("NOUN", "ADJ")
        )

    def _noun_score(self, ref: Reference, figure: Figure) -> float | None:
        if figure.kind not in HUMAN or not figure.sightings:
            return None
        if ref.age is not None and ref.age != figure.age and self._aged_otherwise(ref, figure):
            return None
        if ref.sex is not None and figure.sex is not None and ref.sex != figure.sex:
            return None
        if self._bound(ref, figure) or self._uncharged(ref, figure):
            return None
        score = self._described(ref, figure)
        if score is None:
            return None
        if ref.sex is not None:
            if figure.sex is not None:
                score += w.SEX_KNOWN
            elif figure.hint is not None:
                same = figure.hint == ref.sex
                score += w.SEX_OF_FIRST_NAME if same else w.SEX_AGAINST_FIRST_NAME
        elif ref.gender is not None and figure.sex is not None:
            score += w.GRAMMATICAL_GENDER if figure.sex == ref.gender else -w.GRAMMATICAL_GENDER
        distance = self.scene.sentence_of[ref.head] - max(s.sentence for s in figure.sightings)
        score += max(w.NOUN_DISTANCE * distance, w.NOUN_DISTANCE_MOST)
        near = [
            (w.SUBJECT if seen.reference.subject else 0.0)
            + (w.MAIN_CLAUSE if seen.reference.subject and self._in_main(seen.clause) else 0.0)
            + w.NOUN_DISTANCE * (self.scene.sentence_of[ref.head] - seen.sentence)
            for seen in figure.sightings
            if self.scene.sentence_of[ref.head] - seen.sentence < _NEAR
        ]
        score += max(near, default=0.0)
        return score + _repeated(figure)

    def _aged_otherwise(self, ref: Reference, figure: Figure) -> bool:
        """Another age, or none, where somebody without a name in the text is of this age."""
        return figure.age is not None or any(
            other.indefinite and other.age == ref.age for other in self.figures
        )

    def _uncharged(self, ref: Reference, figure: Figure) -> bool:
        """ "Der Beschuldigte", "der angeklagte Mann" is nobody of whom the text tells neither
        standing nor suspicion; "der angeklagte Wirt" may be news of the landlord."""
        return not figure.statuses and not figure.suspected and accuses(self.scene, ref)

    def _described(self, ref: Reference, figure: Figure) -> float | None:
        """What the noun itself says for a figure; None where it speaks against it."""
        score = 0.0
        if ref.age is not None:
            score += w.SAME_AGE if figure.age == ref.age else w.NEW_AGE
        if figure.statuses and accuses(self.scene, ref):
            score += w.SAME_STATUS
        for adjective in ref.adjectives:
            if any(adjective.lower().startswith(status) for status in figure.statuses):
                score += w.SAME_STATUS
        if ref.noun is None:
            return score if ref.age is not None else None
        fit = role_fit(ref.noun, figure.nouns)
        if ref.noun.kind == "person":
            if fit == "same":
                return score + w.SAME_PERSON_NOUN
            return None if takes_part(ref.noun) else score + w.PERSON_NOUN
        if fit in (None, "other") and figure.kind == "person" and self._was(ref, figure):
            return score + w.SAME_FIELD
        if (ref.noun.kind == "kinship" and fit != "same") or fit == "other":
            return None
        if fit is None and ref.age is None and (self._told_whose(ref) or self._child(ref, figure)):
            return None
        return (
            score
            + {
                "same": w.SAME_ROLE,
                "kindred": w.KINDRED_ROLE,
                "field": w.SAME_FIELD,
                None: w.NEW_ROLE if figure.kind == "unnamed" else 0.0,
            }[fit]
        )

    def _was(self, ref: Reference, figure: Figure) -> bool:
        """ "Der frühere Richter" is whom the sentence before, or this one, has named."""
        was = tuple(load("pronouns")["former"])
        seen = figure.sightings[-1]
        near = self.scene.sentence_of[ref.head] - seen.sentence <= 1
        named = near and seen.reference.form == "name"
        return named and any(adjective.lower().startswith(was) for adjective in ref.adjectives)

    def _child(self, ref: Reference, figure: Figure) -> bool:
        """Whether somebody is too young for an office or a trade ("der Kapitän")."""
        young = figure.age is not None and figure.age < _WORKING_AGE
        minors = load("person_nouns")["minors"]
        return young and ref.noun is not None and ref.noun.base not in minors

    def _told_whose(self, ref: Reference) -> bool:
        """ "der Botschafter in Wien", "die Chefin der Bank": an office with its place is held by
        somebody of his own, unless the text has told that this one holds it."""
        tokens, at = self.scene.tokens, ref.last
        if at + 1 >= len(tokens):
            return False
        place = tokens[at].text in _WHERE and tokens[at + 1].pos == "PROPN"
        return place or tokens[at].text in _COMPLEMENT


def _repeated(figure: Figure) -> float:
    return min(w.REPEATED * math.log2(1 + figure.count), w.REPEATED_MOST)
