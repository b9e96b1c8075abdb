"""Makes a large database of invented records: ``python bench/synthetic.py 10000 FOLDER``.

The same number and seed give the same bytes. No host, firm or claim in it is real: hosts and
claims are put together from a few syllables and words.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SEED = 7
OUTLETS_PER_FIRM = 60
OUTLETS_PER_SOURCE = 25
COUNTRIES = (
    "IT",
    "FR",
    "DE",
    "ES",
    "PL",
    "GB",
    "JP",
    "KR",
    "TW",
    "RU",
    "UA",
    "TR",
    "EG",
    "IR",
    "IL",
    "IN",
    "TH",
    "GR",
    "GE",
    "BR",
)
SYLLABLES = {
    "Latin": ("ro", "ma", "vel", "tan", "li", "sor", "ber", "ka", "nu", "de", "mi", "pol"),
    "Cyrillic": ("мо", "ск", "ва", "ри", "та", "бел", "го", "род", "за", "ря", "ве", "сна"),
    "Hangul": ("서", "울", "부", "산", "인", "천", "온", "라", "신", "문", "경", "기"),
    "Kanji": ("東", "京", "新", "聞", "福", "岡", "銀", "座", "日", "報", "北", "海"),
    "Han": ("香", "港", "台", "灣", "时", "报", "華", "聞", "周", "刊", "上", "海"),
    "Arabic": ("ال", "قا", "هر", "ة", "نيو", "ز", "مص", "ر", "بغ", "داد", "يوم", "خبر"),
    "Hebrew": ("יר", "וש", "לים", "חד", "שות", "תל", "אב", "יב", "הי", "ום", "מק", "ומי"),
    "Devanagari": ("दि", "ल्ली", "स", "मा", "चार", "भा", "रत", "न", "गर", "आज", "का", "मुं"),
    "Thai": ("กรุง", "เทพ", "ข่าว", "ไทย", "วัน", "นี้", "เชียง", "ใหม่", "โพสต์", "เมือง", "ทอง", "ภู"),
    "Greek": ("αθ", "ήν", "α", "νέα", "σή", "με", "ρα", "πό", "λη", "θε", "σσα", "λον"),
}
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
    "pictures loaded from a genuine outlet",
)
KINDS = ("content", "infrastructure", "registration", "persona", "commercial", "listing")


def main(number: int, folder: Path) -> None:
    """Write *number* outlets, and the firms, campaigns and sources that they name, below *folder*."""
    draw = random.Random(SEED)  # noqa: S311 - the same records on every machine, nothing secret
    firms, sources = max(12, number // OUTLETS_PER_FIRM), max(30, number // OUTLETS_PER_SOURCE)
    for index in range(sources):
        write(folder / f"sources/source-{index}.yml", source(draw, index))
    for index in range(firms):
        write(folder / f"firms/firm-{index}.yml", firm(draw, index))
        write(folder / f"campaigns/campaign-{index}.yml", campaign(draw, index, sources))
    for index in range(number):
        country = COUNTRIES[min(int(draw.expovariate(0.2)), len(COUNTRIES) - 1)]
        host = f"{word(draw, 'Latin', 3)}-{index}.test-{draw.randrange(50)}.com"
        write(folder / f"sites/{country.lower()}/{host}.yml", outlet(draw, country, firms, sources))


def write(path: Path, text: str) -> None:
    """Write one record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def word(draw: random.Random, script: str, syllables: int) -> str:
    """Return an invented word."""
    return "".join(draw.choice(SYLLABLES[script]) for _ in range(syllables))


def name(draw: random.Random, script: str) -> str:
    """Return an invented name of two words."""
    return f"{word(draw, script, 3).capitalize()} {word(draw, script, 2).capitalize()}"


def day(draw: random.Random, first: int = 2019, last: int = 2025) -> str:
    """Return a day between two years."""
    return f"{draw.randint(first, last)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def claim(draw: random.Random) -> str:
    """Return an invented sentence."""
    what = draw.choice(OBJECTS).format(n=draw.randint(2, 90))
    return f"{draw.choice(SUBJECTS)} {draw.choice(VERBS)} {what}, as capture {draw.randrange(10**6)} of the set shows."


def source(draw: random.Random, index: int) -> str:
    """Return the record of a source."""
    title = name(draw, "Latin")
    return (
        f"title: Report {index} on {title}\npublisher: {title} Institute\nshort_name: {title} Institute\n"
        f"publisher_kind: academic\ndate: {day(draw)}\nurl: https://source-{index}.example.org/report\n"
        "language: en\ntype: report\nverification: full\n"
    )


def firm(draw: random.Random, index: int) -> str:
    """Return the record of a firm."""
    return (
        f"name: {name(draw, 'Latin')} {index} Ltd\nnative_name: {{text: {word(draw, 'Han', 4)}, lang: zh}}\n"
        f"business: public relations firm\njurisdiction: {draw.choice(COUNTRIES)}\n"
        f"replies:\n  - {{by: the firm, date: {day(draw)}, outcome: no-answer, source: source-0}}\n"
    )


def campaign(draw: random.Random, index: int, sources: int) -> str:
    """Return the record of a campaign, which says who is said to run its outlets."""
    by = f"source-{draw.randrange(sources)}"
    return (
        f"name: {word(draw, 'Latin', 3).upper()}{index}\nnamed_by: {by}\nsummary: {claim(draw)}\nattributions:\n"
        f"  - {{firm: firm-{index}, role: operator, by: {by}, wording: attributes, confidence: high, basis: [shared-advertising-id]}}\n"
        f"evidence:\n{evidence(draw, 'shared-servers', sources)}"
    )


def outlet(draw: random.Random, country: str, firms: int, sources: int) -> str:
    """Return the record of an outlet."""
    script = draw.choice(list(SYLLABLES))
    printed, by = name(draw, script), f"source-{draw.randrange(sources)}"
    items = "".join(evidence(draw, f"item-{number}", sources) for number in range(draw.randint(3, 8)))
    return (
        f"kind: local-news\nname: {printed}\nnames:\n  - {{text: {printed}, sources: [{by}], match: host}}\n"
        f"targets:\n  - {{country: {country}, as_reported: {country}, source: {by}}}\n"
        f"campaigns: [campaign-{draw.randrange(firms)}]\n"
        f"indicators:\n  - {{type: ipv4, value: 203.0.113.{draw.randrange(256)}, source: {by}}}\nevidence:\n{items}"
    )


def evidence(draw: random.Random, id: str, sources: int) -> str:
    """Return an item of evidence with an archived copy."""
    by, when = f"source-{draw.randrange(sources)}", day(draw)
    stamp = when.replace("-", "") + "084606"
    original = f"https://{by}.example.org/{draw.randrange(10**9)}"
    moment = f"{when}T08:46:06Z"
    return (
        f"  - id: {id}\n    claim: >-\n      {claim(draw)}\n      {claim(draw)}\n    kind: {draw.choice(KINDS)}\n    date: {when}\n"
        f"    sources:\n      - {{source: {by}, locator: table {draw.randint(1, 9)}}}\n    archives:\n"
        f"      - url: https://web.archive.org/web/{stamp}/{original}\n        original: {original}\n"
        f"        captured: {moment}\n        shows: A page of the set\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
