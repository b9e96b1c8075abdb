"""Files of a database that somebody has changed, cut, replaced or swapped, drawn at random for a seed.

Each is done to a copy of a world that is right. A rule that is due must find it, or the build must say what is wrong; if
nothing is due, the build must make the same website as before. There is never another website, a wait or a traceback.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from masthead import MastheadError
from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from tests.attack.details import detailed, details
from tests.attack.values import WORDS
from tests.file_obstacles import OTHERS, TooSlow, in_time
from tests.hostile.corpus import outcome
from tests.hostile_values import commands, hidden
from tests.releases import FIRST, SECOND, publish
from tests.site import PUBLISHER, build, fingerprint, furnish, masthead, opened_by_a_build
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World, make

Act = Callable[[World], object]
SAME = "the same website"
"""Due where nothing is wrong with what a reader sees: the kept files of a command are thrown away and made again."""
WEB = {**PUBLISHER, "MASTHEAD_URL": "https://masthead.example"}


@dataclass(frozen=True, slots=True)
class Damage:
    """A change to a copy of a world, and what is due: the start of the ID of a rule, nothing for any error, or SAME."""

    id: str
    what: str
    value: str
    do: Act
    due: str = ""


@dataclass(frozen=True, slots=True)
class Damages:
    """A kind of damage, with its cases, and the world that they are done to."""

    name: str
    world: World
    damages: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case of damage, the findings of a check, and the faults of the check or of a build."""

    case: Damage
    findings: tuple[Finding, ...]
    faults: tuple[str, ...]

    @property
    def rank(self) -> str:
        """Whether a check or a build refused it, or the website stayed the same."""
        return "accepted" if self.case.due == SAME else "refused"


def damages(seed: int, folder: Path, asked: Collection[str] = ()) -> Iterator[Damages]:
    """Yield each kind of damage that is *asked* for, or all, drawn for *seed*, with its world below *folder*."""
    released = _released(make(folder / "released"))
    worlds = {
        "released": lambda: released,
        "detailed": lambda: detailed(make(folder / "detailed")),
        "built": lambda: _built(World(shutil.copytree(released.root, folder / "built"))),
    }
    for name, (draw_all, of_world) in KINDS.items():
        if asked and name not in asked:
            continue
        world = worlds[of_world]()
        drawn = draw_all(Random(f"{name} {seed}"), world)  # noqa: S311 - no secret
        yield Damages(name, world, tuple(Damage(f"{name}-{at:03}", *fields) for at, fields in enumerate(drawn, 1)))


def tried(kind: Damages, damage: Damage) -> Outcome:
    """Return the outcome of *damage*, done to a copy of the world of *kind*."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(shutil.copytree(kind.world.root, Path(folder) / "world", symlinks=True))
        if damage.due == SAME:
            damage.do(world)
            return Outcome(damage, (), tuple(_other_website(kind.world, world)))
        findings: list[Finding] = []
        try:
            damage.do(world)
            with in_time():
                faults = [*_wrong_check(world, damage, findings), *_wrong_build(world)]
        except TooSlow:
            faults = ["a command waits"]
        except Exception as error:  # noqa: BLE001 - anything that is raised would be a traceback
            faults = [f"raises {error!r}"]
        return Outcome(damage, tuple(findings), tuple(faults))


def _wrong_check(world: World, damage: Damage, findings: list[Finding]) -> Iterator[str]:
    result = outcome(world)
    findings += result.findings
    rules = [finding.rule for finding in result.findings if finding.severity is Severity.ERROR]
    if damage.due and not any(rule.startswith(damage.due) for rule in rules):
        yield f"due {damage.due}; found {', '.join(rules) or 'nothing'}"
    for form, text in result.printed.items():
        if hidden(text) or (form != "github" and commands(text)):
            yield f"{form} prints what hides or commands"


def _wrong_build(world: World) -> Iterator[str]:
    with suppress(MastheadError, OSError):  # what a command says in one sentence
        build(world.root, "pelicanconf.py", world.root / "output")
    if (world.root / "output").exists():
        yield "a website is made"


def _other_website(before: World, world: World) -> Iterator[str]:
    try:
        process = masthead("build", "--root", world.root, "--settings", "publishconf.py", "--no-progress", **WEB)
    except Exception as error:  # noqa: BLE001 - as above
        yield f"raises {error!r}"
        return
    if process.returncode or "Traceback" in process.stderr:
        yield f"no website: {process.stdout[-200:]} {process.stderr[-400:]}"
    elif fingerprint(world.root / "output") != fingerprint(before.root / "output"):
        yield "another website"


# Worlds


def _released(world: World) -> World:
    """Return the small world with a correction, a doubt and a reply in words, after two releases."""
    world.add(
        OUTLET,
        "corrections:\n  - {date: 2024-02-20, said: It had named Quayside Courier., says: It names Harbour Times., why: A line was misread., asked_by: its editor}\n",
    )
    world.add(OUTLET, "state: {name: disputed, date: 2024-02-21, reason: The outlet says that a school runs it.}\n")
    world.edit(
        FIRM,
        "outcome: no-answer",
        "outcome: answered, position: denies, words: We have no newsroom, capacity: press office",
    )
    publish(furnish(world))
    world.add(FIRM, "seat: Port Harbour\n")
    publish(world)
    return world


def _built(world: World) -> World:
    process = masthead("build", "--root", world.root, "--settings", "publishconf.py", "--no-progress", **WEB)
    assert process.returncode == 0, process.stderr
    return world


# Changes to a file


def _write(path: str, data: bytes) -> Act:
    return lambda world: world.write(path, data)


def _put(path: str, kind: str) -> Act:
    """Put something that is not a file, the *kind* of OTHERS, in the place of the file or folder at *path*."""

    def put(world: World) -> None:
        target = world.root / path
        shutil.rmtree(target) if target.is_dir() and not target.is_symlink() else target.unlink(missing_ok=True)
        OTHERS[kind](target)

    return put


def _cut(draw: Random, data: bytes) -> bytes:
    return data[: draw.randrange(1, max(len(data.rstrip()), 2))]


def _flipped(draw: Random, data: bytes) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << draw.randrange(7))]) + data[at + 1 :]


def _noise(draw: Random, data: bytes) -> bytes:
    return draw.randbytes(len(data) or 1)


# Kinds

_Drawn = tuple[str, str, Act, str]
# A line with published words, and the words in it.
_PUBLISHED_WORDS = re.compile(r"\b(?:claim|said|says|why|reason|words|summary|asked_by): ([^\n,}]+)")
_INSTEAD = ("Nobody", "never", "denied", "Quayside", "1997", "all", "seventeen", "wrongly")


def _words(draw: Random, world: World) -> Iterator[_Drawn]:
    """Yield changes of words, numbers and parts that were published, without a correction."""
    places = [
        (path, match.span(1))
        for path in (OUTLET, UNPLACED, FIRM, CAMPAIGN)
        for match in _PUBLISHED_WORDS.finditer((world.root / path).read_text("utf-8"))
    ]
    for path, (start, end) in (draw.choice(places) for _ in range(30)):
        text = (world.root / path).read_text("utf-8")
        kind, words = _otherwise(draw, text[start:end])
        if words != text[start:end]:
            changed = _write(path, (text[:start] + words + text[end:]).encode())
            yield f"published words: {kind}", f"{path}: {text[start:end]}", changed, "published-"
    for path, old, new in _other_facts(draw):
        yield (
            "a published fact is another",
            f"{path}: {new}",
            partial(World.edit, path=path, old=old, new=new),
            "published-",
        )
    for path in (OUTLET, UNPLACED, FIRM, CAMPAIGN, SOURCE):
        yield "a published record is gone", path, partial(_unlink, path), "published-"
    for _ in range(6):
        path = draw.choice((OUTLET, UNPLACED, CAMPAIGN))
        yield "a published item of evidence is gone", path, partial(_without_an_item, path, draw.random()), ""


def _otherwise(draw: Random, text: str) -> tuple[str, str]:
    """Return a kind of change, and the published words with this change."""
    kind = draw.choice(("another word", "a word less", "a word more", "nothing"))
    words = text.split(" ")
    at = draw.randrange(len(words))
    new = {
        "another word": [*words[:at], draw.choice(_INSTEAD), *words[at + 1 :]],
        "a word less": [*words[:at], *words[at + 1 :]],
        "a word more": [*words[:at], draw.choice(_INSTEAD), *words[at:]],
        "nothing": [],
    }[kind]
    return kind, " ".join(new) or "Nothing."


def _other_facts(draw: Random) -> Iterator[tuple[str, str, str]]:
    yield CAMPAIGN, "role: operator", f"role: {draw.choice(('host', 'supporter', 'reseller'))}"
    yield CAMPAIGN, "wording: attributes", f"wording: {draw.choice(('states', 'suggests', 'reports'))}"
    yield OUTLET, "date: 2024-02-07\n", f"date: 202{draw.randrange(4)}-02-07\n"
    yield OUTLET, "name: disputed", "name: listed"
    yield FIRM, "position: denies", f"position: {draw.choice(('confirms', 'comments', 'rejects'))}"
    yield FIRM, "date: 2024-01-30", f"date: 2023-{draw.randrange(1, 13):02}-11"
    yield UNPLACED, "kind: listing", "kind: registration"
    yield CAMPAIGN, "total: 2", f"total: {draw.randrange(3, 99)}"
    yield OUTLET, "value: 192.0.2.1", f"value: 192.0.2.{draw.randrange(2, 255)}"


def _unlink(path: str, world: World) -> None:
    (world.root / path).unlink()


def _without_an_item(path: str, where: float, world: World) -> None:
    text = (world.root / path).read_text("utf-8")
    starts = [match.start() for match in re.finditer(r"^  - id: ", text, re.MULTILINE)]
    start = starts[int(where * len(starts))]
    end = re.compile(r"^(?:  - |\w)", re.MULTILINE).search(text, start + 4)
    world.write(path, text[:start] + (text[end.start() :] if end else ""))


def _theme(draw: Random, world: World) -> Iterator[_Drawn]:
    files = _files(world, "theme")
    changes = (_cut, _cut, _flipped, _flipped, _noise, lambda *_: b"")
    for change, path in ((change, path) for change in changes for path in draw.sample(files, 4)):
        data = (world.root / path).read_bytes()
        if (new := change(draw, data)) != data:
            yield "a file of the theme, cut or changed in a bit or throughout", path, _write(path, new), "theme-sum"
    for path, other in (draw.sample(files[1:], 2) for _ in range(6)):
        there = (world.root / other).read_bytes()
        yield "a file of the theme in the place of another", f"{path} {other}", _write(path, there), "theme-sum"
    for kind, path in ((kind, path) for kind in OTHERS for path in draw.sample(files, 2)):
        yield f"{kind} in the place of a file of the theme", path, _put(path, kind), "theme-sum"
    for folder in ("theme", "theme/templates", "theme/static/js", "theme/css/components"):
        name = f"{folder}/{draw.choice(WORDS)}-{draw.randrange(999)}.js"
        yield "a file that the sums of the theme do not name", name, _write(name, draw.randbytes(40)), "theme-sum"


def _pages(draw: Random, world: World) -> Iterator[_Drawn]:
    pages = _files(world, "content/pages")
    for path in pages * 3:
        cut = _cut(draw, (world.root / path).read_bytes())
        yield "a page of text, cut short", path, _write(path, cut), "content-file"
    for kind in sorted(OTHERS.keys() - {"folder"}):  # a folder of that name is one more folder of pages
        path = draw.choice(pages)
        yield f"{kind} in the place of a page of text", path, _put(path, kind), "content-file"


def _files(world: World, folder: str) -> list[str]:
    paths = sorted(path for path in (world.root / folder).rglob("*") if path.is_file())
    return [path.relative_to(world.root).as_posix() for path in paths]


def _ledger(draw: Random, world: World) -> Iterator[_Drawn]:
    for _ in range(25):
        path = draw.choice((FIRST, FIRST, SECOND))
        data = (world.root / path).read_bytes()
        yield "a bit of the ledger is another", path, _write(path, _flipped(draw, data)), "ledger"
    for change in (_without_line, _line_twice, _lines_exchanged, _piece_of_another, _cut, _cut, _noise, _other_end):
        for path in (FIRST, SECOND):
            data = (world.root / path).read_bytes()
            new = change(draw, data)
            if new != data:
                yield (
                    f"lines of the ledger: {change.__name__.strip('_').replace('_', ' ')}",
                    path,
                    _write(path, new),
                    "ledger",
                )
    for path, other in ((FIRST, SECOND), (SECOND, FIRST)):
        yield (
            "a file of the ledger in the place of another",
            path,
            _write(path, (world.root / other).read_bytes()),
            "ledger",
        )
    yield (
        "a file of the ledger once more",
        FIRST,
        _write("ledger/0003.jsonl", (world.root / FIRST).read_bytes()),
        "ledger",
    )
    yield "the first file of the ledger is gone", FIRST, partial(_unlink, FIRST), "ledger"
    for kind in OTHERS:
        path = draw.choice((FIRST, SECOND, "ledger/0003.jsonl", "ledger/README.md"))
        yield f"{kind} in the ledger", path, _put(path, kind), "ledger"


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _without_line(draw: Random, data: bytes) -> bytes:
    lines = _lines(data)
    del lines[draw.randrange(len(lines))]
    return b"".join(lines)


def _line_twice(draw: Random, data: bytes) -> bytes:
    lines = _lines(data)
    at = draw.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def _lines_exchanged(draw: Random, data: bytes) -> bytes:
    lines = _lines(data)
    at, other = draw.sample(range(len(lines)), 2)
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _piece_of_another(draw: Random, data: bytes) -> bytes:
    """Return *data* with the open part of one line at the end of another, where the seal does not cover it."""
    lines = _lines(data)
    at, other = draw.sample(range(len(lines)), 2)
    lines[at] = lines[at].partition(b'"open":')[0] + b'"open":' + lines[other].partition(b'"open":')[2]
    return b"".join(lines)


def _other_end(draw: Random, data: bytes) -> bytes:
    return data.replace(b"\n", draw.choice((b"\r\n", b"\n\n", b" \n", b"\x00\n")))


def _no_files(draw: Random, world: World) -> Iterator[_Drawn]:
    """Yield something that is not a file, of a kind that is drawn, in the place of each file that a build opens."""
    opened = [
        path.relative_to(world.root).as_posix()
        for path in opened_by_a_build(world)
        if path.is_relative_to(world.root) and path.is_file() and ".cache" not in path.parts
    ]
    for path in draw.sample(opened, min(70, len(opened))):
        kind = draw.choice(sorted(OTHERS))
        if kind == "folder" and path.startswith("content/"):
            kind = "pipe"
        if path != "publishconf.py":  # settings of another build
            yield f"{kind} in the place of a file", path, _put(path, kind), ""


def _kept(draw: Random, world: World) -> Iterator[_Drawn]:
    """Yield foreign contents for the files that commands keep: a card is drawn again, and a build makes everything."""
    kept = [
        path.relative_to(world.root).as_posix() for path in sorted((world.root / ".cache").rglob("*")) if path.is_file()
    ]
    cards = [path for path in kept if "/cards/" in path]
    builds = [path for path in kept if "/cards/" not in path]
    changes: dict[str, Callable[[bytes], bytes]] = {
        "noise": partial(_noise, draw),
        "cut short": partial(_cut, draw),
        "another bit": partial(_flipped, draw),
        "a page behind its seal": lambda data: data[:64] + b"<!DOCTYPE html><title>x</title>" + draw.randbytes(20),
        "nothing": lambda _: b"",
    }
    for path in (draw.choice(cards), draw.choice(builds)):
        data = (world.root / path).read_bytes()
        for name, change in changes.items():
            yield f"a kept file: {name}", path, _kept_as(path, change(data)), SAME
        for kind in draw.sample(sorted(OTHERS), 2):
            yield f"{kind} in the place of a kept file", path, _after(_put(path, kind), path), SAME
    card, other = draw.sample(cards, 2)
    yield (
        "a kept card in the place of another",
        f"{card} {other}",
        _kept_as(card, (world.root / other).read_bytes()),
        SAME,
    )
    yield "a kept card in the place of a kept build", card, _kept_as(builds[0], (world.root / card).read_bytes()), SAME


def _kept_as(path: str, data: bytes) -> Act:
    return _after(_write(path, data), path)


def _after(act: Act, path: str) -> Act:
    """Return *act*, after which cards are needed, since nothing can be taken over from a website."""

    def do(world: World) -> None:
        act(world)
        if "/cards/" in path:
            shutil.rmtree(world.root / "output")

    return do


KINDS: dict[str, tuple[Callable[[Random, World], Iterator[_Drawn]], str]] = {
    "published-words": (_words, "released"),
    "published-details": (details, "detailed"),
    "theme": (_theme, "released"),
    "pages-of-text": (_pages, "released"),
    "ledger": (_ledger, "released"),
    "no-files": (_no_files, "released"),
    "kept-files": (_kept, "built"),
}
"""The function that draws each kind, and its world: one that was released, has all details, or has a website."""
