"""Where sources differ: the sentence that says who says what, in every form that it can have."""

from __future__ import annotations

import pytest

from masthead.views.campaign import campaign_view
from masthead.views.edition import text_of
from masthead.views.firm import firm_view
from masthead.views.outlet import outlet_view
from masthead.vocabulary import Role, Stance, Wording
from tests.test_verdict import LATER, OTHER, rivals
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, World

__all__ = ["rivals"]

WHO = "The sources differ on who operates the sites of LIGHTHOUSE: "
LAB = "the Harbour Lab (7 February 2024)"
SHORE = "the Shore Institute (1 March 2025)"
QUAY = f"{LAB} names Quay Media Co., Ltd."

OPERATORS = [
    ("firm: pier-media, wording: determines", f"{WHO}{QUAY}; {SHORE} names Pier Media."),
    ("firm: pier-media, wording: states", f"{WHO}{QUAY}; {SHORE} names Pier Media."),
    ("firm: pier-media, wording: attributes", f"{WHO}{QUAY}; {SHORE} names Pier Media."),
    ("firm: pier-media, wording: asserts", f"{WHO}{QUAY}; {SHORE} names Pier Media."),
    ("firm: pier-media, wording: finds", f"{WHO}{QUAY}; {SHORE} names Pier Media."),
    ("firm: pier-media, wording: assesses", f"{WHO}{QUAY}; {SHORE} assesses that it is Pier Media."),
    ("firm: pier-media, wording: believes", f"{WHO}{QUAY}; {SHORE} believes that it is Pier Media."),
    ("firm: pier-media, wording: claims", f"{WHO}{QUAY}; {SHORE} claims that it is Pier Media."),
    ("firm: pier-media, wording: suggests", f"{WHO}{QUAY}; {SHORE} suggests that it is Pier Media."),
    ("firm: pier-media, wording: reports", f"{WHO}{QUAY}; {SHORE} reports that it is said to be Pier Media."),
    ("firm: pier-media, wording: links", f"{WHO}{QUAY}; {SHORE} links it to Pier Media and leaves the role open."),
    (
        "firm: quay-media, stance: denies, wording: states",
        f"{WHO}{QUAY}; {SHORE} says that it is not Quay Media Co., Ltd.",
    ),
    (
        "firm: quay-media, stance: denies, wording: suggests",
        f"{WHO}{QUAY}; {SHORE} suggests that it is not Quay Media Co., Ltd.",
    ),
    (
        "firm: quay-media, stance: denies, wording: views-as-distinct",
        f"{WHO}{QUAY}; {SHORE} views Quay Media Co., Ltd. as distinct from it.",
    ),
    (
        "firm: quay-media, stance: cannot-say, wording: cannot-attribute",
        f"{WHO}{QUAY}; {SHORE} cannot say whether it is Quay Media Co., Ltd.",
    ),
    ("stance: cannot-say, wording: cannot-attribute", f"{WHO}{QUAY}; {SHORE} cannot say who it is."),
]

AGREED = [
    "firm: quay-media, wording: suggests",  # less sure, but the same
    "firm: pier-media, stance: denies, wording: states",  # of a firm that nobody names
    "firm: pier-media, stance: cannot-say, wording: cannot-attribute",
    "firm: pier-media, wording: states, part: a part that nobody listed",  # may be other sites
]  # fmt: skip

WHETHER = "The sources differ on whether Pier Media is tied to Quay Media Co., Ltd.: "
TIES = [
    ("states", "says that it is not so", "says so"),
    ("assesses", "assesses that it is not so", "assesses that it is so"),
    ("believes", "believes that it is not so", "believes so"),
    ("claims", "claims that it is not so", "claims so"),
    ("suggests", "suggests that it is not so", "suggests so"),
    ("reports", "reports that it is said not to be so", "reports that it is said to be so"),
]


def said(more: str, by: str = "shore-institute-2025", role: str = "operator") -> str:
    """A line of attributions or relations."""
    return f"  - {{role: {role}, by: {by}, confidence: not-stated, {more}}}\n"


def on_campaign(world: World, more: str) -> list[str]:
    """What the page of the campaign says after the line *more* was added to its attributions."""
    world.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said(more)}")
    view = campaign_view(world.edition(), world.load().graph.campaigns["lighthouse"])
    return [text_of(sentence) for sentence in view.differences]


def on_firm(world: World) -> tuple[list[str], list[str]]:
    """What the page of the firm says of its roles for others, and of others' roles for it."""
    view = firm_view(world.edition(), world.load().graph.firms["quay-media"])
    return [text_of(one) for one in view.differences], [text_of(one) for one in view.differences_here]


def on_outlet(world: World) -> list[str]:
    """What the page of the outlet says."""
    return [text_of(sentence) for sentence in outlet_view(world.edition(), world.outlet()).differences]


@pytest.mark.parametrize(("more", "expected"), OPERATORS)
def test_note_says_who_differs_from_whom(rivals: World, more: str, expected: str) -> None:
    """The earlier source first, each with its date and the verb that it uses; the campaign, the outlet and the firm say it."""
    assert [expected] == on_campaign(rivals, more)
    assert [expected] == on_outlet(rivals)
    assert ([expected], []) == on_firm(rivals)


def test_every_wording_of_an_operator_is_tried() -> None:
    """A new verb needs its words here too."""
    tried = {more.rpartition("wording: ")[2] for more, _ in OPERATORS}

    assert {*Wording} == tried


@pytest.mark.parametrize("more", AGREED)
def test_no_note_where_nobody_contradicts(rivals: World, more: str) -> None:
    """What can be true together is no contradiction, and another degree of certainty is none either."""
    assert [] == on_campaign(rivals, more)
    assert [] == on_outlet(rivals)


def test_one_source_does_not_contradict_itself(world: World) -> None:
    """It may name two operators."""
    world.write(OTHER, "name: Pier Media\nbusiness: agency\nkept_because: A test names it.\n")
    world.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said('firm: pier-media, wording: states', by='harbour-lab-2024')}")  # fmt: skip
    view = campaign_view(world.edition_of_any(), world.load().graph.campaigns["lighthouse"])

    assert () == view.differences


def test_sources_that_name_one_firm_both_agree(rivals: World) -> None:
    """A source that names a further firm denies none."""
    rivals.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said('firm: quay-media, wording: states')}")

    assert [] == on_campaign(rivals, "firm: pier-media, wording: states")


def test_firm_behind_the_other_is_said(rivals: World) -> None:
    """Where the same source puts one operator behind the other, the two may mean the same."""
    rivals.add(OTHER, "relations:\n" + said("firm: quay-media, wording: believes"))
    believed = on_campaign(rivals, "firm: pier-media, wording: states")
    rivals.edit(OTHER, "believes", "states")
    stated = on_outlet(rivals)
    rivals.edit(OTHER, "wording: states", "wording: suggests")

    names = f"{WHO}{QUAY}; {SHORE} names Pier Media"
    assert [f"{names}, which it believes to be operated in turn by Quay Media Co., Ltd."] == believed
    assert [f"{names}, which it says is operated in turn by Quay Media Co., Ltd."] == stated
    assert [f"{names}."] == on_outlet(rivals)


def test_source_that_was_not_read_says_so(rivals: World) -> None:
    """A reader must not take what is known through others for the document itself."""
    rivals.edit(LATER, "verification: full", "verification: cited\nvia: [harbour-lab-2024]")

    known = "1 March 2025; known second-hand: the Harbour Lab"
    assert [f"{WHO}{QUAY}; the Shore Institute ({known}) names Pier Media."] == on_campaign(
        rivals, "firm: pier-media, wording: states"
    )


def test_what_is_said_of_the_whole_differs_from_what_is_said_of_a_part(rivals: World) -> None:
    """Only the listed part is in question, and on its outlets the note stands too."""
    note = f"The sources differ on who operates 1 site of LIGHTHOUSE: {QUAY}; {SHORE} names Pier Media."

    assert [note] == on_campaign(rivals, "firm: pier-media, wording: states, concerns: [harbour-times.example]")


def test_own_attribution_speaks_of_the_site(rivals: World) -> None:
    """What is said of this outlet and what is said of its campaign meet on its page."""
    rivals.add(OUTLET, "attributions:\n" + said("firm: pier-media, wording: states"))

    note = f"The sources differ on who operates this site: {QUAY}; {SHORE} names Pier Media."
    assert [note] == on_outlet(rivals)


@pytest.mark.parametrize(("wording", "no", "yes"), TIES)
@pytest.mark.parametrize("denied", [True, False])
def test_ties_that_one_asserts_and_another_denies(
    rivals: World, wording: str, no: str, yes: str, *, denied: bool
) -> None:
    """Of roles that several firms can have, the question is whether one firm has it."""
    stance = "denies" if denied else "asserts"
    others = "asserts" if denied else "denies"
    rivals.add(
        FIRM,
        "relations:\n"
        + said(f"firm: pier-media, stance: {stance}, wording: {wording}", role="related")
        + said(f"firm: pier-media, stance: {others}, wording: states", by="harbour-lab-2024", role="related"),
    )

    first = "says so" if denied else "says that it is not so"
    assert ([], [f"{WHETHER}{LAB} {first}; {SHORE} {no if denied else yes}."]) == on_firm(rivals)


def test_who_sees_a_firm_as_distinct_is_heard_on_who_operates(rivals: World) -> None:
    """Three sources, three answers: not known, distinct from one firm, run by another."""
    third = (rivals.root / SOURCE).read_text().replace("Harbour Lab", "Tide Review").replace("2024-02-07", "2023")
    rivals.write("sources/tide-review-2023.yml", third)
    distinct = said("firm: pier-media, stance: denies, wording: views-as-distinct", "tide-review-2023", "related")
    rivals.add(FIRM, f"relations:\n{distinct}")
    alone = on_firm(rivals)
    rivals.add(FIRM, said("stance: cannot-say, wording: cannot-attribute", "harbour-lab-2024"))
    rivals.write("firms/reef-media.yml", "name: Reef Media\nbusiness: agency\nkept_because: A test names it.\n")
    rivals.add(FIRM, said("firm: reef-media, wording: believes"))
    view = firm_view(rivals.edition_of_any(), rivals.load().graph.firms["quay-media"])
    other = firm_view(rivals.edition_of_any(), rivals.load().graph.firms["pier-media"])

    assert ([], []) == alone
    review = "the Tide Review (2023) views Pier Media as distinct from it"
    answers = f"{review}; {LAB} cannot say who it is; {SHORE} believes that it is Reef Media."
    assert [f"The sources differ on who operates Quay Media Co., Ltd.: {answers}"] == [
        text_of(one) for one in view.differences_here
    ]
    assert view.differences_here == other.differences


@pytest.mark.parametrize(
    ("wording", "stance", "answer"),
    [
        ("views-as-distinct", Stance.DENIES, "views the two as distinct"),
        ("cannot-attribute", Stance.CANNOT_SAY, "cannot say"),
    ],
)
def test_ties_that_another_does_not_see(rivals: World, wording: str, stance: str, answer: str) -> None:
    """To see no link, and not to be able to tell, are said as such."""
    rivals.add(
        FIRM,
        "relations:\n"
        + said("firm: pier-media, wording: links", by="harbour-lab-2024", role="related")
        + said(f"firm: pier-media, stance: {stance}, wording: {wording}", role="related"),
    )

    assert ([], [f"{WHETHER}{LAB} links the two and leaves the role open; {SHORE} {answer}."]) == on_firm(rivals)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPERATOR, Role.RELATED)])
def test_other_roles_can_be_had_by_several(rivals: World, role: Role) -> None:
    """Two hosts are no contradiction; a host of which another source says that it is none is one."""
    rivals.edit(CAMPAIGN, "attributions:\n", "attributions:\n" + said("firm: quay-media, wording: finds", role=role))
    several = said("firm: pier-media, wording: finds", by="harbour-lab-2024", role=role)
    rivals.edit(CAMPAIGN, "attributions:\n", "attributions:\n" + several)
    assert [] == on_outlet(rivals)

    denied = said("firm: quay-media, stance: denies, wording: finds", by="harbour-lab-2024", role=role)
    rivals.edit(CAMPAIGN, several, denied)
    question = f"Quay Media Co., Ltd. has the role “{role.label}” for the sites of LIGHTHOUSE"
    answers = f"{LAB} says that it is not so; {SHORE} says so."
    assert [f"The sources differ on whether {question}: {answers}"] == on_outlet(rivals)


def test_the_table_has_the_lines_of_the_note_by_date(rivals: World) -> None:
    """The note stands above the lines that it speaks of, in the same order; SOURCE is the earlier one."""
    rivals.edit(SOURCE, "date: 2024-02-07", "date: 2026-01-01")

    assert [
        f"{WHO}{SHORE} names Pier Media; the Harbour Lab (1 January 2026) names Quay Media Co., Ltd."
    ] == on_campaign(rivals, "firm: pier-media, wording: states")
    view = outlet_view(rivals.edition(), rivals.outlet())
    assert ["the Shore Institute", "the Harbour Lab"] == [line.publisher for line in view.operators]
