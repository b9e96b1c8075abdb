"""The masthead command: the one place that prints and exits."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from masthead.cli import main


def run() -> None:
    """Run the command, and end at once: to let go of a large database takes a second, for which nobody should wait.

    Nor does the collector look through it once more, as it would if a command turned it on again at its end.
    """
    gc.disable()
    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int | None):
            with suppress(OSError, ValueError):  # Python says what cannot be written, when it ends in its own way
                for stream in filter(None, (sys.stdout, sys.stderr)):  # None, if closed from the start
                    stream.flush()
                os._exit(ended.code or 0)
        raise


if __name__ == "__main__":
    run()
