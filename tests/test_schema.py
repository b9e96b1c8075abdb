"""The published JSON Schema and the checker agree wherever a schema can express the rule."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend
from pydantic import TypeAdapter
from pydantic import ValidationError as ModelError

from masthead.authoring.serialiser import editor_line
from masthead.cli import main
from masthead.field_types import fields
from masthead.field_types.vocabulary import Role
from masthead.findings.rule_descriptions import Severity
from masthead.pinned_lists import TECHNIQUES
from masthead.record_files.files import RecordFile, read_files
from masthead.record_files.reading import parse
from masthead.schema.json_schema import FOLDER, NAMES, schema_files, schema_of
from masthead.schema.value_kinds import VALUE_KINDS
from masthead.syntax.yaml_reader import Value, read
from tests.sampling import sampled

ROOT = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus"
REAL = [file for file in read_files(ROOT) if isinstance(file, RecordFile)]


def folder_of(file: RecordFile) -> str:
    """The folder of a record: for a site, that of its country."""
    return file.path.rpartition("/")[0]


SOME = sampled(REAL, folder_of)


def _pattern(_validator: Any, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """Match as JavaScript does, whose $ is the end of the text and not also the place before a last line end."""
    if isinstance(value, str) and not re.search(re.sub(r"\$(?=$|\))", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


Validator: Any = extend(Draft7Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def corpus(part: str) -> list[RecordFile]:
    """The records in a part of the corpus, each as if it were in the folder of its kind."""
    files = sorted((CORPUS / part).rglob("*.yml"))
    return [RecordFile(f"{file.parent.name}/{file.name}", file.parent.name, file.read_bytes()) for file in files]


def checked(file: RecordFile) -> set[str]:
    """The fields that the checker refuses; a schema knows no warnings."""
    return {finding.field for finding in parse(file)[1] if finding.severity is Severity.ERROR}


def validated(folder: str, value: object) -> set[str]:
    """The fields that the schema refuses."""
    return {place for error in Validator(schema_of(folder)).iter_errors(value) for place in _places(error)}


def _places(error: ValidationError) -> Iterator[str]:
    """Yield the fields that *error* is about, named as the checker names them."""
    at = list(error.absolute_path)
    if error.validator == "required":
        at.append(re.match("'([^']+)'", error.message)[1])  # type: ignore[index]
    if error.validator == "additionalProperties":
        known = error.schema["properties"]  # type: ignore[index]
        yield from (_name([*at, name]) for name in error.instance if name not in known)  # type: ignore[union-attr]
        return
    yield _name(at)


def _name(at: list[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).removeprefix(".")


def text_of(file: RecordFile) -> Value:
    """The value of a record as the checker reads it: text alone."""
    value, faults = read(file.text)
    assert [] == faults
    assert value is not None
    return value


CORE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("null|Null|NULL|~|", lambda _: None),
    ("true|True|TRUE", lambda _: True),
    ("false|False|FALSE", lambda _: False),
    ("[-+]?[0-9]+", int),
    ("0o[0-7]+", partial(int, base=0)),
    ("0x[0-9a-fA-F]+", partial(int, base=0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)
"""The types that an editor sees in a scalar without quotes: the core schema of YAML 1.2."""


def typed(text: bytes) -> Any:
    """The value of a record as an editor reads it."""
    import yaml  # noqa: PLC0415 - only here: everything else reads records by yaml_text

    return _typed(yaml.compose(text, Loader=yaml.BaseLoader))


def _typed(node: Any) -> Any:
    if node.id == "mapping":
        return {key.value: _typed(value) for key, value in node.value}
    if node.id == "sequence":
        return [_typed(item) for item in node.value]
    readers = [reader for pattern, reader in CORE if node.style is None and re.fullmatch(pattern, node.value)]
    return readers[0](node.value) if readers else node.value


def test_the_corpus_is_large_enough() -> None:
    """Each kind has good records and bad ones."""
    for part in ("good", "bad"):
        assert set(NAMES) == {file.folder for file in corpus(part)}
    assert 60 < len(corpus("good") + corpus("bad"))


@pytest.mark.parametrize("folder", NAMES)
def test_schemas_are_valid(folder: str) -> None:
    """Each schema is one of draft 7, which editors read, and refers only to its own definitions."""
    schema = schema_of(folder)
    Draft7Validator.check_schema(schema)
    references = set(re.findall(r'"\$ref": "#/definitions/([^"]+)"', json.dumps(schema)))

    assert "http://json-schema.org/draft-07/schema#" == schema["$schema"]
    assert set(schema["definitions"]) == references


@pytest.mark.parametrize("folder", NAMES)
def test_every_field_is_described(folder: str) -> None:
    """An editor shows a title and a description for every field of every part."""
    schema = schema_of(folder)
    parts = [schema, *(part for part in schema["definitions"].values() if "properties" in part)]

    assert [] == [
        name
        for part in parts
        for name, field in part["properties"].items()
        if not (field["title"] and field["description"])
    ]
    assert all(part["additionalProperties"] is False and part["description"] for part in parts)


def test_every_term_is_described() -> None:
    """An editor shows what each term means, in the words of the pages."""
    roles = schema_of("firms")["definitions"]["Role"]

    assert [str(role) for role in Role] == roles["enum"]
    assert "operator: is said to run the sites" == roles["enumDescriptions"][0]
    assert "Italy" == _described("sites", "country", "IT")
    assert TECHNIQUES["T0097.202"] == _described("sites", "technique", "T0097.202")


def _described(folder: str, kind: str, term: str) -> str:
    definition = schema_of(folder)["definitions"][kind]
    return str(definition["enumDescriptions"][definition["enum"].index(term)])


@pytest.mark.parametrize("path", [path for path, _ in schema_files()])
def test_committed_schemas_are_up_to_date(path: str) -> None:
    """Records name the committed files for editors, so these must say what the model says."""
    assert dict(schema_files())[path] == (ROOT / path).read_text(), "run `masthead schema --write`"


def test_every_committed_schema_is_made() -> None:
    """The folder has no other files than these schemas."""
    assert {path for path, _ in schema_files()} == {str(file.relative_to(ROOT)) for file in (ROOT / FOLDER).iterdir()}


def test_the_command_writes_what_is_stale(tmp_path: Path) -> None:
    """`masthead schema` reports stale files; with `--write` it writes them."""
    run = CliRunner().invoke
    stale = run(main, ["schema", "--root", str(tmp_path)])
    written = run(main, ["schema", "--root", str(tmp_path), "--write"])
    after = run(main, ["schema", "--root", str(tmp_path)])

    assert (1, True) == (
        stale.exit_code,
        "schema/v1/outlet.json: differs from the model; run `masthead schema --write`" in stale.stderr,
    )
    assert (0, True) == (written.exit_code, "docs/fields.md: written" in written.stderr)
    assert (0, "") == (after.exit_code, after.stderr)
    assert dict(schema_files())[f"{FOLDER}/firm.json"] == (tmp_path / FOLDER / "firm.json").read_text()


@pytest.mark.parametrize(
    "file", [file for file in corpus("good") if "everything" in file.path], ids=lambda file: file.path
)
def test_a_good_record_of_each_kind_has_every_field(file: RecordFile) -> None:
    """So the checker and the schema are compared on each field of each part, wherever the model allows it."""
    schema = schema_of(file.folder)
    written = set(_fields(schema, schema, typed(file.text)))

    assert sorted(_fields_of(schema, schema)) == sorted(written)


def _fields(schema: Any, part: Any, value: Any) -> Iterator[str]:
    """Yield the fields that *value* has, each with the part of the schema that it is a field of."""
    for item in value if isinstance(value, list) else [value]:
        for name, inner in item.items() if isinstance(item, dict) else ():
            yield f"{part['description']} {name}"
            yield from _fields(schema, _part_of(schema, part["properties"][name]), inner)


def _fields_of(schema: Any, part: Any) -> set[str]:
    """Return all fields of *part* and of the parts in it, named in the same way."""
    inner = [_part_of(schema, field) for field in part.get("properties", {}).values()]
    return {f"{part['description']} {name}" for name in part.get("properties", {})}.union(
        *(_fields_of(schema, definition) for definition in inner)
    )


def _part_of(schema: Any, field: Any) -> Any:
    """Return the definition that the values of *field*, or its items, must match."""
    reference: dict[str, str] = field.get("items") or next(iter(field.get("allOf", ())), {})
    return schema["definitions"].get(reference.get("$ref", "").rpartition("/")[2], {})


@pytest.mark.parametrize("file", corpus("good"), ids=lambda file: file.path)
def test_good_records_are_good_for_both(file: RecordFile) -> None:
    """The schema accepts what the checker accepts: as text, and as the types that an editor sees."""
    assert set() == checked(file)
    assert set() == validated(file.folder, text_of(file))
    assert set() == validated(file.folder, typed(file.text))


@pytest.mark.parametrize("file", corpus("bad"), ids=lambda file: file.path)
def test_bad_records_are_bad_for_both(file: RecordFile) -> None:
    """The schema refuses the same fields as the checker: as text, and as the types that an editor sees."""
    assert set() != checked(file)
    assert checked(file) == validated(file.folder, text_of(file))
    assert checked(file) == validated(file.folder, typed(file.text))


@pytest.mark.parametrize("file", corpus("beyond"), ids=lambda file: file.path)
def test_what_a_schema_cannot_express_is_listed(file: RecordFile) -> None:
    """The record says why the two differ, and they still do: no record is left from a time when they did."""
    said = {frozenset(validated(file.folder, value)) for value in (text_of(file), typed(file.text))}

    assert file.text.startswith(b"# ")
    assert said != {frozenset(checked(file))}


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.path)
def test_real_records_are_good_in_an_editor(file: RecordFile) -> None:
    """No record of this database is marked as wrong where people edit it."""
    assert set() == validated(file.folder, text_of(file)) | validated(file.folder, typed(file.text))


def readers() -> dict[str, Any]:
    """The types of fields by the kind of value that they name."""
    types = [annotation for annotation in vars(fields).values() if get_origin(annotation) is Annotated]
    return {
        mark.kind: annotation
        for annotation in types
        for mark in get_args(annotation)
        if isinstance(mark, fields.OfKind)
    }


READERS = readers()


def test_every_kind_of_value_is_compared() -> None:
    """Each kind of value that is described has a type of fields that reads it, and the other way round."""
    assert set(VALUE_KINDS) == set(READERS)


def near(kind: str) -> st.SearchStrategy[str]:
    """Texts that are of a kind of value, or nearly."""
    rules: Any = VALUE_KINDS[kind].rules
    right = (
        st.sampled_from([str(term) for term in rules["enum"]]) if "enum" in rules else st.from_regex(rules["pattern"])
    )
    marks = st.sampled_from([*"0129aZz-.:/?#%[]@ \n\r\u00a0é२", "02-29", "1900", "xn--", "www.", "http://"])
    places = st.tuples(right, st.integers(0, 30), st.integers(0, 2), marks)
    changed = places.map(lambda edit: edit[0][: edit[1]] + edit[3] + edit[0][edit[1] + edit[2] :])
    return st.one_of(right, changed, st.text(max_size=20))


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(sorted(VALUE_KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), near(kind))))
def test_kinds_of_value_agree(case: tuple[str, str]) -> None:
    """For any text, the reader of a field and its part of the schema say the same."""
    kind, text = case
    try:
        TypeAdapter(READERS[kind]).validate_python(text)
        is_read = True
    except ModelError:
        is_read = False
    is_valid = not list(Validator(dict(VALUE_KINDS[kind].rules)).iter_errors(text))

    assert is_read == is_valid or (is_valid and "xn--" in text)


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.path)
def test_real_records_lead_editors_to_their_schema(file: RecordFile) -> None:
    """The first line of each record names the schema of its kind, relative to the record."""
    line = editor_line(file.path)

    assert file.text.decode().startswith(line)
    assert (ROOT / file.path).parent.joinpath(line.partition("=")[2].rstrip()).resolve().is_file()


def test_vs_code_knows_the_schemas() -> None:
    """The settings of the project give each folder its schema, for records that do not name it yet."""
    settings_of_editor = json.loads((ROOT / ".vscode/settings.json").read_text())

    assert {
        path: f"{folder}/*/*.yml" if folder == "sites" else f"{folder}/*.yml"
        for folder, path in zip(NAMES, dict(schema_files()), strict=True)
    } == settings_of_editor["yaml.schemas"]
