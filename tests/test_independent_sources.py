"""Independent sources: copies of one text count once, and a source without an address is not the outlet itself."""

from __future__ import annotations

import time

import pytest

from masthead.field_types.vocabulary import Verification
from masthead.model import Source
from masthead.relations.provenance import rest_on_one
from tests.world import CAMPAIGN, SOURCE, UNPLACED, World

HIGH = "confidence: high\n    confidence_words: {text: we are certain, locator: page 7}"
GROUND = [
    "confidence-ground",
    "confidence-ground",
]


def quote(world: World, name: str, copy_of: str = "") -> None:
    """Add a source of a publisher of its own that was read in an excerpt, and let it attribute the campaign too."""
    text = (world.root / SOURCE).read_text().replace("verification: full", "verification: excerpt")
    text = text.replace("The Harbour Lab", f"{name} Post").replace("the Harbour Lab", f"the {name} Post")
    text = text.replace("harbour-lab.example", f"{name}.example")
    world.write(f"sources/{name}.yml", text + (f"copy_of: {copy_of}\n" if copy_of else ""))
    attribution = f"""\
  - firm: quay-media
    role: operator
    by: {name}
    wording: attributes
    {HIGH}
    basis: [shared-advertising-id]
"""
    world.edit(CAMPAIGN, "evidence:\n", f"{attribution}evidence:\n")


@pytest.fixture
def excerpt(world: World) -> World:
    """The small world, whose one source was read in an excerpt."""
    world.edit(SOURCE, "verification: full", "verification: excerpt")
    world.edit(CAMPAIGN, "confidence: not-stated", HIGH)
    return world


def test_two_publishers_are_ground_for_high_confidence(excerpt: World) -> None:
    """Each of the two publishers found it independently."""
    quote(excerpt, "gazette")

    assert [] == excerpt.rules()


def test_copies_of_one_text_count_once(excerpt: World) -> None:
    """A newspaper that prints what an agency sent has found nothing by itself."""
    quote(excerpt, "gazette", copy_of="harbour-lab-2024")

    assert GROUND == excerpt.rules()


def test_copy_of_a_copy_counts_once(excerpt: World) -> None:
    """A copy counts as its original, however far the text went."""
    quote(excerpt, "gazette", copy_of="courier")
    quote(excerpt, "courier", copy_of="harbour-lab-2024")

    assert [*GROUND, "confidence-ground"] == excerpt.rules()


def test_copies_of_each_other_end(excerpt: World) -> None:
    """The check also ends if two sources each name the other as their original."""
    quote(excerpt, "gazette", copy_of="courier")
    quote(excerpt, "courier", copy_of="gazette")

    assert ["source-circle", "source-circle"] == [rule for rule in excerpt.rules() if rule != "confidence-ground"]


def test_copy_of_an_unknown_source_counts_by_itself(excerpt: World) -> None:
    """The only finding is that the original does not exist."""
    quote(excerpt, "gazette", copy_of="nobody")

    assert ["reference"] == excerpt.rules()


def test_source_without_an_address_is_not_the_outlet_itself(world: World) -> None:
    """A printed page or a register does not belong to the outlet."""
    world.edit(SOURCE, "url: https://harbour-lab.example/report\n", "")

    assert [] == world.rules()


SAME_BODY = [
    ("publisher: The Harbour Lab", "publisher: Harbour Lab", "https://elsewhere.example/b"),
    ("publisher: The Harbour Lab", "publisher: Somebody Else", "https://m.harbour-lab.example/b"),
    (
        "publisher: The Harbour Lab",
        "publisher: Somebody Else",
        "https://archive.ph/20240117090234/https://harbour-lab.example/b",
    ),
]


@pytest.mark.parametrize(("old", "publisher", "url"), SAME_BODY)
def test_one_body_counts_once(excerpt: World, old: str, publisher: str, url: str) -> None:
    """A body is the same with and without its article, and on any page of its site."""
    quote(excerpt, "gazette")
    gazette = excerpt.root / "sources/gazette.yml"
    lines = [line for line in gazette.read_text().splitlines() if not line.startswith(("publisher:", "url:"))]
    gazette.write_text("\n".join([*lines, publisher, f"url: {url}", ""]))

    assert old.endswith("Harbour Lab")
    assert GROUND[0] in excerpt.rules()


def test_bodies_on_a_platform_are_several(excerpt: World) -> None:
    """Each body has a page of its own on the platform."""
    quote(excerpt, "gazette")
    excerpt.edit(SOURCE, "https://harbour-lab.example/report", "https://harbour-lab.wordpress.com/report")
    gazette = excerpt.root / "sources/gazette.yml"
    lines = [line for line in gazette.read_text().splitlines() if not line.startswith("url:")]
    gazette.write_text("\n".join([*lines, "url: https://gazette.wordpress.com/report", ""]))

    assert [] == excerpt.rules()


UNREAD = "verification: cited\nnote: It is known from a talk."
# The reading of the source of the small world, that of a second source, and whether both are ground enough.
GROUNDS = [
    ("verification: full", "verification: cited\nvia: [harbour-lab-2024]", False),
    (UNREAD, "verification: excerpt", False),
    (UNREAD, UNREAD, False),
    ("verification: cited\nvia: [post]", "verification: cited\nvia: [post]", False),
    ("verification: cited\nvia: [post]", "verification: cited\nvia: [harbour-lab-2024]", False),
    ("verification: cited\nvia: [post]", "verification: excerpt", True),
    ("verification: excerpt", "verification: excerpt\nreliability: F\nreliability_why: nobody knows it", False),
    ("verification: excerpt", "verification: excerpt\ncopy_of: post", True),
    ("verification: cited\nvia: [post]", "verification: excerpt\ncopy_of: post", False),
]


@pytest.mark.parametrize(("first", "second", "is_ground"), GROUNDS)
def test_only_documents_that_were_read_are_ground(world: World, *, first: str, second: str, is_ground: bool) -> None:
    """Unread sources count as those through which they are known, and copies as their originals."""
    post = (world.root / SOURCE).read_text().replace("he Harbour Lab", "he Post").replace("harbour-lab", "post")
    world.write("sources/post.yml", post.replace("full", "excerpt") + "kept_because: an example\n")
    quote(world, "gazette")
    world.edit("sources/gazette.yml", "verification: excerpt", second)
    world.edit(SOURCE, "verification: full", first)
    world.edit(CAMPAIGN, "confidence: not-stated", HIGH)

    assert ("confidence-ground" not in world.rules()) is is_ground


def retelling(world: World, records: dict[str, str], by: str) -> list[str]:
    """Return the broken rules if the sources *by* agree with high confidence; *records* says how each is known."""
    text = (world.root / SOURCE).read_text().replace("verification: full\n", "")
    for name, how in records.items():
        other = text.replace("he Harbour Lab", f"he {name} Post").replace("harbour-lab", name)
        world.write(f"sources/{name}.yml", f"{other}{how}\nkept_because: an example\n")
    attribution = "  - {{firm: quay-media, role: host, by: {}, wording: states, confidence: high,\n     confidence_words: {{text: sure, locator: line 2}}, basis: [shared-advertising-id]}}\n"
    world.edit(CAMPAIGN, "evidence:\n", "".join(map(attribution.format, by.split())) + "evidence:\n")
    return [rule for rule in world.rules() if rule in ("confidence-ground", "source-circle")]


EXCERPT = "verification: excerpt"
RETELLINGS = [
    # The way in which each source is known, the sources that say it, and whether one body alone is behind them.
    ({"gazette": EXCERPT, "courier": f"{EXCERPT}\nretells: [gazette]"}, "gazette courier", True),
    ({"gazette": EXCERPT, "courier": f"{EXCERPT}\nretells: [herald]", "herald": f"{EXCERPT}\nretells: [gazette]"}, "gazette courier", True),
    ({"gazette": EXCERPT, "courier": f"{EXCERPT}\nretells: [herald]", "herald": f"{EXCERPT}\ncopy_of: gazette"}, "gazette courier", True),
    ({"gazette": UNREAD, "courier": f"{EXCERPT}\nretells: [gazette]", "herald": f"{EXCERPT}\nretells: [gazette]"}, "courier herald", True),
    ({"gazette": "verification: cited\nvia: [courier, herald]", "courier": EXCERPT, "herald": EXCERPT}, "gazette", True),
    ({"gazette": UNREAD, "courier": "verification: full\nretells: [gazette]"}, "courier", True),
    ({"gazette": UNREAD, "tribune": UNREAD, "courier": f"{EXCERPT}\nretells: [gazette, tribune]"}, "courier", True),
    ({"gazette": "verification: cited\nvia: [courier]", "courier": f"{EXCERPT}\nretells: [herald]", "herald": EXCERPT}, "gazette herald", True),
    ({"gazette": "verification: cited\nvia: [courier]", "courier": f"{EXCERPT}\nretells: [gazette, tribune]", "tribune": UNREAD, "herald": "verification: cited\nvia: [courier]"}, "gazette herald", True),
    ({"gazette": "verification: cited\nvia: [courier]", "herald": "verification: cited\nvia: [tribune]", "courier": "verification: cited\nvia: [lamp]", "tribune": EXCERPT, "lamp": EXCERPT}, "gazette herald", False),
    ({"gazette": "verification: cited\nvia: [lamp]", "herald": "verification: cited\nvia: [lamp]", "lamp": "verification: cited\nvia: [courier, tribune]", "courier": EXCERPT, "tribune": EXCERPT}, "gazette herald", True),
    ({"gazette": EXCERPT, "tribune": EXCERPT, "courier": f"{EXCERPT}\nretells: [gazette, tribune]"}, "gazette tribune courier", False),
    ({"gazette": "verification: cited\nvia: [courier, herald]", "courier": EXCERPT, "herald": EXCERPT}, "gazette courier", False),
    ({"gazette": UNREAD, "courier": f"{EXCERPT}\nretells: [gazette]", "herald": EXCERPT}, "courier herald", False),
    ({"gazette": "verification: cited\nvia: [courier]", "courier": f"{EXCERPT}\nretells: [gazette]", "herald": EXCERPT}, "gazette herald", False),
]  # fmt: skip


@pytest.mark.parametrize(("records", "by", "is_alone"), RETELLINGS)
def test_retelling_is_no_second_ground(world: World, records: dict[str, str], by: str, *, is_alone: bool) -> None:
    """Sources that retell one document count as one, however long the chain; one that retells none counts by itself."""
    rules = retelling(world, records, by)

    assert (["confidence-ground"] * len(by.split()) if is_alone else []) == rules


@pytest.mark.alone
@pytest.mark.parametrize("way", ["via", "retells"])
def test_long_ways_are_followed_in_proportion(way: str) -> None:
    """The time for each source does not grow with their number, in a chain or if many sources retell one."""

    def seconds(number: int) -> float:
        sources = {f"s{at}": _source(f"s{at}", way, (f"s{at + 1}", f"s{number}")) for at in range(number)}
        sources[f"s{number}"] = _source(f"s{number}", way, ())
        start = time.process_time()
        assert rest_on_one(sources, [(id, ()) for id in sources], frozenset())
        return time.process_time() - start

    def _source(id: str, way: str, others: tuple[str, ...]) -> Source:
        read = Verification.CITED if way == "via" and others else Verification.FULL
        return paper.model_copy(update={"id": id, "publisher": f"Paper {id}", "verification": read, way: others})

    paper = Source.model_validate({"id": "s", "title": "On s", "publisher": "Paper", "short_name": "s", "publisher_kind": "press",
                                   "type": "article", "verification": "full"})  # fmt: skip
    assert min(seconds(8000), seconds(8000)) < 32 * max(min(seconds(1000), seconds(1000)), 0.005)


def test_sources_that_retell_each_other_are_a_circle(world: World) -> None:
    """None of the sources in a circle has found anything, even if one of them is called a copy."""
    records = {
        "gazette": f"{EXCERPT}\nretells: [courier]",
        "courier": f"{EXCERPT}\ncopy_of: herald",
        "herald": f"{EXCERPT}\nretells: [gazette, gazette-b]",
        "gazette-b": EXCERPT,
    }

    assert ["confidence-ground"] * 2 + ["source-circle"] * 3 == sorted(retelling(world, records, "gazette courier"))


def test_what_retells_a_page_of_the_outlet_is_the_outlet_itself(world: World) -> None:
    """A blog that only passes on what a site says of itself counts as the site; one that passes on more does not."""
    page = (world.root / SOURCE).read_text().replace("The Harbour Lab", "Valley Echo").replace("academic", "unknown")
    page = page.replace("the Harbour Lab", "Valley Echo")
    world.write("sources/page.yml", page.replace("harbour-lab.example", "valley-echo.example"))
    blog = page.replace("Valley Echo", "Tide Blog").replace("harbour-lab", "tide-blog")
    world.write("sources/blog.yml", f"{blog}retells: [digest]\n")
    digest = page.replace("Valley Echo", "Lamp Digest").replace("harbour-lab", "lamp").replace("full", "excerpt")
    world.write("sources/digest.yml", f"{digest}retells: [page]\n")
    world.edit(UNPLACED, "source: harbour-lab-2024", "source: blog")
    assert ["source-independent"] == world.rules()

    world.edit("sources/digest.yml", "retells: [page]", "retells: [page, harbour-lab-2024]")
    assert [] == world.rules()


@pytest.mark.parametrize("publisher", ["Тhe Harbour Lab", "the Harbour Lab.", "THE HARBOUR-LAB"])
def test_publishers_that_look_alike_are_one(excerpt: World, publisher: str) -> None:
    """A letter or sign more or less does not make a second publisher."""
    quote(excerpt, "gazette")
    excerpt.edit("sources/gazette.yml", "publisher: gazette Post", f"publisher: {publisher}")

    assert GROUND == [rule for rule in excerpt.rules() if rule == "confidence-ground"]


def test_one_address_is_one_publisher(excerpt: World) -> None:
    """Two publishers that are named for one page are one publisher."""
    quote(excerpt, "gazette")
    excerpt.edit(
        "sources/gazette.yml", "https://gazette.example/report", "https://www.harbour-lab.example/report?utm_medium=x"
    )

    assert [*GROUND, "source-address", "source-address"] == excerpt.rules()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("url: https://harbour-lab.example/report\n", ""),
        ("publisher_kind: academic", "publisher_kind: unknown"),
        ("type: report", "reliability: E\nreliability_why: it printed what was wrong\ntype: report"),
        ("verification: full", "verification: full\ncopy_of: nobody"),
    ],
)
def test_a_source_that_nobody_can_follow_is_no_ground(world: World, old: str, new: str) -> None:
    """A source is no ground without an address, a known publisher or a reputation, even if it was read in full."""
    world.edit(CAMPAIGN, "confidence: not-stated", HIGH)
    world.edit(SOURCE, old, new)

    assert "confidence-ground" in world.rules()


def test_a_printed_source_is_ground_by_its_date_and_place(world: World) -> None:
    """A book has no address, but a reader who has the book finds the page."""
    world.edit(CAMPAIGN, "confidence: not-stated", f"{HIGH}\n    locator: page 7")
    world.edit(SOURCE, "url: https://harbour-lab.example/report\n", "")

    assert [] == world.rules()


@pytest.mark.parametrize(
    "address",
    [
        "url: http://web.archive.org/web/2024/https://valley-echo.example/about",
        "url: https://archive.ph/20240101000000/https://valley-echo.example/about",
        "url: https://valley--echo-example.translate.goog/about",
        "url: https://www.google.com/url?q=https://valley-echo.example/about",
        "url: https://old-valley-echo.example/about",
        "url: https://blog.valley-echo.example/about",
        "publisher_kind: unknown",
        "copy_of: page",
    ],
)
def test_outlet_cannot_cite_itself_by_any_way(world: World, address: str) -> None:
    """Copies, translations, redirects, former hosts, and a page without an address, are the outlet's own."""
    source = (world.root / SOURCE).read_text().replace("The Harbour Lab", "Valley-Echo.Example")
    source = source.replace("the Harbour Lab", "the site")
    plain = source.replace("url: https://harbour-lab.example/report\n", "").replace("publisher_kind: academic\n", "")
    kind = "" if address.startswith("publisher_kind") else "publisher_kind: unknown\n"
    world.write("sources/about.yml", f"{plain}{kind}{address}\n")
    world.write(
        "sources/page.yml",
        source.replace("harbour-lab.example", "valley-echo.example").replace("academic", "unknown")
        + "kept_because: an example\n",
    )
    world.add(UNPLACED, "formerly: [old-valley-echo.example]\n")
    world.edit(UNPLACED, "source: harbour-lab-2024", "source: about")

    assert ["source-independent"] == [rule for rule in world.rules() if rule not in ("host-excepted", "address-page")]


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("ipv4", "192.0.2.255"),
        ("ipv6", "2001:db8::1"),
        ("adsense-id", "ca-pub-0123456789012345"),
        ("analytics-id", "G-ABC123"),
        ("analytics-id", "UA-12345-6"),
    ],
)
def test_indicator_of_its_kind_passes(world: World, type: str, value: str) -> None:
    """A value in the form that a service really gives is not refused."""
    world.add(UNPLACED, f"indicators: [{{type: {type}, value: '{value}', source: harbour-lab-2024}}]\n")

    assert [] == world.rules()


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("It says that Mr Example Person runs it.", "Example Person"),
        ("Its owner, Anna Maria Luisa Verdi-Rossi, signs it.", "Anna Maria Luisa Verdi-Rossi"),
        ("The founder named Mario Rossi wrote.", "Mario Rossi"),
    ],
)
def test_private_name_is_told_in_full(world: World, claim: str, name: str) -> None:
    """The finding quotes the whole name, and says what may be done about it."""
    world.edit(UNPLACED, "The report lists the site without a country.", claim)

    assert [
        (
            f"{UNPLACED}:5:5: error: evidence[0].claim: {name!r} seems to be the name of a private person; leave the name"
            " out, or add it to persons with the public role [private-name]"
        )
    ] == world.lines()


@pytest.mark.parametrize("public", ["Anna Rossi", "Rossi", "Maria Anna Rossi", "Anna Rossi Bianchi"])
def test_public_person_may_be_named_in_full_or_in_part(world: World, public: str) -> None:
    """A person who is named by a part of the name, or with a title before it, is the same person."""
    world.edit(UNPLACED, "The report lists the site without a country.", "It quotes Minister Dr Anna Rossi.")
    world.add(UNPLACED, f"persons: [{{name: {public}, public_role: minister}}]\n")

    assert ["person-named"] == world.rules()
