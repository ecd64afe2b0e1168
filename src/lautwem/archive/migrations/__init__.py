"""Alembic's migrations of the archive; ``lautwem.archive.migrate`` runs them."""
