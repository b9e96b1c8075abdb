"""The check of a few records: which are looked at, and what they break elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_check import check, findings
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

RIVAL = "sites/it/rival.example.yml"


# Which records


def test_finding_elsewhere_is_counted_and_not_told(world: World) -> None:
    """A check of one record does not report what is wrong with another, only that something is."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")
    result = check(world, UNPLACED)

    assert (0, "") == (result.exit_code, result.stdout)
    assert (
        "1 record checked, 4 records read, 0 errors, 0 warnings; 1 error in other records: run `masthead check`\n"
        == (result.stderr)
    )


@pytest.mark.parametrize("path", [OUTLET, "sites/it", "sites/", "./sites/it/../it", "."])
def test_path_may_be_a_file_or_a_folder(world: World, path: str) -> None:
    """A path may be a file, the folder of its country, the folder of its kind, or everything."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")

    assert [f"{OUTLET} field-value"] == findings(check(world, "--format", "json", path))


def test_path_may_be_absolute(world: World) -> None:
    """A program often passes the whole path."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")

    assert [f"{OUTLET} field-value"] == findings(check(world, "--format", "json", str(world.root / OUTLET)))
    assert [] == findings(check(world, "--format", "json", str(world.root / "firms")))


def test_path_may_lead_over_a_link_to_the_root(world: World, tmp_path: Path) -> None:
    """A temporary folder is a link on some systems; the records are the same."""
    (tmp_path / "link").symlink_to(world.root)
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")
    result = check(world, "--format", "json", str(tmp_path / "link" / OUTLET))

    assert [f"{OUTLET} field-value"] == findings(result)


def test_several_paths_are_checked_together(world: World) -> None:
    """The changed records of a pull request are given at once."""
    result = check(world, OUTLET, FIRM)

    assert result.stderr.startswith("2 records checked, 5 records read, ")


def test_paths_are_told_from_the_working_folder(world: World) -> None:
    """A person who works in a folder above the database can open the paths that are reported."""
    world.edit(OUTLET, "kind: local-news", "kind: lokal-news")
    above = World(world.root.parent)
    result = check(above, "--root", world.root.name, "--format", "json", f"{world.root.name}/{OUTLET}")

    assert [f"{world.root.name}/{OUTLET} field-value"] == findings(result)


def test_refused_file_may_be_asked_for(world: World) -> None:
    """A file with a wrong ending is not a record, and the answer says why."""
    world.move(UNPLACED, "sites/zz/valley-echo.example.yaml")
    result = check(world, "--format", "json", "sites/zz/valley-echo.example.yaml")

    assert (1, ["sites/zz/valley-echo.example.yaml file-name"]) == (result.exit_code, findings(result))


def test_file_in_a_refused_folder_may_be_asked_for(world: World) -> None:
    """A finding on a folder applies to the records in it."""
    (world.root / "sites/fr").symlink_to("it")
    result = check(world, "--format", "json", OUTLET.replace("/it/", "/fr/"))

    assert ["sites/fr folder"] == findings(result)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sites/it/none.example.yml", "sites/it/none.example.yml: no such file or folder"),
        ("/etc/passwd", "/etc/passwd: not in the database {root}"),
        ("..", "..: not in the database {root}"),
        ("README.md", "README.md: not a record or a folder of records; records are in sites/, firms/, campaigns/, "),
        ("sites/LICENSE.md", "sites/LICENSE.md: this file may be beside records, but is not a record"),
        ("sites/fr", "sites/fr: no records found here"),
    ],
)
def test_path_that_names_no_record_is_a_mistake_in_the_command(world: World, path: str, message: str) -> None:
    """The message says which path and why; the exit code is 2."""
    world.write("README.md", "")
    world.write("sites/LICENSE.md", "")
    (world.root / "sites/fr").mkdir()
    result = check(world, path)

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"Error: {message.format(root=world.root.resolve())}" in result.stderr


# Rules that the given records break elsewhere


@pytest.mark.parametrize("given", [OUTLET, RIVAL])
def test_host_of_another_record_is_told_at_the_given_one(world: World, given: str) -> None:
    """Each of two rivals is reported when it is given, with the place of its claim."""
    world.write(
        RIVAL, (world.root / UNPLACED).read_text().replace("operator", "hosts:\n  - {host: harbour-times.example, "
        "role: mirror, source: harbour-lab-2024}\ntargets:\n  - {country: IT, as_reported: Italy, source: "
        "harbour-lab-2024}\noperator")
    )  # fmt: skip
    result = check(world, "--format", "json", given)

    assert f"{given} host-unique" in findings(result)
    assert [f"{OUTLET} host-unique", f"{RIVAL} host-unique"] == findings(result)


def test_withdrawn_record_breaks_those_that_name_it(world: World) -> None:
    """A person who withdraws a firm learns of the campaign that still rests on it."""
    world.add(FIRM, "state: {name: withdrawn, date: 2024-05-01, reason: It was another firm.}\n")
    result = check(world, "--format", "json", FIRM)

    assert (1, [f"{CAMPAIGN} reference-state"]) == (result.exit_code, findings(result))


def test_fault_that_was_there_before_is_not_blamed_on_the_given_record(world: World) -> None:
    """A reference to nothing stays what it is, even if the given record changes what was probably meant."""
    world.edit(OUTLET, "campaigns: [lighthouse]", "campaigns: [lighthouse, lamplight]")
    world.write(
        "campaigns/lamplights.yml", "name: L\nnamed_by: harbour-lab-2024\nsummary: S.\nkept_because: an example\n"
    )
    result = check(world, "--format", "json", "campaigns/lamplights.yml")

    assert (0, []) == (result.exit_code, findings(result))
    assert 1 == json.loads(result.stdout)["errors_elsewhere"]
    assert [f"{OUTLET} reference"] == findings(check(world, "--format", "json"))


def test_missing_record_is_told_where_it_is_named(world: World) -> None:
    """A given record that names a source nobody has is wrong itself."""
    (world.root / SOURCE).unlink()

    assert {f"{UNPLACED} reference"} == set(findings(check(world, "--format", "json", UNPLACED)))
