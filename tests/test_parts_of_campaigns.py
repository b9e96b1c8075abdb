"""Statements about a part of a campaign, or the campaign as such, are kept apart from those about the listed sites."""

from __future__ import annotations

import pytest

from masthead.building.configuration.settings import settings_of
from masthead.building.rendering.templates import templates_of
from masthead.edition.edition import text_of
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.firm import firms_view
from masthead.views.pages.outlet import outlet_view
from masthead.views.routes import pages
from tests.site import ROOT
from tests.site import Page as HtmlPage
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World

PART = "    part: the campaign as such\n"
OTHER = """\
  - firm: pier-media
    role: operator
    by: harbour-lab-2024
    wording: states
    confidence: not-stated
    basis: [not-stated]
    part: a platform
evidence:
"""


def test_an_operator_of_a_part_is_not_one_of_the_sites(world: World) -> None:
    """It is under a heading of its own, and no site inherits it."""
    world.edit(CAMPAIGN, "    basis: [shared-advertising-id]\n", f"    basis: [shared-advertising-id]\n{PART}")
    edition = world.edition_of_any()
    statements = campaign_view(edition, edition.graph.campaigns["lighthouse"]).statements

    assert ((), 1) == (statements.operators, len(statements.operators_of_parts))
    assert () == edition.graph.attributions_of(world.outlet())


def test_the_list_of_firms_says_of_what_a_firm_is_an_operator(world: World) -> None:
    """A firm that is named for no listed site is not simply called an operator."""

    def roles() -> list[str]:
        return [text_of(role) for role in firms_view(world.edition_of_any()).rows[0].roles]

    assert ["operator"] == roles()
    world.edit(CAMPAIGN, "    basis: [shared-advertising-id]\n", f"    basis: [shared-advertising-id]\n{PART}")
    assert ["operator of the campaign as such"] == roles()


def test_the_page_of_a_site_leads_to_such_statements(world: World) -> None:
    """No source that names an operator is left out: they are one link away."""
    assert () == outlet_view(world.edition(), world.outlet()).spoken_of_at
    world.write("firms/pier-media.yml", (world.root / FIRM).read_text().split("replies:")[0].replace("Quay", "Pier"))
    world.edit(CAMPAIGN, "evidence:\n", OTHER)
    sentence = outlet_view(world.edition_of_any(), world.outlet()).spoken_of_at

    assert "See LIGHTHOUSE for statements that do not name every site that they mean." == text_of(sentence)
    assert "campaigns/lighthouse/#_parts" in {piece.path for piece in sentence}


@pytest.mark.parametrize("named", [True, False])
def test_the_page_leads_to_them_whether_or_not_an_operator_is_named(world: World, *, named: bool) -> None:
    """The link is beside the statements that are folded, or beside the sentence that no statement names an operator."""
    if not named:
        world.edit(CAMPAIGN, "    role: operator\n", "    role: host\n")
    world.write("firms/pier-media.yml", (world.root / FIRM).read_text().split("replies:")[0].replace("Quay", "Pier"))
    world.edit(CAMPAIGN, "evidence:\n", OTHER)
    edition, html = world.edition_of_any(), HtmlPage()
    [view] = (page for page in pages(edition) if page.path == "sites/harbour-times.example/")
    html.feed(templates_of(settings_of(ROOT / "pelicanconf.py", ROOT / "output"), edition).page(view))
    section = html.text.partition("Who runs it, according to sources")[2].partition("Evidence about this site")[0]

    assert named is ("No attribution recorded here names its operator." not in section)
    assert "See LIGHTHOUSE for statements that do not name every site that they mean." in section


def test_the_page_of_a_site_leads_to_statements_that_name_some_sites_only(world: World) -> None:
    """A source that names some of the sites that it means may mean this one too."""
    basis = "    basis: [shared-advertising-id]\n"
    world.edit(UNPLACED, "kind: local-news\n", "kind: local-news\ncampaigns: [lighthouse]\n")
    world.edit(CAMPAIGN, basis, f"{basis}    concerns: [harbour-times.example]\n")
    named, other = "harbour-times.example", UNPLACED.rpartition("/")[2].removesuffix(".yml")
    edition = world.edition_of_any()
    assert () == outlet_view(edition, edition.graph.outlets[other]).spoken_of_at
    world.edit(CAMPAIGN, basis, f"{basis}    others: five further sites\n")
    edition = world.edition_of_any()
    of_named, of_other = (outlet_view(edition, edition.graph.outlets[id]).spoken_of_at for id in (named, other))

    assert () == of_named
    assert "campaigns/lighthouse/#_attributions" in {piece.path for piece in of_other}


def test_the_page_of_a_site_has_an_accusation_once(world: World) -> None:
    """The page shows the same words of a source once, even if two of the site's campaigns record them."""
    item = """evidence:
  - id: accused
    claim: {} the site poses as a newspaper, says the Harbour Lab.
    kind: statement
    date: 2024-02-07
    sources: [{{source: harbour-lab-2024, locator: page 4}}]
    accuses: [quay-media]
"""
    world.write("campaigns/beacon.yml", (world.root / CAMPAIGN).read_text().replace("LIGHTHOUSE", "BEACON"))
    world.edit(OUTLET, "campaigns: [lighthouse]", "campaigns: [lighthouse, beacon]")
    for path, start in ((CAMPAIGN, "In Italy"), ("campaigns/beacon.yml", "In Europe")):
        world.edit(path, "evidence:\n", item.format(start))

    def claims() -> list[str]:
        view = outlet_view(world.edition_of_any(), world.outlet())
        shown = [str(item.claim).removeprefix("<p>") for network in view.networks for item in network.whole]
        return [claim.partition(" the site poses")[0] for claim in shown if "poses" in claim]

    assert ["In Italy"] == claims()
    world.edit("campaigns/beacon.yml", "locator: page 4", "locator: page 5")
    assert ["In Italy", "In Europe"] == claims()
