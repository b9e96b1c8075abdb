"""The host that people mean by what they paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.field_types.web_addresses import AddressError, read_host
from masthead.hosts.host_for_record import Pasted, read_pasted

MEANT = [
    ("romajournal.org", "romajournal.org", "site"),
    (" romajournal.org\n", "romajournal.org", "site"),
    ("https://www.RomaJournal.org/", "romajournal.org", "site"),
    ("https://romajournal.org/press?x=1", "romajournal.org", "page"),
    ("romajournal.org#about", "romajournal.org", "page"),
    ("//romajournal.org", "romajournal.org", "site"),
    ("romajournal.org:8080", "romajournal.org", "site"),
    ("http://romajournal.org.:80/", "romajournal.org", "site"),
    ("hxxps://news[.]romajournal[.]org/", "news.romajournal.org", "site"),
    ("hxxp[://]romajournal (dot) org", "romajournal.org", "site"),
    ("romajournal[DOT]org", "romajournal.org", "site"),
    ("www.www.com", "www.com", "site"),
    ("quay-post.com.au", "quay-post.com.au", "site"),
    ("QUAY-POST.COM.AU", "quay-post.com.au", "site"),
    ("https//quay-post.example/x", "quay-post.example", "page"),
    ("quay-post(punto)example", "quay-post.example", "site"),
    ("città.it", "xn--citt-3na.it", "site"),
    ("例え。jp", "xn--r8jz45g.jp", "site"),
    ("xn--r8jz45g.jp", "xn--r8jz45g.jp", "site"),
    ("https://web.archive.org/web/20240117090234/https://www.quay-post.example/", "quay-post.example", "site"),
    ("https://archive.ph/newest/quay-post.example/a", "quay-post.example", "page"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fquay-post.example%2Fa", "quay-post.example", "page"),
    ("https://quay--post-example.translate.goog/", "quay-post.example", "site"),
    ("https://quay-post.example/out?to=https://other.example/", "quay-post.example", "page"),
]

NAME = "a host name such as romajournal.org"
NOT_MEANT = [
    ("", NAME),
    ("roma", NAME),
    ("roma journal.org", NAME),
    ("a.org, b.org", NAME),
    ("a..org", NAME),
    ("a_b.org", "a host name without _, and without - at an end of a label"),
    ("-quay.livejournal.com", "a host name without _, and without - at an end of a label"),
    ("quay❤.example", "a host name whose xn-- labels are valid, without emoji"),
    ("看quay-post.example", "a host name without words before it"),
    ("quay-post.example.The", "a host name without words after it"),
    ("https://quay-post.com.It/", "a host name without words after it"),
    ("quay-post.com-Oui", "a host name without words after it"),
    ("quay-post.com&tide-post.com", NAME),
    ("https://maps.app.goo.gl/Qu4y", "an address that says where it leads"),
    ("https://bit.ly/quay.news", "an address that says where it leads"),
    ("https://tinyurl.com/quay7", "an address that says where it leads"),
    ("https://archive.ph/Qu4y", "an address that says where it leads"),
    ("https://news.google.com/articles/CBMiQ", "an address that says where it leads"),
    ("=HYPERLINK(1)", NAME),
    ("http:/roma.org", NAME),
    ("mailto:x@roma.org", f"{NAME} or an address"),
    ("javascript:alert(1)", f"{NAME} or an address"),
    ("ftp://roma.org/", "an address that starts with https:// or http://"),
    ("http://user:password@roma.org/", "an address without a user name or password"),
    ("http://[::1]/", NAME),
    ("192.0.2.1", "a host name, not an IP address"),
    ("http://http://roma.org", NAME),
    ("x" * 5000, f"{NAME} or an address, of at most 4000 characters"),
]


@pytest.mark.parametrize(("text", "host", "leads_to"), MEANT)
def test_a_pasted_text_leads_to_its_host(text: str, host: str, leads_to: str) -> None:
    """Addresses, bare hosts and texts that were made harmless lead to one host, written in one way."""
    assert Pasted(host, leads_to == "page") == read_pasted(text)


@pytest.mark.parametrize(("text", "expected"), NOT_MEANT)
def test_a_text_that_leads_to_no_host_is_refused(text: str, expected: str) -> None:
    """The error about a text that leads to no single host says what was expected."""
    with pytest.raises(AddressError) as refused:
        read_pasted(text)

    assert expected == refused.value.expected


@given(st.text() | st.text("aA.:/[]()@%?#\\ \twxn-0é。"))
def test_whatever_is_pasted_leads_to_a_host_or_is_refused(text: str) -> None:
    """No text raises anything else, and a host that comes out is one that records may hold."""
    try:
        host = read_pasted(text).host
    except AddressError:
        return

    assert host == read_host(host)
