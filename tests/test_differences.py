"""The passage on sources that differ, which says who says what, in every form that it can have."""

from __future__ import annotations

import pytest

from masthead.edition.edition import text_of
from masthead.field_types.vocabulary import Role, Wording
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.firm import firm_view
from masthead.views.pages.home import home_view
from tests.test_verdict import LAB, LATER, OF, OTHER, QUAY, SHORE, rivals
from tests.world import CAMPAIGN, FIRM, SOURCE, World

__all__ = ["rivals"]

WHO = f"Sources differ on who operated {OF}."
IF = f"Sources differ on whether {QUAY} operated {OF}."
FIRST = f"{LAB} attributed LIGHTHOUSE to {QUAY}"

OPERATORS = [
    ("firm: pier-media, wording: determines", f"said it had determined that Pier Media operated {OF}."),
    ("firm: pier-media, wording: states", f"stated that Pier Media operated {OF}."),
    ("firm: pier-media, wording: attributes", "attributed LIGHTHOUSE to Pier Media."),
    ("firm: pier-media, wording: asserts", f"asserted that Pier Media operated {OF}."),
    ("firm: pier-media, wording: finds", f"found that Pier Media operated {OF}."),
    ("firm: pier-media, wording: assesses", f"assessed that Pier Media operated {OF}."),
    ("firm: pier-media, wording: believes", f"said it believed that Pier Media operated {OF}."),
    ("firm: pier-media, wording: claims", f"claimed that Pier Media operated {OF}."),
    ("firm: pier-media, wording: alleges", f"alleged that Pier Media operated {OF}."),
    ("firm: pier-media, wording: suggests", f"said its evidence suggested that Pier Media operated {OF}."),
    ("firm: pier-media, wording: reports", f"reported, at second hand, that Pier Media operated {OF}."),
    ("firm: pier-media, wording: links", "linked LIGHTHOUSE to Pier Media."),
    ("firm: pier-media, wording: lists", "listed LIGHTHOUSE under Pier Media."),
    ("firm: quay-media, stance: denies, wording: states", f"stated that {QUAY} did not operate {OF}."),
    (
        "firm: quay-media, stance: denies, wording: suggests",
        f"said its evidence suggested that {QUAY} did not operate {OF}.",
    ),
    ("firm: quay-media, stance: denies, wording: views-as-distinct", f"viewed {QUAY} and {OF} as distinct."),
    (
        "firm: quay-media, stance: cannot-say, wording: cannot-attribute",
        f"said it could not tell whether {QUAY} operated {OF}.",
    ),
    ("stance: cannot-say, wording: cannot-attribute", f"said it could not tell who operated {OF}."),
]

AGREED = [
    "firm: quay-media, wording: suggests",  # less sure, but the same
    "firm: pier-media, stance: denies, wording: states",  # of a firm that nobody names
    "firm: pier-media, stance: cannot-say, wording: cannot-attribute",
    "firm: pier-media, wording: states, part: a part that nobody listed",  # may be other sites
]  # fmt: skip

WHETHER = f"Sources differ on whether Pier Media had links with {QUAY}"


def said(more: str, by: str = "shore-institute-2025", role: str = "operator") -> str:
    """A line of attributions or relations."""
    return f"  - {{role: {role}, by: {by}, confidence: not-stated, {more}}}\n"


def on_campaign(world: World, more: str) -> list[str]:
    """The passages on the page of the campaign, after the line *more* was added to its attributions."""
    world.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said(more)}")
    return shown_on_campaign(world)


def shown_on_campaign(world: World) -> list[str]:
    """The passages on the page of the campaign that say where sources differ."""
    assert not world.load().errors
    view = campaign_view(world.edition_of_any(), world.load().graph.campaigns["lighthouse"])
    return [text_of(sentence) for sentence in view.differences]


def on_firm(world: World) -> tuple[list[str], list[str]]:
    """The passages on the page of the firm: those on its roles for others, and those on others' roles for it."""
    view = firm_view(world.edition(), world.load().graph.firms["quay-media"])
    return [text_of(sentence) for sentence in view.differences], [
        text_of(sentence) for sentence in view.differences_here
    ]


@pytest.mark.parametrize(("more", "expected"), OPERATORS)
def test_note_says_who_differs_from_whom(rivals: World, more: str, expected: str) -> None:
    """The pages of the campaign and the firm quote the earlier source first, and each source in its own sentence."""
    asked = IF if more.startswith("firm: quay-media") else WHO
    passage = f"{asked} {FIRST} {SHORE} {expected}"

    assert [passage] == on_campaign(rivals, more)
    assert ([passage], []) == on_firm(rivals)


def test_every_wording_of_an_operator_is_tried() -> None:
    """A new verb needs an expected sentence here too."""
    tried = {more.rpartition("wording: ")[2] for more, _ in OPERATORS}

    assert {*Wording} == tried


@pytest.mark.parametrize("more", AGREED)
def test_no_note_where_nobody_contradicts(rivals: World, more: str) -> None:
    """Statements that can be true together are no contradiction, and neither are different degrees of certainty."""
    assert [] == on_campaign(rivals, more)


def test_one_source_does_not_contradict_itself(world: World) -> None:
    """A source may name two operators."""
    world.write(OTHER, "name: Pier Media\nbusiness: agency\nkept_because: A test names it.\n")
    world.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said('firm: pier-media, wording: states', by='harbour-lab-2024')}")  # fmt: skip
    view = campaign_view(world.edition_of_any(), world.load().graph.campaigns["lighthouse"])

    assert () == view.differences


def test_sources_that_name_one_firm_both_agree(rivals: World) -> None:
    """A source that names a further firm does not deny the other one."""
    rivals.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said('firm: quay-media, wording: states')}")

    assert [] == on_campaign(rivals, "firm: pier-media, wording: states")


@pytest.mark.parametrize("wording", ["believes", "states", "suggests"])
def test_firm_behind_the_other_is_no_difference(rivals: World, wording: str) -> None:
    """Two sources agree if one names another firm, but says that the firm of the other source is behind it."""
    rivals.add(OTHER, "relations:\n" + said(f"firm: quay-media, wording: {wording}"))

    assert [] == on_campaign(rivals, "firm: pier-media, wording: states")


def test_firm_behind_is_said_where_sources_differ(rivals: World) -> None:
    """The passage names a chain of firms to its end."""
    rivals.write("firms/reef-media.yml", "name: Reef Media\nbusiness: agency\nkept_because: A test names it.\n")
    rivals.add(OTHER, "relations:\n" + said("firm: reef-media, wording: believes"))

    names = f"{WHO} {FIRST} {SHORE} stated that Pier Media operated {OF}."
    assert [f"{names} The Shore Institute said it believed that Reef Media operated Pier Media."] == on_campaign(
        rivals, "firm: pier-media, wording: states"
    )


def test_a_source_that_cannot_say_is_quoted_with_whom_it_names(rivals: World) -> None:
    """The source says who operates the sites, and only leaves open whether another firm does."""
    rivals.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said('firm: pier-media, wording: states')}")
    rivals.add(OTHER, "relations:\n" + said("firm: quay-media, wording: believes"))
    own = "firm: pier-media, stance: cannot-say, wording: cannot-attribute"
    rivals.edit(CAMPAIGN, "attributions:\n", f"attributions:\n{said(own, by='harbour-lab-2024')}")

    asked = f"Sources differ on whether Pier Media operated {OF}."
    open_ = f"{LAB} said it could not tell whether Pier Media operated {OF}."
    behind = f"The Shore Institute said it believed that {QUAY} operated Pier Media."
    passage = f"{asked} {FIRST} {open_} {SHORE} stated that Pier Media operated {OF}. {behind}"
    passages = shown_on_campaign(rivals)
    assert [passage] == passages


def test_reservation_is_said_where_sources_differ(rivals: World) -> None:
    """The reservation of a source follows its statement."""
    reserved = "The Shore Institute said that most of them were empty."
    line = "firm: pier-media, wording: states, reservation: It said that most of them were empty."

    assert [f"{WHO} {FIRST} {SHORE} stated that Pier Media operated {OF}. {reserved}"] == on_campaign(rivals, line)


def test_source_that_was_not_read_says_so(rivals: World) -> None:
    """A reader must not take a statement that is known through others for the document itself."""
    rivals.edit(LATER, "verification: full", "verification: cited\nvia: [harbour-lab-2024]")

    names = f"{WHO} {FIRST} {SHORE} stated that Pier Media operated {OF}."
    assert [f"{names} We know of this statement only from the Harbour Lab."] == on_campaign(
        rivals, "firm: pier-media, wording: states"
    )


def test_what_is_said_of_the_whole_differs_from_what_is_said_of_a_part(rivals: World) -> None:
    """Only the listed part is in question."""
    part = "1 domain named in connection with LIGHTHOUSE"
    note = f"Sources differ on who operated {part}. {FIRST} {SHORE} stated that Pier Media operated {part}."

    assert [note] == on_campaign(rivals, "firm: pier-media, wording: states, concerns: [harbour-times.example]")


TIES = [
    ("states", "stated that"),
    ("assesses", "assessed that"),
    ("believes", "said it believed that"),
    ("claims", "claimed that"),
    ("suggests", "said its evidence suggested that"),
    ("reports", "reported, at second hand, that"),
]


@pytest.mark.parametrize(("wording", "opening"), TIES)
@pytest.mark.parametrize("denied", [True, False])
def test_ties_that_one_asserts_and_another_denies(rivals: World, wording: str, opening: str, *, denied: bool) -> None:
    """If several firms can have a role, the question is whether a certain firm has it."""
    stance = "denies" if denied else "asserts"
    others = "asserts" if denied else "denies"
    rivals.add(
        FIRM,
        "relations:\n"
        + said(f"firm: pier-media, stance: {stance}, wording: {wording}", role="related")
        + said(f"firm: pier-media, stance: {others}, wording: states", by="harbour-lab-2024", role="related"),
    )

    no, yes = f"Pier Media and {QUAY} were distinct.", f"Pier Media had links with {QUAY}"
    first, second = (yes, no) if denied else (no, yes)
    assert ([], [f"{WHETHER} {LAB} stated that {first} {SHORE} {opening} {second}"]) == on_firm(rivals)


def test_to_be_distinct_answers_nobody(rivals: World) -> None:
    """A source that views two firms as distinct does not say who operates either of them, and denies no link."""
    distinct = said("firm: pier-media, stance: denies, wording: views-as-distinct", role="related")
    rivals.add(FIRM, f"relations:\n{distinct}")
    rivals.add(FIRM, said("firm: pier-media, wording: links", "harbour-lab-2024", "related"))
    rivals.add(FIRM, said("firm: pier-media, wording: believes", "harbour-lab-2024"))

    assert ([], []) == on_firm(rivals)


def test_who_cannot_say_is_heard_on_who_operates(rivals: World) -> None:
    """A source that cannot say is quoted on the page of the firm, and on that of the firm that another source names."""
    rivals.add(FIRM, "relations:\n" + said("stance: cannot-say, wording: cannot-attribute", "harbour-lab-2024"))
    rivals.add(FIRM, said("firm: pier-media, wording: believes"))
    view = firm_view(rivals.edition_of_any(), rivals.load().graph.firms["quay-media"])
    other = firm_view(rivals.edition_of_any(), rivals.load().graph.firms["pier-media"])

    answers = (
        f"{LAB} said it could not tell who operated {QUAY} {SHORE} said it believed that Pier Media operated {QUAY}"
    )
    assert [f"Sources differ on who operated {QUAY} {answers}"] == [
        text_of(sentence) for sentence in view.differences_here
    ]
    assert view.differences_here == other.differences


def test_ties_that_another_cannot_tell(rivals: World) -> None:
    """A source that could not decide is quoted as saying so."""
    rivals.add(
        FIRM,
        "relations:\n"
        + said("firm: pier-media, wording: links", by="harbour-lab-2024", role="related")
        + said("firm: pier-media, stance: cannot-say, wording: cannot-attribute", role="related"),
    )

    answer = f"said it could not tell whether Pier Media had links with {QUAY}"
    assert ([], [f"{WHETHER} {LAB} linked {QUAY} to Pier Media. {SHORE} {answer}"]) == on_firm(rivals)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OPERATOR, Role.RELATED)])
def test_other_roles_can_be_had_by_several(rivals: World, role: Role) -> None:
    """Two firms with one role are no contradiction; a source that denies a firm the role contradicts the other one."""
    rivals.edit(CAMPAIGN, "attributions:\n", "attributions:\n" + said("firm: quay-media, wording: finds", role=role))
    several = said("firm: pier-media, wording: finds", by="harbour-lab-2024", role=role)
    rivals.edit(CAMPAIGN, "attributions:\n", "attributions:\n" + several)
    assert [] == shown_on_campaign(rivals)

    denied = said("firm: quay-media, stance: denies, wording: finds", by="harbour-lab-2024", role=role)
    rivals.edit(CAMPAIGN, several, denied)
    [passage] = shown_on_campaign(rivals)
    assert passage.startswith(
        f"Sources differ on whether {QUAY} had the role “{role.label}” for {OF}."
        f" {LAB} found that {QUAY} did not have the role “{role.label}” for {OF}. {SHORE} found that "
    )


def test_statements_are_by_date(rivals: World) -> None:
    """The passage and the table below it have the same order."""
    rivals.edit(SOURCE, "date: 2024-02-07", "date: 2026-01-01")

    late = FIRST.replace("February 2024", "January 2026")
    assert [f"{WHO} {SHORE} stated that Pier Media operated {OF}. {late}"] == on_campaign(
        rivals, "firm: pier-media, wording: states"
    )
    view = campaign_view(rivals.edition(), rivals.load().graph.campaigns["lighthouse"])
    assert ["The Shore Institute", "The Harbour Lab"] == [line.statement[0].text for line in view.statements.operators]


@pytest.mark.parametrize(
    ("more", "differ"), [("firm: pier-media, wording: states", True), ("firm: quay-media, wording: states", False)]
)
def test_the_home_page_says_that_sources_differ(rivals: World, more: str, *, differ: bool) -> None:
    """The line of a firm says so if another source names another operator of the same sites."""
    on_campaign(rivals, more)
    [line] = [operator.by for operator in home_view(rivals.edition()).operators if operator.firm.link.text == QUAY]

    assert line.endswith("; sources differ") is differ
