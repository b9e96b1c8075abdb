"""Corrections, replies and disputes: on the pages, in the lists and in the feed."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.edition.reads import noted
from masthead.edition.watched_graph import watched
from masthead.exports.atom_feeds import corrections_feed
from masthead.exports.search_documents import entries
from masthead.views.parts.record_history import corrections_of
from tests.releases import ids, links, make, page, twice_released
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

DISPUTED = "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n"
CORRECTION = """\
corrections:
  - {date: 2024-04-01, said: It said a & b., says: It says <c>., why: The source was corrected., asked_by: the publisher, address: "https://harbour-lab.example/request"}
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the golden records after two releases."""
    return twice_released(tmp_path_factory.mktemp("golden"))


def test_corrections_list_what_was_said_and_why(site: World) -> None:
    """The list says who asked, and the policy is on the same page."""
    site.add(FIRM, CORRECTION)
    output = make(site)
    text = page(output, "corrections").text

    for said in (
        "It said a & b.",
        "It says <c>.",
        "The source was corrected.",
        "requested by the publisher",
        "1 April 2024",
    ):
        assert said in text
    assert "If you are named here" in text
    assert {"../firms/quay-media/index.html", "https://harbour-lab.example/request"} <= links(
        page(output, "corrections")
    )


@pytest.mark.parametrize("path", [OUTLET, FIRM, CAMPAIGN, SOURCE])
def test_correction_stands_on_the_page_itself(site: World, path: str) -> None:
    """A correction is mentioned above the details, and printed in full with a link to it in the list of corrections."""
    site.add(path, CORRECTION)
    output = make(site)
    corrected, listed = page(output, path.replace("/it/", "/").removesuffix(".yml")), page(output, "corrections")
    text = corrected.text
    reasons = {link.partition("#")[2] for link in links(corrected) if "corrections/index.html#c-" in link}

    assert text.index("Corrected 1 April 2024") < text.index("Details")
    assert "Corrections 1 April 2024. Before: It said a & b. Now: It says <c>." in text
    assert 1 == len(reasons)
    assert reasons <= {tag.attributes.get("id") for tag in listed.all("li")}


def test_record_with_many_corrections_prints_the_latest_and_links_to_all(site: World) -> None:
    """The latest six are printed in full, the others by their beginnings or as replaced.

    The page has the anchors of evidence that any of them withdrew.
    """
    more = {0: ", withdrawn: [old-item]", 1: ", replaced: 2024-04-09"}
    lines = [
        f"  - {{date: 2024-04-{1 + number:02}, said: It had {number} lamps., says: It has {number + 50} lamps., why: Miscounted.{more.get(number, '')}}}\n"
        for number in range(9)
    ]
    site.add(FIRM, f"corrections:\n{''.join(lines)}")
    output = make(site)
    firm, listed = page(output, "firms/quay-media"), page(output, "corrections")
    text = firm.text
    reasons = {link.partition("#")[2] for link in links(firm) if "corrections/index.html#c-" in link}

    assert [f"Before: It had {number} lamps. Now: It has {number + 50} lamps. Why" in text for number in range(9)] == (
        [False] * 3 + [True] * 6
    )
    assert "3 April 2024. It has 52 lamps." in text
    assert "2 April 2024, replaced by a later correction" in text
    assert "old-item" in ids(firm)
    assert 9 == len(reasons & ids(listed))


def test_page_with_corrections_depends_on_no_other_record(site: World) -> None:
    """The page of the list that has a correction is a relation: an edit elsewhere does not make this page again."""
    site.add(FIRM, CORRECTION)
    current_edition = site.edition()
    seen = replace(current_edition, graph=watched(current_edition.graph))
    with noted() as reads:
        (view,) = corrections_of(seen, current_edition.graph.firms["quay-media"])

    assert 1 == view.page
    assert "correction_pages" in {read[0] for read in reads}
    assert {read for read in reads if len(read) == 1} == set()


def test_corrections_of_withdrawn_records_are_not_repeated(site: World) -> None:
    """The list has the reason of the withdrawal, but not the corrections."""
    site.add(UNPLACED, CORRECTION + "state: {name: withdrawn, date: 2024-05-01, reason: The list was wrong.}\n")
    text = page(make(site), "corrections").text

    assert "The list was wrong." in text
    assert "It said a & b." not in text


def test_corrections_are_folded_record_by_record(site: World) -> None:
    """A fold has the name of its record, the newest date and their number; the index has each record, from A to Z."""
    older = "  - {date: 2024-03-31, said: It said d., says: It says e., why: Misread.}\n"
    site.add(FIRM, CORRECTION + older)
    site.add(CAMPAIGN, CORRECTION.replace("2024-04-01", "2024-04-02"))
    listed = LexborHTMLParser((make(site) / "corrections/index.html").read_text("utf-8"))
    index, *folds = listed.css("#_all ~ details")
    firm = [item.id for item in folds[1].css(".changes__item")]

    assert ["LIGHTHOUSE, 2 April 2024", "Quay Media Co., Ltd. (2), 1 April 2024"] == [
        fold.css("summary")[0].text() for fold in folds
    ]
    assert "Find a record: 3 corrections, from A to Z" == index.css("summary")[0].text()
    assert ["LIGHTHOUSE: 2 April 2024", "Quay Media Co., Ltd.: 1 April 2024 31 March 2024"] == [
        " ".join(item.text().split()) for item in index.css("li")
    ]
    assert firm == [str(link.attributes["href"]).partition("#")[2] for link in index.css("li")[1].css("a")]
    assert ["How to reply", "Who decides", "All corrections (3)"] == [
        link.text() for link in listed.css("main nav a") if str(link.attributes["href"]).startswith("#_")
    ]


def test_no_correction_is_said_so(site: World) -> None:
    """A list that is empty says that it is."""
    assert "No record has been corrected yet." in page(make(site), "corrections").text


def test_corrections_link_their_feed(output: Path) -> None:
    """The page links its feed for people and for feed readers."""
    corrections = page(output, "corrections")
    alternate = [tag.attributes for tag in corrections.all("link") if tag.attributes.get("rel") == "alternate"]

    assert [("application/atom+xml", "../feeds/corrections.xml")] == [
        (attributes["type"], attributes["href"]) for attributes in alternate
    ]
    assert "../feeds/corrections.xml" in links(corrections)


def test_feed_is_read_by_a_feed_reader(world: World) -> None:
    """The feed is Atom: its entries have the earlier text, ids that stay, and the dates of the records."""
    world.add(FIRM, CORRECTION)
    graph = world.load().graph
    url = "https://masthead.example/database"
    feed = feedparser.parse(corrections_feed(edition(graph, phrasebook("en-GB"), url=url)))
    (entry,) = feed.entries

    assert ("atom10", False) == (feed.version, bool(feed.bozo))
    assert "Corrected: Quay Media Co., Ltd." == entry.title
    assert entry.link.startswith(f"{url}/corrections/#c-")
    assert "2024-04-01T00:00:00+00:00" == entry.updated == feed.feed.updated
    assert "<p>It said a &amp; b.</p>" in entry.summary
    assert f"{url}/feeds/corrections.xml" in {link.href for link in feed.feed.links}
    assert entry.id == uuid.UUID(entry.id).urn


def test_feed_ids_do_not_depend_on_the_place(world: World) -> None:
    """Feed readers do not show every entry as new when the website moves."""
    world.add(FIRM, CORRECTION)
    graph, book = world.load().graph, phrasebook("en-GB")
    here, there = (
        feedparser.parse(corrections_feed(edition(graph, book, url=url))) for url in ("", "https://masthead.example")
    )

    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert here.feed.id == there.feed.id


def test_feed_entries_lead_to_the_list(site: World) -> None:
    """Entries lead there even in a copy whose public address is not known."""
    site.add(FIRM, CORRECTION)
    output = make(site)
    (entry,) = feedparser.parse((output / "feeds/corrections.xml").read_text("utf-8")).entries
    path, _, anchor = entry.link.partition("#")

    assert "../corrections/" == path
    assert anchor in ids(page(output, "corrections"))


def test_empty_feed_has_no_clock(world: World) -> None:
    """It is dated by the data, so that two builds agree."""
    text = corrections_feed(world.edition())
    feed = feedparser.parse(text)

    assert ([], False, "2024-02-07T00:00:00+00:00") == (feed.entries, bool(feed.bozo), feed.feed.updated)
    assert "feed" in ET.fromstring(text).tag  # noqa: S314 - our own text


def reply_line(site: World, fields: str) -> str:
    """The line on the page of the firm about a reply with *fields*."""
    site.edit(FIRM, "date: 2024-01-30, outcome: no-answer", fields)
    text = page(make(site), "firms/quay-media").text
    return text[text.index("Replies ") : text.index(" · Source:")].removeprefix("Replies ")


TO = "To what the Harbour Lab said"
REPLIES = [
    (
        "asked_by: the Post, asked: 2024-01-15, channel: email, date: 2024-01-30, outcome: no-answer",
        f"As of 30 January 2024 Quay Media had not replied to the Post about what the Harbour Lab said. {TO} · asked on 15 January 2024 · by email",
    ),
    (
        "asked_by: the Harbour Lab, date: 2024-01-30, outcome: no-answer",
        f"As of 30 January 2024 Quay Media had not replied to the Harbour Lab. {TO}",
    ),
    (
        "date: 2024-01-30, outcome: no-answer",
        f"As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said. {TO}",
    ),
    (
        "asked: 2024-01-15, capacity: the firm, date: 2024-01-30, outcome: answered, position: denies, words: We sell lamps",
        f"Quay Media denied what the Harbour Lab said (30 January 2024). “We sell lamps” {TO} · the firm · asked on 15 January 2024",
    ),
]


@pytest.mark.parametrize(("fields", "line"), REPLIES)
def test_reply_says_to_which_claim_and_how_somebody_was_asked(site: World, fields: str, line: str) -> None:
    """The line says only as much as the source does."""
    assert line == reply_line(site, fields)


def test_correction_of_a_campaign_is_on_the_pages_that_it_concerns(site: World) -> None:
    """A correction is as visible as the error was: on the pages of the sites only if the error was there."""
    site.add(CAMPAIGN, CORRECTION)
    alone = page(make(site), "sites/harbour-times.example").text
    site.edit(CAMPAIGN, "asked_by: the publisher", "asked_by: the publisher, concerns: outlets")
    output = make(site)

    assert "It says <c>." not in alone
    outlet = page(output, "sites/harbour-times.example")
    assert "Corrections about several sites, this one among them" in outlet.text
    assert "Now: It says <c>. Why" in outlet.text
    (whole,) = [link.partition("#")[2] for link in links(outlet) if "corrections/index.html#c-" in link]
    assert whole in ids(page(output, "corrections"))
    assert "It says <c>." not in page(output, "sites/valley-echo.example").text


@pytest.mark.parametrize(("changed", "corrected"), [("shared-text", 1), ("shared-server", 0)])
def test_correction_of_an_item_is_linked_where_the_item_is_shown(site: World, changed: str, corrected: int) -> None:
    """An item about several sites is on the page of each, as is its correction; other items have their own pages."""
    item = "  - {{id: {}, claim: The report says it., kind: listing, concerns: [{}], sources: [{{source: harbour-lab-2024}}]}}\n"
    site.edit(CAMPAIGN, "indicators:\n", f"{item.format('shared-text', 'harbour-times.example')}indicators:\n")
    site.add(CAMPAIGN, CORRECTION.replace("asked_by: the publisher", f"changed: [{changed}], asked_by: the publisher"))
    output = make(site)
    outlet = page(output, "sites/harbour-times.example")
    linked = [link.partition("#")[2] for link in links(outlet) if "corrections/index.html#c-" in link]

    assert corrected == len(linked) == outlet.text.count("Items above were corrected: 1 April 2024")
    assert ids(page(output, "corrections")).issuperset(linked)


def test_a_day_with_several_corrections_is_linked_once(site: World) -> None:
    """The list of all corrections has them side by side."""
    item = "  - {id: shared-text, claim: The report says it., kind: listing, concerns: [harbour-times.example], sources: [{source: harbour-lab-2024}]}\n"
    site.edit(CAMPAIGN, "indicators:\n", f"{item}indicators:\n")
    correction = CORRECTION.replace("asked_by: the publisher", "changed: [shared-text], asked_by: the publisher")
    line = correction.removeprefix("corrections:\n")
    site.add(
        CAMPAIGN, f"{correction}{line.replace('It says', 'It said once')}{line.replace('2024-04-01', '2024-03-31')}"
    )
    outlet = page(make(site), "sites/harbour-times.example")

    assert 2 == len([link for link in links(outlet) if "corrections/index.html#c-" in link])
    assert "Items above were corrected: 1 April 2024, 31 March 2024" in outlet.text


def test_correction_of_a_withdrawn_item_says_what_was_there(site: World) -> None:
    """The page of a site may have nothing in the place of the item."""
    site.add(
        CAMPAIGN,
        CORRECTION.replace("asked_by: the publisher", "asked_by: the publisher, concerns: outlets, withdrawn: [gone]"),
    )
    outlet = page(make(site), "sites/harbour-times.example")

    assert "Before: It said a & b. Now: It says <c>." in outlet.text


@pytest.mark.parametrize("path", ["firms/quay-media", "campaigns/lighthouse"])
def test_reply_stands_on_top(site: World, path: str) -> None:
    """The replies of a firm or in a campaign come before the statements about it."""
    order = [tag.attributes.get("id") for tag in page(make(site), path).all("h2")]
    said = order.index("_said" if path.startswith("firms") else "_attributions")

    assert order.index("_replies") < said


def test_reply_is_in_the_verdict(site: World) -> None:
    """On the page of each site that a firm is said to run, its reply is on top, with the claim that it answers."""
    text = page(make(site), "sites/harbour-times.example").text

    assert text.index("Quay Media had not replied to what the Harbour Lab said.") < text.index("Who runs it")


def test_one_asked_after_it_answered_is_an_error(world: World) -> None:
    """Nobody is asked after the day on which there was no answer."""
    world.edit(FIRM, "date: 2024-01-30, outcome", "asked: 2024-02-01, date: 2024-01-30, outcome")

    assert ["date-order"] == world.rules()


@pytest.mark.parametrize(
    ("path", "lists"),
    [
        (OUTLET, ["sites", "countries/it", "campaigns/lighthouse", "firms/quay-media", "sources/harbour-lab-2024"]),
        (FIRM, ["firms", "sites/harbour-times.example", "sources/harbour-lab-2024"]),
        (CAMPAIGN, ["campaigns", "", "sites/harbour-times.example", "sources/harbour-lab-2024"]),
        (SOURCE, ["sources", "sites/harbour-times.example", "firms/quay-media", "campaigns/lighthouse"]),
    ],
)
def test_disputed_is_shown_wherever_the_record_is(site: World, path: str, lists: list[str]) -> None:
    """Its page has the state and the reason; lists, pages that cite the record and search results have the state."""
    site.add(path, DISPUTED)
    output = make(site)
    address = path.replace("/it/", "/").removesuffix(".yml")

    assert "Disputed, 1 March 2024" in page(output, address).text
    assert "The firm denies it." in page(output, address).text
    assert [] == [where for where in lists if "disputed" not in page(output, where).text.casefold()]
    assert "Disputed" == next(entry.note for entry in entries(site.edition()) if entry.ref == f"{address}/")
