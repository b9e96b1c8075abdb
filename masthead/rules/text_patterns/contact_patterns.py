"""The ways in which contact details are written: a pattern for each, and a function that finds out whether a text has it."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from masthead.hosts.public_suffixes import listed_domain
from masthead.pinned_lists import GIVEN_NAMES
from masthead.rules.text_patterns.labelled_numbers import contains
from masthead.rules.text_patterns.number_forms import is_book, is_date_or_years, is_sum

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
RARE_DIGITS = frozenset(("zero", "oh", "null", "zéro", "cero", "ноль", "seven", "sieben", "sept", "sette", "siete", "семь", "nine", "neun", "neuf", "nove", "nueve", "девять"))  # fmt: skip
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
SERVICES = frozenset(
    ("instagram", "insta", "ig", "facebook", "fb", "skype", "discord", "wechat", "weixin", "telegram", "tg", "signal", "whatsapp", "viber", "line", "kakaotalk", "kakao", "qq", "vk",
     "vkontakte", "snapchat", "tiktok", "twitter", "threads", "messenger", "icq", "zalo", "threema", "wire", "matrix", "вконтакте", "вк", "телеграм", "телеграмм", "скайп", "инстаграм", "вайбер")
)  # fmt: skip
SERVICES_ABROAD = (
    "微信", "推特", "微博", "ライン", "インスタ", "카카오톡", "카톡", "라인", "인스타", "텔레그램", "تيليجرام", "تلغرام", "واتساب", "انستغرام", "טלגרם",
)  # fmt: skip
_ON = "|".join(sorted(SERVICES | {*SERVICES_ABROAD}))
_CALLS_IT = "id|user|username|user name|nick|nickname|handle|account|konto|compte|cuenta|utente|имя|ник|аккаунт|号|號|帳號|账号|アカウント|아이디|계정|معرف"
CALLED_IN_ONE_WORD = (
    "id",
    "user",
    "username",
    "nick",
    "nickname",
    "handle",
    "account",
    "konto",
    "compte",
    "cuenta",
    "utente",
)
"""The words for an account that may be written to the name of a service, as in SkypeID."""
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
_IBAN_COUNTRY = "|".join(_IBAN_LENGTHS).lower()
# From the digits on, which are in fewer places of a text than letters.
IBAN_START = re.compile(rf"00(?:(?<=\b(?:{_IBAN_COUNTRY})00)|(?<=\b(?:{_IBAN_COUNTRY})[ .-]00))".encode())
"""The beginning of an account number in a text in small letters, with 0 for each digit."""
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
    rf"|\b(?i:via|viale|piazza|corso|vicolo|largo|calle|c/|avenida|avda\.?|plaza|paseo|rua|praça|travessa|strada|str\.|calea|bulevardul|rue|avenue|chemin|quai|ulica|ul\.|al\.|aleja|ulice|náměstí|utca|trg)(?:(?<=[./]) ?| )(?:\w+ ){{0,3}}?(?:{_NAME}|(?<=ul\. )[a-zżź]\w+)(?: {_NAME}){{0,2}},? (?:n[.º°]? ?|nr\.? ?|no\.? ?)?{_NUMBER_OF_HOUSE}"
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
FEWEST_DIGITS, _MOST_DIGITS = 8, 15
"""The numbers of digits that a telephone number has at least and at most."""
_DOCUMENT = re.compile(r"10\.\d{4,9}/")
_OF_A_HOST = 5
_WORD = re.compile(r"[^\W\d_]+")


def has_mailbox(text: str) -> bool:
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


def has_telephone_number(text: str) -> bool:
    """Return whether digits in *text* are written as numbers of telephones are."""
    shown = re.sub(_NULLS, "0", text)
    return (
        any(_is_telephone(match.group()) for match in re.finditer(_NUMBER, shown))
        or any(_is_signed_telephone(match) for match in re.finditer(_SIGNED, shown))
    )  # fmt: skip


def has_spelt_number(text: str) -> bool:
    """Return whether a number is spelt out in *text*, digit by digit."""
    words = _WORD.findall(text.lower())
    runs = (list(run) for are_digits, run in groupby(words, key=_DIGITS_IN_WORDS.__contains__) if are_digits)
    is_spelt = any(len(run) >= _FEWEST_IN_WORDS and not RARE_DIGITS.isdisjoint(run) for run in runs)
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
    is_usual = match[1].startswith(("+", "0", "(0")) and FEWEST_DIGITS < digits <= _MOST_DIGITS
    return (is_usual or lengths == [3, 3, 4]) and not is_date_or_years(groups)


def _is_telephone(text: str) -> bool:
    """Return whether a run of digits is written as numbers of telephones are, and not as dates, sums or hosts are."""
    groups = _GROUPS.findall(text)
    digits = sum(map(len, groups))
    if not FEWEST_DIGITS <= digits <= _MOST_DIGITS or is_date_or_years(groups):
        return False
    if is_book(groups) or _DOCUMENT.match(text):
        return False
    if text.startswith(("+", "00", "(0")):
        return True
    if len(groups) == 1:
        return text.startswith("0") and digits >= FEWEST_DIGITS + 1
    if _is_host(text, groups) or is_sum(text, groups):
        return False
    return len(groups) > 2 or text.startswith("0")


def _is_host(text: str, groups: list[str]) -> bool:
    """Return whether *text* is a number as computers have it."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{1,3}){3}(?:/\d{1,2})?", text) is not None and len(groups) <= _OF_A_HOST


def has_named_account(text: str) -> bool:
    """Return whether *text* names an account with a service, and not a file or a version."""
    return any(
        not (match["name"] and re.search(_OF_FILES, match["name"])) for match in re.finditer(_NAMED_ACCOUNT, text)
    )


def has_iban(text: str) -> bool:
    """Return whether *text* has an international bank account number, with its check digits."""
    return any(_is_iban(_SIGN.findall(match.group().upper())) for match in re.finditer(_IBAN, text))


def _is_iban(signs: list[str]) -> bool:
    """Return whether *signs* begin as an international bank account number, with its check digits (ISO 13616)."""
    account = "".join(signs[: _IBAN_LENGTHS.get("".join(signs[:2]), 0)])
    if len(account) < _IBAN_LENGTHS["NO"]:
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def has_house(text: str) -> bool:
    """Return whether *text* has the address of a house that it does not call the seat of a firm."""
    return any(
        re.search(_SEAT, text[max(match.start() - 80, 0) : match.start()]) is None
        for match in re.finditer(_STREET, text)
    )


has_email = contains(_EMAIL)
has_spaced_email = contains(_SPACED_EMAIL)
has_labelled_telephone_number = contains(_CALLED)
has_handle = contains(_HANDLE)
has_profile = contains(_PROFILE)
has_passport_number = contains(_PASSPORT)
has_birthday = contains(_BIRTH)
has_coordinates = contains(_PLACE)
