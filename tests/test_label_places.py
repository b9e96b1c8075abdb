"""Labels beside their marks: in the narrowest picture and in every wider one they cover nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.views.parts.label_places import Box, Label, label_beside, length, text_width

SIZE = (30.0, 14.0)
parts = st.floats(0, 1, allow_nan=False)
marks = st.tuples(parts, parts, st.floats(0.1, 1.5), st.text("Aiw國 ", min_size=1, max_size=12))


def mark(x: float, y: float, radius: float) -> Box:
    """The box of a circle."""
    return Box(x, y, x - radius, y - radius, x + radius, y + radius)


def moved(box: Box, scale: float) -> Box:
    """*box* in a picture *scale* times as wide: its middle is farther away, and it is where it was beside it."""
    x, y = box.x * (scale - 1), box.y * (scale - 1)
    return Box(box.x * scale, box.y * scale, box.left + x, box.top + y, box.right + x, box.bottom + y)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge, but for what rounding makes of it."""
    across = one.left + 1e-6 < other.right and other.left + 1e-6 < one.right
    return across and one.top + 1e-6 < other.bottom and other.top + 1e-6 < one.bottom


@given(st.lists(marks, max_size=25), st.floats(1, 8))
def test_labels_cover_nothing_in_any_width(drawn: list[tuple[float, float, float, str]], scale: float) -> None:
    """Placed in the narrowest picture, in which marks are closest, they do not meet in one that is wider."""
    circles = [mark(x * SIZE[0], y * SIZE[1], radius) for x, y, radius, _ in drawn]
    labels: list[tuple[int, Box]] = []
    for at, (_, _, _, text) in enumerate(drawn):
        others = [circle for number, circle in enumerate(circles) if number != at]
        found = label_beside(circles[at], text, SIZE, [*others, *(box for _, box in labels)])
        if found:
            labels.append((at, found[1]))

    wide = [(at, moved(box, scale)) for at, box in labels]
    for number, (at, box) in enumerate(wide):
        assert box.is_within(SIZE[0] * scale + 1e-6, SIZE[1] * scale + 1e-6)
        assert not any(meet(box, other) for _, other in wide[:number])
        assert not any(meet(box, moved(circle, scale)) for other, circle in enumerate(circles) if other != at)


def test_a_label_goes_to_the_right_if_it_can() -> None:
    """There a reader looks for it; else to the left."""
    right, left = label_beside(mark(5, 5, 1), "Bay", SIZE, []), label_beside(mark(28, 5, 1), "Bay", SIZE, [])

    assert right
    assert left
    assert (Label("start", "1.3", "0.35"), Label("end", "-1.3", "0.35")) == (right[0], left[0])


def test_without_room_there_is_no_label() -> None:
    """A label that covers another helps nobody."""
    assert label_beside(mark(5, 5, 1), "Bay", SIZE, [Box(5, 5, 0, 0, *SIZE)]) is None
    assert label_beside(mark(5, 5, 1), "A" * 100, SIZE, []) is None


def test_letters_take_their_room() -> None:
    """Chinese characters are as wide as they are high, an i is not."""
    assert text_width("大韓民國") == 4
    assert text_width("iii") < text_width("aaa") < text_width("WWW")


@pytest.mark.parametrize(
    ("number", "text"), [(0.0, "0"), (-0.001, "0"), (2.5, "2.5"), (33.3333, "33.33"), (100.0, "100")]
)
def test_lengths_are_short(number: float, text: str) -> None:
    """Each is written on every page that has a map."""
    assert text == length(number)
