"""The host that a pasted text means. The same table is put to the browser in browser/test_host_in_text_scripts.py."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time
from unicodedata import bidirectional

import ada_url
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from masthead.hosts.host_in_text import MAX_PASTED, find, host_of
from masthead.hosts.known_hosts import hides_where_it_leads, meant_in

SPELLINGS: list[tuple[str, str]] = [
    (text, host)
    for host, texts in json.loads((Path(__file__).parent / "spellings.json").read_text("utf-8")).items()
    for text in texts
]
PIECES = st.sampled_from(
    ["www.", "m.", "amp.", "https://", "http:", "hxxps://", "[.]", "(dot)", " dot ", "[:]", "://", "%3A%2F%2F", "%2e", "%41", ".", "-", "_", "@",
     ":80", ":", "/", "\\", "?", "#", "&u=", " ", "\t", "\n", "<", ">", '"', "'", "(", ")", ",", "a", "romajournal", "org", "co", "uk", ".org", ".co.uk",
     "archive.org/web/2024/", "archive.ph/", "newest/", "google.com/url?q=", "t.co/", "看", "сайт", "👉", "https%3A%2F%2F", "%253A%252F", "?u=", "&q=", "aHR0cHM6Ly9yb21hLm9yZw", "https-3A__", "-2D", ".pdf", ".The", ".It", ".Élus", ".Мэр", "-Oui", "!", "...", "^", "$", "+", "%20", "&#x2F;", "&amp;", "\\u002f", " . ", "·", "․", "(point)", "https//", "read://https_", "cache:", "amp/s/", "-translate.translate.goog", "-wales.translate.goog", "0-", "-0", "xn--", "xn--fsq", "例え", "。",
     "．", "ｗｗｗ", "É", "é", "e\u0301", "ß", "ς", "Σ", "İ", "K", "ﬁ", "온", "에서", "а", "א", "ا", "\u200d", "\u200c", "\u00ad", "\u200b",
     "क\u094d", "0", "1", "0x7f", "\u202e", "\ufeff", "\u3000", "🔥", "❤", "\u0300", "\ud83d", "½", "℀", "％", "…", "①", "٣"]
)  # fmt: skip
# Surrogates are the broken text that a person can paste; Cn are characters that this version of Unicode lacks.
ASSIGNED = st.characters(codec=None, exclude_categories=("Cn", "Co"))
MIXED = st.lists(st.one_of(PIECES, PIECES, PIECES, ASSIGNED), max_size=14).map("".join)


def meant(text: str) -> str:
    """The hosts that *text* means, and "hidden" for each short link and permalink that does not say where it leads."""
    return " ".join("hidden" if hides_where_it_leads(match) else match.host for match in meant_in(text))


def join_surrogates(text: str) -> str:
    """*text* as JavaScript has it, in which two halves side by side are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_table_has_spellings_enough() -> None:
    """The table has at least 250 spellings, each once, of which many mean nothing."""
    texts = [text for text, _ in SPELLINGS]

    assert 250 <= len(texts)
    assert len(set(texts)) == len(texts)
    assert 30 <= sum(not host for _, host in SPELLINGS)


@pytest.mark.parametrize(("text", "host"), SPELLINGS)
def test_a_pasted_text_means_its_host(text: str, host: str) -> None:
    """The texts are addresses, bare and defanged hosts, copies in archives and sentences; some mean nothing."""
    assert host == meant(text)


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("www.m.roma.org", ("m.roma.org", "roma.org")),
        ("m.roma.org", ("m.roma.org", "roma.org")),
        ("www2.roma.org", ("www2.roma.org", "roma.org")),
        ("m.co.uk", ("m.co.uk",)),
        ("amp.dev", ("amp.dev",)),
        ("www.com", ("www.com",)),
        ("新聞roma.org", ("xn--roma-uz9h497k.org", "roma.org")),
        ("новостиm.roma.org", ("xn--m-ctbssfbvi.roma.org", "m.roma.org", "roma.org")),
        ("rоma.org", ("xn--rma-sed.org",)),
        ("roma.org.The", ("roma.org.the", "roma.org")),
        ("roma.org.It", ("roma.org.it",)),
        ("roma.org.and", ("roma.org", "roma.org.and")),
        ("www.roma.quest", ("roma.quest",)),
        ("roma.org.pdf", ("roma.org",)),
        ("copy_of_roma.org", ("roma.org", "copy_of_roma.org")),
        ("see roma- journal.org", ("romajournal.org", "roma-journal.org", "journal.org")),
        ("see roma. org", ("roma.org",)),
    ],
)
def test_a_host_may_mean_several(text: str, hosts: tuple[str, ...]) -> None:
    """m.roma.org may be listed, or be the mobile pages of roma.org; words before a host may belong to its name."""
    assert hosts == find(text)[0].hosts


@given(MIXED)
def test_whatever_is_pasted_gives_a_host_or_nothing(text: str) -> None:
    """No text raises an error, and a host that is read is read again as itself."""
    for match in find(text):
        assert match.host.startswith("www.") or match.host in [again.host for again in find(f"https://{match.host}")]


@pytest.mark.parametrize("part", [".", "a.", "-", "[.", "http:", "@", "%", " dot ", "(", "。", "xn--a.", "&u=", "א.", "看", "看a.org", "a.org/", "https://a.org/", "?u=https://a.org",
                                  "https%3A%2F%2Fa.org%2F", "aHR0cHM6Ly9h", "a:", "a=", "b.a-", "%25", "/https-3A__a", ",https:", "a-b.org.", "A.Bc", "a.org!", "a.org.The.", "a.org-", "a .", "&#x2F;", "!https://a", "https//a", "a.org.A%20"])  # fmt: skip
def test_long_texts_are_read_in_no_time(part: str) -> None:
    """A text of any length is either too long or read in one pass; tests that take minutes end by themselves."""
    assert () == find(part * (MAX_PASTED + 1))
    before = process_time()
    find(part * (MAX_PASTED // len(part)))

    assert process_time() - before < 4


LABEL = st.one_of(
    st.text("abcXYZ019-", min_size=1, max_size=8),
    st.sampled_from(["romajournal", "xn--fsqu00a", "xn--citt-3na", "xn--a", "xn--", "città", "CITTA\u0300", "例え", "Straße", "ΣΊΣΥΦΟΣ", "ﬁn", "온라인",
                     "а", "א1", "1א", "مثال", "نامه\u200cای", "a\u200db", "\u0300a", "i❤", "½", "℀", "Ⅷ", "ⓐ", "%61b", "%C3%A0", "%2e", "a_b", "1", ""]),
    st.text(ASSIGNED.filter(lambda sign: sign not in "()[]{}<>@:/?#\\%|\u3000"), min_size=1, max_size=3),
)  # fmt: skip
ENDING = st.sampled_from(["org", "COM", "co.uk", "рф", "テスト", "xn--p1ai", "museum", "1", "0x7f", "o", "org.", ""])
HOSTS = st.builds("{}.{}".format, st.lists(LABEL, min_size=1, max_size=4).map(".".join), ENDING)
BEFORE = st.sampled_from(["", "user@", "user:word@", "a@b@"])
AFTER = st.sampled_from(["", "/", ":80", ":8080/x", "?x=1", "#x", "\\x", "/a@b.org", "/?to=https://b.org", ":", "/a:b"])


def browsers_host(address: str) -> str:
    """The host of *address* by the URL standard, if it can be one in the domain name system and is no number."""
    try:
        host = ada_url.URL(address).hostname.removesuffix(".")
    except ValueError:
        return ""
    named = re.fullmatch(r"([a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", host)
    return host if named and len(host) <= 253 else ""


# The one thing that we read and a browser does not: romajournal.org에서 is a host and a particle.
PARTICLE = re.compile(r"(\.[A-Za-z]{2,63})(?![A-Za-z])[^\x00-\x7fÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿ][^.]*\.?$")


@settings(max_examples=1000)
@given(BEFORE, HOSTS, AFTER)
@example("", "0.città.", "")
@example("", "0.AA¡.", "")
def test_hosts_are_those_of_the_url_standard(before: str, host: str, after: str) -> None:
    """We look up the host that a browser opens at an address; where it opens nothing, we read nothing."""
    assume(not re.search(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]", host))
    # In names from right to left, ada-url does not judge the plain labels; Chromium does, and so do we.
    assume(not any(bidirectional(sign) in ("R", "AL", "AN") for sign in host))

    name = PARTICLE.sub(r"\1", host)
    assert browsers_host(f"https://{before}{name}{after}") == host_of(f"{before}{host}{after}")
