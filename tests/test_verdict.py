"""The verdict: the sentence that will be quoted, in every wording that it can have."""

from __future__ import annotations

import pytest

from masthead.graph import Said
from masthead.views.attributions import statement
from masthead.views.edition import text_of
from masthead.views.verdict import Verdict, verdict
from masthead.vocabulary import Role, Stance, Wording
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

OWN = "attributions:\n"
LATER = "sources/shore-institute-2025.yml"
OTHER = "firms/pier-media.yml"

SENTENCES = [
    ("determines", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("states", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("attributes", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("asserts", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("finds", "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("assesses", "The Harbour Lab assesses that it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("believes", "The Harbour Lab believes that it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("claims", "The Harbour Lab claims that it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    ("suggests", "The Harbour Lab suggests that it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE."),
    (
        "reports",
        "The Harbour Lab reports that it is said to be operated by Quay Media Co., Ltd. as part of LIGHTHOUSE.",
    ),
    ("links", "The Harbour Lab links it to Quay Media Co., Ltd. as part of LIGHTHOUSE."),
]

OTHERS = [
    ("states", "The Shore Institute names another operator: Pier Media."),
    ("attributes", "The Shore Institute names another operator: Pier Media."),
    ("assesses", "The Shore Institute assesses that it is operated by Pier Media."),
    ("believes", "The Shore Institute believes that it is operated by Pier Media."),
    ("claims", "The Shore Institute claims that it is operated by Pier Media."),
    ("suggests", "The Shore Institute suggests that it is operated by Pier Media."),
    ("reports", "The Shore Institute reports that it is said to be operated by Pier Media."),
    ("links", "The Shore Institute links it to Pier Media."),
]

BEHIND = [
    (
        "determines",
        "The Shore Institute names another operator: Pier Media, which it says is operated in turn by Quay Media Co., Ltd.",
    ),
    (
        "states",
        "The Shore Institute names another operator: Pier Media, which it says is operated in turn by Quay Media Co., Ltd.",
    ),
    (
        "asserts",
        "The Shore Institute names another operator: Pier Media, which it says is operated in turn by Quay Media Co., Ltd.",
    ),
    (
        "assesses",
        "The Shore Institute names another operator: Pier Media, which it believes to be operated in turn by Quay Media Co., Ltd.",
    ),
    (
        "believes",
        "The Shore Institute names another operator: Pier Media, which it believes to be operated in turn by Quay Media Co., Ltd.",
    ),
    ("links", "The Shore Institute names another operator: Pier Media."),
    ("reports", "The Shore Institute names another operator: Pier Media."),
]


def attribution(
    wording: str, *, firm: str = "pier-media", by: str = "shore-institute-2025", confidence: str = "low"
) -> str:
    """A line of attributions."""
    return f"  - {{firm: {firm}, role: operator, by: {by}, wording: {wording}, confidence: {confidence}, basis: [hosting]}}\n"


def judge(world: World) -> Verdict:
    """The verdict on the outlet of the world, whose records are right."""
    return verdict(world.edition(), world.outlet())


def sentences(world: World) -> list[str]:
    """What the verdict says, sentence by sentence."""
    found = judge(world)
    return [text_of(sentence) for sentence in (found.sentence, *found.others)]


@pytest.fixture
def rivals(world: World) -> World:
    """The world with a second source and a second firm."""
    second = (
        (world.root / SOURCE).read_text().replace("Harbour Lab", "Shore Institute").replace("2024-02-07", "2025-03-01")
    )
    world.write(LATER, second + "kept_because: A test names it.\n")
    firm = "name: Pier Media\nbusiness: agency\nkept_because: A test names it.\n"
    world.write(
        OTHER, firm + "replies:\n  - {by: Pier Media, date: 2025-01-30, outcome: no-answer, source: harbour-lab-2024}\n"
    )
    return world


@pytest.mark.parametrize(("wording", "expected"), SENTENCES)
def test_sentence_is_no_stronger_than_the_source(world: World, wording: str, expected: str) -> None:
    """Its author comes first, and the verb is the one that the source uses."""
    world.edit(CAMPAIGN, "wording: attributes", f"wording: {wording}")

    assert [expected] == sentences(world)


def test_every_wording_that_can_assert_has_its_sentence() -> None:
    """Those that deny or leave open are kept from asserting by a rule."""
    assert {word for word, _ in SENTENCES} == {*Wording} - {Wording.VIEWS_AS_DISTINCT, Wording.CANNOT_ATTRIBUTE}


def test_verdict_carries_what_it_rests_on(world: World) -> None:
    """Confidence, wording, date and basis are those of the attribution that speaks."""
    found = judge(world)

    assert found.confidence is not None
    assert found.wording is not None
    assert found.date is not None
    assert ("high", "attributes", "2024-02-07", "7 February 2024") == (
        found.confidence.value, found.wording.value, found.date.iso, found.date.text,
    )  # fmt: skip
    assert ["advertising ID found on some of the sites and on the firm’s websites"] == [
        basis.label for basis in found.basis
    ]


def test_own_attribution_does_not_speak_of_the_campaign(world: World) -> None:
    """What a source says of this outlet alone is said of it alone."""
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    concerns: [harbour-times.example]\n")
    world.add(OUTLET, OWN + attribution("states", firm="quay-media", by="harbour-lab-2024", confidence="high"))

    assert ["According to the Harbour Lab, it is operated by Quay Media Co., Ltd."] == sentences(world)


def test_nobody_is_named_where_no_source_names_one(world: World) -> None:
    """Then the sentence says that, and there is no confidence in anything."""
    outlet = world.load().graph.outlets["valley-echo.example"]
    found = verdict(world.edition(), outlet)

    assert "No source in this database names who operates it." == text_of(found.sentence)
    assert (None, (), ()) == (found.confidence, found.others, found.basis)


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.CANNOT_SAY])
def test_who_is_denied_or_open_is_not_named(world: World, stance: str) -> None:
    """An attribution that does not assert names nobody as the operator."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n    stance: {stance}\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")

    assert ["No source in this database names who operates it."] == sentences(world)


@pytest.mark.parametrize(
    "role", ["host", "infrastructure", "reseller", "content-source", "supporter", "service", "subject", "related"]
)
def test_other_roles_do_not_operate(world: World, role: str) -> None:
    """Hosting, reselling, supporting or being copied is not operating."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")

    assert ["No source in this database names who operates it."] == sentences(world)


@pytest.mark.parametrize(("wording", "expected"), OTHERS)
def test_another_operator_is_said_by_who_says_it(rivals: World, wording: str, expected: str) -> None:
    """A second firm gets a second sentence, no stronger than its source either."""
    rivals.add(OUTLET, OWN + attribution(wording))

    assert [
        "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE.",
        expected,
    ] == sentences(rivals)


@pytest.mark.parametrize(("wording", "expected"), BEHIND)
def test_firm_behind_another_operator_is_said(rivals: World, wording: str, expected: str) -> None:
    """If the same source says who runs that firm, two operators may be one; other degrees are left to the table."""
    rivals.add(OUTLET, OWN + attribution("states"))
    rivals.add(OTHER, "relations:\n" + attribution(wording, firm="quay-media"))

    assert expected == sentences(rivals)[1]


def test_another_operator_of_the_whole_is_not_said_of_the_outlet(rivals: World) -> None:
    """A source that speaks of the campaign has named no operator of this outlet, and is not made to."""
    rivals.edit(CAMPAIGN, "attributions:\n", "attributions:\n" + attribution("states"))

    assert "Of LIGHTHOUSE as a whole, the Shore Institute names another operator: Pier Media." == sentences(rivals)[1]


@pytest.mark.parametrize("confidence", ["moderate", "low"])
def test_what_is_known_only_through_others_is_said_to_be(rivals: World, confidence: str) -> None:
    """Of the source that speaks first as of any other, in the next sentence, so that quotations have it too."""
    rivals.edit(CAMPAIGN, "confidence: high", "confidence: moderate")
    rivals.edit(LATER, "verification: full", "verification: cited\nvia: [harbour-lab-2024]")
    rivals.add(OUTLET, OWN + attribution("states", confidence=confidence))
    said = sentences(rivals)

    speaks = next(
        number for number, sentence in enumerate(said) if "the Shore Institute" in sentence or "Pier" in sentence
    )
    assert "What the Shore Institute says is known here only through the Harbour Lab." == said[speaks + 1]
    assert 3 == len(said)


def test_same_operator_by_two_sources_is_said_once(rivals: World) -> None:
    """Agreement is no second operator."""
    rivals.add(OUTLET, OWN + attribution("states", firm="quay-media"))

    assert 1 == len(sentences(rivals))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (attribution("believes", confidence="high"), attribution("determines", firm="quay-media", confidence="moderate")),
        (attribution("believes", confidence="moderate"), attribution("determines", firm="quay-media", confidence="low")),
        (attribution("believes", confidence="low"), attribution("determines", firm="quay-media", confidence="not-stated")),
        (attribution("states"), attribution("attributes", firm="quay-media")),
        (attribution("attributes"), attribution("believes", firm="quay-media")),
        (attribution("believes"), attribution("claims", firm="quay-media")),
        (attribution("claims"), attribution("suggests", firm="quay-media")),
        (attribution("states", by="harbour-lab-2024"), attribution("states", firm="quay-media")),
    ],
)  # fmt: skip
def test_surest_attribution_speaks(rivals: World, first: str, second: str) -> None:
    """By confidence, then by the verb, then the earlier source; the order in the record does not matter."""
    rivals.edit(CAMPAIGN, "    role: operator\n", "    role: supporter\n")
    text = (rivals.root / OUTLET).read_text()

    for order in (first + second, second + first):
        rivals.write(OUTLET, text + OWN + order)
        assert "Pier Media" in sentences(rivals)[0]


def test_own_attribution_speaks_before_that_of_the_campaign(rivals: World) -> None:
    """At the same degree, what is said of this outlet comes before what is said of all."""
    rivals.edit(CAMPAIGN, "wording: attributes\n    confidence: high", "wording: states\n    confidence: low")
    rivals.add(OUTLET, OWN + attribution("states"))

    assert [
        "According to the Shore Institute, it is operated by Pier Media.",
        "Of LIGHTHOUSE as a whole, the Harbour Lab names another operator: Quay Media Co., Ltd.",
    ] == sentences(rivals)


@pytest.mark.parametrize(
    ("path", "dispute"),
    [
        (OUTLET, "The record is disputed."),
        (FIRM, "The record of Quay Media Co., Ltd. is disputed."),
        (CAMPAIGN, "The record of LIGHTHOUSE is disputed."),
    ],
)
def test_disputed_is_said_in_the_verdict(world: World, path: str, dispute: str) -> None:
    """Of the record itself, and of what the sentence rests on; the sentence stays."""
    world.add(path, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")

    assert [SENTENCES[2][1], dispute] == sentences(world)


def test_disputed_is_said_where_nobody_is_named(world: World) -> None:
    """A record without an operator can be contested too."""
    world.add(UNPLACED, "state: {name: disputed, date: 2024-03-01, reason: The site says so.}\n")
    found = verdict(world.edition(), world.load().graph.outlets["valley-echo.example"])

    assert ["The record is disputed."] == [text_of(other) for other in found.others]


DOUBTS = [
    ("firm: quay-media, stance: denies, wording: states", "says that Quay Media Co., Ltd. does not operate it."),
    ("firm: quay-media, stance: denies, wording: assesses", "assesses that Quay Media Co., Ltd. does not operate it."),
    ("firm: quay-media, stance: denies, wording: believes", "believes that Quay Media Co., Ltd. does not operate it."),
    ("firm: quay-media, stance: denies, wording: claims", "claims that Quay Media Co., Ltd. does not operate it."),
    ("firm: quay-media, stance: denies, wording: suggests", "suggests that Quay Media Co., Ltd. does not operate it."),
    ("firm: quay-media, stance: denies, wording: reports", "reports that Quay Media Co., Ltd. is said not to operate it."),
    ("firm: quay-media, stance: denies, wording: views-as-distinct", "views Quay Media Co., Ltd. as distinct from it."),
    ("stance: cannot-say, wording: cannot-attribute", "cannot say who operates it."),
    (
        "firm: quay-media, stance: cannot-say, wording: cannot-attribute",
        "cannot say whether Quay Media Co., Ltd. operates it.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("more", "expected"), DOUBTS)
def test_who_does_not_see_the_operator_is_heard(rivals: World, more: str, expected: str) -> None:
    """A reader of the first sentence alone must not take it for agreed: of this site, or of the campaign as a whole."""
    line = f"  - {{role: operator, by: shore-institute-2025, confidence: not-stated, {more}}}\n"
    rivals.add(OUTLET, OWN + line)
    of_site = sentences(rivals)
    rivals.edit(OUTLET, OWN + line, "")
    rivals.edit(CAMPAIGN, OWN, OWN + line)

    assert [SENTENCES[2][1], f"The Shore Institute {expected}"] == of_site
    assert [SENTENCES[2][1], f"Of LIGHTHOUSE as a whole, the Shore Institute {expected}"] == sentences(rivals)


def test_who_does_not_see_another_firm_is_left_to_the_table(rivals: World) -> None:
    """It denies nothing that the verdict says."""
    line = "  - {firm: pier-media, role: operator, stance: denies, by: shore-institute-2025, wording: states, confidence: low}\n"
    rivals.add(OUTLET, OWN + line)

    assert [SENTENCES[2][1]] == sentences(rivals)


STATEMENTS = [
    ("operator", "asserts", "Quay Media Co., Ltd. operates the sites of LIGHTHOUSE"),
    ("infrastructure", "asserts", "Quay Media Co., Ltd. owns infrastructure used by the sites of LIGHTHOUSE"),
    ("supporter", "asserts", "Quay Media Co., Ltd. supports the sites of LIGHTHOUSE"),
    ("content-source", "asserts", "Quay Media Co., Ltd. is a source of content for the sites of LIGHTHOUSE"),
    ("reseller", "asserts", "Quay Media Co., Ltd. offered placements for sale on the sites of LIGHTHOUSE"),
    ("host", "asserts", "Quay Media Co., Ltd. provides hosting for the sites of LIGHTHOUSE"),
    ("service", "asserts", "a service of Quay Media Co., Ltd. was used for the sites of LIGHTHOUSE"),
    ("subject", "asserts", "content about Quay Media Co., Ltd. appeared on the sites of LIGHTHOUSE"),
    ("related", "asserts", "Quay Media Co., Ltd. is tied to the sites of LIGHTHOUSE"),
    ("operator", "denies", "Quay Media Co., Ltd. does not operate the sites of LIGHTHOUSE"),
    ("related", "denies", "Quay Media Co., Ltd. and the sites of LIGHTHOUSE are distinct"),
    ("host", "denies", "Quay Media Co., Ltd. does not have the role “hosting provider” for the sites of LIGHTHOUSE"),
    ("operator", "cannot-say", "whether Quay Media Co., Ltd. operates the sites of LIGHTHOUSE cannot be said"),
    ("related", "cannot-say", "whether Quay Media Co., Ltd. is tied to the sites of LIGHTHOUSE cannot be said"),
    (
        "host",
        "cannot-say",
        "whether Quay Media Co., Ltd. has the role “hosting provider” for the sites of LIGHTHOUSE cannot be said",
    ),
]


@pytest.mark.parametrize(("role", "stance", "expected"), STATEMENTS)
def test_statement_says_the_role_and_no_more(world: World, role: str, stance: str, expected: str) -> None:
    """What stands in the table of who says what, role by role."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n    stance: {stance}\n")
    campaign = world.load().graph.campaigns["lighthouse"]

    assert expected == text_of(statement(world.edition_of_any(), Said(campaign.attributions[0], campaign)))


def test_every_role_has_its_statement() -> None:
    """A new role needs a sentence of its own."""
    assert set(Role) == {role for role, stance, _ in STATEMENTS if stance == "asserts"}


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("concerns: [harbour-times.example]", "Quay Media Co., Ltd. operates 1 site of LIGHTHOUSE"),
        ("part: twenty sites that nobody listed", "Quay Media Co., Ltd. operates twenty sites that nobody listed"),
        ("", "Quay Media Co., Ltd. operates the sites of LIGHTHOUSE"),
    ],
)
def test_statement_says_of_how_much_it_is_said(world: World, limit: str, expected: str) -> None:
    """What is said of a part is not said of the whole."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n    {limit}\n")
    campaign = world.load().graph.campaigns["lighthouse"]

    assert expected == text_of(statement(world.edition_of_any(), Said(campaign.attributions[0], campaign)))


def test_statement_without_a_firm_says_that_nobody_can_be_named(world: World) -> None:
    """A source that cannot say who it is names nobody."""
    world.edit(CAMPAIGN, "  - firm: quay-media\n    role: operator\n", "  - role: operator\n    stance: cannot-say\n")
    campaign = world.load().graph.campaigns["lighthouse"]

    assert "who operates the sites of LIGHTHOUSE cannot be said" == text_of(
        statement(world.edition_of_any(), Said(campaign.attributions[0], campaign))
    )
