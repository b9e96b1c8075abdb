"""Golden pages: whole pages as a reader reads them, kept in files; `python -m tests.golden` renews them.

The records in golden_verdicts/records have a site for each rule of the verdict, which is called after it.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.site import VOID, furnish, make
from tests.world import World

FOLDER = Path(__file__).parent / "golden_verdicts"
PAGES = FOLDER / "pages"
# What begins a line of its own, and what stands before it.
_LINES = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "dt": "", "dd": "  ", "p": "", "div": "", "tr": "", "td": "| ",
          "th": "| ", "caption": "", "summary": "", "pre": "", "blockquote": "> ", "section": "", "small": ""}  # fmt: skip


def world(root: Path) -> World:
    """Put the records of the golden pages, and what a build needs, below *root*."""
    shutil.copytree(FOLDER / "records", root)
    return furnish(World(root))


def read_pages(site: World) -> dict[str, str]:
    """Build *site*, and return what each page of an outlet says, by host."""
    make(site)
    return {folder.name: reading(folder / "index.html") for folder in sorted((site.root / "output/sites").glob("*/"))}


def kept_pages() -> dict[str, str]:
    """The golden pages, by host."""
    return {file.stem: file.read_text("utf-8") for file in sorted(PAGES.glob("*.txt"))}


def reading(page: Path) -> str:
    """Return the main part of *page* as text: a line for each of its pieces, each link with where it leads."""
    reader = _Reader()
    reader.feed(page.read_text("utf-8"))
    reader.close()
    return "\n".join(line for line in (" ".join(line.split()) for line in reader.lines) if line.strip("#|->")) + "\n"


@dataclass(slots=True)
class _Reader(HTMLParser):
    lines: list[str] = field(default_factory=lambda: [""])
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or note where a link leads."""
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("href") or ""))
        if tag in _LINES:
            self.lines.append(_LINES[tag])

    def handle_endtag(self, tag: str) -> None:
        """End a line, or say where the link leads."""
        name, href = self.open.pop()
        if name == "a" and self._is_main():
            self.lines[-1] += f" <{href}>"
        if tag in _LINES:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Add a text of the main part."""
        if self._is_main():
            self.lines[-1] += data

    def _is_main(self) -> bool:
        return any(name == "main" for name, _ in self.open)


def renew() -> None:
    """Write the golden pages as the records and the theme make them now."""
    with tempfile.TemporaryDirectory() as folder:
        made = read_pages(world(Path(folder) / "golden"))
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir()
    for host, text in made.items():
        (PAGES / f"{host}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    renew()
