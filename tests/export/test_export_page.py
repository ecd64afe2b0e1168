"""The page: self-contained, escaped, navigable."""

import base64
import hashlib
import re

import lxml.html
import msgspec
import pytest
from example import ARTICLE, READING, TEXT

from lautwem import model as m
from lautwem.export import labels, page

DE = labels.load("de")
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "span", "b", "small",
    "h1", "h2", "section", "ul", "ol", "li", "div", "svg", "defs", "marker", "path", "g", "rect",
    "text", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "main", "mark",
    "strong", "figure", "figcaption", "aside", "footer",
}  # fmt: skip


@pytest.fixture(scope="module")
def source() -> str:
    return page.render(READING, DE)


@pytest.fixture(scope="module")
def tree(source: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(source)


def hostile(words: str) -> m.Reading:
    """The example with every text of it replaced by hostile words."""

    def spoil(value: object) -> object:
        if isinstance(value, dict):
            kept = (
                "id",
                "kind",
                "type",
                "medium",
                "level",
                "precision",
                "code",
                "platform",
                "form",
            )
            return {k: v if k in kept else spoil(v) for k, v in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return words if isinstance(value, str) and value[:1] not in "psv" else value

    return msgspec.convert(spoil(msgspec.to_builtins(READING)), m.Reading)


def visible(element: lxml.html.HtmlElement) -> str:
    for tip in element.xpath('.//span[@class="tip"] | .//a[@class="number"]'):
        tip.drop_tree()
    return element.text_content()


def test_the_text_is_all_there(source: str) -> None:
    main = lxml.html.document_fromstring(source).get_element_by_id("text")
    shown = [visible(p) for p in main.xpath("./p[not(@class)] | .//figcaption")]
    assert shown == [*TEXT.split("\n\n")[1:3], TEXT.split("\n\n")[3]]


def test_every_statement_is_marked_and_listed(tree: lxml.html.HtmlElement) -> None:
    for statement in READING.statements:
        item = tree.get_element_by_id(statement.id)
        marks = tree.xpath(f'//mark[contains(concat(" ", @data-s, " "), " {statement.id} ")]')
        words = "".join(TEXT[b:e] for b, e in statement.quote.spans)
        assert item.tag == "li"
        assert "".join(visible(mark) for mark in marks) == words
        assert tree.get_element_by_id(f"q-{statement.id}") is not None


def test_links_lead_somewhere(tree: lxml.html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in tree.xpath("//@href")} <= set(ids)


def test_nothing_is_loaded_and_no_script_runs(source: str, tree: lxml.html.HtmlElement) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@style")
    assert "url(" not in re.sub(r"url\(#\w+\)", "", source)
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    "words",
    [
        '<script>alert(1)</script><img src=x onerror="alert(1)">',
        "</style></svg></title><iframe>",
        '" onmouseover="alert(1)" x="',
        "{{ 7 * 7 }}{% raw %}",
        "\x00\x1b[31m\u202e\x85",
    ],
)
def test_no_element_comes_from_the_text(words: str) -> None:
    source = page.render(hostile(words), DE)
    tree = lxml.html.document_fromstring(source)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= ALLOWED
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
    assert "49" not in tree.get_element_by_id("people").getparent().text_content()
    assert not set(source) & set("\x00\x1b\u202e\x85")


def test_the_table_says_what_the_picture_shows(tree: lxml.html.HtmlElement) -> None:
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert ["Milan Brandt → Abendkurier", "1", "0"] in rows
    assert ["soll (ungenannt)", "1", "1"] in rows
    assert sum(int(row[1]) for row in rows) == len(READING.statements)
    assert len(tree.xpath('//g[contains(@class, "node")]')) == 7


def test_an_article_without_statements_has_a_page() -> None:
    empty = m.Reading(msgspec.structs.replace(ARTICLE, title=None, title_span=None, captions=()))
    tree = lxml.html.document_fromstring(page.render(empty, DE))
    assert "Keine Aussagen" in tree.text_content()
    assert not tree.xpath("//svg")


def test_english_labels() -> None:
    tree = lxml.html.document_fromstring(page.render(READING, labels.load("en")))
    assert tree.get("lang") == "en"
    assert "Sourcing at a glance" in tree.text_content()


def test_the_index_leads_to_the_pages() -> None:
    entries = [page.entry("one.html", READING, DE), page.entry("two.html", READING, DE)]
    tree = lxml.html.document_fromstring(page.render_index(entries, DE))
    assert tree.xpath("//li//a/@href") == ["one.html", "two.html"]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough(source: str, scheme: int) -> None:
    """WCAG 2.2 AA: 4.5 for text, 3 for lines that carry meaning."""
    blocks = re.findall(r":root \{(.*?)\}", source, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks))
    grounds = ("ground", "card")
    for ground in (*grounds, "verbatim", "reported", "hedged", "lit", "role"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5, ground
    for ground in grounds:
        for text in ("soft", "accent", "verbatim-line", "reported-line", "warn"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["hedged-line"], colours[ground]) >= 3
