"""A world of five records in a folder of its own: small, complete and right until a test breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database, load
from masthead.model import Outlet
from masthead.reporting import report

OUTLET = "sites/it/harbour-times.example.yml"
UNPLACED = "sites/zz/valley-echo.example.yml"
FIRM = "firms/quay-media.yml"
CAMPAIGN = "campaigns/lighthouse.yml"
SOURCE = "sources/harbour-lab-2024.yml"

RECORDS = {
    OUTLET: """\
kind: local-news
name: Harbour Times
names:
  - {text: Harbour Times, lang: en, sources: [harbour-lab-2024], match: host}
targets:
  - {country: IT, as_reported: Italy, source: harbour-lab-2024}
languages:
  - {tag: it, source: harbour-lab-2024}
registered: {date: 2020-07, source: harbour-lab-2024}
hosts:
  - {host: news.harbour-times.example, role: regional, source: harbour-lab-2024}
campaigns: [lighthouse]
copies:
  - {from: port-gazette.example, how: copied, sources: [harbour-lab-2024]}
activity:
  - {status: online, date: 2023-12-21, source: harbour-lab-2024}
indicators:
  - {type: ipv4, value: 192.0.2.1, first_seen: 2023-07-09, last_seen: 2023-10-28, source: harbour-lab-2024}
evidence:
  - id: listed
    claim: The report lists the site under Italy.
    kind: listing
    date: 2024-02-07
    sources:
      - {source: harbour-lab-2024, locator: appendix}
    archives:
      - url: https://web.archive.org/web/20240117090234/https://harbour-times.example/about
        original: https://harbour-times.example/about
        captured: 2024-01-17T09:02:34Z
        shows: The page that names nobody.
    techniques: [T0097.202]
  - id: register
    claim: The register of news outlets has no entry for the site.
    kind: registration
    sources:
      - source: harbour-lab-2024
""",
    UNPLACED: """\
kind: local-news
operator: unknown
evidence:
  - id: listed
    claim: The report lists the site without a country.
    kind: listing
    sources:
      - source: harbour-lab-2024
""",
    FIRM: """\
name: Quay Media Co., Ltd.
native_name: {text: 码头传媒, lang: zh-Hans}
aliases:
  - {text: QuayPR, printed_by: [harbour-lab-2024]}
misspellings:
  - {text: Quey Media, printed_by: [harbour-lab-2024]}
business: public relations agency
jurisdiction: CN
registration:
  - {scheme: CN-USCC, number: 91440300MA5FWMCHX7, source: harbour-lab-2024}
websites:
  - {host: quay-media.example, what: its own website, sources: [{source: harbour-lab-2024}]}
replies:
  - {by: Quay Media, date: 2024-01-30, outcome: no-answer, source: harbour-lab-2024, answers: [{source: harbour-lab-2024}]}
""",
    CAMPAIGN: """\
name: LIGHTHOUSE
named_by: harbour-lab-2024
summary: Websites that pose as local news outlets.
attributions:
  - firm: quay-media
    role: operator
    by: harbour-lab-2024
    wording: attributes
    confidence: not-stated
    basis: [shared-advertising-id]
evidence:
  - id: shared-server
    claim: The sites answer on one address.
    kind: infrastructure
    weight: weak
    sources:
      - source: harbour-lab-2024
indicators:
  - {type: adsense-id, value: pub-0000000000000001, concerns: [harbour-times.example], source: harbour-lab-2024}
check:
  - source: harbour-lab-2024
    total: 2
    countries:
      - {as_printed: Italy, country: IT, sites: 2}
""",
    SOURCE: """\
title: Lights on a dark shore
publisher: The Harbour Lab
short_name: the Harbour Lab
publisher_kind: academic
date: 2024-02-07
url: https://harbour-lab.example/report
type: report
verification: full
""",
}

UNREAD = """\
title: What the tide brought
publisher: The Tide Digest
short_name: the Tide Digest
publisher_kind: press
type: article
verification: cited
via: [harbour-lab-2024]
"""
"""A source that was not read, and is known through another."""


@dataclass(frozen=True, slots=True)
class World:
    """The records below *root*, and what the engine makes of them."""

    root: Path

    def write(self, path: str, text: str | bytes) -> None:
        """Put *text* into the file at *path*."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def add(self, path: str, text: str) -> None:
        """Add lines to the end of the file at *path*."""
        self.write(path, (self.root / path).read_text() + text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace *old*, which must be in the file at *path* once, with *new*."""
        text = (self.root / path).read_text()
        assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def move(self, path: str, to: str) -> None:
        """Give the file at *path* another place."""
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)

    def load(self) -> Database:
        """Read, link and judge the records."""
        return load(self.root)

    def lines(self) -> list[str]:
        """Return all findings as they are printed."""
        return [report.line(finding) for finding in self.load().findings]

    def rules(self) -> list[str]:
        """Return the rules that were broken."""
        return [finding.rule for finding in self.load().findings]

    def edition(self, locale: str = "en-GB", catalogues: Path | None = None) -> Edition:
        """Return the records in a language; they must be right."""
        database = self.load()
        assert not database.findings
        return edition(database.graph, phrasebook(locale, catalogues))

    def edition_of_any(self) -> Edition:
        """Return the records in English, whether they are right or not."""
        return edition(self.load().graph, phrasebook("en-GB"))

    def outlet(self) -> Outlet:
        """Return the outlet that has everything."""
        return self.load().graph.outlets["harbour-times.example"]


def make(root: Path) -> World:
    """Write the five records below *root*."""
    world = World(root)
    for path, text in RECORDS.items():
        world.write(path, text)
    return world
