"""Readings as flat tables: rows, and the files that other tools open."""
