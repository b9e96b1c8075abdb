"""Bytes to text to plain values, and the tree by which records are rewritten with all their comments."""
