"""Pages of values that outlets share: each value has one, with its sources and the sites that have it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from masthead.edition.edition import Edition, Link
from masthead.exports.navigator_layer import navigator_layer_files
from masthead.field_types.vocabulary import IndicatorType
from masthead.ledger.contents import Ledger
from masthead.model.website_paths import device_in, path_fault
from masthead.pinned_lists import TECHNIQUES
from masthead.relations.shared_values import TECHNIQUE_PAGES, TYPES_WITH_PAGES, indicator_path
from masthead.views.pages.outlet import outlet_view
from masthead.views.pages.pivot import PivotsView, PivotView, pivot_view, pivots_view
from masthead.views.parts.pivots import Pivot, pivots
from masthead.views.parts.related_outlets import FEW, closest, related
from masthead.views.routes import pages
from tests.world import CAMPAIGN, OUTLET, UNPLACED, World


def pivot(edition: Edition, path: str) -> Pivot:
    """The value with a page at *path*."""
    return next(entry for entry in pivots(edition) if entry.path == path)


def page(edition: Edition, path: str) -> PivotView:
    """The page at *path*."""
    return pivot_view(edition, pivot(edition, path))


def index(edition: Edition, path: str) -> PivotsView:
    """The page that lists all values of a kind."""
    return pivots_view(edition, path, tuple(entry for entry in pivots(edition) if entry.index == path))


def hosts(view: PivotView) -> list[str]:
    """The sites that a page lists."""
    return [row.host for group in view.listing.groups for row in group.rows]


@pytest.mark.parametrize(
    "path",
    ["languages/it/", "techniques/t0097.202/", "indicators/ipv4/192.0.2.1/", "kinds/local-news/", "years/2023/"],
)
def test_each_value_of_an_outlet_has_a_page_that_lists_it(world: World, path: str) -> None:
    """The address of the page names the value, and is below that of the page that lists its kind."""
    edition = world.edition_of_any()

    assert "harbour-times[.]example" in hosts(page(edition, path))
    assert {path, f"{path.split('/', maxsplit=1)[0]}/"} <= {route.path for route in pages(edition)}


def test_indicator_says_what_it_is_and_who_says_so(world: World) -> None:
    """The page has its type, how little it proves, the source, the dates, and the site that has it."""
    view = page(world.edition_of_any(), "indicators/ipv4/192.0.2.1/")
    (said,) = view.statements

    assert ("192.0.2.1", "IPv4 address") == (view.title, view.kind)
    assert "unrelated sites may share it" in view.about
    assert ("sites/harbour-times.example/", "sources/harbour-lab-2024/") == (said.about.path, said.source.path)
    assert said.first_seen
    assert said.last_seen
    assert ("2023-07-09", "2023-10-28") == (said.first_seen.iso, said.last_seen.iso)


def test_value_of_a_campaign_as_a_whole_names_no_site(world: World) -> None:
    """A source that does not say which sites have it says nothing of any of them."""
    world.edit(
        CAMPAIGN, "indicators:\n", "indicators:\n  - {type: analytics-id, value: UA-1-9, source: harbour-lab-2024}\n"
    )
    view = page(world.edition_of_any(), indicator_path(IndicatorType.ANALYTICS_ID, "UA-1-9"))

    assert [] == hosts(view)
    assert ["campaigns/lighthouse/"] == [said.about.path for said in view.statements]


def test_usernames_have_no_page(world: World) -> None:
    """A name may be that of a person; sites that share one are still related."""
    both = "indicators:\n  - {type: username, value: quaymaster, source: harbour-lab-2024}\n"
    world.edit(OUTLET, "indicators:\n", both)
    world.edit(UNPLACED, "evidence:\n", f"{both}evidence:\n")
    edition = world.edition_of_any()
    shared = [
        group
        for group in related(edition, edition.graph.outlets["harbour-times.example"])
        if "quaymaster" in group.reason[1].text + group.reason[-1].text
    ]

    assert not any("quaymaster" in entry.path or entry.value == "quaymaster" for entry in pivots(edition))
    assert [None] == [group.all for group in shared]
    assert all(not word.path for group in shared for word in group.reason)


def test_sites_that_share_a_value_lead_to_its_page(world: World) -> None:
    """The page of each site links to the value, and so to all sites that have it."""
    world.edit(
        UNPLACED,
        "evidence:\n",
        "indicators:\n  - {type: ipv4, value: 192.0.2.1, source: harbour-lab-2024}\nevidence:\n",
    )
    edition = world.edition_of_any()
    paths = [
        word.path for group in related(edition, edition.graph.outlets["valley-echo.example"]) for word in group.reason
    ]

    assert "indicators/ipv4/192.0.2.1/" in paths
    assert ["harbour-times[.]example", "valley-echo[.]example"] == hosts(page(edition, "indicators/ipv4/192.0.2.1/"))


def test_site_is_compared_with_the_one_that_shares_what_says_most(world: World) -> None:
    """An account counts more than an address that anyone can rent.

    Among sites with the same account, the one that shares more is chosen.
    """
    account = "  - {type: adsense-id, value: pub-1234567890123456, source: harbour-lab-2024}\n"
    rented = "  - {type: ipv4, value: 192.0.2.1, source: harbour-lab-2024}\n"
    record = (world.root / UNPLACED).read_text("utf-8")
    world.edit(OUTLET, "indicators:\n", f"indicators:\n{account}")
    for host, values in {"a": rented, "b": account, "c": rented + account}.items():
        world.write(f"sites/zz/{host}-echo.example.yml", record.replace("evidence:", f"indicators:\n{values}evidence:"))
    edition = world.edition_of_any()
    outlets = edition.graph.outlets
    view = outlet_view(edition, outlets["harbour-times.example"])

    assert outlets["c-echo.example"] == closest(edition, outlets["harbour-times.example"])
    assert outlets["c-echo.example"] == closest(edition, outlets["b-echo.example"])
    assert Link("Compare with c-echo[.]example", "compare/#a=harbour-times.example&b=c-echo.example") == view.compare
    assert outlet_view(replace(edition, api=False), outlets["harbour-times.example"]).compare is None


def test_site_is_not_compared_for_what_many_have(world: World) -> None:
    """A country, server or campaign that many sites share makes none of them nearer than the rest."""
    record = (world.root / UNPLACED).read_text("utf-8")
    rented = "indicators:\n  - {type: ipv4, value: 192.0.2.1, source: harbour-lab-2024}\nevidence:"
    for number in range(FEW + 1):
        world.write(f"sites/zz/echo-{number}.example.yml", record.replace("evidence:", rented))
    edition = world.edition_of_any()

    assert closest(edition, edition.graph.outlets["echo-1.example"]) is None


def test_technique_has_its_name_and_the_evidence(world: World) -> None:
    """The page has DISARM's name, and each item of a site or a campaign, with a link to it."""
    view = page(world.edition_of_any(), "techniques/t0097.202/")

    assert f"T0097.202 {TECHNIQUES['T0097.202']}" == view.title
    assert "sites/harbour-times.example/#listed" in [item.path for item in view.items]


def test_matrix_counts_items_by_campaign(world: World) -> None:
    """The matrix has a column for each campaign and a row for each technique."""
    view = index(world.edition_of_any(), TECHNIQUE_PAGES)
    numbers = {row.technique.path: row.numbers for row in view.matrix}

    assert ["campaigns/lighthouse/"] == [link.path for link in view.campaigns]
    assert (
        len(pivot_view(world.edition_of_any(), pivot(world.edition_of_any(), "techniques/t0097.202/")).items),
    ) == numbers["techniques/t0097.202/"]


def test_layer_has_each_technique_with_its_number(world: World) -> None:
    """The layer has the fields that the format of the Navigator requires, and only IDs of DISARM."""
    ((path, text),) = navigator_layer_files(world.edition_of_any())
    layer = json.loads(text)

    assert "techniques/navigator-layer.json" == path
    assert {"name", "domain", "versions", "techniques"} <= layer.keys()
    assert {"T0097.202"} == {technique["techniqueID"] for technique in layer["techniques"]} & {"T0097.202"}
    assert {technique["techniqueID"] for technique in layer["techniques"]} <= TECHNIQUES.keys()
    assert all(technique["score"] > 0 for technique in layer["techniques"])


@pytest.mark.parametrize("kind", TYPES_WITH_PAGES)
@pytest.mark.parametrize(
    "value",
    [
        "2001:db8::1",
        "UA-1",
        "ua-1",
        "ua 1",
        "../../x",
        "con",
        "aux.1",
        ".",
        "",
        "x" * 300,
        "Größe",
        "a/b",
        "a?b#c",
        "WordPress with WPBakery",
        "\u0000",
    ],
)
def test_every_value_has_an_address_that_any_system_can_write(kind: IndicatorType, value: str) -> None:
    """A value may be any text that a stranger writes."""
    path = indicator_path(kind, value)

    assert "" == path_fault(path)
    assert not any(map(device_in, path.split("/")))


def test_no_two_values_share_an_address() -> None:
    """Even values that differ only in signs or case have different addresses."""
    values = ["UA-1", "ua-1", "ua 1", "ua--1", "ua:1", "UA:1", "ua-1-", "Ua-1", "ua.1", ""]

    assert len(values) == len({indicator_path(IndicatorType.ANALYTICS_ID, value) for value in values})


def test_published_value_keeps_its_page(world: World) -> None:
    """The page and its further pages of the list stay, even if no outlet has the value now."""
    addresses = dict.fromkeys(
        ("languages/fr/", "indicators/ipv4/198.51.100.7/", "years/2001/", "years/2001/page/2/"), ()
    )
    edition = replace(world.edition_of_any(), ledger=replace(Ledger(), addresses=addresses))
    paths = {route.path for route in pages(edition)}

    assert {"languages/fr/", "indicators/ipv4/198.51.100.7/", "years/2001/page/2/"} <= paths
    assert [] == hosts(page(edition, "languages/fr/"))
