"""The order of the modules: values flow one way, from files to pages, and the outside is touched at the edges only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "masthead"

# As the data flows: each imports only what stands above it. A package stands for all its modules but those
# that have a line of their own.
ORDER = (
    "rulebook", "findings",                                              # what may be said of a record
    "characters", "decoding", "yaml_text", "files",                      # bytes to text values
    "lists", "addresses", "nearest", "cures", "dates", "fields", "vocabulary",  # what single values may be
    "model", "explain", "salvage", "records", "walk", "references",                 # values to records
    "graph", "replies", "rules", "promises",                                                    # records to relations and findings
    "pictures", "redraw", "attachments", "link_status", "ledger.promised", "scope", "database",       # what lies on disk beside them, and all together
    "values", "schema", "reference",                                     # the model for other programs and for people
    "ledger.lines", "ledger.pieces", "ledger.contents", "ledger.anchors", "ledger.compare",  # what was published before, and what changed
    "phrasebook", "prose", "publisher", "search", "lookup",                           # how pages say it, and what search finds
    "views.edition", "views.printed", "views.country_names", "views.claims", "views.statements", "views.attributions", "views.differences", "views.facts", "views.extent", "views.facets", "views.entries", "views.listing", "views.country", "views.lists", "views.related",
    "views.replies", "views.verdict", "views.filed", "views.outlet", "views.firm", "views.campaign", "views.lookup", "views.publisher", "views.home", "citing", "views", "feeds", "api",
    "report", "excerpt", "formats",                                      # findings as text
    "pasted", "known", "edit", "document", "layout", "format", "emit", "template", "migrations",  # records rewritten
    "questions", "drafts", "newcomers", "importing",                     # new records
    "archiving", "ledger", "cards",                                      # what is kept beside the records
    "writer", "output", "links", "generator", "build", "release", "moving", "remains", "redaction", "serve",        # pages, Pelican, the folder of the website
    "commands", "cli", "__main__",
)  # fmt: skip

# From a text to the values that pages print nothing may touch disk, network, clock or another program.
PURE = (*ORDER[: ORDER.index("files")], *ORDER[ORDER.index("addresses") : ORDER.index("pictures")],
        *ORDER[ORDER.index("ledger.lines") : ORDER.index("phrasebook")], *ORDER[ORDER.index("prose") : ORDER.index("excerpt")])  # fmt: skip

OUTSIDE = {
    "os",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "time",
    "urllib.request",
    "http",
    "ssl",
    "random",
    "secrets",
}
TOUCHING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "iterdir",
            "glob", "rglob", "is_file", "is_dir", "exists", "stat", "now", "today", "utcnow", "print", "input"}  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module of the engine by what it is called below masthead, parsed."""
    paths = {path: path.relative_to(ENGINE).with_suffix("").parts for path in ENGINE.rglob("*.py")}
    return {".".join(parts).removesuffix(".__init__"): ast.parse(path.read_text()) for path, parts in paths.items()}


MODULES = modules()


def imported(tree: ast.Module) -> Iterator[str]:
    """Everything that *tree* imports, wherever it does, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(tree: ast.Module) -> set[str]:
    """The modules of the engine that *tree* imports."""
    names = (name.removeprefix("masthead.") for name in imported(tree) if name.startswith("masthead."))
    return {name if name in MODULES else name.rpartition(".")[0] for name in names} - {""}


def place(module: str) -> int:
    """Where *module* stands in the order, by itself or with its package."""
    while module and module not in ORDER:
        module = module.rpartition(".")[0]
    return ORDER.index(module) if module else -1


def test_every_module_has_its_place() -> None:
    """A new module is put where it belongs in the flow, and the order names none that is gone."""
    assert [] == [module for module in MODULES if place(module) < 0 and module != "__init__"]
    assert [] == [name for name in ORDER if name not in MODULES]


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_backwards_only(module: str) -> None:
    """What comes earlier knows nothing of what comes later."""
    later = [other for other in ours(MODULES[module]) if place(other) > place(module)]

    assert [] == later


def test_no_two_modules_import_each_other() -> None:
    """Within a package, too, there is an order."""
    order = TopologicalSorter({module: ours(tree) - {module} for module, tree in MODULES.items()})

    assert set(MODULES) >= set(order.static_order()) - {"__init__"}


def test_only_the_generator_knows_pelican() -> None:
    """Everything else could make pages without it."""
    assert ["generator"] == [
        name for name, tree in MODULES.items() if any(i.startswith("pelican") for i in imported(tree))
    ]


def touches(tree: ast.Module) -> list[str]:
    """What *tree* uses of the outside."""
    names = [
        name for name in imported(tree) if name.split(".")[0] in OUTSIDE or ".".join(name.split(".")[:2]) in OUTSIDE
    ]
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    used = [
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, ast.Attribute | ast.Name)
    ]
    return names + [name for name in used if name in TOUCHING]


@pytest.mark.parametrize("module", [module for module in MODULES if place(module) in map(ORDER.index, PURE)])
def test_values_are_made_of_values(module: str) -> None:
    """Between the reader and the writer nothing depends on disk, clock or network: so a page is the same each time."""
    assert [] == touches(MODULES[module])


def test_views_are_made_of_the_graph() -> None:
    """No view reads a record's file, judges it, or is printed by itself."""
    forbidden = {"files", "yaml_text", "records", "rules", "database", "generator", "writer", "build"}
    views = {name: tree for name, tree in MODULES.items() if name.startswith("views")}

    assert {} == {name: found for name, tree in views.items() if (found := ours(tree) & forbidden)}
