"""The page that an address means: a document is the same with anything around its address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.field_types.web_addresses import AddressError, read_web_address
from masthead.hosts.meant_page import page_key, read_pasted_page

PAGE = "https://www.tide-watch.example/papers/harbour?issue=3"
ONCE = quote(PAGE, safe="")
SAME = [
    "http://tide-watch.example/papers/harbour/?issue=3",
    "https://m.tide-watch.example/papers/harbour?issue=3",
    "https://amp.tide-watch.example/papers/harbour?issue=3&amp=1",
    "https://www.tide-watch.example/papers/harbour/amp/?issue=3&outputType=amp",
    "https://www.tide-watch.example:443/papers/%68arbour?issue=3#part-2",
    "https://www.tide-watch.example/papers/harbour?utm_campaign=a&issue=3&gad_source=1&mkt_tok=Q",
    "https://www.tide-watch.example/papers/harbour?yclid=1&issue=3&_gl=1*x&srsltid=Z&twclid=2",
    "https://www.tide-watch.example/papers/harbour?issue=3#:~:text=the%20harbour",
    "hxxps://tide-watch[.]example/papers/harbour?issue=3",
    "tide-watch.example/papers/harbour?issue=3",
    f"https://web.archive.org/web/20231105112233/{PAGE}",
    f"https://web.archive.org/web/20231105112233if_/{PAGE}&utm_source=rss",
    f"http://archive.is/2023.11.05-112233/{PAGE}",
    f"https://archive.md/20231105112233/{PAGE}",
    f"https://webarchive.nationalarchives.gov.uk/ukgwa/20231105112233/{PAGE}",
    f"https://webcache.googleusercontent.com/search?q=cache:Xy1:{ONCE}",
    "https://www-tide--watch-example.cdn.ampproject.org/c/s/www.tide-watch.example/papers/harbour?issue=3&usqp=mq",
    "https://www-tide--watch-example.translate.goog/papers/harbour?issue=3&_x_tr_sl=ko&_x_tr_tl=en&_x_tr_hl=en",
    f"https://translate.google.com/translate?sl=ko&tl=en&u={ONCE}",
    f"https://www.google.com/url?sa=t&url={ONCE}&usg=A",
    f"https://lm.facebook.com/l.php?u={ONCE}%26fbclid%3DX&h=A",
    f"https://nam11.safelinks.protection.outlook.com/?url={ONCE}&data=05",
    f"https://12ft.io/proxy?q={ONCE}",
]
OTHERS = [
    "https://www.tide-watch.example/papers/harbour?issue=4",
    "https://www.tide-watch.example/papers/harbour",
    "https://www.tide-watch.example/papers/Harbour?issue=3",
    "https://www.tide-watch.example:8080/papers/harbour?issue=3",
    "https://www.tide-watch.example/papers/harbour?issue=3&ref=press",
    "https://news.tide-watch.example/papers/harbour?issue=3",
    "https://www-tide--watch-example.translate.goog/papers/pier?issue=3&_x_tr_sl=ko",
    "https://archive.ph/Qw3rt",
]


@pytest.mark.parametrize("text", SAME)
def test_addresses_of_one_page_are_one(text: str) -> None:
    """An address may be spelt otherwise, tracked, for phones, archived, cached, translated or behind a redirect."""
    assert page_key(PAGE) == page_key(text)
    assert page_key(PAGE) == page_key(read_pasted_page(text).address)


def test_addresses_of_other_pages_are_others() -> None:
    """No two of these addresses are one page, and no address is that of PAGE."""
    assert len({PAGE, *OTHERS}) == len({page_key(text) for text in (PAGE, *OTHERS)})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"  <{PAGE}>,", PAGE),
        (f"{PAGE}&utm_source=x#notes", f"{PAGE}#notes"),
        ("Tide-Watch.example", "https://tide-watch.example/"),
        ("http://조류.example/보고?쪽=2", "http://xn--9v2b19y.example/%EB%B3%B4%EA%B3%A0?%EC%AA%BD=2"),
        ("http://web.archive.org/web/2023/http://tide-watch.example:80/a", "http://tide-watch.example/a"),
        (f"https://web.archive.org/web/2023/{PAGE}", PAGE),
        ("https://docs.google.com/document/d/1Quay/edit", "https://docs.google.com/document/d/1Quay/edit"),
        ("https://tide-watch.example/50%off", "https://tide-watch.example/50%25off"),
    ],
)  # fmt: skip
def test_pasted_addresses_are_written_as_records_have_them(text: str, address: str) -> None:
    """They have the form that browsers use, without anything that wraps them."""
    assert address == read_pasted_page(text).address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "starts with https://"),
        ("pier", "starts with https://"),
        ("ftp://tide-watch.example/a", "starts with https://"),
        ("javascript:alert(1)", "starts with https://"),
        ("https://tide-watch.example/a b", "%20"),
        ("https://ann:secret@tide-watch.example/", "without a user name"),
        ("https://archive.today/Qw3rt", "says where it leads"),
        ("https://t.co/Qw3rt", "says where it leads"),
        (f"{PAGE}&{'x' * 2500}", "at most 2000"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(text: str, expected: str) -> None:
    """The message says what to do."""
    with pytest.raises(AddressError) as caught:
        read_pasted_page(text)

    assert expected in str(caught.value)


PIECES = st.sampled_from([PAGE, ONCE, "https://", "web.archive.org/web/2023/", ".translate.goog/", "tide-watch.example", "?u=", "&", "#", "%", "%3F", "@", ":", "[.]", "/", "海", "\x00", "xn--", " "])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """An address that is read is valid in a record, and is the same when it is read again."""
    page_key(text)
    try:
        address = read_pasted_page(text).address
    except AddressError:
        return
    assert address == read_web_address(address)
    assert read_pasted_page(address).address == address
