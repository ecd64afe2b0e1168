"""Namesakes that were left apart: who, why, and how to join them."""

from test_lookup import called, full, reading, refs, run, told

from lautwem.archive import Archive
from lautwem.archive.persons import answer, ledger, lookup, settling
from lautwem.archive.persons.apart import Apart

__all__ = ["full"]
PLAIN = "In Berlin freute sich Lasse Quadflieg über den Schnee. „Wie früher“, sagte er."


def apart(archive: Archive, outlet: str) -> dict[str, Apart]:
    """The namesakes of who is in an outlet, by the outlets they are in."""
    with archive.looking() as connection:
        found = lookup.by_name(connection, "Lasse Quadflieg")
        people = {
            one.id: lookup.people(connection, lookup.numbers(connection, one)) for one in found
        }
        where = {id_: {each.profile.outlet or "" for each in p} for id_, p in people.items()}
        mine = next(one.id for one in found if outlet in where[one.id])
        person = answer.answer(connection, str(mine)).person
    assert person
    return {min(where[each.id]): each for each in person.apart}


def test_why_a_namesake_is_somebody_else(full: Archive) -> None:
    full.add(reading("snow", "Schneeblatt", "2025-03-04", PLAIN))
    for _ in range(2):
        found = apart(full, "Moorhafener Zeitung")
        assert found["Klangheft"].because == "against"
        assert [r.rule for r in found["Klangheft"].reasons if r.weight < 0] == ["roles-far-apart"]
        assert found["Schneeblatt"].because == "name-only" and found["Schneeblatt"].lacks > 0
        assert apart(full, "Schneeblatt")["Küstenblatt"].articles == 3
        settling.settle(full)


def test_a_namesake_whom_an_editor_parted_is_told_so(full: Archive) -> None:
    mine = refs(full, called(full, "Lasse Quadflieg")[0])
    with full.writing() as connection:
        ledger.record(connection, "split", mine[:1], mine[1:])
    person = told(full, "Lasse Quadflieg")
    assert "editor" in {each.because for each in person.apart}


def test_the_command_that_is_told_joins_them(full: Archive) -> None:
    accused = called(full, "Lasse Quadflieg")[0]
    code, out, _ = run(full, str(accused.id))
    assert code == 0 and "Gleichnamige" in out and "spricht dagegen" in out
    command = next(line.split() for line in out.splitlines() if "--join" in line)
    assert command[:2] == ["lautwem", "person"]
    assert run(full, *command[2:])[0] == 0
    (one,) = called(full, "Lasse Quadflieg")
    assert one.articles == 4
    assert told(full, "Lasse Quadflieg").apart == ()
