"""The real records: complete, right, and counted as their sources count."""

from __future__ import annotations

from collections import Counter

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.field_types.vocabulary import Confidence, Role, Wording
from masthead.loading.database import Database
from masthead.model import Attribution, Campaign, Outlet
from masthead.views.pages.campaign import campaign_view
from masthead.views.parts.campaign_counts import CheckView

# The number of sites that the report's list has for each country. Its table has the same numbers, but 15 for Russia;
# four sites are in the list without a country.
PAPERWALL = {
    "KR": 17, "JP": 15, "RU": 14, "GB": 11, "FR": 10, "BR": 7, "TR": 6, "IT": 6, "ES": 5, "MX": 3, "RO": 2, "PL": 2, "NL": 2,
    "DE": 2, "AR": 2, "US": 1, "SE": 1, "PT": 1, "NO": 1, "LU": 1, "IE": 1, "FI": 1, "EC": 1, "DK": 1, "CZ": 1, "CO": 1, "CL": 1,
    "CH": 1, "BE": 1, "AT": 1,
}  # fmt: skip
UNDETERMINED = 4


def test_nothing_is_wrong(database: Database) -> None:
    """No error; and the only warnings are firms that nobody has asked yet."""
    assert {"reply-missing"} >= {finding.rule for finding in database.findings}
    assert 0 == database.errors


def test_all_outlets_of_the_report_are_there(database: Database) -> None:
    """The records have all 123, and each once."""
    outlets = database.graph.outlets_by_campaign["paperwall"]

    assert 123 == len(outlets) == len({outlet.id for outlet in outlets})


def test_countries_are_those_of_the_report(database: Database) -> None:
    """Each number is that of the report; four sites have no country, since the report determines none for them."""
    outlets = database.graph.outlets_by_campaign["paperwall"]
    said = Counter(target.country for o in outlets for target in o.targets if target.source == "citizenlab-2024")

    assert PAPERWALL == {country: number for country, number in said.items() if country}
    assert UNDETERMINED == sum(not outlet.countries for outlet in outlets)


def check_of(database: Database) -> CheckView:
    """The report's table beside ours."""
    current_edition = edition(database.graph, phrasebook("en-GB"))
    return campaign_view(current_edition, database.graph.campaigns["paperwall"]).checks[0]


def test_differences_to_the_table_are_shown(database: Database) -> None:
    """Russia differs by one; the four undetermined sites have no line in the table; both have 123 in all."""
    check = check_of(database)
    compared = [line for line in check.lines if line.theirs is not None]

    assert [("Russia", 15, 14, -1)] == [
        (line.printed, line.theirs, line.ours, line.difference) for line in compared if line.difference
    ]
    assert [("countries/zz/", UNDETERMINED)] == [
        (line.country.path, line.ours) for line in check.lines if line.theirs is None and line.country
    ]
    assert (123, 123, 0) == (check.total.theirs, check.total.ours, check.total.difference)
    assert len(PAPERWALL) == len(compared)
    assert 120 == check.table_sum


def test_every_outlet_has_an_operator_or_says_that_nobody_is_named(database: Database) -> None:
    """Each has a statement on an operator, or the open word that sources name nobody."""
    unclear = [o.id for o in database.graph.outlets.values() if not (database.graph.operators_of(o) or o.operator)]

    assert [] == unclear


def all_said(database: Database) -> list[Attribution]:
    """Every attribution and relation in the records."""
    graph = database.graph
    holders: tuple[Outlet | Campaign, ...] = (*graph.outlets.values(), *graph.campaigns.values())
    return [said for holder in holders for said in holder.attributions] + [
        r for f in graph.firms.values() for r in f.relations
    ]


def test_no_degree_of_confidence_is_ours(database: Database) -> None:
    """No source here gives a degree; “proving”, which the Citizen Lab says of two domains, is quoted and not graded.

    A number that VIGINUM gives without words is no degree.
    """
    proven = {
        outlet.id
        for outlet in database.graph.outlets.values()
        for said in outlet.attributions
        if "proves" in (said.said or "")
    }

    assert {"updatenews.info", "wdpp.org"} == proven
    numbers = [said for said in all_said(database) if said.confidence is Confidence.NUMBER]

    assert {"viginum-pk-stix", "viginum-rrn-stix"} == {said.by for said in numbers}
    assert all(said.confidence is Confidence.NOT_STATED for said in all_said(database) if said not in numbers)


def test_a_list_of_google_is_told_as_a_list(database: Database) -> None:
    """The list says to which group each of the 52 domains belongs, and no more."""
    listed = [a for a in database.graph.campaigns["glassbridge"].attributions if a.concerns]

    assert {Wording.LISTS} == {said.wording for said in listed}
    assert 52 == sum(len(said.concerns) for said in listed)


def test_operator_named_by_the_lab_comes_with_its_reservation(database: Database) -> None:
    """The records keep “almost all”, and Google’s words in favour of the company that it does not name."""
    campaigns = database.graph.campaigns
    lab = next(said for said in campaigns["paperwall"].attributions if said.by == "citizenlab-2024")
    durinbridge = [said for said in campaigns["glassbridge"].attributions if said.firm == "durinbridge"]

    assert (Role.OPERATOR, Confidence.NOT_STATED) == (lab.role, lab.confidence)
    assert "almost all" in (lab.reservation or "")
    assert ["not itself an influence actor" in (said.reservation or "") for said in durinbridge] == [True, True]


def test_silence_of_2022_answers_the_report_of_2022_only(database: Database) -> None:
    """The Record asked about HaiEnergy, not about Google’s list."""
    (reply,) = database.graph.firms["haixun"].replies

    assert [("mandiant-2022", "haienergy")] == [(answer.source, answer.campaign) for answer in reply.answers]


def test_what_is_known_from_an_anonymous_file_only_is_not_cited(database: Database) -> None:
    """Nothing rests on it, and no name that it alone prints is credited to it."""
    for anonymous in ("tw-io-compendium", "nsb-tw-2025"):
        assert {"sources"} >= {
            folder for folder in ("sites", "firms", "campaigns", "sources") if cites(database, folder, anonymous)
        }


def cites(database: Database, folder: str, source: str) -> bool:
    """Return whether a record in *folder* names *source*."""
    return any(
        reference.folder == "sources" and reference.id == source
        for entry in database.graph.loaded
        if entry.file.folder == folder
        for reference in database.graph.references[entry.file.path]
    )
