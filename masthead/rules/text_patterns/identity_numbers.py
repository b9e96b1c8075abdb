"""Numbers that states give to persons, by their form and, where they have one, by their date and check digits.

Numbers of nothing but eleven or twelve digits are not here: one in fifty that is no person's would have the check digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

_DIGITS = re.compile(r"\d")
_OLDEST, _YOUNGEST = 1900, 2029
_SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE"
_FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_TAIWANESE = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def has_identity_number(text: str) -> bool:
    """Return whether *text*, which is plain, contains the number by which a state knows a person."""
    return any(is_right(match.group()) for pattern, is_right in _FORMS for match in re.finditer(pattern, text))


def _weighted(number: str, weights: Iterable[str | int]) -> int:
    return sum(int(digit) * int(weight) for digit, weight in zip(number, weights, strict=False))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _OLDEST <= year <= _YOUNGEST


def _has_date(digits: str) -> bool:
    """Return whether *digits* begin with a date, the year in two figures."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return _is_date(1900 + year, month, day) or _is_date(2000 + year, month, day)


def luhn(digits: str) -> bool:
    """Return whether the last of *digits* is the check digit of the others (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def _of(text: str) -> str:
    return "".join(_DIGITS.findall(text))


def _spanish(text: str) -> bool:
    number = _of(text.upper().translate(str.maketrans("XYZ", "012", "")) if text[0].upper() in "XYZ" else text)
    return _SPANISH[int(number) % 23] == text[-1].upper()


def _french(text: str) -> bool:
    digits = _of(text)
    return 97 - int(digits[:13]) % 97 == int(digits[13:])


def _romanian(text: str) -> bool:
    check = _weighted(text, "279146358279") % 11 % 10 if _weighted(text, "279146358279") % 11 != 10 else 1
    return _has_date(text[1:7]) and check == int(text[12])


def _chinese(text: str) -> bool:
    is_dated = _is_date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    return is_dated and "10X98765432"[_weighted(text[:17], weights) % 11] == text[17].upper()


def _taiwanese(text: str) -> bool:
    area = _TAIWANESE.index(text[0].upper()) + 10
    return (area // 10 + area % 10 * 9 + _weighted(text[1:], "876543211")) % 10 == 0


def _korean(text: str) -> bool:
    return _has_date(text)


def _russian_insurance(text: str) -> bool:
    digits = _of(text)
    return _weighted(digits, "987654321") % 101 % 100 == int(digits[9:])


def _finnish(text: str) -> bool:
    digits = _of(text[:10])
    day = f"{digits[4:6]}{digits[2:4]}{digits[:2]}"
    return _has_date(day) and _FINNISH[int(digits) % 31] == text[-1].upper()


def _swedish(text: str) -> bool:
    digits = _of(text)[-10:]
    return _has_date(digits) and luhn(digits)


def _czech(text: str) -> bool:
    digits = _of(text)
    return _has_date(f"{digits[:2]}{int(digits[2:4]) % 50:02}{digits[4:6]}") and int(digits) % 11 == 0


def _brazilian(text: str) -> bool:
    digits = _of(text)
    checks = [_weighted(digits, list(range(10 + more, 1, -1))) * 10 % 11 % 10 for more in (0, 1)]
    return digits[9:] == f"{checks[0]}{checks[1]}"


def _belgian(text: str) -> bool:
    digits = _of(text)
    return any(97 - int(century + digits[:9]) % 97 == int(digits[9:]) for century in ("", "2"))


def _by_form(_text: str) -> bool:
    return True


def _form(pattern: str) -> str:
    return rf"(?<![\w.-]){pattern}(?![\w-])"


# Italy, Mexico, the United Kingdom and Hong Kong have forms that nothing else has.
_FORMS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (_form(r"[A-Za-z]{6}\d{2}[A-EHLMPRSTa-ehlmprst]\d{2}[A-Za-z]\d{3}[A-Za-z]"), _by_form),
    (_form(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"), _by_form),
    (_form(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"), _by_form),
    (r"(?<![\w.-])[A-Z]{1,2}\d{6}\([0-9A]\)", _by_form),
    (_form(r"(?:[XYZ]-?\d{7}|\d{8})-?[A-Z]"), _spanish),
    (_form(r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}"), _french),
    (_form(r"[1-8]\d{12}"), _romanian),
    (_form(r"[1-8]\d{16}[\dXx]"), _chinese),
    (_form(r"[A-Z][1289]\d{8}"), _taiwanese),
    (_form(r"\d{6} ?- ?[1-8]\d{6}"), _korean),
    (_form(r"\d{3}-\d{3}-\d{3}[ -]\d{2}"), _russian_insurance),
    (_form(r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]"), _finnish),
    (_form(r"(?:19|20)?\d{6}[-+]\d{4}"), _swedish),
    (_form(r"\d{6}/\d{3,4}"), _czech),
    (_form(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), _brazilian),
    (_form(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}"), _belgian),
)
