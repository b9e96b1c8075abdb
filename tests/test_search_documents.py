"""The terms by which each record is found: the entries of the small world and of the real records."""

from __future__ import annotations

import pytest

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.exports.search_documents import entries
from masthead.loading.database import Database
from masthead.pinned_lists import COUNTRIES, COUNTRY_NAMES
from masthead.search.entry import SearchEntry, terms
from masthead.views.parts.country_names import country_names
from tests.world import CAMPAIGN, FIRM, OUTLET, World

ENGLISH = phrasebook("en-GB")


def entries_of(world: World) -> dict[str, SearchEntry]:
    """The entries of *world* by address."""
    return {entry.ref: entry for entry in entries(world.edition_of_any())}


def test_every_record_that_stands_has_an_entry_and_so_has_each_claim(world: World) -> None:
    """There is an entry for each page that search may lead to, and for each permalink of evidence."""
    assert {
        "sites/harbour-times.example/",
        "sites/harbour-times.example/#listed",
        "sites/harbour-times.example/#register",
        "sites/valley-echo.example/",
        "sites/valley-echo.example/#listed",
        "firms/quay-media/",
        "campaigns/lighthouse/",
        "campaigns/lighthouse/#shared-server",
        "countries/it/",
        "countries/zz/",
        "sources/harbour-lab-2024/",
        "indicators/adsense-id/pub-0000000000000001/",
        "indicators/ipv4/192.0.2.1/",
        "techniques/t0097.202/",
    } == set(entries_of(world))


def test_outlet_is_found_by_all_that_it_is_called(world: World) -> None:
    """It is found by hosts, former ones too, names, country, campaign, firm, what it imitates and technical values."""
    world.add(OUTLET, "formerly: [old-harbour.example]\n")
    world.add(OUTLET, "imitates:\n  - {name: The Genuine Gazette, sources: [harbour-lab-2024]}\n")

    entry = entries_of(world)["sites/harbour-times.example/"]

    assert ("harbour-times.example", "news.harbour-times.example", "old-harbour.example") == entry.hosts
    assert ("Harbour Times",) == entry.names
    assert {"Italy", "LIGHTHOUSE", "Quay Media Co., Ltd.", "码头传媒", "The Genuine Gazette"} == set(entry.details)
    assert ("192.0.2.1", "pub-0000000000000001") == entry.indicators  # the second is said by its campaign


def test_firm_is_found_by_misspelling_and_number(world: World) -> None:
    """People also type misspellings that are in print; a number is found with spaces in it."""
    entry = entries_of(world)["firms/quay-media/"]

    assert {"queymedia", "91440300ma5fwmchx7", "quaypr", "码头传媒", "碼頭傳媒"} < set(terms(entry)["whole"])
    assert ("quay-media.example",) == entry.hosts


def test_technical_values_are_found_in_full_only(world: World) -> None:
    """No other field has a piece of them."""
    words = terms(entries_of(world)["sites/harbour-times.example/"])

    assert ("192.0.2.1!", "pub-0000000000000001!") == words["indicator"]
    assert not {word for field in words if field != "indicator" for word in words[field] if "192" in word.split(".")}


def test_address_of_the_sixth_version_is_found_short_and_long(world: World) -> None:
    """It is the same address, however many zeros are typed."""
    world.edit(OUTLET, "type: ipv4, value: 192.0.2.1", "type: ipv6, value: '2001:db8:0:0::1'")

    assert {
        "2001:db8:0:0::1",
        "2001:db8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001",
        "pub-0000000000000001",
    } == set(entries_of(world)["sites/harbour-times.example/"].indicators)


def test_page_of_a_value_is_found_by_the_whole_value_alone(world: World) -> None:
    """The page is found by each form of the value that people type, and by no word or part of it."""
    world.edit(OUTLET, "type: ipv4, value: 192.0.2.1", "type: ipv6, value: '2001:db8:0:0::1'")
    (entry,) = (entry for entry in entries_of(world).values() if entry.ref.startswith("indicators/ipv6/"))

    assert ("value", "2001:db8:0:0::1", "IPv6 address") == (entry.kind, entry.title, entry.subtitle)
    assert {"indicator": ("2001:db8:0:0::1!", "2001:db8::1!", "2001:0db8:0000:0000:0000:0000:0000:0001!")} == dict(
        terms(entry)
    )


def test_technique_is_found_by_its_id_and_name(world: World) -> None:
    """The words of its name are details: many outlets have them in theirs."""
    words = terms(entries_of(world)["techniques/t0097.202/"])

    assert ("t0097.202!",) == words["indicator"]
    assert "newsoutletpersona" in words["whole"]
    assert {"news", "outlet", "persona"} <= set(words["detail"])
    assert not {*words["name"], *words["alias"]}


@pytest.mark.parametrize("path", [OUTLET, FIRM, CAMPAIGN])
def test_disputed_is_said_and_withdrawn_is_not_found(world: World, path: str) -> None:
    """It holds for the record itself and for its evidence."""
    before = set(entries_of(world))
    world.add(path, "state: {name: disputed, date: 2024-03-01, reason: It is said to be another.}\n")
    disputed = {ref for ref, entry in entries_of(world).items() if entry.note}
    world.edit(path, "name: disputed", "name: withdrawn")

    rest = entries_of(world)

    assert disputed
    assert not disputed & set(rest)
    assert not any(entry.note for entry in rest.values())
    values = ("countries/it/", "indicators/", "techniques/")
    assert all(ref.startswith((*disputed, *values)) for ref in before - set(rest))


def test_evidence_is_found_by_its_claim_alone(world: World) -> None:
    """Its words are details, without marks of Markdown; the record is shown but not searched."""
    world.edit(OUTLET, "The report lists the site under Italy.", "The *report* lists the site under Italy.")
    entry = entries_of(world)["sites/harbour-times.example/#listed"]

    assert "The report lists the site under Italy." == entry.title
    assert "Harbour Times" == entry.subtitle
    assert {"detail": ("the", "report", "lists", "site", "under", "italy")} == dict(terms(entry))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB", {"UK", "Great Britain", "England", "GB", "GBR"}),
        ("NL", {"Holland", "Nederland", "the Netherlands", "NL", "NLD"}),
        ("MM", {"Burma", "BU"}),
        ("KR", {"한국", "대한민국", "Korea", "ROK"}),
        ("JP", {"日本", "JPN"}),
        ("SZ", {"Swaziland"}),
        ("TW", {"Formosa", "TWN"}),
    ],
)
def test_country_is_found_by_whatever_it_is_called(code: str, names: set[str]) -> None:
    """It is found by former, short and own names, and by codes."""
    assert names <= set(country_names(ENGLISH, code))


def test_country_is_found_in_every_language_of_the_interface() -> None:
    """Each further language of the website adds the names that it has."""
    names = country_names(phrasebook("de", others=["ja", "fr"]), "IT")

    assert {"Italie", "イタリア", "Italia"} < set(names)
    assert "Italien" not in names


def test_list_of_names_of_countries_is_of_countries() -> None:
    """Each line has a code that records may have, and no name twice."""
    assert set(COUNTRY_NAMES) <= COUNTRIES
    assert all(len(set(names)) == len(names) for names in COUNTRY_NAMES.values())
    assert all(country_names(ENGLISH, code) for code in COUNTRIES)
    assert () == country_names(ENGLISH, "ZZ")


def test_entries_of_the_real_records_have_something_to_be_found_by(database: Database) -> None:
    """Each has a title and, unless it is a claim or the undetermined country, terms that mean it alone."""
    real_entries = list(entries(edition(database.graph, ENGLISH)))

    assert len(real_entries) == len({entry.ref for entry in real_entries})
    assert all(entry.title for entry in real_entries)
    # Only titles of sources may be too long to be one term.
    assert all(terms(entry)["whole"] for entry in real_entries if entry.kind not in ("evidence", "source", "value"))
    assert all(any(terms(entry).values()) for entry in real_entries)
