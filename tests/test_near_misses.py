"""Suggestions of what was probably meant: fields, ids, terms, countries, languages, techniques."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.field_types.fields import ID_PATTERN
from masthead.field_types.near_misses import near_miss, nearest
from masthead.field_types.suggestions import country_cure, id_cure, language_cure, technique_cure
from masthead.pinned_lists import COUNTRIES, LANGUAGES, TECHNIQUES
from tests.world import FIRM, OUTLET, UNPLACED, World

INDENTED = "it belongs to the record itself: write it without indentation"
HARBOURS = ("harbour-2024", "harbour-2023")
FIELDS = ("evidence", "attributions", "languages", "operator", "targets", "name", "names")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("evidences", "evidence"),
        ("Evidence", "evidence"),
        ("atributons", "attributions"),
        ("langage", "languages"),
        ("operater", "operator"),
        ("target-s", "targets"),
        ("Names", "names"),
        ("nmaes", "names"),
        ("colour", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_near_miss_is_found(text: str, meant: str) -> None:
    """Letters may be missing, doubled, swapped or in another case; a text that is like no field gets no suggestion."""
    assert meant == near_miss(text, FIELDS)


def test_question_names_what_was_meant() -> None:
    """The cure is a question: the program guesses."""
    assert ("did you mean evidence?", "") == (nearest("evidences", FIELDS), nearest("colour", FIELDS))


def test_first_of_equals_is_named() -> None:
    """The choice between two equals does not depend on the order in which they are known."""
    assert {"harbour-2023"} == {near_miss("harbour-202", order) for order in (HARBOURS, HARBOURS[::-1])}


@given(text=st.text(), known=st.lists(st.text(max_size=8), max_size=8))
def test_near_miss_is_a_known_word_or_nothing(text: str, known: list[str]) -> None:
    """For any text and any words, the answer is one of the words or empty."""
    assert near_miss(text, known) in {"", *known}


@given(
    known=st.lists(st.from_regex("[a-z]{3,12}", fullmatch=True), min_size=1, max_size=30, unique=True), n=st.integers(0)
)
def test_known_word_is_its_own_nearest(known: list[str], n: int) -> None:
    """No other word is nearer."""
    word = known[n % len(known)]

    assert word == near_miss(word.upper(), known)


@pytest.mark.alone
def test_thousands_of_misses_are_answered_fast() -> None:
    """A record that names a thousand sources that nobody has does not keep the check waiting."""
    known = frozenset(f"{letter}{number}-times-2024" for letter in "abcdefgh" for number in range(250))
    near_miss("x", known)
    start = time.process_time()
    for number in range(1000):
        near_miss(f"b{number}-tims-2024", known)

    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("UK", "did you mean GB (United Kingdom)?"),
        ("uk", "did you mean GB (United Kingdom)?"),
        ("it", "did you mean IT (Italy)?"),
        ("ITA", "did you mean IT (Italy)?"),
        ("380", "did you mean IT (Italy)?"),
        ("Italy", "did you mean IT (Italy)?"),
        ("ITALY", "did you mean IT (Italy)?"),
        ("Itlay", "did you mean IT (Italy)?"),
        ("Italian", "did you mean IT (Italy)?"),
        ("Italien", "did you mean IT (Italy)?"),
        ("USA", "did you mean US (United States)?"),
        ("South Korea", "did you mean KR (South Korea)?"),
        ("Korean", "did you mean KR (South Korea)?"),
        ("England", "did you mean GB (United Kingdom)?"),
        ("Czech Republic", "did you mean CZ (Czechia)?"),
        ("Kosovo", "did you mean XK (Kosovo)?"),
        ("ZZ", "leave the field out if the country is undetermined"),
        ("EN", ""),
        ("English", ""),
        ("XX", ""),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_country_is_known_by_code_name_and_language(text: str, meant: str) -> None:
    """Codes of other lists, right and misspelt names, and languages of one country count; English belongs to many."""
    assert meant == country_cure(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("en-UK", "did you mean en-GB (English)?"),
        ("EN", "did you mean en (English)?"),
        ("it_IT", "did you mean it-IT (Italian)?"),
        ("ita", "did you mean it (Italian)?"),
        ("iw", "did you mean he (Hebrew)?"),
        ("jp", "did you mean ja (Japanese)?"),
        ("cz", "did you mean cs (Czech)?"),
        ("zh-hant", "did you mean zh-Hant (Chinese)?"),
        ("ZH-HANT-TW", "did you mean zh-Hant-TW (Chinese)?"),
        ("English", "did you mean en (English)?"),
        ("Itallian", "did you mean it (Italian)?"),
        ("deutsch", "did you mean de (German)?"),
        ("한국어", "did you mean ko (Korean)?"),
        ("xx", ""),
        ("en-GB-oed", ""),
        ("", ""),
    ],
)
def test_language_is_known_by_tag_name_and_country(text: str, meant: str) -> None:
    """Tags in another case, with other signs or old codes, countries for languages, and names are understood."""
    assert meant == language_cure(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("t0097.202", "did you mean T0097.202 (News Outlet Persona)?"),
        ("T0097-202", "did you mean T0097.202 (News Outlet Persona)?"),
        ("news outlet persona", "did you mean T0097.202 (News Outlet Persona)?"),
        ("T9999", ""),
        ("persona of nobody at all", ""),
    ],
)
def test_technique_is_known_by_id_and_name(text: str, meant: str) -> None:
    """DISARM’s ids are hard to remember, so their names are beside them."""
    assert meant == technique_cure(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Harbour Lab 2024", "write harbour-lab-2024"),
        ("harbour_lab--2024", "write harbour-lab-2024"),
        ("Harbour’s", ""),
        ("---", ""),
    ],
)
def test_id_is_made_of_a_title(text: str, meant: str) -> None:
    """Hyphens replace all other signs; an id for which letters would have to be changed is left to people."""
    assert meant == id_cure(text, ID_PATTERN)


@given(text=st.text(max_size=30))
def test_cures_name_what_exists(text: str) -> None:
    """No guess sends anybody to a code that is refused again."""
    for cure, known in ((country_cure(text), COUNTRIES), (technique_cure(text), TECHNIQUES)):
        assert not cure or cure.startswith("leave") or cure.split()[3] in known
    tag = language_cure(text)

    assert not tag or tag.split()[3].partition("-")[0] in LANGUAGES


@pytest.mark.parametrize(
    ("path", "old", "new", "cure"),
    [
        (UNPLACED, "operator:", "operater:", "did you mean operator?"),
        (UNPLACED, "kind: local-news", "kind: Local News", "did you mean local-news?"),
        (UNPLACED, "kind: local-news", "kind: copy of a real outlet", "did you mean clone?"),
        (UNPLACED, "    kind: listing", "    kind: list", "did you mean listing?"),
        (UNPLACED, "source: harbour-lab-2024", "source: harbor-lab-2024", "did you mean harbour-lab-2024?"),
        (UNPLACED, "source: harbour-lab-2024", "source: Harbour Lab 2024", "write harbour-lab-2024"),
        (OUTLET, "campaigns: [lighthouse]", "campaigns: [light-house]", "did you mean lighthouse?"),
        (OUTLET, "country: IT", "country: Italy", "did you mean IT (Italy)?"),
        (OUTLET, "tag: it", "tag: IT", "did you mean it (Italian)?"),
        (OUTLET, "[T0097.202]", "[T0097.22]", "did you mean T0097.202 (News Outlet Persona)?"),
        (UNPLACED, "    claim:", "    confidence: high\n    claim:", "it belongs in the items of attributions"),
        (UNPLACED, "    claim:", "    operator: unknown\n    claim:", INDENTED),
        (UNPLACED, "operator:", "jurisdiction: IT\noperator:", "records in firms/ have this field"),
        (FIRM, "business:", "colour: red\nbusiness:", ""),
        (FIRM, "business:", "text: red\nbusiness:", "it belongs in the items of native_name"),
    ],
)  # fmt: skip
def test_finding_says_what_was_meant(world: World, path: str, old: str, new: str, cure: str) -> None:
    """The record is read, the miss is found at its place, and the cure is what a person would say."""
    world.edit(path, old, new)
    (finding, *_) = [finding for finding in world.load().findings if finding.path == path]

    assert cure == finding.cure
