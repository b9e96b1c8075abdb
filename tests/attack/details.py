"""Details of published records that bind as their words do: bases of statements, warnings, dates and hashes of copies.

Each is taken away, put in the place of another, or said otherwise in a released world that has all of them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from PIL import Image

from masthead.field_types.dates import PartialDate
from tests.attack.values import WORDS
from tests.releases import publish
from tests.site import furnish
from tests.world import CAMPAIGN, OUTLET, SOURCE, World

PICTURE = f"{OUTLET.removesuffix('.yml')}/front.png"
LATER = PartialDate(2024, 5, 2)
_COPY = "https://web.archive.org/web/20240209101112/https://harbour-lab.example/report"
_OF_SOURCE = f"""\
title_is_ours: the page has no headline
original_title: {{text: Luci su una riva buia, lang: it}}
publisher_is_not: [The Harbour Laboratory of Tides]
interest: It is paid by the port.
authors: [Working group on tides]
reliability: B
reliability_why: It has corrected what was wrong.
note: Its tables are pictures, which we read by eye.
archives:
  - url: "{_COPY}"
    original: "https://harbour-lab.example/report"
    captured: 2024-02-09T10:11:12Z
    sha256: {"ab" * 32}
    published: 2024-02-07
    shows: The report.
    warning: false-story
"""
_OF_STATEMENT = """\
    evidence: [shared-server]
    date: 2024-02-01
    counts: more than 90 domains
    reservation: It could not tell who paid for them.
    our_reading: We take it for a reading of the register.
    note: The table has a row for each site.
"""
_OF_COPY = """\
        sha256: {hash}
        published: 2024-01-15
        warning: personal-attack
    attachments:
      - file: front.png
        alt: A page with an anchor.
        sha256: {picture}
        captured: 2024-01-18T11:12:13Z
"""
# A line of the world, and the lines that may replace it; an empty tuple if it can only be deleted.
_DETAILS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (CAMPAIGN, "    evidence: [shared-server]\n", ("    evidence: [second-server]\n",)),
    (CAMPAIGN, "    date: 2024-02-01\n", ("    date: 2024-01-30\n", "    date: 2024-02\n")),
    (CAMPAIGN, "    counts: more than 90 domains\n", ("    counts: more than 900 domains\n",)),
    (CAMPAIGN, "    reservation: It could not tell who paid for them.\n", ("    reservation: It could tell a little.\n",)),
    (CAMPAIGN, "    our_reading: We take it for a reading of the register.\n", ("    our_reading: We are sure.\n",)),
    (CAMPAIGN, "    note: The table has a row for each site.\n", ("    note: The table has two rows.\n",)),
    (CAMPAIGN, "    basis: [shared-advertising-id]\n", ("    basis: [shared-address]\n",)),
    (OUTLET, f"        sha256: {'cd' * 32}\n", (f"        sha256: {'ce' * 32}\n",)),
    (OUTLET, "        published: 2024-01-15\n", ("        published: 2024-01-16\n", "        published: 2023\n")),
    (OUTLET, "        warning: personal-attack\n", ("        warning: false-story\n",)),
    (OUTLET, "        shows: The page that names nobody.\n", ("        shows: The page that names somebody.\n",)),
    (OUTLET, "        captured: 2024-01-18T11:12:13Z\n", ("        captured: 2024-01-19T11:12:13Z\n",)),
    (SOURCE, "title_is_ours: the page has no headline\n", ("title_is_ours: the headline is not repeated\n",)),
    (SOURCE, "original_title: {text: Luci su una riva buia, lang: it}\n", ("original_title: {text: Luci, lang: it}\n",)),
    (SOURCE, "publisher_is_not: [The Harbour Laboratory of Tides]\n", ("publisher_is_not: [The Lab of Tides]\n",)),
    (SOURCE, "interest: It is paid by the port.\n", ("interest: It is paid by the town.\n",)),
    (SOURCE, "authors: [Working group on tides]\n", ("authors: [Working group on tithes]\n",)),
    (SOURCE, "reliability: B\n", ("reliability: A\n", "reliability: E\n")),
    (SOURCE, "reliability_why: It has corrected what was wrong.\n", ("reliability_why: It is good.\n",)),
    (SOURCE, "note: Its tables are pictures, which we read by eye.\n", ("note: Its tables are texts.\n",)),
    (SOURCE, "    captured: 2024-02-09T10:11:12Z\n", ()),
    (SOURCE, f"    sha256: {'ab' * 32}\n", (f"    sha256: {'ac' * 32}\n",)),
    (SOURCE, "    published: 2024-02-07\n", ("    published: 2024-02-08\n",)),
    (SOURCE, "    warning: false-story\n", ("    warning: personal-attack\n",)),
    (SOURCE, "verification: full\n", ("verification: excerpt\n",)),
    (SOURCE, "publisher_kind: academic\n", ("publisher_kind: ngo\n",)),
)  # fmt: skip


def detailed(world: World) -> World:
    """Return the small *world* with all of these details, after two releases."""
    picture = _picture(90)
    world.write(PICTURE, picture)
    world.add(SOURCE, _OF_SOURCE)
    world.edit(CAMPAIGN, "    basis: [shared-advertising-id]\n", f"    basis: [shared-advertising-id]\n{_OF_STATEMENT}")
    more = _OF_COPY.format(hash="cd" * 32, picture=hashlib.sha256(picture).hexdigest())
    shows = "        shows: The page that names nobody.\n"
    world.edit(OUTLET, shows, shows + more)
    world.add(CAMPAIGN, "excluded:\n  - {host: left-out.example, reason: It is another’s., source: harbour-lab-2024}\n")
    world.edit(
        CAMPAIGN,
        "indicators:\n",
        "  - id: second-server\n    claim: The sites answer on two addresses.\n    kind: infrastructure\n"
        "    sources:\n      - source: harbour-lab-2024\nindicators:\n",
    )
    publish(furnish(world))
    world.edit(SOURCE, "type: report\n", "language: it\ntype: report\n")
    publish(world, LATER)
    return world


_REQUIRED = ("shows: ", "verification: ", "publisher_kind: ")


def details(draw: Random, _world: World) -> Iterator[tuple[str, str, Callable[[World], object], str]]:
    """Yield changes of the details of the world: what is tried, where, what is done, and which rules must find it."""
    for path, line, others in _DETAILS:
        due = "field-missing" if line.strip().startswith(_REQUIRED) else _due(path)
        yield "a published detail is gone", f"{path}: {line}", partial(_edit, path=path, old=line, new=""), due
        for other in others:
            yield (
                "a published detail is another",
                f"{path}: {other}",
                partial(_edit, path=path, old=line, new=other),
                _due(path),
            )
    for _ in range(4):
        drawn = _picture(draw.randrange(1, 80))
        yield "a published picture is another", PICTURE, partial(_other_picture, drawn), "attachment-hash"
        yield (
            "a published picture is another, with its hash",
            PICTURE,
            partial(_other_picture, drawn, with_hash=True),
            "published-claim",
        )
    for word in draw.sample(WORDS, 6):
        line = f"note: Its tables are {word}.\n"
        yield "a published note is another", line, partial(_edit, path=SOURCE, old=_note(), new=line), "published-field"


def _note() -> str:
    return next(line for path, line, _ in _DETAILS if path == SOURCE and line.startswith("note"))


def _due(path: str) -> str:
    return {SOURCE: "published-field", OUTLET: "published-claim", CAMPAIGN: "published-statement"}[path]


def _edit(world: World, path: str, old: str, new: str) -> None:
    world.edit(path, old, new)


def _other_picture(picture: bytes, world: World, *, with_hash: bool = False) -> None:
    old = hashlib.sha256((world.root / PICTURE).read_bytes()).hexdigest()
    world.write(PICTURE, picture)
    if with_hash:
        world.edit(OUTLET, old, hashlib.sha256(picture).hexdigest())


def _picture(size: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (size, size), "#345").save(file, "PNG")
    return file.getvalue()
