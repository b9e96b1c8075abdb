"""The order of the engine's folders: values flow one way, from files to pages; only the edges touch the outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "masthead"

# The folders as the data flows, each with its modules: every module imports only modules before it, in its own
# folder or in one above. A package is listed as __init__ only where it holds more than its docstring.
FOLDERS: dict[str, tuple[str, ...]] = {
    # processes that share tasks
    "processes": ("interruptions", "workers"),
    # the bytes of ordinary files
    "files": ("regular_files", "engine_code", "sums", "sealed_cache"),
    # findings, and the descriptions of rules
    "findings": ("rule_descriptions", "finding"),
    # countries, languages, techniques, shared hosts
    "pinned_lists": ("__init__", "world_outlines"),
    # bytes to text to plain values, and back
    "syntax": ("characters", "confusable_letters", "formula_guards", "decoding", "yaml_reader", "yaml_tree", "yaml_printer"),
    # kinds of value, and closed lists of terms
    "field_types.vocabulary": ("term", "evidence", "outlets", "records", "sources", "statements", "__init__"),
    "field_types": ("dates", "near_misses", "suggestions", "web_addresses", "fields"),
    # hosts: in a text, and those that are known
    "hosts": ("idna", "texts_in_address", "host_in_text", "public_suffixes", "known_hosts", "hosts_behind_address", "host_for_record", "meant_page",
        "labels"),
    # values to records
    "model": ("part", "claims", "record", "firm", "campaign", "outlet", "source", "website_paths", "__init__",
        "identity", "traversal", "named_hosts", "references", "published_fields"),
    # files to records, and back
    "record_files": ("files", "known_values", "recovery", "scope", "type_errors", "reading", "unfinished", "writing"),
    # records to a graph
    "relations": ("page_division", "graph", "relinking", "shared_values", "answered_claims", "like_names", "grounds", "provenance"),
    # texts that rules look for
    "rules.text_patterns": ("joined_texts", "accusing_lexicon", "identity_numbers", "number_forms", "labelled_numbers", "contact_patterns"),
    # rules, each of which yields findings
    "rules": ("accusations", "archives", "web_addresses", "attributions", "circles", "comments", "contacts", "contacts_elsewhere", "corrections", "dates", "evidence", "hosts", "indicators", "institutions",
        "confusable_letters", "names", "permanence", "persons", "record_paths", "references", "registration_numbers", "replies",
        "published_parts", "published_words", "quotations", "raw_hosts", "short_names", "source_dates", "sources", "wording", "registry", "partly_read_records"),
    # everything that was published before, and changes since
    "ledger": ("chain", "git_tracking", "ledger_files", "lines", "contents", "record_changes", "published_addresses", "removable_pieces", "promises", "append", "sheets",
        "piece_places", "matching", "ledger_reader", "redacted_files"),
    # the whole database, loaded and checked with the files beside the records
    "loading": ("clock", "ledger_check", "last_check", "text_pages", "website_files", "image_heads", "attachments", "image_decoder", "image_reencoding", "picture_check", "link_status", "database"),
    # the model for other programs and for people
    "schema": ("value_kinds", "json_schema", "field_documentation"),
    # the database on a date, in a language, by a publisher
    "edition": ("reads", "shared_results", "watched_graph", "localisation", "publisher", "edition", "safe_markdown"),
    # the search index
    "search": ("han_variants", "normalise", "host_words", "entry", "script_pieces", "postings", "last_index", "encoding", "index", "facets"),
    # the look-up of a host
    "lookup": ("similar_hosts", "answer_tables"),
    # citations of a page
    "citations": ("cited_item", "apa", "bibtex", "chicago", "csl", "embed", "plain", "ris", "registry"),
    # parts that several pages show
    "views.parts": ("source_names", "sublists", "paging", "change_pages", "change_words", "concerned_outlets", "claims", "country_names",
        "contents", "facts", "folding", "extent", "dated_events", "campaign_counts", "ledger_notices", "pivots", "outlet_table", "country_account", "printed_addresses", "printed_names", "publisher_details", "page_frame", "record_history", "record_head",
        "phrases", "statements", "firm_statements", "related_outlets", "claims_on_firms", "missing_replies", "attributions", "differences",
        "replies", "record_descriptions", "term_definitions", "verdict", "lead", "quotations"),
    # pictures that pages show
    "views.pictures": ("label_places", "bars", "world_map", "timeline", "diagram", "statement_diagram", "found_content"),
    # one module for each kind of page
    "views.pages": ("changes", "corrections", "country", "compare", "outlet", "firm", "campaign", "found_content", "home", "search", "missing", "tombstone", "lookup",
        "outlet_lists", "cite", "data", "redirect", "source", "pivot"),
    # metadata of pages
    "views.metadata": ("card_text", "descriptions", "linked_data", "head"),
    # all pages and their addresses
    "views": ("routes",),
    # other formats than HTML
    "exports": ("atom_feeds", "card_images", "compared", "comparison_words", "data_files", "json_api", "schema_files", "language_offers", "list_rows", "lookup_tables",
        "navigator_layer", "opensearch", "pictures", "search_documents", "registry"),
    # findings as text
    "reporting": ("report", "excerpt"),
    # findings for other programs
    "reporting.formats": ("checkstyle", "fingerprints", "github", "gitlab", "json_document", "sarif", "registry",
        "text"),
    # files of the website, written and read back
    "building.output": ("outcome", "links", "shard", "writer", "named_files", "verification", "spare_website", "output_folder"),
    # settings, and the theme that they name
    "building.configuration": ("settings_program", "settings", "theme"),
    # pages and exports, with templates
    "building.rendering": ("compact_html", "components", "constant_texts", "template_code", "templates", "website"),
    # what need not be made again
    "building.incremental": ("inputs", "last_build_file", "reuse", "last_build", "input_snapshot", "unchanged_website"),
    # Pelican, and builds from check to swap
    "building": ("whole_ledger", "shard_manifest", "pelican_log", "pelican_plugin", "progress", "merge_shards", "build", "update"),
    # the local server
    "building.serving": ("client_limits", "dev_server", "preview", "resident"),
    # the texts of the website for translators
    "translating": ("template", "catalogues", "page_faults"),
    # records written and rewritten
    "authoring": ("formatter", "host_index", "prompts", "serialiser", "amending", "duplicates", "new_record",
        "record_template"),
    # older records in the present format
    "authoring.migrations": ("from_0", "__init__"),
    # other people's lists, read into tables
    "importing.lists": ("problems", "table", "file_content", "separated_lists", "threat_lists", "json_paths", "json_lists", "filter_rules", "name_server_lines",
        "plain_lists", "merged_cells", "workbooks", "list_reader"),
    # values of cells
    "importing.cells": ("cldr_names", "date_forms", "source_addresses", "cell_readers", "host_cells"),
    # maps from columns to fields
    "importing.maps": ("condition", "forms", "template", "value_shapes", "reader", "file", "with_list", "sketch"),
    # rows to records
    "importing": ("draft", "draft_differences", "drafts_by_site", "plan", "plan_text", "transaction"),
    # copies in archives, dead links
    "archiving": ("failures", "guarded_connections", "http_request", "missing_copies", "robots", "polite_client",
        "turns", "link_check", "warc", "wayback", "state_files", "archive_entries", "copy_requests"),
    # releases and redactions
    "releasing": ("record_renaming", "release", "remaining_text", "redaction"),
    # parts that several commands share
    "commands.common": ("messages", "findings", "garbage_collection", "options", "selection", "build_progress"),
    # one module for each command
    "commands": ("archive", "build", "check", "import_", "merge", "new", "release", "redact", "schema", "serve", "theme", "translations", "fmt",
        "migrate", "verify_links"),
    # the entry points
    "": ("cli", "__main__"),
}  # fmt: skip

# Only these may touch disk, network, clock or another program; the name of a folder means all its modules.
EDGES = (
    "processes", "files", "pinned_lists", "record_files.files", "record_files.unfinished", "record_files.scope", "record_files.writing",
    "ledger.matching", "ledger.append", "ledger.ledger_files", "ledger.git_tracking", "ledger.published_addresses",
    "loading.attachments", "loading.clock", "loading.image_decoder", "loading.image_reencoding", "loading.last_check", "loading.ledger_check", "loading.link_status", "loading.website_files",
    "edition.localisation", "exports.card_images",
        "building.configuration.settings_program", "building.configuration.settings", "building.configuration.theme", "building.output.writer", "building.incremental.inputs", "building.incremental.input_snapshot", "building.incremental.unchanged_website", "building.incremental.last_build_file", "building.incremental.last_build", "building.output.verification", "building.output.spare_website", "building.output.output_folder", "building.progress",
        "building.shard_manifest", "building.build", "building.serving.preview", "building.serving.resident", "building.serving.client_limits", "building.serving.dev_server",
    "importing.lists.file_content", "importing.lists.list_reader", "importing.maps.file", "importing.transaction",
    "translating", "archiving", "releasing.release", "releasing.redaction", "releasing.remaining_text",
    "commands", "cli", "__main__",
)  # fmt: skip

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
TOUCHING = {"open", "read_ordinary", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "iterdir",
            "glob", "rglob", "is_file", "is_dir", "exists", "stat", "now", "today", "utcnow", "print", "input"}  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module of the engine, parsed, by its name below masthead."""
    paths = {path: path.relative_to(ENGINE).with_suffix("").parts for path in ENGINE.rglob("*.py")}
    return {".".join(parts).removesuffix(".__init__"): ast.parse(path.read_text()) for path, parts in paths.items()}


MODULES = modules()
ORDER = tuple(
    f"{folder}.{module}".removeprefix(".").removesuffix(".__init__") for folder in FOLDERS for module in FOLDERS[folder]
)


def imported(tree: ast.Module) -> Iterator[str]:
    """The full name of everything that *tree* imports, at any place in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(tree: ast.Module) -> set[str]:
    """The modules of the engine that *tree* imports."""
    names = (name.removeprefix("masthead.") for name in imported(tree) if name.startswith("masthead."))
    return {name if name in MODULES else name.rpartition(".")[0] for name in names} - {""}


def is_within(module: str, places: tuple[str, ...]) -> bool:
    """Whether *module* is one of *places* or in one of these folders."""
    return module in places or module.startswith(tuple(f"{folder}." for folder in places))


def test_every_module_is_in_its_folder() -> None:
    """A new module is put where it belongs in the flow, and the order names no module that is gone."""
    empty = {name for name, tree in MODULES.items() if len(tree.body) == 1 and ast.get_docstring(tree)}

    assert set() == set(MODULES) - set(ORDER) - empty - {"__init__"}
    assert set() == set(ORDER) - set(MODULES)


def test_every_folder_is_in_the_flow() -> None:
    """Every folder of modules is in the flow, and the docstring of its package says what it is for."""
    folders = {".".join(path.relative_to(ENGINE).parent.parts) for path in ENGINE.rglob("*.py")}

    assert folders == set(FOLDERS)
    assert [] == [folder for folder in folders - {""} if not ast.get_docstring(MODULES[folder])]


@pytest.mark.parametrize("module", ORDER)
def test_modules_import_backwards_only(module: str) -> None:
    """Earlier modules know nothing of later ones: so folders, too, import one way, never in a circle."""
    assert set() == ours(MODULES[module]) - set(ORDER[: ORDER.index(module)])


def test_few_know_pelican() -> None:
    """Its settings, its log and its signals have a module each; everything else could make pages without it."""
    assert {"building.configuration.settings", "building.pelican_log", "building.pelican_plugin"} == {
        name for name, tree in MODULES.items() if any(i.startswith("pelican") for i in imported(tree))
    }


def touches(tree: ast.Module) -> list[str]:
    """The names that *tree* uses of the outside: modules that it imports, and functions that it calls."""
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


@pytest.mark.parametrize("module", [module for module in MODULES if not is_within(module, EDGES)])
def test_values_are_made_of_values(module: str) -> None:
    """Between the reader and the writer nothing depends on disk, clock or network: so a page is the same each time."""
    assert [] == touches(MODULES[module])


def test_edges_are_at_the_outside() -> None:
    """A module that has no need to touch the outside may not be listed as an edge."""
    assert [] == [name for name in EDGES if name in ORDER and name != "__main__" and not touches(MODULES[name])]


def test_views_are_made_of_the_graph() -> None:
    """No view reads a record's file, judges it, or prints itself."""
    forbidden = ("syntax.yaml_reader", "record_files", "rules", "loading.database", "building")
    views = {name: tree for name, tree in MODULES.items() if is_within(name, ("edition", "views", "exports"))}

    assert {} == {
        name: imports for name, tree in views.items() if (imports := {m for m in ours(tree) if is_within(m, forbidden)})
    }
