"""Rules on indicators: a technical value has the form of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from types import MappingProxyType

from masthead.field_types.vocabulary import IndicatorType
from masthead.findings.finding import Finding
from masthead.model import Campaign, Outlet
from masthead.record_files.reading import Records


def indicators_have_the_form_of_their_kind(records: Records) -> Iterator[Finding]:
    """An address of a computer is one, in its usual form, and an id of a service looks like those that it gives."""
    for loaded in records.loaded:
        if isinstance(loaded.record, Outlet | Campaign):
            for number, indicator in enumerate(loaded.record.indicators):
                expected, fits = _FORMS.get(indicator.type, ("", _anything))
                if not fits(indicator.value):
                    message = f"expected {expected}, got {indicator.value!r}"
                    cure = "copy it from the source, or correct the type"
                    yield loaded.finding(("indicators", number, "value"), "indicator-value", message, cure)


def _is_ipv4(text: str) -> bool:
    return _is_address(IPv4Address, text)


def _is_ipv6(text: str) -> bool:
    return "%" not in text and _is_address(IPv6Address, text)  # the name behind % means something here alone


def _is_address(kind: type[IPv4Address | IPv6Address], text: str) -> bool:
    """Return whether *text* is an address of *kind* in the form in which programs print it."""
    try:
        return str(kind(text)) == text
    except AddressValueError:
        return False


def _anything(_text: str) -> bool:
    return True


def _like(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


_FORMS: Mapping[IndicatorType, tuple[str, Callable[[str], bool]]] = MappingProxyType({
    IndicatorType.IPV4: ("an IPv4 address such as 192.0.2.1", _is_ipv4),
    IndicatorType.IPV6: ("an IPv6 address such as 2001:db8::1", _is_ipv6),
    IndicatorType.ADSENSE_ID: ("an ID such as ca-pub-0123456789012345", _like("(?:ca-)?pub-[0-9]{10,20}")),
    IndicatorType.ANALYTICS_ID: ("an ID such as UA-12345-6 or G-ABC123", _like("[A-Za-z0-9][A-Za-z0-9-]{2,39}")),
})  # fmt: skip
