"""An import is written as a whole or not at all, no matter what happens in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from masthead.cli import main
from masthead.importing import transaction
from masthead.importing.plan import Change
from masthead.importing.transaction import STAGE, Earlier, TransactionError, is_interrupted, only_one, write_all
from masthead.record_files.files import RecordFile
from masthead.record_files.writing import TEMPORARY, EditError, create, replace
from tests.refused_files import as_nobody
from tests.small_imports import MAP, bring, tree
from tests.world import OUTLET, RECORDS, UNPLACED, World

STEPS = ("link", "replace", "unlink", "mkdir", "rename", "rmdir", "fsync")
"""The functions that change the disk: everything that an import does passes through these."""
MOVED = "sites/fr/valley-echo.example.yml"


def changes(world: World) -> list[Change]:
    """Return two new records, one with another line, and one that moves to another country."""
    before = {path: RecordFile(path, "sites", (world.root / path).read_bytes()) for path in (OUTLET, UNPLACED)}
    return [
        Change("sites/fr/one.example.yml", b"one\n"),
        Change(OUTLET, before[OUTLET].text + b"# more\n", before[OUTLET]),
        Change(MOVED, before[UNPLACED].text + b"# moved\n", before[UNPLACED]),
        Change("sites/de/two.example.yml", b"two\n"),
    ]


def written(before: dict[str, bytes], planned: list[Change]) -> dict[str, bytes]:
    """Return the files that there are when all of *planned* is written."""
    gone = {change.before.path for change in planned if change.before}
    return {path: text for path, text in before.items() if path not in gone} | {c.path: c.text for c in planned}


def quiet(_: int) -> None:
    """Report no progress."""


def failing(at: int, fail: Callable[[], NoReturn]) -> ExitStack:
    """Return a context in which the step number *at* that changes the disk fails instead."""
    left = iter(range(1, at))
    stack = ExitStack()
    for name in STEPS:
        real: Callable[..., Any] = getattr(os, name)

        def step(*args: Any, _real: Callable[..., Any] = real, **kwargs: Any) -> Any:
            if next(left, None) is None:
                fail()
            return _real(*args, **kwargs)

        stack.enter_context(patch.object(os, name, step))
    return stack


def killed(world: World, planned: list[Change], at: int) -> bool:
    """Write *planned* in a process that is killed at the step *at*; return whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            with failing(at, kill):
                write_all(world.root, planned, quiet)
            os._exit(0)
        finally:
            os._exit(1)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def kill() -> NoReturn:
    """End this process at once, as if the machine lost its power."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_all_changes_are_written(world: World) -> None:
    """New records are in their places, others have more lines or have moved, and nothing is left beside them."""
    before, planned = tree(world), changes(world)
    counts: list[int] = []

    write_all(world.root, planned, counts.append)

    assert written(before, planned) == tree(world)
    assert [1, 1, 1, 1] == counts
    assert not (world.root / STAGE).exists()


def test_killed_at_any_moment_nothing_is_half_written(world: World) -> None:
    """Each file is old, new or absent after a kill, and the next import takes back what was begun."""
    before, planned = tree(world), changes(world)
    whole = written(before, planned)
    moments, outcomes = 0, set()
    while killed(world, planned, moments + 1):
        moments += 1
        left = {path: text for path, text in tree(world).items() if not path.startswith(STAGE)}
        assert all(text in (before.get(path), whole.get(path)) for path, text in left.items())

        is_listed, is_whole = is_interrupted(world.root), left == whole
        with only_one(world.root) as earlier:
            assert tree(world) in ([whole] if earlier is Earlier.COMPLETE else [before] if earlier else [before, whole])
            assert (earlier is Earlier.UNDONE) == is_listed
            assert earlier is not Earlier.NOTHING or not is_whole
            assert not (world.root / STAGE).exists()
        outcomes.add(earlier)
        for path in set(tree(world)) - set(before):
            (world.root / path).unlink()
        for path, text in before.items():
            world.write(path, text)

    assert moments >= 15
    assert set(Earlier) | {None} == outcomes
    assert whole == tree(world)


def test_an_import_that_was_complete_is_said_to_be_complete(world: World) -> None:
    """Its records stay, and its leftovers stop no check."""
    planned = [Change("sites/zz/dock-herald.example.yml", RECORDS[UNPLACED].encode())]
    with patch.object(transaction, "_clear", lambda _: kill()):
        child = os.fork()
        if child == 0:
            write_all(world.root, planned, quiet)
    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert (world.root / STAGE).is_dir()
    assert [] == world.rules()

    result = CliRunner().invoke(main, ["import", "--undo", "--root", str(world.root)])
    assert (0, "the import that was stopped is complete; what it left over was cleared\n") == (
        result.exit_code,
        result.stderr,
    )
    assert (world.root / planned[0].path).is_file()
    assert not (world.root / STAGE).exists()


def test_a_full_disk_leaves_everything_as_it_was(world: World) -> None:
    """Whenever writing fails, what was written is taken back."""
    before, planned = tree(world), changes(world)

    def fail() -> NoReturn:
        raise OSError(28, "No space left on device", "disk")

    for name in ("link", "mkdir", "fsync"):
        with patch.object(os, name, lambda *_, **__: fail()), pytest.raises(TransactionError) as refused:
            write_all(world.root, planned, quiet)

        assert "disk: No space left on device" == str(refused.value)
        assert before == tree(world)
        assert not (world.root / STAGE).exists()


def test_an_interrupt_takes_back_what_was_written(world: World) -> None:
    """Ctrl-C in the middle leaves everything as it was."""
    before, planned = tree(world), changes(world)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_all(world.root, planned, interrupt)

    assert before == tree(world)


def test_what_somebody_put_there_in_the_meantime_stays(world: World) -> None:
    """A new record never takes the place of another, not even of one that is seconds old."""
    planned = changes(world)
    world.write("sites/de/two.example.yml", "somebody's\n")
    before = tree(world)

    with pytest.raises(TransactionError, match=r"two\.example\.yml: File exists"):
        write_all(world.root, planned, quiet)

    assert before == tree(world)


def test_what_somebody_changed_in_the_meantime_stays(world: World) -> None:
    """A record that changed since it was read is not written over."""
    planned = changes(world)
    world.add(OUTLET, "# somebody's\n")
    before = tree(world)

    with pytest.raises(TransactionError, match="the file was changed in the meantime"):
        write_all(world.root, planned, quiet)

    assert before == tree(world)


def test_two_imports_at_once_do_not_mix(world: World) -> None:
    """The import that comes second says so, and writes nothing."""
    with only_one(world.root):
        result = bring(world, "dock-news.example,,,\n", "--write")

    assert "Error: nothing written: another import or redaction is writing into this folder\n" == result.stderr
    assert 1 == result.exit_code


def test_the_next_import_undoes_an_interrupted_one_and_says_so(world: World) -> None:
    """A dry run only says that an import was interrupted; a run that writes undoes it first."""
    before = tree(world)
    assert killed(world, changes(world), 13)
    assert is_interrupted(world.root)

    dry = bring(world, "dock-news.example,,,\n")
    real = bring(world, "dock-news.example,,,\n", "--write")

    assert "an import was interrupted here; the next one with --write will undo it first" in dry.stderr
    assert "the interrupted import was undone" in real.stderr
    assert {*before, "sites/zz/dock-news.example.yml"} == set(tree(world))


@pytest.mark.parametrize(
    "path", ["../outside.yml", "{parent}/outside.yml", "firms/quay-media.yml", "sites/it/../../x.yml"]
)
def test_a_planted_list_of_changes_reaches_no_other_file(world: World, path: str) -> None:
    """The list in the folder of an interrupted import may only name records of outlets; any other is refused."""
    path = path.format(parent=world.root.parent)
    outside = (world.root / path).resolve()
    outside.write_text("mine\n")
    world.write(f"{STAGE}/0.old", "theirs\n")
    world.write(f"{STAGE}/list.json", json.dumps([[path, path]]))

    with pytest.raises(TransactionError, match="was not made here by an import or redaction"), only_one(world.root):
        pass

    assert "mine\n" == outside.read_text()
    outside.unlink()


def interrupted(world: World, path: str) -> None:
    """Let an import be killed when the record at *path* has been replaced."""
    planned = changes(world)
    old = (world.root / path).read_text()
    at = 1
    while killed(world, planned, at):
        if (world.root / path).read_text() != old and is_interrupted(world.root):
            return
        with only_one(world.root):
            at += 1
    raise AssertionError("no kill left the record replaced")


def test_a_copy_of_an_interrupted_import_replaces_nothing(world: World, tmp_path: Path) -> None:
    """A pull request can bring every byte of the folder, with the right hashes, but not the time when it was made."""
    interrupted(world, OUTLET)
    shutil.copytree(world.root, tmp_path / "clone")
    clone = World(tmp_path / "clone")
    before = tree(clone)

    with (
        pytest.raises(
            TransactionError, match=r"^\.masthead-import was not made here by an import or redaction, or was changed"
        ),
        only_one(clone.root),
    ):
        pass
    assert before == tree(clone)


def test_what_was_laid_aside_and_changed_since_is_not_put_back(world: World) -> None:
    """A record that somebody went on to write is not taken away either."""
    interrupted(world, OUTLET)
    old = next(
        file for file in (world.root / STAGE).glob("*.old") if file.read_text().startswith("kind: local-news\nname")
    )
    kept = old.read_text()
    old.write_text("name: somebody else's\n")
    with pytest.raises(TransactionError, match="is not what was laid aside"), only_one(world.root):
        pass
    old.write_text(kept)
    world.add(OUTLET, "# somebody's\n")

    with (
        pytest.raises(TransactionError, match="was changed after the import or redaction was interrupted"),
        only_one(world.root),
    ):
        pass
    assert (world.root / OUTLET).read_text().endswith("# somebody's\n")


def test_an_unfinished_import_stops_checks_until_it_is_undone(world: World) -> None:
    """Half of a list must not be published; builds and releases refuse what a check finds."""
    interrupted(world, OUTLET)
    assert [
        (
            ".masthead-import:1:1: error: an import was interrupted, so some of its files may be written and others not; undo it with"
            " `masthead import --undo` [write-unfinished]"
        )
    ] == [line for line in world.lines() if "unfinished" in line]

    result = CliRunner().invoke(main, ["import", "--undo", "--root", str(world.root)])
    again = CliRunner().invoke(main, ["import", "--undo", "--root", str(world.root)])
    assert (0, "the interrupted import was undone\n") == (result.exit_code, result.stderr)
    assert (0, "there is nothing to undo\n") == (again.exit_code, again.stderr)
    assert [] == world.lines()


def test_leftovers_of_killed_commands_are_cleared(world: World) -> None:
    """They are in nobody's way, and the next command that writes removes them."""
    world.write(f"{TEMPORARY}/left", "kind: loc")
    assert [] == world.lines()

    replace(world.root, OUTLET, (world.root / OUTLET).read_bytes())
    assert not (world.root / TEMPORARY).exists()


def _as_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    (place.parent / "elsewhere/list.json").write_text("[]")
    place.symlink_to(place.parent / "elsewhere")


def _as_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(place))  # a whole path may be too long


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "file": lambda place: place.write_text("x"),
    "link": _as_link,
    "link to nothing": lambda place: place.symlink_to("nowhere"),
    "named pipe": os.mkfifo,
    "socket": _as_socket,
}


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_whatever_has_the_name_of_a_folder_of_ours_is_named_and_left(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The error names that place, not the file to be written, and nothing is followed, waited for or removed."""
    monkeypatch.chdir(world.root)
    said = "is not a folder, and commands need a folder of this name: move it away"
    for name in (TEMPORARY, STAGE):
        shutil.rmtree(world.root / "elsewhere", ignore_errors=True)
        IN_THE_WAY[kind](world.root / name)
    with pytest.raises(EditError, match=f"^{TEMPORARY} {said}$"):
        replace(world.root, OUTLET, b"x")
    with pytest.raises(EditError, match=f"^{TEMPORARY} {said}$"):
        create(world.root, "sites/fr/one.example.yml", b"x")
    with pytest.raises(TransactionError, match=f"^{STAGE} {said}$"), only_one(world.root):
        pass

    assert all(os.path.lexists(world.root / name) for name in (TEMPORARY, STAGE))
    assert kind != "link" or (world.root / "elsewhere/list.json").exists()


def test_what_is_in_the_folder_of_ours_blocks_nothing(world: World) -> None:
    """Files, links and pipes go; a folder, which no command makes there, stays with all that is in it."""
    folder = world.root / TEMPORARY
    world.write(f"{TEMPORARY}/theirs/notes", "x")
    (folder / "link").symlink_to(world.root / "sites")
    os.mkfifo(folder / "pipe")
    create(world.root, "sites/fr/one.example.yml", b"x")

    assert b"x" == (world.root / "sites/fr/one.example.yml").read_bytes()
    assert ["theirs"] == [place.name for place in folder.iterdir()]
    assert (folder / "theirs/notes").exists()
    assert (world.root / OUTLET).exists()


def test_folder_of_ours_that_cannot_be_read_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the folder, not the file that was to be written."""
    (world.root / TEMPORARY).mkdir(mode=0o311)
    monkeypatch.chdir(world.root)
    said = f"^{TEMPORARY}, where files are prepared, cannot be used: Permission denied$"
    with as_nobody(), pytest.raises(EditError, match=said):
        create(Path(), "sites/fr/one.example.yml", b"x")


def test_file_in_the_place_of_a_folder_of_records_is_no_record(world: World) -> None:
    """The error says that the record cannot be written, not that it exists already."""
    world.write("sites/fr", "x")
    with pytest.raises(EditError, match=r"^sites/fr/one\.example\.yml cannot be written: "):
        create(world.root, "sites/fr/one.example.yml", b"x")


def test_several_lists_come_in_together_or_not_at_all(world: World) -> None:
    """Each list finds the records of those before it, and one refused row of the last keeps all from being written."""
    folder, header = world.root.parent, "domain,title,country,kind\n"
    (folder / "map.yml").write_text(MAP, "utf-8")
    (folder / "first.csv").write_text(f"{header}dock-news.example,Dock News,FR,\npier-post.example,,,\n", "utf-8")
    second = MAP.replace("id: in-the-list", "id: in-the-second").replace("The list of", "The second list of")
    (folder / "second.yml").write_text(second, "utf-8")
    before = tree(world)

    def together(rows: str, *flags: str) -> Result:
        (folder / "second.csv").write_text(header + rows, "utf-8")
        lists = [str(folder / name) for name in ("first.csv", "second.csv")]
        maps = [f"--map={folder / name}" for name in ("map.yml", "second.yml")]
        return CliRunner().invoke(main, ["import", *lists, *maps, "--root", str(world.root), "--write", *flags])

    refused = together("quay-media.example,,,\n")
    unchanged = tree(world)
    result = together("dock-news.example,,,\nvalley-post.example,,,\n", "--add-to-known")

    assert (1, before) == (refused.exit_code, unchanged)
    assert "4 rows: 3 new, 1 known, 0 conflicting, 0 refused, 0 left out; 3 records written" in result.stderr
    assert ["in-the-list", "in-the-second"] == [
        item.id for item in world.load().graph.outlets["dock-news.example"].evidence
    ]
    assert {"pier-post.example", "valley-post.example"} <= world.load().graph.outlets.keys()


def test_each_list_has_its_map(world: World) -> None:
    """A map too few would leave a list unread, and one too many would be ignored."""
    result = CliRunner().invoke(main, ["import", "a.csv", "b.csv", "--map", "a.yml", "--root", str(world.root)])

    assert 2 == result.exit_code
    assert "as many maps as files" in result.stderr
