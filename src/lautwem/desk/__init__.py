"""The desk check: what a careful editor would look at in a draft before it is published.

Rules read a :class:`~lautwem.model.Reading` and nothing else: no input, no output. They say
*check*; they give no legal advice.
"""

from lautwem.desk.check import check, rules
from lautwem.desk.draft import Draft, make_draft
from lautwem.desk.findings import Explanation, Finding, Language, Rule, Severity
from lautwem.desk.lookback import (
    EarlierAge,
    EarlierWording,
    LaterStanding,
    Lookback,
    StandingKind,
    TracedOrigins,
    Where,
    Withdrawal,
)
from lautwem.desk.registry import RULES, explain
from lautwem.desk.suspicion import Accused, Point, suspicion

__all__ = [
    "RULES",
    "Accused",
    "Draft",
    "EarlierAge",
    "EarlierWording",
    "Explanation",
    "Finding",
    "Language",
    "LaterStanding",
    "Lookback",
    "Point",
    "Rule",
    "Severity",
    "StandingKind",
    "TracedOrigins",
    "Where",
    "Withdrawal",
    "check",
    "explain",
    "make_draft",
    "rules",
    "suspicion",
]
