"""Cases on who says something and how it is said, with drawn values.

Second grounds that do not count, dates that no source can know, and values that must not be printed, in many
languages, letters and places.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote

from tests.attack.templates import evidence, firm, source
from tests.attack.values import WORDS
from tests.attack.words import ACCUSATIONS, HARMLESS, MATCHES

Table = dict[str, Any]
Files = dict[str, str]

NEARLY_SURE = "confidence-ground +"


def _of(name: str, letter: str, **fields: str) -> Files:
    """Return the source {n}-*letter* by the publisher *name*, read in an excerpt."""
    usual = {"publisher": f'"{name}"', "short_name": f'"the {name}"', "verification": "excerpt"}
    usual["url"] = f"https://{{n}}-{letter}.example/report"
    (text,) = source(**{**usual, **fields}).values()
    return {f"sources/{{n}}-{letter}.yml": text}


def _names(draw: Random, number: int) -> list[str]:
    """Return so many names that have no word in common."""
    words = draw.sample(WORDS, 2 * number)
    return [f"{words[2 * at]} {words[2 * at + 1]}".title() for at in range(number)]


def _sure(*letters: str) -> Files:
    """Return a site of which the sources {n}-*letters* are highly sure."""
    more = "".join(f"{{HIGHMORE:{{n}}-{letter}}}" for letter in letters[1:])
    return {"sites/zz/site-of-{n}.example.yml": f"{{HIGH:{{n}}-{letters[0]}}}{more}"}


def _case(what: str, due: str, *parts: Files) -> Table:
    return {"what": what, "due": due, "files": {path: text for files in parts for path, text in files.items()}}


def retellings(draw: Random) -> Iterator[Table]:
    """Yield statements whose second source retells the first, directly or by way of others, and some that are right."""
    for _ in range(3):
        a, b, c, d = _names(draw, 4)
        original, other = _of(a, "a"), _of(b, "b", retells="[{n}-a]")
        yield _case("a second source that retells the first", NEARLY_SURE, _sure("a", "b"), original, other)
        chain = [_of(c, "c", retells="[{n}-a]", verification="cited", via="[{n}-d]"), _of(d, "d", retells="[{n}-c]")]
        yield _case(
            "a second source that retells it by way of an unread one", NEARLY_SURE, _sure("a", "d"), original, *chain
        )
        both = [
            _of(b, "b", retells="[{n}-c]"),
            _of(d, "d", retells="[{n}-c]"),
            _of(c, "c", verification="cited", via="[{n}-b]"),
        ]
        yield _case("two that retell one third", NEARLY_SURE, _sure("b", "d"), *both)
        copied = [_of(c, "c", copy_of="{n}-a"), _of(d, "d", retells="[{n}-c]")]
        yield _case("one that retells the copy of the other", NEARLY_SURE, _sure("a", "d"), original, *copied)
        whole = _of(b, "b", retells="[{n}-c]", verification="full")
        yield _case("one source, read in full, that retells another", NEARLY_SURE, _sure("b"), whole, _of(c, "c"))
        own = {"sites/zz/{n}.example.yml": f"kind: local-news\noperator: unknown\n{evidence(source='{n}-b')}"}
        page = _of("Unknown", "c", publisher_kind="unknown", url="https://{n}.example/about-us", verification="full")
        retelling = _of(b, "b", retells="[{n}-c]", verification="full")
        yield _case("an outlet whose only source retells its own page", "source-independent +", own, page, retelling)
        circle = [_of(a, "a", retells="[{n}-b]"), _of(b, "b", retells="[{n}-c]"), _of(c, "c", copy_of="{n}-a")]
        yield _case("three that retell and copy each other in a circle", "source-circle +", *circle)
        more = [_of(b, "b", retells="[{n}-c]"), _of(c, "c", verification="cited", via="[{n}-b]"), _of(d, "d")]
        yield _case("one that retells, and one that found it out", "", _sure("b", "d"), *more)
        apart = [_of(b, "b", retells="[{n}-a]"), _of(d, "d", retells="[{n}-c]"), _of(c, "c")]
        yield _case("two that retell two others, which were read", "", _sure("b", "d"), original, *apart)


def one_body(draw: Random) -> Iterator[Table]:
    """Yield statements of two publishers that are one body, and statements of two that are not."""
    departments = ("{} Newsroom", "Press Office of the {}", "{} Media Centre", "{} Press Service", "Public Affairs, {}",
                   "{}, University of the Isles", "{} (Tides)", "{} redazione", "пресс-служба {}", "{} Pressestelle")  # fmt: skip
    for form in departments:
        (name,) = _names(draw, 1)
        yield _case(f"a body and {form}", NEARLY_SURE, _sure("a", "b"), _of(name, "a"), _of(form.format(name), "b"))
    for _ in range(3):
        name, other = _names(draw, 2)
        host = f"{name.split()[0].lower()}-{draw.randrange(9999)}.example"
        first = _of(name, "a", url=f"https://{host}/report")
        for what, fields in {
            "its host as a name": {"publisher": f'"{host}"'},
            "a host below its host": {"url": f"https://blog.{host}/second"},
            "a page on its site": {"url": f"https://{host}/second?page=2"},
            "a proxy of its page": {
                "url": f"https://{draw.choice(WORDS)}-proxy.example/view?u=https%3A%2F%2F{host}%2Fthird"
            },
            "a copy of its page": {"url": f"https://web.archive.org/web/20240117090234/https://{host}/third"},
        }.items():
            yield _case(f"a body and {what}", NEARLY_SURE, _sure("a", "b"), first, _of(other, "b", **fields))
    for _ in range(6):
        name, other = _names(draw, 2)
        yield _case(
            "two newsrooms of two bodies", "", _sure("a", "b"), _of(f"{name} News", "a"), _of(f"{other} News", "b")
        )
    for generic in (
        ("Press", "Institute"),
        ("Media", "Foundation"),
        ("News", "Laboratory"),
        ("Group", "Press"),
        ("Research", "Network"),
        ("Institute", "Foundation"),
    ):
        (name,) = _names(draw, 1)
        parts = [_of(f"{name} {word}", letter) for word, letter in zip(generic, "ab", strict=True)]
        yield _case(f"names that differ in {' and '.join(generic)} alone", "publisher-alike +", _sure("a", "b"), *parts)


def short_names(draw: Random) -> Iterator[Table]:
    """Yield short names that mean somebody else too."""
    for _ in range(4):
        name, other = _names(draw, 2)
        short = f"the {name}"
        for shown in (short, name, short.upper(), f"{name}.", f"The {name.replace(' ', '-')}"):
            yield _case(
                "one short name of two publishers",
                "short-name +",
                _of(name, "a"),
                _of(other, "b", short_name=f'"{shown}"'),
            )
        named = firm(name=f'"{name} Ltd"', more=f"aliases:\n  - {{text: {other}, printed_by: [harbour-lab-2024]}}\n")
        for shown in (f"{name} GmbH", other, other.lower()):
            third = "Sluice Gate Review"
            yield _case(
                "the name of a firm as that of a publisher",
                "short-name +",
                named,
                _of(third, "c", short_name=f'"{shown}"'),
            )
        yield _case("one short name of one publisher", "", _of(name, "a"), _of(name, "b"))
        yield _case(
            "the agency that a newspaper prints",
            "",
            _of(name, "a"),
            _of(f"{other} ({name})", "b", short_name=f'"the {name}"'),
        )


def later_dates(draw: Random) -> Iterator[Table]:
    """Yield facts that no source can know on its date, and facts that it can; the report is of 7 February 2024."""
    later = [f"2024-{draw.randrange(3, 9):02}-{draw.randrange(1, 28):02}" for _ in range(6)] + [
        "2024-04",
        "2025",
        "2024-02-10",
    ]
    before = [f"20{draw.randrange(19, 24)}-{draw.randrange(1, 12):02}" for _ in range(6)] + [
        "2024",
        "2024-02-07",
        "2024-02-08",
    ]
    for due, dates in (("date-source", later), ("", before)):
        values = [[name, date] for date in dates for name in ("registered", "activity", "founded")]
        values += [["dated", date] for date in dates]
        yield {
            "what": f"facts {'later than their source' if due else 'that their source could know'}",
            "due": due,
            "values": values,
        }
    for _ in range(4):
        name, other = _names(draw, 2)
        day = f"2024-02-{draw.randrange(10, 28)}"
        pair = (_of(name, "a", date=day), _of(other, "b", date="2024-01-05", retells="[{n}-a]"))
        yield _case("a source that retells a later one", "date-source +", *pair)
        stamp = f"2023{draw.randrange(10, 13)}17090234"
        moment = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T09:02:34Z"
        address = "https://{n}-a.example/report"
        copy = f'archives:\n  - {{url: "https://web.archive.org/web/{stamp}/{address}", original: "{address}", captured: {moment}, shows: The report.}}\n'
        ((path, text),) = _of(name, "a").items()
        yield _case("a copy that is older than what it copies", "date-source", {path: text + copy})


def numbers_of_nobody(draw: Random) -> Iterator[Table]:
    """Yield numbers with correct check digits that no register gives, and numbers as registers give them."""
    digit = draw.choice("23456789")
    yield {
        "what": "registration numbers of one sign, of no entity, of a kind or place that the register does not have",
        "due": "registration-number +",
        "values": [
            *(
                ["registration", "CN-USCC", _uscc("91", place, sign * 8)]
                for sign, place in (("0", "440300"), (digit, "110105"))
            ),
            *(["registration", "LEI", _lei(f"5493{draw.randrange(10, 99)}" + sign * 12)] for sign in ("0", digit)),
            *(["registration", "RU-INN", _inn(f"{region}00000")] for region in ("7701", "5024")),
            ["registration", "RU-INN", _inn("000123456")],
            *(["registration", "RU-OGRN", _ogrn(head * 12)] for head in ("7", "9", "4")),
            ["registration", "RU-OGRN", _ogrn(f"2{draw.randrange(10**10, 10**11)}")],
            ["registration", "RU-OGRN", _ogrn(f"102{'00'}{draw.randrange(10**6, 10**7)}")],
        ],
    }
    yield {
        "what": "registration numbers as registers give them",
        "due": "",
        "values": [
            ["registration", "CN-USCC", _uscc("91", "310115", f"MA1K{draw.randrange(1000, 9999)}")],
            ["registration", "LEI", _lei(f"529900{''.join(draw.choice('0123456789ABCDEF') for _ in range(12))}")],
            ["registration", "RU-INN", _inn(f"7707{draw.randrange(10_000, 99_999)}")],
            ["registration", "RU-OGRN", _ogrn(f"1{draw.randrange(3, 23):02}77{draw.randrange(10**6, 10**7)}")],
            ["registration", "RU-OGRN", _ogrn(f"5{draw.randrange(3, 17):02}77{draw.randrange(10**6, 10**7)}")],
        ],
    }


_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _uscc(kind: str, place: str, code: str) -> str:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = 11 - sum(int(sign, 36) * weight for sign, weight in zip(code, weights, strict=True)) % 11
    head = kind + place + code + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(_USCC_SIGNS.index(sign) * 3**at for at, sign in enumerate(head))
    return head + _USCC_SIGNS[-total % 31]


def _lei(head: str) -> str:
    return f"{head}{98 - int(''.join(str(int(sign, 36)) for sign in head) + '00') % 97:02}"


def _inn(head: str) -> str:
    return head + str(
        sum(int(digit) * weight for digit, weight in zip(head, (2, 4, 10, 3, 5, 9, 4, 6, 8), strict=True)) % 11 % 10
    )


def _ogrn(head: str) -> str:
    return head + str(int(head) % 11 % 10)


def accusations(draw: Random) -> Iterator[Table]:
    """Yield accusing words in many languages, and sentences in them that accuse nobody."""
    for language, sentences in ACCUSATIONS.items():
        values = [[draw.choice(("claim", "note", "excluded_reason")), sentence] for sentence in sentences]
        yield {"what": f"accusing words in {language}", "due": "wording +", "values": values}
    yield {
        "what": "sentences that accuse nobody, in many languages",
        "due": "",
        "values": [["claim", sentence] for sentence in HARMLESS],
    }


def quotations(draw: Random) -> Iterator[Table]:
    """Yield accusing words in quotation marks, in sentences that do not say whose they are and in sentences that do."""
    words = ("fake", "fraud", "propaganda outlet", "puppets of a bank", "Lügenpresse", "corrupt")
    marks = ("“{}”", '"{}"', "«{}»", "„{}“", "「{}」")
    nobody = (
        "The {} stories fill the front page.",
        "It is one of the {} papers of the coast.",
        "The editors are {}.",
        "Its {} pages number ninety.",
        "It is widely called {}.",
    )
    somebody = (
        "The report calls its stories {}.",
        "According to the mayor, the editors are {}.",
        "The court’s ruling described it as {}.",
        "The port authority said that the pages were {}.",
    )
    for due, sentences in (("quotation-speaker", nobody), ("", somebody)):
        values = [
            ["claim", sentence.format(draw.choice(marks).format(draw.choice(words)))]
            for sentence in sentences
            for _ in range(3)
        ]
        yield {"what": f"quotations of {'somebody' if not due else 'nobody'}", "due": due, "values": values}


def raw_hosts(draw: Random) -> Iterator[Table]:
    """Yield hosts of recorded sites in our own texts, raw as other programs make links of them, and defanged."""
    hosts = (
        "harbour-times.example",
        "valley-echo.example",
        "news.harbour-times.example",
        "www.valley-echo.example",
        "Harbour-Times.EXAMPLE",
        "a.b.valley-echo.example",
    )
    texts = ("The site links to {}.", "It copies {}/news/1 each day.", "See {}, below.", "The pages ({}) are alike.")
    fields = ("claim", "note", "summary", "shows", "correction")
    raw = [[draw.choice(fields), draw.choice(texts).format(host)] for host in hosts for _ in range(3)]
    yield {"what": "hosts of recorded sites, raw", "due": "host-raw", "values": raw}
    tame = [[draw.choice(fields), draw.choice(texts).format(host.replace(".", "[.]"))] for host in hosts]
    tame += [["claim", draw.choice(texts).format(f"{draw.choice(WORDS)}.example")] for _ in range(6)]
    yield {"what": "hosts of recorded sites, defanged, and those of others", "due": "", "values": tame}


def elsewhere(draw: Random) -> Iterator[Table]:
    """Yield contact details in addresses, IDs and values of indicators, and similar values that lead to nobody."""
    box, domain = f"{draw.choice(WORDS)}.{draw.choice(WORDS)}", f"{draw.choice(WORDS)}-mail.org"
    mail = f"{box}@{domain}"
    number = f"39{draw.randrange(10**9, 10**10)}"
    mails = (
        f"mailto={mail}",
        f"q={quote(mail, safe='')}",
        f"q={quote(quote(mail, safe=''), safe='')}",
        f"to={mail.upper()}",
    )
    people = (f"linkedin.com/in/{box}", f"de.linkedin.com/in/{box}", "facebook.com/profile.php?id=100009", "vk.com/id77100", f"steamcommunity.com/id/{box}",
              f"t.me/+{number}", f"wa.me/{number}", f"api.whatsapp.com/send?phone={number}", f"m.me/{box}", f"about.me/{box}", "orcid.org/0000-0002-1825-0097")  # fmt: skip
    addresses = [
        *(f"https://{{n}}.example/list?{query}" for query in mails),
        *(f"https://{profile}" for profile in people),
        f"https://{{n}}.example/~{box.replace('.', '')}/",
        f"https://{{n}}.example/call/+{number}",
        f"https://{{n}}.example/?tel=0{number}",
        f"https://{{n}}.example/contact-{box.replace('.', '')}-at-{domain.replace('.', '-dot-')}",
    ]
    yield {
        "what": "people and ways to them in addresses of sources",
        "due": "contact-details +",
        "values": [["address", address] for address in addresses],
    }
    ids = (
        f"tel-{number}",
        f"phone-0{number}",
        f"{box.replace('.', '-')}-at-{domain.replace('.', '-dot-')}",
        "gb29nwbk60161331926819",
        f"call-{number}-now",
    )
    kinds = ("evidence_id", "statement_id", "campaign_evidence", "former_firm", "former_source")
    yield {
        "what": "contact details in IDs",
        "due": "contact-details +",
        "values": [[kind, slug] for slug in ids[:4] for kind in kinds],
    }
    values = [
        ["indicator", "username", username]
        for username in (f"+{number}", number, f"0{number[2:]}", f"{number[:2]} {number[2:7]}-{number[7:]}")
    ]
    yield {"what": "telephone numbers as names of users", "due": "contact-details", "values": values}
    fair = [
        *(
            ["address", f"https://{{n}}.example/{path}"]
            for path in (
                "2024/02/07/report",
                "in/2024-02-07",
                "news?id=20240207",
                "a-look-at-the-dot-com-years",
                "telescope/1234567",
                "@harbourtimes",
                "tel-aviv/20230504",
                "~",
            )
        ),
        *(
            ["evidence_id", slug]
            for slug in ("register-2024-02-07", "tel-aviv-office", "phone-shops", "look-at-dot-com", "count-1234")
        ),
        *(["indicator", "username", username] for username in ("harbour77", "press_2024", "tide.desk")),
    ]
    yield {"what": "addresses, IDs and names that lead to nobody", "due": "", "values": fair}


def told_numbers(draw: Random) -> Iterator[Table]:
    """Yield numbers that lead to somebody because of a word shortly before or after them, and other numbers."""

    def digits(many: int) -> str:
        return "".join(str(draw.randrange(1, 10)) for _ in range(many))

    calls = ("The telephone of the editor is {}.", "Readers were told to call {} at night.", "Its WhatsApp number, open all day, is {}.", "Das Telefon der Redaktion lautet {}.",
             "Le numéro {} est joignable le soir.", "Il telefono del signore è {}.", "El teléfono de la casa es {}.", "Телефон редакции: {}.", "編集部の電話は{}。", "编辑部的电话是{}。")  # fmt: skip
    yield {
        "what": "telephone numbers by a word",
        "due": "contact-details +",
        "values": [["claim", sentence.format(digits(draw.choice((7, 8, 9))))] for sentence in calls],
    }
    banks = (
        "The bank account of the firm is {}.",
        "Its Kontonummer war {}.",
        "Le compte bancaire est {}.",
        "Il conto corrente è {}.",
        "расчётный счёт {}",
        "其银行账户为{}。",
    )
    yield {
        "what": "bank accounts by a word",
        "due": "contact-details +",
        "values": [["claim", sentence.format(digits(12))] for sentence in banks],
    }
    cards = [_card(f"{draw.choice('45')}{digits(14)}") for _ in range(4)]
    shown = [
        " ".join(card[at : at + 4] for at in range(0, 16, 4)) if draw.random() < 0.5 else f"the card {card}"
        for card in cards
    ]
    yield {
        "what": "cards",
        "due": "contact-details +",
        "values": [["claim", f"Money went to {card}."] for card in shown],
    }
    papers = (
        "Her passport, issued in Rome, is {}.",
        "Sein Reisepass hat die Nummer {}.",
        "паспорт {}",
        "Il passaporto è {}.",
        "El pasaporte es {}.",
        "护照号码是{}。",
    )
    yield {
        "what": "papers by a word",
        "due": "contact-details +",
        "values": [
            ["claim", sentence.format(f"{draw.choice('ABCX')}{draw.choice('ABCX')}{digits(7)}")] for sentence in papers
        ],
    }
    fair = ("The phone of 12 345 678 readers rang.", "The report counts 1234567 calls in 2023.", "The account was opened on 2023-04-05.", "The telephone directory of 1998-2003 has it.",
            "The bank has 120,000 accounts.", "The passport office closed in 2019.", "The site had 2345678 calls to its page.")  # fmt: skip
    yield {
        "what": "numbers of other things beside these words",
        "due": "",
        "values": [["claim", sentence] for sentence in fair],
    }


def _card(head: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 if at % 2 == 0 else 1), 10)) for at, digit in enumerate(reversed(head)))
    return head + str(-total % 10)


def confusables(draw: Random) -> Iterator[Table]:
    """Yield words in which similar letters of other scripts replace Latin ones, in texts and names."""
    for _ in range(12):
        word = draw.choice([candidate for candidate in WORDS if len(set(candidate) & MATCHES.keys()) > 2])
        places = [at for at, letter in enumerate(word) if letter in MATCHES]
        at = draw.choice(places)
        mixed = word[:at] + draw.choice(MATCHES[word[at]]) + word[at + 1 :]
        field = draw.choice(("claim", "publisher", "short_name", "title", "business", "firm_name", "summary", "name"))
        what = "a letter of another script within a word"
        yield {"what": what, "due": "look-alike + | yaml-normalisation +", "values": [[field, f"The {mixed} list"]]}
        name, other = _names(draw, 2)
        first = name.split()[0]
        spots = [at for at, letter in enumerate(first.lower()) if letter in MATCHES]
        if spots:
            at = draw.choice(spots)
            twin = first[:at] + draw.choice(MATCHES[first[at].lower()]) + first[at + 1 :] + " " + name.split()[1]
            yield _case(
                "a publisher and its twin in other letters",
                NEARLY_SURE,
                _sure("a", "b"),
                _of(name, "a"),
                _of(twin, "b", short_name=f'"the {other}"'),
            )


def drawn(seed: int) -> dict[str, list[Table]]:
    """Return the tables of each kind of this module, with values for *seed*."""
    kinds = {
        "retellings": retellings, "one-body": one_body, "short-names": short_names, "later-dates": later_dates, "numbers-of-nobody": numbers_of_nobody,
        "accusations": accusations, "quotations": quotations, "raw-hosts": raw_hosts, "contacts-elsewhere": elsewhere, "told-numbers": told_numbers,
        "confusables": confusables,
    }  # fmt: skip
    return {name: list(draw_all(Random(f"{name} {seed}"))) for name, draw_all in kinds.items()}  # noqa: S311 - no secret
