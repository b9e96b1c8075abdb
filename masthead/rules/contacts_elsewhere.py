"""Contact details where no sentence is: in addresses, in IDs, and in values of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from masthead.field_types.fields import IsAddress
from masthead.field_types.vocabulary import IndicatorType
from masthead.findings.finding import Finding, Location
from masthead.hosts.public_suffixes import is_public
from masthead.model import Outlet
from masthead.model.claims import Evidence, Indicator
from masthead.model.traversal import marked, parts
from masthead.record_files.reading import Loaded, Records
from masthead.rules.contacts import contacts_in
from masthead.rules.text_patterns.joined_texts import Joined
from masthead.rules.text_patterns.number_forms import is_date_or_years

EMAIL, NUMBER, ACCOUNT, PERSON = (
    "an email address",
    "a telephone number",
    "the name of an account",
    "the page of a person",
)
# Behind another @ it is the name of an account that other servers know too, of a newspaper as well as of a person.
_MAIL = r"(?<![\w@.+-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,9}[a-z][\w-]{1,62})"
# anna-at-gull-dot-org, but not: a look at the dot com years.
_SPELT_MAIL = r"(?<![a-z\d])[a-z\d]+[-_.](?:at|arroba|chiocciola)[-_.](?!the[-_.]|a[-_.])[a-z\d]+(?:-[a-z\d]+)?[-_.](?:dot|punkt|punto|point)[-_.](?:com|org|net|info|example|[a-z]{2})(?![a-z\d])"
_CALLS = "(?:tel|telephone|telefono|telefon|phone|phone_?number|phone_?no|mobile|msisdn|whatsapp|viber|fax|sms|callto|cell|handy)"
# The news of Tel Aviv, and mobile pages, have numbers too: in a path it begins as telephone numbers do.
_CALLED = rf"(?<![a-z]){_CALLS}[=:]\+?(\d(?:[ ().-]?\d){{6,14}})(?!\w)|/(?:call|{_CALLS})/(?=\+|0)(\+?\d(?:[ ().-]?\d){{6,14}})(?!\w)|(?<=[/=:])(\+\d(?:[ ().-]?\d){{7,14}})(?!\w)"
_CALLED_IN_ID = rf"(?<![a-z]){_CALLS}(?:-(?:no|nr|number|is|home|work))*-(\d(?:-?\d){{6,14}})(?![a-z\d])"
_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d"
# Pages that are of one person by their address; channels, groups and posts look otherwise, or like those of an outlet.
_PERSON = (
    r"(?<![\w.-])(?:(?:\w+\.)?linkedin\.com/in/|(?:\w+\.)?facebook\.com/(?:people/|profile\.php)|(?:\w+\.)?vk\.(?:com|ru)/id\d|ok\.ru/profile/|discord(?:app)?\.com/users/|snapchat\.com/add/"
    r"|(?:\w+\.)?xing\.com/profile/|researchgate\.net/profile/|scholar\.google\.[\w.]+/citations|orcid\.org/\d|about\.me/\w|keybase\.io/\w|gravatar\.com/\w|steamcommunity\.com/(?:id|profiles)/|user\.qzone\.qq\.com/)"
)
_HOME = r"^[^?#]*/~[\w.-]+/?(?:index\.\w+)?(?:[?#]|$)"
# Addresses that open a conversation with somebody.
_TALK = r"(?<![\w.-])(?:wa\.(?:me|link)/|api\.whatsapp\.com/send|t\.me/\+?\d{7}|m\.me/\w|signal\.me/\w?#|zalo\.me/\d|line\.me/(?:r/)?ti/|matrix\.to/#/@|join\.skype\.com/|threema\.id/|u\.wechat\.com/|wpa\.qq\.com/|(?:open|qr)\.kakao\.com/)"
_SIGNS = (
    "@", "~", "%", "-at-", "_at_", ".at.", "arroba", "chiocciola", "tel", "phone", "mobil", "msisdn", "whatsapp", "viber", "fax", "sms", "callto",
    "cell", "handy", "+", "/call/", "linkedin.com/in", "facebook.com/p", "/id", "/profile", "/users/", "snapchat", "scholar.", "orcid.", "about.me", "keybase", "gravatar",
    "steamcommunity", "qzone", "wa.me", "wa.link", "t.me/", "m.me/", "signal.me", "zalo.me", "line.me", "matrix.to", "skype", "threema", "wechat", "qq.com", "kakao",
)  # fmt: skip
_LONGEST_ESCAPE = 4
"""The number of times that an address may be escaped within another."""
_ACCOUNT_NUMBER = r"\+?[\d ().-]{9,24}"
_FEWEST_DIGITS, _FEWEST_DIGITS_TO_CALL = 9, 7


def addresses_and_values_lead_to_nobody(records: Records) -> Iterator[Finding]:
    """No address, ID or value of an indicator has an email address, a telephone number or an account, or is a page of a person."""
    yield from _addresses(records)
    for loaded in records.loaded:
        if not isinstance(loaded.record, Outlet):
            yield from _id(loaded, (), loaded.record.id)
        yield from _formerly(loaded, (), loaded.record.formerly)
        for at, part in parts(loaded.record):
            if isinstance(part, Evidence):
                yield from _id(loaded, (*at, "id"), part.id)
                yield from _formerly(loaded, at, part.formerly)
            elif isinstance(part, Indicator) and part.type is IndicatorType.USERNAME and _is_number(part.value):
                message = f"the value is {NUMBER} by its form"
                yield loaded.finding((*at, "value"), "contact-details", message, "leave it out")


def contacts_of_address(address: str) -> Iterator[str]:
    """Yield what kinds of contact details the *address* of a page contains, or opens."""
    shown = address
    for _ in range(_LONGEST_ESCAPE):
        shown = unquote(shown)
    shown = shown.lower()
    if any(is_public(match[1]) for match in re.finditer(_MAIL, shown)) or re.search(_SPELT_MAIL, shown):
        yield EMAIL
    if any(map(_is_called, re.finditer(_CALLED, shown))):
        yield NUMBER
    if re.search(_TALK, shown):
        yield ACCOUNT
    if re.search(_PERSON, shown) or re.search(_HOME, shown):
        yield PERSON


def contacts_of_id(id: str) -> Iterator[str]:
    """Yield what kinds of contact details an *id* contains, whose words are parted by hyphens."""
    if "-dot-" in id and re.search(_SPELT_MAIL, id):
        yield EMAIL
    if sum(map(str.isdigit, id)) < _FEWEST_DIGITS_TO_CALL:
        return
    if any(map(_is_called, re.finditer(_CALLED_IN_ID, id))):
        yield NUMBER
    for word in id.split("-"):
        if any(map(str.isdigit, word)):
            yield from contacts_in(word)


def _addresses(records: Records) -> Iterator[Finding]:
    addresses = [
        (loaded, at, address) for loaded in records.loaded for at, _, address in marked(loaded.record, IsAddress)
    ]
    together = Joined(address for _, _, address in addresses)
    for number in sorted(together.with_signs(together.whole.lower(), _SIGNS)):
        loaded, at, address = addresses[number]
        for kind in contacts_of_address(address):
            message = f"the address is {kind}" if kind is PERSON else f"the address contains {kind}"
            yield loaded.finding(
                at, "contact-details", message, "cite the document by an address without it, or leave it out"
            )


def _formerly(loaded: Loaded, at: Location, ids: tuple[str, ...]) -> Iterator[Finding]:
    for number, id in enumerate(ids):
        yield from _id(loaded, (*at, "formerly", number), id)


def _id(loaded: Loaded, at: Location, id: str) -> Iterator[Finding]:
    for kind in dict.fromkeys(contacts_of_id(id)):
        yield loaded.finding(at, "contact-details", f"the ID contains {kind}", "choose another ID")


def _is_called(match: re.Match[str]) -> bool:
    """Return whether the digits of *match* are a number, and no date."""
    number = next(filter(None, match.groups()))
    return not is_date_or_years(re.findall(r"\d+", number)) and re.fullmatch(_DATE, number) is None


def _is_number(value: str) -> bool:
    """Return whether a user's name is all digits, as no name but a number to reach somebody is."""
    return re.fullmatch(_ACCOUNT_NUMBER, value) is not None and sum(map(str.isdigit, value)) >= _FEWEST_DIGITS
