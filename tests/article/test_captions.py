"""Captions and credits as papers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lautwem.article import caption, credit, dates


@pytest.mark.parametrize(
    ("printed", "agency", "photographer", "platform", "handle"),
    [
        ("Foto: dpa/Anna Muster", "dpa", "Anna Muster", None, None),
        ("Foto: Anna Muster/dpa", "dpa", "Anna Muster", None, None),
        ("© dpa | Anna Muster", "dpa", "Anna Muster", None, None),
        (
            "Bild: picture alliance / dpa | Anna Muster",
            "picture alliance/dpa",
            "Anna Muster",
            None,
            None,
        ),
        ("Anna Muster (Keystone)", "Keystone", "Anna Muster", None, None),
        ("IMAGO/Future Image/A. Muster", "IMAGO/Future Image", "A. Muster", None, None),
        ("Anna Muster / Pool via Reuters", "Reuters", "Anna Muster", None, None),
        ("Foto: privat", None, None, None, None),
        ("Instagram / anna_muster", None, None, "Instagram", "anna_muster"),
        ("Instagram/@anna.muster", None, None, "Instagram", "anna.muster"),
        ("Screenshot: TikTok / annamuster", None, None, "TikTok", "annamuster"),
        ("Getty Images", "Getty Images", None, None, None),
        ("dpa Anna Muster", "dpa", "Anna Muster", None, None),
        ("Bildrechte: NDR/Bert Beispiel", "NDR", "Bert Beispiel", None, None),
        ("Bildhaus Nord / Anna Muster", "Bildhaus Nord", "Anna Muster", None, None),
        ("© Muster Film / Bert Beispiel", "Muster Film", "Bert Beispiel", None, None),
        ("Foto: Anna Muster/nda", "nda", "Anna Muster", None, None),
        ("Anna Muster. Styling: Bert Beispiel. Haare: Cora Probe", None, "Anna Muster", None, None),
        ("Foto: FF Talheim", "FF Talheim", None, None, None),
        ("Imago/Talnachrichten.de", "IMAGO/Talnachrichten.de", None, None, None),
        ("Anna Muster/\u200bAgencia Sur/\u200bdpa", "Agencia Sur/dpa", "Anna Muster", None, None),
        ("Anna Muster/Frankfurter Rundschau", "Frankfurter Rundschau", "Anna Muster", None, None),
        ("Foto: Midjourney", None, None, None, None),
    ],
)
def test_credits(
    printed: str,
    agency: str | None,
    photographer: str | None,
    platform: str | None,
    handle: str | None,
) -> None:
    found = credit.parse(printed)
    assert found is not None
    parts = (found.agency, found.photographer, found.platform, found.handle)
    assert parts == (agency, photographer, platform, handle)


@pytest.mark.parametrize(
    ("printed", "text", "given_credit"),
    [
        ("Die Brücke im Mai. Foto: Anna Muster/dpa", "Die Brücke im Mai.", "Anna Muster/dpa"),
        ("Die Brücke (Foto: dpa)", "Die Brücke", "dpa"),
        ("Die Brücke (Archivbild) © AP/dpa | Anna Muster", "Die Brücke (Archivbild)",
         "AP/dpa | Anna Muster"),
        ("Die Brücke. (Quelle: Anna Muster/imago)", "Die Brücke.", "Anna Muster/imago"),
        ("Die Brücke. Foto: Anna Muster (Keystone)", "Die Brücke.", "Anna Muster (Keystone)"),
        ("Die Brücke. Bild © Anna Muster", "Die Brücke.", "Anna Muster"),
        ("Getty Images Anna Muster und Bert Beispiel, 2019", "Anna Muster und Bert Beispiel, 2019",
         "Getty Images"),
        ("Instagram / anna_m Anna Muster, 2019", "Anna Muster, 2019", "Instagram / anna_m"),
        ("IMAGO / Future Image Anna Muster, Sängerin", "Anna Muster, Sängerin",
         "IMAGO / Future Image"),
        ("Die Brücke am Morgen.", "Die Brücke am Morgen.", None),
    ],
)  # fmt: skip
def test_description_and_credit(printed: str, text: str, given_credit: str | None) -> None:
    parts = caption.split(printed)
    assert parts.text == text
    assert (parts.credit.text if parts.credit else None) == given_credit


@pytest.mark.parametrize(
    "paragraph",
    [
        "Foto: Anna Muster",
        "© dpa",
        "Die Brücke im Mai 2021 (Foto: dpa)",
        "Getty Images Anna Muster, August 2007",
        "TikTok / annamuster Anna Muster, Influencerin",
        "Imago / Future Image Anna Muster bei einem Auftritt.",
    ],
)
def test_captions_of_plain_text(paragraph: str) -> None:
    assert caption.is_caption(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Getty Images klagt gegen die Stadt.",
        "Instagram hat das Konto am Montag gesperrt.",
        "Instagram Nutzer beschweren sich seit Tagen über Ausfälle.",
        "Reuters berichtet über die Wahl",
        "BILD: Herr Muster, was sagen Sie dazu?",
        "Das Foto: ein Skandal, sagte Muster, und legte die Akten auf den Tisch des Hauses.",
        "Die Quelle: ein Mitarbeiter der Stadt, der anonym bleiben will.",
        "„Das ist falsch“, sagte Muster der dpa (Deutsche Presse-Agentur).",
    ],
)
def test_body_is_no_caption(paragraph: str) -> None:
    assert not caption.is_caption(paragraph)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna Muster, 2019", "2019"),
        ("Anna Muster im August 2007", "2007-08"),
        ("Anna Muster am 3. Mai 2021 in Bern", "2021-05-03"),
        ("Anna Muster am 03.05.2021", "2021-05-03"),
        ("Die Brücke im Sommer 2018.", "2018"),
        ("Anna Muster (2020)", "2020"),
        ("Anna Muster 2017 bei der Gala, 2019", "2019"),
        ("Seit 2019 Bürgermeisterin: Anna Muster", None),
        ("Rund 2019 Menschen kamen", None),
        ("Anna Muster, geboren 1987", None),
        ("Aufnahme vom 3. Juli", None),
    ],
)
def test_when_a_picture_was_taken(text: str, value: str | None) -> None:
    found = dates.in_caption(text)
    assert (found.value if found else None) == value


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    parts = caption.split(text)
    assert len(parts.text) <= len(text)
    caption.is_caption(text)
    dates.in_caption(text)
    dates.parse(text)
