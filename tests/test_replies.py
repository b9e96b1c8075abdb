"""Replies: the claims that each answers, and the finding about one that answers nothing in the records."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.edition.edition import edition, text_of
from masthead.edition.localisation import phrasebook
from masthead.loading.database import load
from masthead.model import Campaign, Evidence, Outlet, Record, Reply
from masthead.relations.answered_claims import answers, answers_item
from masthead.relations.graph import Graph, Said
from masthead.reporting.report import line
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.firm import firm_view
from masthead.views.pages.outlet import outlet_view
from masthead.views.parts.claims_on_firms import claims_on_campaign
from masthead.views.parts.missing_replies import unanswered
from masthead.views.parts.replies import reply_sentence
from tests.site import ROOT
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, World

TODAY = date(2024, 6, 1)
AT = 84
"""The column in which the answers of the firm begin, on line 14 of its record."""
OURS = "answers: [{source: harbour-lab-2024}]"
GAZETTE = "sources/gull-gazette-2024.yml"
NO_CLAIM = (
    "makes no statement in the records that this reply could answer; "
    "name the source of the claim, and the campaign or outlet whose record holds it [reply-answers]"
)
NO_ITEM = "name an item that does, or leave `evidence` out [reply-answers]"
STATEMENT = "statements:\n  - {id: offer, claim: It offers placements., kind: commercial, sources: [{source: gull-gazette-2024}]}\n"
RELATION = "relations:\n  - {firm: pier-press, role: related, by: gull-gazette-2024, wording: states, confidence: not-stated}\n"
DENIAL = "attributions:\n  - {firm: quay-media, role: host, stance: denies, by: gull-gazette-2024, wording: states, confidence: not-stated}\n"


@pytest.fixture
def wide(world: World) -> World:
    """The small world with a second source, which an outlet cites, a second campaign and a second firm."""
    world.write(GAZETTE, RECORDS[SOURCE].replace("he Harbour Lab", "he Gull Gazette").replace("lab.", "gull."))
    world.add(UNPLACED, "      - source: gull-gazette-2024\n")
    world.write(
        "campaigns/buoy.yml", "name: BUOY\nnamed_by: gull-gazette-2024\nsummary: A set.\nkept_because: a test\n"
    )
    world.write("firms/pier-press.yml", "name: Pier Press\nbusiness: newswire\nkept_because: a test\n")
    assert [] == lines(world)
    return world


def lines(world: World) -> list[str]:
    """All findings on the first of June 2024, as they are printed."""
    return [line(finding) for finding in load(world.root, TODAY).findings]


# The claims that the reply of the firm names, the column, the field below answers, and the message.
BREACHES: list[tuple[str, int, str, str]] = [
    ("{source: gull-gazette-2024}", 13, "[0].source", f"'gull-gazette-2024' {NO_CLAIM}"),
    ("{source: harbour-lab-2024}, {source: gull-gazette-2024}", 41, "[1].source", f"'gull-gazette-2024' {NO_CLAIM}"),
    ("{source: gull-gazette-2024, campaign: lighthouse}", 13, "[0].source", f"'gull-gazette-2024' {NO_CLAIM}"),
    ("{source: harbour-lab-2024, campaign: buoy}", 13, "[0].source", f"'harbour-lab-2024' {NO_CLAIM}"),
    ("{source: harbour-lab-2024, outlet: harbour-times.example}", 13, "[0].source", f"'harbour-lab-2024' {NO_CLAIM}"),
    ("{source: harbour-lab-2024, evidence: shared-server}", 39, "[0].evidence",
     f"'quay-media' has no item of evidence 'shared-server' that cites 'harbour-lab-2024'; {NO_ITEM}"),
    ("{source: harbour-lab-2024, campaign: lighthouse, evidence: listed}", 61, "[0].evidence",
     f"'lighthouse' has no item of evidence 'listed' that cites 'harbour-lab-2024'; {NO_ITEM}"),
    ("{source: harbour-lab-2024, outlet: valley-echo.example, evidence: register}", 68, "[0].evidence",
     f"'valley-echo.example' has no item of evidence 'register' that cites 'harbour-lab-2024'; {NO_ITEM}"),
    ("{source: gull-gazette-2024, campaign: lighthouse, evidence: shared-server}", 62, "[0].evidence",
     f"'lighthouse' has no item of evidence 'shared-server' that cites 'gull-gazette-2024'; {NO_ITEM}"),
]  # fmt: skip

RIGHT = [
    "{source: harbour-lab-2024}",
    "{source: harbour-lab-2024, campaign: lighthouse}",
    "{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}",
    "{source: harbour-lab-2024, outlet: harbour-times.example, evidence: register}",
    "{source: gull-gazette-2024, outlet: valley-echo.example, evidence: listed}",
    "{source: harbour-lab-2024}, {source: harbour-lab-2024, outlet: valley-echo.example, evidence: listed}",
]


@pytest.mark.parametrize(("answered", "column", "field", "message"), BREACHES)
def test_reply_to_nothing_is_told(wide: World, answered: str, column: int, field: str, message: str) -> None:
    """Such a reply would be shown beside a claim that it does not answer, or nowhere."""
    wide.edit(FIRM, OURS, f"answers: [{answered}]")

    assert [f"{FIRM}:14:{AT + column}: error: replies[0].answers{field}: {message}"] == lines(wide)


@pytest.mark.parametrize("answered", RIGHT)
def test_reply_to_a_claim_is_right(wide: World, answered: str) -> None:
    """A reply may answer a statement, anywhere or in the record that it names, or an item that cites the source."""
    wide.edit(FIRM, OURS, f"answers: [{answered}]")

    assert [] == lines(wide)


@pytest.mark.parametrize(
    ("path", "text", "answered"),
    [
        (FIRM, STATEMENT, "{source: gull-gazette-2024, evidence: offer}"),
        (FIRM, RELATION, "{source: gull-gazette-2024}"),
        (UNPLACED, DENIAL, "{source: gull-gazette-2024}"),
        (UNPLACED, DENIAL, "{source: gull-gazette-2024, outlet: valley-echo.example}"),
    ],
)
def test_reply_answers_what_any_record_holds(wide: World, path: str, text: str, answered: str) -> None:
    """A reply may answer an item of the firm's own statements, a relation of the firm, or a denial in an outlet."""
    wide.add(path, text)
    wide.edit(FIRM, OURS, f"answers: [{answered}]")

    assert [] == lines(wide)


def test_item_of_another_record_is_named_with_it(wide: World) -> None:
    """An item of the firm's own statements is not in the campaign, and neither is a relation of the firm."""
    wide.add(FIRM, STATEMENT + RELATION)
    wide.edit(
        FIRM,
        OURS,
        "answers: [{source: gull-gazette-2024, campaign: buoy, evidence: offer}, {source: gull-gazette-2024, campaign: buoy}]",
    )

    assert ["replies[0].answers[0].evidence", "replies[0].answers[1].source"] == [
        finding.field for finding in wide.load().findings if finding.rule == "reply-answers"
    ]


@pytest.mark.parametrize(
    ("answered", "field"),
    [
        ("{source: harbour-lab}", "source"),
        ("{source: harbour-lab, campaign: lighthouse, evidence: shared-server}", "source"),
        ("{source: harbour-lab-2024, campaign: lighthouses}", "campaign"),
        ("{source: harbour-lab-2024, campaign: lighthouses, evidence: shared-server}", "campaign"),
        ("{source: harbour-lab-2024, outlet: harbour.example, evidence: listed}", "outlet"),
    ],
)
def test_reply_that_names_no_record_is_told_once(wide: World, answered: str, field: str) -> None:
    """The only finding is that the ID is wrong."""
    wide.edit(FIRM, OURS, f"answers: [{answered}]")

    assert [("reference", f"replies[0].answers[0].{field}")] == [
        (finding.rule, finding.field) for finding in wide.load().findings
    ]


@pytest.mark.parametrize("path", [CAMPAIGN, OUTLET, UNPLACED, SOURCE, GAZETTE])
@pytest.mark.parametrize(
    "answered",
    [
        "{source: harbour-lab-2024, outlet: harbour-times.example}",
        "{source: gull-gazette-2024, outlet: valley-echo.example}",
        "{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}",
        "{source: gull-gazette-2024, outlet: valley-echo.example, evidence: listed}",
    ],
)
def test_broken_record_may_hold_the_claim(wide: World, path: str, answered: str) -> None:
    """A fault in one record causes no finding that a reply in another answers nothing."""
    wide.edit(FIRM, OURS, f"answers: [{answered}]")
    wide.add(path, "nonsense: x\n")

    assert {path} == {finding.path for finding in wide.load().findings}


def test_broken_reply_is_told_by_its_field_alone(wide: World) -> None:
    """The rules on answers are not applied to the valid rest of a record whose reply has a fault."""
    wide.edit(FIRM, OURS, "answers: [{source: gull-gazette-2024}, {sauce: harbour-lab-2024}]")

    assert {"field-missing", "field-unknown"} == set(wide.rules())


@pytest.mark.parametrize(
    ("path", "answered", "expected"),
    [
        (CAMPAIGN, "{source: harbour-lab-2024}", []),
        (CAMPAIGN, "{source: harbour-lab-2024, evidence: shared-server}", []),
        (CAMPAIGN, "{source: gull-gazette-2024}", ["reply-answers"]),
        (CAMPAIGN, "{source: gull-gazette-2024, campaign: buoy}", []),
        (OUTLET, "{source: harbour-lab-2024}", []),
        (OUTLET, "{source: harbour-lab-2024, campaign: lighthouse}", []),
        (OUTLET, "{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}", []),
        (OUTLET, "{source: harbour-lab-2024, campaign: buoy}", ["reply-answers"]),
        (OUTLET, "{source: gull-gazette-2024}", ["reply-answers"]),
        (UNPLACED, "{source: gull-gazette-2024}", []),
    ],
)
def test_reply_in_a_campaign_or_outlet_answers_what_it_cites(
    wide: World, path: str, answered: str, expected: list[str]
) -> None:
    """The record of the reply, or the one that it names, cites the source; a citation by the reply is not enough."""
    wide.add(
        path,
        f"replies:\n  - {{by: x, date: 2024, outcome: no-answer, source: gull-gazette-2024, answers: [{answered}]}}\n",
    )

    assert expected == wide.rules()


@pytest.mark.parametrize("name", ["withdrawn", "excluded"])
@pytest.mark.parametrize(
    "answered",
    ["{source: harbour-lab-2024}", "{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}"],
)
def test_reply_outlives_its_claim(wide: World, name: str, answered: str) -> None:
    """A record that was taken back still holds what was answered: nobody has to delete the answer."""
    wide.edit(FIRM, OURS, f"answers: [{answered}]")
    wide.add(CAMPAIGN, f"state: {{name: {name}, date: 2024-03-01, reason: The record was wrong.}}\n")

    assert "reply-answers" not in wide.rules()


REPLY = "replies:\n  - {by: Quay Media, date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}\n"


def test_request_of_ours_is_enough(world: World) -> None:
    """A firm that is named as an operator has a reply, or we say when we asked it."""
    world.edit(FIRM, REPLY, "")
    assert ["reply-missing"] == world.rules()

    world.add(FIRM, "requests:\n  - {date: 2024-03, channel: by email to the address on its website}\n")
    assert [] == world.rules()


def test_reply_names_at_least_one_claim(world: World) -> None:
    """A reply without a claim would be shown with none, or with all."""
    world.edit(FIRM, f", {OURS}", "")
    assert ["replies[0].answers"] == [finding.field for finding in world.load().findings]

    world.edit(FIRM, "no-answer, ", "no-answer, answers: [], ")
    assert ["replies[0].answers"] == [finding.field for finding in world.load().findings]


# The pure functions that decide which claims the pages show a reply to.


def reply(**answered: str) -> Reply:
    """A reply to one claim."""
    return Reply.model_validate(
        {"by": "x", "date": "2024", "outcome": "answered", "source": "harbour-lab-2024", "answers": [answered]}
    )


@pytest.fixture
def graph(wide: World) -> Graph:
    """The records of the wide world, where a second source says of an outlet what the first says of the campaign."""
    wide.add(UNPLACED, DENIAL)
    return wide.load().graph


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({"source": "harbour-lab-2024"}, {"lighthouse"}),
        ({"source": "gull-gazette-2024"}, {"valley-echo.example"}),
        ({"source": "harbour-lab-2024", "campaign": "lighthouse"}, {"lighthouse"}),
        ({"source": "harbour-lab-2024", "campaign": "buoy"}, set()),
        ({"source": "harbour-lab-2024", "outlet": "valley-echo.example"}, set()),
        ({"source": "gull-gazette-2024", "outlet": "valley-echo.example"}, {"valley-echo.example"}),
        ({"source": "gull-gazette-2024", "outlet": "harbour-times.example"}, set()),
        ({"source": "gull-gazette-2024", "campaign": "lighthouse"}, set()),
        ({"source": "harbour-lab-2024", "campaign": "lighthouse", "evidence": "shared-server"}, set()),
    ],
)
def test_statements_that_are_answered(graph: Graph, answered: dict[str, str], expected: set[str]) -> None:
    """A reply answers the statements of its source, in the named record if any; a reply to an item answers none."""
    said: tuple[Said, ...] = graph.statements_by_firm["quay-media"]

    assert {"lighthouse", "valley-echo.example"} == {statement.about.id for statement in said}
    assert expected == {statement.about.id for statement in said if answers(reply(**answered), statement)}


def test_statement_is_answered_by_any_of_the_answers(graph: Graph) -> None:
    """One reply can answer two claims."""
    both = Reply.model_validate(
        {
            "by": "x",
            "date": "2024",
            "outcome": "answered",
            "source": "harbour-lab-2024",
            "answers": [{"source": "gull-gazette-2024"}, {"source": "harbour-lab-2024"}],
        }
    )

    assert [True, True] == [answers(both, statement) for statement in graph.statements_by_firm["quay-media"]]


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({"evidence": "listed"}, {("valley-echo.example", "listed")}),
        ({"evidence": "register"}, set()),
        ({"evidence": "listed", "outlet": "harbour-times.example"}, {("harbour-times.example", "listed")}),
        ({"evidence": "listed", "outlet": "valley-echo.example"}, {("valley-echo.example", "listed")}),
        ({"evidence": "listed", "campaign": "lighthouse"}, set()),
        ({"evidence": "shared-server", "campaign": "lighthouse"}, {("lighthouse", "shared-server")}),
        ({"evidence": "shared-server"}, set()),
        ({}, set()),
        ({"campaign": "lighthouse"}, set()),
    ],
)
def test_items_that_are_answered(graph: Graph, answered: dict[str, str], expected: set[tuple[str, str]]) -> None:
    """The item with the ID is in the named record, or else in that of the reply: other records may have the same ID."""
    of = graph.outlets["valley-echo.example"]
    records: list[Outlet | Campaign] = [*graph.outlets.values(), *graph.campaigns.values()]
    held: list[tuple[Record, Evidence]] = [(record, item) for record in records for item in record.evidence]
    this_reply = reply(source="harbour-lab-2024", **answered)

    assert expected == {(record.id, item.id) for record, item in held if answers_item(this_reply, of, item, record)}


def test_a_reply_to_an_item_that_accuses_nobody_is_shown_with_its_campaign(world: World) -> None:
    """The reply is the firm's side of such an item; the page of the campaign would leave it out otherwise."""
    world.edit(FIRM, OURS, "answers: [{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}]")
    current_edition = world.edition()

    shown = campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).replies

    assert not current_edition.graph.campaigns["lighthouse"].evidence[0].accuses
    assert ["As of 30 January 2024 Quay Media had not replied"] == [
        text_of(reply.sentence)[:48] for reply in shown.replies
    ]


OFFER = (
    "statements:\n  - {id: offer, claim: It offers places., kind: commercial, sources: [{source: harbour-lab-2024}]}\n"
)


@pytest.mark.parametrize(
    "answered",
    [
        "campaign: lighthouse, evidence: shared-server",
        "outlet: harbour-times.example, evidence: register",
        "evidence: offer",
    ],
)
def test_a_reply_to_an_item_that_accuses_nobody_answers_this_item_alone(world: World, answered: str) -> None:
    """The page then says that no reply is known to what else the source said, not that none is known to the source."""
    world.edit(FIRM, "replies:\n", f"{OFFER}replies:\n")
    world.edit(FIRM, OURS, f"answers: [{{source: harbour-lab-2024, {answered}}}]")
    current_edition = world.edition()

    shown = firm_view(current_edition, current_edition.graph.firms["quay-media"]).replies

    assert 1 == len(shown.replies)
    assert [
        "We know of no reply by Quay Media Co., Ltd. to what else the Harbour Lab said.",
        "We have not asked for one.",
    ] == [text_of(sentence) for sentence in shown.unanswered]


def test_sources_without_a_reply_stand_by_date(wide: World) -> None:
    """The earliest source comes first, however the records are ordered; a source without a date comes last."""
    for day, name in (("2023-05-02", "Buoy"), ("", "Cape"), ("2022-01-09", "Dune")):
        text = RECORDS[SOURCE].replace("he Harbour Lab", f"he {name}")
        wide.write(f"sources/{name.lower()}.yml", text.replace("date: 2024-02-07\n", f"date: {day}\n" if day else ""))
    said = "  - {{firm: quay-media, role: operator, by: {}, wording: states, confidence: not-stated}}\n"
    others = "".join(map(said.format, ("cape", "buoy", "dune")))
    wide.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{others}")
    current_edition = wide.edition_of_any()

    assert "We know of no reply by Quay Media Co., Ltd. to what the Dune, the Buoy and the Cape said." == text_of(
        campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]).replies.unanswered[0]
    )


def test_what_else_a_source_said_has_the_date_of_the_source(world: World) -> None:
    """The name alone would not distinguish the source from another of that name that was not answered at all."""
    world.write("sources/harbour-lab-2023.yml", RECORDS[SOURCE].replace("2024-02-07", "2023-11-30"))
    earlier = "  - {firm: quay-media, role: operator, by: harbour-lab-2023, wording: states, confidence: not-stated}\n"
    world.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{earlier}")
    world.edit(FIRM, OURS, "answers: [{source: harbour-lab-2024, campaign: lighthouse, evidence: shared-server}]")
    current_edition = world.edition_of_any()

    assert [
        "We know of no reply by Quay Media Co., Ltd. to what the Harbour Lab (November 2023) said.",
        "We know of no reply by Quay Media Co., Ltd. to what else the Harbour Lab (February 2024) said.",
    ] == [
        text_of(sentence)
        for sentence in firm_view(current_edition, current_edition.graph.firms["quay-media"]).replies.unanswered[:2]
    ]


def test_a_source_without_a_reply_is_told_from_one_that_the_firm_answered_elsewhere(world: World) -> None:
    """The page does not mention the answer, whose source has the same name, so it gives the date."""
    world.write("sources/harbour-lab-2023.yml", RECORDS[SOURCE].replace("2024-02-07", "2023-11-30"))
    world.write("campaigns/beacon.yml", RECORDS[CAMPAIGN].replace("name: LIGHTHOUSE", "name: BEACON"))
    world.edit(FIRM, OURS, "answers: [{source: harbour-lab-2023, campaign: beacon}]")
    current_edition = world.edition_of_any()
    claims = claims_on_campaign(current_edition, current_edition.graph.campaigns["lighthouse"])

    assert "We know of no reply by Quay Media Co., Ltd. to what the Harbour Lab (February 2024) said." in [
        text_of(sentence) for sentence in unanswered(current_edition, claims, after=False)
    ]


def test_silence_that_is_known_second_hand_says_so(world: World) -> None:
    """The sentence says so in brackets, like that on an answer, which has its date in the same brackets."""
    read = world.edition_of_any()
    world.edit(SOURCE, "verification: full", "verification: full\nretells: [gull-gazette-2024]")
    world.write(GAZETTE, RECORDS[SOURCE])
    retold = world.edition_of_any()

    said, said_again = (
        text_of(reply_sentence(each, each.graph.firms["quay-media"].replies[0])) for each in (read, retold)
    )
    assert said.removesuffix(".") + " (second-hand)." == said_again


@pytest.mark.parametrize(("language", "lang"), [("en-GB", ""), ("it", "en"), ("ar", "en")])
def test_who_replied_is_in_the_language_of_records(world: World, language: str, lang: str) -> None:
    """Records have the words, such as “a founder of the firm”; a page in another language marks them as English."""
    current_edition = edition(world.load().graph, phrasebook(language, ROOT / "translations"))

    (who,) = [
        words
        for words in reply_sentence(current_edition, current_edition.graph.firms["quay-media"].replies[0])
        if "Quay" in words.text
    ]

    assert lang == who.lang


@pytest.mark.parametrize("role", ["related", "subject", "content-source"])
def test_a_reply_to_a_statement_that_accuses_nobody_is_shown_with_its_campaign(world: World, role: str) -> None:
    """If a firm that is said to be connected with the outlets has replied, the reply is shown where that is said."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")
    replied = world.edition()
    world.edit(FIRM, OURS, "answers: [{source: harbour-lab-2024, outlet: harbour-times.example, evidence: register}]")
    silent = world.edition_of_any()

    section, other_section = (
        campaign_view(each, each.graph.campaigns["lighthouse"]).replies for each in (replied, silent)
    )

    assert (1, ()) == (len(section.replies), section.unanswered)
    assert not other_section


@pytest.mark.parametrize("path", [CAMPAIGN, OUTLET])
def test_a_reply_to_a_statement_that_accuses_nobody_is_shown_with_its_site(world: World, path: str) -> None:
    """The page of the site has the statement, whether the source makes it about the site or about its campaign."""
    statement = "{firm: quay-media, role: related, by: harbour-lab-2024, wording: states, confidence: not-stated}"
    world.edit(CAMPAIGN, "    role: operator\n", "    role: related\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")
    if path == OUTLET:
        world.add(OUTLET, f"attributions:\n  - {statement}\n")
        world.edit(FIRM, OURS, "answers: [{source: harbour-lab-2024, outlet: harbour-times.example}]")
    current_edition = world.edition_of_any()

    shown = outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"]).replies

    assert (1, ()) == (len(shown.replies), shown.unanswered)


def test_replies_below_a_heading_of_their_own_say_to_whom_none_is_known(world: World) -> None:
    """The word “this” is enough only in a text that contains the claim."""
    text = (world.root / FIRM).read_text()
    world.write(FIRM, text[: text.index("replies:")])
    current_edition = world.edition_of_any()
    pages = (
        firm_view(current_edition, current_edition.graph.firms["quay-media"]),
        campaign_view(current_edition, current_edition.graph.campaigns["lighthouse"]),
        outlet_view(current_edition, current_edition.graph.outlets["harbour-times.example"]),
    )

    for page in pages:
        first = text_of(page.replies.unanswered[0])
        assert "We know of no reply by Quay Media Co., Ltd. to what the Harbour Lab said." == first
