"""The flags on what a pull request changes, in real git repositories with the names that a hostile one would choose."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.changed_paths import (
    GENERATED,
    LONGEST_SHOWN,
    MOST_PICTURES,
    MOST_RECORDS,
    Change,
    for_maintainers,
    names,
    problems,
    read,
    same_but_for_case,
    shown,
)

ROOT = Path(__file__).parent.parent
RECORD = b"sites/it/a.org.yml"
HOSTILE = (
    b"x\n::error::owned",
    b"::add-mask::x",
    b"x##[add-matcher]evil.json",
    b"--upload-pack=touch owned",
    b"$(touch owned)`touch owned`;touch owned",
    b"'\"\\ &|<script>alert(1)</script>",
    b"%0A::error::owned",
    b"\xff\xfe not UTF-8 \x1b[2J",
    "\u202egnp.lmth".encode(),
    b"[x](https://evil.example)",
    b"sites/it/::error::.yml",
    b"sites/it/a.org.yml\n::error::.yml",
    b"sites/it/../../tasks.py",
)


class Repository:
    """A git repository of a few files, with one commit to compare with."""

    def __init__(self, root: Path) -> None:
        """Make it at *root* with three records, a program and a note."""
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        for path in (RECORD, b"sites/fr/b.org.yml", b"firms/acme.yml", b"tasks.py", b"sites/LICENSE.md"):
            self.write(path, path)
        self.commit()

    def git(self, *arguments: str | bytes, text: bytes = b"") -> bytes:
        """The output of git for *arguments*, run without this machine's own settings."""
        names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = {"PATH": os.environ["PATH"], **names, **none}
        return subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, input=text, check=True, capture_output=True
        ).stdout

    def write(self, path: bytes, text: bytes = b"changed") -> None:
        """Put a file at *path* in the next commit: git keeps names that no file system could hold."""
        self.enter("100644", self.git("hash-object", "-w", "--stdin", text=text).strip().decode(), path)

    def enter(self, mode: str, name: str, path: bytes) -> None:
        """Put the object *name* at *path*, as a file, link or submodule by its *mode*."""
        self.git("update-index", "-z", "--index-info", text=f"{mode} {name}\t".encode() + path + b"\0")

    def delete(self, path: bytes) -> None:
        """Leave the file out of the next commit."""
        self.enter("0", "0" * 40, path)

    def commit(self) -> None:
        """Commit everything that was written, entered or deleted."""
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def diff(self) -> bytes:
        """The changes of the last commit, in the form that the workflow asks for."""
        return self.git("diff", "--raw", "-z", "--no-renames", "--ignore-submodules=none", "HEAD^1", "HEAD")

    def tree(self) -> list[bytes]:
        """All paths after the last commit."""
        return self.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split(b"\0")[:-1]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a first commit."""
    return Repository(tmp_path / "repository")


def run(repository: Repository, diff: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    """The script as the workflow runs it, with *diff* on standard input."""
    command = [sys.executable, "-m", "tools.changed_paths", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=repository.root, env=environment, input=diff, capture_output=True, check=False)


def problems_of(repository: Repository) -> list[str]:
    """The problems with the change, after committing it."""
    repository.commit()
    return list(problems(read(repository.diff()), repository.tree()))


def closed(repository: Repository) -> list[str]:
    """The sentences on changes to which a maintainer has to agree, after committing them."""
    repository.commit()
    return list(for_maintainers(read(repository.diff())))


def test_change_of_records_alone_passes(repository: Repository) -> None:
    """A pull request may change and add records of all kinds."""
    for path in (RECORD, b"sites/xk/new.example.com.yml", b"firms/new.yml", b"sources/new-2024.yml"):
        repository.write(path)

    assert [] == problems_of(repository)


def test_change_of_other_files_alone_passes(repository: Repository) -> None:
    """A change to the program is not a pull request of records."""
    repository.write(b"tasks.py")
    repository.delete(b"sites/LICENSE.md")

    assert [] == problems_of(repository)


def test_records_mixed_with_other_files_are_flagged(repository: Repository) -> None:
    """A person who compares a record with its source must not miss a changed program beside it."""
    repository.write(RECORD)
    repository.write(b"tasks.py")

    expected = (
        'this change mixes 1 file of records with 1 other file, "tasks.py": put the records into a pull request of their own, '
        "so that each can be compared with its sources"
    )
    assert [expected] == problems_of(repository)


@pytest.mark.parametrize(
    "path",
    [b"sites/.gitattributes", b"sites/a.org.yml", b"sites/it/x/a.org.yml", b"sites/IT/a.org.yml", b"firms/x.yaml",
     b"sites/it/.yml", b"firms/x.yml/x.yml", b".github/workflows/pull-request.yml", b"sites/it/aA.org.yml",
     b"sites/ita/a.org.yml", b"sites/i/a.org.yml", b"firms/-x.yml", b"xfirms/x.yml"],
)  # fmt: skip
def test_what_only_looks_like_a_record_is_another_file(repository: Repository, path: bytes) -> None:
    """A file is not a record just because it is in a folder of records."""
    repository.write(RECORD)
    repository.write(path)

    assert [True] == [shown(path) in problem for problem in problems_of(repository) if "mixes" in problem]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_flagged_and_runs_nothing(repository: Repository, name: bytes) -> None:
    """A name with line ends, quotation marks or commands is shown as plain characters on the one line it belongs to."""
    # git would refuse to enter some of these names, so the line of the comparison is written by hand.
    with_name = b":000000 100644 0000000 0000000 A\0" + name + b"\0"
    repository.write(RECORD)
    repository.commit()
    result = run(repository, repository.diff() + with_name, "--format", "github")

    *lines, last = result.stdout.splitlines()
    assert (1, b"", 2) == (result.returncode, result.stderr, len(lines))
    assert lines[0].startswith(b"::error title=Changed paths::this change mixes 1 file of records with 1 other file")
    assert lines[1].startswith(
        b"::error title=Changed paths::this change touches 1 file of the program or its settings"
    )
    assert b"2 changed paths, 1 record among them, 2 flagged" == last
    assert [] == [line for line in lines if not re.fullmatch(rb"[ -~]*", line)]
    assert [] == [line for line in lines if re.search(rb"##\[|::.*::.*::|[%<>`$|&;\[\]]", line)]


def test_hostile_names_in_a_real_commit(repository: Repository) -> None:
    """Names that git itself accepts arrive whole, one path for each name."""
    taken = [name for name in HOSTILE if b".." not in name and b"//" not in name]
    for name in taken:
        repository.write(name)
    repository.commit()

    assert sorted(taken) == sorted(change.path for change in read(repository.diff()))


def test_deleted_record_is_flagged(repository: Repository) -> None:
    """Nothing is deleted: a record that was wrong is withdrawn and keeps its page."""
    repository.delete(RECORD)

    expected = (
        'this change deletes 1 record, "sites/it/a.org.yml": records are never deleted; restore the file and give '
        "the record a state (withdrawn, with date and reason). A record that gets another ID lists the old one under "
        "formerly, and a maintainer merges the change"
    )
    assert [expected] == problems_of(repository)


def test_record_that_moves_to_another_country_passes(repository: Repository) -> None:
    """The folder is that of the first target country, which may be corrected; the id stays."""
    repository.delete(RECORD)
    repository.write(b"sites/zz/a.org.yml")

    assert [] == problems_of(repository)


@pytest.mark.parametrize("path", [b"sites/it/c.org.yml", b"firms/a.org.yml"])
def test_record_that_gets_another_id_or_kind_is_deleted(repository: Repository, path: bytes) -> None:
    """An address that was published is answered for ever, so a new id is not a move."""
    repository.delete(RECORD)
    repository.write(path)

    assert ["this change deletes 1 record"] == [problem[:28] for problem in problems_of(repository)]


@pytest.mark.parametrize("mode", ["120000", "160000", "100755"])
def test_record_that_is_no_ordinary_file_is_flagged(repository: Repository, mode: str) -> None:
    """A link could lead anywhere, a submodule hides what it holds, and no record is a program."""
    head = repository.git("rev-parse", "HEAD" if mode == "160000" else "HEAD:tasks.py").strip().decode()
    repository.enter(mode, head, b"firms/link.yml")

    assert [
        'this change turns "firms/link.yml" into a link, a submodule or a program: a record must be an ordinary file'
    ] == problems_of(repository)


def test_submodule_cannot_hide(repository: Repository) -> None:
    """A repository can ask git to leave its submodules out of a comparison; this one does not."""
    repository.write(b".gitmodules", b'[submodule "x"]\n\tpath = firms/x.yml\n\turl = ./x\n\tignore = all\n')
    repository.enter("160000", "1" * 40, b"firms/x.yml")
    repository.git("checkout-index", "--all", "--force")
    repository.commit()
    repository.enter("160000", "2" * 40, b"firms/x.yml")
    repository.commit()

    assert [b"firms/x.yml"] == [change.path for change in read(repository.diff())]


def test_folder_replaced_by_a_link_is_flagged(repository: Repository) -> None:
    """The folder of a kind cannot be turned into a link to another one."""
    repository.delete(b"firms/acme.yml")
    repository.enter("120000", repository.git("rev-parse", "HEAD:tasks.py").strip().decode(), b"firms")

    assert [
        'this change mixes 1 file of records with 1 other file, "firms"',
        'this change deletes 1 record, "firms/acme.yml"',
        'this change adds "firms" as a link or a submodule',
    ] == [problem.partition(": ")[0] for problem in problems_of(repository)]


# Pictures


def test_pictures_of_a_record_belong_to_it(repository: Repository) -> None:
    """A screenshot comes with the record that it shows; the checker gets the record alone."""
    repository.write(RECORD)
    repository.write(b"sites/it/a.org/front-page.png")
    repository.write(b"sites/it/a.org/Imprint_2.webp")
    assert [] == problems_of(repository)

    result = run(repository, repository.diff(), "--list")
    assert RECORD + b"\0" == result.stdout
    assert b"3 changed paths, 1 record among them, 0 flagged\n" == run(repository, repository.diff()).stdout


@pytest.mark.parametrize("what", ["added", "replaced", "deleted"])
def test_picture_without_its_record_is_flagged(repository: Repository, what: str) -> None:
    """The record says what a picture shows and has its hash; a deletion alone would take evidence away."""
    if what != "added":
        repository.write(b"firms/acme/imprint.png", b"before")
        repository.commit()
    if what == "deleted":
        repository.delete(b"firms/acme/imprint.png")
    else:
        repository.write(b"firms/acme/imprint.png")
    repository.write(b"sites/it/acme.yml")  # a record of another kind

    assert [
        (
            'this change touches "firms/acme/imprint.png", but not the record to which it belongs: a picture is added,'
            " replaced or removed together with its entry in the record"
        )
    ] == problems_of(repository)


def test_pictures_count_with_their_record(repository: Repository) -> None:
    """Twenty records with their pictures are twenty records."""
    for number in range(MOST_RECORDS):
        repository.write(f"sites/it/{number}.org.yml".encode())
        repository.write(f"sites/it/{number}.org/a.png".encode())
        repository.write(f"sites/it/{number}.org/b.jpeg".encode())

    assert [] == problems_of(repository)


@pytest.mark.parametrize(
    "path",
    [b"sites/it/a.org/page.svg", b"sites/it/a.org/x/page.png", b"sites/it/a.org/.png", b"sites/it/page.png",
     b"sites/a.org/page.png", b"firms/page.png", b"sites/it/a.org/page.png.html", b"sites/it/a.org/a\n.png"],
)  # fmt: skip
def test_what_only_looks_like_a_picture_is_another_file(repository: Repository, path: bytes) -> None:
    """Pages cannot show it, and a reviewer must not take it for one."""
    repository.write(RECORD)
    repository.write(path)

    assert ["this change mixes 1 file of records with 1 other file"] == [
        problem[:53] for problem in problems_of(repository)
    ]


@pytest.mark.parametrize("mode", ["120000", "100755"])
def test_picture_that_is_no_ordinary_file_is_flagged(repository: Repository, mode: str) -> None:
    """A link could publish any picture of the machine that builds."""
    repository.write(b"firms/acme.yml")
    repository.enter(mode, repository.git("rev-parse", "HEAD:tasks.py").strip().decode(), b"firms/acme/a.png")

    assert [True] == ["into a link, a submodule or a program" in problem for problem in problems_of(repository)]


# The ledger


def with_ledger(repository: Repository, *numbers: int) -> None:
    """Commit files of the ledger before the change."""
    for number in numbers:
        repository.write(b"ledger/%04d.jsonl" % number, b"%d" % number)
    repository.commit()


def test_next_file_of_the_ledger_passes(repository: Repository) -> None:
    """The file of a release or of a redaction may be added."""
    with_ledger(repository, 1, 2)
    repository.write(b"ledger/0003.jsonl")

    assert [] == problems_of(repository)


def test_older_file_of_the_ledger_is_not_touched(repository: Repository) -> None:
    """A changed or deleted file is flagged, even if it is the last one, and even if all of them are gone."""
    with_ledger(repository, 1, 2)
    repository.write(b"ledger/0001.jsonl")
    assert [
        (
            'this change alters or deletes "ledger/0001.jsonl": what was published is only added to. Only a redaction changes'
            " older files, and a maintainer merges it in spite of this flag"
        )
    ] == problems_of(repository)

    repository.delete(b"ledger/0002.jsonl")
    assert ['this change alters or deletes "ledger/0002.jsonl"'] == [
        problem.partition(": ")[0] for problem in problems_of(repository)
    ]

    repository.delete(b"ledger/0001.jsonl")
    assert ['this change alters or deletes "ledger/0001.jsonl"'] == [
        problem.partition(": ")[0] for problem in problems_of(repository)
    ]


@pytest.mark.parametrize(
    ("paths", "start"),
    [
        ([b"ledger/0004.jsonl"], "the files in ledger/ are not numbered one after the other"),
        ([b"ledger/0003.jsonl", b"ledger/0005.jsonl"], "the files in ledger/ are not numbered one after the other"),
        ([b"ledger/00003.jsonl", b"ledger/0003.jsonl"], "the files in ledger/ are not numbered one after the other"),
        ([b"ledger/notes.txt"], 'this change puts "ledger/notes.txt" into ledger/'),
        ([b"ledger/3.jsonl"], 'this change puts "ledger/3.jsonl" into ledger/'),
    ],
)
def test_only_the_next_number_is_added_to_the_ledger(repository: Repository, paths: list[bytes], start: str) -> None:
    """A gap or a second file of a number would break the chain."""
    with_ledger(repository, 1, 2)
    for path in paths:
        repository.write(path)

    assert [start] == [problem[: len(start)] for problem in problems_of(repository)]


# Other files


def test_everything_that_git_ignores_is_flagged() -> None:
    """A cache or an unfinished import that somebody adds by force would be trusted by builds and commands."""
    lines = [line for line in (ROOT / ".gitignore").read_text().splitlines() if line and not line.startswith("#")]
    examples = [line.strip("/").replace("*.py[cod]", "x/y.pyc").replace("*", "x") for line in lines]
    inside = [f"{name}/x" if line.endswith("/") else name for line, name in zip(lines, examples, strict=True)]

    assert [] == [path for path in inside if not GENERATED.fullmatch(path.encode())]


@pytest.mark.parametrize("path", [b"content/pages/method.md", b"content/ko/about.md"])
def test_pages_of_text_are_not_deleted_or_made_programs(repository: Repository, path: bytes) -> None:
    """Everybody may add and change them; without one no website can be built, so a maintainer has to agree."""
    repository.write(path)
    assert [] == closed(repository)
    repository.enter("100755", repository.git("hash-object", "-w", "--stdin", text=b"x").strip().decode(), path)
    assert [True] == [
        f'1 file of the program or its settings, "{path.decode()}"' in sentence for sentence in closed(repository)
    ]
    repository.delete(path)
    assert [True] == [
        f'1 file of the program or its settings, "{path.decode()}"' in sentence for sentence in closed(repository)
    ]


def picture(number: int, of: bytes = b"sites/it/a.org") -> bytes:
    """Return the path of a picture of a record."""
    return of + f"/p{number}.png".encode()


def test_pictures_that_nobody_can_look_at_are_flagged(repository: Repository) -> None:
    """The limit is for each record; more pictures need a reason that a maintainer knows."""
    repository.write(RECORD)
    repository.write(b"firms/acme.yml")
    for number in range(MOST_PICTURES):
        repository.write(picture(number))
        repository.write(picture(number, b"firms/acme"))
    assert [] == problems_of(repository)

    repository.write(RECORD, b"again")
    for number in range(MOST_PICTURES + 1):
        repository.write(picture(number), b"again")
    message = f'more than {MOST_PICTURES} pictures of a record: "sites/a.org" ({MOST_PICTURES + 1}): nobody can look at so many'
    assert [True] == [message in problem for problem in problems_of(repository)]


def test_picture_in_the_folder_of_another_country_is_flagged(repository: Repository) -> None:
    """Its folder is not that of the record, so no page shows it; a record that moves takes its pictures with it."""
    repository.write(RECORD)
    repository.write(picture(1))
    repository.write(picture(2, b"sites/fr/a.org"))
    assert [
        'this change puts "sites/fr/a.org/p2.png" into another folder than that of the record: put the picture beside its record'
    ] == problems_of(repository)

    repository.delete(picture(2, b"sites/fr/a.org"))
    repository.delete(RECORD)
    repository.delete(picture(1))
    repository.write(b"sites/fr/a.org.yml", RECORD)
    repository.write(picture(1, b"sites/fr/a.org"))
    assert [] == problems_of(repository)


@pytest.mark.parametrize(
    "path", [b".Cache/cards/1.png", b"OUTPUT/index.html", b"tests/__PyCache__/x.PYC", b".MASTHEAD-tmp/a"]
)
def test_what_programs_make_is_flagged_in_any_case(repository: Repository, path: bytes) -> None:
    """Some systems open such a file where the program asks for its own."""
    repository.write(path)

    assert [True] == [
        "which the program makes and git ignores: take it out" in problem for problem in problems_of(repository)
    ]


@pytest.mark.parametrize(
    "path", [b".site.new/index.html", b"firms/.acme.yml.old", b"sites/fr/.b.org.yml.Tmp", b"status/.x-tmp"]
)
def test_what_a_killed_command_leaves_is_flagged(repository: Repository, path: bytes) -> None:
    """Such a file is flagged in the folders of records too."""
    repository.write(path)

    assert [True] == [
        "what a killed command leaves behind: take it out" in problem for problem in problems_of(repository)
    ]


@pytest.mark.parametrize(
    "path",
    [b".masthead-import/list.json", b".cache/cards/0.png", b".masthead-staging/x", b"tests/__pycache__/x.pyc",
     b"output/index.html", b"tests/node_modules/lunr/index.js", b".venv/bin/python"],
)  # fmt: skip
def test_what_programs_make_is_flagged(repository: Repository, path: bytes) -> None:
    """Nobody may add such files."""
    repository.write(path)

    assert [f'this change adds "{path.decode()}", which the program makes and git ignores: take it out'] == problems_of(
        repository
    )


def test_link_anywhere_is_flagged(repository: Repository) -> None:
    """A link is flagged outside of the records too."""
    repository.enter("120000", repository.git("rev-parse", "HEAD:tasks.py").strip().decode(), b"theme/static/x.css")

    assert ['this change adds "theme/static/x.css" as a link or a submodule: put the file itself there'] == problems_of(
        repository
    )


@pytest.mark.parametrize(
    "path",
    [b".github/workflows/x.yaml", b"requirements/docs.txt", b"npm-shrinkwrap.json", b"bench/package.json", b"uv.lock",
     b"Pipfile", b"setup.cfg", b"GNUmakefile", b"pytest.ini", b"tests/conftest.py", b"docs/.gitattributes", b"usercustomize.py",
     b"site.pth", b"argparse.py", b"yaml/__init__.py", b".envrc", b".pre-commit-config.yaml", b".devcontainer/devcontainer.json",
     b"publishconf.py", b"tools/step_summary.py", b"masthead/pinned_lists/x.txt", b"status/links.json", b"ledger/0001.jsonl",
     b"content/pages/x.html", b"content/extra/x.md", b"content/pages/../x.md", b"sites/LICENSE.md", b"sites/.yamllint",
     b"content/pages/.md", b"new-folder/anything", b"README.md"],
)  # fmt: skip
def test_everything_else_waits_for_a_maintainer(repository: Repository, path: bytes) -> None:
    """No list of what is dangerous is ever complete, so the open kinds are listed, and all else is closed."""
    changes = [Change(path, "A", "100644")]
    assert [f"this change touches 1 file of the program or its settings, {shown(path)}"] == [
        sentence.partition(": ")[0] for sentence in for_maintainers(changes)
    ]

    diff = b":000000 100644 0000000 0000000 A\0" + path + b"\0"
    assert (
        b"::error title=Changed paths::this change touches 1 file" in run(repository, diff, "--format", "github").stdout
    )


@pytest.mark.parametrize("path", [b"content/pages/about.md", b"content/pages/who-we-are.md", RECORD])
def test_pages_and_records_are_open(repository: Repository, path: bytes) -> None:
    """Anybody may propose words."""
    repository.write(path)

    assert [] == closed(repository)
    assert 0 == run(repository, repository.diff()).returncode


def test_maintainer_agrees_by_a_label(repository: Repository) -> None:
    """Dependabot changes locks each week: with the label it is a warning. Nothing else is excused by it."""
    repository.write(b"requirements/dev.txt")
    repository.commit()
    refused, agreed = run(repository, repository.diff()), run(repository, repository.diff(), "--agreed", "true")
    assert (1, 0) == (refused.returncode, agreed.returncode)
    assert agreed.stdout.startswith(b"warning: this change touches 1 file")

    repository.write(b"requirements/dev.txt", b"again")
    repository.write(RECORD)
    repository.commit()
    assert 1 == run(repository, repository.diff(), "--agreed", "true").returncode


def test_settings_are_listed_before_the_program() -> None:
    """Forty tests do not hide the one file that decides what is installed."""
    changes = [Change(b"tests/test_%d.py" % number, "M", "100644") for number in range(40)]
    (said,) = for_maintainers([*changes, Change(b"uv.lock", "A", "100644")])

    assert said.startswith('this change touches 41 files of the program or its settings, "uv.lock", "tests/test_0.py"')


def test_tracked_files_are_what_they_are_taken_for() -> None:
    """Among all files of this project, only records, their pictures and pages are open to everybody."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.split(b"\0")[
        :-1
    ]
    taken = {path: Change(path, "M", "100644") for path in tracked}
    records = [path for path, change in taken.items() if change.record]
    pages = [path for path, change in taken.items() if change.is_page]

    assert [] == [path for path in records if not re.match(rb"(sites|firms|campaigns|sources)/", path)]
    assert [] == [path for path in tracked if path.endswith(b".yml") and path not in records and path.startswith((b"sites/", b"firms/", b"campaigns/", b"sources/"))]  # fmt: skip
    assert [path for path in tracked if path.startswith(b"content/")] == pages
    assert [] == same_but_for_case([Change(path, "A", "100644") for path in tracked], tracked)


@pytest.mark.parametrize(
    ("there", "added"),
    [
        (b"docs/README.md", b"docs/readme.md"),
        (b"masthead/views/x.py", b"masthead/Views/y.py"),
        (b"content/pages/stra\xc3\x9fe.md", b"content/pages/STRASSE.md"),
        ("docs/café.md".encode(), "docs/cafe\u0301.md".encode()),
        (b"sites/it/b.org/x.png", b"sites/it/b.org/X.png"),
    ],
)
def test_names_that_differ_by_case_alone_are_flagged(repository: Repository, there: bytes, added: bytes) -> None:
    """On some systems one of the two would take the place of the other."""
    repository.write(there)
    repository.commit()
    repository.write(added)
    if added.startswith(b"sites/"):
        repository.write(b"sites/it/b.org.yml")

    assert [
        f"this change adds {shown(added)}, which some systems cannot tell from another path here: choose another name"
    ] == problems_of(repository)


def test_tree_that_git_cannot_list_is_an_error(tmp_path: Path) -> None:
    """A change does not pass just because there was nothing to compare it with."""
    repository = Repository(tmp_path / "repository")
    shutil.rmtree(repository.root / ".git")
    result = run(repository, b"")

    assert (2, b"") == (result.returncode, result.stdout)
    assert b"git cannot list the paths of HEAD" in result.stderr


@pytest.mark.parametrize(("records", "expected"), [(MOST_RECORDS, 0), (MOST_RECORDS + 1, 1)])
def test_too_many_records_are_flagged(repository: Repository, records: int, expected: int) -> None:
    """Nobody compares more than twenty records with their sources in one go."""
    for number in range(records):
        repository.write(f"sources/report-{number}.yml".encode())

    said = [problem[:55] for problem in problems_of(repository)]
    assert ["this change touches 21 records, more than 20: split it,"] * expected == said


def test_records_that_move_count_once(repository: Repository) -> None:
    """Eleven records in new folders are eleven records, though twenty-two paths change."""
    for number in range(11):
        repository.write(f"sites/it/{number}.org.yml".encode())
    repository.commit()
    for number in range(11):
        repository.delete(f"sites/it/{number}.org.yml".encode())
        repository.write(f"sites/zz/{number}.org.yml".encode())

    assert [] == problems_of(repository)


def test_long_lists_and_names_are_cut() -> None:
    """A long list is cut and says how many more paths there are; a long name is cut too."""
    others = [Change(f"{number}.txt".encode(), "A", "100644") for number in range(12)]

    assert names(others).endswith(', "9.txt", and 2 more')
    assert f'"{"x" * LONGEST_SHOWN}..."' == shown(b"x" * 300)


def test_list_holds_the_records_that_are_there(repository: Repository) -> None:
    """The checker gets changed and added records, no deleted ones, and nothing else."""
    repository.write(RECORD)
    repository.write(b"sources/new.yml")
    repository.write(b"-rf\n/.yml")
    repository.delete(b"sites/fr/b.org.yml")
    repository.commit()
    result = run(repository, repository.diff(), "--list")

    assert (0, RECORD + b"\0sources/new.yml\0") == (result.returncode, result.stdout)


@pytest.mark.parametrize(
    "diff", [b"M\tsites/it/a.org.yml\n", b"x\0", b":1 2 3 4 M\0a\0b\0", b":1 2 3 M\0a\0", b"\xff\0a\0"]
)
def test_other_input_is_refused(repository: Repository, diff: bytes) -> None:
    """Any other input is an error of the workflow, never a change without problems."""
    result = run(repository, diff)

    assert (2, b"") == (result.returncode, result.stdout)
    assert b"standard input is not the output of `git diff --raw -z --no-renames`" in result.stderr


def test_no_change_passes(repository: Repository) -> None:
    """An empty comparison has no problems."""
    result = run(repository, b"")

    assert (0, b"0 changed paths, 0 records among them, 0 flagged\n") == (result.returncode, result.stdout)


@given(st.binary(max_size=300))
def test_shown_path_is_plain_and_short(path: bytes) -> None:
    """A path of any bytes is shown without characters that anything could take for a command."""
    text = shown(path)

    assert re.fullmatch(r'"[A-Za-z0-9._/+ \\-]*"', text)
    assert len(text) <= 4 * LONGEST_SHOWN + 5


@given(st.lists(st.tuples(st.binary(max_size=40), st.sampled_from("AMDT"), st.sampled_from(["100644", "120000"]))))
def test_problems_are_single_plain_lines(paths: list[tuple[bytes, str, str]]) -> None:
    """No set of changes makes a second line, or a command, out of a problem."""
    changes = [Change(path, status, mode) for path, status, mode in paths]

    assert [] == [
        problem
        for problem in [*problems(changes, ()), *for_maintainers(changes)]
        if re.search(r"[^ -~]|::|##\[|%", problem)
    ]
