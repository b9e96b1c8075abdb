"""The files of a database: records are read, every other file there is reported, and no link is followed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from masthead.findings.finding import Finding
from masthead.record_files.files import RecordFile, read_files
from masthead.reporting.report import line
from masthead.syntax.yaml_reader import MAX_BYTES
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, World


def lines(world: World) -> list[str]:
    """The findings on files that are not records, each as a line."""
    return [line(finding) for finding in read_files(world.root) if isinstance(finding, Finding)]


def records(world: World) -> list[str]:
    """The paths of the records."""
    return [file.path for file in read_files(world.root) if isinstance(file, RecordFile)]


def test_records_come_in_one_order_with_their_bytes(world: World) -> None:
    """Records come by kind and then by name, regardless of the order in which the disk gives them."""
    files = list(read_files(world.root))

    assert [OUTLET, UNPLACED, FIRM, CAMPAIGN, SOURCE] == records(world)
    assert all(isinstance(file, RecordFile) and RECORDS[file.path].encode() == file.text for file in files)


def test_name_and_folder_are_the_identity(world: World) -> None:
    """The id is the name of the file; the folder of an outlet names its country."""
    outlet, *_, source = read_files(world.root)

    assert isinstance(outlet, RecordFile)
    assert ("harbour-times.example", "sites", "it") == (outlet.id, outlet.folder, outlet.shelf)
    assert isinstance(source, RecordFile)
    assert ("harbour-lab-2024", "sources", "") == (source.id, source.folder, source.shelf)


def test_licence_lies_beside_the_records(world: World) -> None:
    """Each folder may say under which licence its records are."""
    world.write("sites/LICENSE.md", "CC BY 4.0")
    world.write("firms/LICENSE.md", "CC BY 4.0")

    assert [] == lines(world)


@pytest.mark.parametrize("folder", ["sites", "firms", "campaigns", "sources"])
def test_missing_folder_is_told(world: World, folder: str) -> None:
    """A missing folder is not treated as an empty one."""
    (world.root / folder).rename(world.root / "elsewhere")

    assert [f"{folder}:1:1: error: the folder {folder}/ is missing; create the folder {folder}/ [folder]"] == lines(
        world
    )


def test_root_without_folders_is_told_for_each(tmp_path: Path) -> None:
    """A wrong root is reported as four missing folders, not as an empty database."""
    assert ["sites", "firms", "campaigns", "sources"] == [
        line(finding).split(":")[0] for finding in read_files(tmp_path) if isinstance(finding, Finding)
    ]


def test_linked_folder_is_refused(world: World) -> None:
    """A link could bring in files from outside the database."""
    (world.root / "firms").rename(world.root / "elsewhere")
    (world.root / "firms").symlink_to("elsewhere")

    assert ["firms:1:1: error: this is a link, not a folder; replace it with a folder [folder]"] == lines(world)


def test_file_in_the_place_of_a_folder_is_refused(world: World) -> None:
    """A file cannot be read as a folder."""
    (world.root / "firms").rename(world.root / "elsewhere")
    world.write("firms", "text")

    assert ["firms:1:1: error: this is not a folder; replace it with a folder [folder]"] == lines(world)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("firms/.hidden.yml", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/it/.env", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("firms/.quay.yml.swp", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("firms/quay.yaml", "only records (*.yml) are allowed here; rename it to firms/quay.yml [file-name]"),
        ("firms/quay.YML", "only records (*.yml) are allowed here; rename it to firms/quay.yml [file-name]"),
        ("firms/quay.media.yaml", "only records (*.yml) are allowed here; rename it to firms/quay.media.yml [file-name]"),
        ("firms/.yml", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("firms/notes.txt", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/it/README.md", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/it/.gitkeep", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/stray.example.yml", "the file is directly in sites/, not in the folder of a country; move it into the folder of its first target country, or into sites/zz/ [file-place]"),
        ("sites/notes.txt", "only records (*.yml) are allowed here; move or delete it [file-name]"),
    ],
)  # fmt: skip
def test_file_that_is_no_record_is_refused(world: World, path: str, message: str) -> None:
    """A record with a wrong name would be silently missing, so it is reported."""
    world.write(path, "name: x\n")

    assert [f"{path}:1:1: error: {message}"] == lines(world)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("firms/deeper", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/it/deeper", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        ("sites/.hidden", "only records (*.yml) are allowed here; move or delete it [file-name]"),
        (
            "firms/folder.yml",
            "this is a link, a folder or a device, not an ordinary file; replace it with a file [file-kind]",
        ),
    ],
)
def test_folder_in_the_place_of_a_record_is_refused(world: World, path: str, message: str) -> None:
    """Records may not be in a folder below that of their kind or country."""
    world.write(f"{path}/quay.yml", "name: x\n")

    assert [f"{path}:1:1: error: {message}"] == lines(world)


def test_empty_folder_of_a_country_is_no_fault(world: World) -> None:
    """A country whose last outlet moved away may keep its folder."""
    (world.root / "sites/fr").mkdir()

    assert [] == lines(world)


NOT_A_FILE = "this is a link, a folder or a device, not an ordinary file; replace it with a file [file-kind]"


def test_link_is_refused_wherever_it_leads(world: World) -> None:
    """A link to a record, to a secret, to nothing and to itself are alike."""
    for name, to in [("a", FIRM), ("b", "/etc/passwd"), ("c", "nothing"), ("d", "d.yml")]:
        (world.root / f"firms/{name}.yml").symlink_to(to if to.startswith("/") else world.root / "firms" / to)

    assert [f"firms/{name}.yml:1:1: error: {NOT_A_FILE}" for name in "abcd"] == lines(world)


def test_linked_folder_of_a_country_is_refused(world: World) -> None:
    """The folders of countries are folders too."""
    (world.root / "sites/fr").symlink_to(world.root / "sites/it")

    assert ["sites/fr:1:1: error: this is a link, not a folder; replace it with a folder [folder]"] == lines(world)


def test_pipe_is_refused_without_waiting(world: World) -> None:
    """A pipe that nobody writes to would keep the check for ever."""
    os.mkfifo(world.root / "firms/pipe.yml")

    assert [f"firms/pipe.yml:1:1: error: {NOT_A_FILE}"] == lines(world)


@pytest.fixture
def nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The same world, read by an ordinary user: the system refuses root nothing."""
    monkeypatch.chdir(world.root)
    mine = os.geteuid()
    os.seteuid(mine or 65534)
    yield World(Path())
    os.seteuid(mine)


def test_unreadable_file_is_told(world: World, request: pytest.FixtureRequest) -> None:
    """A refusal of the system is reported in the system's words, with the path."""
    world.write("firms/locked.yml", "name: x\n")
    (world.root / "firms/locked.yml").chmod(0)
    reader: World = request.getfixturevalue("nobody")

    assert ["firms/locked.yml:1:1: error: the file cannot be read: Permission denied [file-unreadable]"] == lines(
        reader
    )


def test_unreadable_folder_is_told(world: World, request: pytest.FixtureRequest) -> None:
    """A folder that cannot be listed is reported, and the other folders are still read."""
    others = [path for path in records(world) if not path.startswith("firms/")]
    (world.root / "firms").chmod(0)
    reader: World = request.getfixturevalue("nobody")

    assert ["firms:1:1: error: the folder cannot be read: Permission denied [file-unreadable]"] == lines(reader)
    assert others == records(reader) != []


def test_file_name_of_no_known_letters_is_told(world: World) -> None:
    """A name that is not UTF-8 is printed with escapes, and does not stop the check."""
    (world.root / os.fsdecode(b"firms/caf\xe9.yml")).write_text("name: x\n")

    assert ["firms/caf\\u{dce9}.yml"] == [line.split(":")[0] for line in world.lines()][:1]


def test_too_long_file_is_read_no_further_than_it_may_be(world: World) -> None:
    """A byte more than allowed is enough to refuse it."""
    world.write(FIRM, b"#" * (2 * MAX_BYTES))

    assert MAX_BYTES + 1 == max(len(file.text) for file in read_files(world.root) if isinstance(file, RecordFile))


COLLISIONS = [
    ("firms/Quay-Media.yml", FIRM, "Quay-Media", "quay-media"),
    ("firms/caf\u00e9.yml", "firms/cafe\u0301.yml", "caf\u00e9", "cafe\u0301"),
    ("firms/STRASSE.yml", "firms/stra\u00dfe.yml", "STRASSE", "stra\u00dfe"),
    ("sites/fr/Harbour-Times.example.yml", OUTLET, "Harbour-Times.example", "harbour-times.example"),
]


@pytest.mark.parametrize(("path", "other", "name", "other_name"), COLLISIONS, ids=["case", "form", "sharp-s", "folder"])
def test_names_that_computers_take_for_one_are_refused(
    world: World, path: str, other: str, name: str, other_name: str
) -> None:
    """Both files are reported, even in different folders, since one of the two would be lost."""
    world.write(path, "name: x\n")
    world.write(other, "name: x\n")

    message = "some computers treat this name and"
    assert [
        Finding(
            path, "file-collision", f"{message} {other_name!r} as the same", cure="rename or delete one of the two"
        ),
        Finding(other, "file-collision", f"{message} {name!r} as the same", cure="rename or delete one of the two"),
    ] == sorted(
        (finding for finding in read_files(world.root) if isinstance(finding, Finding)),
        key=lambda finding: finding.path != path,
    )
    assert not {path, other} & set(records(world))


def test_one_name_in_two_countries_is_no_collision_of_files(world: World) -> None:
    """Two records of one host are left to the rule on hosts, which reports the place of each."""
    world.write("sites/fr/harbour-times.example.yml", "name: x\n")

    assert [] == lines(world)
