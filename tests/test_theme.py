"""The theme keeps its rules: templates print and decide nothing, styles take colours from tokens that contrast."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from masthead.building.configuration.theme import stylesheet

THEME = Path(__file__).parent.parent / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
STYLES = sorted((THEME / "css").rglob("*.css"))
COMPONENTS = sorted((THEME / "css/components").glob("*.css"))
TOKENS = THEME / "css/tokens.css"
SCRIPTS = sorted(path for path in (THEME / "scripts").glob("*.js") if not path.name.startswith("lunr"))
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

DECIDING = {
    "sort", "dictsort", "groupby", "unique", "batch", "slice", "count", "length", "sum", "min", "max",
    "first", "last", "random", "map", "select", "reject", "selectattr", "rejectattr",
}  # fmt: skip
# Words of a record or a translator get into an attribute only through a filter that makes them an address.
ADDRESS = re.compile(
    r"(#[^\"]*|\{\{ SITEURL \}\}/[^\"]*|\{\{ [^}]* \| (link|safe_url|reply_address) \}\}(#[a-z_-]+)?|https://[^\"{]*)"
)
# An element of data, which no browser runs.
DATA = '<script type="application/ld+json">x</script>'
# Names that are the same in every language.
NAMES = ("JSON", "CC BY 4.0", "DISARM", "SHA-256")


def name_of(path: Path) -> str:
    """The name of a file of the theme, as messages show it."""
    return str(path.relative_to(THEME))


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """Run a test on each of *paths*."""
    return pytest.mark.parametrize("path", paths, ids=name_of)


def markup(path: Path) -> str:
    """The HTML of a template, with x for each value that Jinja prints, and without its blocks and comments."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", "x", text, flags=re.DOTALL)


def tags(path: Path) -> list[str]:
    """The opening tags of a template."""
    return re.findall(r"<[a-z][^<>]*>", markup(path))


def attributes(path: Path, *names: str) -> list[str]:
    """The values of the attributes *names* in a template, as it writes them."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(), flags=re.DOTALL)
    values = (re.findall(rf"\s{name}=\"((?:\{{\{{.*?\}}\}}|[^\"])*)\"", text) for name in names)
    return [value for matches in values for value in matches]


@each(TEMPLATES)
def test_only_markdown_pages_are_trusted(path: Path) -> None:
    """The filter that ends escaping is used only on the HTML that Pelican has made from our own Markdown."""
    trusted = re.findall(r"\{\{([^}]*\bsafe\b[^}]*)\}\}", path.read_text().replace("safe_url", ""))

    assert {"page.content | safe"} >= {expression.strip() for expression in trusted}


@each(TEMPLATES)
def test_a_template_decides_nothing(path: Path) -> None:
    """Sorting, counting and cutting are done in the views, where tests see them."""
    tree = JINJA.parse(path.read_text())
    filters = {node.name for node in tree.find_all(nodes.Filter)} & DECIDING
    slices = list(tree.find_all(nodes.Slice))
    counts = [node for node in tree.find_all(nodes.Getattr) if node.attr == "length"]

    assert (set(), [], []) == (filters, slices, counts)


@each(TEMPLATES)
def test_every_attribute_is_quoted(path: Path) -> None:
    """Escaping protects a value only between quotes."""
    unquoted = [tag for tag in tags(path) if re.search(r"=(?![\"'])", re.sub(r"\"[^\"]*\"", '""', tag))]

    assert [] == unquoted


@each(TEMPLATES)
def test_every_address_is_checked(path: Path) -> None:
    """An address is ours, relative by the filter, one of http that the filter lets through, or that of a reply."""
    addresses = attributes(path, "href", "src", "action")

    assert [] == [address for address in addresses if not ADDRESS.fullmatch(address)]


@each(TEMPLATES)
def test_foreign_links_tell_nothing(path: Path) -> None:
    """A page that a record links does not learn where the reader came from, and gets no credit."""
    links = re.findall(r"<a [^>]*(?:safe_url|reply_address)[^>]*>", path.read_text())

    assert [] == [link for link in links if 'rel="nofollow noopener noreferrer"' not in link]


@each(TEMPLATES)
def test_no_inline_script_or_style(path: Path) -> None:
    """The content security policy allows files of the site and nothing inside a page."""
    forbidden = re.findall(r"\son[a-z]+=|\sstyle=|<style|<script(?![^>]*\ssrc=)", markup(path).replace(DATA, ""))

    assert [] == forbidden


@each(TEMPLATES)
def test_every_header_cell_has_its_scope(path: Path) -> None:
    """Screen readers announce a header with the cells that it belongs to."""
    assert [] == [tag for tag in tags(path) if (tag.startswith("<th ") and " scope=" not in tag) or tag == "<th>"]


@each(TEMPLATES)
def test_every_table_has_a_caption(path: Path) -> None:
    """A table says what it holds."""
    assert markup(path).count("<table") == markup(path).count("<caption")


@each(TEMPLATES)
def test_text_is_translatable(path: Path) -> None:
    """A translation is a catalogue and no change of templates: every word is in trans or gettext."""
    printed = JINJA.parse(path.read_text()).find_all(nodes.TemplateData)
    text = re.sub(r"<[^>]*>|<[^>]*$|^[^<]*>", " ", "\n".join(piece.data for piece in printed))
    for name in NAMES:
        text = text.replace(name, "")

    assert [] == re.findall(r"(?<![\w&])[^\W\d_]{2,}(?!;)", re.sub(r"\w+=\"[^\"]*\"?|\"", " ", text))


@each(STYLES)
def test_colours_come_from_tokens(path: Path) -> None:
    """A colour is named once for each scheme; one file names it and the others use it."""
    colours = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb)a?\(", path.read_text(), re.IGNORECASE)

    assert path == TOKENS or not colours


@each(STYLES)
def test_sides_are_logical(path: Path) -> None:
    """The page turns round for scripts that run from right to left."""
    sides = r"\b(?:margin|padding|border|inset)-(?:left|right)\b|^\s*(?:left|right):|text-align: (?:left|right)"

    assert [] == re.findall(sides, path.read_text(), re.MULTILINE)


def test_the_style_sheet_is_light() -> None:
    """A page comes with its style in one request of less than 11.5 kB."""
    assert 11_500 > len(gzip.compress(stylesheet(THEME), 9))


def test_the_style_sheet_is_sent_without_comments(tmp_path: Path) -> None:
    """Text between quotes is not a comment."""
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text('/* why */ a { content: "/* b */ \\" /*"; /* c\n */ color: red; }')

    assert b'a { content: "/* b */ \\" /*"; color: red; }' == stylesheet(tmp_path)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of the light or the dark *scheme* by name."""
    text = TOKENS.read_text()
    light, dark = (re.search(r":root \{(.*?)\n {2,4}\}", part, re.DOTALL) for part in (text, text.split("dark) {")[1]))
    assert light
    assert dark
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light[1]))
    return colours | (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", dark[1])) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """The relative luminance of *colour*, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = [(text, ground) for ground in ("paper", "wash", "mark") for text in ("ink", "soft", "accent")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [*TEXT, ("paper", "accent"), ("paper", "ink")])
def test_text_contrasts_with_its_ground(text: str, ground: str, scheme: str) -> None:
    """Text of every colour is readable on every ground that it may be on (WCAG 1.4.3)."""
    colours = tokens(scheme)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "mark"])
@pytest.mark.parametrize("line", ["control", "accent"])
def test_frames_contrast_with_their_ground(line: str, ground: str, scheme: str) -> None:
    """The frame of a field, and the outline of the focused element, can be seen (WCAG 1.4.11)."""
    colours = tokens(scheme)

    assert contrast(colours[line], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "least"), [("accent", 3), ("ink", 4.5)])
def test_a_map_contrasts_with_its_land(mark: str, least: float, scheme: str) -> None:
    """Circles and their labels are seen on the land, which has the colour of lines (WCAG 1.4.11, 1.4.3)."""
    colours = tokens(scheme)

    assert contrast(colours[mark], colours["line"]) >= least


def used_classes() -> Iterator[str]:
    """Yield the classes that templates and scripts write, or their text before a part that is filled in."""
    for path in TEMPLATES:
        for value in attributes(path, "class"):
            yield from re.sub(r"\{\{.*", "", value).split()
        yield from re.findall(r"\b[a-z-]+--[a-z-]+", path.read_text())
    for path in SCRIPTS:
        yield from re.findall(
            r"(?:search-results?|lookup-answer|language-offer|filters|facet|heard)(?:__[a-z]*)?(?:--[a-z]+)?|cite__[a-z]+",
            path.read_text(),
        )


def test_classes_and_styles_meet() -> None:
    """A style that nothing uses is left over from something; so is a class without a style, unless it names a block."""
    used = set(used_classes())
    rules = "".join(re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text(), flags=re.DOTALL) for path in STYLES)
    styled = set(re.findall(r"\.([a-z][a-z0-9_-]*)", rules))
    beginnings = tuple(name for name in used if name.endswith(("--", "__")))

    assert [] == sorted(name for name in styled - used if not name.startswith(beginnings))
    assert [] == sorted(name for name in used - styled if not any(style.startswith(name) for style in styled))


@each(COMPONENTS)
def test_a_component_has_the_name_of_its_block(path: Path) -> None:
    """Its sheet styles the block of its name, its parts and what belongs to it, or the table of its name."""
    rules = re.sub(r"/\*.*?\*/|@[^{]*\{", "", path.read_text("utf-8"), flags=re.DOTALL)
    selectors = [
        selector.strip() for rule in re.findall(r"([^{}]+)\{", rules) for selector in rule.split(",") if "." in selector
    ]
    own = re.compile(rf"\.(?:table--)?{path.stem.removesuffix('s')}")

    assert selectors
    assert [] == [selector for selector in selectors if not own.search(selector)]
    # A rule that narrows a block of another sheet wins over it by its selector, not by the order of files.
    assert [] == [
        selector
        for selector in selectors
        if re.match(r"\.(?!table\b[^-])\w+--", selector) and not selector.startswith(f".{path.stem}")
    ]


def test_order_of_layers_is_read_first() -> None:
    """After it, no sheet depends on where it is among the others of its layer."""
    assert "_layers.css" == STYLES[0].name
    assert all(path.read_text("utf-8").count("@layer") == 1 for path in STYLES)


def test_anchors_of_the_pages_are_none_of_a_record() -> None:
    """Each has a sign that no ID of a record can have, so that no permalink of evidence leads elsewhere."""
    given = re.compile(r'(?:\sid=|\b(?:section|points)\()"([^"]*)"')
    written = {id for path in TEMPLATES for id in given.findall(path.read_text()) if id[0] != "{"}

    assert "_main" in written
    assert [] == [id for id in written if not id.startswith("_")]
