"""References are found by the types of the fields, anywhere in a record."""

from __future__ import annotations

from masthead.model.references import references, texts
from tests.world import CAMPAIGN, FIRM, UNPLACED, World


def test_every_reference_is_found_where_it_stands(world: World) -> None:
    """Ids of sources, firms and outlets are found in lists and in parts, with their places."""
    campaign = world.load().graph.campaigns["lighthouse"]

    assert {
        ("sources", "harbour-lab-2024", ("named_by",)),
        ("firms", "quay-media", ("attributions", 0, "firm")),
        ("sources", "harbour-lab-2024", ("attributions", 0, "by")),
        ("sources", "harbour-lab-2024", ("evidence", 0, "sources", 0, "source")),
        ("sites", "harbour-times.example", ("indicators", 0, "concerns", 0)),
        ("sources", "harbour-lab-2024", ("indicators", 0, "source")),
        ("sources", "harbour-lab-2024", ("check", 0, "source")),
    } == {(reference.folder, reference.id, reference.at) for reference in references(campaign)}


def test_references_are_called_as_records_call_their_fields(world: World) -> None:
    """A field whose name is a word of Python has another name in the model, but findings use the name in the record."""
    world.edit(UNPLACED, "evidence:", "copies:\n  - {from: x, how: copied, sources: [nothing]}\nevidence:")

    assert "copies[0].sources[0]: no record in sources/ has the ID 'nothing'" in world.lines()[0]


def test_texts_for_readers_are_found(world: World) -> None:
    """Prose and lines are looked at word by word; ids, dates and terms are not."""
    firm = world.load().graph.firms["quay-media"]

    assert {
        "Quay Media Co., Ltd.",
        "码头传媒",
        "QuayPR",
        "Quey Media",
        "public relations agency",
        "its own website",
    } <= {text for _, text in texts(firm)}
    assert {"quay-media", "harbour-lab-2024", "CN", "2024-01-30", "no-answer"}.isdisjoint(
        text for _, text in texts(firm)
    )
    assert (("aliases", 0, "text"), "QuayPR") in texts(firm)


def test_record_without_references_has_none(world: World) -> None:
    """A source that does not depend on others refers to no record."""
    assert [] == list(references(world.load().graph.sources["harbour-lab-2024"]))


def test_reference_to_nothing_is_told_at_its_place(world: World) -> None:
    """The finding is on the line of the id."""
    world.edit(CAMPAIGN, "firm: quay-media", "firm: quay-madia")
    world.edit(FIRM, "sources: [{source: harbour-lab-2024}]", "sources: [{source: harbour-lab-2042}]")

    assert [
        "campaigns/lighthouse.yml:5:5: error: attributions[0].firm: no record in firms/ has the ID 'quay-madia'; did you mean quay-media? [reference]",
        "firms/quay-media.yml:12:66: error: websites[0].sources[0].source: no record in sources/ has the ID 'harbour-lab-2042'; did you mean harbour-lab-2024? [reference]",
    ] == [line for line in world.lines() if "[reference]" in line]
