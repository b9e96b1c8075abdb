"""The tables of the look-up, cut into pieces: the answer for each host, and the hosts that look alike.

lookup/root.js names the pieces of each table or, if there are many, the pieces that name them. The contents of a piece
do not depend on the number of records. docs/lookup.md describes the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from masthead.hosts.public_suffixes import above, registered_domain, surt
from masthead.lookup.similar_hosts import backwards, forwards
from masthead.search.script_pieces import Piece, cut, front_coded, literal, piece_name, piece_script, utf16

FOLDER = "lookup/"
ROOT = "root"
# In bytes before compression to about a third. They are small because a look-up loads a piece and uses one entry of it.
_PIECE_OF_HOSTS = 900
_PIECE_OF_LIKES = 1600
_PIECE_OF_NAMES = 700
_PIECE_OF_ANSWERS = 3000
_PACKED = 8
"""The factor by which pieces are larger if there are to be few files."""

Answer = tuple[object, ...]
KeyedAnswer = tuple[str, Answer]


@dataclass(frozen=True, slots=True)
class Alike:
    """A host for which others may be mistaken, the record that it leads to, and whether an outlet imitates it."""

    host: str
    outlet: str
    imitated: bool = False


def lookup_files(
    answers: Mapping[str, Answer], alike: Iterable[Alike], *, packed: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of the look-up, made from *answers* by host and *alike*.

    If *packed*, there are fewer and larger files.
    """
    likes, times = list(alike), _PACKED if packed else 1
    hosts = _sorted((surt(host), answer) for host, answer in answers.items())
    size_of_answers = _PIECE_OF_ANSWERS * times
    tables = {
        "hosts": _Table(hosts, _PIECE_OF_HOSTS * times, _weight_of_host, partial(_hosts, size_of_answers)),
        "likes": _Table(_likes(likes, forwards), _PIECE_OF_LIKES * times, _weight_of_like, _plain),
        "tails": _Table(_likes(likes, backwards), _PIECE_OF_LIKES * times, _weight_of_like, _plain),
    }
    yield from _answers(tables["hosts"], size_of_answers)
    root = {}
    for name, table in tables.items():
        levels = list(table.levels())
        for depth, pieces in enumerate(levels[:-1]):
            for piece, value in pieces:
                yield _file(f"{name}/{depth}/{piece}", value)
        root[name] = [len(levels) - 2, levels[-1][0][1]]
    yield _file(ROOT, root)


def answer_files(
    answers: Mapping[str, Answer], worded: Mapping[str, Answer], *, packed: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of answers, *worded* in another language than the *answers* of the tables.

    The tables of hosts are there once, so the files begin at the same hosts.
    """
    times = _PACKED if packed else 1
    hosts = _sorted((surt(host), answer) for host, answer in answers.items())
    table = _Table(hosts, _PIECE_OF_HOSTS * times, _weight_of_host, _plain)
    yield from _answers(table, _PIECE_OF_ANSWERS * times, {surt(host): answer for host, answer in worded.items()})


def _file(path: str, value: object) -> tuple[str, str]:
    return f"{FOLDER}{path}.js", piece_script(path, value)


def _sorted(entries: Iterable[KeyedAnswer]) -> tuple[KeyedAnswer, ...]:
    return tuple(sorted(entries, key=lambda entry: utf16(entry[0])))


def _likes(alike: Iterable[Alike], key: Callable[[str], str]) -> tuple[KeyedAnswer, ...]:
    """Return the entries of hosts that may look alike, by the *key* of their registered domains; the first of a key counts."""
    likes: dict[str, Answer] = {}
    for like in sorted(alike, key=lambda like: (like.imitated, like.host)):
        domain = registered_domain(like.host)
        likes.setdefault(key(domain), _like(like, domain, forwards(domain)))
    return _sorted(likes.items())


def _like(like: Alike, domain: str, skeleton: str) -> Answer:
    """Return the host and its record, without the parts that follow from the key."""
    if like.imitated:
        return (domain, like.host, like.outlet, 1)
    if like.host != like.outlet:
        return (domain, like.host, like.outlet)
    if like.host != domain:
        return (domain, like.host)
    return (domain,) if domain != skeleton else ()


@dataclass(frozen=True, slots=True)
class _Table:
    """Sorted entries, the size of their pieces, and the function that gives the value of a piece."""

    entries: tuple[KeyedAnswer, ...]
    size: int
    weigh: Callable[[str, Answer], int]
    value: Callable[[Piece[Answer], Mapping[str, Answer]], object]

    def pieces(self) -> Iterator[Piece[Answer]]:
        """Yield the pieces of the entries."""
        return cut(self.entries, self.weigh, self.size)

    def levels(self) -> Iterator[Sequence[tuple[str, object]]]:
        """Yield the names and values of the pieces, then of the pieces that name these, down to a single one that names all."""
        known_hosts = dict(self.entries)
        pieces = list(self.pieces())
        yield [(piece.name, self.value(piece, known_hosts)) for piece in pieces]
        starts = [piece.start for piece in pieces]
        while True:
            # Each is named after the first start in it: the last start of the piece before may sort after a shorter name.
            cuts = cut(((start, None) for start in starts), _long, _PIECE_OF_NAMES)
            names = [[start for start, _ in piece.entries] for piece in cuts]
            yield [(piece_name(held[0]), front_coded(held)) for held in names]
            if len(names) == 1:
                return
            starts = [held[0] for held in names]


def _long(start: str, _: None) -> int:
    return len(start) + 1


def _weight_of_host(key: str, _: Answer) -> int:
    return len(key)


def _weight_of_like(key: str, answer: Answer) -> int:
    return len(key) + len(literal(answer))


def _hosts(size: int, piece: Piece[Answer], known_hosts: Mapping[str, Answer]) -> object:
    """Return the hosts of *piece*, and the numbers of the hosts at which files of answers, of about *size*, begin."""
    entries = _with_those_above(piece, known_hosts)
    return [front_coded(key for key, _ in entries), list(_answer_starts(entries, size))]


def _answers(hosts: _Table, size: int, worded: Mapping[str, Answer] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the files of answers on *hosts*; they are apart because most hosts that readers look up have no answer.

    Without *worded*, the answers are those of the table.
    """
    known_hosts = dict(hosts.entries)
    for piece in hosts.pieces():
        entries = _with_those_above(piece, known_hosts)
        starts = [*_answer_starts(entries, size), len(entries)]
        for number, (start, end) in enumerate(pairwise(starts)):
            answers = [answer if worded is None else worded[key] for key, answer in entries[start:end]]
            yield _file(f"answers/{piece.name}-{number}", answers)


def _with_those_above(piece: Piece[Answer], known_hosts: Mapping[str, Answer]) -> Sequence[KeyedAnswer]:
    """Return the hosts of *piece*, after the known hosts above its start, of which its own may be subdomains."""
    return [*((key, known_hosts[key]) for key in above(piece.start) if key in known_hosts), *piece.entries]


def _answer_starts(entries: Sequence[KeyedAnswer], size: int) -> Iterator[int]:
    """Yield the places in *entries* at which a file of answers begins, so that each has about *size*."""
    length = size
    for place, (_, answer) in enumerate(entries):
        if length >= size:
            yield place
            length = 0
        length += len(literal(answer))


def _plain(piece: Piece[Answer], _known: Mapping[str, Answer]) -> object:
    """Return the keys of *piece* and, by place, the values that are not empty."""
    values = {number: value for number, (_, value) in enumerate(piece.entries) if value}
    return [front_coded(key for key, _ in piece.entries), values]
