"""``python -m lautwem``."""

from lautwem.cli.main import run

run()
