"""An editor decides who is who: kept with the reason, shown, taken back; by nobody else."""

import re
from collections.abc import Callable, Iterator

import pytest
from browsing import Watched, chromium, served
from room import Visitor, visiting

from lautwem.archive import Archive
from lautwem.web.access import Access

NAME = "Arno Wessling"
CHANGING = ("/watch", "/watch/1/seen", "/watch/1/remove", "/add")


def number_of(visitor: Visitor) -> int:
    return int(visitor.get("/people", params={"name": NAME}).headers["location"].split("/")[-1])


def articles(visitor: Visitor, number: int) -> int:
    return len(visitor.get(f"/api/1/people/{number}").json()["person"]["members"])


def test_in_the_browser_one_is_split_off_and_joined_again(
    filled: Callable[[], Iterator[Archive]],
) -> None:
    with filled() as archive, chromium() as browser, served(archive.address) as address:
        seat = Watched(browser, address)
        page = seat.page
        page.goto("/people?name=Arno+Wessling")
        before = page.locator(".page-head .meta").inner_text()
        page.get_by_role("link", name="Wer ist wer?").click()
        assert not seat.violations()
        page.locator("form:has(#why-split) input[type=checkbox]").nth(2).check()
        page.locator("#why-split").fill("Dort ist der <b>Vater</b> gemeint")
        page.locator("#by-split").fill("K. Wiemann")
        page.get_by_role("button", name="Abtrennen").click()
        assert "festgehalten" in page.get_by_role("status").inner_text()
        decided = page.locator(".decisions li").inner_text()
        assert "<b>Vater</b>" in decided and "K. Wiemann" in decided and "getrennt" in decided
        assert page.locator(".page-head .meta").inner_text() != before
        assert not seat.violations()
        page.get_by_role("link", name="Ansehen oder zurücknehmen").click()
        assert page.get_by_role("checkbox", name=NAME).count()  # who was split off is another now
        assert not seat.violations()
        page.get_by_role("button", name="Zurücknehmen").click()
        assert "aufgeschrieben" in page.get_by_role("status").inner_text()
        page.locator(".kicker a").click()
        assert page.locator(".page-head .meta").inner_text() == before
        assert "zurückgenommen" in page.locator(".decisions li").inner_text()
        assert not seat.faults


def test_without_scripts_two_are_joined(filled: Callable[[], Iterator[Archive]]) -> None:
    with filled() as archive, visiting(archive) as visitor:
        one = number_of(visitor)
        other = visitor.get("/people?name=Edgar+Rüsing").headers["location"].split("/")[-1]
        page = visitor.get(f"/person/{one}/decide?name=Edgar Rüsing")
        assert f'value="{other}"' in page.text
        given = {"kind": "join", "people": other, "why": "Ein Künstlername"}
        made = visitor.send(f"/person/{one}/decide", **given)
        assert re.fullmatch(r"/person/\d+\?decided=1", made.headers["location"])
        assert "Ein Künstlername" in visitor.get(made.headers["location"]).text
        named = {m["name"] for m in visitor.get(f"/api/1/people/{one}").json()["person"]["members"]}
        assert {NAME, "Edgar Rüsing"} <= named


@pytest.mark.parametrize(
    "changes", [{"why": " "}, {"kind": "join"}, {"kind": "split"}, {"kind": "x"}, {"people": "7"}]
)
def test_what_says_nothing_is_not_kept(samples: Archive, changes: dict[str, str]) -> None:
    with visiting(samples) as visitor:
        one = number_of(visitor)
        refused = visitor.send(f"/person/{one}/decide", **{"kind": "split", "why": "x", **changes})
        assert refused.status_code in (400, 404) and 'role="alert"' in refused.text
        assert not visitor.get("/api/1/decisions").json()["decisions"]


def test_a_form_without_our_token_changes_nothing(samples: Archive) -> None:
    with visiting(samples) as visitor:
        one = number_of(visitor)
        everything = {"kind": "confirm", "why": "x", "asked": "Polizei", "address": "x"}
        for token in ("", "0" * 64, "ä"):
            for path in (f"/person/{one}/decide", "/decision/1/undo", *CHANGING):
                answer = visitor.post(path, data={**everything, "form_token": token})
                assert answer.status_code == 403 and "E604" in answer.text
        assert not visitor.get("/api/1/decisions").json()["decisions"]


def test_who_may_only_read_decides_nothing(samples: Archive) -> None:
    with visiting(samples, Access(read_only=True)) as visitor:
        one = number_of(visitor)
        assert "/decide" not in visitor.get(f"/person/{one}").text
        assert visitor.get(f"/person/{one}/decide").status_code == 403
        for path, body in (
            (f"/api/1/people/{one}/decisions", {"kind": "confirm"}),
            (f"/person/{one}/decide", None),
        ):
            assert visitor.post(path, json=body).status_code == 403
        assert visitor.ask("DELETE", "/api/1/decisions/1").status_code == 403


def test_programs_decide_and_take_back(filled: Callable[[], Iterator[Archive]]) -> None:
    with filled() as archive, visiting(archive) as visitor:
        one = number_of(visitor)
        members = visitor.get(f"/api/1/people/{one}").json()["person"]["members"]
        whole = len(members)
        path = f"/api/1/people/{one}/decisions"
        asked = {"kind": "split", "people": [members[2]["id"]], "by": "desk", "why": "son"}
        made = visitor.post(path, json=asked)
        assert made.status_code == 201 and made.json()["why"] == "son"
        assert articles(visitor, one) == whole - 1
        nobody = visitor.post(path, json={"kind": "join", "people": [1]})
        assert nobody.status_code == 404
        assert nobody.headers["content-type"] == "application/problem+json"
        wrong = visitor.post(path, json={"kind": "split"})
        assert wrong.status_code == 400 and wrong.json()["code"] == "E401"
        listed = visitor.get("/api/1/decisions").json()["decisions"]
        assert [d["undone_at"] for d in listed] == [None]
        undone = visitor.ask("DELETE", f"/api/1/decisions/{made.json()['id']}").json()
        assert undone["undone_at"]
        assert articles(visitor, one) == whole
        assert visitor.ask("DELETE", f"/api/1/decisions/{made.json()['id']}").status_code == 404
