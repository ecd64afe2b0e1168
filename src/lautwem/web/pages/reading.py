"""What a page shows of a reading, with the findings of the desk beside it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from lautwem.export import page
from lautwem.export.labels import Labels
from lautwem.report import Checked
from lautwem.web.files import marks_address


def reading_parts(
    checked: Checked, labels: Labels, links: page.Links = page.NO_LINKS
) -> dict[str, Any]:
    """What ``reading.html`` shows, by name."""
    shown = page.parts(checked.reading, labels, links)
    begins = [block.begin for block in shown["blocks"]]
    return {
        **shown,
        "marks": marks_address(len(checked.reading.statements)),
        "findings": checked.findings,
        "accused": checked.accused,
        "anchors": [_anchor(finding.span[0], begins) for finding in checked.findings],
    }


def _anchor(offset: int, begins: Sequence[int]) -> str:
    """The id of the block in which an offset lies; what lies before all is the title."""
    at = bisect_right(begins, offset)
    return f"b-{begins[at - 1]}" if at else "main"
