"""The ledger: its lines say what became of records, and no line is ever changed."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest

from masthead.commands.common.garbage_collection import uncollected
from masthead.field_types.dates import PartialDate
from masthead.files.sealed_cache import state_folder
from masthead.ledger.chain import seal
from masthead.ledger.contents import Became, FieldChange, Ledger
from masthead.ledger.ledger_files import contents_of
from masthead.ledger.ledger_reader import LedgerError, read_ledger, read_ledger_files
from masthead.ledger.lines import Changed, Published
from masthead.ledger.record_changes import record_changes
from masthead.ledger.removable_pieces import conceal
from masthead.loading import ledger_check
from masthead.model.published_fields import fields_of
from tests.releases import (
    FIRST,
    GOLDEN,
    OUTLET_KEY,
    SECOND,
    bodies,
    command,
    publish,
    refusal,
)
from tests.site import fingerprint, git, make, masthead_here
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World


def test_records_that_become_one_share_their_history(released: World) -> None:
    """A record may take the place of another that was published too."""
    released.write(UNPLACED, (released.root / UNPLACED).read_text())
    released.move(UNPLACED, "old.yml")
    released.add(OUTLET, "formerly: [valley-echo.example]\n")
    publish(released, PartialDate(2024, 4, 1))
    ledger = read_ledger(released.root)

    assert "sites/valley-echo.example" not in ledger.fields
    assert "Harbour Times" == ledger.fields[OUTLET_KEY]["name"]
    assert "Nothing is new" in command(released, "--date", "2024-05-01")


def test_renamed_record_keeps_its_history(golden: World) -> None:
    """It was first published under its former id."""
    publish(golden, PartialDate(2024, 7, 1))
    ledger = read_ledger(golden.root)

    assert "2024-03-01" == str(ledger.first_published("sites/harbour-herald.example"))
    assert "2024-07-01" == str(ledger.last_changed("sites/harbour-herald.example"))
    assert OUTLET_KEY not in ledger.events
    assert [Became.PUBLISHED, Became.RENAMED, Became.CHANGED] == [
        event.became for event in ledger.events["sites/harbour-herald.example"]
    ]


def test_renamed_evidence_is_no_new_evidence(golden: World) -> None:
    """Its fields are compared with those under its former id."""
    publish(golden, PartialDate(2024, 7, 1))
    changes = read_ledger(golden.root).events["sites/harbour-herald.example"][-1].changes

    assert FieldChange("evidence[in-appendix]", "evidence[listed]", "evidence[in-appendix]") in changes
    assert "evidence[in-appendix].kind" not in {change.field for change in changes}


def test_fields_are_compared_one_by_one(released: World) -> None:
    """A field that changed, one that was added and one that was removed have a line each, and nothing else does."""
    released.edit(OUTLET, "The report lists the site under Italy.", "The report lists the site.")
    released.edit(OUTLET, "    date: 2024-02-07\n", "")
    released.add(SOURCE, "interest: It sells lamps.\n")
    lines = record_changes(released.load().graph, read_ledger(released.root))

    assert (
        Changed(record=OUTLET_KEY, field="evidence[listed].claim", now="The report lists the site."),
        Changed(record=OUTLET_KEY, field="evidence[listed].date", now=None),
        Changed(record="sources/harbour-lab-2024", field="interest", now="It sells lamps."),
    ) == lines


def test_how_a_record_is_written_is_no_change(released: World) -> None:
    """Comments, quotes, the order of fields, and a default that is written out change nothing."""
    text = (released.root / FIRM).read_text()
    first, _, rest = text.partition("\n")
    released.write(
        FIRM, f"# A comment.\nschema: 1\n{rest}{first.replace('Quay Media Co., Ltd.', repr('Quay Media Co., Ltd.'))}\n"
    )

    assert () == record_changes(released.load().graph, read_ledger(released.root))


def test_ledger_holds_what_a_record_says(released: World) -> None:
    """Read back, the fields are those of the record."""
    graph, ledger = released.load().graph, read_ledger(released.root)

    assert {key: dict(fields) for key, fields in ledger.fields.items()} == {
        line.record: fields_of(record)
        for line, record in zip(
            record_changes(graph, read_ledger(released.root / "sites")), graph.records(), strict=True
        )
        if isinstance(line, Published)
    }


def test_every_kind_of_record_is_published(released: World) -> None:
    """Outlets, firms, campaigns and sources are all in the ledger."""
    assert {
        OUTLET_KEY, "sites/valley-echo.example", "firms/quay-media", "campaigns/lighthouse", "sources/harbour-lab-2024",
    } == set(read_ledger(released.root).fields)  # fmt: skip
    assert CAMPAIGN.removesuffix(".yml") in read_ledger(released.root).events


def test_golden_release_is_still_made(tmp_path: Path) -> None:
    """The lines of a release about records do not change with the engine, or every record would seem changed."""
    shutil.copytree(GOLDEN / "before", tmp_path / "before")
    before = World(tmp_path / "before")
    lines = [line.model_dump(mode="json") for line in record_changes(before.load().graph, read_ledger(before.root))]

    assert lines == [line for line in bodies(World(GOLDEN / "after"), FIRST) if "record" in line]


EDITS: list[tuple[Callable[[str], str], str]] = [
    (lambda text: text.replace("names nobody", "names everybody", 1), ":2: a value, id or address is not the one that was published"),
    (lambda text: text.replace(f'"{OUTLET_KEY}"', '"sites/harbor.example"', 1), ":2: a value, id or address is not the one"),
    (lambda text: text.replace('"published":{"kind":"#', '"published":{"kind":"#0', 1), ":2: this is not the line that was published"),
    (lambda text: re.sub(r'\["[\w-]{22}",("Harbour Times")\]', r"[\1]", text, count=1), ":2: a value, id or address is gone or replaced"),
    (lambda text: re.sub(r'\["[\w-]{22}","Harbour Times"\]', "null", text, count=1), ":2: a value, id or address is gone or replaced"),
    (lambda text: re.sub(r',\["[\w-]{22}","Harbour Times"\]', "", text, count=1), ":2: expected what 23 commitments stand for, got 22 pieces"),
    (lambda text: text.replace('"open":[[', '"open":[ [', 2), ":2: expected what 23 commitments stand for, got 23 pieces"),
    (lambda text: text.replace('"Harbour Times"', '"Harbour Times" ', 1), ":2: expected what 23 commitments stand for, got 23 pieces"),
    (lambda text: "\n".join([*text.split("\n")[:3], *text.split("\n")[4:]]), ":4: this is not the line that was published"),
    (lambda text: "\n".join(text.split("\n")[:-2]) + "\n", ":1: the file has another number, or more or fewer lines, than it says"),
    (lambda text: text.replace('"date":"2024-03-01"', '"date":"2024-03-02"', 1), ":1: this is not the line that was published"),
    (lambda text: text + "\n", ":36: this is not the line that was published"),
    (lambda text: text + text.split("\n")[5] + "\n", ":36: this is not the line that was published"),
    (lambda text: text[:-1], ":35: the last line is cut off"),
    (lambda _text: "", ":1: the file is empty"),
    (lambda text: text.replace("names nobody", "names\\u202enobody", 1), ": a character is written by its number"),
    (lambda text: text.replace("names nobody", "names\u202enobody", 1), ":2: U+202E RIGHT-TO-LEFT OVERRIDE must not be in a ledger"),
    (lambda text: text.replace("\n", "\r\n"), ":1: expected line ends of LF alone, got a carriage return"),
    (lambda text: text.replace("Harbour Times", "Harbour\rTimes", 1), ":2: expected line ends of LF alone, got a carriage return"),
    (lambda text: text.replace('{"text":"Harbour Times"', '{"text":"Harbour Times","text":"Harbour Times"', 1),
        ":2: expected what 23 commitments stand for, got 23 pieces"),
    (lambda text: text.replace('"published":{"kind":', '"published":{"kind":"#0","kind":', 1), ":2: this is not the line that was"),
    (lambda _text: "[" * 100_000 + "\n", ":1: this is not the line that was published"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), EDITS, ids=range(len(EDITS)))
def test_edited_ledger_is_seen(golden: World, edit: Callable[[str], str], message: str) -> None:
    """A reader of the ledger, a check and a build all see the edit; each line is sealed with all lines before it."""
    golden.write(FIRST, edit((golden.root / FIRST).read_text("utf-8")))

    with pytest.raises(LedgerError) as caught:
        read_ledger(golden.root)
    assert str(caught.value).startswith(f"{FIRST}{message}")
    error = caught.value
    (finding,) = golden.load().findings
    assert ("ledger", str(error)) == (
        finding.rule,
        str(LedgerError(finding.path, finding.message, error.line, finding.cure)),
    )
    assert max(error.line, 1) == finding.position.line
    assert 1 == make(golden).database.errors


def test_edited_ledger_cannot_be_released_on(released: World) -> None:
    """The command says which line it is and what to do."""
    released.edit(FIRST, '"Quey Media"', '"Quai Media"')
    before = fingerprint(released.root)

    assert (
        "ledger/0001.jsonl:4:1: error: a value, id or address is not the one that was published [ledger]\n"
        "  cure: only `masthead release` and `masthead redact` may change the ledger: bring back the file that was published\n"
    ) in refusal(released, "--write")
    assert before == fingerprint(released.root)


def resealed(site: World, path: str, lines: Sequence[dict[str, object]], previous: str = "") -> str:
    """Write *lines* as the command would, like somebody who knows how to make the chain; return the last seal."""
    salts = (f"{number:022}" for number in count())
    sealed = list(seal([conceal(line, salts) for line in lines], previous))
    site.write(path, "".join(f"{line}\n" for line in sealed))
    return sealed[-1].seal


HEAD: dict[str, object] = {"kind": "release", "number": 1, "date": "2024-03-01", "previous": "", "lines": 1}


FORGED: list[dict[str, object]] = [
    {"page": "../x/"},
    {"page": "/etc/passwd"},
    {"page": "a/", "anchors": ['"><script>']},
    {"record": "sites/../x", "published": {}},
    {"record": "sites/x.org"},
    {"page": "a/", "more": 1},
    {"number": 1, "line": 1, "redacted": "0" * 64},
]


@pytest.mark.parametrize("line", FORGED)
def test_line_that_is_none_is_refused(tmp_path: Path, line: dict[str, object]) -> None:
    """Somebody who knows how can make a new chain; a line that no release would write is refused all the same."""
    world = World(tmp_path)
    resealed(world, FIRST, [HEAD, line])

    with pytest.raises(LedgerError, match=f"^{FIRST}:2: this is not a line of a ledger"):
        read_ledger(tmp_path)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"page":"a/"}', "a piece stands in the line itself, where a commitment belongs"),
        ('{"record":"sites/x.org","published":[]}', "a piece stands in the line itself"),
        ('{"page":"#' + "0" * 64 + '"}', "expected what 1 commitments stand for, got 0 pieces"),
        ('{"page":1,"page":2}', "the line is not written as a release writes it"),
    ],
)
def test_line_that_says_what_it_should_conceal_is_refused(tmp_path: Path, body: str, message: str) -> None:
    """A value in the body itself could never be removed."""
    world = World(tmp_path)
    sealed = seal([conceal(HEAD, iter(())), (body, "[]")], "")
    world.write(FIRST, "".join(f"{line}\n" for line in sealed))

    with pytest.raises(LedgerError, match=f"^{FIRST}:2: {message}"):
        read_ledger(tmp_path)


def test_change_of_a_record_that_was_never_published_is_refused(tmp_path: Path) -> None:
    """The lines make sense in their order."""
    resealed(World(tmp_path), FIRST, [HEAD, {"record": "sites/x.org", "field": "name", "now": "X"}])

    with pytest.raises(LedgerError, match="changes before it was published"):
        read_ledger(tmp_path)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"number": 2}, "the file has another number, or more or fewer lines, than it says"),
        ({"previous": "0" * 64}, "it names another file as the one before it"),
        ({"lines": 2}, "the file has another number, or more or fewer lines, than it says"),
        ({"lines": -1}, "this is not a line of a ledger"),
        ({"date": "2024-02-30"}, "this is not a line of a ledger"),
        ({"commit": "main"}, "this is not a line of a ledger"),
        ({"kind": "retraction"}, "this is not a line of a ledger"),
    ],
)
def test_head_that_does_not_fit_is_refused(tmp_path: Path, head: dict[str, object], message: str) -> None:
    """Each release follows the one before it."""
    resealed(World(tmp_path), FIRST, [HEAD | head, {"page": "a/"}])

    with pytest.raises(LedgerError, match=f"^{FIRST}:1: {message}"):
        read_ledger(tmp_path)


def test_release_before_the_last_is_refused(tmp_path: Path) -> None:
    """Time goes forward."""
    world = World(tmp_path)
    first = resealed(world, FIRST, [HEAD, {"page": "a/"}])
    resealed(world, SECOND, [HEAD | {"number": 2, "date": "2024-02-01", "previous": first}, {"page": "b/"}], first)

    with pytest.raises(LedgerError, match=f"^{SECOND}:1: its date is before that of the file before it"):
        read_ledger(tmp_path)


def test_missing_release_is_seen(released: World) -> None:
    """A file that is gone leaves a gap."""
    released.edit(FIRM, "public relations agency", "agency")
    publish(released, PartialDate(2024, 4, 1))
    (released.root / FIRST).unlink()

    with pytest.raises(LedgerError, match=r"ledger/0002.jsonl:1: this is not the line that was published"):
        read_ledger(released.root)


@pytest.fixture
def repository(released: World) -> World:
    """The small world with two releases, committed."""
    released.edit(FIRM, "public relations agency", "agency")
    publish(released, PartialDate(2024, 4, 1))
    git(released.root, "init", "-q", "-b", "main")
    git(released.root, "add", ".")
    git(released.root, "commit", "-q", "-m", "Releases")
    return released


@pytest.mark.parametrize(("path", "first"), [(SECOND, SECOND), ("ledger", FIRST)])
@pytest.mark.parametrize("place", ["the repository", "another work tree"])
def test_missing_end_is_seen_where_git_tracks_it(place: str, path: str, first: str, repository: World) -> None:
    """A chain without its last file, or without any, is valid by itself; the files that git tracks show the loss."""
    if place == "another work tree":
        git(repository.root, "worktree", "add", "-q", "other")
        repository = World(repository.root / "other")
    assert [] == repository.rules()
    gone = repository.root / path
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    cure = f"bring it back with `git restore {first}`"

    assert f"{first}:1:1: error: git tracks this file, and it is gone; {cure} [ledger]" in repository.lines()
    assert cure in masthead_here("build", "--root", repository.root, "--no-progress").stderr
    assert cure in masthead_here("release", "--root", repository.root, "--write").stderr
    redact = ("redact", "Quay", "--root", repository.root, "--reason", "x", "--decided-by", "x", "--date", "2024-05-01")
    assert cure in masthead_here(*redact).stderr
    git(repository.root, "restore", first if path == SECOND else "ledger")
    assert [] == repository.rules()


def test_end_that_nobody_tracks_is_not_missed(repository: World) -> None:
    """A new release before its commit, a ledger that starts again and a folder not checked out are no faults."""
    repository.add(FIRM, "seat: Port Harbour\n")
    git(repository.root, "commit", "-q", "-a", "-m", "A record")
    publish(repository, PartialDate(2024, 5, 1))
    assert [] == repository.rules()
    (repository.root / "ledger/0003.jsonl").unlink()
    assert [] == repository.rules()

    git(repository.root, "rm", "-q", "-r", "--cached", "ledger")
    shutil.rmtree(repository.root / "ledger")
    assert [] == repository.rules()

    git(repository.root, "checkout", "-q", "HEAD", "ledger")
    git(repository.root, "sparse-checkout", "set", "--no-cone", "/*", "!ledger")
    assert not (repository.root / "ledger").exists()
    assert [] == repository.rules()


@pytest.mark.parametrize("path", [f"tests/{FIRST}", "old-ledger/0003.jsonl", f"{FIRST}.bak", "ledger/README.md"])
def test_other_files_that_git_tracks_are_no_end(path: str, repository: World) -> None:
    """Their names only resemble that of a file of the ledger."""
    repository.write(path, "x")
    git(repository.root, "add", "-f", path)
    (repository.root / path).unlink()

    assert [] == repository.rules()


@pytest.mark.parametrize(
    "maker",
    [
        lambda git: git.write_text("gitdir: nowhere\n"),
        lambda git: git.write_bytes(b"gitdir: \0\n"),
        lambda git: git.write_bytes(b"\xff"),
        lambda git: git.write_text(""),
        os.mkfifo,
        lambda git: [git.mkdir(), _in_place("index", os.mkfifo)(World(git))],
        lambda git: (git.mkdir(), (git / "index").write_bytes(b"ledger/0007.jsonl\0")),
        lambda git: git.symlink_to("/dev/zero"),
    ],
    ids=["nowhere", "a NUL", "no text", "empty", "a pipe", "a pipe for the index", "no index", "a device"],
)
def test_folder_of_git_that_cannot_be_read_says_nothing(maker: Callable[[Path], object], released: World) -> None:
    """A check neither reports it nor waits for it."""
    maker(released.root / ".git")

    assert [] == released.rules()


def test_foreign_files_are_refused(released: World) -> None:
    """The folder has only releases, and a `README.md` that says what it is."""
    released.write("ledger/README.md", "What this is.\n")
    assert read_ledger(released.root).releases

    released.write("ledger/0001.jsonl.orig", "x")
    with pytest.raises(LedgerError, match=r"ledger/0001.jsonl.orig: only files such as 0001.jsonl belong here"):
        read_ledger(released.root)


def test_link_is_not_followed(released: World) -> None:
    """A ledger consists of ordinary files, not of links."""
    (released.root / FIRST).rename(released.root / "elsewhere")
    (released.root / FIRST).symlink_to(released.root / "elsewhere")

    with pytest.raises(LedgerError, match="this is a link, a folder or a device, not an ordinary file"):
        read_ledger(released.root)


def _in_place(path: str, other: Callable[[Path], object]) -> Callable[[World], object]:
    def replace(site: World) -> None:
        file = site.root / path
        shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
        other(file)

    return replace


def _edited(edit: Callable[[bytes], bytes]) -> Callable[[World], object]:
    return lambda site: site.write(FIRST, edit((site.root / FIRST).read_bytes()))


DAMAGES: dict[str, tuple[Callable[[World], object], str]] = {
    "a pipe for a file": (_in_place(FIRST, os.mkfifo), "not an ordinary file"),
    "a pipe for the next file": (_in_place(SECOND, os.mkfifo), "not an ordinary file"),
    "a folder for a file": (_in_place(SECOND, Path.mkdir), "not an ordinary file"),
    "a link to nothing": (_in_place(SECOND, lambda file: file.symlink_to("nothing")), "not an ordinary file"),
    "a link to a device": (_in_place(SECOND, lambda file: file.symlink_to("/dev/zero")), "not an ordinary file"),
    "a link for the note": (
        _in_place("ledger/README.md", lambda file: file.symlink_to("/etc/passwd")),
        "only files such as",
    ),
    "a hidden file": (_in_place("ledger/.0002.jsonl.swp", lambda file: file.write_text("x")), "only files such as"),
    "an empty next file": (_in_place(SECOND, lambda file: file.write_text("")), "the file is empty"),
    "a file for the folder": (_in_place("ledger", lambda file: file.write_text("")), "this is not a folder"),
    "a pipe for the folder": (_in_place("ledger", os.mkfifo), "this is not a folder"),
    "a link to nothing for the folder": (
        _in_place("ledger", lambda file: file.symlink_to("away")),
        "this is not a folder",
    ),
    "a space at the end of a line": (_edited(lambda text: text.replace(b"]}\n", b"]} \n", 1)), "this is not the line"),
    "a byte order mark": (_edited(lambda text: b"\xef\xbb\xbf" + text), "must not be in a ledger"),
    "bytes that are no text": (_edited(lambda text: text.replace(b"Harbour", b"Harb\xff")), "this is not UTF-8"),
    "nothing but a line end": (_edited(lambda _: b"\n"), "this is not the line"),
    "the first line twice": (_edited(lambda text: text.partition(b"\n")[0] + b"\n" + text), "this is not the line"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_ledger_is_found_by_check_and_build_alike(name: str, released: World) -> None:
    """It holds even if the ledger was found whole before; neither command waits, and the website stays as it was."""
    spoil, said = DAMAGES[name]
    assert [] == released.rules()
    make(released)
    before = fingerprint(released.root / "output")
    spoil(released)
    checked = masthead_here("check", "--root", released.root)
    finished = masthead_here("build", "--root", released.root, "--no-progress")

    assert ["ledger"] == [
        finding.rule for finding in released.load().findings if not finding.rule.startswith("published")
    ]
    assert (1, 1) == (checked.returncode, finished.returncode)
    for text in (checked.stdout, finished.stderr):
        assert said in text
    assert before == fingerprint(released.root / "output")


def test_ledger_that_was_found_whole_is_not_read_again(released: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger is recognised by its content alone: one with other content is read again."""
    whole = (released.root / FIRST).read_bytes()
    assert [] == released.rules()
    read: list[int] = []
    monkeypatch.setattr("masthead.ledger.ledger_reader.read_ledger_files", lambda files: read.append(len(files)))
    assert [] == released.rules()
    assert [] == read

    released.write(FIRST, whole.replace(b"Harbour Times", b"Harbor  Times", 1))
    released.rules()
    assert [1] == read


def test_build_reads_a_ledger_once(released: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of a build waits for this reading, and later checks know that the ledger is whole."""
    read: list[int] = []

    def counted(files: dict[str, str]) -> Ledger:
        read.append(len(files))
        return read_ledger_files(files)

    monkeypatch.setattr("masthead.ledger.ledger_reader.read_ledger_files", counted)
    (state_folder() / "whole-ledgers").unlink(missing_ok=True)
    make(released)

    assert [1] == read
    assert [] == released.rules()
    assert [1] == read


@pytest.mark.parametrize("forged", [b"", b"x" * 64, b"0" * 64 + b"%s"])
def test_nobody_else_says_that_a_ledger_is_whole(forged: bytes, released: World) -> None:
    """A note about another ledger, or one that was put there by somebody without our key, counts for nothing."""
    assert [] == released.rules()
    kept = state_folder() / "whole-ledgers"
    released.write(FIRST, (released.root / FIRST).read_bytes().replace(b"Harbour Times", b"Harbor Times", 1))
    before = kept.read_bytes()
    kept.write_bytes(forged.replace(b"%s", ledger_check._sum_of(contents_of(released.root))))  # noqa: SLF001
    assert ["ledger", "published-field"] == released.rules()

    kept.write_bytes(before)
    assert ["ledger", "published-field"] == released.rules()


def test_unfinished_redaction_is_said_instead(released: World) -> None:
    """A ledger that is half redacted looks broken, but its cure is different."""
    released.write(FIRST, b"half")
    released.write(".masthead-redaction/list.json", "[]")

    assert ["write-unfinished"] == released.rules()


@pytest.mark.alone
def test_reading_takes_time_in_proportion(tmp_path: Path) -> None:
    """Four times the releases take at most eight times as long: each line is looked at once."""

    def seconds(number: int) -> float:
        world, previous = World(tmp_path / str(number)), ""
        for release in range(1, number + 1):
            pages: list[dict[str, object]] = [
                {"page": f"sites/x-{release}-{site}.org/", "anchors": ["listed"]} for site in range(40)
            ]
            head = HEAD | {"number": release, "previous": previous, "lines": 40}
            previous = resealed(world, f"ledger/{release:04}.jsonl", [head, *pages], previous)
        return min(reading(world, number) for _ in range(3))

    def reading(world: World, number: int) -> float:
        """Read the ledger as the commands do, which leave the collection of garbage to the end."""
        with uncollected():
            start = time.process_time()
            assert number == len(read_ledger(world.root).releases)
            return time.process_time() - start

    seconds(10)
    assert seconds(400) < 8 * max(seconds(100), 0.01)
