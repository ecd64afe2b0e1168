"""Who is whose child, spouse, sibling: from possessives, genitives, appositions and verbs.

Every pattern yields "A is <type> of B" with the words it rests on. A relation whose
other side has a name of its own (child, parent) is given from both sides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lautwem.model import Because, Frozen, Kinship, KinshipType, Span
from lautwem.reading.cast.kin_nouns import Kin, kin_noun, kinship_words
from lautwem.reading.cast.references import phrase_at
from lautwem.reading.cast.scene import Scene
from lautwem.reading.cast.story import Resolved, Story

_LONGEST_LIST = 24  # words of a list of relatives at most
_COMPLEMENT = 10  # words from a kinship noun to the end of the name of whose relative it is
_BEING = frozenset({"sein", "werden", "bleiben"})
_NEAR = 12  # words between a kinship noun and whose relative it is


class Fact(Frozen):
    """Figure ``from_`` is ``type`` of figure ``to``."""

    type: KinshipType
    from_: int
    to: int
    spans: tuple[Span, ...]
    rule: str


class _Finder(Frozen):
    scene: Scene
    story: Story
    at_first: dict[int, Resolved]
    at_head: dict[int, Resolved]

    def facts(self) -> Iterator[Fact]:
        tokens = self.scene.tokens
        for at, token in enumerate(tokens):
            if token.pos in ("NOUN", "PROPN", "ADJ") and token.text[0].isupper():
                if kin := kin_noun(token.text, self._former(at)):
                    yield from self._around(at, kin)
            elif token.pos in ("VERB", "ADJ", "AUX", "ADV"):
                yield from self._bonds(at)

    def _former(self, at: int) -> bool:
        words = kinship_words()["former"]
        return at > 0 and any(
            self.scene.tokens[at - 1].text.lower().startswith(word) and len(word) > 3
            for word in words
        )

    def _around(self, at: int, kin: Kin) -> Iterator[Fact]:
        if kin.weak and self._friend(at, kin):
            return
        owners, rule, place = self._owners(at)
        if not owners and not kin.needs_owner:
            owners, rule = self._bare_owner(at), "kinship-apposition"
        relatives = self._relatives(at, kin)
        for owner in owners:
            for relative in relatives:
                if relative != owner:
                    spans = (self.scene.span(place if place is not None else at, at + 1),)
                    spans += tuple(self._named_spans(at, relative))
                    yield Fact(kin.type, relative, owner, spans, rule)

    def _friend(self, at: int, kin: Kin) -> bool:
        """ "sein Freund", "ihr alter Freund" are friends, "ihr Freund" is a partner."""
        before = self.scene.tokens[at - 1] if at else None
        if before is None or before.pos == "ADJ":
            return True
        word = before.text.lower()
        return word.startswith("sein" if kin.sex == "male" else "ihr")

    def _named_spans(self, at: int, figure: int) -> Iterator[Span]:
        for token in range(at + 1, min(len(self.scene.tokens), at + _LONGEST_LIST)):
            found = self.at_first.get(token)
            if found and found.figure == figure and found.reference.form == "name":
                yield self.scene.span(found.reference.first, found.reference.last)
                return

    def _person(self, resolved: Resolved | None) -> int | None:
        if resolved is not None and self.story.is_person(resolved.figure):
            return resolved.figure
        return None

    def _owners(self, at: int) -> tuple[list[int], str, int | None]:
        """Whose relative: "seine Tochter", "Falks Tochter", "Tochter von Falk"."""
        phrase = phrase_at(self.scene, at)
        first = phrase.first if phrase else at
        for token in range(at - 1, max(first, at - 4) - 1, -1):
            found = self.at_head.get(token)
            couple = self._couple_before(token) if self._plural_possessive(token) else []
            if couple:
                return couple, "kinship-possessive", token
            if found and found.reference.form in ("possessive", "demonstrative"):
                figure = self._person(found)
                return ([figure] if figure is not None else []), "kinship-possessive", token
        common = any(t.text.lower().startswith("gemeinsam") for t in self.scene.tokens[first:at])
        if common and len(pair := self._people_before(at)[-2:]) == 2:
            return pair, "kinship-common", None
        found = self.at_head.get(at - 1)
        if found and found.reference.form == "name" and self._genitive(found):
            figure = self._person(found)
            if figure is not None:
                return [figure], "kinship-genitive", found.reference.first
        return self._complement(at)

    def _people_before(self, at: int) -> list[int]:
        """People of the sentence before a token, each once, the last mentioned last."""
        people: dict[int, None] = {}
        sentence = self.scene.analysis.sentences[self.scene.sentence_of[at]]
        for token in range(max(sentence.first, at - 3 * _NEAR), at):
            found = self.at_head.get(token)
            figure = self._person(found)
            if figure is not None:
                people.pop(figure, None)
                people[figure] = None
        return list(people)

    def _genitive(self, found: Resolved) -> bool:
        return self.scene.tokens[found.reference.head].text[-1] in "s'’xz"

    def _plural_possessive(self, token: int) -> bool:
        word = self.scene.tokens[token].text.lower()
        return self.scene.tokens[token].pos == "DET" and word.startswith("ihr")

    def _couple_before(self, token: int) -> list[int]:
        """The two people joined by "und" before "mit ihren Kindern", if there are."""
        names = [
            found
            for at in range(max(0, token - _NEAR), token)
            if (found := self.at_head.get(at))
            and found.reference.form == "name"
            and self._person(found) is not None
            and self.scene.sentence_of[at] == self.scene.sentence_of[token]
        ]
        for left, right in zip(names[-2:], names[-1:], strict=False):
            between = self.scene.tokens[left.reference.last : right.reference.first]
            if [t.text for t in between] in (["und"], ["&"]):
                return [left.figure, right.figure]
        return []

    def _complement(self, at: int) -> tuple[list[int], str, int | None]:
        """ "Tochter von Jonas Falk", "Mutter der Sängerin"."""
        tokens = self.scene.tokens
        if at + 1 < len(tokens) and tokens[at + 1].text in ("von", "vom", "des", "der", "nach"):
            phrase = phrase_at(self.scene, at + 1)
            named = phrase.name[0] if phrase and phrase.name and phrase.first == at + 1 else None
            for token in range(at + 2, min(len(tokens), at + _COMPLEMENT)):
                found = self.at_head.get(token)
                if found and (found.reference.first <= at + 3 or found.reference.first == named):
                    figure = self._person(found)
                    if figure is not None:
                        owners = [figure, *self._joined(found)]
                        return owners, "kinship-complement", None
        return [], "", None

    def _joined(self, found: Resolved) -> list[int]:
        """The second of "von Anna und Ben"."""
        after = found.reference.last
        if after + 1 < len(self.scene.tokens) and self.scene.tokens[after].text in ("und", "&"):
            figure = self._person(self.at_first.get(after + 1))
            return [figure] if figure is not None else []
        return []

    def _bare_owner(self, at: int) -> list[int]:
        """ "mit Ex-Frau Kim": of the subject before it in the sentence."""
        phrase = phrase_at(self.scene, at)
        bare = phrase is None or phrase.determiner is None
        named = self.at_first.get(at + 1)
        if not bare or named is None or named.reference.form != "name":
            return []
        sentence = self.scene.sentence_of[at]
        for token in range(at - 1, max(-1, at - 3 * _NEAR), -1):
            if self.scene.sentence_of[token] != sentence:
                break
            found = self.at_head.get(token)
            if found and found.reference.subject and self._person(found) is not None:
                return [found.figure]
        return self._topic(at, named.figure)

    def _topic(self, at: int, relative: int) -> list[int]:
        """ "sagte Mutter Sabine": of whom the text has mostly spoken, where it is one."""
        counts = Counter(
            r.figure
            for r in self.story.resolved
            if r.reference.head < at and self._person(r) is not None and r.figure != relative
        )
        ranked = counts.most_common(2)
        clear = ranked and ranked[0][1] > 1 and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
        return [ranked[0][0]] if clear else []

    def _relatives(self, at: int, kin: Kin) -> list[int]:
        """Who bears the noun: the names after it, or the name it is an apposition to."""
        tokens = self.scene.tokens
        after = at + 1
        while after < len(tokens) and tokens[after].text in (":", "(", '"', "„"):
            after += 1
        listed = self._list(after) if after == at + 1 or kin.plural else []
        if listed:
            return listed if kin.plural else listed[:1]
        own = self.at_head.get(at)
        if own is not None and self._person(own) is not None and own.reference.form == "noun":
            return [own.figure]
        return self._apposed_to(at) + self._predicate_of(at)

    def _list(self, at: int) -> list[int]:
        """The people named from a token on, joined by commas and "und"."""
        out = []
        tokens = self.scene.tokens
        limit = min(len(tokens), at + _LONGEST_LIST)
        while at < limit:
            found = self.at_first.get(at)
            if found is None or found.reference.form != "name" or self._person(found) is None:
                break
            out.append(found.figure)
            at = found.reference.last
            if at + 2 < limit and tokens[at].text == "(":
                at += 3
            if at < limit and tokens[at].text in (",", "und", "sowie", "&"):
                at += 1
            else:
                break
        return out

    def _apposed_to(self, at: int) -> list[int]:
        """ "North, seine Tochter", "Kim Muster, Mutter von North"."""
        phrase = phrase_at(self.scene, at)
        first = phrase.first if phrase else at
        owner = self.at_head.get(at - 1)
        if owner is not None and owner.reference.form == "name" and self._genitive(owner):
            first = min(first, owner.reference.first)  # "North, Kims Tochter"
        if first < 1 or self.scene.tokens[first - 1].text not in (",", "("):
            return []
        before = first - 2
        if before >= 2 and self.scene.tokens[before].text == ")":
            before -= 3
        found = self.at_head.get(before)
        if found and found.reference.form == "name" and self._person(found) is not None:
            return [found.figure]
        return []

    def _predicate_of(self, at: int) -> list[int]:
        """ "North ist seine Tochter"."""
        number = self.scene.clause_of[at]
        clause = self.scene.clauses[number] if number >= 0 else None
        phrase = phrase_at(self.scene, at)
        if (
            clause is None
            or clause.lemma not in _BEING
            or (phrase and phrase.preposition is not None)
        ):
            return []
        for begin, end in clause.parts:
            for token in range(begin, min(end, at)):
                found = self.at_head.get(token)
                if found and found.reference.subject and self._person(found) is not None:
                    return [found.figure]
        return []

    def _bonds(self, at: int) -> Iterator[Fact]:
        """ "X ist mit Y verheiratet", "X und Y sind verlobt", "X heiratete Y"."""
        token = self.scene.tokens[at]
        type_ = kinship_words()["bonds"].get(token.text.lower()) or kinship_words()["verbs"].get(
            token.lemma
        )
        number = self.scene.clause_of[at]
        if type_ is None or number < 0:
            return
        clause = self.scene.clauses[number]
        people = []
        for begin, end in clause.parts:
            for place in range(begin, end):
                found = self.at_head.get(place)
                if found and found.reference.form not in ("possessive", "first", "second"):
                    figure = self._person(found)
                    if figure is not None and figure not in people:
                        people.append(figure)
        if len(people) == 2:
            yield Fact(type_, people[0], people[1], (self.scene.span(at, at + 1),), "kinship-bond")


def find_kinship(scene: Scene, story: Story) -> list[Fact]:
    """All facts of kinship between people of the text, each once."""
    at_first: dict[int, Resolved] = {}
    at_head: dict[int, Resolved] = {}
    for resolved in story.resolved:
        at_first.setdefault(resolved.reference.first, resolved)
        at_head.setdefault(resolved.reference.head, resolved)
    seen: dict[tuple, Fact] = {}
    for fact in _Finder(scene, story, at_first, at_head).facts():
        seen.setdefault((fact.type, fact.from_, fact.to), fact)
    return list(seen.values())


def both_sides(facts: Sequence[Fact], ids: Sequence[str]) -> tuple[Kinship, ...]:
    """The facts with person ids; child and parent are given from either side."""
    inverse = kinship_words()["inverse"]
    out: dict[tuple, Kinship] = {}
    for fact in facts:
        because = (Because(fact.rule, fact.spans),)
        pairs = [(fact.type, ids[fact.from_], ids[fact.to])]
        other = inverse[fact.type]
        if other != fact.type:
            pairs.append((other, ids[fact.to], ids[fact.from_]))
        elif (fact.type, ids[fact.to], ids[fact.from_]) in out:
            continue
        for key in pairs:
            out.setdefault(key, Kinship(*key, fact.spans, because))
    return tuple(out.values())
