"""Python compiles each template once for all tests of a process: compiling takes a sixth of the time of a small build.

The program itself keeps the code that Jinja generates from a template; only the file name differs between websites.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

import pytest
from jinja2 import Environment

_COMPILE = Environment._compile  # noqa: SLF001 - Jinja’s own place for it, which has the code and the file alone


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all environments share the objects that Python compiles from the same code."""
    kept: dict[str, CodeType] = {}

    def compile_(self: Environment, source: str, filename: str) -> CodeType:
        if source not in kept:
            kept[source] = _COMPILE(self, source, filename)
        return _moved(kept[source], filename)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "_compile", compile_)
        yield


def _moved(code: CodeType, filename: str) -> CodeType:
    """Return *code* as if it had been compiled from the file *filename*."""
    inner = (_moved(constant, filename) if isinstance(constant, CodeType) else constant for constant in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(inner))
