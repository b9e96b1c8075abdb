"""Contact details in texts: addresses, numbers, accounts and places of persons, however they are written."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from masthead.hosts.public_suffixes import listed_domain
from masthead.pinned_lists import GIVEN_NAMES
from masthead.rules.identity_numbers import has_identity_number
from masthead.rules.joined_texts import Joined, Together
from masthead.rules.labelled_numbers import (
    contains,
    has_bank_number,
    has_called_number,
    has_card_number,
    has_paper_number,
)
from masthead.rules.number_forms import is_book, is_date_or_years, is_sum
from masthead.syntax.confusable_letters import has_other_scripts, plain, words_of

# Patterns are compiled when a text first has a sign of what they find, since that takes long and few texts have.
# "@" and "." spelt out in words to hide an address from programs.
_AT_WORDS = "at|ät|aet|arroba|arobas|arobase|chiocciola|apenstaartje|zavin[aá][čc]|ma[łl]pa|kukac|снабель|собака|παπάκι|snabel-a|miukumauku|アット|アットマーク|골뱅이|艾特|圈a"
_DOT_WORDS = "dot|punkt|point|punto|ponto|punt|piste|bod|te[čc]ka|kropka|nokta|punct|точка|τελεία|ドット|점|点|點"
_OPENS, _CLOSES = r"[\[({<*_~|]{1,2} ?", r" ?[\])}>*_~|]{1,2}"
_AT = rf"(?: ?(?:@|{_OPENS}(?:@|a|{_AT_WORDS}){_CLOSES}) ?| at (?=[\w-]+ dot )| (?!at )(?:{_AT_WORDS}) (?=[\w-]+(?:\.| (?:{_DOT_WORDS}) | ?{_OPENS}(?:\.|{_DOT_WORDS}){_CLOSES})))"
_DOT = rf"(?:\.| ?{_OPENS}(?:\.|{_DOT_WORDS}){_CLOSES} ?| dot | (?:{_DOT_WORDS}) (?=[a-z]{{2,12}}\b))"
# Looked for from the start of a word alone: from each of its letters it would take long.
_EMAIL = rf"(?i)(?<![\w.+-])[\w+-]{{1,64}}(?:\.[\w+-]{{1,64}}){{0,9}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+"
# With a space between all letters, which programs do not read either.
_SPACED_EMAIL = r"(?i)(?<![\w.+-])(?:[\w.+-] ){2,40}@(?: [\w-]){2,40} \.(?: \w){2,12}"
# “at” is a word as well: before it is what is the name of a mailbox by its form, or is asked to be written to.
_AT_HOST = rf" at (?P<host>(?:[\w-]+(?:\.|{_OPENS}\.{_CLOSES}))+[a-z]{{2,24}})\b"
_MAILBOX = rf"(?i)(?<![\w.@/-])(?P<box>[A-Za-z][\w.+-]*){_AT_HOST}"
_BOX_BY_FORM = re.compile(r"[A-Za-z]+(?:[._+]\w+|\d{2,})+")
_ASKED = r"(?i)\b(?:e-?mail|mail|write|reach|contact|schreib\w*|scriv\w*|[ée]cri\w*|escrib\w*|пиш\w*)\b\W{1,3}(?:(?:to|us|me|him|her|them|is|an|a|à|al|address)\W{1,2}){0,3}$"
_NO_BOX = frozenset(
    ("address", "addresses", "account", "accounts", "form", "forms", "page", "pages", "list", "server", "details")
)
_NUMBER = r"(?<![\w.,:/-])(?:\+ ?|\()?\d{1,15}(?:(?:[ ./()-]{1,2}|\)? [./-] )\d{1,15})*+(?![\w]|[.,:/-]\d)"
# The same with any other sign between, as long as it is always the same.
_SIGNED = r"(?<![\w.,:/-])(\+?\(?\d{2,4}\)?)( ?[^\w\s.,:;()+/%-] ?|[_:,])(\d{2,4})((?:\2\d{2,4})+)(?![\w])"
_NULLS = r"(?<![A-Za-z])[Oo](?=[\dOo])|(?<=\d)[Oo](?![A-Za-z])"
_DIGITS_IN_WORDS = frozenset(
    ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
     "zéro", "un", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "cero", "dos", "tres", "cuatro",
     "cinco", "seis", "siete", "ocho", "nueve", "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
)  # fmt: skip
# One of these is in nearly every number, and seldom elsewhere.
_RARE_DIGITS = frozenset(("zero", "oh", "null", "zéro", "cero", "ноль", "seven", "sieben", "sept", "sette", "siete", "семь", "nine", "neun", "neuf", "nove", "nueve", "девять"))  # fmt: skip
_FEWEST_IN_WORDS = 7
_HAN_DIGITS = "[零〇一二三四五六七八九]{8,}"
_CALLED = (
    r"(?i)(?:(?<![^\W\d_])(?:tele(?:phone|fon|fono|phon)s?|t[ée]l[ée](?:phone|fono)|phone|tel|fax|mobile|handy|cell|cellulare|m[oó]vil|portable|puhelin|whatsapp|telegram|signal|viber|wechat|weixin|qq|line"
    r"|телефон|тел|моб|τηλ|τηλέφωνο|κιν)(?![^\W\d_])|هاتف|جوال|电话|電話|手机|手機|微信|携帯|전화|휴대폰|핸드폰|연락처|טלפון|नंबर)\W{0,3}(?:no|nr|id|number|番号|번호|号码|號碼)?\W{0,3}\d[\d ().·-]{5,}\d"
)
# The day on which somebody was born, in a year in which websites were not; or said to be such a day.
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = r"(?<!\d)(?:\d{1,2}(?:st|nd|rd|th|\.|º|er)?(?: de| of)? %s(?: de| del)?,? {0}|%s \d{1,2}(?:st|nd|rd|th)?,? {0}|\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?{0}|{0}-\d{1,2}-\d{1,2}|{0} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2})(?!\d)".replace(
    "%s", _MONTH
)
_GAP_BEFORE_DAY = r"[^\d;!?\n]{0,25}?"
_ITS_WORD = r"(?:date of birth|birth ?date|birthday|d\.?o\.?b\b\.?|geburts(?:datum|tag)|date de naissance|data di nascita|fecha de nacimiento|data de nascimento|data urodzenia|дата рождения|дата народження|出生日期|生年月日|생년월일|تاريخ الميلاد|תאריך לידה)"
_WAS_BORN = r"(?:born|geboren|née?|nat[oa]|nacid[oa]|nació|nascid[oa]|nasceu|urodzon[ya]|narozen[aý]?|родил(?:ся|ась)|народи(?:вся|лася)|出生于|出生於|태어났?|مواليد|נולדה?)"
_BIRTH = (
    rf"(?i)(?<![^\W_]){_ITS_WORD}{_GAP_BEFORE_DAY}{_DAY.replace('{0}', '(?:19|20)[0-9]{2}')}"
    rf"|(?<![^\W_]){_WAS_BORN}(?![a-z]){_GAP_BEFORE_DAY}{_DAY.replace('{0}', '19[0-9]{2}')}"
    rf"|{_DAY.replace('{0}', '19[0-9]{2}')} ?日? ?(?:出生|生まれ|태어)"
)
_HANDLE = r"(?<![\w@.])@[A-Za-z]\w{3,31}\b(?!\.\w)"
# Addresses that open a conversation with somebody, or the page of a person.
_PROFILE = (
    r"(?i)(?<![\w.-])(?:(?:t|telegram|wa|m|vk|signal|line|viber|zalo)\.me|wa\.link|(?:\w+\.)?linkedin\.com/in|line\.me/(?:ti|r)|open\.kakao\.com|qr\.kakao\.com|u\.wechat\.com|(?:\w+\.)?facebook\.com/(?:people|profile\.php)"
    r"|(?:\w+\.)?vk\.(?:com|ru)/id|ok\.ru/profile|discord(?:app)?\.com/users|user\.qzone\.qq\.com|wpa\.qq\.com|snapchat\.com/add|matrix\.to/#|join\.skype\.com|steamcommunity\.com/(?:id|profiles)|threema\.id|weibo\.com/u)[/?]?[\w+@#?&=:/.-]*\w{3}"
    r"|\b(?:skype|mailto|callto|tel|sms|tg|viber|whatsapp|weixin|kakaotalk|xmpp|sip|line):(?://)?[\w+@?&=/.-]*\w{4}"
)
_SERVICES = frozenset(
    ("instagram", "insta", "ig", "facebook", "fb", "skype", "discord", "wechat", "weixin", "telegram", "tg", "signal", "whatsapp", "viber", "line", "kakaotalk", "kakao", "qq", "vk",
     "vkontakte", "snapchat", "tiktok", "twitter", "threads", "messenger", "icq", "zalo", "threema", "wire", "matrix", "вконтакте", "вк", "телеграм", "телеграмм", "скайп", "инстаграм", "вайбер")
)  # fmt: skip
_SERVICES_ABROAD = (
    "微信",
    "推特",
    "微博",
    "ライン",
    "インスタ",
    "카카오톡",
    "카톡",
    "라인",
    "인스타",
    "텔레그램",
    "تيليجرام",
    "تلغرام",
    "واتساب",
    "انستغرام",
    "טלגרם",
)
_ON = "|".join(sorted(_SERVICES | {*_SERVICES_ABROAD}))
_CALLS_IT = "id|user|username|user name|nick|nickname|handle|account|konto|compte|cuenta|utente|имя|ник|аккаунт|号|號|帳號|账号|アカウント|아이디|계정|معرف"
# The name of an account has a digit or sign in it, or the text says that it is one.
_NAMED_ACCOUNT = (
    rf"(?i)(?<![^\W_])(?:{_ON})(?:(?: ?(?:{_CALLS_IT}))?(?: ?[:：=] ?| is | as |\(| )[\"'“«]?(?:live:)?(?=[a-z][\w.-]*(?:[a-z]\d|[a-z][_.][a-z\d]|[a-z]-[a-z]*\d))(?P<name>[a-z][\w.-]{{3,31}})(?:#\d{{4}})?(?![\w/])"
    rf"| ?(?:{_CALLS_IT})(?: ?[:：=] ?| is | )[\"'“«]?(?!(?:is|was|are|of|and|or|for|in|on|not|the|that|to|with|used|no)\b)(?:live:)?[a-z][\w.-]{{3,31}}(?![\w/])"
    rf"| ?(?:{_CALLS_IT})? ?[:：=]? ?(?:id)?\d{{6,12}}(?!\w))|(?<![\w#])[a-z][\w.]{{2,31}}#\d{{4}}(?!\w)"
)
_OF_FILES = (
    r"(?i)\.(?:com|org|net|html?|php|js|css|png|jpe?g|txt|ya?ml|json|xml|pdf|[a-z]{2})$|^v\d|^[a-z]{1,3}\d{1,4}$"
)
_IBAN = r"(?i)\b(?=[A-Z]{2}[ .-]?\d{2})[A-Z]{2}(?:[ .-]?[A-Z0-9]){13,40}"
# The length of account numbers by country (SWIFT's register of formats, release 98).
_IBAN_LENGTHS = {
    country: int(length)
    for length, countries in (line.split(":") for line in (
        "15:NO", "16:BE", "18:DK FI FO GL NL SD", "19:MK SI", "20:AT BA EE KZ LT LU MN XK", "21:CH HR LI LV",
        "22:BG BH CR DE GB GE IE ME RS VA", "23:AE GI IL IQ OM SO TL", "24:AD CZ ES MD PK RO SA SE SK TN VG",
        "25:LY PT ST", "26:IS TR", "27:BI DJ FR GR IT MC MR SM", "28:AL AZ BY CY DO GT HU LB NI PL SV", "29:BR EG PS QA UA",
        "30:JO KW MU YE", "31:MT SC", "32:LC", "33:RU",
    ))
    for country in countries.split(" ")
}  # fmt: skip
_PASSPORT = (
    r"(?i)(?:\b(?:passport|reisepass|passeport|pasaporte|passaporto|passaporte|paspoort|paszport\w*|pașaport\w*|pasaport\w*|útlevél\w*|passi|identity card|id card|personalausweis\w*|carta d.identità"
    r"|паспорт\w*|διαβατήρι\w*|national id|identity number|id number|social security|ssn|codice fiscale|dni|pesel|cpf|bsn|cnp|curp|aadhaar|hkid|steuer-id\w*|rodné číslo|henkilötunnus|personnummer|kimlik|снилс)\b"
    r"|护照|護照|パスポート|旅券|여권|身份证|身分證|主民登録|주민등록번호|マイナンバー|جواز|الهوية|הדרכון|דרכון|תעודת זהות)"
    r"\W{0,3}(?:no|nr|number|num[eé]ro|номер|серия|番号|番號|号码|號碼|号|號|번호|رقم)?\W{0,4}(?:(?:is|was|has) )?(?=[A-Z]*\d)[A-Z0-9][A-Z0-9 -]{4,18}[A-Z0-9](?!\w)"
)
_PLACE = (
    r"(?<![\w.])[-+]?\d{1,2}\.\d{3,} ?°? ?[NS]?[,;/ ]+[-+]?\d{1,3}\.\d{3,}(?![\w.]*\d\.)"
    r"|\d{1,2} ?° ?\d{1,2} ?['′] ?[\d.]*[^\w.]{0,4}[NS]\b"
)
_NAME = r"[A-ZÀ-ÞŁŚŻĆŹ][\w’']+"
_NUMBER_OF_HOUSE = r"\d{1,3} ?[a-zA-Z]?(?:[-/]\d{1,4})?(?![\w.,]*\d)"
_STREET = (
    # English
    r"\b\d{1,5}[a-zA-Z]?(?:-\d{1,5})?,? (?:[A-Z]\w+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive(?! [A-Z])|Boulevard|Blvd|Square|Terrace|Crescent|STREET|ROAD|AVENUE|LANE|DRIVE)\b"
    # Romance languages: the number first, or the kind of street
    rf"|\b\d{{1,4}}(?: bis| ter)?,? (?i:rue|avenue|boulevard|place|chemin|allée|impasse|quai|via|viale|piazza|corso|vicolo|calle|avenida|plaza|paseo|rua|praça|ulica|strada|calea) (?:(?:de|du|des|la|le|las|los|del|della|dei|do|da|l’|d’|l'|d')\s?)*{_NAME}"
    rf"|\b(?i:via|viale|piazza|corso|vicolo|largo|calle|c/|avenida|avda\.?|plaza|paseo|rua|praça|travessa|strada|str\.|calea|bulevardul|rue|avenue|chemin|quai|ulica|ul\.|al\.|aleja|ulice|náměstí|utca|trg) ?(?:\w+ ){{0,3}}?(?:{_NAME}|(?<=ul\. )[a-zżź]\w+)(?: {_NAME}){{0,2}},? (?:n[.º°]? ?|nr\.? ?|no\.? ?)?{_NUMBER_OF_HOUSE}"
    # Germanic and Finnish: the kind of street ends its name
    r"|\b(?:[A-ZÄÖÜÅ][\w-]*(?:straße|strasse|str\.|gasse|weg|platz|allee|damm|ufer|ring|straat|laan|plein|gracht|gatan|vägen|gata|vej|gade|katu|tie)|[A-ZÄÖÜ][A-ZÄÖÜ-]+(?:STRASSE|STRAßE|STR\.|GASSE|WEG|PLATZ)|[a-zäöü]{3,}(?:straße|strasse|str\.)|(?:[A-ZÄÖÜ]\w+[ -])+(?:Straße|Strasse|Str\.|Allee|Platz|Weg)) ?\d{1,4} ?[a-z]?\b(?!\.\d)"
    # Slavic, Greek, Turkish, Hungarian
    r"|(?i:(?<!\w)(?:ул|вул|пр|просп|пер|бул)\.|(?<!\w)(?:улица|вулиця|проспект|переулок|провулок|бульвар|набережная|шоссе)) ?(?:\w+[ -]){0,3}\w+,? ?(?:д\. ?|дом |буд\. ?|№ ?)?\d{1,4}(?!\w)"
    r"|(?<!\w)(?:οδός|Οδός|οδού|Λεωφόρος|Λεωφ\.|Πλατεία) (?:\w+ ){0,2}\w+,? \d{1,4}(?!\w)|\b[A-ZÇĞİÖŞÜ]\w+ (?:Sokak|Sokağı|Sok\.|Caddesi|Cad\.|Bulvarı|Mahallesi|utca|út|tér),? (?:No: ?|no: ?)?\d{1,4}"
    # Arabic, Hebrew, Hindi
    r"|(?:شارع|جادة|طريق) (?:\w+[ ،,]+){1,4}(?:رقم )?\d{1,4}|\d{1,4}[ ،,]+(?:شارع|جادة) \w+|(?:רחוב|שדרות|רח') (?:[\w\"']+ ){1,3}\d{1,4}"
    # Chinese, Japanese, Korean
    r"|[\u4e00-\u9fff]{1,8}[路街道巷弄段]\d{1,5}(?:-\d+)?[号號弄]|\d{1,4}[号號](?:楼|樓|院)?\d{1,4}[室楼樓]|\d{1,3}丁目\d{1,3}|[都道府県][\u4e00-\u9fff\u3040-\u30ff]{1,8}[市区區郡][\u4e00-\u9fff\u3040-\u30ff]{0,10}\d{1,4}(?:-\d{1,4}|番|丁目)"
    r"|[\uac00-\ud7a3]{1,8}[로길] ?\d{1,4}(?:-\d+)?(?:번길)?(?: \d+)?(?!\w)|[\uac00-\ud7a3]{1,4}[시구군] [\uac00-\ud7a3]{1,4}[동읍면리] ?\d{1,4}(?:-\d{1,4}|번지)"
    r"|\b(?:P\.? ?O\.? Box|Postfach|Casella postale|Apartado(?: de correos)?|Boîte postale|Skrytka pocztowa|Postbus|а/я) \d{1,6}\b"
)  # fmt: skip
# The seat of a firm is public in registers, and is not the address of a person.
_SEAT = (
    r"(?i)(?:regist(?:ered|ration) (?:office|address|seat)|registered (?:at|in)|headquarter\w*|head office|principal place|business address|incorporated (?:at|in)|sede (?:legale|social)|siège(?: social)?|firmensitz|gesellschaftssitz|sitz (?:in|der)|domicilio social|siedzib\w*"
    r"|юридическ\w+ адрес\w*|зарегистрирован\w*|注册地址|註冊地址|注册于|本社|본사|사업장)[^.;!?。]{0,60}$"
)
_GROUPS = re.compile(r"\d+")
_SIGN = re.compile("[A-Z0-9]")
_SHORTEST, _LONGEST = 8, 15
_DOCUMENT = re.compile(r"10\.\d{4,9}/")
_OF_A_HOST = 5


def contacts_in(text: str) -> Iterator[str]:
    """Yield what kinds of contact details *text* contains, such as: an email address."""
    shown = plain(text)
    yield from dict.fromkeys(kind.name for kind in _possible(shown) if kind.is_in(shown))


def may_contact(together: Together) -> set[int]:
    """Return which texts may have contact details: most have no sign of any, and one look finds those that have.

    None that has such details is missing; some have none. Numbers may be broken up, so all texts with many digits may.
    """
    lowered, shape = Joined(map(_lowered, together.texts)), _shape(together.whole)
    return (
        together.with_words(lambda word: _lowered(word) in _ALL_WORDS)
        | lowered.with_signs(_small(lowered.whole), _ALL_SIGNS)
        | together.with_signs(shape, _ALL_SHAPES)
        | together.with_many(shape, b"0", _FEWEST_IN_DIGITS)
        | together.with_signs(together.whole, ("\u0307",))  # which parts words until it is taken away
        | together.in_other_scripts()
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact details: its name, what finds it, which costs much, and the signs without which none is there."""

    name: str
    is_in: Callable[[str], bool]
    digits: int = 0
    """The fewest digits of a text in which it is; the text also has one of the following."""
    words: frozenset[str] = frozenset()
    """Words in small letters."""
    signs: tuple[bytes, ...] = ()
    """Parts of the text in small letters, in Latin 1, with 0 for each digit and | for each bracket."""
    shapes: tuple[bytes, ...] = ()
    abroad: tuple[str, ...] = ()
    """Parts of a text in another script than Latin."""


def _possible(shown: str) -> Iterator[Kind]:
    """Yield the kinds that *shown* has a sign of."""
    lowered = _lowered(shown)
    small, shape = _small(lowered), _shape(shown)
    digits = shape.count(b"0")
    shape += b"\n" + shape.translate(None, _BETWEEN_DIGITS)
    words = words_of(lowered)
    is_latin = not has_other_scripts(lowered)
    for kind in _KINDS:
        if digits >= kind.digits and (
            not kind.words.isdisjoint(words)
            or any(map(small.__contains__, kind.signs))
            or any(map(shape.__contains__, kind.shapes))
            or (not is_latin and any(map(lowered.__contains__, kind.abroad)))
        ):
            yield kind


def _lowered(text: str) -> str:
    """Return *text* in small letters, as patterns that ignore case take them."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")


def _small(lowered: str) -> bytes:
    """Return *lowered* in bytes, in which signs are found faster than among letters of all scripts."""
    return lowered.encode("latin-1", "replace").translate(_SMALL)


def _shape(text: str) -> bytes:
    return text.encode("ascii", "replace").translate(_SHAPE)


def _has_mailbox(text: str) -> bool:
    """Return whether a mailbox is given “at” a host; a look at what follows each “at” comes first, as it costs little."""
    behind = re.split(" at ", text, flags=re.IGNORECASE)[1:]
    return any("." in part.partition(" ")[0].rstrip(".,;:") or part[:70].count("[") for part in behind) and any(
        _is_mailbox(text, match) for match in re.finditer(_MAILBOX, text)
    )


def _is_mailbox(text: str, match: re.Match[str]) -> bool:
    """Return whether what is before “at” and a host is the name of a mailbox, and not a word as in: the site at …."""
    box = match["box"].lower()
    if _BOX_BY_FORM.fullmatch(box):
        return "." not in box or listed_domain(box) == ""
    return box in _given_names() or (
        box not in _NO_BOX and re.search(_ASKED, text[max(match.start() - 80, 0) : match.start()]) is not None
    )


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(str.lower, GIVEN_NAMES))


def _has_number(text: str) -> bool:
    shown = re.sub(_NULLS, "0", text)
    return (
        any(_is_telephone(match.group()) for match in re.finditer(_NUMBER, shown))
        or any(_is_signed_telephone(match) for match in re.finditer(_SIGNED, shown))
    )  # fmt: skip


def _has_spelt_number(text: str) -> bool:
    """Return whether a number is spelt out in *text*, digit by digit."""
    words = _WORD.findall(text.lower())
    runs = (list(run) for are_digits, run in groupby(words, key=_DIGITS_IN_WORDS.__contains__) if are_digits)
    is_spelt = any(len(run) >= _FEWEST_IN_WORDS and not _RARE_DIGITS.isdisjoint(run) for run in runs)
    return is_spelt or re.search(_HAN_DIGITS, text) is not None


def _is_signed_telephone(match: re.Match[str]) -> bool:
    """Return whether digits with another sign between than usual are a number: not a time, a sum or a network card."""
    groups = _GROUPS.findall(match.group())
    lengths = [len(group) for group in groups]
    if set(lengths) == {2} and match[2] == ":" and len(groups) in (3, 6):
        return False
    if match[2] in ",:_" and not match[1].startswith(("+", "0", "(0")):
        return False
    digits = sum(lengths)
    is_usual = match[1].startswith(("+", "0", "(0")) and _SHORTEST < digits <= _LONGEST
    return (is_usual or lengths == [3, 3, 4]) and not is_date_or_years(groups)


def _is_telephone(text: str) -> bool:
    """Return whether a run of digits is written as numbers of telephones are, and not as dates, sums or hosts are."""
    groups = _GROUPS.findall(text)
    digits = sum(map(len, groups))
    if not _SHORTEST <= digits <= _LONGEST or is_date_or_years(groups):
        return False
    if is_book(groups) or _DOCUMENT.match(text):
        return False
    if text.startswith(("+", "00", "(0")):
        return True
    if len(groups) == 1:
        return text.startswith("0") and digits >= _SHORTEST + 1
    if _is_host(text, groups) or is_sum(text, groups):
        return False
    return len(groups) > 2 or text.startswith("0")


def _is_host(text: str, groups: list[str]) -> bool:
    """Return whether *text* is a number as computers have it."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{1,3}){3}(?:/\d{1,2})?", text) is not None and len(groups) <= _OF_A_HOST


def _has_named_account(text: str) -> bool:
    return any(
        not (match["name"] and re.search(_OF_FILES, match["name"])) for match in re.finditer(_NAMED_ACCOUNT, text)
    )


def _has_iban(text: str) -> bool:
    return any(_is_iban(_SIGN.findall(match.group().upper())) for match in re.finditer(_IBAN, text))


def _is_iban(signs: list[str]) -> bool:
    """Return whether *signs* begin as an international bank account number, with its check digits (ISO 13616)."""
    account = "".join(signs[: _IBAN_LENGTHS.get("".join(signs[:2]), 0)])
    if len(account) < _IBAN_LENGTHS["NO"]:
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _has_house(text: str) -> bool:
    return any(
        re.search(_SEAT, text[max(match.start() - 80, 0) : match.start()]) is None
        for match in re.finditer(_STREET, text)
    )


def _bytes(*signs: str) -> tuple[bytes, ...]:
    return tuple(sign.encode("latin-1", "replace") for sign in signs)


_SPELT = _bytes(
    "@", " dot ", " ät ", "malpa", "małpa",
    "|a|", "|at|", "|ät|", "| a |", "| at |", "| ät |",
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
    ("telephone", "telephones", "telefon", "telefons", "telefono", "telefonos", "téléphone", "teléfono", "teléphone", "téléfono", "telephon", "telephons", "telefone", "phone", "tel", "fax",
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
     "vicolo", "largo", "calle", "avenida", "avda", "plaza", "paseo", "rua", "praça", "travessa", "strada", "calea", "bulevardul", "ulica", "aleja", "ulice", "náměstí", "utca", "trg", "sokak", "sokağı", "sok",
     "caddesi", "cad", "bulvarı", "mahallesi", "út", "tér", "box", "postfach", "casella", "apartado", "boîte", "skrytka", "postbus", "strasse", "straße", "str")
)  # fmt: skip
_STREETS_ABROAD = ("улица", "вулиця", "проспект", "переулок", "провулок", "бульвар", "набережная", "шоссе", "ул.", "пр.", "просп.", "пер.", "бул.", "οδός", "οδού", "λεωφ", "πλατεία", "شارع", "جادة",
                   "طريق", "רחוב", "שדרות", "רח'", "路", "街", "道", "巷", "弄", "段", "号", "號", "丁目", "都", "府", "県", "로", "길", "시", "구", "군", "а/я")  # fmt: skip
_BIRTHS = _bytes("birth", "geburts", "urodz", "narozen", "d.o.b", "nacim", "nascim", "nascita", "naissance")
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
_WORD = re.compile(r"[^\W\d_]+")
# The shape of a text: 0 for each digit, A for each capital, ~ for each other letter; then the same without what is
# between digits.
_SHAPE = bytes.maketrans(
    (string.digits + string.ascii_uppercase + string.ascii_lowercase).encode(), b"0" * 10 + b"A" * 26 + b"~" * 26
)
# The same sign for all digits, and for all brackets.
_SMALL = bytes.maketrans(string.digits.encode() + b"([{<*_~|>}])", b"0" * 10 + b"|" * 12)
_BETWEEN_DIGITS = b" ./()-?_:,;|*'^~=#&"
_OF_STATES = (b"AAAAAA00A00A000A", b"~~~~~~00~00~000~", b"AAAA000000AAAAAA", b"0000000A", b"A000000", b"0" * 11, b"000000-0000", b"000000/000", b"000000+0000", b"000000A000")  # fmt: skip
_LINKS = (b"~:~", b"~:/", b"~:0", b"~:+", b"~/")
_KINDS = (
    Kind("an email address", contains(_EMAIL), 0, _SPELT_IN_WORDS, _SPELT, abroad=_SPELT_ABROAD),
    Kind("an email address", contains(_SPACED_EMAIL), 0, signs=(b" @ ",)),
    Kind("an email address", _has_mailbox, 0, signs=(b" at ",)),
    Kind("a telephone number", _has_number, 7, shapes=(b"0" * _SHORTEST,)),
    Kind("a telephone number", contains(_CALLED), 7, _CALLS, abroad=_CALLS_ABROAD),
    Kind("a telephone number", has_called_number, 7, _CALLING_IN_WORDS, _CALLING, abroad=_CALLING_ABROAD),
    Kind("a telephone number", _has_spelt_number, 0, _RARE_DIGITS, abroad=tuple("零〇一二三四五六七八九")),
    Kind("the name of an account", contains(_HANDLE), 0, signs=(b"@",)),
    Kind("the name of an account", contains(_PROFILE), 0, signs=(b".me?",), shapes=_LINKS),
    Kind("the name of an account", _has_named_account, 0, _SERVICES, shapes=(b"#0000",), abroad=_SERVICES_ABROAD),
    Kind("the number of a bank account", _has_iban, 10, shapes=(b"AA00", b"~~00", b"A~00", b"~A00")),
    Kind("the number of a bank account", has_bank_number, 6, frozenset(), _BANKS, abroad=_BANKS_ABROAD),
    Kind("the number of a card", has_card_number, 13, shapes=(b"0" * 13,)),
    Kind("the number of a passport", has_paper_number, 6, _PAPERS_IN_WORDS, _PAPERS, abroad=_PAPERS_ABROAD),
    Kind("the number of a passport", contains(_PASSPORT), 1, _PAPERS_IN_WORDS, _PAPERS, abroad=_PAPERS_ABROAD),
    Kind("the number of a person", has_identity_number, 6, shapes=_OF_STATES),
    Kind("the day of somebody’s birth", contains(_BIRTH), 5, _BIRTHS_IN_WORDS, _BIRTHS, abroad=_BIRTHS_ABROAD),
    Kind("the coordinates of a place", contains(_PLACE), 4, frozenset(), _bytes("°"), (b".000",)),
    Kind("the address of a house", _has_house, 1, _STREETS_IN_WORDS, _STREETS, abroad=_STREETS_ABROAD),
)
# Without the signs between digits, a text may have a shape that it does not have with them.
_FEWEST_IN_DIGITS = min(
    kind.digits for kind in _KINDS if any(shape == shape.translate(None, _BETWEEN_DIGITS) for shape in kind.shapes)
)
# Kinds that need so many digits are looked for in all texts that have them.
_IN_ANY = [kind for kind in _KINDS if kind.digits < _FEWEST_IN_DIGITS]
_ALL_WORDS = frozenset().union(*(kind.words for kind in _IN_ANY))
_ALL_SIGNS = frozenset(sign for kind in _IN_ANY for sign in kind.signs)
_ALL_SHAPES = frozenset(shape for kind in _IN_ANY for shape in kind.shapes)
