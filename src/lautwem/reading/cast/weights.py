"""Weights by which a reference finds who is meant, each with its reason.

The factors are those of Lappin & Leass 1994 (recency, subject, parallelism, repeated
mention) and, for noun phrases, what is known of a person. Units are arbitrary; only sums
are compared. A link is made where the best candidate reaches the threshold and leads
the second by the margin: an unresolved reference costs less than a wrong one.
"""

from typing import Final

# Recency: readers look for a pronoun's referent in this sentence or the one before.
PRONOUN_REACH: Final = 4  # sentences
PRONOUN_DISTANCE: Final = -0.8  # a sentence
NOUN_DISTANCE: Final = -0.25  # a sentence; descriptions reach farther than pronouns
NOUN_DISTANCE_MOST: Final = -1.5
WORD_DISTANCE: Final = -0.01  # a word, to settle ties for the nearer
WORD_DISTANCE_MOST: Final = -0.4

SUBJECT: Final = 0.9  # subjects are what a sentence is about
MAIN_CLAUSE: Final = 0.5  # what a main clause is about stays in mind longer
PARALLEL: Final = 0.4  # subject follows subject
OBJECT_PARALLEL: Final = 0.2
REPEATED: Final = 0.45  # a doubling of the mentions so far
REPEATED_MOST: Final = 1.5
OWN_CLAUSE_SUBJECT: Final = 1.2  # "Kim sagte, dass ihre ..": the owner is mostly the subject
HOST_CLAUSE_SUBJECT: Final = 0.8  # "Kim sagte, sie ..": the speaker is mostly meant
OTHER_QUOTATION: Final = -1.0  # who is meant inside a quotation is seldom meant outside
SPEAKS_AGAIN: Final = 1.2  # whoever spoke last goes on: "Er sagte weiter .."
DEMONSTRATIVE_SUBJECT: Final = -2.0  # "dessen", "dieser" point away from the subject

SEX_KNOWN: Final = 0.8
SEX_OF_FIRST_NAME: Final = 0.6  # a hint only: it helps to choose and is never reported
SEX_AGAINST_FIRST_NAME: Final = -1.6
BODY: Final = -0.4  # "er", "sie" for a firm is rarer than for a person
UNNAMED: Final = 0.0  # "ein Mann" is in mind as well as who has a name
UNNAMED_DEFINITE: Final = -0.8  # "der Mitbegründer des Vereins": maybe somebody with a name
THING: Final = -2.0  # a mere thing competes, mostly with its own gender only

SAME_ROLE: Final = 3.0  # "der Sänger" for whom the text has called a singer
KINDRED_ROLE: Final = 2.2  # "Rapmogul" and "Rapper" share their stem
NEW_ROLE: Final = -1.5  # "der Maurer" for "ein Mann"
SAME_FIELD: Final = 1.3  # "der Musiker" for a rapper
GRAMMATICAL_GENDER: Final = 0.3  # "die Ikone" may be a man, but rather is a woman
PERSON_NOUN: Final = 0.5  # "der Mann", "die Frau" fit everybody of that sex
SAME_PERSON_NOUN: Final = 1.0  # "der Mann" for whom the text has called "ein Mann"
SAME_AGE: Final = 4.0
NEW_AGE: Final = 0.8  # an age noun brings news of somebody already there
SAME_STATUS: Final = 1.2  # "der inhaftierte .." for who is in prison

PRONOUN_THRESHOLD: Final = 0.2
NOUN_THRESHOLD: Final = 1.0
MARGIN: Final = 0.1
