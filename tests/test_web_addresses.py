"""Hosts and addresses: one form for each, read alike by people and browsers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from masthead.field_types import web_addresses
from masthead.field_types.web_addresses import (
    AddressError,
    address_host,
    address_port,
    defang,
    read_host,
    read_web_address,
)

# As long as a host may be.
LONGEST = ".".join(("a" * 63, "b" * 63, "c" * 63, "d" * 61))

HOSTS = [
    "romajournal.org",
    LONGEST,
    "news.romajournal.org",
    "a.bc",
    "1688.com",
    "a-b.c-d.org",
    "example.xn--p1ai",
    "xn--fsqu00a.xn--55qx5d.cn",
    "x" * 63 + ".org",
    ".".join(["x" * 49] * 5) + ".a",
]

NAME = "a host name such as romajournal.org"
NARROWER = "a host name without _, and without - at an end of a label"
OPENED = "browsers open the host, but records cannot name it; leave the site out"
LABELS = "a host name whose xn-- labels are valid, without emoji"
NO_HOSTS = [
    (f"{LONGEST}d", NAME, ""),
    ("Roma.org", NAME, "write roma.org"),
    ("https://Roma.org/path?x", NAME, "write roma.org"),
    ("roma.org/", NAME, "write roma.org"),
    ("roma.org.", NAME, "write roma.org"),
    (" roma.org", NAME, "write roma.org"),
    ("例子.cn", NAME, "write xn--fsqu00a.cn"),
    ("ｒｏｍａ.org", NAME, "write roma.org"),
    ("roma", NAME, ""),
    ("", NAME, ""),
    (".", NAME, ""),
    ("roma..org", NAME, ""),
    (".roma.org", NAME, ""),
    ("-roma.org", NARROWER, OPENED),
    ("roma-.org", NARROWER, OPENED),
    ("ro_ma.org", NARROWER, OPENED),
    ("ro ma.org", NAME, ""),
    ("roma.org:80", NAME, ""),
    ("me@roma.org", NAME, ""),
    ("[::1]", NAME, ""),
    ("roma.org\n", NAME, "write roma.org"),
    ("x" * 64 + ".org", NAME, ""),
    (".".join(["x" * 50] * 5) + ".org", NAME, ""),
    ("192.0.2.1", "a host name, not an IP address", ""),
    ("roma.0x7f", "a host name, not an IP address", ""),
    ("xn--a.org", LABELS, ""),
    ("xn--ls8h.la", LABELS, OPENED),
    ("a.xn--i-7iq.ws", LABELS, OPENED),
    ("xn--mnchen-9999.de", LABELS, ""),
    ("xn--80ak6aa92e-.org", NARROWER, OPENED),
]

ADDRESSES = [
    "https://a.org/",
    "http://a.org/",
    "https://a.org:8443/",
    "https://a.org:65535/",
    "https://a.org/x?y=1&z=%C3%A9#top",
    "https://a.org/a//b/..c/.../d.?e=/../#/../",
    "https://a.org/it's?x#it's",
    "http://a.org:443/",
    "https://a.org:80/",
    "https://web.archive.org/web/20240117090234/http://a.org:80/x",
    "https://a.org/" + "x" * 1986,
]

PLAIN = "an address in plain ASCII without spaces"
SCHEME = "an address that starts with https:// or http://"
IMPLIED = "an address without the default port"
DOTS = "an address without . or .. steps in its path"
NO_ADDRESSES = [
    ("https://a.org/é", PLAIN, "percent-encode other characters"),
    ("https://a.org/ ", PLAIN, "percent-encode other characters"),
    ("https://a.org/\\b", PLAIN, "percent-encode other characters"),
    ('https://a.org/"><script>', PLAIN, "percent-encode other characters"),
    ("https://a.org/\n", PLAIN, "percent-encode other characters"),
    ("https://a.org/`x`", PLAIN, "percent-encode other characters"),
    ("", PLAIN, "percent-encode other characters"),
    ("https://例子.cn/", PLAIN, "percent-encode other characters"),
    ("javascript:alert(1)", SCHEME, ""),
    ("ftp://a.org/", SCHEME, ""),
    ("data:text/html,x", SCHEME, ""),
    ("//a.org/", SCHEME, ""),
    ("a.org/", SCHEME, ""),
    ("HTTPS://a.org/", SCHEME, ""),
    ("https://", SCHEME, ""),
    ("https://a.org", "an address with a path", "write https://a.org/"),
    ("https://a.org?x=/", "an address with a path", "write https://a.org/?x=/"),
    ("https://a.org#x", "an address with a path", "write https://a.org/#x"),
    ("https://me:word@a.org/", "an address without a user name or password", ""),
    ("https://a.org:80@b.org/", "an address without a user name or password", ""),
    ("https://a.org:/", "an address with an ordinary port number, or none", ""),
    ("https://a.org:0/", "an address with an ordinary port number, or none", ""),
    ("https://a.org:080/", "an address with an ordinary port number, or none", ""),
    ("https://a.org:65536/", "an address with an ordinary port number, or none", ""),
    ("https://a.org:x/", "an address with an ordinary port number, or none", ""),
    ("http://a.org:80/", IMPLIED, "leave :80 out"),
    ("https://a.org:443/x", IMPLIED, "leave :443 out"),
    ("https://a.org/a/../b", DOTS, "write the path that they lead to"),
    ("https://a.org/.", DOTS, "write the path that they lead to"),
    ("https://a.org/./a", DOTS, "write the path that they lead to"),
    ("https://a.org/..?x", DOTS, "write the path that they lead to"),
    ("https://a.org/a/..#x", DOTS, "write the path that they lead to"),
    ("https://a.org/%2e%2E/x", DOTS, "write the path that they lead to"),
    ("https://a.org/.%2e", DOTS, "write the path that they lead to"),
    ("https://a.org/?a='b'", "an address without ' in its query", "write %27 for '"),
    ("https://[::1]/", "an address with a host name, not an IP address", ""),
    ("https://192.0.2.1/", "a host name, not an IP address", ""),
    ("https://A.org/", NAME, "write a.org"),
    ("https:///x", NAME, ""),
    ("https://localhost/", NAME, ""),
    ("https://a.org./", NAME, "write a.org"),
    ("https://a.org/%", "an address in which every % starts an escape", "write %25 for %, %5B for [ and %5D for ]"),
    ("https://a.org/%zz", "an address in which every % starts an escape", "write %25 for %, %5B for [ and %5D for ]"),
    ("https://a.org/[x]", "an address in which every % starts an escape", "write %25 for %, %5B for [ and %5D for ]"),
    ("https://a.org/" + "x" * 1987, "an address of at most 2000 characters", ""),
]


@pytest.mark.parametrize("text", HOSTS)
def test_host_stays_as_it_is(text: str) -> None:
    """A host is in lower case, with other scripts as A-labels."""
    assert text == read_host(text)


@pytest.mark.parametrize(("text", "expected", "cure"), NO_HOSTS)
def test_what_is_no_host_is_refused(text: str, expected: str, cure: str) -> None:
    """The error says what was expected, and which host was meant if that is plain."""
    with pytest.raises(AddressError) as caught:
        read_host(text)

    assert (expected, cure) == (caught.value.expected, caught.value.cure)


@pytest.mark.parametrize("cure", sorted({cure for _, _, cure in NO_HOSTS if cure.startswith("write ")}))
def test_advised_host_is_one(cure: str) -> None:
    """A person who follows the advice is not refused again."""
    host = cure.removeprefix("write ")

    assert host == read_host(host)


@pytest.mark.parametrize("text", ADDRESSES)
def test_address_stays_as_it_is(text: str) -> None:
    """The page links the address exactly as it is in the record."""
    assert text == read_web_address(text)


@pytest.mark.parametrize(("text", "expected", "cure"), NO_ADDRESSES)
def test_what_is_no_address_is_refused(text: str, expected: str, cure: str) -> None:
    """Any address that browsers, people and parsers could read differently is refused, with what was expected."""
    with pytest.raises(AddressError) as caught:
        read_web_address(text)

    assert (expected, cure) == (caught.value.expected, caught.value.cure)


def outcome(read: Callable[[str], str], text: str) -> str:
    """Return the result of *read* for *text*: the text, or what it expected."""
    try:
        return read(text)
    except AddressError as error:
        return error.expected


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """No text raises another error, and none is changed."""
    for whole in (text, f"https://{text}", f"https://a.org/{text}"):
        assert outcome(read_host, whole) in (
            whole,
            NAME,
            "a host name, not an IP address",
            LABELS,
        )
        assert outcome(read_web_address, whole) == whole or outcome(read_web_address, whole).startswith("a")


@given(st.text("htps:/.-xn01aA_%?#@'[~é", max_size=40))
@example("https://xn--a.org/")
@example("https://a.xn--a/")
@example("https://axn--a.org/")
@example("https://a.org/.")
@example("https://a.org/x/../y")
@example("https://" + "x" * 64 + ".org/")
@example("https://" + ("x" * 63 + ".") * 4 + "a/")
@example("https://1.2.3.4/")
@example("https://a.org:443/")
@example("https://a.org/x\n")
def test_usual_address_would_pass_a_closer_look(text: str) -> None:
    """The quick look lets nothing pass that the closer look refuses."""
    for whole in (text, f"https://a.org/{text}", f"https://{text}.a.org/", f"https://a.{text}/x"):
        assert outcome(read_web_address, whole) == outcome(closer_look, whole)


def closer_look(text: str) -> str:
    """Read the address *text* without the quick look for usual ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_addresses, "_USUAL_ADDRESS", re.compile("(?!)"))
        return read_web_address(text)


def test_host_of_an_address() -> None:
    """The service that keeps a copy is named by its host."""
    assert "web.archive.org" == address_host("https://web.archive.org/web/2/https://a.org/")
    assert "a.org" == address_host("https://a.org:8080/https://b.org/") == address_host("http://a.org?b.org/")


def test_port_of_an_address() -> None:
    """The port is None if the address gives none; a port in the path is not its own."""
    assert 8080 == address_port("https://a.org:8080/")
    assert None is address_port("https://a.org/b.org:8080/") is address_port("http://a.org?b.org:80/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("romajournal.org", "romajournal[.]org"),
        ("https://a.b.org:80/x.html", "hxxps://a[.]b[.]org:80/x[.]html"),
        ("http://httpbin.org/http", "hxxp://httpbin[.]org/http"),
        ("httpbin.org", "httpbin[.]org"),
    ],
)
def test_defanged_text_is_no_link(text: str, expected: str) -> None:
    """No program makes a link of it, and search reads it back."""
    assert expected == defang(text)
