"""The HTML of a page is compact, whether its pieces were compacted before or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.building.rendering.compact_html import compact

PIECES = (
    "\n",
    " ",
    "\t",
    "tide",
    "<section>",
    "</section>",
    "<li>",
    "</li>",
    '<p class="a">',
    "</p>",
    "<em>",
    "<header>",
    "<hr>",
)


@given(st.lists(st.sampled_from(PIECES)), st.lists(st.sampled_from(PIECES)))
def test_pieces_may_be_compacted_before(first: list[str], second: list[str]) -> None:
    """A component is compacted when it is compiled, and a page once more, where texts of components meet."""
    before, after = "".join(first), "".join(second)

    assert compact(before + after) == compact(compact(before) + compact(after))


@pytest.mark.parametrize(
    ("html", "compacted"),
    [
        ("<ul>\n    <li>tide</li>\n\n  </ul>", "<ul>\n<li>tide</li></ul>"),
        ("<p>\n  low\n  <em>tide</em>\n</p>", "<p>\nlow\n<em>tide</em></p>"),
        ("<p>low   tide</p>\n<header>", "<p>low   tide</p><header>"),
    ],
)
def test_breaks_are_left_where_they_are_spaces(html: str, compacted: str) -> None:
    """Nobody sees a break before a block; one between words or items of a line is a space."""
    assert compacted == compact(html)
