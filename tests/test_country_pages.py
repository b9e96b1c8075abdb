"""Pages of countries: no column for the country, a paragraph on who is named there, and filters from six sites on."""

from __future__ import annotations

import pytest

from masthead.edition.edition import text_of
from masthead.field_types.dates import PartialDate
from masthead.ledger.contents import FieldChange
from masthead.ledger.lines import Value
from masthead.views.pages.country import country_view
from masthead.views.parts.change_words import change_words
from masthead.views.parts.country_account import MOST
from tests.releases import make, page, publish
from tests.site import Page
from tests.world import CAMPAIGN, FIRM, OUTLET, UNREAD, World

TARGET = "  - {country: IT, as_reported: Italy, source: harbour-lab-2024}\n"
SITE = f"""\
kind: local-news
operator: unknown
targets:
{TARGET}evidence:
  - {{id: listed, claim: It is listed., kind: listing, sources: [{{source: harbour-lab-2024}}]}}
"""


def account(world: World, code: str = "IT") -> str:
    """The paragraph on the page of a country."""
    return " ".join(map(text_of, country_view(world.edition_of_any(), code).account))


def columns(of: Page) -> list[str]:
    """The columns of the list of a page."""
    return [tag.attributes["data-column"] for tag in of.all("th") if "data-column" in tag.attributes]


def test_a_country_is_not_repeated_in_each_row(site: World) -> None:
    """The page of a country has no such column; other lists have it."""
    output = make(site)

    assert ["site", "name", "campaign", "firm", "year"] == columns(page(output, "countries/it"))
    assert ["site", "name", "country", "campaign", "firm", "year"] == columns(page(output, "sites"))
    assert "Target country" not in page(output, "countries/it").text


def test_further_targets_of_a_row_are_kept(site: World) -> None:
    """A site with two countries names both on the page of each, and the next site none."""
    site.edit(OUTLET, TARGET, f"{TARGET}  - {{country: GR, as_reported: Greece, source: harbour-lab-2024}}\n")
    site.write("sites/it/pier-news.example.yml", SITE)
    output = make(site)

    heads = [tag.text for tag in page(output, "countries/it").all("th") if "[.]" in tag.text]
    assert ["harbour-times[.]example Target country: Italy, Greece", "pier-news[.]example"] == [
        " ".join(head.split()) for head in heads
    ]
    assert "Target country: Italy, Greece" in " ".join(page(output, "countries/gr").text.split())


def test_a_target_known_at_second_hand_says_so(site: World) -> None:
    """The page of the country must not be firmer than the list of all sites."""
    site.write("sources/tide-digest-2024.yml", UNREAD)
    site.edit(OUTLET, TARGET, TARGET.replace("harbour-lab-2024", "tide-digest-2024"))

    assert "Target country: Italy (second-hand)" in " ".join(page(make(site), "countries/it").text.split())


@pytest.mark.parametrize(("number", "is_short"), [(4, True), (5, False)])
def test_filters_begin_with_six_sites(site: World, number: int, *, is_short: bool) -> None:
    """A page with fewer rows keeps no room for filters, and the script makes none."""
    for name in "abcde"[:number]:
        site.write(f"sites/it/{name}.example.yml", SITE)
    [root] = [tag for tag in page(make(site), "countries/it").tags if "data-filters" in tag.attributes]

    assert is_short == ("filters--short" in root.attributes["class"])


def test_account_says_who_names_what(world: World) -> None:
    """It names the campaign with its source and date, and the firm with its sources, with * for a whole campaign."""
    assert (
        "Campaigns and sets under which they are listed here: LIGHTHOUSE (1 site; named by the Harbour Lab, 7 February 2024). "
        "Firms that sources name as operators, or under which they list sites, each source for some or all of them: "
        "Quay Media Co., Ltd. (1 site: the Harbour Lab*)."
    ) == account(world)


def test_account_is_empty_where_nobody_names_anything(world: World) -> None:
    """It does not say that nobody knows."""
    assert "" == account(world, "ZZ")


def test_account_takes_the_least_definite_statement(world: World) -> None:
    """A source that names the firm for one site and lists another under it is not said to name it for both."""
    said = "attributions:\n  - {{firm: quay-media, role: operator, by: harbour-lab-2024, wording: {}, confidence: not-stated}}\n"
    world.edit(CAMPAIGN, "role: operator", "role: host")
    world.write("sites/it/pier-news.example.yml", SITE.replace("operator: unknown\n", said.format("determines")))
    assert "(1 site: the Harbour Lab)" in account(world)

    world.write("sites/it/quay-news.example.yml", SITE.replace("operator: unknown\n", said.format("lists")))
    assert "(2 sites: listed by the Harbour Lab)" in account(world)


def test_account_says_that_a_firm_is_disputed(world: World) -> None:
    """The paragraph marks a disputed firm as lists do."""
    world.add(FIRM, "state: {name: disputed, date: 2024-03-01, reason: It denies the report.}\n")

    assert "Quay Media Co., Ltd. (Disputed) (1 site" in account(world)


def test_account_leaves_denials_out(world: World) -> None:
    """A firm of which a source says that it does not operate the sites is not named."""
    world.edit(CAMPAIGN, "role: operator", "role: operator\n    stance: denies")

    assert "Quay" not in account(world)


def test_account_names_a_few_and_says_so(world: World) -> None:
    """The paragraph leaves out further campaigns, and says that the list has them."""
    for number in range(MOST):
        text = f"name: SET {number}\nnamed_by: harbour-lab-2024\nsummary: Websites.\n"
        world.write(f"campaigns/set-{number}.yml", text)
    ids = [f"set-{number}" for number in range(MOST)]
    world.write("sites/it/pier-news.example.yml", SITE.replace("targets:", f"campaigns: [{', '.join(ids)}]\ntargets:"))

    assert "LIGHTHOUSE (1 site" in account(world)
    assert f"SET {MOST - 1}" not in account(world)
    assert account(world).endswith("The list below has the other campaigns, sets and firms.")


def cited(*ids: str) -> list[Value]:
    """Sources of an item, as the ledger has them."""
    return [{"source": id} for id in ids]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("evidence[a].claim", "One.", "Two."), ("evidence[b].claim", "One.", "Two.")], "wording of 2 claims"),
        ([("evidence[a].sources", cited("x"), cited("x", "y", "z"))], "2 sources added"),
        ([("evidence[a].sources", cited("x", "y"), cited("z"))], "1 source added and 2 sources removed"),
        ([("evidence[a].sources", [{"source": "x", "note": "old"}], cited("x"))], "1 other change"),
        ([("evidence[a].claim", None, "New."), ("evidence[a].kind", None, "listing")], "1 item of evidence added"),
        ([("statements[a].kind", "listing", None), ("statements[a].claim", "Old.", None)], "1 item of evidence removed"),
        ([("corrections", [{"date": "2024"}], [{"date": "2024"}, {"date": "2025"}])], "1 correction added"),
        ([("name", None, "A"), ("name", "A", "B"), ("note", "C", None)], "2 other changes"),
        ([("evidence[a].claim", "One.", "Two."), ("evidence[a].claim", "Two.", "Three.")], "wording of 1 claim"),
        ([], ""),
    ],
)  # fmt: skip
def test_changes_are_counted_by_kind(
    world: World, changes: list[tuple[str, Value | None, Value | None]], words: str
) -> None:
    """An item that is new or gone counts once, and a field that changed twice on a day once."""
    assert words == change_words(world.edition(), [FieldChange(*change) for change in changes])


def test_latest_changes_are_in_words(site: World) -> None:
    """The changes of the newest day come first; names of fields are only in a fold of the page of the month."""
    publish(site)
    site.edit(OUTLET, "The register of news outlets has no entry", "The public register has no entry")
    publish(site, PartialDate(2024, 4, 1))
    output = make(site)

    entries = [" ".join(tag.text.split()) for tag in page(output, "changes").all("li") if "2024)" in tag.text]
    assert "Harbour Times: wording of 1 claim ( 1 April 2024)" == entries[0]
    assert "LIGHTHOUSE: published ( 1 March 2024)" in entries
    assert "evidence[" not in page(output, "changes").text
    month = page(output, "changes/2024-04")
    folded = "".join(tag.text for tag in month.all("details"))
    assert (1, 1) == (month.text.count("evidence[register].claim"), folded.count("evidence[register].claim"))
