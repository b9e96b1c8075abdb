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
    ("città.it", "xn--citt-3na.it", "site"),
    ("例え。jp", "xn--r8jz45g.jp", "site"),
    ("xn--r8jz45g.jp", "xn--r8jz45g.jp", "site"),
]

NAME = "a host name such as romajournal.org"
NOT_MEANT = [
    ("", NAME),
    ("roma", NAME),
    ("roma journal.org", NAME),
    ("a.org, b.org", NAME),
    ("a..org", NAME),
    ("a_b.org", NAME),
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
    """What leads to no single host says what was expected."""
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
