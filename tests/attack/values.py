"""Cases whose values are drawn at random, the same for the same seed: names, hosts, addresses and people in disguise.

The tables are like those of cases/, which have the values that somebody thought of. Nothing here asks the rules what
they find: the disguise of a value decides what is due.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from random import Random
from typing import Any
from urllib.parse import quote

from masthead.pinned_lists import GENUINE_OUTLETS, INSTITUTIONS, POPULAR_HOSTS, SHARED_HOSTS
from tests.attack.templates import evidence, outlet, source

Table = dict[str, Any]

WORDS = ("saltmarsh", "heronry", "quarterdeck", "tidewater", "breakwater", "sandpiper", "ropewalk", "causeway", "ferryman",
         "estuarine", "lighterman", "drawbridge", "windlass", "kelpforest", "gangplank", "cormorant")  # fmt: skip
SUFFIXES = ("co.jp", "ac.za", "net.br", "org.au", "go.ke", "ne.kr", "com.ua", "muni.il", "firm.in", "gov.lk", "asso.fr")
NINE = range(9)
FIRST_RUN = {
    "like-names": (3, 0), "claimed-hosts": (0, 7), "disguised-people": (0, 7), "published-words": (0, 1), "published-details": (4, 0),
    "retellings": (3, 0), "one-body": (0, 9), "numbers-of-nobody": (1, 7), "accusations": (0, 5), "raw-hosts": (1, 0), "told-numbers": (0, 6),
}  # fmt: skip
"""The number of our own errors and that of the product's in the cases of a kind, when seed 0 was first tried."""


def drawn(seed: int) -> Mapping[str, list[Table]]:
    """Return the tables of each kind, with values for *seed*."""
    return {
        "like-names": list(_like_names(Random(f"names {seed}"))),  # noqa: S311 - no secret
        "claimed-hosts": list(_claimed_hosts(Random(f"hosts {seed}"))),  # noqa: S311
        "inner-addresses": list(_inner_addresses(Random(f"addresses {seed}"))),  # noqa: S311
        "disguised-people": list(_people(Random(f"people {seed}"))),  # noqa: S311
    }


# Names


def _name(draw: Random, words: int = 3) -> str:
    return " ".join(draw.sample(WORDS, words)).title()


def _changed(draw: Random, name: str, change: Callable[[Random, str], str]) -> str:
    """Return *name* with the longest of its words changed."""
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    words[longest] = change(draw, words[longest])
    return " ".join(words)


def _without_one(draw: Random, word: str) -> str:
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def _with_another(draw: Random, word: str) -> str:
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + draw.choice("bdgkmp".replace(word[at], "")) + word[at + 1 :]


def _doubled(draw: Random, word: str) -> str:
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def _other_vowels(draw: Random, word: str) -> str:
    return word[0] + "".join(draw.choice("aeiou") if letter in "aeiou" else letter for letter in word[1:])


def _in_other_order(draw: Random, name: str) -> str:
    words = name.split()
    return " ".join([*words[1:], words[0]]) if draw.random() < 0.5 else " ".join(reversed(words))


NEARLY: dict[str, Callable[[Random, str], str]] = {
    "a letter less": lambda draw, name: _changed(draw, name, _without_one),
    "another letter": lambda draw, name: _changed(draw, name, _with_another),
    "a letter twice": lambda draw, name: _changed(draw, name, _doubled),
    "other vowels": lambda draw, name: _changed(draw, name, _other_vowels),
    "another order": _in_other_order,
    "a plural": lambda draw, name: _changed(draw, name, lambda _, word: f"{word}s"),
    "a branch in brackets": lambda draw, name: f"{name} ({draw.choice(WORDS).title()})",
}
SAME: dict[str, Callable[[Random, str], str]] = {
    "capitals": lambda _, name: name.upper(),
    "an article": lambda _, name: f"The {name}",
    "a legal form": lambda draw, name: f"{name} {draw.choice(('GmbH', 'Ltd.', 'S.r.l.', 'Oy', 'Pty Ltd'))}",
    "signs": lambda draw, name: name.replace(" ", draw.choice(("-", " – ", ", ", " & "))),
}
LOOK_ALIKE = str.maketrans("aeopcxyij", "аеорсхуіј")


def _one_look_alike(draw: Random, text: str) -> str:
    """Return *text* with a Cyrillic letter in the place of a Latin one."""
    places = [at for at, letter in enumerate(text) if ord(letter) in LOOK_ALIKE]
    at = draw.choice(places)
    return text[:at] + text[at].translate(LOOK_ALIKE) + text[at + 1 :]


def _sure(names: tuple[str, str], what: str, due: str) -> Table:
    """Return the case of a high confidence that rests on two excerpts, by publishers with these *names*."""
    files = {"sites/zz/site-of-{n}.example.yml": "{HIGH:{n}-a}{HIGHMORE:{n}-b}"}
    for letter, name in zip("ab", names, strict=True):
        usual = source(publisher=f'"{name}"', short_name=f"the publisher {letter}", verification="excerpt")
        (text,) = usual.values()
        files[f"sources/{{n}}-{letter}.yml"] = text.replace("{n}", f"{{n}}-{letter}")
    return {"what": f"high confidence on two excerpts: {what}", "due": due, "files": files}


def _like_names(draw: Random) -> Iterator[Table]:
    yield from _nearly_one(draw)
    yield from _one_in_two_forms(draw)
    yield from _circles(draw)
    long = [row["name"] for row in INSTITUTIONS if len(row["name"]) > 15 and row["name"].count(" ") > 1]
    near = [
        _changed(draw, name, draw.choice((_without_one, _doubled, _other_vowels))) for name in draw.sample(long, 12)
    ]
    yield {
        "what": "institutions nearly by their names, elsewhere",
        "due": "source-institution +",
        "values": [["institution", name, f"https://{'-'.join(draw.sample(WORDS, 2))}.example/report"] for name in near],
    }


def _nearly_one(draw: Random) -> Iterator[Table]:
    for what, change in NEARLY.items():
        for name in (_name(draw) for _ in range(4)):
            near = change(draw, name)
            if near != name:
                yield _sure((name, near), f"publishers that differ in {what}", "confidence-ground publisher-alike")
                yield {"what": f"firms that differ in {what}", "due": "name-unique", "files": _two_firms(name, near)}


def _two_firms(*names: str) -> dict[str, str]:
    firm = 'name: "{}"\nbusiness: agency\nkept_because: It is an example.\n'
    return {f"firms/{{n}}-{letter}.yml": firm.format(name) for letter, name in zip("ab", names, strict=True)}


def _one_in_two_forms(draw: Random) -> Iterator[Table]:
    for what, change in SAME.items():
        name = _name(draw)
        yield _sure((name, change(draw, name)), f"one publisher in another form, {what}", "confidence-ground")
    for name in (_name(draw) for _ in range(4)):
        names = (name, _one_look_alike(draw, name))
        yield _sure(names, "one publisher in letters that look alike", "confidence-ground look-alike")
    for words in (draw.sample(WORDS, 6) for _ in range(6)):
        yield _sure((" ".join(words[:3]).title(), " ".join(words[3:]).title()), "two publishers", "")


def _circles(draw: Random) -> Iterator[Table]:
    for length in (3, 3, 4, 5, 6, 9):
        files = _circle(draw, draw.sample(range(length), draw.randrange(2, length)), length)
        yield {"what": "circles through copies and through others, mixed", "due": "source-circle", "files": files}
    for length in (2, 4):
        files = _circle(draw, [draw.randrange(length)], length)
        yield {"what": "a source that is known through its copies alone: these were read", "due": "", "files": files}


def _circle(draw: Random, unread: list[int], length: int) -> dict[str, str]:
    """Return a circle of sources that each lead to the next: *unread* ones are known through it, others copy it."""
    files = {}
    for at, word in enumerate(draw.sample(WORDS, length)):
        to = f"{{n}}-{(at + 1) % length}"
        leads = {"verification": "cited", "via": f"[{to}]"} if at in unread else {"copy_of": to}
        usual = source(
            publisher=f"{word.title()} Review",
            short_name=f"the {word.title()}",
            url=f"https://{{n}}-{at}.example/report",
            **leads,
        )
        files[f"sources/{{n}}-{at}.yml"] = usual["sources/{n}.yml"]
    return files


# Hosts


def _claimed_hosts(draw: Random) -> Iterator[Table]:
    known = draw.sample(sorted(POPULAR_HOSTS), 30)
    yield {
        "what": "well-known hosts as websites of firms, former and further hosts, and hosts below them",
        "due": "host-genuine + | host-shared + | host-suffix +",
        "values": [
            [draw.choice(("website", "former", "further")), draw.choice(("", "", f"{draw.choice(WORDS)}.")) + host]
            for host in known
        ],
    }
    shared = [host for host in draw.sample(sorted(SHARED_HOSTS), 20) if host.count(".") == 1]
    yield {
        "what": "platforms from which a site would copy as a whole",
        "due": "host-shared + | host-suffix +",
        "values": [["copies", host] for host in shared],
    }
    yield {
        "what": "suffixes from which a site would copy, and which a firm would have",
        "due": "host-suffix + | field-value +",
        "values": [[draw.choice(("copies", "website")), suffix] for suffix in draw.sample(SUFFIXES, 8)],
    }
    yield {
        "what": "genuine outlets from which a site copies: that is what the field is for",
        "due": "",
        "values": [["copies", host] for host in draw.sample(sorted(GENUINE_OUTLETS), 10)],
    }
    for wrap in (*WRAPS.values(), _bare):
        host = f"{draw.choice(WORDS)}-pr-{draw.randrange(10_000)}.example"
        yield {
            "what": "a firm whose role only its own website states, under the name of somebody else",
            "due": "host-genuine + | source-of-firm",
            "files": _firm_about_itself(host, wrap(draw, f"https://{host}/about-us"), "Somebody Else", "ngo"),
        }
    for _ in range(3):
        host, name = f"{draw.choice(WORDS)}-pr-{draw.randrange(10_000)}.example", _name(draw)
        yield {
            "what": "a firm whose role its own website states, under its own name: readers see who says so",
            "due": "",
            "files": _firm_about_itself(host, f"https://{host}/about-us", name, "company", name),
        }


def _bare(_draw: Random, address: str) -> str:
    return address


def _firm_about_itself(host: str, url: str, publisher: str, kind: str, name: str = "Firm {n}") -> dict[str, str]:
    (page,) = source(publisher=publisher, short_name=publisher, publisher_kind=kind, url=f'"{url}"').values()
    role = "{firm: {n}, role: operator, by: {n}, wording: states, confidence: not-stated}"
    return {
        "sources/{n}.yml": page,
        "firms/{n}.yml": f"name: {name}\nbusiness: agency\nwebsites:\n  - {{host: {host}, what: its website, sources: [{{source: harbour-lab-2024}}]}}\n"
        "replies:\n  - {by: Firm, date: 2024-03-02, outcome: no-answer, source: harbour-lab-2024, answers: [{source: {n}}]}\n",
        "sites/zz/site-of-{n}.example.yml": f"kind: local-news\nattributions:\n  - {role}\n{evidence()}",
    }


# Addresses


def _outer(draw: Random) -> str:
    return f"https://{'-'.join(draw.sample(WORDS, 2))}.example"


def _escaped(draw: Random, text: str) -> str:
    """Return *text* with each sign escaped, and some of its letters."""
    return "".join(f"%{ord(sign):02X}" if not sign.isalnum() or draw.random() < 0.2 else sign for sign in text)


def _parameter(draw: Random) -> str:
    return draw.choice(("q", "u", "url", "to", "link", "dest", "redirect", "goto", "x", "ref", "page"))


WRAPS: dict[str, Callable[[Random, str], str]] = {
    "a parameter": lambda draw, address: f"{_outer(draw)}/out?{_parameter(draw)}={quote(address, safe='')}",
    "a parameter, escaped twice": lambda draw, address: (
        f"{_outer(draw)}/r?{_parameter(draw)}={quote(quote(address, safe=''), safe='')}"
    ),
    "a parameter, letters escaped": lambda draw, address: (
        f"{_outer(draw)}/r?{_parameter(draw)}={_escaped(draw, address)}"
    ),
    "the path": lambda draw, address: f"{_outer(draw)}/{draw.choice(('go', 'web', 'cache', 'en/view'))}/{address}",
    "the fragment": lambda draw, address: f"{_outer(draw)}/#{quote(address, safe='')}",
    "base64": lambda draw, address: (
        f"{_outer(draw)}/r/{base64.urlsafe_b64encode(address.encode()).decode().rstrip('=')}"
    ),
    "among others": lambda draw, address: (
        f"{_outer(draw)}/t?id={draw.randrange(9999)}&{_parameter(draw)}={quote(address, safe='')}&sig=a1b2"
    ),
}


def _twice(draw: Random, address: str) -> str:
    first, second = draw.sample(sorted(WRAPS), 2)
    return WRAPS[second](draw, WRAPS[first](draw, address))


def _inner_addresses(draw: Random) -> Iterator[Table]:
    for what, wrap in {**WRAPS, "one in another": _twice, "one in another again": _twice}.items():
        for _ in range(4):
            host = f"{draw.choice(WORDS)}-{draw.randrange(100_000)}.example"
            page = (
                f"{draw.choice(('http', 'https'))}://{draw.choice(('', '', 'www.', 'm.'))}{host}/{draw.choice(WORDS)}"
            )
            yield {
                "what": f"an outlet whose only source is itself, in {what}",
                "due": "source-independent +",
                "files": _outlet_about_itself(host, wrap(draw, page), "unknown"),
            }
    for what, wrap in WRAPS.items():
        host, other = (f"{draw.choice(WORDS)}-{draw.randrange(100_000)}.example" for _ in range(2))
        yield {
            "what": f"an outlet described on a page of somebody else, in {what}",
            "due": "",
            "files": _outlet_about_itself(host, wrap(draw, f"https://{other}/report"), "ngo"),
        }


def _outlet_about_itself(host: str, url: str, kind: str) -> dict[str, str]:
    (page,) = source(publisher_kind=kind, url=f'"{url}"').values()
    (record,) = outlet(evidence(source="{n}")).values()
    return {f"sites/zz/{host}.yml": record, "sources/{n}.yml": page}


# People

DIGITS = (
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "๐๑๒๓๔๕๖๗๘๙",
    "០១២៣៤៥៦៧៨៩",
    "０１２３４５６７８９",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "၀၁၂၃၄၅၆၇၈၉",
)
AT = ("@", " [at] ", " (at) ", "＠", " {at} ", " <a> ", " chiocciola ", " arroba ", " собака ")
DOT = (".", " [dot] ", " (dot) ", "[.]", " punto ", " точка ")
ACCUSING = (
    "fraudsters",
    "propagandists",
    "criminals",
    "swindlers",
    "hoaxers",
    "liars",
    "malicious people",
    "bribers",
    "saboteurs",
)
HIDING: dict[str, Callable[[Random, str], str]] = {
    "a letter that looks alike": _one_look_alike,
    "full width": lambda _, text: "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in text),
    "spaces": lambda _, text: " ".join(text),
    "hyphens": lambda draw, text: draw.choice("-.*_").join(text),
    "digits for letters": lambda _, text: text.translate(str.maketrans("oie", "013")),
    "capitals in between": lambda draw, text: "".join(draw.choice((letter, letter.upper())) for letter in text),
    "bold letters": lambda _, text: "".join(
        chr(0x1D41A + ord(letter) - 97) if "a" <= letter <= "z" else letter for letter in text
    ),
}
SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
FINNISH_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _in_digits(draw: Random, text: str) -> str:
    return text.translate(str.maketrans("0123456789", draw.choice(DIGITS)))


def _telephone(draw: Random) -> str:
    country = draw.choice(("+39", "+44", "+49", "0033", "+7", "+81", "+55", "+971"))
    between = draw.choice((" ", "-", ".", " - "))
    return between.join([country, *(str(draw.randrange(100, 999)) for _ in range(3))])


def _born(draw: Random) -> tuple[int, int, int]:
    return draw.randrange(1950, 2000), draw.randrange(1, 13), draw.randrange(1, 29)


def _chinese(draw: Random) -> str:
    year, month, day = _born(draw)
    head = f"{draw.choice((110101, 310115, 440305))}{year}{month:02}{day:02}{draw.randrange(1000):03}"
    return head + "10X98765432"[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(head)) % 11]


def _spanish(draw: Random) -> str:
    number = draw.randrange(10_000_000, 99_999_999)
    return f"{number}{SPANISH_LETTERS[number % 23]}"


def _finnish(draw: Random) -> str:
    year, month, day = _born(draw)
    head, number = f"{day:02}{month:02}{year % 100:02}", f"{draw.randrange(2, 900):03}"
    return f"{head}-{number}{FINNISH_LETTERS[int(head + number) % 31]}"


def _french(draw: Random) -> str:
    year, month, _ = _born(draw)
    head = f"{draw.choice('12')}{year % 100:02}{month:02}{draw.randrange(1, 95):02}{draw.randrange(1, 990):03}{draw.randrange(1, 990):03}"
    return f"{head}{97 - int(head) % 97:02}"


def _brazilian(draw: Random) -> str:
    digits = [draw.randrange(10) for _ in NINE]
    for more in (10, 11):
        digits.append(sum(digit * (more - at) for at, digit in enumerate(digits)) * 10 % 11 % 10)
    text = "".join(map(str, digits))
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}"


NUMBERS = {"China": _chinese, "Spain": _spanish, "Finland": _finnish, "France": _french, "Brazil": _brazilian}
PEOPLE = {
    "Cyrillic": (("Директор {} подписал.", "Владелец {} заплатил."), ("Иван", "Сергей", "Ольга"), ("Петров", "Соколов", "Кузнецова")),
    "Greek": (("Ο διευθυντής {} υπέγραψε.",), ("Γιώργος", "Νίκος"), ("Παπαδόπουλος", "Γεωργίου")),
    "Chinese": (("董事长{}签了字。", "负责人{}签了字。"), ("王", "李", "张"), ("小明", "建国", "丽华")),
    "Arabic": (("المدير {} وقع.",), ("محمد", "أحمد"), ("الحسن", "الخطيب")),
    "Korean": (("대표 {}가 서명했다.", "회장 {}의 회사다.", "사장 {}는 말했다."), ("김", "박", "최"), ("민수", "영호", "은지")),
}  # fmt: skip
"""Sentences with a post, and given names and surnames for a person's name, in the order of the script."""


def _claims(draw: Random, make: Callable[[Random], str], number: int) -> list[list[str]]:
    return [["claim", make(draw)] for _ in range(number)]


def _people(draw: Random) -> Iterator[Table]:
    yield {
        "what": "telephone numbers in the digits of many scripts",
        "due": "contact-details +",
        "values": _claims(draw, lambda draw: f"The page gives {_in_digits(draw, _telephone(draw))}.", 14),
    }
    yield {
        "what": "email addresses spelt out",
        "due": "contact-details +",
        "values": _claims(draw, _email, 16),
    }
    for country, number in NUMBERS.items():
        numbers = [number(draw) for _ in range(5)]
        shown = [*numbers[:3], *(_in_digits(draw, value) for value in numbers[3:])]
        yield {
            "what": f"numbers by which a state knows a person: {country}",
            "due": "contact-details +",
            "values": [["claim", f"The register gives {value}."] for value in shown],
        }
    for what, hide in HIDING.items():
        yield {
            "what": f"accusing words: {what}",
            "due": "wording +",
            "values": [["claim", f"The owners are {hide(draw, word)}."] for word in draw.sample(ACCUSING, 4)],
        }
    for script, (sentences, first, last) in PEOPLE.items():
        gap = "" if script in ("Chinese", "Korean") else " "
        yield {
            "what": f"private persons behind a post, in {script} letters",
            "due": "private-name + | person-named +",
            "values": [
                ["claim", draw.choice(sentences).format(draw.choice(first) + gap + draw.choice(last))] for _ in range(3)
            ],
        }
    disguised = partial(_one_look_alike, draw)
    yield {
        "what": "private persons behind a post, with a letter that looks alike",
        "due": "private-name + | look-alike +",
        "values": [
            ["claim", f"The owner {disguised(name)} signed it."]
            for name in ("Marek Nowak", "Petra Vogel", "Jean Leroy", "Paolo Conti", "Jana Horak")
        ],
    }


def _email(draw: Random) -> str:
    box, (host, domain) = f"{draw.choice(WORDS)}.{draw.choice('abcdef')}{draw.randrange(99)}", draw.sample(WORDS, 2)
    ending = draw.choice(("com", "org", "net"))
    return f"The page gives {box}{draw.choice(AT)}{host}-{domain}{draw.choice(DOT)}{ending} to readers."
