"""A website that several machines build in parts has the same bytes as from one; parts that do not fit are refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.building import shard_manifest
from masthead.building.build import build_part
from masthead.building.merge_shards import merge_parts
from masthead.building.output.outcome import BuildError, Outcome
from masthead.building.output.shard import MAX_SHARDS, Shard, ShardError, read_shard
from masthead.building.output.verification import MANIFEST
from masthead.files import engine_code
from tests import many_outlets
from tests.file_obstacles import OTHERS, in_time
from tests.releases import OUTLET_KEY, publish
from tests.sampling import AUDIT
from tests.site import ROOT, break_template, build, fingerprint, furnish, make, masthead, run
from tests.world import FIRM, OUTLET, UNPLACED, World
from tests.world import make as make_world

OTHER_FILES = "make all parts of the same files, with the same version and settings, on the same day"


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The small world with its website, whole and in two parts; for tests that change nothing in them."""
    site = furnish(make_world(tmp_path_factory.mktemp("halves") / "world"))
    make(site)
    made_in_parts(site, 2)
    return site


def part_of(site: World, number: int, of: int) -> Path:
    """The folder of a part of *site*."""
    return site.root.parent / f"part-{number}-of-{of}"


def made_in_parts(site: World, of: int, settings: str = "pelicanconf.py") -> list[Path]:
    """Build the website of *site* in parts, and return their folders."""
    folders = [part_of(site, number, of) for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        assert not build_part(site.root, settings, folder, Shard(number, of)).outcome.errors
    return folders


def copied(halves: World, folder: Path) -> list[Path]:
    """Return copies of both parts in *folder*, which a test may damage."""
    return [shutil.copytree(part_of(halves, number, 2), folder / f"p{number}") for number in (1, 2)]


def refused(parts: list[Path], output: Path) -> str:
    """Return the error of a merge of *parts*, without the folder of the test.

    The merge must not wait for anything, or change *output*, or leave anything beside it.
    """
    before = {path: fingerprint(path) for path in [output] if path.is_dir()}
    with pytest.raises(BuildError) as caught, in_time():
        merge_parts(parts, output)

    assert before == {path: fingerprint(path) for path in [output] if path.is_dir()}
    assert not output.with_name(f"{output.name}.new").exists()
    return str(caught.value).replace(f"{output.parent}/", "")


def change(part: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Let *edit* change the manifest of *part*."""
    values = json.loads((part / MANIFEST).read_text("utf-8"))
    edit(values)
    (part / MANIFEST).write_text(json.dumps(values), "utf-8")


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_parts_give_the_website_of_a_single_build(built: World, of: int) -> None:
    """The website is the same to the byte for any number of parts, and each file comes from one of them."""
    parts = made_in_parts(built, of)
    outcome = merge_parts(list(reversed(parts)), built.root.parent / "merged")
    files = Counter(path for part in parts for path in fingerprint(part) if path != MANIFEST)

    assert fingerprint(built.root / "output") == fingerprint(built.root.parent / "merged")
    assert {1} == set(files.values())
    assert (5, 38, len(files), len(files)) == (outcome.records, outcome.pages, outcome.files, outcome.changed)


def test_parts_of_many_records_give_their_website(tmp_path: Path) -> None:
    """Each has about half of the pages, and both give the bytes of the website; an audit tries the real records."""
    root = ROOT if AUDIT in os.environ else furnish(many_outlets.make(tmp_path / "many", 160)).root
    build(root, "pelicanconf.py", tmp_path / "whole")
    parts = [tmp_path / name for name in ("one", "two")]
    for number, part in enumerate(parts, 1):
        assert not build_part(root, "pelicanconf.py", part, Shard(number, 2)).outcome.errors
    merge_parts(parts, tmp_path / "merged")
    pages = [sum(path.endswith(".html") for path in fingerprint(part)) for part in parts]

    assert fingerprint(tmp_path / "whole") == fingerprint(tmp_path / "merged")
    assert min(pages) > 0.4 * sum(pages)
    assert (tmp_path / "merged/sites/page/2/index.html").is_file()


def test_parts_from_several_places_fit(built: World, tmp_path: Path) -> None:
    """Each machine may have the records and settings in another folder, and several processes make the same part."""
    there = World(tmp_path / "elsewhere" / "deeper")
    shutil.copytree(built.root, there.root, ignore=shutil.ignore_patterns("output*", ".cache"))
    build_part(built.root, "pelicanconf.py", tmp_path / "one", Shard(1, 2))
    build_part(there.root, "pelicanconf.py", tmp_path / "two", Shard(2, 2), jobs=2)
    merge_parts([tmp_path / "one", tmp_path / "two"], tmp_path / "merged", jobs=2)

    assert fingerprint(built.root / "output") == fingerprint(tmp_path / "merged")


@pytest.mark.usefixtures("named_publisher")
def test_parts_for_the_web_fit(released: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts fit with a public address, a card for each outlet, a release and packs."""
    released.edit("pelicanconf.py", "MASTHEAD_PACKED = False", "MASTHEAD_PACKED = True")
    for ledger in (released.root / "ledger").iterdir():
        ledger.unlink()
    publish(released)
    monkeypatch.setenv("MASTHEAD_URL", "https://list.example/all")
    make(released, "publishconf.py")
    merge_parts(made_in_parts(released, 3, "publishconf.py"), released.root.parent / "merged")

    assert fingerprint(released.root / "output") == fingerprint(released.root.parent / "merged")
    assert (released.root.parent / f"merged/{OUTLET_KEY}/card.png").is_file()


def test_commands_make_and_merge_parts(site: World) -> None:
    """A user runs the commands like this: the parts are made at the same time, side by side."""
    single = masthead("build", "--root", site.root)
    command = [sys.executable, "-m", "masthead", "build", "--root", str(site.root), "--no-progress", "--shard"]
    started = [
        subprocess.Popen([*command, f"{number}/2"], cwd=ROOT, stderr=subprocess.PIPE, text=True) for number in (1, 2)
    ]
    said = [process.communicate()[1] for process in started]
    parts = [site.root / f"output-{number}-of-2" for number in (1, 2)]
    merged = masthead("merge", *parts, "--output", site.root / "output-merged")

    assert [0, 0] == [process.returncode for process in started], said
    assert (0, "", 0) == (merged.returncode, merged.stdout, single.returncode), merged.stderr
    for number, (part, text) in enumerate(zip(parts, said, strict=True), 1):
        numbers = rf"\d+ pages, \d+ files \(\d+ changed\), \d+\.\d MB in {re.escape(str(part))}, \d+\.\d s"
        assert re.fullmatch(rf"5 records read, 0 errors, 0 warnings\nbuilt part {number}/2: {numbers}\n", text)
    *stages, last = merged.stderr.splitlines()
    assert ["look", "write", "verify", "publish"] == [line.partition(":")[0] for line in stages]
    assert re.fullmatch(r"merged 38 pages, \d+ files \(\d+ changed\), \d\.\d MB in \S+/output-merged, \d+\.\d s", last)
    assert fingerprint(site.root / "output") == fingerprint(site.root / "output-merged")
    assert [] == list(site.root.glob("*.lock"))


def test_every_part_checks_every_record(site: World) -> None:
    """If one record has an error, no shard makes anything, not even a shard that does not have its page."""
    site.add(UNPLACED, "nonsense: x\n")
    for number in (1, 2, 3):
        finished = masthead("build", "--root", site.root, "--shard", f"{number}/3", "--no-progress")

        assert 1 == finished.returncode
        assert finished.stderr.endswith(f"build failed; {site.root}/output-{number}-of-3 is unchanged\n")
    assert [] == list(site.root.glob("output*"))


def test_template_that_fails_makes_no_part(site: World) -> None:
    """The part that was there before stays, and nothing is left beside it."""
    (part,) = made_in_parts(site, 1)
    before = fingerprint(part)
    break_template(site, "{{ nothing }}")
    with pytest.raises(BuildError, match="'nothing' is undefined"):
        build_part(site.root, "pelicanconf.py", part, Shard(1, 1))

    assert before == fingerprint(part)
    assert [part.name] == [path.name for path in part.parent.glob("part*")]


def change_day(_: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the second part be made on another day."""
    monkeypatch.setattr(shard_manifest, "today", lambda: "2031-05-06")


CHANGES: dict[str, Callable[[World, pytest.MonkeyPatch], object]] = {
    "of different records": lambda site, _: site.add(FIRM, "# another line\n"),
    "with different settings": lambda site, _: site.edit("pelicanconf.py", 'SITENAME = "Masthead"', 'SITENAME = "A"'),
    "with different themes": lambda site, _: break_template(site, "{{ view.name }}"),
    "with different pages of text": lambda site, _: site.edit("content/pages/method.md", "<!-- end", "Another line.\n\n<!-- end"),
    "of different states of links (status/)": lambda site, _: site.write("status/links.json", '{"version": 1, "links": []}'),
    "by different versions of Masthead": lambda _, patch: patch.setattr(shard_manifest, "digest_of_code", lambda: "other"),
    "with different versions of Python or of libraries": lambda _, patch: patch.setattr(shard_manifest, "libraries", lambda: ["x 2"]),
    "on different days": change_day,
    "for different dates": lambda _, patch: patch.setenv("SOURCE_DATE_EPOCH", "1735689600"),
}  # fmt: skip


@pytest.mark.parametrize("difference", CHANGES)
def test_parts_of_different_things_are_refused(site: World, difference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what the difference is."""
    first, other = (part_of(site, number, 2) for number in (1, 2))
    build_part(site.root, "pelicanconf.py", first, Shard(1, 2))
    CHANGES[difference](site, monkeypatch)
    build_part(site.root, "pelicanconf.py", other, Shard(2, 2))

    assert f"{first.name} and {other.name} were made {difference}; {OTHER_FILES}" == refused(
        [first, other], site.root.parent / "merged"
    )


def test_settings_from_the_environment_are_settings(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not in any file, but parts with other values do not fit."""
    site.edit("pelicanconf.py", 'SITENAME = "Masthead"', 'import os\nSITENAME = os.environ.get("SITENAME", "M")')
    first, other = (part_of(site, number, 2) for number in (1, 2))
    build_part(site.root, "pelicanconf.py", first, Shard(1, 2))
    monkeypatch.setenv("SITENAME", "Another name")
    build_part(site.root, "pelicanconf.py", other, Shard(2, 2))

    assert "were made with different settings" in refused([first, other], site.root.parent / "merged")


def test_record_that_changes_while_a_part_is_made_stops_it(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would know whether the part has the old or the new record."""
    part = part_of(site, 1, 2)

    def libraries() -> Iterator[str]:
        if part.with_name(f"{part.name}.new").exists():  # looked at a second time, when the pages are made
            site.add(OUTLET, "# later\n")
        return engine_code.libraries()

    monkeypatch.setattr(shard_manifest, "libraries", libraries)
    with pytest.raises(BuildError, match="records changed while the part was made"):
        build_part(site.root, "pelicanconf.py", part, Shard(1, 2))
    assert not part.exists()


def test_missing_parts_are_named(site: World) -> None:
    """The message names one missing part of three, and the first of many."""
    first, second, _third = made_in_parts(site, 3)
    output = site.root.parent / "merged"
    build_part(site.root, "pelicanconf.py", part_of(site, 900, 1000), Shard(900, 1000))

    assert "of 3 parts 1 is missing: 3; name all parts" == refused([second, first], output)
    assert "of 3 parts 2 are missing: 1, 3; name all parts" == refused([second], output)
    assert refused([part_of(site, 900, 1000)], output).startswith(
        "of 1000 parts 999 are missing: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"
    )


def test_part_that_is_there_twice_is_refused(halves: World, tmp_path: Path) -> None:
    """A part is recognised by its number, not by the name of its folder."""
    first, second = copied(halves, tmp_path)
    again = shutil.copytree(second, tmp_path / "again")

    assert "part 2/2 is there twice: p2 and again; name each part once" == refused(
        [first, second, again], tmp_path / "m"
    )
    assert "part 2/2 is there twice: p2 and p2; name each part once" == refused([first, second, second], tmp_path / "m")


def test_parts_of_two_splits_are_refused(site: World) -> None:
    """A half and a third do not make a whole."""
    half, third = made_in_parts(site, 2)[0], made_in_parts(site, 3)[1]
    said = refused([half, third], site.root.parent / "merged")

    assert "is part 1/2 and part-2-of-3 is part 2/3: they are not of one split" in said


def folder_instead(file: Path) -> None:
    """Replace *file* with a folder."""
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x")


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte": (lambda file: file.write_bytes(b"x" + file.read_bytes()[1:]), "is not as its manifest says; make this part again"),
    "cut short": (lambda file: file.write_bytes(file.read_bytes()[:-1]), "is not as its manifest says"),
    "longer": (lambda file: file.write_bytes(file.read_bytes() + b" " * 9), "is not as its manifest says"),
    "empty": (lambda file: file.write_bytes(b""), "is not as its manifest says"),
    "gone": (lambda file: file.unlink(), "is missing; make this part again"),
    "foreign": (lambda file: file.with_name("stranger.html").write_text("x"), "stranger.html is not in its manifest"),
    "no file": (folder_instead, "is missing"),
    "hidden": (lambda file: file.with_name(".htaccess").write_text("x"), ".htaccess is not in its manifest"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_damaged_part_is_refused(halves: World, tmp_path: Path, fault: str) -> None:
    """Any damage to one of its files is noticed, and the website that is already there stays."""
    parts = copied(halves, tmp_path)
    shutil.copytree(halves.root / "output", tmp_path / "merged")
    spoil, said = SPOILT[fault]
    spoil(min(parts[0].rglob("index.html")))

    assert said in refused(parts, tmp_path / "merged")


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("place", ["file", "manifest", "part", "beside"])
def test_part_with_links_and_pipes_is_refused(halves: World, tmp_path: Path, kind: str, place: str) -> None:
    """A merge follows no link and waits for nothing: links could lead to any file of this machine."""
    parts = copied(halves, tmp_path)
    file = max(parts[1].rglob("*.html"))
    target = {"file": file, "manifest": parts[1] / MANIFEST, "part": parts[1], "beside": file.with_name("further")}
    if place == "part":
        shutil.rmtree(parts[1])
    else:
        target[place].unlink(missing_ok=True)
    OTHERS[kind](target[place])

    assert re.search("link|folder|not a part|not in its manifest|missing", refused(parts, tmp_path / "merged"))


def test_folder_that_is_a_link_is_refused(halves: World, tmp_path: Path) -> None:
    """A folder on the way to a file may lead anywhere too, even if it becomes a link after the files were listed."""
    parts = copied(halves, tmp_path)
    folder = next(path for path in parts[0].iterdir() if path.is_dir())
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")

    assert f"{folder.name} is a link or a device, not an ordinary file" == refused(parts, tmp_path / "merged")


PATHS = [
    "../outside.html", "/etc/outside.html", "a/../../outside.html", "sites/../index.html", "./index.html", "a//b.html",
    "a\\b.html", ".htaccess", "INDEX.html", "a\0b", "a/", "", "con", MANIFEST, "x" * 300, "sites/á.html", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_path_that_leads_elsewhere_is_refused(halves: World, tmp_path: Path, path: str) -> None:
    """A manifest may be forged, but nothing outside of the part is read or written."""
    parts = copied(halves, tmp_path)
    (tmp_path / "outside.html").write_text("secret")
    change(parts[0], lambda values: values["files"].update({path: {"bytes": 6, "sha256": "0" * 64}}))

    assert re.search("is damaged: |is damaged or of another version", refused(parts, tmp_path / "merged"))
    assert "secret" == (tmp_path / "outside.html").read_text()


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"masthead part": 1,', b'{"masthead part": 2, "files": {}}',
     b'{"masthead part": 1, "x": ' + b"[" * 100_000, b'{"masthead": 1, "files": {}}', b'{"masthead part": 1, "files": []}'],
)  # fmt: skip
def test_manifest_that_is_none_is_refused(halves: World, tmp_path: Path, text: bytes) -> None:
    """The manifest of a website is refused too: a whole website is not a part."""
    parts = copied(halves, tmp_path)
    (parts[1] / MANIFEST).write_bytes(text)

    assert re.search("is not a part of a website|is damaged or of another version", refused(parts, tmp_path / "merged"))


EDITS: list[Callable[[dict[str, Any]], object]] = [
    lambda values: values.update(shard="0/2"),
    lambda values: values.update(shard="3/2"),
    lambda values: values.update(shard=2),
    lambda values: values.update({"made of": {}}),
    lambda values: values["made of"].pop("day"),
    lambda values: values["made of"].update(moon="full"),
    lambda values: values["made of"].update(records=""),
    lambda values: values["made of"].update(records=["x"]),
    lambda values: values.update(records=-1),
    lambda values: values.update(records=True),
    lambda values: values.update(url=None),
    lambda values: values.update(addresses=["x"]),
    lambda values: values.update(addresses={"x": "y", "z": [1]}),
    lambda values: values.update(files=None),
    lambda values: values["files"].update(x=None),
    lambda values: values["files"].update(x={"bytes": 1}),
    lambda values: values["files"].update(x={"bytes": 1.5, "sha256": "0" * 64}),
    lambda values: values["files"].update(x={"bytes": 1, "sha256": "0" * 63}),
    lambda values: values["files"].update(x={"bytes": 1, "sha256": None}),
]


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_manifest_with_other_values_is_refused(halves: World, tmp_path: Path, number: int) -> None:
    """The message is a sentence, for any kind of wrong value."""
    parts = copied(halves, tmp_path)
    change(parts[0], EDITS[number])

    assert "manifest.json is damaged or of another version; make this part again" in refused(parts, tmp_path / "merged")


def test_manifests_that_do_not_agree_are_refused(halves: World, tmp_path: Path) -> None:
    """They may disagree on values that are not digests: the public address, or a file that both have."""
    parts = copied(halves, tmp_path / "a")
    change(parts[0], lambda values: values.update(url="https://other.example"))
    twice = copied(halves, tmp_path / "b")
    path = next(path for path in fingerprint(twice[0]) if path != MANIFEST)
    entry = json.loads((twice[0] / MANIFEST).read_text())["files"][path]
    change(twice[1], lambda values: values["files"].update({path: entry}))
    (twice[1] / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(twice[0] / path, twice[1] / path)

    assert "the manifests of a/p1 and a/p2 do not agree; make both parts again" == refused(parts, tmp_path / "m")
    assert f"b/p1 and b/p2 both have {path}; make both parts again" == refused(twice, tmp_path / "m")


def test_whole_is_verified_like_a_build(halves: World, tmp_path: Path) -> None:
    """If one part has lost a page, in its manifest too, the parts do not make a whole website."""
    parts = copied(halves, tmp_path)
    owner = next(part for part in parts if (part / "firms/quay-media/index.html").exists())
    change(owner, lambda values: values["files"].pop("firms/quay-media/index.html"))
    (owner / "firms/quay-media/index.html").unlink()

    assert "names firms/quay-media/index.html, which is missing" in refused(parts, tmp_path / "merged")


def test_what_was_released_still_answers(released: World) -> None:
    """The merge has no database: it learns from the parts which addresses were published."""
    parts = made_in_parts(released, 2)
    for part in parts:
        change(part, lambda values: values["addresses"].update({"sites/gone.example/": []}))
    said = refused(parts, released.root.parent / "merged")

    assert said.startswith("/sites/gone.example/ was published and would no longer answer")
    assert "sites/harbour-times.example/" in json.loads((parts[0] / MANIFEST).read_text())["addresses"]


def test_neither_takes_the_place_of_the_other(halves: World, tmp_path: Path) -> None:
    """A part never replaces a website, nor a website a part; nor does a merge delete its own parts."""
    parts = copied(halves, tmp_path)
    website = shutil.copytree(halves.root / "output", tmp_path / "website")
    before = fingerprint(tmp_path)
    with pytest.raises(BuildError, match="contains files that are not from an earlier build of a part"):
        build_part(halves.root, "pelicanconf.py", website, Shard(1, 2))

    assert "p1 and the part" in refused(parts, parts[0])
    assert "are not beside each other" in refused(parts, parts[0] / "inner")
    assert "are not beside each other" in refused(parts, tmp_path)
    third = shutil.copytree(parts[0], tmp_path / "third")
    assert "contains files that are not from an earlier build of this version" in refused(parts, third)
    shutil.rmtree(third)
    assert before == fingerprint(tmp_path)


def test_same_part_is_not_made_twice_at_once(site: World) -> None:
    """The lock of another process stops a build, and a lock file of somebody else is not touched."""
    part = part_of(site, 1, 2)
    lock = part.with_name(f"{part.name}.lock")
    lock.write_text("mine")
    with pytest.raises(BuildError, match=r"part-1-of-2\.lock is in the way"):
        build_part(site.root, "pelicanconf.py", part, Shard(1, 2))
    assert "mine" == lock.read_text()
    lock.write_text("")
    holder = "import fcntl, sys, time; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holder, str(lock)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(BuildError, match="another build is writing beside"):
            build_part(site.root, "pelicanconf.py", part, Shard(1, 2))
        process.kill()
    build_part(site.root, "pelicanconf.py", part, Shard(1, 2))
    assert not lock.exists()


def test_merge_over_a_website_says_what_changed(halves: World, tmp_path: Path) -> None:
    """The merge compares the new website with the one that was there."""
    parts = copied(halves, tmp_path)
    merged = [merge_parts(parts, tmp_path / "merged") for _ in range(2)]

    assert [True, False] == [bool(outcome.changed) for outcome in merged]
    assert isinstance(merged[0], Outcome)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--shard", "3/2"], "expected the number of a shard and that of all, such as 2/7"),
        (["build", "--shard", ""], "expected the number of a shard"),
        (["build", "--shard", "1/2", "--verify"], "--verify compares whole websites; leave it out with --shard."),
        (["merge", "--output", "x"], "Missing argument 'PART...'"),
        (["merge", "nothing"], "Missing option '--output'"),
    ],
)
def test_wrong_arguments_are_usage_errors(site: World, arguments: list[str], said: str) -> None:
    """The arguments are checked before anything is read."""
    finished = run([sys.executable, "-m", "masthead", *arguments], site.root)

    assert 2 == finished.returncode
    assert said in finished.stderr.replace("\n", " ")


def test_merge_of_nothing_says_so(tmp_path: Path) -> None:
    """The message says whether the folder is missing or is not a part of a website."""
    (tmp_path / "empty").mkdir()
    for name, said in (("nothing", "is not a folder"), ("empty", "is not a part of a website")):
        finished = masthead("merge", tmp_path / name, "--output", tmp_path / "merged")

        assert (1, "") == (finished.returncode, finished.stdout)
        assert said in finished.stderr
        assert "Traceback" not in finished.stderr


@given(st.text(), st.integers(1, MAX_SHARDS))
def test_exactly_one_shard_makes_a_name(name: str, of: int) -> None:
    """It holds for any name and any number of shards."""
    assert 1 == sum(Shard(number, of).makes(name) for number in range(1, of + 1))


def test_shards_are_even() -> None:
    """Each shard has about the same number of records, if there are many."""
    names = [f"record sites/paper-{number}.example" for number in range(8000)]
    counts = Counter(number for name in names for number in range(1, 9) if Shard(number, 8).makes(name))

    assert all(900 < count < 1100 for count in counts.values())


@given(st.text(max_size=12))
def test_text_is_a_shard_or_refused(text: str) -> None:
    """There is no other outcome, and a shard is written as it was read."""
    try:
        shard = read_shard(text)
    except ShardError as error:
        assert "such as 2/7" in str(error)  # noqa: PT017 - most texts name none
    else:
        assert text == str(shard)
        assert 1 <= shard.number <= shard.of <= MAX_SHARDS


@pytest.mark.parametrize("text", ["1/1", "2/7", f"{MAX_SHARDS}/{MAX_SHARDS}"])
def test_shards_are_read(text: str) -> None:
    """A shard is read as it is written."""
    assert text == str(read_shard(text))


@pytest.mark.parametrize(
    "text", ["0/2", "3/2", "01/2", "1/0", "1/1001", "-1/2", "1", "/", "1/2/3", "1/2\n", "١/٢", " 1/2"]
)
def test_other_texts_name_no_shard(text: str) -> None:
    """The message says what was expected."""
    with pytest.raises(ShardError, match=f"at most {MAX_SHARDS}, got "):
        read_shard(text)


def test_mode_of_the_merged_files_is_usual(halves: World, tmp_path: Path) -> None:
    """The modes of the parts and the umask make no difference."""
    parts = copied(halves, tmp_path)
    for path in parts[0].rglob("*.html"):
        path.chmod(0o700)
    before = os.umask(0o077)
    try:
        merge_parts(parts, tmp_path / "merged")
    finally:
        os.umask(before)

    assert {0o644} == {path.stat().st_mode & 0o777 for path in (tmp_path / "merged").rglob("*") if path.is_file()}
