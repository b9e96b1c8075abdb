"""The verdict: the sentences that will be quoted, in every wording that they can have."""

from __future__ import annotations

import pytest

from masthead.edition.edition import text_of
from masthead.field_types.vocabulary import Stance, Wording
from masthead.views.pages.outlet import outlet_view
from masthead.views.parts.verdict import Verdict, verdict
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

OWN = "attributions:\n"


LATER = "sources/shore-institute-2025.yml"


OTHER = "firms/pier-media.yml"


QUAY = "Quay Media Co., Ltd."


SET = "LIGHTHOUSE, the set of sites in which it lists this site"


LAB = "In February 2024 the Harbour Lab"


SHORE = "In March 2025 the Shore Institute"


OF = "the sites of LIGHTHOUSE"


FIRST = f"{LAB} attributed {SET}, to {QUAY}"


OF_SET = [
    ("determines", f"{LAB} said it had determined that {QUAY} operated {SET}."),
    ("states", f"{LAB} stated that {QUAY} operated {SET}."),
    ("attributes", FIRST),
    ("asserts", f"{LAB} asserted that {QUAY} operated {SET}."),
    ("finds", f"{LAB} found that {QUAY} operated {SET}."),
    ("assesses", f"{LAB} assessed that {QUAY} operated {SET}."),
    ("believes", f"{LAB} said it believed that {QUAY} operated {SET}."),
    ("alleges", f"{LAB} alleged that {QUAY} operated {SET}."),
    ("claims", f"{LAB} claimed that {QUAY} operated {SET}."),
    ("suggests", f"{LAB} said its evidence suggested that {QUAY} operated {SET}."),
    ("reports", f"{LAB} reported, at second hand, that {QUAY} operated {SET}."),
    ("links", f"{LAB} linked {SET}, to {QUAY}"),
    ("lists", f"{LAB} listed {SET}, under {QUAY}"),
]


DIFFERENT = "a different firm, Pier Media,"


OF_SITE = [
    ("determines", f"{SHORE} said it had determined that Pier Media operated this site."),
    ("states", f"{SHORE} stated that Pier Media operated this site."),
    ("attributes", f"{SHORE} attributed this site to Pier Media."),
    ("asserts", f"{SHORE} asserted that Pier Media operated this site."),
    ("finds", f"{SHORE} found that Pier Media operated this site."),
    ("assesses", f"{SHORE} assessed that Pier Media operated this site."),
    ("believes", f"{SHORE} said it believed that Pier Media operated this site."),
    ("alleges", f"{SHORE} alleged that Pier Media operated this site."),
    ("claims", f"{SHORE} claimed that Pier Media operated this site."),
    ("suggests", f"{SHORE} said its evidence suggested that Pier Media operated this site."),
    ("reports", f"{SHORE} reported, at second hand, that Pier Media operated this site."),
    ("links", f"{SHORE} linked this site to Pier Media."),
    ("lists", f"{SHORE} listed this site under Pier Media."),
]


BEHIND = [
    ("determines", f"The Shore Institute said it had determined that {QUAY} operated Pier Media."),
    ("states", f"The Shore Institute stated that {QUAY} operated Pier Media."),
    ("attributes", f"The Shore Institute attributed Pier Media to {QUAY}"),
    ("believes", f"The Shore Institute said it believed that {QUAY} operated Pier Media."),
    ("suggests", f"The Shore Institute said its evidence suggested that {QUAY} operated Pier Media."),
    ("reports", f"The Shore Institute reported, at second hand, that {QUAY} operated Pier Media."),
    ("links", f"The Shore Institute linked Pier Media to {QUAY}"),
]


def attribution(wording: str, *, firm: str = "pier-media", by: str = "shore-institute-2025", more: str = "") -> str:
    """A line of attributions."""
    return f"  - {{firm: {firm}, role: operator, by: {by}, wording: {wording}, confidence: not-stated, basis: [hosting]{more}}}\n"


def judge(world: World) -> Verdict:
    """The verdict on the outlet of the world, whose records have no errors."""
    assert not world.load().errors
    return verdict(world.edition_of_any(), world.outlet())


def sentences(world: World) -> list[str]:
    """The sentences of the verdict, without the replies."""
    judgement = judge(world)
    return [
        text_of(sentence)
        for sentence in (judgement.sentence, *judgement.reserved, *judgement.others, *judgement.doubts)
    ]


@pytest.fixture
def rivals(world: World) -> World:
    """The world with a second source and a second firm."""
    second = (
        (world.root / SOURCE).read_text().replace("Harbour Lab", "Shore Institute").replace("2024-02-07", "2025-03-01")
    ).replace("harbour-lab", "shore-institute")
    world.write(LATER, second + "kept_because: A test names it.\n")
    firm = "name: Pier Media\nbusiness: agency\nkept_because: A test names it.\n"
    world.write(OTHER, firm + "requests:\n  - {date: 2025-05-02, channel: by email}\n")
    return world


@pytest.mark.parametrize(("wording", "expected"), OF_SET)
def test_sentence_is_no_stronger_than_the_source(world: World, wording: str, expected: str) -> None:
    """It has the month, the author, the author's own verb in the past tense, and says that it is about a set."""
    world.edit(CAMPAIGN, "wording: attributes", f"wording: {wording}")

    assert [expected] == sentences(world)


def test_every_wording_that_can_assert_has_its_sentence() -> None:
    """A rule keeps verbs that deny or leave open from asserting; no two verbs share a sentence."""
    wordings = {*Wording} - {Wording.VIEWS_AS_DISTINCT, Wording.CANNOT_ATTRIBUTE}

    assert wordings == {word for word, _ in OF_SET} == {word for word, _ in OF_SITE}
    assert len(wordings) == len({text for _, text in OF_SET}) == len({text for _, text in OF_SITE})


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("network", "the network in which it lists this site"),
        ("operation", "the operation in which it lists this site"),
        ("campaign", "the campaign in which it lists this site"),
    ],
)
def test_set_is_called_what_its_source_calls_it(world: World, form: str, expected: str) -> None:
    """A set of sites is a network only where the source that named it says so."""
    world.edit(CAMPAIGN, "named_by:", f"form: {form}\nnamed_by:")

    assert [f"{LAB} attributed LIGHTHOUSE, {expected}, to {QUAY}"] == sentences(world)


def test_who_lists_the_site_in_the_set_is_said(rivals: World) -> None:
    """A source that speaks of a set has not listed the site in it if another source did, or nobody."""
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("states"))
    rivals.edit(CAMPAIGN, "  - firm: quay-media\n    role: operator\n", "  - firm: quay-media\n    role: supporter\n")
    by_another = sentences(rivals)
    rivals.edit(OUTLET, "    kind: listing\n", "    kind: statement\n")

    stated = f"{SHORE} stated that Pier Media operated LIGHTHOUSE, the set of sites in which"
    assert [f"{stated} the Harbour Lab lists this site."] == by_another
    assert [f"{stated} this database places this site."] == sentences(rivals)


def test_date_is_as_precise_as_the_source(world: World) -> None:
    """A year stays a year, and no date is invented; the date of the statement goes before that of the document."""
    world.edit(SOURCE, "date: 2024-02-07", "date: 2024")
    by_year = sentences(world)
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    date: 2023-11-13\n")
    dated = sentences(world)
    world.edit(CAMPAIGN, "    date: 2023-11-13\n", "")
    world.edit(SOURCE, "date: 2024\n", "")

    assert by_year[0].startswith("In 2024 the Harbour Lab attributed")
    assert dated[0].startswith("In November 2023 the Harbour Lab attributed")
    assert sentences(world)[0].startswith("The Harbour Lab attributed")


def test_verdict_carries_what_it_rests_on(world: World) -> None:
    """The date is that of the first statement; without words of the source there is no confidence."""
    judgement = judge(world)

    assert judgement.confidence is None
    assert judgement.date is not None
    assert ("2024-02-07", "7 February 2024", "LIGHTHOUSE") == (
        judgement.date.iso,
        judgement.date.text,
        judgement.of_set,
    )


def test_confidence_is_in_the_words_of_the_source(world: World) -> None:
    """A degree comes with its words and the place where they are."""
    words = (
        "    confidence: moderate\n    confidence_words: {text: we assess with moderate confidence, locator: page 3}\n"
    )
    world.edit(CAMPAIGN, "    confidence: not-stated\n", words)
    confidence = judge(world).confidence

    assert confidence is not None
    assert ("moderate", "we assess with moderate confidence", "page 3") == (
        confidence.degree.value,
        confidence.words,
        confidence.locator,
    )


def test_own_attribution_does_not_speak_of_the_campaign(world: World) -> None:
    """If a source speaks of this outlet alone, so does the sentence."""
    world.edit(CAMPAIGN, "    role: operator\n", "    role: supporter\n")
    world.add(OUTLET, OWN + attribution("states", firm="quay-media", by="harbour-lab-2024"))

    assert [f"{LAB} stated that {QUAY} operated this site."] == sentences(world)


def test_named_in_a_list_is_said_of_the_site(world: World) -> None:
    """A statement on outlets that it lists is about each of them."""
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    concerns: [harbour-times.example]\n")
    world.edit(CAMPAIGN, "wording: attributes", "wording: lists")

    assert [f"{LAB} listed this site under {QUAY}"] == sentences(world)


def test_nobody_is_named_where_no_source_names_one(world: World) -> None:
    """The absolute negative is used only where no statement on a firm concerns the outlet at all."""
    outlet = world.load().graph.outlets["valley-echo.example"]
    judgement = verdict(world.edition(), outlet)

    assert "No source we cite says who operates it." == text_of(judgement.sentence)
    assert (None, (), (), ()) == (judgement.confidence, judgement.others, judgement.doubts, judgement.replies)
    assert not judgement.names_operator


NAMED_NOWHERE = "No attribution recorded here names its operator."


NOT_NAMED = f"{NAMED_NOWHERE} What sources say about firms is on the page about this site."


@pytest.mark.parametrize(
    "role",
    ["creator", "host", "infrastructure", "reseller", "content-source", "supporter", "service", "subject", "related"],
)
def test_other_roles_do_not_operate(world: World, role: str) -> None:
    """Hosting, reselling, supporting or being copied is not operating; but the verdict is no absolute negative."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: {role}\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")

    assert [NOT_NAMED] == sentences(world)


def test_evidence_that_names_a_firm_forbids_the_absolute_negative(world: World) -> None:
    """Evidence that names a firm, on the outlet or on its campaign, may say who runs the site."""
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    part: others\n")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")
    of_part = sentences(world)
    text = (world.root / CAMPAIGN).read_text()
    world.write(CAMPAIGN, text[: text.index(OWN)] + text[text.index("evidence:") :])
    world.edit(FIRM, f"replies:\n{REPLY}", "")
    none = sentences(world)
    world.edit(CAMPAIGN, "    kind: infrastructure\n", "    kind: infrastructure\n    firms: [quay-media]\n")

    assert (
        [f"{NAMED_NOWHERE} What sources say about firms is on the page of LIGHTHOUSE."] == of_part == sentences(world)
    )
    assert ["No source we cite says who operates it."] == none


def test_what_is_said_of_firms_is_sought_where_it_is(world: World) -> None:
    """The reader is sent to the site's page only if something there is about a firm, else to campaigns that have it."""
    world.edit(CAMPAIGN, "    role: operator\n", "    role: operator\n    part: others\n")
    world.edit(OUTLET, "campaigns: [lighthouse]", "operator: unknown\ncampaigns: [lighthouse, buoy, mole]")
    firm = "    firms: [quay-media]\n"
    item = "  - id: a\n    claim: A mast.\n    kind: persona\n    sources: [{source: harbour-lab-2024}]\n"
    for name, more in (("buoy", firm), ("mole", "")):
        text = f"name: {name.upper()}\nnamed_by: harbour-lab-2024\nsummary: A set.\nevidence:\n{item}{more}"
        world.write(f"campaigns/{name}.yml", text)
    of_sets = sentences(world)
    world.edit(OUTLET, "    kind: listing\n", f"    kind: listing\n{firm}")

    assert [f"{NAMED_NOWHERE} What sources say about firms is on the pages of LIGHTHOUSE and BUOY."] == of_sets
    assert [NOT_NAMED] == sentences(world)


@pytest.mark.parametrize(
    ("stance", "wording", "expected"),
    [
        (Stance.DENIES, "states", f"The Harbour Lab stated that {QUAY} did not operate {OF}."),
        (
            Stance.CANNOT_SAY,
            "cannot-attribute",
            f"The Harbour Lab said it could not tell whether {QUAY} operated {OF}.",
        ),
    ],
)
def test_who_is_denied_or_open_is_not_named(world: World, stance: str, wording: str, expected: str) -> None:
    """An attribution that does not assert names nobody as the operator."""
    world.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n    stance: {stance}\n")
    world.edit(CAMPAIGN, "wording: attributes", f"wording: {wording}")
    world.edit(OUTLET, "campaigns:", "operator: unknown\ncampaigns:")
    statements = outlet_view(world.edition(), world.outlet()).statements

    assert [NOT_NAMED] == sentences(world)
    assert () == statements.operators
    assert [expected] == [text_of(denial.statement) for denial in statements.denials]


@pytest.mark.parametrize(("wording", "expected"), OF_SITE)
def test_statement_about_the_site_goes_before_one_about_a_set(rivals: World, wording: str, expected: str) -> None:
    """It holds for all verbs; the verdict has the other statement too, with its own firm."""
    rivals.add(OUTLET, OWN + attribution(wording))
    rivals.edit(CAMPAIGN, "wording: attributes", "wording: determines")

    assert [
        expected,
        f"{LAB} said it had determined that a different firm, {QUAY}, operated {SET}.",
    ] == sentences(rivals)


@pytest.mark.parametrize(("wording", "expected"), BEHIND)
def test_firm_behind_another_is_a_chain(rivals: World, wording: str, expected: str) -> None:
    """If the same source says who runs the firm that it names, nothing is shown as different."""
    rivals.add(OTHER, "relations:\n" + attribution(wording, firm="quay-media"))
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("states"))

    assert [FIRST, f"{SHORE} stated that Pier Media operated {OF}.", expected] == sentences(rivals)


def test_chain_of_another_source_is_not_put_in_its_mouth(rivals: World) -> None:
    """Only the same source can say who is behind the firm that it names."""
    rivals.add(OTHER, "relations:\n" + attribution("states", firm="quay-media", by="harbour-lab-2024"))
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("states"))

    assert [FIRST, f"{SHORE} stated that {DIFFERENT} operated {OF}."] == sentences(rivals)


def test_those_that_agree_are_all_named(rivals: World) -> None:
    """The stronger verb comes first, then the later statement; the second sentence says that the firm is the same."""
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("attributes", firm="quay-media"))
    weaker_lister = sentences(rivals)
    rivals.edit(OUTLET, "    sources:\n      - {source: harbour-lab-2024, locator: appendix}\n",
                "    sources:\n      - {source: harbour-lab-2024, locator: appendix}\n      - {source: shore-institute-2025}\n")  # fmt: skip
    rivals.edit(CAMPAIGN, "check:\n", "check:\n  - {source: shore-institute-2025, total: 2}\n")
    later = sentences(rivals)
    rivals.edit(CAMPAIGN, "    wording: attributes\n", "    wording: determines\n")

    assert [FIRST, f"{SHORE} attributed LIGHTHOUSE to the same firm."] == weaker_lister
    assert [
        f"{SHORE} attributed {SET}, to {QUAY}",
        f"{LAB} attributed LIGHTHOUSE to the same firm.",
    ] == later
    assert sentences(rivals)[0].startswith(f"{LAB} said it had determined")


@pytest.mark.parametrize("degree", ["high", "low"])
def test_no_degree_of_confidence_ranks_a_source(rivals: World, degree: str) -> None:
    """The order depends neither on how sure a source says it is, nor on how we read it."""
    rivals.edit(CAMPAIGN, "    role: operator\n", "    role: supporter\n")
    rivals.edit(CAMPAIGN, "shared-advertising-id]", "shared-advertising-id]\n    our_reading: The source is sure.")
    sure = f", confidence_words: {{text: with {degree} confidence, locator: page 1}}"
    first = attribution("believes").replace("not-stated", degree).replace("basis", f"{sure[2:]}, basis")
    rivals.add(OUTLET, OWN + first + attribution("states", firm="quay-media"))

    assert [
        f"{SHORE} stated that {QUAY} operated this site.",
        f"{SHORE} said it believed that {DIFFERENT} operated this site.",
    ] == sentences(rivals)


def test_no_source_that_names_an_operator_is_dropped(rivals: World) -> None:
    """A source that names the firm for this very site is quoted beside what it and others say about the whole."""
    rivals.add(OUTLET, OWN + attribution("lists", firm="quay-media"))
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("determines"))
    rivals.add(OTHER, "relations:\n" + attribution("believes", firm="quay-media"))

    assert [
        f"{SHORE} listed this site under {QUAY}",
        f"{LAB} attributed {SET}, to the same firm.",
        f"{SHORE} said it had determined that Pier Media operated {OF}.",
        f"The Shore Institute said it believed that {QUAY} operated Pier Media.",
    ] == sentences(rivals)


def test_reservation_of_the_source_follows_its_statement(rivals: World) -> None:
    """It follows in the verdict and at every place where the statement is shown."""
    line = "    reservation: It said that almost all of them posed as news outlets.\n"
    rivals.edit(CAMPAIGN, "    role: operator\n", f"    role: operator\n{line}")
    rivals.edit(CAMPAIGN, OWN, OWN + attribution("states", firm="quay-media"))
    reserved = "The Harbour Lab said that almost all of them posed as news outlets."
    view = outlet_view(rivals.edition(), rivals.outlet())

    assert [FIRST, reserved, f"{SHORE} stated that the same firm operated {OF}."] == sentences(rivals)
    assert [reserved, ""] == [text_of(operator.reservation) for operator in view.statements.operators]
    assert reserved in view.description


def test_what_is_known_only_through_others_is_said_to_be(rivals: World) -> None:
    """The next sentence says so, for the source that speaks first as for any other, so that quotations have it too."""
    rivals.edit(LATER, "verification: full", "verification: cited\nvia: [harbour-lab-2024]")
    rivals.add(OUTLET, OWN + attribution("states"))

    assert [
        f"{SHORE} stated that Pier Media operated this site.",
        "We know of this statement only from the Harbour Lab.",
        f"{LAB} attributed {SET}, to a different firm, {QUAY}",
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
    """The verdict says it of the record itself and of records that the sentence rests on; the sentence stays."""
    world.add(path, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")

    assert [FIRST, dispute] == sentences(world)


def test_disputed_is_said_where_nobody_is_named(world: World) -> None:
    """A record without an operator can be contested too."""
    world.add(UNPLACED, "state: {name: disputed, date: 2024-03-01, reason: The site says so.}\n")
    judgement = verdict(world.edition(), world.load().graph.outlets["valley-echo.example"])

    assert ["The record is disputed."] == [text_of(other) for other in judgement.doubts]


DOUBTS = [
    ("firm: quay-media, stance: denies, wording: states", f"stated that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: assesses", f"assessed that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: believes", f"said it believed that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: claims", f"claimed that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: suggests", f"said its evidence suggested that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: reports", f"reported, at second hand, that {QUAY} did not operate %s."),
    ("firm: quay-media, stance: denies, wording: views-as-distinct", f"viewed {QUAY} and %s as distinct."),
    ("stance: cannot-say, wording: cannot-attribute", "said it could not tell who operated %s."),
    (
        "firm: quay-media, stance: cannot-say, wording: cannot-attribute",
        f"said it could not tell whether {QUAY} operated %s.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("more", "expected"), DOUBTS)
def test_who_does_not_see_the_operator_is_heard(rivals: World, more: str, expected: str) -> None:
    """The first sentence must not seem agreed, whether the doubt is about this site or the campaign as a whole."""
    line = f"  - {{role: operator, by: shore-institute-2025, confidence: not-stated, {more}}}\n"
    rivals.add(OUTLET, OWN + line)
    of_site = sentences(rivals)
    rivals.edit(OUTLET, OWN + line, "")
    rivals.edit(CAMPAIGN, OWN, OWN + line)

    assert [FIRST, f"{SHORE} {expected % 'this site'}"] == of_site
    assert [FIRST, f"{SHORE} {expected % OF}"] == sentences(rivals)


def test_who_does_not_see_another_firm_is_left_to_the_table(rivals: World) -> None:
    """Such a denial contradicts nothing that the verdict says."""
    line = "  - {firm: pier-media, role: operator, stance: denies, by: shore-institute-2025, wording: states, confidence: not-stated}\n"
    rivals.add(OUTLET, OWN + line)

    assert [FIRST] == sentences(rivals)


REPLY = "  - {by: Quay Media, date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}\n"
