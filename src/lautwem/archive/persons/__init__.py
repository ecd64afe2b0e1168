"""People across articles: who is the same human being, why, and what an editor decided.

Everything here that is not in ``lookup`` is pure: a function of what the articles say and of the
decisions, in whatever order they were added.
"""
