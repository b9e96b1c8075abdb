"""masthead serve: the website on this machine, built again on each change."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path

import click

from masthead.building.serving.dev_server import serve as serve_website
from masthead.commands.common.messages import say
from masthead.commands.common.options import OUTPUT, ROOT


@click.command()
@ROOT
@OUTPUT
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 for any free one.",
)
@click.option(
    "--host",
    "hosts",
    multiple=True,
    help="A further name by which browsers may ask for the website, such as that of a tunnel; may be given repeatedly.",
)
def serve(root: Path, output: Path | None, port: int, hosts: tuple[str, ...]) -> None:
    """Build the website, serve it on this machine, and rebuild it on every change.

    It answers for localhost, 127.0.0.1 and [::1]. Any other name is refused, so that a website elsewhere cannot read a
    preview by making its own name lead to this machine.
    """
    # A shell that starts a command in the background makes it deaf to interrupts, which are how serving ends.
    signal.signal(signal.SIGINT, signal.default_int_handler)

    serve_website(root, output or root / "output", port, hosts, partial(say, err=True))
