"""DOCX: words with their styles, and nothing that a hostile document asks for."""

import io
import zipfile

import pytest

from lautwem import article
from lautwem.errors import EmptyInput, InputTooLarge, LautwemError, NotText
from lautwem.export.places import line_and_column

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    "</w:styles>"
)
STYLE_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="s1" Target="styles.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/styles"/></Relationships>'
)


def paragraph(text: str, style: str = "") -> str:
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{head}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(body: str, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/_rels/document.xml.rels", parts.pop("rels", STYLE_RELS))
        declared = '<?xml version="1.0" encoding="UTF-8"?>' + parts.pop("head", "")
        archive.writestr(
            "word/document.xml", f"{declared}<w:document {W}><w:body>{body}</w:body></w:document>"
        )
    return data.getvalue()


DRAFT = docx(
    paragraph("Kolb tritt zurück", "Titel")
    + paragraph("")
    + '<w:p><w:r><w:t xml:space="preserve">Die </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>Stadträtin</w:t></w:r><w:del><w:r><w:delText> nicht</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t> ging.</w:t></w:r></w:ins></w:p>"
    + paragraph("Wie es weitergeht", "berschrift2")
    + paragraph("Offen &amp; unklar.")
    + paragraph("Vera Kolb im Rathaus (Foto: dpa)", "Beschriftung")
)


def test_words_headings_and_captions_of_a_document() -> None:
    found = article.from_bytes(DRAFT, "entwurf.docx")
    assert found.title == "Kolb tritt zurück"
    body = [found.text[begin:end] for begin, end in found.paragraphs]
    assert body == ["Die Stadträtin ging.", "Wie es weitergeht", "Offen & unklar."]
    assert [(c.text, c.credit.agency) for c in found.captions] == [("Vera Kolb im Rathaus", "dpa")]


def test_the_line_is_the_number_of_the_paragraph() -> None:
    found = article.from_bytes(DRAFT, "entwurf.docx")
    assert line_and_column(found, found.text.index("Stadträtin")) == (2, 5)
    assert line_and_column(found, found.text.index("Offen")) == (4, 1)


def test_a_document_is_known_by_its_content_not_its_name() -> None:
    assert article.from_bytes(DRAFT, "-").title == "Kolb tritt zurück"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = docx(paragraph(" " * 25_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(InputTooLarge):
        article.from_bytes(bomb, "bombe.docx")


def test_entities_are_refused() -> None:
    entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(NotText, match="entities"):
        article.from_bytes(docx(paragraph("&b;"), head=entities), "x.docx")


def test_what_lies_outside_is_not_fetched() -> None:
    outside = STYLE_RELS.replace(
        "</Relationships>",
        '<Relationship Id="i1" TargetMode="External" Target="http://127.0.0.1:9/x.png" Type="http:'
        '//schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>',
    )
    picture = (
        '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:inline><a:graphic xmlns:a="http://schemas.openxmlformats.org/'
        'drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org'
        '/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships" r:link="i1"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    found = article.from_bytes(docx(picture + paragraph("Sie ging."), rels=outside), "x.docx")
    assert found.text == "Sie ging."


@pytest.mark.parametrize("cut", [40, 200, 700, len(DRAFT) - 30])
def test_a_document_cut_short_is_a_clear_error(cut: int) -> None:
    with pytest.raises(LautwemError) as caught:
        article.from_bytes(DRAFT[:cut], "x.docx")
    assert caught.value.advice


def test_nested_beyond_reason() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + paragraph("Wort") + "</w:tc></w:tr></w:tbl>" * 2000
    with pytest.raises(NotText, match="deep"):
        article.from_bytes(docx(deep), "x.docx")


def test_an_empty_document() -> None:
    with pytest.raises(EmptyInput):
        article.from_bytes(docx(paragraph("")), "x.docx")


def test_another_office_document_is_told() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(NotText, match="DOCX"):
        article.from_bytes(data.getvalue(), "x.odt")
