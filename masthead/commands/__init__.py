"""The commands of masthead, one a file; cli.py gathers them. What takes long to load is imported where it is used."""
