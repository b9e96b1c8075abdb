"""Keeping evidence alive: asks archives for copies, looks for links that rot. Never part of a build."""
