"""`python -m tests.theme_page [FOLDER]` writes the theme page; `--looks` keeps the looks of the components as they are now."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.theme_page.looks import renew
from tests.theme_page.pages import write


def main() -> None:
    """Write the page, or keep the looks."""
    parser = argparse.ArgumentParser(prog="python -m tests.theme_page", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/theme-page"))
    parser.add_argument("--looks", action="store_true", help="keep the looks of the components as they are now")
    asked = parser.parse_args()
    write(asked.folder)
    if asked.looks:
        renew(asked.folder)


if __name__ == "__main__":
    main()
