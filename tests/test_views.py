"""The views are values that are made from the graph alone, at any time and in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest

from masthead.building.output.writer import file_of, refuse_path
from masthead.edition.edition import Edition, Link, Words, edition, text_of
from masthead.exports.json_api import api_files
from masthead.exports.registry import ComparedExport, SummaryExport, WholeExport, exports_of
from masthead.exports.search_documents import entries
from masthead.relations.graph import link
from masthead.search.entry import shown, terms
from masthead.views.metadata.linked_data import linked_data
from masthead.views.pages.campaign import campaign_view, campaigns_view
from masthead.views.pages.country import countries_view, country_view
from masthead.views.pages.firm import firm_view, firms_view
from masthead.views.pages.home import home_view
from masthead.views.pages.lookup import summary_of
from masthead.views.pages.outlet import outlet_view
from masthead.views.pages.source import source_view, sources_view
from masthead.views.parts.extent import target_countries
from masthead.views.parts.folding import UNFOLDED
from masthead.views.parts.outlet_table import outlets_view, published
from masthead.views.routes import Page, pages
from tests import releases
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, UNREAD, World

WITHDRAWN = "state: {name: withdrawn, date: 2024-03-01, reason: The record was wrong.}\n"


MARKDOWN_PAGES = ("about/", "contribute/", "corrections/", "method/")


DISPUTED = "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n"


def values(view: Any) -> Iterator[Any]:
    """Yield every value in *view*, at any depth."""
    yield view
    if is_dataclass(view):
        for field in fields(view):
            yield from values(getattr(view, field.name))
    elif isinstance(view, tuple):
        for item in view:
            yield from values(item)


@pytest.fixture
def current_edition(world: World) -> Edition:
    """The five records in English."""
    return world.edition()


def test_every_view_is_the_same_each_time(current_edition: Edition) -> None:
    """The content of a page depends on nothing that happened before."""
    first = {page.path: page.view() for page in pages(current_edition)}
    second = {page.path: page.view() for page in pages(current_edition)}

    assert first == second


def test_views_are_made_in_any_order(world: World, current_edition: Edition) -> None:
    """Pages can be made in parallel or one by one, each alone, and from records that came in another order."""
    turned = edition(link(reversed(current_edition.graph.loaded)), current_edition.book)
    forwards = {page.path: page.view() for page in pages(current_edition)}
    backwards = {page.path: page.view() for page in reversed(list(pages(turned)))}
    alone = {
        page.path: next(candidate for candidate in pages(world.edition()) if candidate.path == page.path).view()
        for page in pages(current_edition)
    }

    assert forwards == backwards == alone


def test_views_leave_the_graph_as_it_is(world: World, current_edition: Edition) -> None:
    """Nothing is enriched in place."""
    for page in pages(current_edition):
        page.view()
    list(entries(current_edition))

    assert world.load().graph == current_edition.graph


def test_views_are_values(current_edition: Edition) -> None:
    """Views are frozen and contain tuples, so no template can change what another prints."""
    for page in pages(current_edition):
        for value in values(page.view()):
            if is_dataclass(value) and fields(value):
                with pytest.raises(FrozenInstanceError):
                    setattr(value, fields(value)[0].name, "other")
            assert isinstance(value, str | int | bool | tuple | None) or is_dataclass(value), (page.path, type(value))


def test_every_page_has_an_address_of_its_own(current_edition: Edition) -> None:
    """Every system can write a file at the address, and the view of the page has the address."""
    made_pages = list(pages(current_edition))

    assert len(made_pages) == len({page.path for page in made_pages})
    views = [(page, page.view()) for page in made_pages]
    assert [] == [page.path for page, view in views if page.path != (view.record if page.record else view).path]
    for page in made_pages:
        refuse_path(file_of(page.path))


def test_every_link_leads_to_a_page(current_edition: Edition) -> None:
    """Each link leads to one of our pages or to a file for programs."""
    files = {path for export in exports_of(WholeExport) for path, _ in export.make(current_edition)}
    files |= {path for export in exports_of(ComparedExport) for path, _ in export.make(current_edition).files}
    files |= {
        path for export in exports_of(SummaryExport) for path, _ in export.make(current_edition, summary_of).files
    }
    files |= {path for record in current_edition.graph.records() for path, _ in api_files(current_edition, record)}
    known = {page.path for page in pages(current_edition)} | files | {*MARKDOWN_PAGES, ""}
    linked = {
        value.path.partition("#")[0]
        for page in pages(current_edition)
        for value in values(page.view())
        if isinstance(value, Link | Words)
    }

    assert linked <= known


def test_every_entry_of_search_leads_to_a_page(current_edition: Edition) -> None:
    """Every outlet, firm, campaign, source, technical value, technique and country that counts has an entry."""
    assert {
        "sites/harbour-times.example/", "sites/valley-echo.example/", "firms/quay-media/", "campaigns/lighthouse/",
        "sources/harbour-lab-2024/", "countries/it/", "countries/zz/", "techniques/t0097.202/",
        "indicators/adsense-id/pub-0000000000000001/", "indicators/ipv4/192.0.2.1/",
    } == {entry.ref.partition("#")[0] for entry in entries(current_edition)} <= {page.path for page in pages(current_edition)}  # fmt: skip


def test_suspect_hosts_are_defanged_wherever_they_are_shown(current_edition: Edition) -> None:
    """No text on a page is an address that a program could turn into a link, except addresses of our own pages."""
    hosts = ("harbour-times.example", "valley-echo.example", "quay-media.example")
    copies = "https://web.archive.org/"

    for page in pages(current_edition):
        for value in values(page.view()):
            if isinstance(value, str) and value not in hosts[:2] and not value.startswith(copies):
                text = re.sub("sites([-:/][a-z]{2})?[-:/](harbour-times|valley-echo).example", "", value)
                assert not [host for host in hosts if host in text], (page.path, value)


def test_set_evidence_is_not_the_outlets_own(current_edition: Edition) -> None:
    """Evidence about the network has its own heading."""
    view = outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"])
    (network,) = view.networks

    assert ["listed", "register"] == [evidence.id for evidence in view.evidence]
    assert ((), (), (), 1) == (network.named, network.weak, network.whole, network.more)


def test_evidence_about_others_is_not_shown(world: World) -> None:
    """Evidence that concerns one outlet of a campaign is not about its others."""
    world.edit(UNPLACED, "operator: unknown\n", "campaigns: [lighthouse]\n")
    world.edit(CAMPAIGN, "    weight: weak\n", "    weight: weak\n    concerns: [harbour-times.example]\n")
    current_edition = world.edition()

    assert ["shared-server"] == [
        link.path.partition("#")[2]
        for n in outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"]).networks
        for link in n.weak
    ]
    assert () == outlet_view(current_edition, current_edition.graph.outlets["valley-echo.example"]).networks


def shown_of_network(world: World) -> tuple[list[str], list[str], list[str], int]:
    """Return the evidence of the campaign on the page of the outlet, and the number of items that are left out.

    The evidence is in three lists: items that name the outlet, items shown as links, and items about the whole.
    """
    current_edition = world.edition()
    (network,) = outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"]).networks
    named, whole = ([evidence.id for evidence in items] for items in (network.named, network.whole))
    return named, [link.path.partition("#")[2] for link in network.weak], whole, network.more


ITEM = "  - {id: %s, claim: A finding., kind: %s, sources: [{source: harbour-lab-2024}]%s}\n"


def test_page_shows_of_the_network_what_it_cannot_do_without(world: World) -> None:
    """It shows evidence that names the outlet and is not weak, that grounds an attribution, or that accuses a firm.

    The rest is a number.
    """
    more = ITEM % ("software", "infrastructure", "") + ITEM % ("accused", "statement", ", accuses: [quay-media]")
    more += ITEM % ("by-name", "content", ", concerns: [harbour-times.example]") + ITEM % ("ground", "content", "")
    world.edit(CAMPAIGN, "indicators:\n", f"{more}indicators:\n")
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    evidence: [ground]\n")

    assert (["by-name"], [], ["accused", "ground"], 2) == shown_of_network(world)


def test_what_balances_an_item_is_shown_with_it(world: World) -> None:
    """An accusation is shown with its counterpart, and with the counterpart of that, even if it is weak."""
    more = ITEM % ("accused", "statement", ", accuses: [quay-media], balanced_by: [cleared]")
    more += ITEM % ("cleared", "content", ", balanced_by: [shared-server]")
    world.edit(CAMPAIGN, "indicators:\n", f"{more}indicators:\n")

    assert ([], [], ["shared-server", "accused", "cleared"], 0) == shown_of_network(world)


def test_source_counts_stand_beside_ours(current_edition: Edition) -> None:
    """The page has both numbers and their difference, for each country and in total."""
    view = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"])
    (check,) = view.checks

    assert [("Italy", 2, 1, -1)] == [(line.printed, line.theirs, line.ours, line.difference) for line in check.lines]
    assert (2, 1, -1) == (check.total.theirs, check.total.ours, check.total.difference)
    assert 2 == check.table_sum


@pytest.mark.parametrize(
    ("more", "bounded", "ours", "difference"),
    [
        ("total: 40\n    bound: over", "over 40", 1, None),
        ("total: 5\n    bound: nearly\n    overlap: unknown", "nearly 5", None, None),
        ("total: 40\n    overlap: unknown", "", None, None),
        ("total: 40\n    listed: 31", "", 31, -9),
        ("total: 7\n    listed: 0\n    bound: at-least", "at least 7", 0, None),
    ],
)
def test_only_numbers_of_the_same_sites_are_compared(
    world: World, more: str, bounded: str, ours: int | None, difference: int | None
) -> None:
    """A bound has no difference, and neither does a number of sites that nobody identifies."""
    world.edit(CAMPAIGN, "total: 2\n", f"{more}\n")
    current_edition = world.edition()
    (check,) = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).checks

    assert (bounded, ours, difference) == (check.total.bounded, check.total.ours, check.total.difference)


def test_country_shows_the_count_of_the_source(current_edition: Edition) -> None:
    """A reader of the country's page sees the same difference."""
    (check,) = country_view(current_edition, "IT").checks

    assert ("Italy", 2, 1, -1) == (check.printed, check.theirs, check.ours, check.difference)


def test_numbers_are_counted(current_edition: Edition) -> None:
    """The home page and the lists show the right numbers."""
    assert [("2", "sites"), ("1", "country given by sources"), ("1", "firm or service named"), ("1", "source")] == [
        (figure.number, figure.text) for figure in home_view(current_edition).figures
    ]
    assert 2 == outlets_view(current_edition).listing.number
    assert ["1"] == [country.link.note for country in countries_view(current_edition).countries]
    assert 1 == firm_view(current_edition, current_edition.graph.firms["quay-media"]).sites.number


def test_outlets_are_listed_by_letter(current_edition: Edition) -> None:
    """The list runs from A to Z by host."""
    assert [("H", ["harbour-times[.]example"]), ("V", ["valley-echo[.]example"])] == [
        (group.letter, [row.host for row in group.rows]) for group in outlets_view(current_edition).listing.groups
    ]


def test_undetermined_is_no_country(current_edition: Edition) -> None:
    """The undetermined target has a page, and is counted separately."""
    view = countries_view(current_edition)

    assert ["Italy"] == [country.link.text for country in view.countries]
    assert view.undetermined is not None
    assert "countries/zz/" == view.undetermined.link.path
    assert country_view(current_edition, "ZZ").undetermined


@pytest.fixture
def unread(world: World) -> World:
    """The small world with a source that nobody has read, which the other source cites."""
    world.write("sources/tide-digest-2024.yml", UNREAD)
    return world


def test_target_known_second_hand_only_is_marked(unread: World) -> None:
    """Lists and the page have the mark; a source that was read removes it, but a source that retells does not."""
    unread.edit(OUTLET, "as_reported: Italy, source: harbour-lab-2024", "as_reported: Italy, source: tide-digest-2024")

    assert ["second-hand"] == notes(unread)

    unread.edit(OUTLET, "languages:", "  - {country: IT, as_reported: IT, source: harbour-lab-2024}\nlanguages:")
    assert [""] == notes(unread)

    unread.add(SOURCE, "retells: [tide-digest-2024]\n")
    assert ["second-hand"] == notes(unread)


def notes(world: World) -> list[str]:
    """Return the notes beside the countries of the outlet in a list; its page has the same ones."""
    current_edition = world.edition()
    (row,) = [row for group in country_view(current_edition, "IT").listing.groups for row in group.rows]
    assert outlet_view(current_edition, world.outlet()).countries == row.countries
    return [country.note for country in row.countries]


def test_source_that_was_not_read_is_marked_wherever_it_is_linked(unread: World) -> None:
    """The mark says through which source it is known, in facts and beside the name of a campaign."""
    unread.edit(OUTLET, "tag: it, source: harbour-lab-2024", "tag: it, source: tide-digest-2024")
    unread.edit(CAMPAIGN, "named_by: harbour-lab-2024", "named_by: tide-digest-2024")
    current_edition = unread.edition()
    (language,) = [fact for fact in outlet_view(current_edition, unread.outlet()).facts if fact.label == "Language"]

    assert ["second-hand, through the Harbour Lab"] == [link.note for link in language.values[0].sources]
    assert (
        "second-hand, through the Harbour Lab"
        == campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).named_by.note
    )


def test_operator_in_a_list_stands_with_who_names_it(unread: World) -> None:
    """A list makes no statement of its own: it names the sources, and marks a source that was not read."""
    said = "{firm: quay-media, role: operator, by: tide-digest-2024, wording: states, confidence: not-stated}"
    unread.add(OUTLET, f"attributions: [{said}]\n")
    (operator,) = outlets_view(unread.edition()).listing.groups[0].rows[0].operators

    assert "the Tide Digest (second-hand, through the Harbour Lab) and the Harbour Lab*" == operator.note


def test_number_of_countries_is_not_told_while_most_are_unknown(world: World) -> None:
    """Readers would take it for the number of all countries, on the home page and for a campaign."""
    current_edition = world.edition()
    assert (1, 1) == (
        campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).sites.countries,
        target_countries(published(current_edition)),
    )

    for name in ("dale-post", "glen-post"):
        text = (world.root / UNPLACED).read_text().replace("operator: unknown", "campaigns: [lighthouse]")
        world.write(f"sites/zz/{name}.example.yml", text)
    current_edition = world.edition()

    assert ["sites", "firm or service named", "source"] == [
        figure.text for figure in home_view(current_edition).figures
    ]
    assert campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).sites.countries is None


def test_campaign_says_who_lists_its_sites(world: World) -> None:
    """The source that names it need not list its sites, and one that lists only some does not speak for all."""
    current_edition = world.edition()
    (summary,) = campaigns_view(current_edition).campaigns
    assert ["the Harbour Lab"] == [link.text for link in summary.listed_by]

    world.edit(OUTLET, "kind: listing", "kind: statement")
    (summary,) = campaigns_view(world.edition()).campaigns
    assert () == summary.listed_by


def test_misspelling_without_a_known_publisher_is_searched_and_not_shown(world: World) -> None:
    """It may be the name of another firm: no page, no data for programs in a page and no result prints it."""
    world.edit(FIRM, "misspellings:\n", "misspellings:\n  - {text: Key Media}\n")
    world.edit(FIRM, "  - {text: Key Media}\n", "  - {text: Key Media}\n  - {text: Kay Media, printed_by: [leaflet]}\n")
    world.write("sources/leaflet.yml", UNREAD.replace("press", "unknown").replace("the Tide Digest", "a leaflet"))
    current_edition = world.edition()
    firm = current_edition.graph.firms["quay-media"]
    (entry,) = [entry for entry in entries(current_edition) if entry.kind == "firm"]

    assert ["Quey Media"] == [name.text for name in firm_view(current_edition, firm).names.misspellings]
    assert {"Key Media", "Kay Media"} == set(entry.hidden)
    assert {"keymedia", "kaymedia", "queymedia"} < set(terms(entry)["whole"])
    for text in (str(shown(entry)), str(linked_data(current_edition, firm))):
        assert "Key Media" not in text
        assert "Kay Media" not in text


@pytest.mark.parametrize("printed", [0, UNFOLDED - 2, UNFOLDED - 1])
def test_folded_names_are_counted_as_they_are_shown(world: World, printed: int) -> None:
    """Two further names are shown, and one that no known publisher prints is not."""
    names = "".join(f"  - {{text: Kay {number}, printed_by: [harbour-lab-2024]}}\n" for number in range(printed))
    world.edit(FIRM, "misspellings:\n", f"misspellings:\n  - {{text: Key Media}}\n{names}")
    view = firm_view(world.edition_of_any(), world.edition_of_any().graph.firms["quay-media"])
    shown_names = len(view.names.aliases) + len(view.names.misspellings)

    assert printed + 2 == shown_names
    assert view.names.fold.startswith(f"{shown_names} ") if shown_names > UNFOLDED else not view.names.fold


def test_unknown_target_ties_nothing(world: World) -> None:
    """Two outlets with unknown targets do not have the same target."""
    world.write("sites/zz/dale-post.example.yml", (world.root / UNPLACED).read_text())
    current_edition = world.edition()

    assert () == outlet_view(current_edition, current_edition.graph.outlets["dale-post.example"]).related


@pytest.mark.parametrize("path", [OUTLET, FIRM, CAMPAIGN, SOURCE])
def test_withdrawn_record_keeps_its_page_as_a_tombstone(world: World, path: str) -> None:
    """The page has the name, the reason and the file for programs, and nothing else."""
    address = path.replace("/it/", "/").removesuffix(".yml") + "/"
    for other in (OUTLET, CAMPAIGN, FIRM, SOURCE, UNPLACED):
        world.add(other, WITHDRAWN)
    page = find(world, address)

    assert "tombstone" == page.template
    view = page.view()
    assert {"path", "title", "state", "anchors", "api"} == {field.name for field in fields(view)}
    assert ("withdrawn", "2024-03-01", "<p>The record was wrong.</p>") == (
        view.state.name.value,
        view.state.date.iso,
        view.state.reason,
    )


def find(world: World, path: str) -> Page:
    """The page at *path*."""
    return next(page for page in pages(world.edition()) if page.path == path)


def test_withdrawn_records_leave_lists_and_search(world: World) -> None:
    """Withdrawn records are neither counted nor found."""
    for path in (OUTLET, CAMPAIGN, FIRM, SOURCE, UNPLACED):
        world.add(path, WITHDRAWN)
    current_edition = world.edition()

    assert ["0"] * 4 == [figure.number for figure in home_view(current_edition).figures]
    assert [] == list(entries(current_edition))
    assert [0, 0, 0] == [
        view.number
        for view in (outlets_view(current_edition).listing, firms_view(current_edition), sources_view(current_edition))
    ]


def test_disputed_record_is_shown_as_disputed(world: World) -> None:
    """The page, the lists and the search show the dispute."""
    world.add(OUTLET, DISPUTED)
    current_edition = world.edition()
    state = outlet_view(current_edition, world.outlet()).record.state

    assert state is not None
    assert ("disputed", "<p>The firm denies it.</p>") == (state.name.value, state.reason)
    assert ["disputed"] == [
        row.state.value for group in outlets_view(current_edition).listing.groups for row in group.rows if row.state
    ]
    assert ["Disputed"] == [entry.note for entry in entries(current_edition) if entry.note and entry.kind != "evidence"]


def test_source_shows_what_it_carries(current_edition: Edition) -> None:
    """It shows the records that cite it, its statements on firms there, and the beginning of each item of evidence."""
    view = source_view(current_edition, current_edition.graph.sources["harbour-lab-2024"])

    assert ["harbour-times[.]example", "valley-echo[.]example"] == [
        row.host for group in view.listing.groups for row in group.rows
    ]
    assert [
        ("LIGHTHOUSE", ["The sites answer on one address."], ["campaigns/lighthouse/#shared-server"]),
        ("Quay Media Co., Ltd.", [], []),
    ] == [
        (cited.link.text, [item.text for item in cited.items], [item.path for item in cited.items])
        for cited in view.others
    ]
    assert [["The Harbour Lab attributed LIGHTHOUSE to Quay Media Co., Ltd."], []] == [
        [text_of(said) for said in cited.statements] for cited in view.others
    ]


def test_source_shows_no_claim_by_its_own_name(world: World) -> None:
    """Dozens of links that begin with the name of the source look alike; the page says what “…” leaves out."""
    claim = "The sites answer on one address."
    world.edit(CAMPAIGN, claim, f"According to the Harbour Lab, {claim[0].lower()}{claim[1:]}")
    current_edition = world.edition()
    view = source_view(current_edition, current_edition.graph.sources["harbour-lab-2024"])

    assert (True, "… the sites answer on one address.") == (view.cuts_claims, view.others[0].items[0].text)


def test_totals_of_sources_of_one_name_have_marks(world: World) -> None:
    """The marks show which document each number is from, and the numbers are written like all others."""
    world.write(
        "sources/list-2023.yml", RECORDS[SOURCE].replace("2024-02-07", "2023-02-07").replace("/report", "/list")
    )
    totals = ("harbour-lab-2024, total: 1200, bound: over", "list-2023, total: 1100, bound: at-least")
    text = (world.root / CAMPAIGN).read_text("utf-8")
    before, counts, after = text.partition("check:\n")
    world.write(CAMPAIGN, before + counts + "".join(f"  - {{source: {total}}}\n" for total in totals) + after)
    current_edition = world.edition_of_any()

    shown = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).totals

    assert [("the Harbour Lab (2024)", "over 1,200"), ("the Harbour Lab (2023)", "at least 1,100")] == [
        (check.source.text, check.total.bounded) for check in shown
    ]


def test_home_page_of_an_empty_edition_is_made(world: World) -> None:
    """A database may start with its sources."""
    for path in (OUTLET, UNPLACED, CAMPAIGN, FIRM):
        (world.root / path).unlink()
    world.add(SOURCE, "kept_because: It will be cited.\n")
    current_edition = world.edition()

    assert ["0", "0", "0", "1"] == [figure.number for figure in home_view(current_edition).figures]
    for page in pages(current_edition):
        page.view()


def test_firm_page_says_whose_evidence_mentions_it(world: World) -> None:
    """In an item, “this address” and “the firm” mean what they mean on the page that the item is taken from."""
    world.edit(OUTLET, "    kind: listing\n", "    kind: listing\n    firms: [quay-media]\n")
    current_edition = world.edition()

    mentions = firm_view(current_edition, current_edition.graph.firms["quay-media"]).mentions.items

    assert [("Harbour Times", "sites/harbour-times.example/")] == [
        (mention.record.text, mention.record.path) for mention in mentions
    ]
    assert ["listed"] == [mention.item.id for mention in mentions]


@pytest.mark.parametrize(
    ("cited", "through"),
    [
        ("digest, harbour-lab-2024", ["the Harbour Lab"]),
        ("digest, gazette", ["the Tide Gazette"]),
        ("digest", ["the Harbour Lab", "the Tide Gazette"]),
    ],
)
def test_source_is_known_through_those_that_the_item_cites(world: World, cited: str, through: list[str]) -> None:
    """Each of them has only some of what the source said, and the item cites those that have what it says."""
    digest = UNREAD.replace("[harbour-lab-2024]", "[harbour-lab-2024, gazette]")
    world.write("sources/digest.yml", digest)
    world.write("sources/gazette.yml", UNREAD.replace("Digest", "Gazette").replace("What", "More"))
    items = ", ".join(f"{{source: {id}}}" for id in cited.split(", "))
    world.edit(UNPLACED, "    sources:\n      - source: harbour-lab-2024\n", f"    sources: [{items}]\n")
    current_edition = world.edition()

    (item,) = outlet_view(current_edition, current_edition.graph.outlets["valley-echo.example"]).evidence

    assert through == [other.text for other in item.citations[0].via]


@pytest.mark.parametrize(("match", "is_open"), [("host", False), ("presumed", False), ("name", True)])
def test_name_that_we_matched_leaves_open_what_the_outlet_calls_itself(
    world: World, match: str, *, is_open: bool
) -> None:
    """The source gives no address with the name; that the name belongs to this outlet is our match."""
    world.edit(OUTLET, "match: host", f"match: {match}")
    current_edition = world.edition()

    view = outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"])

    assert is_open == ("What it calls itself." in view.not_known)


def test_further_hosts_of_which_a_source_says_the_same_are_one_value(world: World) -> None:
    """A site may have hundreds of them, and its page has to stay small; hosts that differ are a separate value."""
    names = ", ".join(f"n{number}[.]harbour-times[.]example" for number in range(120))
    hosts = "".join(
        f"  - {{host: n{number}.harbour-times.example, role: subdomain, source: harbour-lab-2024}}\n"
        for number in range(120)
    )
    world.edit(OUTLET, "campaigns:", f"{hosts}campaigns:")
    current_edition = world.edition()
    (fact,) = [fact for fact in outlet_view(current_edition, world.outlet()).facts if fact.label == "Other addresses"]

    assert [
        ("", "news[.]harbour-times[.]example (regional address)"),
        ("120 addresses (subdomain)", names),
    ] == [(value.fold, "".join(piece.text for piece in value.words)) for value in fact.values]


def test_outlets_of_one_name_have_pages_of_two_titles(world: World) -> None:
    """In a list of results or among open pages, the name alone would not distinguish the two."""
    alone = outlet_view(world.edition(), world.outlet()).page_title
    world.add(
        UNPLACED, "name: Harbour Times\nnames:\n  - {text: Harbour Times, sources: [harbour-lab-2024], match: host}\n"
    )
    current_edition = world.edition()

    assert "Harbour Times" == alone
    assert ["Harbour Times (harbour-times[.]example)", "Harbour Times (valley-echo[.]example)"] == [
        outlet_view(current_edition, outlet).page_title for outlet in current_edition.graph.outlets.values()
    ]


def test_home_leaves_out_who_speaks_of_sites_that_nobody_lists(world: World) -> None:
    """The number is that of listed sites, and a source that names an operator of others has not named it for these."""
    world.write("sources/gull.yml", (world.root / SOURCE).read_text().replace("he Harbour Lab", "he Gull"))
    more = "  - firm: quay-media\n    role: operator\n    by: gull\n    wording: states\n    confidence: not-stated\n"
    world.edit(CAMPAIGN, "evidence:\n  - id: shared-server\n", f"{more}evidence:\n  - id: shared-server\n")
    of_all = home_view(world.edition_of_any()).operators
    world.edit(CAMPAIGN, more, f"{more}    part: 12 sites in the north\n")
    of_part = home_view(world.edition_of_any()).operators

    assert ["The Harbour Lab* and the Gull*"] == [operator.by for operator in of_all]
    assert ["The Harbour Lab*"] == [operator.by for operator in of_part]


@pytest.mark.parametrize(
    ("wording", "by"),
    [
        ("determines", "The Harbour Lab*"),
        ("lists", "Listed by the Harbour Lab*"),
        ("reports", "The Harbour Lab*"),
    ],
)
def test_home_takes_the_least_definite_statement(world: World, wording: str, by: str) -> None:
    """The number is of all sites: a source that names the firm for one site and for a campaign has the asterisk."""
    said = f"{{firm: quay-media, role: operator, by: harbour-lab-2024, wording: {wording}, confidence: not-stated}}"
    world.edit(UNPLACED, "operator: unknown\n", f"attributions:\n  - {said}\n")

    assert [(by, "2")] == [
        (operator.by, operator.firm.link.note) for operator in home_view(world.edition_of_any()).operators
    ]


def test_home_leaves_out_who_only_reports_others(world: World) -> None:
    """A source that reports others is not named beside them; alone, it is named as a source that reports."""
    world.write("sources/gull.yml", (world.root / SOURCE).read_text().replace("he Harbour Lab", "he Gull"))
    more = "  - firm: quay-media\n    role: operator\n    by: gull\n    wording: reports\n    confidence: not-stated\n"
    world.edit(CAMPAIGN, "evidence:\n  - id: shared-server\n", f"{more}evidence:\n  - id: shared-server\n")
    beside = home_view(world.edition_of_any()).operators
    world.edit(CAMPAIGN, "by: harbour-lab-2024\n    wording: attributes", "by: gull\n    wording: reports")
    alone = home_view(world.edition_of_any()).operators

    assert ["The Harbour Lab*"] == [operator.by for operator in beside]
    assert ["The Gull, which reports others*"] == [operator.by for operator in alone]


def test_second_hand_is_said_once(unread: World) -> None:
    """The name of a source may say that it is second-hand; a note that says so too leaves this out of the name."""
    unread.edit(SOURCE, "short_name: the Harbour Lab", "short_name: the Harbour Lab (second-hand)")
    unread.edit(CAMPAIGN, "named_by: harbour-lab-2024", "named_by: tide-digest-2024")
    current_edition = unread.edition_of_any()
    named_by = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).named_by

    assert "second-hand, through the Harbour Lab" == named_by.note


@pytest.mark.parametrize(
    ("said", "counts", "sentence"),
    [
        ("said that Quay Media ran 34 titles in the north", "34 titles", ""),
        ("said that Quay Media ran 34 titles in the north", "over 90 sites", "The Harbour Lab spoke of over 90 sites."),
        ("", "34 titles", "The Harbour Lab spoke of 34 titles."),
        ("called more than 600 “policy-violating domains” linked to Quay Media", "more than 600 domains", ""),
        (
            "gave a confidence of 60 out of 1,600",
            "more than 60 domains",
            "The Harbour Lab spoke of more than 60 domains.",
        ),
    ],
)
def test_a_count_is_not_said_twice(world: World, said: str, counts: str, sentence: str) -> None:
    """The words of a statement may already contain the count."""
    own = f"said: {said}\n    " if said else ""
    world.edit(CAMPAIGN, "wording: attributes\n", f"wording: attributes\n    {own}counts: {counts}\n")
    current_edition = world.edition_of_any()
    (operator,) = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).statements.operators

    assert sentence == text_of(operator.counts)


@pytest.mark.parametrize("role", ["host", "reseller", "subject", "content-source", "creator", "supporter", "related"])
def test_bystanders_are_told_from_those_who_take_part(world: World, role: str) -> None:
    """Pages say only of firms that host, sell space or are written about that this is not operating."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n")
    current_edition = world.edition_of_any()
    statements = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).statements

    assert (role in ("host", "reseller", "subject")) == statements.have_bystanders


@pytest.mark.parametrize("role", ["host", "creator"])
def test_what_is_not_operating_is_said_where_somebody_does_it(site: World, role: str) -> None:
    """Below a statement that a firm made the sites, a note that hosting is not running them would answer nobody."""
    site.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n")
    site.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")
    output = releases.make(site)

    for path, title in (("campaigns/lighthouse", "Other roles"), ("sites/harbour-times.example", "Other firms")):
        text = releases.page(output, path).text
        assert (title in text, role == "host") == (True, "Hosting a site, selling space on it" in text)


def test_a_country_of_several_sites_is_said_to_be_recorded(world: World) -> None:
    """Not every source says that the sites are aimed at a country, and no outlet poses as partisan."""
    world.edit(
        UNPLACED,
        "kind: local-news\noperator:",
        "kind: partisan-local\ntargets: [{country: IT, as_reported: Capri, source: harbour-lab-2024}]\noperator:",
    )
    world.move(UNPLACED, "sites/it/valley-echo.example.yml")
    current_edition = world.edition_of_any()

    view = outlet_view(current_edition, current_edition.graph.outlets["valley-echo.example"])

    assert "Also recorded for Italy" in [text_of(group.reason) for group in view.related]
    assert "Local news outlet; a source describes its set as partisan" == text_of(view.facts[0].values[0].words)
