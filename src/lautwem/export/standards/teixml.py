"""Elements of TEI P5: how they are named, filled and identified."""

import re

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; replaced one by one, so that offsets stay."""

Element = etree._Element


def clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def tag(name: str) -> str:
    return f"{{{TEI}}}{name}"


def add(
    parent: Element, name: str, text: str | None = None, /, **attributes: str | None
) -> Element:
    known = {key: clean(value) for key, value in attributes.items() if value is not None}
    child = etree.SubElement(parent, tag(name), known)
    if text is not None:
        child.text = clean(text)
    return child


def identify(element: Element, id_: str) -> Element:
    element.set(ID, id_)
    return element
