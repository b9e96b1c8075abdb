"""Finds the Chromium that the browser tests drive, and gets one if it finds none.

`python -m tests.chromium` prints its path. In this order: $MASTHEAD_CHROMIUM, a headless shell, a whole browser. The
shell is the same Chromium without the windows of a browser around its pages, and takes a third of the processor time for
a page. If no shell is found, Playwright's download (kept in .venv) and Debian's package are tried, once for each
environment; a whole browser that is installed does as well, and is never replaced.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

DOWNLOADS = Path(__file__).parent.parent / ".venv" / "browsers"
TRIED = DOWNLOADS / "no-shell"
"""This file exists once no headless shell could be had, so that not every run of the tests asks for it again."""
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
SHELL_PACKAGE = "chromium-headless-shell"
PACKAGES = ("chromium", "libatomic1")  # the second for the Node.js inside Playwright
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromiumError(Exception):
    """No Chromium runs here; the message says how to get one."""


def arguments() -> list[str]:
    """Options that keep Chromium off the network and let it start, also for root, who cannot have its sandbox."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]


def find() -> Path | None:
    """The Chromium named by $MASTHEAD_CHROMIUM, else the first installed or downloaded one that runs."""
    named = os.environ.get("MASTHEAD_CHROMIUM")
    if named and not _runs(Path(named)):
        raise NoChromiumError(f"MASTHEAD_CHROMIUM names {named!r}, which is no Chromium that runs")
    return Path(named) if named else next(filter(_runs, _candidates()), None)


def get() -> Path:
    """A Chromium that runs, downloaded or installed if need be, and that Playwright can drive."""
    if find() is None and _playwright_starts():
        _download()
    if find() is None or not _playwright_starts():
        _install(*PACKAGES)
    if not _playwright_starts():
        raise NoChromiumError("Playwright does not start; on Debian and Ubuntu it may need the package libatomic1")
    browser = find()
    if browser is None:
        raise NoChromiumError("the browser tests need Chromium: install it, or name one in MASTHEAD_CHROMIUM")
    return browser


def prefer_shell() -> None:
    """Get a headless shell if none is here and no attempt was made yet; `make test` does this before its first run.

    It waits minutes at most, since the tests also work with a whole browser.
    """
    if "MASTHEAD_CHROMIUM" in os.environ or TRIED.exists() or any(map(_runs, _shells())):
        return
    _say("Chromium without windows takes a third of the time; trying to get it.")
    if _playwright_starts():
        _download(seconds=60)
    if not any(map(_runs, _shells())):
        _install(SHELL_PACKAGE, seconds=180)
    if not any(map(_runs, _shells())):
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        TRIED.touch()


def _shells() -> Iterator[Path]:
    yield from (Path(path) for path in map(shutil.which, SHELLS) if path)
    yield from DOWNLOADS.glob("*/*/chrome-headless-shell")


def _candidates() -> Iterator[Path]:
    yield from _shells()
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    yield from (Path("/Applications") / application for application in MAC_APPLICATIONS)


def _runs(path: Path) -> bool:
    # An executable may still lack libraries, be a stub that names another package, or be another program.
    return "Chrom" in _version(path)


def _playwright_starts() -> bool:
    return "Version" in _version(sys.executable, "-m", "playwright")


def _version(*program: str | Path) -> str:
    try:
        return subprocess.run([*program, "--version"], check=True, capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _download(seconds: float = 600) -> None:
    _say("Trying Playwright's download of Chromium.")
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    _call(command, seconds=seconds, environment={"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}, quiet=True)


def _install(*packages: str, seconds: float = 900) -> None:
    if shutil.which("apt-get") is None:
        return
    privilege, wanted = _privilege(), " ".join(packages)
    if privilege is None:
        _say(f"Only root may install Debian's packages: apt-get install {wanted}")
        return
    _say(f"Installing Debian's packages: {wanted}")
    _call([*privilege, "apt-get", "-q", "update"], seconds=min(300, seconds))
    _call([*privilege, "apt-get", "-q", "install", "-y", "--no-install-recommends", *packages], seconds=seconds)


def _privilege() -> list[str] | None:
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    sudo = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return sudo if shutil.which("sudo") and _call([*sudo, "true"], seconds=10, quiet=True) else None


def _call(
    command: Sequence[str], *, seconds: float, environment: dict[str, str] | None = None, quiet: bool = False
) -> bool:
    """Return whether *command* succeeds in time; its progress goes to stderr, since stdout has the answer."""
    try:
        finished = subprocess.run(
            command,
            check=False,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            stderr=subprocess.DEVNULL if quiet else sys.stderr,
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    """Print the path of a Chromium that runs; exit 1 with a sentence if none can be had."""
    try:
        prefer_shell()
        print(get())
    except NoChromiumError as error:
        sys.exit(f"masthead: {error}")


if __name__ == "__main__":
    main()
