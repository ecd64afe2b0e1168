"""The desk check of one draft, and its findings as lines, JSON, SARIF or workflow commands."""

from lautwem.report.checked import Checked, Place, check

__all__ = ["Checked", "Place", "check"]
