"""A check finds the paths that a build would refuse: both know the paths of the website that a record leads to."""

from __future__ import annotations

import pytest

from masthead.building.output.writer import file_of
from masthead.model import Outlet
from masthead.model.website_paths import paths_of
from masthead.rules.record_paths import OTHER_HOST
from tests.site import make
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

DELETE = "delete it: no record can have been published with this ID"
LONG = ".".join(["x" * 53, *["x" * 62] * 3, "example"])
"""The longest host whose pages have names that are short enough: of 250 characters."""

REFUSED = [
    (FIRM, "con", "'con' cannot be a file name on some systems"),
    (CAMPAIGN, "com7", "'com7' cannot be a file name on some systems"),
    (SOURCE, "lpt0", "'lpt0' cannot be a file name on some systems"),
    (OUTLET, f"yz{LONG}", f"'yz{LONG[:57]}…' has 257 characters, and a file name can have 255"),
]


@pytest.mark.parametrize(("path", "former", "message"), REFUSED)
def test_former_id_that_no_page_can_have_is_found(world: World, path: str, former: str, message: str) -> None:
    """The finding is at the place of the ID in the record; a build does not come to it."""
    world.add(path, f"formerly: [{former}]\n")

    assert [("formerly[0]", message, DELETE)] == [(f.field, f.message, f.cure) for f in world.load().findings]


def test_host_that_no_page_can_have_is_found(world: World) -> None:
    """Its file for programs would have a name that is too long."""
    world.move(UNPLACED, f"sites/zz/y{LONG}.yml")

    assert [("id-form", f"'y{LONG[:58]}…' has 256 characters, and a file name can have 255", OTHER_HOST)] == [
        (f.rule, f.message, f.cure) for f in world.load().findings
    ]


DEVICES = ["con.example", "aux.tv", "prn.fm", "nul.co.uk", "com1.example", "lpt9.example"]


@pytest.mark.parametrize("host", DEVICES)
def test_host_that_windows_takes_for_a_device_is_warned_of(site: World, host: str) -> None:
    """A host cannot be changed, so the website is built all the same."""
    site.move(UNPLACED, f"sites/zz/{host}.yml")
    site.add(OUTLET, f"formerly: [{host.upper().lower().replace('.', '.old-', 1)}]\n")
    device = host.partition(".")[0].upper()

    assert {"": f"the name {host!r} is that of the device {device} on Windows, which cannot store it"}.items() <= {
        f.field: f.message for f in site.load().findings if f.rule == "file-device"
    }.items()
    assert {"warning"} == {f.severity for f in site.load().findings}
    assert make(site).outcome.pages
    assert (site.root / f"output/sites/{host}/index.html").is_file()


def test_names_that_only_begin_like_devices_are_right(world: World) -> None:
    """A record may be about a house for old consoles, for example."""
    world.move(UNPLACED, "sites/zz/console.example.yml")
    world.add(FIRM, "formerly: [con-media, nul2, com10]\n")

    assert () == world.load().findings


def test_longest_host_is_built(site: World) -> None:
    """If the check finds nothing, the build refuses nothing: no page, citation, file for programs or redirect."""
    site.move(UNPLACED, f"sites/zz/{LONG}.yml")
    site.add(OUTLET, f"formerly: [{LONG[1:]}]\n")

    assert () == site.load().findings
    assert make(site).outcome.pages


def test_paths_of_records_are_those_of_the_website(site: World) -> None:
    """Everything that is built below the ID of a record, or one that it had, is among the paths that are checked."""
    site.add(OUTLET, "formerly: [old-times.example]\n")
    site.add(FIRM, "formerly: [old-quay]\n")
    make(site)
    records = tuple(site.load().graph.records())
    known = {file_of(path) for record in records for _, path in paths_of(record)}
    ids = {id for record in records for id in (record.id, *record.formerly)}
    built = {path.relative_to(site.root / "output") for path in (site.root / "output").rglob("*") if path.is_file()}

    theirs = {path.as_posix() for path in built if ids & {path.name.removesuffix(".json"), *path.parts}}
    assert any(isinstance(record, Outlet) for record in records)
    assert "api/v1/firms/old-quay.json" in theirs
    assert set() == theirs - known
