"""Sorted entries are cut into pieces: all of them, in the same places, and by their own content alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.building.output.writer import refuse_path
from masthead.search.script_pieces import (
    KeyCaseError,
    Piece,
    cut,
    front_coded,
    parting,
    piece_name,
    piece_script,
    utf16,
)

SIZE = 300
KEYS = st.lists(st.text("ab.é東\ud83d😀\uffee", max_size=12), unique=True, max_size=80).map(
    lambda keys: sorted(keys, key=utf16)
)


def words(number: int) -> list[str]:
    """That many different words, sorted, none the beginning of another."""
    return sorted(f"{at * 7919 % 100_003:05}x" for at in range(number))


def pieces(keys: list[str]) -> list[Piece[int]]:
    """The pieces of *keys*, each of which weighs ten."""
    return list(cut(((key, 10) for key in keys), lambda _, weight: weight, SIZE))


@given(keys=KEYS)
def test_every_key_is_in_the_piece_that_its_order_says(keys: list[str]) -> None:
    """Nothing is lost, and the piece with the last start that does not sort after a key has the key."""
    cut_ = pieces(keys)

    assert keys == [key for piece in cut_ for key, _ in piece.entries]
    assert "" == cut_[0].start
    for piece, following in pairwise(cut_):
        assert all(utf16(piece.start) <= utf16(key) < utf16(following.start) for key, _ in piece.entries)


def test_no_entries_are_one_empty_piece() -> None:
    """A page always finds a piece, if only to learn that nothing is there."""
    assert [Piece("", ())] == pieces([])


def test_pieces_are_neither_small_nor_large() -> None:
    """Each but the last weighs from six tenths of the size to fourteen tenths of it."""
    weights = [sum(weight for _, weight in piece.entries) for piece in pieces(words(5000))]

    assert 0.6 * SIZE <= min(weights[:-1])
    assert max(weights) <= 1.4 * SIZE


@pytest.mark.parametrize("at", [0, 17, 2500, 4999])
def test_a_change_touches_the_pieces_around_it_only(at: int) -> None:
    """If one key is removed or added, all pieces but a few stay as they are, including their names."""
    keys = words(5000)
    before = set(pieces(keys))

    assert 4 >= len(before - set(pieces(keys[:at] + keys[at + 1 :])))
    assert 4 >= len(before - set(pieces(sorted([*keys, f"{keys[at]}y"]))))


def test_what_begins_alike_too_long_for_a_name_stays_together() -> None:
    """Keys with a common start that is too long for a file name are in one piece, with cuts before and after them."""
    alike = ["n" * 45 + word for word in words(200)]
    cut_ = pieces([*(f"a{word}" for word in words(200)), *alike, *(f"z{word}" for word in words(200))])

    assert 1 == sum(any(key in alike for key, _ in piece.entries) for piece in cut_)
    assert len(cut_) > 4


def test_the_start_is_as_short_as_can_be() -> None:
    """The start has one letter more than both keys share; if that is too long for a name, there is no cut."""
    assert "rom" == parting("rolex", "roman")
    assert "r" == parting("", "roman")
    assert "" == parting("x" * 50, "x" * 50 + "y")


def test_names_are_of_letters_and_digits() -> None:
    """Other characters become their numbers, so that every file system and server takes them, and none mixes two up."""
    assert ["k-", "k-rom", "k-a_002eb", "k-_d55c", "k-_d83dde00", "k-_00e9"] == [
        piece_name(start) for start in ("", "rom", "a.b", "한", "😀", "é")
    ]


@given(start=st.text(max_size=40))
def test_every_name_can_be_written(start: str) -> None:
    """The writer accepts the name of a piece with any start."""
    refuse_path(f"search/terms/{piece_name(start)}.js")


def test_keys_tell_what_they_share() -> None:
    """A capital, which no key has, says how many letters a key shares with the one before: 25 at most."""
    assert "AromaDeEn" == front_coded(["roma", "rome", "romen"])
    assert f"A{'x' * 30}Z{'x' * 5}y" == front_coded(["x" * 30, "x" * 30 + "y"])
    with pytest.raises(KeyCaseError, match="Roma"):
        front_coded(["Roma"])


def test_a_piece_is_a_script_that_hands_its_value_over() -> None:
    """Nothing in it ends the script, a line or the encoding."""
    assert 'mastheadPieces.take("terms/k-",["\\u003c/script>",1]);\n' == piece_script("terms/k-", ["</script>", 1])
    assert not set("<\u2028\u2029\ud800") & set(piece_script("<\ud800", "\u2028\u2029"))
