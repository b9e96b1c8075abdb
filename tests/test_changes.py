"""Pages on changes: the days of releases, values of fields before and since, and the targets of former addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from masthead.edition.reads import noted
from masthead.edition.watched_graph import watched
from masthead.field_types.dates import PartialDate
from masthead.loading.ledger_check import whole_ledger
from masthead.views.pages.changes import month_view, months
from tests.releases import golden_world, ids, links, make, page, publish, twice_released
from tests.world import FIRM, SOURCE, World

HERALD = "sites/harbour-herald.example"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the golden records after two releases."""
    return twice_released(tmp_path_factory.mktemp("golden"))


def test_unreleased_copy_says_nothing_of_releases(site: World) -> None:
    """No page invents a first day; /changes/ says why it is empty."""
    output = make(site)

    assert "This copy of the database has not been released yet" in page(output, "changes").text
    assert [] == [file for file in output.rglob("*.html") if "/changes/20" in file.read_text("utf-8")]
    assert ["index.html"] == [file.name for file in (output / "changes").iterdir()]


def test_changes_list_every_day(output: Path) -> None:
    """The newest day comes first, and each has its numbers of published and changed records."""
    rows = [tag.text.split("\n") for tag in page(output, "changes").all("tr")[1:]]

    assert [["1 July 2024", "0", "5"], ["1 March 2024", "5", "0"]] == [
        [cell.strip() for cell in row if cell.strip()] for row in rows
    ]


def test_record_names_its_days(output: Path) -> None:
    """Each day leads to what was published or changed on it."""
    outlet = page(output, HERALD)

    assert "Published 1 March 2024" in outlet.text
    assert "Last changed 1 July 2024" in outlet.text
    for month, day in (("2024-03", "01"), ("2024-07", "01")):
        anchor = f"{day}-sites-harbour-herald.example"
        assert f"../../changes/{month}/index.html#{anchor}" in links(outlet)
        assert anchor in ids(page(output, f"changes/{month}"))


def test_month_shows_what_a_field_held(output: Path) -> None:
    """An entry shows the values before and since, and links to the day of the change before it."""
    month = page(output, "changes/2024-07")
    entry = next(tag for tag in month.all("li") if tag.attributes.get("id") == "01-sites-harbour-herald.example")

    assert "The report lists the site under Italy." in [tag.text for tag in month.all("del")]
    assert "The report lists the site under Spain." in [tag.text for tag in month.all("ins")]
    assert "formerly harbour-times[.]example" in entry.text
    assert "../../changes/2024-03/index.html#01-sites-harbour-herald.example" in links(month)


def test_month_repeats_no_address_and_no_host(output: Path) -> None:
    """The path of an address may be a headline that attacks somebody, and a host must not become a link."""
    month = page(output, "changes/2024-07")
    text = month.text.replace("harbour-herald.example.yml", "")

    assert "https://" not in text
    assert "harbour-times.example" not in text
    assert "harbour-times[.]example" in text


def test_month_hides_what_was_withdrawn(output: Path) -> None:
    """A record that was withdrawn or excluded is not published a second time by its history."""
    month = page(output, "changes/2024-07")
    entry = next(tag for tag in month.all("li") if tag.attributes.get("id") == "01-sites-valley-echo.example")

    assert "This record has been withdrawn or excluded." in entry.text
    assert "listed" not in entry.text


def test_month_is_for_who_asks(output: Path) -> None:
    """Search engines find present pages, not earlier wording under somebody's name."""
    assert "noindex" in {tag.attributes.get("content") for tag in page(output, "changes/2024-07").all("meta")}


def test_names_of_persons_stay_out_of_the_history(site: World) -> None:
    """A person whom the record no longer names is not named by the change."""
    site.add(SOURCE, "persons:\n  - {name: Jane Example, public_role: minister of a state}\n")
    publish(site)
    site.edit(SOURCE, "persons:\n  - {name: Jane Example, public_role: minister of a state}\n", "")
    publish(site, PartialDate(2024, 4, 1))
    month = page(make(site), "changes/2024-04")

    assert "persons" in month.text
    assert "Jane" not in month.text


def test_lists_show_only_what_differs(site: World) -> None:
    """A long list shows only the items that came and went."""
    publish(site)
    site.edit(FIRM, "- {text: QuayPR,", "- {text: Quay PR,")
    publish(site, PartialDate(2024, 4, 1))
    month = page(make(site), "changes/2024-04")

    assert ["text: QuayPR; printed_by: harbour-lab-2024"] == [tag.text for tag in month.all("del")]
    assert ["text: Quay PR; printed_by: harbour-lab-2024"] == [tag.text for tag in month.all("ins")]


def test_stub_leads_on_and_is_not_found(output: Path) -> None:
    """The stub leads on by itself, by a visible link, and by a canonical link for search engines."""
    stub = page(output, "sites/harbour-times.example")
    head = {
        tag.attributes.get("http-equiv", tag.attributes.get("name", "")): tag.attributes.get("content", "")
        for tag in stub.all("meta")
    }

    assert ("noindex", "0; url=../../sites/harbour-herald.example/index.html") == (head["robots"], head["refresh"])
    assert ["../../sites/harbour-herald.example/index.html"] == [
        tag.attributes["href"] for tag in stub.all("link") if tag.attributes.get("rel") == "canonical"
    ]
    assert {
        "../../sites/harbour-herald.example/index.html",
        "../../sites/harbour-herald.example/index.html#listed",
    } <= links(stub)


def test_method_defines_what_pages_say(output: Path) -> None:
    """Each closed list has its anchor, and each term a definition."""
    method = page(output, "method")

    assert {"confidence", "wording", "roles", "verification", "reliability", "states"} <= ids(method)
    assert [] == [tag.text for tag in method.all("dd") if not tag.text.strip()]


def test_corrections_have_time_limits(output: Path) -> None:
    """A person who asks for a change learns the time limit of each step, and whose policy it is."""
    text = page(output, "corrections").text

    for limit in ("within 3 days", "within 14 days", "within 2 days", "within 30 days", "within 7 days"):
        assert limit in text
    assert "They bind a copy only if its publisher, named above, has adopted them." in text


def test_page_of_a_month_depends_on_the_records_in_it(tmp_path: Path) -> None:
    """An edit of another record does not make the page again."""
    golden = golden_world(tmp_path / "world")
    publish(golden, PartialDate(2024, 7, 1))
    edition = replace(golden.edition(), ledger=whole_ledger(golden.root))
    seen = replace(edition, graph=watched(edition.graph))
    for month in months(edition):
        with noted() as reads:
            view = month_view(seen, month)

        assert any(day.published or day.changed for day in view.days)
        assert {read for read in reads if len(read) == 1} == set()
