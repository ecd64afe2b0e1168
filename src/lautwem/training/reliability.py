"""A picture of how far confidence can be believed: a reliability diagram as SVG.

``python -m lautwem.training.reliability quotes-scores.json > quotes-reliability.svg``
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

SIZE, EDGE = 320, 44


def diagram(bins: Sequence[tuple[float, float, int]], error: float) -> str:
    """The diagram of (mean confidence, share right, number) bins; area says the number."""
    most = max(number for _, _, number in bins)
    dots = "".join(
        f'<circle cx="{_x(sure):.1f}" cy="{_y(right):.1f}" r="{3 + 9 * (number / most) ** 0.5:.1f}"'
        f' fill="#2a6fb0" fill-opacity=".75"><title>confidence {sure:.2f}, right {right:.2f}, '
        f"{number} quotations</title></circle>"
        for sure, right, number in bins
    )
    ticks = "".join(
        f'<text x="{_x(t / 5):.0f}" y="{SIZE - EDGE + 18}" text-anchor="middle">{t / 5:.1f}</text>'
        f'<text x="{EDGE - 8}" y="{_y(t / 5) + 4:.0f}" text-anchor="end">{t / 5:.1f}</text>'
        for t in range(6)
    )
    side = SIZE - 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="#333">'
        f"<title>Confidence of quotations against the share that is right, on articles kept back "
        f"(expected calibration error {error:.3f})</title>"
        f'<rect width="{SIZE}" height="{SIZE}" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{side}" height="{side}" fill="none" stroke="#999"/>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
        f"{dots}{ticks}"
        f'<text x="{SIZE / 2:.0f}" y="{SIZE - 8}" text-anchor="middle">confidence</text>'
        f'<text transform="translate(12 {SIZE / 2:.0f}) rotate(-90)" text-anchor="middle">'
        f"share right</text>"
        f'<text x="{SIZE / 2:.0f}" y="24" text-anchor="middle" font-size="12">'
        f"expected calibration error {error:.3f}</text></svg>\n"
    )


def _x(value: float) -> float:
    return EDGE + value * (SIZE - 2 * EDGE)


def _y(value: float) -> float:
    return SIZE - EDGE - value * (SIZE - 2 * EDGE)


if __name__ == "__main__":
    scores = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["cross_validation"]
    sys.stdout.write(diagram(scores["reliability"], scores["calibration_error"]))
