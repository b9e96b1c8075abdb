"""Incremental builds: what a build reads and keeps, so that the next one makes only what has changed."""
