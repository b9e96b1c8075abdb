"""The faults of a translation: a catalogue that is not complete, or a text whose placeholders differ.

A translation is published only whole, so what is missing is a fault, as is what is marked fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from masthead.files.regular_files import read_ordinary
from masthead.translating.template import REVIEWER

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|(\{\w+\})")
_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")
_MARKUP = re.compile(r"<[^>]*>|&#?\w+;")
_REVIEWER = re.compile(rf'^"{REVIEWER}:.*"$'.encode(), re.MULTILINE)
_NUMBERS = frozenset({"num", "count", "{n}"})
"""The placeholders of the number that decides on the form of a plural."""
_COUNTED = 1000
"""Up to this number, a form of a plural is looked at for how many numbers have it."""


def catalogue_faults(template: Catalog, file: Path, locale: Locale) -> Iterator[str]:
    """Yield the faults of the catalogue *file* of *locale*, compared with the *template*, a sentence each."""
    source = read_ordinary(file)
    if not _REVIEWER.search(source):
        yield f"the header has no {REVIEWER}; add it, empty until a native speaker has reviewed the texts"
    try:
        catalogue = read_po(BytesIO(source), locale=locale, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        yield f"the file cannot be read as a catalogue: {error}"
        return
    wrong = _plural_fault(catalogue, locale)
    if wrong:
        yield wrong
    else:
        yield from _message_faults(template, catalogue)


def _plural_fault(catalogue: Catalog, locale: Locale) -> str:
    """Return the fault of the rule for plurals in the header of *catalogue*; an empty text if it has none."""
    number, rule = get_plural(locale)[:2]
    if catalogue.num_plurals != number:
        return f"the header has {catalogue.num_plurals} plural forms, but the language has {number}: {rule}"
    try:
        c2py(catalogue.plural_expr)
    except ValueError as error:
        return f"the header has a rule for plurals that cannot be read: {error}"
    return ""


def _message_faults(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    for message in template:
        if message.id:
            yield from _faults_of(message, catalogue.get(message.id, message.context), catalogue)
    for message in catalogue:
        if message.id and message.id not in template:
            yield f"“{_named(message)}” is not a text of the website now; delete it"


def renewed(template: Catalog, source: bytes, locale: Locale) -> bytes:
    """Return a catalogue with all texts of the *template* and no others, with the translations in its *source*.

    Raises PoFileError or ValueError if the source is not that of a catalogue.
    """
    catalogue = read_po(BytesIO(source), locale=locale, abort_invalid=True)
    catalogue.update(template, no_fuzzy_matching=True)
    text = BytesIO()
    write_po(text, catalogue, width=0, ignore_obsolete=True, include_lineno=False)
    head, end, rest = text.getvalue().partition(b"\n\n")
    reviewer = _REVIEWER.search(source)
    return head + (b"\n" + reviewer[0] if reviewer else b"") + end + rest


def _faults_of(message: Message, translated: Message | None, catalogue: Catalog) -> Iterator[str]:
    name = _named(message)
    if translated is None or not all(_forms(translated)):
        yield f"“{name}” is not translated"
    elif translated.fuzzy:
        yield f"“{name}” is marked fuzzy; read the translation, then delete the mark"
    elif len(_forms(translated)) != (catalogue.num_plurals if message.pluralizable else 1):
        yield f"“{name}” has {len(_forms(translated))} plural forms, but the language has {catalogue.num_plurals}"
    else:
        for form, text in enumerate(_forms(translated)):
            yield from _faults_in(message, text, may_omit_number=message.pluralizable and _is_of_one(form, catalogue))


def _faults_in(message: Message, text: str, *, may_omit_number: bool) -> Iterator[str]:
    """Yield the faults of *text*, a form of the translation of *message*."""
    name, expected = (
        _named(message),
        {placeholder for form in _forms_of_id(message) for placeholder in _placeholders(form)},
    )
    placeholders = _placeholders(text)
    if placeholders - expected:
        yield f"“{name}” is translated with {_listed(placeholders - expected)}, which the English does not have"
    missing = expected - placeholders - (_NUMBERS if may_omit_number else frozenset())
    if missing:
        yield f"“{name}” is translated without {_listed(missing)}"
    if _PERCENT.search(text):
        yield f"“{name}” is translated with a percent sign alone; write it twice"
    if set(_MARKUP.findall(text)) != {tag for form in _forms_of_id(message) for tag in _MARKUP.findall(form)}:
        yield f"“{name}” is translated with other HTML than the English"
    if "\n" in text:
        yield f"“{name}” is translated with more than one line"


def _is_of_one(form: int, catalogue: Catalog) -> bool:
    """Return whether a *form* of a plural is that of a single number, or of none, which the text may say in a word."""
    rule = c2py(catalogue.plural_expr)
    return sum(rule(number) == form for number in range(1, _COUNTED)) <= 1


def _forms(message: Message) -> Sequence[str]:
    """Return the translations in *message*: one, or one for each form of the plural."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _forms_of_id(message: Message) -> Sequence[str]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _named(message: Message) -> str:
    return _forms_of_id(message)[0]


def _placeholders(text: str) -> set[str]:
    return {match[1] or match[2] for match in _PLACEHOLDER.finditer(text)}


def _listed(names: set[str]) -> str:
    return ", ".join(name if name.startswith("{") else f"%({name})s" for name in sorted(names))
