"""The hosts that may be behind an address: proxies, caches, translators and links have another address inside."""

from __future__ import annotations

import base64
import time
from urllib.parse import quote

import pytest

from masthead.hosts.host_in_text import find
from masthead.hosts.hosts_behind_address import hosts_behind, page_host
from masthead.hosts.texts_in_address import Grade
from tests.world import SOURCE, UNPLACED, UNREAD, World

PAGE = "https://www.valley-echo.example/about?x=1"
ONCE, TWICE = quote(PAGE, safe=""), quote(quote(PAGE, safe=""), safe="")
IN_BASE64 = base64.urlsafe_b64encode(PAGE.encode()).decode().rstrip("=")
WRAPPED = [
    f"https://webcache.googleusercontent.com/search?q=cache:qWeRty:{PAGE}",
    "https://webcache.googleusercontent.com/search?q=cache:valley-echo.example/about",
    f"https://r.jina.ai/{PAGE}",
    "https://12ft.io/valley-echo.example/about",
    f"https://freedium.cfd/{PAGE}",
    f"https://arquivo.pt/wayback/20200101120000/{PAGE}",
    "https://arquivo.pt/wayback/20200101120000mp_/valley-echo.example/a",
    "https://megalodon.jp/2024-0101-0000-00/https/www.valley-echo.example/",
    f"https://vk.com/away.php?to={ONCE}",
    f"https://out.reddit.com/t3_x?url={TWICE}&token=1",
    f"https://t.umblr.com/redirect?z={ONCE}&t=x",
    "https://translate.yandex.ru/translate?lang=ru-en&url=valley-echo.example",
    f"https://www.bing.com/ck/a?!&&p=abc&u=a1{IN_BASE64}&ntb=1",
    f"https://cc.bingj.com/cache.aspx?q=x&u={ONCE}",
    f"https://yandexwebcache.net/yandbtm?url={ONCE}",
    f"https://urldefense.com/v3/__{PAGE}__;!!x",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.valley-2Decho.example_about&d=x",
    f"https://mirror.example/?u={PAGE}",
    f"https://mirror.example/#/show/{TWICE}",
    f"https://mirror.example/go/{IN_BASE64}",
    "https://mirror.example/p/https:/valley-echo.example/about",
    "https://mirror.example/?u=https://user@valley-echo.example:8080/x",
    f"https://r.jina.ai/https://mirror.example/?u={PAGE}",
]
PLAIN = [
    "https://harbour-post.example/2024/valley-echo.example-and-others",
    "https://dnslytics.com/domain/valley-echo.example",
    "https://urlscan.io/domain/valley-echo.example",
    "https://harbour-post.example/https-is-not-enough",
    "https://harbour-post.example/?q=valley-echo.example",
]


@pytest.mark.parametrize("address", WRAPPED)
def test_address_inside_another_is_found(address: str) -> None:
    """It may be in a path, a query or a fragment, encoded once, twice or in base64."""
    assert "valley-echo.example" in hosts_behind(address)


@pytest.mark.parametrize("address", PLAIN)
def test_name_of_a_host_is_no_address(address: str) -> None:
    """A page about a site names it too."""
    assert () == hosts_behind(address)


def test_page_at_a_service_is_the_one_that_it_passes_on() -> None:
    """Elsewhere a page is where its address says."""
    assert "state.example" == page_host("https://12ft.io/https://www.state.example/?next=https://other.example/")
    assert "mirror.example" == page_host("https://mirror.example/?u=https://state.example/")


@pytest.mark.alone
@pytest.mark.parametrize("unit", ["http://a.", "%25", "aHR0", "=a.", "/a.", "https/", "1-", "cache:", "-3A__"])
def test_long_addresses_take_no_time(unit: str) -> None:
    """It holds however often another address begins in them."""
    start = time.process_time()
    hosts_behind(f"https://12ft.io/{(unit * 2000)[:1900]}")

    assert time.process_time() - start < 0.5


def cite_page(world: World, url: str, publisher: str = "A Reader") -> None:
    """Let the only source of the outlet be at *url*."""
    text = (world.root / SOURCE).read_text().replace("https://harbour-lab.example/report", url)
    text = text.replace("short_name: the Harbour Lab", "short_name: a reader")
    world.write("sources/page.yml", text.replace("The Harbour Lab", publisher))
    world.edit(UNPLACED, "source: harbour-lab-2024", "source: page")


@pytest.mark.parametrize(
    ("address", "inner"),
    [
        ("https://12ft.io/quay-echo.osaka/about", "quay-echo.osaka"),
        ("https://web.archive.org/web/2023/quay-echo.brussels/", "quay-echo.brussels"),
        ("https://r.jina.ai/quay-echo.irish", "quay-echo.irish"),
        ("https://proxy.example/show/v1.2/quay-echo.bayern/x/page.html", "quay-echo.bayern"),
    ],
)
def test_host_with_any_ending_may_be_meant_in_a_path(address: str, inner: str) -> None:
    """The reader knows few top-level domains; others count for hosts on record, and file names are not hosts."""
    matches = [match for match in find(address) if match.inside]

    assert [(inner, Grade.FAINT)] == [(match.host, match.grade) for match in matches]


@pytest.mark.parametrize("address", WRAPPED)
def test_outlet_is_not_cited_through_a_wrapper_alone(world: World, address: str) -> None:
    """The wrapper shows the outlet's own page."""
    cite_page(world, address)

    assert "source-independent" in world.rules()


def test_tool_of_its_own_publisher_is_not_the_page_that_it_looked_at(world: World) -> None:
    """The address of its result contains the address of the outlet."""
    cite_page(world, f"https://tideprobe.example/result?site={ONCE}", "TideProbe")

    assert [] == world.rules()


@pytest.mark.parametrize(
    "publisher",
    ["The editors of the Valley Echo", "Valley Echo newsroom", "Redaktion Valley-Echo.example", "Vallley Echo"],
)
def test_outlet_does_not_sign_for_itself(world: World, publisher: str) -> None:
    """The address at which its people write makes no difference."""
    world.add(
        UNPLACED,
        "name: Valley Echo\nnames: [{text: Valley Echo, lang: en, sources: [harbour-lab-2024], match: host}]\n",
    )
    cite_page(world, "https://notes.example/on-us", publisher)

    assert ["source-independent"] == world.rules()


def test_genuine_outlet_may_report_on_who_imitates_it(world: World) -> None:
    """The genuine outlet has the name that the other one took."""
    world.add(UNPLACED, "name: Valley Echo\nnames: [{text: Valley Echo, lang: en, sources: [harbour-lab-2024], match: host}]\n"
                        "imitates: [{name: The Valley Echo, sources: [harbour-lab-2024]}]\n")  # fmt: skip
    cite_page(world, "https://genuine-echo.example/on-them", "Valley Echo")

    assert [] == world.rules()


OF_THE_FIRM = "https%3A%2F%2Fpress.quay-media.example%2Fwho-we-are"


def state_role(world: World, url: str, publisher: str, kind: str = "press") -> None:
    """Let a source at *url* state the role of the firm for the outlet that has no operator."""
    text = (world.root / SOURCE).read_text().replace("https://harbour-lab.example/report", url)
    text = text.replace("The Harbour Lab", publisher).replace("the Harbour Lab", publisher).replace("academic", kind)
    world.write("sources/page.yml", text)
    world.add(
        UNPLACED,
        "attributions:\n  - {firm: quay-media, role: host, by: page, wording: states, confidence: not-stated}\n",
    )


@pytest.mark.parametrize(
    "url",
    [
        f"https://mirror.example/?u={OF_THE_FIRM}",
        f"https://mirror.example/frame#{OF_THE_FIRM.replace('%', '%25')}",
        "https://mirror.example/in/https://quay-media.example/",
        "https://mirror.example/aHR0cHM6Ly9xdWF5LW1lZGlhLmV4YW1wbGUvYWJvdXQ",
    ],
)
def test_firm_does_not_speak_of_itself_under_another_name(world: World, url: str) -> None:
    """A page of the firm is behind the address; under the firm's own name, readers see who says so."""
    state_role(world, url, "The Beacon")
    (line,) = world.lines()
    assert line.startswith(
        f"{UNPLACED}:10:36: warning: attributions[0].by: the source shows a page of 'Quay Media Co., Ltd.'"
    )
    assert line.endswith("[source-of-firm]")

    page = (world.root / "sources/page.yml").read_text()
    for name in ("Quay Media", "QUAYPR", "码头传媒", "quay-media.example"):
        world.write("sources/page.yml", page.replace("publisher: The Beacon", f"publisher: {name}"))
        assert [] == [rule for rule in world.rules() if rule != "publisher-alike"], name


def test_firm_does_not_speak_of_itself_through_others_alone(world: World) -> None:
    """A source that is known only through the firm's page is the firm's word; with a second document, it is not."""
    state_role(world, f"https://mirror.example/?u={OF_THE_FIRM}", "The Beacon")
    world.edit(UNPLACED, "by: page", "by: digest")
    world.write("sources/digest.yml", UNREAD.replace("harbour-lab-2024", "page"))
    assert ["source-of-firm"] == world.rules()

    world.edit("sources/digest.yml", "via: [page]", "via: [page, harbour-lab-2024]")
    assert [] == world.rules()


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        (f"https://tideprobe.example/result?site={OF_THE_FIRM}", "TideProbe"),
        ("https://gazette.example/quay-media.example-and-the-harbour", "The Gazette"),
        ("https://gazette.example/?u=https%3A%2F%2Fother-media.example%2F", "The Gazette"),
    ],
)
def test_pages_of_others_on_a_firm_are_theirs(world: World, url: str, publisher: str) -> None:
    """A tool, an article with the firm's name in its address, and a page that wraps another site are not the firm's."""
    state_role(world, url, publisher)

    assert [] == world.rules()
