"""Readings kept: the only place with SQL, and what can be asked of many articles at once."""
