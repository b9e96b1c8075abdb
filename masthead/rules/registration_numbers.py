"""Rules on registration numbers: the check digit is right, and no two firms have one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from masthead.field_types.vocabulary import RegistrationScheme
from masthead.findings.finding import Finding, Location
from masthead.model import Firm
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph

_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(f"[1-9ANY][1-9][1-9][0-9]{{5}}[{_USCC_DIGITS}]{{10}}")
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def registration_numbers_pass_their_check(records: Records) -> Iterator[Finding]:
    """A number of a register has the form and the check digit of its scheme."""
    for loaded in records.loaded:
        if isinstance(loaded.record, Firm):
            for number, registration in enumerate(loaded.record.registration):
                if not _CHECKS[registration.scheme](registration.number):
                    message = f"{registration.number!r} is not a valid {registration.scheme} number: its form or its check digit is wrong"
                    yield loaded.finding(
                        ("registration", number, "number"),
                        "registration-number",
                        message,
                        "compare it with the register",
                    )


def registration_numbers_are_unique(graph: Graph) -> Iterator[Finding]:
    """A number of a register belongs to one firm."""
    bearers: defaultdict[tuple[RegistrationScheme, str], list[tuple[Loaded, Location]]] = defaultdict(list)
    for loaded in graph.loaded:
        if isinstance(loaded.record, Firm):
            for number, registration in enumerate(loaded.record.registration):
                at: Location = ("registration", number, "number")
                bearers[registration.scheme, registration.number].append((loaded, at))
    for (_, text), alike in bearers.items():
        for loaded, at in alike:
            rival = next((other for other, _ in alike if other is not loaded), None)
            if rival:
                message = f"{text!r} is also the number of {rival.file.path}"
                yield loaded.finding(
                    at, "registration-unique", message, "find out which firm has it, or join the records"
                )


def is_uscc(number: str) -> bool:
    """Return whether *number* is a Unified Social Credit Code (GB 32100-2015).

    It has the register and the kind of body, the division of the country, the code of the organisation, and its own
    check digit.
    """
    if not _USCC.fullmatch(number) or not _is_organisation_code(number[8:17]):
        return False
    total = sum(_USCC_DIGITS.index(digit) * pow(3, place, 31) for place, digit in enumerate(number[:17]))
    return _USCC_DIGITS[-total % 31] == number[17]


def _is_organisation_code(code: str) -> bool:
    """Return whether *code* is one that an organisation can have (GB 11714-1997): with its check digit, and not one sign eight times."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=False))
    return "0X987654321"[total % 11] == code[8] and len(set(code[:8])) > 1


def is_lei(number: str) -> bool:
    """Return whether *number* is a Legal Entity Identifier (ISO 17442), whose part for the entity is not one sign repeated."""
    if not re.fullmatch("[0-9A-Z]{18}[0-9]{2}", number) or len(set(number[6:18])) == 1:
        return False
    return int("".join(str(int(digit, 36)) for digit in number)) % 97 == 1


def is_inn(number: str) -> bool:
    """Return whether *number* is a taxpayer number of a Russian company (ИНН): region, office, number there, check digit."""
    if not re.fullmatch("(?!00)[0-9]{4}(?!00000)[0-9]{6}", number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_INN_WEIGHTS, number, strict=False))
    return total % 11 % 10 == int(number[9])


def is_ogrn(number: str) -> bool:
    """Return whether *number* is a state registration number of a Russian company (ОГРН).

    It begins with 1 or 5, the year, from 2002 on, and the region; numbers that begin otherwise are of other registers.
    """
    return bool(re.fullmatch("[15](?!0[01])[0-9]{2}(?!00)[0-9]{10}", number)) and int(number[:12]) % 11 % 10 == int(
        number[12]
    )


_CHECKS = {
    RegistrationScheme.CN_USCC: is_uscc,
    RegistrationScheme.LEI: is_lei,
    RegistrationScheme.RU_INN: is_inn,
    RegistrationScheme.RU_OGRN: is_ogrn,
}
