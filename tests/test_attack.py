"""The attack can fail: each fault that it looks for in a website is found in one that has it."""

from __future__ import annotations

import pytest

from tests.attack.cases import kinds
from tests.attack.website import READERS

# A text that a browser makes of the parts of an item.
MADE = """<section id="a" data-cite-item><pre>x, <b data-part="note">y</b></pre><pre data-part="sentence">z</pre></section>
<template data-cite-more="More"><pre data-format="bibtex">%s</pre></template>"""
FAULTS = [
    (".html", '<p id="a"></p><p id="a"></p>', ["id 'a' 2 times"]),
    (".html", "<marquee>x</marquee>", ["element <marquee>"]),
    (".html", '<p onclick="x">y</p>', ["attribute onclick of <p>"]),
    (".html", '<a href="JavaScript:x">y</a>', ["address 'JavaScript:x' of <a>"]),
    (".html", '<img src="//gull.example/x.png">', ["address '//gull.example/x.png' of <img>"]),
    (".html", "<script>x</script>", ["script '' 'x'"]),
    (".html", '<script type="application/ld+json">{"a": 1, "a": 2}</script>', ["the key 'a' twice"]),
    (".html", '<pre data-format="bibtex">@misc{a, title = {x}} @misc{b, title = {y}}</pre>', ["2 citations in bibtex"]),
    (".html", '<pre data-format="ris">TY  - BOOK\nER  - \nTY  - BOOK\nER  - </pre>', ["2 citations in ris"]),
    (".html", MADE % "@misc{a, title = {x}} @misc{b}", ["2 citations in bibtex"]),
    (".html", MADE % "@misc{a, title = {<i data-part=note></i>}}", []),
    (".json", '{"a": ', ["no JSON: Expecting value: line 1 column 7 (char 6)"]),
    (".xml", '<feed xmlns="http://www.w3.org/2005/Atom"><x xmlns="y"/></feed>', ["element {y}x"]),
    (".js", 'mastheadPieces.take("a","</script>");', ["an end of a script element"]),
    (".html", '<h1 id="a">Harbour Times</h1><a href="https://harbour.example/">x</a>', []),
]


@pytest.mark.parametrize(("kind", "text", "faults"), FAULTS)
def test_fault_of_a_website_is_found(kind: str, text: str, faults: list[str]) -> None:
    """By what reads files of its kind."""
    assert faults == list(READERS[kind](text))


def test_kinds_have_cases_with_ids_of_their_own() -> None:
    """No two cases write one file, unless to contradict each other."""
    ids = [case.id for kind in kinds() for case in kind.cases]

    assert len(ids) == len(set(ids)) > 600
