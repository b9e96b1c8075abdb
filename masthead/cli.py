"""The masthead command: which commands there are, each loaded when it is called."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from types import FrameType, MappingProxyType
from typing import Any, NoReturn

import click

from masthead.commands.common.garbage_collection import LONG_RUNNING, uncollected
from masthead.commands.common.messages import shown

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "archive": "Find archived copies of sources that have none.",
        "build": "Check all records and build the website.",
        "check": "Check records and report every problem.",
        "fmt": "Fix formatting that needs no editorial decision.",
        "import": "Import a list of outlets into records.",
        "merge": "Put the parts of a split build together.",
        "migrate": "Update records to the current format.",
        "new": "Write a new record of a site, firm, campaign or source.",
        "redact": "Remove WHAT from the ledger, where the law demands it.",
        "release": "Compare the database with the ledger, and add what is new.",
        "schema": "Compare the schemas and field reference with the model.",
        "serve": "Serve the website on this machine, and rebuild it on changes.",
        "theme": "Compare the theme with its sums.",
        "translations": "Compare the translations with the texts of the website.",
        "verify-links": "Check which sources and archived copies are still online.",
    }
)
"""Each command and what it does in one line; the code is in the module of its name in masthead/commands/."""


class LazyGroup(click.Group):
    """A group that lists its commands from COMMANDS and loads the one that is called, for a build loads far more than a check."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Return the context of a call, and show the error that ends it: its help may be all that is printed."""
        with shown():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> object:
        """Call the command, and show the error that ends it, if one does."""
        with shown():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the called command's name, the command itself, and its arguments; also when a shell completes them."""
        name, listed, rest = super().resolve_command(ctx, args)
        with uncollected():  # the models, which most commands load, are made of many small values
            return name, _loaded(name) if listed and name else None, rest


def _loaded(name: str) -> click.Command:
    """Return the command called *name* from its module, which has a trailing underscore where Python reserves the word."""
    word = name.replace("-", "_")
    module = f"{word}_" if iskeyword(word) else word
    command: click.Command = getattr(import_module(f"masthead.commands.{module}"), module)
    return command


# No library may add anything to how records are read; pydantic would look for it in all that are installed, which takes long.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


@click.group(
    cls=LazyGroup,
    commands={name: click.Command(name, short_help=purpose) for name, purpose in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="masthead")
@click.pass_context
def main(context: click.Context) -> None:
    """Masthead: a database of websites that pose as news outlets."""
    if sys.flags.optimize > 1:
        message = "-OO removes the descriptions of fields and terms, which pages and schemas need; use -O, or neither"
        raise click.ClickException(message)
    if context.invoked_subcommand in LONG_RUNNING:
        gc.enable()
    else:
        context.with_resource(uncollected())
    # A command that is asked to end takes back what it began to write, as it does at Ctrl-C.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
