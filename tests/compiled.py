"""Templates are compiled once for all tests of a process: of the time of a small build, compiling takes two thirds.

What compiling makes depends on the source of a template and on what its environment says of the language of templates;
only the name of the file is put into the code, for the places in errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment

from masthead.building.constant_texts import ConstantTexts

_COMPILE = Environment.compile


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all environments share what they compile, as long as it would be the same."""
    kept: dict[object, CodeType] = {}

    def compile_(
        self: Environment, source: Any, name: str | None = None, filename: str | None = None, **how: Any
    ) -> Any:
        key = (name, source, *how.items(), _language_of(self)) if isinstance(source, str) and filename else None
        if key in kept:
            return _moved(kept[key], filename or "")
        made = _COMPILE(self, source, name, filename, **how)
        if key and isinstance(made, CodeType):
            kept[key] = made
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_)
        yield


def _language_of(environment: Environment) -> object:
    """Return all that the code of a template depends on beside its source: marks, extensions, filters, translations."""
    marks = {name: value for name, value in vars(environment).items() if isinstance(value, str | bool | type)}
    translations = getattr(environment.extensions.get(ConstantTexts.identifier), "translations", None)
    catalogue = frozenset(getattr(translations, "_catalog", {}).items())
    return (
        frozenset(marks.items()),
        *(
            environment.line_statement_prefix,
            environment.line_comment_prefix,
            environment.finalize,
            environment.autoescape,
        ),
        frozenset(environment.extensions),
        # They are called on compiling where they are applied to a constant. Each edition has its own filter that makes
        # an address of a path, and no template gives it a constant.
        *(
            frozenset((name, getattr(function, "func", function)) for name, function in functions.items())
            for functions in (environment.filters, environment.tests)
        ),
        catalogue,
    )


def _moved(code: CodeType, filename: str) -> CodeType:
    """Return *code* as if it had been compiled from the file *filename*."""
    inner = (_moved(one, filename) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(inner))
