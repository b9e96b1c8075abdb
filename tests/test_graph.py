"""The graph has each relation once, found from both ends, and only among records that count."""

from __future__ import annotations

import pytest

from masthead.field_types.vocabulary import IndicatorType
from masthead.model import Record
from masthead.relations.graph import Graph, link
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World

HARBOUR, VALLEY = "harbour-times.example", "valley-echo.example"


def ids(records: tuple[Record, ...]) -> list[str]:
    """The ids of *records*, in their order."""
    return [record.id for record in records]


@pytest.fixture
def graph(world: World) -> Graph:
    """The graph of the five records."""
    return world.load().graph


def test_records_are_found_by_id_in_one_order(graph: Graph) -> None:
    """The order is that of the ids, and does not depend on the order of the files."""
    turned = link(reversed(graph.loaded))

    assert [HARBOUR, VALLEY] == list(graph.outlets) == list(turned.outlets)
    assert graph == turned


def test_country_knows_its_outlets(graph: Graph) -> None:
    """An outlet with no known target is among the undetermined."""
    assert {"IT": [HARBOUR], "ZZ": [VALLEY]} == {
        code: ids(outlets) for code, outlets in graph.outlets_by_country.items()
    }


def test_campaign_and_operator_know_their_outlets(graph: Graph) -> None:
    """The outlet names its campaign, the campaign the firm: so the firm's page finds the outlet."""
    assert [HARBOUR] == ids(graph.outlets_by_campaign["lighthouse"])
    assert [HARBOUR] == ids(graph.outlets_by_operator["quay-media"])


def test_indicator_knows_its_outlets(graph: Graph) -> None:
    """Values in the outlet's own record and in that of its campaign are both found."""
    assert {
        (IndicatorType.IPV4, "192.0.2.1"): [HARBOUR],
        (IndicatorType.ADSENSE_ID, "pub-0000000000000001"): [HARBOUR],
    } == {key: ids(outlets) for key, outlets in graph.outlets_by_indicator.items()}
    assert set(graph.outlets_by_indicator) == set(graph.indicators_by_outlet[HARBOUR])


def test_value_stated_twice_is_one(world: World) -> None:
    """A value that the outlet and its campaign both state lists the outlet once."""
    world.edit(OUTLET, "ipv4, value: 192.0.2.1,", "adsense-id, value: pub-0000000000000001,")

    assert [[HARBOUR]] == [ids(outlets) for outlets in world.load().graph.outlets_by_indicator.values()]


def test_firm_knows_what_is_said_of_it(graph: Graph) -> None:
    """Each statement comes with the record that it is about."""
    assert [("lighthouse", "operator")] == [
        (said.about.id, said.attribution.role) for said in graph.statements_by_firm["quay-media"]
    ]


def test_source_knows_where_it_is_cited(graph: Graph) -> None:
    """The graph has every place in every record that names the source."""
    mentions = graph.mentions_by_source["harbour-lab-2024"]

    assert {HARBOUR, VALLEY, "quay-media", "lighthouse"} == {mention.by.id for mention in mentions}
    assert ("evidence", 0, "sources", 0, "source") in {mention.at for mention in mentions if mention.by.id == VALLEY}


def test_attributions_of_an_outlet_are_its_own_and_its_campaigns(world: World) -> None:
    """Its own come first, followed by those of its campaign that cover it."""
    own = "attributions:\n  - {firm: quay-media, role: supporter, by: harbour-lab-2024, wording: states, confidence: not-stated}\n"
    world.add(OUTLET, own)
    graph = world.load().graph

    assert [(HARBOUR, "supporter"), ("lighthouse", "operator")] == [
        (said.about.id, said.attribution.role) for said in graph.attributions_of(world.outlet())
    ]
    assert ["operator"] == [said.attribution.role for said in graph.operators_of(world.outlet())]


@pytest.mark.parametrize(
    ("limit", "covered"),
    [
        ("concerns: [harbour-times.example]", True),
        ("concerns: [valley-echo.example]", False),
        ("part: a part that nobody listed", False),
    ],
)
def test_attribution_of_a_part_covers_no_more_than_it(world: World, limit: str, covered: bool) -> None:  # noqa: FBT001 - a column of the table
    """A statement about some outlets is never applied to the others."""
    world.edit(CAMPAIGN, "    basis: [shared-advertising-id]\n", f"    basis: [shared-advertising-id]\n    {limit}\n")

    assert covered == bool(world.load().graph.operators_of(world.outlet()))


@pytest.mark.parametrize("stance", ["denies", "cannot-say"])
def test_only_who_is_asserted_is_an_operator(world: World, stance: str) -> None:
    """A denial names a firm too, but does not make it an operator."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n    stance: {stance}\n")

    assert {} == world.load().graph.outlets_by_operator


def test_network_evidence_is_of_the_whole_or_names_the_outlet(world: World) -> None:
    """Evidence about other outlets of the campaign is not shown as evidence about this one."""
    graph = world.load().graph
    (shared,) = graph.network_evidence_of(world.outlet())
    assert ("lighthouse", "shared-server", False) == (shared.campaign.id, shared.evidence.id, shared.by_name)

    world.edit(CAMPAIGN, "    weight: weak\n", "    weight: weak\n    concerns: [harbour-times.example]\n")
    assert [True] == [item.by_name for item in world.load().graph.network_evidence_of(world.outlet())]

    world.edit(CAMPAIGN, "concerns: [harbour-times.example]\n", "concerns: [valley-echo.example]\n")
    assert () == world.load().graph.network_evidence_of(world.outlet())


@pytest.mark.parametrize("state", ["withdrawn", "excluded"])
def test_outlet_that_does_not_stand_counts_nowhere(world: World, state: str) -> None:
    """It keeps its record, and leaves every list and number."""
    world.add(OUTLET, f"state: {{name: {state}, date: 2024-03-01, reason: The record was wrong.}}\n")
    graph = world.load().graph

    assert HARBOUR in graph.outlets
    assert ["ZZ"] == list(graph.outlets_by_country)
    assert {} == graph.outlets_by_campaign
    assert {} == graph.outlets_by_operator
    assert {} == graph.outlets_by_indicator
    assert HARBOUR not in {mention.by.id for mentions in graph.mentions_by_source.values() for mention in mentions}


def test_disputed_outlet_counts(world: World) -> None:
    """A dispute is shown, and changes no number."""
    world.add(OUTLET, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")

    assert [HARBOUR] == ids(world.load().graph.outlets_by_campaign["lighthouse"])


def test_campaign_that_does_not_stand_says_nothing(world: World) -> None:
    """Its attributions are withdrawn with it."""
    world.add(CAMPAIGN, "state: {name: withdrawn, date: 2024-03-01, reason: The record was wrong.}\n")
    graph = world.load().graph

    assert {} == graph.outlets_by_operator
    assert {} == graph.statements_by_firm
    assert () == graph.attributions_of(world.outlet())


def test_reference_to_nothing_leaves_the_rest_linked(world: World) -> None:
    """A rule reports a missing campaign or firm; the graph is made without it."""
    (world.root / CAMPAIGN).unlink()
    (world.root / FIRM).unlink()
    graph = world.load().graph

    assert [HARBOUR] == ids(graph.outlets_by_campaign["lighthouse"])
    assert () == graph.attributions_of(world.outlet())


def test_what_could_not_be_read_is_known_as_broken(world: World) -> None:
    """A file that cannot be read for any reason is known by folder and id, and a folder as a whole."""
    world.write(FIRM, "name: [\n")
    world.write("sources/other.yaml", "title: x\n")
    (world.root / UNPLACED).unlink()
    (world.root / "sites/zz/loop.example.yml").symlink_to("loop.example.yml")
    (world.root / CAMPAIGN).unlink()
    (world.root / "campaigns").rmdir()
    graph = world.load().graph

    assert {("firms", "quay-media"), ("sources", "other"), ("sites", "loop.example"), ("campaigns", "")} == graph.broken
    assert graph.is_broken("campaigns", "any")
    assert graph.is_broken("firms", "quay-media")
    assert not graph.is_broken("firms", "other")
