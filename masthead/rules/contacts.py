"""Contact details in texts: addresses, numbers, accounts and places of persons, each looked for where a text has a sign of it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from masthead.rules.text_patterns.contact_patterns import (
    CALLED_IN_ONE_WORD,
    FEWEST_DIGITS,
    IBAN_START,
    RARE_DIGITS,
    SERVICES,
    SERVICES_ABROAD,
    has_birthday,
    has_coordinates,
    has_email,
    has_handle,
    has_house,
    has_iban,
    has_labelled_telephone_number,
    has_mailbox,
    has_named_account,
    has_passport_number,
    has_profile,
    has_spaced_email,
    has_spelt_number,
    has_telephone_number,
)
from masthead.rules.text_patterns.identity_numbers import has_identity_number
from masthead.rules.text_patterns.joined_texts import Joined, Together
from masthead.rules.text_patterns.labelled_numbers import (
    has_bank_number,
    has_called_number,
    has_card_number,
    has_paper_number,
)
from masthead.syntax.confusable_letters import has_other_scripts, plain


def contacts_in(text: str) -> Iterator[str]:
    """Yield what kinds of contact details *text* contains, such as: an email address."""
    shown = plain(text)
    yield from dict.fromkeys(kind.name for kind in _possible(shown) if kind.is_in(shown))


def may_contact(together: Together) -> set[int]:
    """Return which texts may have contact details: most have no sign of any, and one look finds those that have.

    None that has such details is missing; some have none.
    """
    lowered, shape = Joined(map(_lowered, together.texts)), _shape(together.whole)
    small, uncased = _small(lowered.whole), shape.translate(_UNCASED)
    numerous = together.with_many(shape, b"0", _MANY_DIGITS)
    within = together.with_words(partial(_has_one_of, _NUMBER_WORDS)) | lowered.with_signs(small, _NUMBER_SIGNS)
    within = within.union(*(lowered.with_pattern(small, start) for start in _NUMBER_STARTS))
    return (
        together.with_words(partial(_has_one_of, _OTHER_WORDS))
        | lowered.with_signs(small, _OTHER_SIGNS)
        | together.with_signs(uncased, _OTHER_SHAPES)
        | together.with_signs(together.whole, ("\u0307",))  # which parts words until it is taken away
        | together.in_other_scripts()
        | {number for number in numerous if number in within or _has_number_shape(together.texts[number])}
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact details: its name, what finds it, which costs much, and the signs without which none is there."""

    name: str
    is_in: Callable[[str], bool]
    digits: int = 0
    """The fewest digits of a text in which it is; the text also has one of the following."""
    words: frozenset[str] = frozenset()
    """Words in small letters, parted by everything that is no letter."""
    signs: tuple[bytes, ...] = ()
    """Parts of the text in small letters, in Latin 1, with 0 for each digit and | for each bracket."""
    shapes: tuple[bytes, ...] = ()
    """Parts of one of the forms of the text that _forms returns; of the second, if the kind needs few digits."""
    abroad: tuple[str, ...] = ()
    """Parts of a text in another script than Latin."""
    start: re.Pattern[bytes] | None = None
    """The beginning of such details, in the letters of the signs."""


def _possible(shown: str) -> Iterator[Kind]:
    """Yield the kinds that *shown* has a sign of."""
    lowered = _lowered(shown)
    small, forms = _small(lowered), _forms(shown)
    digits = _shape(shown).count(b"0")
    is_latin = not has_other_scripts(lowered)
    words = _ALL_WORDS.intersection(_words(lowered, is_latin=is_latin))
    for kind in _KINDS:
        if digits >= kind.digits and (
            not kind.words.isdisjoint(words)
            or any(map(small.__contains__, kind.signs))
            or any(map(forms.__contains__, kind.shapes))
            or (not is_latin and any(map(lowered.__contains__, kind.abroad)))
            or (kind.start and kind.start.search(small))
        ):
            yield kind


def _words(lowered: str, *, is_latin: bool) -> list[str]:
    """Return the words of *lowered*; where another script is written to Latin letters without a space, these as well."""
    return _WORD.findall(lowered) + ([] if is_latin else _LATIN_WORD.findall(lowered))


def _has_one_of(words: frozenset[str], text: str) -> bool:
    """Return whether *text*, which is a word with digits and other signs perhaps, has one of *words*."""
    return not words.isdisjoint(_WORD.findall(_lowered(text)))


def _has_number_shape(text: str) -> bool:
    forms = _forms(text)
    return any(map(forms.__contains__, _NUMBER_SHAPES))


def _lowered(text: str) -> str:
    """Return *text* in small letters, as patterns that ignore case take them."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")


def _small(lowered: str) -> bytes:
    """Return *lowered* in bytes, in which signs are found faster than among letters of all scripts."""
    return lowered.encode("latin-1", "replace").translate(_SMALL)


def _shape(text: str) -> bytes:
    """Return *text* with 0 for each digit, A for each capital of ASCII and a for each small letter."""
    return text.encode("ascii", "replace").translate(_SHAPE)


def _forms(text: str) -> bytes:
    """Return the shape of *text*; the same without a difference of case; without signs; and so again with 0 for each O."""
    shape = _shape(text)
    nulls = text.encode("ascii", "replace").translate(_NULLS, _NEITHER)
    return b"\n".join((shape, shape.translate(_UNCASED), shape.translate(None, _NEITHER), nulls))


def _bytes(*signs: str) -> tuple[bytes, ...]:
    return tuple(sign.encode("latin-1", "replace") for sign in signs)


_SPELT = _bytes(
    "@", " dot ", " ät ", "malpa", "małpa",
    *(f"|{before}{word}{behind}|" for word in ("a", "at", "ät") for before in ("", " ") for behind in ("", " ")),
)  # fmt: skip
_SPELT_IN_WORDS = frozenset(
    (
        "arroba",
        "arobas",
        "arobase",
        "chiocciola",
        "apenstaartje",
        "zavinac",
        "zavináč",
        "zavinač",
        "zavinác",
        "kukac",
        "snabel",
        "miukumauku",
        "aet",
    )
)
_SPELT_ABROAD = ("собака", "снабель", "παπάκι", "アット", "골뱅이", "艾特", "圈a")
_CALLS = frozenset(
    ("telephone", "telephones", "telefon", "telefons", "telefono", "telefonos", "téléphone", "teléfono", "teléphone", "téléfono", "télefono", "télephone", "telephon", "telephons", "telefone", "phone", "tel", "fax",
     "mobile", "handy", "cell", "cellulare", "movil", "móvil", "portable", "puhelin", "whatsapp", "telegram", "signal", "viber", "wechat", "weixin", "qq", "line", "телефон", "тел", "моб", "τηλ",
     "τηλέφωνο", "κιν")
)  # fmt: skip
_CALLS_ABROAD = (
    "هاتف",
    "جوال",
    "电话",
    "電話",
    "手机",
    "手機",
    "微信",
    "携帯",
    "전화",
    "휴대폰",
    "핸드폰",
    "연락처",
    "טלפון",
    "नंबर",
)
# Words before a number that is parted from them.
_CALLING = _bytes(
    "phone", "telephon", "telef", "téléf", "teléf", "télef", "number", "nummer", "numéro", "numero", "número"
)
_CALLING_IN_WORDS = frozenset(
    ("tel", "call", "calls", "called", "ring", "rang", "dial", "dials", "dialed", "dialled", "phone", "phoned", "anrufen", "appelez", "appeler", "chiamare", "chiamate", "llamar", "llame")
)  # fmt: skip
_CALLING_ABROAD = (*_CALLS_ABROAD, "телефон", "тел", "τηλέφωνο", "звонить", "звоните")
_BANKS = _bytes(
    "bank", "konto", "compte", "conto ", "conti ", "cuenta", "conta ", "contas", "rekening", "sort code", "numer "
)
_BANKS_ABROAD = ("р/с", "счет", "счёт", "рахун", "账", "帳", "口座", "계좌")
_PAPERS = _bytes(
    "passeport",
    "passapor",
    "paszport",
    "pașaport",
    "pasaport",
    "tlev",
    "personalausweis",
    "steuer-id",
    "führerschein",
    "fødselsnummer",
)
_PAPERS_IN_WORDS = frozenset(
    ("passport", "reisepass", "pasaporte", "paspoort", "passi", "identity", "id", "carta", "national", "social", "ssn", "codice", "dni", "pesel", "cpf", "bsn", "cnp", "curp", "aadhaar", "hkid", "rodné",
     "henkilötunnus", "personnummer", "kimlik", "nino", "driving", "permis", "patente", "jmbg", "egn", "amka", "isikukood", "asmens", "personas", "kennitala", "inn")
)  # fmt: skip
_PAPERS_ABROAD = (
    "паспорт",
    "єгн",
    "егн",
    "јмбг",
    "рнокпп",
    "инн",
    "αμκα",
    "διαβατήρι",
    "снилс",
    "护照",
    "護照",
    "パスポート",
    "旅券",
    "여권",
    "身份证",
    "身分證",
    "主民登録",
    "주민등록번호",
    "マイナンバー",
    "جواز",
    "الهوية",
    "דרכון",
    "תעודת",
)
_STREETS = _bytes(
    *(end + number for end in ("straße", "strasse", "str.", "gasse", "weg", "platz", "allee", "damm", "ufer", "ring", "straat", "laan", "plein", "gracht", "gatan", "vägen", "gata", "vej", "gade", "katu", "tie")
      for number in ("0", " 0")),
)  # fmt: skip
_STREETS_IN_WORDS = frozenset(
    ("street", "st", "road", "c", "ul", "al", "rd", "avenue", "ave", "lane", "drive", "boulevard", "blvd", "square", "terrace", "crescent", "rue", "place", "chemin", "allée", "impasse", "quai", "via", "viale", "piazza", "corso",
     "vicolo", "largo", "calle", "avenida", "avda", "plaza", "paseo", "rua", "praça", "travessa", "strada", "calea", "bulevardul", "ulica", "aleja", "ulice", "náměstí", "utca", "trg", "sokak", "sokaği", "sok",
     "caddesi", "cad", "bulvari", "mahallesi", "út", "tér", "box", "postfach", "casella", "apartado", "boîte", "skrytka", "postbus", "strasse", "straße", "str")
)  # fmt: skip
_STREETS_ABROAD = ("улица", "вулиця", "проспект", "переулок", "провулок", "бульвар", "набережная", "шоссе", "ул.", "пр.", "просп.", "пер.", "бул.", "οδός", "οδού", "λεωφ", "πλατεία", "شارع", "جادة",
                   "طريق", "רחוב", "שדרות", "רח'", "路", "街", "道", "巷", "弄", "段", "号", "號", "丁目", "都", "府", "県", "로", "길", "시", "구", "군", "а/я")  # fmt: skip
_BIRTHS = _bytes(
    "birth", "geburts", "urodz", "narozen", "d.o.b", "do.b", "d.ob", "nacim", "nascim", "nascita", "naissance"
)
_BIRTHS_IN_WORDS = frozenset(
    ("born", "dob", "geboren", "né", "née", "nato", "nata", "nacido", "nacida", "nació", "nascido", "nascida", "nasceu")
)
_BIRTHS_ABROAD = (
    "родил",
    "рожд",
    "народ",
    "出生",
    "生年月日",
    "生まれ",
    "생년월일",
    "태어",
    "مواليد",
    "الميلاد",
    "נולד",
    "לידה",
    "né",
    "née",
)
_SERVICES = frozenset(service + called for service in SERVICES for called in ("", *CALLED_IN_ONE_WORD))
# All digits are 0; A and a are for letters.
_SHAPE = bytes.maketrans(
    (string.digits + string.ascii_uppercase + string.ascii_lowercase).encode(), b"0" * 10 + b"A" * 26 + b"a" * 26
)
_UNCASED = bytes.maketrans(b"A", b"a")
_NULLS = bytes.maketrans(b"Oo", b"00").translate(_SHAPE)
# What is neither a letter nor a digit; ? is also in the place of letters of other scripts.
_NEITHER = bytes(code for code in range(128) if not chr(code).isalnum())
# The same sign for all digits, and for all brackets.
_SMALL = bytes.maketrans(string.digits.encode() + b"([{<*_~|>}])", b"0" * 10 + b"|" * 12)
_WORD, _LATIN_WORD = re.compile(r"[^\W\d_]+"), re.compile("[a-z\u00df-\u024f]+")
_OF_STATES = (b"aaaaaa00a00a000a", b"AAAA000000AAAAAA", b"0000000A", b"A000000", b"0" * 11, b"000000-0000", b"000000/000", b"000000+0000", b"000000A000")  # fmt: skip
_LINKS = (*(b"a:" + sign for sign in (b"a", b"0", *(bytes((sign,)) for sign in b"/+@?&=._-"))), b"a/")
_KINDS = (
    Kind("an email address", has_email, 0, _SPELT_IN_WORDS, _SPELT, abroad=_SPELT_ABROAD),
    Kind("an email address", has_spaced_email, 0, signs=(b" @ ",)),
    Kind("an email address", has_mailbox, 0, signs=(b" at ",)),
    Kind("a telephone number", has_telephone_number, 7, shapes=(b"0" * FEWEST_DIGITS,)),
    Kind("a telephone number", has_labelled_telephone_number, 7, _CALLS, abroad=_CALLS_ABROAD),
    Kind("a telephone number", has_called_number, 7, _CALLING_IN_WORDS, _CALLING, abroad=_CALLING_ABROAD),
    Kind("a telephone number", has_spelt_number, 0, RARE_DIGITS, abroad=tuple("零〇一二三四五六七八九")),
    Kind("the name of an account", has_handle, 0, signs=(b"@",)),
    Kind("the name of an account", has_profile, 0, signs=(b".me?",), shapes=_LINKS),
    Kind("the name of an account", has_named_account, 0, _SERVICES, shapes=(b"#0000",), abroad=SERVICES_ABROAD),
    Kind("the number of a bank account", has_iban, 10, start=IBAN_START),
    Kind("the number of a bank account", has_bank_number, 6, frozenset(), _BANKS, abroad=_BANKS_ABROAD),
    Kind("the number of a card", has_card_number, 13, shapes=(b"0" * 13,)),
    Kind("the number of a passport", has_paper_number, 6, _PAPERS_IN_WORDS, _PAPERS, abroad=_PAPERS_ABROAD),
    Kind("the number of a passport", has_passport_number, 1, _PAPERS_IN_WORDS, _PAPERS, abroad=_PAPERS_ABROAD),
    Kind("the number of a person", has_identity_number, 6, shapes=_OF_STATES),
    Kind("the day of somebody’s birth", has_birthday, 5, _BIRTHS_IN_WORDS, _BIRTHS, abroad=_BIRTHS_ABROAD),
    Kind("the coordinates of a place", has_coordinates, 4, frozenset(), _bytes("°"), (b".000",)),
    Kind("the address of a house", has_house, 1, _STREETS_IN_WORDS, _STREETS, abroad=_STREETS_ABROAD),
)
# Few texts have so many digits, so that those are read one by one.
_MANY_DIGITS = 6
_OF_NUMBERS = [kind for kind in _KINDS if kind.digits >= _MANY_DIGITS]
_OF_OTHERS = [kind for kind in _KINDS if kind.digits < _MANY_DIGITS]
_NUMBER_WORDS = frozenset().union(*(kind.words for kind in _OF_NUMBERS))
_NUMBER_SIGNS = frozenset(sign for kind in _OF_NUMBERS for sign in kind.signs)
_NUMBER_SHAPES = frozenset(shape for kind in _OF_NUMBERS for shape in kind.shapes)
_NUMBER_STARTS = [kind.start for kind in _OF_NUMBERS if kind.start]
_OTHER_WORDS = frozenset().union(*(kind.words for kind in _OF_OTHERS))
_OTHER_SIGNS = frozenset(sign for kind in _OF_OTHERS for sign in kind.signs)
_OTHER_SHAPES = frozenset(shape for kind in _OF_OTHERS for shape in kind.shapes)
_ALL_WORDS = _NUMBER_WORDS | _OTHER_WORDS
