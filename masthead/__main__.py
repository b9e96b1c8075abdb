"""The masthead command: the one place that prints and exits."""

from __future__ import annotations

from masthead.cli import main

if __name__ == "__main__":
    main()
