"""Descriptions of the model: JSON Schema for other programs, and the documentation of fields for people."""
