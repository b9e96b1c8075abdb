"""The commands of masthead, one a file; cli.py lists them, and loads the one that is called."""
