"""Formats of lists: the rows of each format, and the messages about everything that is not a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import Layout, Table

LAYOUT = Layout()
STIX = {
    "type": "bundle",
    "objects": [
        {"type": "identity", "id": "identity--1", "name": "Harbour Lab"},
        {"type": "domain-name", "id": "domain-name--1", "value": "dock-news.com"},
        {
            "type": "indicator",
            "id": "indicator--1",
            "created_by_ref": "identity--1",
            "confidence": 75,
            "labels": ["quay", "pier"],
            "external_references": [
                {"source_name": "Harbour Lab", "url": "https://harbour-lab.org/tides"},
                {"source_name": "Pier Post", "url": "https://pier-post.org/a", "external_id": "P-7"},
                "no reference",
            ],
            "pattern": "[domain-name:value = 'valley.org' OR url:value IN ('https://a.org/x', 'https://b.org/it\\'s')]",
        },
        {"type": "indicator", "id": "indicator--2", "pattern": "[domain-name:value LIKE '%.harbour.org']"},
        {"type": "indicator", "id": "indicator--3", "pattern": "[ipv4-addr:value = '192.0.2.1']"},
        {
            "type": "relationship",
            "relationship_type": "related-to",
            "source_ref": "domain-name--1",
            "target_ref": "identity--1",
        },
    ],
}
EVENT = {
    "info": "Lighthouse",
    "date": "2024-02-07",
    "Orgc": {"name": "Harbour Lab"},
    "Tag": [{"name": "tlp:clear"}],
    "Attribute": [
        {"type": "domain", "value": "dock-news.com", "comment": "since May", "to_ids": True, "timestamp": "1700000000"},
        {"type": "hostname|port", "value": "valley.org|8080", "timestamp": 0},
        {"type": "domain", "value": "gone.org", "deleted": True},
        {"type": "sha256", "value": "00"},
    ],
    "Object": [{"name": "url", "Attribute": [{"type": "url", "value": "https://a.org/x", "object_relation": "url"}]}],
}


def table(folder: Path, name: str, text: object, layout: Layout = LAYOUT) -> Table:
    """Return the table that is read from a list called *name* with the content *text*, as it is or as JSON."""
    path = folder / name
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    return read_list(path, layout)


def cells(read: Table, *columns: str) -> list[tuple[str, ...]]:
    """Return the texts of those *columns* in each row."""
    return [tuple(row.text(column) for column in columns) for row in read.rows]


@pytest.mark.parametrize(
    ("document", "columns", "expected"),
    [
        ({"a.org": {"title": "A"}, "b.org": {"seen": {"first": 2023}}}, ("key", "title", "seen.first"), [("a.org", "A", ""), ("b.org", "", "2023")]),
        ({"a.org": "A", "b.org": None}, ("key", "value"), [("a.org", "A"), ("b.org", "")]),
        ({"a.org": {"key": "own"}}, ("key", "key (inner)"), [("a.org", "own")]),
        (["a.org", "b.org"], ("value",), [("a.org",), ("b.org",)]),
        ({"version": 2, "sites": [{"host": "a.org"}]}, ("host",), [("a.org",)]),
        ({"about": {"x": 1}, "sites": {"a.org": {}, "b.org": {}}}, ("key",), [("a.org",), ("b.org",)]),
        ({"one": {"host": "a.org"}, "two": {"host": "b.org"}}, ("key", "host"), [("one", "a.org"), ("two", "b.org")]),
        ([{"host": "a.org", "names": ["One\ntwo", "Three", ""]}], ("names",), [("One two\nThree",)]),
        ([{"host": "a.org", "links": [{"url": "x", "n": 1}, {"url": "y"}]}], ("links.url", "links.n"), [("x\ny", "1")]),
        ([{"host": "a.org", "t": True, "f": False, "n": 1.50}], ("t", "f", "n"), [("true", "false", "1.5")]),
    ],
)  # fmt: skip
def test_json_in_its_usual_shapes_is_rows(
    tmp_path: Path, document: object, columns: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    """Objects by host, lists in objects and bare texts give rows; nested values have paths, lists one value a line."""
    assert expected == cells(table(tmp_path, "list.json", document), *columns)


def test_the_map_says_where_in_a_document_the_rows_are(tmp_path: Path) -> None:
    """If there are several lists, none is chosen, and none is passed over in silence."""
    document = {"found": {"sites": [{"host": "a.org"}]}, "left": [1], "right": [2]}

    assert [("a.org",)] == cells(table(tmp_path, "list.json", document, Layout(rows="found.sites")), "host")
    with pytest.raises(Unusable, match=r"this is not a list of objects; write `rows: left` in the map"):
        table(tmp_path, "list.json", document)
    with pytest.raises(Unusable, match=r"there is nothing at 'found\.stes', .* the names are sites"):
        table(tmp_path, "list.json", document, Layout(rows="found.stes"))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"north": ["a.org"], "south": ["b.org"]}, "write `rows: north` in the map; each other list needs a map of its own: south"),
        ({"sites": [{"host": "a.org"}], "more": {"b.com": {}, "c.com": {}}}, "write `rows: sites` in the map; each other list needs a map of its own: more"),
        ({"ok": True, "answer": {"found": {"sites": [{"host": "a.org"}]}}}, "write `rows: answer.found.sites` in the map"),
        ({"answer": {"sites": [{"host": "a.org"}], "total": 1}}, "write `rows: answer.sites` in the map"),
        ({"answer": {"sites": ["a.org"]}, "n": 1, "by": {"dead": ["b.org"]}}, "write `rows: answer.sites` in the map; each other list needs a map of its own: by.dead"),
        ([["host", "title"], ["a.org", "A"]], "the rows are lists of cells without names; write each as an object with names, such as [{…}, {…}], or save the list as CSV"),
    ],
)  # fmt: skip
def test_where_the_rows_may_be_is_said(tmp_path: Path, document: object, said: str) -> None:
    """Every list of a document is named, however deep it is; if the rows are not objects, the message has the cure."""
    with pytest.raises(Unusable) as refused:
        table(tmp_path, "list.json", document)

    assert str(refused.value).endswith(said)


@pytest.mark.parametrize(
    ("document", "rows", "host", "note"),
    [
        ({"north": ["a.org"], "south": ["b.org", "c.org"]}, "north", "value", "south (2)"),
        ({"sites": [{"host": "a.org"}], "about": {"authors": ["x"]}}, "", "host", "about.authors (1)"),
        ({"by": {"b.com": 1}, "in": {"sites": [{"host": "a.org"}], "no": ["c.org"]}}, "in.sites", "host", "by (1), in.no (1)"),
        ({"v1.0": {"x.y": ["a.org"]}, "v2": ["b.org"]}, "v1.0.x.y", "value", "v2 (1)"),
    ],
)  # fmt: skip
def test_lists_that_are_not_read_are_told(tmp_path: Path, document: object, rows: str, host: str, note: str) -> None:
    """Each is reported with its number of items; a name on the path may have dots itself."""
    read = table(tmp_path, "list.json", document, Layout(rows=rows))

    assert [("a.org",)] == cells(read, host)
    assert (f"not read: the other lists in the document, with their numbers of items: {note}",) == read.notes


def test_each_line_of_json_lines_is_a_row(tmp_path: Path) -> None:
    """An empty line is not a row, and a wrong line is reported with its number."""
    read = table(tmp_path, "list.jsonl", '{"h": "a.org"}\n\n{"h": "b.org", "x": {"y": 1}}\n')

    assert [("a.org", ""), ("b.org", "1")] == cells(read, "h", "x.y")
    assert f"{tmp_path}/list.jsonl:3" == read.rows[1].place
    with pytest.raises(Unusable, match=r"list\.jsonl:2: this is not valid JSON"):
        table(tmp_path, "list.jsonl", '{"h": "a.org"}\n{"h":\n')


def test_a_stix_bundle_has_a_row_for_each_site_that_it_names(tmp_path: Path) -> None:
    """Domains, addresses and the comparisons of patterns are rows; all other objects are counted."""
    read = table(tmp_path, "bundle.json", STIX)

    assert [
        ("dock-news.com", "", "Harbour Lab", ""),
        ("valley.org", "Harbour Lab", "", "quay\npier"),
        ("https://a.org/x", "Harbour Lab", "", "quay\npier"),
        ("https://b.org/it's", "Harbour Lab", "", "quay\npier"),
        ("%.harbour.org", "", "", ""),
    ] == cells(read, "value", "created_by", "related.related-to", "labels")
    assert "value: the pattern does not name a site, but compares by LIKE" == read.rows[4].objection("value")
    assert ("not rows, since they name no site: 1 identity, 1 indicator, 1 relationship",) == read.notes


def indicator(host: str, **more: object) -> dict[str, object]:
    """Return an indicator about *host*, with *more* fields."""
    return {"type": "indicator", "id": f"indicator--{host}", "pattern": f"[domain-name:value = '{host}']", **more}


@pytest.mark.parametrize(
    ("objects", "counted"),
    [
        ([indicator("pier.org", revoked=True)], "1 indicator (revoked)"),
        ([{"type": "domain-name", "id": "domain-name--9", "value": "pier.org", "revoked": "true"}], "1 domain-name (revoked)"),
        ([indicator("pier.org", modified="2024-01-01"), indicator("pier.org", modified="2024-02-01", revoked=True)], "2 indicator (revoked)"),
        ([indicator("pier.org", indicator_types=["benign"])], "1 indicator (benign)"),
        ([indicator("pier.org", labels=["Benign"])], "1 indicator (benign)"),
        (
            [indicator("dock.org", id="indicator--7", modified="2024-02-01"), indicator("pier.org", id="indicator--7", modified="2024-01-01")],
            "1 indicator (an earlier version)",
        ),
    ],
)  # fmt: skip
def test_what_was_taken_back_or_is_harmless_is_no_row(
    tmp_path: Path, objects: list[dict[str, object]], counted: str
) -> None:
    """To list a site on such grounds would say the contrary of the source; the number of such objects is reported."""
    kept = indicator("valley.org", revoked=False, indicator_types=["malicious-activity"], labels=["quay"])
    read = table(tmp_path, "bundle.json", {"type": "bundle", "objects": [*objects, kept]})

    assert "pier.org" not in {row.text("value") for row in read.rows}
    assert "valley.org" == read.rows[-1].text("value")
    assert (f"not rows, since they were taken back or are said to be harmless: {counted}",) == read.notes


def test_an_indicator_that_contradicts_itself_is_objected_to(tmp_path: Path) -> None:
    """A site cannot be both harmless and not: the row is refused, and people read the bundle."""
    both = indicator("pier.org", indicator_types=["malicious-activity", "benign"])
    row = table(tmp_path, "bundle.json", {"type": "bundle", "objects": [both]}).rows[0]

    assert "value: the indicator says that the site is benign, and something else" == row.objection("value")


def test_a_relation_that_was_revoked_relates_nothing(tmp_path: Path) -> None:
    """A name that was related to a site by a revoked relation is no longer given."""
    relation = {"type": "relationship", "relationship_type": "related-to", "source_ref": "domain-name--1"}
    objects = [
        {"type": "domain-name", "id": "domain-name--1", "value": "pier.org"},
        {"type": "identity", "id": "identity--1", "name": "Pier Post"},
        {**relation, "id": "relationship--1", "target_ref": "identity--1", "revoked": True},
    ]

    assert "related.related-to" not in table(tmp_path, "bundle.json", {"type": "bundle", "objects": objects}).columns


@pytest.mark.parametrize("deleted", [True, "1", "true"])
def test_a_misp_attribute_is_deleted_however_that_is_written(tmp_path: Path, deleted: object) -> None:
    """Its object may be deleted instead."""
    pier = {"type": "domain", "value": "pier.org"}
    event = {
        "Attribute": [{**pier, "deleted": deleted}, {"type": "domain", "value": "valley.org", "deleted": False}],
        "Object": [{"name": "domain", "deleted": deleted, "Attribute": [pier]}],
    }
    read = table(tmp_path, "event.json", {"Event": event})

    assert ["valley.org"] == [row.text("value") for row in read.rows]
    assert ("not rows, since they were taken back or are said to be harmless: 2 domain (deleted)",) == read.notes


@pytest.mark.parametrize("document", [{"Event": EVENT}, [{"Event": EVENT}], {"response": [{"Event": EVENT}]}])
def test_a_misp_event_has_a_row_for_each_site_that_it_names(tmp_path: Path, document: object) -> None:
    """Attributes are rows with the data of the event; those that are deleted or are not sites are counted."""
    read = table(tmp_path, "event.json", document)

    assert [
        ("dock-news.com", "", "since May", "2023-11-14T22:13:20Z", "Lighthouse", "Harbour Lab", "tlp:clear"),
        ("valley.org", "8080", "", "", "Lighthouse", "Harbour Lab", "tlp:clear"),
        ("https://a.org/x", "", "", "", "Lighthouse", "Harbour Lab", "tlp:clear"),
    ] == cells(read, "value", "further_value", "comment", "time", "event.info", "event.organisation", "event.tags")
    assert (
        "not rows, since they name no site: 1 sha256",
        "not rows, since they were taken back or are said to be harmless: 1 domain (deleted)",
    ) == read.notes


def test_documents_that_a_stix_object_refers_to_are_columns_by_path(tmp_path: Path) -> None:
    """Each column has one value to a line, as in other lists; an object without references has none."""
    read = table(tmp_path, "bundle.json", STIX)
    columns = ("external_references.url", "external_references.source_name", "external_references.external_id")
    referring = ("https://harbour-lab.org/tides\nhttps://pier-post.org/a", "Harbour Lab\nPier Post", "P-7")

    assert [("", "", ""), referring] == cells(read, *columns)[:2]


def test_the_manifest_of_a_misp_feed_is_no_list(tmp_path: Path) -> None:
    """It names events, and no sites: read as an object of rows it would give nonsense."""
    first, second = "5f1b6c02-8d3c-4c0e-9d5a-0a6b950d210f", "66A0e1b2-1111-2222-3333-0a6b950d2110"
    manifest = {
        first: {"info": "x", "date": "2024-01-01", "timestamp": "1", "Orgc": {"name": "y"}},
        second: {"info": "z"},
    }

    with pytest.raises(Unusable, match="manifest of a MISP feed, which names no sites; import the events"):
        table(tmp_path, "manifest.json", manifest)


@pytest.mark.parametrize(
    ("line", "sites"),
    [
        ("dock-news.com", {"dock-news.com": ""}),
        ("dock-news.com # since May", {"dock-news.com": "since May"}),
        ("https://dock-news.com/about  Dock News", {"https://dock-news.com/about": "Dock News"}),
        ("- dock-news.com", {"dock-news.com": ""}),
        ("12. dock-news[.]com: a clone", {"dock-news[.]com": "a clone"}),
        ("dock-news.com, valley.org; harbour.org", {"dock-news.com": "", "valley.org": "", "harbour.org": ""}),
        ("https://dock-news.com/a,b.c", {"https://dock-news.com/a,b.c": ""}),
        ("0.0.0.0 dock-news.com valley.org # both", {"dock-news.com": "both", "valley.org": "both"}),
        ("::1\tdock-news.com", {"dock-news.com": ""}),
        ("||dock-news.com^", {"dock-news.com": ""}),
        ("||dock-news.com^$third-party,domain=valley.org", {"dock-news.com": ""}),
        ("||dock-news.com/de/$document", {"dock-news.com/de/": ""}),
        ("|https://dock-news.com/", {"https://dock-news.com/": ""}),
        ("*://*.dock-news.com/*", {"dock-news.com": ""}),
        ("://dock-news.com^", {"dock-news.com": ""}),
        ("dock-news.com^$all", {"dock-news.com": ""}),
        ("||dock-news.com^$dnsrewrite=NXDOMAIN;;", {"dock-news.com": ""}),
        ("||dock-news.com^$dnsrewrite=NOERROR;A;0.0.0.0", {"dock-news.com": ""}),
        ("dock-news.com $5,000 in May", {"dock-news.com": "$5,000 in May"}),
        ("*.dock-news.com", {"dock-news.com": ""}),
        ("address=/dock-news.com/0.0.0.0", {"dock-news.com": ""}),
        ("*.dock-news.com CNAME .", {"dock-news.com": ""}),
        (
            "address=/dock-news.com/valley.org/harbour.org/0.0.0.0",
            {"dock-news.com": "", "valley.org": "", "harbour.org": ""},
        ),
        ("address=/.dock-news.com/::  # since May", {"dock-news.com": "since May"}),
        ("local=/dock-news.com/valley.org/", {"dock-news.com": "", "valley.org": ""}),
        ("server=/dock-news.com/", {"dock-news.com": ""}),
        ("address = /dock-news.com/#", {"dock-news.com": ""}),
        ('local-zone: "dock-news.com." always_nxdomain', {"dock-news.com": ""}),
        ("local-zone: dock-news.com refuse # since May", {"dock-news.com": "since May"}),
        ('local-data: "dock-news.com A 0.0.0.0"', {"dock-news.com": ""}),
        ("dock-news.com. 3600 IN CNAME . ; since May", {"dock-news.com": "since May"}),
        ("новости.рф", {"новости.рф": ""}),
        ("192.0.2.1", {"192.0.2.1": ""}),
        ("", {}),
        ("! Title: pink", {}),
        ("# pink", {}),
        ("[Adblock Plus 2.0]", {}),
        ("127.0.0.1 localhost", {}),
    ],
)
def test_a_line_of_a_plain_list_is_its_sites(tmp_path: Path, line: str, sites: Mapping[str, str]) -> None:
    """Hosts one a line, hosts files and rules of blockers are read, with their comments."""
    read = table(tmp_path, "list.txt", f"# the quay\nlast.org\n{line}\n")

    assert [("last.org", ""), *sites.items()] == cells(read, "host", "comment")
    assert all(row.text("line") == line and row.text("heading") == "the quay" for row in read.rows[1:])


EXCEPTION = "this rule makes an exception for the site, and does not list it"
PART = "this rule is about parts of pages, and does not list the site"
CHANGE = "this rule changes pages of the site or what is sent to it, and does not list the site"
PATTERN = "this rule is a pattern, and does not name a site"
FORWARDS = "this line has questions about the site answered by a name server, and does not block it"
SETTING = "this line is a setting for the site, and does not block it"
EVERYTHING = "this line is about all sites, or about no site"
EXEMPTS = "this line lets the site pass, and does not list it"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("@@||dock-news.com^", "this rule makes an exception for the site, and does not list it"),
        ("||dock-news.com^$important,badfilter", "this rule makes an exception for the site, and does not list it"),
        ("dock-news.com##.advert", "this rule is about parts of pages, and does not list the site"),
        ("dock-news.com#@#.advert", "this rule is about parts of pages, and does not list the site"),
        ("##.advert", "this rule is about parts of pages, and does not list the site"),
        (r"/news-\d+\.com/$document", "this rule is a pattern, and does not name a site"),
        ("dock-news.com,valley.org##.advert", PART),
        ("dock-news.com,~sub.dock-news.com,valley.org#@#+js(quay)", PART),
        ("harbour.org,valley.org#$?#body { margin: 0 }", PART),
        ('dock-news.com,valley.org##a[href="/x/"] > b, c.d', PART),
        ('harbour.org,valley.org$$div[id="quay"]', PART),
        ("harbour.org$@$script", PART),
        ("[$path=/pier]harbour.org,valley.org##.advert", PART),
        ("||harbour.org^$removeparam=fbclid", CHANGE),
        ("||harbour.org/pier$csp=frame-src 'none', third-party", CHANGE),
        ("harbour.org^$third-party,permissions=camera=()", CHANGE),
        ("||harbour.org^$generichide", CHANGE),
        ("||harbour.org^$redirect-rule=noop.js,script", CHANGE),
        ("||harbour.org^$dnsrewrite=192.0.2.7", CHANGE),
        ("||harbour.org^$~third-party,badfilter", EXCEPTION),
        ("@*://*.harbour.org/*", EXCEPTION),
        ("@1https://harbour.org/*", EXCEPTION),
        (r"@/harbour\.(org|com)/", EXCEPTION),
        ("*$script,domain=harbour.org|valley.org", PATTERN),
        ("/pier.js$domain=harbour.org", PATTERN),
        ("/quay/*/pier^", PATTERN),
        ("||harbour.*^", PATTERN),
        ("||harbour*.org^$document", PATTERN),
        ("title/harbour/i", PATTERN),
        ("server=/harbour.org/192.0.2.7", FORWARDS),
        ("server=/harbour.org/#", FORWARDS),
        ("local=/harbour.org/2001:db8::1#5353", FORWARDS),
        ("ipset=/harbour.org/quay", SETTING),
        ("rebind-domain-ok=/harbour.org/", SETTING),
        ("address=/harbour.org/valley.org", SETTING),
        ('local-data-ptr: "192.0.2.7 harbour.org"', SETTING),
        ("address=/#/0.0.0.0", EVERYTHING),
        ("local=/org/", EVERYTHING),
        ("32.7.2.0.192.rpz-client-ip CNAME .", EVERYTHING),
        ("ns.harbour.org.rpz-nsdname CNAME .", EVERYTHING),
        ('local-zone: "harbour.org" transparent', EXEMPTS),
        ("harbour.org CNAME rpz-passthru.", EXEMPTS),
        ("*.harbour.org 60 IN CNAME *.harbour.org.", EXEMPTS),
    ],
)
def test_a_rule_that_lists_no_site_is_objected_to(tmp_path: Path, line: str, fault: str) -> None:
    """An exception for a site is the opposite of listing it: no such line becomes an outlet, or is lost."""
    read = table(tmp_path, "list.txt", f"{line}\n")
    row = read.rows[0]

    assert 1 == len(read.rows)
    assert f"host: {fault}; leave such lines out with `skip`, and give the reason" == row.objection("host")
    assert (line, "") == (row.text("line"), row.objection("line"))


@pytest.mark.parametrize(
    "line",
    ["#0.0.0.0 gone.org", "# 127.0.0.1\tgone.org harbour.org # since May", "! ||gone.org^", "!||gone.org^$csp=a b", "! @@||gone.org^",
     "#gone.org", "!gone.org", "; gone.org CNAME .", "# address=/gone.org/harbour.org/::", '#local-zone: "gone.org" refuse',
     "! gone.org,harbour.org##.advert", "! gone.org^$third-party", "# *://*.gone.org/*", "# 127.0.0.1 localhost"],
)  # fmt: skip
def test_an_entry_that_is_commented_out_is_no_heading(tmp_path: Path, line: str) -> None:
    """A commented-out entry says nothing about the sites below it; the number of such entries is reported."""
    read = table(tmp_path, "list.txt", f"# the quay\n{line}\nvalley.org\n")

    assert [("valley.org", "the quay")] == cells(read, "host", "heading")
    assert ("not rows, since commented out: 1 entry",) == read.notes


@pytest.mark.parametrize(
    "line",
    ["!#if env_mobile", "!#include pier.txt", "!+ NOT_OPTIMIZED", "[Adblock Plus 2.0]", "! Expires: 4 days", "# Homepage: https://a.org/",
     "#", "# ======"],
)  # fmt: skip
def test_what_is_meant_for_programs_is_no_heading(tmp_path: Path, line: str) -> None:
    """Neither a line for programs nor a line of signs is a heading."""
    read = table(tmp_path, "list.txt", f"# the quay\n{line}\nvalley.org\n")

    assert ([("valley.org", "the quay")], ()) == (cells(read, "host", "heading"), read.notes)


@pytest.mark.parametrize(
    ("line", "heading"),
    [("# harbour.org", "harbour.org"), ("! Title: the pier", "Title: the pier"), ("# sites that use CNAME records", "sites that use CNAME records"),
     ("# == the pier ==", "the pier"), ("#10 sites of the pier", "10 sites of the pier"), ("; 10:30 in the morning", "10:30 in the morning")],
)  # fmt: skip
def test_a_comment_that_is_no_entry_is_a_heading(tmp_path: Path, line: str, heading: str) -> None:
    """A site after the sign and a space is a heading too: it may be the heading of the sites below it."""
    read = table(tmp_path, "list.txt", f"# the quay\n{line}\nvalley.org\n")

    assert ([("valley.org", heading)], ()) == (cells(read, "host", "heading"), read.notes)


def test_a_line_of_a_name_server_that_forwards_several_sites_lists_none(tmp_path: Path) -> None:
    """Each of the sites has its own row and its own objection."""
    read = table(tmp_path, "list.txt", "server=/harbour.org/valley.org/192.0.2.7\n")

    assert [("harbour.org",), ("valley.org",)] == cells(read, "host")
    assert all(FORWARDS in row.objection("host") for row in read.rows)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a.org b.org remark", "expected one site before the words of the line, got 'a.org, b.org'; write each site in a line of its own, or # before"),
        ("https://a.org/x, b.org: both", "expected one site before the words of the line, got 'https://a.org/x, b.org:'; write each"),
        ("the site a.org is bad", "expected the site at the beginning of the line, got words before 'a.org'; write the site first in its line, or"),
        ("acl bad dstdomain .a.org", "expected the site at the beginning of the line, got words before '.a.org'; write the site first"),
        ("DOMAIN-SUFFIX,a.org,REJECT", "expected the site at the beginning of the line, got words before 'a.org'; write the site first"),
        ("| B || {{URL|a.org}}", "expected the site at the beginning of the line, got words before '{{URL|a.org}}'; write the site first"),
    ],
)  # fmt: skip
def test_sites_among_words_are_refused_with_the_cure(tmp_path: Path, line: str, said: str) -> None:
    """No site is lost in a remark, and a site that another one may imitate does not become a row."""
    [row] = table(tmp_path, "list.txt", f"{line}\n").rows

    assert row.objection("host").startswith(f"host: {said}")
    assert (line, "") == (row.text("line"), row.objection("line"))


@pytest.mark.parametrize(
    "line", ["a.org e.g. a blog", "a.org copies b.org", "a.org # b.org c.org and more", "a.org – b.org is genuine"]
)
def test_a_remark_may_name_other_sites(tmp_path: Path, line: str) -> None:
    """Other sites may be named after a sign or a word."""
    assert [("a.org",)] == cells(table(tmp_path, "list.txt", f"{line}\n"), "host")


@pytest.mark.parametrize(
    "head",
    ["$TTL 300\n@ SOA localhost. root.localhost. 1 3600 600 86400 300\n  NS localhost.", "$ORIGIN rpz.local.\n@ 300 IN SOA a. b. (\n 1 ; serial\n 3600 )"],
)  # fmt: skip
def test_the_head_of_a_zone_is_no_row(tmp_path: Path, head: str) -> None:
    """The lines of the head are counted and reported."""
    read = table(tmp_path, "list.txt", f"{head}\na.org CNAME .\n")

    assert [("a.org",)] == cells(read, "host")
    assert (f"not rows: {len(head.splitlines())} lines at the head of a zone",) == read.notes


@pytest.mark.parametrize(
    "text",
    ['<?xml version="1.0"?><opml><outline xmlUrl="https://a.org/"/></opml>', "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<A HREF=x>",
     "\n<urlset>\n<url><loc>https://a.org/</loc></url>\n</urlset>"],
)  # fmt: skip
def test_markup_is_no_plain_list(tmp_path: Path, text: str) -> None:
    """Bookmarks, subscriptions and site maps are refused once, with what to do, and not line by line."""
    with pytest.raises(Unusable) as refused:
        table(tmp_path, "list.txt", text)

    assert str(refused.value).endswith(
        "list.txt:1: this is HTML or XML, and no plain list; write each site in a line of its own, or make a .csv of it"
    )


def test_names_of_the_system_in_a_hosts_file_are_counted(tmp_path: Path) -> None:
    """Every hosts file has them, and nobody lists them."""
    text = "127.0.0.1 localhost\n::1 localhost ip6-loopback\n0.0.0.0 0.0.0.0\n0.0.0.0 a.org\n"

    assert ("not rows: 4 names of the system, such as localhost",) == table(tmp_path, "hosts", text).notes


def test_a_tsv_needs_no_separator_in_the_map(tmp_path: Path) -> None:
    """The name of the file says which separator it has."""
    assert [("a.org", "A, B")] == cells(table(tmp_path, "list.tsv", "host\ttitle\na.org\tA, B\n"), "host", "title")


DEEP: Any = "a.org"
for _ in range(900):
    DEEP = {"a": DEEP}


@pytest.mark.parametrize(
    "document",
    [{"type": "bundle"}, {"type": "bundle", "objects": [{"type": []}, 1]}, {"Event": {"Attribute": {"a": 1}}},
     {"response": {"Attribute": [{"type": {}, "value": []}]}}, {"Event": {"Tag": "x"}}, [{"Event": 1}], [DEEP],
     [{"": ""}], [{" ": {"": []}}]],
)  # fmt: skip
def test_documents_that_only_begin_like_a_format_are_read_or_refused(tmp_path: Path, document: object) -> None:
    """Anything that is wrong with them is reported as a problem, without a traceback."""
    said = ""
    try:
        table(tmp_path, "list.json", document)
    except Unusable as refused:
        said = str(refused)
    assert not said or said.startswith(f"{tmp_path}/list.json: ")


@pytest.mark.parametrize(
    "line",
    ["a" + "[.]a" * 60 + ",", "#a" + "[.]a" * 60 + ",", "local-zone: " + "a" * 1_000_000 + "!", "a" * 1_000_000 + "$" * 1_000_000, "#$" * 1_000_000,
     "a CNAME" + " " * 1_000_000 + "x y", "address=/" + "a/" * 1_000_000 + " x", "a.b" + " " * 1_000_000 + "!", "||a" + "$a," * 1_000_000,
     "a:" * 1_000_000 + ".b", "0.0.0.0 " + "a." * 1_000_000, "#@?$%" * 1_000_000 + "!"],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_no_line_takes_long(tmp_path: Path, line: str) -> None:
    """A line is searched in a time that grows with its length: a list may be a single line of megabytes."""
    with suppress(Unusable):
        table(tmp_path, "list.txt", f"{line}\nvalley.org\n")


@pytest.mark.parametrize(
    "pattern",
    ["a:" * 1_000_000, "a" * 2_000_000, "domain-name:value = 'a\\\\" * 100_000, "url:value" + " " * 2_000_000],
)
def test_no_pattern_takes_long(tmp_path: Path, pattern: str) -> None:
    """A search in a pattern never starts again and again on the same text: quadratic time would stop this test."""
    with pytest.raises(Unusable, match=r"the list has (no|more than 20000) rows"):
        table(tmp_path, "list.json", {"type": "bundle", "objects": [{"type": "indicator", "pattern": pattern}]})
