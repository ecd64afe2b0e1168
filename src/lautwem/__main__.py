"""``python -m lautwem``."""

from lautwem.cli.main import run

if __name__ == "__main__":  # processes that read import this module too
    run()
