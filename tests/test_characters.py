"""Characters that do not belong in a record are found with their place, but not where a script needs them."""

from __future__ import annotations

import sys
from unicodedata import category, is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.reporting.report import code_points
from masthead.syntax.characters import (
    MAX_MARKS,
    character_name,
    in_pieces,
    is_unseen,
    may_deceive,
    piled_marks,
    strange_characters,
)
from tools import step_summary

WELCOME = [
    "plain text, with punctuation: “quoted” – and … so on",
    "Città di Forlì",
    "銀座新聞、온라인、Найти Москву",
    "العربية ١٢٣",
    "tab\tand line\nends\r\nof both kinds",
    "😀 and 👍🏽",
    "no-break\u00a0space",
    "می\u200cخواهم",
    "ശ്\u200dരീ",
    "क्\u200dष",
    "e\u0301",
    "«\u00a0Le Courrier\u00a0»",
    "新聞\u3000社説",
    "র\u200d\u09cdয",
]

STRANGE = [
    ("\x00", "U+0000"),
    ("\x07", "U+0007"),
    ("\x1b", "U+001B"),
    ("\x7f", "U+007F"),
    ("\x9b", "U+009B"),
    ("\u00ad", "U+00AD SOFT HYPHEN"),
    ("\u034f", "U+034F COMBINING GRAPHEME JOINER"),
    ("\u061c", "U+061C ARABIC LETTER MARK"),
    ("\u115f", "U+115F HANGUL CHOSEONG FILLER"),
    ("\u180e", "U+180E MONGOLIAN VOWEL SEPARATOR"),
    ("\u200b", "U+200B ZERO WIDTH SPACE"),
    ("\u200d", "U+200D ZERO WIDTH JOINER"),
    ("\u200e", "U+200E LEFT-TO-RIGHT MARK"),
    ("\u2029", "U+2029 PARAGRAPH SEPARATOR"),
    ("\u202a", "U+202A LEFT-TO-RIGHT EMBEDDING"),
    ("\u2060", "U+2060 WORD JOINER"),
    ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    ("\u2800", "U+2800 BRAILLE PATTERN BLANK"),
    ("\u3164", "U+3164 HANGUL FILLER"),
    ("\ud800", "U+D800"),
    ("\uf8ff", "U+F8FF"),
    ("\ufdd0", "U+FDD0"),
    ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
    ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("\uffa0", "U+FFA0 HALFWIDTH HANGUL FILLER"),
    ("\ufff9", "U+FFF9 INTERLINEAR ANNOTATION ANCHOR"),
    ("\ufffc", "U+FFFC OBJECT REPLACEMENT CHARACTER"),
    ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
    ("\uffff", "U+FFFF"),
    ("\U0001d173", "U+1D173 MUSICAL SYMBOL BEGIN BEAM"),
    ("\U000e0001", "U+E0001 LANGUAGE TAG"),
    ("\U000e0100", "U+E0100 VARIATION SELECTOR-17"),
    ("\U0010fffd", "U+10FFFD"),
    ("\u0378", "U+0378"),
    ("\u070f", "U+070F SYRIAC ABBREVIATION MARK"),
    ("\u1680", "U+1680 OGHAM SPACE MARK"),
    ("\u2d7f", "U+2D7F TIFINAGH CONSONANT JOINER"),
    ("\U00013437", "U+13437 EGYPTIAN HIEROGLYPH BEGIN SEGMENT"),
    ("\U00016fe4", "U+16FE4 KHITAN SMALL SCRIPT FILLER"),
    ("\U0001bca1", "U+1BCA1 SHORTHAND FORMAT CONTINUING OVERLAP"),
    ("\U0001d159", "U+1D159 MUSICAL SYMBOL NULL NOTEHEAD"),
    ("\U0005ffff", "U+5FFFF"),
]

# The property Default_Ignorable_Code_Point of Unicode, by its file DerivedCoreProperties.txt.
DEFAULT_IGNORABLE = ((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))  # fmt: skip
BLANKS = "\u1680\u2800\u2d7f\ufffc\ufffd\U00016fe4\U0001d159"


@pytest.mark.parametrize("text", WELCOME)
def test_what_scripts_need_is_welcome(text: str) -> None:
    """Letters, marks and signs of every script pass, joiners where they change the word included."""
    assert [] == list(strange_characters(text))


@pytest.mark.parametrize(("character", "name"), STRANGE)
def test_what_hides_reverses_or_breaks_is_strange(character: str, name: str) -> None:
    """It is found by line and column, and called by its code point and name."""
    assert [(2, 3, name)] == list(strange_characters(f"a\nbc{character}d"))


@pytest.mark.parametrize(
    "text", ["\u200cا", "ا\u200c", "ا\u200c a", "ا\u200c\u200cب", "a\u200db", "😀\u200d😀", "،\u200d،", "١\u200c٢"]
)
def test_joiners_join_two_letters_of_a_script_that_needs_them(text: str) -> None:
    """At an edge, twice, or between other signs a joiner only hides."""
    assert [] != list(strange_characters(text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_yaml_counts_them(end: str) -> None:
    """A line ends as it does on any system."""
    assert [(3, 2, "U+200B ZERO WIDTH SPACE")] == list(strange_characters(f"a{end}b{end}c\u200b"))


@given(st.text(st.characters(max_codepoint=0x9F)))
def test_every_control_character_is_strange(text: str) -> None:
    """Nothing that a terminal acts on passes, but tabs and line ends."""
    expected = [character for character in text if category(character) == "Cc" and character not in "\t\n\r"]

    assert [character_name(character) for character in expected] == [name for _, _, name in strange_characters(text)]


@pytest.mark.parametrize(
    "text", ["e\u0301", "Q\u0301\u0316", "\u0e01\u0e34\u0e48", "x" + "\u0301" * MAX_MARKS, "\u2026" * 50]
)
def test_marks_that_scripts_need_are_no_pile(text: str) -> None:
    """A letter may have marks above and below, and punctuation is no mark."""
    assert [] == list(piled_marks(text * 3))


@pytest.mark.parametrize(
    "text", ["လျှော့", "ကြွေး", "ညွှန်ကြား", "கொள்கை", "ക്ഷോഭം", "ស្ត្រី", "བརྒྱུད", "\u0915\u094d\u0937\u094d\u092e\u093f"]
)
def test_syllables_of_many_marks_are_no_piles(text: str) -> None:
    """Some scripts write vowels beside, above and below one letter."""
    assert [] == list(piled_marks(text))


@pytest.mark.parametrize(("letter", "mark"), [("க", "\u0bbe"), ("က", "\u103b"), ("क", "\u0903"), ("ක", "\u0dcf")])
def test_marks_beside_a_letter_pile_up_too(letter: str, mark: str) -> None:
    """Other marks between them do not hide their number."""
    assert [] == list(piled_marks(letter + mark * MAX_MARKS))
    assert [(1, 2, 5)] == list(piled_marks(letter + mark * 5))
    assert [(1, 2, 15)] == list(piled_marks(letter + f"\u0301{mark}\u0301" * 5))


def test_piled_marks_are_found_where_they_begin() -> None:
    """Each pile is reported with its size, regardless of the text around it."""
    text = "a\n“x" + "\u0301" * 9 + "…y" + "\u20dd\u0316" * 5 + "z"

    assert [(2, 3, 9), (2, 14, 10)] == list(piled_marks(text))


@given(st.text("a\t\n \x00\x7f\x1béا\u0301\u0e34\u200d\u200b…香😀"))
def test_quick_look_misses_nothing(text: str) -> None:
    """Text with strange characters or piled marks never looks harmless, and plain text always does."""
    if any(strange_characters(text)) or any(piled_marks(text)):
        assert may_deceive(text.encode())
    if text.isascii() and not any(strange_characters(text)):
        assert not may_deceive(text.encode())


def test_marks_may_deceive_only_where_they_pile() -> None:
    """Letters of other scripts and single marks need no second look, however many there are."""
    assert not may_deceive("香港 Città قا e\u0301".encode() * 50)
    assert may_deceive(("x" + "\u0301" * 9).encode())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", ""),
        ("Città di Forlì", ""),
        ("x\u0301\u0323", "U+0301 U+0323"),
        ("Citta\u0300 e\u0301", "U+0061 U+0300"),
        ("e\u0301\u0302x", "U+0065 U+0301 U+0302"),
        ("\u1112\u1161\u11ab\u1100", "U+1112 U+1161 U+11AB"),
        ("a \u212b\u212b", "U+212B"),
        ("\u0958", "U+0958"),
    ],
)  # fmt: skip
def test_characters_in_pieces_are_told_by_their_code_points(text: str, pieces: str) -> None:
    """The first character that has another form in NFC is shown with all that belongs to it."""
    assert pieces == in_pieces(text)


@given(st.text())
def test_composed_text_is_in_no_pieces(text: str) -> None:
    """Text that Unicode regards as composed passes, and no other text does."""
    assert "" == in_pieces(normalize("NFC", text))
    assert is_normalized("NFC", text) == (not in_pieces(text))


def test_every_code_point_is_seen_or_refused_and_escaped() -> None:
    """The reader refuses just the characters that are unseen by their properties in Unicode; printers escape them."""
    ignorable = {chr(point) for first, last in DEFAULT_IGNORABLE for point in range(first, last + 1)}
    unseen = {
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and character not in "\t\n\r"
    }
    unseen |= ignorable | set(BLANKS)
    refused = {character for character in map(chr, range(sys.maxunicode + 1)) if is_unseen(character)}
    printed = {
        character for character in refused if code_points(character) == character == step_summary.visible(character)
    }

    assert unseen == refused
    assert set() == printed


@pytest.mark.parametrize("text", ["a\u00a0\u00a0b", "a \u2003b", "\u3000\u3000社説", "a\u2009 b"])
def test_special_spaces_stand_alone(text: str) -> None:
    """One keeps two words together or apart, and more of them hide what follows."""
    assert [] != list(strange_characters(text))
    assert may_deceive(text.encode())
