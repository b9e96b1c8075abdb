"""Every address that was published once answers for ever, or the build names those that do not, with the cure."""

from __future__ import annotations

import pytest

from masthead.field_types.dates import PartialDate
from masthead.ledger.ledger_reader import read_ledger
from masthead.ledger.published_addresses import INDEX, unanswered
from masthead.ledger.record_changes import GoneError, record_changes
from masthead.loading.database import load
from masthead.record_files.scope import scope_of
from tests.releases import (
    FIRST,
    bodies,
    ids,
    make,
    publish,
    refusal,
)
from tests.site import build, fingerprint, read, whole_page
from tests.world import OUTLET, UNPLACED, World


def test_every_golden_address_answers(golden: World) -> None:
    """Records were renamed, withdrawn, moved; evidence was renamed and taken away: every link still leads somewhere."""
    output = make(golden)
    promised = {str(body["page"]): body.get("anchors", []) for body in bodies(golden, FIRST)[1:] if "page" in body}
    silent = [
        page
        for page in promised
        if not (output / (f"{page}{INDEX}" if page.endswith("/") or not page else page)).is_file()
    ]
    lost = [
        (page, anchor)
        for page, anchors in promised.items()
        for anchor in anchors  # type: ignore[attr-defined]
        if anchor not in ids(read(output / page / INDEX))
    ]

    assert len(promised) > 25
    assert ([], []) == (silent, lost)


def test_golden_addresses_lead_where_they_should(golden: World) -> None:
    """A stub leads to the page that took the place, one below it to the one below that."""
    output = make(golden)
    led = {
        old: read(output / old / INDEX).all("meta")[-1 - 1].attributes.get("content", "")
        for old in ("sites/harbour-times.example", "firms/quay-media", "campaigns/lighthouse", "sources/harbour-lab-2024",
                    "sites/harbour-times.example/cite")
    }  # fmt: skip

    assert {
        "sites/harbour-times.example": "0; url=../../sites/harbour-herald.example/index.html",
        "firms/quay-media": "0; url=../../firms/quay-group/index.html",
        "campaigns/lighthouse": "0; url=../../campaigns/lantern/index.html",
        "sources/harbour-lab-2024": "0; url=../../sources/harbour-lab-report/index.html",
        "sites/harbour-times.example/cite": "0; url=../../../sites/harbour-herald.example/cite/index.html",
    } == led


def test_deleted_record_is_refused(released: World) -> None:
    """Nothing is deleted: check, build and release all say so, and the last website stays."""
    before = fingerprint(make(released))
    (released.root / UNPLACED).unlink()

    assert [
        (
            "sites:1:1: error: the record sites/valley-echo.example was published and is now missing; restore it"
            " with `state: {name: withdrawn, …}`, or list valley-echo.example under formerly in the record that replaced it [published-record]"
        )
    ] == released.lines()
    assert before == fingerprint(make(released))
    assert "the record sites/valley-echo.example was published and is now missing" in refusal(released, "--write")
    with pytest.raises(
        GoneError, match=r"^sites/valley-echo\.example: the record was published and is missing; bring it back with"
    ):
        record_changes(released.load().graph, read_ledger(released.root))


def test_record_that_cannot_be_read_is_not_gone(released: World) -> None:
    """An unreadable record has its own finding; a missing one is not called gone while that record may be its heir."""
    released.write(UNPLACED, "kind: [\n")
    assert {"yaml-syntax"} == set(released.rules())

    (released.root / UNPLACED).unlink()
    released.write("sites/zz/heir.example.yml", "formerly: [valley-echo.example\n")
    assert {"yaml-syntax"} == set(released.rules())


def test_website_without_a_promised_address_does_not_replace_the_last(released: World) -> None:
    """The pages themselves are looked up, regardless of the records, and each message gives the cure."""
    output = make(released)

    assert [
        (
            "/sites/gone.example/ was published and would no longer answer; bring the record back as withdrawn, or name"
            " gone.example under formerly of the record that took its place"
        ),
        (
            "/sites/valley-echo.example/#gone was published and would no longer answer; keep the item of evidence,"
            " name its id under formerly of the one that took its place, or, if it was wrong, under withdrawn of the"
            " correction that says why"
        ),
        "/gone/ was published and would no longer answer; bring back what made it",
    ] == list(
        unanswered(output, {"sites/gone.example/": (), "sites/valley-echo.example/": ("listed", "gone"), "gone/": ()})
    )


def test_withdrawn_record_still_answers(released: World) -> None:
    """Its page and its permalinks lead to the reason."""
    released.add(UNPLACED, "state: {name: withdrawn, date: 2024-04-01, reason: The list was wrong.}\n")
    page = read(make(released) / "sites/valley-echo.example" / INDEX)

    assert "The list was wrong." in page.text
    assert "listed" in ids(page)


def lose_evidence(site: World) -> None:
    """Take an item of evidence out of a record."""
    text = (site.root / OUTLET).read_text()
    site.write(OUTLET, text[: text.index("  - id: register")])


def test_lost_evidence_stops_the_build(released: World) -> None:
    """A journalist may have linked to the item: the finding gives the cure, and the last website stays."""
    before = fingerprint(make(released))
    lose_evidence(released)

    assert [
        (
            f"{OUTLET}:19:1: error: evidence: the item 'register' was published and is now missing;"
            " restore it, or list its ID under formerly in the item that replaced it, or under withdrawn in a correction [published-evidence]"
        )
    ] == released.lines()
    assert before == fingerprint(make(released))


def test_lost_evidence_of_a_renamed_record_is_told_too(released: World) -> None:
    """A record that takes the place of another takes over its promises."""
    lose_evidence(released)
    released.move(OUTLET, "sites/it/harbour-herald.example.yml")
    released.add("sites/it/harbour-herald.example.yml", "formerly: [harbour-times.example]\n")
    released.edit("campaigns/lighthouse.yml", "harbour-times.example", "harbour-herald.example")

    assert ["published-evidence"] == released.rules()


def test_id_of_a_renamed_item_is_not_given_again(released: World) -> None:
    """The former ID stays taken in later releases, even when the record no longer mentions it."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")
    publish(released)
    assert [] == released.rules()

    released.edit(OUTLET, "    formerly: [register]\n", "")
    assert ["published-evidence"] == released.rules()

    released.add(OUTLET, "  - {id: register, claim: x, kind: content, sources: [{source: harbour-lab-2024}]}\n")
    assert ["published-id"] == released.rules()


def test_item_that_gets_its_first_id_back_is_itself(released: World) -> None:
    """An item that is renamed and then renamed back is still the same item."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")
    publish(released)
    released.edit(
        OUTLET, "  - id: unregistered\n    formerly: [register]\n", "  - id: register\n    formerly: [unregistered]\n"
    )
    assert [] == released.rules()

    publish(released)
    assert [] == released.rules()


def test_id_of_an_item_that_was_withdrawn_is_not_given_again(released: World) -> None:
    """The release remembers it when the correction no longer does."""
    kept = (released.root / OUTLET).read_text()
    lose_evidence(released)
    correction = "corrections:\n  - {date: 2024-04-01, said: A., says: B., why: C., withdrawn: [register]}\n"
    released.add(OUTLET, correction)
    publish(released)
    assert [] == released.rules()

    released.write(OUTLET, kept)
    assert ["published-correction", "published-id"] == released.rules()


def test_id_of_a_renamed_record_is_not_given_again(released: World) -> None:
    """Visitors of the old address would find something else there."""
    kept = (released.root / UNPLACED).read_text()
    released.move(UNPLACED, "sites/zz/valley-news.example.yml")
    released.add("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n")
    publish(released)
    assert [] == released.rules()

    released.write(UNPLACED, kept)
    released.edit("sites/zz/valley-news.example.yml", "formerly: [valley-echo.example]\n", "")
    assert ["published-id"] == released.rules()

    released.add(UNPLACED, "formerly: [valley-news.example]\n")
    (released.root / "sites/zz/valley-news.example.yml").unlink()
    assert [] == released.rules()


def test_only_promises_in_the_scope_are_told(released: World) -> None:
    """A check of the firms alone does not report the lost evidence of an outlet."""
    lose_evidence(released)
    root = released.root

    assert [] == [each.rule for each in load(root, scope=scope_of(root, [root / "firms"])).findings]
    assert ["published-evidence"] == [each.rule for each in load(root, scope=scope_of(root, [root / OUTLET])).findings]


def test_evidence_that_a_correction_took_away_answers_with_it(released: World) -> None:
    """The permalink leads to what was wrong."""
    lose_evidence(released)
    released.add(OUTLET, """\
corrections:
  - {date: 2024-04-01, said: The register has no entry., says: Nothing of the register., why: It was the wrong register., withdrawn: [register]}
""")  # fmt: skip
    page = read(make(released) / "sites/harbour-times.example" / INDEX)

    assert "register" in ids(page)
    assert "Now: Nothing of the register." in page.text


def test_id_of_evidence_that_went_is_not_given_again(world: World) -> None:
    """One link must not mean two things."""
    world.add(OUTLET, "corrections:\n  - {date: 2024-04-01, said: A., says: B., why: C., withdrawn: [register]}\n")

    assert ["evidence-id"] == world.rules()


def test_renamed_evidence_answers(released: World) -> None:
    """With formerly, the old permalink leads to the item."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")

    assert {"register", "unregistered"} <= ids(read(make(released) / "sites/harbour-times.example" / INDEX))


def test_country_without_outlets_keeps_its_page(released: World) -> None:
    """A page that was published once still answers, and says that the country has no sites."""
    released.edit(OUTLET, "country: IT, as_reported: Italy", "country: ES, as_reported: Spain")
    changed = "changed: [harbour-lab-2024]"
    released.add(OUTLET, f"corrections:\n  - {{date: 2024-03-09, said: A., says: B., why: C., {changed}}}\n")
    released.move(OUTLET, OUTLET.replace("/it/", "/es/"))
    output = make(released)

    assert (
        "0 sites that, according to a source, are aimed at this country" in read(output / "countries/it" / INDEX).text
    )
    assert (output / "countries/es" / INDEX).is_file()


def test_lost_text_is_found_before_a_build(released: World) -> None:
    """Pages of text are promised too, even those that no website must have, wherever else their texts are now."""
    released.write("content/pages/tides.md", whole_page("The tides of the harbour.", "Tides"))
    publish(released, PartialDate(2024, 3, 5))
    assert [] == released.lines()

    page = released.root / "content/pages/tides.md"
    page.write_text(page.read_text().replace("Title: Tides\n", "Title: Ebb\n"))
    said = "the page /tides/ was published and would no longer answer; bring back the page of text with the Slug tides"
    assert [f"content/pages/tides.md:1:1: error: {said} [content-page]"] == released.lines()
    assert 1 == build(released.root, "pelicanconf.py", released.root / "output").database.errors

    page.write_text(page.read_text().replace("Title: Ebb\n", "Title: Ebb\nSlug: tides\n"))
    assert [] == released.lines()
    page.unlink()
    assert [f"content/pages/tides.md:1:1: error: {said} [content-page]"] == released.lines()


def test_former_id_that_is_taken_stops_the_build(released: World) -> None:
    """An address leads to one record only; the checker reports a conflict before the build does, where it can."""
    released.add(OUTLET, "formerly: [valley-echo.example]\n")

    assert 0 < released.load().errors
