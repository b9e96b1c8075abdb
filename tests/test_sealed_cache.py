"""Files that are kept between commands are believed only if this user has kept them, at their own place."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.exports.card_images import card, kept
from masthead.files import sealed_cache
from masthead.files.sealed_cache import SEAL_BYTES, ForeignError, HomeError, read_sealed, state_folder, write_sealed
from tests.site import ROOT, build, fingerprint, furnish, make, run
from tests.test_card_images import VIEW
from tests.world import UNPLACED, World

TEXT = b"what a command has kept"
HTML = b"<!DOCTYPE html><script>1</script>"


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which TEXT is kept by a user with a key of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write_sealed(tmp_path / "cache", "one", TEXT)
    return tmp_path / "cache"


def plainly_sealed(kept_bytes: bytes) -> bytes:
    """The file of a person who knows how seals are made, but has no key."""
    return hashlib.blake2b(b"one\n" + kept_bytes, digest_size=SEAL_BYTES // 2).hexdigest().encode() + kept_bytes


FORGED: dict[str, Callable[[bytes], bytes]] = {
    "bytes without a seal": lambda _: HTML,
    "nothing": lambda _: b"",
    "a file cut short": lambda sealed: sealed[:-1],
    "a file cut within the seal": lambda sealed: sealed[:10],
    "a file that grew": lambda sealed: sealed + b"\n",
    "other bytes behind the seal": lambda sealed: sealed[:SEAL_BYTES] + HTML,
    "the sum of the bytes": lambda _: hashlib.sha256(HTML).hexdigest().encode() + HTML,
    "a seal without the key": lambda _: plainly_sealed(HTML),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_file_is_refused(name: str, keeping: Path) -> None:
    """Nobody can make a seal without the key, even with full knowledge of the file."""
    assert TEXT == read_sealed(keeping, "one")
    (keeping / "one").write_bytes(FORGED[name]((keeping / "one").read_bytes()))

    with pytest.raises(ForeignError, match=r"one is damaged, or this user has not written it"):
        read_sealed(keeping, "one")


def test_file_of_another_place_is_refused(keeping: Path) -> None:
    """A file of ours is not believed under another name."""
    shutil.copy(keeping / "one", keeping / "two")

    with pytest.raises(ForeignError):
        read_sealed(keeping, "two")


def test_file_of_another_user_is_refused(keeping: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A user with another state folder has another key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))

    with pytest.raises(ForeignError):
        read_sealed(keeping, "one")


def _renew(text: bytes = b"k" * 32, mode: int = 0o600) -> Callable[[Path], object]:
    def change(key: Path) -> None:
        key.write_bytes(text)
        key.chmod(mode)

    return change


def _link_away(key: Path) -> None:
    key.rename(key.with_name("away"))
    key.symlink_to(key.with_name("away"))


def _pipe(key: Path) -> None:
    key.unlink()
    os.mkfifo(key, 0o600)


KEYS: dict[str, Callable[[Path], object]] = {
    "others read it": _renew(mode=0o644),
    "others write it": _renew(mode=0o620),
    "it is empty": _renew(b""),
    "it is too long": _renew(b"k" * 33),
    "it is a link": _link_away,
    "it is a pipe": _pipe,
}


@pytest.mark.parametrize("name", KEYS)
def test_key_that_others_may_know_is_replaced(keeping: Path, name: str) -> None:
    """A new key replaces it, and everything that it sealed is made again.

    This happens if others can read or write it, if its length is wrong, and if it is a link or a pipe.
    """
    key = state_folder() / "cache-key"
    assert (32, 0o600) == (key.stat().st_size, key.stat().st_mode & 0o777)
    KEYS[name](key)
    sealed_cache._key.cache_clear()  # noqa: SLF001 - as in a new process

    with pytest.raises(ForeignError):
        read_sealed(keeping, "one")
    assert (32, 0o600) == (key.lstat().st_size, key.lstat().st_mode & 0o777)
    write_sealed(keeping, "one", TEXT)
    sealed_cache._key.cache_clear()  # noqa: SLF001
    assert TEXT == read_sealed(keeping, "one")


@pytest.mark.parametrize("home", ["/dev/null", "/proc/nothing"])
def test_without_a_place_for_the_key_nothing_is_believed_later(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that kept a file still believes it, but the next command makes it again."""
    monkeypatch.setenv("XDG_STATE_HOME", home)
    write_sealed(tmp_path, "one", TEXT)
    assert TEXT == read_sealed(tmp_path, "one")
    sealed_cache._key.cache_clear()  # noqa: SLF001

    with pytest.raises(ForeignError):
        read_sealed(tmp_path, "one")


def test_user_without_a_home_builds_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error says what to do only where something must be kept outside of the database."""
    monkeypatch.setenv("XDG_STATE_HOME", "")

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    write_sealed(tmp_path, "one", TEXT)

    assert TEXT == read_sealed(tmp_path, "one")
    with pytest.raises(HomeError, match="set XDG_STATE_HOME"):
        state_folder()


def test_commands_that_begin_together_have_one_key(tmp_path: Path) -> None:
    """All of them use the key that was kept first."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom masthead.files.sealed_cache import read_sealed, write_sealed\n"
        "from masthead.processes.workers import results_of\nfrom functools import partial\n"
        "folder = Path(sys.argv[1])\n"
        "results_of([partial(write_sealed, folder, str(n), b'x') for n in range(40)], 8)\n"
        "print(all(read_sealed(folder, str(n)) == b'x' for n in range(40)))"
    )
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}

    for number in range(5):
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
        assert "True\n" == run([sys.executable, "-c", program, str(tmp_path / str(number))], ROOT, state).stdout


def _instead(other: Callable[[Path], object]) -> Callable[[Path], object]:
    """Return a function that replaces a file with something *other*."""

    def replace(file: Path) -> None:
        file.unlink()
        other(file)

    return replace


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "x").write_bytes(b"x")


DAMAGED: dict[str, Callable[[Path], object]] = {
    "a page": lambda file: file.write_bytes(HTML),
    "a page behind its sum": lambda file: file.write_bytes(hashlib.sha256(HTML).digest() + HTML),
    "nothing": lambda file: file.write_bytes(b""),
    "a link": _instead(lambda file: file.symlink_to("/etc/hostname")),
    "a pipe": _instead(os.mkfifo),
    "a folder": _instead(_full_folder),
}


@pytest.mark.usefixtures("named_publisher")
@pytest.mark.parametrize("name", DAMAGED)
def test_card_that_is_not_ours_is_drawn_again_with_a_notice(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of such a card is published, and it is gone afterwards."""
    monkeypatch.setenv("MASTHEAD_URL", "https://harbour.example")
    root = furnish(world).root
    first = build(root, "publishconf.py", root / "output")
    before = fingerprint(root / "output")
    cards = sorted((root / ".cache/cards").iterdir())
    assert 3 == len(cards)
    DAMAGED[name](cards[0])
    shutil.rmtree(root / "output")
    again = build(root, "publishconf.py", root / "output")

    assert ((), (f"{root}/.cache/cards: 1 card was damaged, or kept by another user, and drawn again",)) == (
        first.warnings, again.warnings,
    )  # fmt: skip
    assert before == fingerprint(root / "output")
    assert cards == sorted((root / ".cache/cards").iterdir())
    assert all(file.is_file() and not file.is_symlink() for file in cards)


def test_card_of_other_words_is_not_taken_for_this_one(tmp_path: Path) -> None:
    """It holds even for a card that we have drawn and kept under another name."""
    other = type(VIEW)(**{**{name: getattr(VIEW, name) for name in VIEW.__dataclass_fields__}, "title": "Port Gazette"})
    kept(other, tmp_path)
    (file,) = (tmp_path / "cards").iterdir()
    forged = file.read_bytes()
    kept(VIEW, tmp_path)
    (mine,) = set((tmp_path / "cards").iterdir()) - {file}
    mine.write_bytes(forged)

    assert card(VIEW) == kept(VIEW, tmp_path)


def test_forged_last_build_is_not_taken_over(built: World) -> None:
    """A person who can write both the kept files and the website still cannot say anything about the records."""
    page = built.root / "output/sites/valley-echo.example/index.html"
    honest = page.read_bytes()
    page.write_bytes(HTML)
    (kept_file,) = (built.root / ".cache/builds").iterdir()
    text = kept_file.read_bytes()[SEAL_BYTES:].replace(b'"findings":[', b'"findings" :[')
    kept_file.write_bytes(hashlib.sha256(text).hexdigest().encode() + text)
    again = make(built)

    assert [f"{kept_file} is damaged, or this user has not written it; everything was made again"] == list(
        again.warnings
    )
    assert honest == page.read_bytes()
    assert UNPLACED in {entry.file.path for entry in again.database.graph.loaded}
