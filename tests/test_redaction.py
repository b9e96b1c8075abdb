"""masthead redact: a removed value is gone from all that can be read, every seal stays, and the note says why."""

from __future__ import annotations

import os
import re
import signal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.field_types.dates import PartialDate
from masthead.importing.transaction import REDACTION, Earlier, is_interrupted, only_one, write_all
from masthead.ledger.contents import FieldChange
from masthead.ledger.ledger_files import files_of
from masthead.ledger.ledger_reader import LedgerError, read_ledger, read_ledger_files
from masthead.ledger.lines import Removed
from masthead.ledger.matching import with_former_seals
from masthead.ledger.piece_places import places_of
from masthead.ledger.record_changes import record_changes
from masthead.ledger.redacted_files import notice, redacted
from masthead.ledger.sheets import sheets_of
from masthead.releasing.redaction import RedactionPlan, Why, plan, request_of
from tests.releases import FIRST, OUTLET_KEY, SECOND, ids, make, publish
from tests.site import build, fingerprint, furnish, masthead_here, read
from tests.small_imports import tree
from tests.test_import_writing import failing, kill, written
from tests.test_ledger import resealed
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World
from tests.world import make as make_world

THIRD = "ledger/0003.jsonl"
REASON = "A tribunal ordered it."
WHO = "the editors"
WHY = Why(PartialDate(2024, 5, 1), REASON, WHO)
OPTIONS = ("--reason", REASON, "--decided-by", WHO, "--date", "2024-05-01")


@pytest.fixture
def site(world: World) -> World:
    """The small world after two releases: the second has another business and another alias of the firm."""
    furnish(world)
    world.edit(FIRM, "host: quay-media.example", "host: wharf.example")
    publish(world)
    world.edit(FIRM, "public relations agency", "agency")
    world.edit(FIRM, "- {text: QuayPR,", "- {text: Quay PR,")
    publish(world, PartialDate(2024, 4, 1))
    return world


def planned(site: World, what: str, new_id: str | None = None, *, is_text: bool = False) -> RedactionPlan:
    """The plan to remove *what*."""
    return plan(site.root, request_of(what, is_text=is_text, new_id=new_id), WHY, site.load().graph)


def remove(site: World, what: str, new_id: str | None = None, *, is_text: bool = False) -> RedactionPlan:
    """Remove *what*; there must be no obstacles."""
    redaction = planned(site, what, new_id, is_text=is_text)
    assert () == redaction.obstacles
    write_all(site.root, redaction.changes, lambda _: None, REDACTION)
    return redaction


def redact(site: World, *arguments: str, code: int = 0) -> str:
    """Run `masthead redact` as a user does, and return its output."""
    finished = masthead_here("redact", "--root", site.root, *arguments)
    assert code == finished.returncode, finished.stderr
    return finished.stdout + finished.stderr


def sealed(site: World, path: str) -> list[tuple[str, str]]:
    """The body and the seal of each line of a file: what the chain covers."""
    sheet = next(sheet for sheet in sheets_of(files_of(site.root)) if sheet.path == path)
    return [(line.body, line.seal) for line in sheet.lines]


def everything(site: World) -> str:
    """Everything that can be read: the ledger, the records, and the website as it is built now."""
    output = make(site)
    folders = [site.root / name for name in ("ledger", "sites", "firms", "campaigns", "sources")]
    files = [file for folder in (*folders, output) for file in folder.rglob("*") if file.is_file()]
    texts = (f"{file.relative_to(site.root)}\n{file.read_bytes().decode('utf-8', 'replace')}" for file in files)
    return "\n".join(texts)


def test_value_of_an_old_release_is_removed_and_every_seal_stays(site: World) -> None:
    """The part that the chain covers is the same, byte for byte, and each line still follows from the one before it."""
    before = {path: sealed(site, path) for path in (FIRST, SECOND)}
    remove(site, "firms/quay-media:business")

    assert before == {path: sealed(site, path) for path in (FIRST, SECOND)}
    assert "public relations agency" not in everything(site)
    ledger = read_ledger(site.root)
    assert [FieldChange("business", Removed(3), "agency")] == [
        change for change in ledger.events["firms/quay-media"][-1].changes if change.field == "business"
    ]
    assert [(REASON, WHO, "2024-05-01", 1, ("firms/quay-media",))] == [
        (note.head.reason, note.head.decided_by, str(note.head.date), note.pieces, note.records)
        for note in ledger.notices
    ]


def test_only_what_the_record_says_no_more_is_removed_of_a_field(site: World) -> None:
    """The present value would be published again by the next release, so it stays."""
    remove(site, "firms/quay-media:aliases")
    text = everything(site)

    assert "QuayPR" not in text
    assert "Quay PR" in text
    assert "the field has held nothing in the ledger but what the record says now; change the record first" in redact(
        site, "firms/quay-media:name", *OPTIONS, code=1
    )


def test_record_that_goes_on_under_another_id(site: World) -> None:
    """Its file is moved, references are rewritten, and its history and addresses continue under the new ID."""
    redaction = remove(site, "firms/quay-media", "firm-a")
    ledger = read_ledger(site.root)
    text = everything(site)

    assert "firms/firm-a.yml" in [change.path for change in redaction.changes]
    assert [] == site.rules()
    assert "firm: firm-a" in (site.root / CAMPAIGN).read_text()
    assert "2024-03-01" == str(ledger.first_published("firms/firm-a"))
    assert "quay-media" not in text
    assert {"firms/firm-a/", "firms/firm-a/cite/"} <= set(ledger.addresses)
    assert () == record_changes(site.load().graph, ledger)
    assert "firms/quay-media.yml: is moved" not in "\n".join(redaction.remains)


def test_record_is_removed_with_all_that_was_said_of_it(site: World) -> None:
    """Its addresses no longer need to answer; nothing of it is in the ledger or on a page."""
    before = sealed(site, FIRST)
    (site.root / UNPLACED).unlink()
    remove(site, "sites/valley-echo.example")

    assert before == sealed(site, FIRST)
    assert "valley-echo" not in everything(site)
    assert [] == site.rules()
    assert "sites/valley-echo.example" not in read_ledger(site.root).fields


def test_item_is_removed_with_its_address(site: World) -> None:
    """Its anchor is no longer promised, and the rest of the record stays."""
    text = (site.root / OUTLET).read_text()
    site.write(OUTLET, text[: text.index("  - id: register")])
    assert ["published-evidence"] == site.rules()
    remove(site, f"{OUTLET_KEY}#register")

    assert [] == site.rules()
    assert "The register of news outlets has no entry" not in everything(site)
    assert ("listed",) == read_ledger(site.root).addresses[f"{OUTLET_KEY}/"]
    assert "register" not in ids(read(make(site) / OUTLET_KEY / "index.html"))


def test_text_is_removed_with_each_value_that_holds_it(site: World) -> None:
    """The text is removed anywhere, in capital or small letters; a list loses only the item with it."""
    remove(site, "quaypr")

    assert "QuayPR" not in everything(site)
    changes = read_ledger(site.root).events["firms/quay-media"][-1].changes
    assert [[Removed(3)]] == [change.was for change in changes if change.field == "aliases"]


def test_month_says_that_a_value_was_removed(site: World) -> None:
    """The removal is shown in place of the value, and on its own day, with the date, the reason and who decided it."""
    remove(site, "firms/quay-media:business")
    output = make(site)

    assert f"[A value was removed on 1 May 2024: {REASON} (decided by {WHO})]" in [
        tag.text for tag in read(output / "changes/2024-04/index.html").all("del")
    ]
    assert (
        f"1 May 2024 1 piece of what was published before was removed. {REASON} (decided by {WHO}) Quay Media Co., Ltd."
        in read(output / "changes/2024-05/index.html").text
    )
    assert "Values removed" in read(output / "changes/index.html").text


def test_former_id_is_removed_and_the_history_stays(site: World) -> None:
    """A record that was renamed before loses its former ID alone, once it no longer names it."""
    site.move(UNPLACED, "sites/zz/valley-news.example.yml")
    site.add("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n")
    publish(site, PartialDate(2024, 4, 2))
    refused = planned(site, "sites/valley-echo.example")
    assert (
        "sites/zz/valley-news.example.yml: the record names the ID under formerly; take it out",
    ) == refused.obstacles

    site.edit("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n", "")
    remove(site, "sites/valley-echo.example")

    assert "valley-echo" not in everything(site)
    assert [] == site.rules()
    assert "2024-03-01" == str(read_ledger(site.root).first_published("sites/valley-news.example"))


def test_former_id_of_an_item_is_removed_and_the_item_stays(site: World) -> None:
    """The former ID of an item is removed in the same way as that of a record."""
    site.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")
    publish(site, PartialDate(2024, 4, 2))
    site.edit(OUTLET, "    formerly: [register]\n", "")
    remove(site, f"{OUTLET_KEY}#register")

    assert [] == site.rules()
    assert '"register"' not in "".join(files_of(site.root).values())
    assert "unregistered" in read_ledger(site.root).addresses[f"{OUTLET_KEY}/"]


def test_new_id_can_be_removed_in_its_turn(site: World) -> None:
    """The new ID is also removed from the note that introduced it."""
    remove(site, "firms/quay-media", "firm-a")
    remove(site, "firms/firm-a", "firm-b")

    assert "firm-a" not in everything(site)
    assert [] == site.rules()
    assert "2024-03-01" == str(read_ledger(site.root).first_published("firms/firm-b"))


def test_reason_can_be_removed_in_its_turn(site: World) -> None:
    """A reason is written by people, who may name somebody by mistake."""
    remove(site, "firms/quay-media:business")
    redaction = plan(
        site.root,
        request_of("tribunal", is_text=False, new_id=None),
        Why(WHY.date, "By mistake.", WHO),
        site.load().graph,
    )
    write_all(site.root, redaction.changes, lambda _: None, REDACTION)

    assert "tribunal" not in everything(site)
    assert "The reason was itself removed later." in read(make(site) / "changes/2024-05/index.html").text
    assert "[A value was removed on 1 May 2024]" in [
        tag.text for tag in read(make(site) / "changes/2024-04/index.html").all("del")
    ]


def test_next_release_follows_a_redaction(site: World) -> None:
    """It has the next number; a removed value is not written again, and a value that has changed since is."""
    remove(site, "firms/quay-media:business")
    site.edit(FIRM, "business: agency", "business: office")
    publish(site, PartialDate(2024, 6, 1))
    ledger = read_ledger(site.root)

    assert 4 == ledger.number
    assert "office" == ledger.fields["firms/quay-media"]["business"]
    assert "public relations agency" not in everything(site)


def test_dry_run_writes_nothing(site: World) -> None:
    """It prints places, not values, and the other files in which the text would remain."""
    site.write("docs/note.md", "See firms/quay-media for more.\n")
    before = fingerprint(site.root)
    said = redact(site, "firms/quay-media", "--new-id", "firm-a", *OPTIONS)

    assert before == fingerprint(site.root)
    assert "ledger/0001.jsonl:4: the ID of a record is replaced\n" in said
    assert "firms/quay-media.yml: is moved to firms/firm-a.yml\n" in said
    assert "campaigns/lighthouse.yml: the reference is rewritten\n" in said
    assert "docs/note.md:1\n" in said
    assert "The history of git still holds what was removed" in said
    assert "Nothing written. Use --write to remove it." in said


def test_command_removes_and_notes(site: World) -> None:
    """With --write, the value is removed; the ledger is right afterwards, and only its files have changed."""
    before = fingerprint(site.root)
    said = redact(site, "firms/quay-media:business", *OPTIONS, "--write")
    after = fingerprint(site.root)

    assert f"Removed, and noted in {THIRD}." in said
    assert {FIRST, THIRD} == {path for path in after if after[path] != before.get(path)}
    assert read_ledger(site.root).notices


REFUSED = [
    (("firms/nobody",), 1, "the ledger holds nothing that is called 'firms/nobody'"),
    (("firms/quay-media", "--write"), 1, "the record is still there; delete the file, or give --new-id if it continues"),
    (("firms/quay-media", "--new-id", "harbour-lab", "--reason", "On quay-media."), 1, "--reason holds what is to be removed"),
    (("firms/quay-media", "--reason", " "), 1, "--reason is empty"),
    (("firms/quay-media", "--new-id", "quay-media-2"), 1, "the new ID holds the old one; choose a neutral one"),
    (("firms/quay-media", "--new-id", "Firm A"), 1, "the new ID may have small letters, digits, hyphens and full stops only"),
    (("firms/quay-media", "--date", "2024-03-31"), 1, "the date must be a day, and not before the last file of the ledger, 2024-04-01"),
    ((f"{OUTLET_KEY}#register", "--write"), 1, "the item is still in the record"),
    ((f"{OUTLET_KEY}#register", "--new-id", "x"), 2, "--new-id is for a record that continues under another ID"),
    (("quay",), 1, "the text is part of an ID; remove that first, by its name: firms/quay-media"),
    (("public relations", "--write", "--reason", "Public relations."), 1, "--reason holds what is to be removed"),
    (("Lights on a dark", "--write"), 1, "sources/harbour-lab-2024.yml: the record still holds the text; take it out"),
    (("sites/valley-echo.example", "--new-id", "localhost", "--write"), 1, "sites/zz/localhost.yml: "),
    (("ab",), 2, "a text of fewer than 3 characters is in nearly every value"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "message"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_removed_is_refused(site: World, arguments: tuple[str, ...], code: int, message: str) -> None:
    """The command prints a sentence that says why and what to do, and writes nothing."""
    before = fingerprint(site.root)
    what, *more = arguments

    assert message in redact(site, what, *OPTIONS, *more, code=code)
    assert before == fingerprint(site.root)


def test_id_of_another_record_is_not_taken(site: World) -> None:
    """The new ID leads to one record."""
    site.write("firms/other.yml", (site.root / FIRM).read_text())

    assert "firms/other is already another record" in redact(
        site, "firms/quay-media", "--new-id", "other", *OPTIONS, code=1
    )


def test_record_that_cannot_be_read_is_refused(site: World) -> None:
    """It may hold what is to be removed."""
    site.write("firms/other.yml", "name: [\n")

    assert "firms/other cannot be read, and may hold what is to be removed; correct it first" in redact(
        site, "firms/quay-media:business", *OPTIONS, code=1
    )


def test_broken_ledger_is_refused(site: World) -> None:
    """Nobody hides an edit behind a redaction."""
    site.edit(FIRST, '"public relations agency"', '"agency"')

    assert "nothing removed: ledger/0001.jsonl:4: a value, id or address is not the one that was published" in redact(
        site, "firms/quay-media:business", *OPTIONS, code=1
    )


def test_value_that_is_removed_by_hand_is_found(site: World) -> None:
    """Only a redaction may remove a value."""
    text = (site.root / FIRST).read_text()
    site.write(FIRST, re.sub(r'\["[\w-]{22}","public relations agency"\]', "null", text))

    assert fault(site).startswith(
        "ledger/0001.jsonl:4:1: error: a value, id or address is gone or replaced, and no redaction says so"
    )


def test_value_that_is_put_back_is_found(site: World) -> None:
    """A value that a redaction removed cannot come back, and nothing can be put in its place."""
    before = (site.root / FIRST).read_text()
    remove(site, "firms/quay-media:business")
    after = (site.root / FIRST).read_text()

    site.write(FIRST, before)
    assert fault(site).startswith(
        "ledger/0001.jsonl:4:1: error: a piece is still there that was removed according to a redaction"
    )
    site.write(FIRST, after.replace(",null,", ',["forged"],', 1))
    assert fault(site).startswith("ledger/0001.jsonl:4:1: error: a value, id or address is gone or replaced")
    site.write(FIRST, after)
    assert () == record_changes(site.load().graph, read_ledger(site.root))


def test_replacement_that_is_forged_is_found(site: World) -> None:
    """The note has the commitment to the text that is read instead."""
    remove(site, "firms/quay-media", "firm-a")
    site.write(FIRST, (site.root / FIRST).read_text().replace('["firms/firm-a"]', '["firms/firm-z"]', 1))

    assert fault(site).startswith("ledger/0001.jsonl:4:1: error: a value, id or address is gone or replaced")


def test_note_that_is_taken_away_is_found(site: World) -> None:
    """Without the note, the value that it removed is missing without a reason."""
    remove(site, "firms/quay-media:business")
    (site.root / THIRD).unlink()

    assert "no redaction says so" in fault(site)


@pytest.mark.parametrize("target", [{"number": 1, "line": 999}, {"number": 3, "line": 1}, {"number": 1, "line": 1}])
def test_note_on_what_is_not_there_is_refused(site: World, target: dict[str, int]) -> None:
    """A redaction names pieces of earlier files."""
    sheets = sheets_of(files_of(site.root))
    head: dict[str, object] = {"kind": "redaction", "number": 3, "date": "2024-05-01", "previous": sheets[-1].lines[-1].seal, "lines": 1,
            "reason": REASON, "decided_by": WHO}  # fmt: skip
    resealed(site, THIRD, [head, {**target, "redacted": "0" * 64}], sheets[-1].lines[-1].seal)

    with pytest.raises(LedgerError, match=r"the line that it names does not exist|a piece that the line does not have"):
        read_ledger(site.root)


def test_killed_at_any_moment_it_is_removed_or_not(site: World) -> None:
    """An unfinished redaction is undone by the next one; until then, half of it is never taken for the whole."""
    redaction = planned(site, "firms/quay-media", "firm-a")
    before = tree(site)
    whole = written(before, list(redaction.changes))
    moments = 0
    while killed(site, redaction, moments + 1):
        moments += 1
        rules = site.rules()
        assert not rules or "write-unfinished" in rules
        assert "ledger" not in rules
        is_listed = is_interrupted(site.root, REDACTION)
        with only_one(site.root, REDACTION) as earlier:
            assert tree(site) in ([whole] if earlier is Earlier.COMPLETE else [before] if earlier else [before, whole])
            assert (earlier is Earlier.UNDONE) == is_listed
        for path in set(tree(site)) - set(before):
            (site.root / path).unlink()
        for path, text in before.items():
            site.write(path, text)

    assert moments >= 15
    assert whole == tree(site)


def fault(site: World) -> str:
    """The findings of a check as one text; a build publishes nothing."""
    build(site.root, "pelicanconf.py", site.root / "output")
    assert not (site.root / "output").exists()
    return "\n".join(site.lines())


def killed(site: World, redaction: RedactionPlan, at: int) -> bool:
    """Write the plan *redaction* in a process that is killed at the step *at*; return whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            with failing(at, kill):
                write_all(site.root, redaction.changes, lambda _: None, REDACTION)
            os._exit(0)
        finally:
            os._exit(1)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def test_interrupted_redaction_is_undone_by_the_next(site: World) -> None:
    """A dry run says what to do; one that writes undoes it and goes on."""
    before = fingerprint(site.root)
    assert killed(site, planned(site, "firms/quay-media", "firm-a"), 18)
    assert is_interrupted(site.root, REDACTION)

    assert "A redaction was interrupted here." in redact(site, "firms/quay-media:business", *OPTIONS, code=1)
    said = redact(site, "firms/quay-media:business", *OPTIONS, "--write")

    assert "What was interrupted before has been undone first." in said
    after = fingerprint(site.root)
    assert {FIRST, THIRD} == {path for path in after if after[path] != before.get(path)}


def test_redaction_that_was_complete_is_said_to_be_complete(site: World) -> None:
    """Until it is cleared, its folder holds what was removed, so a check asks for that."""
    redaction = planned(site, "firms/quay-media", "firm-a")
    moment = 1
    while killed(site, redaction, moment) and not (site.root / ".masthead-redaction" / "done.json").exists():
        with only_one(site.root, REDACTION):
            moment += 1
    whole = {path: text for path, text in tree(site).items() if not path.startswith(".masthead-redaction")}
    (finding,) = [line for line in site.lines() if "write-unfinished" in line]
    assert (
        "a redaction is complete, but was stopped before it cleared this folder, which holds what it removed" in finding
    )

    said = redact(site, "firms/quay-media", *OPTIONS, "--write", code=1)
    assert "The redaction that was stopped before was complete; what it left over has been cleared." in said
    assert "undone" not in said
    assert whole == tree(site)


def test_salt_goes_with_the_value(site: World) -> None:
    """With the salt, a person who guesses the value could see that the guess is right."""
    text = (site.root / FIRST).read_text()
    salt = re.findall(r'\["([\w-]{22})","public relations agency"\]', text)
    remove(site, "firms/quay-media:business")

    assert 1 == len(salt)
    assert salt[0] not in everything(site)


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_removed_every_seal_stays(
    released: tuple[dict[str, str], PartialDate], data: st.DataObject
) -> None:
    """After several redactions of any values, each line is still the one that was sealed, and can be read."""
    files, date = released
    covered = covered_by_seals(files)
    for _ in range(data.draw(st.integers(1, 3))):
        sheets = sheets_of(files)
        open_values = [place for place in places_of(sheets) if place.role == "value"]
        chosen = data.draw(
            st.lists(st.sampled_from(open_values), min_size=1, max_size=5, unique_by=lambda place: place.where)
        )
        matches = with_former_seals(places_of(sheets), {place.where: None for place in chosen})
        files = files | redacted(sheets, matches, notice(sheets, date, REASON, WHO, len(matches)))
        ledger = read_ledger_files(files)
        removed = {place.where for place in chosen}

        assert removed.isdisjoint(place.where for place in places_of(sheets_of(files)))
        assert len(matches) == ledger.notices[-1].pieces

    assert covered == {path: lines for path, lines in covered_by_seals(files).items() if path in covered}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], PartialDate]:
    """The ledger of the small world after a release, and the day of its redactions."""
    site = furnish(make_world(tmp_path_factory.mktemp("released") / "world"))
    publish(site)
    return files_of(site.root), WHY.date


def covered_by_seals(files: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """The bodies and seals of *files* by path."""
    return {sheet.path: [(line.body, line.seal) for line in sheet.lines] for sheet in sheets_of(files)}
