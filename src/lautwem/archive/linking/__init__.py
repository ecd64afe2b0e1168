"""Statements of different articles held together: pure functions, without a store."""
