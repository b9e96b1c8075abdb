"""The descriptions of pages, which search engines show alone under the name of a site or a firm."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.field_types.vocabulary import Role, Stance
from masthead.loading.database import load
from masthead.views.metadata.descriptions import describe
from masthead.views.parts.page_frame import site_view
from masthead.views.parts.record_descriptions import firm_lead
from masthead.views.routes import Page, pages
from tests.site import furnish, make, read
from tests.world import CAMPAIGN, World

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def real() -> Edition:
    """The edition of the real records."""
    return edition(load(ROOT).graph, phrasebook("en-GB"))


@pytest.fixture(scope="module")
def described(real: Edition) -> list[tuple[Page, str]]:
    """Each page of the real records with its description."""
    return [(page, describe(real, page.view())) for page in pages(real)]


def test_no_description_asks_a_question(real: Edition, described: list[tuple[Page, str]]) -> None:
    """Under the name of a firm a question would accuse it; the title of a document is its own."""
    tagline = site_view(real, "").tagline
    ours = [(page.path, text) for page, text in described if page.template != "source"]

    assert [] == [path for path, text in ours if "?" in text.replace("Is this site listed?", "")]
    assert [] == [page.path for page, text in described if tagline in text or not text]


def test_no_description_is_shared_by_two_records(described: list[tuple[Page, str]]) -> None:
    """Each record has a description of its own."""
    counted = Counter(text for page, text in described if page.record is not None)

    assert [] == [text for text, number in counted.items() if number > 1]


def test_a_firm_that_nobody_calls_an_operator_is_said_to_be_none(
    real: Edition, described: list[tuple[Page, str]]
) -> None:
    """No other firm has this sentence, and no description names a role that no source gives."""
    texts = {page.record.id: text for page, text in described if page.template == "firm" and page.record}
    operators = {
        said.attribution.firm
        for statements in real.graph.statements_by_firm.values()
        for said in statements
        if said.attribution.role is Role.OPERATOR and said.attribution.stance is Stance.ASSERTS
    }
    cleared = "No source we cite says that it operates any of the sites listed here."

    assert {
        "gwm",
        "tencent-cloud",
        "an-on",
        "coin-blog",
        "excelsior-partners",
        "financialcontent",
    } <= texts.keys() - operators
    assert operators == {id for id, text in texts.items() if cleared not in text}
    assert "the Citizen Lab found that content about GWM appeared on six sites" in texts["gwm"]
    assert "no evidence" in texts["gwm"]


def test_a_firm_page_says_first_what_is_alleged(real: Edition) -> None:
    """It is the number of sites, that no source calls it an operator, or nothing if sources speak of a set alone."""
    leads = {id: firm_lead(real, firm) for id, firm in real.graph.firms.items()}

    assert "1 site listed here is attributed to this firm by a source" in leads["star-spangled-media-llc"]
    assert leads["american-independent-foundation"] == ""
    assert f"{len(real.graph.outlets_by_operator['haimai'])} sites listed here are attributed to" in leads["haimai"]
    assert leads["gwm"] == "No source we cite says that it operates any of the sites listed here."
    assert leads["ano-dialog"] == ""
    assert {id for id, lead in leads.items() if "attributed to this firm" in lead} == {
        id for id, outlets in real.graph.outlets_by_operator.items() if outlets
    }


def test_a_firm_is_described_by_all_that_a_source_says_alike(
    described: list[tuple[Page, str]],
) -> None:
    """Several sites of which a source says the same are counted, and two statements in one text are both given."""
    texts = {page.record.id: text for page, text in described if page.template == "firm" and page.record}

    assert "stated that Quanmeishe operated 7 sites listed here." in texts["quanmeishe"]
    assert (
        "Google said it believed, and elsewhere in the same text stated, that Haimai operated Times Newswire."
        in texts["times-newswire"]
    )


def test_a_description_is_what_the_page_says(world: World) -> None:
    """The whole description is in the head of the page."""
    furnish(world)
    world.edit(CAMPAIGN, "wording: attributes", "wording: believes")
    make(world)
    page = read(world.root / "output/sites/harbour-times.example/index.html")
    (text,) = (tag.attributes["content"] for tag in page.all("meta") if tag.attributes.get("name") == "description")

    assert text == (
        "Harbour Times (harbour-times[.]example): Listed by the Harbour Lab as part of LIGHTHOUSE. Target: Italy. In"
        " February 2024 the Harbour Lab said it believed that Quay Media Co., Ltd. operated LIGHTHOUSE, the set of sites"
        " in which it lists this site. As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said."
    )
