"""Pages: invented ones, marked up as publishers do."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lautwem import article
from lautwem.errors import LautwemError
from lautwem.model import Article, Embed, PartialDate

BODY = (
    "Der Stadtrat von Übach hat am Montag den Neubau der Brücke über die Wurm beschlossen.",
    "„Das war überfällig“, sagte Bürgermeisterin Erika Muster nach der Sitzung im Rathaus.",
    "Die Opposition kündigte an, den Beschluss vor dem Verwaltungsgericht anzufechten.",
    "Nach Angaben der Verwaltung kostet der Bau rund vier Millionen Euro und dauert zwei Jahre.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#verlag", "name": "Übacher Bote"},
        {"@type": "Person", "@id": "#jk", "name": "Jana Kröger"},
        {
            "@type": "NewsArticle",
            "headline": "Übach baut neue Brücke",
            "datePublished": "2025-03-10T18:05:30+01:00",
            "dateModified": "2025-03-11T07:00:00+01:00",
            "author": [{"@id": "#jk"}, {"@type": "Person", "name": "Tim Beispiel, dpa"}],
            "publisher": {"@id": "#verlag"},
            "isAccessibleForFree": False,
        },
    ],
}
PAGE = f"""<!DOCTYPE html><html lang="de"><head><title>Brücke: Übach baut | Übacher Bote</title>
<meta property="og:title" content="Brückenbau: So teuer wird es">
<link rel="canonical" href="/a/1">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head><body>
<nav><ul><li><a href="/">Startseite</a></li></ul></nav>
<main><article>
<header><h1><span>Verkehr:</span> <span>Übach baut neue Brücke</span></h1>
<p class="teaser">Nach Jahren des Streits steht fest: Die Wurm bekommt eine neue Brücke.</p>
<p class="byline">Von Jana Kröger und Tim Beispiel</p>
<p><time datetime="2025-03-10">10.03.2025, 18:05 Uhr</time></p></header>
<figure><img src="/b.jpg" alt="Brücke"><figcaption>Die alte Brücke im Sommer 2019.
<span class="copyright">Foto: Anna Licht/dpa</span></figcaption></figure>
<p>{BODY[0]}</p><p>{BODY[1]}</p>
<div class="newsletter"><h3>Newsletter</h3><p>Jetzt anmelden und nichts mehr verpassen.</p></div>
<p>Lesen Sie auch: <a href="/a/2">Warum die Brücke gesperrt ist</a></p>
<h2>Klage angekündigt</h2>
<p>{BODY[2]}</p>
<blockquote class="twitter-tweet"><p>Endlich wird gebaut!</p>
<a href="https://twitter.com/erikamuster/status/1234567">10. März</a></blockquote>
<iframe src="https://www.instagram.com/p/AbC123/embed/"></iframe>
<iframe src="https://www.youtube-nocookie.com/embed/AAAAAAAAAAA"></iframe>
<p>{BODY[3]}</p>
</article>
<aside><article><a href="/a/3"><figure><img src="/c.jpg">
<figcaption>Anderes Bild</figcaption></figure><h3>Rathaus wird saniert</h3></a></article></aside>
</main><footer><p>Alle Rechte vorbehalten.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def found() -> Article:
    return article.from_bytes(PAGE.encode(), "a.html", url="https://bote.example/x?utm=1")


def paragraphs(found: Article) -> list[str]:
    return [found.text[begin:end] for begin, end in found.paragraphs]


def test_metadata(found: Article) -> None:
    assert found.title == "Übach baut neue Brücke"
    assert found.text[slice(*found.title_span)] == found.title
    assert found.authors == ("Jana Kröger", "Tim Beispiel", "dpa")
    assert found.published == PartialDate("2025-03-10T18:05:30+01:00", "second")
    assert found.modified == PartialDate("2025-03-11T07:00:00+01:00", "second")
    assert found.outlet == "Übacher Bote"
    assert found.url == "https://bote.example/a/1"
    assert [notice.code for notice in found.notices] == ["paywalled"]


def test_body_teaser_and_subheading_and_nothing_else(found: Article) -> None:
    teaser = "Nach Jahren des Streits steht fest: Die Wurm bekommt eine neue Brücke."
    expected = [teaser, BODY[0], BODY[1], "Klage angekündigt", BODY[2], BODY[3]]
    assert paragraphs(found) == expected


def test_caption_with_credit(found: Article) -> None:
    (caption,) = found.captions
    assert caption.text == "Die alte Brücke im Sommer 2019."
    assert (caption.credit.agency, caption.credit.photographer) == ("dpa", "Anna Licht")
    assert caption.date == PartialDate("2019", "year")
    assert caption.url == "https://bote.example/b.jpg"
    printed = found.text[slice(*caption.span)]
    assert caption.text in printed
    assert caption.credit.text in printed


def test_embedded_posts_are_evidence(found: Article) -> None:
    assert found.embeds == (
        Embed("x", "https://twitter.com/erikamuster/status/1234567", "erikamuster"),
        Embed("instagram", "https://instagram.com/p/AbC123/embed/", None),
        Embed("youtube", "https://youtube-nocookie.com/embed/AAAAAAAAAAA", None),
    )
    assert "Endlich wird gebaut" not in found.text


@pytest.mark.parametrize(
    ("markup", "embed"),
    [
        ("<div data-embed='&lt;iframe src=\"https://www.youtube-nocookie.com/embed/AAAAAAAAAAA?a=1\"&gt;'>"
         "</div>", Embed("youtube", "https://youtube-nocookie.com/embed/AAAAAAAAAAA", None)),
        ('<section data-src="/embed?url=https%3A%2F%2Fx.com%2Fmuster%2Fstatus%2F12%3Flang%3Dde">'
         "</section>", Embed("x", "https://x.com/muster/status/12", "muster")),
        ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@muster/video/12"></blockquote>',
         Embed("tiktok", "https://tiktok.com/@muster/video/12", "muster")),
        ('<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com'
         '%2Fmuster%2Fposts%2F12"></iframe>',
         Embed("facebook", "https://facebook.com/muster/posts/12", "muster")),
        ('<blockquote class="instagram-media" '
         'data-instgrm-permalink="https://www.instagram.com/muster/reel/AbC/?utm=1"></blockquote>',
         Embed("instagram", "https://instagram.com/muster/reel/AbC/", "muster")),
    ],
)  # fmt: skip
def test_ways_of_embedding(markup: str, embed: Embed) -> None:
    assert wrapped(markup).embeds == (embed,)


def test_profiles_and_sharing_are_no_posts() -> None:
    links = (
        "https://x.com/muster", "https://twitter.com/intent/tweet?url=a",
        "https://www.facebook.com/sharer.php?u=a", "https://www.instagram.com/muster/",
    )  # fmt: skip
    body = "".join(f'<div data-url="{a}"><a href="{a}">{a}</a></div>' for a in links)
    assert wrapped(body).embeds == ()


def test_parts_are_separated_by_blank_lines(found: Article) -> None:
    spans = [found.title_span, *found.paragraphs, *(c.span for c in found.captions)]
    assert "\n\n".join(found.text[b:e] for b, e in spans) == found.text


def wrapped(body: str, head: str = "") -> Article:
    text = "".join(f"<p>{p}</p>" for p in BODY)
    page = f"<html><head>{head}</head><body><article><h1>Neue Brücke für Übach</h1>{body}{text}"
    return article.from_bytes(f"{page}</article></body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    ("markup", "text", "credit"),
    [
        ('<figure><img src="a.jpg"><figcaption>Die Brücke am Abend</figcaption>'
         "<footer>Imago/Anna Licht</footer></figure>", "Die Brücke am Abend", "Imago/Anna Licht"),
        ('<figure><img src="a.jpg"></figure><figcaption><span>Die Brücke am Abend</span> '
         "<span>Anna Licht/AP/dpa</span></figcaption>", "Die Brücke am Abend", "Anna Licht/AP/dpa"),
        ('<div class="media"><img src="a.jpg" title="Brücke | Bildquelle: NDR/Anna Licht">'
         '<p class="infotext">Die Brücke am Abend</p></div>', "Die Brücke am Abend",
         "NDR/Anna Licht"),
        ('<figure><a href="/gross.jpg"><img src="a.jpg"></a><figcaption><small>Die Brücke am Abend '
         "(Quelle: Anna Licht/imago)</small></figcaption></figure>", "Die Brücke am Abend",
         "Anna Licht/imago"),
        ('<div><img src="a.jpg" alt="Die Brücke am Abend"><p>Die Brücke am Abend</p>'
         "<p>© Anna Licht</p></div>", "Die Brücke am Abend", "Anna Licht"),
        ('<figure><img src="a.jpg"><figcaption>Die Brücke am Abend<span> | Bild: </span>'
         "<span>Anna Licht/rbb</span></figcaption></figure>", "Die Brücke am Abend",
         "Anna Licht/rbb"),
        ('<figure><img src="a.jpg"><figcaption>Die Brücke am Abend</figcaption></figure>',
         "Die Brücke am Abend", None),
        ('<figure><img src="a.jpg" data-copyright="Anna Licht/dpa"><figcaption>Die Brücke am Abend'
         "</figcaption></figure>", "Die Brücke am Abend", "Anna Licht/dpa"),
        ('<figure><img src="a.jpg"><meta itemprop="copyrightHolder" content="Anna Licht">'
         "<figcaption>Die Brücke am Abend</figcaption></figure>",
         "Die Brücke am Abend", "Anna Licht"),
        ('<figure><img src="a.jpg"><figcaption>Die Brücke am Abend<span>Anna Licht</span>'
         "</figcaption></figure>", "Die Brücke am Abend", "Anna Licht"),
        ('<figure><img src="a.jpg"><figcaption>Die Brücke am Abend Quelle: Anna Licht/dpa'
         "</figcaption></figure>", "Die Brücke am Abend", "Anna Licht/dpa"),
        ('<div class="article-image"><img src="a.jpg"><div class="image-text">Die Brücke am Abend'
         '</div><div class="image-copyright">Foto: Anna Licht</div></div>',
         "Die Brücke am Abend", "Anna Licht"),
    ],
)  # fmt: skip
def test_captions_as_publishers_mark_them(markup: str, text: str, credit: str | None) -> None:
    found = wrapped(markup)
    assert [c.text for c in found.captions] == [text]
    given_credit = found.captions[0].credit
    assert (given_credit.text if given_credit else None) == credit
    assert paragraphs(found) == list(BODY)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Lesen Sie auch: So wird gebaut</p>",
        "<p>Von Jana Kröger</p>",
        '<p class="sharebar">Teilen</p>',
        "<aside><p>Die Wurm ist ein Fluss im Rheinland, der in Aachen entspringt.</p></aside>",
        '<div><h3><a href="/b">Rathaus wird saniert</a></h3><p>Lange geplant.</p></div>',
        "<p>10.03.2025, 18:05 Uhr</p>",
        "<p>3 Minuten Lesezeit</p>",
        "<h2>Neue Brücke für Übach</h2>",
    ],
)
def test_what_stands_around_the_body_stays_out(markup: str) -> None:
    assert paragraphs(wrapped(markup)) == list(BODY)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Von Jana Kröger und Tim Beispiel">',
         ("Jana Kröger", "Tim Beispiel")),
        ('<meta property="article:author" content="https://social.example/bote">'
         '<meta name="author" content="Jana Kröger (jk), Aachen">', ("Jana Kröger",)),
        ('<meta name="twitter:label1" content="Verfasst von">'
         '<meta name="twitter:data1" content="Jana Kröger">', ("Jana Kröger",)),
        *((f'<meta name="{name}" content="Von Jana Kröger">', ("Jana Kröger",))
          for name in ("parsely-author", "cXenseParse:author", "vf:author", "authors", "byl",
                       "article:authors", "og:author", "citation_author")),
        ("", ()),
    ],
)  # fmt: skip
def test_authors(head: str, authors: tuple[str, ...]) -> None:
    assert wrapped("", head).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ('<p>Von <a rel="author" href="/jk">Jana Kröger</a> und '
         '<a rel="author" href="/tb">Tim Beispiel</a></p>', ("Jana Kröger", "Tim Beispiel")),
        ('<a rel="nofollow author" href="/jk">Jana Kröger</a>', ("Jana Kröger",)),
        ('<span itemprop="author" itemscope><meta itemprop="name" content="Jana Kröger"></span>',
         ("Jana Kröger",)),
        ('<p><a rel="author" href="/jk">Jana Kröger</a></p>'
         '<div><p><a rel="author" href="/tb">Tim Beispiel</a></p></div>', ("Jana Kröger",)),
    ],
)  # fmt: skip
def test_authors_as_publishers_mark_them(byline: str, authors: tuple[str, ...]) -> None:
    assert wrapped(byline).authors == authors


def linked(**fields: object) -> str:
    data = {"@type": "NewsArticle", "headline": "Neue Brücke für Übach", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_creator_of_an_article_is_its_author() -> None:
    assert wrapped("", linked(creator=["Jana Kröger"])).authors == ("Jana Kröger",)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta name="application-name" content="Übacher Bote Website">', "Übacher Bote"),
        ('<meta name="application-name" content="https://bote.example">'
         '<link rel="canonical" href="https://www.bote.example/a">', "bote.example"),
        ('<meta name="application-name" content="App">'
         + linked(publisher={"name": "Übacher Bote"}), "Übacher Bote"),
    ],
)  # fmt: skip
def test_outlets(head: str, outlet: str) -> None:
    assert wrapped("", head).outlet == outlet


def test_a_credit_that_only_the_data_give() -> None:
    image = {"@type": "ImageObject", "caption": "Die Brücke am Abend", "creditText": "A. Licht/dpa"}
    figure = '<figure><img src="a.jpg"><figcaption>Die Brücke am Abend</figcaption></figure>'
    found = wrapped(figure, linked(image=image)).captions
    assert [(c.text, c.credit and c.credit.text) for c in found] == [
        ("Die Brücke am Abend", "A. Licht/dpa")
    ]


def test_the_headline_printed_over_an_article_outranks_other_wordings() -> None:
    meta = '<meta property="og:title" content="Brückenbau: So teuer wird es in Übach">'
    text = "".join(f"<p>{line}</p>" for line in BODY)
    page = f"<html><head>{meta}</head><body><article><h1>{{}}</h1>{text}</article></body></html>"
    for heading, title in (
        ("Übach leistet sich eine Brücke", "Übach leistet sich eine Brücke"),
        ("Lokales am Montag", "Brückenbau: So teuer wird es in Übach"),
    ):
        assert article.from_bytes(page.format(heading).encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("head", "body", "value"),
    [
        ('<meta property="article:published_time" content="2025-03-10T18:05:30Z">', "",
         "2025-03-10T18:05:30+00:00"),
        ('<meta name="article:published:time" content="2025-03-10T18:05:30+0100">', "",
         "2025-03-10T18:05:30+01:00"),
        ("", '<time datetime="2025-03-10T18:05">Montag</time>', "2025-03-10T18:05"),
        ('<meta name="cXenseParse:publishtime" content="2025-03-10T18:05:30+01:00">', "",
         "2025-03-10T18:05:30+01:00"),
        ('<meta name="DCTERMS.issued" content="2025-03-10">', "", "2025-03-10"),
        ("", "<time>10.03.2025</time>", "2025-03-10"),
        ("", "<div>Mo 10.03.25 | 18:05 Uhr</div>", "2025-03-10T18:05"),
        ("", "<p>10. März 2025, 18.05 Uhr</p>", "2025-03-10T18:05"),
    ],
)  # fmt: skip
def test_dates_of_pages(head: str, body: str, value: str) -> None:
    published = wrapped(body, head).published
    assert published is not None
    assert published.value == value


def test_a_page_without_any_markup_of_its_parts() -> None:
    text = "<br><br>".join(BODY)
    page = f"<html><body><h1>Brücke</h1><div>{text}</div></body></html>"
    found = article.from_bytes(page.encode(), "a.html")
    assert paragraphs(found) == list(BODY)


def test_the_body_of_the_data_where_the_page_prints_a_part() -> None:
    data = {"@type": "NewsArticle", "headline": "Brücke", "articleBody": "\n\n".join(BODY)}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    page = f"<html><head>{script}</head><body><h1>Brücke</h1><p>{BODY[0]}</p></body></html>"
    assert paragraphs(article.from_bytes(page.encode(), "a.html")) == list(BODY)


def test_a_paywalled_page_gives_what_is_there() -> None:
    meta = '<meta name="description" content="Der Rat streitet weiter über die Brücke.">'
    tier = '<meta property="article:content_tier" content="locked">'
    page = f"<html><head>{meta}{tier}</head><body><h1>Brücke</h1><div>Jetzt abonnieren</div>"
    found = article.from_bytes(page.encode(), "a.html")
    assert paragraphs(found) == ["Der Rat streitet weiter über die Brücke."]
    assert [notice.code for notice in found.notices] == ["paywalled"]


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 100_000 + "<p>a",
    "angles": "<html><body>" + "<" * 5_000_000,
    "figures": "<html><body><article>" + "<figure><img src=a><figcaption>b c d" * 5_000,
    "pictures": "<html><body>" + "<div><img alt='x y'><p>eins zwei drei</p></div>" * 10_000,
    "cards": "<html><body>" + "<article><h2><a href=/x>Titel</a></h2><p>Text" * 3_000,
    "classes": "<html><body><p class='" + "caption " * 100_000 + "'>Ein Satz.</p>",
    "data": '<html><script type="application/ld+json">' + "[" * 100_000 + "</script><p>Ein Satz.",
    "quotes": "<html><body><article>" + "<blockquote><p>Ein Satz, der da steht.</p>" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused_in_time(name: str) -> None:
    begin = time.process_time()
    try:
        found = article.from_bytes(HOSTILE[name].encode(), f"{name}.html")
    except LautwemError as error:
        assert error.advice
    else:
        assert all(found.text[b:e].strip() for b, e in found.paragraphs)
    assert time.process_time() - begin < 15


PIECE = st.sampled_from(
    ["<p>", "</p>", "<div>", "<figure>", "<figcaption>", "<img src=x alt='A © B'>", "</figure>",
     "<h1>", "<table><tr><td>", "<blockquote>", "<a href='//'>", "<time datetime='2025'>",
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":[1]}</script>",
     "<meta name=author content=','>", "<iframe src='https://[x'>", "<!--", "\x00", "\ufdd0",
     "<link rel=canonical href='http://['>", "Foto: ", "Ein Satz steht hier, der lang genug ist. "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=30))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    page = "<html><body>" + "".join(pieces)
    try:
        found = article.from_bytes(page.encode(), "a.html", url="https://bote.example/")
    except LautwemError as error:
        assert error.advice
        return
    spans = [*found.paragraphs, *(c.span for c in found.captions)]
    assert all(0 <= b < e <= len(found.text) for b, e in spans)
    assert spans == sorted(spans)


def test_places_of_a_page_from_a_file_are_those_of_the_file() -> None:
    from lautwem.export.places import line_and_column

    source = (
        "<html><head><title>Kolb tritt zurück</title>\n<script>var a = '<p>Sie ging';</script>"
        "</head>\n<body><article>\n<h1>Kolb tritt\n zurück</h1>\n<p>Sie ging am <b>Montag</b>, "
        "sagte\n   der Rat &ndash; laut &bdquo;Boten&ldquo;.</p>\n<figure><img src='a.jpg'>"
        "<figcaption>Kolb im Rathaus. <span>Foto: dpa</span></figcaption></figure>\n"
        + "<p>Mehr dazu sagte der Sprecher am Abend im Rathaus der Stadt.</p>\n" * 3
        + "</article></body></html>"
    )
    found = article.from_bytes(source.encode(), "kolb.html")
    lines = source.split("\n")
    for word in ("zurück", "ging", "Montag", "sagte", "der Rat", "laut", "Boten", "Kolb im"):
        line, column = line_and_column(found, found.text.index(word))
        assert lines[line - 1][column - 1 :].startswith(word), word
    assert not article.from_bytes(source.encode(), "x", url="https://bote.example/kolb").places
