"""Replies beside a verdict, and the sentences that a campaign says of firms."""

from __future__ import annotations

import pytest

from masthead.edition.edition import text_of
from masthead.field_types.vocabulary import Role
from masthead.relations.graph import Said
from masthead.views.parts.claims_on_firms import accusations, claims_on_campaign
from masthead.views.parts.replies import replies_view, reply_sentences
from masthead.views.parts.statements import statement, what_of
from masthead.views.parts.verdict import claims_of, ranked_operators
from tests.test_verdict import LAB, LATER, OF, OTHER, OWN, QUAY, REPLY, attribution, judge
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, World


def replies(world: World) -> list[str]:
    """The sentences of the verdict on replies."""
    verdict = judge(world)
    return [text_of(sentence) for sentence in (*verdict.answered, *verdict.others_answered, *verdict.replies)]


def unanswered_on_campaign(world: World) -> list[str]:
    """The sentences on the page of the campaign about claims without a known reply."""
    edition = world.edition()
    view = replies_view(edition, claims_on_campaign(edition, edition.graph.campaigns["lighthouse"]))
    return [text_of(sentence) for sentence in view.unanswered]


@pytest.fixture
def rivals(world: World) -> World:
    """The world with a second source and a second firm."""
    second = (
        (world.root / SOURCE).read_text().replace("Harbour Lab", "Shore Institute").replace("2024-02-07", "2025-03-01")
    )
    world.write(LATER, second + "kept_because: A test names it.\n")
    firm = "name: Pier Media\nbusiness: agency\nkept_because: A test names it.\n"
    world.write(OTHER, firm + "requests:\n  - {date: 2025-05-02, channel: by email}\n")
    return world


SILENT = "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said."


REPLIES = [
    ("outcome: answered, position: denies", "Quay Media denied what the Harbour Lab said (30 January 2024)."),
    ("outcome: answered, position: appears-to-deny, asked_by: the Post",
     "Quay Media appears to have denied to the Post what the Harbour Lab said (30 January 2024)."),
    ("outcome: answered, position: rejects, asked_by: the Post",
     "Quay Media, asked by the Post, rejected the accusation (30 January 2024)."),
    ("outcome: answered, position: confirms", "Quay Media confirmed what the Harbour Lab said (30 January 2024)."),
    ("outcome: answered, position: comments", "Quay Media commented on what the Harbour Lab said (30 January 2024)."),
    ("outcome: answered", "Quay Media replied to what the Harbour Lab said (30 January 2024)."),
    ("outcome: no-answer", SILENT),
    ("outcome: no-answer, asked_by: the Post",
     "As of 30 January 2024 Quay Media had not replied to the Post about what the Harbour Lab said."),
    ("outcome: unreachable, asked_by: the Post",
     "As of 30 January 2024 the Post could not reach Quay Media about what the Harbour Lab said."),
]  # fmt: skip


@pytest.mark.parametrize(("more", "expected"), REPLIES)
def test_reply_belongs_to_the_verdict(world: World, more: str, expected: str) -> None:
    """The verdict has the reply in one sentence, which is no firmer than the reply."""
    world.edit(FIRM, "outcome: no-answer", more)

    assert [expected] == replies(world)


def test_answer_is_said_rather_than_an_earlier_silence(world: World) -> None:
    """The verdict mentions silence only where nothing else is known."""
    denied = REPLY.replace("no-answer", "answered, position: denies").replace("2024-01-30", "2024-03")
    world.add(FIRM, denied)

    assert ["Quay Media denied what the Harbour Lab said (March 2024)."] == replies(world)


def test_reply_to_another_claim_is_not_shown(rivals: World) -> None:
    """Silence on one accusation is no answer to another, and nobody is said to have been asked."""
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("states", firm="quay-media"))
    rivals.edit(FIRM, "answers: [{source: harbour-lab-2024}]", "answers: [{source: shore-institute-2025}]")

    silent = SILENT.replace("Harbour Lab", "Shore Institute")
    assert [
        silent,
        f"We know of no reply by {QUAY} to what the Harbour Lab said.",
        "We have not asked for one.",
    ] == replies(rivals)


def test_no_reply_is_said_and_whether_we_asked(rivals: World) -> None:
    """The verdict has the day and the way if we asked, and the reason if nobody can be asked."""
    rivals.edit(FIRM, "replies:\n" + REPLY, "kept_because: A test.\n")
    not_asked = replies(rivals)
    rivals.add(FIRM, "not_asked: The Harbour Lab does not name the company.\n")
    nobody_to_ask = replies(rivals)
    rivals.edit(CAMPAIGN, "firm: quay-media", "firm: pier-media")

    assert [f"We know of no reply by {QUAY} to this.", "We have not asked for one."] == not_asked
    assert [
        f"We know of no reply by {QUAY} to this.",
        f"We have not asked {QUAY}: The Harbour Lab does not name the company.",
    ] == nobody_to_ask
    assert [
        "We know of no reply by Pier Media to this.",
        "We asked Pier Media on 2 May 2025, by email.",
    ] == replies(rivals)


def test_sentences_name_a_firm_with_its_article(world: World) -> None:
    """Sentences have the article of a firm, and lists leave it out."""
    world.edit(FIRM, "native_name:", "short_name: the Quay Foundation\nnative_name:")
    world.edit(FIRM, "replies:\n" + REPLY, "kept_because: A test.\n")
    edition = world.edition_of_any()
    firm = edition.graph.firms["quay-media"]

    assert "We know of no reply by the Quay Foundation to this." == replies(world)[0]
    assert ("the Quay Foundation", "Quay Foundation") == (edition.firm(firm.id).text, edition.short(firm))


def test_one_of_several_firms_that_nobody_could_ask(world: World) -> None:
    """A firm that nobody could ask is not among those that we have simply not asked."""
    world.edit(FIRM, "replies:\n" + REPLY, "not_asked: The Harbour Lab does not name the company.\n")
    world.write("firms/dock-media.yml", "name: Dock Media\nbusiness: public relations agency\n")
    statement = "  - firm: quay-media\n    role: operator\n    by: harbour-lab-2024\n    wording: attributes\n"
    rest = "    confidence: not-stated\n    basis: [shared-advertising-id]\n"
    world.edit(CAMPAIGN, statement + rest, statement + rest + statement.replace("quay", "dock") + rest)
    edition = world.edition_of_any()
    said = [
        text_of(sentence)
        for sentence in replies_view(
            edition, claims_on_campaign(edition, edition.graph.campaigns["lighthouse"])
        ).unanswered
    ]

    assert [
        f"We have not asked {QUAY}: The Harbour Lab does not name the company.",
        "We have not asked the other for a reply.",
    ] == said[1:]


def test_speakers_of_whom_one_is_a_list(world: World) -> None:
    """No reader takes the end of a list within a list for the end of the whole."""
    item = "  - id: {}\n    claim: The report says it.\n    kind: statement\n    sources: [{{source: harbour-lab-2024}}]\n    accuses: [quay-media]\n"
    world.edit(FIRM, "replies:\n" + REPLY, "kept_because: A test.\n")
    items = [
        f"{item.format(id)}    speaker: {speaker}\n"
        for id, speaker in (("one", "a ministry"), ("two", "a service and four firms"))
    ]
    world.edit(CAMPAIGN, "indicators:\n", f"{''.join(items)}indicators:\n")
    edition = world.edition_of_any()
    said = [
        text_of(sentence)
        for sentence in replies_view(
            edition, claims_on_campaign(edition, edition.graph.campaigns["lighthouse"])
        ).unanswered
    ]

    assert (
        f"We know of no reply by {QUAY} to what the Harbour Lab; a ministry; a service and four firms said." == said[0]
    )


def test_reply_of_the_firm_behind_counts_for_what_is_said_of_it(rivals: World) -> None:
    """A chain names two firms, and the verdict says of each whether it replied."""
    rivals.edit(CAMPAIGN, "    role: operator\n", "    role: supporter\n")
    rivals.add(OUTLET, OWN + attribution("states"))
    rivals.add(OTHER, "relations:\n" + attribution("believes", firm="quay-media"))
    rivals.edit(FIRM, "answers: [{source: harbour-lab-2024}]", "answers: [{source: shore-institute-2025}]")

    assert [
        SILENT.replace("Harbour Lab", "Shore Institute"),
        "We know of no reply by Pier Media to what the Shore Institute said.",
        "We asked Pier Media on 2 May 2025, by email.",
    ] == replies(rivals)


STATEMENTS = [
    ("operator", "asserts", "finds", f"{LAB} found that {QUAY} operated {OF}."),
    ("creator", "asserts", "finds", f"{LAB} found that {QUAY} created {OF}."),
    ("infrastructure", "asserts", "finds", f"{LAB} found that {OF} used infrastructure of {QUAY}"),
    ("infrastructure", "asserts", "links", f"{LAB} linked {OF} to infrastructure of {QUAY}"),
    ("supporter", "asserts", "finds", f"{LAB} found that {QUAY} supported {OF}."),
    ("supporter", "asserts", "attributes", f"{LAB} concluded that {QUAY} supported {OF}."),
    ("content-source", "asserts", "finds", f"{LAB} found that content of {QUAY} appeared on {OF}."),
    ("reseller", "asserts", "finds", f"{LAB} found that {QUAY} offered paid placements on {OF}."),
    ("host", "asserts", "finds", f"{LAB} found that {QUAY} provided hosting for {OF}."),
    ("host", "asserts", "lists", f"{LAB} listed {OF} under {QUAY}"),
    ("service", "asserts", "finds", f"{LAB} found that {OF} used a service of {QUAY}"),
    ("subject", "asserts", "finds", f"{LAB} found that content about {QUAY} appeared on {OF}."),
    ("related", "asserts", "finds", f"{LAB} found that {QUAY} had links with {OF}."),
    ("related", "asserts", "links", f"{LAB} linked {OF} to {QUAY}"),
    ("operator", "denies", "states", f"{LAB} stated that {QUAY} did not operate {OF}."),
    ("related", "denies", "states", f"{LAB} stated that {QUAY} and {OF} were distinct."),
    ("related", "denies", "views-as-distinct", f"{LAB} viewed {QUAY} and {OF} as distinct."),
    ("host", "denies", "states", f"{LAB} stated that {QUAY} did not have the role “hosting provider” for {OF}."),
    ("operator", "cannot-say", "cannot-attribute", f"{LAB} said it could not tell whether {QUAY} operated {OF}."),
    ("related", "cannot-say", "cannot-attribute", f"{LAB} said it could not tell whether {QUAY} had links with {OF}."),
    ("host", "cannot-say", "cannot-attribute",
     f"{LAB} said it could not tell whether {QUAY} had the role “hosting provider” for {OF}."),
]  # fmt: skip


def said_on_campaign(world: World) -> str:
    """The sentence of the first attribution of the campaign, as its page has it."""
    campaign, edition = world.load().graph.campaigns["lighthouse"], world.edition_of_any()
    said = Said(campaign.attributions[0], campaign)
    return text_of(statement(edition, said, what_of(edition, said)))


@pytest.mark.parametrize(("role", "stance", "wording", "expected"), STATEMENTS)
def test_statement_says_the_role_and_no_more(world: World, role: str, stance: str, wording: str, expected: str) -> None:
    """In tables, the statement of each role has a sentence of its own."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n    stance: {stance}\n")
    world.edit(CAMPAIGN, "wording: attributes", f"wording: {wording}")

    assert expected == said_on_campaign(world)


def test_every_role_has_its_statement() -> None:
    """A new role needs a sentence of its own."""
    assert set(Role) == {role for role, stance, _, _ in STATEMENTS if stance == "asserts"}


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (
            "concerns: [harbour-times.example]",
            f"{LAB} attributed 1 domain named in connection with LIGHTHOUSE to {QUAY}",
        ),
        ("part: twenty sites that nobody listed", f"{LAB} attributed to {QUAY} twenty sites that nobody listed."),
        ("", f"{LAB} attributed LIGHTHOUSE to {QUAY}"),
    ],
)
def test_statement_says_of_how_much_it_is_said(world: World, limit: str, expected: str) -> None:
    """A statement about a part is not one about the whole."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n    {limit}\n")

    assert expected == said_on_campaign(world)


def test_statement_without_a_firm_says_that_nobody_can_be_named(world: World) -> None:
    """A source that cannot say who operates the sites names nobody."""
    world.edit(CAMPAIGN, "  - firm: quay-media\n    role: operator\n", "  - role: operator\n    stance: cannot-say\n")

    assert f"{LAB} said it could not tell who operated {OF}." == said_on_campaign(world)


def test_an_item_that_quotes_somebody_is_not_answered_by_a_reply_to_its_source(world: World) -> None:
    """A reply to a source that quotes somebody is not a reply to the person quoted."""
    world.edit(
        CAMPAIGN,
        "evidence:\n",
        "evidence:\n"
        "  - id: ministry\n"
        "    claim: The Ministry of Ports says that the firm made the site.\n"
        "    kind: statement\n"
        "    firms: [quay-media]\n"
        "    sources: [{source: harbour-lab-2024}]\n"
        "    speaker: the Ministry of Ports\n"
        "    accuses: [quay-media]\n",
    )
    edition = world.edition()
    outlet = edition.graph.outlets["harbour-times.example"]
    claims = (*claims_of(edition, ranked_operators(edition, outlet)), *accusations(edition, outlet))

    said = [text_of(sentence) for sentence in reply_sentences(edition, claims)]
    assert [SILENT, f"We know of no reply by {QUAY} to what the Ministry of Ports said."] == said[:2]
