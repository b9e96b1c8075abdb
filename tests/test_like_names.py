"""Names that are alike: publishers that count as one, firms and campaigns that are taken for each other."""

from __future__ import annotations

import time
from itertools import combinations

import pytest

from masthead.relations.like_names import are_alike, bare_name, is_signed_by, like_pairs, without_initials
from tests.world import CAMPAIGN, FIRM, SOURCE, World

ALIKE = [
    ("The Pier Review", "Peer Reviews"),
    ("Tide Centre", "Tide Center"),
    ("Lantern Watch", "Lanterm Watch"),
    ("Lantern Watch", "Lanternn Watch"),
    ("Lantern Watch", "Watch of the Lantern"),
    ("Lantern Watch", "LanternWatch"),
    ("Lantern Watch", "Lantern Watch (LW)"),
    ("Lantern Watch", "Lantern Watch, S.p.A."),
    ("Valley Echo", "VaIIey Echo"),
    ("Колокол Гавани", "Колакол Гавани"),
    ("Lantern Watch GmbH & Co. KG", "Lantern Watch Sp. z o.o."),
    ("码头传媒股份有限公司", "码头传媒"),
    ("ООО «Маяк Медиа»", "Маяк Медиа"),
]
APART = [
    ("BBC", "CBC"), ("NBC News", "ABC News"), ("New York Times", "New York Post"), ("Die Welt", "Die Zeit"), ("Korea Herald", "Korea Times"),
    ("TV2", "TV4"), ("Channel 4 News", "Channel 5 News"), ("Daily Mail", "Daily Mirror"), ("Le Marin", "Le Matin"), ("朝日新聞", "毎日新聞"),
    ("조선일보", "동아일보"), ("Intelligence Bureau (Eastland)", "Intelligence Bureau (Westland)"), ("El Mundo", "Le Monde"), ("RAND", "RAND Europe"),
    ("The Times", "Time"), ("Berliner Zeitung", "Stuttgarter Zeitung"), ("Taipei Times (Reuters)", "Reuters"), ("Newsis", "News1"),
    ("Московский вестник", "Московские ведомости"), ("Ilta-Sanomat", "Iltalehti"), ("Interfax", "Interfax-Ukraine"),
]  # fmt: skip
SIGNED = ["The editors of the Harbour Times", "Harbour Times newsroom", "Redazione dell’Harbour Times", "harbour-times.example", "Team Harbor Times",
          "Редакция Harbour Times", "Harbour Times (editorial staff)"]  # fmt: skip


@pytest.mark.parametrize(("name", "other"), ALIKE)
def test_names_that_differ_in_little_are_alike(name: str, other: str) -> None:
    """Whichever comes first."""
    assert are_alike(name, other)
    assert [(name, other)] == list(like_pairs([name, other]))
    assert [(other, name)] == list(like_pairs([other, name]))


@pytest.mark.parametrize(("name", "other"), APART)
def test_names_of_two_are_not_alike(name: str, other: str) -> None:
    """One letter of initials, a number or a short name is another name, and so is another word."""
    assert not are_alike(name, other)
    assert bare_name(name) != bare_name(other)


def test_honest_names_are_not_alike() -> None:
    """Those of all pairs but the two of one kind are told apart."""
    names = [name for pair in APART for name in pair if "(" not in name]

    assert [] == [(one, other) for one, other in combinations(dict.fromkeys(names), 2) if are_alike(one, other)]


def test_form_of_a_name_is_not_part_of_it() -> None:
    """Unless nothing else is left."""
    assert "pierwatch" == bare_name("The Pier Watch Co., Ltd.") == bare_name("PIER-WATCH LLC")
    assert "limited" == bare_name("Limited")
    assert "Lantern Watch" == without_initials("Lantern Watch (LW)").strip()
    assert "Lantern Watch" == without_initials("Lantern Watch (ꓡꓪ)").strip()
    assert "Lantern Watch  copy " == without_initials("Lantern Watch (copy)")


@pytest.mark.parametrize("signature", SIGNED)
def test_people_of_an_outlet_sign_for_it(signature: str) -> None:
    """In whatever words they call themselves."""
    assert any(is_signed_by(signature, name) for name in ("Harbour Times", "harbour-times.example"))


@pytest.mark.parametrize(
    "signature", ["Harbour Post newsroom", "The editors", "Times of Malta", "harbour-post.example", "Harbour"]
)
def test_other_people_do_not(signature: str) -> None:
    """Nor do words that every newsroom has."""
    assert not any(is_signed_by(signature, name) for name in ("Harbour Times", "harbour-times.example"))


@pytest.mark.alone
def test_many_names_take_time_in_proportion() -> None:
    """Even if all of them are alike."""

    def seconds(number: int) -> float:
        start = time.process_time()
        assert sum(
            1 for _ in like_pairs(f"Harbour Lab{chr(0x100 + n % 80)}{chr(0x430 + n // 80)}" for n in range(number))
        )
        return time.process_time() - start

    seconds(100)
    assert seconds(1600) < 20 * max(seconds(400), 0.02)


SAME = [
    ("name: Quay Media Co., Ltd.", "name: Qauy Medias LLC"),
    ("name: Quay Media Co., Ltd.", "name: The Quay-Media"),
    ("name: Quay Media Co., Ltd.", "name: Pier\nmisspellings: [{text: Quay Media, printed_by: [harbour-lab-2024]}]"),
    ("name: Quay Media Co., Ltd.", "name: Quey Media Inc."),
    ("name: Quay Media Co., Ltd.", "name: Pier\naliases: [{text: Quey Media, printed_by: [harbour-lab-2024]}]"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_firms_whose_names_are_alike_are_reported(world: World, old: str, new: str) -> None:
    """By name, alias and wrong spelling, and whatever body each of them is."""
    assert old in (world.root / FIRM).read_text()
    world.write("firms/pier.yml", f"{new}\nbusiness: agency\nkept_because: an example\n")

    assert {"name-unique"} == set(world.rules())
    assert 2 <= len(world.rules())


def test_two_wrong_spellings_may_be_equal(world: World) -> None:
    """Neither of two firms is called so."""
    world.write("firms/pier.yml", "name: Pier Works\nmisspellings: [{text: Quey Media, printed_by: [harbour-lab-2024]}]\n"
                                  "business: agency\nkept_because: an example\n")  # fmt: skip
    world.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Dockside Partners")

    assert [] == world.rules()


@pytest.mark.parametrize("name", ["LlGHTHOUSE", "The Lighthouse", "LIGHT-HOUSES", "Lighthuose"])
def test_campaigns_whose_names_are_alike_are_reported(world: World, name: str) -> None:
    """I for l, an article, a plural, two letters the other way round."""
    text = (world.root / CAMPAIGN).read_text()
    world.write(
        "campaigns/other.yml", text.split("attributions:")[0].replace("LIGHTHOUSE", name) + "kept_because: an example\n"
    )

    assert ["name-unique", "name-unique"] == world.rules()


HIGH = "confidence: high\n    confidence_words: {text: we are certain, locator: page 7}"


def second_publisher(world: World, publisher: str, more: str = "") -> None:
    """Let two publishers whose texts were read in excerpts attribute the campaign with high confidence."""
    world.edit(SOURCE, "verification: full", "verification: excerpt")
    world.edit(CAMPAIGN, "confidence: not-stated", HIGH)
    text = (world.root / SOURCE).read_text().replace("The Harbour Lab", publisher).replace("harbour-lab.", "elsewhere.")
    world.write("sources/second.yml", text + more)
    said = "  - {firm: quay-media, role: operator, by: second, wording: attributes, confidence: high, basis: [shared-advertising-id],\n     confidence_words: {text: sure, locator: a}}\n"
    world.edit(CAMPAIGN, "evidence:\n", f"{said}evidence:\n")


@pytest.mark.parametrize(
    "publisher",
    [
        "Harbor Lab",
        "The Harbour Lap",
        "Harbour Labb",
        "Harbour Labs, Inc.",
        "Harbour Lab (HL)",
        "Lab of the Harbour",
        "The Harbour Iab",
    ],
)
def test_publisher_with_nearly_the_same_name_is_no_second_one(world: World, publisher: str) -> None:
    """And both are told, if not even the form of the names is equal."""
    second_publisher(world, publisher)

    assert {"confidence-ground", "publisher-alike"} == set(world.rules())


def test_publishers_that_a_source_tells_apart_are_two(world: World) -> None:
    """A reviewer is shown where it says so; a name that is equal but for its form is never another."""
    second_publisher(world, "The Harbor Lab", "publisher_is_not: [The Harbour Lab]\n")
    assert ["publisher-alike"] == world.rules()
    assert "publisher_is_not[0]: 'The Harbour Lab' is nearly the name of this publisher" in world.lines()[0]

    world.edit("sources/second.yml", "publisher: The Harbor Lab", "publisher: Harbour Lab LLC")
    assert "confidence-ground" in world.rules()


@pytest.mark.parametrize("publisher", ["The Harbour Post", "Harbour University", "Quiet Harbour Weekly"])
def test_another_publisher_is_a_second_one(world: World, publisher: str) -> None:
    """Though they share a word."""
    second_publisher(world, publisher)

    assert [] == world.rules()
