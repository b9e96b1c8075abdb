"""What in a text leads to a person: addresses, numbers, accounts, places, however they are written."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator

from masthead.syntax.confusable_letters import plain

_AT = r"(?: ?(?:@|[\[({<] ?(?:at|@|ät) ?[\])}>]) ?| at (?=[\w-]+ dot ))"
_DOT = r"(?:\.| ?[\[({<] ?(?:\.|dot|punkt|point) ?[\])}>] ?| dot )"
# Looked for from the start of a word alone: from each of its letters it would take long.
_EMAIL = re.compile(rf"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\+ ?|\()?\d{1,15}(?:[ ./()-]{1,2}\d{1,15})*+(?![\w]|[.,:/-]\d)")
_CALLED = re.compile(
    r"\b(?:tele(?:phone|fon|fono|phon)|phone|tel|fax|mobile|handy|whatsapp|telegram|signal|wechat|weixin|qq|line)\b\W{0,3}(?:no|nr|id|number)?\W{0,3}\d[\d ().-]{5,}\d",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w{3,31}\b(?!\.\w)")
# Addresses that open a conversation with somebody, or the page of a person.
_PROFILE = re.compile(
    r"(?<![\w.-])(?:(?:t|telegram|wa|m|vk|signal|line|viber)\.me|wa\.link|(?:\w+\.)?linkedin\.com/in)/[\w+@#/.-]*\w{3}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_PASSPORT = re.compile(
    r"\b(?:passport|reisepass|passeport|pasaporte|passaporto|identity card|id card)\b\W{0,3}(?:no|nr|number|num[eé]ro)?\W{0,4}(?:(?:is|was|has) )?(?=\w*\d)[A-Z0-9]{6,12}\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<![\w.])[-+]?\d{1,2}\.\d{3,} ?°? ?[NS]?[,;/ ]+[-+]?\d{1,3}\.\d{3,}(?![\w.]*\d\.)"
    r"|\d{1,2} ?° ?\d{1,2} ?['′] ?[\d.]*[^\w.]{0,4}[NS]\b"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z]\w+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd)\b"
    r"|\b\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|place|chemin|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Cc]alle|[Aa]venida|[Rr]ua|[Uu]lica) (?:(?:de|du|des|la|le|l’|d’)\s?)*[A-Z]\w+"
    r"|\b(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Cc]alle|[Aa]venida|[Rr]ua|[Uu]lica|[Uu]l\.|[Rr]ue|[Кк]ул\.|[Уу]лица|[Уу]л\.) (?:\w+ ){0,3}[A-ZА-Я]\w+,? (?:n\. ?|д\. ?)?\d{1,4}\b"
    r"|\b[A-ZÄÖÜ]\w*(?:straße|strasse|gasse|weg|platz|straat|laan|gatan|katu) \d{1,4}\b"
    r"|[\u4e00-\u9fff]{1,8}[路街道巷]\d{1,5}[号號]|\d{1,3}丁目\d{1,3}|[\uac00-\ud7a3]{1,8}[로길] ?\d{1,4}(?:번길)?(?: \d+)?(?!\w)"
)  # fmt: skip
_GROUPS = re.compile(r"\d+")
_SHORTEST, _LONGEST = 8, 15
_BOOKS, _OF_A_BOOK = ("978", "979"), 13
_OF_A_HOST = 5
_MONTHS, _DAYS = 12, 31


def contacts_in(text: str) -> Iterator[str]:
    """Yield what kinds of contact details *text* contains, such as: an email address."""
    shown = plain(text)
    yield from dict.fromkeys(kind for kind, is_in in _possible(shown) if is_in(shown))


def may_contact(text: str) -> bool:
    """Return whether *text* has a sign of contact details: most have none, and a look costs little."""
    return any(True for _ in _possible(plain(text)))


def _possible(shown: str) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Yield the kinds of which *shown* has a sign, each with the pattern that finds it, which costs much."""
    lowered = shown.lower().replace("i\u0307", "i").replace("ı", "i")  # as patterns that ignore case take them
    small = lowered.encode("ascii", "replace")  # in which signs are found faster than among letters of all scripts
    shape = shown.encode("ascii", "replace").translate(_SHAPE)
    digits = shape.count(b"0")
    shape += b"\n" + shape.translate(None, _BETWEEN_DIGITS)
    for kind, fewest, signs, shapes, foreign, is_in in _KINDS:
        if digits >= fewest and (
            any(map(small.__contains__, signs))
            or any(map(shape.__contains__, shapes))
            or any(map(lowered.__contains__, foreign))
        ):
            yield kind, is_in


def _has_number(text: str) -> bool:
    return any(_is_telephone(match.group()) for match in _NUMBER.finditer(text))


def _is_telephone(text: str) -> bool:
    """Return whether a run of digits is written as numbers of telephones are, and not as dates, sums or hosts are."""
    groups = _GROUPS.findall(text)
    digits = sum(map(len, groups))
    if not _SHORTEST <= digits <= _LONGEST or _is_date_or_years(groups):
        return False
    if text.startswith(_BOOKS) and digits == _OF_A_BOOK:
        return False
    if text.startswith(("+", "00", "(0")):
        return True
    if len(groups) == 1:
        return text.startswith("0") and digits >= _SHORTEST + 1
    if _is_host(text, groups) or _is_sum(text, groups):
        return False
    return len(groups) > 2 or text.startswith("0")


def _is_date_or_years(groups: list[str]) -> bool:
    """Return whether *groups* begin as 2024-02-07, 07.02.2024 or 2019-2023 do."""
    lengths = [len(group) for group in groups[:3]]
    if lengths[:2] == [4, 4]:
        return len(groups) == 2 and all(group.startswith(("19", "20")) for group in groups)
    years = [group for group, length in zip(groups, lengths, strict=False) if length == 4]
    rest = [int(group) for group, length in zip(groups, lengths, strict=False) if length <= 2]
    return len(years) == 1 and len(rest) == 2 and all(1 <= part <= _DAYS for part in rest) and min(rest) <= _MONTHS


def _is_host(text: str, groups: list[str]) -> bool:
    """Return whether *text* is a number as computers have it."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{1,3}){3}(?:/\d{1,2})?", text) is not None and len(groups) <= _OF_A_HOST


def _is_sum(text: str, groups: list[str]) -> bool:
    """Return whether *text* is one large number, set in threes."""
    return (
        not text.startswith("0") and re.search("[/()-]", text) is None and all(len(group) == 3 for group in groups[1:])
    )


def _has_account(text: str) -> bool:
    return _HANDLE.search(text) is not None or _PROFILE.search(text) is not None


def _has_iban(text: str) -> bool:
    return any(_passes_check(match.group().replace(" ", "")) for match in _IBAN.finditer(text))


def _passes_check(account: str) -> bool:
    """Return whether *account* has the check digits of an international bank account number (ISO 13616)."""
    if not 15 <= len(account) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _found(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


_SPELT = (b"@", b"(at", b"[at", b"{at", b"<at", b"( at", b"[ at", b" dot ")
_PAPERS = (b"passport", b"reisepass", b"passeport", b"pasaporte", b"passaporto", b"card")
_CALLS = (b"tel", b"phone", b"fax", b"mobile", b"handy", b"whatsapp", b"signal", b"wechat", b"weixin", b"qq", b"line")
_STREETS = (b" st", b" road", b" rd", b"rue ", b" ave", b" lane", b" drive", b" boul", b"blvd", b"place ", b"chemin ", b"via", b"piazza ",
            b"corso ", b"calle ", b"avenida ", b"rua ", b"ulica ", b"ul. ", b"stra", b"gasse", b"weg", b"platz", b"laan", b"gatan", b"katu")  # fmt: skip
_STREETS_ABROAD = ("улица", "ул.", "路", "街", "道", "巷", "丁目", "로", "길")
# What a text is made of: 0 for each digit, A for each capital, ~ for each other letter; then the same without what is
# between digits.
_SHAPE = bytes.maketrans(
    (string.digits + string.ascii_uppercase + string.ascii_lowercase).encode(), b"0" * 10 + b"A" * 26 + b"~" * 26
)
_BETWEEN_DIGITS = b" ./()-"
# Each kind, how many digits a text has that has it, what it has one of (in small letters, in its shape, in small letters
# beyond ASCII), and what finds it.
_KINDS: tuple[tuple[str, int, tuple[bytes, ...], tuple[bytes, ...], tuple[str, ...], Callable[[str], bool]], ...] = (
    ("an email address", 0, _SPELT, (), ("(ät",), _found(_EMAIL)),
    ("a telephone number", 7, (), (b"0" * _SHORTEST,), (), _has_number),
    ("a telephone number", 7, _CALLS, (), (), _found(_CALLED)),
    ("the name of an account", 0, (b"@", b".me/", b"wa.link/", b"/in/"), (), (), _has_account),
    ("the number of a bank account", 10, (), (b"AA00",), (), _has_iban),
    ("the number of a passport", 1, _PAPERS, (), (), _found(_PASSPORT)),
    ("the coordinates of a place", 4, (), (b".000",), ("°",), _found(_PLACE)),
    ("the address of a house", 1, _STREETS, (), _STREETS_ABROAD, _found(_STREET)),
)
