"""The names of the sources in a list: no two are alike."""

from __future__ import annotations

import pytest

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.edition.safe_markdown import beginnings
from masthead.model import Source
from masthead.views.parts.facts import source_links
from masthead.views.parts.source_names import names_in_list
from tests.world import SOURCE, World


@pytest.mark.parametrize(
    ("date", "names"),
    [
        ("2023-02-07", ["the Harbour Lab (2024)", "the Harbour Lab (2023)"]),
        ("2024-03-07", ["the Harbour Lab (February 2024)", "the Harbour Lab (March 2024)"]),
        ("2024-02-08", ["the Harbour Lab (7 February 2024)", "the Harbour Lab (8 February 2024)"]),
        ("2024-02-07", ["the Harbour Lab (Lights on a dark shore)", "the Harbour Lab (A list)"]),
    ],
)
def test_sources_of_one_name_have_marks(world: World, date: str, names: list[str]) -> None:
    """The mark is the year, the month or the day or, where these are the same, the title."""
    text = (world.root / SOURCE).read_text().replace("Lights on a dark shore", "A list")
    world.write("sources/list-2024.yml", text.replace("2024-02-07", date).replace("/report", "/list"))
    current_edition = world.edition_of_any()
    sources: list[Source] = [current_edition.graph.sources[id] for id in ("harbour-lab-2024", "list-2024")]

    assert names == list(names_in_list(current_edition, sources))
    assert names == [link.text for link in source_links(current_edition, ("harbour-lab-2024", "list-2024"))]
    assert "the Harbour Lab" == source_links(current_edition, ("list-2024",))[0].text


def test_a_source_without_a_date_keeps_its_name(world: World) -> None:
    """It keeps its name if it is the only source without one."""
    text = (world.root / SOURCE).read_text().replace("date: 2024-02-07\n", "")
    world.write("sources/list.yml", text.replace("/report", "/list"))
    current_edition = edition(world.load().graph, phrasebook("en-GB"))
    sources = [current_edition.graph.sources[id] for id in ("harbour-lab-2024", "list")]

    assert ("the Harbour Lab (2024)", "the Harbour Lab") == names_in_list(current_edition, sources)


def test_claims_that_begin_alike_are_cut_later() -> None:
    """Links to two items never have the same text, unless the items have."""
    start = "According to press reports, the intelligence service of the country said that it "
    texts = beginnings([f"{start}named the site.", f"{start}had blocked the site.", "Something else."])

    assert 3 == len(set(texts))
    assert texts[0].startswith(f"{start}named")
    assert "Something else." == texts[2]
    assert 1 == len(set(beginnings(["The same."] * 2)))
