"""Hostile things that no repository can hold, made where the test runs: links, pipes, names, folders."""

from __future__ import annotations

import base64
import os
import shutil
import socket
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import MappingProxyType

from masthead.ledger.chain import seal
from masthead.ledger.removable_pieces import conceal
from masthead.loading.attachments import MAX_FILES
from masthead.record_files.files import FOLDERS
from tests.hostile.corpus import Place
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, World

Maker = Callable[[World], None]
PICTURE = "sites/zz/valley-echo.example/front.png"
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
COMMAND = "sites/zz/valley-echo.example/a\n::error::x.png"
KEPT = "kept_because: an example\n"
STRAY = "sites/zz/stray.example.yml"


def _link(path: str, to: str) -> Maker:
    return lambda world: (world.root / path).symlink_to(to)


def _file(path: str, text: str = "name: x\n") -> Maker:
    return lambda world: world.write(path, text)


def _both(first: Maker, second: Maker) -> Maker:
    def make(world: World) -> None:
        first(world)
        second(world)

    return make


def _pipe(world: World) -> None:
    os.mkfifo(world.root / STRAY)


def _socket(world: World) -> None:
    """Bind a socket by its path below the root of *world*, since a path has at most 107 letters."""
    before = Path.cwd()
    os.chdir(world.root)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(STRAY)
    os.chdir(before)


def _replaced(folder: str, by: Maker) -> Maker:
    def make(world: World) -> None:
        shutil.rmtree(world.root / folder)
        by(world)

    return make


def _nothing(world: World) -> None:
    for folder in FOLDERS:
        shutil.rmtree(world.root / folder)
        (world.root / folder).mkdir()


def _copied(path: str, to: str) -> Maker:
    return lambda world: world.write(to, RECORDS[path])


def _read_through(*, first: str, second: str, url: str = "") -> Maker:
    """Add two further sources, each with a line of its own, and an address of its own unless *url* is one for both."""

    def make(world: World) -> None:
        for name, line in (("gazette", first), ("courier", second)):
            text = RECORDS[SOURCE].replace("he Harbour Lab", f"he {name}").replace("full", "cited")
            text = text.replace("https://harbour-lab.example/report", url or f"https://{name}.example/a")
            world.write(f"sources/{name}.yml", f"{text}{line}\nkept_because: an example\n")

    return make


def _copying(world: World) -> None:
    """Let two outlets have their texts from each other, one named by a former host and one by its name."""
    world.add(
        UNPLACED,
        "copies: [{from: HARBOUR TIMES, how: copied, sources: [harbour-lab-2024]}]\nformerly: [echo.example]\n",
    )
    world.edit(OUTLET, "port-gazette.example", "echo.example")


def _own_source(world: World) -> None:
    """Let an outlet cite a page on its own site, of an unknown publisher, that nothing else cites."""
    source = RECORDS[SOURCE].replace("The Harbour Lab", "an unknown desk").replace("the Harbour Lab", "an unknown desk")
    source = source.replace("academic", "unknown").replace("harbour-lab.example", "valley-echo.example")
    world.write("sources/desk.yml", source)
    world.edit(UNPLACED, "    sources:\n", "    sources:\n      - {source: desk}\n")


def _second_publisher(more: str) -> Maker:
    """Add a source whose publisher has nearly the name of the other one, with *more* in it."""

    def spoil(world: World) -> None:
        text = (world.root / SOURCE).read_text().replace("Harbour Lab", "Harbor Lab").replace("harbour-lab.", "second.")
        world.write("sources/second.yml", f"{text}kept_because: an example\n{more}")

    return spoil


def _second_firm(text: str) -> Maker:
    return _file("firms/tide-desk.yml", f"name: Tide Desk\nbusiness: agency\nkept_because: an example\n{text}")


def _locked(world: World) -> None:
    world.write(STRAY, "name: x\n")
    (world.root / STRAY).chmod(0)


def _closed(world: World) -> None:
    (world.root / "firms").chmod(0)


def _files(*paths: str) -> Maker:
    def make(world: World) -> None:
        for path in paths:
            world.write(path, "name: x\n")

    return make


def _pages(**texts: str | bytes) -> Maker:
    """Write a whole page of text for each of *texts*; another folder may come before its name."""

    def make(world: World) -> None:
        for name, text in texts.items():
            folder, _, rest = name.rpartition("__")
            content = text.encode() if isinstance(text, str) else text
            world.write(f"content/{folder or 'pages'}/{rest}.md", content + b"\n\n<!-- end of page -->\n")

    return make


def _picture(content: bytes) -> Maker:
    """Name a picture with the hash of another, and put *content* in its place."""

    def make(world: World) -> None:
        world.add(UNPLACED, f"    attachments:\n      - {{file: front.png, alt: x, sha256: {'0' * 64}}}\n")
        world.write(PICTURE, content)

    return make


def _without_picture(then: Maker) -> Maker:
    def make(world: World) -> None:
        _picture(PIXEL)(world)
        (world.root / PICTURE).unlink()
        then(world)

    return make


def _released(*lines: dict[str, object]) -> Maker:
    """Write a release of *lines*, in which each record is published before it changes."""
    changed = dict.fromkeys(line.get("formerly", line.get("record")) for line in lines if "published" not in line)
    noted = [*({"record": key, "published": {}} for key in changed if key), *lines]
    head = {"kind": "release", "number": 1, "date": "2024-03-01", "previous": "", "lines": len(noted)}
    salts = (f"{number:022}" for number in count())
    sealed = seal((conceal(line, salts) for line in (head, *noted)), "")
    return _file("ledger/0001.jsonl", "".join(f"{line}\n" for line in sealed))


def _page(key: str, *anchors: str) -> dict[str, object]:
    return {"page": f"{key}/", "anchors": anchors}


_ECHO: dict[str, object] = {"record": "sites/valley-echo.example"}
_WITHDREW: dict[str, object] = {**_ECHO, "field": "corrections", "now": [{"withdrawn": ["listed"]}]}


_STATUS = '{"version": 1, "links": [{"address": "::error::x", "state": "gone", "since": "%s", "checked": "%s", "detail": "x"}]}'


def _sure_of(source: str) -> Maker:
    """Let the campaign quote high confidence from a source that reads as *source*."""
    words = "confidence: high\n    confidence_words: {text: we are certain, locator: page 7}"

    def make(world: World) -> None:
        world.edit(CAMPAIGN, "confidence: not-stated", words)
        world.edit(SOURCE, "verification: full", source)

    return make


NO_UTF_8 = os.fsdecode(b"firms/caf\xe9.yml")


# The makers, and the paths and rules of the findings that are due: at the start of the file, if no place is given.
_SPECIAL_FILES: dict[str, tuple[Maker, list[tuple[str, str]] | list[Place]]] = {
    "link-to-a-record": (_link(STRAY, "valley-echo.example.yml"), [(STRAY, "file-kind")]),
    "link-to-a-secret": (_link(STRAY, "/etc/passwd"), [(STRAY, "file-kind")]),
    "link-to-nothing": (_link(STRAY, "nothing.yml"), [(STRAY, "file-kind")]),
    "link-to-itself": (_link(STRAY, "stray.example.yml"), [(STRAY, "file-kind")]),
    "link-to-a-device": (_link(STRAY, "/dev/zero"), [(STRAY, "file-kind")]),
    "link-to-a-folder": (_link(STRAY, "../it"), [(STRAY, "file-kind")]),
    "link-for-a-country": (_link("sites/fr", "it"), [("sites/fr", "folder")]),
    "link-for-a-country-to-all": (_link("sites/fr", "/"), [("sites/fr", "folder")]),
    "link-for-a-kind": (_replaced("firms", _link("firms", "sources")), [("firms", "folder")]),
    "file-for-a-kind": (_replaced("firms", _file("firms")), [("firms", "folder")]),
    "pipe-for-a-kind": (_replaced("firms", lambda world: os.mkfifo(world.root / "firms")), [("firms", "folder")]),
    "kind-missing": (_replaced("firms", lambda _: None), [("firms", "folder")]),
    "nothing-at-all": (_nothing, [("sites", "empty")]),
    "pipe": (_pipe, [(STRAY, "file-kind")]),
    "socket": (_socket, [(STRAY, "file-kind")]),
    "folder-named-as-a-record": (_file(f"{STRAY}/x.yml"), [(STRAY, "file-kind")]),
    "folder-of-firms": (_file("firms/quay/x.yml"), [("firms/quay", "file-name")]),
    "folder-below-a-country": (_file("sites/it/rome/x.yml"), [("sites/it/rome", "file-name")]),
    "hidden-record": (_file("firms/.quay.yml"), [("firms/.quay.yml", "file-name")]),
    "hidden-secret": (_file("sites/it/.env"), [("sites/it/.env", "file-name")]),
    "hidden-folder": (_file("sites/.git/config"), [("sites/.git", "file-name")]),
    "hidden-folder-of-firms": (_file("firms/.git/config"), [("firms/.git", "file-name")]),
    "outlet-without-a-country": (_file("sites/stray.example.yml"), [("sites/stray.example.yml", "file-place")]),
    "source-of-nobody-at-the-host": (_own_source, [(UNPLACED, "host-excepted")]),
    "name-of-another-format": (_file("firms/quay.yaml"), [("firms/quay.yaml", "file-name")]),
    "name-in-capitals": (_file("firms/quay.YML"), [("firms/quay.YML", "file-name")]),
    "name-of-a-backup": (_file("firms/quay.yml~"), [("firms/quay.yml~", "file-name")]),
    "name-of-nothing": (_file("firms/.yml"), [("firms/.yml", "file-name")]),
    "name-that-is-no-utf-8": (_file(NO_UTF_8), [(NO_UTF_8, "field-missing"), (NO_UTF_8, "id-form")]),
    "name-of-a-command": (_file("firms/::error::x.txt"), [("firms/::error::x.txt", "file-name")]),
    "name-of-two-lines": (_file("firms/a\n::error::x.txt"), [("firms/a\n::error::x.txt", "file-name")]),
    "name-of-an-escape": (_file("firms/\x1b[2J.txt"), [("firms/\x1b[2J.txt", "file-name")]),
    "name-reversed": (_file("firms/\u202elmy.exe"), [("firms/\u202elmy.exe", "file-name")]),
    "names-alike-by-case": (
        _copied(FIRM, "firms/Quay-Media.yml"),
        [(FIRM, "file-collision"), ("firms/Quay-Media.yml", "file-collision")],
    ),
    "names-alike-by-form": (
        _files("firms/caf\u00e9.yml", "firms/cafe\u0301.yml"),
        [("firms/caf\u00e9.yml", "file-collision"), ("firms/cafe\u0301.yml", "file-collision")],
    ),
    "names-alike-by-letter": (
        _files("firms/stra\u00dfe.yml", "firms/STRASSE.yml"),
        [("firms/stra\u00dfe.yml", "file-collision"), ("firms/STRASSE.yml", "file-collision")],
    ),
    "names-alike-in-two-countries": (
        _copied(OUTLET, "sites/fr/Harbour-Times.example.yml"),
        [(OUTLET, "file-collision"), ("sites/fr/Harbour-Times.example.yml", "file-collision")],
    ),
    "record-twice": (
        _copied(UNPLACED, "sites/it/valley-echo.example.yml"),
        [
            (UNPLACED, "host-unique"),
            ("sites/it/valley-echo.example.yml", "host-unique"),
            ("sites/it/valley-echo.example.yml", "outlet-folder"),
        ],
    ),
    "pictures-beyond-number": (
        _files(*(f"sites/zz/valley-echo.example/{number}.png" for number in range(MAX_FILES + 1))),
        [("sites/zz/valley-echo.example", "attachment-named")],
    ),
    "picture-that-is-a-page": (_picture(b"<svg onload='alert(1)'/>"), [(PICTURE, "attachment-file")]),
    "picture-and-page": (_picture(PIXEL + b"<!doctype html>"), [(PICTURE, "attachment-file")]),
    "picture-cut-short": (_picture(PIXEL[:40]), [(PICTURE, "attachment-file")]),
    "picture-of-vast-size": (
        _picture(PIXEL[:16] + b"\x7f\xff\xff\xff" * 2 + PIXEL[24:]),
        [(PICTURE, "attachment-file")],
    ),
    "picture-that-is-a-pipe": (
        _without_picture(lambda world: os.mkfifo(world.root / PICTURE)),
        [(PICTURE, "attachment-file")],
    ),
    "picture-missing": (_without_picture(lambda _: None), [(UNPLACED, "attachment-named", 10, 10)]),
    "picture-that-is-a-secret": (_without_picture(_link(PICTURE, "/etc/passwd")), [(PICTURE, "attachment-file")]),
    "picture-that-was-changed": (_picture(PIXEL), [(UNPLACED, "attachment-hash", 10, 35)]),
    "picture-of-a-command": (_file(COMMAND), [(COMMAND, "attachment-named")]),
    "confidence-high-on-an-excerpt": (_sure_of("verification: excerpt"), [(CAMPAIGN, "confidence-ground", 9, 5)]),
    "confidence-high-on-a-copy": (
        _sure_of("verification: full\ncopy_of: harbour-lab-2024"),
        [(CAMPAIGN, "confidence-ground", 9, 5), (SOURCE, "reference-self", 9, 1)],
    ),
    "sources-known-through-each-other": (
        _read_through(first="via: [courier]", second="via: [gazette]"),
        [("sources/gazette.yml", "source-circle", 9, 7), ("sources/courier.yml", "source-circle", 9, 7)],
    ),
    "sources-that-copy-each-other": (
        _read_through(first="note: seen\ncopy_of: courier", second="note: seen\ncopy_of: gazette"),
        [("sources/gazette.yml", "source-circle", 10, 1), ("sources/courier.yml", "source-circle", 10, 1)],
    ),
    "sources-of-one-address": (
        _read_through(first="note: seen", second="note: seen", url="https://harbour-lab.example/report/?fbclid=1#top"),
        [(SOURCE, "source-address", 6, 1), ("sources/gazette.yml", "source-address", 6, 1), ("sources/courier.yml", "source-address", 6, 1)],
    ),
    "outlets-that-copy-each-other": (_copying, [(OUTLET, "copies-circle", 14, 6), (UNPLACED, "copies-circle", 9, 11)]),
    "firms-of-one-number": (
        _second_firm("registration: [{scheme: CN-USCC, number: 91440300MA5FWMCHX7, source: harbour-lab-2024}]\n"),
        [(FIRM, "registration-unique", 10, 23), ("firms/tide-desk.yml", "registration-unique", 4, 34)],
    ),
    "firms-of-one-name": (
        _second_firm("aliases: [{text: 'Q\u03c5\u0430y \u041cedia, Co. LTD'}]\n"),
        [(FIRM, "name-unique", 1, 1), (FIRM, "name-unique", 6, 6), ("firms/tide-desk.yml", "look-alike", 4, 12), ("firms/tide-desk.yml", "look-alike", 4, 12), ("firms/tide-desk.yml", "name-unique", 4, 12)],
    ),
    "source-of-an-institution-elsewhere": (
        lambda world: world.edit(SOURCE, "short_name: the Harbour Lab", "short_name: The European Comm\u0456ssion"),
        [(SOURCE, "look-alike", 3, 1), (SOURCE, "source-institution", 3, 1)],
    ),
    "source-of-an-institution-of-several-countries-elsewhere": (
        lambda world: world.edit(SOURCE, "short_name: the Harbour Lab", "short_name: Department of Justise"),
        [(SOURCE, "source-institution", 3, 1)],
    ),
    "publisher-without-a-dot": (
        lambda world: world.edit(SOURCE, "short_name: the Harbour Lab", "short_name: the Har\u0131our Lab"),
        [(SOURCE, "look-alike", 3, 1)],
    ),
    "publishers-nearly-alike": (
        _second_publisher(""),
        [(SOURCE, "publisher-alike", 2, 1), ("sources/second.yml", "publisher-alike", 2, 1)],
    ),
    "item-that-is-later-than-its-source": (
        lambda world: world.edit(UNPLACED, "    kind: listing\n", "    kind: listing\n    date: 2024-03\n"),
        [(UNPLACED, "date-source", 7, 5)],
    ),
    "publisher-with-the-name-of-a-firm": (
        lambda world: world.edit(SOURCE, "short_name: the Harbour Lab", "short_name: quay media llc"),
        [(SOURCE, "short-name", 3, 1)],
    ),
    "publishers-of-one-short-name": (
        _file("sources/beacon.yml", RECORDS[SOURCE].replace("The Harbour Lab", "Beacon").replace("harbour-lab.", "beacon.") + KEPT),
        [(SOURCE, "short-name", 3, 1), ("sources/beacon.yml", "short-name", 3, 1)],
    ),
    "source-that-retells-what-came-after-it": (
        _file("sources/beacon.yml", RECORDS[SOURCE].replace("he Harbour Lab", "he Beacon").replace("harbour-lab.", "beacon.")
            .replace("2024-02-07", "2024-01-30") + f"retells: [harbour-lab-2024]\n{KEPT}"),
        [("sources/beacon.yml", "date-source", 5, 1)],
    ),
    "copy-that-gives-another-date": (
        lambda world: world.add(SOURCE, "archives:\n  - {url: 'https://web.archive.org/web/20240301090234/https://harbour-lab.example/report',"
            " original: 'https://harbour-lab.example/report', captured: 2024-03-01T09:02:34Z, published: 2023-11-20, shows: The report.}\n"),
        [(SOURCE, "date-source", 10, 172)],
    ),
    "high-confidence-by-kin": (
        _both(
            _both(_sure_of("verification: excerpt"),
                _file("sources/beacon.yml", RECORDS[SOURCE].replace("he Harbour Lab", "he Harbour Press").replace("harbour-lab.", "beacon.")
                    .replace("full", "excerpt"))),
            lambda world: world.edit(CAMPAIGN, "evidence:\n", "  - {firm: quay-media, role: operator, by: beacon, wording: attributes,"
                " confidence: not-stated}\nevidence:\n"),
        ),
        [(CAMPAIGN, "publisher-alike", 9, 5)],
    ),
    "publishers-said-to-differ": (
        _second_publisher("publisher_is_not: [The Harbour Lab]\n"),
        [("sources/second.yml", "publisher-alike", 10, 20)],
    ),
    "source-of-a-government-elsewhere": (
        lambda world: world.edit(SOURCE, "publisher_kind: academic", "publisher_kind: government"),
        [(SOURCE, "source-institution", 4, 1)],
    ),
    "published-record-gone": (
        _released(_page("sites/gone.example", "listed"), _page("firms/gone"), _page("firms/quay-media")),
        [("firms", "published-record"), ("sites", "published-record")],
    ),
    "published-evidence-gone": (
        _released(_page("sites/valley-echo.example", "listed", "register"), _page("firms/quay-media", "denial")),
        [(UNPLACED, "published-evidence", 3, 1), (FIRM, "published-evidence", 1, 1)],
    ),
    "published-id-of-another-record": (
        _released({"record": "firms/harbour", "formerly": "firms/quay-media"}),
        [(FIRM, "published-id")],
    ),
    "published-id-of-another-item": (
        _released(
            _page("sites/valley-echo.example", "listed"),
            {**_ECHO, "item": "evidence[entry]", "was": "evidence[listed]"},
        ),
        [(UNPLACED, "published-id", 4, 5)],
    ),
    "published-id-of-a-withdrawn-item": (
        _released(_page("sites/valley-echo.example", "listed"), _WITHDREW),
        [(UNPLACED, "published-correction", 1, 1), (UNPLACED, "published-id", 4, 5)],
    ),
    "published-correction-gone": (_released({**_ECHO, "field": "corrections", "now": [{"date": "2024-02-20", "why": "x"}]}),
        [(UNPLACED, "published-correction")]),
    "published-reply-gone": (_released({**_ECHO, "field": "replies", "now": ["x", {"words": "We deny it."}]}),
        [(UNPLACED, "published-reply")]),
    "published-doubt-gone": (_released({**_ECHO, "field": "state", "now": {"name": "disputed"}}),
        [(UNPLACED, "published-state")]),
    "published-claim-of-other-things": (
        _released({**_ECHO, "field": "evidence[listed].claim", "now": "The list is long."},
            {**_ECHO, "field": "evidence[gone].claim", "now": 7}, {**_ECHO, "field": "evidence[].claim", "now": None}),
        [(UNPLACED, "published-claim", 5, 5)]),
    "published-statement-by-nobody": (_released({"record": "campaigns/lighthouse", "field": "attributions", "now": [{}]}),
        [(CAMPAIGN, "published-statement", 5, 5)]),
    "published-name-of-another": (_released({"record": "campaigns/lighthouse", "field": "named_by", "now": "tide-digest"}),
        [(CAMPAIGN, "published-field", 2, 1)]),
    "published-request-gone": (_released({"record": "firms/quay-media", "field": "requests", "now": [7, {"date": "2024-02-20"}]}),
        [(FIRM, "published-field", 1, 1)]),
    "ledger-that-is-a-file": (_file("ledger"), [("ledger", "ledger")]),
    "ledger-that-is-a-link": (_link("ledger", "sources"), [("ledger", "ledger")]),
    "ledger-with-a-pipe": (_both(_file("ledger/README.md"), lambda world: os.mkfifo(world.root / "ledger/0001.jsonl")),
        [("ledger/0001.jsonl", "ledger")]),
    "ledger-that-names-a-command": (_file("ledger/::error::x"), [("ledger/::error::x", "ledger")]),
    "ledger-that-is-deep": (_file("ledger/0001.jsonl", "[" * 100_000), [("ledger/0001.jsonl", "ledger")]),
    "status-that-is-deep": (_file("status/links.json", "[" * 100_000), [("status/links.json", "link-status")]),
    "status-of-a-folder": (_file("status/links.json/x"), [("status/links.json", "link-status")]),
    "status-from-before-the-web": (
        _file("status/links.json", _STATUS % ("1905-01-01", "1905-01-02")),
        [("status/links.json", "link-days")],
    ),
    "status-from-before-the-first-release": (
        _both(_released({**_ECHO, "published": {}}), _file("status/links.json", _STATUS % ("2023-12-31", "2024-03-02"))),
        [("status/links.json", "link-days")],
    ),
    "status-that-goes-backwards": (
        _file("status/links.json", _STATUS % ("2024-03-02", "2024-03-01")),
        [("status/links.json", "link-status")],
    ),
    "status-of-tomorrow": (
        _file("status/links.json", _STATUS % ("2024-01-01", "9999-01-01")),
        [("status/links.json", "link-days")],
    ),
    "theme-without-sums": (_file("theme/css/base.css"), [("theme/SHA256SUMS", "theme-sum")]),
    "website-without-its-pages": (
        _both(_file("theme/css/base.css"), _file("content/pages/x.md", "Title: X\nSlug: about\n\nX.\n\n<!-- end of page -->\n")),
        [(f"content/pages/{slug}.md", "content-file") for slug in ("contribute", "corrections", "method")]
        + [("theme/SHA256SUMS", "theme-sum")],
    ),
    "heads-of-no-page": (
        _pages(a=b"Title: A\n\n\xff", b="Title: B\nSave_as: ../x.html\n", c="Title: C\nSlug: c1\nSlug: c2",
            d="Title: D\n    and more", e="Title:\nSlug: e1", f="Text.", g="Title: \u0421ites", h="Title: H\nSummary: [x](y)",
            i="Title: I", j="Title: J\nSlug: ../evil", k="Title: K\nSlug: k/", l="Title: L\nSlug: sites/cnn.com",
            m="Title: M\nSlug: i", it__n="Title: None"),
        [("content/it/n.md", "content-page", 1, 1)]
        + [(f"content/pages/{name}.md", "content-page", int(line), 1) for name, line in zip("abcdefghjklm", "323211122222", strict=True)],
    ),
    "pages-that-lead-nowhere": (
        _both(_both(_file("theme/css/base.css"), _released({"page": "tides/", "anchors": []})),
            _both(_both(_file("content/pages/X.PNG", "x"), _file("content/pages/y.html", "x")),
                _pages(about="Title: About\nTemplate: outlet", method="Title: Method\n\n[x](/gone/)",
                    contribute="Title: Contribute\n\n![x]({static}gone.png)", z="Title: Z\n\n[x]({attach}X.PNG)",
                    w="Title: W\n\n[x](/sites/page/9/)", corrections="Title: Corrections\n\n![x]({static}X.PNG)"))),
        [(f"content/pages/{name}", "content-page", line, 1)
            for name, line in {"about.md": 2, "contribute.md": 3, "corrections.md": 3, "method.md": 3, "tides.md": 1, "w.md": 3, "y.html": 1, "z.md": 3}.items()]
        + [("theme/SHA256SUMS", "theme-sum", 1, 1)],
    ),
    "theme-of-a-command": (
        _both(_file("theme/SHA256SUMS", f"{'0' * 64}  x\n"), _file("theme/\n::error::x.css")),
        [("theme/\n::error::x.css", "theme-sum"), ("theme/x", "theme-sum")],
    ),
    "text-that-is-a-secret": (
        _both(_file("content/x.svg"), _link("content/pages.md", "/etc/passwd")),
        [("content/pages.md", "content-file")],
    ),
    "text-that-breaks-off": (
        _file("content/pages/law.md", "Title: Law\n\nWhoever is named may re<!-- end of page -->"),
        [("content/pages/law.md", "content-file")],
    ),
    "ledger-without-its-end": (
        _file(".git/index", "DIRC\0\x11ledger/0007.jsonl\0\0\x12ledger/01000.jsonl\0"),
        [("ledger/0007.jsonl", "ledger")],
    ),
    "firm-that-speaks-as-somebody-else": (
        _both(
            _file("sources/beacon.yml", RECORDS[SOURCE].replace("/report", "/?u=https%3A%2F%2Fquay-media.example%2F")
                .replace("harbour-lab.example", "beacon.example").replace("he Harbour Lab", "he Gazette")),
            lambda world: world.add(UNPLACED, "attributions:\n  - {firm: quay-media, role: host, by: beacon, wording: states,"
                " confidence: not-stated}\n"),
        ),
        [(UNPLACED, "source-of-firm", 10, 36)],
    ),
    "import-that-nobody-began": (_file(".masthead-import/list.json", "[" * 100_000), [(".masthead-import", "write-unfinished")]),
    "redaction-that-nobody-began": (_file(".masthead-redaction/list.json", ""), [(".masthead-redaction", "write-unfinished")]),
    "correction-that-changed-nothing": (
        lambda world: world.add(
            UNPLACED, "corrections:\n  - {date: 2024-03-01, said: A., says: B., why: C., changed: [gone]}\n"
        ),
        [(UNPLACED, "evidence-reference", 10, 63)],
    ),
    "kind-unreadable": (_closed, [("firms", "file-unreadable")]),
    "unreadable": (_locked, [(STRAY, "file-unreadable")]),
}  # fmt: skip

SPECIAL_FILES = MappingProxyType(_SPECIAL_FILES)


def due(name: str) -> list[Place]:
    """Return the places of the findings that are due where *name* was made."""
    return sorted((path, rule, *(place or (1, 1))) for path, rule, *place in SPECIAL_FILES[name][1])
