"""Names that are alike: publishers that count as one, firms and campaigns that are taken for each other."""

from __future__ import annotations

import time
from itertools import combinations

import pytest

from masthead.relations.like_names import (
    are_alike,
    bare_name,
    is_signed_by,
    kin_pairs,
    like_pairs,
    publisher_pairs,
    without_initials,
)
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
    """The order of the two names makes no difference."""
    assert are_alike(name, other)
    assert [(name, other)] == list(like_pairs([name, other]))
    assert [(other, name)] == list(like_pairs([other, name]))


@pytest.mark.parametrize(("name", "other"), APART)
def test_names_of_two_are_not_alike(name: str, other: str) -> None:
    """Names that differ in one letter of initials or of a short name, in a number or in a word are different names."""
    assert not are_alike(name, other)
    assert bare_name(name) != bare_name(other)


def test_honest_names_are_not_alike() -> None:
    """No two names of all the pairs are alike; names with brackets are left out here."""
    names = [name for pair in APART for name in pair if "(" not in name]

    assert [] == [(name, other) for name, other in combinations(dict.fromkeys(names), 2) if are_alike(name, other)]


def test_form_of_a_name_is_not_part_of_it() -> None:
    """The form is left out, unless nothing else would be left."""
    assert "pierwatch" == bare_name("The Pier Watch Co., Ltd.") == bare_name("PIER-WATCH LLC")
    assert "limited" == bare_name("Limited")
    assert "Lantern Watch" == without_initials("Lantern Watch (LW)").strip()
    assert "Lantern Watch" == without_initials("Lantern Watch (ꓡꓪ)").strip()
    assert "Lantern Watch  copy " == without_initials("Lantern Watch (copy)")


@pytest.mark.parametrize("signature", SIGNED)
def test_people_of_an_outlet_sign_for_it(signature: str) -> None:
    """The words that they use for themselves make no difference."""
    assert any(is_signed_by(signature, name) for name in ("Harbour Times", "harbour-times.example"))


@pytest.mark.parametrize(
    "signature", ["Harbour Post newsroom", "The editors", "Times of Malta", "harbour-post.example", "Harbour"]
)
def test_other_people_do_not(signature: str) -> None:
    """Other people do not sign for the outlet, and neither do words that every newsroom has."""
    assert not any(is_signed_by(signature, name) for name in ("Harbour Times", "harbour-times.example"))


@pytest.mark.alone
def test_many_names_take_time_in_proportion() -> None:
    """The time grows in proportion even if all names are alike."""

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
    """Names, aliases and wrong spellings are compared, and the legal form of each firm makes no difference."""
    assert old in (world.root / FIRM).read_text()
    world.write("firms/pier.yml", f"{new}\nbusiness: agency\nkept_because: an example\n")

    assert {"name-unique"} == set(world.rules())
    assert 2 <= len(world.rules())


def test_two_wrong_spellings_may_be_equal(world: World) -> None:
    """A wrong spelling is not the name of either firm."""
    world.write("firms/pier.yml", "name: Pier Works\nmisspellings: [{text: Quey Media, printed_by: [harbour-lab-2024]}]\n"
                                  "business: agency\nkept_because: an example\n")  # fmt: skip
    world.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Dockside Partners")

    assert [] == world.rules()


@pytest.mark.parametrize("name", ["LlGHTHOUSE", "The Lighthouse", "LIGHT-HOUSES", "Lighthuose"])
def test_campaigns_whose_names_are_alike_are_reported(world: World, name: str) -> None:
    """Names are alike despite an l for an I, an article, a plural or two swapped letters."""
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
    text = (world.root / SOURCE).read_text().replace("harbour-lab.", "elsewhere.").replace("The Harbour Lab", publisher)
    text = text.replace("short_name: the Harbour Lab", "short_name: the second publisher")
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
    """Both rules report it if the names differ in more than their form."""
    second_publisher(world, publisher)

    assert {"confidence-ground", "publisher-alike"} == set(world.rules())


def test_publishers_that_a_source_tells_apart_are_two(world: World) -> None:
    """A reviewer is shown where the source says so; a name that differs only in its form is never another name."""
    second_publisher(world, "The Harbor Lab", "publisher_is_not: [The Harbour Lab]\n")
    assert ["publisher-alike"] == world.rules()
    assert "publisher_is_not[0]: 'The Harbour Lab' is nearly the name of this publisher" in world.lines()[0]

    world.edit("sources/second.yml", "publisher: The Harbor Lab", "publisher: Harbour Lab LLC")
    assert "confidence-ground" in world.rules()


@pytest.mark.parametrize(
    "publisher",
    [
        "Harbour Lab Newsroom",
        "The Harbour Lab Press & Media Office",
        "Harbour Lab News",
        "Research Blog of the Harbour Lab",
        "Harbour Newsdesk",
        "Harbour Communications Department",
        "Redazione dell’Harbour Lab",
        "Редакция Harbour Lab",
        "Пресс-служба Harbour Lab",
        "Harbour Lab Presseabteilung",
        "Media Relations, the Harbour Lab",
        "Oficina de prensa del Harbour Lab",
    ],
)
def test_department_is_no_second_publisher(world: World, publisher: str) -> None:
    """A department speaks for the body that it belongs to, unless a source says that it is another publisher."""
    second_publisher(world, publisher)
    assert {"confidence-ground", "publisher-alike"} == set(world.rules())

    world.add("sources/second.yml", "publisher_is_not: [The Harbour Lab]\n")
    assert ["publisher-alike"] == world.rules()


DEPARTMENTS = [
    ("港湾研究所", "港湾研究所編集部"),
    ("항구신문", "항구신문편집국"),
    ("Tide Institute", "Tide Media Centre"),
    ("Tide Newsroom", "Tide Press Office"),
    ("Tide", "Tide Press"),
]
NO_DEPARTMENTS = [
    ("Tide Institute", "Tide Press"), ("Tide", "Tide Centre"), ("Tide News", "Tide Press"), ("Trust of Tide", "Press Trust of Tide"),
    ("Tide News Service", "Tide Institute"), ("Tide Media", "Tide News Agency"), ("Line", "Media Line"), ("Oxford University", "Oxford Press"),
    ("Channel 4", "Channel 5 News"), ("Free Lance", "Free Press"), ("World Service", "World News"), ("Foreign Affairs", "Foreign Press"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other"), DEPARTMENTS)
def test_departments_are_found_in_any_order(name: str, other: str) -> None:
    """Departments are also found in scripts without spaces."""
    assert [{name, other}] == [set(pair) for pair in publisher_pairs([name, other])]
    assert [{name, other}] == [set(pair) for pair in publisher_pairs([other, name])]


@pytest.mark.parametrize(("name", "other"), NO_DEPARTMENTS)
def test_words_that_other_bodies_have_too_make_no_department(name: str, other: str) -> None:
    """A press or a centre of one name may belong to somebody else."""
    assert [] == list(publisher_pairs([name, other]))


@pytest.mark.parametrize(
    "publisher",
    [
        "harbour-lab.example",
        "www.harbour-lab.example",
        "https://harbour-lab.example/",
        "News.Harbour-Lab.example",
        "Editors of harbour-lab.example",
        "The Harbour Lab, University of the Tide",
        "The Harbour Lab, reprinted by the Tide Gazette",
    ],
)
def test_publisher_by_its_host_or_with_more_after_its_name_is_no_second_one(world: World, publisher: str) -> None:
    """The site that has the page makes no difference."""
    second_publisher(world, publisher)

    assert {"confidence-ground"} == {rule for rule in world.rules() if rule != "publisher-alike"}


@pytest.mark.parametrize(
    "address",
    [
        "https://mirrored.example/view?page=https://harbour-lab.example/other",
        "https://mirrored.example/harbour-lab.example/report",
        "https://mirrored.example/?q=aHR0cHM6Ly9oYXJib3VyLWxhYi5leGFtcGxlL3JlcG9ydA",
        "https://mirrored.example/get?u=harbour-lab.example%2Freport",
    ],
)
def test_page_behind_an_unknown_proxy_has_no_second_publisher(world: World, address: str) -> None:
    """Its address names the page of the first publisher."""
    second_publisher(world, "Beacon Post")
    world.edit("sources/second.yml", "https://elsewhere.example/report", address)

    assert "confidence-ground" in world.rules()


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/2024/harbour-lab.example-speaks",
        "https://elsewhere.example/report?utm_source=harbour-lab.example",
        "https://elsewhere.example/about?site=https://valley-echo.example/",
    ],
)
def test_page_that_is_about_another_has_its_own_publisher(world: World, address: str) -> None:
    """A page does not belong to a site because its readers come from there or because it is about that site."""
    second_publisher(world, "Beacon Post")
    world.edit("sources/second.yml", "https://elsewhere.example/report", address)

    assert "confidence-ground" not in world.rules()


@pytest.mark.parametrize(
    "publisher",
    ["The Harbour Post", "Quiet Harbour Weekly", "Harbour Lights Press", "Tide, Harbour Lab Fund"],
)
def test_another_publisher_is_a_second_one(world: World, publisher: str) -> None:
    """Two publishers may share a word."""
    second_publisher(world, publisher)

    assert [] == world.rules()


KIN = [
    ("Tide Press", "Institute of Tide"),
    ("The Marsh Foundation", "Marsh News Group"),
    ("Gull Research", "Gull"),
    ("Fenland Observatory", "Ufficio stampa del Fenland"),
]
NOT_KIN = [
    ("Tide Press", "Tidal Institute"),
    ("Central News Agency", "Central Press Foundation"),
    ("China Media Project", "China News Service"),
    ("The National", "National Press Club"),
    ("World News Network", "World Press Institute"),
    ("News Group", "Press Foundation"),
    ("Marsh Weekly", "Marsh Daily"),
]


@pytest.mark.parametrize(("name", "other"), KIN)
def test_names_that_differ_in_kinds_of_bodies_are_kin(name: str, other: str) -> None:
    """Without the kinds of bodies, both names are the same word."""
    assert [{name, other}] == [set(pair) for pair in kin_pairs([name, "Beacon Post", other])]


@pytest.mark.parametrize(("name", "other"), NOT_KIN)
def test_words_of_many_bodies_make_nobody_kin(name: str, other: str) -> None:
    """Names with a further word that is not a kind of body are not kin either."""
    assert [] == list(kin_pairs([name, other]))


@pytest.mark.parametrize("publisher", ["Harbour Institute", "Harbour Press", "Harbour Media Foundation"])
def test_high_confidence_by_kin_alone_is_looked_at(world: World, publisher: str) -> None:
    """They count as two; a line that says so is looked at instead, and nothing is if the confidence rests on more."""
    second_publisher(world, publisher)
    assert [("publisher-alike", "attributions[0].confidence"), ("publisher-alike", "attributions[1].confidence")] == [
        (finding.rule, finding.field) for finding in world.load().findings
    ]

    world.add("sources/second.yml", "publisher_is_not: [The Harbour Lab]\n")
    assert [("publisher-alike", "publisher_is_not[0]")] == [
        (finding.rule, finding.field) for finding in world.load().findings
    ]

    world.edit("sources/second.yml", "publisher_is_not: [The Harbour Lab]\n", "")
    world.edit(SOURCE, "verification: excerpt", "verification: full")
    assert [] == world.rules()


def gazette(world: World, publisher: str, short: str, url: str = "https://tide-gazette.example/notice") -> list[str]:
    """Return the rules that a further source with these names breaks."""
    world.write("sources/gazette.yml", f"title: A notice\npublisher: {publisher}\nshort_name: {short}\npublisher_kind: press\nurl: {url}\n"
                                       "type: article\nverification: full\nkept_because: an example\n")  # fmt: skip
    return world.rules()


@pytest.mark.parametrize("short", ["Harbour Lab", "The HARBOUR-LAB", "Тhe Harbour Lab"])
def test_two_publishers_need_two_short_names(world: World, short: str) -> None:
    """Otherwise sentences would not show which of the publishers they mean."""
    assert ["short-name", "short-name"] == [
        rule for rule in gazette(world, "Tide Gazette", short) if rule != "look-alike"
    ]


@pytest.mark.parametrize(
    "publisher",
    [
        "Harbour Lab",
        "Harbour Lab (Tideland)",
        "The Harbour Lab, reprinted by the Tide Gazette",
        "Tide Gazette (Harbour Lab)",
    ],
)
def test_one_publisher_has_one_short_name(world: World, publisher: str) -> None:
    """The place of its texts makes no difference."""
    assert "short-name" not in gazette(world, publisher, "the Harbour Lab")


@pytest.mark.parametrize("short", ["Quay Media", "QuayPR", "码头传媒", "Quay"])
def test_short_name_of_a_publisher_is_no_name_of_a_firm(world: World, short: str) -> None:
    """Otherwise the statement of a newspaper about a firm would read as the word of the firm."""
    world.edit(FIRM, "business:", "short_name: Quay\nbusiness:")
    assert ["short-name"] == gazette(world, "Tide Gazette", short)
    assert "short_name: it is a name of firms/quay-media.yml, which is not the publisher" in world.lines()[0]

    assert [] == gazette(world, "Quay Media", short)
    assert "short-name" not in gazette(world, "Press desk", short, "https://quay-media.example/notice")


def test_short_names_of_firms_are_compared_too(world: World) -> None:
    """Sentences call a firm by its short name."""
    world.write(
        "firms/pier.yml", "name: Pier Works\nshort_name: Quay Media\nbusiness: agency\nkept_because: an example\n"
    )

    assert {"name-unique"} == set(world.rules())
