"""Runs a command and prints what it cost: ``cost.py COMMAND ...`` gives processor seconds and peak bytes as JSON.

A process counts the memory of the one that started it as its own, so a small one has to start what is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys


def main(command: list[str]) -> int:
    """Run *command*, print its cost, and return how it ended."""
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    _, status, used = os.wait4(program.pid, 0)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
