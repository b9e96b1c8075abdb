"""Our exceptions have one base and names of their own, and one place prints them as text without commands."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import click
import pytest

import masthead
from masthead import MastheadError
from masthead.commands.common.messages import failing, misused, shown

COMMANDS = Path(masthead.__file__).parent / "commands"
EVIL = "sites/x\n::error::owned ##[warning]\x1b[31m\u202e"
SAFE = "sites/x\\u{a}::error::owned #\\u{23}[warning]\\u{1b}[31m\\u{202e}"


def exceptions() -> Iterator[type[BaseException]]:
    """Yield every class of an exception that a module of ours defines."""
    for module in walk_packages(masthead.__path__, "masthead."):
        if module.name != "masthead.__main__":
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, BaseException) and value.__module__ == module.name:
                    yield value


def test_every_exception_of_ours_has_the_base() -> None:
    """Nothing that we raise on purpose is ever shown as a traceback."""
    classes = list(exceptions())

    assert len(classes) > 30
    assert [] == [exception for exception in classes if not issubclass(exception, MastheadError)]


def test_no_two_exceptions_have_one_name() -> None:
    """A name in a log or in an `except` means one thing."""
    assert {} == {
        name: number for name, number in Counter(exception.__name__ for exception in exceptions()).items() if number > 1
    }


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MastheadError(EVIL), SAFE),
        (click.ClickException(EVIL), SAFE),
        (click.UsageError(EVIL), SAFE),
        (PermissionError(13, "Permission denied", EVIL), f"{SAFE}: Permission denied"),
        (OSError("the disk is gone"), "the disk is gone"),
    ],
)
def test_error_that_ends_a_command_commands_nothing(error: Exception, message: str) -> None:
    """It may come from us, from click or from the system, and quote anything."""
    with pytest.raises(click.ClickException) as caught, shown():
        raise error

    assert message == caught.value.format_message()


def test_closed_pipe_is_left_to_click() -> None:
    """Click ends the command quietly when nobody reads on."""
    with pytest.raises(BrokenPipeError), shown():
        raise BrokenPipeError(32, "Broken pipe")


def test_error_in_the_code_is_not_hidden() -> None:
    """A fault of ours keeps its traceback."""
    with pytest.raises(ZeroDivisionError), shown():
        raise ZeroDivisionError


def test_failure_says_what_was_not_done() -> None:
    """The words of the command come first; the exit code is 1."""
    with pytest.raises(click.ClickException) as caught, failing("nothing written"):
        raise MastheadError(EVIL)

    assert (1, f"nothing written: {SAFE}") == (caught.value.exit_code, caught.value.format_message())


def test_mistake_in_what_was_typed_is_a_usage_error() -> None:
    """It says to which option it belongs; the exit code is 2."""
    with pytest.raises(click.UsageError) as caught, misused("--host: "):
        raise MastheadError(EVIL)

    assert (2, f"--host: {SAFE}") == (caught.value.exit_code, caught.value.format_message())


@pytest.mark.parametrize("file", sorted(COMMANDS.glob("*.py")), ids=lambda file: file.stem)
def test_commands_print_through_messages_alone(file: Path) -> None:
    """One module escapes; a command that printed by itself could forget to."""
    printing = {"echo", "secho", "print", "escape"}
    called = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {
        function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "") for function in called
    }

    assert (printing & names == set()) is (file.stem != "messages")
