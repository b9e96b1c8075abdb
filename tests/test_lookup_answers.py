"""The look-up says who lists a site, and that its record has statements on who runs it. It accuses nobody."""

from __future__ import annotations

import re

import pytest

from masthead.edition.edition import Edition, edition, text_of
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database
from masthead.model import Outlet
from masthead.views.pages.lookup import summary_of
from masthead.views.parts.lead import lead
from masthead.views.parts.verdict import ranked_operators, verdict
from tests.test_verdict import OWN, rivals
from tests.world import OUTLET, UNPLACED, World

__all__ = ["rivals"]


@pytest.fixture(scope="module")
def real(database: Database) -> Edition:
    """The edition of the real records."""
    return edition(database.graph, phrasebook("en-GB"))


def texts_of(current_edition: Edition, outlet: Outlet) -> tuple[str, str]:
    """The sentence of an answer, and the text below it in small type."""
    texts = summary_of(current_edition, outlet)[2]
    assert isinstance(texts, tuple)
    sentence, more = map(str, texts)
    return sentence, more


def test_no_firm_is_named(real: Edition) -> None:
    """A firm would need the reservations and replies that its record has, in full."""
    firms = {name for firm in real.graph.firms.values() for name in (firm.name, real.short(firm))}
    campaigns = re.compile(
        "|".join(sorted(map(re.escape, {campaign.name for campaign in real.graph.campaigns.values()}), reverse=True))
    )
    answers = {texts_of(real, outlet) for outlet in real.graph.outlets.values() if outlet.is_published}
    without_campaigns = {campaigns.sub("", text) for texts in answers for text in texts}

    assert len(answers) > 10
    assert [] == [(text, firm) for text in without_campaigns for firm in firms if firm in text]


def test_the_sentence_is_the_first_on_the_page(real: Edition) -> None:
    """It is worded once: the look-up never says of a site what its page does not."""
    for outlet in real.graph.outlets.values():
        if outlet.is_published:
            sentence, more = texts_of(real, outlet)
            assert text_of(lead(real, outlet)).startswith(sentence)
            if not verdict(real, outlet).names_operator:
                assert more == text_of(verdict(real, outlet).sentence)


def test_every_source_that_names_an_operator_is_named(real: Edition) -> None:
    """A reader knows who says so before reading the record, also where sources differ."""
    for outlet in real.graph.outlets.values():
        if outlet.is_published:
            _, more = texts_of(real, outlet)
            sources = {real.by(said.attribution.by).text for said in ranked_operators(real, outlet)}
            assert [] == [source for source in sources if source not in more]


def said_of(world: World, path: str = OUTLET) -> str:
    """The text of the look-up on who runs the site at *path*."""
    current_edition = world.edition()
    return texts_of(current_edition, current_edition.graph.outlets[path.rpartition("/")[2].removesuffix(".yml")])[1]


LAB = "The record has what the Harbour Lab says about who runs it, with any reservation, reply or dispute."
BOTH = "The record has what the Shore Institute and the Harbour Lab say{}, with any reservation, reply or dispute."
DIFFERING = f"Sources do not all say the same about who runs it. {BOTH.format('')}"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", LAB),
        ("firm: quay-media, wording: states", BOTH.format(" about who runs it")),
        ("firm: pier-media, wording: states", DIFFERING),
        ("firm: quay-media, stance: denies, wording: states", DIFFERING),
        ("stance: cannot-say, wording: cannot-attribute", DIFFERING),
        ("firm: pier-media, role: host, wording: states", LAB),
    ],
)
def test_sources_are_said_to_differ_if_they_do(rivals: World, more: str, expected: str) -> None:
    """The rules of the passage on who contradicts whom decide; each source that says so is named, in either order."""
    if more:
        role = "" if "role:" in more else "role: operator, "
        rivals.add(OUTLET, f"{OWN}  - {{{role}by: shore-institute-2025, confidence: not-stated, {more}}}\n")
    text = said_of(rivals)

    assert expected in (
        text,
        text.replace("the Harbour Lab and the Shore Institute", "the Shore Institute and the Harbour Lab"),
    )


def test_where_nobody_names_an_operator_the_verdict_says_so(world: World) -> None:
    """The look-up says it in the same words."""
    assert said_of(world, UNPLACED) == "No source we cite says who operates it."
