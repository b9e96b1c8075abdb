"""The data in pages for programs, as a JSON-LD processor expands them, without asking the network."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld

from masthead.edition.edition import Edition, edition
from masthead.model import Record
from masthead.views.metadata.linked_data import LICENCE, as_script, linked_data
from tests.world import OUTLET, SOURCE, World

VOCABULARY = "https://schema.org/"
# The part of the context of schema.org that our pages use: the vocabulary, and the types of some terms.
CONTEXT = {
    "@context": {
        "@vocab": VOCABULARY,
        "type": "@type",
        "id": "@id",
        "license": {"@id": "license", "@type": "@id"},
        "url": {"@id": "url", "@type": "@id"},
        "dateModified": {"@id": "dateModified", "@type": "Date"},
        "datePublished": {"@id": "datePublished", "@type": "Date"},
    }
}
PAGE = "https://masthead.example/"
Expanded = dict[str, Any]


def _context(url: str, _options: object) -> dict[str, object]:
    """The one document that may be asked for."""
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def published(world: World, url: str = PAGE) -> Edition:
    """The edition of the world at a public address."""
    current_edition = world.edition()
    return edition(current_edition.graph, current_edition.book, current_edition.date, url)


def expand(current_edition: Edition, record: Record | None) -> Expanded:
    """The expanded data on the page of *record*, or on the home page."""
    (node,) = jsonld.expand(
        json.loads(linked_data(current_edition, record)), {"documentLoader": _context, "base": PAGE}
    )
    return dict(node)


def values(node: Expanded, name: str) -> list[Any]:
    """The values of a term of schema.org."""
    return [value.get("@value", value) for value in node.get(VOCABULARY + name, [])]


def kind(node: Expanded) -> str:
    """The one type of *node*, without its vocabulary."""
    (name,) = node["@type"]
    return str(name).removeprefix(VOCABULARY)


def types(current_edition: Edition, record: Record | None) -> set[str]:
    """Every type that the data on a page names."""
    text = str(linked_data(current_edition, record))
    names: list[str] = []
    json.loads(text, object_hook=lambda node: names.append(node.get("@type", "")))
    return {name for name in names if name}


def test_disputed_is_said_to_programs(world: World) -> None:
    """The state of the page is a word of the vocabulary; a record that is simply listed has none."""
    before = published(world)
    world.add(OUTLET, "state: {name: disputed, date: 2024-02-07, reason: The firm contests the record.}\n")
    after = published(world)

    assert [[], ["Disputed"]] == [
        values(expand(current_edition, current_edition.graph.outlets["harbour-times.example"]), "creativeWorkStatus")
        for current_edition in (before, after)
    ]


def test_an_outlet_is_a_website_and_not_what_it_poses_as(world: World) -> None:
    """The page is about a website that a source lists among others; we call it no news organisation."""
    current_edition = published(world)
    node = expand(current_edition, current_edition.graph.outlets["harbour-times.example"])
    (about,) = values(node, "about")
    (host,) = values(about, "identifier")

    assert "WebPage" == kind(node)
    assert "https://masthead.example/sites/harbour-times.example/" == node["@id"]
    assert ("WebSite", ["Harbour Times"]) == (kind(about), values(about, "name"))
    assert ["harbour-times[.]example"] == values(host, "value")
    assert "the Harbour Lab" in values(about, "description")[0]
    assert "NewsMediaOrganization" not in types(current_edition, current_edition.graph.outlets["harbour-times.example"])


def test_an_imitated_outlet_is_a_news_organisation(world: World) -> None:
    """An outlet that is imitated rightly has this type."""
    world.edit(OUTLET, "kind: local-news", "kind: clone")
    world.add(OUTLET, "imitates:\n  - {name: The Harbour Gazette, sources: [harbour-lab-2024]}\n")
    current_edition = published(world)

    (genuine,) = values(expand(current_edition, current_edition.graph.outlets["harbour-times.example"]), "mentions")

    assert ("NewsMediaOrganization", ["The Harbour Gazette"]) == (kind(genuine), values(genuine, "name"))


def test_a_page_says_its_licence_version_and_citations(world: World) -> None:
    """Programs learn what may be done with a page, which version it is, and which sources it rests on."""
    current_edition = published(world)
    node = expand(current_edition, current_edition.graph.outlets["harbour-times.example"])

    assert [LICENCE] == [value["@id"] for value in values(node, "license")]
    assert ["2024-02-07"] == values(node, "dateModified")
    assert ["https://harbour-lab.example/report"] == [value["@id"] for value in values(node, "citation")]
    assert ["DataCatalog"] == [kind(value) for value in values(node, "isPartOf")]


def test_a_firm_is_an_organisation_with_its_numbers(world: World) -> None:
    """The data of a firm have its names and its number in the register; what is said of it is only on the page."""
    current_edition = published(world)
    (firm,) = values(expand(current_edition, current_edition.graph.firms["quay-media"]), "about")
    (number,) = values(firm, "identifier")

    assert ("Organization", ["Quay Media Co., Ltd."]) == (kind(firm), values(firm, "name"))
    assert ["码头传媒", "QuayPR"] == values(firm, "alternateName")
    assert (["CN-USCC"], ["91440300MA5FWMCHX7"]) == (values(number, "propertyID"), values(number, "value"))
    assert "operat" not in str(linked_data(current_edition, current_edition.graph.firms["quay-media"]))


@pytest.mark.parametrize(("publisher", "expected"), [("academic", "Organization"), ("press", "NewsMediaOrganization")])
def test_a_source_is_a_work_with_its_publisher(publisher: str, expected: str, world: World) -> None:
    """The page of a source is about a published work; a publisher that is press is a news organisation."""
    world.edit(SOURCE, "publisher_kind: academic", f"publisher_kind: {publisher}")
    current_edition = published(world)
    (work,) = values(expand(current_edition, current_edition.graph.sources["harbour-lab-2024"]), "mainEntity")

    assert ("Report", "https://harbour-lab.example/report") == (kind(work), work["@id"])
    assert (["2024-02-07"], [expected]) == (
        values(work, "datePublished"),
        [kind(value) for value in values(work, "publisher")],
    )


def test_the_home_page_is_a_catalogue_of_one_data_set(world: World) -> None:
    """Those who look for data find the database, its licence and its version."""
    node = expand(published(world), None)
    (dataset,) = values(node, "dataset")

    assert ("DataCatalog", "Dataset") == (kind(node), kind(dataset))
    assert [LICENCE] == [value["@id"] for value in values(dataset, "license")]
    assert values(dataset, "description")


def test_without_a_public_address_none_is_made_up(world: World) -> None:
    """A copy that does not know its address gives its pages none; those of the sources stay."""
    current_edition = published(world, url="")

    for record in (None, *current_edition.graph.records()):
        assert "masthead.example" not in str(linked_data(current_edition, record))
        assert "@id" not in expand(current_edition, record) or record is None


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "a & b &amp; c", "\u2028\u2029", '"}', "\\u003c", "]]>"]
)
def test_no_text_ends_the_element(text: str) -> None:
    """The element has no character that HTML or JavaScript interprets, and gives back the text that went in."""
    script = as_script({"name": text})

    assert not set(script) & set("<>&\u2028\u2029")
    assert {"name": text} == json.loads(script)


def test_every_record_has_data_that_expands(world: World) -> None:
    """Each term that we write is in the vocabulary's reach: nothing is dropped when the data are expanded."""
    current_edition = published(world)

    for record in current_edition.graph.records():
        written = json.loads(linked_data(current_edition, record))
        kept = {name.removeprefix(VOCABULARY).lstrip("@") for name in expand(current_edition, record)}
        assert {name.lstrip("@") for name in written} - {"context"} == kept, record.id
