"""What was published once answers for ever, or the build says what does not, and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.ledger.addresses import INDEX
from masthead.ledger.compare import GoneError, compare
from masthead.ledger.read import read_ledger
from tests.releases import (
    FIRST,
    bodies,
    failure,
    golden_world,
    ids,
    make,
    publish,
    refusal,
)
from tests.site import fingerprint, furnish, read
from tests.world import OUTLET, UNPLACED, World


@pytest.fixture
def site(world: World) -> World:
    """The small world with all that a build needs, not released yet."""
    return furnish(world)


@pytest.fixture
def released(site: World) -> World:
    """The small world after its first release."""
    publish(site)
    return site


@pytest.fixture
def golden(tmp_path: Path) -> World:
    """An earlier release, and what became of its records."""
    return golden_world(tmp_path / "golden")


def test_every_golden_address_answers(golden: World) -> None:
    """Records were renamed, withdrawn, moved; evidence was renamed and taken away: every link still leads somewhere."""
    output = make(golden)
    promised = {str(one["page"]): one.get("anchors", []) for one in bodies(golden, FIRST)[1:] if "page" in one}
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
    """Nothing is deleted: neither a release nor a build forgets it."""
    (released.root / UNPLACED).unlink()

    with pytest.raises(
        GoneError, match=r"^sites/valley-echo\.example: expected a record, since it was published, found"
    ):
        compare(released.load().graph, read_ledger(released.root))
    assert (
        "/sites/valley-echo.example/ was published and would no longer answer; bring the record back as withdrawn, or"
        " name valley-echo.example under formerly of the record that took its place (and " in failure(released)
    )  # fmt: skip
    assert "expected a record, since it was published" in refusal(released, "--write")


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
    """A journalist may have linked to it; the cure is told, and the last website stays."""
    before = fingerprint(make(released))
    lose_evidence(released)

    assert (
        "/sites/harbour-times.example/#register was published and would no longer answer; keep the item of evidence,"
        " name its id under formerly of the one that took its place, or, if it was wrong, under withdrawn of the"
        " correction that says why"
    ) == failure(released)
    assert before == fingerprint(released.root / "output")


def test_evidence_that_a_correction_took_away_answers_with_it(released: World) -> None:
    """The permalink leads to what was wrong."""
    lose_evidence(released)
    released.add(OUTLET, """\
corrections:
  - {date: 2024-04-01, said: The register has no entry., says: Nothing of the register., why: It was the wrong register., withdrawn: [register]}
""")  # fmt: skip
    page = read(make(released) / "sites/harbour-times.example" / INDEX)

    assert "register" in ids(page)
    assert "It was the wrong register." in page.text


def test_id_of_evidence_that_went_is_not_given_again(world: World) -> None:
    """One link must not mean two things."""
    world.add(OUTLET, "corrections:\n  - {date: 2024-04-01, said: A., says: B., why: C., withdrawn: [register]}\n")

    assert ["evidence-id"] == world.rules()


def test_renamed_evidence_answers(released: World) -> None:
    """With formerly, the old permalink leads to the item."""
    released.edit(OUTLET, "  - id: register\n", "  - id: unregistered\n    formerly: [register]\n")

    assert {"register", "unregistered"} <= ids(read(make(released) / "sites/harbour-times.example" / INDEX))


def test_country_without_outlets_keeps_its_page(released: World) -> None:
    """What was published once answers, and says that there is none."""
    released.edit(OUTLET, "country: IT, as_reported: Italy", "country: ES, as_reported: Spain")
    released.move(OUTLET, OUTLET.replace("/it/", "/es/"))
    output = make(released)

    assert "0 listed sites" in read(output / "countries/it" / INDEX).text
    assert (output / "countries/es" / INDEX).is_file()


def test_lost_text_stops_the_build(released: World) -> None:
    """Pages of text are promised too."""
    (released.root / "content/pages/about.md").unlink()

    assert "/about/ was published and would no longer answer; bring back what made it" == failure(released)


def test_former_id_that_is_taken_stops_the_build(released: World) -> None:
    """An address leads to one record; the checker tells it first where it can."""
    released.add(OUTLET, "formerly: [valley-echo.example]\n")

    assert 0 < released.load().errors
