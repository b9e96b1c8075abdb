"""The model for other programs and for people: JSON Schema and the documentation of fields."""
