"""Proposes a map for a list from its columns: a text with comments, for people to complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from masthead.field_types.dates import DateError
from masthead.field_types.near_misses import bare
from masthead.field_types.web_addresses import AddressError
from masthead.hosts.public_suffixes import is_public, registered_domain
from masthead.importing.cells.cell_readers import date_reader
from masthead.importing.cells.cldr_names import country_of, language_of
from masthead.importing.cells.date_forms import date_form
from masthead.importing.cells.host_cells import site_in
from masthead.importing.cells.source_addresses import copy_in
from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.table import Table
from masthead.syntax.characters import is_unseen

_SAMPLE = 2000
_NEARLY_ALL = 0.95
_MOST = 0.5
_EXAMPLES = 4
_SOURCE = "id-of-the-source"
_DATE_FORMS = ("YYYY-MM-DD", "YYYY-MM", "YYYY", "DD.MM.YYYY", "D.M.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "D/M/YYYY", "M/D/YYYY",
               "DD-MM-YYYY", "YYYY/MM/DD", "YYYYMMDD", "D MMMM YYYY", "MMMM D, YYYY", "YYYY-MM-DDThh:mm:ssZ",
               "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DD hh:mm:ss", "unix")  # fmt: skip
# Forms that read all that another one reads: if that one does, they say nothing more.
_LOOSE = {"D.M.YYYY": "DD.MM.YYYY", "D/M/YYYY": "DD/MM/YYYY", "M/D/YYYY": "MM/DD/YYYY"}
_EXACTNESS = ("YYYY-MM-DD", "YYYY-MM", "YYYY")
_NOTHING_SAID = frozenset({"-", "–", "—", "n/a", "na", "none", "null", "unknown", "?", "n.a.", "nan", "#n/a"})
_HOST_NAMES = ("domain", "host", "hostname", "site", "website", "url", "value", "address", "key", "fqdn", "indicator")
# The columns of every download of a website such as this one, which says of its own records nothing that they lack.
_OF_A_DOWNLOAD = frozenset({"page", "version", "attribution", "licence"})
_NAME_NAMES = frozenset({"title", "name", "sitename", "outlet", "titleasprinted"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list: its name, and those of its cells that say something."""

    name: str
    cells: tuple[str, ...]
    nothing: tuple[str, ...]
    """The cells that seem to say that there is no value."""

    def share(self, reads: Callable[[str], object]) -> float:
        """Return the share of the cells that *reads* reads."""
        return sum(_is_read(reads, cell) for cell in self.cells) / len(self.cells) if self.cells else 0

    @property
    def text(self) -> str:
        """The name as a text in braces in a map."""
        return _quoted(f"{{{self.name}}}")


def sketch(table: Table, about: str) -> str:
    """Return the text of a map for *table*, with what was found in each of its columns, and what people must decide.

    Raises Unusable if the table has no column.
    """
    columns = [_column(table, name) for name in table.columns if name not in table.wrong]
    if not columns:
        raise Unusable(Problem(table.place, "the list has no column that a map can name"))
    host = _host_column(columns)
    is_download = {column.name for column in columns} >= _OF_A_DOWNLOAD
    lines = [
        f"# A proposal, made from {len(table.rows)} rows of {_comment(about)}. Complete what is marked TODO, and check the rest.",
        f"about: {_quoted('TODO: which list it is, of whom and when')}",
        *_layout(table),
        *_doubt(host),
        f"host: {_quoted(host.name)}",
        *_no_value(columns),
        *_sites(host),
        *_skipped(host, has_states=is_download and any(column.name == "state" for column in columns)),
        *(_outlet_of_a_download() if is_download else _outlet([column for column in columns if column is not host])),
        "# The columns:",
        *(f"#   {line}" for column in columns for line in _about(column)),
        *(f"#   {_comment(name)}: cannot be used, since {_comment(reason)}" for name, reason in table.wrong.items()),
    ]
    return "\n".join(lines) + "\n"


def _skipped(host: _Column, *, has_states: bool) -> Iterator[str]:
    """Yield the rows to leave out: of a list of records those of other kinds, and otherwise how it is written."""
    is_of_records = any(cell.startswith("sites/") for cell in host.cells)
    if is_of_records or has_states:
        yield "skip:"
    if has_states:
        yield "  - {when: {state: [withdrawn, excluded]}, reason: not listed}"
    if is_of_records:
        yield f"  - {{when: {{{_quoted(host.name)}: {{starts: [campaigns/, firms/, sources/]}}}}, reason: no outlet}}"
    if not is_of_records and not has_states:
        yield "# To leave rows out, with the reason:"
        yield "# skip:"
        yield "#   - {when: {column: text}, reason: no outlet}"


def _outlet(columns: Sequence[_Column]) -> Iterator[str]:
    """Yield the record that a row becomes, with what the other *columns* say."""
    yield "outlet:"
    yield "  kind: {default: news}  # TODO: what the sites pose as, for outlets that are new"
    yield "  operator: unknown  # TODO: delete it if a source names an operator"
    yield from _fields(columns)
    yield "  evidence:"
    yield from _evidence("    ")


def _outlet_of_a_download() -> Iterator[str]:
    """Yield the record that a row becomes if it is new; a download of this database has nothing to add to those it has."""
    yield "# This is a download of a website such as this one: what it has of known outlets comes from their records."
    yield "outlet:"
    yield "  kind: {default: news}  # TODO: what the sites pose as, for outlets that are new"
    yield "  operator: {default: unknown}"
    yield "  evidence:"
    yield "    default:"
    yield from _evidence("      ")


def _evidence(indent: str) -> Iterator[str]:
    yield f"{indent}- id: listed"
    yield f"{indent}  claim: {_quoted('TODO: the list names the site.')}"
    yield f"{indent}  kind: listing"
    yield f"{indent}  sources: [{{source: {_SOURCE}}}]  # TODO: a record in sources/"


def _column(table: Table, name: str) -> _Column:
    cells = [row.text(name) for row in table.rows[:_SAMPLE] if name in row.cells and not row.objection(name)]
    nothing = {cell for cell in cells if cell.lower() in _NOTHING_SAID}
    return _Column(name, tuple(cell for cell in cells if cell and cell not in nothing), tuple(sorted(nothing)))


def _is_read(reads: Callable[[str], object], cell: str) -> bool:
    try:
        return bool(reads(cell))
    except (AddressError, DateError, LookupError):
        return False


def _host_column(columns: Sequence[_Column]) -> _Column:
    """Return the column that most likely holds the sites: by its cells, then by its name, then by its place."""

    def rank(column: _Column) -> tuple[float, int, int]:
        name = bare(column.name.rpartition(".")[2])
        named = len(_HOST_NAMES) - _HOST_NAMES.index(name) if name in _HOST_NAMES else 0
        distinct = len(set(column.cells)) / len(column.cells) if column.cells else 0
        return (round(column.share(_site) * distinct, 1), named, -columns.index(column))

    return max(columns, key=rank)


def _doubt(host: _Column) -> Iterator[str]:
    """Yield a line that doubts the column *host*, if most of its cells are no sites."""
    share = host.share(_site)
    if share < _MOST:
        yield f"# TODO: no column has sites in most of its cells; the nearest has them in {share:.0%}. Is this the right list?"


def _site(cell: str) -> bool:
    return is_public(site_in(cell).host)


def _layout(table: Table) -> Iterator[str]:
    layout = table.layout
    if layout.separator not in ("", ",") and not table.place.lower().endswith((".tsv", ".tab")):
        yield f"separator: {_quoted('tab' if layout.separator == chr(9) else layout.separator)}"
    if layout.header is not None:
        yield f"header: {_quoted({0: 'no', 1: 'yes'}.get(layout.header, str(layout.header)))}"
    if layout.rows:
        yield f"rows: {_quoted(layout.rows)}"
    if layout.sheet:
        yield f"sheet: {_quoted(layout.sheet)}"
    if any(row.wrong for row in table.rows):
        yield "# Some cells cannot be used; the import says which. `missing_cells: empty` fills up rows that end early."


def _no_value(columns: Sequence[_Column]) -> Iterator[str]:
    cells_by_column = {column.name: column.nothing for column in columns if column.nothing}
    if cells_by_column:
        yield "# TODO: do these cells say that nothing is known?"
        yield "no_value:"
        yield from (f"  {_quoted(name)}: [{', '.join(map(_quoted, cells))}]" for name, cells in cells_by_column.items())


def _sites(host: _Column) -> Iterator[str]:
    """Yield lines on rows that are about one site, and on hosts of one registered domain."""
    sites = [site_in(cell) for cell in host.cells if _is_read(_site, cell)]
    hosts = Counter(site.host for site in sites)
    repeated = sum(times > 1 for times in hosts.values())
    if repeated:
        has = "site has" if repeated == 1 else "sites have"
        yield f"# {repeated} {has} several rows: with `repeats: merge` each gets one record with what all of them say."
        yield "repeats: refuse"
    domains = Counter(registered_domain(host) for host in hosts)
    shared = sum(times for times in domains.values() if times > 1)
    if shared:
        yield f"# {shared} hosts share their registered domain with another. TODO: is each an outlet of its own (`relatives: accept`),"
        yield "# or are those below another one further hosts of it?"
        yield f"# further_host: {{host: '{{@host}}', role: regional, role_by: us, source: {_SOURCE}}}"
        yield "relatives: ask"


def _fields(columns: Sequence[_Column]) -> Iterator[str]:
    """Yield fields of the outlet for the columns whose cells are known for what they are; the first of a kind wins."""
    name = next(
        (column for column in columns if column.cells and bare(column.name.rpartition(".")[2]) in _NAME_NAMES), None
    )
    if name:
        yield f"  name: {name.text}"
        yield "  names:"
        yield f"    - {{when: {{{_quoted(name.name)}: {{empty: no}}}}, text: {name.text}, sources: [{_SOURCE}], match: host}}"
    country = next((column for column in columns if _is_of(column, country_of, "country")), None)
    if country:
        yield "  targets:"
        yield from _targets(country)
    language = next((column for column in columns if _is_of(column, language_of, "lang")), None)
    if language:
        yield "  languages:"
        yield f"    - {{when: {{{_quoted(language.name)}: {{empty: no}}}}, tag: {{column: {_quoted(language.name)}, as: language}}, source: {_SOURCE}}}"


def _targets(country: _Column) -> Iterator[str]:
    """Yield the items of targets that the cells of *country* give, which may have several countries each."""
    sign = next((sign for sign in "|;" if any(sign in cell for cell in country.cells)), "")
    if sign:
        yield f"    column: {_quoted(country.name)}"
        yield f"    split: '{sign}'"
        yield f"    each: {{country: {{column: '@item', as: country}}, as_reported: '{{@item}}', source: {_SOURCE}}}"
    else:
        yield f"    - when: {{{_quoted(country.name)}: {{empty: no}}}}"
        yield f"      country: {{column: {_quoted(country.name)}, as: country}}"
        yield f"      as_reported: {country.text}"
        yield f"      source: {_SOURCE}"


def _is_of(column: _Column, reads: Callable[[str], object], name: str) -> bool:
    """Return whether the cells of *column* are names of what *reads* reads, and its own name says so too."""
    return name in column.name.lower() and column.share(reads) > 0.8


def _about(column: _Column) -> Iterator[str]:
    """Yield the lines on the content of *column*."""
    values = Counter(column.cells)
    examples = ", ".join(_comment(value) for value, _ in values.most_common(_EXAMPLES))
    shown = f"{examples}{', …' if len(values) > _EXAMPLES else ''}" if values else "nothing"
    yield f"{_comment(column.name)}: {len(column.cells)} cells, {len(values)} different: {shown}"
    forms = _forms(column)
    sign = next((sign for sign in "|;" if sum(sign in cell for cell in column.cells) * 10 > len(column.cells)), "")
    if sign:
        yield f"  lists: {{column: {_comment(column.name)}, split: '{sign}', each: '{{@item}}'}}"
    if len(forms) == 1:
        yield f"  dates: {{column: {_comment(column.name)}, as: date, form: {forms[0]}}}"
    elif forms:
        yield f"  dates, in one of the forms {' or '.join(forms)}: only who made the list knows which"
    if column.share(copy_in) > 0.5:
        yield "  archived copies: {as: copy}, {as: copied-address} and {as: copied-time} read their addresses"


def _forms(column: _Column) -> list[str]:
    """Return the forms in which nearly all cells of *column* are dates."""
    if not any(re.search("[0-9]{4}", cell) for cell in column.cells[:50]):
        return []
    sample = replace(column, cells=column.cells[:200])
    forms = [text for text in _DATE_FORMS if sample.share(date_form(text).date) > _NEARLY_ALL]
    if not forms and sample.share(date_reader(list(map(date_form, _EXACTNESS)), is_time=False)) > _NEARLY_ALL:
        return [f"[{', '.join(_EXACTNESS)}]"]
    return [text for text in forms if _LOOSE.get(text) not in forms]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _comment(text: str) -> str:
    """Return *text* so that it can be part of a comment: short, on one line, and without characters that nobody sees."""
    line = "".join(" " if sign.isspace() else "�" if is_unseen(sign) else sign for sign in text[:60])
    return " ".join(line.split()).replace("�", "?") + ("…" if len(text) > 60 else "")
