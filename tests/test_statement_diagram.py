"""The diagram of who says what: the statements of the lists, one line each, and nothing that covers anything."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database
from masthead.model import Campaign, Firm
from masthead.relations.graph import Said
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.firm import firm_view
from masthead.views.pictures.diagram import DiagramView
from masthead.views.pictures.statement_diagram import campaign_diagram, firm_diagram
from tests.diagrams import assert_nothing_covers_anything, drawn
from tests.site import read
from tests.world import CAMPAIGN, FIRM, SOURCE, UNPLACED, UNREAD, World

BY = "    by: harbour-lab-2024\n    wording: attributes\n    confidence: not-stated\n    basis: [shared-advertising-id]\n"


def source(world: World, id: str, name: str) -> None:
    """Add a source with a short *name*."""
    world.write(f"sources/{id}.yml", (world.root / SOURCE).read_text().replace("the Harbour Lab", name))


def says(world: World, *fields: str) -> None:
    """Add attributions to the campaign, each with *fields* such as ``role: host``."""
    lines = "".join(f"  - {{firm: quay-media, confidence: not-stated, {field}}}\n" for field in fields)
    world.edit(CAMPAIGN, BY, f"{BY}{lines}")


def of_campaign(world: World) -> DiagramView | None:
    """The diagram of the campaign."""
    records = world.edition_of_any()
    return campaign_diagram(records, records.graph.campaigns["lighthouse"])


def test_each_statement_is_a_line(world: World) -> None:
    """The line leads from the firm to the subject of the statement, with its source and at most its verb and role."""
    source(world, "gull-2024", "the Gull")
    says(
        world,
        "role: host, by: gull-2024, wording: finds, part: six sites of LIGHTHOUSE",
        "role: operator, by: gull-2024, wording: lists, concerns: [harbour-times.example, valley-echo.example]",
        "role: creator, by: gull-2024, wording: suggests",
    )

    assert [
        ("Quay Media Co., Ltd.", "the Gull", "finds: hosting provider", "six sites of LIGHTHOUSE"),
        ("Quay Media Co., Ltd.", "the Gull", "lists", "LIGHTHOUSE 2 sites named"),
        ("Quay Media Co., Ltd.", "the Gull", "suggests: creator of sites", "LIGHTHOUSE 1 site"),
        ("Quay Media Co., Ltd.", "the Harbour Lab", "attributes", "LIGHTHOUSE 1 site"),
    ] == drawn(of_campaign(world))


def test_nodes_lead_to_what_they_name(world: World) -> None:
    """On its own page a campaign leads to its sites and a firm to the claims about it; elsewhere to their pages."""
    says(world, *["role: service, by: harbour-lab-2024, wording: finds, part: six sites"] * 2)
    records = world.edition_of_any()
    campaign = campaign_diagram(records, records.graph.campaigns["lighthouse"])
    firm = firm_diagram(records, records.graph.firms["quay-media"])

    assert campaign
    assert firm
    assert ["firms/quay-media/"] == [node.path for node in campaign.starts]
    assert {("campaigns/lighthouse/#_sites", "six sites"), ("campaigns/lighthouse/#_sites", "LIGHTHOUSE 1 site")} == {
        (node.path, node.name) for node in campaign.ends
    }
    assert ["firms/quay-media/#_said"] == [node.path for node in firm.starts]
    assert {("campaigns/lighthouse/", "LIGHTHOUSE 1 site"), ("campaigns/lighthouse/", "LIGHTHOUSE: six sites")} == {
        (node.path, node.name) for node in firm.ends
    }


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ("role: operator, wording: states, said: wrote that it might run them", ""),
        ("role: reseller, wording: states, said: wrote that it sold space", "reseller"),
        (
            "role: operator, wording: states, stance: denies, said: wrote that it never ran them",
            "denies (sources differ) (dashed)",
        ),
        (
            "role: operator, wording: cannot-attribute, stance: cannot-say, said: wrote that it could not tell",
            "cannot say (sources differ) (dashed)",
        ),
        ("role: operator, wording: links", "links"),
        ("role: infrastructure, wording: links", "links"),
        ("role: operator, wording: believes", "believes: operator"),
        ("role: operator, wording: alleges", "alleges: operator"),
        ("role: host, wording: attributes", "attributes: hosting provider"),
        ("role: operator, wording: states, stance: denies", "denies: operator (sources differ) (dashed)"),
        (
            "role: operator, wording: cannot-attribute, stance: cannot-say",
            "cannot say: operator (sources differ) (dashed)",
        ),
        ("role: related, wording: views-as-distinct, stance: denies", "views as distinct (dashed)"),
    ],
)
def test_a_label_says_no_more_than_the_statement(world: World, fields: str, label: str) -> None:
    """A verb that names no role is alone.

    Beside a source's own words, only a role in which a firm takes no part is named.
    """
    source(world, "gull-2024", "the Gull")
    says(world, *["role: service, by: harbour-lab-2024, wording: finds"] * 2, f"by: gull-2024, {fields}")

    assert label in {verb for _, who, verb, _ in drawn(of_campaign(world)) if who == "the Gull"}


def test_what_is_contradicted_is_marked_on_both_sides(world: World) -> None:
    """The denial is dashed and the denied statement dotted, so that they are distinct; no other line is marked."""
    source(world, "gull-2024", "the Gull")
    says(
        world,
        "role: operator, by: gull-2024, wording: states, stance: denies",
        "role: reseller, by: gull-2024, wording: finds",
    )
    marked = {
        ("the Harbour Lab", "attributes (sources differ) (dotted)"),
        ("the Gull", "denies: operator (sources differ) (dashed)"),
    }

    assert {*marked, ("the Gull", "finds: reseller")} == {(who, verb) for _, who, verb, _ in drawn(of_campaign(world))}
    records = world.edition_of_any()
    on_firm = drawn(firm_diagram(records, records.graph.firms["quay-media"]))
    assert marked == {(who, verb) for _, who, verb, _ in on_firm if "differ" in verb}


def test_a_source_that_affirms_and_one_that_cannot_say_differ_in_line_and_words(world: World) -> None:
    """Each has its own words, as in the records: neither has the other’s line or label."""
    source(world, "gull-2024", "the Gull")
    says(
        world,
        "role: reseller, by: gull-2024, wording: finds",
        "role: creator, by: gull-2024, wording: determines, said: wrote that it had made all of them",
        "role: creator, by: harbour-lab-2024, wording: cannot-attribute, stance: cannot-say, said: wrote that it could not tell",
    )

    assert {
        ("the Gull", "finds: reseller"),
        ("the Gull", "(sources differ) (dotted)"),
        ("the Harbour Lab", "cannot say (sources differ) (dashed)"),
        ("the Harbour Lab", "attributes"),
    } == {(who, verb) for _, who, verb, _ in drawn(of_campaign(world))}


def test_what_a_statement_is_about_is_never_cut(world: World) -> None:
    """A negation or a limit may come last: the node grows, and so does the picture."""
    part = "at least 189 of at least 450 sites in all of the districts round the harbour and the bay, which it does not list"
    says(
        world, *[f"role: {role}, by: harbour-lab-2024, wording: finds, part: '{part}'" for role in ("host", "service")]
    )
    view = of_campaign(world)

    assert view
    assert part in {end for *_, end in drawn(view)}
    assert len(view.ends[-1].texts) > 4
    assert_nothing_covers_anything(view)


def test_a_long_label_is_on_several_lines(world: World) -> None:
    """The label of a source that denies or cannot say something is never cut, nor are the marks after it."""
    world.write("sources/tide-2024.yml", UNREAD)
    says(
        world,
        *["role: host, by: harbour-lab-2024, wording: finds"] * 2,
        "role: infrastructure, by: tide-2024, wording: cannot-attribute, stance: cannot-say",
        "role: infrastructure, by: harbour-lab-2024, wording: finds",
    )
    view = of_campaign(world)

    assert view
    long = [" ".join(label.text for label in line.says) for line in view.lines if len(line.says) > 1]
    assert any(text.startswith("cannot say: ") and text.endswith(" (second-hand) (sources differ)") for text in long)
    assert_nothing_covers_anything(view)


def test_a_source_that_names_nobody_has_a_node_for_it(world: World) -> None:
    """A line needs a start; the node leads to what such sources say."""
    says(world, *["role: service, by: harbour-lab-2024, wording: finds"] * 2)
    world.edit(
        CAMPAIGN,
        BY,
        f"{BY}  - {{role: operator, by: harbour-lab-2024, wording: cannot-attribute, stance: cannot-say, confidence: not-stated}}\n",
    )
    view = of_campaign(world)

    assert (
        "No firm named",
        "the Harbour Lab",
        "cannot say: operator (dashed)",
        "LIGHTHOUSE 1 site",
    ) in drawn(view)
    assert view
    assert ["campaigns/lighthouse/#_denials"] == [
        node.path for node in view.starts if node.texts[0].text == "No firm named"
    ]


def test_second_hand_is_marked(world: World) -> None:
    """The marked statement is the one that nobody here has read at its source."""
    world.write("sources/tide-2024.yml", UNREAD)
    says(world, *[f"role: {role}, by: tide-2024, wording: finds" for role in ("host", "service")])

    assert {"attributes", "finds: hosting provider (second-hand)", "finds: service used (second-hand)"} == {
        verb for _, _, verb, _ in drawn(of_campaign(world))
    }


@pytest.mark.parametrize(("number", "is_drawn"), [(2, False), (3, True), (12, True), (13, False)])
def test_few_and_many_statements_are_a_list_alone(world: World, number: int, *, is_drawn: bool) -> None:
    """Two statements can be read at a glance, and nobody can follow thirteen lines."""
    says(world, *["role: host, by: harbour-lab-2024, wording: finds"] * (number - 1))

    assert is_drawn is (of_campaign(world) is not None)


@pytest.mark.parametrize("number", [5, 50, 150])
def test_sites_of_the_same_statement_are_one_node(world: World, number: int) -> None:
    """The picture has the same height for any number of sites; a site with another statement has its own line."""
    said = "attributions:\n  - {firm: quay-media, role: operator, by: harbour-lab-2024, wording: %s, confidence: not-stated}\n"
    site = (world.root / UNPLACED).read_text()
    for at_site in range(number):
        text = site.replace("operator: unknown\n", said % "states")
        world.write(f"sites/zz/echo-{at_site}.example.yml", text)
    world.edit(UNPLACED, "operator: unknown\n", said % "suggests")
    records = world.edition_of_any()
    view = firm_diagram(records, records.graph.firms["quay-media"])

    assert {
        ("Quay Media Co., Ltd.", "the Harbour Lab", "attributes", "LIGHTHOUSE 1 site"),
        ("Quay Media Co., Ltd.", "the Harbour Lab", "states: operator", f"{number} sites"),
        ("Quay Media Co., Ltd.", "the Harbour Lab", "suggests: operator", "valley-echo[.]example"),
    } == set(drawn(view))
    assert view
    assert "9.9" == view.height
    assert number + 2 == sum(line.number for line in view.lines)


def test_a_tie_of_the_firm_starts_at_the_firm(world: World) -> None:
    """A tie has no direction, so the firm of the page is on the left, in one node."""
    world.write("firms/lee-shore.yml", "name: Lee Shore\nbusiness: agency\n")
    world.add(
        FIRM,
        "relations:\n"
        "  - {firm: lee-shore, role: related, by: harbour-lab-2024, wording: links, confidence: not-stated}\n"
        "  - {firm: lee-shore, role: service, by: harbour-lab-2024, wording: finds, confidence: not-stated}\n",
    )
    records = world.edition_of_any()

    assert [
        ("Quay Media Co., Ltd.", "the Harbour Lab", "attributes", "LIGHTHOUSE 1 site"),
        ("Quay Media Co., Ltd.", "the Harbour Lab", "links", "Lee Shore"),
        ("Lee Shore", "the Harbour Lab", "finds: service used", "Quay Media Co., Ltd."),
    ] == drawn(firm_diagram(records, records.graph.firms["quay-media"]))


def views(records: Edition) -> list[tuple[Firm | Campaign, DiagramView]]:
    """The diagram of each record of an edition that has one."""
    both: list[tuple[Firm | Campaign, DiagramView | None]] = [
        *((firm, firm_diagram(records, firm)) for firm in records.graph.firms.values()),
        *((campaign, campaign_diagram(records, campaign)) for campaign in records.graph.campaigns.values()),
    ]
    return [(record, view) for record, view in both if view]


@pytest.fixture(scope="module")
def real(database: Database) -> Edition:
    """The real records in English."""
    return edition(database.graph, phrasebook("en-GB"))


def test_nothing_covers_anything(real: Edition) -> None:
    """Nodes are below one another, each text is in its node or on its line, and each line in a lane of its own."""
    diagrams = views(real)
    assert len(diagrams) >= 10
    for _, view in diagrams:
        assert_nothing_covers_anything(view)


def test_no_label_is_cut(real: Edition) -> None:
    """The subjects and the words of statements are printed whole: the end of a text may reverse its beginning."""
    for record, view in views(real):
        texts = [
            *(text for node in (*view.starts, *view.ends) for text in node.texts),
            *(label for line in view.lines for label in line.says),
        ]
        assert not [label.text for label in texts if "…" in label.text], record.id
    parts = {
        attribution.part
        for record, _ in views(real)
        if isinstance(record, Campaign)
        for attribution in record.attributions
    }
    ends = {end for record, view in views(real) if isinstance(record, Campaign) for *_, end in drawn(view)}
    assert {part for part in parts if part and part.endswith("does not list")} <= ends


def test_the_picture_has_the_statements_of_the_lists(real: Edition) -> None:
    """Each source has as many statements in the picture of a page as in the records, and the lists print them all."""
    for record, view in views(real):
        if isinstance(record, Firm):
            own = [
                *real.graph.statements_by_firm.get(record.id, ()),
                *(Said(relation, record) for relation in record.relations),
            ]
            page = firm_view(real, record)
            printed = [*(entry for role in page.roles for entry in role.statements), *page.relations]
            counted = sum(int(re.sub(r"\D.*", "", count.outlets.text)) for role in page.roles for count in role.counted)
        else:
            own = [Said(attribution, record) for attribution in record.attributions]
            lists = campaign_view(real, record).statements
            printed, counted = [*lists.operators, *lists.operators_of_parts, *lists.other_roles, *lists.denials], 0
        sources = Counter(real.graph.sources[said.attribution.by].short_name for said in own)
        lines: Counter[str] = Counter()
        for line in view.lines:
            lines[line.source] += line.number

        assert sources == lines, record.id
        assert len(printed) + counted == sum(lines.values()), record.id
        assert Counter(name.casefold() for name in sources.elements()) == Counter(
            entry.statement[0].text.casefold() for entry in printed
        ), record.id


def test_pages_have_the_picture_and_the_lists(real: Edition, real_site: Path) -> None:
    """The picture has a name, a description and nodes that are links; its sources and words are those of the view."""
    for record, view in views(real):
        folder = "firms" if isinstance(record, Firm) else "campaigns"
        page = read(real_site / folder / record.id / "index.html")
        ids = {tag.attributes["id"]: tag for tag in page.tags if "id" in tag.attributes}
        (picture,) = [tag for tag in page.all("g") if tag.attributes.get("aria-labelledby") == "_diagram _lines"]
        labels = [tag for tag in page.all("text") if tag.attributes.get("x") == "45%"]
        sources = [tag.text for tag in labels if "y" not in tag.attributes]
        links = {
            tag.attributes["href"]
            for tag in page.all("a")
            if tag.attributes.get("tabindex") == "-1" and tag.text.strip()
        }

        assert "img" == picture.attributes["role"]
        assert view.words.title == ids["_diagram"].text
        assert view.words.summary == ids["_lines"].text
        assert [line.source for line in view.lines] == sources
        assert [label.text for line in view.lines for label in line.says] == [
            tag.text for tag in labels if "y" in tag.attributes
        ]
        assert len(links) >= len({node.path for node in (*view.starts, *view.ends)})


def test_it_is_the_same_each_time(database: Database, real: Edition) -> None:
    """Nothing depends on the order of a set."""
    again = edition(database.graph, phrasebook("en-GB"))

    assert [view for _, view in views(real)] == [view for _, view in views(again)]
