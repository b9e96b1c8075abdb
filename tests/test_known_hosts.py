"""Rules judge the hosts that a record claims, and the look-up answers only on hosts that were judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.field_types.fields import NamesHost
from masthead.field_types.web_addresses import AddressError
from masthead.hosts.host_for_record import read_pasted
from masthead.hosts.known_hosts import shared_host, well_known
from masthead.hosts.public_suffixes import is_public_suffix, registered_domain, shared_suffix
from masthead.model import KINDS, Outlet
from masthead.model.named_hosts import named_hosts, own_hosts
from masthead.model.traversal import paths_marked
from masthead.pinned_lists import POPULAR_HOSTS, SHARED_GROUPS, SHARED_HOSTS, SHARED_SUFFIXES
from masthead.relations.graph import Graph
from masthead.views.pages.lookup import alike, host_answers
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

FURTHER = "hosts:\n  - {{host: {}, role: mirror, source: harbour-lab-2024}}\n"
FORMER = "formerly: [{}]\n"
IMITATED = "imitates:\n  - {{name: Le Quotidien, host: {}, sources: [harbour-lab-2024]}}\n"
COPIES = "copies:\n  - {{from: {}, how: copied, sources: [harbour-lab-2024]}}\n"
WEBSITE = "websites:\n  - {{host: {}, what: website, sources: [{{source: harbour-lab-2024}}]}}\n"
EXCLUDED = "excluded:\n  - {{host: {}, reason: It is another firm’s., source: harbour-lab-2024}}\n"
EXCEPTION = "well_known:\n  - {{host: {}, reason: The report shows it., source: harbour-lab-2024}}\n"

# The record, the text that is added to it, the host in that text, and the rules that it breaks.
JUDGED = [
    (UNPLACED, FORMER, "com.br", ["host-suffix"]),
    (UNPLACED, FORMER, "vercel.app", ["host-suffix"]),
    (UNPLACED, FORMER, "reuters.com", ["host-genuine"]),
    (UNPLACED, FORMER, "m.vk.com", ["host-shared"]),
    (UNPLACED, FORMER, "www.valley-echo-old.example", ["host-www"]),
    (UNPLACED, FORMER, "harbour-lab.example", ["host-genuine"]),
    (UNPLACED, FORMER, "quay-media.example", ["host-unique", "host-unique"]),
    (UNPLACED, FORMER, "news.harbour-times.example", ["host-unique", "host-unique"]),
    (UNPLACED, FORMER, "harbour-times.example", ["id-former"]),
    (UNPLACED, FORMER, "valley-echo-old.example", []),
    (UNPLACED, FURTHER, "politics.theguardian.com", ["host-genuine"]),
    (UNPLACED, FURTHER, "valley-echo.livejournal.com", []),
    (UNPLACED, FURTHER, "ja.wikipedia.org", ["host-shared"]),
    (UNPLACED, IMITATED, "gov.uk", ["host-suffix"]),
    (UNPLACED, IMITATED, "mobile.twitter.com", ["host-shared"]),
    (UNPLACED, IMITATED, "www.quotidien.example", ["host-www"]),
    (UNPLACED, IMITATED, "lemonde.fr", []),
    (UNPLACED, IMITATED, "valley-echo.example", ["host-genuine"]),
    (UNPLACED, IMITATED, "harbour-times.example", ["host-genuine", "host-genuine"]),
    (FIRM, WEBSITE, "ne.jp", ["host-suffix"]),
    (FIRM, WEBSITE, "amazon.co.jp", ["host-genuine"]),
    (FIRM, WEBSITE, "amp.reddit.com", ["host-shared"]),
    (FIRM, WEBSITE, "harbour-lab.example", ["host-genuine"]),
    (FIRM, WEBSITE, "papers.harbour-lab.example", ["host-genuine"]),
    (FIRM, WEBSITE, "cnn.com", ["host-genuine"]),
    (FIRM, WEBSITE, "dockside.example", []),
    (UNPLACED, COPIES, "com.tr", ["host-suffix"]),
    (UNPLACED, COPIES, "pages.dev", ["host-suffix"]),
    (UNPLACED, COPIES, "https://m.facebook.com/", ["host-shared"]),
    (UNPLACED, COPIES, "WordPress.com", ["host-shared"]),
    (UNPLACED, COPIES, "t.me/somebody", []),
    (UNPLACED, COPIES, "gazette.wordpress.com", []),
    (UNPLACED, COPIES, "reuters.com", []),
    (UNPLACED, COPIES, "Le Quotidien d.o.o.", []),
    (UNPLACED, COPIES, "harbour-lab.example", []),
    (CAMPAIGN, EXCLUDED, "com.au", ["host-suffix"]),
    (CAMPAIGN, EXCLUDED, "web.archive.org", ["host-shared"]),
    (CAMPAIGN, EXCLUDED, "dw.com", []),
    (CAMPAIGN, EXCLUDED, "valley-echo.example", ["host-unique", "host-unique"]),
]  # fmt: skip

SHARED = {
    "facebook.com": "facebook.com",
    "touch.facebook.com": "facebook.com",
    "fr.wikipedia.org": "wikipedia.org",
    "play.google.com": "play.google.com",
    "translate.google.com": "translate.google.com",
    "m.livejournal.com": "livejournal.com",
    "gazette.livejournal.com": "",
    "gazette.github.io": "",
    "blogspot.com": "blogspot.com",
    "tinyurl.com": "tinyurl.com",
    "gazette-it.translate.goog": "translate.goog",
    "gazette.ipfs.dweb.link": "dweb.link",
    "m.github.io": "",
    "www.gazette.vercel.app": "",
    "archive.ph": "archive.ph",
    "myfacebook.com": "",
    "lighthouse-press.example": "",
}
# Addresses of services, as people paste them: none is an outlet, even if it shows or leads to one.
SERVICES = (
    "https://m.facebook.com/groups/1", "https://www.instagram.com/p/x/", "https://mobile.twitter.com/x/status/1", "https://x.com/x",
    "https://old.reddit.com/r/x", "https://youtu.be/x", "https://m.youtube.com/watch?v=x", "https://vm.tiktok.com/x", "https://t.me/x",
    "https://www.linkedin.com/in/x", "https://m.vk.com/x", "https://m.weibo.cn/x", "https://www.zhihu.com/x", "https://medium.com/@x/y",
    "https://sites.google.com/view/x", "https://docs.google.com/document/d/x", "https://drive.google.com/file/d/x", "https://github.com/x/y",
    "https://pastebin.com/x", "https://telegra.ph/x", "https://www.pinterest.com/pin/1", "https://rumble.com/x", "https://odysee.com/x",
    "https://web.archive.org/web/2024/https://gull.example/", "https://archive.ph/x", "https://ghostarchive.org/archive/x",
    "https://perma.cc/X", "https://webcache.googleusercontent.com/search?q=x", "https://urlscan.io/result/x",
    "https://12ft.io/https://gull.example/", "https://nitter.net/x", "https://gull-example.translate.goog/x",
    "https://translate.google.com/translate?u=x", "https://www.deepl.com/translator", "https://papago.naver.net/website?url=x",
    "https://eur01.safelinks.protection.outlook.com/?url=x", "https://urldefense.com/v3/__x", "https://l.facebook.com/l.php?u=x",
    "https://bit.ly/x", "https://t.co/x", "https://tinyurl.com/x", "https://is.gd/x", "https://lnkd.in/x", "https://reurl.cc/x",
    "https://linktr.ee/x", "https://beacons.ai/x", "https://play.google.com/store/apps/details?id=x", "https://apps.apple.com/app/x",
    "https://apkpure.com/x", "https://addons.mozilla.org/x", "https://de.wikipedia.org/wiki/X", "https://en.m.wikipedia.org/wiki/X",
    "https://namu.wiki/w/x", "https://baike.baidu.com/item/x", "https://www.britannica.com/x", "https://www.google.com/search?q=x",
    "https://news.google.com/articles/x", "https://www.google.co.jp/search?q=x", "https://duckduckgo.com/?q=x", "https://yandex.ru/search/?text=x",
    "https://www.baidu.com/s?wd=x", "https://search.naver.com/search.naver?query=x", "https://ipfs.io/ipfs/x",
)  # fmt: skip
# Sixty more, half of them by the other names of a service.
FURTHER_SERVICES = (
    "https://web.facebook.com/x/posts/1", "https://mobile.facebook.com/x", "https://m.instagram.com/x", "https://l.instagram.com/?u=https%3A%2F%2Fgull.example",
    "https://mobile.x.com/x", "https://m.twitch.tv/x", "https://web.telegram.org/k/#@x", "https://web.whatsapp.com/x", "https://m.tiktok.com/v/1",
    "https://m.ok.ru/x", "https://m.douban.com/x", "https://m.blog.naver.com/x/1", "https://amp.reddit.com/r/x", "https://l.threads.net/?u=https%3A%2F%2Fgull.example",
    "https://m.soundcloud.com/x", "https://m.wikipedia.org/wiki/X", "https://fr.m.wikipedia.org/wiki/X", "https://m.baike.baidu.com/item/x", "https://m.baidu.com/s?wd=x",
    "https://m.youtube.com/redirect?q=https%3A%2F%2Fgull.example", "https://www.youtube.com/redirect?q=https%3A%2F%2Fgull.example%2Fa", "https://vk.com/away.php?to=https%3A%2F%2Fgull.example",
    "https://out.reddit.com/t3_x?url=https%3A%2F%2Fgull.example", "https://t.umblr.com/redirect?z=https%3A%2F%2Fgull.example", "https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fgull.example",
    "https://www.google.com/url?q=https%3A%2F%2Fgull.example", "https://www.google.com/amp/s/gull.example/a", "https://www.google.com/search?q=gull.example",
    "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fgull.example", "https://www.bing.com/ck/a?u=a1aHR0cHM6Ly9ndWxsLmV4YW1wbGUv", "https://yandex.ru/clck/jsredir?url=https%3A%2F%2Fgull.example",
    "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fgull.example", "https://urldefense.com/v3/__https://gull.example/__;!!x", "https://urldefense.proofpoint.com/v2/url?u=https-3A__gull.example_a",
    "https://secure-web.cisco.com/1x/https%3A%2F%2Fgull.example", "https://linkprotect.cudasvc.com/url?a=https%3A%2F%2Fgull.example", "https://protect.mimecast.com/s/x?domain=gull.example",
    "https://r.jina.ai/https://gull.example/", "https://12ft.io/gull.example", "https://gull-example.cdn.ampproject.org/c/s/gull.example/a", "https://translate.google.com/translate?u=gull.example",
    "https://translate.yandex.ru/translate?url=gull.example", "https://arquivo.pt/wayback/2024/https://gull.example/", "https://megalodon.jp/2024-0101-0000-00/https://gull.example/",
    "https://webarchive.loc.gov/all/2024/https://gull.example/", "https://vefsafn.is/is/2024/https://gull.example/", "https://web.archive.org/web/2024*/gull.example*", "https://archive.today/newest/gull.example",
    "https://webcache.googleusercontent.com/search?q=cache:x:gull.example", "https://archive.is/Ab1", "https://web.archive.org/details/x", "https://cutt.ly/x", "https://rb.gy/x", "https://clck.ru/x",
    "https://vk.cc/x", "https://apple.news/Ax", "https://share.google/x", "https://search.app/x", "https://lin.ee/x", "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fgull.example",
)  # fmt: skip
# Short links of Chinese, Korean and other services, hosts for files, and labels before the host of a service.
MORE_SERVICES = (
    "https://b23.tv/a", "https://xhslink.com/x", "https://m.tb.cn/h.x", "https://naver.me/x", "https://kko.to/x", "https://tny.im/x", "https://l1nq.com/x",
    "https://spr.ly/x", "https://hubs.ly/x", "https://msft.it/x", "https://zurl.co/x", "https://g.page/x", "https://gg.gg/x", "https://pin.it/x", "https://2u.pw/x",
    "https://t2m.io/x", "https://tokopedia.link/x", "https://nico.ms/sm1", "https://apne.ws/x", "https://forms.gle/x", "https://kurzelinks.de/x",
    "https://raw.githubusercontent.com/q/x", "https://gist.githubusercontent.com/q/x", "https://user-images.githubusercontent.com/1/x.png",
    "https://write.as/x", "https://hackmd.io/@x", "https://huggingface.co/x", "https://pbs.twimg.com/media/x", "https://cdn.jsdelivr.net/gh/x/y",
    "https://yadi.sk/d/x", "https://ibb.co/x", "https://lu.ma/x", "https://lemmy.world/c/x", "https://www.jianshu.com/p/x", "https://gofile.io/d/x",
    "https://maps.app.goo.gl/x", "https://photos.app.goo.gl/x", "https://ia800100.us.archive.org/3/items/x", "https://s3.us.archive.org/x",
    "https://wwwb-app0.us.archive.org/", "https://news.co.bit.ly/x", "https://link.me.ow.ly/x", "https://analytics.eu.12ft.io/", "https://tide-it.t.co/x",
    "https://archive.org/details/tide.news", "https://tinyurl.com/tide.news",
)  # fmt: skip
HOUSEHOLD_NAMES = (
    "cnn.com", "apnews.com", "ft.com", "who.int", "europa.eu", "google.com", "aljazeera.com", "spiegel.de", "asahi.com",
    "corriere.it", "folha.uol.com.br", "timesofindia.indiatimes.com", "un.org", "apple.com", "microsoft.com", "dw.com",
)  # fmt: skip


@pytest.mark.parametrize(("path", "text", "host", "rules"), JUDGED)
def test_every_host_that_a_record_names_is_judged(
    world: World, path: str, text: str, host: str, rules: list[str]
) -> None:
    """Rules judge former, excluded and imitated hosts and those of firms, and not only an outlet's own."""
    if path == FIRM:
        world.edit(FIRM, (world.root / FIRM).read_text(), (world.root / FIRM).read_text().split("websites:")[0])
        world.add(FIRM, "kept_because: an example\n")
    world.add(path, text.format(host))

    assert rules == [rule for rule in world.rules() if rule.startswith(("host-", "id-"))]


@pytest.mark.parametrize(("host", "shared"), SHARED.items())
def test_a_shared_host_is_known_by_any_of_its_names(host: str, shared: str) -> None:
    """A host below a service that gives one to anybody is not shared: it belongs to somebody."""
    assert shared == shared_host(host)


@pytest.mark.parametrize("address", SERVICES + FURTHER_SERVICES + MORE_SERVICES)
def test_address_of_a_service_is_of_no_outlet(address: str) -> None:
    """Such an address, pasted or in a list, is on a shared host, is unwrapped, or is refused with the cure."""
    assert is_no_outlet(address)


def is_no_outlet(address: str) -> bool:
    """Whether *address* is read as a shared host or as the host inside it, or is refused with the cure."""
    try:
        host = read_pasted(address).host
    except AddressError as refused:
        return "open it, and give the address of the page that you reach" == refused.cure
    return bool(shared_host(host)) or host == "gull.example"


@pytest.mark.parametrize("host", HOUSEHOLD_NAMES)
def test_household_names_are_never_outlets(world: World, host: str) -> None:
    """A site that everybody reads is recorded only with a reason and a source for it."""
    world.add(UNPLACED, FURTHER.format(host))
    refused = [rule for rule in world.rules() if rule in ("host-genuine", "host-shared")]
    assert 1 == len(refused)

    world.add(UNPLACED, EXCEPTION.format(host))
    assert [rule if rule == "host-shared" else "host-excepted" for rule in refused] == world.rules()


def test_an_exception_holds_for_the_host_that_it_names(world: World) -> None:
    """The reason for one well-known host is no reason for another."""
    world.add(UNPLACED, FORMER.format("reuters.com, cnn.com") + EXCEPTION.format("cnn.com"))

    assert ["host-excepted", "host-genuine"] == sorted(world.rules())


def test_exception_is_shown_to_whoever_reviews_it(world: World) -> None:
    """A warning at its place says why the host is known, and stops no build; an exception without effect has none."""
    hosts = ("cnn.com", "quotidien.example", "valley-old.example")
    exceptions = "".join(EXCEPTION.format(host).removeprefix("well_known:\n") for host in hosts)
    world.add(UNPLACED, f"{FORMER.format(', '.join(hosts))}well_known:\n{exceptions}")
    world.add(OUTLET, IMITATED.format("quotidien.example"))

    assert [
        f"{UNPLACED}:{line}:6: warning: well_known[{line - 11}].host: host {host!r} is {why}; read in the source that the"
        " record is right all the same, and that the reason says why [host-excepted]"
        for line, host, why in (
            (11, "cnn.com", "on the list of popular sites"),
            (12, "quotidien.example", f"that of a genuine outlet, by {OUTLET}"),
        )
    ] == world.lines()


def of_unknown(world: World, id: str, address: str, verification: str = "full") -> None:
    """Add a source at *address* whose publisher is unknown."""
    text = (world.root / SOURCE).read_text().replace("harbour-lab.example/report", address)
    text = text.replace("publisher_kind: academic", "publisher_kind: unknown").replace("full", verification)
    text = text.replace("the Harbour Lab", "the page")
    world.write(f"sources/{id}.yml", text)


def cite(world: World, path: str, id: str) -> None:
    """Cite the source *id* for the one claim of a record."""
    world.edit(path, "      - source: harbour-lab-2024\n", f"      - source: harbour-lab-2024\n      - source: {id}\n")


def test_page_of_an_unknown_publisher_may_be_the_outlets_own(world: World) -> None:
    """It is cited for what it prints, and by this outlet alone; if it names another publisher, somebody has to look."""
    of_unknown(world, "about", "valley-echo.example/about")
    cite(world, UNPLACED, "about")

    assert [
        (
            f"{UNPLACED}:1:1: warning: host 'valley-echo.example' is that of a source, sources/about.yml; see that this is a page"
            " of the outlet itself; if it is, let the source name and the outlet cite it as its own [host-excepted]"
        )
    ] == world.lines()

    world.edit("sources/about.yml", "publisher: The Harbour Lab", "publisher: Valley Echo")
    assert [] == world.lines()


def test_page_of_an_unknown_publisher_is_not_claimed_without_citing_it(world: World) -> None:
    """Such a claim is refused; if the page names the outlet as its publisher, somebody has to look."""
    of_unknown(world, "about", "valley-echo.example/about")
    world.add("sources/about.yml", "kept_because: a test\n")
    assert ["host-genuine"] == world.rules()

    world.edit("sources/about.yml", "publisher: The Harbour Lab", "publisher: valley-echo.example")
    assert ["host-excepted"] == world.rules()


@pytest.mark.parametrize("path", [CAMPAIGN, "sources/retelling.yml"])
def test_page_that_another_record_cites_too_is_not_claimed_by_citing_it(world: World, path: str) -> None:
    """Another record that cites the page took it for a source: a forger's outlet cannot claim it without a reason."""
    of_unknown(world, "about", "valley-echo.example/about")
    cite(world, UNPLACED, "about")
    if path == CAMPAIGN:
        cite(world, CAMPAIGN, "about")
    else:
        world.write(path, "title: A\npublisher: B\nshort_name: B\npublisher_kind: press\ntype: article\n"
                          "verification: cited\nvia: [about]\n")  # fmt: skip
        cite(world, CAMPAIGN, "retelling")
    assert ["host-genuine"] == world.rules()

    world.add(UNPLACED, EXCEPTION.format("valley-echo.example"))
    assert ["host-excepted"] == world.rules()


def of_company(world: World, publisher: str) -> None:
    """Add a source at the website of the firm, whose publisher is a company."""
    of_unknown(world, "about", "quay-media.example/about")
    world.edit("sources/about.yml", "publisher_kind: unknown", "publisher_kind: company")
    world.edit("sources/about.yml", "publisher: The Harbour Lab", f"publisher: {publisher}")
    cite(world, CAMPAIGN, "about")


@pytest.mark.parametrize("publisher", ["Quay Media", "Quay Media Co., Ltd.", "QuayPR (Quay Group)", "码头传媒有限公司"])
def test_page_of_a_company_is_the_firms_own_that_it_names(world: World, publisher: str) -> None:
    """Everybody cites what a firm says of itself."""
    of_company(world, publisher)

    assert [] == world.rules()


@pytest.mark.parametrize("publisher", ["Dockside Partners", "The Harbour Lab"])
def test_page_of_another_company_is_not_the_firms(world: World, publisher: str) -> None:
    """The claim is refused unless the record says why; then the reviewer gets a warning."""
    of_company(world, publisher)
    assert ["host-genuine"] == world.rules()

    world.add(FIRM, EXCEPTION.format("quay-media.example"))
    assert ["host-excepted"] == world.rules()


def test_page_that_others_cite_through_several_sources_is_theirs(world: World) -> None:
    """The chain of sources between the others and the page may be of any length."""
    of_unknown(world, "about", "valley-echo.example/about")
    cite(world, UNPLACED, "about")
    for id, further in (("first", "about"), ("second", "first"), ("third", "second")):
        world.write(f"sources/{id}.yml", f"title: A\npublisher: Paper {id}\nshort_name: {id}\npublisher_kind: press\ntype: article\n"
                                         f"verification: cited\nvia: [{further}]\n")  # fmt: skip
    assert "host-genuine" not in world.rules()

    cite(world, CAMPAIGN, "third")
    assert ["host-genuine"] == world.rules()


def test_source_bars_the_site_of_the_page_and_no_platform(world: World) -> None:
    """A copy in an archive bars the site of the page that it shows; the home page of a platform bars no site."""
    of_unknown(world, "copy", "web.archive.org/web/20240117090234/https://retold.example/lights")
    of_unknown(world, "help", "wordpress.com/help")
    cite(world, CAMPAIGN, "copy")
    world.edit(OUTLET, "    kind: registration\n    sources:\n      - source: harbour-lab-2024\n",
               "    kind: registration\n    sources:\n      - source: help\n")  # fmt: skip
    world.add(
        UNPLACED,
        "hosts:\n"
        + "".join(
            FURTHER.format(host).removeprefix("hosts:\n") for host in ("retold.example", "valley-echo.wordpress.com")
        ),
    )

    assert ["host-genuine", "address-page"] == world.rules()


def test_another_page_of_a_site_that_others_cite_is_not_the_outlets_own(world: World) -> None:
    """The site is one, however many pages of it are cited."""
    of_unknown(world, "about", "valley-echo.example/about")
    of_unknown(world, "report", "www.valley-echo.example/report")
    cite(world, UNPLACED, "about")
    cite(world, CAMPAIGN, "report")

    assert ["host-genuine"] == world.rules()


def test_page_of_an_unknown_publisher_that_others_cite_is_theirs(world: World) -> None:
    """An outlet cannot claim the site of a source that it does not cite itself."""
    of_unknown(world, "retold", "retold.example/lights")
    world.edit(CAMPAIGN, "      - source: harbour-lab-2024\n", "      - source: retold\n")
    assert [] == world.rules()

    world.add(UNPLACED, FURTHER.format("news.retold.example"))
    assert ["host-genuine"] == world.rules()


@pytest.mark.parametrize("host", ["xn--n1aebk.com", "news.xn--80a1aq.com"])
def test_host_that_only_looks_latin_is_warned_of(world: World, host: str) -> None:
    """The person who records it should check whether the source has these letters."""
    world.add(UNPLACED, FORMER.format(host))

    assert ["host-mixed-script"] == world.rules()


def test_lists_hold_hosts_that_can_be_meant() -> None:
    """A popular host is a registered domain, and every shared one has a group with a reason."""
    assert [] == [host for host in POPULAR_HOSTS if host != registered_domain(host) or is_public_suffix(host)]
    assert set(SHARED_GROUPS) == set(SHARED_HOSTS.values())
    assert {"its own", "their users'"} == {row["below"] for row in SHARED_GROUPS.values()}


def judged(graph: Graph) -> set[str]:
    """The hosts of all records, which the rules went through."""
    return {named.host for record in graph.records() for named in named_hosts(record)}


def by_list(graph: Graph) -> set[str]:
    """The hosts that are known to be shared, and the domains that outlets have a host below."""
    outlets = [outlet for outlet in graph.outlets.values() if outlet.is_published]
    domains = {registered_domain(host) for outlet in outlets for host in own_hosts(outlet)}
    return {*SHARED_HOSTS, *SHARED_SUFFIXES, *domains, *(shared_suffix(outlet.host) for outlet in outlets)}


@pytest.mark.parametrize("root", [Path(__file__).parent.parent, Path(__file__).parent / "full_world"])
def test_look_up_answers_only_on_hosts_that_were_judged(root: Path) -> None:
    """It holds for the real records, and for a world that has everything that a record can have."""
    edition = World(root).edition_of_any()
    hosts = set(host_answers(edition)) | {original.host for original in alike(edition)}

    assert set() == hosts - judged(edition.graph) - by_list(edition.graph)


def test_look_up_says_nothing_of_a_public_suffix(world: World) -> None:
    """Even if a rule failed, not everybody below a suffix would be a listed site."""
    before = host_answers(world.edition_of_any())
    world.add(OUTLET, FORMER.format("co.nz"))
    world.add(UNPLACED, IMITATED.format("gouv.fr"))

    assert before.keys() == host_answers(world.edition_of_any()).keys()


def test_every_field_that_names_a_host_is_found_by_its_type() -> None:
    """A field with another type would be judged by nothing."""
    fields = {
        f"{folder}.{'.'.join(path)}" for folder, model in KINDS.items() for path, _ in paths_marked(model, NamesHost)
    }

    assert fields == {
        "sites.formerly", "sites.hosts.host", "sites.copies.from", "sites.imitates.host", "sites.well_known.host", "firms.websites.host",
        "firms.well_known.host", "campaigns.excluded.host",
    }  # fmt: skip
    assert "formerly" in Outlet.model_fields


def test_well_known_hosts_have_a_reason() -> None:
    """The message says on which list a host is."""
    assert "on the list of popular sites" == well_known("cnn.com")
    assert "part of cnn.com, on the list of popular sites" == well_known("edition.cnn.com")
    assert "on the list of genuine outlets: Le Monde, genuine newspaper" == well_known("abonnes.lemonde.fr")
    assert "" == well_known("gazette.wordpress.com")
    assert "" == well_known("lighthouse-press.example")
