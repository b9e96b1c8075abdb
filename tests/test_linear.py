"""No text takes long to read because it is long and awkward: every reader and pattern takes it at one look."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice

import pytest
from pydantic import TypeAdapter, ValidationError

from masthead.edition import safe_markdown
from masthead.field_types import fields
from masthead.field_types.near_misses import nearest
from masthead.model import Outlet
from masthead.rules.accusations import accusing_words, may_accuse
from masthead.rules.contacts import contacts_in, may_contact
from masthead.rules.persons import likely_names, may_name, private_names
from masthead.rules.quotations import quotations_of_nobody
from masthead.rules.text_patterns.joined_texts import Together
from masthead.search import normalise
from masthead.syntax import characters

LENGTH = 100_000
# A reader that looks again from each letter takes minutes for this. One that looks once takes less than 0.05 s on a
# quiet machine; the bound leaves room for one that is ten times as slow, since a test of ours must not fail for that.
MAX_SECONDS = 0.5
# Units that a pattern may stumble over when they are repeated: letters and signs of all scripts and formats.
AWKWARD = [
    "a", "A", "0", "é", "香", "\u0301", "e\u0301", "\u1112\u1161", "ب\u200c", "\u200d", "😀", " ", "\t", "\n", "\r\n", "-", "a-", ".", "a.", "a.b", "..", "/", "/.",
    "/../", "/%2e", "%", "%41", "%zz", "'", '"', "“", "«", "„", "‘", "「", "“a", "[", "]", "[at]", "(", "(1)", "{", "{{", "<", "<a", "&", "#", "##", "##[", "::",
    "\\", "`", "*", "**", "_", "a_", "~", "+", "+1", "+1 ", "00", "001", "001.", "1 ", "1-", "12-345-", "tel ", "tel 1", "@", "a@", "a@a", "a@a.", "Mr ", "Mr A",
    "Mr Aa ", "CEO ", "CEO Aa", "CEO Aa-", "fake", "fake ", "xn--", "xn--a.", "https://", "https://a.", "https://a.org/", "2023-", "T0097.", "zh-", "x,", "x: ",
    "- ", "> - ", "1. ", "a\n\n", "|", "=", "?a=", "http", "www.", "https://web.archive.org/web/",
]  # fmt: skip
# Further units for the rules on words, which look for more in a text than others.
AWKWARD_FOR_RULES = ["x1", "(a", "(at", "1@", "0a0", "00000000", "a.1 ", "a!", "a*", "ee-", "á.", "f a k e ", "sept ", "line: a", "via A", "12 rue de la ", "GB00", "路1", "王先生", "傀", "한", "Li ",
                     "Xiaomi Li ", "Anna ", "ANNA ", "AA-", "Anna bin ", "“fake” ", "is called ", "It is “x”. "]  # fmt: skip
JUDGED = 20_000
# The modules whose patterns search the texts of a record when it is checked, printed or put on a page; those of
# web_addresses.py match whole texts alone, and are tried with the fields.
MODULES = ("syntax.characters", "field_types.dates", "reporting.excerpt", "field_types.fields", "edition.safe_markdown", "record_files.reading", "reporting.report", "rules.archives", "rules.quotations", "rules.raw_hosts", "search.normalise",
           "model.website_paths")  # fmt: skip
NAMES = sorted(name for name, value in vars(fields).items() if hasattr(value, "__metadata__"))


def long(unit: str) -> str:
    """Return *unit* again and again, up to LENGTH."""
    return (unit * (LENGTH // len(unit) + 1))[:LENGTH]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that *work* takes; slow work gets a second try, since others use the processor too."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    first = once()
    return first if first < MAX_SECONDS else min(first, once())


def slow(work: Callable[[str], object]) -> list[tuple[str, float]]:
    """Return the units of AWKWARD for which *work* takes too long, even where the ends differ from the rest."""
    texts = ((unit, text) for unit in AWKWARD for text in (long(unit), f"x{long(unit)}!"))
    taken = ((unit, seconds(lambda text=text: work(text))) for unit, text in texts)  # type: ignore[misc] # bound at once
    return [(unit, time_) for unit, time_ in taken if time_ > MAX_SECONDS]


def read(adapter: TypeAdapter[object], text: str) -> None:
    """Read *text*, and look for the cure of what is wrong with it."""
    try:
        adapter.validate_python(text)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            cure = details["ctx"]["cure"]
            if callable(cure):
                cure()


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns of MODULES, by module and name."""
    for module in MODULES:
        for name, value in vars(import_module(f"masthead.{module}")).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module}.{name}", value


@pytest.mark.parametrize("name", NAMES)
def test_every_type_of_field_reads_at_one_look(name: str) -> None:
    """A hundred thousand awkward letters are refused as fast as ten, cure included."""
    adapter: TypeAdapter[object] = TypeAdapter(getattr(fields, name))

    read(adapter, "warm")

    assert [] == slow(lambda text: read(adapter, text))


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_pattern_looks_once(name: str, pattern: re.Pattern[str]) -> None:
    """No pattern reads a text again from each of its letters."""
    assert name
    assert [] == slow(lambda text: sum(1 for _ in pattern.finditer(text)))


@pytest.mark.parametrize("unit", [*AWKWARD, *AWKWARD_FOR_RULES])
def test_a_text_is_judged_at_one_look(unit: str) -> None:
    """Accusations, contacts, names and quotations are looked for at one look: no text is read again from each sign."""
    text = long(unit)[:JUDGED]

    assert (
        seconds(
            lambda: [
                list(find(text))
                for find in (accusing_words, contacts_in, private_names, likely_names, quotations_of_nobody)
            ]
        )
        <= MAX_SECONDS
    )
    assert (
        seconds(lambda: (may_accuse({0: text}), may_contact(Together([text])), may_name(Together([text]))))
        <= MAX_SECONDS
    )


@pytest.mark.parametrize(
    "work",
    [
        lambda text: list(islice(characters.strange_characters(text), 10)),
        lambda text: list(islice(characters.piled_marks(text), 10)),
        lambda text: nearest(text, Outlet.model_fields),
        lambda text: safe_markdown.prose(text[: fields.MAX_PROSE]),
        lambda text: normalise.tokens(text[: fields.MAX_PROSE]),
    ],
    ids=["strange", "piled", "nearest", "prose", "tokens"],
)
def test_what_reads_texts_reads_them_once(work: Callable[[str], object]) -> None:
    """The steps around the types of fields take awkward texts as they come."""
    work("warm")

    assert [] == slow(work)
