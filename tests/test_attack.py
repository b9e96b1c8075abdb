"""The attack can fail: each fault that it looks for in a website is found in one that has it."""

from __future__ import annotations

import pytest

from masthead.findings.finding import Finding
from tests.attack import files, sayings, values
from tests.attack.cases import Case, kinds
from tests.attack.website import READERS
from tests.releases import FIRST
from tests.world import World

# A text that a browser makes of the parts of an item.
ITEM = """<section id="a" data-cite-item><pre>x, <b data-part="note">y</b></pre><pre data-part="sentence">z</pre></section>
<template data-cite-more="More"><pre data-format="bibtex">%s</pre></template>"""
FAULTS = [
    (".html", '<p id="a"></p><p id="a"></p>', ["id 'a' 2 times"]),
    (".html", "<marquee>x</marquee>", ["element <marquee>"]),
    (".html", "<text>x</text><svg><g><text>y</text></g></svg>", ["element <text>"]),
    (".html", '<p onclick="x">y</p>', ["attribute onclick of <p>"]),
    (".html", '<a href="JavaScript:x">y</a>', ["address 'JavaScript:x' of <a>"]),
    (".html", '<img src="//gull.example/x.png">', ["address '//gull.example/x.png' of <img>"]),
    (".html", "<script>x</script>", ["script '' 'x'"]),
    (".html", '<script type="application/ld+json">{"a": 1, "a": 2}</script>', ["the key 'a' twice"]),
    (".html", '<pre data-format="bibtex">@misc{a, title = {x}} @misc{b, title = {y}}</pre>', ["2 citations in bibtex"]),
    (".html", '<pre data-format="ris">TY  - BOOK\nER  - \nTY  - BOOK\nER  - </pre>', ["2 citations in ris"]),
    (".html", ITEM % "@misc{a, title = {x}} @misc{b}", ["2 citations in bibtex"]),
    (".html", ITEM % "@misc{a, title = {<i data-part=note></i>}}", []),
    (".json", '{"a": ', ["no JSON: Expecting value: line 1 column 7 (char 6)"]),
    (".xml", '<feed xmlns="http://www.w3.org/2005/Atom"><x xmlns="y"/></feed>', ["element {y}x"]),
    (".js", 'mastheadPieces.take("a","</script>");', ["an end of a script element"]),
    (".html", '<h1 id="a">Harbour Times</h1><a href="https://harbour.example/">x</a>', []),
]


@pytest.mark.parametrize(("kind", "text", "faults"), FAULTS)
def test_fault_of_a_website_is_found(kind: str, text: str, faults: list[str]) -> None:
    """The reader for files of its kind finds it."""
    assert faults == list(READERS[kind](text))


def test_kinds_have_cases_with_ids_of_their_own() -> None:
    """No two cases write one file, unless to contradict each other."""
    ids = [case.id for kind in kinds() for case in kind.cases]

    assert len(ids) == len(set(ids)) > 600


def test_values_are_drawn_anew_for_each_seed() -> None:
    """They are the same for the same seed, so that a case that fails can be tried again."""
    first, again, other = (
        {kind.name: [case.files for case in kind.cases] for kind in kinds(seed)} for seed in (0, 0, 1)
    )

    assert first == again
    assert {*values.drawn(0), *sayings.drawn(0)} == {name for name in first if first[name] != other[name]}


@pytest.mark.parametrize(
    ("due", "rules", "is_met"),
    [
        ((), [], True),
        ((), ["wording"], False),
        (("wording",), ["wording", "wording"], True),
        (("wording",), ["look-alike", "wording"], False),
        (("+", "wording"), ["look-alike", "wording"], True),
        (("+", "wording"), ["look-alike"], False),
        (("any",), [], False),
    ],
)
def test_case_is_met_by_what_is_due(due: tuple[str, ...], rules: list[str], *, is_met: bool) -> None:
    """A case is met neither by less nor, unless it allows that, by more."""
    assert is_met == Case("x", "", "", {}, (due,)).is_met(rules)


def test_damage_that_nothing_finds_is_told(released: World) -> None:
    """A website that is made all the same, a rule that stays silent and an error that is not ours are reported."""
    kind = files.Damages("x", released, ())

    def outcome(do: files.Act, due: str) -> tuple[list[Finding], tuple[str, ...]]:
        result = files.tried(kind, files.Damage("x-1", "", "", do, due))
        return [*result.findings], result.faults

    assert ([], ("due ledger; found nothing", "a website is made")) == outcome(lambda _: None, "ledger")
    findings, faults = outcome(lambda world: world.write(FIRST, b"x"), "theme-sum")
    assert ("due theme-sum; found ledger",) == faults
    assert ["ledger"] == [finding.rule for finding in findings]
    assert ([], ("raises ZeroDivisionError('division by zero')",)) == outcome(lambda _: 1 / 0, "")
