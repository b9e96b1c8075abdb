"""masthead theme: the sums by which builds know that the theme is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.commands.common.messages import failing, say
from masthead.commands.common.options import ROOT
from masthead.files.sums import NAME, differences, sums_text
from masthead.loading.website_files import THEME, judge_theme
from masthead.record_files.writing import put


@click.command()
@ROOT
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the theme.  [default: theme/ in the root]",
)
@click.option("--write", is_flag=True, help="Write the sums of the files as they are.")
def theme(root: Path, folder: Path | None, *, write: bool) -> None:
    """Compare the files of the theme with the sums in its SHA256SUMS, or write them.

    Builds and checks refuse a theme of which a file is missing, cut short or another than its sum says. After a
    change of the theme, look at what this command lists, then run it with --write and commit both together.
    `masthead serve` does so by itself for every change that it sees.

    Exit code: 0 if every file is as its sum says or the sums were written, 1 if not, 2 for a usage error.
    """
    folder = folder or root / THEME
    if write:
        changed = [f"{path}: {fault}" for path, fault in differences(folder)]
        with failing("nothing written"):
            put(folder, NAME, sums_text(folder).encode())
        say(*changed, f"{NAME}: written", err=True)
    findings = list(judge_theme(folder, str(folder)))
    say(*(f"{finding.path}: {finding.message}; {finding.cure}" for finding in findings), err=True)
    if findings:
        sys.exit(1)
