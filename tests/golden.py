"""Golden pages: whole pages as a reader reads them, kept in files; `python -m tests.golden` renews them.

The records in golden_verdicts/records have a site for each rule of the verdict, which is called after it.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tests.site import ROOT, VOID, furnish, make
from tests.world import World

FOLDER = Path(__file__).parent / "golden_verdicts"
PAGES = FOLDER / "pages"
"""The golden pages in English; those in other languages are in folders beside it, called by their tags."""
CATALOGUES = ROOT / "translations"
LANGUAGES = tuple(sorted(file.parts[-3].replace("_", "-") for file in CATALOGUES.glob("*/LC_MESSAGES/*.po")))
"""The languages that the website has a translation for, published or not."""
# The elements that begin a line of their own, and the text before each.
_LINES = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "dt": "", "dd": "  ", "p": "", "div": "", "tr": "", "td": "| ",
          "th": "| ", "caption": "", "summary": "", "pre": "", "blockquote": "> ", "section": "", "small": ""}  # fmt: skip


def world(root: Path) -> World:
    """Put the records of the golden pages, and what a build needs, below *root*."""
    shutil.copytree(FOLDER / "records", root)
    site = furnish(World(root))
    shutil.copytree(CATALOGUES, root / "translations")
    settings = (root / "pelicanconf.py").read_text("utf-8")
    site.write("pelicanconf.py", f"{settings}\nMASTHEAD_LANGUAGES = {LANGUAGES}\n")
    return site


def read_pages(site: World) -> dict[str, dict[str, str]]:
    """Build *site*, and return the text of each page of an outlet, by language ('' for English) and by host."""
    make(site)
    output = site.root / "output"
    return {
        language: {
            folder.name: reading(folder / "index.html")
            for folder in sorted((output / language.lower() / "sites").glob("*/"))
        }
        for language in ("", *LANGUAGES)
    }


def kept_pages(language: str = "") -> dict[str, str]:
    """The golden pages in a language, by host."""
    folder = FOLDER / language if language else PAGES
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}


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
        pages_by_language = read_pages(world(Path(folder) / "golden"))
    for language, pages in pages_by_language.items():
        kept = FOLDER / language if language else PAGES
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        for host, text in pages.items():
            (kept / f"{host}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    renew()
