"""Makes a large database of invented records: ``python bench/synthetic.py 10000 FOLDER``.

The same number and seed give the same bytes. No host, firm or claim in it is real: names and hosts are made from
syllables, claims from a few words.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from names import SCRIPTS, Name, Names

SEED = 7
OUTLETS_PER_FIRM = 60
OUTLETS_PER_SOURCE = 25
TRANSLITERATED = 0.5
SECOND_HOST = 0.1
# Most outlets of a register target a few countries, and most hosts have one of a few endings.
COUNTRIES = ("IT", "FR", "DE", "ES", "PL", "GB", "JP", "KR", "TW", "RU", "UA", "TR", "EG", "IR", "IL", "IN", "TH", "GR")
ENDINGS = ("com", "net", "org", "info", "news", "online", "press", "site")
SUBJECTS = (
    "The site",
    "Its home page",
    "A page captured on that day",
    "Its feed",
    "An earlier version of the page",
    "Its contact page",
)
VERBS = ("carried", "listed", "repeated", "linked to", "was served from", "credited", "removed", "showed")
OBJECTS = (
    "texts of a local newspaper without naming it",
    "the same advertising account as {n} other sites",
    "a press release that {n} further sites carried on the same day",
    "an address that {n} listed sites share",
    "a notice with the same wording as on {n} sites",
    "pictures of {place} from a genuine outlet",
)
# The class of techniques that a claim shows follows from its object, as it would in a real register.
TECHNIQUES = {
    "texts of a local newspaper without naming it": "T0084.002",
    "a notice with the same wording as": "T0084.001",
}
LINKED = ("paperwall", "glassbridge", "baybridge")
KINDS = ("content", "infrastructure", "registration", "persona", "commercial", "listing")


@dataclass
class Invention:
    """The material of records: a random generator, names, and the hosts in use."""

    draw: random.Random
    names: Names
    taken: set[str] = field(default_factory=set)

    def host(self, name: Name) -> str:
        """Return a host name that no other record has, with a number if the plain one is taken."""
        ending = ENDINGS[min(int(self.draw.expovariate(0.6)), len(ENDINGS) - 1)]
        host = f"{name.label}.{ending}"
        while host in self.taken:
            host = f"{name.label}{self.draw.randrange(10**4)}.{ending}"
        self.taken.add(host)
        return host


def main(number: int, folder: Path) -> None:
    """Write *number* outlets, and the firms, campaigns and sources that they name, into *folder*."""
    draw = random.Random(SEED)  # noqa: S311 - the same records on every machine, nothing secret
    invention = Invention(draw, Names(draw))
    firms, sources = max(12, number // OUTLETS_PER_FIRM), max(30, number // OUTLETS_PER_SOURCE)
    for index in range(sources):
        write(folder / f"sources/source-{index}.yml", source(invention, index))
    for index in range(firms):
        source_id = f"source-{draw.randrange(sources)}"
        write(folder / f"firms/firm-{index}.yml", firm(invention, index, source_id))
        write(folder / f"campaigns/{campaign_id(index)}.yml", campaign(invention, index, sources, source_id))
    for _ in range(number):
        country = COUNTRIES[min(int(draw.expovariate(0.2)), len(COUNTRIES) - 1)]
        name = invention.names.paper(draw.choice(list(SCRIPTS)))
        path = folder / f"sites/{country.lower()}/{invention.host(name)}.yml"
        write(path, outlet(invention, name, country, firms, sources))


def write(path: Path, text: str) -> None:
    """Write one record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def day(draw: random.Random, first: int = 2019, last: int = 2025) -> str:
    """Return a day from the year *first* to the year *last*."""
    return f"{draw.randint(first, last)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def claim(invention: Invention) -> str:
    """Return an invented claim."""
    draw = invention.draw
    what = draw.choice(OBJECTS).format(n=draw.randint(2, 90), place=invention.names.word()[0])
    return f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} {what}, as capture {draw.randrange(10**6)} of the set shows."


def source(invention: Invention, index: int) -> str:
    """Return the record of a source."""
    title, place = (invention.names.word()[0] for _ in range(2))
    return (
        f"title: Report {index} on {title} and {place}\npublisher: {title} Institute\nshort_name: {title} Institute\n"
        f"publisher_kind: academic\ndate: {day(invention.draw)}\nurl: https://source-{index}.example.org/report\n"
        "language: en\ntype: report\nverification: full\n"
    )


def firm(invention: Invention, index: int, source_id: str) -> str:
    """Return the record of a firm, which did not reply to what the source *source_id* says about it."""
    first, second = (invention.names.word()[0] for _ in range(2))
    return (
        f"name: {first} {second} {index} Ltd\nnative_name: {{text: {invention.names.word('Han')[0]}, lang: zh}}\n"
        f"business: public relations firm\njurisdiction: {invention.draw.choice(COUNTRIES)}\n"
        f"replies:\n  - {{by: the firm, date: {day(invention.draw)}, outcome: no-answer, source: {source_id}, answers: [{{source: {source_id}}}]}}\n"
    )


def campaign(invention: Invention, index: int, sources: int, source_id: str) -> str:
    """Return the record of a campaign; the source *source_id* says who runs its outlets."""
    return (
        f"name: {invention.names.word()[0].upper()}{index}\nnamed_by: {source_id}\nsummary: {claim(invention)}\nattributions:\n"
        f"  - {{firm: firm-{index}, role: operator, by: {source_id}, wording: attributes, confidence: not-stated, basis: [shared-advertising-id]}}\n"
        f"evidence:\n{evidence(invention, 'shared-servers', sources)}"
    )


def campaign_id(index: int) -> str:
    """Return the ID of a campaign; the first ones have the IDs that the website's texts link to."""
    return LINKED[index] if index < len(LINKED) else f"campaign-{index}"


def outlet(invention: Invention, name: Name, country: str, firms: int, sources: int) -> str:
    """Return the record of an outlet."""
    draw = invention.draw
    source_id = f"source-{draw.randrange(sources)}"
    items = "".join(evidence(invention, f"item-{number}", sources) for number in range(draw.randint(3, 8)))
    return (
        f"kind: local-news\nname: {name.printed}\nnames:\n{names_of(draw, name, source_id)}"
        f"targets:\n  - {{country: {country}, as_reported: {country}, source: {source_id}}}\n"
        f"languages:\n  - {{tag: {name.lang}, source: {source_id}}}\n{further_host(invention, name, source_id)}"
        f"campaigns: [{campaign_id(draw.randrange(firms))}]\n"
        f"indicators:\n  - {{type: ipv6, value: '{address(draw, firms)}', source: {source_id}}}\nevidence:\n{items}"
    )


def names_of(draw: random.Random, name: Name, source_id: str) -> str:
    """Return the names of an outlet: as printed and, for some in other scripts, in Latin letters."""
    printed = f"  - {{text: {name.printed}, lang: {name.lang}, sources: [{source_id}], match: host}}\n"
    if name.lang == SCRIPTS["Latin"].lang or draw.random() >= TRANSLITERATED:
        return printed
    return f"{printed}  - {{text: {name.latin}, lang: {name.lang}-Latn, sources: [{source_id}], match: host}}\n"


def further_host(invention: Invention, name: Name, source_id: str) -> str:
    """Return a second host, which some outlets have, or nothing."""
    if invention.draw.random() >= SECOND_HOST:
        return ""
    return f"hosts:\n  - {{host: {invention.host(name)}, role: mirror, source: {source_id}}}\n"


def address(draw: random.Random, firms: int) -> str:
    """Return an IP address reserved for documentation; some are shared by hundreds of outlets, most by a few."""
    return f"2001:db8::{int(firms * 10 * draw.random() ** 3) + 1:x}"


def evidence(invention: Invention, id: str, sources: int) -> str:
    """Return an item of evidence with an archived copy."""
    draw = invention.draw
    source_id, when = f"source-{draw.randrange(sources)}", day(draw)
    stamp = when.replace("-", "") + "084606"
    original = f"https://{source_id}.example.org/{draw.randrange(10**9)}"
    moment = f"{when}T08:46:06Z"
    claims = f"{claim(invention)}\n      {claim(invention)}"
    shown = [technique for words, technique in TECHNIQUES.items() if words in claims]
    techniques = f"    techniques: [{', '.join(shown)}]\n" if shown else ""
    return (
        f"  - id: {id}\n    claim: >-\n      {claims}\n    kind: {draw.choice(KINDS)}\n    date: {when}\n{techniques}"
        f"    sources:\n      - {{source: {source_id}, locator: table {draw.randint(1, 9)}}}\n    archives:\n"
        f"      - url: https://web.archive.org/web/{stamp}/{original}\n        original: {original}\n"
        f"        captured: {moment}\n        shows: A page of the set\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
