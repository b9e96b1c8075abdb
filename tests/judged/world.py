"""A synthetic database in many scripts, written as records, and the judged queries to it and to the real one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.world import World

HERE = Path(__file__).parent
CLAIMS = {
    "harbourtimes.example": ("sluice", "The report describes an article on the opening of a sluice."),
    "dailypost.example": ("bridge", "The report shows a picture of an unfinished bridge."),
}
CAMPAIGNS = {
    "night-lantern": ("NIGHT LANTERN", "Lanterne de nuit", "fr"),
    "northern-mirror": ("NORTHERN MIRROR", "Северное зеркало", "ru"),
    "desert-wind": ("DESERT WIND", "رياح الصحراء", "ar"),
    "jade-window": ("JADE WINDOW", "翠窗", "zh-Hans"),
}
FIRMS = {
    "blue-harbour": """\
name: Blue Harbour Communications Ltd
aliases: [{text: BHC, printed_by: [lantern-report]}]
misspellings: [{text: Blue Harbor Comunications, printed_by: [lantern-report]}]
registration: [{scheme: LEI, number: SYNT00BLUEHARBOUR193, source: lantern-report}]
websites: [{host: blueharbour.example, what: its own website, sources: [{source: lantern-report}]}]
""",
    "lanhai": """\
name: Lanhai Communication
native_name: {text: 蓝海传播有限公司, lang: zh-Hans}
""",
    "beregovoy": """\
name: Beregovoy Media
native_name: {text: Береговой Медиа, lang: ru}
""",
    "rimal": """\
name: Rimal Press Services
native_name: {text: رمال للخدمات الصحفية, lang: ar}
""",
    "yildiz": "name: Yıldız Medya\n",
}
SOURCE = """\
title: The Lantern Report
publisher: Institute for Quiet Water
short_name: the institute
publisher_kind: ngo
date: 2024-05-02
language: en
type: report
verification: full
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query that somebody may type, and the results that they expect in the first place or the first three."""

    what: str
    asked: str
    within: int
    expected: tuple[str, ...]
    """Addresses, one of which must be there; empty if nothing may be found, or only results that say they come near."""


def judged(name: str) -> tuple[Judged, ...]:
    """Return the queries to the database *name*."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Judged(row["what"], row["asked"], int(row["within"]), tuple(filter(None, row["expected"].split("|"))))
            for row in csv.DictReader(file)
        )


def make(root: Path) -> World:
    """Write the synthetic database below *root*."""
    world = World(root)
    with (HERE / "outlets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            world.write(f"sites/{row['country'].lower()}/{row['host']}.yml", "".join(_outlet(row)))
    world.write("sites/zz/withdrawnstar.example.yml", _withdrawn())
    for id, (name, alias, lang) in CAMPAIGNS.items():
        named = f"name: {name}\naliases: [{{text: {alias}, lang: {lang}, printed_by: [lantern-report]}}]\n"
        world.write(f"campaigns/{id}.yml", f"{named}named_by: lantern-report\nsummary: A network of websites.\n")
    for id, text in FIRMS.items():
        world.write(f"firms/{id}.yml", f"{text}business: public relations agency\n")
    world.write("sources/lantern-report.yml", SOURCE)
    return world


def _outlet(row: dict[str, str]) -> Iterator[str]:
    names = [name.rsplit("@", 1) for name in row["names"].split("|")]
    yield f"kind: local-news\nname: {json.dumps(names[0][0], ensure_ascii=False)}\nnames:\n"
    for text, lang in names:
        quoted = json.dumps(text, ensure_ascii=False)
        yield f"  - {{text: {quoted}, lang: {lang}, sources: [lantern-report], match: host}}\n"
    yield f"targets: [{{country: {row['country']}, as_reported: {row['country']}, source: lantern-report}}]\n"
    if row["campaign"]:
        yield f"campaigns: [{row['campaign']}]\n"
    if row["operator"]:
        yield (
            f"attributions:\n  - {{firm: {row['operator']}, role: operator, by: lantern-report, wording: attributes,"
            " confidence: not-stated, basis: [shared-address]}\n"
        )
    else:
        yield "operator: unknown\n"
    if row["indicator"]:
        kind, value = row["indicator"].split(" ")
        yield f"indicators: [{{type: {kind}, value: {value}, source: lantern-report}}]\n"
    yield from _evidence(*CLAIMS.get(row["host"], ("listed", "The report lists the site.")))


def _evidence(id: str, claim: str) -> Iterator[str]:
    yield f"evidence:\n  - id: {id}\n    claim: {claim}\n    kind: listing\n    sources: [{{source: lantern-report}}]\n"


def _withdrawn() -> str:
    named = "name: Withdrawn Evening Star\nnames: [{text: Withdrawn Evening Star, sources: [lantern-report], match: host}]\n"
    state = "state: {name: withdrawn, date: 2024-06-01, reason: It was listed by mistake.}\n"
    return f"kind: local-news\n{named}{state}operator: unknown\n{''.join(_evidence('listed', 'The report lists the site.'))}"
