"""Processes that share the tasks of a command."""
