"""Labels beside their marks: in the narrowest picture and in every wider one they cover nothing."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.views.pictures.label_places import Box, Label, area, disc, label_beside, length, surroundings, text_width

SIZE = (30.0, 14.0)
parts = st.floats(0, 1, allow_nan=False)
marks = st.tuples(parts, parts, st.floats(0.1, 1.5), st.text("Aiw國 ", min_size=1, max_size=12))


def mark(x: float, y: float, radius: float) -> Box:
    """The box of a circle."""
    return Box(x, y, x - radius, y - radius, x + radius, y + radius)


def moved(box: Box, scale: float) -> Box:
    """*box* in a picture *scale* times as wide: its middle moves, and the box keeps its place beside it."""
    more = scale - 1
    left, right = box.left + (box.x - box.across) * more, box.right + (box.x + box.across) * more
    top, bottom = box.top + (box.y - box.down) * more, box.bottom + (box.y + box.down) * more
    return Box(box.x * scale, box.y * scale, left, top, right, bottom)


def meet(box: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge, apart from rounding."""
    across = box.left + 1e-6 < other.right and other.left + 1e-6 < box.right
    return across and box.top + 1e-6 < other.bottom and other.top + 1e-6 < box.bottom


@given(st.lists(marks, max_size=25), st.floats(1, 8))
def test_labels_cover_nothing_in_any_width(drawn: list[tuple[float, float, float, str]], scale: float) -> None:
    """Placed in the narrowest picture, in which marks are closest, they do not meet in one that is wider."""
    circles = [mark(x * SIZE[0], y * SIZE[1], radius) for x, y, radius, _ in drawn]
    labels: list[tuple[int, tuple[Box, ...]]] = []
    for at, (_, _, _, text) in enumerate(drawn):
        others = [surroundings([circle]) for number, circle in enumerate(circles) if number != at]
        placement = label_beside(circles[at], text, SIZE, others, [box for _, boxes in labels for box in boxes])
        if placement:
            labels.append((at, placement[1]))

    wide = [(at, [moved(box, scale) for box in boxes]) for at, boxes in labels]
    for number, (at, boxes) in enumerate(wide):
        assert boxes[0].is_within(SIZE[0] * scale + 1e-6, SIZE[1] * scale + 1e-6)
        for box in boxes:
            assert not any(meet(box, taken) for _, earlier in wide[:number] for taken in earlier)
            assert not any(meet(box, moved(circle, scale)) for other, circle in enumerate(circles) if other != at)


def test_a_label_is_nearest_to_its_own_mark() -> None:
    """Beside another mark it would be read as the label of that one, so it goes elsewhere."""
    right, left = mark(5, 5, 0.2), mark(6.5, 4.3, 0.2)
    placement = label_beside(right, "Bay", SIZE, [surroundings([left])], [])

    assert placement
    assert ("end", None) == (placement[0].anchor, placement[0].line)


def test_without_room_beside_a_mark_a_line_leads_to_the_label() -> None:
    """The nearest free place is taken, and nothing may be on the line."""
    near = [mark(15 + x, 7 + y, 0.2) for x in (-2, 0, 2) for y in (-2, 0, 2) if x or y]
    placement = label_beside(mark(15, 7, 0.2), "Bay", SIZE, [surroundings(near)], [])

    assert placement
    label, (text, *line) = placement
    assert label.line
    assert line
    assert not any(meet(box, other) for box in (text, *line) for other in near)


def test_an_area_grows_with_the_picture() -> None:
    """A box that is clear of it in the narrowest picture but not in a wider one does not count as clear."""
    part = area(10, 4, 20, 8)
    below = Box(12, 7, 12, 9, 16, 10)  # the mark is in the area

    assert not meet(below, part)
    assert meet(moved(below, 3), moved(part, 3))
    assert not below.keeps_clear_of(part)
    assert Box(12, 8.5, 12, 9, 16, 10).keeps_clear_of(part)


def test_boxes_cover_a_circle() -> None:
    """They cover all of it, but not all of its square, so that a label may be in a corner."""
    boxes = disc(5, 5, 2)
    for degrees in range(0, 360, 3):
        x, y = 5 + 2 * cos(radians(degrees)), 5 + 2 * sin(radians(degrees))
        assert any(
            box.left - 1e-9 <= x <= box.right + 1e-9 and box.top - 1e-9 <= y <= box.bottom + 1e-9 for box in boxes
        )
    assert not any(box.right > 6.7 and box.bottom > 6.7 for box in boxes)


def test_a_label_goes_to_the_right_if_it_can() -> None:
    """Readers look for it there; otherwise it goes to the left."""
    right, left = (label_beside(mark(x, 5, 1), "Bay", SIZE, [], []) for x in (5, 28))

    assert right
    assert left
    assert (Label("start", "1.3", ".35"), Label("end", "-1.3", ".35")) == (right[0], left[0])


def test_without_room_there_is_no_label() -> None:
    """A label that covers another helps nobody."""
    assert label_beside(mark(5, 5, 1), "Bay", SIZE, [], [Box(5, 5, 0, 0, *SIZE)]) is None
    assert label_beside(mark(5, 5, 1), "A" * 100, SIZE, [], []) is None


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
