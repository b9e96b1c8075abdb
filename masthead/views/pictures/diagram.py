"""Diagrams: nodes on the left and on the right, and lines between them, each with two labels.

Each line has a lane of its own for its labels, and ends in a place of its own at the node on the right: labels and nodes
cover nothing. Lanes and nodes are as high as their texts need: what is cut off may be a “not”. statement_diagram.py and found_content.py decide which nodes and lines there are.
docs/pictures.md has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Literal

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_
from masthead.views.pictures.label_places import cut, length, wrapped

LEAST, MOST = 3, 12
"""The numbers of lines that make a diagram: fewer are read at once, and with more the lists are better read."""
_LANE, _GAP, _PADDING, _LINE = 3.3, 0.25, 0.2, 1.2
"""The height of a lane with a line of text below it, the room above and below a node in it, that in the node, and the height of a
line of text."""
# The widths in em of a node and of a label, in the narrowest picture: theme/css/components/diagram.css makes none narrower.
LEFT, RIGHT, LABEL = 12.0, 14.0, 21.3

_SECOND_HAND = N_("%(what)s (second-hand)")

Form = Literal["whole", "dashed", "dotted"]
"""The form of a line: without gaps, with long gaps, or with short ones."""
_Side = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and its base line, in em from the top of the picture."""

    text: str
    y: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """The start or the end of lines: its whole name, with a link if it has a page, its box, and the lines of text in it."""

    path: str
    name: str
    lang: str
    y: str
    height: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One or more facts: where the line starts and ends, and the two texts along it."""

    y: str
    end: str
    """The distance of its end below its start, in em; empty if it is straight."""
    source: str
    says: tuple[Text, ...]
    """The text below the line, line by line, each with its distance from the first."""
    form: Form
    number: int
    """The number of facts."""


@dataclass(frozen=True, slots=True)
class DiagramWords:
    """The texts about a diagram as a whole."""

    heading: str
    title: str
    summary: str
    caption: str
    fold: str = ""
    """The title of its fold, where it is folded."""


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A diagram, and the texts about it."""

    words: DiagramWords
    height: str
    starts: tuple[Node, ...]
    ends: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The start or the end of a line; two with the same *key* are one node."""

    key: tuple[str, ...]
    path: str
    name: str
    first: str
    second: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line before it has a place: its two ends, its two labels, and how many facts it shows."""

    start: End
    end: End
    source: str
    says: str
    form: Form
    number: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node before it is drawn: its texts, its upper edge, its height, and the places of its lines, in em from the top."""

    end: End
    texts: tuple[str, ...]
    top: float
    height: float
    lines: tuple[float, ...]


def marked(edition: Edition, says: str, *, second_hand: bool) -> str:
    """Return the label *says* with the mark of a source that nobody here has read."""
    return edition.book.say(_SECOND_HAND) % {"what": says} if second_hand else says


def diagram(lines: Sequence[Drawn], words: DiagramWords) -> DiagramView:
    """Return the diagram of *lines*, which are in the order in which nodes on the left come first."""
    starts = _by_node(lines, "start")
    ordered = [line for of_node in starts for to_node in _by_node(of_node, "end") for line in to_node]
    ends = _by_mean_place(ordered)
    total = max(_needed(starts, "start"), _needed(ends, "end"))
    left, right = list(_placed(starts, "start", total)), list(_placed(ends, "end", total))
    place = dict(zip(map(id, chain.from_iterable(ends)), (y for node in right for y in node.lines), strict=True))
    return DiagramView(
        words=words,
        height=length(total),
        starts=tuple(map(_node, left)),
        ends=tuple(map(_node, right)),
        lines=tuple(
            _line(line, y, place[id(line)])
            for line, y in zip(ordered, (y for node in left for y in node.lines), strict=True)
        ),
    )


def _end(line: Drawn, side: _Side) -> End:
    return line.start if side == "start" else line.end


def _by_node(lines: Iterable[Drawn], side: _Side) -> list[list[Drawn]]:
    """Return *lines* by the node at their start or at their end, in the order in which nodes come first."""
    groups: dict[tuple[str, ...], list[Drawn]] = {}
    for line in lines:
        groups.setdefault(_end(line, side).key, []).append(line)
    return list(groups.values())


def _by_mean_place(ordered: Sequence[Drawn]) -> list[list[Drawn]]:
    """Return the lines by the node where they end; a node is as high as its lines are on average, so that few cross."""
    place = {id(line): at for at, line in enumerate(ordered)}
    nodes = _by_node(ordered, "end")
    return sorted(nodes, key=lambda lines: sum(place[id(line)] for line in lines) / len(lines))


def _texts(end: End, side: _Side) -> tuple[str, ...]:
    room = LEFT if side == "start" else RIGHT
    return (*wrapped(end.first, room), *wrapped(end.second, room))


def _lane(line: Drawn) -> float:
    return _LANE + _LINE * max(len(list(wrapped(line.says, LABEL))) - 1, 0)


def _height(lines: Sequence[Drawn], side: _Side) -> float:
    """Return the least height of the node of *lines*, with the room around it."""
    texts = _texts(_end(lines[0], side), side)
    return max(sum(map(_lane, lines)), _LINE * len(texts) + 2 * (_GAP + _PADDING))


def _needed(nodes: Iterable[Sequence[Drawn]], side: _Side) -> float:
    return sum(_height(lines, side) for lines in nodes)


def _placed(nodes: Sequence[Sequence[Drawn]], side: _Side, total: float) -> Iterator[_Placed]:
    """Yield *nodes*, each with its lines, one below another, stretched to the height of the picture."""
    stretch, top = total / _needed(nodes, side), 0.0
    for lines in nodes:
        end, height = _end(lines[0], side), _height(lines, side) * stretch
        lanes = list(map(_lane, lines))
        spare = (height - sum(lanes)) / len(lanes)
        tops = accumulate((lane + spare for lane in lanes[:-1]), initial=top)
        yield _Placed(end, _texts(end, side), top, height, tuple(at + (spare + _LANE) / 2 for at in tops))
        top += height


def _node(placed: _Placed) -> Node:
    end, middle = placed.end, placed.top + placed.height / 2
    start = middle + 0.35 - _LINE * (len(placed.texts) - 1) / 2
    return Node(
        path=end.path,
        name=f"{end.name} {end.second}" if end.name == end.first and end.second else end.name,
        lang=end.lang,
        y=length(placed.top + _GAP),
        height=length(placed.height - 2 * _GAP),
        texts=tuple(Text(text, length(start + _LINE * at), end.lang) for at, text in enumerate(placed.texts)),
    )


def _line(line: Drawn, start: float, end: float) -> Line:
    down = length(end - start)
    return Line(
        y=length(start),
        end="" if down == "0" else down,
        source=cut(line.source, LABEL),
        says=tuple(Text(text, length(_LINE * at)) for at, text in enumerate(wrapped(line.says, LABEL))),
        form=line.form,
        number=line.number,
    )
