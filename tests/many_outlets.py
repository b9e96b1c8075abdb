"""Thousands of invented outlets of one campaign in one country, about which two sources name one firm in many roles."""

from __future__ import annotations

from pathlib import Path

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.field_types.dates import PartialDate
from masthead.ledger.contents import Became, Event, FieldChange, Ledger, Release
from tests.world import UNREAD, World
from tests.world import make as make_small

OUTLETS = 5000
PER_SOURCE = 5
ROLES = ("operator", "operator", "host", "reseller", "subject")
SOURCES = ("harbour-lab-2024", "tide-digest-2024")
FIRMS = 2000
CAMPAIGNS = 400
_OUTLET = """\
kind: local-news
name: Tidal Gazette {number}
names:
  - {{text: Tidal Gazette {number}, sources: [harbour-lab-2024], match: host}}
targets:
  - {{country: PT, as_reported: Portugal, source: harbour-lab-2024}}
campaigns: [breakwater]
attributions:
  - {{firm: mole-media, role: {role}, by: {source}, wording: states, confidence: not-stated}}
  - {{firm: mole-media, role: service, stance: denies, by: harbour-lab-2024, wording: states, confidence: not-stated}}
{operator}indicators:
  - {{type: ipv4, value: 192.0.2.77, source: harbour-lab-2024}}
  - {{type: analytics-id, value: UA-{account}-1, source: harbour-lab-2024}}
evidence:
  - {{id: listed, claim: It is listed., kind: listing, date: 2024, firms: [mole-media], sources: [{{source: harbour-lab-2024}}]}}
  - {{id: again, claim: It is listed again., kind: listing, sources: [{{source: {minor}}}]}}
corrections:
  - {{date: 2024-02-{day:02}, said: It was named Tidal Gazette {number}., says: It is named so., why: It had changed its name.}}
"""
_REPORT = """\
title: Report {number} on what the tide brought
publisher: The Harbour Lab
short_name: the Harbour Lab
publisher_kind: academic
date: 2024-02-07
url: https://harbour-lab.example/reports/{number}
type: report
verification: full
"""
_CAMPAIGN = """\
name: BREAKWATER
named_by: harbour-lab-2024
summary: Websites that pose as local news outlets.
attributions:
  - {{firm: mole-media, role: host, by: tide-digest-2024, wording: finds, confidence: not-stated, concerns: [{hosts}]}}
evidence:
  - {{id: shared, claim: They answer on one address., kind: infrastructure, concerns: [{hosts}], sources: [{{source: harbour-lab-2024}}]}}
indicators:
  - {{type: adsense-id, value: pub-0000000000000077, concerns: [{hosts}], source: harbour-lab-2024}}
"""


# Names that are not like each other.
_WORDS = tuple(
    tuple(words.split())
    for words in (
        "Amber Bronze Copper Dusky Emerald Flaxen Golden Hazel Ivory Jade Khaki Lilac Maroon",
        "Anchor Barrel Cargo Driftwood Estuary Fjord Gangway Hawser Inlet Jetty Keel Lagoon Mooring",
        "Almanac Bulletin Courier Dispatch Examiner Forum Gazetteer Herald Index Journal Kiosk Ledger Messenger",
    )
)
_SERVICE = """\
name: {name} Services of the Northern and Southern Harbours
native_name: {{text: Serviços {name}, lang: pt}}
business: agency that sells placements in newspapers, and answers for none
jurisdiction: PT
kept_because: It is invented.
not_asked: It is invented.
statements:
  - {{id: seen, claim: It has an office., kind: statement, sources: [{{source: harbour-lab-2024}}]}}
"""
_SET = """\
name: FLOTSAM {name}
kept_because: It is invented.
named_by: harbour-lab-2024
summary: {summary}
evidence:
  - {{id: shared, claim: They answer on one address., kind: infrastructure, techniques: [T0097.202], sources: [{{source: harbour-lab-2024}}]}}
"""
_GONE = """\
name: Ebb Media {number}
business: agency
not_asked: It is invented.
state: {{name: withdrawn, date: 2024-02-{day:02}, reason: No source names it any more.}}
"""
_CORRECTION = (
    "  - {{date: 2024-02-{day:02}, said: It was {number}., says: It is not {number}., why: It was miscounted.}}\n"
)
GONE = 300


def host(number: int) -> str:
    """The host of the outlet *number*, one of 26 letters first."""
    return f"{'abcdefghijklmnopqrstuvwxyz'[number % 26]}-tidal-gazette-{number}.example"


def _name(number: int) -> str:
    """The words for the record *number*, of 2,197."""
    size = len(_WORDS[0])
    return " ".join(words[number // size**place % size] for place, words in enumerate(_WORDS))


def make(root: Path, outlets: int = OUTLETS) -> World:
    """Write the small world below *root*, and *outlets* more."""
    world = make_small(root)
    world.write(f"sources/{SOURCES[1]}.yml", UNREAD)
    corrections = "".join(_CORRECTION.format(number=number, day=_day(number)) for number in range(min(outlets, 400)))
    firm = "name: Mole Media\nbusiness: agency\nnot_asked: It is invented.\n"
    world.write("firms/mole-media.yml", f"{firm}corrections:\n{corrections}")
    for number in range(min(outlets, GONE)):
        world.write(f"firms/ebb-media-{number}.yml", _GONE.format(number=number, day=_day(number)))
    # A file may have 128 kB: each of the three lists names as many as fit.
    world.write("campaigns/breakwater.yml", _CAMPAIGN.format(hosts=", ".join(map(host, range(min(outlets, 1100))))))
    for number in range(min(outlets, FIRMS)):
        world.write(f"firms/tidal-services-{number}.yml", _SERVICE.format(name=_name(number)))
    for number in range(min(outlets, CAMPAIGNS)):
        world.write(
            f"campaigns/flotsam-{number}.yml", _SET.format(name=_name(number), summary="Websites of one sort. " * 30)
        )
    for number in range(-(-outlets // PER_SOURCE)):
        world.write(f"sources/report-{number}.yml", _REPORT.format(number=number))
    for number in range(outlets):
        role = ROLES[number % len(ROLES)]
        operator = "" if role == "operator" else "operator: unknown\n"
        source = SOURCES[number % 7 == 0]
        text = _OUTLET.format(
            number=number,
            role=role,
            source=source,
            operator=operator,
            minor=f"report-{number // PER_SOURCE}",
            day=_day(number),
            account=100_000 + number // 2,
        )
        world.write(f"sites/pt/{host(number)}.yml", text)
    return world


def _day(number: int) -> int:
    """A day in February for the record *number*."""
    return 1 + number % 29


def released(world: World) -> Edition:
    """The edition of *world* after a day on which all its records were published, and one on which all outlets changed."""
    database = world.load()
    assert [] == [finding for finding in database.findings if finding.rule != "reply-missing"]
    first, second = PartialDate(2024, 3, 1), PartialDate(2024, 3, 2)
    keys = {f"{folder}/{id}": folder for folder, id in database.graph.paths}
    changes = (FieldChange("name", "The name that was printed before", "The name that is printed now"),)
    ledger = Ledger(
        releases=tuple(Release(number, date, "1" * 40) for number, date in enumerate((first, second), 1)),
        events={
            key: (Event(first, Became.PUBLISHED), *([Event(second, Became.CHANGED, changes)] * (folder == "sites")))
            for key, folder in keys.items()
        },
    )
    return edition(database.graph, phrasebook("en-GB"), second, "", ledger)
