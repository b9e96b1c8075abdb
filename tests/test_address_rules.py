"""Addresses that no reader can open, or that lead elsewhere than they seem to, and those that are only unusual."""

from __future__ import annotations

import pytest

from masthead.hosts.labels import deceiving_labels
from masthead.hosts.public_suffixes import is_public
from tests.world import SOURCE, UNPLACED, World

# An address of a source, and the rules that it breaks.
ADDRESSES = {
    "https://gazette.example/a": [],
    "https://gazette.onion/a": ["host-reach"],
    "https://printer.local/a": ["host-reach"],
    "https://intranet.internal/a": ["host-reach"],
    "https://1.0.0.127.in-addr.arpa/a": ["host-reach"],
    "https://localhost.localdomain/a": ["host-reach"],
    "https://gazette.newz/a": ["host-reach"],
    "https://gazette.xn--p1ai/a": [],
    "https://gazette.example:22/a": ["address-port"],
    "https://gazette.example:465/a": ["address-port"],
    "https://gazette.example:6667/a": ["address-port"],
    "https://gazette.example:4018/a": ["address-port"],
    "http://gazette.example:8080/a": ["address-port"],
    "https://gazette.example:80/a": ["address-port"],
    "http://gazette.example:443/a": ["address-port"],
    "https://gazette.example/%00": ["address-escape"],
    "https://gazette.example/?q=a%0d%0aSet-Cookie:%20x": ["address-escape", "address-escape"],
    "https://gazette.example/%e2%80%aegnp": ["address-escape"],
    "https://gazette.example/%EF%BB%BF": ["address-escape"],
    "https://gazette.example/%C0%FC%01": ["address-escape"],
    "https://gazette.example/%C0%FC%B8%C6": [],
    "https://gazette.example/%E6%96%B0%E8%81%9E%E3%80%80%E7%A4%BE": [],
    "https://gazette.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85": [],
    "https://gazette.example/%252500": ["address-escape"],
    "https://gazette.example/?q=a%25250D%25250Ab": ["address-escape", "address-escape"],
    "https://gazette.example/%25E2%2580%25AE": ["address-escape"],
    "https://gazette.example/%25u200bx": ["address-escape"],
    "https://gazette.example/?id=44%2502e0%251F01": [],
    "https://gazette.example/?id=44%02e0": ["address-escape"],
    "https://gazette.example/%25E6%2596%25B0?rate=5%25": [],
    "https://gazette.example/a#:~:text=nobody": ["address-page"],
    "https://gazette.example/a#part:~:text=no,body": ["address-page"],
    "https://gazette.example/a#part": [],
    "https://tinyurl.com/3kx": ["address-page"],
    "https://clck.ru/3kx": ["address-page"],
    "https://web.archive.org/web/20240117090234/https://gazette.example/a": ["address-page"],
    "https://archive.md/3kxPQ": ["address-page"],
    "https://archive.org/details/gazette": [],
    "https://gazette-example.translate.goog/a": ["address-page"],
    "https://gazette.onion.pet/a": ["address-page"],
    "https://gazette.tor2web.io/a": ["address-page"],
    "https://p53lf57qovyuvwsc6xnrppyply3vtqm7l6pcobkmyqsiofyeznfu5uqd.gate.example/a": ["address-page"],
    "https://expyuzz4wqqyqhjn.onion.example/a": ["address-page"],
    "https://docs.onion.example/a": [],
    "https://xn--pple-43d.com/a": ["host-mixed-script"],
    "https://xn--e1awd7f.com/a": ["host-mixed-script"],
    "https://xn--80aswg.xn--p1ai/a": [],
    "https://xn--mnchen-3ya.de/a": [],
}


@pytest.mark.parametrize(("address", "rules"), ADDRESSES.items())
def test_addresses_are_judged(world: World, address: str, rules: list[str]) -> None:
    """Rules judge the host and the port of an address, and the characters that its escapes hide."""
    world.edit(SOURCE, "https://harbour-lab.example/report", address)

    assert rules == world.rules()


ARCHIVED = """\
archives:
  - url: https://web.archive.org/web/20240217090234/{0}
    original: {0}
    captured: 2024-02-17T09:02:34Z
    shows: The page.
"""


@pytest.mark.parametrize(
    ("port", "beside", "rules"),
    [
        (4018, ARCHIVED.format("https://gazette.example:4018/a"), []),
        (4018, ARCHIVED.format("https://gazette.example/a"), ["address-port"]),
        (4018, ARCHIVED.format("https://gazette.example:4018/b"), ["address-port"]),
        (22, ARCHIVED.format("https://gazette.example:22/a"), ["address-port", "address-port"]),
    ],
)
def test_page_at_another_port_is_shown_by_a_copy(world: World, port: int, beside: str, rules: list[str]) -> None:
    """The copy must be of exactly this address; at the port of another service, no browser would open it anyway."""
    world.edit(SOURCE, "https://harbour-lab.example/report", f"https://gazette.example:{port}/a")
    world.add(SOURCE, beside)

    assert rules == world.rules()


def test_page_at_another_port_is_shown_by_those_who_cite_it(world: World) -> None:
    """The authors of the source through which we know the page have been there."""
    cited = "title: A notice\npublisher: Quay Post\nshort_name: Quay Post\npublisher_kind: press\n"
    cited += "url: https://quay-post.example:4018/notice\ntype: article\nkept_because: a test\n"
    world.write("sources/notice.yml", f"{cited}verification: full\n")
    assert ["address-port"] == world.rules()

    world.write("sources/notice.yml", f"{cited}verification: full\nvia: [harbour-lab-2024]\n")
    assert ["address-port"] == world.rules()

    world.write("sources/notice.yml", f"{cited}verification: cited\nvia: [harbour-lab-2024]\n")
    assert [] == world.rules()


@pytest.mark.parametrize("host", ["valley-echo.local", "valley-echo.onion", "valley-echo.corp"])
def test_hosts_that_nobody_reaches_are_warned_of(world: World, host: str) -> None:
    """Such hosts are warned of in a record as well as in an address."""
    world.add(UNPLACED, f"hosts:\n  - {{host: {host}, role: mirror, source: harbour-lab-2024}}\n")

    assert ["host-reach"] == world.rules()


def test_every_kind_of_last_label_is_known() -> None:
    """The last labels of countries, companies and other scripts are known, and so is the one of examples."""
    assert all(map(is_public, ("a.it", "a.co.uk", "a.travel", "a.xn--fiqs8s", "a.github.io", "a.example")))
    assert not any(map(is_public, ("a.test", "a.lan", "a.onion", "home.arpa")))


def test_labels_that_deceive_are_shown_as_people_read_them() -> None:
    """Letters of one other script deceive where the rest is Latin."""
    assert ["еріс"] == list(deceiving_labels("xn--e1awd7f.com"))
    assert ["ⲟⲣⲓⲥ"] == list(deceiving_labels("xn--nhjxamj.com"))
    assert ["pⲟrt"] == list(deceiving_labels("xn--prt-540b.com"))
    assert [] == list(deceiving_labels("xn--1ce0m2d.com"))
    assert [] == list(deceiving_labels("xn--e1awd7f.xn--p1ai"))
    assert [] == list(deceiving_labels("xn--a.example"))
