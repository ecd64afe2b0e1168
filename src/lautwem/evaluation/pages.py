"""Import compared with what fundus' hand-written parsers expect of real pages.

fundus (MIT, https://github.com/flairNLP/fundus) keeps for every publisher recorded pages and
what its parser must find in them. ``compare`` reads the same pages and counts what is right.
"""

import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lautwem import article
from lautwem.article import credit
from lautwem.errors import BadData
from lautwem.model import Article, Caption, Frozen, PartialDate

_WORD = re.compile(r"\w+")
_GERMAN_TIME = ZoneInfo("Europe/Berlin")


class PageScore(Frozen):
    """One page: what is right; ``body`` is the F1 of words; counts of captions and credits."""

    page: str
    title: bool
    published: bool
    authors: bool
    body: float
    captions_expected: int
    captions_found: int
    captions_given: int
    captions_right: int
    credits_expected: int
    credits_found: int
    milliseconds: float


class ImportScores(Frozen):
    """Shares (0 to 1) over pages; captions and credits over all pictures of all pages.

    ``body_95`` and ``body_90`` are the shares of pages whose body has a word F1 of at least
    that. ``captions_precision`` is the share of captions given that are expected ones (or
    describe an expected picture).
    """

    pages: int
    title: float
    published: float
    authors: float
    body_f1: float
    body_95: float
    body_90: float
    captions: float
    captions_precision: float
    credits: float
    milliseconds: float
    by_page: tuple[PageScore, ...] = ()


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text.replace("\xad", "")).casefold())


def _plain(text: str) -> str:
    return " ".join(_words(text))


def f1(found: str, expected: str) -> float:
    """F1 of the words (with their numbers) of two texts; 1 where both are empty."""
    ours, theirs = Counter(_words(found)), Counter(_words(expected))
    if not ours and not theirs:
        return 1.0
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total())


def expected_body(body: dict[str, Any]) -> str:
    """All words of an expected body: summary, subheadings and paragraphs."""
    sections = chain.from_iterable(s["headline"] + s["paragraphs"] for s in body["sections"])
    return "\n".join([*body["summary"], *sections])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=_GERMAN_TIME)


def same_moment(found: PartialDate | None, expected: str) -> bool:
    """Equal to the precision of the coarser one; unzoned times are German ones.

    An expected midnight without a zone stands for the day, expected seconds of 00 for the minute.
    """
    if found is None or found.precision in ("year", "month"):
        return False
    if expected[10:] == " 00:00:00":
        return expected[:10] == found.value[:10]
    if found.precision == "day":
        return False
    whole_minute = found.precision == "minute" or _moment(expected).second == 0
    difference = abs((_moment(found.value) - _moment(expected)).total_seconds())
    return difference < (60 if whole_minute else 1)


def _same_text(one: str, other: str) -> bool:
    """Equal but for marks and case, or one within the other and no less than 60 % of it."""
    one, other = _plain(one), _plain(other)
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(short) >= 0.6 * len(long)


def _shown(image: dict[str, Any]) -> list[str]:
    return [text for text in (image["caption"], image["description"]) if text]


def _credit_found(image: dict[str, Any], captions: Iterable[Caption]) -> bool:
    names = [_plain(name[credit.announced(name) :]) for name in image["authors"]]
    for caption in captions:
        given = _plain(caption.credit.text) if caption.credit else ""
        fits = not image["caption"] or any(_same_text(caption.text, t) for t in _shown(image))
        if fits and given and all(name in given for name in names):
            return True
    return False


def _distinct(images: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pictures by what is printed with them: a page may show one several times."""
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for image in images:
        seen.setdefault((image["caption"], tuple(image["authors"])), image)
    return list(seen.values())


def score(found: Article, expected: dict[str, Any], page: str, milliseconds: float) -> PageScore:
    """What of ``expected`` (an entry of PUBLISHER.json) the Article has right."""
    images = expected.get("images", [])
    distinct = _distinct(images)
    captioned = [image for image in distinct if image["caption"]]
    credited = [image for image in distinct if image["authors"]]
    given = [caption for caption in found.captions if caption.text]
    body = "\n".join(found.text[begin:end] for begin, end in found.paragraphs)
    return PageScore(
        page=page,
        title=_plain(found.title or "") == _plain(expected["title"]),
        published=same_moment(found.published, expected["publishing_date"]),
        authors={_plain(a) for a in found.authors} == {_plain(a) for a in expected["authors"]},
        body=f1(body, expected_body(expected["body"])),
        captions_expected=len(captioned),
        captions_found=sum(any(_same_text(i["caption"], c.text) for c in given) for i in captioned),
        captions_given=len(given),
        captions_right=sum(
            any(_same_text(text, c.text) for i in images for text in _shown(i)) for c in given
        ),
        credits_expected=len(credited),
        credits_found=sum(_credit_found(image, found.captions) for image in credited),
        milliseconds=milliseconds,
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def total(pages: Sequence[PageScore]) -> ImportScores:
    """The scores of all pages together."""
    count = len(pages)
    return ImportScores(
        pages=count,
        title=_ratio(sum(p.title for p in pages), count),
        published=_ratio(sum(p.published for p in pages), count),
        authors=_ratio(sum(p.authors for p in pages), count),
        body_f1=_ratio(sum(p.body for p in pages), count),
        body_95=_ratio(sum(p.body >= 0.95 for p in pages), count),
        body_90=_ratio(sum(p.body >= 0.9 for p in pages), count),
        captions=_ratio(
            sum(p.captions_found for p in pages), sum(p.captions_expected for p in pages)
        ),
        captions_precision=_ratio(
            sum(p.captions_right for p in pages), sum(p.captions_given for p in pages)
        ),
        credits=_ratio(sum(p.credits_found for p in pages), sum(p.credits_expected for p in pages)),
        milliseconds=_ratio(sum(p.milliseconds for p in pages), count),
        by_page=tuple(pages),
    )


def _version(key: str) -> tuple[int, ...]:
    return tuple(int(n) for n in key.removeprefix("V").split("_"))


def cases(data_dir: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Pages with their expectations: the versions of PUBLISHER.json in order of the dates.

    Raises BadData where the folder does not hold them.
    """
    found = []
    for path in sorted(data_dir.glob("*.json")):
        if path.name == "meta.json":
            continue
        versions = json.loads(path.read_text(encoding="utf-8"))
        pages = sorted(data_dir.glob(f"{path.stem}_*.html.gz"))
        keys = sorted(versions, key=_version)
        found += list(zip(pages[-len(keys) :], (versions[k] for k in keys), strict=False))
    if not found:
        raise BadData(f"No pages in {data_dir}.", "Name the folder with PUBLISHER.json files.")
    return found


def read(path: Path, url: str | None) -> tuple[Article, float]:
    """The Article on a recorded page, and the milliseconds that its import took."""
    data = gzip.decompress(path.read_bytes())
    begin = time.perf_counter()
    found = article.from_bytes(data, path.name, url=url)
    return found, (time.perf_counter() - begin) * 1000


def compare(data_dir: Path) -> ImportScores:
    """Reads every recorded page below ``data_dir`` and compares. Raises BadData."""
    meta = json.loads((data_dir / "meta.json").read_text(encoding="utf-8"))
    pages = []
    for path, expected in cases(data_dir):
        found, milliseconds = read(path, meta.get(path.name, {}).get("url"))
        pages.append(score(found, expected, path.name, milliseconds))
    return total(pages)
