"""Patterns that rules look for in texts, and never a finding."""
