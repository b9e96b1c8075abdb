"""The lead of a page: who lists a site, and which country it targets."""

from __future__ import annotations

import pytest

from masthead.edition.edition import text_of
from masthead.views.parts.lead import lead
from tests.world import OUTLET, SOURCE, UNPLACED, World

LEADS = [
    (OUTLET, "Listed by the Harbour Lab as part of LIGHTHOUSE. Target: Italy."),
    (
        UNPLACED,
        "Listed by the Harbour Lab.",
    ),
]


@pytest.mark.parametrize(("path", "expected"), LEADS)
def test_lead_says_who_lists_it(world: World, path: str, expected: str) -> None:
    """The first sentence of a page has an author."""
    edition = world.edition()

    assert expected == text_of(lead(edition, edition.graph.outlets[path.split("/")[2].removesuffix(".yml")]))


def test_lead_says_that_a_source_could_not_determine_the_target(world: World) -> None:
    """A target without a country is one that the source looked for and did not find."""
    world.edit(UNPLACED, "operator:", "targets: [{as_reported: undetermined, source: harbour-lab-2024}]\noperator:")
    edition = world.edition()

    assert text_of(lead(edition, edition.graph.outlets["valley-echo.example"])).endswith(
        "The source gives its target country as undetermined."
    )


def test_lead_takes_the_target_from_nobody_else(world: World) -> None:
    """A country that another source names is not put into the mouth of the one that lists the outlet."""
    other = (world.root / SOURCE).read_text()
    world.write("sources/other-lab.yml", other.replace("https://harbour", "https://other"))
    world.edit(OUTLET, "as_reported: Italy, source: harbour-lab-2024", "as_reported: Italy, source: other-lab")

    assert "Italy" not in text_of(lead(world.edition(), world.outlet()))


def test_lead_does_not_say_that_somebody_lists_it_if_nobody_does(world: World) -> None:
    """Evidence of another kind is no listing."""
    world.edit(OUTLET, "kind: listing", "kind: content")

    assert "Recorded here as: local news outlet." == text_of(lead(world.edition(), world.outlet()))


@pytest.mark.parametrize("note", ["likely, in the words of the report", "the column is of places"])
def test_lead_leaves_out_a_target_that_has_a_note(world: World, note: str) -> None:
    """The facts show both: a note may say that the source says less, or that it could determine none in this way."""
    world.edit(OUTLET, "as_reported: Italy,", f"as_reported: Italy, note: '{note}',")
    target = f"targets: [{{as_reported: the north, source: harbour-lab-2024, note: '{note}'}}]"
    world.edit(UNPLACED, "operator:", f"{target}\noperator:")
    edition = world.edition()

    assert ["Listed by the Harbour Lab as part of LIGHTHOUSE.", "Listed by the Harbour Lab."] == [
        text_of(lead(edition, outlet)) for outlet in edition.graph.outlets.values()
    ]


def test_lead_says_what_readers_must_know_of_a_list(world: World) -> None:
    """A list with more than outlets is not taken for one of outlets alone."""
    world.edit(OUTLET, "    date: 2024-02-07\n", "    date: 2024-02-07\n    among: 637 domains\n")
    world.edit(
        SOURCE, "verification: full\n", "verification: full\nlist_note: of a network, not all of them news outlets\n"
    )
    edition = world.edition()

    assert text_of(lead(edition, world.outlet())).startswith(
        "Listed by the Harbour Lab among 637 domains of a network, not all of them news outlets."
    )
